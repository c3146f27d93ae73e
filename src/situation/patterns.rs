//! When and where: the hours of the week, recurring places, and squares that are busier than their surroundings.
//!
//! All of it is about events. They are read from sixteen weeks: the week itself for the hours, four weeks for places and
//! squares, twelve before them to compare with; so the work grows with those weeks and never with the archive.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::compute::Weeks;
use super::findings;
use super::scope::{RowName, Scope};
use super::store::{self, Event};
use crate::db::{DbConnection, Moment};
use crate::districts::{self, Located, Place};
use crate::error::AppError;
use crate::geometry::{Cell, Plane, Point, Projection};
use crate::incidents::category::{Group, find_category};
use crate::incidents::patterns::TOO_FEW;
use crate::statistics::{self, Figure, Occurrence, Spread, Square, hot_spots, recurring_places};
use crate::time::{IsoWeek, local_day};

/// A position known less well than this makes no place; metres. A phone in the open is good to ten or twenty.
const WELL_KNOWN: f64 = 50.0;

/// Within so many metres of a named place something happened at it.
const AT_A_PLACE: f64 = 250.0;

/// The weeks that places are made of, the picture's own included: 28 days.
const WEEKS_OF_PLACES: i32 = 4;

/// The weeks before them that they are compared with.
const WEEKS_BEFORE: i32 = 12;

/// The events of the week over its hours, an event of unknown time spread over its interval (`domain.md` 5.8).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hours {
    /// Seven days from Monday, of 24 hours each; their sum is `events`. Empty when there are no events.
    pub weights: Vec<Vec<f64>>,
    /// How many events.
    pub events: u64,
    /// How many of them lack an exact time.
    pub uncertain: u64,
    /// Whether they are too few to see a pattern in.
    pub is_too_few: bool,
}

/// A place where it has happened at least three times within 28 days and 100 m (`domain.md` 5.6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecurringPlace {
    /// What it is called: the nearest named place, or its area.
    pub name: String,
    /// Its district's row.
    pub district: RowName,
    /// The point that the place is named by: degrees, four decimals.
    pub latitude: f64,
    /// The same, east.
    pub longitude: f64,
    /// Metres from that point to the farthest of them.
    pub reach_m: u32,
    /// Reports in the 28 days up to the week's Sunday.
    pub reports: u32,
    /// Of those, in the week itself.
    pub this_week: u32,
    /// How many there were in the twelve weeks before; `None` when that is not known.
    pub before: Option<u32>,
    /// Whether there were none before; `None` when that is not known.
    pub is_new: Option<bool>,
    /// What most of them were, by the group's name.
    pub mostly: String,
    /// How likely chance alone makes some place of the map as busy as this one, 0 to 1; `None` when what was before is
    /// not known.
    pub chance: Option<f64>,
    /// Whether it is busier than chance makes places.
    pub is_surprising: bool,
    /// All that in one sentence: "5 händelser vid Fittja centrum på 28 dagar, 1 de tolv veckorna före."
    pub sentence: String,
}

/// A square of 250 m in SWEREF 99 TM with more events than its surroundings, Gi* corrected for many tests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HotSquare {
    /// Its south-west corner, north in SWEREF 99 TM, metres.
    pub north: i32,
    /// The same, east.
    pub east: i32,
    /// Events in the 28 days.
    pub events: u32,
    /// Gi*.
    pub z: f64,
}

/// The heat map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heat {
    /// The squares that stand out; empty when none does.
    pub squares: Vec<HotSquare>,
    /// Whether there are too few events to say.
    pub is_too_few: bool,
}

/// When and where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Patterns {
    /// The hours of the week.
    pub hours: Hours,
    /// Recurring places, the busiest first.
    pub recurring_places: Vec<RecurringPlace>,
    /// The heat map.
    pub heat: Heat,
}

