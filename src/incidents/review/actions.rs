//! Verbs of the desk. One function, one transaction of the caller's, lines of history, an entry in the audit log.

use jiff::Timestamp;

use super::form::Decision;
use super::{JOINED, Step, store};
use crate::accounts::store::Audit;
use crate::accounts::{Actor, Change, Viewer, actions as accounts};
use crate::db::{self, DbConnection};
use crate::districts::Ground;
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::actions::{TooFarOut, changes_between, put_on_ground};
use crate::incidents::audience::Audience;
use crate::incidents::category::Category;
use crate::incidents::model::{Content, HistoryLine, Incident, Standing, Status, Whereabouts};
use crate::incidents::store as incidents;
use crate::mail::{Kind, Outbox};
use crate::urls;

/// Who decides, when, and where mail about it is handed in.
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

/// Why two reports are not made one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmergeable {
    /// There is no such report, or it may not be seen.
    NotThere,
    /// It is the same one, or was merged into it.
    Itself,
    /// The other one was set aside: the event would not count at all.
    SetAside,
    /// The other one is for its own organisation alone: the event would vanish from the picture.
    Narrower,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// Nothing was different, so nothing was done.
    Unchanged,
    /// The place lies too far outside the municipality. Nothing was done.
    TooFarOut(TooFarOut),
    /// The reports are two. Nothing was done.
    Unmergeable(Unmergeable),
}

/// Does what was decided of a report as it stood when it was looked at.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Conflict`] when somebody changed it since.
pub fn decide(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    seen: i64,
    decision: &Decision,
    ground: &Ground,
) -> Result<Outcome, AppError> {
    let before = incidents::find(connection, &desk.viewer, id)?.or_not_found("incident")?;
    if before.version != seen {
        return Err(AppError::Conflict("error-conflict-text"));
    }
    match decision {
        Decision::Approve { thanks } => {
            take(connection, desk, &before, Step::Approve, thanks)?;
            if !thanks.is_empty() {
                tell_reporter(connection, desk, &before, Kind::News)?;
            }
        }
        Decision::Recategorise { category, why, approves } => {
            let content = recategorised(&before.content, category);
            if !change(connection, desk, &before, Step::Recategorise, &content, why)? {
                return Ok(Outcome::Unchanged);
            }
            approve_too(connection, desk, &before, *approves)?;
        }
        Decision::Move { whereabouts, why, approves } => {
            let content = match moved(&before.content, *whereabouts, ground) {
                Ok(content) => content,
                Err(fault) => return Ok(Outcome::TooFarOut(fault)),
            };
            if !change(connection, desk, &before, Step::Move, &content, why)? {
                return Ok(Outcome::Unchanged);
            }
            approve_too(connection, desk, &before, *approves)?;
        }
        Decision::Ask { question } => {
            if before.account_id.is_none() {
                return Err(AppError::BadRequest("error-broken-form"));
            }
            take(connection, desk, &before, Step::Ask, question)?;
            tell_reporter(connection, desk, &before, Kind::Question)?;
        }
        Decision::SetAside { why } => {
            take(connection, desk, &before, Step::SetAside, why)?;
            tell_reporter(connection, desk, &before, Kind::News)?;
        }
        Decision::Merge { into, why } => match merge(connection, desk, &before, *into, why)? {
            Ok(_) => tell_reporter(connection, desk, &before, Kind::News)?,
            Err(fault) => return Ok(Outcome::Unmergeable(fault)),
        },
        Decision::Split { why } => split(connection, desk, &before, why)?,
        Decision::Reopen { why } => take(connection, desk, &before, Step::Reopen, why)?,
    }
    Ok(Outcome::Done)
}

/// Answers the question a coordinator has asked about one's own report; it waits in the queue again.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Forbidden`] when it is not one's own;
/// [`AppError::Conflict`] when nothing is asked any more.
pub fn answer(connection: &mut DbConnection, desk: &Desk, id: i64, words: &str) -> Result<(), AppError> {
    let before = incidents::find(connection, &desk.viewer, id)?.or_not_found("incident")?;
    if before.account_id != Some(desk.viewer.account_id) {
        return Err(AppError::Forbidden);
    }
    take(connection, desk, &before, Step::Answer, words)
}

/// Makes a report the same event as another one: its words stand with the other's, and the two count once. Into a report that
/// was itself merged means into the one it was merged into, and whatever was merged into this one goes along.
///
/// Gives the key of the report that stands for the event now.
///
/// # Errors
/// [`AppError::Conflict`] when somebody changed the report since it was read.
pub fn merge(
    connection: &mut DbConnection,
    desk: &Desk,
    before: &Incident,
    into: i64,
    why: &str,
) -> Result<Result<i64, Unmergeable>, AppError> {
    // Two that are merged into each other at the same instant would both be gone.
    db::serialise_on(connection, "merge")?;
    let Some(root) = store::find_root(connection, &desk.viewer, into)? else { return Ok(Err(Unmergeable::NotThere)) };
    if let Some(fault) = find_fault(before, &root) {
        return Ok(Err(fault));
    }
    let standing = standing_after(before, Step::Merge, desk.now)?;
    keep_standing(connection, before, &Standing { merged_into: Some(root.id), ..standing })?;
    note(connection, desk, before.id, Step::Merge, &[joined(None, Some(root.id))], why)?;
    for child in store::list_children(connection, before.id)? {
        keep_standing(connection, &child, &Standing { merged_into: Some(root.id), ..child.standing })?;
        let change = joined(Some(before.id), Some(root.id));
        write_line(connection, desk, child.id, Step::Merge.word(), &[change], "")?;
    }
    write_line(connection, desk, root.id, JOINED[0], &[joined(None, Some(before.id))], "")?;
    Ok(Ok(root.id))
}

