//! A walk, its stops, what was noted on it and the points of its protocol.

use diesel::{AsChangeset, Identifiable, Insertable, Queryable, Selectable};
use jiff::Timestamp;

use crate::accounts::{Permission, Viewer};
use crate::db::{Moment, schema, word_column};
use crate::geometry::Point;
use crate::time::plus_hours;

word_column! {
    /// What kind of walk it is (`domain.md` 2.1).
    WalkKind:
    /// Residents walk, open to all (medborgarvandring).
    Residents = "residents",
    /// Caretakers inspect their own ground (förvaltarvandring, synerond).
    Caretakers = "caretakers",
    /// About one thing: a tunnel, a school, girls.
    Thematic = "thematic",
}

word_column! {
    /// The light it is walked in.
    Light:
    /// Daylight.
    Day = "day",
    /// Dusk.
    Dusk = "dusk",
    /// After dark.
    Dark = "dark",
}

word_column! {
    /// A group that participants are counted in.
    Participants:
    /// People who live there.
    Residents = "residents",
    /// Associations.
    Associations = "associations",
    /// The municipality's staff.
    Municipality = "municipality",
    /// The police.
    Police = "police",
    /// The housing company.
    Housing = "housing",
    /// Politicians.
    Politicians = "politicians",
    /// Young people.
    Young = "young",
    /// Old people.
    Old = "old",
    /// People with a disability.
    Disability = "disability",
}

word_column! {
    /// What somebody notes.
    ObservationKind:
    /// Something is wrong (brist).
    Deficiency = "deficiency",
    /// Something is good (styrka).
    Strength = "strength",
    /// Something could be otherwise (förslag).
    Suggestion = "suggestion",
    /// Something is asked (fråga).
    Question = "question",
}

word_column! {
    /// What an observation is about (`domain.md` 2.3).
    Theme:
    /// Lighting.
    Lighting = "lighting",
    /// Plants and sight.
    Greenery = "greenery",
    /// Upkeep and litter.
    Upkeep = "upkeep",
    /// Graffiti and damage.
    Damage = "damage",
    /// Whether one can get through.
    Passability = "passability",
    /// Traffic.
    Traffic = "traffic",
    /// Finding one's way, signs.
    Orientation = "orientation",
    /// Desertedness.
    Desertedness = "desertedness",
    /// Social disorder.
    Disorder = "disorder",
    /// Buildings and locks.
    Building = "building",
    /// Something else.
    Other = "other",
}

word_column! {
    /// How a point of an earlier walk is on the re-walk.
    PointChange:
    /// Better than it was.
    Better = "better",
    /// As it was.
    Same = "same",
    /// Worse than it was.
    Worse = "worse",
    /// Not there any more.
    Gone = "gone",
}

/// How long before a walk begins phones may join it, so that everything is on them when the network ends.
pub const HOURS_BEFORE: i64 = 1;
pub use crate::accounts::phones::HOURS_TO_DELIVER;

/// What the plan of a walk says, and may be changed to.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::walks, treat_none_as_null = true)]
pub struct Plan {
    /// What it is called.
    pub title: String,
    /// What kind of walk it is.
    pub kind: WalkKind,
    /// What it is about; may be empty.
    pub theme: String,
    /// The light it is walked in.
    pub light: Light,
    /// The weather, once it is known; may be empty.
    pub weather: String,
    /// The district it goes through.
    pub district_id: i64,
    /// Who arranges it, in words: organisations and functions.
    pub organisers: String,
    /// Where people meet to walk.
    pub meeting_place: String,
    /// The first meeting (förmöte).
    pub pre_meeting_at: Option<Moment>,
    /// Where that is; may be empty.
    pub pre_meeting_place: String,
    /// When the walk begins.
    pub starts_at: Moment,
    /// When it ends; later than that.
    pub ends_at: Moment,
    /// The third meeting (återkoppling), where those responsible answer.
    pub response_at: Option<Moment>,
    /// Where that is; may be empty.
    pub response_place: String,
    /// When it is to be walked again.
    pub rewalk_at: Option<Moment>,
    /// The walk that this one walks again.
    pub earlier_walk_id: Option<i64>,
    /// The way as it was drawn: a JSON list of `[longitude, latitude]`; empty when it goes straight from stop to stop.
    pub route: String,
}

