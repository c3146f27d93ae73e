//! The shared edition on a page and on paper, from nothing but the edition itself.

use super::model::SharedPicture;
use super::telling;
use crate::error::AppError;
use crate::situation::document;
use crate::texts::Language;

/// The section with what those who reported are told; the page of a version says that on its cover.
pub(super) const FEEDBACK: &str = "feedback";

/// The shared edition as the inner part of a page, below its heading. The feedback is left out: a version's page has it on
/// its cover.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn body(picture: &SharedPicture, language: Language) -> Result<String, AppError> {
    let mut sections = telling::document(picture, language)?.sections;
    sections.retain(|section| section.id != FEEDBACK);
    document::set(&sections)
}

/// The shared edition as a page that stands alone, in Swedish: its look inside it, no address in it. The same edition gives
/// the same text.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn page(picture: &SharedPicture) -> Result<String, AppError> {
    document::alone(&telling::document(picture, Language::Swedish)?)
}

/// The same as a tagged PDF (PDF/UA-1). Takes tens of milliseconds of one core: never on a thread that answers requests.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn pdf(picture: &SharedPicture) -> Result<Vec<u8>, AppError> {
    document::paper(telling::document(picture, Language::Swedish)?)
}
