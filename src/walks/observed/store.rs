//! All SQL of observations across walks.

use std::collections::HashMap;

use diesel::dsl::{InnerJoin, count_star};
use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};

use super::{Filter, Observed};
use crate::accounts::Viewer;
use crate::db::schema::{walk_observations, walk_points, walk_stops, walks};
use crate::db::{Backend, DbConnection, Moment};
use crate::walks::model::Observation;
use crate::walks::store::visible_to;

/// A place in a list that is sorted by time and key: the row before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When that was written.
    pub noted_at: Timestamp,
    /// Its key.
    pub id: i64,
}

/// The observations of the filter that this viewer may see, written before `to`.
fn filtered<'a>(
    viewer: &Viewer,
    filter: &Filter,
    to: Timestamp,
) -> InnerJoin<walks::BoxedQuery<'a, Backend>, walk_observations::table> {
    let mut query = visible_to(viewer)
        .inner_join(walk_observations::table)
        .filter(walk_observations::noted_at.ge(Moment::from(filter.bounds().0)))
        .filter(walk_observations::noted_at.lt(Moment::from(to)));
    if let Some(kind) = filter.kind {
        query = query.filter(walk_observations::kind.eq(kind));
    }
    if let Some(theme) = filter.theme {
        query = query.filter(walk_observations::theme.eq(theme));
    }
    if let Some(districts) = &filter.districts {
        // Where it lies, and where that is not known where the walk went.
        let lies_there = walk_observations::area_id.eq_any(filter.areas.clone());
        let went_there = walk_observations::area_id.is_null().and(walks::district_id.eq_any(districts.clone()));
        query = query.filter(lies_there.or(went_there));
    }
    query
}

/// How many observations of the filter this viewer may see.
///
/// # Errors
/// What the database says; so for every function here.
pub fn count(connection: &mut DbConnection, viewer: &Viewer, filter: &Filter) -> QueryResult<i64> {
    filtered(viewer, filter, filter.bounds().1).select(count_star()).first(connection)
}

/// Observations of the filter that this viewer may see, the newest first, after `mark`, at most `limit`.
pub fn list(
    connection: &mut DbConnection,
    viewer: &Viewer,
    filter: &Filter,
    mark: Option<Mark>,
    limit: i64,
) -> QueryResult<Vec<Observed>> {
    let to = mark.map_or(filter.bounds().1, |mark| filter.bounds().1.min(just_after(mark.noted_at)));
    let mut query = filtered(viewer, filter, to);
    if let Some(Mark { noted_at, id }) = mark {
        query = query.filter(walk_observations::noted_at.lt(Moment::from(noted_at)).or(walk_observations::id.lt(id)));
    }
    let rows: Vec<(Observation, String, Moment, i64)> = query
        .order((walk_observations::noted_at.desc(), walk_observations::id.desc()))
        .limit(limit)
        .select((Observation::as_select(), walks::title, walks::starts_at, walks::district_id))
        .load(connection)?;
    let stops = list_stops(connection, rows.iter().filter_map(|(row, ..)| row.stop_id).collect())?;
    let points = list_points(connection, rows.iter().filter_map(|(row, ..)| row.point_id).collect())?;
    let observed = |(observation, walk, walked_at, walk_district): (Observation, String, Moment, i64)| Observed {
        stop: observation.stop_id.and_then(|id| stops.get(&id).cloned()),
        point: observation.point_id.and_then(|id| points.get(&id).copied()),
        observation,
        walk,
        walked_at,
        walk_district,
    };
    Ok(rows.into_iter().map(observed).collect())
}

/// The next instant that a database can tell from this one.
fn just_after(instant: Timestamp) -> Timestamp {
    instant.saturating_add(SignedDuration::from_micros(1)).unwrap_or(instant)
}

fn list_stops(connection: &mut DbConnection, ids: Vec<i64>) -> QueryResult<HashMap<i64, (String, f64, f64)>> {
    let stops: Vec<(i64, String, f64, f64)> = walk_stops::table
        .filter(walk_stops::id.eq_any(ids))
        .select((walk_stops::id, walk_stops::name, walk_stops::latitude, walk_stops::longitude))
        .load(connection)?;
    Ok(stops.into_iter().map(|(id, name, latitude, longitude)| (id, (name, latitude, longitude))).collect())
}

fn list_points(connection: &mut DbConnection, ids: Vec<i64>) -> QueryResult<HashMap<i64, i64>> {
    let points: Vec<(i64, i64)> = walk_points::table
        .filter(walk_points::id.eq_any(ids))
        .select((walk_points::id, walk_points::number))
        .load(connection)?;
    Ok(points.into_iter().collect())
}
