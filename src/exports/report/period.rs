//! Which periods there are to choose, and which of them fit what was given away before.
//!
//! Months are given away in blocks, and a block is told as a whole ([`crate::exports::disclosure`]). A period that begins or
//! ends within one still has its counts by district and month, but neither groups nor what was about each district.

use jiff::civil::Date;

use crate::db::word_column;
use crate::time::{Month, Months};

/// The most months a report may be about: a year.
pub const MOST_MONTHS: i32 = 12;

word_column! {
    /// A period that is one click away.
    Offer:
    /// The months since the last report.
    SinceReport = "since-report",
    /// The months since the council last met.
    SinceMeeting = "since-meeting",
    /// The last tertial that is over.
    Tertial = "tertial",
    /// The year so far.
    Year = "year",
    /// The year before.
    LastYear = "last-year",
    /// The last month that is over.
    Month = "month",
}

/// The last month that is over.
#[must_use]
pub fn last_whole_month(today: Date) -> Month {
    Month::of_day(today).plus(-1)
}

/// The periods that are offered, each once.
///
/// - `last_report`: the months of the report released last.
/// - `last_meeting`: the day the council met last.
/// - `known_from`: the first month anything is known of.
#[must_use]
pub fn offers(
    today: Date,
    last_report: Option<Months>,
    last_meeting: Option<Date>,
    known_from: Month,
) -> Vec<(Offer, Months)> {
    let last = last_whole_month(today);
    let january = last.plus(1 - i32::from(last.number()));
    // The tertial that is over: the one before the one that the next month lies in.
    let next = last.plus(1);
    let tertial = next.plus(-i32::from((next.number() - 1) % 4));
    let all = [
        (Offer::SinceReport, last_report.and_then(|months| Months::new(months.last.plus(1), last))),
        (Offer::SinceMeeting, last_meeting.and_then(|met| Months::new(Month::of_day(met), last))),
        (Offer::Tertial, Months::new(tertial.plus(-4), tertial.plus(-1))),
        (Offer::Year, Months::new(january, last)),
        (Offer::LastYear, Months::new(january.plus(-12), january.plus(-1))),
        (Offer::Month, Months::new(last, last)),
    ];
    let mut offered: Vec<(Offer, Months)> = Vec::new();
    for (offer, months) in all {
        let Some(months) = months.filter(|months| months.first >= known_from && is_short_enough(*months)) else {
            continue;
        };
        if !offered.iter().any(|(_, known)| *known == months) {
            offered.push((offer, months));
        }
    }
    offered
}

/// Whether a report may be about so many months.
#[must_use]
pub fn is_short_enough(months: Months) -> bool {
    months.last.months_since(months.first) < MOST_MONTHS
}

/// The first block that a period cuts: it holds some of its months, and not all of them.
#[must_use]
pub fn cut(months: Months, blocks: &[Months]) -> Option<Months> {
    let is_within = |block: &Months| months.first <= block.first && block.last <= months.last;
    blocks.iter().find(|block| overlaps(months, **block) && !is_within(block)).copied()
}

/// The period with the whole of each block that it cuts.
#[must_use]
pub fn fitting(months: Months, blocks: &[Months]) -> Months {
    let mut fitting = months;
    while let Some(block) = cut(fitting, blocks) {
        fitting = Months { first: fitting.first.min(block.first), last: fitting.last.max(block.last) };
    }
    fitting
}

fn overlaps(one: Months, other: Months) -> bool {
    one.first <= other.last && other.first <= one.last
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn months(text: &str) -> Months {
        let (first, last) = text.split_once("--").unwrap();
        Months::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    fn offered(today: Date, last: Option<&str>, met: Option<Date>) -> Vec<(&'static str, String)> {
        let known = "2024-01".parse().unwrap();
        let all = offers(today, last.map(months), met, known);
        all.into_iter().map(|(offer, months)| (offer.word(), months.to_string())).collect()
    }

    #[test]
    fn only_months_that_are_over_are_offered() {
        assert_eq!(
            offered(date(2026, 11, 19), None, None),
            [
                ("tertial", "2026-05--2026-08".to_owned()),
                ("year", "2026-01--2026-10".to_owned()),
                ("last-year", "2025-01--2025-12".to_owned()),
                ("month", "2026-10--2026-10".to_owned()),
            ]
        );
        // On the first day of a tertial the one before it is over, and the year with it.
        let january = offered(date(2027, 1, 1), None, None);
        assert_eq!(january[0], ("tertial", "2026-09--2026-12".to_owned()));
        assert_eq!(january[1], ("year", "2026-01--2026-12".to_owned()));
    }

    #[test]
    fn from_meeting_to_meeting_and_from_report_to_report_are_one_click_away() {
        let all = offered(date(2026, 11, 19), Some("2026-05--2026-08"), Some(date(2026, 9, 24)));
        assert_eq!(all[0], ("since-report", "2026-09--2026-10".to_owned()));
        assert!(!all.iter().any(|(offer, _)| *offer == "since-meeting"), "the same months are offered once");
        let all = offered(date(2026, 11, 19), None, Some(date(2026, 9, 24)));
        assert_eq!(all[0], ("since-meeting", "2026-09--2026-10".to_owned()));
        assert_eq!(offered(date(2026, 11, 19), Some("2026-09--2026-10"), None)[0].0, "tertial");
    }

    #[test]
    fn a_period_that_cuts_what_was_given_away_together_is_widened_until_it_does_not() {
        let blocks = ["2026-01--2026-04", "2026-05--2026-06", "2026-07--2026-08"].map(months);
        assert_eq!(cut(months("2026-01--2026-08"), &blocks), None);
        assert_eq!(cut(months("2026-09--2026-10"), &blocks), None);
        assert_eq!(cut(months("2026-03--2026-05"), &blocks), Some(blocks[0]));
        assert_eq!(fitting(months("2026-03--2026-05"), &blocks), months("2026-01--2026-06"));
    }
}
