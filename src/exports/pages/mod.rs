//! Row exports over HTTP: lists as files, streamed while they are written; and files that are made first and then fetched.

mod choose;
mod direct;
mod stream;
mod taken;

pub use choose::choose_rows;
pub use direct::{incidents_file, measures_file};
pub use taken::{rows_file, rows_manifest, take_rows, taken_rows};

use super::manifest::Taker;
use crate::accounts::session::SignedIn;
use crate::texts::Language;

fn taker(language: Language, who: &SignedIn) -> Taker {
    Taker::of(language, who.account.role, &who.organisation)
}
