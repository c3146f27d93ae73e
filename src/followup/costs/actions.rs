//! Verbs: keeping what guard services cost. One function, one transaction of the caller's, an entry in the audit log.

use jiff::Timestamp;

use super::model::Cost;
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{self, DbConnection};
use crate::districts::import::Imported;
use crate::error::AppError;

/// What became of a cost that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Done,
    /// The department's year is kept already, under this key.
    Known(i64),
    /// Somebody else changed it since it was looked at.
    Meanwhile,
}

/// Keeps the cost of a department's year that nothing is kept of yet.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn add(connection: &mut DbConnection, actor: &Actor, cost: &Cost, now: Timestamp) -> Result<Kept, AppError> {
    db::serialise_on(connection, LOCK)?;
    if let Some(known) = store::find_of(connection, &cost.department, cost.year)? {
        return Ok(Kept::Known(known.id));
    }
    let id = store::insert(connection, cost)?;
    let entry = Audit { action: "added", subject: "guard_cost", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Kept::Done)
}

/// Corrects a cost as it stood when it was looked at.
pub fn correct(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    cost: &Cost,
    now: Timestamp,
) -> Result<Kept, AppError> {
    db::serialise_on(connection, LOCK)?;
    if let Some(other) = store::find_of(connection, &cost.department, cost.year)?.filter(|other| other.id != id) {
        return Ok(Kept::Known(other.id));
    }
    if store::update(connection, (id, seen), cost)? == 0 {
        return Ok(Kept::Meanwhile);
    }
    let entry =
        Audit { action: "changed", subject: "guard_cost", subject_id: Some(id), detail: &cost.year.to_string() };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Kept::Done)
}

/// Takes a cost away that should never have been kept; `false` when it is no longer what was looked at.
pub fn remove(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    now: Timestamp,
) -> Result<bool, AppError> {
    let is_gone = store::delete(connection, (id, seen))? > 0;
    if is_gone {
        let entry = Audit { action: "removed", subject: "guard_cost", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_gone)
}

/// Brings in the rows of a table: the same once more changes nothing, another amount of a department's year takes the place of
/// the one that is kept.
pub fn import(
    connection: &mut DbConnection,
    actor: &Actor,
    rows: &[Cost],
    now: Timestamp,
) -> Result<Imported, AppError> {
    db::serialise_on(connection, LOCK)?;
    let mut done = Imported { read: rows.len(), changed: 0 };
    for cost in rows {
        match store::find_of(connection, &cost.department, cost.year)? {
            None => drop(store::insert(connection, cost)?),
            Some(known) if known.cost == *cost => continue,
            Some(known) => drop(store::update(connection, (known.id, known.version), cost)?),
        }
        done.changed += 1;
    }
    if done.changed > 0 {
        let entry = Audit {
            action: "imported",
            subject: "guard_cost",
            subject_id: None,
            detail: &format!("{} changed", done.changed),
        };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(done)
}

const LOCK: &str = "guard costs";
