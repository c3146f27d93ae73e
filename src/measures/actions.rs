//! Verbs: handing out a measure, and everything that may become of it. One function, one transaction of the caller's, one
//! line of history, an entry in the audit log.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::model::{Assignment, Event, HistoryLine, Measure, Source, Spot, Standing, Step, Whereabouts};
use super::store::{self, Entry};
use crate::accounts::store::{Audit, list_open_accounts_of};
use crate::accounts::{Actor, Permission, Viewer, actions as accounts};
use crate::db::{self, DbConnection};
use crate::districts::{Ground, Located};
use crate::error::{AppError, OrNotFound as _};
use crate::mail::{Kind, Outbox};
use crate::time::local_day;
use crate::urls;

/// Who acts, when, and where mail about it is handed in.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Whose eyes look.
    pub viewer: Viewer,
    /// The name that goes into histories.
    pub actor: Actor,
    /// Where mail is handed in.
    pub outbox: Outbox,
    /// The present instant.
    pub now: Timestamp,
}

/// The id the client gave a measure, and the hash of everything that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The id.
    pub id: Uuid,
    /// The hash.
    pub content_hash: String,
}

/// What became of a measure that was to be handed out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Receipt {
    /// It is kept, with this key.
    HandedOut(i64),
    /// It had been received before, with this key.
    AlreadyReceived(i64),
    /// Another one came under the same id before.
    OtherContent,
    /// Its place lies so many metres outside the municipality. Nothing is kept.
    TooFarOut(f64),
}

/// Hands out a measure exactly once: the same submission again gives the first one's key, the same id with other content
/// is refused. Whoever may answer for its owner is told by mail.
///
/// # Errors
/// [`AppError::Forbidden`] for whoever may not hand out.
pub fn hand_out(
    connection: &mut DbConnection,
    desk: &Desk,
    submission: &Submission,
    assignment: &Assignment,
    ground: &Ground,
) -> Result<Receipt, AppError> {
    if !desk.viewer.role.may(Permission::HandOutMeasures) {
        return Err(AppError::Forbidden);
    }
    let submission_id = submission.id.to_string();
    db::serialise_on(connection, &submission_id)?;
    if let Some((known, account, hash)) = store::find_submission(connection, &submission_id)? {
        let is_same = account == Some(desk.viewer.account_id) && hash == submission.content_hash;
        return Ok(if is_same { Receipt::AlreadyReceived(known) } else { Receipt::OtherContent });
    }
    let spot = match put_on_ground(assignment.whereabouts, ground, local_day(desk.now)) {
        Ok(spot) => spot,
        Err(metres) => return Ok(Receipt::TooFarOut(metres)),
    };
    let source = Source::from(assignment.origin);
    let standing = Standing::handed_out(assignment.due_on, &assignment.public_note, desk.now);
    let entry = Entry {
        submission_id: &submission_id,
        content_hash: &submission.content_hash,
        account_id: desk.actor.account_id,
        created_at: desk.now,
    };
    let id = store::insert(connection, &entry, (&assignment.promise, &spot, &source, &standing))?;
    let before = Standing { due_on: None, ..standing.clone() };
    let event = Event::HandOut { due_on: assignment.due_on, public_note: assignment.public_note.clone() };
    note(connection, desk, id, &event, (&before, &standing))?;
    tell_owner(connection, desk, id, assignment.promise.organisation_id, Kind::Measure)?;
    Ok(Receipt::HandedOut(id))
}

/// Area and district come from the point, by the boundaries in force; how many metres outside it lies, if too far.
fn put_on_ground(whereabouts: Whereabouts, ground: &Ground, day: Date) -> Result<Spot, f64> {
    let point = match whereabouts {
        Whereabouts::Everywhere => return Ok(Spot::default()),
        Whereabouts::District(id) => return Ok(Spot { district_id: Some(id), ..Spot::default() }),
        Whereabouts::Point(point) => point,
    };
    let (area_id, district_id) = match ground.locate(point, day) {
        Located::Inside { area, district, .. } => (Some(area), Some(district)),
        Located::Outside { metres } => return Err(metres),
        Located::NoGround => (None, None),
    };
    Ok(Spot { latitude: Some(point.latitude()), longitude: Some(point.longitude()), area_id, district_id })
}

