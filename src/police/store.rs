//! All SQL of police events.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::model::PoliceEvent;
use crate::db::schema::police_events;
use crate::db::{Day, DbConnection, Moment};
use crate::time::IsoWeek;

/// Few enough keys for one statement on either database.
const KEYS_AT_ONCE: usize = 500;

/// Those of the events with these keys that are kept already, by key.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_known(connection: &mut DbConnection, ids: &[i64]) -> QueryResult<Vec<PoliceEvent>> {
    let mut known = Vec::new();
    for some in ids.chunks(KEYS_AT_ONCE) {
        let found = police_events::table.filter(police_events::id.eq_any(some));
        known.extend(found.select(PoliceEvent::as_select()).load(connection)?);
    }
    known.sort_unstable_by_key(|event: &PoliceEvent| event.id);
    Ok(known)
}

/// An event as it is written; its key never changes.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = police_events, treat_none_as_null = true)]
struct Row<'a> {
    id: i64,
    occurred_at: Moment,
    week: Day,
    published_at: Moment,
    kind: &'a str,
    summary: &'a str,
    url: Option<String>,
    district_id: Option<i64>,
}

impl<'a> From<&'a PoliceEvent> for Row<'a> {
    fn from(event: &'a PoliceEvent) -> Self {
        Self {
            id: event.id,
            occurred_at: event.occurred_at,
            week: event.week,
            published_at: event.published_at,
            kind: &event.kind,
            summary: &event.summary,
            url: event.url.clone(),
            district_id: event.district_id,
        }
    }
}

/// Adds an event.
pub fn insert(connection: &mut DbConnection, event: &PoliceEvent) -> QueryResult<()> {
    diesel::insert_into(police_events::table).values(Row::from(event)).execute(connection).map(drop)
}

/// Keeps an event as it stands now.
pub fn update(connection: &mut DbConnection, event: &PoliceEvent) -> QueryResult<()> {
    diesel::update(police_events::table.find(event.id)).set(Row::from(event)).execute(connection).map(drop)
}

/// The events of a week, the earliest first.
pub fn list_of_week(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<PoliceEvent>> {
    police_events::table
        .filter(police_events::week.eq(Day::from(week.monday())))
        .order((police_events::occurred_at, police_events::id))
        .select(PoliceEvent::as_select())
        .load(connection)
}

/// How many events of a week each district has; under `None` those whose text names none, or several.
pub fn count_by_district(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<(Option<i64>, i64)>> {
    police_events::table
        .filter(police_events::week.eq(Day::from(week.monday())))
        .group_by(police_events::district_id)
        .select((police_events::district_id, count_star()))
        .load(connection)
}
