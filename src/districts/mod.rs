//! The ground that everything is counted in: areas, districts (unions of areas), named places, populations; and where a
//! point belongs.

pub mod area_file;
pub mod import;
pub mod lookup;
pub mod map;
pub mod model;
pub mod outline;
pub mod pages;
pub mod store;

use actix_web::web;

pub use import::lay_foundation;
pub use map::{Ground, Located, Map};
pub use model::{District, Place, Population};

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}
