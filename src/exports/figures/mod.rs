//! What everybody may see: by district and quarter, rounded to multiples of 5.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
