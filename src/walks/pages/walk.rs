//! One walk, for those who lead: how far it has come and what comes next.

use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::map::WalkMap;
use super::stops::length;
use super::{Surroundings, Tools, day_of, district_name, when};
use crate::accounts::session::LeadingWalks;
use crate::accounts::{Allowed, Change, Viewer};
use crate::db::{DbConnection, Moment};
use crate::error::{AppError, OrNotFound as _};
use crate::measures::model::Measure;
use crate::urls;
use crate::walks::along::{self, Along, Count};
use crate::walks::code::spaced;
use crate::walks::model::{Group, Phase, Standing, Stop, Walk, WalkEvent};
use crate::walks::route::Way;
use crate::walks::store;
use crate::web::{Layout, Section, Visit, page};

#[derive(Template)]
#[template(path = "walks/walk.html")]
struct WalkPage {
    layout: Layout,
    heading: String,
    eyebrow: String,
    lead: String,
    steps: Vec<Step>,
    /// What is to be done now: where, and what it is called.
    next: Option<(String, String)>,
    may_change: bool,
    links: Links,
    facts: Vec<(String, String)>,
    stops: Vec<StopView>,
    length: String,
    map: WalkMap,
    along: Option<AlongView>,
    code: String,
    address: String,
    opens: String,
    groups: Vec<(String, String)>,
    events: Vec<EventView>,
}

struct Links {
    edit: String,
    stops: String,
    groups: String,
    code: String,
    poster: String,
    calendar: String,
}

/// A step of the way from plan to re-walk.
struct Step {
    name: String,
    about: String,
    /// Where it leads; empty while there is nothing there.
    href: String,
    /// `done`, `now` or `later`.
    state: &'static str,
    /// The same in words.
    word: String,
}

struct StopView {
    number: i64,
    name: String,
    checks: Vec<String>,
}

struct AlongView {
    incidents: String,
    observations: String,
    measures: Vec<PointView>,
    points: Vec<PointView>,
}

struct PointView {
    href: String,
    words: String,
    about: String,
}

struct EventView {
    when: String,
    who: String,
    what: String,
    detail: String,
}

/// Everything the page tells of.
struct Read {
    walk: Walk,
    standing: Standing,
    stops: Vec<Stop>,
    groups: Vec<Group>,
    along: Option<Along>,
    events: Vec<WalkEvent>,
    earlier: Option<Walk>,
    around: Surroundings,
}

impl Read {
    fn of(connection: &mut DbConnection, tools: &Tools, viewer: &Viewer, id: i64) -> Result<Self, AppError> {
        let walk = store::find(connection, viewer, id)?.or_not_found("walk")?;
        let stops = store::list_stops(connection, id)?;
        let way = Way::of(&walk.plan.route, &stops);
        let earlier = match walk.plan.earlier_walk_id {
            Some(earlier) => store::find(connection, viewer, earlier)?,
            None => None,
        };
        Ok(Self {
            standing: store::find_standing(connection, id)?,
            groups: store::list_groups(connection, id)?,
            along: along::look(connection, viewer, id, &way, tools.now)?,
            events: store::list_events(connection, id)?,
            around: Surroundings::read(connection, tools)?,
            earlier,
            stops,
            walk,
        })
    }
}

/// `GET /walks/{id}`. For those who lead walks and may see it.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or may not be seen.
pub async fn walk(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, viewer, own) = (id.into_inner(), who.viewer(), tools.clone());
    let read = tools.db.read(move |connection| Read::of(connection, &own, &viewer, id)).await?;
    let (walk, plan) = (&read.walk, &read.walk.plan);
    let way = Way::of(&plan.route, &read.stops);
    let phase = walk.phase(read.standing, tools.now);
    let steps = steps(&visit, walk, read.standing, phase);
    let may_change = walk.may_be_changed_by(&viewer);
    let next = steps.iter().find(|step| step.state == "now" && !step.href.is_empty());
    let next = next
        .filter(|_| may_change)
        .map(|step| (step.href.clone(), visit.t(&format!("walk-phase-{}-action", phase.word()))));
    let address = walk.code.as_deref().map(|code| tools.public_address(&urls::join(code)));
    page(&WalkPage {
        layout: visit.layout(plan.title.clone(), Section::Walks),
        heading: plan.title.clone(),
        eyebrow: [visit.t(&format!("walk-kind-{}", plan.kind.word())), district_name(&read.around.ground, walk)]
            .join(" · "),
        lead: format!("{}, {}", when(visit.language, walk), plan.meeting_place),
        steps,
        next,
        may_change,
        links: Links {
            edit: urls::walk_edit(id),
            stops: urls::walk_stops(id),
            groups: urls::walk_groups(id),
            code: urls::walk_code(id),
            poster: urls::walk_poster(id),
            calendar: urls::walk_calendar(id),
        },
        facts: facts(&visit, &read),
        stops: read.stops.iter().map(stop_view).collect(),
        length: length(&visit, &way),
        map: WalkMap::of(&visit, &read.around.ground, &read.around.places, &read.stops, &way, day_of(walk)),
        along: read.along.as_ref().map(|along| along_view(&visit, along)),
        code: walk.code.as_deref().map(spaced).unwrap_or_default(),
        address: address.unwrap_or_default(),
        opens: opens(&visit, walk, tools.now),
        groups: groups(&visit, &read.groups),
        events: read.events.iter().rev().map(|event| event_view(&visit, event)).collect(),
    })
}

