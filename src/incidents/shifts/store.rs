//! All SQL of shift reports. Every read that a person sees takes a [`Viewer`] and limits itself here.

use diesel::prelude::*;

use super::model::{NewShift, Shift};
use crate::accounts::Viewer;
use crate::accounts::model::Reach;
use crate::db::schema::{incidents, shift_districts, shifts};
use crate::db::{Backend, DbConnection};
use crate::incidents::model::Listed;
use crate::incidents::store::visible_to as visible_reports;

/// The shifts this viewer may see: one's own organisation's, and for the working group all.
fn visible_to<'a>(viewer: &Viewer) -> shifts::BoxedQuery<'a, Backend> {
    let all = shifts::table.into_boxed();
    match viewer.reach() {
        Reach::WorkingGroup => all,
        Reach::Organisation(id) => all.filter(shifts::organisation_id.eq(id)),
        // Keys are positive: nothing is.
        Reach::Nothing => all.filter(shifts::id.lt(0)),
    }
}

/// The latest shifts this viewer may see, the newest first, at most `limit`.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_latest(connection: &mut DbConnection, viewer: &Viewer, limit: i64) -> QueryResult<Vec<Shift>> {
    visible_to(viewer)
        .order((shifts::started_at.desc(), shifts::id.desc()))
        .limit(limit)
        .select(Shift::as_select())
        .load(connection)
}

/// The shift of this key, if this viewer may see it.
pub fn find(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> QueryResult<Option<Shift>> {
    visible_to(viewer).filter(shifts::id.eq(id)).select(Shift::as_select()).first(connection).optional()
}

/// The keys of the districts of each of these shifts: pairs of shift and district.
pub fn list_districts(connection: &mut DbConnection, shift_ids: &[i64]) -> QueryResult<Vec<(i64, i64)>> {
    shift_districts::table
        .filter(shift_districts::shift_id.eq_any(shift_ids.to_vec()))
        .order((shift_districts::shift_id, shift_districts::district_id))
        .select((shift_districts::shift_id, shift_districts::district_id))
        .load(connection)
}

/// The reports of a shift that this viewer may see, in the order of the evening.
pub fn list_reports(connection: &mut DbConnection, viewer: &Viewer, shift_id: i64) -> QueryResult<Vec<Listed>> {
    visible_reports(viewer)
        .filter(incidents::shift_id.eq(shift_id))
        .order((incidents::occurred_from, incidents::id))
        .select(Listed::as_select())
        .load(connection)
}

/// What is known of a submission that has been received: the shift's key, whose it is, and the hash of what was sent.
pub fn find_submission(connection: &mut DbConnection, submission_id: &str) -> QueryResult<Option<(i64, i64, String)>> {
    shifts::table
        .filter(shifts::submission_id.eq(submission_id))
        .select((shifts::id, shifts::account_id, shifts::content_hash))
        .first(connection)
        .optional()
}

/// Keeps a shift and where it went; gives its key.
pub fn insert(connection: &mut DbConnection, shift: &NewShift, districts: &[i64]) -> QueryResult<i64> {
    let id = diesel::insert_into(shifts::table).values(shift).returning(shifts::id).get_result(connection)?;
    for district in districts {
        diesel::insert_into(shift_districts::table)
            .values((shift_districts::shift_id.eq(id), shift_districts::district_id.eq(district)))
            .execute(connection)?;
    }
    Ok(id)
}

/// Says that a shift that was calm until now was not: something was reported from it.
pub fn update_not_calm(connection: &mut DbConnection, id: i64) -> QueryResult<()> {
    diesel::update(shifts::table.find(id)).set(shifts::is_calm.eq(false)).execute(connection).map(drop)
}
