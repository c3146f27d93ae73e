//! Events that happen independently of each other: how sure a count is, and whether two counts differ.
//!
//! Nothing here leads with a percentage. A change from 4 to 9 is 125 per cent and well within what chance does.

use std::num::NonZeroU32;

use statrs::distribution::{Binomial, ContinuousCDF, Discrete, DiscreteCDF, Gamma, Poisson};
use statrs::function::beta::beta_reg;
use statrs::function::gamma::gamma_lr;

use super::figure::{FEWEST_RECENT, Figure, number_of};

/// What is left out below a 95 % interval, and as much above it.
const TAIL: f64 = 0.025;

/// The least base that a percentage is given on.
const FEWEST_FOR_PERCENT: u32 = 20;

/// A number with its 95 % interval.
///
/// - **Units:** events for each of what the function that made it was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// The rate itself.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

/// Events that were counted, and over how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// How many.
    pub events: u32,
    /// Over how many weeks, days or residents; the same unit in both when two are compared.
    pub exposure: NonZeroU32,
}

impl Observed {
    /// Events of one unit of exposure: a week, say.
    #[must_use]
    pub fn once(events: u32) -> Self {
        Self { events, exposure: NonZeroU32::MIN }
    }

    fn events(self) -> f64 {
        f64::from(self.events)
    }

    fn exposure(self) -> f64 {
        f64::from(self.exposure.get())
    }
}

/// How many times as often something happens as something else, with the exact 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The ratio of the rates; `None` when the other one has no events, so that there is nothing to divide by.
    pub value: Option<f64>,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end; `None` when the other one has no events: there is no end.
    pub high: Option<f64>,
}

/// The exact 95 % interval of the mean behind a count.
///
/// - **Units:** events, as the count.
/// - **Shape:** lower and upper end; the lower one is 0 for none.
/// - **Source:** F. Garwood, "Fiducial limits for the Poisson distribution" (1936): χ²(0.025; 2k)/2 and
///   χ²(0.975; 2k + 2)/2, of which half are quantiles of the gamma distribution with shapes k and k + 1.
///
/// ```
/// # use lykta::statistics::count_interval;
/// let (low, high) = count_interval(7);
/// assert!((low - 2.8144).abs() < 5e-5 && (high - 14.4227).abs() < 5e-5);
/// ```
#[must_use]
pub fn count_interval(count: u32) -> (f64, f64) {
    let low = if count == 0 { 0.0 } else { gamma_quantile(f64::from(count), TAIL) };
    (low, gamma_quantile(f64::from(count) + 1.0, 1.0 - TAIL))
}

fn gamma_quantile(shape: f64, below: f64) -> f64 {
    // The only shapes asked for are 1 and more, which there is a distribution for.
    Gamma::new(shape, 1.0).map_or(f64::NAN, |gamma| gamma.inverse_cdf(below))
}

/// Events for each `per` residents, with the exact 95 % interval.
///
/// - **Units:** events per `per` residents of the same ground and period.
/// - **Shape:** the interval is the truth about small numbers, so there is always one; show the count beside it, for
///   residents are a poor measure of who passes a station.
/// - **Source:** [`count_interval`] divided by the residents, who are taken as known.
///
/// ```
/// # use lykta::statistics::rate;
/// let fittja = rate(7, 7_514.try_into().unwrap(), 1_000);
/// assert_eq!(format!("{:.4} ({:.4}–{:.4})", fittja.value, fittja.low, fittja.high), "0.9316 (0.3745–1.9194)");
/// ```
#[must_use]
pub fn rate(count: u32, residents: NonZeroU32, per: u32) -> Rate {
    let (low, high) = count_interval(count);
    let scale = f64::from(per) / f64::from(residents.get());
    Rate { value: f64::from(count) * scale, low: low * scale, high: high * scale }
}

