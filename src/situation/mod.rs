//! The weekly situation picture (lägesbild): what was reported, by district and group, beside the weeks before.

pub mod chart;
pub mod compute;
pub mod pages;
pub mod picture;
pub mod store;

use actix_web::web;

use crate::urls;

pub use picture::Picture;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::SITUATION).route(web::get().to(pages::this_week)))
        .service(web::resource("/situation/{week}").route(web::get().to(pages::week)));
}
