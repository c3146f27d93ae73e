//! Verbs: planning a walk and changing its plan. One function, one transaction of the caller's, one line of history.

use jiff::Timestamp;

use super::code;
use super::forms::PlacedStop;
use super::model::{EventKind, Group, Plan, Stop, StopContent, Walk, WalkEvent};
use super::store::{self, NewWalk};
use crate::accounts::store::Audit;
use crate::accounts::{self, Actor, Change, Viewer};
use crate::db::{self, DbConnection, Moment};
use crate::error::{AppError, OrNotFound as _};
use crate::geometry::Point;
use crate::time::form_value;

/// Codes are tried until one is free: with a handful open of millions, the first one is.
const TRIES: usize = 20;
/// The most stops a walk has: more is no walk.
pub const MOST_STOPS: usize = 40;

/// Who leads, and when.
#[derive(Clone, Debug)]
pub struct Leader {
    /// Whose eyes queries look with.
    pub viewer: Viewer,
    /// The name that goes into histories.
    pub actor: Actor,
    /// The present instant.
    pub now: Timestamp,
}

/// What a line of a walk's history says beside who and when.
#[derive(Clone, Debug)]
pub(super) struct Told<'a> {
    pub walk_id: i64,
    pub point_id: Option<i64>,
    pub kind: EventKind,
    pub changes: &'a [Change],
    pub words: &'a str,
}

impl<'a> Told<'a> {
    pub fn of(walk: &Walk, kind: EventKind, words: &'a str) -> Self {
        Self { walk_id: walk.id, point_id: None, kind, changes: &[], words }
    }
}

impl Leader {
    /// Writes a line of a walk's history, and that the walk was changed into the audit log.
    pub(super) fn note(&self, connection: &mut DbConnection, told: &Told<'_>) -> Result<(), AppError> {
        let changes = if told.changes.is_empty() {
            String::new()
        } else {
            serde_json::to_string(told.changes).map_err(AppError::internal)?
        };
        let event = WalkEvent {
            walk_id: told.walk_id,
            point_id: told.point_id,
            at: self.now.into(),
            account_id: self.actor.account_id,
            actor: self.actor.label.clone(),
            kind: told.kind,
            changes,
            words: told.words.to_owned(),
        };
        store::insert_event(connection, &event)?;
        let action = if told.kind == EventKind::Planned { "added" } else { "changed" };
        let entry = Audit { action, subject: "walk", subject_id: Some(told.walk_id), detail: told.kind.word() };
        accounts::actions::audit(connection, &self.actor, &entry, self.now)
    }

    /// The walk of this key for a change by this leader.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it may not be seen, [`AppError::Forbidden`] when it is another organisation's.
    pub(super) fn find(&self, connection: &mut DbConnection, id: i64) -> Result<Walk, AppError> {
        let walk = store::find(connection, &self.viewer, id)?.or_not_found("walk")?;
        if walk.may_be_changed_by(&self.viewer) { Ok(walk) } else { Err(AppError::Forbidden) }
    }

    /// The walk of this key for a change of what it was when its page was opened; the change is counted.
    ///
    /// # Errors
    /// As [`Leader::find`]; [`AppError::Conflict`] when somebody changed it since.
    pub(super) fn take(&self, connection: &mut DbConnection, id: i64, version: i64) -> Result<Walk, AppError> {
        let walk = self.find(connection, id)?;
        if store::update_version(connection, id, version)? == 0 {
            return Err(AppError::Conflict("error-conflict-text"));
        }
        Ok(walk)
    }
}

/// What became of a plan that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It is kept, with this key.
    Planned(i64),
    /// It had been received before, with this key.
    AlreadyPlanned(i64),
}

/// Plans a walk, once for each submission, and gives it a code. `stops` are those of the walk that it walks again.
///
/// # Errors
/// [`AppError::Conflict`] when somebody else sent something under this id.
pub fn plan(
    connection: &mut DbConnection,
    submission_id: &str,
    plan: &Plan,
    stops: &[Stop],
    leader: &Leader,
) -> Result<Receipt, AppError> {
    db::serialise_on(connection, submission_id)?;
    match store::find_submission(connection, submission_id)? {
        Some((id, account)) if account == leader.viewer.account_id => return Ok(Receipt::AlreadyPlanned(id)),
        Some(_) => return Err(AppError::Conflict("error-conflict-text")),
        None => {}
    }
    let code = free_code(connection)?;
    let new = NewWalk {
        submission_id: submission_id.to_owned(),
        organisation_id: leader.viewer.organisation_id,
        account_id: leader.viewer.account_id,
        code: Some(code),
        created_at: leader.now.into(),
        version: 1,
    };
    let id = store::insert(connection, &new, plan)?;
    for stop in stops {
        let content = StopContent {
            name: stop.name.clone(),
            latitude: stop.latitude,
            longitude: stop.longitude,
            place_id: stop.place_id,
            area_id: stop.area_id,
            checklist: stop.checklist.clone(),
        };
        store::insert_stop(connection, id, stop.position, &content)?;
    }
    let told = Told { walk_id: id, point_id: None, kind: EventKind::Planned, changes: &[], words: "" };
    leader.note(connection, &told)?;
    Ok(Receipt::Planned(id))
}

