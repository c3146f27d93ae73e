//! Time as people in a Swedish municipality mean it: instants in UTC, shown and read in Europe/Stockholm, counted in ISO weeks.
//!
//! The clock is a value that is passed in, so that a test decides what time it is. Nothing else in the crate asks for the
//! time of day.

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, LazyLock, RwLock};

use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Span, Timestamp, ToSpan, Unit, Zoned};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The time zone every local time is read and shown in: Europe/Stockholm, from the data built into the program.
pub fn stockholm() -> TimeZone {
    static ZONE: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC));
    ZONE.clone()
}

/// Tells the time. Cloned freely; all clones of a set clock move together.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<RwLock<Timestamp>>>);

impl Clock {
    /// The machine's own clock.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `now` until it is set again.
    #[must_use]
    pub fn standing_at(now: Timestamp) -> Self {
        Self(Some(Arc::new(RwLock::new(now))))
    }

    /// Moves a standing clock to `now`; the machine's own clock is left alone.
    pub fn set(&self, now: Timestamp) {
        if let Some(hand) = &self.0 {
            *hand.write().unwrap_or_else(std::sync::PoisonError::into_inner) = now;
        }
    }

    /// The present instant, in whole microseconds: the finest both databases keep.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let now = match &self.0 {
            None => Timestamp::now(),
            Some(hand) => *hand.read().unwrap_or_else(std::sync::PoisonError::into_inner),
        };
        whole_microseconds(now)
    }

    /// The present day in Stockholm.
    #[must_use]
    pub fn today(&self) -> Date {
        local_day(self.now())
    }
}

/// The instant with everything below a microsecond cut off.
#[must_use]
pub fn whole_microseconds(instant: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(instant.as_microsecond()).unwrap_or(instant)
}

/// The instant on a Stockholm calendar and clock.
#[must_use]
pub fn local(instant: Timestamp) -> Zoned {
    instant.to_zoned(stockholm())
}

/// The day in Stockholm on which the instant falls.
#[must_use]
pub fn local_day(instant: Timestamp) -> Date {
    local(instant).date()
}

/// Why a local time is no instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalTimeFault {
    /// It is not written as `2026-11-16T21:30` (a space instead of the `T` and seconds are allowed).
    Unreadable,
    /// The clocks were moved forward over it: 02:00–03:00 on the last Sunday in March.
    Skipped,
}

/// Reads a local time as forms send it (`2026-11-16T21:30`) and gives the instant it means in Stockholm.
///
/// A time that occurs twice (02:00–03:00 on the last Sunday in October) means its first occurrence, so that what is
/// remembered as "before the clocks changed" is never moved later.
///
/// # Errors
/// [`LocalTimeFault`] when the text is no time, or the time was skipped when the clocks were moved forward.
pub fn read_local(text: &str) -> Result<Timestamp, LocalTimeFault> {
    let text = text.trim();
    // jiff takes more than a form should: a bare day, and an offset that it would then leave aside.
    let has_hour = text.get(10..11).is_some_and(|mark| mark == "T" || mark == " ");
    if !has_hour || text.len() > 19 {
        return Err(LocalTimeFault::Unreadable);
    }
    let civil = DateTime::from_str(text).map_err(|_| LocalTimeFault::Unreadable)?;
    let ambiguous = stockholm().into_ambiguous_zoned(civil);
    if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        return Err(LocalTimeFault::Skipped);
    }
    ambiguous.earlier().map(|zoned| whole_microseconds(zoned.timestamp())).map_err(|_| LocalTimeFault::Unreadable)
}

