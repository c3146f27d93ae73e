//! What the forms about a walk's plan send, judged.

use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

use super::model::{Group, Light, Participants, Plan, Stop, StopContent, Walk, WalkKind};
use super::route::{self, RouteFault};
use crate::db::Moment;
use crate::districts::typed::{find_exact, find_place, likely_places, point_of, read_point};
use crate::districts::{Ground, Located, Place};
use crate::geometry::Point;
use crate::time::{LocalTimeFault, form_value, local, local_day, plus_hours, read_local};
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// Characters of the longest title, name or other short text.
pub const LONGEST_LINE: usize = 120;
/// Characters of the longest longer text.
pub const LONGEST_TEXT: usize = 1_000;
/// No walk is longer than this.
const MOST_HOURS: i64 = 12;
/// No group of participants is larger.
const MOST_PARTICIPANTS: i64 = 999;
/// How many places are suggested at most.
const SUGGESTED: usize = 8;

/// What stands in the plan's form: the leader's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanForm(Submitted);

impl PlanForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form as it begins: two weeks from now at six in the evening, for an hour and a half, in the dark.
    #[must_use]
    pub fn blank(now: Timestamp) -> Self {
        let evening = local(now).saturating_add(2.weeks()).date().at(18, 0, 0, 0);
        Self(Submitted::from_pairs([
            ("kind", WalkKind::Residents.word().to_owned()),
            ("light", Light::Dark.word().to_owned()),
            ("starts_at", evening.strftime("%Y-%m-%dT%H:%M").to_string()),
            ("ends_at", evening.saturating_add(90.minutes()).strftime("%Y-%m-%dT%H:%M").to_string()),
        ]))
    }

    /// The form of a plan as it stands.
    #[must_use]
    pub fn of(plan: &Plan, ground: &Ground) -> Self {
        let time = |at: Option<Moment>| at.map(|at| form_value(at.instant())).unwrap_or_default();
        let district = ground.district(plan.district_id).map(|district| district.code.clone());
        Self(Submitted::from_pairs([
            ("title", plan.title.clone()),
            ("kind", plan.kind.word().to_owned()),
            ("theme", plan.theme.clone()),
            ("light", plan.light.word().to_owned()),
            ("weather", plan.weather.clone()),
            ("district", district.unwrap_or_default()),
            ("organisers", plan.organisers.clone()),
            ("meeting_place", plan.meeting_place.clone()),
            ("pre_meeting_at", time(plan.pre_meeting_at)),
            ("pre_meeting_place", plan.pre_meeting_place.clone()),
            ("starts_at", time(Some(plan.starts_at))),
            ("ends_at", time(Some(plan.ends_at))),
            ("response_at", time(plan.response_at)),
            ("response_place", plan.response_place.clone()),
            ("rewalk_at", time(plan.rewalk_at)),
        ]))
    }

    /// The form of a walk that walks an earlier one again, at its date for that or in half a year.
    #[must_use]
    pub fn of_rewalk(earlier: &Walk, title: String, ground: &Ground) -> Self {
        let mut form = Self::of(&earlier.plan, ground);
        let starts_at = earlier.plan.rewalk_at.map_or_else(
            || local(earlier.plan.starts_at.instant()).saturating_add(26.weeks()).timestamp(),
            Moment::instant,
        );
        let length = earlier.plan.starts_at.instant().duration_until(earlier.plan.ends_at.instant());
        let ends_at = starts_at.saturating_add(length).unwrap_or(starts_at);
        form.0.set("title", title);
        form.0.set("starts_at", form_value(starts_at));
        form.0.set("ends_at", form_value(ends_at));
        for field in ["pre_meeting_at", "response_at", "rewalk_at", "weather"] {
            form.0.set(field, String::new());
        }
        form
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The id the client gave what it sends.
    ///
    /// # Errors
    /// A message when it gave none, or none that is a UUID.
    pub fn submission_id(&self) -> Result<String, Message> {
        Uuid::parse_str(&self.text("submission_id"))
            .map(|id| id.to_string())
            .map_err(|_| Message::new("report-id-missing"))
    }

    /// Judges the form. The way is drawn elsewhere, and is empty in what comes back.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, ground: &Ground) -> Result<Plan, Faults> {
        let mut faults = Faults::default();
        let title = self.line("title", true, &mut faults);
        let kind = faults.sift("kind", self.word("kind", WalkKind::from_word));
        let light = faults.sift("light", self.word("light", Light::from_word));
        let theme = self.line("theme", false, &mut faults);
        let weather = self.line("weather", false, &mut faults);
        let district = ground.district_of_code(&self.text("district")).map(|district| district.id);
        let district_id = faults.sift("district", district.ok_or(Message::new("walk-district-missing")));
        let organisers = self.line("organisers", true, &mut faults);
        let pre_meeting_at = self.time("pre_meeting_at", &mut faults);
        let pre_meeting_place = self.line("pre_meeting_place", false, &mut faults);
        let starts_at = self.needed_time("starts_at", &mut faults);
        let ends_at = self.needed_time("ends_at", &mut faults);
        let meeting_place = self.line("meeting_place", true, &mut faults);
        let response_at = self.time("response_at", &mut faults);
        let response_place = self.line("response_place", false, &mut faults);
        let rewalk_at = self.time("rewalk_at", &mut faults);
        if let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at) {
            if ends_at <= starts_at {
                faults.add("ends_at", Message::new("walk-ends-before"));
            } else if ends_at > plus_hours(starts_at, MOST_HOURS) {
                faults.add("ends_at", Message::new("walk-long"));
            }
            if pre_meeting_at.is_some_and(|at| at >= starts_at) {
                faults.add("pre_meeting_at", Message::new("walk-pre-meeting-late"));
            }
            if response_at.is_some_and(|at| at <= starts_at) {
                faults.add("response_at", Message::new("walk-response-early"));
            }
            if rewalk_at.is_some_and(|at| at <= ends_at) {
                faults.add("rewalk_at", Message::new("walk-rewalk-early"));
            }
        }
        match (kind, light, district_id, starts_at, ends_at) {
            (Some(kind), Some(light), Some(district_id), Some(starts_at), Some(ends_at)) if faults.is_empty() => {
                Ok(Plan {
                    title,
                    kind,
                    theme,
                    light,
                    weather,
                    district_id,
                    organisers,
                    meeting_place,
                    pre_meeting_at: pre_meeting_at.map(Moment::from),
                    pre_meeting_place,
                    starts_at: starts_at.into(),
                    ends_at: ends_at.into(),
                    response_at: response_at.map(Moment::from),
                    response_place,
                    rewalk_at: rewalk_at.map(Moment::from),
                    earlier_walk_id: None,
                    route: String::new(),
                })
            }
            _ => Err(faults),
        }
    }

    fn word<T>(&self, field: &str, read: fn(&str) -> Option<T>) -> Result<T, Message> {
        read(&self.text(field)).ok_or(Message::new("report-choice-unknown"))
    }

    fn line(&self, field: &'static str, is_needed: bool, faults: &mut Faults) -> String {
        read_line(&self.0, field, is_needed, faults)
    }

    fn time(&self, field: &'static str, faults: &mut Faults) -> Option<Timestamp> {
        let text = self.text(field);
        if text.is_empty() { None } else { faults.sift(field, read_time(&text)) }
    }

    fn needed_time(&self, field: &'static str, faults: &mut Faults) -> Option<Timestamp> {
        if self.text(field).is_empty() {
            faults.add(field, Message::new("walk-time-missing"));
        }
        self.time(field, faults)
    }
}

