//! The council's meetings: agenda, what is read, what was decided, and the measures that came of it.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
