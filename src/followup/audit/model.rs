//! The figures behind the six questions, and the answer that they give. Pure.
//!
//! The auditors of 2018 asked whether goals are measurable, plans alive, the chain of steering visible, responsibility clear,
//! follow-up done and resources right (`domain.md` 0). An answer is what can be counted, never a judgement of people.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::db::{Moment, word_column};
use crate::followup::costs::YearCosts;
use crate::followup::funds::Granted;
use crate::measures::kept::Kept;
use crate::time::local_day;

/// A plan lives so many years: the law asks for a new situation picture and action plan at least every second year
/// (2023:196, 4 §).
pub const YEARS_ALIVE: i64 = 2;

word_column! {
    /// What the figures answer.
    Answer:
    /// All of what was counted is so.
    Yes = "yes",
    /// Some of it is.
    Partly = "partly",
    /// None of it is.
    No = "no",
    /// There is nothing to count.
    Unknown = "unknown",
}

impl Answer {
    /// What so many of so many say.
    #[must_use]
    pub fn of(part: usize, whole: usize) -> Self {
        match part {
            _ if whole == 0 => Self::Unknown,
            0 => Self::No,
            _ if part >= whole => Self::Yes,
            _ => Self::Partly,
        }
    }

    /// The same, when something that was counted beside it is not as it should be.
    #[must_use]
    pub fn unless(self, is_wanting: bool) -> Self {
        if is_wanting && self == Self::Yes { Self::Partly } else { self }
    }
}

/// How much of something is so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Share {
    /// How many of these are so.
    pub fn of<T>(all: impl IntoIterator<Item = T>, is_so: impl Fn(&T) -> bool) -> Self {
        let count =
            |share: Self, each: T| Self { part: share.part + usize::from(is_so(&each)), whole: share.whole + 1 };
        all.into_iter().fold(Self::default(), count)
    }

    /// What it answers.
    #[must_use]
    pub fn answer(self) -> Answer {
        Answer::of(self.part, self.whole)
    }
}

/// When the plans were decided that this year's goals stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plans {
    /// How many goals stand in a plan that is not older than [`YEARS_ALIVE`] years.
    pub alive: Share,
    /// When the oldest of them was decided, as far as is told.
    pub oldest: Option<Date>,
    /// How many goals stand in a plan of which nobody tells when it was decided.
    pub undated: usize,
}

impl Plans {
    /// The plans of goals that were decided on these days, as far as is told.
    #[must_use]
    pub fn of(decided: &[Option<Date>], today: Date) -> Self {
        let first_alive = today.saturating_sub(YEARS_ALIVE.years());
        Self {
            alive: Share::of(decided, |day| day.is_some_and(|day| day >= first_alive)),
            oldest: decided.iter().flatten().min().copied(),
            undated: decided.iter().filter(|day| day.is_none()).count(),
        }
    }
}

/// Measures about which something is still to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// How many.
    pub measures: usize,
    /// How many of them name no function in the line organisation.
    pub without_owner: usize,
    /// How many of them have no day.
    pub without_date: usize,
    /// How many of them lack at least one of these.
    pub wanting: usize,
    /// How many of them are done and wait for somebody to see that they are.
    pub unverified: usize,
}

/// A measure whose time of evaluation is over: its last day, and when somebody saw that it was done.
pub type Evaluated = (Date, Option<Moment>);

/// How many measures were followed up by the last day set aside for it.
#[must_use]
pub fn followed_up(evaluated: &[Evaluated]) -> Share {
    Share::of(evaluated, |(last, verified)| verified.is_some_and(|at| local_day(at.instant()) <= *last))
}

/// Everything that the answers are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The year that is asked about.
    pub year: i64,
    /// Goals of the year with an indicator that can tell whether they are reached.
    pub measurable: Share,
    /// Commitments of the year with a measure that somebody does.
    pub acted_on: Share,
    /// Measures decided in the year that belong to no commitment.
    pub loose_measures: usize,
    /// The plans of the year's goals.
    pub plans: Plans,
    /// The latest year with an outcome of an indicator that shows one of the year's goals.
    pub latest_reading: Option<i64>,
    /// What is still to be done.
    pub open: Open,
    /// Measures of the last year that were followed up by the day set aside for it.
    pub followed_up: Share,
    /// Promises of the last year that were kept in time.
    pub kept: Kept,
    /// The newest year's costs.
    pub costs: Option<YearCosts>,
    /// The newest year's grants.
    pub granted: Option<Granted>,
}

impl Figures {
    /// Whether what shows the goals was measured not longer ago than plans live.
    #[must_use]
    pub fn is_measured_lately(&self) -> bool {
        self.latest_reading.is_some_and(|latest| self.year - latest <= YEARS_ALIVE)
    }

    /// Are the goals measurable?
    #[must_use]
    pub fn goals(&self) -> Answer {
        self.measurable.answer()
    }

    /// Does the chain hang together from goal to measure?
    #[must_use]
    pub fn chain(&self) -> Answer {
        self.acted_on.answer().unless(self.loose_measures > 0)
    }

    /// Are the plans alive?
    #[must_use]
    pub fn living(&self) -> Answer {
        self.plans.alive.answer().unless(!self.is_measured_lately())
    }

    /// Is it clear who does what by when?
    #[must_use]
    pub fn responsibility(&self) -> Answer {
        Answer::of(self.open.measures - self.open.wanting, self.open.measures)
    }

    /// Is what was done followed up?
    #[must_use]
    pub fn follow_up(&self) -> Answer {
        self.followed_up.answer().unless(self.open.unverified > 0)
    }

    /// Can one see what it costs, and who carries it on? Whether the money is right no figure says.
    #[must_use]
    pub fn resources(&self) -> Answer {
        let costs = self.costs.as_ref().filter(|costs| costs.total_sek.is_some());
        let granted = self.granted.as_ref().filter(|granted| granted.granted > 0);
        match (costs, granted) {
            (None, None) => Answer::Unknown,
            (Some(costs), Some(granted)) => {
                Answer::Yes.unless(!costs.is_whole() || granted.without_owner > 0 || granted.without_outcome > 0)
            }
            _ => Answer::Partly,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_to_count_is_no_answer_and_all_is_needed_for_a_yes() {
        let answers = [(0, 0), (0, 3), (2, 3), (3, 3)].map(|(part, whole)| Answer::of(part, whole));
        assert_eq!(answers, [Answer::Unknown, Answer::No, Answer::Partly, Answer::Yes]);
        assert_eq!(Answer::Yes.unless(true), Answer::Partly);
        assert_eq!(Answer::No.unless(true), Answer::No);
    }

    #[test]
    fn a_plan_lives_two_years_to_the_day_and_one_without_a_day_is_not_known_to() {
        let today = day("2026-11-19");
        let plans = Plans::of(&[Some(day("2024-11-19")), Some(day("2024-11-18")), None], today);
        assert_eq!(plans.alive, Share { part: 1, whole: 3 });
        assert_eq!((plans.oldest, plans.undated), (Some(day("2024-11-18")), 1));
    }

    #[test]
    fn what_is_seen_to_be_done_on_the_last_day_in_stockholm_is_in_time() {
        let seen = |at: &str| Some(at.parse::<jiff::Timestamp>().unwrap().into());
        let last = day("2026-10-31");
        let evaluated = [(last, seen("2026-10-31T22:59:00Z")), (last, seen("2026-10-31T23:01:00Z")), (last, None)];
        assert_eq!(followed_up(&evaluated), Share { part: 1, whole: 3 });
    }
}
