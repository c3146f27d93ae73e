//! The log of disclosures: what left the house, to whom, under which filter, and what it was.
//!
//! Everything that leaves has one line here, begun before its first byte: row exports, released reports, public figures.
//! A line is begun with [`actions::begin`] and ended with [`actions::finish`] or [`actions::break_off`]; what is released as
//! a whole is written down at once with [`actions::record`].

pub mod actions;
pub mod model;
pub mod pages;
pub mod store;

use actix_web::web;

use crate::urls;

/// The addresses of the log.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource(urls::EXPORTS_LOG).route(web::get().to(pages::log)));
}
