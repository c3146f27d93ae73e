//! All SQL of goals, commitments and what links them to indicators and measures.
//!
//! How measures stand is read by key and status alone, for whoever reads the follow-up; their words only for a [`Viewer`] of
//! the working group.

use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use jiff::civil::Date;

use super::model::{Aim, Commitment, Goal, Undertaking};
use crate::accounts::{Permission, Viewer};
use crate::db::schema::{commitment_measures, commitments, goal_indicators, goals, measures};
use crate::db::{Backend, Day, DbConnection};
use crate::measures::model::{Measure, Status};
use crate::measures::store as kept_measures;

/// All goals, by code.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_goals(connection: &mut DbConnection) -> QueryResult<Vec<Goal>> {
    goals::table.order((goals::code, goals::id)).select(Goal::as_select()).load(connection)
}

/// The goal of this key.
pub fn find_goal(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Goal>> {
    goals::table.filter(goals::id.eq(id)).select(Goal::as_select()).first(connection).optional()
}

/// The goal of this code.
pub fn find_goal_of_code(connection: &mut DbConnection, code: &str) -> QueryResult<Option<Goal>> {
    goals::table.filter(goals::code.eq(code)).select(Goal::as_select()).first(connection).optional()
}

/// Keeps a goal; gives its key.
pub(super) fn insert_goal(connection: &mut DbConnection, aim: &Aim) -> QueryResult<i64> {
    diesel::insert_into(goals::table)
        .values((aim, goals::version.eq(1_i64)))
        .returning(goals::id)
        .get_result(connection)
}

/// Writes a goal anew, if it still has this version; gives how many that were: none when somebody else was first.
pub(super) fn update_goal(connection: &mut DbConnection, id: i64, seen: i64, aim: &Aim) -> QueryResult<usize> {
    let unchanged = goals::table.filter(goals::id.eq(id)).filter(goals::version.eq(seen));
    diesel::update(unchanged).set((aim, goals::version.eq(seen + 1))).execute(connection)
}

/// Forgets a goal with its links to indicators, if it still has this version; gives how many that were. The caller knows
/// that it has no commitments.
pub(super) fn delete_goal(connection: &mut DbConnection, id: i64, seen: i64) -> QueryResult<usize> {
    let is_unchanged: i64 =
        goals::table.filter(goals::id.eq(id)).filter(goals::version.eq(seen)).select(count_star()).first(connection)?;
    if is_unchanged == 0 {
        return Ok(0);
    }
    diesel::delete(goal_indicators::table.filter(goal_indicators::goal_id.eq(id))).execute(connection)?;
    diesel::delete(goals::table.filter(goals::id.eq(id))).execute(connection)
}

/// All commitments of these goals: the latest year first, then by committee.
pub fn list_commitments(connection: &mut DbConnection, goals: &[i64]) -> QueryResult<Vec<Commitment>> {
    commitments::table
        .filter(commitments::goal_id.eq_any(goals.to_vec()))
        .order((commitments::year.desc(), commitments::committee, commitments::title, commitments::id))
        .select(Commitment::as_select())
        .load(connection)
}

/// The commitments of a year, by committee.
pub fn list_commitments_of_year(connection: &mut DbConnection, year: i64) -> QueryResult<Vec<Commitment>> {
    commitments::table
        .filter(commitments::year.eq(year))
        .order((commitments::committee, commitments::title, commitments::id))
        .select(Commitment::as_select())
        .load(connection)
}

/// The commitments that a measure belongs to: the latest year first.
pub fn list_commitments_of_measure(connection: &mut DbConnection, measure_id: i64) -> QueryResult<Vec<Commitment>> {
    commitment_measures::table
        .inner_join(commitments::table)
        .filter(commitment_measures::measure_id.eq(measure_id))
        .order((commitments::year.desc(), commitments::committee, commitments::id))
        .select(Commitment::as_select())
        .load(connection)
}

/// The commitment of this key.
pub fn find_commitment(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Commitment>> {
    commitments::table.filter(commitments::id.eq(id)).select(Commitment::as_select()).first(connection).optional()
}

/// The key of a commitment that says just this, if there is one.
pub(super) fn find_same_commitment(
    connection: &mut DbConnection,
    undertaking: &Undertaking,
) -> QueryResult<Option<i64>> {
    let Undertaking { goal_id, committee, year, title, description } = undertaking;
    commitments::table
        .filter(commitments::goal_id.eq(goal_id))
        .filter(commitments::year.eq(year))
        .filter(commitments::committee.eq(committee))
        .filter(commitments::title.eq(title))
        .filter(commitments::description.eq(description))
        .select(commitments::id)
        .first(connection)
        .optional()
}

/// The committees and departments that have undertaken something, each once, by name.
pub fn list_committees(connection: &mut DbConnection) -> QueryResult<Vec<String>> {
    commitments::table.select(commitments::committee).distinct().order(commitments::committee).load(connection)
}

/// The years that something was undertaken for, each once, the first one first.
pub fn list_years(connection: &mut DbConnection) -> QueryResult<Vec<i64>> {
    commitments::table.select(commitments::year).distinct().order(commitments::year).load(connection)
}

/// How many commitments a goal has.
pub fn count_commitments(connection: &mut DbConnection, goal_id: i64) -> QueryResult<i64> {
    commitments::table.filter(commitments::goal_id.eq(goal_id)).select(count_star()).first(connection)
}

/// Keeps a commitment; gives its key.
pub(super) fn insert_commitment(connection: &mut DbConnection, undertaking: &Undertaking) -> QueryResult<i64> {
    diesel::insert_into(commitments::table)
        .values((undertaking, commitments::version.eq(1_i64)))
        .returning(commitments::id)
        .get_result(connection)
}

/// Writes a commitment anew, if it still has this version; gives how many that were: none when somebody else was first.
pub(super) fn update_commitment(
    connection: &mut DbConnection,
    id: i64,
    seen: i64,
    undertaking: &Undertaking,
) -> QueryResult<usize> {
    let unchanged = commitments::table.filter(commitments::id.eq(id)).filter(commitments::version.eq(seen));
    diesel::update(unchanged).set((undertaking, commitments::version.eq(seen + 1))).execute(connection)
}

/// Forgets a commitment with its links to measures, if it still has this version; gives how many that were.
pub(super) fn delete_commitment(connection: &mut DbConnection, id: i64, seen: i64) -> QueryResult<usize> {
    let is_unchanged: i64 = commitments::table
        .filter(commitments::id.eq(id))
        .filter(commitments::version.eq(seen))
        .select(count_star())
        .first(connection)?;
    if is_unchanged == 0 {
        return Ok(0);
    }
    diesel::delete(commitment_measures::table.filter(commitment_measures::commitment_id.eq(id))).execute(connection)?;
    diesel::delete(commitments::table.filter(commitments::id.eq(id))).execute(connection)
}

/// Which indicators show which goals: pairs of keys.
pub fn list_goal_indicators(connection: &mut DbConnection) -> QueryResult<Vec<(i64, i64)>> {
    goal_indicators::table
        .order((goal_indicators::goal_id, goal_indicators::indicator_id))
        .select((goal_indicators::goal_id, goal_indicators::indicator_id))
        .load(connection)
}

/// The goals that an indicator shows, by code.
pub fn list_goals_of_indicator(connection: &mut DbConnection, indicator_id: i64) -> QueryResult<Vec<Goal>> {
    goal_indicators::table
        .inner_join(goals::table)
        .filter(goal_indicators::indicator_id.eq(indicator_id))
        .order((goals::code, goals::id))
        .select(Goal::as_select())
        .load(connection)
}

/// Says that an indicator shows a goal; gives whether that was new.
pub(super) fn link_indicator(connection: &mut DbConnection, goal_id: i64, indicator_id: i64) -> QueryResult<bool> {
    let link = goal_indicators::table.find((goal_id, indicator_id));
    if diesel::select(exists(link)).get_result(connection)? {
        return Ok(false);
    }
    diesel::insert_into(goal_indicators::table)
        .values((goal_indicators::goal_id.eq(goal_id), goal_indicators::indicator_id.eq(indicator_id)))
        .execute(connection)?;
    Ok(true)
}

/// Takes that back; gives whether it was said.
pub(super) fn unlink_indicator(connection: &mut DbConnection, goal_id: i64, indicator_id: i64) -> QueryResult<bool> {
    let gone = diesel::delete(goal_indicators::table.find((goal_id, indicator_id))).execute(connection)?;
    Ok(gone > 0)
}

/// Says that a measure belongs to a commitment; gives whether that was new.
pub(super) fn link_measure(connection: &mut DbConnection, commitment_id: i64, measure_id: i64) -> QueryResult<bool> {
    let link = commitment_measures::table.find((commitment_id, measure_id));
    if diesel::select(exists(link)).get_result(connection)? {
        return Ok(false);
    }
    diesel::insert_into(commitment_measures::table)
        .values((commitment_measures::commitment_id.eq(commitment_id), commitment_measures::measure_id.eq(measure_id)))
        .execute(connection)?;
    Ok(true)
}

/// Takes that back; gives whether it was said.
pub(super) fn unlink_measure(connection: &mut DbConnection, commitment_id: i64, measure_id: i64) -> QueryResult<bool> {
    let gone = diesel::delete(commitment_measures::table.find((commitment_id, measure_id))).execute(connection)?;
    Ok(gone > 0)
}

/// How a measure of a commitment stands, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct Linked {
    /// The commitment's key.
    pub commitment_id: i64,
    /// The measure's key.
    pub measure_id: i64,
    /// Where it stands.
    pub status: Status,
    /// By when it is to be done.
    pub due_on: Option<Day>,
}

/// How the measures of these commitments stand, by key of the measure.
pub fn list_linked(connection: &mut DbConnection, commitments: &[i64]) -> QueryResult<Vec<Linked>> {
    commitment_measures::table
        .inner_join(measures::table)
        .filter(commitment_measures::commitment_id.eq_any(commitments.to_vec()))
        .order((commitment_measures::commitment_id, measures::id))
        .select((commitment_measures::commitment_id, measures::id, measures::status, measures::due_on))
        .load(connection)
}

/// Those of these measures that this viewer may read in the follow-up: all for the working group, none for others.
pub fn list_measures(connection: &mut DbConnection, viewer: &Viewer, ids: &[i64]) -> QueryResult<Vec<Measure>> {
    if !viewer.role.may(Permission::SeeWorkingGroup) {
        return Ok(Vec::new());
    }
    kept_measures::visible_to(viewer)
        .filter(measures::id.eq_any(ids.to_vec()))
        .order(measures::id)
        .select(Measure::as_select())
        .load(connection)
}

type Query<'a> = measures::BoxedQuery<'a, Backend>;

/// The measures decided in a year that belong to no commitment; declined ones are nothing that is done.
fn loose<'a>(year: i64) -> Option<Query<'a>> {
    let year = i16::try_from(year).ok()?;
    let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    let linked = commitment_measures::table.filter(commitment_measures::measure_id.eq(measures::id));
    Some(
        measures::table
            .into_boxed()
            .filter(measures::decided_on.between(Day::from(first), Day::from(last)))
            .filter(measures::status.ne(Status::Declined))
            .filter(not(exists(linked))),
    )
}

/// How many measures decided in a year belong to no commitment.
pub fn count_loose_measures(connection: &mut DbConnection, year: i64) -> QueryResult<i64> {
    loose(year).map_or(Ok(0), |query| query.select(count_star()).first(connection))
}

/// Those, the latest decided first; `limit` after the first `skip`. For the working group, which sees all.
pub fn list_loose_measures(
    connection: &mut DbConnection,
    year: i64,
    skip: i64,
    limit: i64,
) -> QueryResult<Vec<Measure>> {
    loose(year).map_or(Ok(Vec::new()), |query| {
        query
            .order((measures::decided_on.desc(), measures::id.desc()))
            .offset(skip)
            .limit(limit)
            .select(Measure::as_select())
            .load(connection)
    })
}
