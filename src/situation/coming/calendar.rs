//! What the calendar knows by itself: days that come every year by a rule. Pure.
//!
//! Only rules that are certain stand here. Of school holidays those are the sports holiday, which Stockholm's county has in
//! week 9, and the autumn holiday of week 44; the Easter holiday lies in the week before or after Easter, and the first and
//! last days of term are each municipality's own: people write them down.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};

use crate::db::word_column;
use crate::time::IsoWeek;

word_column! {
    /// A day or some days that come every year.
    Yearly:
    /// 1 January.
    NewYearsDay = "new_years_day",
    /// Monday to Friday of week 9, in Stockholm's county.
    SportsHoliday = "sports_holiday",
    /// Good Friday to Easter Monday.
    Easter = "easter",
    /// 30 April.
    Walpurgis = "walpurgis",
    /// 1 May.
    FirstOfMay = "first_of_may",
    /// Thirty-nine days after Easter.
    Ascension = "ascension",
    /// 6 June.
    NationalDay = "national_day",
    /// The Friday from 19 to 25 June, and the Saturday after it.
    Midsummer = "midsummer",
    /// Monday to Friday of week 44.
    AutumnHoliday = "autumn_holiday",
    /// 31 October.
    Halloween = "halloween",
    /// The Saturday from 31 October to 6 November.
    AllSaints = "all_saints",
    /// 13 December.
    Lucia = "lucia",
    /// 24 to 26 December.
    Christmas = "christmas",
    /// 31 December.
    NewYearsEve = "new_years_eve",
}

impl Yearly {
    /// Its first and last day in a year (1900 to 2199).
    ///
    /// - **Source:** lag (1989:253) om allmänna helgdagar for holidays; for the others see the variants.
    #[must_use]
    pub fn days(self, year: i16) -> (Date, Date) {
        let one = |month, day| {
            let day = date(year, month, day);
            (day, day)
        };
        let school_week = |week| {
            // Every year has these weeks.
            let monday = IsoWeek::new(year, week).map_or(date(year, 1, 1), IsoWeek::monday);
            (monday, plus(monday, 4))
        };
        match self {
            Self::NewYearsDay => one(1, 1),
            Self::SportsHoliday => school_week(9),
            Self::Easter => (plus(easter_sunday(year), -2), plus(easter_sunday(year), 1)),
            Self::Walpurgis => one(4, 30),
            Self::FirstOfMay => one(5, 1),
            Self::Ascension => (plus(easter_sunday(year), 39), plus(easter_sunday(year), 39)),
            Self::NationalDay => one(6, 6),
            Self::Midsummer => {
                let eve = first_from(date(year, 6, 19), Weekday::Friday);
                (eve, plus(eve, 1))
            }
            Self::AutumnHoliday => school_week(44),
            Self::Halloween => one(10, 31),
            Self::AllSaints => {
                let saturday = first_from(date(year, 10, 31), Weekday::Saturday);
                (saturday, saturday)
            }
            Self::Lucia => one(12, 13),
            Self::Christmas => (date(year, 12, 24), date(year, 12, 26)),
            Self::NewYearsEve => one(12, 31),
        }
    }
}

/// Everything the calendar knows of that touches these days, in order of time.
#[must_use]
pub fn between(from: Date, to: Date) -> Vec<(Yearly, Date, Date)> {
    let of_year = |year| Yearly::ALL.iter().map(move |yearly| (*yearly, yearly.days(year)));
    let mut found: Vec<_> = (from.year()..=to.year())
        .flat_map(of_year)
        .map(|(yearly, (first, last))| (yearly, first, last))
        .filter(|(_, first, last)| *first <= to && from <= *last)
        .collect();
    found.sort_by_key(|(_, first, last)| (*first, *last));
    found
}

fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// The first such weekday from a day on.
fn first_from(day: Date, weekday: Weekday) -> Date {
    plus(day, i64::from(day.weekday().until(weekday)))
}

/// Easter Sunday of a year in the Gregorian calendar.
///
/// - **Source:** the anonymous computus in *Nature*, 20 April 1876, as Meeus gives it (*Astronomical Algorithms*, chapter 8).
#[must_use]
pub fn easter_sunday(year: i16) -> Date {
    let year_of_era = i32::from(year);
    let golden = year_of_era % 19;
    let (century, rest) = (year_of_era / 100, year_of_era % 100);
    let (leap_centuries, lost) = (century / 4, century % 4);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap_centuries - moon + 15) % 30;
    let weekday = (32 + 2 * lost + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    let part = |number: i32| i8::try_from(number).unwrap_or(1);
    date(year, part(days / 31), part(days % 31 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(yearly: Yearly, year: i16) -> String {
        let (from, to) = yearly.days(year);
        if from == to { from.to_string() } else { format!("{from}/{to}") }
    }

    #[test]
    fn easter_is_the_sunday_of_the_church_calendar_also_at_its_earliest_and_latest() {
        let known = ["1943-04-25", "2008-03-23", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"];
        for sunday in known {
            let sunday: Date = sunday.parse().unwrap();
            assert_eq!(easter_sunday(sunday.year()), sunday);
        }
        assert_eq!(days(Yearly::Easter, 2026), "2026-04-03/2026-04-06");
        assert_eq!(days(Yearly::Ascension, 2026), "2026-05-14");
    }

    #[test]
    fn movable_days_fall_where_almanacs_have_them() {
        for (yearly, year, expected) in [
            (Yearly::Midsummer, 2026, "2026-06-19/2026-06-20"),
            (Yearly::Midsummer, 2021, "2021-06-25/2021-06-26"),
            (Yearly::AllSaints, 2026, "2026-10-31"),
            (Yearly::AllSaints, 2027, "2027-11-06"),
            (Yearly::SportsHoliday, 2026, "2026-02-23/2026-02-27"),
            (Yearly::AutumnHoliday, 2026, "2026-10-26/2026-10-30"),
        ] {
            assert_eq!(days(yearly, year), expected);
        }
    }

    #[test]
    fn days_that_touch_a_time_are_found_across_the_turn_of_a_year() {
        let found = between("2026-12-26".parse().unwrap(), "2027-01-03".parse().unwrap());
        let found: Vec<Yearly> = found.into_iter().map(|(yearly, ..)| yearly).collect();
        assert_eq!(found, [Yearly::Christmas, Yearly::NewYearsEve, Yearly::NewYearsDay]);
    }

    proptest::proptest! {
        #[test]
        fn every_year_has_every_day_in_its_own_year_and_easter_on_a_sunday_in_spring(year in 1900_i16..2200) {
            for yearly in Yearly::ALL {
                let (from, to) = yearly.days(year);
                proptest::prop_assert!(from <= to && from.year() == year && to.year() == year, "{yearly:?} {year}");
            }
            let easter = easter_sunday(year);
            proptest::prop_assert_eq!(easter.weekday(), Weekday::Sunday);
            proptest::prop_assert!(easter >= date(year, 3, 22) && easter <= date(year, 4, 25));
        }
    }
}
