//! Shift reports: what a neighbourhood patrol or night walkers tell after a shift. Always two people or more; where they
//! went; and either that it was calm or the events they saw, each of which is a report of its own.

pub mod actions;
pub mod forms;
pub mod model;
pub mod pages;
pub mod store;
