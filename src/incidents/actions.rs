//! Verbs: filing and correcting a report. One function, one transaction of the caller's, one line of history.

use jiff::Timestamp;
use uuid::Uuid;

use super::audience::Audience;
use super::model::{Content, HistoryLine, Incident, Origin, Report, Standing, Whereabouts};
use super::nearby::Relation;
use super::review;
use super::review::Step;
use super::review::actions::{Desk, find_obstacle, merge};
use super::shifts;
use super::store;
use crate::accounts::phones::Joined;
use crate::accounts::store::{Audit, find_organisation};
use crate::accounts::{self, Actor, Change, Viewer, actions};
use crate::db::{self, Day, Db, DbConnection, Moment};
use crate::districts::{Ground, Located};
use crate::error::{AppError, OrNotFound as _};
use crate::time::{IsoWeek, local_day};
use crate::web::Message;

/// How far outside the municipality a place may lie and why it was not taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TooFarOut {
    /// Metres to the border.
    pub metres: f64,
}

impl TooFarOut {
    /// What is said of it.
    #[must_use]
    pub fn told(self) -> Message {
        let distance = if self.metres < 1000.0 {
            format!("{:.0} m", self.metres)
        } else {
            format!("{:.0} km", self.metres / 1000.0)
        };
        Message::new("report-place-outside").with("distance", distance)
    }
}

/// What became of a report that was sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Receipt {
    /// It is kept, with this key; and the place lies outside the border by so many metres, if it does.
    Received(i64, Option<f64>),
    /// It had been received before, with this key.
    AlreadyReceived(i64),
    /// Another report came under the same id before.
    OtherContent,
    /// Its place lies too far outside the municipality. Nothing is kept.
    TooFarOut(TooFarOut),
    /// The report it is said to belong to takes no other any more. Nothing is kept.
    Gone,
}

/// Puts a report on the ground: area, district and week come from its place and time, here and nowhere else.
///
/// # Errors
/// [`TooFarOut`] when the place lies more than 50 m outside the municipality.
pub fn place(report: &Report, ground: &Ground) -> Result<Content, TooFarOut> {
    let mut content = Content {
        category: report.category.to_owned(),
        occurred_from: report.occurred_from.into(),
        occurred_to: report.occurred_to.map(Moment::from),
        week: Day::from(IsoWeek::of(report.occurred_from).monday()),
        latitude: None,
        longitude: None,
        accuracy_m: None,
        place_id: None,
        area_id: None,
        district_id: None,
        snapped_m: None,
        severity: report.severity,
        observed: report.observed,
        police_reported: report.police_reported,
        description: report.description.clone(),
        audience: report.audience,
        is_on_behalf: report.is_on_behalf,
        wants_mail: report.wants_mail,
    };
    put_on_ground(&mut content, report.whereabouts, ground)?;
    Ok(content)
}

/// Puts a report's content somewhere else on the ground: area and district come from the place, by the boundaries in force
/// when it happened.
///
/// # Errors
/// [`TooFarOut`] when the place lies more than 50 m outside the municipality.
pub(super) fn put_on_ground(content: &mut Content, whereabouts: Whereabouts, ground: &Ground) -> Result<(), TooFarOut> {
    (content.latitude, content.longitude, content.accuracy_m) = (None, None, None);
    (content.place_id, content.area_id, content.district_id, content.snapped_m) = (None, None, None, None);
    match whereabouts {
        Whereabouts::Unknown => {}
        Whereabouts::District(id) => content.district_id = Some(id),
        Whereabouts::Point { point, accuracy_m, place_id } => {
            content.latitude = Some(point.latitude());
            content.longitude = Some(point.longitude());
            content.accuracy_m = accuracy_m;
            content.place_id = place_id;
            match ground.locate(point, local_day(content.occurred_from.instant())) {
                Located::Inside { area, district, snapped_m } => {
                    content.area_id = Some(area);
                    content.district_id = Some(district);
                    content.snapped_m = snapped_m;
                }
                Located::Outside { metres } => return Err(TooFarOut { metres }),
                Located::NoGround => {}
            }
        }
    }
    Ok(())
}

/// What is sent along with a report and is no part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The id the client gave it.
    pub id: Uuid,
    /// The hash of everything that was sent.
    pub content_hash: String,
    /// How its reporter says it belongs to others.
    pub relation: Relation,
    /// The shift it was seen on.
    pub shift_id: Option<i64>,
}

