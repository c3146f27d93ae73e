//! Reports: what happened or was found, where and when, and what it is counted as.

pub mod actions;
pub mod audience;
pub mod category;
pub mod chart;
pub mod cluster;
pub mod delivery;
pub mod filter;
pub mod forms;
pub mod import;
pub mod intake;
pub mod model;
pub mod nearby;
pub mod pages;
pub mod patterns;
pub mod photos;
pub mod review;
pub mod saved;
pub mod severity;
pub mod shifts;
pub mod store;
pub mod words;

use actix_web::web;

use crate::urls;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::INCIDENTS).route(web::get().to(pages::list)).route(web::post().to(pages::report)))
        .service(web::resource(urls::INCIDENTS_NEARBY).route(web::post().to(pages::nearby_fragment)))
        .service(web::resource(urls::INCIDENT_CLUSTERS).route(web::get().to(pages::clusters)))
        .service(web::resource(urls::INCIDENT_NEW).route(web::get().to(pages::new)))
        .service(web::resource(urls::INCIDENT_PATTERNS).route(web::get().to(pages::patterns)))
        .service(
            web::resource(urls::INCIDENT_FILTERS)
                .route(web::get().to(pages::filters))
                .route(web::post().to(pages::save_filter)),
        )
        .service(web::resource("/incidents/filters/{id}/delete").route(web::post().to(pages::delete_filter)))
        .service(web::resource(urls::INCIDENTS_REVIEW).route(web::get().to(pages::review::queue)))
        .service(web::resource("/incidents/{id}").route(web::get().to(pages::incident)))
        .service(
            web::resource("/incidents/{id}/correct")
                .route(web::get().to(pages::correct))
                .route(web::post().to(pages::submit_correction)),
        )
        .service(web::resource("/incidents/{id}/reporter").route(web::post().to(pages::reporter)))
        .service(web::resource("/incidents/{id}/answer").route(web::post().to(pages::answer)))
        .service(
            web::resource("/incidents/{id}/review")
                .route(web::get().to(pages::review::desk))
                .route(web::post().to(pages::review::decide)),
        )
        .service(
            web::resource("/w/{code}/incident")
                .route(web::get().to(pages::new_from_walk))
                .route(web::post().to(pages::report_from_walk)),
        )
        .service(
            web::resource(urls::SHIFTS)
                .route(web::get().to(shifts::pages::list))
                .route(web::post().to(shifts::pages::report)),
        )
        .service(web::resource(urls::SHIFT_NEW).route(web::get().to(shifts::pages::new)))
        .service(web::resource("/shifts/{id}").route(web::get().to(shifts::pages::shift)))
        .service(web::resource("/incidents/{id}/photos/{position}").route(web::get().to(photos::pages::photo)))
        .service(
            web::resource("/incidents/{id}/photos/{position}/hide")
                .route(web::get().to(photos::pages::hide))
                .route(web::post().to(photos::pages::submit_hide)),
        );
}
