//! The ground that everything is counted in: areas, districts (unions of areas) and where a point belongs.

pub mod area_file;
pub mod lookup;
pub mod outline;
