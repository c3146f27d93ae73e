//! Months and tertials made of weeks. Pure: which weeks belong, and what their counts come to.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::compare::{Change, FALSE_DIFFERENCES};
use crate::situation::compute::Tally;
use crate::situation::shared::SharedPicture;
use crate::statistics::{Bounds, Figure, Observed, Told, benjamini_hochberg, e_test};
use crate::time::IsoWeek;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Length {
    /// A month.
    Month,
    /// A third of a year: January to April, May to August, September to December.
    Tertial,
}

impl Length {
    /// How many months it has.
    fn months(self) -> i8 {
        match self {
            Self::Month => 1,
            Self::Tertial => 4,
        }
    }
}

/// A month or a tertial. As text `2026-11` or `2026-T3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// How long it is.
    pub length: Length,
    /// The year.
    pub year: i16,
    /// Which one of the year, from 1.
    pub number: i8,
}

/// The text is no month and no tertial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither a month as 2026-11 nor a tertial as 2026-T3")]
pub struct NotAPeriod;

impl Period {
    /// The period of this length that a day lies in.
    #[must_use]
    pub fn of_day(length: Length, day: Date) -> Self {
        Self { length, year: day.year(), number: (day.month() - 1) / length.months() + 1 }
    }

    /// The period that a week belongs to.
    #[must_use]
    pub fn of_week(length: Length, week: IsoWeek) -> Self {
        Self::of_day(length, thursday(week))
    }

    fn of(length: Length, year: i16, number: i8) -> Option<Self> {
        let known = (1..=12 / length.months()).contains(&number) && (1900..=2999).contains(&year);
        known.then_some(Self { length, year, number })
    }

    /// Its first month, 1 to 12.
    #[must_use]
    pub fn first_month(self) -> i8 {
        (self.number - 1) * self.length.months() + 1
    }

    /// Its last month, 1 to 12.
    #[must_use]
    pub fn last_month(self) -> i8 {
        self.first_month() + self.length.months() - 1
    }

    fn first_day(self) -> Date {
        jiff::civil::date(self.year, self.first_month(), 1)
    }

    /// So many periods later; earlier when negative.
    #[must_use]
    pub fn plus(self, periods: i32) -> Self {
        let day = self.first_day().saturating_add((periods * i32::from(self.length.months())).months());
        Self::of_day(self.length, day)
    }

    /// The same one of the year before.
    #[must_use]
    pub fn last_year(self) -> Self {
        Self { year: self.year - 1, ..self }
    }

    /// Its weeks, in order of time: those whose Thursday lies in it, so that each week belongs to one month and to one
    /// tertial, as it belongs to one year (ISO 8601).
    #[must_use]
    pub fn weeks(self) -> Vec<IsoWeek> {
        let (first, next) = (IsoWeek::of_day(self.first_day()), self.plus(1).first_day());
        let weeks = (0..).map(|weeks| first.plus(weeks)).skip_while(|week| thursday(*week) < self.first_day());
        weeks.take_while(|week| thursday(*week) < next).collect()
    }
}

fn thursday(week: IsoWeek) -> Date {
    week.monday().saturating_add(3.days())
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Length::Month => write!(out, "{}-{:02}", self.year, self.number),
            Length::Tertial => write!(out, "{}-T{}", self.year, self.number),
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let (year, rest) = text.split_once('-').ok_or(NotAPeriod)?;
        let (length, number) = match rest.strip_prefix('T') {
            Some(number) => (Length::Tertial, number),
            None => (Length::Month, rest),
        };
        let number = number.parse().map_err(|_| NotAPeriod)?;
        let period = Self::of(length, year.parse().map_err(|_| NotAPeriod)?, number).ok_or(NotAPeriod)?;
        // One address for each.
        if period.to_string() == text { Ok(period) } else { Err(NotAPeriod) }
    }
}

/// The weeks that are laid beside each other: the period's own, those of the period before and of the same one last year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spans {
    /// Whole weeks of the period that are over.
    pub own: Vec<IsoWeek>,
    /// Those of the period before.
    pub before: Vec<IsoWeek>,
    /// Those of the same period last year.
    pub last_year: Vec<IsoWeek>,
}

