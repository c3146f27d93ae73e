//! The picture on the wall of a meeting room: one thing a slide, large enough to be read at five metres.

pub mod pages;
pub mod slides;

use actix_web::web;

/// The addresses of this part.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource("/situation/{week}/wall").route(web::get().to(pages::wall)));
}
