//! The coordinator's desk: the queue, and one report at a time with everything needed to decide.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::incident::{HistoryView, Opened, facts, hand_out_address, history, links, measure_rows, note_of};
use super::plan::Plan;
use super::{Row, category_name, district_choices, rows, status_kind, whereabouts};
use crate::accounts::session::Reviewing;
use crate::accounts::{self, Allowed, Organisation, Permission, SignedIn, Viewer};
use crate::db::{Db, DbConnection, Moment};
use crate::districts::{self, Place};
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::category::{Group, categories, find_category};
use crate::incidents::model::Incident;
use crate::incidents::photos::pages::PhotoView;
use crate::incidents::review::actions::{Desk, Outcome, Unmergeable};
use crate::incidents::review::form::{Decision, ReviewForm};
use crate::incidents::review::near::{Neighbour, list_near};
use crate::incidents::review::{self, MOST_WAITING, Queue, Step};
use crate::incidents::{actions, photos, store};
use crate::mail::Outbox;
use crate::measures;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, Visitor, page,
    page_with_status, see_other_with_flash,
};

/// Rows of the queue on its page.
const ROWS: usize = 50;
/// Neighbours of a report of a category that the program does not know, in metres.
const USUAL_RADIUS_M: f64 = 100.0;

/// Within how many metres a report's neighbours are shown.
fn radius_m(incident: &Incident) -> f64 {
    find_category(&incident.content.category).map_or(USUAL_RADIUS_M, |category| category.radius_m)
}
/// The navigation counts no further.
const MOST_COUNTED: i64 = 100;

#[derive(Template)]
#[template(path = "incidents/review_queue.html")]
struct QueuePage {
    layout: Layout,
    summary: String,
    uncounted: String,
    first: String,
    rows: Vec<Waiting>,
    /// How many more there are, in words; empty when all are shown.
    more: String,
}

struct Waiting {
    row: Row,
    waited: String,
}

/// `GET /incidents/review`: what waits. For coordinators.
///
/// # Errors
/// None of its own.
pub async fn queue(
    who: Allowed<Reviewing>,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (viewer, map, now) = (who.viewer(), map.get_ref().clone(), clock.now());
    let (queue, listed, uncounted, ground, organisations) = db
        .read(move |connection| {
            let queue = review::store::queue(connection, &viewer)?;
            let shown: Vec<i64> = queue.0.iter().take(ROWS).copied().collect();
            let mut listed = review::store::list_of(connection, &viewer, &shown)?;
            listed.sort_by_key(|(row, _)| shown.iter().position(|id| *id == row.id));
            let uncounted = review::store::count_uncounted(connection, &viewer)?;
            let organisations = accounts::store::list_organisations(connection)?;
            Ok::<_, AppError>((queue, listed, uncounted, map.current(connection)?, organisations))
        })
        .await?;
    let (of_list, received): (Vec<_>, Vec<_>) = listed.into_iter().unzip();
    let rows = rows(visit.language, &ground, &organisations, &of_list).into_iter().zip(&of_list).zip(received);
    let rows: Vec<Waiting> = rows
        .map(|((row, listed), received)| Waiting {
            row: Row { href: urls::incident_review(listed.id), ..row },
            waited: age(&visit, received, now),
        })
        .collect();
    let more = queue.0.len().saturating_sub(rows.len());
    page(&QueuePage {
        layout: visit.layout_of("review-title", Section::Review),
        summary: waiting_in_words(&visit, &queue),
        uncounted: uncounted_in_words(&visit, uncounted),
        first: queue.0.first().map(|id| urls::incident_review(*id)).unwrap_or_default(),
        rows,
        more: if more == 0 { String::new() } else { visit.t_with("review-more", &[("count", more.into())]) },
    })
}

fn waiting_in_words(visit: &Visit, queue: &Queue) -> String {
    let count = queue.0.len();
    if count == MOST_WAITING {
        visit.t_with("review-waiting-many", &[("count", count.into())])
    } else {
        visit.t_with("review-waiting", &[("count", count.into())])
    }
}

/// "4 rapporter väntar på granskning och räknas inte än"; empty when none do.
#[must_use]
pub fn uncounted_in_words(visit: &Visit, count: i64) -> String {
    if count == 0 { String::new() } else { visit.t_with("review-uncounted", &[("count", count.into())]) }
}

/// For how long a report has waited: hours, from the second day on days.
fn age(visit: &Visit, received: Moment, now: Timestamp) -> String {
    let hours = received.instant().duration_until(now).as_hours().max(0);
    match hours {
        0 => visit.t("review-age-fresh"),
        1..48 => visit.t_with("review-age-hours", &[("count", hours.into())]),
        _ => visit.t_with("review-age-days", &[("count", (hours / 24).into())]),
    }
}

