//! The council report: built for a period, looked at, released for good.

pub mod model;

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
