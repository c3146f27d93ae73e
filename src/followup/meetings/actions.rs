//! Verbs: calling a meeting, writing its agenda, handing out what was decided. One function, one transaction of the caller's,
//! an entry in the audit log.

use jiff::Timestamp;
use uuid::Uuid;

use super::model::{Content, Item, Plan};
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{self, DbConnection};
use crate::districts::Ground;
use crate::error::{AppError, OrNotFound as _};
use crate::measures::actions::{self as measures, Desk, Receipt, Submission};
use crate::measures::model::Assignment;

/// Which way an item moves on the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the beginning.
    Earlier,
    /// Towards the end.
    Later,
}

/// Calls a meeting; the same submission again gives the first one. Gives its key, and whether it is new.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn call(
    connection: &mut DbConnection,
    actor: &Actor,
    submission: Uuid,
    plan: &Plan,
    now: Timestamp,
) -> Result<(i64, bool), AppError> {
    let submission = submission.to_string();
    db::serialise_on(connection, &submission)?;
    if let Some(known) = store::find_submission(connection, &submission)? {
        return Ok((known, false));
    }
    let id = store::insert(connection, &submission, plan)?;
    let entry = Audit { action: "added", subject: "council_meeting", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok((id, true))
}

/// Changes a meeting; `false` when it is no longer the version that was looked at.
pub fn change(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    plan: &Plan,
    now: Timestamp,
) -> Result<bool, AppError> {
    let is_changed = store::update(connection, (id, seen), plan)? > 0;
    if is_changed {
        let entry = Audit { action: "changed", subject: "council_meeting", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_changed)
}

/// Calls off a meeting whose agenda is empty; `false` when it is not, or when the meeting is no longer the version that was
/// looked at.
pub fn call_off(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    now: Timestamp,
) -> Result<bool, AppError> {
    serialise_on_agenda(connection, id)?;
    let is_gone = store::list_items(connection, id)?.is_empty() && store::delete(connection, (id, seen))? > 0;
    if is_gone {
        let entry = Audit { action: "called_off", subject: "council_meeting", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_gone)
}

/// Adds an item to a meeting's agenda; one that says just the same stays the only one. Gives whether it is new.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such meeting.
pub fn add_item(
    connection: &mut DbConnection,
    actor: &Actor,
    meeting: i64,
    content: &Content,
    now: Timestamp,
) -> Result<bool, AppError> {
    serialise_on_agenda(connection, meeting)?;
    store::find(connection, meeting)?.or_not_found("meeting")?;
    if store::list_items(connection, meeting)?.iter().any(|known| known.content == *content) {
        return Ok(false);
    }
    let id = store::insert_item(connection, meeting, content)?;
    let entry = Audit { action: "added", subject: "meeting_item", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(true)
}

/// Changes an item; `false` when it is no longer the version that was looked at.
pub fn change_item(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    content: &Content,
    now: Timestamp,
) -> Result<bool, AppError> {
    let is_changed = store::update_item(connection, (id, seen), content)? > 0;
    if is_changed {
        let entry = Audit { action: "changed", subject: "meeting_item", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_changed)
}

/// Lets an item change places with its neighbour, if it still stands where it was seen and has one.
///
/// # Errors
/// [`AppError::NotFound`] when the meeting has no such item.
pub fn move_item(
    connection: &mut DbConnection,
    actor: &Actor,
    (meeting, id): (i64, i64),
    (seen_at, way): (i64, Way),
    now: Timestamp,
) -> Result<(), AppError> {
    serialise_on_agenda(connection, meeting)?;
    let items = store::list_items(connection, meeting)?;
    let at = items.iter().position(|item| item.id == id).or_not_found("item")?;
    let neighbour = match way {
        Way::Earlier => at.checked_sub(1),
        Way::Later => at.checked_add(1),
    };
    let Some(other) = neighbour.and_then(|at| items.get(at)).filter(|_| items[at].position == seen_at) else {
        return Ok(());
    };
    store::update_places(connection, &items[at], other)?;
    let entry = Audit { action: "changed", subject: "meeting_item", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)
}

/// Takes an item off the agenda; `false` when measures came of it, or when it is no longer the version that was looked at.
pub fn remove_item(
    connection: &mut DbConnection,
    actor: &Actor,
    meeting: i64,
    (id, seen): (i64, i64),
    now: Timestamp,
) -> Result<bool, AppError> {
    serialise_on_agenda(connection, meeting)?;
    let is_carried_out = store::list_measures(connection, meeting)?.iter().any(|(item, _)| *item == id);
    let is_gone = !is_carried_out && store::delete_item(connection, (id, seen))? > 0;
    if is_gone {
        let entry = Audit { action: "removed", subject: "meeting_item", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_gone)
}

/// Hands out a measure that an item's decision is, exactly once, as [`measures::hand_out`] does; it is the item's from then on.
///
/// # Errors
/// [`AppError::Forbidden`] for whoever may not hand out.
pub fn hand_out(
    connection: &mut DbConnection,
    desk: &Desk,
    item: &Item,
    submission: &Submission,
    assignment: &Assignment,
    ground: &Ground,
) -> Result<Receipt, AppError> {
    serialise_on_agenda(connection, item.meeting_id)?;
    let receipt = measures::hand_out(connection, desk, submission, assignment, ground)?;
    if let Receipt::HandedOut(measure) = receipt {
        store::insert_measure(connection, item, measure)?;
    }
    Ok(receipt)
}

/// What changes an agenda waits in turn, so that no item is added to a meeting that is called off, and none is taken away of
/// which a measure comes.
fn serialise_on_agenda(connection: &mut DbConnection, meeting: i64) -> Result<(), AppError> {
    Ok(db::serialise_on(connection, &format!("agenda {meeting}"))?)
}
