//! The council report: built for a period, looked at, released for good.
//!
//! | file | what it knows |
//! | --- | --- |
//! | [`model`] | a report as one value |
//! | [`period`] | which periods there are to choose, and which fit what was given away before |
//! | [`compute`] | from the memory of what was given away to a report |
//! | [`telling`] | a report in words: what its page, its PDF and the page that stands alone are set from |
//! | [`chart`] | what it draws |
//! | [`words`], [`table`] | how figures are written; a report as tables |
//! | [`mod@document`], [`workbook`], [`map`] | a report as a page that stands alone and a PDF, as XLSX, as `GeoJSON` |
//! | [`package`] | every file that is kept of a report, and their manifest |
//! | [`actions`] | building and releasing |
//! | [`verify`] | whether what is stored is what was released |

pub mod actions;
pub mod chart;
pub mod compute;
pub mod document;
pub mod forms;
pub mod map;
pub mod model;
pub mod package;
pub mod pages;
pub mod period;
pub mod store;
pub mod table;
pub mod telling;
pub mod verify;
pub mod words;
pub mod workbook;

use actix_web::web;

use crate::urls;

pub use model::Report;
pub use telling::{body, document};

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::EXPORTS).route(web::get().to(pages::reports)))
        .service(web::resource(urls::REPORT_NEW).route(web::get().to(pages::new)).route(web::post().to(pages::release)))
        .service(web::resource("/exports/reports/{number}").route(web::get().to(pages::report)))
        .service(web::resource("/exports/reports/{number}/{file}").route(web::get().to(pages::file)));
}
