//! Goals, what is undertaken to reach them, and the thread from goal to result, walked both ways.

pub mod actions;
pub mod forms;
pub mod model;
pub mod pages;
pub mod store;
pub mod thread;

use actix_web::web;

use crate::urls;

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::FOLLOWUP).route(web::get().to(pages::thread)))
        .service(web::resource(urls::GOALS).route(web::post().to(pages::add_goal)))
        .service(web::resource(urls::GOAL_NEW).route(web::get().to(pages::new_goal)))
        .service(web::resource("/followup/goals/{id}").route(web::get().to(pages::goal)))
        .service(
            web::resource("/followup/goals/{id}/edit")
                .route(web::get().to(pages::edit_goal))
                .route(web::post().to(pages::change_goal)),
        )
        .service(web::resource("/followup/goals/{id}/indicators").route(web::post().to(pages::choose_indicators)))
        .service(web::resource(urls::COMMITMENTS).route(web::post().to(pages::add_commitment)))
        .service(web::resource(urls::COMMITMENT_NEW).route(web::get().to(pages::new_commitment)))
        .service(web::resource("/followup/commitments/{id}").route(web::get().to(pages::commitment)))
        .service(
            web::resource("/followup/commitments/{id}/edit")
                .route(web::get().to(pages::edit_commitment))
                .route(web::post().to(pages::change_commitment)),
        )
        .service(web::resource("/followup/commitments/{id}/measures").route(web::post().to(pages::tie_measures)))
        .service(web::resource(urls::THREAD_MEASURES).route(web::get().to(pages::loose_measures)))
        .service(
            web::resource("/followup/measures/{id}")
                .route(web::get().to(pages::of_measure))
                .route(web::post().to(pages::tie_measure)),
        )
        .service(web::resource("/followup/thread/indicators/{id}").route(web::get().to(pages::of_indicator)))
        .service(web::resource("/followup/plan/{year}").route(web::get().to(pages::plan)));
}
