//! The verb: keeping a table of reported crimes.

use jiff::Timestamp;

use super::model::Reported;
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{self, DbConnection};
use crate::error::AppError;
use crate::followup::table::Loaded;

/// Keeps the rows of a table. Area, kind and year tell a figure from another, so that the same table again adds nothing, and
/// a figure that was put right takes the place of the earlier one.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn load(
    connection: &mut DbConnection,
    rows: &[Reported],
    actor: &Actor,
    now: Timestamp,
) -> Result<Loaded, AppError> {
    db::serialise_on(connection, "reported crimes")?;
    let mut loaded = Loaded::default();
    for told in rows {
        match store::find_same(connection, told)? {
            None => {
                store::insert(connection, told)?;
                loaded.new += 1;
            }
            Some(kept) if kept.reported == *told => loaded.known += 1,
            Some(kept) => {
                store::update(connection, kept.id, told)?;
                loaded.changed += 1;
            }
        }
    }
    if loaded.new + loaded.changed > 0 {
        let detail = format!("{} new, {} changed", loaded.new, loaded.changed);
        let entry = Audit { action: "imported", subject: "reported_crimes", subject_id: None, detail: &detail };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(loaded)
}
