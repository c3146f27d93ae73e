//! The six questions of the audit of 2018, answered from what is known today.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
