//! The police's public events: context beside our own reports, never part of our counts.

pub mod events;
pub mod import;
pub mod model;
pub mod store;

use actix_web::web;

pub use model::PoliceEvent;

/// The addresses of this capability.
pub fn routes(_config: &mut web::ServiceConfig) {}
