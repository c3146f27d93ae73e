//! All SQL of protocols. What belongs to a walk is read for those who found the walk with `walks::store::find`, or for
//! everybody with [`find_published`].

use diesel::prelude::*;

use crate::db::schema::{walk_judgements, walk_observations, walk_points, walks};
use crate::db::{DbConnection, Moment};
use crate::walks::field::model::Judgement;
use crate::walks::model::{Observation, ObservationKind, PointChange, Theme, Walk};

/// The walk of this key. The caller has found a walk that walks it again.
///
/// # Errors
/// What the database says; so for every function here.
pub(super) fn find_walk(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Walk>> {
    walks::table.find(id).select(Walk::as_select()).first(connection).optional()
}

/// The walk of this key when its protocol is published: for everybody.
pub fn find_published(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Walk>> {
    walks::table
        .filter(walks::id.eq(id))
        .filter(walks::published_at.is_not_null())
        .select(Walk::as_select())
        .first(connection)
        .optional()
}

/// The walks whose protocols are published, the latest first: for everybody.
pub fn list_published(connection: &mut DbConnection, limit: i64) -> QueryResult<Vec<Walk>> {
    walks::table
        .filter(walks::published_at.is_not_null())
        .order((walks::starts_at.desc(), walks::id.desc()))
        .limit(limit)
        .select(Walk::as_select())
        .load(connection)
}

/// How a walk's stops were judged, in the order in which it was written.
pub fn list_judgements(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<Judgement>> {
    walk_judgements::table
        .filter(walk_judgements::walk_id.eq(walk_id))
        .order((walk_judgements::noted_at, walk_judgements::id))
        .select(Judgement::as_select())
        .load(connection)
}

/// What was noted on a walk, in the order in which it was received.
pub fn list_observations(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<Observation>> {
    walk_observations::table
        .filter(walk_observations::walk_id.eq(walk_id))
        .order(walk_observations::id)
        .select(Observation::as_select())
        .load(connection)
}

/// The key of its point for each observation of a walk that was gathered to one.
pub fn count_gathered(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<i64>> {
    walk_observations::table
        .filter(walk_observations::walk_id.eq(walk_id))
        .filter(walk_observations::point_id.is_not_null())
        .select(walk_observations::point_id.assume_not_null())
        .load(connection)
}

/// What a point is made of.
#[derive(Clone, Debug, PartialEq, Insertable, AsChangeset)]
#[diesel(table_name = walk_points, treat_none_as_null = true)]
pub struct PointContent {
    /// What it is.
    pub kind: ObservationKind,
    /// What it is about.
    pub theme: Theme,
    /// Where, in words.
    pub place: String,
    /// What was seen, in the leader's words.
    pub words: String,
    /// The stop it belongs to.
    pub stop_id: Option<i64>,
    /// Degrees north, WGS84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
    /// The area it lies in.
    pub area_id: Option<i64>,
}

/// Keeps a new point under the next number; gives its key and its number.
pub fn insert_point(
    connection: &mut DbConnection,
    walk_id: i64,
    content: &PointContent,
    earlier_point_id: Option<i64>,
    now: Moment,
) -> QueryResult<(i64, i64)> {
    let last: Option<i64> = walk_points::table
        .filter(walk_points::walk_id.eq(walk_id))
        .select(diesel::dsl::max(walk_points::number))
        .first(connection)?;
    let number = last.unwrap_or(0) + 1;
    let id = diesel::insert_into(walk_points::table)
        .values((
            walk_points::walk_id.eq(walk_id),
            walk_points::number.eq(number),
            content,
            walk_points::earlier_point_id.eq(earlier_point_id),
            walk_points::created_at.eq(now),
            walk_points::version.eq(1_i64),
        ))
        .returning(walk_points::id)
        .get_result(connection)?;
    Ok((id, number))
}

/// Counts a change of a point that still has this version; gives how many that were: none when somebody else was first.
pub fn update_point_version(connection: &mut DbConnection, id: i64, version: i64) -> QueryResult<usize> {
    diesel::update(walk_points::table.filter(walk_points::id.eq(id)).filter(walk_points::version.eq(version)))
        .set(walk_points::version.eq(version + 1))
        .execute(connection)
}

/// Changes what a point is made of.
pub fn update_point(connection: &mut DbConnection, id: i64, content: &PointContent) -> QueryResult<()> {
    diesel::update(walk_points::table.find(id)).set(content).execute(connection).map(drop)
}

/// Says why nothing is done about a point; empty takes it back.
pub fn update_reason(connection: &mut DbConnection, id: i64, reason: &str) -> QueryResult<()> {
    diesel::update(walk_points::table.find(id))
        .set(walk_points::no_measure_reason.eq(reason))
        .execute(connection)
        .map(drop)
}

/// Says how a point is on the re-walk.
pub fn update_change(connection: &mut DbConnection, id: i64, change: PointChange) -> QueryResult<()> {
    diesel::update(walk_points::table.find(id)).set(walk_points::change.eq(change)).execute(connection).map(drop)
}

/// Takes a point away. The caller knows that nothing belongs to it.
pub fn delete_point(connection: &mut DbConnection, id: i64) -> QueryResult<()> {
    diesel::delete(walk_points::table.find(id)).execute(connection).map(drop)
}

/// Whether a later walk names this point as its own point's earlier one.
pub fn is_compared_with(connection: &mut DbConnection, id: i64) -> QueryResult<bool> {
    let later = walk_points::table.filter(walk_points::earlier_point_id.eq(id));
    diesel::select(diesel::dsl::exists(later)).get_result(connection)
}

/// Gathers observations of a walk to a point of it, or takes them out of the one they are in; gives how many.
pub fn update_gathered(
    connection: &mut DbConnection,
    walk_id: i64,
    ids: &[i64],
    point_id: Option<i64>,
) -> QueryResult<usize> {
    let those = walk_observations::table
        .filter(walk_observations::walk_id.eq(walk_id))
        .filter(walk_observations::id.eq_any(ids.to_vec()));
    diesel::update(those)
        .set((walk_observations::point_id.eq(point_id), walk_observations::set_aside_reason.eq(None::<String>)))
        .execute(connection)
}

/// Sets observations of a walk aside, out of any point; gives how many.
pub fn update_set_aside(connection: &mut DbConnection, walk_id: i64, ids: &[i64], reason: &str) -> QueryResult<usize> {
    let those = walk_observations::table
        .filter(walk_observations::walk_id.eq(walk_id))
        .filter(walk_observations::id.eq_any(ids.to_vec()));
    diesel::update(those)
        .set((walk_observations::point_id.eq(None::<i64>), walk_observations::set_aside_reason.eq(reason)))
        .execute(connection)
}
