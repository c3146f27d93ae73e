//! Files that leave the house. Each export is written into the audit log and the log of disclosures with its filter before
//! its first byte leaves.

pub mod actions;
pub mod disclosure;
pub mod figures;
pub mod incidents;
pub mod log;
pub mod manifest;
pub mod measures;
pub mod observations;
pub mod pages;
pub mod report;
pub mod rows;
mod sealed;
pub mod shelf;

use actix_web::web;

use crate::urls;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .configure(figures::routes)
        .configure(log::routes)
        .configure(report::routes)
        .service(web::resource(urls::INCIDENTS_FILE).route(web::get().to(pages::incidents_file)))
        .service(web::resource(urls::MEASURES_FILE).route(web::get().to(pages::measures_file)))
        .service(
            web::resource(urls::EXPORT_ROWS)
                .route(web::get().to(pages::choose_rows))
                .route(web::post().to(pages::take_rows)),
        )
        .service(web::resource("/exports/rows/{id}").route(web::get().to(pages::taken_rows)))
        .service(web::resource("/exports/rows/{id}/file").route(web::get().to(pages::rows_file)))
        .service(web::resource("/exports/rows/{id}/manifest.json").route(web::get().to(pages::rows_manifest)));
}