/// Keeps a report exactly once: the same submission again gives the first one's key, the same id with other content is
/// refused.
///
/// # Errors
/// What the database says.
pub fn file(
    connection: &mut DbConnection,
    submission: &Submission,
    report: &Report,
    ground: &Ground,
    desk: &Desk,
) -> Result<Receipt, AppError> {
    let (viewer, id) = (&desk.viewer, submission.id.to_string());
    db::serialise_on(connection, &id)?;
    if let Some((known, account, hash)) = store::find_submission(connection, &id)? {
        let is_same = account == Some(viewer.account_id) && hash == submission.content_hash;
        return Ok(if is_same { Receipt::AlreadyReceived(known) } else { Receipt::OtherContent });
    }
    let content = match place(report, ground) {
        Ok(content) => content,
        Err(fault) => return Ok(Receipt::TooFarOut(fault)),
    };
    let Ok(again_of) = related(connection, viewer, submission.relation, content.audience)? else {
        return Ok(Receipt::Gone);
    };
    if let Some(shift) = submission.shift_id {
        shifts::actions::note_seen(connection, viewer, shift)?;
    }
    let owner = find_organisation(connection, viewer.organisation_id)?.or_not_found("organisation")?;
    let origin = Origin {
        submission_id: id,
        content_hash: submission.content_hash.clone(),
        organisation_id: viewer.organisation_id,
        account_id: Some(viewer.account_id),
        reference: None,
        reported_at: desk.now.into(),
        needs_review: !owner.kind.is_authority(),
        shift_id: submission.shift_id,
        walk_id: None,
    };
    let key = store::insert(connection, &origin, &content, &Standing { again_of, ..Standing::NEW })?;
    let entry = Audit { action: "added", subject: "incident", subject_id: Some(key), detail: "" };
    actions::audit(connection, &desk.actor, &entry, desk.now)?;
    if let Relation::Same(other) = submission.relation {
        let kept = store::find(connection, viewer, key)?.or_not_found("incident")?;
        // Looked at above, in the same transaction.
        merge(connection, desk, &kept, other, "")?.map_err(|fault| AppError::internal(format!("{fault:?}")))?;
    }
    Ok(Receipt::Received(key, content.snapped_m))
}

/// Keeps what a participant of a safety walk reports exactly once, as [`file()`] does: the walk's organisation's, for the
/// working group, of nobody's account, and counted once somebody has looked at it.
///
/// # Errors
/// [`AppError::Gone`] when the walk ended longer ago than things are taken, and this was not received before.
pub fn file_from_walk(
    connection: &mut DbConnection,
    submission: &Submission,
    report: &Report,
    ground: &Ground,
    joined: &Joined,
    now: Timestamp,
) -> Result<Receipt, AppError> {
    let id = submission.id.to_string();
    db::serialise_on(connection, &id)?;
    if let Some((known, account, hash)) = store::find_submission(connection, &id)? {
        let is_same = account.is_none() && hash == submission.content_hash;
        return Ok(if is_same { Receipt::AlreadyReceived(known) } else { Receipt::OtherContent });
    }
    if !joined.may_deliver(now) {
        return Err(AppError::Gone("phone-too-late"));
    }
    let report = Report { audience: Audience::WorkingGroup, is_on_behalf: false, wants_mail: false, ..report.clone() };
    let content = match place(&report, ground) {
        Ok(content) => content,
        Err(fault) => return Ok(Receipt::TooFarOut(fault)),
    };
    let origin = Origin {
        submission_id: id,
        content_hash: submission.content_hash.clone(),
        organisation_id: joined.organisation_id,
        account_id: None,
        reference: None,
        reported_at: now.into(),
        needs_review: true,
        shift_id: None,
        walk_id: Some(joined.walk_id),
    };
    let key = store::insert(connection, &origin, &content, &Standing::NEW)?;
    let actor = Actor { account_id: None, label: joined.title.clone() };
    let entry = Audit { action: "added", subject: "incident", subject_id: Some(key), detail: "" };
    actions::audit(connection, &actor, &entry, now)?;
    Ok(Receipt::Received(key, content.snapped_m))
}

/// The report that is meant cannot be seen, or takes no other any more.
struct Unjoinable;

/// What a new report's `again_of` is by its reporter's word; of a report for `audience`.
fn related(
    connection: &mut DbConnection,
    viewer: &Viewer,
    relation: Relation,
    audience: Audience,
) -> Result<Result<Option<i64>, Unjoinable>, AppError> {
    let (Relation::Same(other) | Relation::Again(other)) = relation else { return Ok(Ok(None)) };
    let Some(root) = review::store::find_root(connection, viewer, other)? else { return Ok(Err(Unjoinable)) };
    if relation == Relation::Again(other) {
        return Ok(Ok(Some(root.id)));
    }
    let obstacle = find_obstacle(viewer.organisation_id, audience, &root);
    Ok(if obstacle.is_none() { Ok(None) } else { Err(Unjoinable) })
}

/// What became of a correction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Correction {
    /// It is kept.
    Kept,
    /// Nothing was different.
    Unchanged,
    /// Its place lies too far outside the municipality. Nothing is changed.
    TooFarOut(TooFarOut),
}

