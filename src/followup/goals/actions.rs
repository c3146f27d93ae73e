//! Verbs: goals and commitments, and what belongs to them. One function, one transaction of the caller's, an entry in the
//! audit log.

use jiff::Timestamp;

use super::model::{Aim, Undertaking};
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, Viewer, actions as accounts};
use crate::db::{self, DbConnection};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::indicators;
use crate::measures::store as measures;

/// What keeps two of these apart that happen at once.
const LOCK: &str = "goals";

/// What became of a goal that was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept, under this key.
    Added(i64),
    /// It says just what one says that is kept under this key.
    Already(i64),
    /// Another goal has its code.
    CodeTaken,
}

/// Writes a goal down; one that says just the same stays the only one.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn add_goal(connection: &mut DbConnection, actor: &Actor, aim: &Aim, now: Timestamp) -> Result<Kept, AppError> {
    db::serialise_on(connection, LOCK)?;
    match store::find_goal_of_code(connection, &aim.code)? {
        Some(known) if known.aim == *aim => return Ok(Kept::Already(known.id)),
        Some(_) => return Ok(Kept::CodeTaken),
        None => {}
    }
    let id = store::insert_goal(connection, aim)?;
    let entry = Audit { action: "added", subject: "goal", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Kept::Added(id))
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is written.
    Done,
    /// It is no longer the version that was looked at.
    Overtaken,
    /// Another goal has its code.
    CodeTaken,
}

/// Writes a goal anew.
pub fn change_goal(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    aim: &Aim,
    now: Timestamp,
) -> Result<Changed, AppError> {
    db::serialise_on(connection, LOCK)?;
    if store::find_goal_of_code(connection, &aim.code)?.is_some_and(|known| known.id != id) {
        return Ok(Changed::CodeTaken);
    }
    if store::update_goal(connection, id, seen, aim)? == 0 {
        return Ok(Changed::Overtaken);
    }
    let entry = Audit { action: "changed", subject: "goal", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Changed::Done)
}

/// Takes a goal away that nothing is undertaken for; `false` when it is no longer the version that was looked at.
///
/// # Errors
/// [`AppError::Conflict`] when something is undertaken for it.
pub fn remove_goal(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    now: Timestamp,
) -> Result<bool, AppError> {
    db::serialise_on(connection, LOCK)?;
    if store::count_commitments(connection, id)? > 0 {
        return Err(AppError::Conflict("goal-has-commitments"));
    }
    let is_gone = store::delete_goal(connection, id, seen)? > 0;
    if is_gone {
        let entry = Audit { action: "removed", subject: "goal", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_gone)
}

/// Chooses the indicators that show whether a goal is reached: these and no others. Keys of no indicator are passed over.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such goal.
pub fn choose_indicators(
    connection: &mut DbConnection,
    actor: &Actor,
    goal_id: i64,
    chosen: &[i64],
    now: Timestamp,
) -> Result<(), AppError> {
    db::serialise_on(connection, LOCK)?;
    store::find_goal(connection, goal_id)?.or_not_found("goal")?;
    let mut is_changed = false;
    for indicator in indicators::store::list(connection)? {
        is_changed |= if chosen.contains(&indicator.id) {
            store::link_indicator(connection, goal_id, indicator.id)?
        } else {
            store::unlink_indicator(connection, goal_id, indicator.id)?
        };
    }
    if is_changed {
        let entry = Audit { action: "changed", subject: "goal", subject_id: Some(goal_id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(())
}

/// Writes a commitment down; one that says just the same is there already and stays the only one. Gives its key, and
/// whether it is new.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such goal.
pub fn commit(
    connection: &mut DbConnection,
    actor: &Actor,
    undertaking: &Undertaking,
    now: Timestamp,
) -> Result<(i64, bool), AppError> {
    db::serialise_on(connection, LOCK)?;
    store::find_goal(connection, undertaking.goal_id)?.or_not_found("goal")?;
    if let Some(known) = store::find_same_commitment(connection, undertaking)? {
        return Ok((known, false));
    }
    let id = store::insert_commitment(connection, undertaking)?;
    let entry = Audit { action: "added", subject: "commitment", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok((id, true))
}

/// Writes a commitment anew; `false` when it is no longer the version that was looked at.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such goal.
pub fn change_commitment(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    undertaking: &Undertaking,
    now: Timestamp,
) -> Result<bool, AppError> {
    db::serialise_on(connection, LOCK)?;
    store::find_goal(connection, undertaking.goal_id)?.or_not_found("goal")?;
    let is_changed = store::update_commitment(connection, id, seen, undertaking)? > 0;
    if is_changed {
        let entry = Audit { action: "changed", subject: "commitment", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_changed)
}

/// Takes a commitment away; its measures stay, and belong to it no longer. `false` when it is no longer the version that
/// was looked at.
pub fn remove_commitment(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    now: Timestamp,
) -> Result<bool, AppError> {
    db::serialise_on(connection, LOCK)?;
    let is_gone = store::delete_commitment(connection, id, seen)? > 0;
    if is_gone {
        let entry = Audit { action: "removed", subject: "commitment", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_gone)
}

/// Says that measures belong to a commitment, or that they do so no longer. What is so already stays so. Gives how many
/// that changed something for.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such commitment, or when this viewer may not see one of the measures.
pub fn tie_measures(
    connection: &mut DbConnection,
    (viewer, actor): (&Viewer, &Actor),
    commitment_id: i64,
    (chosen, belongs): (&[i64], bool),
    now: Timestamp,
) -> Result<usize, AppError> {
    db::serialise_on(connection, LOCK)?;
    store::find_commitment(connection, commitment_id)?.or_not_found("commitment")?;
    let mut changed = 0;
    for id in chosen {
        let is_changed = if belongs {
            measures::find(connection, viewer, *id)?.or_not_found("measure")?;
            store::link_measure(connection, commitment_id, *id)?
        } else {
            store::unlink_measure(connection, commitment_id, *id)?
        };
        changed += usize::from(is_changed);
    }
    if changed > 0 {
        let entry = Audit { action: "changed", subject: "commitment", subject_id: Some(commitment_id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(changed)
}
