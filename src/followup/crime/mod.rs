//! Crimes reported to the police, as Brå publishes them: side by side for country, county and municipality, and never
//! together with what is reported here.

pub mod actions;
pub mod import;
pub mod model;
pub mod pages;
pub mod store;

use actix_web::web;

use crate::urls;

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource(urls::REPORTED_CRIME).route(web::get().to(pages::crime))).service(
        web::resource(urls::REPORTED_CRIME_LOAD)
            .route(web::get().to(pages::load_form))
            .route(web::post().to(pages::load)),
    );
}
