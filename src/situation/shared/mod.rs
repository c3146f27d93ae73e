//! The shared edition: what everybody else may read of a week. No places, no hours, no reports, nobody's own part; and counts
//! only as far as disclosure control tells them (`statistics::Table::control`).

mod document;
pub mod model;
mod telling;

pub use document::{body, page, pdf};
pub use model::{
    HeardShare, SharedCoverage, SharedDistrict, SharedFigure, SharedGroup, SharedMeasures, SharedPicture, StandsOut,
};
pub(super) use telling::{name_of, told_cell};
