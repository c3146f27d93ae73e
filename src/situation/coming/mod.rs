//! What is known to come: planned events and the wheel of the year.

pub mod model;

pub use model::Coming;

use super::scope::Scope;
use crate::db::DbConnection;
use crate::error::AppError;

/// What is known to come in the two weeks after the picture's.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn after_week(_connection: &mut DbConnection, _scope: &Scope) -> Result<Vec<Coming>, AppError> {
    Ok(Vec::new())
}
