//! Verbs: gathering what was noted to points, saying what becomes of them, publishing. One function, one transaction of the
//! caller's, one line of history each.

use super::store::{self, PointContent};
use crate::db::DbConnection;
use crate::error::{AppError, OrNotFound as _};
use crate::mail::Outbox;
use crate::measures::actions::{Desk, judge_on_rewalk};
use crate::measures::model::{Event, Status};
use crate::measures::store::list_of_points;
use crate::walks::actions::{Leader, Told};
use crate::walks::model::{EventKind, PointChange, Walk, WalkPoint};
use crate::walks::store as walks;

/// The walk and the point of this number for a change by this leader.
fn find_point(
    connection: &mut DbConnection,
    leader: &Leader,
    walk_id: i64,
    number: i64,
) -> Result<(Walk, WalkPoint), AppError> {
    let walk = leader.find(connection, walk_id)?;
    let points = walks::list_points(connection, walk_id)?;
    let point = points.into_iter().find(|point| point.number == number).or_not_found("point")?;
    Ok((walk, point))
}

/// The same, as it stood at this version; the change is counted.
fn take_point(
    connection: &mut DbConnection,
    leader: &Leader,
    (walk_id, number, version): (i64, i64, i64),
) -> Result<(Walk, WalkPoint), AppError> {
    let (walk, point) = find_point(connection, leader, walk_id, number)?;
    if store::update_point_version(connection, point.id, version)? == 0 {
        return Err(AppError::Conflict("error-conflict-text"));
    }
    Ok((walk, point))
}

fn told<'a>(walk: &Walk, point: i64, kind: EventKind, words: &'a str) -> Told<'a> {
    Told { point_id: Some(point), ..Told::of(walk, kind, words) }
}

/// Makes a point of these observations, or of none; gives its number.
///
/// # Errors
/// [`AppError::Forbidden`] for another organisation's walk.
pub fn make_point(
    connection: &mut DbConnection,
    walk_id: i64,
    content: &PointContent,
    observations: &[i64],
    leader: &Leader,
) -> Result<i64, AppError> {
    let walk = leader.find(connection, walk_id)?;
    let (id, number) = store::insert_point(connection, walk_id, content, None, leader.now.into())?;
    store::update_gathered(connection, walk_id, observations, Some(id))?;
    leader.note(connection, &told(&walk, id, EventKind::PointMade, &number.to_string()))?;
    Ok(number)
}

/// Gathers observations to a point there is; gives how many.
///
/// # Errors
/// As [`make_point`]; [`AppError::NotFound`] when there is no such point.
pub fn gather(
    connection: &mut DbConnection,
    walk_id: i64,
    number: i64,
    observations: &[i64],
    leader: &Leader,
) -> Result<usize, AppError> {
    let (walk, point) = find_point(connection, leader, walk_id, number)?;
    let gathered = store::update_gathered(connection, walk_id, observations, Some(point.id))?;
    if gathered > 0 {
        leader.note(connection, &told(&walk, point.id, EventKind::Gathered, &number.to_string()))?;
    }
    Ok(gathered)
}

/// Parts observations from their points, or brings back those that were set aside: they wait again.
///
/// # Errors
/// As [`make_point`].
pub fn part(
    connection: &mut DbConnection,
    walk_id: i64,
    observations: &[i64],
    leader: &Leader,
) -> Result<usize, AppError> {
    let walk = leader.find(connection, walk_id)?;
    let parted = store::update_gathered(connection, walk_id, observations, None)?;
    if parted > 0 {
        leader.note(connection, &Told::of(&walk, EventKind::Parted, ""))?;
    }
    Ok(parted)
}

/// Sets observations aside, with the reason: they stay out of the protocol and are kept.
///
/// # Errors
/// As [`make_point`].
pub fn set_aside(
    connection: &mut DbConnection,
    walk_id: i64,
    observations: &[i64],
    reason: &str,
    leader: &Leader,
) -> Result<usize, AppError> {
    let walk = leader.find(connection, walk_id)?;
    let put = store::update_set_aside(connection, walk_id, observations, reason)?;
    if put > 0 {
        leader.note(connection, &Told::of(&walk, EventKind::SetAside, reason))?;
    }
    Ok(put)
}

/// Changes a point: `at` is its walk, number and version.
///
/// # Errors
/// As [`gather`]; [`AppError::Conflict`] when somebody changed it since.
pub fn change_point(
    connection: &mut DbConnection,
    at: (i64, i64, i64),
    content: &PointContent,
    leader: &Leader,
) -> Result<(), AppError> {
    let (walk, point) = take_point(connection, leader, at)?;
    store::update_point(connection, point.id, content)?;
    leader.note(connection, &told(&walk, point.id, EventKind::PointChanged, &point.number.to_string()))
}

/// Says why nothing is done about a point; an empty reason takes it back.
///
/// # Errors
/// As [`change_point`].
pub fn give_reason(
    connection: &mut DbConnection,
    at: (i64, i64, i64),
    reason: &str,
    leader: &Leader,
) -> Result<(), AppError> {
    let (walk, point) = take_point(connection, leader, at)?;
    store::update_reason(connection, point.id, reason)?;
    leader.note(connection, &told(&walk, point.id, EventKind::ReasonGiven, &point.number.to_string()))
}

