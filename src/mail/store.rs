//! All SQL of mail.

use diesel::prelude::*;
use jiff::Timestamp;

use super::letter::{Kind, Letter};
use crate::accounts::Account;
use crate::db::schema::{accounts, outbox};
use crate::db::{DbConnection, Moment};

/// The mail about this page that has not come to its first try yet.
///
/// # Errors
/// What the database says; so for every function here.
pub(super) fn find_patient(
    connection: &mut DbConnection,
    account_id: i64,
    path: &str,
    now: Timestamp,
) -> QueryResult<Option<i64>> {
    outbox::table
        .filter(outbox::account_id.eq(account_id))
        .filter(outbox::path.eq(path))
        .filter(outbox::attempts.eq(0))
        .filter(outbox::next_try_at.gt(Moment::from(now)))
        .select(outbox::id)
        .first(connection)
        .optional()
}

/// Writes a mail down.
pub(super) fn insert(
    connection: &mut DbConnection,
    account_id: i64,
    kind: Kind,
    path: &str,
    now: Timestamp,
    next_try_at: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::account_id.eq(account_id),
            outbox::kind.eq(kind),
            outbox::path.eq(path),
            outbox::created_at.eq(Moment::from(now)),
            outbox::attempts.eq(0_i64),
            outbox::next_try_at.eq(Moment::from(next_try_at)),
        ))
        .execute(connection)
        .map(drop)
}

/// Makes a mail speak of something else.
pub(super) fn update_kind(connection: &mut DbConnection, id: i64, kind: Kind) -> QueryResult<()> {
    diesel::update(outbox::table.find(id)).set(outbox::kind.eq(kind)).execute(connection).map(drop)
}

/// The mail that has waited longest beyond its time, and whom it is to.
pub(super) fn find_due(connection: &mut DbConnection, now: Timestamp) -> QueryResult<Option<(Letter, Account)>> {
    outbox::table
        .inner_join(accounts::table)
        .filter(outbox::next_try_at.le(Moment::from(now)))
        .order((outbox::next_try_at, outbox::id))
        .select((Letter::as_select(), Account::as_select()))
        .first(connection)
        .optional()
}

/// Notes that a mail is tried now and, should nothing more be heard of it, when again; gives how many there were: none
/// when another sender has taken it.
pub(super) fn begin_try(connection: &mut DbConnection, letter: &Letter, again_at: Timestamp) -> QueryResult<usize> {
    let untaken = outbox::table.filter(outbox::id.eq(letter.id)).filter(outbox::attempts.eq(letter.attempts));
    diesel::update(untaken)
        .set((outbox::attempts.eq(letter.attempts + 1), outbox::next_try_at.eq(Moment::from(again_at))))
        .execute(connection)
}

/// Notes that a mail was sent.
pub(super) fn mark_sent(connection: &mut DbConnection, id: i64, now: Timestamp) -> QueryResult<()> {
    diesel::update(outbox::table.find(id))
        .set((
            outbox::sent_at.eq(Moment::from(now)),
            outbox::next_try_at.eq(None::<Moment>),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(connection)
        .map(drop)
}

/// Notes why a mail was not sent; it is tried again when its time comes.
pub(super) fn mark_failed(connection: &mut DbConnection, id: i64, error: &str) -> QueryResult<()> {
    diesel::update(outbox::table.find(id)).set(outbox::last_error.eq(error)).execute(connection).map(drop)
}

/// Notes that a mail will not be tried again.
pub(super) fn give_up(connection: &mut DbConnection, id: i64) -> QueryResult<()> {
    diesel::update(outbox::table.find(id)).set(outbox::next_try_at.eq(None::<Moment>)).execute(connection).map(drop)
}

/// Forgets mail that was sent or given up and is older than this.
pub(super) fn delete_settled(connection: &mut DbConnection, before: Timestamp) -> QueryResult<usize> {
    let settled = outbox::table.filter(outbox::next_try_at.is_null());
    diesel::delete(settled.filter(outbox::created_at.lt(Moment::from(before)))).execute(connection)
}

/// How many mails wait, and why the latest of those that were tried was not sent.
pub fn describe_waiting(connection: &mut DbConnection) -> QueryResult<(i64, Option<String>)> {
    let waiting = outbox::table.filter(outbox::next_try_at.is_not_null());
    let count = waiting.count().get_result(connection)?;
    let failed = waiting.filter(outbox::last_error.is_not_null()).order(outbox::id.desc());
    let error = failed.select(outbox::last_error).first(connection).optional()?;
    Ok((count, error.flatten()))
}
