//! The meetings of a walk as a file that calendars read (RFC 5545).

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use jiff::Timestamp;

use super::model::Walk;
use crate::db::Moment;
use crate::texts::Language;
use crate::time::plus_hours;

/// How long a meeting is, when the plan says only when it begins; hours.
const MEETING_HOURS: i64 = 2;

/// The first meeting, the walk, the response meeting and the re-walk, as far as they have dates. The same walk gives the
/// same events, so that a calendar that reads the file again moves what it has.
///
/// `site` tells one installation's walks from another's; `address` is the walk's own.
#[must_use]
pub fn ics(walk: &Walk, site: &str, address: &str, language: Language) -> String {
    let plan = &walk.plan;
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Lykta//Lykta//SV"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    let meeting_end = |at: Option<Moment>| at.map(|at| plus_hours(at.instant(), MEETING_HOURS));
    let length = plan.starts_at.instant().duration_until(plan.ends_at.instant());
    let rewalk_end = plan.rewalk_at.and_then(|at| at.instant().saturating_add(length).ok());
    let meetings = [
        (
            "pre-meeting",
            "walk-pre-meeting",
            plan.pre_meeting_at,
            meeting_end(plan.pre_meeting_at),
            &plan.pre_meeting_place,
        ),
        ("walk", "walk-the-walk", Some(plan.starts_at), Some(plan.ends_at.instant()), &plan.meeting_place),
        ("response", "walk-response", plan.response_at, meeting_end(plan.response_at), &plan.response_place),
        ("rewalk", "walk-rewalk", plan.rewalk_at, rewalk_end, &plan.meeting_place),
    ];
    for (word, name, from, to, place) in meetings {
        let (Some(from), Some(to)) = (from, to) else { continue };
        let mut event = Event::with_uid(&format!("walk-{}-{word}@{site}", walk.id));
        event
            .summary(&format!("{}: {}", language.text(name), plan.title))
            .starts(utc(from.instant()))
            .ends(utc(to))
            .url(address)
            .timestamp(utc(walk.created_at.instant()))
            .sequence(u32::try_from(walk.version).unwrap_or(u32::MAX));
        if !place.is_empty() {
            event.location(place);
        }
        calendar.push(event);
    }
    calendar.to_string()
}

fn utc(instant: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(instant.as_second(), 0).unwrap_or_default()
}