fn free_code(connection: &mut DbConnection) -> Result<String, AppError> {
    for _ in 0..TRIES {
        let code = code::fresh()?;
        if !store::is_code_taken(connection, &code)? {
            return Ok(code);
        }
    }
    Err(AppError::internal("no code is free"))
}

/// Changes a walk's plan as it stood when its form was opened; whether anything was different.
///
/// # Errors
/// [`AppError::Forbidden`] for another organisation's; [`AppError::Conflict`] when somebody changed it since.
pub fn change_plan(
    connection: &mut DbConnection,
    id: i64,
    version: i64,
    plan: &Plan,
    leader: &Leader,
) -> Result<bool, AppError> {
    let before = leader.find(connection, id)?;
    // What the form does not hold stays as it was.
    let after = Plan { route: before.plan.route.clone(), earlier_walk_id: before.plan.earlier_walk_id, ..plan.clone() };
    let changes = changes_between(&before.plan, &after);
    if changes.is_empty() {
        return Ok(false);
    }
    leader.take(connection, id, version)?;
    store::update_plan(connection, id, &after)?;
    let told = Told { changes: &changes, ..Told::of(&before, EventKind::Changed, "") };
    leader.note(connection, &told)?;
    Ok(true)
}

/// The fields of a plan that are different, in the order of the form. Texts are told only as changed.
fn changes_between(old: &Plan, new: &Plan) -> Vec<Change> {
    let time = |at: Option<Moment>| at.map(|at| form_value(at.instant())).unwrap_or_default();
    let told = [
        ("kind", old.kind.word().to_owned(), new.kind.word().to_owned()),
        ("light", old.light.word().to_owned(), new.light.word().to_owned()),
        ("pre_meeting_at", time(old.pre_meeting_at), time(new.pre_meeting_at)),
        ("starts_at", time(Some(old.starts_at)), time(Some(new.starts_at))),
        ("ends_at", time(Some(old.ends_at)), time(Some(new.ends_at))),
        ("response_at", time(old.response_at), time(new.response_at)),
        ("rewalk_at", time(old.rewalk_at), time(new.rewalk_at)),
    ];
    let told = told.into_iter().filter(|(_, from, to)| from != to);
    let told = told.map(|(field, from, to)| Change { field: field.to_owned(), from, to });
    let untold = [
        ("title", old.title != new.title),
        ("theme", old.theme != new.theme),
        ("weather", old.weather != new.weather),
        ("district", old.district_id != new.district_id),
        ("organisers", old.organisers != new.organisers),
        ("meeting_place", old.meeting_place != new.meeting_place),
        ("pre_meeting_place", old.pre_meeting_place != new.pre_meeting_place),
        ("response_place", old.response_place != new.response_place),
    ];
    let untold = untold.into_iter().filter(|(_, is_other)| *is_other);
    let untold = untold.map(|(field, _)| Change { field: field.to_owned(), from: String::new(), to: String::new() });
    told.chain(untold).collect()
}

/// Adds a stop at the end of the way; gives its key. `None` when the walk has as many as a walk may have.
///
/// # Errors
/// As [`change_plan`].
pub fn add_stop(
    connection: &mut DbConnection,
    id: i64,
    version: i64,
    stop: &PlacedStop,
    leader: &Leader,
) -> Result<Option<i64>, AppError> {
    let walk = leader.take(connection, id, version)?;
    let stops = store::list_stops(connection, id)?;
    if stops.len() >= MOST_STOPS {
        return Ok(None);
    }
    let position = stops.last().map_or(1, |last| last.position + 1);
    let key = store::insert_stop(connection, id, position, &stop.content())?;
    leader.note(connection, &Told::of(&walk, EventKind::StopAdded, &stop.name))?;
    Ok(Some(key))
}

