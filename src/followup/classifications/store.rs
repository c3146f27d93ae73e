//! All SQL of areas' classes.

use diesel::prelude::*;

use super::model::{Classed, Classification};
use crate::db::DbConnection;
use crate::db::schema::area_classifications;

/// All of them, the newest first.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(connection: &mut DbConnection) -> QueryResult<Vec<Classification>> {
    area_classifications::table
        .order((area_classifications::from_on.desc(), area_classifications::id))
        .select(Classification::as_select())
        .load(connection)
}

/// The one of this key.
pub fn find(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Classification>> {
    area_classifications::table
        .filter(area_classifications::id.eq(id))
        .select(Classification::as_select())
        .first(connection)
        .optional()
}

/// What is kept of the same area from the same day.
pub(super) fn find_same(connection: &mut DbConnection, classed: &Classed) -> QueryResult<Option<Classification>> {
    area_classifications::table
        .filter(area_classifications::area.eq(&classed.area))
        .filter(area_classifications::from_on.eq(classed.from_on))
        .select(Classification::as_select())
        .first(connection)
        .optional()
}

/// Keeps one; gives its key.
pub(super) fn insert(connection: &mut DbConnection, classed: &Classed) -> QueryResult<i64> {
    diesel::insert_into(area_classifications::table)
        .values((classed, area_classifications::version.eq(1_i64)))
        .returning(area_classifications::id)
        .get_result(connection)
}

/// Writes one anew, if it still has this version; gives how many that were.
pub(super) fn update(connection: &mut DbConnection, (id, seen): (i64, i64), classed: &Classed) -> QueryResult<usize> {
    let unchanged = area_classifications::table
        .filter(area_classifications::id.eq(id))
        .filter(area_classifications::version.eq(seen));
    diesel::update(unchanged)
        .set((
            area_classifications::area.eq(&classed.area),
            area_classifications::class.eq(classed.class),
            area_classifications::from_on.eq(classed.from_on),
            area_classifications::to_on.eq(classed.to_on),
            area_classifications::source.eq(&classed.source),
            area_classifications::version.eq(seen + 1),
        ))
        .execute(connection)
}

/// Forgets one, if it still has this version; gives how many that were.
pub(super) fn delete(connection: &mut DbConnection, (id, seen): (i64, i64)) -> QueryResult<usize> {
    let unchanged = area_classifications::table
        .filter(area_classifications::id.eq(id))
        .filter(area_classifications::version.eq(seen));
    diesel::delete(unchanged).execute(connection)
}
