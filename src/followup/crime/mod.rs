//! Crimes reported to the police, as Brå publishes them: a series beside our own reports, never mixed with them.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
