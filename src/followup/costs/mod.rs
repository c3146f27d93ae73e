//! What guard services cost each department: a cost that is not told is missing, not nothing, and part of a year is never
//! compared with a whole one.

pub mod actions;
pub mod forms;
pub mod model;
pub mod pages;
pub mod store;
pub mod table;
pub mod told;

use std::io::Read;

use actix_web::web;
use jiff::Timestamp;

pub use model::YearCosts;

use super::lines::as_import_error;
use crate::accounts::Actor;
use crate::db::DbConnection;
use crate::districts::import::{ImportError, Imported};
use crate::error::AppError;
use crate::urls;

/// What is known of a year's costs, with what is missing and what is only a part of the year. [`told::year`] says it in words.
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

/// Brings in a file of costs ([`table`]) from the command line. Inside a write transaction.
///
/// # Errors
/// [`ImportError`] names every faulty line; nothing of the file is kept then.
pub fn import(connection: &mut DbConnection, file: impl Read, now: Timestamp) -> Result<Imported, ImportError> {
    let rows = table::read(file, false).map_err(|lines| as_import_error(&lines))?;
    Ok(actions::import(connection, &Actor::command_line(), &rows, now)?)
}

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::COSTS).route(web::get().to(pages::costs)).route(web::post().to(pages::add)))
        .service(web::resource(urls::COST_NEW).route(web::get().to(pages::new)))
        .service(
            web::resource(urls::COST_IMPORT)
                .route(web::get().to(pages::import_form))
                .route(web::post().to(pages::import)),
        )
        .service(
            web::resource("/followup/costs/{id}")
                .route(web::get().to(pages::cost))
                .route(web::post().to(pages::correct)),
        );
}
