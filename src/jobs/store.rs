//! All SQL of jobs.

use diesel::prelude::*;
use jiff::Timestamp;

use super::model::{LastRun, MINUTES_TO_RUN, due_since, plus_minutes};
use crate::db::schema::jobs;
use crate::db::{self, DbConnection, Moment};
use crate::error::AppError;

/// The last runs of all jobs that ever ran, by name.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(connection: &mut DbConnection) -> QueryResult<Vec<LastRun>> {
    jobs::table.order(jobs::name).select(LastRun::as_select()).load(connection)
}

/// The last run of a job.
pub fn find(connection: &mut DbConnection, name: &str) -> QueryResult<Option<LastRun>> {
    jobs::table.find(name).select(LastRun::as_select()).first(connection).optional()
}

/// Takes a job that is due for whoever asks; `false` when somebody else has it or has done it.
pub(super) fn claim(connection: &mut DbConnection, name: &str, now: Timestamp) -> Result<bool, AppError> {
    db::serialise_on(connection, name)?;
    if find(connection, name)?.is_none() {
        diesel::insert_into(jobs::table)
            .values((jobs::name.eq(name), jobs::done.eq(0_i64), jobs::failure.eq("")))
            .execute(connection)?;
    }
    let now_moment = Moment::from(now);
    let free = jobs::table
        .filter(jobs::name.eq(name))
        .filter(jobs::claimed_until.is_null().or(jobs::claimed_until.le(now_moment)))
        .filter(jobs::succeeded_at.is_null().or(jobs::succeeded_at.lt(Moment::from(due_since(now)))));
    let taken = diesel::update(free)
        .set((jobs::claimed_until.eq(Moment::from(plus_minutes(now, MINUTES_TO_RUN))), jobs::started_at.eq(now_moment)))
        .execute(connection)?;
    Ok(taken == 1)
}

/// Notes that a run went well and did so many things.
pub(super) fn mark_done(connection: &mut DbConnection, name: &str, now: Timestamp, done: i64) -> QueryResult<()> {
    let now = Moment::from(now);
    diesel::update(jobs::table.find(name))
        .set((
            jobs::claimed_until.eq(None::<Moment>),
            jobs::finished_at.eq(now),
            jobs::succeeded_at.eq(now),
            jobs::done.eq(done),
            jobs::failure.eq(""),
        ))
        .execute(connection)
        .map(drop)
}

/// Notes why a run failed; it is tried again.
pub(super) fn mark_failed(connection: &mut DbConnection, name: &str, now: Timestamp, failure: &str) -> QueryResult<()> {
    diesel::update(jobs::table.find(name))
        .set((
            jobs::claimed_until.eq(None::<Moment>),
            jobs::finished_at.eq(Moment::from(now)),
            jobs::failure.eq(failure),
        ))
        .execute(connection)
        .map(drop)
}
