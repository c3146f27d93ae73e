//! Follow-up: from goals by indicators, commitments and measures to results, with what it cost. No personal data.
//!
//! Whoever may read approved pictures may read it ([`ReadPictures`](crate::accounts::Permission::ReadPictures)); titles of
//! measures are for the working group, others read how many there are and how they stand.

pub mod audit;
mod chart;
pub mod classifications;
pub mod costs;
pub mod crime;
pub mod funds;
pub mod goals;
pub mod indicators;
pub mod meetings;
mod pages;
pub mod statutory;
pub mod table;

use actix_web::web;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .configure(audit::routes)
        .configure(classifications::routes)
        .configure(costs::routes)
        .configure(crime::routes)
        .configure(funds::routes)
        .configure(goals::routes)
        .configure(indicators::routes)
        .configure(meetings::routes)
        .configure(statutory::routes);
}