/// Takes a point away unless something is promised about it or a later walk looks back at it; whether it is gone. What was
/// gathered to it waits again; its number is not given to another point as long as a later one has a higher number.
///
/// # Errors
/// As [`change_point`].
pub fn remove_point(connection: &mut DbConnection, at: (i64, i64, i64), leader: &Leader) -> Result<bool, AppError> {
    let (walk, point) = take_point(connection, leader, at)?;
    let is_used = !list_of_points(connection, &[point.id])?.is_empty()
        || store::is_compared_with(connection, point.id)?
        || walk.published_at.is_some();
    if is_used {
        return Ok(false);
    }
    let observations = store::list_observations(connection, walk.id)?;
    let own: Vec<i64> =
        observations.iter().filter(|noted| noted.point_id == Some(point.id)).map(|noted| noted.id).collect();
    store::update_gathered(connection, walk.id, &own, None)?;
    walks::detach_events(connection, point.id)?;
    store::delete_point(connection, point.id)?;
    leader.note(connection, &Told::of(&walk, EventKind::PointRemoved, &point.number.to_string()))?;
    Ok(true)
}

/// Publishes a walk's protocol: from now on everybody can read it.
///
/// # Errors
/// [`AppError::Forbidden`] for another organisation's walk.
pub fn publish(connection: &mut DbConnection, walk_id: i64, leader: &Leader) -> Result<(), AppError> {
    let walk = leader.find(connection, walk_id)?;
    if walk.published_at.is_none() {
        walks::update_published(connection, walk_id, Some(leader.now.into()))?;
        leader.note(connection, &Told::of(&walk, EventKind::Published, ""))?;
    }
    Ok(())
}

/// Withdraws a walk's protocol.
///
/// # Errors
/// As [`publish`].
pub fn withdraw(connection: &mut DbConnection, walk_id: i64, leader: &Leader) -> Result<(), AppError> {
    let walk = leader.find(connection, walk_id)?;
    if walk.published_at.is_some() {
        walks::update_published(connection, walk_id, None)?;
        leader.note(connection, &Told::of(&walk, EventKind::Withdrawn, ""))?;
    }
    Ok(())
}

/// Writes down that a leader takes the protocol along as a file, before it leaves.
///
/// # Errors
/// What the database says.
pub fn note_export(connection: &mut DbConnection, walk: &Walk, format: &str, leader: &Leader) -> Result<(), AppError> {
    leader.note(connection, &Told::of(walk, EventKind::Exported, format))
}

/// Says on a re-walk how points of the earlier walk are now. Each becomes a point of this walk the first time; a measure
/// that is done and whose point is better or gone has been seen to be done: it is verified here. Gives how many were.
///
/// # Errors
/// [`AppError::Forbidden`] for another organisation's walk; [`AppError::NotFound`] when this is no re-walk.
pub fn compare(
    connection: &mut DbConnection,
    walk_id: i64,
    changes: &[(i64, PointChange)],
    outbox: Outbox,
    leader: &Leader,
) -> Result<usize, AppError> {
    let walk = leader.find(connection, walk_id)?;
    let earlier_id = walk.plan.earlier_walk_id.or_not_found("earlier walk")?;
    let earlier = walks::list_points(connection, earlier_id)?;
    let own = walks::list_points(connection, walk_id)?;
    let stops = walks::list_stops(connection, walk_id)?;
    let mut verified = 0;
    for (key, change) in changes {
        let Some(before) = earlier.iter().find(|point| point.id == *key) else { continue };
        let known = own.iter().find(|point| point.earlier_point_id == Some(*key));
        if known.is_some_and(|point| point.change == Some(*change)) {
            continue;
        }
        let (id, number) = if let Some(point) = known {
            (point.id, point.number)
        } else {
            let content = PointContent {
                kind: before.kind,
                theme: before.theme,
                place: before.place.clone(),
                words: before.words.clone(),
                stop_id: stops.iter().find(|stop| stop.name == before.place).map(|stop| stop.id),
                latitude: before.latitude,
                longitude: before.longitude,
                area_id: before.area_id,
            };
            store::insert_point(connection, walk_id, &content, Some(*key), leader.now.into())?
        };
        store::update_change(connection, id, *change)?;
        leader.note(connection, &told(&walk, id, EventKind::PointCompared, &number.to_string()))?;
        if matches!(change, PointChange::Better | PointChange::Gone) {
            verified += verify(connection, before, &walk, outbox, leader)?;
        }
    }
    Ok(verified)
}

fn verify(
    connection: &mut DbConnection,
    point: &WalkPoint,
    walk: &Walk,
    outbox: Outbox,
    leader: &Leader,
) -> Result<usize, AppError> {
    let desk = Desk { viewer: leader.viewer, actor: leader.actor.clone(), outbox, now: leader.now };
    let done: Vec<_> = list_of_points(connection, &[point.id])?
        .into_iter()
        .filter(|measure| measure.standing.status == Status::Done)
        .collect();
    for measure in &done {
        let event = Event::Verify { words: walk.plan.title.clone() };
        judge_on_rewalk(connection, &desk, measure.id, measure.version, &event)?;
    }
    Ok(done.len())
}
