//! The weekly situation picture (lägesbild): what was reported, by district and group, beside the weeks before; who was
//! heard and who was silent; what stands out; what people judged and decided; frozen for good once it is approved.

pub mod chart;
pub mod coming;
pub mod compute;
pub mod context;
pub mod coverage;
pub mod decisions;
pub mod document;
pub mod findings;
pub mod pages;
pub mod patterns;
pub mod picture;
pub mod placements;
pub mod scope;
pub mod shared;
pub mod store;
pub mod versions;
pub mod wall;
pub mod words;

use actix_web::web;

use crate::urls;

pub use picture::Picture;
pub use scope::Scope;
pub use shared::SharedPicture;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::SITUATION).route(web::get().to(pages::this_week)))
        .service(
            web::resource(urls::PLANNED_EVENTS)
                .route(web::get().to(coming::pages::events))
                .route(web::post().to(coming::pages::add_event)),
        )
        .service(
            web::resource("/situation/events/{id}")
                .route(web::get().to(coming::pages::event))
                .route(web::post().to(coming::pages::change_event)),
        )
        .service(web::resource("/situation/years/{year}").route(web::get().to(coming::pages::year_wheel)))
        .service(web::resource("/situation/{week}/wall").route(web::get().to(wall::pages::wall)))
        .service(
            web::resource("/situation/{week}/decide")
                .route(web::get().to(decisions::pages::decide))
                .route(web::post().to(decisions::pages::hand_out)),
        )
        .service(
            web::resource("/situation/{week}/placements")
                .route(web::get().to(placements::pages::placements))
                .route(web::post().to(placements::pages::change_placements)),
        )
        .service(web::resource("/situation/{week}").route(web::get().to(pages::week)));
}
