//! The police's public events: context beside our own reports, never part of our counts.

pub mod events;

use actix_web::web;

/// The addresses of this capability.
pub fn routes(_config: &mut web::ServiceConfig) {}
