//! What people write for a week's picture: the brief, each organisation's own part, the judgement of each district, the
//! problems weighed, and notable reports told in the coordinator's own sentence.

pub mod model;

pub use model::{Assessment, Level, Notable, Part, Problem, TextKind, Words, Written};

use super::scope::Scope;
use crate::db::DbConnection;
use crate::error::AppError;

/// Everything written for the picture of a week.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(_connection: &mut DbConnection, _scope: &Scope) -> Result<Words, AppError> {
    Ok(Words::default())
}