impl Spans {
    /// The weeks of a period, as known in a week.
    ///
    /// - `now`: the week it is; it is not over.
    /// - `first`: the week of the first report. A span that begins before it is not known, and empty.
    #[must_use]
    pub fn of(period: Period, now: IsoWeek, first: Option<IsoWeek>) -> Self {
        let known = |period: Period| -> Vec<IsoWeek> {
            let weeks = period.weeks();
            let is_known = weeks.first().is_some_and(|week| first.is_some_and(|first| first <= *week));
            if is_known { weeks.into_iter().filter(|week| *week < now).collect() } else { Vec::new() }
        };
        let own = period.weeks().into_iter().filter(|week| *week < now && first.is_some_and(|first| first <= *week));
        Self { own: own.collect(), before: known(period.plus(-1)), last_year: known(period.last_year()) }
    }

    /// Every week whose counts are needed, each once.
    #[must_use]
    pub fn needed(&self) -> Vec<IsoWeek> {
        let mut weeks: Vec<IsoWeek> = self.own.iter().chain(&self.before).chain(&self.last_year).copied().collect();
        weeks.sort_unstable();
        weeks.dedup();
        weeks
    }
}

/// What one thing comes to in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    /// How many in the period's weeks that are over.
    pub count: i64,
    /// The mean of a week in it; `None` when none is over.
    pub mean: Option<f64>,
    /// The mean of a week in the period before; `None` when that is not known.
    pub mean_before: Option<f64>,
    /// The mean of a week in the same period last year; `None` as above.
    pub mean_last_year: Option<f64>,
    /// How the period differs from the one before.
    pub change: Option<Change>,
}

/// Says which tallies are something's.
pub type Thing<'a> = Box<dyn Fn(&Tally) -> bool + 'a>;

/// What each of some things comes to; `things` say which tallies are theirs.
///
/// - **Shape:** in the order of the things. A difference from the period before is judged as between two weeks
///   ([`super::compare::compare`]), each sum over as many weeks as it has.
#[must_use]
pub fn sums(spans: &Spans, tallies: &[Tally], things: &[Thing]) -> Vec<Sum> {
    let counts: Vec<[i64; 3]> = things.iter().map(|is_own| counts_of(spans, tallies, is_own.as_ref())).collect();
    let observed = |count: i64, weeks: &[IsoWeek]| {
        let exposure = NonZeroU32::new(u32::try_from(weeks.len()).ok()?)?;
        Some(Observed { events: u32::try_from(count).ok()?, exposure })
    };
    let chance = |[own, before, _]: &[i64; 3]| {
        let (own, before) = (observed(*own, &spans.own)?, observed(*before, &spans.before)?);
        Some(e_test(own, before))
    };
    let chances: Vec<f64> = counts.iter().filter_map(|counts| chance(counts)?.said()).collect();
    let limit = benjamini_hochberg(&chances, FALSE_DIFFERENCES);
    let sum = |counts: &[i64; 3]| {
        let [own, before, last_year] = *counts;
        let (mean, mean_before) = (mean(own, &spans.own), mean(before, &spans.before));
        let judged = chance(counts).map(|chance| match chance {
            Figure::TooFew => Change::TooFew,
            Figure::Said(chance) if limit.is_none_or(|limit| chance > limit) => Change::Chance,
            Figure::Said(_) if mean > mean_before => Change::More,
            Figure::Said(_) => Change::Fewer,
        });
        Sum { count: own, mean, mean_before, mean_last_year: self::mean(last_year, &spans.last_year), change: judged }
    };
    counts.iter().map(sum).collect()
}

