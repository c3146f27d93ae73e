//! All SQL of the council's meetings.

use std::collections::BTreeMap;

use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use jiff::civil::Date;

use super::model::{Content, Item, Meeting, Plan, Released};
use crate::db::schema::{council_meetings, council_reports, measures, meeting_items, meeting_measures};
use crate::db::{Day, DbConnection};
use crate::measures::model::Measure;

/// The meetings, the latest first.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(connection: &mut DbConnection) -> QueryResult<Vec<Meeting>> {
    council_meetings::table
        .order((council_meetings::held_on.desc(), council_meetings::id.desc()))
        .select(Meeting::as_select())
        .load(connection)
}

/// The meetings held on these days, the first one first.
pub fn list_between(connection: &mut DbConnection, from: Date, to: Date) -> QueryResult<Vec<Meeting>> {
    council_meetings::table
        .filter(council_meetings::held_on.between(Day::from(from), Day::from(to)))
        .order((council_meetings::held_on, council_meetings::id))
        .select(Meeting::as_select())
        .load(connection)
}

/// The meeting of this key.
pub fn find(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Meeting>> {
    council_meetings::table.find(id).select(Meeting::as_select()).first(connection).optional()
}

/// The first meeting that is not before a day.
pub fn find_next(connection: &mut DbConnection, today: Date) -> QueryResult<Option<Meeting>> {
    council_meetings::table
        .filter(council_meetings::held_on.ge(Day::from(today)))
        .order((council_meetings::held_on, council_meetings::id))
        .select(Meeting::as_select())
        .first(connection)
        .optional()
}

/// The meeting before this one.
pub fn find_before(connection: &mut DbConnection, meeting: &Meeting) -> QueryResult<Option<Meeting>> {
    council_meetings::table
        .filter(council_meetings::held_on.lt(meeting.plan.held_on))
        .order((council_meetings::held_on.desc(), council_meetings::id.desc()))
        .select(Meeting::as_select())
        .first(connection)
        .optional()
}

/// The meeting that was called by this submission.
pub(super) fn find_submission(connection: &mut DbConnection, submission_id: &str) -> QueryResult<Option<i64>> {
    council_meetings::table
        .filter(council_meetings::submission_id.eq(submission_id))
        .select(council_meetings::id)
        .first(connection)
        .optional()
}

/// Keeps a meeting; gives its key.
pub(super) fn insert(connection: &mut DbConnection, submission_id: &str, plan: &Plan) -> QueryResult<i64> {
    diesel::insert_into(council_meetings::table)
        .values((plan, council_meetings::submission_id.eq(submission_id), council_meetings::version.eq(1_i64)))
        .returning(council_meetings::id)
        .get_result(connection)
}

/// Changes a meeting that still has this version; gives how many that were.
pub(super) fn update(connection: &mut DbConnection, (id, seen): (i64, i64), plan: &Plan) -> QueryResult<usize> {
    diesel::update(council_meetings::table.find(id).filter(council_meetings::version.eq(seen)))
        .set((
            council_meetings::held_on.eq(plan.held_on),
            council_meetings::title.eq(&plan.title),
            council_meetings::place.eq(&plan.place),
            council_meetings::note.eq(&plan.note),
            council_meetings::version.eq(seen + 1),
        ))
        .execute(connection)
}

/// Forgets a meeting that still has this version; gives how many that were.
pub(super) fn delete(connection: &mut DbConnection, (id, seen): (i64, i64)) -> QueryResult<usize> {
    diesel::delete(council_meetings::table.find(id).filter(council_meetings::version.eq(seen))).execute(connection)
}

/// The agenda of a meeting, in order.
pub fn list_items(connection: &mut DbConnection, meeting_id: i64) -> QueryResult<Vec<Item>> {
    meeting_items::table
        .filter(meeting_items::meeting_id.eq(meeting_id))
        .order(meeting_items::position)
        .select(Item::as_select())
        .load(connection)
}

/// How many items each meeting's agenda has, by the meeting's key; none that has none.
pub fn count_items(connection: &mut DbConnection) -> QueryResult<BTreeMap<i64, i64>> {
    let counted: Vec<(i64, i64)> = meeting_items::table
        .group_by(meeting_items::meeting_id)
        .select((meeting_items::meeting_id, count_star()))
        .load(connection)?;
    Ok(counted.into_iter().collect())
}

/// An item of a meeting.
pub fn find_item(connection: &mut DbConnection, meeting_id: i64, id: i64) -> QueryResult<Option<Item>> {
    meeting_items::table
        .find(id)
        .filter(meeting_items::meeting_id.eq(meeting_id))
        .select(Item::as_select())
        .first(connection)
        .optional()
}

/// Keeps an item at the end of a meeting's agenda; gives its key.
pub(super) fn insert_item(connection: &mut DbConnection, meeting_id: i64, content: &Content) -> QueryResult<i64> {
    let last: Option<i64> = meeting_items::table
        .filter(meeting_items::meeting_id.eq(meeting_id))
        .select(max(meeting_items::position))
        .first(connection)?;
    diesel::insert_into(meeting_items::table)
        .values((
            content,
            meeting_items::meeting_id.eq(meeting_id),
            meeting_items::position.eq(last.unwrap_or(0) + 1),
            meeting_items::version.eq(1_i64),
        ))
        .returning(meeting_items::id)
        .get_result(connection)
}

/// Changes an item that still has this version; gives how many that were.
pub(super) fn update_item(
    connection: &mut DbConnection,
    (id, seen): (i64, i64),
    content: &Content,
) -> QueryResult<usize> {
    diesel::update(meeting_items::table.find(id).filter(meeting_items::version.eq(seen)))
        .set((
            meeting_items::title.eq(&content.title),
            meeting_items::words.eq(&content.words),
            meeting_items::report_number.eq(content.report_number),
            meeting_items::picture_week.eq(content.picture_week),
            meeting_items::decision.eq(&content.decision),
            meeting_items::version.eq(seen + 1),
        ))
        .execute(connection)
}

/// Lets two items change places.
pub(super) fn update_places(connection: &mut DbConnection, one: &Item, other: &Item) -> QueryResult<()> {
    // No two items of a meeting have the same place at any time: one of them waits where none stands.
    for (id, position) in [(one.id, -one.position), (other.id, one.position), (one.id, other.position)] {
        diesel::update(meeting_items::table.find(id)).set(meeting_items::position.eq(position)).execute(connection)?;
    }
    Ok(())
}

/// Forgets an item that still has this version; gives how many that were.
pub(super) fn delete_item(connection: &mut DbConnection, (id, seen): (i64, i64)) -> QueryResult<usize> {
    diesel::delete(meeting_items::table.find(id).filter(meeting_items::version.eq(seen))).execute(connection)
}

/// The measures that came of a meeting's decisions, each with the key of its item, the oldest first. Their titles are for
/// the working group.
pub fn list_measures(connection: &mut DbConnection, meeting_id: i64) -> QueryResult<Vec<(i64, Measure)>> {
    meeting_measures::table
        .inner_join(measures::table)
        .filter(meeting_measures::meeting_id.eq(meeting_id))
        .filter(meeting_measures::item_id.is_not_null())
        .order(measures::id)
        .select((meeting_measures::item_id.assume_not_null(), Measure::as_select()))
        .load(connection)
}

/// Writes down that a measure came of an item's decision.
pub(super) fn insert_measure(connection: &mut DbConnection, item: &Item, measure_id: i64) -> QueryResult<()> {
    diesel::insert_into(meeting_measures::table)
        .values((
            meeting_measures::meeting_id.eq(item.meeting_id),
            meeting_measures::item_id.eq(item.id),
            meeting_measures::measure_id.eq(measure_id),
        ))
        .execute(connection)
        .map(drop)
}

/// The released reports, the newest first.
pub fn list_released(connection: &mut DbConnection) -> QueryResult<Vec<Released>> {
    council_reports::table.order(council_reports::number.desc()).select(Released::as_select()).load(connection)
}
