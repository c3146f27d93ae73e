//! What was approved: immutable versions in two editions, each with its hash in a chain, signed by the partners.
//!
//! A coordinator approves the week's draft. What is frozen then never changes: as JSON, as a page that stands alone and as
//! a PDF, in the working group's edition and in the shared one, kept as bytes with their hashes and served from there. A
//! correction is a new version beside the first; a sentence that must go is a new revision in the place of its version.
//!
//! # Checking a version without Lykta
//!
//! - **Canonical JSON** is RFC 8785 ([`canonical`]): keys sorted, no white space, numbers as ECMAScript writes them.
//! - **A JSON file's `sha256`** is the hash of its own canonical JSON without that one field. It is printed on the page and
//!   on the PDF of the same edition.
//! - **A version's record** is canonical JSON too: week, version, revision, reason, cut-off, who approved it and when, the
//!   hash of each of the six files, and the hash of the record before it, of any week. The record's own hash is what
//!   partners sign, and what the next record holds. Whoever changes anything must change every record after it.
//! - What the chain cannot show is that its newest records are missing altogether; paper and signatures can.
//!
//! | part | what it knows |
//! | --- | --- |
//! | [`canonical`] | one way to write a JSON value |
//! | [`freeze`] | from a picture to its files and its record |
//! | [`verify`] | whether what is stored is what was approved |
//! | [`removal`] | a sentence, and the tombstone in its place |

pub mod actions;
pub mod canonical;
pub mod forms;
pub mod freeze;
pub mod model;
pub mod pages;
pub mod removal;
pub mod store;
pub mod verify;

use actix_web::web;

pub use model::{Edition, FileFormat, Manifest, Signature, StoredFile, Version, file_name};

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/situation/{week}/approve")
                .route(web::get().to(pages::approve))
                .route(web::post().to(pages::submit_approval)),
        )
        .service(web::resource("/situation/{week}/versions/{version}").route(web::get().to(pages::version)))
        .service(web::resource("/situation/{week}/versions/{version}/sign").route(web::post().to(pages::sign)))
        .service(
            web::resource("/situation/{week}/versions/{version}/remove")
                .route(web::get().to(pages::remove))
                .route(web::post().to(pages::submit_removal)),
        )
        .service(
            web::resource("/situation/{week}/versions/{version}/{edition}.{format}").route(web::get().to(pages::file)),
        );
}
