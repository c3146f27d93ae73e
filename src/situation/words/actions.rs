//! Verbs: writing a text, weighing a problem. One function, one transaction of the caller's, an entry in the audit log.
//!
//! Several people write at once. Whoever saves says what it was written upon; when somebody else was first, nothing is kept
//! and nothing is lost: the other wording is given back, to be shown beside one's own.

use jiff::Timestamp;

use super::model::{Draft, ProblemDraft, Topic, Weighed, Wording};
use super::{store, subject};
use crate::accounts::store::Audit;
use crate::accounts::{Actor, Permission, Viewer, actions as accounts};
use crate::db::{self, DbConnection};
use crate::districts::Ground;
use crate::error::{AppError, OrNotFound as _};
use crate::time::IsoWeek;

/// Who writes, and when.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Whose eyes look.
    pub viewer: Viewer,
    /// The name that stands under it.
    pub actor: Actor,
    /// The present instant.
    pub now: Timestamp,
}

/// What became of something that was to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved<T> {
    /// It is kept.
    Kept,
    /// It stands there already, word for word: nothing was to be done.
    StoodThere,
    /// Somebody else was first: this stands there now, and nothing is kept.
    Overtaken(T),
}

/// Writes a text upon the version that the writer saw; 0 when there was none.
///
/// # Errors
/// [`AppError::NotFound`] when the week has no such text; [`AppError::Forbidden`] for whoever may not write it.
pub fn write(
    connection: &mut DbConnection,
    desk: &Desk,
    ground: &Ground,
    (week, topic): (IsoWeek, Topic),
    draft: &Draft,
    seen: i64,
) -> Result<Saved<Wording>, AppError> {
    if !topic.may_be_written_by(&desk.viewer) {
        return Err(AppError::Forbidden);
    }
    subject::find(connection, ground, week, topic)?.or_not_found("text")?;
    db::serialise_on(connection, &format!("picture text {week} {} {}", topic.kind.word(), topic.subject))?;
    let latest = store::find_latest(connection, week, topic)?;
    let version = latest.as_ref().map_or(0, |latest| latest.version);
    match latest {
        // Also when the same was sent twice.
        Some(latest) if latest.says(draft) => return Ok(Saved::StoodThere),
        Some(latest) if version != seen => return Ok(Saved::Overtaken(latest)),
        _ => {}
    }
    store::insert_wording(connection, week, topic, version + 1, draft, (&desk.actor, desk.now))?;
    let entry = Audit {
        action: if version == 0 { "added" } else { "changed" },
        subject: "picture_text",
        subject_id: None,
        detail: &format!("{week} {} {}", topic.kind.word(), topic.subject),
    };
    accounts::audit(connection, &desk.actor, &entry, desk.now)?;
    Ok(Saved::Kept)
}

/// Adds a problem to a week's. One of the same title and district is there already: it is given back, unless it says the
/// same, as when the same was sent twice.
///
/// # Errors
/// [`AppError::Forbidden`] for whoever does not write the picture; so for every function here.
pub fn add_problem(
    connection: &mut DbConnection,
    desk: &Desk,
    week: IsoWeek,
    draft: &ProblemDraft,
) -> Result<Saved<Weighed>, AppError> {
    may_weigh(desk)?;
    db::serialise_on(connection, &format!("picture problems {week}"))?;
    let is_twin = |known: &Weighed| {
        known.district_id == draft.district_id && known.title.to_lowercase() == draft.title.to_lowercase()
    };
    if let Some(known) = store::list_problems(connection, week)?.into_iter().find(is_twin) {
        return Ok(if known.draft() == *draft { Saved::StoodThere } else { Saved::Overtaken(known) });
    }
    let id = store::insert_problem(connection, week, draft, (&desk.actor, desk.now))?;
    let detail = week.to_string();
    let entry = Audit { action: "added", subject: "picture_problem", subject_id: Some(id), detail: &detail };
    accounts::audit(connection, &desk.actor, &entry, desk.now)?;
    Ok(Saved::Kept)
}

/// Changes a problem that the writer saw in this version.
///
/// # Errors
/// [`AppError::NotFound`] when the week has none of this key (any more).
pub fn change_problem(
    connection: &mut DbConnection,
    desk: &Desk,
    week: IsoWeek,
    (id, seen): (i64, i64),
    draft: &ProblemDraft,
) -> Result<Saved<Weighed>, AppError> {
    may_weigh(desk)?;
    let known = store::find_problem(connection, week, id)?.or_not_found("problem")?;
    if known.draft() == *draft {
        return Ok(Saved::StoodThere);
    }
    if known.version != seen || store::update_problem(connection, (id, seen), draft, (&desk.actor, desk.now))? == 0 {
        return Ok(Saved::Overtaken(store::find_problem(connection, week, id)?.or_not_found("problem")?));
    }
    let detail = week.to_string();
    let entry = Audit { action: "changed", subject: "picture_problem", subject_id: Some(id), detail: &detail };
    accounts::audit(connection, &desk.actor, &entry, desk.now)?;
    Ok(Saved::Kept)
}

/// Takes away a problem that the writer saw in this version.
///
/// # Errors
/// As [`change_problem`].
pub fn remove_problem(
    connection: &mut DbConnection,
    desk: &Desk,
    week: IsoWeek,
    (id, seen): (i64, i64),
) -> Result<Saved<Weighed>, AppError> {
    may_weigh(desk)?;
    let known = store::find_problem(connection, week, id)?.or_not_found("problem")?;
    if known.version != seen || store::delete_problem(connection, (id, seen))? == 0 {
        return Ok(Saved::Overtaken(known));
    }
    let detail = week.to_string();
    let entry = Audit { action: "removed", subject: "picture_problem", subject_id: Some(id), detail: &detail };
    accounts::audit(connection, &desk.actor, &entry, desk.now)?;
    Ok(Saved::Kept)
}

fn may_weigh(desk: &Desk) -> Result<(), AppError> {
    if desk.viewer.role.may(Permission::WritePicture) { Ok(()) } else { Err(AppError::Forbidden) }
}
