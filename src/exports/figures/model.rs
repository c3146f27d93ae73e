//! A quarter, and what everybody is told of it.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::statistics::Bounds;
use crate::time::{Month, Months};

/// What public counts are rounded to.
pub const ROUNDED_TO: u32 = 5;

/// A quarter of a year. As text `2026-Q3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    /// 1 to 4.
    number: i8,
}

/// The text is no quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a quarter as 2026-Q3")]
pub struct NotAQuarter;

impl Quarter {
    /// The quarter that a day lies in.
    #[must_use]
    pub fn of_day(day: Date) -> Self {
        Self { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// Which one of the year, from 1.
    #[must_use]
    pub fn number(self) -> i8 {
        self.number
    }

    /// Its three months.
    #[must_use]
    pub fn months(self) -> Months {
        let first = Month::of_day(self.first_day());
        Months { first, last: first.plus(2) }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        jiff::civil::date(self.year, self.number * 3 - 2, 1)
    }

    /// The quarter before it.
    #[must_use]
    pub fn before(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 4 },
            number => Self { number: number - 1, ..self },
        }
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_over(self, now: Timestamp) -> bool {
        self.months().bounds().1 <= now
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = NotAQuarter;

    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let (year, number) = text.split_once("-Q").ok_or(NotAQuarter)?;
        let year = year.parse().ok().filter(|year| (1900..=2999).contains(year)).ok_or(NotAQuarter)?;
        let number = number.parse().ok().filter(|number| (1..=4).contains(number)).ok_or(NotAQuarter)?;
        let quarter = Self { year, number };
        // One address for each.
        if quarter.to_string() == text { Ok(quarter) } else { Err(NotAQuarter) }
    }
}

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quarter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// What everybody is told of a quarter. Frozen when it is released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicQuarter {
    /// Which one.
    pub quarter: Quarter,
    /// Reports received until then are in it.
    pub cut_off: Timestamp,
    /// The districts without their parts, each part by itself, and at last outside or unknown.
    pub rows: Vec<PublicRow>,
    /// The whole municipality.
    pub whole: PublicCounts,
}

/// A district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicRow {
    /// Its word.
    pub code: String,
    /// Its name in Swedish, with what the row covers.
    pub name: String,
    /// Its counts.
    #[serde(flatten)]
    pub counts: PublicCounts,
}

/// Counts that are multiples of [`ROUNDED_TO`]; `None` for what is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicCounts {
    /// Reported events.
    pub events: Option<u32>,
    /// Reported unsafe places; never added to events.
    pub unsafe_places: Option<u32>,
}

/// The nearest multiple of [`ROUNDED_TO`]. No whole number lies halfway between two.
///
/// ```
/// # use lykta::exports::figures::model::rounded;
/// assert_eq!([0, 2, 3, 7, 8, 52].map(rounded), [0, 0, 5, 5, 10, 50]);
/// ```
#[must_use]
pub fn rounded(count: u32) -> u32 {
    (count + ROUNDED_TO / 2) / ROUNDED_TO * ROUNDED_TO
}

/// What is told in public of what the council may know: the rounded count, when everything it may be is rounded to the same.
///
/// Made of nothing but what the council is told, so that whoever reads both learns nothing more from the second.
///
/// ```
/// # use lykta::exports::figures::model::told;
/// # use lykta::statistics::Bounds;
/// let known = |low, high| told(Bounds { low, high });
/// assert_eq!([known(23, Some(23)), known(18, Some(22))], [Some(25), Some(20)]);
/// assert_eq!([known(1, Some(4)), known(12, None)], [None, None]);
/// ```
#[must_use]
pub fn told(known: Bounds) -> Option<u32> {
    known.high.map(rounded).filter(|high| *high == rounded(known.low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_has_one_address_and_three_months() {
        for text in ["2026-Q1", "2026-Q4"] {
            assert_eq!(text.parse::<Quarter>().unwrap().to_string(), text);
        }
        for text in ["2026-Q5", "2026-Q0", "2026-Q01", "26-Q1", "2026-3", "", "x-Q1"] {
            assert_eq!(text.parse::<Quarter>(), Err(NotAQuarter), "{text}");
        }
        let quarter: Quarter = "2026-Q3".parse().unwrap();
        assert_eq!(quarter.months().to_string(), "2026-07--2026-09");
        assert_eq!(quarter.before().before().before().to_string(), "2025-Q4");
        assert_eq!(Quarter::of_day(jiff::civil::date(2026, 9, 30)), quarter);
        assert!(!quarter.is_over("2026-09-30T21:59:59Z".parse().unwrap()));
        assert!(quarter.is_over("2026-09-30T22:00:00Z".parse().unwrap()), "midnight in Stockholm");
    }
}