#[derive(Template)]
#[template(path = "incidents/review.html")]
struct ReviewPage {
    layout: Layout,
    heading: String,
    eyebrow: String,
    status: String,
    status_kind: &'static str,
    /// Where in the queue one is, and the way around in it; empty where there is none.
    waiting: String,
    previous: String,
    next: String,
    /// The report that was decided before this one, for whoever wants to go back.
    last: String,
    last_name: String,
    description: String,
    facts: Vec<(String, String)>,
    photos: Vec<PhotoView>,
    notes: Vec<String>,
    /// What it is again, where it came again, its shift: words and address.
    links: Vec<(String, String)>,
    /// The measures it led to, and where another one is handed out.
    rows: Vec<measures::pages::Row>,
    hand_out: String,
    history: Vec<HistoryView>,
    alike: Vec<NeighbourView>,
    others: Vec<NeighbourView>,
    others_summary: String,
    plan: Option<Plan>,
    plan_about: String,
    near_none: String,
    has_point: bool,
    told_along: Vec<NeighbourView>,
    action: String,
    version: String,
    may: May,
    /// Whether there is somebody to ask: whoever sent a file is not.
    has_reporter: bool,
    /// Which form came back with something to put right; empty for a fresh page.
    sent: String,
    form: ReviewForm,
    messages: FieldMessages,
    groups: Vec<CategoryGroup>,
    place_names: Vec<String>,
    districts: Vec<Choice>,
    confirms_privacy: bool,
}

/// The steps that a report takes as it stands.
struct May(Vec<Step>);

impl May {
    fn take(&self, word: &str) -> bool {
        self.0.iter().any(|step| step.word() == word)
    }
}

struct CategoryGroup {
    name: String,
    choices: Vec<Choice>,
}

/// Another report, as far as the desk needs it.
struct NeighbourView {
    href: String,
    id: i64,
    number: String,
    /// The number on the plan; empty for none.
    mark: String,
    category: String,
    when: String,
    metres: String,
    status: String,
    status_kind: &'static str,
    organisation: String,
    description: String,
    /// Whether the report may be merged into it.
    may_take: bool,
}

/// Everything the desk knows of one report.
struct OnDesk {
    viewer: Viewer,
    opened: Opened,
    queue: Queue,
    near: Vec<Neighbour>,
    merged: Vec<Incident>,
    organisations: Vec<Organisation>,
    places: Vec<Place>,
}

fn lay_on_desk(
    connection: &mut DbConnection,
    who: &Allowed<Reviewing>,
    id: i64,
    map: &districts::Map,
) -> Result<OnDesk, AppError> {
    let viewer = who.viewer();
    let incident = store::find(connection, &viewer, id)?.or_not_found("incident")?;
    let mut places = districts::store::list_places(connection)?;
    places.sort_by_key(|place| districts::map::swedish_order(&place.name));
    Ok(OnDesk {
        viewer,
        queue: review::store::queue(connection, &viewer)?,
        near: list_near(connection, &viewer, &incident, radius_m(&incident))?,
        merged: review::store::list_merged_into(connection, &viewer, id)?,
        organisations: accounts::store::list_organisations(connection)?,
        opened: Opened::read(connection, &viewer, incident, map, None)?,
        places,
    })
}

/// `GET /incidents/{id}/review`: one report with everything needed to decide. For coordinators; each look is written down.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or may not be seen.
pub async fn desk(
    who: Allowed<Reviewing>,
    visit: Visit,
    id: web::Path<i64>,
    query: web::Query<Last>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (id, now, map) = (id.into_inner(), clock.now(), map.get_ref().clone());
    let on_desk = db
        .write(move |connection| {
            let on_desk = lay_on_desk(connection, &who, id, &map)?;
            actions::note_opened(connection, id, &who.actor(), now)?;
            Ok(on_desk)
        })
        .await?;
    let fresh = ReviewForm::default();
    page(&review_page(&visit, &on_desk, query.last, fresh, &Faults::default(), now))
}

/// Which report was decided before this one.
#[derive(Debug, serde::Deserialize)]
pub struct Last {
    last: Option<i64>,
}

