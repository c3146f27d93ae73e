//! How many promises were kept in time.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::model::was_kept;
use crate::db::{Day, Moment};

/// A promise that can be judged: its organisation, its district, the day it was promised for, and when it was done.
pub type Judged = (i64, Option<i64>, Day, Option<Moment>);

/// On fewer promises than this nothing is said of somebody (`design.md` 7).
pub const FEWEST_TO_SAY: usize = 5;

/// The first day whose promises count: a year back.
#[must_use]
pub fn since(today: Date) -> Date {
    today.saturating_sub(1.year())
}

/// Promises of somebody, and how many were kept in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How many were done by the day first agreed.
    pub kept: usize,
    /// How many there were.
    pub promises: usize,
}

impl Kept {
    fn add(&mut self, was_kept: bool) {
        self.promises += 1;
        self.kept += usize::from(was_kept);
    }
}

/// How many were kept, by organisation and by district.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptBy {
    /// By the organisation's key.
    pub organisations: BTreeMap<i64, Kept>,
    /// By the district's key; `None` for what is in no one district.
    pub districts: BTreeMap<Option<i64>, Kept>,
}

/// Counts the promises.
#[must_use]
pub fn count(judged: &[Judged], today: Date) -> KeptBy {
    let mut by = KeptBy::default();
    for (organisation, district, promised_on, done_at) in judged {
        let Some(was_kept) = was_kept(promised_on.date(), *done_at, today) else { continue };
        by.organisations.entry(*organisation).or_default().add(was_kept);
        by.districts.entry(*district).or_default().add(was_kept);
    }
    by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_judged_once_it_is_done_or_its_day_has_passed_and_counts_once_in_each_way() {
        let today: Date = "2026-11-19".parse().unwrap();
        let promise = |district, day: &str, done: Option<&str>| {
            let done = done.map(|at| at.parse::<jiff::Timestamp>().unwrap().into());
            (1, district, day.parse::<Date>().unwrap().into(), done)
        };
        let judged = [
            promise(Some(7), "2026-11-01", Some("2026-11-01T22:30:00Z")),
            promise(Some(7), "2026-11-01", Some("2026-11-02T08:00:00Z")),
            promise(None, "2026-11-01", None),
            promise(Some(7), "2026-12-01", Some("2026-11-02T08:00:00Z")),
            promise(Some(7), "2026-11-19", None),
        ];
        let by = count(&judged, today);
        assert_eq!(by.organisations, BTreeMap::from([(1, Kept { kept: 2, promises: 4 })]));
        let districts = [(None, Kept { kept: 0, promises: 1 }), (Some(7), Kept { kept: 2, promises: 3 })];
        assert_eq!(by.districts, BTreeMap::from(districts));
    }
}
