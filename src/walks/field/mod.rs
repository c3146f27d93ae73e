//! A walk while it is walked: joining it, noting what one sees, judging the stops, and what its leader sees come in.

pub mod actions;
pub mod delivery;
pub mod forms;
pub mod model;
pub mod pages;
mod session;
pub mod store;

use actix_web::web;

use crate::urls;

/// The addresses of participants, and of what the leader sees meanwhile.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource(urls::JOIN)
                .route(web::get().to(pages::join::door))
                .route(web::post().to(pages::join::submit_code)),
        )
        .service(
            web::resource("/w/{code}").route(web::get().to(pages::walk::walk)).route(web::post().to(pages::join::join)),
        )
        .service(web::resource("/w/{code}/leave").route(web::post().to(pages::join::leave)))
        .service(web::resource("/w/{code}/screen").route(web::post().to(pages::walk::choose_screen)))
        .service(web::resource("/w/{code}/pack.json").route(web::get().to(pages::pack::pack)))
        .service(web::resource("/w/{code}/map.geojson").route(web::get().to(pages::walk::base_map)))
        .service(web::resource("/w/{code}/whereabouts").route(web::get().to(pages::walk::whereabouts)))
        .service(web::resource("/w/{code}/stops/{position}").route(web::get().to(pages::notes::stop)))
        .service(
            web::resource("/w/{code}/observations")
                .route(web::get().to(pages::notes::between))
                .route(web::post().to(pages::notes::note)),
        )
        .service(web::resource("/w/{code}/judgements").route(web::post().to(pages::notes::judge)))
        .service(web::resource("/walks/{id}/live").route(web::get().to(pages::live::live)))
        .service(web::resource("/walks/{id}/changes").route(web::get().to(pages::live::changes)))
        .service(
            web::resource("/walks/{id}/observations/{observation}/photos/{position}")
                .route(web::get().to(pages::photos::photo)),
        )
        .service(
            web::resource("/walks/{id}/observations/{observation}/photos/{position}/small")
                .route(web::get().to(pages::photos::small)),
        )
        .service(
            web::resource("/walks/{id}/observations/{observation}/photos/{position}/hide")
                .route(web::get().to(pages::photos::hide))
                .route(web::post().to(pages::photos::submit_hide)),
        );
}
