//! What the law asks for every second year (2023:196, 4 §): a situation picture of crime and a plan of measures.
//!
//! A document is begun from what is known: every part has the sentences and tables that can be made of what was released,
//! approved, published or followed up ([`facts`]), and people write the rest in place ([`model::Part`]). An analysis and a plan
//! are people's own words, or there is nothing to approve. What is approved is frozen as a picture is ([`freeze`]): as JSON, as a page that
//! stands alone and as a PDF, kept as bytes with their hashes in a chain; a correction is a new version beside the first.
//! Drafts are for the working group, what is approved is for everybody who reads the follow-up.

pub mod actions;
pub mod facts;
pub mod forms;
pub mod freeze;
pub mod model;
pub mod pages;
pub mod store;
pub mod telling;

use actix_web::web;

use crate::urls;

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::STATUTORY).route(web::get().to(pages::list)).route(web::post().to(pages::begin)))
        .service(web::resource("/followup/statutory/{year}").route(web::get().to(pages::draft)))
        .service(
            web::resource("/followup/statutory/{year}/sections/{section}")
                .route(web::get().to(pages::part))
                .route(web::post().to(pages::write)),
        )
        .service(
            web::resource("/followup/statutory/{year}/approve")
                .route(web::get().to(pages::approve))
                .route(web::post().to(pages::submit_approval)),
        )
        .service(web::resource("/followup/statutory/{year}/versions/{version}").route(web::get().to(pages::version)))
        .service(
            web::resource("/followup/statutory/{year}/versions/{version}/{file}").route(web::get().to(pages::file)),
        );
}
