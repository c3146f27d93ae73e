//! All SQL of safety walks. Every read that a person sees takes a [`Viewer`] and limits itself here; what a phone may read
//! begins with the walk it joined, and what everybody may read with a walk whose protocol is published.

use diesel::prelude::*;

use super::model::{Group, ObservationKind, Plan, Standing, Stop, StopContent, Walk, WalkEvent, WalkPoint};
use crate::accounts::{Permission, Viewer};
use crate::db::schema::{
    incidents, measures, walk_events, walk_groups, walk_judgements, walk_observations, walk_phones, walk_points,
    walk_stops, walks,
};
use crate::db::{Backend, DbConnection, Moment};
use crate::geometry::Bounds;

/// The walks this viewer may see: one's own organisation's, and for the working group all; for those who lead none, none.
#[must_use]
pub fn visible_to<'a>(viewer: &Viewer) -> walks::BoxedQuery<'a, Backend> {
    let all = walks::table.into_boxed();
    let role = viewer.role;
    if !role.may(Permission::LeadWalks) {
        // Keys are positive: nothing is.
        all.filter(walks::id.lt(0))
    } else if role.may(Permission::SeeWorkingGroup) {
        all
    } else {
        all.filter(walks::organisation_id.eq(viewer.organisation_id))
    }
}

