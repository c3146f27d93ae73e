//! What is usual: the counts that a quiet week would have, and whether this week's is one of them.
//!
//! "12 skadegörelser i Alby, normalt 3–8": the 3 and the 8 are made here.

use statrs::distribution::{DiscreteCDF, NegativeBinomial};

use super::ears;
use super::figure::{FEWEST_RECENT, Figure, number_of};
use super::poisson::{mean, variance};

/// How many weeks before the one judged are looked at.
pub const WEEKS_BEFORE: usize = 12;

/// The fewest weeks that anything is called usual after.
pub const FEWEST_WEEKS: usize = 8;

/// What is left out below the usual range, and as much above it: 95 % of quiet weeks lie within.
const TAIL: f64 = 0.025;

/// How unlikely a week must be before it is called a rise or a fall.
///
/// A municipality has some 90 series (districts × groups and their sums), each of which may be too high or too low: that one
/// of them is called something in one quiet week of twenty at most takes 0.05 / (2 × 90), some 0.0003 (C. E. Bonferroni,
/// 1936). Twelve weeks know little of how much weeks vary, so bursts make more alarms than that; the tests in `standout`
/// simulate them: about one a year where events are independent, ten where weeks vary twice as much. With the 0.001 of
/// [`ears`] it was eighteen; reading the count in Student's t, which knows that the variance is estimated, or shrinking φ
/// towards a common value (G. K. Smyth, 2004) found no more rises at equally many false alarms.
const SURPRISING: f64 = 0.000_3;

/// The least power of e that quantiles are summed up from; below some −745 there is nothing left of it.
const SMALLEST_EXPONENT: f64 = -600.0;

/// How much more than chance the weeks must vary before recent ones are asked too.
const BURSTY: f64 = 3.0;

/// What the weeks before lead one to expect of the next one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// Events a week, the mean of the weeks before.
    pub mean: f64,
    /// The fewest that is usual.
    pub low: u32,
    /// The most that is usual.
    pub high: u32,
    /// How much more the weeks vary than independent events would: 1, or more when events come in bursts.
    pub dispersion: f64,
    /// How many weeks it was made from.
    pub weeks: usize,
    next: NextPeriod,
}

/// The distribution of the next period's count.
#[derive(Clone, Copy, Debug, PartialEq)]
struct NextPeriod {
    size: f64,
    share: f64,
}

impl Usual {
    /// What is usual after these weeks: the 95 % prediction interval of the next one.
    ///
    /// - **Units:** events a week, in weeks of equal length and coverage; leave out a week that is not comparable.
    /// - **Shape:** the order does not matter. Too few below [`FEWEST_WEEKS`] weeks; twelve weeks without an event are
    ///   not too few: then none or one is usual.
    /// - **Source:** for independent events the predictive distribution with Jeffreys' prior, a negative binomial of size
    ///   S + ½ and mean (S + ½)/n for a sum S of n weeks (J. Aitchison and I. R. Dunsmore, *Statistical Prediction
    ///   Analysis*, 1975, table 2.3); its variance is the mean times 1 + 1/n. Events that come in bursts have it
    ///   multiplied by φ = max(1, s²/x̄), as in Farrington et al. (1996), the quantiles staying those of the negative
    ///   binomial (A. Noufaily et al., "An improved algorithm for outbreak detection in multiple surveillance systems",
    ///   2013).
    ///
    /// ```
    /// # use lykta::statistics::{Figure, Usual};
    /// let Figure::Said(usual) = Usual::after(&[5, 6, 4, 7, 5, 3, 6, 5, 4, 6, 8, 5]) else { panic!() };
    /// assert_eq!((usual.low, usual.high), (1, 11));
    /// assert_eq!(Usual::after(&[5, 6, 4]), Figure::TooFew);
    /// ```
    #[must_use]
    pub fn after(weeks: &[u32]) -> Figure<Self> {
        if weeks.len() < FEWEST_WEEKS {
            return Figure::TooFew;
        }
        let (length, seen) = (number_of(weeks.len()), mean(weeks));
        let dispersion = if seen > 0.0 { (variance(weeks) / seen).max(1.0) } else { 1.0 };
        let expected = seen + 0.5 / length;
        // Always more than 1, so the negative binomial is always one.
        let spread = dispersion * (1.0 + 1.0 / length);
        let next = NextPeriod { size: expected / (spread - 1.0), share: 1.0 / spread };
        let (low, high) = (next.quantile(TAIL), next.quantile(1.0 - TAIL));
        Figure::Said(Self { mean: seen, low, high, dispersion, weeks: weeks.len(), next })
    }