/// How likely so many events or more are when the mean is known.
///
/// - **Units:** a probability.
/// - **Shape:** 1 for none or more. Against a mean that was itself counted, use [`e_test`].
/// - **Source:** P(X ≥ k | μ) = P(k, μ), the regularised lower incomplete gamma function (Abramowitz & Stegun 6.5.13).
///   It counts k itself; P(X > k) in its place is a known fault of R's and Python's Knox tests.
#[must_use]
pub fn chance_of_at_least(count: u32, mean: f64) -> f64 {
    if count == 0 {
        1.0
    } else if mean > 0.0 && mean.is_finite() {
        gamma_lr(f64::from(count), mean)
    } else {
        0.0
    }
}

/// How far a count is from a mean that is known, in standard deviations.
///
/// - **Units:** standard deviations; beyond 3 either way is a signal, 2 happens in one week of twenty.
/// - **Shape:** only for a long-run mean. Between two single weeks it claims too much: use [`z_between`].
/// - **Source:** 2(√now − √mean), the square root that makes the variance of counts even (Anscombe 1948; A. Wheeler,
///   "Tables and graphs for monitoring temporal crime trends", 2016).
#[must_use]
pub fn z_against_mean(count: u32, mean: f64) -> f64 {
    2.0 * (f64::from(count).sqrt() - mean.max(0.0).sqrt())
}

/// How far two counts are apart, in standard deviations, when chance had its part in both.
///
/// - **Units:** standard deviations; positive when the first has the higher rate.
/// - **Source:** 2(√k₁ − √(ρk₂)) / √(1 + ρ), where ρ is the first exposure over the other (Anscombe 1948; Gu et al.,
///   "Testing the ratio of two Poisson rates", 2008).
#[must_use]
pub fn z_between(one: Observed, other: Observed) -> f64 {
    let exposures = one.exposure() / other.exposure();
    2.0 * (one.events().sqrt() - (exposures * other.events()).sqrt()) / (1.0 + exposures).sqrt()
}

/// How likely two rates would differ by chance at least as much as these do, if they were the same.
///
/// - **Units:** a probability, two-sided.
/// - **Shape:** too few below five events in all.
/// - **Source:** K. Krishnamoorthy and J. Thomson, "A more powerful test for comparing two Poisson means" (2004), their
///   E-test with the pooled estimate and a difference of 0: the sum of P(x₁)P(x₂) over all |T(x₁, x₂)| ≥ |T(k₁, k₂)|.
///
/// ```
/// # use lykta::statistics::{Figure, Observed, e_test};
/// let Figure::Said(chance) = e_test(Observed::once(25), Observed::once(16)) else { panic!() };
/// assert!((chance - 0.164796).abs() < 1e-6);
/// ```
#[must_use]
pub fn e_test(one: Observed, other: Observed) -> Figure<f64> {
    let Some(pooled) = pooled_rate(one, other) else { return Figure::TooFew };
    let apart = distance(one, other);
    let (first, second) = (Likely::around(pooled * one.exposure()), Likely::around(pooled * other.exposure()));
    let below = second.sums();
    let chance = first.counts().map(|(events, chance)| {
        // For a count of the first the distance falls as the second grows, so that what is far lies at both ends.
        let with =
            |index: usize| distance(Observed { events, ..one }, Observed { events: second.count_at(index), ..other });
        let far_above = first_where(second.chances.len(), |index| with(index) < apart.abs());
        let far_below = first_where(second.chances.len(), |index| with(index) <= -apart.abs()).max(far_above);
        chance * (below[far_above] + below[second.chances.len()] - below[far_below])
    });
    Figure::Said(chance.sum::<f64>().min(1.0))
}

/// The rate of both together; `None` below five events.
fn pooled_rate(one: Observed, other: Observed) -> Option<f64> {
    let total = u64::from(one.events) + u64::from(other.events);
    (total >= u64::from(FEWEST_RECENT)).then(|| (one.events() + other.events()) / (one.exposure() + other.exposure()))
}

