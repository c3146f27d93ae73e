//! The first page: what do I need to do now?

mod pages;

use actix_web::web;

use crate::urls;

/// The address of the first page.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource(urls::HOME).route(web::get().to(pages::home)));
}
