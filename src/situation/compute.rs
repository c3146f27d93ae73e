//! From counts to figures: a week beside the weeks before it and the same week last year. Pure: no clock, no database.
//!
//! Everything is added up from the same [`Series`], so that what stands in a district, in a group and in a total cannot
//! disagree: districts and "outside or unknown" always sum to the whole (`domain.md` 1.3 and 5).

use std::ops::AddAssign;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::incidents::category::{Group, Kind, find_category};
use crate::statistics::{Judged, Verdict, judge};
use crate::time::IsoWeek;

/// How many weeks before the week shown are looked at.
pub const WEEKS_BEFORE: usize = 12;

/// How many reports of one category were made about one district and one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The week.
    pub week: IsoWeek,
    /// The district's key; `None` when the place lies outside the municipality or is not known.
    pub district: Option<i64>,
    /// What they are counted in. A category the program does not know is counted in [`Group::Ovrigt`]: nothing is lost.
    pub group: Group,
    /// How many.
    pub count: i64,
}

impl Tally {
    /// The tally of a category's code.
    #[must_use]
    pub fn new(week: IsoWeek, district: Option<i64>, category: &str, count: i64) -> Self {
        let group = find_category(category).map_or(Group::Ovrigt, |category| category.group);
        Self { week, district, group, count }
    }
}

/// The weeks a picture looks at: the one it is about, the twelve before it, and the same week last year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weeks {
    shown: IsoWeek,
    last_year: IsoWeek,
    first: Option<IsoWeek>,
    is_going_on: bool,
}

impl Weeks {
    /// The weeks of a picture.
    ///
    /// - `shown`: the week it is about.
    /// - `first`: the week of the first report there is; `None` when there is none. What was before it is not known, and
    ///   that is not zero.
    #[must_use]
    pub fn new(shown: IsoWeek, first: Option<IsoWeek>) -> Self {
        Self { shown, last_year: shown.same_week_last_year(), first, is_going_on: false }
    }

    /// The same as seen at an instant: a week that is not over yet has fewer reports than usual until it is.
    #[must_use]
    pub fn seen_at(self, now: Timestamp) -> Self {
        Self { is_going_on: now < self.shown.bounds().1, ..self }
    }

    /// The week of the first report there is.
    #[must_use]
    pub fn first(self) -> Option<IsoWeek> {
        self.first
    }

    /// Every week whose counts are needed: 14 of them, in order of time.
    #[must_use]
    pub fn needed(self) -> Vec<IsoWeek> {
        std::iter::once(self.last_year).chain((-12..=0).map(|weeks| self.shown.plus(weeks))).collect()
    }

    /// How many of the weeks right before the one shown lie within the time reports are known of, at most twelve.
    #[must_use]
    pub fn known_before(self) -> usize {
        let known = self.first.map_or(0, |first| self.shown.weeks_since(first));
        usize::try_from(known).unwrap_or(0).min(WEEKS_BEFORE)
    }

    fn knows_last_year(self) -> bool {
        self.first.is_some_and(|first| first <= self.last_year)
    }
}

/// Counts of one thing over the weeks a picture looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// The twelve weeks before, the oldest first.
    before: [i64; WEEKS_BEFORE],
    /// The week shown.
    shown: i64,
    /// The same week last year.
    last_year: i64,
}

impl Series {
    fn add(&mut self, weeks: Weeks, week: IsoWeek, count: i64) {
        if week == weeks.shown {
            self.shown += count;
        } else if week == weeks.last_year {
            self.last_year += count;
        } else if let Some(place) = usize::try_from(weeks.shown.weeks_since(week))
            .ok()
            .and_then(|back| WEEKS_BEFORE.checked_sub(back))
            .and_then(|at| self.before.get_mut(at))
        {
            *place += count;
        }
    }

    /// The mean of the last `n` weeks before the one shown, quiet ones included; `None` when reports are not known of
    /// for so long.
    fn mean(&self, weeks: Weeks, n: u8) -> Option<f64> {
        let sum: i64 = self.before.iter().rev().take(usize::from(n)).sum();
        (weeks.known_before() >= usize::from(n)).then(|| as_f64(sum) / f64::from(n))
    }

    /// The weeks before that are known and the week shown, the oldest first, judged; `None` when too few are known. A week
    /// that is going on may be a rise already, but nobody can say yet that it falls.
    #[must_use]
    pub fn judged(&self, weeks: Weeks) -> Option<Judged> {
        let unknown = WEEKS_BEFORE - weeks.known_before();
        let known = self.before.iter().skip(unknown).chain([&self.shown]);
        let judged = judge(&known.map(|count| u32::try_from(*count).unwrap_or(0)).collect::<Vec<_>>()).said()?;
        let is_too_early = weeks.is_going_on && judged.verdict == Verdict::Fall;
        Some(if is_too_early { Judged { verdict: Verdict::TooFew, ..judged } } else { judged })
    }

