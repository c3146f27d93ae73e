//! What guard services cost each department: a cost that is not told is missing, not nothing, and part of a year is never
//! compared with a whole one.

pub mod model;
pub mod store;

use actix_web::web;

pub use model::YearCosts;

use crate::db::DbConnection;
use crate::error::AppError;

/// What is known of a year's costs, with what is missing and what is only a part of the year.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn of_year(connection: &mut DbConnection, year: i64) -> Result<YearCosts, AppError> {
    Ok(YearCosts::of(year, &store::list(connection)?))
}

/// The years that anything is known of, the newest first.
pub fn list_years(connection: &mut DbConnection) -> Result<Vec<i64>, AppError> {
    Ok(model::years(&store::list(connection)?))
}

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
