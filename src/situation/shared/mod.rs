//! The shared edition: what everybody else may read of a week. No places, no hours, no reports, nobody's own part; and how many
//! there were in each district, as far as disclosure control tells it (`statistics::List::control`).

mod document;
pub mod model;
mod telling;

pub use document::{body, page, pdf};
pub use model::{
    Given, HeardShare, SharedCoverage, SharedDistrict, SharedFigure, SharedMeasures, SharedPicture, StandsOut,
};
pub(super) use telling::{name_of, told_cell};
