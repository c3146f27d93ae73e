//! The disclosure log: what left the house, to whom, under which filter, and what it was.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
