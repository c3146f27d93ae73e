//! Reminders by mail to those who own a measure: unanswered for a week, due within a week, overdue; each at most once a week.

use std::collections::HashSet;

use jiff::{Timestamp, ToSpan as _};

use super::actions::list_answerable;
use super::filter::Urgency;
use super::model::{DAYS_AHEAD, DAYS_TO_ANSWER};
use super::store;
use crate::db::{self, DbConnection, word_column};
use crate::error::AppError;
use crate::jobs::Job;
use crate::mail::{Kind, Outbox};
use crate::time::{local_day, plus_hours};
use crate::urls;

/// The job's name.
pub const JOB: &str = "measure_reminders";
/// Of the same thing an owner is reminded again after so many days.
const DAYS_BETWEEN: i64 = 7;

word_column! {
    /// What somebody is reminded of.
    ReminderKind:
    /// The owner has not answered.
    Unanswered = "unanswered",
    /// It is to be done within a week.
    Due = "due",
    /// Its day has passed.
    Overdue = "overdue",
}

/// The job that reminds.
#[must_use]
pub fn job(outbox: Outbox) -> Job {
    Job::new(JOB, move |connection, now| remind(connection, outbox, now))
}

/// Hands in a mail for everybody who may answer for what waits; gives how many measures that were. What was handed in is
/// noted in the same transaction, one line for each measure, kind and day. Where no mail is sent, nothing is noted.
///
/// # Errors
/// What the database says.
pub fn remind(connection: &mut DbConnection, outbox: Outbox, now: Timestamp) -> Result<i64, AppError> {
    if !outbox.is_open() {
        return Ok(0);
    }
    db::serialise_on(connection, JOB)?;
    let today = local_day(now);
    let mut reminded = 0;
    for kind in ReminderKind::ALL.iter().copied() {
        let (urgency, asked_before, days_told) = match kind {
            ReminderKind::Unanswered => (Urgency::Unanswered, plus_hours(now, -24 * DAYS_TO_ANSWER), DAYS_BETWEEN - 1),
            // Once before the day, which is itself among those days.
            ReminderKind::Due => (Urgency::Soon, now, DAYS_AHEAD),
            ReminderKind::Overdue => (Urgency::Overdue, now, DAYS_BETWEEN - 1),
        };
        let again_after = today.saturating_sub(days_told.days());
        let already: HashSet<i64> = store::list_reminded(connection, kind, again_after)?.into_iter().collect();
        for (measure, organisation) in store::list_waiting(connection, urgency, asked_before, today)? {
            if already.contains(&measure) {
                continue;
            }
            let accounts = list_answerable(connection, organisation)?;
            if accounts.is_empty() {
                continue;
            }
            store::insert_reminder(connection, measure, kind, today, now)?;
            for account in accounts {
                outbox.post(connection, account, Kind::Reminder, &urls::measure(measure), now)?;
            }
            reminded += 1;
        }
    }
    Ok(reminded)
}
