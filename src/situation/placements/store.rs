//! All SQL of placements.

use diesel::prelude::*;
use jiff::Timestamp;

use super::model::{Cell, Placed};
use crate::db::schema::placements;
use crate::db::{Day, DbConnection, Moment};
use crate::time::IsoWeek;

/// Who is placed where in a week: the cells with somebody in them, in order of time.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_of_week(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<Placed>> {
    placements::table
        .filter(placements::day.between(Day::from(week.monday()), Day::from(week.sunday())))
        .order((placements::day, placements::district_id, placements::resource))
        .select(Placed::as_select())
        .load(connection)
}

/// Empties a cell.
pub(super) fn delete(connection: &mut DbConnection, cell: Cell) -> QueryResult<()> {
    let Cell { resource, district_id, day } = cell;
    let there = placements::table
        .filter(placements::day.eq(Day::from(day)))
        .filter(placements::district_id.eq(district_id))
        .filter(placements::resource.eq(resource));
    diesel::delete(there).execute(connection).map(drop)
}

/// Puts so many into an empty cell.
pub(super) fn insert(
    connection: &mut DbConnection,
    cell: Cell,
    number: i64,
    actor: &str,
    now: Timestamp,
) -> QueryResult<()> {
    let Cell { resource, district_id, day } = cell;
    diesel::insert_into(placements::table)
        .values((
            placements::day.eq(Day::from(day)),
            placements::district_id.eq(district_id),
            placements::resource.eq(resource),
            placements::number.eq(number),
            placements::actor.eq(actor),
            placements::placed_at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}
