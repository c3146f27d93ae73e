//! The response meeting: one point after another on the wall, answers typed there.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;
use uuid::Uuid;

use super::{Tools, version_of};
use crate::accounts::session::LeadingWalks;
use crate::accounts::{Allowed, Organisation, Permission};
use crate::db::{Day, DbConnection};
use crate::digest::content_hash;
use crate::districts;
use crate::error::{AppError, OrNotFound as _};
use crate::geometry::Point;
use crate::mail::Outbox;
use crate::measures::actions::{self as measures, Desk, Submission};
use crate::measures::model::{Assignment, Event, Horizon, MeasureKind, Origin, Promise, Status, Step, Whereabouts};
use crate::time::local_day;
use crate::urls;
use crate::walks::actions::Leader;
use crate::walks::forms::{LONGEST_LINE, LONGEST_TEXT};
use crate::walks::model::{ObservationKind, WalkPoint};
use crate::walks::protocol::actions;
use crate::walks::protocol::forms::{needed_text, optional_text};
use crate::walks::protocol::lines::{Edition, Line, MeasureLine, Written};
use crate::walks::protocol::model::{Entry, Protocol};
use crate::walks::store;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "walks/response.html")]
struct ResponsePage {
    layout: Layout,
    walk: String,
    back: String,
    protocol: String,
    /// `Punkt 2 av 7`; empty when there is nothing to answer.
    place_in_line: String,
    earlier: String,
    later: String,
    shown: Option<Shown>,
}

/// The point on the wall.
struct Shown {
    line: Line,
    measures: Vec<MeasureView>,
    action: String,
    number: i64,
    version: i64,
    messages: FieldMessages,
    /// Whether something may be promised here at once.
    may_promise: bool,
    may_change: bool,
    submission_id: String,
    organisations: Vec<Choice>,
    kinds: Vec<Choice>,
    title: String,
    line_function: String,
    due: String,
    reason: String,
    confirms_privacy: Option<bool>,
}

struct MeasureView {
    line: MeasureLine,
    href: String,
    version: i64,
    /// Whether it waits for an answer that may be typed here.
    may_answer: bool,
}

/// What is answered: everything but strengths.
fn to_answer(protocol: &Protocol) -> Vec<&Entry> {
    protocol.entries.iter().filter(|entry| entry.point.kind != ObservationKind::Strength).collect()
}

fn response_page(
    visit: &Visit,
    protocol: &Protocol,
    number: Option<i64>,
    leader: &Leader,
    (form, faults): (&Submitted, &Faults),
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let entries = to_answer(protocol);
    let at = match number {
        None => Some(0).filter(|_| !entries.is_empty()),
        Some(number) => Some(entries.iter().position(|entry| entry.point.number == number).or_not_found("point")?),
    };
    let walk = &protocol.walk;
    let address = |at: Option<usize>| {
        let entry = at.and_then(|at| entries.get(at));
        entry.map(|entry| urls::walk_response_point(walk.id, entry.point.number)).unwrap_or_default()
    };
    let place_in_line =
        at.map(|at| visit.t_with("response-place", &[("at", (at + 1).into()), ("count", entries.len().into())]));
    let response_page = ResponsePage {
        layout: visit.layout_of("response-title", Section::Walks),
        walk: walk.plan.title.clone(),
        back: urls::walk(walk.id),
        protocol: urls::walk_protocol(walk.id),
        place_in_line: place_in_line.unwrap_or_default(),
        earlier: address(at.and_then(|at| at.checked_sub(1))),
        later: address(at.map(|at| at + 1)),
        shown: at.and_then(|at| shown(visit, protocol, entries[at], leader, (form, faults))),
    };
    page_with_status(status, &response_page)
}

