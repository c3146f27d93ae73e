//! The council's meetings: agenda, what is read, what was decided, and the measures that came of it.
//!
//! A coordinator calls a meeting and writes its agenda, item by item; each may have a released report and an approved picture
//! to be read with it. What the council decides is written under the item, and what is to be done about it becomes measures
//! of whoever is to do it, which come back to the item with how they stand. Whoever reads the follow-up reads the meetings;
//! titles of measures are for the working group, others read how many there are and how they stand.

pub mod actions;
pub mod agenda;
pub mod forms;
pub mod model;
pub mod pack;
pub mod pages;
pub mod store;

use actix_web::web;
use jiff::civil::Date;

use crate::db::DbConnection;
use crate::error::AppError;
use crate::urls;

pub use agenda::{Agenda, Point};
pub use model::{Item, Meeting, Standing};

/// The next meeting, today's included, and how many items its agenda has.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn find_next(connection: &mut DbConnection, today: Date) -> Result<Option<(Meeting, i64)>, AppError> {
    let Some(next) = store::find_next(connection, today)? else { return Ok(None) };
    let items = store::count_items(connection)?.get(&next.id).copied().unwrap_or_default();
    Ok(Some((next, items)))
}

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource(urls::COUNCIL_MEETINGS).route(web::get().to(pages::list)).route(web::post().to(pages::call)),
        )
        .service(web::resource(urls::COUNCIL_MEETING_NEW).route(web::get().to(pages::new)))
        .service(web::resource("/followup/meetings/{id}").route(web::get().to(pages::meeting)))
        .service(
            web::resource("/followup/meetings/{id}/edit")
                .route(web::get().to(pages::edit))
                .route(web::post().to(pages::change)),
        )
        .service(web::resource("/followup/meetings/{id}/agenda.pdf").route(web::get().to(pages::agenda_pack)))
        .service(web::resource("/followup/meetings/{id}/items").route(web::post().to(pages::add_item)))
        .service(web::resource("/followup/meetings/{id}/items/new").route(web::get().to(pages::new_item)))
        .service(
            web::resource("/followup/meetings/{id}/items/{item}")
                .route(web::get().to(pages::item))
                .route(web::post().to(pages::change_item)),
        )
        .service(
            web::resource("/followup/meetings/{id}/items/{item}/measure")
                .route(web::get().to(pages::decide))
                .route(web::post().to(pages::hand_out)),
        );
}
