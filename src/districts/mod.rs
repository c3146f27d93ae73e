//! The ground that everything is counted in: areas, districts (unions of areas), named places, populations; and where a
//! point belongs.

pub mod actions;
pub mod admin;
pub mod area_file;
pub mod base_map;
pub mod division;
pub mod drawing;
pub mod forms;
pub mod import;
pub mod lookup;
pub mod map;
pub mod marks;
pub mod model;
pub mod neighbours;
pub mod outline;
pub mod pages;
pub mod population;
pub mod store;
pub mod typed;
pub mod whereabouts;

use actix_web::web;

pub use division::{Division, DivisionRow, Extent};
pub use drawing::{Drawing, Frame, Label, Spot};
pub use import::lay_foundation;
pub use map::{Ground, Located, Map};
pub use model::{District, Place, Population};
pub use population::Residents;

use crate::urls;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::DISTRICTS).route(web::get().to(pages::districts)))
        .service(web::resource(urls::BASE_MAP).route(web::get().to(pages::base_map)))
        .service(web::resource(urls::WHEREABOUTS).route(web::get().to(pages::whereabouts)))
        .service(web::resource("/districts/{code}").route(web::get().to(pages::district)))
        .service(web::resource(urls::ADMIN_DISTRICTS).route(web::get().to(admin::districts)))
        .service(
            web::resource("/admin/districts/{code}")
                .route(web::get().to(admin::district))
                .route(web::post().to(admin::change_parent)),
        )
        .service(web::resource("/admin/districts/{code}/population").route(web::post().to(admin::keep_population)));
}
