//! All SQL of saved filters. Each belongs to one account, and nobody else's is ever read.

use diesel::prelude::*;
use jiff::Timestamp;

use super::SavedFilter;
use crate::db::schema::saved_filters;
use crate::db::{DbConnection, Moment};

/// An account's filters, the oldest first. Sort by name in Rust: the databases disagree about å.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(connection: &mut DbConnection, account_id: i64) -> QueryResult<Vec<SavedFilter>> {
    let rows: Vec<(i64, String, String)> = saved_filters::table
        .filter(saved_filters::account_id.eq(account_id))
        .order(saved_filters::id)
        .select((saved_filters::id, saved_filters::name, saved_filters::query))
        .load(connection)?;
    Ok(rows.into_iter().map(|(id, name, query)| SavedFilter { id, name, query }).collect())
}

/// Keeps a filter.
pub fn insert(
    connection: &mut DbConnection,
    account_id: i64,
    name: &str,
    query: &str,
    now: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(saved_filters::table)
        .values((
            saved_filters::account_id.eq(account_id),
            saved_filters::name.eq(name),
            saved_filters::query.eq(query),
            saved_filters::created_at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}

/// Removes one of the account's own filters; gives how many that were.
pub fn delete(connection: &mut DbConnection, account_id: i64, id: i64) -> QueryResult<usize> {
    let own = saved_filters::table.filter(saved_filters::id.eq(id)).filter(saved_filters::account_id.eq(account_id));
    diesel::delete(own).execute(connection)
}