/// The owner's answer to a measure as it stood when it was looked at: [`Event::Accept`], [`Event::Decline`] or
/// [`Event::Reschedule`].
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Forbidden`] for whoever may not answer for its owner;
/// [`AppError::Conflict`] when somebody changed it since. So for every function here.
pub fn answer(connection: &mut DbConnection, desk: &Desk, id: i64, seen: i64, event: &Event) -> Result<(), AppError> {
    take(connection, desk, id, seen, event, &[Step::Accept, Step::Decline, Step::Reschedule])
}

/// How far the owner has come: [`Event::Begin`] or [`Event::Finish`].
///
/// # Errors
/// As [`answer`].
pub fn report_progress(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    seen: i64,
    event: &Event,
) -> Result<(), AppError> {
    take(connection, desk, id, seen, event, &[Step::Begin, Step::Finish])
}

/// Somebody who hands out has seen that it was done.
///
/// # Errors
/// As [`answer`].
pub fn verify(connection: &mut DbConnection, desk: &Desk, id: i64, seen: i64, words: &str) -> Result<(), AppError> {
    take(connection, desk, id, seen, &Event::Verify { words: words.to_owned() }, &[Step::Verify])
}

/// It is not done after all, or is asked for anew, says somebody who hands out.
///
/// # Errors
/// As [`answer`].
pub fn reopen(connection: &mut DbConnection, desk: &Desk, id: i64, seen: i64, reason: &str) -> Result<(), AppError> {
    take(connection, desk, id, seen, &Event::Reopen { reason: reason.to_owned() }, &[Step::Reopen])?;
    let measure = store::find(connection, &desk.viewer, id)?.or_not_found("measure")?;
    tell_owner(connection, desk, id, measure.promise.organisation_id, Kind::Measure)
}

/// Tells participants and the public something else about it.
///
/// # Errors
/// As [`answer`].
pub fn tell_public(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    seen: i64,
    public_note: &str,
) -> Result<(), AppError> {
    take(connection, desk, id, seen, &Event::Note { public_note: public_note.to_owned() }, &[Step::Note])
}

/// What a re-walk saw of a measure of the earlier walk's points: that it was done ([`Event::Verify`]) or that it was not
/// after all ([`Event::Reopen`]). The caller knows that whoever acts leads a walk over these points.
///
/// # Errors
/// [`AppError::NotFound`] when no walk's point has it; [`AppError::Conflict`] when somebody changed it since, or it takes no
/// such step.
pub fn judge_on_rewalk(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    seen: i64,
    event: &Event,
) -> Result<(), AppError> {
    if !matches!(event.step(), Step::Verify | Step::Reopen) || !desk.viewer.role.may(Permission::LeadWalks) {
        return Err(AppError::Forbidden);
    }
    let before = store::find_of_walk(connection, id)?.or_not_found("measure")?;
    keep(connection, desk, &before, seen, event)
}

/// A step of one of these kinds, by somebody who may take it.
fn take(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    seen: i64,
    event: &Event,
    kinds: &[Step],
) -> Result<(), AppError> {
    let before = store::find(connection, &desk.viewer, id)?.or_not_found("measure")?;
    if !kinds.contains(&event.step()) || !before.takes_from(&desk.viewer, event.step()) {
        return Err(AppError::Forbidden);
    }
    keep(connection, desk, &before, seen, event)
}

/// Pages offer only the steps a measure takes; if it takes this one no more, somebody else was first.
fn keep(
    connection: &mut DbConnection,
    desk: &Desk,
    before: &Measure,
    seen: i64,
    event: &Event,
) -> Result<(), AppError> {
    const CHANGED: AppError = AppError::Conflict("error-conflict-text");
    if before.version != seen {
        return Err(CHANGED);
    }
    let standing = before.standing.after(event, desk.now).ok_or(CHANGED)?;
    if store::update_standing(connection, before, &standing)? == 0 {
        return Err(CHANGED);
    }
    note(connection, desk, before.id, event, (&before.standing, &standing))
}

/// A line of history and an entry in the audit log.
fn note(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    event: &Event,
    (before, after): (&Standing, &Standing),
) -> Result<(), AppError> {
    let step = event.step();
    let line = HistoryLine {
        at: desk.now.into(),
        account_id: desk.actor.account_id,
        actor: desk.actor.label.clone(),
        kind: step,
        changes: serde_json::to_string(&before.changes_to(after)).map_err(AppError::internal)?,
        words: event.words().to_owned(),
    };
    store::insert_history(connection, id, &line)?;
    let fields: Vec<String> = match step {
        Step::HandOut => Vec::new(),
        Step::Note => vec!["public_note".to_owned()],
        _ => line.changes().into_iter().map(|change| change.field).collect(),
    };
    let entry = Audit {
        action: if step == Step::HandOut { "added" } else { "changed" },
        subject: "measure",
        subject_id: Some(id),
        detail: &fields.join(" "),
    };
    accounts::audit(connection, &desk.actor, &entry, desk.now)
}

/// Hands in a mail to those who may answer for an organisation, or, where nobody may, to those who may tell of progress;
/// not to whoever acts.
fn tell_owner(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    organisation_id: i64,
    kind: Kind,
) -> Result<(), AppError> {
    for account in list_answerable(connection, organisation_id)? {
        if account != desk.viewer.account_id {
            desk.outbox.post(connection, account, kind, &urls::measure(id), desk.now)?;
        }
    }
    Ok(())
}

/// The accounts that may answer for an organisation; where there is none, those that may tell of progress.
pub(super) fn list_answerable(connection: &mut DbConnection, organisation_id: i64) -> Result<Vec<i64>, AppError> {
    let accounts = list_open_accounts_of(connection, organisation_id)?;
    let that_may = |permission| -> Vec<i64> {
        accounts.iter().filter(|account| account.role.may(permission)).map(|account| account.id).collect()
    };
    let answering = that_may(Permission::AnswerMeasures);
    Ok(if answering.is_empty() { that_may(Permission::ReportProgress) } else { answering })
}
