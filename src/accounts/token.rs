//! Secrets that are handed out once and kept only as a hash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::digest::sha256;
use crate::error::AppError;

/// 256 random bits as a word for a cookie or a link.
///
/// # Errors
/// [`AppError::Internal`] when the system has no randomness to give.
pub fn fresh() -> Result<String, AppError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|fault| AppError::internal(fault.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What the database keeps of a token: its SHA-256. The token itself has 256 bits, so no slow hash is needed.
#[must_use]
pub fn hash(token: &str) -> String {
    sha256(token)
}
