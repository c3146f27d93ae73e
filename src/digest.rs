//! Fingerprints of what was sent, imported or handed out.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The SHA-256 of the bytes in base 16, small letters (FIPS 180-4).
///
/// ```
/// assert!(lykta::digest::sha256("abc").starts_with("ba7816bf8f01cfea"));
/// ```
#[must_use]
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    let mut running = Running::default();
    running.add(bytes);
    running.finish()
}

/// The fingerprint of a form's fields: the same fields with the same texts in the same order give the same.
#[must_use]
pub fn content_hash(sent: impl IntoIterator<Item = (&'static str, String)>) -> String {
    // Length first, so that no two forms run together to the same bytes.
    let told = sent.into_iter().map(|(field, text)| format!("{field} {} {text}\n", text.len()));
    sha256(told.collect::<String>())
}

/// [`sha256`] of bytes that come one piece after the other.
#[derive(Clone, Default)]
pub struct Running(Sha256);

impl Running {
    /// Adds a piece.
    pub fn add(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.update(bytes);
    }

    /// The fingerprint of all pieces.
    #[must_use]
    pub fn finish(self) -> String {
        self.0.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}