/// `POST /incidents/{id}/review`: one of the desk's forms; `decision` says which, `version` what was looked at. For
/// coordinators.
///
/// 303 to the next report that waits, to the same one when it is not done with, and to the queue when nothing waits.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Conflict`] when somebody changed it meanwhile.
#[expect(clippy::too_many_arguments, reason = "one for each thing the handler is given")]
pub async fn decide(
    who: Allowed<Reviewing>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
    outbox: web::Data<Outbox>,
) -> Result<HttpResponse, AppError> {
    let (id, now, map) = (id.into_inner(), clock.now(), map.get_ref().clone());
    let form = ReviewForm::sent(form);
    let seen = form.seen().ok_or(AppError::BadRequest("error-broken-form"))?;
    let (reader, ground_of) = (who.clone(), map.clone());
    let on_desk = db.read(move |connection| lay_on_desk(connection, &reader, id, &ground_of)).await?;
    let ground = on_desk.opened.ground.clone();
    let decision = match form.parse(&ground, &on_desk.places) {
        None => return Err(AppError::BadRequest("error-broken-form")),
        Some(Err(faults)) => return ask_again(&visit, &on_desk, form, &faults, now),
        Some(Ok(decision)) => decision,
    };
    let desk = Desk { viewer: who.viewer(), actor: who.actor(), outbox: **outbox, now };
    let decided = decision.clone();
    let outcome =
        db.write(move |connection| review::actions::decide(connection, &desk, id, seen, &decided, &ground)).await?;
    match outcome {
        Outcome::Done => Ok(go_on(&on_desk.queue, id, &decision)),
        Outcome::Unchanged => Ok(see_other_with_flash(&urls::incident_review(id), "flash-review-unchanged")),
        Outcome::TooFarOut(fault) => {
            let mut faults = Faults::default();
            faults.add("position", fault.told());
            ask_again(&visit, &on_desk, form, &faults, now)
        }
        Outcome::Unmergeable(fault) => {
            let mut faults = Faults::default();
            faults.add("into", Message::new(unmergeable_key(fault)));
            ask_again(&visit, &on_desk, form, &faults, now)
        }
    }
}

fn unmergeable_key(fault: Unmergeable) -> &'static str {
    match fault {
        Unmergeable::NotThere => "review-into-unknown",
        Unmergeable::Itself => "review-into-itself",
        Unmergeable::SetAside => "review-into-set-aside",
        Unmergeable::Narrower => "review-into-narrower",
    }
}

/// Straight to the next report; what was only changed, or laid back into the queue, stays on the desk.
fn go_on(queue: &Queue, id: i64, decision: &Decision) -> HttpResponse {
    let (flash, is_done_with) = match decision {
        Decision::Approve { .. } => ("flash-review-approved", true),
        Decision::Recategorise { approves, .. } | Decision::Move { approves, .. } => {
            (if *approves { "flash-review-changed-approved" } else { "flash-review-changed" }, *approves)
        }
        Decision::Ask { .. } => ("flash-review-asked", true),
        Decision::Merge { .. } => ("flash-review-merged", true),
        Decision::SetAside { .. } => ("flash-review-set-aside", true),
        Decision::Split { .. } => ("flash-review-split", false),
        Decision::Reopen { .. } => ("flash-review-reopened", false),
    };
    match queue.after(id) {
        _ if !is_done_with => see_other_with_flash(&urls::incident_review(id), flash),
        Some(next) => see_other_with_flash(&urls::incident_review_after(next, id), flash),
        None => see_other_with_flash(urls::INCIDENTS_REVIEW, "flash-review-done"),
    }
}

fn ask_again(
    visit: &Visit,
    on_desk: &OnDesk,
    form: ReviewForm,
    faults: &Faults,
    now: Timestamp,
) -> Result<HttpResponse, AppError> {
    page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &review_page(visit, on_desk, None, form, faults, now))
}