/// The instant as a form field of type `datetime-local` wants it: `2026-11-16T21:30`, Stockholm time.
#[must_use]
pub fn form_value(instant: Timestamp) -> String {
    local(instant).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The instant for reading: `2026-11-16 21:30`, Stockholm time.
#[must_use]
pub fn shown(instant: Timestamp) -> String {
    local(instant).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A week by ISO 8601: Monday to Sunday, Stockholm time. Ordered by time.
///
/// Written `2026-W47`, where the year is the ISO week-year: 29 December 2025 lies in `2026-W01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoWeek {
    monday: Date,
}

impl IsoWeek {
    /// The week of this number in the ISO week-year; `None` when the year has no such week.
    #[must_use]
    pub fn new(year: i16, week: i8) -> Option<Self> {
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
        Some(Self { monday })
    }

    /// The week in which the day lies.
    #[must_use]
    pub fn of_day(day: Date) -> Self {
        let since_monday = i64::from(day.weekday().to_monday_zero_offset());
        Self { monday: day.saturating_sub(since_monday.days()) }
    }

    /// The week in which the instant lies, by Stockholm time.
    #[must_use]
    pub fn of(instant: Timestamp) -> Self {
        Self::of_day(local_day(instant))
    }

    /// The week of an address, such as `2026-W47`, if it has begun by `now`; `None` for what is no week, and for one to come.
    #[must_use]
    pub fn begun(text: &str, now: Timestamp) -> Option<Self> {
        text.parse().ok().filter(|week| *week <= Self::of(now))
    }

    /// The ISO week-year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.monday.iso_week_date().year()
    }

    /// The number of the week, 1 to 53.
    #[must_use]
    pub fn number(self) -> i8 {
        self.monday.iso_week_date().week()
    }

    /// The first day.
    #[must_use]
    pub fn monday(self) -> Date {
        self.monday
    }

    /// The last day.
    #[must_use]
    pub fn sunday(self) -> Date {
        self.monday.saturating_add(6.days())
    }

    /// The week that many weeks later; earlier when negative.
    #[must_use]
    pub fn plus(self, weeks: i32) -> Self {
        Self { monday: self.monday.saturating_add(Span::new().weeks(weeks)) }
    }

    /// The whole weeks from `earlier` to this one; negative when `earlier` is later.
    #[must_use]
    pub fn weeks_since(self, earlier: Self) -> i32 {
        let days = earlier.monday.until((Unit::Day, self.monday)).map_or(0, |span| span.get_days());
        days / 7
    }

    /// The first instant of the week and the first instant after it: 168 hours apart, 167 or 169 when the clocks change.
    #[must_use]
    pub fn bounds(self) -> (Timestamp, Timestamp) {
        (start_of_day(self.monday), start_of_day(self.monday.saturating_add(7.days())))
    }

    /// The week to compare with one year earlier.
    ///
    /// The week of the same number; for week 53, which most years lack, by date as R's *surveillance* does it: one year
    /// back from the Monday, then the nearest Monday (`domain.md` 5.1).
    #[must_use]
    pub fn same_week_last_year(self) -> Self {
        let by_number = Self::new(self.year() - 1, self.number());
        by_number.unwrap_or_else(|| {
            let year_back = self.monday.saturating_sub(1.year());
            let since_monday = i64::from(year_back.weekday().to_monday_zero_offset());
            let nearest = if since_monday <= 3 { -since_monday } else { 7 - since_monday };
            Self { monday: year_back.saturating_add(nearest.days()) }
        })
    }
}

impl fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year(), self.number())
    }
}

/// The text is not a week such as `2026-W47`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a week: write it as 2026-W47")]
pub struct NotAWeek;

impl Serialize for IsoWeek {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IsoWeek {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl FromStr for IsoWeek {
    type Err = NotAWeek;

    fn from_str(text: &str) -> Result<Self, NotAWeek> {
        let (year, week) = text.split_once("-W").ok_or(NotAWeek)?;
        if year.len() != 4 || week.len() != 2 {
            return Err(NotAWeek);
        }
        let year = year.parse().map_err(|_| NotAWeek)?;
        let week = week.parse().map_err(|_| NotAWeek)?;
        Self::new(year, week).ok_or(NotAWeek)
    }
}

/// A day of the week and a time of day, Stockholm time. Written `mon 12:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WeekMoment {
    weekday: Weekday,
    time: Time,
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

impl WeekMoment {
    /// Monday at noon.
    pub const MONDAY_NOON: Self = Self { weekday: Weekday::Monday, time: Time::constant(12, 0, 0, 0) };

    /// The first such moment after a week: within seven days of its end. A time that the clocks skip is moved on by an hour.
    #[must_use]
    pub fn after(self, week: IsoWeek) -> Timestamp {
        let days = i64::from(self.weekday.to_monday_zero_offset());
        let day = week.plus(1).monday().saturating_add(days.days());
        let moment = day.to_datetime(self.time).to_zoned(stockholm());
        moment.map_or_else(|_| start_of_day(day), |zoned| zoned.timestamp())
    }
}

/// The text is no day and time such as `mon 12:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day and a time of the week: write it as mon 12:00")]
pub struct NotAWeekMoment;

impl TryFrom<String> for WeekMoment {
    type Error = NotAWeekMoment;

