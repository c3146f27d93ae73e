//! All SQL of the log of disclosures. Lines are added and ended; none is ever changed otherwise, or taken away.

use diesel::prelude::*;
use jiff::Timestamp;

use super::model::{Disclosure, Leaving, Left};
use crate::accounts::Actor;
use crate::db::schema::disclosures;
use crate::db::{DbConnection, Moment};

/// Begins a line; gives its key.
///
/// # Errors
/// What the database says; so for every function here.
pub fn insert(connection: &mut DbConnection, actor: &Actor, leaving: &Leaving, now: Timestamp) -> QueryResult<i64> {
    diesel::insert_into(disclosures::table)
        .values((
            disclosures::at.eq(Moment::from(now)),
            disclosures::account_id.eq(actor.account_id),
            disclosures::actor.eq(&actor.label),
            leaving,
            disclosures::failure.eq(""),
            disclosures::manifest.eq(""),
        ))
        .returning(disclosures::id)
        .get_result(connection)
}

/// Ends a line: all of it has left.
pub fn mark_finished(connection: &mut DbConnection, id: i64, left: &Left, now: Timestamp) -> QueryResult<()> {
    diesel::update(disclosures::table.find(id))
        .set((
            disclosures::rows.eq(left.rows),
            disclosures::bytes.eq(left.bytes),
            disclosures::sha256.eq(&left.sha256),
            disclosures::manifest.eq(&left.manifest),
            disclosures::finished_at.eq(Moment::from(now)),
            disclosures::failure.eq(""),
        ))
        .execute(connection)
        .map(drop)
}

/// Ends a line that is under way: it broke off after these rows, if anybody knows how many.
pub fn mark_broken_off(connection: &mut DbConnection, id: i64, rows: Option<i64>, failure: &str) -> QueryResult<()> {
    diesel::update(disclosures::table.find(id).filter(disclosures::finished_at.is_null()))
        .set((disclosures::rows.eq(rows), disclosures::failure.eq(failure)))
        .execute(connection)
        .map(drop)
}

/// Ends every line that was begun before this instant and is still under way; gives how many those were.
pub fn mark_all_broken_off(connection: &mut DbConnection, before: Timestamp, failure: &str) -> QueryResult<usize> {
    let open = disclosures::table
        .filter(disclosures::finished_at.is_null())
        .filter(disclosures::failure.eq(""))
        .filter(disclosures::at.lt(Moment::from(before)));
    diesel::update(open).set(disclosures::failure.eq(failure)).execute(connection)
}

/// The line of this key.
pub fn find(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Disclosure>> {
    disclosures::table.find(id).select(Disclosure::as_select()).first(connection).optional()
}

/// A page of the log, the newest first, older than the line with the key `before` when there is one.
pub fn list(connection: &mut DbConnection, before: Option<i64>, limit: i64) -> QueryResult<Vec<Disclosure>> {
    // Keys grow with time: lines are only ever added.
    disclosures::table
        .filter(disclosures::id.lt(before.unwrap_or(i64::MAX)))
        .order(disclosures::id.desc())
        .limit(limit)
        .select(Disclosure::as_select())
        .load(connection)
}
