//! What runs by the clock, inside the server: each job once a day, whoever of several servers comes first.
//!
//! A job is claimed in the database before it runs, so that two servers do not both run it; what it does and that it was done
//! are one transaction. A run that fails is noted with its reason and tried again; one whose server died is tried again when
//! its claim has lapsed. When it ran last is shown to administrators and by `lykta check`.

pub mod model;
pub mod pages;
mod runner;
pub mod store;

use actix_web::web;

pub use runner::{Job, Runner};

use crate::urls;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource(urls::ADMIN_JOBS).route(web::get().to(pages::jobs)));
}
