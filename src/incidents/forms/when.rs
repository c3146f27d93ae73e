//! When it happened, answered without a keyboard: just now, earlier today, or between two times.

use jiff::{Timestamp, ToSpan as _, Unit, Zoned};

use super::ReportForm;
use crate::incidents::category::Kind;
use crate::time::{self, LocalTimeFault, local, plus_hours, read_local};
use crate::web::{Faults, Message};

/// Clocks of phones run ahead a little; a report from five minutes hence is from now.
const CLOCKS_DIFFER_MINUTES: i64 = 5;
/// An event may lie this many years back without being asked about.
const YEARS_UNASKED: i64 = 2;
/// No planned event is further ahead than this.
const YEARS_AHEAD: i64 = 2;
/// How long after a form was opened "just now" still means then.
const HOURS_OF_NOW: i64 = 1;
/// How far back "earlier today" reaches shortly after midnight.
const HOURS_OF_TODAY: i64 = 6;

/// The three answers to "when", in the order of the form.
pub const WHENS: [&str; 3] = ["now", "earlier", "between"];

/// The times that "earlier today" offers, the latest first: every half hour back to midnight, or six hours back in the
/// small hours.
#[must_use]
pub fn times_of_today(now: Timestamp) -> Vec<Timestamp> {
    let here = local(now);
    let half_hour = jiff::ZonedRound::new().smallest(Unit::Minute).increment(30).mode(jiff::RoundMode::Trunc);
    let Ok(latest) = here.round(half_hour) else { return Vec::new() };
    let earliest = time::start_of_day(here.date()).min(plus_hours(now, -HOURS_OF_TODAY));
    std::iter::successors(Some(latest), |before: &Zoned| before.checked_sub(30.minutes()).ok())
        .map(|slot| slot.timestamp())
        .take_while(|slot| *slot >= earliest)
        .collect()
}

impl ReportForm {
    pub(super) fn times(
        &self,
        kind: Kind,
        now: Timestamp,
        faults: &mut Faults,
    ) -> Option<(Timestamp, Option<Timestamp>)> {
        match self.text("when").as_str() {
            "now" => faults.sift("when", self.just_now(now)).map(|from| (from, None)),
            "earlier" => {
                let from = faults.sift("today_at", self.time("today_at"))?;
                let Some(from) = from else {
                    faults.add("today_at", Message::new("report-time-missing"));
                    return None;
                };
                self.judge(from, None, kind, now, "today_at", faults);
                Some((from, None))
            }
            // A client that knows nothing of the three answers sends the times alone.
            "" | "between" => self.between(kind, now, faults),
            _ => {
                faults.add("when", Message::new("report-choice-unknown"));
                None
            }
        }
    }

    /// "Just now" was said when the form was opened, which may have been a while ago: a draft, a page left open.
    fn just_now(&self, now: Timestamp) -> Result<Timestamp, Message> {
        let Some(opened) = self.time("opened_at")? else { return Ok(now) };
        // A form that waited in a phone says when it was written, and its page may have been opened long before.
        if let Some(noted) = self.noted_at().filter(|noted| *noted <= now) {
            let is_fresh = opened >= plus_hours(noted, -HOURS_OF_NOW);
            return Ok(if is_fresh { opened.min(noted) } else { noted });
        }
        if opened < plus_hours(now, -HOURS_OF_NOW) {
            return Err(Message::new("report-time-opened").with("time", time::shown(opened)));
        }
        Ok(opened.min(now))
    }

    /// When it was written, by the clock of a phone that kept it.
    fn noted_at(&self) -> Option<Timestamp> {
        self.text("noted_at").parse().ok()
    }

    fn between(&self, kind: Kind, now: Timestamp, faults: &mut Faults) -> Option<(Timestamp, Option<Timestamp>)> {
        let from = faults.sift("occurred_from", self.time("occurred_from"));
        let to = faults.sift("occurred_to", self.time("occurred_to"));
        let (from, to) = (from?, to?);
        let Some(from) = from else {
            faults.add("occurred_from", Message::new("report-time-missing"));
            return None;
        };
        self.judge(from, to, kind, now, "occurred_from", faults);
        Some((from, to))
    }

    fn judge(
        &self,
        from: Timestamp,
        to: Option<Timestamp>,
        kind: Kind,
        now: Timestamp,
        field: &'static str,
        faults: &mut Faults,
    ) {
        let here = local(now);
        // An event that is planned lies ahead; nothing else does.
        let latest = if kind == Kind::PlannedEvent {
            here.saturating_add(YEARS_AHEAD.years())
        } else {
            here.saturating_add(CLOCKS_DIFFER_MINUTES.minutes())
        };
        for (field, time) in [(field, Some(from)), ("occurred_to", to)] {
            if time.is_some_and(|time| time > latest.timestamp()) {
                faults.add(field, Message::new("report-time-future"));
            }
        }
        if to.is_some_and(|to| to < from) {
            faults.add("occurred_to", Message::new("report-time-order"));
        }
        let long_ago = here.saturating_sub(YEARS_UNASKED.years()).timestamp();
        if from < long_ago && self.text("confirm_old") != "yes" {
            faults.add("confirm_old", Message::new("report-time-old").with("day", local(from).date().to_string()));
        }
    }

    fn time(&self, field: &str) -> Result<Option<Timestamp>, Message> {
        let text = self.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        read_local(&text).map(Some).map_err(|fault| {
            Message::new(match fault {
                LocalTimeFault::Unreadable => "report-time-unreadable",
                LocalTimeFault::Skipped => "report-time-skipped",
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_offered_in_half_hours_back_to_midnight_and_at_night_six_hours_back() {
        let offered = |now: &str| -> Vec<String> {
            times_of_today(now.parse().unwrap()).into_iter().map(time::form_value).collect()
        };
        let noon = offered("2026-11-19T11:47:00Z");
        assert_eq!((noon.len(), noon[0].as_str()), (26, "2026-11-19T12:30"));
        assert_eq!(noon[25], "2026-11-19T00:00");
        let night = offered("2026-11-19T00:10:00Z");
        assert_eq!((night.len(), night[0].as_str(), night[11].as_str()), (12, "2026-11-19T01:00", "2026-11-18T19:30"));
    }

    #[test]
    fn just_now_is_when_the_form_was_opened_but_not_for_long() {
        let now: Timestamp = "2026-11-19T13:00:00Z".parse().unwrap();
        let said = |opened: &str| {
            let form = ReportForm(crate::web::Submitted::from_pairs([
                ("when", "now".to_owned()),
                ("opened_at", opened.to_owned()),
            ]));
            let mut faults = Faults::default();
            (form.times(Kind::Event, now, &mut faults).map(|(from, _)| time::form_value(from)), faults.is_empty())
        };
        assert_eq!(said("2026-11-19T13:40"), (Some("2026-11-19T13:40".to_owned()), true));
        assert_eq!(said(""), (Some("2026-11-19T14:00".to_owned()), true));
        assert_eq!(said("2026-11-19T14:10"), (Some("2026-11-19T14:00".to_owned()), true), "a phone's clock runs ahead");
        assert_eq!(said("2026-11-19T08:00"), (None, false), "a page left open since the morning");
    }
}
