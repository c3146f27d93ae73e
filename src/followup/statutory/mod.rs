//! What the law asks for every second year (2023:196): a situation picture and an action plan, begun from the data.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
