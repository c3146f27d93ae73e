//! A picture that is kept, as pages and forms know it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A form has at most this many pictures.
pub const MOST: usize = 5;

/// A picture that an account has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The SHA-256 of the file as it was sent, by which a form names it. Of use to the account that sent it alone.
    pub sha256: String,
    /// The picture's key.
    pub photo_id: i64,
}

/// The small picture as an address that holds it, for the page it stands on. It has no address of its own, so that whoever
/// has seen it has opened the page.
#[must_use]
pub fn inline_address(small: &[u8]) -> String {
    format!("data:image/jpeg;base64,{}", STANDARD.encode(small))
}
