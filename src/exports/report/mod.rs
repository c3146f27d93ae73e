//! The council report: built for a period, looked at, released for good.

pub mod map;
pub mod model;
pub mod package;
pub mod table;
pub mod words;
pub mod workbook;

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
