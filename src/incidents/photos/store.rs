//! All SQL of the pictures of reports. Every read that a person sees takes a [`Viewer`] and limits itself here.

use diesel::prelude::*;
use jiff::Timestamp;

use super::model::Attached;
use crate::accounts::Viewer;
use crate::db::schema::{incident_photos, incidents, photos};
use crate::db::{DbConnection, Moment};
use crate::incidents::store::visible_to;

/// The pictures of a report that this viewer may see, in order, each with the small one's bytes.
pub fn list(connection: &mut DbConnection, viewer: &Viewer, incident_id: i64) -> QueryResult<Vec<(Attached, Vec<u8>)>> {
    visible_to(viewer)
        .inner_join(incident_photos::table.inner_join(photos::table))
        .filter(incidents::id.eq(incident_id))
        .order(incident_photos::position)
        .select((Attached::as_select(), photos::small))
        .load(connection)
}

/// One picture of a report that this viewer may see, with its bytes.
pub fn find(
    connection: &mut DbConnection,
    viewer: &Viewer,
    incident_id: i64,
    position: i64,
) -> QueryResult<Option<(Attached, Vec<u8>)>> {
    visible_to(viewer)
        .inner_join(incident_photos::table.inner_join(photos::table))
        .filter(incidents::id.eq(incident_id))
        .filter(incident_photos::position.eq(position))
        .select((Attached::as_select(), photos::bytes))
        .first(connection)
        .optional()
}

/// Gives a report a picture.
pub fn insert(connection: &mut DbConnection, incident_id: i64, photo_id: i64, position: i64) -> QueryResult<()> {
    diesel::insert_into(incident_photos::table)
        .values((
            incident_photos::incident_id.eq(incident_id),
            incident_photos::photo_id.eq(photo_id),
            incident_photos::position.eq(position),
        ))
        .execute(connection)
        .map(drop)
}

/// Hides a picture that is not hidden; gives how many that were.
pub fn update_hidden(
    connection: &mut DbConnection,
    incident_id: i64,
    position: i64,
    hidden_by: &str,
    reason: &str,
    now: Timestamp,
) -> QueryResult<usize> {
    let shown = incident_photos::table
        .filter(incident_photos::incident_id.eq(incident_id))
        .filter(incident_photos::position.eq(position))
        .filter(incident_photos::hidden_at.is_null());
    diesel::update(shown)
        .set((
            incident_photos::hidden_at.eq(Some(Moment::from(now))),
            incident_photos::hidden_by.eq(Some(hidden_by)),
            incident_photos::hidden_reason.eq(Some(reason)),
        ))
        .execute(connection)
}
