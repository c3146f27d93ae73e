//! Measures (åtgärder): what an organisation has promised to do, by when, and whether it was done and verified. Points of
//! walks, reports, the week's picture and people hand their promises to this one place.

pub mod actions;
pub mod filter;
pub mod forms;
pub mod kept;
pub mod model;
pub mod pages;
pub mod reminders;
pub mod store;

use actix_web::web;

use crate::urls;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::MEASURES).route(web::get().to(pages::list)).route(web::post().to(pages::hand_out)))
        .service(web::resource(urls::MEASURE_NEW).route(web::get().to(pages::new)))
        .service(web::resource(urls::MEASURE_CLUSTERS).route(web::get().to(pages::clusters)))
        .service(
            web::resource("/measures/{id}")
                .route(web::get().to(pages::measure))
                .route(web::post().to(pages::take_step)),
        );
}