/// The walk of this key, if this viewer may see it.
///
/// # Errors
/// What the database says; so for every function here.
pub fn find(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> QueryResult<Option<Walk>> {
    visible_to(viewer).filter(walks::id.eq(id)).select(Walk::as_select()).first(connection).optional()
}

/// The stops of a walk, in the order of the way.
pub fn list_stops(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<Stop>> {
    walk_stops::table
        .filter(walk_stops::walk_id.eq(walk_id))
        .order((walk_stops::position, walk_stops::id))
        .select(Stop::as_select())
        .load(connection)
}

/// The points of a walk's protocol, by number.
pub fn list_points(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<WalkPoint>> {
    walk_points::table
        .filter(walk_points::walk_id.eq(walk_id))
        .order(walk_points::number)
        .select(WalkPoint::as_select())
        .load(connection)
}

/// The walks this viewer may see, the latest first, at most `limit`.
pub fn list(connection: &mut DbConnection, viewer: &Viewer, limit: i64) -> QueryResult<Vec<Walk>> {
    visible_to(viewer)
        .order((walks::starts_at.desc(), walks::id.desc()))
        .limit(limit)
        .select(Walk::as_select())
        .load(connection)
}

/// What is known of a plan that has been received: the walk's key, and the account that planned it.
pub fn find_submission(connection: &mut DbConnection, submission_id: &str) -> QueryResult<Option<(i64, i64)>> {
    walks::table
        .filter(walks::submission_id.eq(submission_id))
        .select((walks::id, walks::account_id))
        .first(connection)
        .optional()
}

/// Who plans a walk, and when.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = walks)]
pub struct NewWalk {
    /// The id the client gave it.
    pub submission_id: String,
    /// Whose walk it is.
    pub organisation_id: i64,
    /// Who plans it.
    pub account_id: i64,
    /// What opens it to phones.
    pub code: Option<String>,
    /// When it is planned.
    pub created_at: Moment,
    /// The first version.
    pub version: i64,
}

/// Keeps a new walk; gives its key.
pub fn insert(connection: &mut DbConnection, walk: &NewWalk, plan: &Plan) -> QueryResult<i64> {
    diesel::insert_into(walks::table).values((walk, plan)).returning(walks::id).get_result(connection)
}

/// Counts a change of a walk that still has this version; gives how many that were: none when somebody else was first.
pub fn update_version(connection: &mut DbConnection, id: i64, version: i64) -> QueryResult<usize> {
    diesel::update(walks::table.filter(walks::id.eq(id)).filter(walks::version.eq(version)))
        .set(walks::version.eq(version + 1))
        .execute(connection)
}

/// Changes a walk's plan.
pub fn update_plan(connection: &mut DbConnection, id: i64, plan: &Plan) -> QueryResult<()> {
    diesel::update(walks::table.find(id)).set(plan).execute(connection).map(drop)
}

/// Draws a walk's way.
pub fn update_route(connection: &mut DbConnection, id: i64, route: &str) -> QueryResult<()> {
    diesel::update(walks::table.find(id)).set(walks::route.eq(route)).execute(connection).map(drop)
}

/// Gives a walk a code, or takes it away.
pub fn update_code(connection: &mut DbConnection, id: i64, code: Option<&str>) -> QueryResult<()> {
    diesel::update(walks::table.find(id)).set(walks::code.eq(code)).execute(connection).map(drop)
}

/// Whether a walk has this code.
pub fn is_code_taken(connection: &mut DbConnection, code: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(walks::table.filter(walks::code.eq(code)))).get_result(connection)
}

/// Publishes a walk's protocol, or withdraws it.
pub fn update_published(connection: &mut DbConnection, id: i64, at: Option<Moment>) -> QueryResult<()> {
    diesel::update(walks::table.find(id)).set(walks::published_at.eq(at)).execute(connection).map(drop)
}

/// Shuts out every phone that has joined a walk; gives how many.
pub fn end_phones(connection: &mut DbConnection, walk_id: i64, now: Moment) -> QueryResult<usize> {
    let inside = walk_phones::table.filter(walk_phones::walk_id.eq(walk_id)).filter(walk_phones::ended_at.is_null());
    diesel::update(inside).set(walk_phones::ended_at.eq(now)).execute(connection)
}

/// How many phones have joined a walk and were not shut out.
pub fn count_phones(connection: &mut DbConnection, walk_id: i64) -> QueryResult<i64> {
    walk_phones::table
        .filter(walk_phones::walk_id.eq(walk_id))
        .filter(walk_phones::ended_at.is_null())
        .count()
        .get_result(connection)
}

/// The groups of a walk's participants, those of which anything is known.
pub fn list_groups(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<Group>> {
    walk_groups::table.filter(walk_groups::walk_id.eq(walk_id)).select(Group::as_select()).load(connection)
}

/// Counts a walk's participants anew.
pub fn replace_groups(connection: &mut DbConnection, walk_id: i64, groups: &[Group]) -> QueryResult<()> {
    diesel::delete(walk_groups::table.filter(walk_groups::walk_id.eq(walk_id))).execute(connection)?;
    for group in groups {
        diesel::insert_into(walk_groups::table)
            .values((walk_groups::walk_id.eq(walk_id), group))
            .execute(connection)?;
    }
    Ok(())
}

/// Keeps a new stop at this position of the way; gives its key.
pub fn insert_stop(connection: &mut DbConnection, walk_id: i64, position: i64, stop: &StopContent) -> QueryResult<i64> {
    diesel::insert_into(walk_stops::table)
        .values((walk_stops::walk_id.eq(walk_id), walk_stops::position.eq(position), stop))
        .returning(walk_stops::id)
        .get_result(connection)
}

/// Changes a stop.
pub fn update_stop(connection: &mut DbConnection, id: i64, stop: &StopContent) -> QueryResult<()> {
    diesel::update(walk_stops::table.find(id)).set(stop).execute(connection).map(drop)
}

/// Moves a stop along the way.
pub fn update_stop_position(connection: &mut DbConnection, id: i64, position: i64) -> QueryResult<()> {
    diesel::update(walk_stops::table.find(id)).set(walk_stops::position.eq(position)).execute(connection).map(drop)
}

/// Takes a stop away. The caller knows that nothing was said of it.
pub fn delete_stop(connection: &mut DbConnection, id: i64) -> QueryResult<()> {
    diesel::delete(walk_stops::table.find(id)).execute(connection).map(drop)
}

/// Whether anything was noted or judged at a stop, or a point of the protocol belongs to it.
pub fn is_stop_used(connection: &mut DbConnection, id: i64) -> QueryResult<bool> {
    use diesel::dsl::exists;
    let noted = walk_observations::table.filter(walk_observations::stop_id.eq(id));
    let judged = walk_judgements::table.filter(walk_judgements::stop_id.eq(id));
    let gathered = walk_points::table.filter(walk_points::stop_id.eq(id));
    Ok(diesel::select(exists(noted)).get_result(connection)?
        || diesel::select(exists(judged)).get_result(connection)?
        || diesel::select(exists(gathered)).get_result(connection)?)
}

/// A walk's history, the oldest line first. The caller has found the walk with [`find`].
pub fn list_events(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<WalkEvent>> {
    walk_events::table
        .filter(walk_events::walk_id.eq(walk_id))
        .order(walk_events::id)
        .select(WalkEvent::as_select())
        .load(connection)
}

/// Writes a line of a walk's history.
pub fn insert_event(connection: &mut DbConnection, event: &WalkEvent) -> QueryResult<()> {
    diesel::insert_into(walk_events::table).values(event).execute(connection).map(drop)
}

/// What decides how far a walk has come.
pub fn find_standing(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Standing> {
    let stops = walk_stops::table.filter(walk_stops::walk_id.eq(walk_id)).count().get_result(connection)?;
    let of_walk = walk_points::table
        .filter(walk_points::walk_id.eq(walk_id))
        .filter(walk_points::kind.ne(ObservationKind::Strength))
        .filter(walk_points::no_measure_reason.eq(""));
    let measured =
        measures::table.filter(measures::walk_point_id.is_not_null()).select(measures::walk_point_id.assume_not_null());
    let unanswered = of_walk.filter(walk_points::id.ne_all(measured)).count().get_result(connection)?;
    let rewalk_id = walks::table
        .filter(walks::earlier_walk_id.eq(walk_id))
        .order(walks::id.desc())
        .select(walks::id)
        .first(connection)
        .optional()?;
    Ok(Standing { stops, unanswered, rewalk_id })
}

/// The positions, latitude first, of reports that count and reach the working group, that happened in a time and lie in a
/// box. Answered by the index `incidents_by_time` alone.
pub fn list_incident_positions(
    connection: &mut DbConnection,
    within: Bounds,
    (from, to): (Moment, Moment),
) -> QueryResult<Vec<(f64, f64)>> {
    incidents::table
        .filter(incidents::occurred_from.between(from, to))
        .filter(incidents::is_counted.eq(true))
        // The narrowest audience; walks do not know the others.
        .filter(incidents::audience.ne("organisation"))
        .filter(incidents::latitude.between(within.latitude.0, within.latitude.1))
        .filter(incidents::longitude.between(within.longitude.0, within.longitude.1))
        .select((incidents::latitude.assume_not_null(), incidents::longitude.assume_not_null()))
        .load(connection)
}

/// Points of other walks' protocols in a box, of the walks this viewer may see, the latest walk first; each with its walk.
pub fn list_points_of_others(
    connection: &mut DbConnection,
    viewer: &Viewer,
    walk_id: i64,
    within: Bounds,
    limit: i64,
) -> QueryResult<Vec<(WalkPoint, Walk)>> {
    visible_to(viewer)
        .inner_join(walk_points::table)
        .filter(walks::id.ne(walk_id))
        .filter(walk_points::latitude.between(within.latitude.0, within.latitude.1))
        .filter(walk_points::longitude.between(within.longitude.0, within.longitude.1))
        .order((walks::starts_at.desc(), walk_points::walk_id, walk_points::number))
        .limit(limit)
        .select((WalkPoint::as_select(), Walk::as_select()))
        .load(connection)
}

/// The positions, latitude first, of what was noted on other walks in a box.
pub fn list_observation_positions(
    connection: &mut DbConnection,
    viewer: &Viewer,
    walk_id: i64,
    within: Bounds,
) -> QueryResult<Vec<(f64, f64)>> {
    visible_to(viewer)
        .inner_join(walk_observations::table)
        .filter(walks::id.ne(walk_id))
        .filter(walk_observations::set_aside_reason.is_null())
        .filter(walk_observations::latitude.between(within.latitude.0, within.latitude.1))
        .filter(walk_observations::longitude.between(within.longitude.0, within.longitude.1))
        .select((walk_observations::latitude.assume_not_null(), walk_observations::longitude.assume_not_null()))
        .load(connection)
}

/// Lets the history of a point go on without it, when it is taken away.
pub fn detach_events(connection: &mut DbConnection, point_id: i64) -> QueryResult<()> {
    diesel::update(walk_events::table.filter(walk_events::point_id.eq(point_id)))
        .set(walk_events::point_id.eq(None::<i64>))
        .execute(connection)
        .map(drop)
}
