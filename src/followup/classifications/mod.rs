//! How the police class areas, as dated facts with their source. Shown to others than those who keep them only where an
//! administrator has said so: the words are the police's, for the police's own purpose (`domain.md` 4.4).

pub mod actions;
pub mod forms;
pub mod model;
pub mod pages;
pub mod store;

use actix_web::web;

use crate::accounts::store as accounts;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::urls;

/// What the installation remembers of whether they are shown; nothing: they are not.
const SETTING: &str = "classifications_shown";

/// Whether an administrator has said that the police's classes are shown to everybody who reads the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn are_shown(connection: &mut DbConnection) -> Result<bool, AppError> {
    Ok(accounts::find_setting(connection, SETTING)?.is_some())
}

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource(urls::CLASSIFICATIONS)
                .route(web::get().to(pages::classifications))
                .route(web::post().to(pages::add)),
        )
        .service(
            web::resource("/followup/classifications/{id}")
                .route(web::get().to(pages::classification))
                .route(web::post().to(pages::change)),
        )
        .service(
            web::resource(urls::ADMIN_CLASSIFICATIONS)
                .route(web::get().to(pages::setting))
                .route(web::post().to(pages::set)),
        );
}
