//! Goals, what is undertaken to reach them, and the thread from goal to result, walked both ways.

use actix_web::web;

/// The addresses of this part.
pub fn routes(_config: &mut web::ServiceConfig) {}