fn shown(
    visit: &Visit,
    protocol: &Protocol,
    entry: &Entry,
    leader: &Leader,
    (form, faults): (&Submitted, &Faults),
) -> Option<Shown> {
    let written = Written::of(protocol, "", visit.language, Edition::Working);
    let line = written.lines().find(|line| line.number == entry.point.number)?.clone();
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let measures = line.measures.iter().zip(&entry.measures).map(|(line, tracked)| MeasureView {
        line: line.clone(),
        href: urls::measure(line.id),
        version: tracked.measure.version,
        may_answer: tracked.measure.standing.status == Status::Proposed
            && tracked.measure.takes_from(&leader.viewer, Step::Accept),
    });
    let measures = measures.collect();
    let chosen = form.text("organisation");
    let none = Choice::new("", visit.t("response-organisation-choose"), &chosen);
    let organisation = |known: &Organisation| Choice::new(known.id.to_string(), &known.name, &chosen);
    let kind = |kind: &MeasureKind| {
        Choice::new(kind.word(), visit.t(&format!("measure-kind-{}", kind.word())), &form.text("kind"))
    };
    let reason = if form.has("reason") { form.text("reason") } else { entry.point.no_measure_reason.clone() };
    let sent = Uuid::parse_str(&form.text("submission_id")).ok();
    Some(Shown {
        measures,
        action: urls::walk_response(protocol.walk.id),
        number: entry.point.number,
        version: entry.point.version,
        messages: faults.shown(visit.language),
        may_promise: leader.viewer.role.may(Permission::HandOutMeasures),
        may_change: protocol.walk.may_be_changed_by(&leader.viewer),
        submission_id: sent.unwrap_or_else(Uuid::new_v4).to_string(),
        organisations: std::iter::once(none).chain(protocol.organisations.iter().map(organisation)).collect(),
        kinds: MeasureKind::ALL.iter().map(kind).collect(),
        title: form.text("title"),
        line_function: form.text("line_function"),
        due: form.text("due"),
        reason,
        confirms_privacy,
        line,
    })
}

async fn to_read(tools: &Tools, leader: &Leader, id: i64) -> Result<Protocol, AppError> {
    let viewer = leader.viewer;
    tools
        .db
        .read(move |connection| {
            let walk = store::find(connection, &viewer, id)?.or_not_found("walk")?;
            Protocol::read(connection, walk)
        })
        .await
}

/// `GET /walks/{id}/response?point=N`: one point, the first one when none is named. For those who lead walks and may see it.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen, or has no such point.
pub async fn response(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    request: HttpRequest,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let leader = tools.leader(&who);
    let protocol = to_read(&tools, &leader, id.into_inner()).await?;
    let number = Submitted::from_query(request.query_string()).text("point").parse().ok();
    response_page(&visit, &protocol, number, &leader, (&Submitted::default(), &Faults::default()))
}

/// `POST /walks/{id}/response`: `point`, and `step`: `promise` (`submission_id`, `title`, `organisation` key,
/// `line_function`, `kind`, `due` day), `accept` (`measure`, `version`, `due`), `decline` (`measure`, `version`, `reason`) or
/// `reason` (`version`, `reason`). 303 to the point; 422 with the form.
///
/// For those who may change the walk; promising needs the permission to hand out measures, an answer that of answering.
///
/// # Errors
/// As [`measures::hand_out`], [`measures::answer`] and [`actions::give_reason`].
pub async fn answer(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
    outbox: web::Data<Outbox>,
) -> Result<HttpResponse, AppError> {
    let (id, leader) = (id.into_inner(), tools.leader(&who));
    let protocol = to_read(&tools, &leader, id).await?;
    let number: i64 = form.text("point").parse().map_err(|_| broken())?;
    let entry = protocol.entries.iter().find(|entry| entry.point.number == number).or_not_found("point")?;
    let answer = match Answer::read(&form, entry, &protocol, &visit) {
        Ok(answer) => answer,
        Err(Some(faults)) => return response_page(&visit, &protocol, Some(number), &leader, (&form, &faults)),
        Err(None) => return Err(broken()),
    };
    let desk = Desk { viewer: leader.viewer, actor: leader.actor.clone(), outbox: *outbox.get_ref(), now: leader.now };
    let map = tools.map.clone();
    tools.db.write(move |connection| answer.give(connection, &map, (id, number), &desk, &leader)).await?;
    Ok(see_other_with_flash(&urls::walk_response_point(id, number), "flash-response-answered"))
}

fn broken() -> AppError {
    AppError::BadRequest("error-broken-form")
}

/// What is answered about a point.
enum Answer {
    Promise(Box<(Submission, Assignment)>),
    OfOwner(i64, i64, Event),
    Reason(i64, String),
}

