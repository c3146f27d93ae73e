//! All SQL of what is to come.

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;

use super::model::{Plan, PlannedEvent};
use crate::accounts::Actor;
use crate::db::schema::{incidents, places, planned_events};
use crate::db::{Day, DbConnection, Moment};
use crate::incidents::audience::Audience;

/// What people wrote down that touches these days, in order of time.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_between(connection: &mut DbConnection, from: Date, to: Date) -> QueryResult<Vec<PlannedEvent>> {
    planned_events::table
        .filter(planned_events::ends_on.ge(Day::from(from)))
        .filter(planned_events::starts_on.le(Day::from(to)))
        .order((planned_events::starts_on, planned_events::ends_on, planned_events::id))
        .select(PlannedEvent::as_select())
        .load(connection)
}

/// What people wrote down that is not over, in order of time.
pub fn list_from(connection: &mut DbConnection, day: Date) -> QueryResult<Vec<PlannedEvent>> {
    planned_events::table
        .filter(planned_events::ends_on.ge(Day::from(day)))
        .order((planned_events::starts_on, planned_events::ends_on, planned_events::id))
        .select(PlannedEvent::as_select())
        .load(connection)
}

/// The planned event of this key.
pub fn find(connection: &mut DbConnection, id: i64) -> QueryResult<Option<PlannedEvent>> {
    planned_events::table
        .filter(planned_events::id.eq(id))
        .select(PlannedEvent::as_select())
        .first(connection)
        .optional()
}

/// The key of a planned event that says just this, if there is one.
pub(super) fn find_same(connection: &mut DbConnection, plan: &Plan) -> QueryResult<Option<i64>> {
    let alike: Vec<PlannedEvent> = planned_events::table
        .filter(planned_events::title.eq(&plan.title))
        .filter(planned_events::starts_on.eq(plan.starts_on))
        .order(planned_events::id)
        .select(PlannedEvent::as_select())
        .load(connection)?;
    Ok(alike.into_iter().find(|event| event.plan == *plan).map(|event| event.id))
}

/// Keeps a plan; gives its key.
pub(super) fn insert(connection: &mut DbConnection, plan: &Plan, actor: &Actor, now: Timestamp) -> QueryResult<i64> {
    diesel::insert_into(planned_events::table)
        .values((
            plan,
            planned_events::account_id.eq(actor.account_id),
            planned_events::actor.eq(&actor.label),
            planned_events::written_at.eq(Moment::from(now)),
            planned_events::version.eq(1_i64),
        ))
        .returning(planned_events::id)
        .get_result(connection)
}

/// Writes a plan anew, if it still has this version; gives how many that were: none when somebody else was first.
pub(super) fn update(
    connection: &mut DbConnection,
    id: i64,
    seen: i64,
    plan: &Plan,
    actor: &Actor,
    now: Timestamp,
) -> QueryResult<usize> {
    let unchanged = planned_events::table.filter(planned_events::id.eq(id)).filter(planned_events::version.eq(seen));
    diesel::update(unchanged)
        .set((
            planned_events::title.eq(&plan.title),
            planned_events::kind.eq(plan.kind),
            planned_events::starts_on.eq(plan.starts_on),
            planned_events::ends_on.eq(plan.ends_on),
            planned_events::district_id.eq(plan.district_id),
            planned_events::place.eq(&plan.place),
            planned_events::words.eq(&plan.words),
            planned_events::account_id.eq(actor.account_id),
            planned_events::actor.eq(&actor.label),
            planned_events::written_at.eq(Moment::from(now)),
            planned_events::version.eq(seen + 1),
        ))
        .execute(connection)
}

/// Forgets a plan, if it still has this version; gives how many that were.
pub(super) fn delete(connection: &mut DbConnection, id: i64, seen: i64) -> QueryResult<usize> {
    let unchanged = planned_events::table.filter(planned_events::id.eq(id)).filter(planned_events::version.eq(seen));
    diesel::delete(unchanged).execute(connection)
}

/// A report that tells of something planned.
#[derive(Clone, Debug, PartialEq, Queryable)]
pub(super) struct ReportedPlan {
    /// Its key.
    pub id: i64,
    /// The code of its category.
    pub category: String,
    /// When it begins.
    pub from: Moment,
    /// When it ends, or the latest it may begin.
    pub to: Option<Moment>,
    /// Its district, by key.
    pub district_id: Option<i64>,
    /// What its place is called, when it was given by name.
    pub place: Option<String>,
}

/// The reports of these categories that count for the working group and touch a time, in order of time.
///
/// The weeks narrow it down by the index of weeks: the first of them lies a month before the time, and what is planned for
/// longer than that is written down as a planned event.
pub(super) fn list_reported(
    connection: &mut DbConnection,
    categories: &[&str],
    weeks: (Date, Date),
    (from, to): (Timestamp, Timestamp),
) -> QueryResult<Vec<ReportedPlan>> {
    incidents::table
        .left_join(places::table)
        .filter(incidents::week.between(Day::from(weeks.0), Day::from(weeks.1)))
        .filter(incidents::category.eq_any(categories.to_vec()))
        .filter(incidents::is_counted.eq(true))
        .filter(incidents::audience.eq_any(Audience::OF_WORKING_GROUP))
        .filter(incidents::occurred_from.lt(Moment::from(to)))
        .filter(
            incidents::occurred_from
                .ge(Moment::from(from))
                .or(incidents::occurred_to.is_not_null().and(incidents::occurred_to.ge(Moment::from(from)))),
        )
        .order((incidents::occurred_from, incidents::id))
        .select((
            incidents::id,
            incidents::category,
            incidents::occurred_from,
            incidents::occurred_to,
            incidents::district_id,
            places::name.nullable(),
        ))
        .load(connection)
}
