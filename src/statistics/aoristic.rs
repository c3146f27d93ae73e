//! When in the week, when the time is not known exactly: aoristic weights.
//!
//! A bicycle stolen between 23.40 and 01.10 was stolen once, but in which hour nobody knows. Its weight of 1 is spread
//! over the minutes between the two times, and each hour of the week gets the minutes that fall in it: 20, 60 and 10 of
//! 90. The weights of all cells together are the number of events, whatever their intervals.
//!
//! Hours are those of the wall clock in Stockholm, and only minutes that people lived through count: the hour that is
//! skipped in March gets nothing, the one that is shown twice in October gets both.
//!
//! **Source:** J. H. Ratcliffe, "Aoristic analysis: the spatial interpretation of unspecific temporal events" (2000);
//! minutes instead of whole hours as in the R package `aoristic` from version 1.0.

use jiff::{SignedDuration, Timestamp};

use crate::time::stockholm;

/// Hours in a week of the wall clock: the cells.
pub const HOURS_OF_WEEK: usize = 168;

/// Seconds of an hour.
const HOUR: i64 = 3_600;

/// How the weight of events lies over the hours of the week.
///
/// ```
/// # use lykta::statistics::Spread;
/// let mut spread = Spread::default();
/// // Thursday, 09.50 to 10.28 in Stockholm.
/// spread.add("2026-11-19T08:50:00Z".parse().unwrap(), Some("2026-11-19T09:28:00Z".parse().unwrap()));
/// assert!((spread.weight(3, 9) - 10.0 / 38.0).abs() < 1e-12);
/// assert!((spread.weight(3, 10) - 28.0 / 38.0).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    weights: [f64; HOURS_OF_WEEK],
    events: u64,
    uncertain: u64,
    reversed: u64,
}

impl Default for Spread {
    fn default() -> Self {
        Self { weights: [0.0; HOURS_OF_WEEK], events: 0, uncertain: 0, reversed: 0 }
    }
}

impl Spread {
    /// Adds an event that happened at `from`, or somewhere between `from` and `to`.
    ///
    /// - **Units:** whole seconds decide; what is below is cut off.
    /// - **Shape:** without an end, or with one at the same time, all of it falls in the hour of `from`; so it does with an
    ///   end before `from`, which is counted in [`Spread::reversed`]. An interval of 168 hours or more tells nothing about
    ///   the hour: every cell gets the same.
    pub fn add(&mut self, from: Timestamp, to: Option<Timestamp>) {
        self.events += 1;
        let length = to.map_or(0, |to| to.as_second() - from.as_second());
        if length < 0 {
            self.reversed += 1;
        }
        if length <= 0 {
            self.weights[cell_of(from)] += 1.0;
            return;
        }
        self.uncertain += 1;
        if length >= seconds_of_a_week() {
            let share = 1.0 / cells_of_a_week();
            self.weights.iter_mut().for_each(|weight| *weight += share);
            return;
        }
        // Stockholm's offsets are whole hours: an hour of its wall clock begins and ends with one of UTC.
        let (mut at, end) = (from.as_second(), from.as_second() + length);
        while at < end {
            let next = (at - at.rem_euclid(HOUR) + HOUR).min(end);
            let moment = from.saturating_add(SignedDuration::from_secs(at - from.as_second())).unwrap_or(from);
            self.weights[cell_of(moment)] += share_of(next - at, length);
            at = next;
        }
    }

    /// The weight of an hour: `day` from 0 for Monday to 6 for Sunday, `hour` from 0 to 23.
    ///
    /// - **Units:** events; a fraction of one where times are uncertain.
    /// - **Shape:** 0 for an hour that no week has.
    #[must_use]
    pub fn weight(&self, day: usize, hour: usize) -> f64 {
        if hour < 24 { self.weights.get(day * 24 + hour).copied().unwrap_or(0.0) } else { 0.0 }
    }

    /// How many events were added; the sum of all weights.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// How many of them had an end after their beginning.
    #[must_use]
    pub fn uncertain(&self) -> u64 {
        self.uncertain
    }

    /// How many of them ended before they began, and were counted where they began.
    #[must_use]
    pub fn reversed(&self) -> u64 {
        self.reversed
    }
}

/// The hour of the week on Stockholm's wall clock, from Monday 00.00.
fn cell_of(instant: Timestamp) -> usize {
    let local = stockholm().to_datetime(instant);
    let day = usize::from(local.weekday().to_monday_zero_offset().unsigned_abs());
    day * 24 + usize::from(local.hour().unsigned_abs())
}

fn seconds_of_a_week() -> i64 {
    i64::try_from(HOURS_OF_WEEK).unwrap_or(i64::MAX).saturating_mul(HOUR)
}

#[expect(clippy::cast_precision_loss, reason = "168")]
fn cells_of_a_week() -> f64 {
    HOURS_OF_WEEK as f64
}