/// The E-test's T: the difference of the rates over its estimated standard deviation.
fn distance(one: Observed, other: Observed) -> f64 {
    let (rate, other_rate) = (one.events() / one.exposure(), other.events() / other.exposure());
    let variance = rate / one.exposure() + other_rate / other.exposure();
    if variance > 0.0 { (rate - other_rate) / variance.sqrt() } else { 0.0 }
}

/// The first position below `length` that the claim is true of; it is false before and true after.
fn first_where(length: usize, claim: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = usize::midpoint(low, high);
        if claim(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The counts that a mean makes at all likely, and how likely each is.
struct Likely {
    from: u32,
    chances: Vec<f64>,
}

impl Likely {
    /// What lies further out than ten standard deviations and 40 events weighs less than 1e-20.
    fn around(mean: f64) -> Self {
        let Ok(poisson) = Poisson::new(mean) else { return Self { from: 0, chances: vec![1.0] } };
        let reach = 10.0 * mean.sqrt() + 40.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "near the mean of 32-bit counts; at the very end of the range it saturates"
        )]
        let (from, to) = ((mean - reach).max(0.0) as u32, (mean + reach) as u32);
        Self { from, chances: (from..=to).map(|count| poisson.pmf(u64::from(count))).collect() }
    }

    fn count_at(&self, index: usize) -> u32 {
        u32::try_from(index).map_or(u32::MAX, |index| self.from.saturating_add(index))
    }

    fn counts(&self) -> impl Iterator<Item = (u32, f64)> {
        (self.from..).zip(self.chances.iter().copied())
    }

    /// Sums of the first none, one, two … of the chances.
    fn sums(&self) -> Vec<f64> {
        let mut sum = 0.0;
        std::iter::once(0.0)
            .chain(self.chances.iter().map(|chance| {
                sum += chance;
                sum
            }))
            .collect()
    }
}

/// How likely two rates would differ by chance at least as much as these do, given their sum.
///
/// - **Units:** a probability, two-sided: twice the smaller tail, at most 1.
/// - **Shape:** too few below five events in all. Never below 0.05 when the interval of [`ratio`] holds 1; a little more
///   careful than [`e_test`].
/// - **Source:** J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series" (1940):
///   given the sum, the first count is binomial with the first's share of the exposure.
#[must_use]
pub fn c_test(one: Observed, other: Observed) -> Figure<f64> {
    if pooled_rate(one, other).is_none() {
        return Figure::TooFew;
    }
    let total = u64::from(one.events) + u64::from(other.events);
    let share = one.exposure() / (one.exposure() + other.exposure());
    let Ok(binomial) = Binomial::new(share, total) else { return Figure::TooFew };
    let events = u64::from(one.events);
    let at_least = if events == 0 { 1.0 } else { binomial.sf(events - 1) };
    Figure::Said((2.0 * at_least.min(binomial.cdf(events))).min(1.0))
}

/// How many times as often, with the exact 95 % interval.
///
/// - **Units:** a ratio of rates: 1 when they are the same.
/// - **Shape:** too few below five events in all.
/// - **Source:** the interval of C. J. Clopper and E. S. Pearson (1934) for the first's share of the sum, turned into a
///   ratio: π/(1 − π) times the other's exposure over the first's. It holds 1 exactly when [`c_test`] gives 0.05 or more.
#[must_use]
pub fn ratio(one: Observed, other: Observed) -> Figure<Ratio> {
    if pooled_rate(one, other).is_none() {
        return Figure::TooFew;
    }
    let (events, rest) = (one.events(), other.events());
    let exposures = other.exposure() / one.exposure();
    let odds = |share: f64| share / (1.0 - share) * exposures;
    let low = if one.events == 0 { 0.0 } else { odds(beta_quantile(events, rest + 1.0, TAIL)) };
    let high = (other.events > 0).then(|| odds(beta_quantile(events + 1.0, rest, 1.0 - TAIL)));
    Figure::Said(Ratio { value: (other.events > 0).then(|| events / rest * exposures), low, high })
}

