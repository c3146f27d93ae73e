//! Reports: what happened or was found, where and when, and what it is counted as.

pub mod actions;
pub mod audience;
pub mod category;
pub mod filter;
pub mod forms;
pub mod import;
pub mod intake;
pub mod model;
pub mod pages;
pub mod severity;
pub mod store;
pub mod words;

use actix_web::web;

use crate::urls;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::INCIDENTS).route(web::get().to(pages::list)).route(web::post().to(pages::report)))
        .service(web::resource(urls::INCIDENT_NEW).route(web::get().to(pages::new)))
        .service(web::resource("/incidents/{id}").route(web::get().to(pages::incident)))
        .service(
            web::resource("/incidents/{id}/correct")
                .route(web::get().to(pages::correct))
                .route(web::post().to(pages::submit_correction)),
        )
        .service(web::resource("/incidents/{id}/reporter").route(web::post().to(pages::reporter)));
}
