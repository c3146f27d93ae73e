//! Files that leave the house. Each export is written into the audit log with its filter before its first byte leaves.

pub mod disclosure;
pub mod figures;
pub mod log;
pub mod measures;
pub mod pages;
pub mod report;
pub mod rows;

use actix_web::web;

use crate::urls;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .configure(figures::routes)
        .configure(log::routes)
        .configure(report::routes)
        .service(web::resource(urls::INCIDENTS_CSV).route(web::get().to(pages::incidents_csv)))
        .service(web::resource(urls::MEASURES_CSV).route(web::get().to(pages::measures_csv)));
}
