//! Who reported, who said that there was nothing, and who was silent. Silence is not calm.

pub mod model;

pub use model::{Coverage, Heard, OrganisationCoverage, WeekCoverage};

use super::compute::Weeks;
use super::scope::Scope;
use crate::db::DbConnection;
use crate::error::AppError;

/// Who was heard of a week, and of the weeks beside it.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(_connection: &mut DbConnection, _scope: &Scope, _weeks: Weeks) -> Result<Coverage, AppError> {
    Ok(Coverage::default())
}
