//! The districts' pages.

use actix_web::web;

/// The addresses of the districts.
pub fn routes(_config: &mut web::ServiceConfig) {}