/// A walk as it is kept.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::walks)]
pub struct Walk {
    /// Its key.
    pub id: i64,
    /// Whose walk it is.
    pub organisation_id: i64,
    /// Who planned it.
    pub account_id: i64,
    /// What opens it to phones; `None` when nobody new may join.
    pub code: Option<String>,
    /// When its protocol was published.
    pub published_at: Option<Moment>,
    /// When it was first planned.
    pub created_at: Moment,
    /// Grows with every change.
    pub version: i64,
    /// What its plan says.
    #[diesel(embed)]
    pub plan: Plan,
}

impl Walk {
    /// Whether somebody new may join now, given the code.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.code.is_some()
            && now >= plus_hours(self.plan.starts_at.instant(), -HOURS_BEFORE)
            && now < self.plan.ends_at.instant()
    }

    /// Whether a phone that joined may deliver what was written on it.
    #[must_use]
    pub fn takes_deliveries(&self, now: Timestamp) -> bool {
        now >= plus_hours(self.plan.starts_at.instant(), -HOURS_BEFORE)
            && now < plus_hours(self.plan.ends_at.instant(), HOURS_TO_DELIVER)
    }

    /// Whether what is received now came after the walk.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        now >= self.plan.ends_at.instant()
    }
}

/// A stop of a walk.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::walk_stops)]
pub struct Stop {
    /// Its key.
    pub id: i64,
    /// The walk's.
    pub walk_id: i64,
    /// Which one it is on the way: 1, 2, …
    pub position: i64,
    /// What it is called.
    pub name: String,
    /// Degrees north, WGS84.
    pub latitude: f64,
    /// Degrees east, WGS84.
    pub longitude: f64,
    /// The named place it was given by.
    pub place_id: Option<i64>,
    /// The area it lies in.
    pub area_id: Option<i64>,
    /// What to look at here, one thing a line.
    pub checklist: String,
}

impl Stop {
    /// Where it is.
    #[must_use]
    pub fn point(&self) -> Option<Point> {
        Point::new(self.latitude, self.longitude).ok()
    }

    /// What to look at here.
    pub fn checks(&self) -> impl Iterator<Item = &str> {
        self.checklist.lines().map(str::trim).filter(|line| !line.is_empty())
    }
}

/// What somebody noted, as it is kept.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::walk_observations)]
pub struct Observation {
    /// Its key.
    pub id: i64,
    /// The walk's.
    pub walk_id: i64,
    /// The phone that noted it; `None` when an account did.
    pub phone_id: Option<i64>,
    /// The account that noted it.
    pub account_id: Option<i64>,
    /// The stop it belongs to.
    pub stop_id: Option<i64>,
    /// What it is.
    pub kind: ObservationKind,
    /// What it is about.
    pub theme: Theme,
    /// In the writer's words; may be empty when there is a picture.
    pub description: String,
    /// Degrees north, WGS84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
    /// How exact the device said its position was, in metres.
    pub accuracy_m: Option<f64>,
    /// The area it lies in.
    pub area_id: Option<i64>,
    /// When it was written, by the phone's clock.
    pub noted_at: Moment,
    /// When it was received.
    pub received_at: Moment,
    /// Whether that was after the walk.
    pub is_late: bool,
    /// The protocol's point it was gathered to.
    pub point_id: Option<i64>,
    /// Why it stays out of the protocol.
    pub set_aside_reason: Option<String>,
}

