//! What the archive knows of a version.

use jiff::Timestamp;
use serde::de::DeserializeOwned;

use crate::error::AppError;
use crate::time::IsoWeek;

/// A version of a week's picture as it stands, after whatever sentence had to go from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// The key of its latest revision.
    pub id: i64,
    /// The week.
    pub week: IsoWeek,
    /// 1, and one more for each correction.
    pub version: i64,
    /// Why it was corrected; empty for the first of a week.
    pub reason: String,
    /// When it was approved.
    pub approved_at: Timestamp,
}

/// The latest version of each week, of versions in any order in which a week's latest comes first.
#[must_use]
pub fn latest_of_weeks(versions: &[Approved]) -> Vec<&Approved> {
    let mut latest: Vec<&Approved> = Vec::new();
    for version in versions {
        if latest.last().is_none_or(|last| last.week != version.week) {
            latest.push(version);
        }
    }
    latest
}

/// A frozen picture, read back.
///
/// # Errors
/// [`AppError::Internal`] when it is not what was frozen.
pub fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, AppError> {
    serde_json::from_slice(json).map_err(AppError::internal)
}