    /// How likely a usual week has so many or more.
    #[must_use]
    pub fn chance_of_at_least(&self, count: u32) -> f64 {
        self.next.at_least(count)
    }

    /// How likely a usual week has so many or fewer.
    #[must_use]
    pub fn chance_of_at_most(&self, count: u32) -> f64 {
        self.next.at_most(count)
    }
}

impl NextPeriod {
    fn distribution(self) -> Option<NegativeBinomial> {
        NegativeBinomial::new(self.size, self.share).ok()
    }

    fn at_most(self, count: u32) -> f64 {
        self.distribution().map_or(f64::NAN, |next| next.cdf(u64::from(count)))
    }

    fn at_least(self, count: u32) -> f64 {
        if count == 0 { 1.0 } else { self.distribution().map_or(f64::NAN, |next| next.sf(u64::from(count) - 1)) }
    }

    /// The smallest count that as large a share of weeks does not exceed.
    ///
    /// The terms are summed one after another, each made from the one before it: a picture asks for hundreds of these, and
    /// the incomplete beta function costs as much as all terms together.
    fn quantile(self, share: f64) -> u32 {
        let none = self.size * self.share.ln();
        if none < SMALLEST_EXPONENT {
            return self.quantile_by_halving(share);
        }
        let (mut term, mut count) = (none.exp(), 0_u32);
        let mut sum = term;
        while sum < share {
            term *= (self.size + f64::from(count)) / f64::from(count + 1) * (1.0 - self.share);
            sum += term;
            count += 1;
        }
        count
    }

