//! What the police tell: their public events as a context column, and counts of their own. Shown beside the reports, never added.

pub mod model;

pub use model::{Police, PoliceCount, PublicEvent};

use super::scope::Scope;
use crate::db::DbConnection;
use crate::error::AppError;

/// What the police tell of a week.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(_connection: &mut DbConnection, _scope: &Scope) -> Result<Police, AppError> {
    Ok(Police::default())
}
