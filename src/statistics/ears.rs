//! EARS: alarms from a handful of recent weeks, for series too young for anything better.
//!
//! **Source:** L. Hutwagner et al., "The bioterrorism preparedness and response Early Aberration Reporting System" (2003);
//! M. Salmon, D. Schumacher and M. Höhle, "Monitoring count time series in R" (2016), whose `earsC` is the reference. Its
//! upper bound for C3 is not the documented one and leaves the judged week out (in 1.20.3 and later); C3 here is the formula.

use super::figure::{FEWEST_RECENT, Figure};
use super::poisson::{mean, variance};
use super::usual::recent;

/// Weeks that a week is judged by.
const BASELINE: usize = 7;

/// The smallest standard deviation that is believed, in events.
///
/// Seven weeks alike would otherwise make any other week an alarm, or a division by nothing (H. Burkom's advice for sparse
/// counts, as `minSigma` of `earsC`; 0.5 to 1 there).
pub const LEAST_SIGMA: f64 = 0.5;

/// Standard normal quantile at 1 − 0.001: where C1 and C2 give an alarm.
pub const LIMIT: f64 = 3.090_232_306_167_813;

/// Standard normal quantile at 1 − 0.025: where C3 gives an alarm.
pub const LIMIT_C3: f64 = 1.959_963_984_540_054;

/// How far a week lies above the weeks it is judged by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Standard deviations above the mean.
    pub value: f64,
    /// The count from which on there is an alarm, in events.
    pub upper_bound: f64,
}

impl Score {
    /// Whether the week is one that chance gives in one week of a thousand, by the score's own reckoning.
    #[must_use]
    pub fn is_alarm(self) -> bool {
        self.value >= LIMIT
    }
}

/// C1: the last week by the seven right before it.
///
/// - **Units:** events a week, oldest first; the last one is judged.
/// - **Shape:** too few below eight weeks, or below five events in the last four.
/// - **Source:** (Y − mean) / max(s, 0.5), with s over n − 1.
///
/// ```
/// # use lykta::statistics::{Figure, ears};
/// // Mean 5, standard deviation √(4/6).
/// let Figure::Said(c1) = ears::c1(&[4, 6, 5, 5, 4, 6, 5, 9]) else { panic!() };
/// assert!((c1.value - 4.0 / (4.0_f64 / 6.0).sqrt()).abs() < 1e-12 && c1.is_alarm());
/// ```
#[must_use]
pub fn c1(weeks: &[u32]) -> Figure<Score> {
    guarded(weeks, 0)
}

/// C2: the last week by seven, the two right before it left out, so that a slow rise does not hide itself.
///
/// - **Units, source:** as [`c1`].
/// - **Shape:** too few below ten weeks, or below five events in the last four.
#[must_use]
pub fn c2(weeks: &[u32]) -> Figure<Score> {
    guarded(weeks, 2)
}

/// C3: what C2 exceeded 1 by, in the last three weeks together.
///
/// - **Units:** standard deviations; from [`LIMIT_C3`] on there is an alarm.
/// - **Shape:** too few below twelve weeks, or below five events in the last four.
/// - **Source:** Σ max(0, C2(i) − 1) over i = t − 2 … t.
#[must_use]
pub fn c3(weeks: &[u32]) -> Figure<f64> {
    if is_sparse(weeks) {
        return Figure::TooFew;
    }
    (0..3)
        .map(|back| {
            let score = score(weeks.get(..weeks.len().checked_sub(back)?)?, 2)?;
            Some((score.value - 1.0).max(0.0))
        })
        .sum::<Option<f64>>()
        .map_or(Figure::TooFew, Figure::Said)
}

fn guarded(weeks: &[u32], lag: usize) -> Figure<Score> {
    if is_sparse(weeks) { Figure::TooFew } else { score(weeks, lag).map_or(Figure::TooFew, Figure::Said) }
}

fn is_sparse(weeks: &[u32]) -> bool {
    recent(weeks) < u64::from(FEWEST_RECENT)
}