    /// The same where the first term is too small to be written. By halving: statrs' own search may panic when rounding
    /// makes the distribution fall.
    fn quantile_by_halving(self, share: f64) -> u32 {
        let mut high = 1_u32;
        while self.at_most(high) < share && high < u32::MAX / 2 {
            high *= 2;
        }
        let mut low = 0;
        while low < high {
            let middle = u32::midpoint(low, high);
            if self.at_most(middle) < share {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// How likely a period has so many or more after `before` events in `periods` as long as it.
///
/// - **Units:** a probability.
/// - **Source:** as [`Usual::after`] for independent events.
pub(super) fn chance_of_at_least_after(before: u32, periods: u32, count: u32) -> f64 {
    let periods = f64::from(periods);
    NextPeriod { size: f64::from(before) + 0.5, share: periods / (periods + 1.0) }.at_least(count)
}

/// What is to be said of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// More than usual, but too few in all to say that it is more than chance.
    TooFew,
    /// Nothing that chance does not do.
    AsUsual,
    /// More than chance does.
    Rise,
    /// Fewer than chance does; is everybody reporting?
    Fall,
}

/// A week beside the weeks before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// This week's count.
    pub count: u32,
    /// What the weeks before lead one to expect.
    pub usual: Usual,
    /// What is to be said.
    pub verdict: Verdict,
    /// How likely chance alone gives as much, or as little, whichever is less likely.
    pub chance: f64,
}

/// Judges the last of these weeks by the up to twelve before it.
///
/// - **Units:** events a week, oldest first; the last one is judged.
/// - **Shape:** too few when fewer than [`FEWEST_WEEKS`] weeks come before it. A rise lies above the usual range, has at
///   least five events within four weeks and is less likely than 0.0003. Where an old burst makes the weeks vary three
///   times as much as chance would, it hides what is new; there a rise is also what both C1 and C2 of [`ears`] see, who
///   look at seven recent weeks only. Alone they would not do: on quiet series C1 gives sixty alarms a year where this
///   gives one. A fall lies below the usual range and is less likely than 0.0003.
/// - **Source:** [`Usual::after`]; [`ears::c1`], [`ears::c2`]; the guard is Farrington's `limit54`.
///
/// ```
/// # use lykta::statistics::{Figure, Verdict, judge};
/// let Figure::Said(judged) = judge(&[5, 6, 4, 7, 5, 3, 6, 5, 4, 6, 8, 5, 17]) else { panic!() };
/// assert_eq!((judged.verdict, judged.usual.low, judged.usual.high), (Verdict::Rise, 1, 11));
/// ```
#[must_use]
pub fn judge(weeks: &[u32]) -> Figure<Judged> {
    let Some((count, before)) = weeks.split_last() else { return Figure::TooFew };
    let before = &before[before.len().saturating_sub(WEEKS_BEFORE)..];
    Usual::after(before).map(|usual| {
        let (more, fewer) = (usual.chance_of_at_least(*count), usual.chance_of_at_most(*count));
        let verdict = if *count > usual.high {
            match is_rise(weeks, &usual, more) {
                Figure::TooFew => Verdict::TooFew,
                Figure::Said(true) => Verdict::Rise,
                Figure::Said(false) => Verdict::AsUsual,
            }
        } else if *count < usual.low && fewer <= SURPRISING {
            Verdict::Fall
        } else {
            Verdict::AsUsual
        };
        Judged { count: *count, usual, verdict, chance: more.min(fewer) }
    })
}

/// Whether a week above the usual range is a rise.
fn is_rise(weeks: &[u32], usual: &Usual, chance: f64) -> Figure<bool> {
    if recent(weeks) < u64::from(FEWEST_RECENT) {
        return Figure::TooFew;
    }
    let sees = |score: Figure<ears::Score>| score.said().is_some_and(ears::Score::is_alarm);
    let is_hidden = usual.dispersion > BURSTY && sees(ears::c1(weeks)) && sees(ears::c2(weeks));
    Figure::Said(chance <= SURPRISING || is_hidden)
}

/// Events of the last four weeks.
pub(super) fn recent(weeks: &[u32]) -> u64 {
    weeks.iter().rev().take(4).copied().map(u64::from).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::quiet::Quiet;
    use super::*;

    fn usual(weeks: &[u32]) -> Usual {
        Usual::after(weeks).said().expect("enough weeks")
    }

    fn verdict(weeks: &[u32]) -> Verdict {
        judge(weeks).said().expect("enough weeks").verdict
    }

    // Size ½ and share 12/13: P(0) = (12/13)^½ = 0.9608, P(≤ 1) = 0.9608 · (1 + ½/13) = 0.9977.
    #[test]
    fn after_twelve_weeks_of_nothing_none_or_one_is_usual() {
        let quiet = usual(&[0; 12]);
        assert_eq!((quiet.low, quiet.high), (0, 1));
        assert!((quiet.chance_of_at_most(0) - (12.0_f64 / 13.0).sqrt()).abs() < 1e-12);
        assert!((quiet.chance_of_at_least(2) - (1.0 - (12.0_f64 / 13.0).sqrt() * (1.0 + 0.5 / 13.0))).abs() < 1e-12);
    }

    // For independent events and integer size the negative binomial is the exact conditional answer: with a sum of S in n
    // weeks, P(Y ≤ y) is that of at least so many successes; here S + ½ = 60.5 makes it lie between S = 60 and 61.
    #[test]
    fn without_bursts_it_is_the_predictive_distribution_of_the_poisson() {
        let even = usual(&[5; 12]);
        assert!((even.dispersion - 1.0).abs() < 1e-12);
        let with = |size: f64| NegativeBinomial::new(size, 12.0 / 13.0).unwrap().cdf(7);
        assert!(with(61.0) < even.chance_of_at_most(7) && even.chance_of_at_most(7) < with(60.0));
        assert_eq!((even.low, even.high), (1, 10));
    }

    #[test]
    fn bursts_widen_what_is_usual() {
        let (even, bursts) = (usual(&[6; 12]), usual(&[0, 12, 0, 14, 6, 0, 12, 0, 16, 0, 12, 0]));
        assert!((even.mean - bursts.mean).abs() < 1e-12);
        assert!(bursts.dispersion > 5.0);
        assert!(bursts.high > even.high && bursts.low <= even.low);
    }

    #[test]
    fn seven_weeks_are_too_few_to_call_anything_usual() {
        assert_eq!(Usual::after(&[3; 7]), Figure::TooFew);
        assert_eq!(judge(&[3, 3, 3, 3, 3, 3, 3, 30]), Figure::TooFew);
        assert_eq!(judge(&[]), Figure::TooFew);
        assert!(Usual::after(&[3; 8]) != Figure::TooFew);
    }

    #[test]
    fn only_the_twelve_weeks_before_count() {
        let mut long = vec![90; 40];
        long.extend([4, 5, 3, 6, 4, 5, 3, 4, 6, 5, 4, 3, 5]);
        let judged = judge(&long).said().unwrap();
        assert_eq!((judged.usual.weeks, judged.verdict), (12, Verdict::AsUsual));
    }

    #[test]
    fn four_after_silence_are_too_few_and_five_are_a_rise() {
        assert_eq!(verdict(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), Verdict::AsUsual);
        assert_eq!(verdict(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]), Verdict::TooFew);
        assert_eq!(verdict(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]), Verdict::Rise);
    }

