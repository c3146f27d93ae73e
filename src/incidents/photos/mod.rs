//! The pictures of a report: which ones, in what order, shown to whom, hidden by whom.

pub mod actions;
pub mod model;
pub mod pages;
pub mod store;
