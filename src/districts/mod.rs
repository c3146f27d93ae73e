//! The ground that everything is counted in: areas, districts (unions of areas), named places, populations; and where a
//! point belongs.

pub mod area_file;
pub mod division;
pub mod import;
pub mod lookup;
pub mod map;
pub mod model;
pub mod outline;
pub mod pages;
pub mod population;
pub mod store;

use actix_web::web;

pub use division::{Division, DivisionRow, Extent};
pub use import::lay_foundation;
pub use map::{Ground, Located, Map};
pub use model::{District, Place, Population};
pub use population::Residents;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}
