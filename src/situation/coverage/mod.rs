//! Who reported, who said that there was nothing, and who was silent. Silence is not calm.

pub mod model;

pub use model::{Coverage, Heard, OrganisationCoverage, WeekCoverage};

use super::compute::Weeks;
use super::scope::Scope;
use crate::db::DbConnection;
use crate::error::AppError;

/// The last time to report for a week's picture, and from when on it can be approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOff(());

impl CutOff {
    /// The installation's.
    #[must_use]
    pub fn of(_config: &crate::config::Config) -> Self {
        Self(())
    }

    /// That of a week: an instant within the seven days after it.
    #[must_use]
    pub fn after(self, week: crate::time::IsoWeek) -> jiff::Timestamp {
        crate::time::plus_hours(crate::time::start_of_day(week.plus(1).monday()), 12)
    }
}

/// Who was heard of a week, and of the weeks beside it.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(_connection: &mut DbConnection, _scope: &Scope, _weeks: Weeks) -> Result<Coverage, AppError> {
    Ok(Coverage::default())
}
