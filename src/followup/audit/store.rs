//! All SQL of the auditors' page: how measures stand, by number alone, for whoever reads the follow-up.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::civil::Date;

use super::model::{Evaluated, Open};
use crate::db::schema::measures;
use crate::db::{Day, DbConnection, Moment};
use crate::measures::model::Status;

/// The measures about which something is still to be done.
///
/// # Errors
/// What the database says; so for every function here.
pub(super) fn count_open(connection: &mut DbConnection) -> QueryResult<Open> {
    let open = || measures::table.filter(measures::status.eq_any(Status::OPEN));
    let is_ownerless = || measures::line_function.eq("");
    let is_dateless = || measures::due_on.is_null();
    let all: i64 = open().select(count_star()).first(connection)?;
    let without_owner: i64 = open().filter(is_ownerless()).select(count_star()).first(connection)?;
    let without_date: i64 = open().filter(is_dateless()).select(count_star()).first(connection)?;
    let wanting: i64 = open().filter(is_ownerless().or(is_dateless())).select(count_star()).first(connection)?;
    let unverified: i64 = open().filter(measures::status.eq(Status::Done)).select(count_star()).first(connection)?;
    let [measures, without_owner, without_date, wanting, unverified] =
        [all, without_owner, without_date, wanting, unverified].map(|count| usize::try_from(count).unwrap_or_default());
    Ok(Open { measures, without_owner, without_date, wanting, unverified })
}

/// The measures whose time of evaluation ended from `since` on and before today; what was declined is not evaluated.
pub(super) fn list_evaluated(connection: &mut DbConnection, since: Date, today: Date) -> QueryResult<Vec<Evaluated>> {
    let rows: Vec<(Day, Option<Moment>)> = measures::table
        .filter(measures::evaluate_to.ge(Day::from(since)))
        .filter(measures::evaluate_to.lt(Day::from(today)))
        .filter(measures::status.ne(Status::Declined))
        .order(measures::id)
        .select((measures::evaluate_to.assume_not_null(), measures::verified_at))
        .load(connection)?;
    Ok(rows.into_iter().map(|(last, verified)| (last.date(), verified)).collect())
}

/// What was promised for a day from `since` on and can be judged: the day, and when it was done.
pub(super) fn list_promised(
    connection: &mut DbConnection,
    since: Date,
    today: Date,
) -> QueryResult<Vec<(Day, Option<Moment>)>> {
    measures::table
        .filter(measures::promised_on.ge(Day::from(since)))
        .filter(measures::promised_on.lt(Day::from(today)).or(measures::done_at.is_not_null()))
        .select((measures::promised_on.assume_not_null(), measures::done_at))
        .load(connection)
}
