//! Whether a target is reached, and whether two outcomes differ: what can be said when both were measured with some error.
//!
//! - **Asked** (index, percent): chance decided who was asked. Two outcomes differ when they are further apart than
//!   √(m₁² + m₂²), their margins of error together (95 %).
//! - **A margin that nobody told** is taken to be as wide as the other one's: they stand side by side because they come from one
//!   survey. When neither was told, [`WIDEST_MARGIN`] is taken for both, so that only what is plain beyond doubt is said.
//! - **Counted** (count): two counts differ when they are further apart than chance would put two counts with the same mean,
//!   1,96·√(k₁ + k₂) (`domain.md` 5.3). Beside a figure that was aimed at, what was counted is what it is.
//! - **A rate** without margin has no known error beside another rate: nothing is said. Beside a figure that was aimed at it is
//!   what it is.

use super::model::{Better, Description, Outcome, Target, Unit, Verdict};
use crate::db::word_column;

/// The margin of error that a figure from 0 to 100 has at most when a hundred people were asked: 1,96·50/√100, for nothing
/// between 0 and 100 has a standard deviation above 50 (Popoviciu 1935). Units of the index, or percentage points.
pub const WIDEST_MARGIN: f64 = 9.8;

/// Half a 95 % interval, in standard deviations.
const DEVIATIONS: f64 = 1.96;

/// What can be said of one outcome beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// The first is higher, beyond the margins.
    Higher,
    /// The first is lower, beyond the margins.
    Lower,
    /// The difference lies within the margins.
    Within,
    /// The margins are not known.
    Unknown,
}

word_column! {
    /// Why a verdict is what it is.
    Why:
    /// There is no target.
    NoTarget = "no_target",
    /// There is no outcome for the target's year.
    NoOutcome = "no_outcome",
    /// Nobody has said which way is better.
    NoWay = "no_way",
    /// There is no outcome before it to compare with.
    NothingBefore = "nothing_before",
    /// The margins of error are not known.
    NoMargin = "no_margin",
    /// The difference lies within the margin of error.
    Within = "within",
    /// The difference is larger than the margin of error, or there is none to heed.
    Plain = "plain",
}

/// How far two outcomes must be apart to differ, in the unit; `None` when the margins are not known.
///
/// ```
/// # use lykta::followup::indicators::judging::margin_between;
/// # use lykta::followup::indicators::model::{Outcome, Unit};
/// let outcome = |value, margin| Outcome { year: 2017, value, margin };
/// let both = margin_between(Unit::Index, &outcome(42.0, Some(3.0)), &outcome(57.0, Some(4.0)));
/// assert_eq!(both, Some(5.0));
/// assert_eq!(margin_between(Unit::Per100000, &outcome(93.0, None), &outcome(152.0, None)), None);
/// ```
#[must_use]
pub fn margin_between(unit: Unit, one: &Outcome, other: &Outcome) -> Option<f64> {
    let margin = |outcome: &Outcome, beside: &Outcome| match (outcome.margin, unit) {
        (Some(margin), _) => Some(margin),
        (None, Unit::Count) => Some(DEVIATIONS * outcome.value.max(0.0).sqrt()),
        (None, Unit::Index | Unit::Percent) => Some(beside.margin.unwrap_or(WIDEST_MARGIN)),
        (None, Unit::Per100000) => None,
    };
    Some(margin(one, other)?.hypot(margin(other, one)?))
}

/// What can be said of `one` beside `other`.
#[must_use]
pub fn compare(unit: Unit, one: &Outcome, other: &Outcome) -> Compared {
    let difference = one.value - other.value;
    match margin_between(unit, one, other) {
        None => Compared::Unknown,
        Some(margin) if difference.abs() <= margin => Compared::Within,
        Some(_) if difference > 0.0 => Compared::Higher,
        Some(_) => Compared::Lower,
    }
}

/// Whether a target is reached, and why that is said.
///
/// - `outcome`: that of the target's own year; `before`: the newest one before it.
/// - **Shape:** a figure is reached when the outcome is better than it, beyond the outcome's own margin; a direction when the
///   outcome differs from the one before it that way, beyond the margins of both.
#[must_use]
pub fn judge(
    about: &Description,
    target: Option<Target>,
    outcome: Option<&Outcome>,
    before: Option<&Outcome>,
) -> (Verdict, Why) {
    let Some(target) = target else { return (Verdict::NothingToJudge, Why::NoTarget) };
    let Some(outcome) = outcome else { return (Verdict::NothingToJudge, Why::NoOutcome) };
    match target {
        Target::Value(figure) => beside_figure(about, outcome, figure),
        Target::Increase => beside_before(about.unit, outcome, before, Compared::Higher),
        Target::Decrease => beside_before(about.unit, outcome, before, Compared::Lower),
    }
}

fn beside_figure(about: &Description, outcome: &Outcome, figure: f64) -> (Verdict, Why) {
    let ahead = match about.better {
        Better::Higher => outcome.value - figure,
        Better::Lower => figure - outcome.value,
        Better::Unknown => return (Verdict::CannotBeJudged, Why::NoWay),
    };
    let margin = outcome.margin.unwrap_or(if about.unit.is_asked() { WIDEST_MARGIN } else { 0.0 });
    if ahead.abs() <= margin && margin > 0.0 {
        (Verdict::CannotBeJudged, Why::Within)
    } else if ahead >= 0.0 {
        (Verdict::Reached, Why::Plain)
    } else {
        (Verdict::NotReached, Why::Plain)
    }
}

