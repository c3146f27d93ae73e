//! What guard services cost each department: a cost that is not told is missing, not nothing.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