/// Corrects a report of one's own, as it stood when the form was opened.
///
/// # Errors
/// [`AppError::Forbidden`] when it is not one's own or too old; [`AppError::Conflict`] when somebody changed it since.
pub fn correct(
    connection: &mut DbConnection,
    before: &Incident,
    report: &Report,
    ground: &Ground,
    viewer: &Viewer,
    actor: &Actor,
    now: Timestamp,
) -> Result<Correction, AppError> {
    if !before.may_be_corrected_by(viewer, now) {
        return Err(AppError::Forbidden);
    }
    let content = match place(report, ground) {
        Ok(content) => content,
        Err(fault) => return Ok(Correction::TooFarOut(fault)),
    };
    let changes = changes_between(&before.content, &content);
    if changes.is_empty() {
        return Ok(Correction::Unchanged);
    }
    let standing = before.standing.after(Step::Correct, now).ok_or(AppError::Forbidden)?;
    if store::update(connection, before.id, before.version, &content)? == 0 {
        return Err(AppError::Conflict("error-conflict-text"));
    }
    if standing != before.standing {
        // What somebody approved is no longer what it says.
        let corrected = Incident { version: before.version + 1, ..before.clone() };
        store::update_standing(connection, &corrected, &standing)?;
    }
    let line = HistoryLine {
        at: now.into(),
        account_id: actor.account_id,
        actor: actor.label.clone(),
        kind: Step::Correct.word().to_owned(),
        changes: serde_json::to_string(&changes).map_err(AppError::internal)?,
        words: String::new(),
    };
    store::insert_history(connection, before.id, &line)?;
    let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
    let detail = fields.join(" ");
    let entry = Audit { action: "changed", subject: "incident", subject_id: Some(before.id), detail: &detail };
    actions::audit(connection, actor, &entry, now)?;
    Ok(Correction::Kept)
}

/// Writes down that somebody opened a report.
///
/// # Errors
/// What the database says.
pub fn note_opened(connection: &mut DbConnection, id: i64, actor: &Actor, now: Timestamp) -> Result<(), AppError> {
    let entry = Audit { action: "opened", subject: "incident", subject_id: Some(id), detail: "" };
    actions::audit(connection, actor, &entry, now)
}

/// Writes down that somebody read who sent a report.
///
/// # Errors
/// What the database says.
pub fn note_reporter_read(
    connection: &mut DbConnection,
    id: i64,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), AppError> {
    let entry = Audit { action: "reporter_read", subject: "incident", subject_id: Some(id), detail: "" };
    actions::audit(connection, actor, &entry, now)
}

/// Notes the words of reports that were kept before words were noted, so that they are found; once in an installation's
/// life. Broken off, it begins anew at the next start.
///
/// # Errors
/// What the database says.
pub fn note_missing_words(db: &Db) -> Result<(), AppError> {
    const SETTING: &str = "words";
    const BATCH: i64 = 2_000;
    if db.read_here(|connection| accounts::store::find_setting(connection, SETTING))?.is_none() {
        return Ok(());
    }
    let mut noted = Some(0);
    while let Some(last) = noted {
        noted = db.write_here(|connection| Ok(store::replace_words_after(connection, last, BATCH)?))?;
    }
    db.write_here(|connection| Ok(accounts::store::delete_setting(connection, SETTING)?))
}

fn yes_or_no(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

/// Which fields are different, in the order of the form. A place is told by its coordinates to four decimals, as lists
/// show them; a description only as changed.
pub(super) fn changes_between(old: &Content, new: &Content) -> Vec<Change> {
    let time = |content: &Content| {
        let end = content.occurred_to.map(|end| format!("–{}", end.instant())).unwrap_or_default();
        format!("{}{end}", content.occurred_from.instant())
    };
    let position = |content: &Content| match (content.latitude, content.longitude, content.district_id) {
        (Some(north), Some(east), _) => format!("{north:.4}, {east:.4}"),
        (_, _, Some(district)) => format!("#{district}"),
        _ => String::new(),
    };
    let pairs = [
        ("category", old.category.clone(), new.category.clone()),
        ("occurred_from", time(old), time(new)),
        ("position", position(old), position(new)),
        ("severity", old.severity.word().to_owned(), new.severity.word().to_owned()),
        ("observed", old.observed.word().to_owned(), new.observed.word().to_owned()),
        ("police_reported", old.police_reported.word().to_owned(), new.police_reported.word().to_owned()),
        ("audience", old.audience.word().to_owned(), new.audience.word().to_owned()),
        ("on_behalf", yes_or_no(old.is_on_behalf), yes_or_no(new.is_on_behalf)),
    ];
    let change = |(field, from, to): (&str, String, String)| Change { field: field.to_owned(), from, to };
    let mut changes: Vec<Change> = pairs.into_iter().filter(|(_, from, to)| from != to).map(change).collect();
    let moved = (old.latitude, old.longitude) != (new.latitude, new.longitude);
    if moved && !changes.iter().any(|change| change.field == "position") {
        // Moved by less than the four decimals tell.
        changes.push(change(("position", position(old), position(new))));
    }
    if old.description != new.description {
        changes.push(change(("description", String::new(), String::new())));
    }
    changes
}
