//! The protocol of a walk: what was noted, gathered to points in the leader's words; how each stop was judged; what is
//! promised about each point and what became of that. One reading serves page, print, PDF, CSV and GeoJSON.

pub mod actions;
pub mod document;
pub mod forms;
pub mod judged;
pub mod lines;
pub mod model;
pub mod store;
pub mod table;