fn read_time(text: &str) -> Result<Timestamp, Message> {
    read_local(text).map_err(|fault| {
        Message::new(match fault {
            LocalTimeFault::Unreadable => "report-time-unreadable",
            LocalTimeFault::Skipped => "report-time-skipped",
        })
    })
}

/// A short text of a form, through the guard.
fn read_line(form: &Submitted, field: &'static str, is_needed: bool, faults: &mut Faults) -> String {
    let text = form.text(field);
    if is_needed && text.is_empty() {
        faults.add(field, Message::new("walk-text-missing"));
    }
    if text.chars().count() > LONGEST_LINE {
        faults.add(field, Message::new("walk-text-long").with("most", LONGEST_LINE.to_string()));
    }
    faults.guard(field, &text, form.text(CONFIRM_PRIVACY) == "yes");
    text
}

/// A stop that has its place on the ground.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedStop {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub point: Point,
    /// The named place it was given by.
    pub place_id: Option<i64>,
    /// The area it lies in.
    pub area_id: Option<i64>,
    /// What to look at there, one thing a line.
    pub checklist: String,
}

impl PlacedStop {
    /// As it is kept.
    #[must_use]
    pub fn content(&self) -> StopContent {
        StopContent {
            name: self.name.clone(),
            latitude: self.point.latitude(),
            longitude: self.point.longitude(),
            place_id: self.place_id,
            area_id: self.area_id,
            checklist: self.checklist.clone(),
        }
    }
}

/// What stands in a stop's form: `name`, `place` or `position`, `checklist`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopForm(Submitted);

