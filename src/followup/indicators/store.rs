//! All SQL of indicators and their readings.

use diesel::prelude::*;

use super::model::{Description, Figures, Indicator, Reading};
use crate::db::DbConnection;
use crate::db::schema::{goal_indicators, goals, indicator_readings, indicators};

/// Every indicator, by key.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(connection: &mut DbConnection) -> QueryResult<Vec<Indicator>> {
    indicators::table.order(indicators::id).select(Indicator::as_select()).load(connection)
}

/// The indicator of this key.
pub fn find(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Indicator>> {
    indicators::table.filter(indicators::id.eq(id)).select(Indicator::as_select()).first(connection).optional()
}

/// The indicator of this code.
pub fn find_of_code(connection: &mut DbConnection, code: &str) -> QueryResult<Option<Indicator>> {
    indicators::table.filter(indicators::code.eq(code)).select(Indicator::as_select()).first(connection).optional()
}

/// Keeps an indicator; gives its key.
pub(super) fn insert(connection: &mut DbConnection, about: &Description) -> QueryResult<i64> {
    diesel::insert_into(indicators::table)
        .values((about, indicators::version.eq(1_i64)))
        .returning(indicators::id)
        .get_result(connection)
}

/// Describes an indicator anew, if it still has this version; gives how many that were: none when somebody was first.
pub(super) fn update(connection: &mut DbConnection, (id, seen): (i64, i64), about: &Description) -> QueryResult<usize> {
    let unchanged = indicators::table.filter(indicators::id.eq(id)).filter(indicators::version.eq(seen));
    diesel::update(unchanged)
        .set((
            indicators::code.eq(&about.code),
            indicators::name.eq(&about.name),
            indicators::unit.eq(about.unit),
            indicators::better.eq(about.better),
            indicators::version.eq(seen + 1),
        ))
        .execute(connection)
}

/// Counts a change of an indicator's figures, if it still has this version; gives how many that were.
pub(super) fn touch(connection: &mut DbConnection, (id, seen): (i64, i64)) -> QueryResult<usize> {
    let unchanged = indicators::table.filter(indicators::id.eq(id)).filter(indicators::version.eq(seen));
    diesel::update(unchanged).set(indicators::version.eq(seen + 1)).execute(connection)
}

/// Every reading, by indicator, area, people and year.
pub fn list_readings(connection: &mut DbConnection) -> QueryResult<Vec<Reading>> {
    indicator_readings::table
        .order((indicator_readings::indicator_id, indicator_readings::year, indicator_readings::id))
        .select(Reading::as_select())
        .load(connection)
}

/// The readings of an indicator, in order of time.
pub fn list_readings_of(connection: &mut DbConnection, indicator: i64) -> QueryResult<Vec<Reading>> {
    indicator_readings::table
        .filter(indicator_readings::indicator_id.eq(indicator))
        .order((indicator_readings::year, indicator_readings::id))
        .select(Reading::as_select())
        .load(connection)
}

/// The reading of this key.
pub fn find_reading(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Reading>> {
    indicator_readings::table
        .filter(indicator_readings::id.eq(id))
        .select(Reading::as_select())
        .first(connection)
        .optional()
}

/// The reading of these people of this area in this year.
pub(super) fn find_reading_of(
    connection: &mut DbConnection,
    indicator: i64,
    figures: &Figures,
) -> QueryResult<Option<Reading>> {
    indicator_readings::table
        .filter(indicator_readings::indicator_id.eq(indicator))
        .filter(indicator_readings::area.eq(&figures.area))
        .filter(indicator_readings::people.eq(&figures.people))
        .filter(indicator_readings::year.eq(figures.year))
        .select(Reading::as_select())
        .first(connection)
        .optional()
}

/// Keeps a reading.
pub(super) fn insert_reading(connection: &mut DbConnection, indicator: i64, figures: &Figures) -> QueryResult<()> {
    diesel::insert_into(indicator_readings::table)
        .values((figures, indicator_readings::indicator_id.eq(indicator)))
        .execute(connection)
        .map(drop)
}

/// Writes a reading anew.
pub(super) fn update_reading(connection: &mut DbConnection, id: i64, figures: &Figures) -> QueryResult<()> {
    diesel::update(indicator_readings::table.filter(indicator_readings::id.eq(id)))
        .set((
            indicator_readings::area.eq(&figures.area),
            indicator_readings::people.eq(&figures.people),
            indicator_readings::year.eq(figures.year),
            indicator_readings::outcome.eq(figures.outcome),
            indicator_readings::margin_of_error.eq(figures.margin_of_error),
            indicator_readings::target.eq(figures.target),
            indicator_readings::direction.eq(figures.direction),
            indicator_readings::source.eq(&figures.source),
        ))
        .execute(connection)
        .map(drop)
}

/// Forgets a reading.
pub(super) fn delete_reading(connection: &mut DbConnection, id: i64) -> QueryResult<()> {
    diesel::delete(indicator_readings::table.filter(indicator_readings::id.eq(id))).execute(connection).map(drop)
}

/// The goals that an indicator shows: code and name.
pub(super) fn list_goals_of(connection: &mut DbConnection, indicator: i64) -> QueryResult<Vec<(String, String)>> {
    goal_indicators::table
        .inner_join(goals::table)
        .filter(goal_indicators::indicator_id.eq(indicator))
        .order((goals::code, goals::id))
        .select((goals::code, goals::name))
        .load(connection)
}
