//! Puts chance, rhythm, places and words together into reports.

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::dice::{Dice, Purpose};
use super::people::{HOUSING, LEISURE, POLICE, RESCUE};
use super::rhythm::{HABITS, Habit, Hours, Weight};
use super::spots::{near, somewhere};
use super::stories::{STORIES, Story};
use super::words::{ANNOUNCED, told_of};
use crate::districts::{Ground, Place};
use crate::error::AppError;
use crate::geometry::Point;
use crate::incidents::category::{Category, find_category};
use crate::incidents::model::{Observed, PoliceReported, Report, Status, Whereabouts};
use crate::incidents::severity::Severity;
use crate::time::{IsoWeek, local_day, plus_hours, stockholm};

/// How many days ahead events are announced.
const DAYS_AHEAD: i32 = 28;

/// A report that nobody sent.
pub(super) struct MadeUp {
    /// The name of the organisation it belongs to.
    pub(super) organisation: &'static str,
    /// Whether it came in a file instead of from an account.
    pub(super) is_imported: bool,
    /// What it says.
    pub(super) report: Report,
    /// When it was received.
    pub(super) reported_at: Timestamp,
    /// Where it stands.
    pub(super) status: Status,
    /// Which one of all that were drawn it is.
    pub(super) number: usize,
    /// Whether it tells the same event as the one drawn right before it.
    pub(super) is_twin: bool,
}

/// All reports about the days from `from` that were received by now, in the order of their reception.
pub(super) fn draw(ground: &Ground, places: &[Place], from: Date, now: Timestamp) -> Result<Vec<MadeUp>, AppError> {
    let maker = Maker { ground, places, now };
    let (today, mut made_up) = (local_day(now), Vec::new());
    for day in from.series(1.day()).take_while(|day| *day <= today) {
        maker.draw_everyday(day, &mut made_up)?;
        for (number, story) in (0..).zip(&STORIES) {
            maker.draw_story(story, Dice::for_day(Purpose::Story(number), day), day, &mut made_up)?;
        }
    }
    let last = today.saturating_add(DAYS_AHEAD.days());
    for day in from.series(1.day()).take_while(|day| *day <= last) {
        maker.draw_announced(day, &mut made_up)?;
    }
    for (number, one) in made_up.iter_mut().enumerate() {
        one.number = number;
    }
    made_up.retain(|one| one.reported_at <= now);
    // Stable, so that what was received in the same minute keeps its order.
    made_up.sort_by_key(|one| one.reported_at);
    Ok(made_up)
}

/// What every report is made from.
struct Maker<'a> {
    ground: &'a Ground,
    places: &'a [Place],
    now: Timestamp,
}