impl StopForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form of a new stop, with what is usually looked at.
    #[must_use]
    pub fn blank(checklist: String) -> Self {
        Self(Submitted::from_pairs([("checklist", checklist)]))
    }

    /// The form of a stop as it stands.
    #[must_use]
    pub fn of(stop: &Stop, places: &[Place]) -> Self {
        let place = stop.place_id.and_then(|id| places.iter().find(|place| place.id == id));
        let position = stop.point().filter(|_| place.is_none()).map(|point| point.to_string());
        Self(Submitted::from_pairs([
            ("name", stop.name.clone()),
            ("place", place.map(|place| place.name.clone()).unwrap_or_default()),
            ("position", position.unwrap_or_default()),
            ("checklist", stop.checklist.clone()),
        ]))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The places that what is written may mean, when it does not name one exactly: at most eight.
    #[must_use]
    pub fn suggested_places<'a>(&self, places: &'a [Place]) -> Vec<&'a Place> {
        let text = self.text("place");
        if text.is_empty() || find_exact(&text, places).is_some() {
            return Vec::new();
        }
        let mut likely = likely_places(&text, places);
        likely.truncate(SUGGESTED);
        likely
    }

    /// Judges the form, by the boundaries in force now. A stop at a named place may be called after it.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, ground: &Ground, places: &[Place], now: Timestamp) -> Result<PlacedStop, Faults> {
        let mut faults = Faults::default();
        let place = if self.0.has("position") { None } else { self.place(places, &mut faults) };
        let point = if self.0.has("position") {
            let may_swap = self.text("position_swap") == "yes";
            faults.sift("position", read_point(&self.text("position"), may_swap))
        } else {
            place.and_then(|place| faults.sift("place", point_of(place)))
        };
        let mut area_id = None;
        if let Some(point) = point {
            match ground.locate(point, local_day(now)) {
                Located::Inside { area, .. } => area_id = Some(area),
                Located::Outside { .. } => faults.add("position", Message::new("walk-stop-outside")),
                Located::NoGround => {}
            }
        }
        let mut name = read_line(&self.0, "name", false, &mut faults);
        if name.is_empty() {
            match place {
                Some(place) => name.clone_from(&place.name),
                None => faults.add("name", Message::new("walk-stop-name-missing")),
            }
        }
        let checklist = self.text("checklist");
        if checklist.chars().count() > LONGEST_TEXT {
            faults.add("checklist", Message::new("walk-text-long").with("most", LONGEST_TEXT.to_string()));
        }
        faults.guard("checklist", &checklist, self.text(CONFIRM_PRIVACY) == "yes");
        match point {
            Some(point) if faults.is_empty() => {
                Ok(PlacedStop { name, point, place_id: place.map(|place| place.id), area_id, checklist })
            }
            _ => Err(faults),
        }
    }

    fn place<'a>(&self, places: &'a [Place], faults: &mut Faults) -> Option<&'a Place> {
        let text = self.text("place");
        if text.is_empty() {
            faults.add("place", Message::new("walk-stop-place-missing"));
            return None;
        }
        let picked = self.text("place_pick");
        let among = self.suggested_places(places).into_iter().find(|place| place.name == picked);
        faults.sift("place", among.map_or_else(|| find_place(&text, places), Ok))
    }
}

/// A walk's way as its form has it: `route`, a position a line.
///
/// # Errors
/// What is wrong with it.
pub fn read_route(form: &Submitted) -> Result<Vec<Point>, Faults> {
    let mut faults = Faults::default();
    let read = route::read(&form.text("route")).map_err(|fault| match fault {
        RouteFault::Unreadable(line) => Message::new("walk-route-unreadable").with("line", line.to_string()),
        RouteFault::TooShort => Message::new("walk-route-short"),
        RouteFault::TooLong => Message::new("walk-route-long").with("most", route::MOST_CORNERS.to_string()),
    });
    faults.sift("route", read).ok_or(faults)
}

/// Counts of participants: `expected-GROUP` and `present-GROUP`, each empty when it is not known.
///
/// # Errors
/// What is wrong with the first count that is wrong; each field is named in the message's list by its group.
pub fn read_groups(form: &Submitted) -> Result<Vec<Group>, Message> {
    let number = |field: &str, group: &Participants| {
        let text = form.text(&format!("{field}-{}", group.word()));
        if text.is_empty() {
            return Ok(None);
        }
        let counted = text.parse().ok().filter(|count| (0..=MOST_PARTICIPANTS).contains(count));
        counted.map(Some).ok_or(Message::new("walk-count-wrong").with("most", MOST_PARTICIPANTS.to_string()))
    };
    let mut groups = Vec::new();
    for participants in Participants::ALL {
        let group = Group {
            participants: *participants,
            expected: number("expected", participants)?,
            present: number("present", participants)?,
        };
        if group.expected.is_some() || group.present.is_some() {
            groups.push(group);
        }
    }
    Ok(groups)
}
