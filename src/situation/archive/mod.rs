//! What was approved, found again: the archive with its search, two weeks beside each other, months and tertials made of
//! weeks. Everybody reads their own edition: the working group exact counts, everybody else what disclosure control told.

pub mod compare;
pub mod model;
pub mod pages;
pub mod period;
pub mod store;

use actix_web::web;

use crate::db::DbConnection;
use crate::error::AppError;
use crate::situation::SharedPicture;
use crate::situation::versions::Edition;
use crate::urls;

pub use model::Approved;
pub use period::Period;

/// The shared edition of the latest week that was approved.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer, or what it keeps cannot be read.
pub fn find_newest(connection: &mut DbConnection) -> Result<Option<(Approved, SharedPicture)>, AppError> {
    let Some(newest) = store::list_latest(connection)?.into_iter().next() else { return Ok(None) };
    let picture = store::find_json(connection, newest.id, Edition::Shared)?;
    Ok(picture.map(|json| model::read(&json)).transpose()?.map(|picture| (newest, picture)))
}

/// The addresses of this part.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::SITUATION_ARCHIVE).route(web::get().to(pages::archive)))
        .service(web::resource(urls::SITUATION_COMPARE).route(web::get().to(pages::compare)))
        .service(web::resource("/situation/months/{month}").route(web::get().to(pages::month)))
        .service(web::resource("/situation/tertials/{tertial}").route(web::get().to(pages::tertial)));
}
