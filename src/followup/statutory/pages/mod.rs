//! What a browser sees of the statutory documents.

mod approve;
mod draft;
mod list;
mod part;
mod version;

use crate::db::Db;
use crate::time::Clock;
use crate::web::{shared, tools};

pub use approve::{approve, submit_approval};
pub use draft::draft;
pub use list::{begin, list};
pub use part::{part, write};
pub use version::{file, version};

tools! {
    /// What the handlers work with, beside who asks and what was sent. An extractor.
    Tools {
        db: Db = shared,
        clock: Clock = shared,
    }
}