/// The six steps, each with where it leads once there is something.
fn steps(visit: &Visit, walk: &Walk, standing: Standing, phase: Phase) -> Vec<Step> {
    let rewalk = standing.rewalk_id.map_or_else(|| urls::walk_rewalk(walk.id), urls::walk);
    let step = |known: &Phase| {
        let href = match known {
            Phase::Plan => urls::walk_stops(walk.id),
            Phase::Invite => urls::walk_code(walk.id),
            Phase::Walk => urls::walk_live(walk.id),
            Phase::Protocol => urls::walk_protocol(walk.id),
            Phase::Answers => urls::walk_response(walk.id),
            Phase::Rewalk => rewalk.clone(),
        };
        let is_done = *known < phase || (*known == Phase::Rewalk && standing.rewalk_id.is_some());
        let (state, word) = if is_done {
            ("done", "walk-step-done")
        } else if *known == phase {
            ("now", "walk-step-now")
        } else {
            ("later", "walk-step-later")
        };
        Step {
            name: visit.t(&format!("walk-phase-{}", known.word())),
            about: visit.t(&format!("walk-phase-{}-about", known.word())),
            href: if state == "later" { String::new() } else { href },
            state,
            word: visit.t(word),
        }
    };
    Phase::ALL.iter().map(step).collect()
}

fn facts(visit: &Visit, read: &Read) -> Vec<(String, String)> {
    let plan = &read.walk.plan;
    let meeting = |at: Option<Moment>, place: &str| {
        let at = at.map(|at| visit.language.moment(at.instant()))?;
        Some(if place.is_empty() { at } else { format!("{at}, {place}") })
    };
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let facts = [
        ("walk-pre-meeting", meeting(plan.pre_meeting_at, &plan.pre_meeting_place)),
        ("walk-the-walk", meeting(Some(plan.starts_at), &plan.meeting_place)),
        ("walk-response", meeting(plan.response_at, &plan.response_place)),
        ("walk-rewalk", meeting(plan.rewalk_at, "")),
        ("walk-organisers", some(&plan.organisers)),
        ("walk-theme", some(&plan.theme)),
        ("walk-light", some(&visit.t(&format!("walk-light-{}", plan.light.word())))),
        ("walk-weather", some(&plan.weather)),
        ("walk-earlier", read.earlier.as_ref().map(|earlier| earlier.plan.title.clone())),
    ];
    facts.into_iter().filter_map(|(key, value)| Some((visit.t(key), value?))).collect()
}

fn stop_view(stop: &Stop) -> StopView {
    StopView { number: stop.position, name: stop.name.clone(), checks: stop.checks().map(ToOwned::to_owned).collect() }
}

fn along_view(visit: &Visit, along: &Along) -> AlongView {
    let number = |count: i64| visit.language.number(count);
    let noted = i64::try_from(along.observations).unwrap_or(i64::MAX);
    let point = |(point, walk): &(crate::walks::model::WalkPoint, Walk)| PointView {
        href: urls::walk_protocol(walk.id),
        words: point.words.clone(),
        about: format!("{}, {}", walk.plan.title, visit.language.moment(walk.plan.starts_at.instant())),
    };
    let measure = |measure: &Measure| PointView {
        href: urls::measure(measure.id),
        words: measure.promise.title.clone(),
        about: visit.t(&format!("measure-status-{}", measure.standing.status.word())),
    };
    AlongView {
        measures: along.measures.iter().map(measure).collect(),
        incidents: match along.incidents {
            Count::Exactly(count) => {
                visit.t_with("walk-along-incidents", &[("count", count.into()), ("shown", number(count).into())])
            }
            Count::Few => visit.t("walk-along-incidents-few"),
        },
        observations: visit
            .t_with("walk-along-observations", &[("count", noted.into()), ("shown", number(noted).into())]),
        points: along.points.iter().map(point).collect(),
    }
}

/// When the code opens the walk, in words.
fn opens(visit: &Visit, walk: &Walk, now: Timestamp) -> String {
    if walk.is_over(now) {
        return visit.t("walk-code-over");
    }
    let from = crate::time::plus_hours(walk.plan.starts_at.instant(), -crate::walks::model::HOURS_BEFORE);
    let hours = visit.language.from_to(from, Some(walk.plan.ends_at.instant()));
    visit.t_with("walk-code-opens", &[("hours", hours.into())])
}

fn groups(visit: &Visit, groups: &[Group]) -> Vec<(String, String)> {
    let told = |group: &Group| {
        let count = |key: &str, count: Option<i64>| Some(visit.t_with(key, &[("count", count?.into())]));
        let words: Vec<String> = [count("walk-expected", group.expected), count("walk-present", group.present)]
            .into_iter()
            .flatten()
            .collect();
        (visit.t(&format!("participants-{}", group.participants.word())), words.join(", "))
    };
    let mut ordered: Vec<&Group> = groups.iter().collect();
    ordered.sort_by_key(|group| group.participants);
    ordered.into_iter().map(told).collect()
}

fn event_view(visit: &Visit, event: &WalkEvent) -> EventView {
    let changes: Vec<Change> = serde_json::from_str(&event.changes).unwrap_or_default();
    let fields: Vec<String> = changes.iter().map(|change| visit.t(&format!("walk-field-{}", change.field))).collect();
    let detail = if event.words.is_empty() { visit.language.listed(&fields) } else { event.words.clone() };
    EventView {
        when: visit.language.moment(event.at.instant()),
        who: event.actor.clone(),
        what: visit.t(&format!("walk-event-{}", event.kind.word())),
        detail,
    }
}
