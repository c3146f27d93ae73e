//! All SQL of reported crimes.

use diesel::prelude::*;

use super::model::{KeptReported, Reported};
use crate::db::DbConnection;
use crate::db::schema::reported_crimes;

/// The kinds of crime that there are figures of, in the order of their names.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_kinds(connection: &mut DbConnection) -> QueryResult<Vec<String>> {
    reported_crimes::table.select(reported_crimes::kind).distinct().order(reported_crimes::kind).load(connection)
}

/// The figures of a kind, in order of time.
pub fn list_of_kind(connection: &mut DbConnection, kind: &str) -> QueryResult<Vec<Reported>> {
    reported_crimes::table
        .filter(reported_crimes::kind.eq(kind))
        .order((reported_crimes::year, reported_crimes::id))
        .select(Reported::as_select())
        .load(connection)
}

/// What is kept of the same area, kind and year.
pub(super) fn find_same(connection: &mut DbConnection, told: &Reported) -> QueryResult<Option<KeptReported>> {
    reported_crimes::table
        .filter(reported_crimes::area.eq(&told.area))
        .filter(reported_crimes::kind.eq(&told.kind))
        .filter(reported_crimes::year.eq(told.year))
        .select(KeptReported::as_select())
        .first(connection)
        .optional()
}

/// Keeps a figure.
pub(super) fn insert(connection: &mut DbConnection, told: &Reported) -> QueryResult<()> {
    diesel::insert_into(reported_crimes::table).values(told).execute(connection).map(drop)
}

/// Puts a figure right.
pub(super) fn update(connection: &mut DbConnection, id: i64, told: &Reported) -> QueryResult<()> {
    diesel::update(reported_crimes::table.filter(reported_crimes::id.eq(id)))
        .set((
            reported_crimes::crimes.eq(told.crimes),
            reported_crimes::population.eq(told.population),
            reported_crimes::source.eq(&told.source),
        ))
        .execute(connection)
        .map(drop)
}