impl Answer {
    /// Reads what was typed; what is wrong with it, or nothing when no form of ours could have sent it.
    fn read(form: &Submitted, entry: &Entry, protocol: &Protocol, visit: &Visit) -> Result<Self, Option<Faults>> {
        let mut faults = Faults::default();
        let due = match form.text("due").as_str() {
            "" => Some(None),
            text => {
                faults.sift("due", text.parse::<Date>().map(Some).map_err(|_| Message::new("response-due-unreadable")))
            }
        };
        let measure = || form.text("measure").parse().map_err(|_| None);
        let answer = match form.text("step").as_str() {
            "promise" => promise(form, &entry.point, protocol, visit, due.flatten(), &mut faults)
                .map(|promised| Self::Promise(Box::new(promised))),
            "accept" => Some(Self::OfOwner(measure()?, version_of(form), Event::Accept { due_on: due.flatten() })),
            "decline" => {
                let reason = needed_text(form, "reason", LONGEST_TEXT, &mut faults);
                Some(Self::OfOwner(measure()?, version_of(form), Event::Decline { reason }))
            }
            "reason" => Some(Self::Reason(version_of(form), optional_text(form, "reason", LONGEST_TEXT, &mut faults))),
            _ => return Err(None),
        };
        answer.filter(|_| faults.is_empty()).ok_or(Some(faults))
    }

    fn give(
        &self,
        connection: &mut DbConnection,
        map: &districts::Map,
        (id, number): (i64, i64),
        desk: &Desk,
        leader: &Leader,
    ) -> Result<(), AppError> {
        match self {
            Self::Promise(promised) => {
                let (submission, assignment) = &**promised;
                let ground = map.current(connection)?;
                let receipt = measures::hand_out(connection, desk, submission, assignment, &ground)?;
                match receipt {
                    measures::Receipt::HandedOut(key) => {
                        let event = Event::Accept { due_on: assignment.due_on };
                        measures::answer(connection, desk, key, 1, &event)
                    }
                    measures::Receipt::AlreadyReceived(_) => Ok(()),
                    _ => Err(AppError::Conflict("error-conflict-text")),
                }
            }
            Self::OfOwner(key, version, event) => measures::answer(connection, desk, *key, *version, event),
            Self::Reason(version, reason) => actions::give_reason(connection, (id, number, *version), reason, leader),
        }
    }
}

/// The fields of what is promised about a point.
const PROMISED: [&str; 6] = ["title", "organisation", "line_function", "kind", "due", CONFIRM_PRIVACY];

fn promise(
    form: &Submitted,
    point: &WalkPoint,
    protocol: &Protocol,
    visit: &Visit,
    due_on: Option<Date>,
    faults: &mut Faults,
) -> Option<(Submission, Assignment)> {
    let id = Uuid::parse_str(&form.text("submission_id")).map_err(|_| Message::new("report-id-missing"));
    let id = faults.sift("submission_id", id);
    let title = needed_text(form, "title", LONGEST_LINE, faults);
    let known = protocol.organisations.iter().find(|known| known.id.to_string() == form.text("organisation"));
    let organisation = faults.sift("organisation", known.ok_or(Message::new("response-organisation-missing")));
    let line_function = needed_text(form, "line_function", LONGEST_LINE, faults);
    let kind = MeasureKind::from_word(&form.text("kind")).ok_or(Message::new("report-choice-unknown"));
    let kind = faults.sift("kind", kind);
    if due_on.is_none() && !form.has("due") {
        faults.add("due", Message::new("response-due-missing"));
    }
    let met_on = protocol.walk.plan.response_at.map_or_else(|| due_on, |at| Some(local_day(at.instant())));
    let (id, organisation, kind) = (id?, organisation?, kind?);
    let whereabouts = match (point.latitude, point.longitude) {
        (Some(north), Some(east)) => Point::new(north, east).map(Whereabouts::Point).ok()?,
        _ => Whereabouts::District(protocol.walk.plan.district_id),
    };
    let promise = Promise {
        title,
        description: point.words.clone(),
        kind,
        place: point.place.clone(),
        organisation_id: organisation.id,
        line_function,
        decided_by: visit.t_with("response-decided-by", &[("title", (&*protocol.walk.plan.title).into())]),
        decided_on: Day::from(met_on?),
        starts_on: None,
        horizon: Horizon::Short,
        cost_sek: None,
        fund: String::new(),
        evaluate_from: None,
        evaluate_to: None,
    };
    let hash = content_hash(PROMISED.map(|field| (field, form.text(field))));
    let assignment =
        Assignment { promise, whereabouts, origin: Origin::WalkPoint(point.id), due_on, public_note: String::new() };
    Some((Submission { id, content_hash: hash }, assignment))
}
