//! Safety walks (trygghetsvandringar): planned, walked with phones that have no account, gathered to a protocol whose points
//! become measures, answered at the response meeting and walked again.

pub mod actions;
pub mod along;
pub mod calendar;
pub mod code;
pub mod drawn;
pub mod field;
pub mod forms;
pub mod model;
pub mod observed;
pub mod pages;
pub mod poster;
pub mod protocol;
pub mod route;
pub mod store;

use actix_web::web;

use crate::urls;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::WALKS).route(web::get().to(pages::list)).route(web::post().to(pages::plan)))
        .service(web::resource(urls::WALK_NEW).route(web::get().to(pages::new)))
        .service(web::resource("/walks/{id}").route(web::get().to(pages::walk)))
        .service(
            web::resource("/walks/{id}/edit").route(web::get().to(pages::edit)).route(web::post().to(pages::change)),
        )
        .service(
            web::resource("/walks/{id}/stops")
                .route(web::get().to(pages::stops))
                .route(web::post().to(pages::change_stops)),
        )
        .service(
            web::resource("/walks/{id}/stops/{stop}")
                .route(web::get().to(pages::stop))
                .route(web::post().to(pages::change_stop)),
        )
        .service(
            web::resource("/walks/{id}/route")
                .route(web::get().to(pages::route))
                .route(web::post().to(pages::draw_route)),
        )
        .service(
            web::resource("/walks/{id}/groups")
                .route(web::get().to(pages::groups))
                .route(web::post().to(pages::count_groups)),
        )
        .service(
            web::resource("/walks/{id}/code")
                .route(web::get().to(pages::code))
                .route(web::post().to(pages::change_code)),
        )
        .service(web::resource("/walks/{id}/poster.pdf").route(web::get().to(pages::poster)))
        .service(web::resource("/walks/{id}/calendar.ics").route(web::get().to(pages::calendar)))
        .service(
            web::resource("/walks/{id}/protocol")
                .route(web::get().to(pages::protocol))
                .route(web::post().to(pages::change_protocol)),
        )
        .service(web::resource("/walks/{id}/protocol.{ending}").route(web::get().to(pages::protocol_file)))
        .service(
            web::resource("/walks/{id}/points/{number}")
                .route(web::get().to(pages::point))
                .route(web::post().to(pages::change_point)),
        )
        .service(
            web::resource("/walks/{id}/response")
                .route(web::get().to(pages::response))
                .route(web::post().to(pages::answer)),
        )
        .service(
            web::resource("/walks/{id}/compare")
                .route(web::get().to(pages::compare))
                .route(web::post().to(pages::submit_comparison)),
        )
        .service(web::resource(urls::PROTOCOLS).route(web::get().to(pages::published)))
        .service(web::resource("/protocols/{id}.{ending}").route(web::get().to(pages::public_file)))
        .service(web::resource("/protocols/{id}").route(web::get().to(pages::public)))
        .service(
            web::resource("/walks/{id}/rewalk")
                .route(web::get().to(pages::rewalk))
                .route(web::post().to(pages::plan_rewalk)),
        )
        .configure(field::routes);
}