impl Maker<'_> {
    fn draw_everyday(&self, day: Date, made_up: &mut Vec<MadeUp>) -> Result<(), AppError> {
        let mut dice = Dice::for_day(Purpose::Everyday, day);
        for habit in &HABITS {
            let mean = habit.weekly / 7.0 * habit.hours.on_weekday(day) * habit.season.on(day);
            for _ in 0..dice.count(mean) {
                let one = self.everyday(habit, &mut dice, day)?;
                let twin = if dice.falls(0.03) { self.twin(&one, habit, &mut dice, day) } else { None };
                made_up.push(one);
                made_up.extend(twin);
            }
        }
        Ok(())
    }

    fn everyday(&self, habit: &Habit, dice: &mut Dice, day: Date) -> Result<MadeUp, AppError> {
        let organisation = dice.pick(habit.tellers.organisations());
        let district = dice.pick(habit.setting.districts());
        let whereabouts = somewhere(dice, habit.setting, district, self.ground, self.places, day);
        let what =
            What { weight: habit.weight, hours: habit.hours, unseen: habit.unseen, words: told_of(habit.category) };
        self.one(habit.category, organisation, whereabouts, &what, dice, day)
    }

    fn draw_story(&self, story: &Story, mut dice: Dice, day: Date, made_up: &mut Vec<MadeUp>) -> Result<(), AppError> {
        let weeks_ago = IsoWeek::of(self.now).weeks_since(IsoWeek::of_day(day));
        let (latitude, longitude) = story.middle;
        let middle = Point::new(latitude, longitude).map_err(AppError::internal)?;
        let Some(district) = self.ground.district_of_code(story.district) else { return Ok(()) };
        for _ in 0..dice.count((story.daily)(weeks_ago)) {
            let (category, words) = dice.pick(story.told);
            let organisation = dice.pick(story.tellers);
            let point = near(&mut dice, middle, story.spread_m, district.id, self.ground, day);
            let whereabouts = Whereabouts::Point { point, accuracy_m: None, place_id: None };
            let what = What { weight: story.weight, hours: story.hours, unseen: story.unseen, words: &[words] };
            made_up.push(self.one(category, organisation, whereabouts, &what, &mut dice, day)?);
        }
        Ok(())
    }

    fn one(
        &self,
        category: &str,
        organisation: &'static str,
        whereabouts: Whereabouts,
        what: &What<'_>,
        dice: &mut Dice,
        day: Date,
    ) -> Result<MadeUp, AppError> {
        let (occurred_from, occurred_to) =
            if dice.falls(what.unseen) { overnight(day, dice) } else { (minute_of(day, dice, what.hours), None) };
        let severity = dice.pick(&what.weight.severities());
        let was_found = occurred_to.is_some();
        let observed = if was_found || dice.falls(0.8) { Observed::Myself } else { Observed::SecondHand };
        let description = dice.one_of(what.words).to_owned();
        let police_reported = told_police(organisation, severity, dice);
        // Most are told within hours, some the next day.
        let longest = dice.one_of(&[30, 90, 240, 600, 1_800]);
        let reported_at = after(occurred_to.unwrap_or(occurred_from), dice.between(8, longest));
        let imported = match organisation {
            POLICE => 1.0,
            HOUSING => 0.4,
            RESCUE => 0.7,
            _ => 0.0,
        };
        let category = known(category)?;
        Ok(MadeUp {
            organisation,
            is_imported: dice.falls(imported),
            report: Report {
                category: &category.code,
                occurred_from,
                occurred_to,
                whereabouts,
                severity,
                observed,
                police_reported,
                description,
                audience: category.audience,
                is_on_behalf: false,
                wants_mail: false,
            },
            reported_at,
            status: self.status(reported_at, dice),
            number: 0,
            is_twin: false,
        })
    }

    /// The same event, told by somebody else a little later and a few steps away.
    fn twin(&self, one: &MadeUp, habit: &Habit, dice: &mut Dice, day: Date) -> Option<MadeUp> {
        let Whereabouts::Point { point, .. } = one.report.whereabouts else { return None };
        let crate::districts::Located::Inside { district, .. } = self.ground.locate(point, day) else { return None };
        let organisation = dice.pick(habit.tellers.organisations());
        if organisation == one.organisation {
            return None;
        }
        let point = near(dice, point, 25.0, district, self.ground, day);
        let later = dice.between(1, 8);
        let reported_at = after(one.reported_at, dice.between(5, 240));
        let is_settled = plus_hours(reported_at, 72) < self.now;
        Some(MadeUp {
            organisation,
            is_imported: false,
            report: Report {
                whereabouts: Whereabouts::Point { point, accuracy_m: None, place_id: None },
                occurred_from: after(one.report.occurred_from, later),
                occurred_to: one.report.occurred_to,
                description: dice.one_of(told_of(habit.category)).to_owned(),
                ..one.report.clone()
            },
            reported_at,
            status: if is_settled { Status::Merged } else { Status::New },
            number: 0,
            is_twin: true,
        })
    }

    /// Every Saturday, and the Wednesdays of even weeks, something is on.
    fn draw_announced(&self, day: Date, made_up: &mut Vec<MadeUp>) -> Result<(), AppError> {
        let is_even = IsoWeek::of_day(day).number() % 2 == 0;
        let is_on = day.weekday() == Weekday::Saturday || day.weekday() == Weekday::Wednesday && is_even;
        if !is_on {
            return Ok(());
        }
        let mut dice = Dice::for_day(Purpose::Announced, day);
        let (words, district, place, hour, hours) = dice.one_of(&ANNOUNCED);
        let occurred_from = at(day, hour * 60);
        let reported_at = after(at(day, 13 * 60), -60 * 24 * dice.between(9, 36));
        let whereabouts = match self.places.iter().find(|known| known.name == place) {
            Some(place) => Whereabouts::Point {
                point: Point::new(place.latitude, place.longitude).map_err(AppError::internal)?,
                accuracy_m: None,
                place_id: Some(place.id),
            },
            None => match self.ground.district_of_code(district) {
                Some(district) => Whereabouts::District(district.id),
                None => Whereabouts::Unknown,
            },
        };
        let category = known("OVR2")?;
        made_up.push(MadeUp {
            organisation: LEISURE,
            is_imported: false,
            report: Report {
                category: &category.code,
                occurred_from,
                occurred_to: Some(plus_hours(occurred_from, hours)),
                whereabouts,
                severity: Severity::Low,
                observed: Observed::Myself,
                police_reported: PoliceReported::No,
                description: words.to_owned(),
                audience: category.audience,
                is_on_behalf: false,
                wants_mail: false,
            },
            reported_at,
            status: Status::Reviewed,
            number: 0,
            is_twin: false,
        });
        Ok(())
    }

    /// The last days are new; after a week hardly anything waits.
    fn status(&self, reported_at: Timestamp, dice: &mut Dice) -> Status {
        let hours = reported_at.duration_until(self.now).as_hours();
        let (new, question, set_aside) = match hours {
            ..24 => (0.9, 0.0, 0.0),
            24..48 => (0.5, 0.06, 0.0),
            48..96 => (0.2, 0.08, 0.01),
            96..336 => (0.02, 0.06, 0.015),
            _ => (0.0, 0.0, 0.015),
        };
        let fate = dice.fraction();
        if fate < new {
            Status::New
        } else if fate < new + question {
            Status::Question
        } else if fate < new + question + set_aside {
            Status::SetAside
        } else {
            Status::Reviewed
        }
    }
}