fn find_fault(report: &Incident, root: &Incident) -> Option<Unmergeable> {
    if root.id == report.id {
        return Some(Unmergeable::Itself);
    }
    find_obstacle(report.organisation_id, report.content.audience, root)
}

/// Why a report of this organisation for this audience cannot become the same event as `root`.
pub(in crate::incidents) fn find_obstacle(
    organisation_id: i64,
    audience: Audience,
    root: &Incident,
) -> Option<Unmergeable> {
    let is_hidden = root.content.audience == Audience::Organisation;
    let is_hidden_alike = audience == Audience::Organisation && organisation_id == root.organisation_id;
    if root.standing.status == Status::SetAside {
        Some(Unmergeable::SetAside)
    } else if is_hidden && !is_hidden_alike {
        Some(Unmergeable::Narrower)
    } else {
        None
    }
}

/// Makes a merged report one of its own again.
fn split(connection: &mut DbConnection, desk: &Desk, before: &Incident, why: &str) -> Result<(), AppError> {
    db::serialise_on(connection, "merge")?;
    let root = before.standing.merged_into;
    let standing = standing_after(before, Step::Split, desk.now)?;
    keep_standing(connection, before, &standing)?;
    note(connection, desk, before.id, Step::Split, &[joined(root, None)], why)?;
    if let Some(root) = root {
        write_line(connection, desk, root, JOINED[1], &[joined(Some(before.id), None)], "")?;
    }
    Ok(())
}

/// The content with another category. It reaches no further than the category goes, and no further than it did: what the
/// reporter was told of who sees it stays true.
fn recategorised(content: &Content, category: &Category) -> Content {
    Content { category: category.code.clone(), audience: content.audience.min(category.audience), ..content.clone() }
}

fn moved(content: &Content, whereabouts: Whereabouts, ground: &Ground) -> Result<Content, TooFarOut> {
    let mut content = content.clone();
    put_on_ground(&mut content, whereabouts, ground)?;
    Ok(content)
}

/// Changes what a report says; `false` when nothing is different.
fn change(
    connection: &mut DbConnection,
    desk: &Desk,
    before: &Incident,
    step: Step,
    content: &Content,
    why: &str,
) -> Result<bool, AppError> {
    standing_after(before, step, desk.now)?;
    let changes = changes_between(&before.content, content);
    if changes.is_empty() {
        return Ok(false);
    }
    if incidents::update(connection, before.id, before.version, content)? == 0 {
        return Err(AppError::Conflict("error-conflict-text"));
    }
    note(connection, desk, before.id, step, &changes, why)?;
    Ok(true)
}

fn approve_too(connection: &mut DbConnection, desk: &Desk, before: &Incident, approves: bool) -> Result<(), AppError> {
    if !approves || !before.standing.takes(Step::Approve) {
        return Ok(());
    }
    let changed = incidents::find(connection, &desk.viewer, before.id)?.or_not_found("incident")?;
    take(connection, desk, &changed, Step::Approve, "")
}

/// A step that changes nothing but where the report stands.
fn take(
    connection: &mut DbConnection,
    desk: &Desk,
    before: &Incident,
    step: Step,
    words: &str,
) -> Result<(), AppError> {
    let standing = standing_after(before, step, desk.now)?;
    keep_standing(connection, before, &standing)?;
    note(connection, desk, before.id, step, &[], words)
}

/// A form offers only the steps a report takes; if it takes this one no more, somebody else was first.
fn standing_after(before: &Incident, step: Step, now: Timestamp) -> Result<Standing, AppError> {
    before.standing.after(step, now).ok_or(AppError::Conflict("error-conflict-text"))
}

fn keep_standing(connection: &mut DbConnection, before: &Incident, standing: &Standing) -> Result<(), AppError> {
    if incidents::update_standing(connection, before, standing)? == 0 {
        return Err(AppError::Conflict("error-conflict-text"));
    }
    Ok(())
}

/// A line of history and an entry in the audit log.
fn note(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    step: Step,
    changes: &[Change],
    words: &str,
) -> Result<(), AppError> {
    write_line(connection, desk, id, step.word(), changes, words)?;
    let entry = Audit { action: "changed", subject: "incident", subject_id: Some(id), detail: step.word() };
    accounts::audit(connection, &desk.actor, &entry, desk.now)
}

fn write_line(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    kind: &str,
    changes: &[Change],
    words: &str,
) -> Result<(), AppError> {
    let line = HistoryLine {
        at: desk.now.into(),
        account_id: desk.actor.account_id,
        actor: desk.actor.label.clone(),
        kind: kind.to_owned(),
        changes: serde_json::to_string(changes).map_err(AppError::internal)?,
        words: words.to_owned(),
    };
    Ok(incidents::insert_history(connection, id, &line)?)
}

/// Which report it belonged to and which one it belongs to.
fn joined(from: Option<i64>, to: Option<i64>) -> Change {
    let key = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    Change { field: "event".to_owned(), from: key(from), to: key(to) }
}

/// Hands in a mail to whoever reported, if they asked for one and did not do it themselves.
fn tell_reporter(connection: &mut DbConnection, desk: &Desk, incident: &Incident, kind: Kind) -> Result<(), AppError> {
    let asked = incident.account_id.filter(|account| incident.content.wants_mail && *account != desk.viewer.account_id);
    let Some(account) = asked else { return Ok(()) };
    desk.outbox.post(connection, account, kind, &urls::incident(incident.id), desk.now)
}
