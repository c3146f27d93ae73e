//! What shows whether a goal is reached: indicators with their outcomes and targets, as others measured them.

pub mod model;

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