    /// The figures that are shown of it.
    ///
    /// - `residents`: of the same ground; without it there is no rate.
    #[must_use]
    pub fn figures(&self, weeks: Weeks, residents: Option<i64>) -> Figures {
        let judged = self.judged(weeks);
        Figures {
            count: self.shown,
            mean_4: self.mean(weeks, 4),
            mean_12: self.mean(weeks, 12),
            same_week_last_year: weeks.knows_last_year().then_some(self.last_year),
            per_1000: residents
                .filter(|residents| *residents > 0)
                .map(|residents| 1000.0 * as_f64(self.shown) / as_f64(residents)),
            expected_low: judged.map(|judged| judged.usual.low),
            expected_high: judged.map(|judged| judged.usual.high),
            signal: judged.map_or(Signal::TooFew, |judged| judged.verdict.into()),
        }
    }

    /// The last twelve weeks, the one shown being the last of them; `None` for those before the first report.
    #[must_use]
    pub fn twelve_weeks(&self, weeks: Weeks) -> [Option<i64>; WEEKS_BEFORE] {
        let unknown = WEEKS_BEFORE - weeks.known_before();
        let mut line = [None; WEEKS_BEFORE];
        for (place, at) in line.iter_mut().zip(1..) {
            *place = match self.before.get(at) {
                Some(count) => (at >= unknown).then_some(*count),
                None => Some(self.shown),
            };
        }
        line
    }
}

impl AddAssign for Series {
    fn add_assign(&mut self, other: Self) {
        for (mine, others) in self.before.iter_mut().zip(other.before) {
            *mine += others;
        }
        self.shown += other.shown;
        self.last_year += other.last_year;
    }
}

impl std::iter::Sum for Series {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts and residents are far below 2^52")]
fn as_f64(number: i64) -> f64 {
    number as f64
}

/// The figures of one thing in one place: what the page shows and the files hold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Reports of the week.
    pub count: i64,
    /// Mean of the previous four weeks, reports a week; `None` when reports are not known of for so long.
    pub mean_4: Option<f64>,
    /// Mean of the previous twelve weeks; `None` as above.
    pub mean_12: Option<f64>,
    /// Reports of the same ISO week last year (week 53 by date, `domain.md` 5.1); `None` as above.
    pub same_week_last_year: Option<i64>,
    /// Reports of the week for each 1 000 residents of the same ground; `None` when they have not been counted.
    pub per_1000: Option<f64>,
    /// The fewest that is usual after the weeks before; `None` when too few of them are known.
    pub expected_low: Option<u32>,
    /// The most that is usual; `None` as above.
    pub expected_high: Option<u32>,
    /// What is to be said of the week.
    pub signal: Signal,
}

/// What is to be said of a week's count beside what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// As expected.
    None,
    /// More than expected.
    Rising,
    /// Less than expected.
    Falling,
    /// Too few to say.
    TooFew,
}

impl From<Verdict> for Signal {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::TooFew => Self::TooFew,
            Verdict::AsUsual => Self::None,
            Verdict::Rise => Self::Rising,
            Verdict::Fall => Self::Falling,
        }
    }
}

/// One value for each kind, because figures of different kinds are never added together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByKind<T> {
    /// Things that happened.
    pub event: T,
    /// Places that are or feel unsafe.
    pub unsafe_place: T,
    /// Things that are going to take place.
    pub planned_event: T,
}

impl<T> ByKind<T> {
    /// Makes the value of each kind.
    pub fn each(make: impl Fn(Kind) -> T) -> Self {
        Self {
            event: make(Kind::Event),
            unsafe_place: make(Kind::UnsafePlace),
            planned_event: make(Kind::PlannedEvent),
        }
    }

    /// The value of one kind.
    pub fn of(&self, kind: Kind) -> &T {
        match kind {
            Kind::Event => &self.event,
            Kind::UnsafePlace => &self.unsafe_place,
            Kind::PlannedEvent => &self.planned_event,
        }
    }
}

/// The series of every group in one row of the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row([Series; Group::ALL.len()]);

impl Row {
    /// A group's series.
    #[must_use]
    pub fn group(&self, group: Group) -> Series {
        Group::ALL.into_iter().zip(&self.0).filter(|(own, _)| *own == group).map(|(_, series)| *series).sum()
    }