    #[test]
    fn what_chance_does_is_no_rise_and_no_fall() {
        let before = [9, 12, 8, 10, 11, 9, 10, 12, 7, 10, 11, 9];
        let with = |last: u32| verdict(&[&before[..], &[last]].concat());
        assert_eq!([with(4), with(10), with(18)], [Verdict::AsUsual; 3]);
        assert_eq!([with(0), with(1)], [Verdict::Fall, Verdict::AsUsual]);
        assert_eq!(with(26), Verdict::Rise);
    }

    #[test]
    fn a_rise_that_an_old_burst_hides_is_seen_by_the_recent_weeks() {
        let with = |first: u32| judge(&[first, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 14]).said().unwrap();
        assert!(with(14).chance > SURPRISING && with(14).usual.dispersion > BURSTY, "{:?}", with(14));
        assert_eq!(with(14).verdict, Verdict::Rise);
        assert!(with(1).chance <= SURPRISING);
        // Without an old burst that hides it, what is not surprising is no rise, whatever the recent weeks say.
        let recent = [9, 12, 8, 10, 11, 9, 10, 10, 9, 10, 10, 9, 18];
        assert!(ears::c1(&recent).said().unwrap().is_alarm() && ears::c2(&recent).said().unwrap().is_alarm());
        assert_eq!(verdict(&recent), Verdict::AsUsual);
    }

    #[test]
    fn of_a_hundred_quiet_weeks_at_least_ninety_four_are_usual() {
        for mean in [0.3, 1.0, 3.0, 10.0, 30.0] {
            let mut quiet = Quiet::new(1.0);
            let mut is_usual = || {
                let before: Vec<u32> = (0..WEEKS_BEFORE).map(|_| quiet.week(mean)).collect();
                let usual = usual(&before);
                (usual.low..=usual.high).contains(&quiet.week(mean))
            };
            let within = (0..2_000).filter(|_| is_usual()).count();
            assert!(within >= 1_880, "{within} of 2 000 weeks at {mean}");
        }
    }

    proptest! {
        #[test]
        fn summed_and_halved_the_usual_range_is_the_same(size in 0.05..400.0_f64, share in 0.05..0.95_f64) {
            let next = NextPeriod { size, share };
            for wanted in [TAIL, 1.0 - TAIL] {
                let (summed, halved) = (next.quantile(wanted), next.quantile_by_halving(wanted));
                // A hair's breadth from a step, rounding decides.
                let is_on_the_edge = (next.at_most(summed.min(halved)) - wanted).abs() < 1e-9;
                prop_assert!(summed == halved || is_on_the_edge, "{summed} and {halved}");
            }
        }

        #[test]
        fn the_usual_range_holds_the_mean_and_leaves_out_no_more_than_it_says(
            weeks in prop::collection::vec(0_u32..5_000, FEWEST_WEEKS..20)
        ) {
            let usual = usual(&weeks);
            // With bursts so rare that most weeks have none, the middle of the range lies below the mean.
            prop_assert!(f64::from(usual.low) <= usual.mean.ceil());
            prop_assert!(f64::from(usual.high) >= usual.mean.floor());
            prop_assert!(usual.chance_of_at_least(usual.high + 1) <= TAIL + 1e-9);
            prop_assert!(usual.low == 0 || usual.chance_of_at_most(usual.low - 1) <= TAIL + 1e-9);
            prop_assert!((usual.chance_of_at_most(usual.high) + usual.chance_of_at_least(usual.high + 1) - 1.0).abs() < 1e-7);
        }

        #[test]
        fn more_events_are_never_less_of_a_rise(weeks in prop::collection::vec(0_u32..60, 12), last in 0_u32..200) {
            let with = |last: u32| verdict(&[&weeks[..], &[last]].concat());
            if with(last) == Verdict::Rise {
                prop_assert_eq!(with(last + 1), Verdict::Rise);
            }
            if with(last + 1) == Verdict::Fall {
                prop_assert_eq!(with(last), Verdict::Fall);
            }
        }
    }
}
