//! Measures (åtgärder): what an organisation has promised to do, by when, and whether it was done and verified. Points of
//! walks, reports, the week's picture and people hand their promises to this one place.

pub mod actions;
pub mod filter;
pub mod model;
pub mod store;