    /// The series of everything of a kind.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> Series {
        Group::ALL.into_iter().zip(&self.0).filter(|(group, _)| group.kind() == kind).map(|(_, series)| *series).sum()
    }

    fn add(&mut self, weeks: Weeks, tally: &Tally) {
        let own = Group::ALL.into_iter().zip(&mut self.0).find(|(group, _)| *group == tally.group);
        if let Some((_, series)) = own {
            series.add(weeks, tally.week, tally.count);
        }
    }
}

impl AddAssign<&Row> for Row {
    fn add_assign(&mut self, other: &Self) {
        for (mine, others) in self.0.iter_mut().zip(&other.0) {
            *mine += *others;
        }
    }
}

/// All counts of a picture, sorted into its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// A row for each set of districts asked for, in that order.
    pub rows: Vec<Row>,
    /// What lies in none of them: outside the municipality, or not known where.
    pub unknown: Row,
    /// Everything: the rows and the unknown together.
    pub whole: Row,
}

impl Counts {
    /// Sorts tallies into rows.
    ///
    /// - `members`: the keys of the districts of each row; a district stands in one row at most.
    /// - Tallies of weeks the picture does not look at are left out.
    #[must_use]
    pub fn sort(weeks: Weeks, members: &[&[i64]], tallies: &[Tally]) -> Self {
        let mut rows = vec![Row::default(); members.len()];
        let mut unknown = Row::default();
        for tally in tallies {
            let place = tally.district.and_then(|district| members.iter().position(|row| row.contains(&district)));
            let row = place.and_then(|place| rows.get_mut(place)).unwrap_or(&mut unknown);
            row.add(weeks, tally);
        }
        let mut whole = unknown.clone();
        for row in &rows {
            whole += row;
        }
        Self { rows, unknown, whole }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::incidents::category::categories;

    fn week(text: &str) -> IsoWeek {
        text.parse().unwrap()
    }

    fn weeks(shown: &str, first: &str) -> Weeks {
        Weeks::new(week(shown), Some(week(first)))
    }

    fn series(weeks: Weeks, counts: &[(&str, i64)]) -> Series {
        let mut series = Series::default();
        for (at, count) in counts {
            series.add(weeks, week(at), *count);
        }
        series
    }

    #[test]
    fn a_week_stands_beside_its_means_last_year_and_its_rate() {
        let weeks = weeks("2026-W47", "2025-W01");
        let counts =
            [("2026-W47", 7), ("2026-W46", 4), ("2026-W43", 2), ("2026-W35", 6), ("2026-W34", 50), ("2025-W47", 3)];
        let figures = series(weeks, &counts).figures(weeks, Some(7_514));
        assert_eq!((figures.count, figures.mean_4, figures.mean_12), (7, Some(1.5), Some(1.0)));
        assert_eq!(figures.same_week_last_year, Some(3));
        // domain.md 5.2: 7 in Fittja are 0.9316 per 1 000.
        assert!((figures.per_1000.unwrap() - 0.9316).abs() < 0.00005);
    }

    #[test]
    fn what_lies_before_the_first_report_is_unknown_and_not_zero() {
        let figures = |first: &str| {
            let weeks = weeks("2026-W47", first);
            let figures = Series::default().figures(weeks, None);
            (figures.mean_4, figures.mean_12, figures.same_week_last_year, figures.per_1000)
        };
        assert_eq!(figures("2026-W44"), (None, None, None, None));
        assert_eq!(figures("2026-W43"), (Some(0.0), None, None, None));
        assert_eq!(figures("2026-W36"), (Some(0.0), None, None, None));
        assert_eq!(figures("2026-W35"), (Some(0.0), Some(0.0), None, None));
        assert_eq!(figures("2025-W48"), (Some(0.0), Some(0.0), None, None));
        assert_eq!(figures("2025-W47"), (Some(0.0), Some(0.0), Some(0), None));
        let empty = Weeks::new(week("2026-W47"), None);
        assert_eq!(Series::default().figures(empty, Some(100)).mean_4, None);
    }

    #[test]
    fn the_line_of_twelve_weeks_begins_with_the_first_report_and_ends_with_the_week_shown() {
        let long = weeks("2026-W47", "2020-W01");
        let counts = [("2026-W47", 9), ("2026-W46", 8), ("2026-W36", 1), ("2026-W35", 5)];
        let line = series(long, &counts).twelve_weeks(long);
        assert_eq!((line[0], line[1], line[10], line[11]), (Some(1), Some(0), Some(8), Some(9)));
        let short = weeks("2026-W47", "2026-W45");
        let line = series(short, &counts[..2]).twelve_weeks(short);
        assert_eq!((line[8], line[9], line[10], line[11]), (None, Some(0), Some(8), Some(9)));
        let future = weeks("2026-W40", "2026-W45");
        assert_eq!(Series::default().twelve_weeks(future)[10..], [None, Some(0)]);
    }

    #[test]
    fn week_53_is_compared_with_the_nearest_week_by_date() {
        let weeks = weeks("2026-W53", "2020-W01");
        let figures = series(weeks, &[("2026-W53", 2), ("2026-W01", 5), ("2025-W52", 99)]).figures(weeks, None);
        assert_eq!(figures.same_week_last_year, Some(5));
        let needed = weeks.needed();
        assert_eq!((needed.len(), needed[0], needed[13]), (14, week("2026-W01"), week("2026-W53")));
        assert!(needed.is_sorted());
    }

    #[test]
    fn a_category_the_program_does_not_know_is_counted_with_what_fits_nowhere() {
        assert_eq!(Tally::new(week("2026-W47"), None, "XYZ9", 1).group, Group::Ovrigt);
        assert_eq!(Tally::new(week("2026-W47"), None, "PLA1", 1).group, Group::OtryggPlats);
    }

    /// A tally of any week around the one shown, of any district (some in no row), of any category.
    fn tally() -> impl Strategy<Value = Tally> {
        (-60..3_i32, prop::option::of(1..10_i64), 0..categories().len(), 0..50_i64).prop_map(
            |(back, district, category, count)| {
                Tally::new(week("2026-W47").plus(back), district, &categories()[category].code, count)
            },
        )
    }

    fn summed(tallies: &[Tally], wanted: impl Fn(&Tally) -> bool) -> i64 {
        tallies.iter().filter(|tally| wanted(tally)).map(|tally| tally.count).sum()
    }

    proptest! {
        #[test]
        fn districts_and_the_unknown_always_sum_to_everything_that_was_reported(
            tallies in prop::collection::vec(tally(), 0..200),
            split in 0..7_usize,
        ) {
            let weeks = weeks("2026-W47", "2020-W01");
            let districts: [i64; 7] = [1, 2, 3, 4, 5, 6, 7];
            // Six rows of one district each and one that folds two: or any other cut in two.
            let (one, other) = districts.split_at(split);
            let counts = Counts::sort(weeks, &[one, other], &tallies);
            for at in weeks.needed() {
                let reported = |kind| summed(&tallies, |tally| tally.week == at && tally.group.kind() == kind);
                let in_row = |row: &Row, kind| {
                    let series = row.kind(kind);
                    let back = usize::try_from(weeks.shown.weeks_since(at)).unwrap();
                    match back {
                        0 => series.shown,
                        1..=WEEKS_BEFORE => series.before[WEEKS_BEFORE - back],
                        _ => series.last_year,
                    }
                };
                for kind in Kind::ALL {
                    let parts: i64 =
                        counts.rows.iter().chain([&counts.unknown]).map(|row| in_row(row, kind)).sum();
                    prop_assert_eq!(parts, reported(kind));
                    prop_assert_eq!(in_row(&counts.whole, kind), reported(kind));
                }
            }
            for group in Group::ALL {
                let parts: Series =
                    counts.rows.iter().chain([&counts.unknown]).map(|row| row.group(group)).sum();
                prop_assert_eq!(parts, counts.whole.group(group));
                let reported = summed(&tallies, |tally| tally.week == weeks.shown && tally.group == group);
                prop_assert_eq!(parts.figures(weeks, None).count, reported);
            }
            let elsewhere = |tally: &Tally| tally.district.is_none_or(|district| district > 7);
            let unknown = summed(&tallies, |tally| {
                tally.week == weeks.shown && elsewhere(tally) && tally.group.kind() == Kind::Event
            });
            prop_assert_eq!(counts.unknown.kind(Kind::Event).figures(weeks, None).count, unknown);
        }

        #[test]
        fn however_the_ground_is_divided_the_whole_stays_the_same(tallies in prop::collection::vec(tally(), 0..200)) {
            let weeks = weeks("2026-W47", "2020-W01");
            let folded = Counts::sort(weeks, &[&[1], &[2], &[3], &[4], &[5, 6], &[7]], &tallies);
            let apart = Counts::sort(weeks, &[&[1], &[2], &[3], &[4], &[5], &[6], &[7]], &tallies);
            prop_assert_eq!(&folded.whole, &apart.whole);
            prop_assert_eq!(&folded.unknown, &apart.unknown);
            let mut both = apart.rows[4].clone();
            both += &apart.rows[5];
            prop_assert_eq!(&folded.rows[4], &both);
        }
    }
}