fn review_page(
    visit: &Visit,
    on_desk: &OnDesk,
    last: Option<i64>,
    form: ReviewForm,
    faults: &Faults,
    now: Timestamp,
) -> ReviewPage {
    let (language, opened) = (visit.language, &on_desk.opened);
    let (incident, ground) = (&opened.incident, &opened.ground);
    let heading = category_name(language, &incident.content.category);
    let (previous, next) = on_desk.queue.beside(incident.id);
    let leads_to = |id: Option<i64>| id.map(urls::incident_review).unwrap_or_default();
    let (alike, others): (Vec<_>, Vec<_>) = on_desk.near.iter().enumerate().partition(|(_, near)| near.is_alike);
    let may = |step| incident.standing.takes(step);
    let view = |(at, near): (usize, &Neighbour)| NeighbourView {
        mark: (at + 1).to_string(),
        metres: visit.t_with("review-metres", &[("metres", language.decimal(near.metres, 0).into())]),
        may_take: near.is_alike && may(Step::Merge),
        ..neighbour_view(visit, on_desk, &near.incident)
    };
    let chosen =
        if form.text("category").is_empty() { incident.content.category.clone() } else { form.text("category") };
    ReviewPage {
        layout: visit.layout(visit.t_with("review-heading", &[("category", heading.as_str().into())]), Section::Review),
        eyebrow: format!(
            "{} · {}",
            visit.t_with("incident-number", &[("number", incident.id.to_string().into())]),
            age(visit, incident.reported_at, now)
        ),
        heading,
        status: visit.t(&format!("status-{}", incident.standing.status.word())),
        status_kind: status_kind(incident.standing.status),
        waiting: waiting_in_words(visit, &on_desk.queue),
        previous: leads_to(previous),
        next: leads_to(next.filter(|next| *next != incident.id)),
        last: leads_to(last),
        last_name: last
            .map(|id| visit.t_with("incident-number", &[("number", id.to_string().into())]))
            .unwrap_or_default(),
        description: incident.content.description.clone(),
        facts: facts(visit, opened),
        photos: photos::pages::views(visit, true, incident.id, &opened.photos),
        notes: notes(visit, opened),
        links: links(visit, opened),
        rows: measure_rows(visit, &on_desk.viewer, opened, now),
        hand_out: hand_out_address(&on_desk.viewer, incident),
        history: history(visit, opened),
        plan: Plan::of(incident, &on_desk.near, radius_m(incident)),
        plan_about: visit.t_with("review-plan", &[("metres", radius_m(incident).into())]),
        near_none: visit.t_with("review-near-none", &[("metres", radius_m(incident).into())]),
        has_point: incident.point().is_some(),
        others_summary: visit.t_with("review-others", &[("count", others.len().into())]),
        alike: alike.into_iter().map(view).collect(),
        others: others.into_iter().map(view).collect(),
        told_along: on_desk.merged.iter().map(|other| neighbour_view(visit, on_desk, other)).collect(),
        action: urls::incident_review(incident.id),
        version: incident.version.to_string(),
        may: May(Step::ALL.into_iter().filter(|step| may(*step)).collect()),
        has_reporter: incident.account_id.is_some(),
        sent: form.decision(),
        confirms_privacy: form.text(CONFIRM_PRIVACY) == "yes",
        messages: faults.shown(language),
        groups: category_groups(visit, &chosen),
        place_names: on_desk.places.iter().map(|place| place.name.clone()).collect(),
        districts: district_choices(visit, ground, &form.text("district"), "report-district-none"),
        form,
    }
}

/// What is worth a thought: a place outside the border, a report that does not count yet.
fn notes(visit: &Visit, opened: &Opened) -> Vec<String> {
    let incident = &opened.incident;
    let waits = incident.needs_review && !incident.is_counted && incident.standing.takes(Step::Approve);
    let uncounted = waits.then(|| visit.t("review-counts-not-yet"));
    [note_of(visit, incident), uncounted].into_iter().flatten().collect()
}

fn neighbour_view(visit: &Visit, on_desk: &OnDesk, incident: &Incident) -> NeighbourView {
    let content = &incident.content;
    let owner = on_desk.organisations.iter().find(|owner| owner.id == incident.organisation_id);
    NeighbourView {
        href: urls::incident(incident.id),
        id: incident.id,
        number: visit.t_with("incident-number", &[("number", incident.id.to_string().into())]),
        mark: String::new(),
        category: category_name(visit.language, &content.category),
        when: visit.language.from_to(content.occurred_from.instant(), content.occurred_to.map(Moment::instant)),
        metres: whereabouts(visit.language, &on_desk.opened.ground, content.district_id, content.area_id),
        status: visit.t(&format!("status-{}", incident.standing.status.word())),
        status_kind: status_kind(incident.standing.status),
        organisation: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
        description: content.description.clone(),
        may_take: false,
    }
}

fn category_groups(visit: &Visit, chosen: &str) -> Vec<CategoryGroup> {
    let of_group = |group: Group| CategoryGroup {
        name: group.name(visit.language).to_owned(),
        choices: categories()
            .iter()
            .filter(|known| known.group == group)
            .map(|known| Choice::new(known.code.as_str(), known.name(visit.language), chosen))
            .collect(),
    };
    Group::ALL.into_iter().map(of_group).collect()
}

/// Middleware: tells the navigation of whoever reviews how many reports wait.
///
/// # Errors
/// What the handler says.
pub async fn count_waiting(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let session = request.extensions().get::<std::rc::Rc<SignedIn>>().map(|session| SignedIn::clone(session));
    let reviewer = session.filter(|session| session.account.role.may(Permission::Review));
    if let (Some(reviewer), Some(db)) = (reviewer, request.app_data::<web::Data<Db>>()) {
        let viewer = reviewer.viewer();
        let read = move |connection: &mut DbConnection| review::store::count_waiting(connection, &viewer, MOST_COUNTED);
        // A page without the number is better than none.
        if let Ok(count) = db.read(read).await
            && let Some(visitor) = request.extensions_mut().get_mut::<Visitor>()
        {
            visitor.waiting = count;
        }
    }
    next.call(request).await
}
