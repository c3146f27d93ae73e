//! Counts by calendar month. Weeks and months share no edges: a month is the weeks that lie in it, and days at its two ends.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::model::Subject;
use super::store;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::incidents::category::{Category, Group, Kind, find_category};
use crate::time::{IsoWeek, Month, Months, local_day};

/// The part of a week that lies in a month: all of it, or the days at the month's beginning or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slice {
    /// The month.
    pub month: Month,
    /// The week.
    pub week: IsoWeek,
}

impl Slice {
    /// The slice that a day lies in.
    #[must_use]
    pub fn of_day(day: Date) -> Self {
        Self { month: Month::of_day(day), week: IsoWeek::of_day(day) }
    }

    /// The slices of a month, in order of time.
    pub fn each_of(month: Month) -> impl Iterator<Item = Self> {
        let (first, last) = (IsoWeek::of_day(month.first_day()), IsoWeek::of_day(month.last_day()));
        (0..=last.weeks_since(first)).map(move |weeks| Self { month, week: first.plus(weeks) })
    }

    /// The slices of a week: one, or two where a month ends in it.
    pub fn each_of_week(week: IsoWeek) -> impl Iterator<Item = Self> {
        let (first, last) = (Month::of_day(week.monday()), Month::of_day(week.sunday()));
        [first, last].into_iter().take(if first == last { 1 } else { 2 }).map(move |month| Self { month, week })
    }

    /// Whether the whole week lies in the month.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.month.first_day() <= self.week.monday() && self.week.sunday() <= self.month.last_day()
    }

    /// Its first day, and the first day after it.
    #[must_use]
    pub fn days(self) -> (Date, Date) {
        let (first, last) = (self.month.first_day(), self.month.last_day());
        (first.max(self.week.monday()), last.min(self.week.sunday()).saturating_add(1.day()))
    }
}

/// What counts in some months, as finely as it is ever told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<Piece, u32>);

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// When.
    pub slice: Slice,
    /// The district's key; `None` for outside the municipality or not known.
    pub district: Option<i64>,
    /// The group; for what has none, that of everything that fits nowhere.
    pub group: Group,
    /// Whether it is told for the whole municipality only.
    pub is_sensitive: bool,
}

impl Counts {
    /// Counts what there is of a subject in some months, and in the rest of the weeks that they begin and end in.
    ///
    /// Reports that were merged into another or set aside do not count, nor those that nobody has reviewed and must, nor
    /// those that are for one organisation alone.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer.
    pub fn read(connection: &mut DbConnection, subject: Subject, months: Months) -> Result<Self, AppError> {
        let mut counts = Self::default();
        let (first, last) = (IsoWeek::of_day(months.first.first_day()), IsoWeek::of_day(months.last.last_day()));
        let Some(kind) = subject.kind() else {
            for (at, district) in store::list_observations(connection, (first.bounds().0, last.bounds().1))? {
                counts.add(Slice::of_day(local_day(at)), (Some(district), Group::Ovrigt, false), 1);
            }
            return Ok(counts);
        };
        let mut add = |slice: Slice, (district, category, count): store::Tally| {
            let known = find_category(&category);
            let group = known.map_or(Group::Ovrigt, |category| category.group);
            if group.kind() == kind {
                let is_sensitive = known.is_some_and(Category::is_sensitive);
                counts.add(slice, (district, group, is_sensitive), count);
            }
        };
        let weeks = (0..=last.weeks_since(first)).map(|weeks| first.plus(weeks));
        let (whole, edges): (Vec<Slice>, Vec<Slice>) =
            weeks.flat_map(Slice::each_of_week).partition(|slice| slice.is_whole());
        let mondays: Vec<Date> = whole.iter().map(|slice| slice.week.monday()).collect();
        for (monday, tally) in store::list_week_tallies(connection, &mondays)? {
            add(Slice::of_day(monday), tally);
        }
        for slice in edges {
            for tally in store::list_day_tallies(connection, slice.days())? {
                add(slice, tally);
            }
        }
        Ok(counts)
    }

    fn add(&mut self, slice: Slice, (district, group, is_sensitive): (Option<i64>, Group, bool), count: i64) {
        let count = u32::try_from(count).unwrap_or(0);
        *self.0.entry(Piece { slice, district, group, is_sensitive }).or_default() += count;
    }

    /// Everything that was counted.
    pub fn pieces(&self) -> impl Iterator<Item = (&Piece, u32)> {
        self.0.iter().map(|(piece, count)| (piece, *count))
    }
}

/// The first month anything of a subject is known of. What was before it is not known, and that is not none.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn first_month(connection: &mut DbConnection, subject: Subject) -> Result<Option<Month>, AppError> {
    let first: Option<Timestamp> = match subject {
        Subject::Observations => store::find_first_observation(connection)?,
        Subject::Events | Subject::UnsafePlaces => match store::find_first_week(connection)? {
            Some(monday) => store::find_first_time(connection, monday)?,
            None => None,
        },
    };
    Ok(first.map(|first| Month::of_day(local_day(first))))
}

impl Subject {
    /// The kind of reports it is; `None` for what is no report.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Events => Some(Kind::Event),
            Self::UnsafePlaces => Some(Kind::UnsafePlace),
            Self::Observations => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_a_month_lies_in_exactly_one_of_its_slices() {
        for month in ["2026-06", "2026-11", "2027-02", "2026-12"] {
            let month: Month = month.parse().unwrap();
            let slices: Vec<Slice> = Slice::each_of(month).collect();
            assert_eq!(slices.first().map(|slice| slice.days().0), Some(month.first_day()));
            assert_eq!(slices.last().map(|slice| slice.days().1), Some(month.plus(1).first_day()));
            assert!(slices.windows(2).all(|pair| pair[0].days().1 == pair[1].days().0), "{month}");
            assert!(slices.iter().all(|slice| Slice::of_day(slice.days().0) == *slice), "{month}");
        }
        // Monday to Sunday, four times.
        assert!(Slice::each_of("2027-02".parse().unwrap()).all(Slice::is_whole));
    }
}