/// A point of a walk's protocol.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::walk_points)]
pub struct WalkPoint {
    /// Its key.
    pub id: i64,
    /// The walk's.
    pub walk_id: i64,
    /// Its number in the protocol: 1, 2, …
    pub number: i64,
    /// What it is.
    pub kind: ObservationKind,
    /// What it is about.
    pub theme: Theme,
    /// Where, in words.
    pub place: String,
    /// What was seen, in the leader's words: no reporter's own text is published.
    pub words: String,
    /// The stop it belongs to.
    pub stop_id: Option<i64>,
    /// Degrees north, WGS84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
    /// The area it lies in.
    pub area_id: Option<i64>,
    /// Why there is no measure; may be empty.
    pub no_measure_reason: String,
    /// On a re-walk: the earlier walk's point.
    pub earlier_point_id: Option<i64>,
    /// On a re-walk: how it is now.
    pub change: Option<PointChange>,
    /// When it was made.
    pub created_at: Moment,
    /// Grows with every change.
    pub version: i64,
}

word_column! {
    /// How far a walk has come on its way from plan to re-walk.
    Phase:
    /// It has no stops yet.
    Plan = "plan",
    /// It is planned, and people are asked to come.
    Invite = "invite",
    /// It can be joined, or is walked.
    Walk = "walk",
    /// It has been walked, and its protocol is being written.
    Protocol = "protocol",
    /// The protocol is published, and those responsible answer.
    Answers = "answers",
    /// Everything is answered: it is to be walked again.
    Rewalk = "rewalk",
}

/// What beside the walk itself decides how far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many stops it has.
    pub stops: i64,
    /// How many points of its protocol have neither a measure nor a reason why there is none.
    pub unanswered: i64,
    /// The walk that walks it again.
    pub rewalk_id: Option<i64>,
}

impl Walk {
    /// How far it has come.
    #[must_use]
    pub fn phase(&self, standing: Standing, now: Timestamp) -> Phase {
        let is_yet_to_come = |meeting: Option<Moment>| meeting.is_some_and(|at| now < at.instant());
        if self.is_over(now) {
            if self.published_at.is_none() {
                Phase::Protocol
            } else if standing.unanswered > 0 || is_yet_to_come(self.plan.response_at) {
                Phase::Answers
            } else {
                Phase::Rewalk
            }
        } else if standing.stops == 0 {
            Phase::Plan
        } else if now < plus_hours(self.plan.starts_at.instant(), -HOURS_BEFORE) {
            Phase::Invite
        } else {
            Phase::Walk
        }
    }

    /// Whether this viewer, who can see the walk, may also change it: one's own organisation's, and whoever hands out
    /// measures any.
    #[must_use]
    pub fn may_be_changed_by(&self, viewer: &Viewer) -> bool {
        let role = viewer.role;
        let is_own = self.organisation_id == viewer.organisation_id;
        role.may(Permission::LeadWalks) && (is_own || role.may(Permission::HandOutMeasures))
    }
}

/// How many of a group of participants are expected, and how many came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::walk_groups)]
pub struct Group {
    /// The group.
    pub participants: Participants,
    /// How many are expected, if somebody has said.
    pub expected: Option<i64>,
    /// How many came, once they were counted.
    pub present: Option<i64>,
}

/// What a stop is made of.
#[derive(Clone, Debug, PartialEq, Insertable, AsChangeset)]
#[diesel(table_name = schema::walk_stops, treat_none_as_null = true)]
pub struct StopContent {
    /// What it is called.
    pub name: String,
    /// Degrees north, WGS84.
    pub latitude: f64,
    /// Degrees east, WGS84.
    pub longitude: f64,
    /// The named place it was given by.
    pub place_id: Option<i64>,
    /// The area it lies in.
    pub area_id: Option<i64>,
    /// What to look at there, one thing a line.
    pub checklist: String,
}

