//! What leaves, counted and fingerprinted on its way.

use std::io::{self, Write};

use crate::digest::Running;

/// Hands everything on, and knows how much it was and what.
pub(super) struct Sealed<W> {
    out: W,
    bytes: i64,
    hash: Running,
}

impl<W: Write> Sealed<W> {
    pub fn new(out: W) -> Self {
        Self { out, bytes: 0, hash: Running::default() }
    }

    /// How many bytes there were, and their SHA-256.
    pub fn seal(&self) -> (i64, String) {
        (self.bytes, self.hash.clone().finish())
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.hash.add(&bytes[..taken]);
        self.bytes += i64::try_from(taken).unwrap_or_default();
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
