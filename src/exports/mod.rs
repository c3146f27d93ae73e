//! (to be written)

use actix_web::web;

/// The addresses of this capability.
pub fn routes(_config: &mut web::ServiceConfig) {}