word_column! {
    /// What was done to a walk, as its history names it.
    EventKind:
    /// It was planned.
    Planned = "planned",
    /// Its plan was changed.
    Changed = "changed",
    /// It got a stop.
    StopAdded = "stop_added",
    /// A stop was changed.
    StopChanged = "stop_changed",
    /// A stop was moved along the way.
    StopMoved = "stop_moved",
    /// A stop was taken away.
    StopRemoved = "stop_removed",
    /// Its way was drawn.
    RouteDrawn = "route_drawn",
    /// Its participants were counted.
    GroupsCounted = "groups_counted",
    /// It got a code, or another one.
    CodeMade = "code_made",
    /// Its code was taken away.
    CodeShut = "code_shut",
    /// Its phones were shut out.
    PhonesShutOut = "phones_shut_out",
    /// A participant's picture was hidden.
    PhotoHidden = "photo_hidden",
    /// A point of its protocol was made.
    PointMade = "point_made",
    /// A point was changed.
    PointChanged = "point_changed",
    /// A point was taken away.
    PointRemoved = "point_removed",
    /// Observations were gathered to a point.
    Gathered = "gathered",
    /// Observations were parted from their points.
    Parted = "parted",
    /// Observations were set aside.
    SetAside = "set_aside",
    /// Why there is no measure was said.
    ReasonGiven = "reason_given",
    /// How a point is on the re-walk was said.
    PointCompared = "point_compared",
    /// Its protocol was published.
    Published = "published",
    /// Its protocol was withdrawn.
    Withdrawn = "withdrawn",
    /// Its protocol left as a file.
    Exported = "exported",
}

/// A line of a walk's history.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::walk_events)]
pub struct WalkEvent {
    /// The walk's key.
    pub walk_id: i64,
    /// The point of its protocol it is about.
    pub point_id: Option<i64>,
    /// When.
    pub at: Moment,
    /// The account that did it.
    pub account_id: Option<i64>,
    /// Who did it, as it stays readable.
    pub actor: String,
    /// What was done.
    pub kind: EventKind,
    /// What became different: a JSON list of fields with what they were and are.
    pub changes: String,
    /// What it is about, in words: a stop's name, a point's number. Never what a participant wrote.
    pub words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk() -> Walk {
        let at = |text: &str| Moment::from(text.parse::<Timestamp>().unwrap());
        Walk {
            id: 1,
            organisation_id: 1,
            account_id: 1,
            code: None,
            published_at: None,
            created_at: at("2026-10-01T08:00:00Z"),
            version: 1,
            plan: Plan {
                title: "Fittja".to_owned(),
                kind: WalkKind::Residents,
                theme: String::new(),
                light: Light::Dark,
                weather: String::new(),
                district_id: 1,
                organisers: String::new(),
                meeting_place: String::new(),
                pre_meeting_at: None,
                pre_meeting_place: String::new(),
                starts_at: at("2026-11-24T17:00:00Z"),
                ends_at: at("2026-11-24T19:00:00Z"),
                response_at: Some(at("2026-12-08T17:00:00Z")),
                response_place: String::new(),
                rewalk_at: None,
                earlier_walk_id: None,
                route: String::new(),
            },
        }
    }

    #[test]
    fn a_walk_goes_from_plan_to_re_walk_by_its_dates_and_by_what_was_done() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let mut walk = walk();
        let mut standing = Standing::default();
        assert_eq!(walk.phase(standing, at("2026-11-20T12:00:00Z")), Phase::Plan);
        standing.stops = 4;
        assert_eq!(walk.phase(standing, at("2026-11-20T12:00:00Z")), Phase::Invite);
        assert_eq!(walk.phase(standing, at("2026-11-24T16:00:00Z")), Phase::Walk);
        assert_eq!(walk.phase(standing, at("2026-11-24T19:00:00Z")), Phase::Protocol);
        walk.published_at = Some(at("2026-11-30T09:00:00Z").into());
        assert_eq!(walk.phase(standing, at("2026-12-01T09:00:00Z")), Phase::Answers, "the meeting is yet to come");
        standing.unanswered = 1;
        assert_eq!(walk.phase(standing, at("2026-12-10T09:00:00Z")), Phase::Answers, "somebody owes an answer");
        standing.unanswered = 0;
        assert_eq!(walk.phase(standing, at("2026-12-10T09:00:00Z")), Phase::Rewalk);
    }
}