    fn try_from(text: String) -> Result<Self, NotAWeekMoment> {
        let (day, time) = text.trim().split_once(' ').ok_or(NotAWeekMoment)?;
        let known = WEEKDAYS.into_iter().find(|(word, _)| *word == day.to_lowercase());
        let (_, weekday) = known.ok_or(NotAWeekMoment)?;
        let time = Time::strptime("%H:%M", time.trim()).map_err(|_| NotAWeekMoment)?;
        Ok(Self { weekday, time })
    }
}

impl From<WeekMoment> for String {
    fn from(moment: WeekMoment) -> Self {
        let word = WEEKDAYS.into_iter().find(|(_, weekday)| *weekday == moment.weekday).map_or("", |(word, _)| word);
        format!("{word} {}", moment.time.strftime("%H:%M"))
    }
}

/// A calendar month. As text `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Date,
}

/// The text is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month as 2026-11")]
pub struct NotAMonth;

impl Month {
    /// The month of this number, 1 to 12; `None` when there is none.
    #[must_use]
    pub fn new(year: i16, number: i8) -> Option<Self> {
        Date::new(year, number, 1).ok().map(|first| Self { first })
    }

    /// The month that a day lies in.
    #[must_use]
    pub fn of_day(day: Date) -> Self {
        Self { first: day.first_of_month() }
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// Its number, 1 to 12.
    #[must_use]
    pub fn number(self) -> i8 {
        self.first.month()
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first.last_of_month()
    }

    /// So many months later; earlier when negative. Saturates at the ends of time.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self::of_day(self.first.saturating_add(months.months()))
    }

    /// How many months it is after an earlier one; negative when it is before it.
    #[must_use]
    pub fn months_since(self, earlier: Self) -> i32 {
        let number = |month: Self| i32::from(month.year()) * 12 + i32::from(month.number());
        number(self) - number(earlier)
    }