/// When and where it happened in a week.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(connection: &mut DbConnection, scope: &Scope, weeks: Weeks) -> Result<Patterns, AppError> {
    let start = scope.week.plus(1 - WEEKS_OF_PLACES).bounds().0;
    let start_before = scope.week.plus(1 - WEEKS_OF_PLACES - WEEKS_BEFORE);
    let events = store::list_events(connection, (start, scope.week.bounds().1))?;
    let before = store::list_positions(connection, (start_before.bounds().0, start), WELL_KNOWN)?;
    let named = districts::store::list_places(connection)?;
    let around = Surroundings::of(scope, weeks, events, &before, &named);
    let heat = around.heat();
    Ok(Patterns { hours: around.hours(), recurring_places: around.places(), heat })
}

/// Where a position lies in the plane that is measured in: SWEREF 99 TM.
fn plane(latitude: f64, longitude: f64) -> Option<Plane> {
    Projection::sweref99_tm().to_plane(Point::new(latitude, longitude).ok()?)
}

/// Everything patterns are seen in.
struct Surroundings<'a> {
    scope: &'a Scope<'a>,
    weeks: Weeks,
    /// The first instant of the picture's own week, and the first one after it.
    bounds: Range<Timestamp>,
    /// The events of four weeks; those of them with a well-known position, by number, have the first occurrences.
    events: Vec<Event>,
    placed: Vec<usize>,
    /// Where and when: the events of four weeks, then those of the twelve weeks before.
    occurrences: Vec<Occurrence>,
    /// The named places.
    named: Vec<(&'a str, Plane)>,
}

impl<'a> Surroundings<'a> {
    fn of(scope: &'a Scope, weeks: Weeks, events: Vec<Event>, before: &[(f64, f64)], named: &'a [Place]) -> Self {
        let mut placed = Vec::new();
        let mut occurrences = Vec::with_capacity(events.len() + before.len());
        for (number, event) in events.iter().enumerate() {
            if let Some(at) = event.position(WELL_KNOWN).and_then(|(latitude, longitude)| plane(latitude, longitude)) {
                placed.push(number);
                occurrences.push(Occurrence { at, on: local_day(event.occurred_from.instant()) });
            }
        }
        // Which day of the twelve weeks it was makes no difference to anything.
        let on = scope.week.plus(1 - WEEKS_OF_PLACES - WEEKS_BEFORE).monday();
        let earlier = before.iter().filter_map(|(latitude, longitude)| plane(*latitude, *longitude));
        occurrences.extend(earlier.map(|at| Occurrence { at, on }));
        let named =
            named.iter().filter_map(|place| Some((place.name.as_str(), plane(place.latitude, place.longitude)?)));
        let (from, to) = scope.week.bounds();
        Self { scope, weeks, bounds: from..to, placed, occurrences, named: named.collect(), events }
    }

    /// The hours of the week's own events, those without a known place included.
    fn hours(&self) -> Hours {
        let mut spread = Spread::default();
        for event in self.events.iter().filter(|event| self.is_this_week(event)) {
            spread.add(event.occurred_from.instant(), event.occurred_to.map(Moment::instant));
        }
        let weights = |day: usize| (0..24).map(|hour| spread.weight(day, hour)).collect();
        Hours {
            weights: if spread.events() == 0 { Vec::new() } else { (0..7).map(weights).collect() },
            events: spread.events(),
            uncertain: spread.uncertain(),
            is_too_few: spread.events() < TOO_FEW,
        }
    }

    fn is_this_week(&self, event: &Event) -> bool {
        self.bounds.contains(&event.occurred_from.instant())
    }

    fn places(&self) -> Vec<RecurringPlace> {
        let known_since = self.weeks.first().map(IsoWeek::monday);
        let found = recurring_places(&self.occurrences, self.scope.week.sunday(), known_since);
        found.iter().filter_map(|place| self.place(place)).collect()
    }

    /// `None` only for a place that is made of other events than these.
    fn place(&self, place: &statistics::Place) -> Option<RecurringPlace> {
        let event = |report: &usize| self.placed.get(*report).and_then(|number| self.events.get(*number));
        let heart = event(&place.heart)?;
        let (latitude, longitude) = heart.position(WELL_KNOWN)?;
        let point = Point::new(latitude, longitude).ok()?;
        let (name, phrase) = self.name(point, self.occurrences.get(place.heart)?.at);
        let events: Vec<&Event> = place.reports.iter().filter_map(event).collect();
        let reports = u32::try_from(events.len()).ok()?;
        let this_week = events.iter().filter(|event| self.is_this_week(event)).count();
        let before = place.before.said();
        let (latitude, longitude) = Cell::of(point).degrees();
        Some(RecurringPlace {
            name,
            district: self.scope.row_of(heart.district_id),
            latitude,
            longitude,
            reach_m: whole_metres(place.reach),
            reports,
            this_week: u32::try_from(this_week).ok()?,
            before,
            is_new: place.is_new().said(),
            mostly: most(&events).name(self.scope.language).to_owned(),
            chance: place.chance.said(),
            is_surprising: place.is_surprising(),
            sentence: self.sentence(&phrase, reports, before),
        })
    }

