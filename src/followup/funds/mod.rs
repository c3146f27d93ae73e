//! Funds (Trygghetsmiljonen): calls for proposals, what was proposed, what was granted, who answers for it in the line
//! organisation when the project is over, and what became of it.

pub mod model;
pub mod store;

use actix_web::web;

pub use model::Granted;

use crate::db::DbConnection;
use crate::error::AppError;

/// What the calls of a year have granted.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn granted_in(connection: &mut DbConnection, year: i64) -> Result<Granted, AppError> {
    let calls = store::list_calls_of(connection, year)?;
    let ids: Vec<i64> = calls.iter().map(|kept| kept.id).collect();
    let proposals = store::list_proposals(connection, &ids)?;
    Ok(Granted::of(year, &calls, &proposals))
}

/// The years that there were calls in, the newest first.
pub fn list_years(connection: &mut DbConnection) -> Result<Vec<i64>, AppError> {
    let mut years: Vec<i64> = store::list_calls(connection)?.into_iter().map(|kept| kept.call.year).collect();
    years.dedup();
    Ok(years)
}

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
