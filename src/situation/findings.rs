//! What stands out, in sentences: at most seven, each with its reason.

use serde::{Deserialize, Serialize};

use super::compute::{Counts, Weeks};
use super::scope::Scope;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::incidents::category::Group;

/// Why something stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// More than usual.
    Rise,
    /// A place busier than chance makes places.
    Place,
    /// Fewer than usual.
    Fall,
}

/// Something that stands out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Why.
    pub kind: FindingKind,
    /// The code of the district's row; `None` for the whole municipality.
    pub district: Option<String>,
    /// The group; `None` for all events.
    pub group: Option<Group>,
    /// Reports of the week, or at the place within 28 days.
    pub count: u32,
    /// The fewest that is usual; of a place none.
    pub expected_low: Option<u32>,
    /// The most that is usual; of a place none.
    pub expected_high: Option<u32>,
    /// How likely chance alone is, 0 to 1.
    pub chance: f64,
    /// The reason in one sentence: "12 skadegörelser i Alby, normalt 3–8."
    pub sentence: String,
}

/// What stands out in a week.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(
    _connection: &mut DbConnection,
    _scope: &Scope,
    _weeks: Weeks,
    _counts: &Counts,
) -> Result<Vec<Finding>, AppError> {
    Ok(Vec::new())
}
