//! The verb: placing people.

use jiff::Timestamp;

use super::model::{Clash, Wish, number_in};
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{self, DbConnection};
use crate::error::AppError;
use crate::time::IsoWeek;

/// Changes the cells of a week that still are as they were seen, and gives those that somebody else has changed since:
/// they stay as they are. A cell that already is as it is wanted is no clash, whoever was first.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn place(
    connection: &mut DbConnection,
    actor: &Actor,
    week: IsoWeek,
    wishes: &[Wish],
    now: Timestamp,
) -> Result<Vec<Clash>, AppError> {
    db::serialise_on(connection, &format!("placements {week}"))?;
    let placed = store::list_of_week(connection, week)?;
    let mut clashes = Vec::new();
    let mut has_changed = false;
    for wish in wishes {
        let number = number_in(&placed, wish.cell);
        if number == wish.wanted {
            continue;
        }
        if number != wish.seen {
            let there = placed.iter().find(|placed| placed.cell() == wish.cell);
            let actor = there.map(|placed| placed.actor.clone()).unwrap_or_default();
            clashes.push(Clash { wish: *wish, number, actor });
            continue;
        }
        store::delete(connection, wish.cell)?;
        if wish.wanted > 0 {
            store::insert(connection, wish.cell, wish.wanted, &actor.label, now)?;
        }
        has_changed = true;
    }
    if has_changed {
        let detail = week.to_string();
        let entry = Audit { action: "changed", subject: "placements", subject_id: None, detail: &detail };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(clashes)
}
