//! Events as the police would publish them, each saying of itself that it is made up.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::dice::{Dice, Purpose};
use super::reports::{after, minute_of};
use super::rhythm::Hours;
use super::words::{NOT_REAL, POLICE_EVENTS, POLICE_PLACES};
use crate::districts::Ground;
use crate::police::PoliceEvent;
use crate::time::{IsoWeek, local_day};

/// Events a day: 330 in 179 weeks, as Botkyrka really had (`domain.md` 3.6).
const DAILY: f64 = 330.0 / 179.0 / 7.0;

/// The events published from this day until now, the earliest first.
pub(super) fn draw(ground: &Ground, from: Date, now: Timestamp) -> Vec<PoliceEvent> {
    let kinds = POLICE_EVENTS.map(|(kind, text, weight)| ((kind, text), weight));
    let places = POLICE_PLACES.map(|(words, district, weight)| ((words, district), weight));
    let mut events = Vec::new();
    let today = local_day(now);
    for day in from.series(1.day()).take_while(|day| *day <= today) {
        let mut dice = Dice::for_day(Purpose::Context, day);
        for _ in 0..dice.count(DAILY) {
            let (kind, text) = dice.pick(&kinds);
            let (words, code) = dice.pick(&places);
            let occurred_at = minute_of(day, &mut dice, Hours::AllDay);
            events.push(PoliceEvent {
                id: 0,
                occurred_at: occurred_at.into(),
                week: IsoWeek::of(occurred_at).monday().into(),
                published_at: after(occurred_at, dice.between(40, 600)).into(),
                kind: kind.to_owned(),
                summary: format!("{NOT_REAL} {}", text.replace("{}", words)),
                url: None,
                district_id: code.and_then(|code| ground.district_of_code(code)).map(|district| district.id),
            });
        }
    }
    events.retain(|event| event.published_at.instant() <= now);
    events.sort_by_key(|event| event.occurred_at);
    for (number, event) in (1..).zip(&mut events) {
        event.id = number;
    }
    events
}
