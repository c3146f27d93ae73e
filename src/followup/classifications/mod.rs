//! How the police class areas, as dated facts with their source; shown only where an administrator allows.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