/// The last week by the seven that end `lag` weeks before it; `None` when there are not so many.
fn score(weeks: &[u32], lag: usize) -> Option<Score> {
    let (count, before) = weeks.split_last()?;
    let before = &before[..before.len().checked_sub(lag)?];
    let baseline = &before[before.len().checked_sub(BASELINE)?..];
    let (mean, sigma) = (mean(baseline), variance(baseline).sqrt().max(LEAST_SIGMA));
    Some(Score { value: (f64::from(*count) - mean) / sigma, upper_bound: mean + LIMIT * sigma })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::vectors;
    use super::*;

    fn said<T>(figure: Figure<T>) -> T {
        figure.said().expect("enough weeks")
    }

    #[test]
    fn the_scores_and_bounds_of_salmonella_agona_are_those_of_r() {
        let Some(vectors) = vectors::read() else { return };
        let weeks: Vec<u32> = serde_json::from_value(vectors["salmonella_agona_weekly_counts"].clone()).unwrap();
        let rows = vectors["ears_rows"].as_array().unwrap();
        assert_eq!(rows.len(), 16);
        for row in rows {
            let until = usize::try_from(row["index1"].as_u64().unwrap()).unwrap();
            let (c1, c2, c3) = (said(c1(&weeks[..until])), said(c2(&weeks[..until])), said(c3(&weeks[..until])));
            let found = [c1.value, c1.upper_bound, c2.value, c2.upper_bound, c3];
            for (name, found) in ["C1", "U1", "C2", "U2", "C3"].iter().zip(found) {
                let expected = row[name].as_f64().unwrap();
                assert!((found - expected).abs() < 1e-9, "{name} at {until}: {found}, not {expected}");
            }
        }
    }

    // domain.md 5.4: the alarms of C1, C2 and C3 in five weeks. R's own C3 misses the first.
    #[test]
    fn the_alarms_are_those_of_the_formulas() {
        let Some(vectors) = vectors::read() else { return };
        let weeks: Vec<u32> = serde_json::from_value(vectors["salmonella_agona_weekly_counts"].clone()).unwrap();
        let alarms = |until: usize| {
            let weeks = &weeks[..until];
            (said(c1(weeks)).is_alarm(), said(c2(weeks)).is_alarm(), said(c3(weeks)) >= LIMIT_C3)
        };
        assert_eq!(alarms(79), (false, false, true));
        assert_eq!(alarms(80), (true, true, true));
        assert_eq!(alarms(81), (false, true, true));
        assert_eq!(alarms(82), (true, true, true));
        assert_eq!(alarms(83), (false, false, true));
    }

    #[test]
    fn seven_weeks_alike_do_not_make_the_next_one_infinite() {
        let score = said(c1(&[2, 2, 2, 2, 2, 2, 2, 3]));
        assert!((score.value - 2.0).abs() < 1e-12 && !score.is_alarm());
        assert!((score.upper_bound - (2.0 + LIMIT * 0.5)).abs() < 1e-12);
    }

    #[test]
    fn few_weeks_or_few_events_are_too_few() {
        assert_eq!(c1(&[5; 7]), Figure::TooFew);
        assert!(c1(&[5; 8]) != Figure::TooFew);
        assert_eq!(c2(&[5; 9]), Figure::TooFew);
        assert!(c2(&[5; 10]) != Figure::TooFew);
        assert_eq!(c3(&[5; 11]), Figure::TooFew);
        assert!(c3(&[5; 12]) != Figure::TooFew);
        assert_eq!(c1(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 4]), Figure::TooFew);
        assert!(c1(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 5]) != Figure::TooFew);
        assert_eq!(c1(&[]), Figure::TooFew);
    }

    #[test]
    fn a_slow_rise_is_seen_by_the_one_that_leaves_two_weeks_out() {
        let weeks = [3, 2, 4, 3, 2, 4, 3, 7, 9, 9];
        assert!(!said(c1(&weeks)).is_alarm());
        assert!(said(c2(&weeks)).is_alarm());
    }

    proptest! {
        #[test]
        fn any_weeks_have_finite_scores_and_the_alarm_is_at_the_bound(weeks in prop::collection::vec(0_u32..2_000, 0..20)) {
            for score in [c1(&weeks), c2(&weeks)].into_iter().filter_map(Figure::said) {
                prop_assert!(score.value.is_finite());
                let last = f64::from(*weeks.last().unwrap());
                prop_assume!((last - score.upper_bound).abs() > 1e-9);
                prop_assert_eq!(score.is_alarm(), last >= score.upper_bound);
            }
            if let Figure::Said(sum) = c3(&weeks) {
                prop_assert!(sum >= 0.0);
            }
        }
    }
}