fn beside_before(unit: Unit, outcome: &Outcome, before: Option<&Outcome>, wanted: Compared) -> (Verdict, Why) {
    let Some(before) = before else { return (Verdict::CannotBeJudged, Why::NothingBefore) };
    match compare(unit, outcome, before) {
        Compared::Unknown => (Verdict::CannotBeJudged, Why::NoMargin),
        Compared::Within => (Verdict::CannotBeJudged, Why::Within),
        found if found == wanted => (Verdict::Reached, Why::Plain),
        _ => (Verdict::NotReached, Why::Plain),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn about(unit: Unit, better: Better) -> Description {
        Description { code: "B6:1a".to_owned(), name: "Trygghet".to_owned(), unit, better }
    }

    fn outcome(value: f64, margin: Option<f64>) -> Outcome {
        Outcome { year: 2017, value, margin }
    }

    #[test]
    fn the_municipalitys_safety_index_is_lower_than_all_municipalities() {
        // A margin told for one side only is taken for both: √2 · 2,8 = 3,96 against 15.
        assert_eq!(compare(Unit::Index, &outcome(42.0, Some(2.8)), &outcome(57.0, None)), Compared::Lower);
        assert_eq!(compare(Unit::Index, &outcome(62.0, Some(2.1)), &outcome(61.0, None)), Compared::Within);
    }

    #[test]
    fn eight_points_without_a_margin_say_nothing_and_twenty_do() {
        assert_eq!(compare(Unit::Percent, &outcome(34.0, None), &outcome(42.0, None)), Compared::Within);
        assert_eq!(compare(Unit::Percent, &outcome(34.0, None), &outcome(54.0, None)), Compared::Lower);
    }

    #[test]
    fn counts_differ_when_chance_would_not_put_them_so_far_apart() {
        assert_eq!(compare(Unit::Count, &outcome(239.0, None), &outcome(135.0, None)), Compared::Higher);
        assert_eq!(compare(Unit::Count, &outcome(25.0, None), &outcome(16.0, None)), Compared::Within);
    }

    #[test]
    fn a_figure_is_reached_only_beyond_the_margin() {
        let survey = about(Unit::Percent, Better::Higher);
        let judged = |value, margin| judge(&survey, Some(Target::Value(65.0)), Some(&outcome(value, margin)), None);
        assert_eq!(judged(69.0, Some(3.0)), (Verdict::Reached, Why::Plain));
        assert_eq!(judged(66.0, Some(3.0)), (Verdict::CannotBeJudged, Why::Within));
        assert_eq!(judged(61.0, Some(3.0)), (Verdict::NotReached, Why::Plain));
        assert_eq!(judged(61.0, None), (Verdict::CannotBeJudged, Why::Within));
        assert_eq!(judged(34.0, None), (Verdict::NotReached, Why::Plain));
    }

    #[test]
    fn what_was_counted_is_what_it_is() {
        let count = about(Unit::Count, Better::Lower);
        let judged = |value| judge(&count, Some(Target::Value(200.0)), Some(&outcome(value, None)), None).0;
        assert_eq!(
            (judged(200.0), judged(199.0), judged(201.0)),
            (Verdict::Reached, Verdict::Reached, Verdict::NotReached)
        );
    }

    #[test]
    fn without_target_outcome_way_or_something_before_nothing_is_claimed() {
        let survey = about(Unit::Percent, Better::Unknown);
        let now = outcome(61.0, Some(3.0));
        assert_eq!(judge(&survey, None, Some(&now), None), (Verdict::NothingToJudge, Why::NoTarget));
        assert_eq!(judge(&survey, Some(Target::Increase), None, None), (Verdict::NothingToJudge, Why::NoOutcome));
        let figure = judge(&survey, Some(Target::Value(65.0)), Some(&now), None);
        assert_eq!(figure, (Verdict::CannotBeJudged, Why::NoWay));
        let more = judge(&survey, Some(Target::Increase), Some(&now), None);
        assert_eq!(more, (Verdict::CannotBeJudged, Why::NothingBefore));
    }

    proptest! {
        #[test]
        fn which_outcome_comes_first_only_turns_the_answer(
            one in 0.0_f64..100.0, other in 0.0_f64..100.0, margin in prop::option::of(0.1_f64..5.0)
        ) {
            let (one, other) = (outcome(one, margin), outcome(other, None));
            let turned = match compare(Unit::Percent, &other, &one) {
                Compared::Higher => Compared::Lower,
                Compared::Lower => Compared::Higher,
                same => same,
            };
            prop_assert_eq!(compare(Unit::Percent, &one, &other), turned);
        }

        #[test]
        fn a_target_and_its_opposite_are_never_both_reached(now in 0.0_f64..100.0, before in 0.0_f64..100.0) {
            let survey = about(Unit::Index, Better::Higher);
            let (now, before) = (outcome(now, Some(2.0)), outcome(before, Some(2.0)));
            let judged = |target| judge(&survey, Some(target), Some(&now), Some(&before)).0;
            let both = [judged(Target::Increase), judged(Target::Decrease)];
            prop_assert!(both != [Verdict::Reached; 2] && both != [Verdict::NotReached; 2]);
        }
    }
}