    /// What a point is called, and the same with the word that says it is where: the nearest named place, else its area.
    fn name(&self, point: Point, at: Plane) -> (String, String) {
        let language = self.scope.language;
        let metres = |place: &Plane| (place.north - at.north).hypot(place.east - at.east);
        let nearest = self.named.iter().min_by(|(_, one), (_, other)| metres(one).total_cmp(&metres(other)));
        if let Some((name, _)) = nearest.filter(|(_, place)| metres(place) <= AT_A_PLACE) {
            return ((*name).to_owned(), language.text_with("finding-at", &[("name", (*name).into())]));
        }
        let area = match self.scope.ground.locate(point, self.scope.week.sunday()) {
            Located::Inside { area, .. } => self.scope.ground.area(area),
            Located::Outside { .. } | Located::NoGround => None,
        };
        match area {
            Some(area) => (area.name.clone(), findings::located(language, &area.name)),
            None => (language.text("finding-outside-name"), language.text("finding-outside")),
        }
    }

    fn sentence(&self, phrase: &str, reports: u32, before: Option<u32>) -> String {
        let language = self.scope.language;
        let shown = language.number(reports.into());
        match before {
            None => language.text_with("finding-place-first", &[("shown", shown.into()), ("place", phrase.into())]),
            Some(before) => language.text_with(
                "finding-place",
                &[
                    ("shown", shown.into()),
                    ("place", phrase.into()),
                    ("before", before.into()),
                    ("before_shown", language.number(before.into()).into()),
                ],
            ),
        }
    }

    /// Gi* of the four weeks' events over the squares where events happen: those with any in the sixteen weeks.
    ///
    /// Nobody tells which squares are built up, and two years of reports would make the work grow with the archive. A
    /// built-up square where sixteen weeks were quiet is missing here; that makes the mean higher and the squares that
    /// stand out fewer, never more.
    fn heat(&self) -> Heat {
        let mut ground: BTreeMap<Square, u32> = BTreeMap::new();
        for (number, seen) in self.occurrences.iter().enumerate() {
            *ground.entry(Square::of(seen.at)).or_default() += u32::from(number < self.placed.len());
        }
        let Figure::Said(squares) = hot_spots(&ground) else {
            return Heat { squares: Vec::new(), is_too_few: true };
        };
        let mut hot: Vec<HotSquare> = squares
            .iter()
            .filter(|heat| heat.is_hot)
            .map(|heat| {
                let corner = heat.square.south_west();
                let events = ground.get(&heat.square).copied().unwrap_or_default();
                HotSquare { north: whole(corner.north), east: whole(corner.east), events, z: heat.z }
            })
            .collect();
        hot.sort_by(|one, other| other.z.total_cmp(&one.z));
        Heat { squares: hot, is_too_few: false }
    }
}

/// The group that most are of; the first of those with equally many.
fn most(events: &[&Event]) -> Group {
    let mut groups: BTreeMap<Group, usize> = BTreeMap::new();
    for event in events {
        *groups.entry(find_category(&event.category).map_or(Group::Ovrigt, |known| known.group)).or_default() += 1;
    }
    let most = groups.into_iter().min_by_key(|(group, count)| (Reverse(*count), *group));
    most.map_or(Group::Ovrigt, |(group, _)| group)
}

#[expect(clippy::cast_possible_truncation, reason = "metres of a national grid; beyond it the cast saturates")]
fn whole(metres: f64) -> i32 {
    metres.round() as i32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "metres within a municipality; it saturates"
)]
fn whole_metres(metres: f64) -> u32 {
    metres.round() as u32
}
