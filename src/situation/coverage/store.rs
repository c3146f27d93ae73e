//! All SQL of coverage.

use diesel::prelude::*;
use jiff::Timestamp;

use super::model::{Member, ZeroReport};
use crate::accounts::{Account, Actor, Organisation};
use crate::db::schema::{accounts, organisations, report_counts, shifts, zero_report_links, zero_reports};
use crate::db::{Day, DbConnection, Moment};
use crate::time::IsoWeek;

fn mondays(weeks: &[IsoWeek]) -> Vec<Day> {
    weeks.iter().map(|week| Day::from(week.monday())).collect()
}

/// All organisations, by key.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_members(connection: &mut DbConnection) -> QueryResult<Vec<Member>> {
    organisations::table.order(organisations::id).select(Member::as_select()).load(connection)
}

/// How many reports each organisation made about these weeks: those that made any.
pub fn list_report_counts(connection: &mut DbConnection, weeks: &[IsoWeek]) -> QueryResult<Vec<((IsoWeek, i64), i64)>> {
    let counted: Vec<(Day, i64, i64)> = report_counts::table
        .filter(report_counts::week.eq_any(mondays(weeks)))
        .filter(report_counts::reports.gt(0))
        .select((report_counts::week, report_counts::organisation_id, report_counts::reports))
        .load(connection)?;
    let of_week =
        |(week, organisation, reports): (Day, i64, i64)| ((IsoWeek::of_day(week.date()), organisation), reports);
    Ok(counted.into_iter().map(of_week).collect())
}

/// Which organisations said of which of these weeks that there was nothing to report.
pub fn list_zero_reports(connection: &mut DbConnection, weeks: &[IsoWeek]) -> QueryResult<Vec<(IsoWeek, i64)>> {
    let said: Vec<(Day, i64)> = zero_reports::table
        .filter(zero_reports::week.eq_any(mondays(weeks)))
        .select((zero_reports::week, zero_reports::organisation_id))
        .load(connection)?;
    Ok(said.into_iter().map(|(week, organisation)| (IsoWeek::of_day(week.date()), organisation)).collect())
}

/// When calm shifts began, from one instant up to and without another, and whose they were.
pub fn list_calm_shifts(
    connection: &mut DbConnection,
    from: Timestamp,
    until: Timestamp,
) -> QueryResult<Vec<(Timestamp, i64)>> {
    let calm: Vec<(Moment, i64)> = shifts::table
        .filter(shifts::started_at.ge(Moment::from(from)))
        .filter(shifts::started_at.lt(Moment::from(until)))
        .filter(shifts::is_calm.eq(true))
        .select((shifts::started_at, shifts::organisation_id))
        .load(connection)?;
    Ok(calm.into_iter().map(|(started_at, organisation)| (started_at.instant(), organisation)).collect())
}

/// An organisation's word about a week, if it has given one.
pub fn find_zero_report(
    connection: &mut DbConnection,
    organisation: i64,
    week: IsoWeek,
) -> QueryResult<Option<ZeroReport>> {
    zero_reports::table
        .filter(zero_reports::organisation_id.eq(organisation))
        .filter(zero_reports::week.eq(Day::from(week.monday())))
        .select(ZeroReport::as_select())
        .first(connection)
        .optional()
}

/// Keeps an organisation's word about a week.
pub fn insert_zero_report(
    connection: &mut DbConnection,
    organisation: i64,
    week: IsoWeek,
    actor: &Actor,
    now: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(zero_reports::table)
        .values((
            zero_reports::organisation_id.eq(organisation),
            zero_reports::week.eq(Day::from(week.monday())),
            zero_reports::account_id.eq(actor.account_id),
            zero_reports::actor.eq(&actor.label),
            zero_reports::reported_at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}

/// Forgets an organisation's word.
pub fn delete_zero_report(connection: &mut DbConnection, id: i64) -> QueryResult<()> {
    diesel::delete(zero_reports::table.find(id)).execute(connection).map(drop)
}

/// Whether an account has been given a link for a week.
pub fn has_link(connection: &mut DbConnection, account: i64, week: IsoWeek) -> QueryResult<bool> {
    let of_week = zero_report_links::table
        .filter(zero_report_links::account_id.eq(account))
        .filter(zero_report_links::week.eq(Day::from(week.monday())));
    let found: Option<i64> = of_week.select(zero_report_links::id).first(connection).optional()?;
    Ok(found.is_some())
}

/// Keeps the hash of a link's token.
pub fn insert_link(
    connection: &mut DbConnection,
    account: i64,
    week: IsoWeek,
    token_hash: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(zero_report_links::table)
        .values((
            zero_report_links::token_hash.eq(token_hash),
            zero_report_links::account_id.eq(account),
            zero_report_links::week.eq(Day::from(week.monday())),
            zero_report_links::created_at.eq(Moment::from(now)),
            zero_report_links::expires_at.eq(Moment::from(expires_at)),
        ))
        .execute(connection)
        .map(drop)
}

/// The account of a link that has not run out, its organisation, and the week; none when the account is shut.
pub fn find_link(
    connection: &mut DbConnection,
    token_hash: &str,
    now: Timestamp,
) -> QueryResult<Option<(Account, Organisation, IsoWeek)>> {
    let found: Option<(Account, Organisation, Day)> = zero_report_links::table
        .inner_join(accounts::table.inner_join(organisations::table))
        .filter(zero_report_links::token_hash.eq(token_hash))
        .filter(zero_report_links::expires_at.gt(Moment::from(now)))
        .filter(accounts::disabled_at.is_null())
        .select((Account::as_select(), Organisation::as_select(), zero_report_links::week))
        .first(connection)
        .optional()?;
    Ok(found.map(|(account, organisation, week)| (account, organisation, IsoWeek::of_day(week.date()))))
}

/// Forgets the links that have run out.
pub fn delete_expired_links(connection: &mut DbConnection, now: Timestamp) -> QueryResult<()> {
    let expired = zero_report_links::table.filter(zero_report_links::expires_at.le(Moment::from(now)));
    diesel::delete(expired).execute(connection).map(drop)
}
