//! All SQL of phones that joined.

use diesel::prelude::*;
use jiff::Timestamp;

use crate::db::schema::{walk_phones, walks};
use crate::db::{DbConnection, Moment};

/// A phone that joined, with what is always asked about its walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Its key.
    pub id: i64,
    /// The walk's.
    pub walk_id: i64,
    /// Whose walk it is.
    pub organisation_id: i64,
    /// What the walk is called.
    pub title: String,
    /// When the walk begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Whether it is walked by daylight.
    pub is_by_day: bool,
    /// Whether it was shut out, or has left.
    pub is_ended: bool,
}

type Row = (i64, i64, i64, String, Moment, Moment, String, Option<Moment>);

/// The phone whose token has this hash.
///
/// # Errors
/// What the database says; so for every function here.
pub fn find(connection: &mut DbConnection, token_hash: &str) -> QueryResult<Option<Phone>> {
    let rows = phones().filter(walk_phones::token_hash.eq(token_hash));
    Ok(rows.first::<Row>(connection).optional()?.map(phone))
}

/// The phone of this key, for what it saved as a file.
pub fn find_by_id(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Phone>> {
    Ok(phones().filter(walk_phones::id.eq(id)).first::<Row>(connection).optional()?.map(phone))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn phones() -> _ {
    walk_phones::table.inner_join(walks::table).select((
        walk_phones::id,
        walks::id,
        walks::organisation_id,
        walks::title,
        walks::starts_at,
        walks::ends_at,
        walks::light,
        walk_phones::ended_at,
    ))
}

fn phone((id, walk_id, organisation_id, title, starts_at, ends_at, light, ended_at): Row) -> Phone {
    Phone {
        id,
        walk_id,
        organisation_id,
        title,
        starts_at: starts_at.instant(),
        ends_at: ends_at.instant(),
        is_by_day: light == "day",
        is_ended: ended_at.is_some(),
    }
}

/// The key of the walk that this code opens.
pub fn find_walk(connection: &mut DbConnection, code: &str) -> QueryResult<Option<i64>> {
    walks::table.filter(walks::code.eq(code)).select(walks::id).first(connection).optional()
}

/// When the walk of this code ends, if there is one.
pub fn find_end(connection: &mut DbConnection, code: &str) -> QueryResult<Option<Moment>> {
    walks::table.filter(walks::code.eq(code)).select(walks::ends_at).first(connection).optional()
}

/// Keeps a phone that joins; gives its key.
pub fn insert(
    connection: &mut DbConnection,
    walk_id: i64,
    token_hash: &str,
    participants: Option<&str>,
    now: Timestamp,
) -> QueryResult<i64> {
    diesel::insert_into(walk_phones::table)
        .values((
            walk_phones::walk_id.eq(walk_id),
            walk_phones::token_hash.eq(token_hash),
            walk_phones::participants.eq(participants),
            walk_phones::joined_at.eq(Moment::from(now)),
        ))
        .returning(walk_phones::id)
        .get_result(connection)
}

/// Ends a phone that has not ended.
pub fn update_ended(connection: &mut DbConnection, id: i64, now: Timestamp) -> QueryResult<()> {
    diesel::update(walk_phones::table.filter(walk_phones::id.eq(id)).filter(walk_phones::ended_at.is_null()))
        .set(walk_phones::ended_at.eq(Some(Moment::from(now))))
        .execute(connection)
        .map(drop)
}
