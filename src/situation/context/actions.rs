//! The verb: keeping the police's own counts.

use std::collections::HashMap;

use jiff::Timestamp;

use super::store;
use super::table::CountRow;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions};
use crate::db::{self, DbConnection};
use crate::error::AppError;
use crate::time::IsoWeek;

/// What loading a file did. Every row of it is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Counts that were not there.
    pub new: usize,
    /// Counts that were there with another figure.
    pub changed: usize,
    /// Counts that were there as they are.
    pub known: usize,
}

/// Keeps the rows of a file. Week, district, category and source tell a count from another, so that the same file again
/// adds nothing, and a figure that the police put right takes the place of the earlier one.
///
/// # Errors
/// What the database says.
pub fn load(
    connection: &mut DbConnection,
    rows: &[CountRow],
    actor: &Actor,
    now: Timestamp,
) -> Result<Loaded, AppError> {
    db::serialise_on(connection, "police counts")?;
    let mut weeks: Vec<IsoWeek> = rows.iter().map(|row| row.week).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let known: HashMap<_, _> = store::list_counts(connection, &weeks)?
        .into_iter()
        .map(|kept| {
            let district = kept.district();
            ((IsoWeek::of_day(kept.week.date()), district, kept.category, kept.source), (kept.id, kept.reports))
        })
        .collect();
    let mut loaded = Loaded::default();
    for row in rows {
        let key = (row.week, row.district, row.category.clone(), row.source.clone());
        match known.get(&key) {
            None => {
                store::insert_count(connection, row, actor, now)?;
                loaded.new += 1;
            }
            Some((_, count)) if *count == row.count => loaded.known += 1,
            Some((id, _)) => {
                store::update_count(connection, *id, row.count, actor, now)?;
                loaded.changed += 1;
            }
        }
    }
    if loaded.new + loaded.changed > 0 {
        let detail = format!("{} new, {} changed", loaded.new, loaded.changed);
        let entry = Audit { action: "imported", subject: "police_counts", subject_id: None, detail: &detail };
        actions::audit(connection, actor, &entry, now)?;
    }
    Ok(loaded)
}