/// The quantile of a beta distribution, by halving: 60 steps are all the bits there are.
fn beta_quantile(a: f64, b: f64, share: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if beta_reg(a, b, middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The change in per cent.
///
/// - **Units:** per cent; 50 for half as many again.
/// - **Shape:** too few on a base under 20, where a percentage says nothing.
/// - **Source:** the project's rule for figures that must be true; A. Wheeler, "Percent change is a horrible metric"
///   (2018).
#[must_use]
pub fn percent_change(now: u32, base: u32) -> Figure<f64> {
    if base < FEWEST_FOR_PERCENT {
        return Figure::TooFew;
    }
    Figure::Said(100.0 * (f64::from(now) - f64::from(base)) / f64::from(base))
}

/// The mean of some counts; 0 of none.
pub(super) fn mean(counts: &[u32]) -> f64 {
    let sum: u64 = counts.iter().copied().map(u64::from).sum();
    #[expect(clippy::cast_precision_loss, reason = "a sum of counts is far below 2^53")]
    let sum = sum as f64;
    sum / number_of(counts.len().max(1))
}

/// The variance of some counts, with n − 1; 0 of fewer than two.
pub(super) fn variance(counts: &[u32]) -> f64 {
    let mean = mean(counts);
    let squares: f64 = counts.iter().map(|count| (f64::from(*count) - mean).powi(2)).sum();
    squares / number_of(counts.len().saturating_sub(1).max(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn assert_near(found: f64, expected: f64, within: f64) {
        assert!((found - expected).abs() <= within, "{found}, not {expected}");
    }

    fn said<T>(figure: Figure<T>) -> T {
        figure.said().expect("a figure")
    }

    fn weeks(events: u32, weeks: u32) -> Observed {
        Observed { events, exposure: weeks.try_into().unwrap() }
    }

    // `garwood95` in the project's statistics-vectors.json, to the printed four decimals.
    #[test]
    fn the_interval_of_a_count_is_garwoods() {
        let published =
            [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (3, 0.6187, 8.7673), (7, 2.8144, 14.4227), (20, 12.2165, 30.8884)];
        for (count, low, high) in published {
            let found = count_interval(count);
            assert_near(found.0, low, 5e-5);
            assert_near(found.1, high, 5e-5);
        }
    }

    #[test]
    fn a_rate_carries_its_counts_interval() {
        let per_100_000 = rate(7, 7_514.try_into().unwrap(), 100_000);
        assert_near(per_100_000.value, 93.16, 5e-3);
        let vårsta = rate(7, 4_596.try_into().unwrap(), 1_000);
        assert_near(vårsta.value, 1.5231, 5e-5);
        assert_near(vårsta.low, 0.6124, 5e-5);
        assert_near(vårsta.high, 3.1381, 5e-5);
    }

    // `poisson` in statistics-vectors.json; 25 against 16 is Krishnamoorthy and Thomson's own example (0.165).
    #[test]
    fn two_counts_are_compared_as_published() {
        for (one, other, chance) in
            [(25, 16, 0.164_796_317_854_728_15), (9, 4, 0.182_978_095_852_741_77), (12, 3, 0.019_703_452_700_482_224)]
        {
            assert_near(said(e_test(Observed::once(one), Observed::once(other))), chance, 1e-9);
        }
        assert_near(said(c_test(Observed::once(25), Observed::once(16))), 0.211_023_597_608_800_63, 1e-9);
        assert_near(chance_of_at_least(25, 16.0), 0.022_315_477_981_965_88, 1e-12);
        assert_near(chance_of_at_least(12, 4.5), 0.002_404_28, 5e-9);
    }

    #[test]
    fn the_plain_z_is_for_a_known_mean_and_the_other_for_two_weeks() {
        assert_near(z_against_mean(25, 16.0), 2.0, 1e-12);
        assert_near(z_against_mean(9, 4.0), 2.0, 1e-12);
        assert_near(z_between(Observed::once(25), Observed::once(16)), 2.0 / 2.0_f64.sqrt(), 1e-12);
        // Twelve weeks at four a week say more about the usual than one week does.
        assert!(z_between(Observed::once(9), weeks(48, 12)) > z_between(Observed::once(9), Observed::once(4)));
    }

    #[test]
    fn a_ratio_says_at_least_how_many_times_when_the_other_is_none() {
        let found = said(ratio(Observed::once(12), Observed::once(0)));
        assert_eq!((found.value, found.high), (None, None));
        // Twelve of twelve: the share is at least 0.025^(1/12).
        let share = 0.025_f64.powf(1.0 / 12.0);
        assert_near(found.low, share / (1.0 - share), 1e-9);
        let reversed = said(ratio(Observed::once(0), Observed::once(12)));
        assert_eq!((reversed.value, reversed.low), (Some(0.0), 0.0));
    }

    #[test]
    fn four_events_in_all_are_too_few_to_compare() {
        let (one, other) = (Observed::once(4), Observed::once(0));
        assert_eq!(e_test(one, other), Figure::TooFew);
        assert_eq!(c_test(one, other), Figure::TooFew);
        assert_eq!(ratio(one, other), Figure::TooFew);
        assert!(e_test(Observed::once(5), other) != Figure::TooFew);
    }

    #[test]
    fn a_percentage_needs_a_base_of_twenty() {
        assert_eq!(percent_change(40, 19), Figure::TooFew);
        assert_eq!(percent_change(15, 20), Figure::Said(-25.0));
        assert_eq!(percent_change(7, 0), Figure::TooFew);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_count_and_leaves_a_fortieth_at_each_end(count in 0_u32..20_000) {
            let (low, high) = count_interval(count);
            prop_assert!(low <= f64::from(count) && f64::from(count) < high);
            if count > 0 {
                prop_assert!((chance_of_at_least(count, low) - TAIL).abs() < 1e-7);
            }
            prop_assert!((1.0 - chance_of_at_least(count + 1, high) - TAIL).abs() < 1e-7);
        }

        #[test]
        fn which_of_two_counts_comes_first_does_not_matter(
            one in 0_u32..300, other in 0_u32..300, length in 1_u32..13, other_length in 1_u32..13
        ) {
            let (one, other) = (weeks(one, length), weeks(other, other_length));
            match (e_test(one, other), e_test(other, one)) {
                (Figure::Said(chance), Figure::Said(turned)) => {
                    prop_assert!((chance - turned).abs() < 1e-9);
                    prop_assert!((0.0..=1.0).contains(&chance));
                }
                both => prop_assert_eq!(both, (Figure::TooFew, Figure::TooFew)),
            }
        }

        #[test]
        fn equal_counts_never_differ(count in 3_u32..5_000) {
            prop_assert!(said(e_test(Observed::once(count), Observed::once(count))) > 0.999_999);
        }

        #[test]
        fn the_interval_of_a_ratio_holds_one_exactly_when_the_test_sees_no_difference(
            one in 0_u32..2_000, other in 0_u32..2_000, length in 1_u32..13, other_length in 1_u32..13
        ) {
            prop_assume!(one + other >= FEWEST_RECENT);
            let (one, other) = (weeks(one, length), weeks(other, other_length));
            let (found, chance) = (said(ratio(one, other)), said(c_test(one, other)));
            prop_assume!((chance - 0.05).abs() > 1e-9);
            let holds_one = found.low <= 1.0 && found.high.is_none_or(|high| high >= 1.0);
            prop_assert_eq!(holds_one, chance >= 0.05, "{:?} {}", found, chance);
            if let (Some(value), Some(high)) = (found.value, found.high) {
                prop_assert!(found.low <= value && value <= high);
            }
        }
    }
}