    /// Its first instant, and the first of the month after it, in Stockholm.
    #[must_use]
    pub fn bounds(self) -> (Timestamp, Timestamp) {
        (start_of_day(self.first), start_of_day(self.plus(1).first))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, number) = text.split_once('-').ok_or(NotAMonth)?;
        let (year, number) = (year.parse().map_err(|_| NotAMonth)?, number.parse().map_err(|_| NotAMonth)?);
        let month = Self::new(year, number).ok_or(NotAMonth)?;
        if month.to_string() == text { Ok(month) } else { Err(NotAMonth) }
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Whole months on end. As text `2026-09--2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Months {
    /// The first of them.
    pub first: Month,
    /// The last of them, never before the first.
    pub last: Month,
}

impl Months {
    /// From one month to another, both included; `None` when the last comes before the first.
    #[must_use]
    pub fn new(first: Month, last: Month) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Each of them, in order of time.
    pub fn each(self) -> impl Iterator<Item = Month> {
        (0..=self.last.months_since(self.first)).map(move |months| self.first.plus(months))
    }

    /// The same months so many years earlier.
    #[must_use]
    pub fn years_before(self, years: i32) -> Self {
        Self { first: self.first.plus(-12 * years), last: self.last.plus(-12 * years) }
    }

    /// Whether a month is one of them.
    #[must_use]
    pub fn contains(self, month: Month) -> bool {
        (self.first..=self.last).contains(&month)
    }

    /// The first instant of the first, and the first after the last, in Stockholm.
    #[must_use]
    pub fn bounds(self) -> (Timestamp, Timestamp) {
        (self.first.bounds().0, self.last.bounds().1)
    }
}

impl fmt::Display for Months {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}--{}", self.first, self.last)
    }
}

/// The first instant of the day in Stockholm.
#[must_use]
pub fn start_of_day(day: Date) -> Timestamp {
    day.to_zoned(stockholm()).map_or(Timestamp::MIN, |zoned| zoned.timestamp())
}

/// The instant that many hours later; earlier when negative. Saturates at the ends of time.
#[must_use]
pub fn plus_hours(instant: Timestamp, hours: i64) -> Timestamp {
    instant.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(instant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_are_read_written_and_counted() {
        let november: Month = "2026-11".parse().unwrap();
        assert_eq!((november.first_day(), november.last_day()), (date(2026, 11, 1), date(2026, 11, 30)));
        assert_eq!(november.plus(3).to_string(), "2027-02");
        assert_eq!(november.plus(3).months_since(november), 3);
        for wrong in ["2026-13", "2026-1", "2026", "26-11", "2026-11-01", "november"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
        let tertial = Months::new("2026-09".parse().unwrap(), "2026-12".parse().unwrap()).unwrap();
        assert_eq!(tertial.each().count(), 4);
        assert_eq!(tertial.years_before(1).to_string(), "2025-09--2025-12");
        assert_eq!(tertial.bounds().0.to_string(), "2026-08-31T22:00:00Z");
        assert_eq!(tertial.bounds().1.to_string(), "2026-12-31T23:00:00Z");
        assert_eq!(Months::new(tertial.last, tertial.first), None);
    }

    #[test]
    fn a_week_is_read_and_written_with_its_iso_year() {
        let week: IsoWeek = "2026-W47".parse().unwrap();
        assert_eq!((week.monday(), week.sunday()), (date(2026, 11, 16), date(2026, 11, 22)));
        assert_eq!(week.to_string(), "2026-W47");
        assert_eq!(IsoWeek::of_day(date(2025, 12, 29)).to_string(), "2026-W01");
        for wrong in ["2026-47", "2026-W54", "2025-W53", "26-W47", "2026-W4", "2026-W00", ""] {
            assert_eq!(wrong.parse::<IsoWeek>(), Err(NotAWeek), "{wrong}");
        }
    }

    #[test]
    fn week_53_is_compared_by_date_and_every_other_by_number() {
        let week = |text: &str| text.parse::<IsoWeek>().unwrap();
        assert_eq!(week("2026-W47").same_week_last_year(), week("2025-W47"));
        // 28 December 2025 is a Sunday; the nearest Monday is the 29th.
        assert_eq!(week("2026-W53").same_week_last_year().monday(), date(2025, 12, 29));
        assert_eq!(week("2020-W53").same_week_last_year().monday(), date(2019, 12, 30));
    }

    #[test]
    fn a_week_in_which_the_clocks_change_has_an_hour_less_or_more() {
        let hours = |text: &str| {
            let (from, to) = text.parse::<IsoWeek>().unwrap().bounds();
            from.duration_until(to).as_hours()
        };
        assert_eq!((hours("2026-W13"), hours("2026-W43"), hours("2026-W47")), (167, 169, 168));
    }

    #[test]
    fn an_instant_belongs_to_the_week_of_stockholm_not_of_utc() {
        // Monday 00:30 in Stockholm is still Sunday in UTC.
        assert_eq!(IsoWeek::of("2026-11-15T23:30:00Z".parse().unwrap()).to_string(), "2026-W47");
    }

    #[test]
    fn local_times_that_do_not_exist_are_refused_and_doubled_ones_mean_the_first() {
        assert_eq!(read_local("2026-03-29T02:30"), Err(LocalTimeFault::Skipped));
        assert_eq!(read_local("2026-10-25T02:30").unwrap().to_string(), "2026-10-25T00:30:00Z");
        assert_eq!(read_local("2026-11-16 21:30").unwrap().to_string(), "2026-11-16T20:30:00Z");
        for wrong in ["i går", "2026-11-16", "2026-11-16T21:30+02:00", "2026-11-16T21:30:00+02:00", ""] {
            assert_eq!(read_local(wrong), Err(LocalTimeFault::Unreadable), "{wrong}");
        }
        assert_eq!(form_value(read_local("2026-11-16T21:30").unwrap()), "2026-11-16T21:30");
    }

    #[test]
    fn a_moment_of_the_week_is_read_as_it_is_written_and_lies_after_the_week() {
        let moment = |text: &str| WeekMoment::try_from(text.to_owned());
        let week: IsoWeek = "2026-W47".parse().unwrap();
        assert_eq!(moment("mon 12:00"), Ok(WeekMoment::MONDAY_NOON));
        assert_eq!(WeekMoment::MONDAY_NOON.after(week).to_string(), "2026-11-23T11:00:00Z");
        assert_eq!(moment(" Sun 18:30 ").unwrap().after(week).to_string(), "2026-11-29T17:30:00Z");
        assert_eq!(String::from(moment("tue 09:05").unwrap()), "tue 09:05");
        // 02:30 on 29 March 2026 was skipped.
        let skipped = moment("sun 02:30").unwrap().after("2026-W12".parse().unwrap());
        assert_eq!(skipped.to_string(), "2026-03-29T01:30:00Z");
        for wrong in ["", "mon", "12:00", "mån 12:00", "mon 25:00", "mon 12.00"] {
            assert_eq!(moment(wrong), Err(NotAWeekMoment), "{wrong}");
        }
    }

    #[test]
    fn weeks_are_counted_across_years() {
        let week = |text: &str| text.parse::<IsoWeek>().unwrap();
        assert_eq!(week("2026-W02").weeks_since(week("2025-W50")), 4);
        assert_eq!(week("2025-W50").plus(4), week("2026-W02"));
    }
}
