//! A picture that is kept, as pages and forms know it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A form has at most this many pictures.
pub const MOST: usize = 5;

/// Who sends a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The account of this key.
    Account(i64),
    /// The phone of this key, which joined a safety walk.
    Phone(i64),
}

impl Sender {
    /// The account's key, if it is one.
    #[must_use]
    pub fn account_id(self) -> Option<i64> {
        match self {
            Self::Account(id) => Some(id),
            Self::Phone(_) => None,
        }
    }

    /// The phone's key, if it is one.
    #[must_use]
    pub fn phone_id(self) -> Option<i64> {
        match self {
            Self::Account(_) => None,
            Self::Phone(id) => Some(id),
        }
    }
}

/// A picture that somebody has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The SHA-256 of the file as it was sent, by which a form names it. Of use to whoever sent it alone.
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
