//! When a job ran, and when it is to run.

use diesel::{Queryable, Selectable};
use jiff::{Timestamp, ToSpan as _};

use crate::db::{Moment, schema};
use crate::time::{local, local_day, plus_hours, start_of_day};

/// Jobs run from this hour of the day on, Stockholm time.
pub const HOUR: i8 = 6;
/// A run that takes longer than so many minutes is thought dead: its server has stopped, and another may run the job.
pub const MINUTES_TO_RUN: i64 = 10;
/// A run that failed is tried again after so many minutes.
pub const MINUTES_TO_RETRY: i64 = 10;
/// A job that has not gone well for so many hours is told to whoever looks after the installation: a day, and two hours.
pub const HOURS_TO_WORRY: i64 = 26;

/// The last run of a job.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::jobs)]
pub struct LastRun {
    /// The job's name.
    pub name: String,
    /// Until when it belongs to whoever runs it now.
    pub claimed_until: Option<Moment>,
    /// When it began.
    pub started_at: Option<Moment>,
    /// When it ended, well or not.
    pub finished_at: Option<Moment>,
    /// When one last went well.
    pub succeeded_at: Option<Moment>,
    /// How many things the last one that went well did.
    pub done: i64,
    /// What went wrong, in words for whoever looks after the installation; empty when nothing did.
    pub failure: String,
}

impl LastRun {
    /// Whether it is to run now: not done since the hour of the day came, nobody at it, and not failed just now.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        let is_claimed = self.claimed_until.is_some_and(|until| until.instant() > now);
        let is_done = self.succeeded_at.is_some_and(|at| at.instant() >= due_since(now));
        !is_claimed && !is_done && !self.has_just_failed(now)
    }

    fn has_just_failed(&self, now: Timestamp) -> bool {
        let ended = self.finished_at.filter(|_| !self.failure.is_empty());
        ended.is_some_and(|at| plus_minutes(at.instant(), MINUTES_TO_RETRY) > now)
    }

    /// Whether it has failed last, or has not gone well for longer than it should.
    #[must_use]
    pub fn is_worrying(&self, now: Timestamp) -> bool {
        let is_old = self.succeeded_at.is_some_and(|at| plus_hours(at.instant(), HOURS_TO_WORRY) < now);
        !self.failure.is_empty() || is_old
    }
}

/// The hour of the day from which on a job is to have run: today's, or yesterday's before that.
#[must_use]
pub fn due_since(now: Timestamp) -> Timestamp {
    let today = local_day(now);
    let day = if local(now).hour() >= HOUR { today } else { today.yesterday().unwrap_or(today) };
    let hour = day.at(HOUR, 0, 0, 0).to_zoned(crate::time::stockholm());
    hour.map_or_else(|_| start_of_day(day), |hour| hour.timestamp())
}

pub(super) fn plus_minutes(instant: Timestamp, minutes: i64) -> Timestamp {
    instant.saturating_add(minutes.minutes()).unwrap_or(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn last_run() -> LastRun {
        LastRun {
            name: "job".to_owned(),
            claimed_until: None,
            started_at: None,
            finished_at: None,
            succeeded_at: None,
            done: 0,
            failure: String::new(),
        }
    }

    #[test]
    fn a_job_runs_once_a_day_from_six_o_clock_on_also_when_clocks_change() {
        let run = |succeeded: &str| LastRun { succeeded_at: Some(at(succeeded).into()), ..last_run() };
        let winter = run("2026-11-19T05:00:00Z");
        assert!(!winter.is_due(at("2026-11-20T04:59:59Z")) && winter.is_due(at("2026-11-20T05:00:00Z")));
        let into_summer = run("2026-03-28T05:00:00Z");
        assert!(!into_summer.is_due(at("2026-03-29T03:59:59Z")) && into_summer.is_due(at("2026-03-29T04:00:00Z")));
        let into_winter = run("2026-10-24T04:00:00Z");
        assert!(!into_winter.is_due(at("2026-10-25T04:59:59Z")) && into_winter.is_due(at("2026-10-25T05:00:00Z")));
        assert!(last_run().is_due(at("2026-11-19T03:00:00Z")), "one that never ran");
    }

    #[test]
    fn a_claimed_job_waits_for_its_claim_to_lapse_and_a_failed_one_ten_minutes() {
        let claimed = LastRun { claimed_until: Some(at("2026-11-19T05:10:00Z").into()), ..last_run() };
        assert!(!claimed.is_due(at("2026-11-19T05:09:59Z")) && claimed.is_due(at("2026-11-19T05:10:00Z")));
        let finished_at = Some(at("2026-11-19T05:01:00Z").into());
        let failed = LastRun { finished_at, failure: "the disk is full".to_owned(), ..last_run() };
        assert!(!failed.is_due(at("2026-11-19T05:10:59Z")) && failed.is_due(at("2026-11-19T05:11:00Z")));
        assert!(failed.is_worrying(at("2026-11-19T05:02:00Z")));
    }
}
