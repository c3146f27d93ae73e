//! Funds (Trygghetsmiljonen): calls for proposals, what was proposed, what was granted, who answers for it in the line
//! organisation when the project is over, and what became of it.

pub mod actions;
pub mod forms;
pub mod model;
pub mod pages;
pub mod store;
pub mod table;

use std::io::Read;

use actix_web::web;
use jiff::Timestamp;

pub use model::Granted;

use super::lines::as_import_error;
use crate::accounts::Actor;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::districts::import::{ImportError, Imported};
use crate::error::AppError;
use crate::urls;

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

/// Brings in a file of what a call granted ([`table`]) from the command line; a call of that name and year is opened where there
/// is none. Inside a write transaction.
///
/// # Errors
/// [`ImportError`] names every faulty line; nothing of the file is kept then.
pub fn import(
    connection: &mut DbConnection,
    file: impl Read,
    (name, year): (&str, i64),
    now: Timestamp,
) -> Result<Imported, ImportError> {
    let ground = Ground::load(connection)?;
    let rows = table::read(file, &ground, false).map_err(|lines| as_import_error(&lines))?;
    let actor = Actor::command_line();
    let id = actions::find_or_open(connection, &actor, (name, year), now)?;
    Ok(actions::import(connection, &actor, id, &rows, now)?)
}

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::FUNDS).route(web::get().to(pages::funds)).route(web::post().to(pages::open)))
        .service(web::resource(urls::FUND_NEW).route(web::get().to(pages::new)))
        .service(
            web::resource("/followup/funds/proposals/{id}")
                .route(web::get().to(pages::proposal))
                .route(web::post().to(pages::write)),
        )
        .service(web::resource("/followup/funds/proposals/{id}/edit").route(web::get().to(pages::edit_proposal)))
        .service(web::resource("/followup/funds/{id}").route(web::get().to(pages::call)))
        .service(
            web::resource("/followup/funds/{id}/edit")
                .route(web::get().to(pages::edit))
                .route(web::post().to(pages::change)),
        )
        .service(
            web::resource("/followup/funds/{id}/import")
                .route(web::get().to(pages::import_form))
                .route(web::post().to(pages::import)),
        )
        .service(web::resource("/followup/funds/{id}/proposals").route(web::post().to(pages::propose)))
        .service(web::resource("/followup/funds/{id}/proposals/new").route(web::get().to(pages::new_proposal)));
}
