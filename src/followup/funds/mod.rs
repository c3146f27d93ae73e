//! Calls for proposals, what was proposed, what was granted and what became of it.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
