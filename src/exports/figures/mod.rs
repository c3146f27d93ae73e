//! What everybody may see: by district and quarter, rounded to multiples of 5.
//!
//! A public figure is made of what the council may be told of the same months and of nothing else: what is told exactly is
//! rounded, what is not told stays untold. So the two laid beside each other tell nobody more than the second one alone. A
//! quarter is released as a whole and frozen; a correction of a report afterwards changes nothing of it.

pub mod actions;
pub mod model;
pub mod pages;
pub mod store;
pub mod table;

use actix_web::web;

use crate::urls;

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::FIGURES).route(web::get().to(pages::figures)))
        .service(web::resource(urls::FIGURES_CSV).route(web::get().to(pages::figures_csv)))
        .service(
            web::resource(urls::RELEASE_FIGURES)
                .route(web::get().to(pages::choose))
                .route(web::post().to(pages::release)),
        );
}