/// Changes a stop.
///
/// # Errors
/// As [`change_plan`]; [`AppError::NotFound`] when the walk has no such stop.
pub fn change_stop(
    connection: &mut DbConnection,
    (id, version): (i64, i64),
    stop_id: i64,
    stop: &PlacedStop,
    leader: &Leader,
) -> Result<(), AppError> {
    let walk = leader.take(connection, id, version)?;
    find_stop(connection, id, stop_id)?;
    store::update_stop(connection, stop_id, &stop.content())?;
    leader.note(connection, &Told::of(&walk, EventKind::StopChanged, &stop.name))
}

/// Moves a stop one step towards the beginning or the end of the way. At its end already, it stays there.
///
/// # Errors
/// As [`change_stop`].
pub fn move_stop(
    connection: &mut DbConnection,
    (id, version): (i64, i64),
    stop_id: i64,
    is_earlier: bool,
    leader: &Leader,
) -> Result<(), AppError> {
    let walk = leader.take(connection, id, version)?;
    let mut stops = store::list_stops(connection, id)?;
    let at = stops.iter().position(|stop| stop.id == stop_id).or_not_found("stop")?;
    let to = if is_earlier { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < stops.len()) };
    let Some(to) = to else { return Ok(()) };
    stops.swap(at, to);
    number(connection, &stops)?;
    leader.note(connection, &Told::of(&walk, EventKind::StopMoved, &stops[to].name))
}

/// Takes a stop away, unless something was said of it; whether it is gone.
///
/// # Errors
/// As [`change_stop`].
pub fn remove_stop(
    connection: &mut DbConnection,
    (id, version): (i64, i64),
    stop_id: i64,
    leader: &Leader,
) -> Result<bool, AppError> {
    let walk = leader.take(connection, id, version)?;
    let stop = find_stop(connection, id, stop_id)?;
    if store::is_stop_used(connection, stop_id)? {
        return Ok(false);
    }
    store::delete_stop(connection, stop_id)?;
    let left = store::list_stops(connection, id)?;
    number(connection, &left)?;
    leader.note(connection, &Told::of(&walk, EventKind::StopRemoved, &stop.name))?;
    Ok(true)
}

fn find_stop(connection: &mut DbConnection, walk_id: i64, stop_id: i64) -> Result<Stop, AppError> {
    let stops = store::list_stops(connection, walk_id)?;
    stops.into_iter().find(|stop| stop.id == stop_id).or_not_found("stop")
}

/// Numbers stops 1, 2, … in this order.
fn number(connection: &mut DbConnection, stops: &[Stop]) -> Result<(), AppError> {
    for (position, stop) in (1..).zip(stops) {
        if stop.position != position {
            store::update_stop_position(connection, stop.id, position)?;
        }
    }
    Ok(())
}

/// Draws a walk's way; without corners it goes straight from stop to stop.
///
/// # Errors
/// As [`change_plan`].
pub fn draw_route(
    connection: &mut DbConnection,
    id: i64,
    version: i64,
    corners: &[Point],
    leader: &Leader,
) -> Result<(), AppError> {
    let walk = leader.take(connection, id, version)?;
    store::update_route(connection, id, &super::route::kept(corners))?;
    leader.note(connection, &Told::of(&walk, EventKind::RouteDrawn, ""))
}

/// Counts a walk's participants by group.
///
/// # Errors
/// As [`change_plan`].
pub fn count_groups(
    connection: &mut DbConnection,
    id: i64,
    version: i64,
    groups: &[Group],
    leader: &Leader,
) -> Result<(), AppError> {
    let walk = leader.take(connection, id, version)?;
    store::replace_groups(connection, id, groups)?;
    leader.note(connection, &Told::of(&walk, EventKind::GroupsCounted, ""))
}

/// Gives a walk a new code, or takes its code away so that nobody new may join; with `shuts_out`, the phones that came in
/// by the old one are shut out as well.
///
/// # Errors
/// As [`change_plan`].
pub fn change_code(
    connection: &mut DbConnection,
    (id, version): (i64, i64),
    is_open: bool,
    shuts_out: bool,
    leader: &Leader,
) -> Result<(), AppError> {
    let walk = leader.take(connection, id, version)?;
    let code = if is_open { Some(free_code(connection)?) } else { None };
    store::update_code(connection, id, code.as_deref())?;
    let kind = if is_open { EventKind::CodeMade } else { EventKind::CodeShut };
    leader.note(connection, &Told::of(&walk, kind, ""))?;
    if shuts_out && store::end_phones(connection, id, leader.now.into())? > 0 {
        leader.note(connection, &Told::of(&walk, EventKind::PhonesShutOut, ""))?;
    }
    Ok(())
}
