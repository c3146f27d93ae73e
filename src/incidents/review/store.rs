//! All SQL of the desk. Every read that a person sees begins with the reports that person may see.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;

use super::{MOST_SEVERE_FIRST, MOST_WAITING, Queue};
use crate::accounts::Viewer;
use crate::db::schema::incidents;
use crate::db::{DbConnection, Moment};
use crate::incidents::model::{Incident, Listed, Status};
use crate::incidents::store::{find, visible_to};

/// The reports that wait to be reviewed, in the order of the queue.
///
/// # Errors
/// What the database says; so for every function here.
pub fn queue(connection: &mut DbConnection, viewer: &Viewer) -> QueryResult<Queue> {
    let mut ids: Vec<i64> = Vec::new();
    for severity in MOST_SEVERE_FIRST {
        let room = i64::try_from(MOST_WAITING.saturating_sub(ids.len())).unwrap_or_default();
        let waiting = visible_to(viewer)
            .filter(incidents::status.eq(Status::New))
            .filter(incidents::severity.eq(severity))
            .order((incidents::reported_at.asc(), incidents::id.asc()));
        ids.extend(waiting.limit(room).select(incidents::id).load::<i64>(connection)?);
    }
    Ok(Queue(ids))
}

/// How many reports wait that this viewer may see, but no more than `most`: the work does not grow with a flood.
pub fn count_waiting(connection: &mut DbConnection, viewer: &Viewer, most: i64) -> QueryResult<usize> {
    let waiting = visible_to(viewer).filter(incidents::status.eq(Status::New));
    Ok(waiting.limit(most).select(incidents::id).load::<i64>(connection)?.len())
}

/// How many reports this viewer may see do not count yet, because nobody has reviewed them and they need it.
pub fn count_uncounted(connection: &mut DbConnection, viewer: &Viewer) -> QueryResult<i64> {
    visible_to(viewer)
        .filter(incidents::status.eq_any([Status::New, Status::Question]))
        .filter(incidents::needs_review.eq(true))
        .filter(incidents::reviewed_at.is_null())
        .select(count_star())
        .first(connection)
}

/// The rows of these keys that this viewer may see, with when each one was received.
pub fn list_of(connection: &mut DbConnection, viewer: &Viewer, ids: &[i64]) -> QueryResult<Vec<(Listed, Moment)>> {
    visible_to(viewer)
        .filter(incidents::id.eq_any(ids.to_vec()))
        .select((Listed::as_select(), incidents::reported_at))
        .load(connection)
}

/// Those of these keys that this viewer may see.
pub fn list_visible(connection: &mut DbConnection, viewer: &Viewer, ids: &[i64]) -> QueryResult<Vec<i64>> {
    visible_to(viewer).filter(incidents::id.eq_any(ids.to_vec())).select(incidents::id).load(connection)
}

/// The reports that were merged into this one and that this viewer may see, the oldest first.
pub fn list_merged_into(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> QueryResult<Vec<Incident>> {
    visible_to(viewer)
        .filter(incidents::merged_into.eq(id))
        .order(incidents::id)
        .select(Incident::as_select())
        .load(connection)
}

/// All reports that were merged into this one, whoever may see them: to be pointed elsewhere, never to be shown.
pub(super) fn list_children(connection: &mut DbConnection, id: i64) -> QueryResult<Vec<Incident>> {
    incidents::table.filter(incidents::merged_into.eq(id)).select(Incident::as_select()).load(connection)
}

/// The report that stands for the event which a report that this viewer may see tells of: itself, or the one it was merged
/// into, whoever may see that. Never to be shown.
pub(in crate::incidents) fn find_root(
    connection: &mut DbConnection,
    viewer: &Viewer,
    id: i64,
) -> QueryResult<Option<Incident>> {
    let Some(named) = find(connection, viewer, id)? else { return Ok(None) };
    match named.standing.merged_into {
        None => Ok(Some(named)),
        Some(root) => incidents::table.find(root).select(Incident::as_select()).first(connection).optional(),
    }
}

/// A piece of ground and a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Degrees north, from and to.
    pub latitudes: (f64, f64),
    /// Degrees east, from and to.
    pub longitudes: (f64, f64),
    /// The first instant.
    pub from: Timestamp,
    /// The last one.
    pub to: Timestamp,
}

/// The reports in a window that this viewer may see, the latest first, at most `limit`.
pub fn list_in(
    connection: &mut DbConnection,
    viewer: &Viewer,
    window: &Window,
    limit: i64,
) -> QueryResult<Vec<Incident>> {
    visible_to(viewer)
        .filter(incidents::occurred_from.between(Moment::from(window.from), Moment::from(window.to)))
        .filter(incidents::latitude.between(window.latitudes.0, window.latitudes.1))
        .filter(incidents::longitude.between(window.longitudes.0, window.longitudes.1))
        .order((incidents::occurred_from.desc(), incidents::id.desc()))
        .limit(limit)
        .select(Incident::as_select())
        .load(connection)
}

/// A viewer's own reports about which a coordinator has asked something, the latest first.
pub fn list_own_questions(connection: &mut DbConnection, viewer: &Viewer, limit: i64) -> QueryResult<Vec<Listed>> {
    visible_to(viewer)
        .filter(incidents::account_id.eq(viewer.account_id))
        .filter(incidents::status.eq(Status::Question))
        .order(incidents::id.desc())
        .limit(limit)
        .select(Listed::as_select())
        .load(connection)
}
