//! The administrator's pages: organisations, accounts, the audit log, statements.

use actix_web::web;

/// The addresses of administration.
pub fn routes(_config: &mut web::ServiceConfig) {}