fn counts_of(spans: &Spans, tallies: &[Tally], is_own: &dyn Fn(&Tally) -> bool) -> [i64; 3] {
    [&spans.own, &spans.before, &spans.last_year].map(|weeks| {
        tallies.iter().filter(|tally| is_own(tally) && weeks.contains(&tally.week)).map(|tally| tally.count).sum()
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts and weeks are far below 2^52")]
fn mean(count: i64, weeks: &[IsoWeek]) -> Option<f64> {
    (!weeks.is_empty()).then(|| count as f64 / weeks.len() as f64)
}

/// What some shared editions come to, added up from what they tell and nothing else.
#[must_use]
pub fn bounds(pictures: &[SharedPicture], told: impl Fn(&SharedPicture) -> Told) -> Bounds {
    pictures.iter().map(told).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incidents::category::Group;

    fn week(text: &str) -> IsoWeek {
        text.parse().unwrap()
    }

    fn weeks_of(text: &str) -> Vec<String> {
        text.parse::<Period>().unwrap().weeks().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_week_belongs_to_the_month_of_its_thursday() {
        // 2026 begins on a Thursday, and ends on one: it has 53 weeks.
        assert_eq!(weeks_of("2026-01"), ["2026-W01", "2026-W02", "2026-W03", "2026-W04", "2026-W05"]);
        assert_eq!(weeks_of("2026-12").last().unwrap(), "2026-W53");
        assert_eq!(weeks_of("2027-01")[0], "2027-W01");
        assert_eq!(weeks_of("2026-11"), ["2026-W45", "2026-W46", "2026-W47", "2026-W48"]);
    }

    #[test]
    fn the_weeks_of_a_year_are_those_of_its_months_and_of_its_tertials() {
        for year in 2020..2030 {
            let months: Vec<String> = (1..=12).flat_map(|month| weeks_of(&format!("{year}-{month:02}"))).collect();
            let tertials: Vec<String> = (1..=3).flat_map(|tertial| weeks_of(&format!("{year}-T{tertial}"))).collect();
            assert_eq!(months, tertials);
            assert_eq!(months[0], format!("{year}-W01"));
            assert!(months.len() == 52 || months.len() == 53);
        }
    }

    #[test]
    fn a_period_has_one_address() {
        for text in ["2026-11", "2026-T3"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for text in ["2026-13", "2026-0", "2026-1", "2026-T4", "2026-T0", "26-11", "2026", "2026-W47", "x-11"] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
        let november: Period = "2026-11".parse().unwrap();
        assert_eq!(
            (november.plus(2).to_string(), november.plus(-11).to_string()),
            ("2027-01".into(), "2025-12".into())
        );
        assert_eq!("2026-T1".parse::<Period>().unwrap().plus(-1).to_string(), "2025-T3");
        assert_eq!(Period::of_week(Length::Tertial, week("2026-W53")).to_string(), "2026-T3");
    }

    #[test]
    fn only_weeks_that_are_over_and_known_are_counted() {
        let november: Period = "2026-11".parse().unwrap();
        let spans = Spans::of(november, week("2026-W47"), Some(week("2026-W41")));
        assert_eq!(spans.own, [week("2026-W45"), week("2026-W46")]);
        assert!(spans.before.is_empty(), "October began before the first report");
        assert!(spans.last_year.is_empty());
        let spans = Spans::of(november, week("2026-W47"), Some(week("2026-W40")));
        assert_eq!(spans.before.len(), 5);
    }

    #[test]
    fn means_are_of_weeks_so_that_long_months_compare_with_short_ones() {
        let november: Period = "2026-11".parse().unwrap();
        let spans = Spans::of(november, week("2026-W50"), Some(week("2026-W01")));
        let tally = |week: &str, count| Tally::new(self::week(week), None, "SKA1", count);
        let tallies = [tally("2026-W45", 30), tally("2026-W48", 10), tally("2026-W44", 50), tally("2026-W49", 99)];
        let all = sums(&spans, &tallies, &[Box::new(|tally| tally.group == Group::Skadegorelse), Box::new(|_| false)]);
        assert_eq!((all[0].count, all[0].mean, all[0].mean_before), (40, Some(10.0), Some(10.0)));
        assert_eq!((all[0].change, all[1].change), (Some(Change::Chance), Some(Change::TooFew)));
        assert_eq!(all[0].mean_last_year, None);
    }
}