/// What a report is about, beside its place.
struct What<'a> {
    weight: Weight,
    hours: Hours,
    unseen: f64,
    words: &'a [&'static str],
}

fn told_police(organisation: &str, severity: Severity, dice: &mut Dice) -> PoliceReported {
    let yes = match severity {
        Severity::Low => 8,
        Severity::Medium => 25,
        Severity::High => 60,
    };
    match organisation {
        POLICE => PoliceReported::Yes,
        _ => dice.pick(&[(PoliceReported::Yes, yes), (PoliceReported::No, 45), (PoliceReported::Unknown, 30)]),
    }
}

/// From an evening to the morning after, when it was found.
fn overnight(day: Date, dice: &mut Dice) -> (Timestamp, Option<Timestamp>) {
    let evening = dice.between(16 * 4, 23 * 4) * 15;
    let morning = dice.between(30 * 4, 34 * 4) * 15;
    (at(day, evening), Some(at(day, morning)))
}

/// A minute of that day, or of the night that follows it.
pub(super) fn minute_of(day: Date, dice: &mut Dice, hours: Hours) -> Timestamp {
    let hour = dice.pick(hours.weights());
    // People round to five minutes.
    at(day, hour * 60 + dice.between(0, 12) * 5)
}

/// So many minutes after midnight by the clock on the wall, Stockholm time.
fn at(day: Date, minutes: i64) -> Timestamp {
    let civil = day.at(0, 0, 0, 0).saturating_add(minutes.minutes());
    civil.to_zoned(stockholm()).map_or(Timestamp::MIN, |zoned| zoned.timestamp())
}

/// So many minutes later.
pub(super) fn after(instant: Timestamp, minutes: i64) -> Timestamp {
    instant.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(instant)
}

fn known(category: &str) -> Result<&'static Category, AppError> {
    find_category(category).ok_or_else(|| AppError::internal(format!("there is no category {category}")))
}
