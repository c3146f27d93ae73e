//! All SQL of what guard services cost.

use diesel::prelude::*;

use super::model::{Cost, KeptCost};
use crate::db::DbConnection;
use crate::db::schema::guard_costs;

/// All costs, by year and key. Sort by department in Rust: the databases disagree about å.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(connection: &mut DbConnection) -> QueryResult<Vec<KeptCost>> {
    guard_costs::table.order((guard_costs::year, guard_costs::id)).select(KeptCost::as_select()).load(connection)
}

/// The cost of this key.
pub fn find(connection: &mut DbConnection, id: i64) -> QueryResult<Option<KeptCost>> {
    guard_costs::table.filter(guard_costs::id.eq(id)).select(KeptCost::as_select()).first(connection).optional()
}

/// What is kept of a department in a year.
pub(super) fn find_of(connection: &mut DbConnection, department: &str, year: i64) -> QueryResult<Option<KeptCost>> {
    guard_costs::table
        .filter(guard_costs::department.eq(department))
        .filter(guard_costs::year.eq(year))
        .select(KeptCost::as_select())
        .first(connection)
        .optional()
}

/// Keeps a cost; gives its key.
pub(super) fn insert(connection: &mut DbConnection, cost: &Cost) -> QueryResult<i64> {
    diesel::insert_into(guard_costs::table)
        .values((cost, guard_costs::version.eq(1_i64)))
        .returning(guard_costs::id)
        .get_result(connection)
}

/// Writes a cost anew, if it still has this version; gives how many that were: none when somebody else was first.
pub(super) fn update(connection: &mut DbConnection, (id, seen): (i64, i64), cost: &Cost) -> QueryResult<usize> {
    let unchanged = guard_costs::table.filter(guard_costs::id.eq(id)).filter(guard_costs::version.eq(seen));
    diesel::update(unchanged)
        .set((
            guard_costs::department.eq(&cost.department),
            guard_costs::year.eq(cost.year),
            guard_costs::amount_sek.eq(cost.amount_sek),
            guard_costs::through_on.eq(cost.through_on),
            guard_costs::note.eq(&cost.note),
            guard_costs::version.eq(seen + 1),
        ))
        .execute(connection)
}

/// Takes a cost away, if it still has this version; gives how many that were.
pub(super) fn delete(connection: &mut DbConnection, (id, seen): (i64, i64)) -> QueryResult<usize> {
    let unchanged = guard_costs::table.filter(guard_costs::id.eq(id)).filter(guard_costs::version.eq(seen));
    diesel::delete(unchanged).execute(connection)
}
