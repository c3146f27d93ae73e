//! Reports: what happened or was found, where and when, and what it is counted as.

pub mod category;
pub mod import;
pub mod severity;

use actix_web::web;

/// The addresses of this capability.
pub fn routes(_config: &mut web::ServiceConfig) {}
