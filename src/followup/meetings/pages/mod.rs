//! What a browser sees of the council's meetings.

mod decide;
mod edit;
mod item;
mod list;
mod meeting;

use crate::db::Db;
use crate::districts;
use crate::mail::Outbox;
use crate::time::Clock;
use crate::web::{shared, tools};

pub use decide::{decide, hand_out};
pub use edit::{call, change, edit, new};
pub use item::{add_item, change_item, item, new_item};
pub use list::list;
pub use meeting::{agenda_pack, meeting};

tools! {
    /// What the handlers work with, beside who asks and what was sent. An extractor.
    Tools {
        db: Db = shared,
        map: districts::Map = shared,
        outbox: Outbox = shared,
        clock: Clock = shared,
    }
}
