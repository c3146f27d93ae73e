//! What shows whether a goal is reached: indicators with their outcomes and targets, as others measured them.

pub mod actions;
pub mod forms;
pub mod import;
pub mod judging;
pub mod model;
pub mod pages;
pub mod series;
pub mod store;
pub mod words;

use actix_web::web;

use crate::urls;

pub use series::{Aim, Judged, judged};

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource(urls::INDICATORS).route(web::get().to(pages::indicators)).route(web::post().to(pages::add)),
        )
        .service(web::resource(urls::INDICATOR_NEW).route(web::get().to(pages::new)))
        .service(
            web::resource(urls::INDICATORS_LOAD)
                .route(web::get().to(pages::load_form))
                .route(web::post().to(pages::load)),
        )
        .service(web::resource("/followup/indicators/{id}").route(web::get().to(pages::indicator)))
        .service(
            web::resource("/followup/indicators/{id}/edit")
                .route(web::get().to(pages::edit))
                .route(web::post().to(pages::change)),
        )
        .service(
            web::resource("/followup/indicators/{id}/readings/new")
                .route(web::get().to(pages::new_reading))
                .route(web::post().to(pages::add_reading)),
        )
        .service(
            web::resource("/followup/indicators/{id}/readings/{reading}")
                .route(web::get().to(pages::reading))
                .route(web::post().to(pages::change_reading)),
        );
}
