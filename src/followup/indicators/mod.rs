//! What shows whether a goal is reached: indicators with their outcomes and targets, as others measured them.

pub mod judging;
pub mod model;
pub mod series;
pub mod store;

use actix_web::web;

pub use series::{Aim, Judged, judged};

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
