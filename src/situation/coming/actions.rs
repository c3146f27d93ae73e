//! Verbs: writing down what is planned. One function, one transaction of the caller's, an entry in the audit log.

use jiff::Timestamp;

use super::model::Plan;
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{self, DbConnection};
use crate::error::AppError;

/// Writes a plan down; one that says just the same is there already and stays the only one. Gives its key, and whether it
/// is new.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn plan(
    connection: &mut DbConnection,
    actor: &Actor,
    plan: &Plan,
    now: Timestamp,
) -> Result<(i64, bool), AppError> {
    db::serialise_on(connection, "planned events")?;
    if let Some(known) = store::find_same(connection, plan)? {
        return Ok((known, false));
    }
    let id = store::insert(connection, plan, actor, now)?;
    let entry = Audit { action: "added", subject: "planned_event", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok((id, true))
}

/// Writes a plan anew; `false` when it is no longer the version that was looked at.
pub fn replan(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    plan: &Plan,
    now: Timestamp,
) -> Result<bool, AppError> {
    let is_changed = store::update(connection, id, seen, plan, actor, now)? > 0;
    if is_changed {
        let entry = Audit { action: "changed", subject: "planned_event", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_changed)
}

/// Takes a plan away; `false` when it is no longer the version that was looked at.
pub fn call_off(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    now: Timestamp,
) -> Result<bool, AppError> {
    let is_gone = store::delete(connection, id, seen)? > 0;
    if is_gone {
        let entry = Audit { action: "called_off", subject: "planned_event", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_gone)
}
