//! All SQL of the police's own counts.

use diesel::prelude::*;
use jiff::Timestamp;

use super::model::KeptCount;
use super::table::CountRow;
use crate::accounts::Actor;
use crate::db::schema::police_counts;
use crate::db::{Day, DbConnection, Moment};
use crate::time::IsoWeek;

/// Few enough weeks for one statement on either database.
const WEEKS_AT_ONCE: usize = 500;

/// The counts of these weeks, in the order in which they were loaded first.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_counts(connection: &mut DbConnection, weeks: &[IsoWeek]) -> QueryResult<Vec<KeptCount>> {
    let mut counts = Vec::new();
    for some in weeks.chunks(WEEKS_AT_ONCE) {
        let mondays: Vec<Day> = some.iter().map(|week| Day::from(week.monday())).collect();
        let of_weeks = police_counts::table.filter(police_counts::week.eq_any(mondays)).order(police_counts::id);
        counts.extend(of_weeks.select(KeptCount::as_select()).load(connection)?);
    }
    Ok(counts)
}

/// Adds a count.
pub fn insert_count(connection: &mut DbConnection, row: &CountRow, actor: &Actor, now: Timestamp) -> QueryResult<()> {
    diesel::insert_into(police_counts::table)
        .values((
            police_counts::week.eq(Day::from(row.week.monday())),
            police_counts::district_id.eq(row.district.unwrap_or(0)),
            police_counts::category.eq(&row.category),
            police_counts::reports.eq(row.count),
            police_counts::source.eq(&row.source),
            police_counts::actor.eq(&actor.label),
            police_counts::loaded_at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}

/// Keeps another figure for a count.
pub fn update_count(
    connection: &mut DbConnection,
    id: i64,
    count: i64,
    actor: &Actor,
    now: Timestamp,
) -> QueryResult<()> {
    diesel::update(police_counts::table.find(id))
        .set((
            police_counts::reports.eq(count),
            police_counts::actor.eq(&actor.label),
            police_counts::loaded_at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}