#[expect(clippy::cast_precision_loss, reason = "seconds of a week at most")]
fn share_of(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{read_local, start_of_day};
    use jiff::civil::date;
    use proptest::prelude::*;

    /// The cells that one event touches, as (day, hour, weight).
    fn cells(from: &str, to: Option<&str>) -> Vec<(usize, usize, f64)> {
        let mut spread = Spread::default();
        spread.add(read_local(from).unwrap(), to.map(|to| read_local(to).unwrap()));
        let all = (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour)));
        all.map(|(day, hour)| (day, hour, spread.weight(day, hour))).filter(|(.., weight)| *weight > 0.0).collect()
    }

    #[track_caller]
    fn assert_cells(found: &[(usize, usize, f64)], expected: &[(usize, usize, f64)]) {
        let places =
            |cells: &[(usize, usize, f64)]| cells.iter().map(|(day, hour, _)| (*day, *hour)).collect::<Vec<_>>();
        assert_eq!(places(found), places(expected));
        for (found, expected) in found.iter().zip(expected) {
            assert!((found.2 - expected.2).abs() < 1e-12, "{found:?}, not {expected:?}");
        }
    }

    // The weights are those of `aoristic_minutes` in the project's statistics-vectors.json, made with R's aoristic.
    #[test]
    fn an_event_is_spread_over_the_hours_by_their_minutes() {
        let morning = cells("2026-11-19T09:50", Some("2026-11-19T10:28"));
        assert_cells(&morning, &[(3, 9, 0.263_157_894_736_842_1), (3, 10, 0.736_842_105_263_157_9)]);
        // Sunday night into Monday: the week's last cell and its first two.
        let night = cells("2026-11-22T23:40", Some("2026-11-23T01:10"));
        assert_cells(&night, &[(0, 0, 2.0 / 3.0), (0, 1, 1.0 / 9.0), (6, 23, 0.222_222_222_222_222_2)]);
    }

    #[test]
    fn without_an_end_or_with_one_at_the_same_time_it_falls_in_its_hour() {
        assert_cells(&cells("2026-11-19T21:59", None), &[(3, 21, 1.0)]);
        assert_cells(&cells("2026-11-19T21:59", Some("2026-11-19T21:59")), &[(3, 21, 1.0)]);
    }

    #[test]
    fn an_end_before_the_beginning_is_counted_at_the_beginning_and_told() {
        let mut spread = Spread::default();
        spread.add(read_local("2026-11-19T21:30").unwrap(), Some(read_local("2026-11-19T20:00").unwrap()));
        assert!((spread.weight(3, 21) - 1.0).abs() < 1e-12);
        assert_eq!((spread.events(), spread.uncertain(), spread.reversed()), (1, 0, 1));
    }

    #[test]
    fn a_week_or_more_tells_nothing_about_the_hour() {
        for to in ["2026-11-23T09:17", "2026-12-24T15:00"] {
            let all = cells("2026-11-16T09:17", Some(to));
            assert_eq!(all.len(), HOURS_OF_WEEK);
            assert!(all.iter().all(|(.., weight)| (weight - 1.0 / 168.0).abs() < 1e-12));
        }
        let a_minute_less = cells("2026-11-16T09:17", Some("2026-11-23T09:16"));
        assert!(a_minute_less.iter().any(|(.., weight)| (weight - 1.0 / 168.0).abs() > 1e-6));
    }

    #[test]
    fn only_hours_that_were_lived_through_count_when_the_clocks_change() {
        // 29 March 2026: 01.30 to 03.30 is one hour; 02 never was.
        assert_cells(&cells("2026-03-29T01:30", Some("2026-03-29T03:30")), &[(6, 1, 0.5), (6, 3, 0.5)]);
        // 25 October 2026: 01.30 to 03.30 is three hours; 02 was there twice.
        let autumn = cells("2026-10-25T01:30", Some("2026-10-25T03:30"));
        assert_cells(&autumn, &[(6, 1, 1.0 / 6.0), (6, 2, 4.0 / 6.0), (6, 3, 1.0 / 6.0)]);
    }

    #[test]
    fn an_hour_no_week_has_weighs_nothing() {
        let mut spread = Spread::default();
        spread.add(read_local("2026-11-17T00:00").unwrap(), None);
        assert!((spread.weight(1, 0) - 1.0).abs() < 1e-12);
        assert!(spread.weight(0, 24).abs() < 1e-12 && spread.weight(7, 0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_weights_of_all_cells_are_the_number_of_events(
            events in prop::collection::vec((0..4 * 365 * 86_400_i64, prop::option::of(-90_000..900_000_i64)), 0..40)
        ) {
            let begin = start_of_day(date(2024, 1, 1)).as_second();
            let mut spread = Spread::default();
            for (offset, length) in &events {
                let from = Timestamp::from_second(begin + offset).unwrap();
                spread.add(from, length.map(|length| Timestamp::from_second(begin + offset + length).unwrap()));
            }
            let sum: f64 = spread.weights.iter().sum();
            prop_assert!((sum - f64::from(u32::try_from(events.len()).unwrap())).abs() < 1e-9, "{sum}");
            prop_assert!(spread.weights.iter().all(|weight| *weight >= 0.0));
            prop_assert_eq!(spread.events(), events.len() as u64);
        }
    }
}
