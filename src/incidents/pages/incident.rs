//! One report.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::map::spot_map;
use super::{category_name, near_district, status_kind, whereabouts};
use crate::accounts::session::{ReadingReports, SeeingReporters};
use crate::accounts::{self, Allowed, Change, Organisation, Permission, Viewer};
use crate::db::{Db, DbConnection, Moment};
use crate::districts::marks::SpotMap;
use crate::districts::{self, Ground, Place};
use crate::error::{AppError, OrNotFound as _};
use crate::geometry::Projection;
use crate::incidents::audience::Audience;
use crate::incidents::category::{self, Category};
use crate::incidents::model::{HOURS_TO_CORRECT, HistoryLine, Incident, Status};
use crate::incidents::photos::model::Attached;
use crate::incidents::photos::pages::PhotoView;
use crate::incidents::review::actions::Desk;
use crate::incidents::review::form::read_words;
use crate::incidents::review::{self, Step};
use crate::incidents::{actions, nearby, photos, store};
use crate::mail::Outbox;
use crate::measures;
use crate::measures::model::{Measure, Origin};
use crate::time::{Clock, IsoWeek, local_day, plus_hours};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "incidents/incident.html")]
struct IncidentPage {
    layout: Layout,
    heading: String,
    eyebrow: String,
    status: String,
    status_kind: &'static str,
    description: String,
    facts: Vec<(String, String)>,
    map: Option<SpotMap>,
    note: String,
    photos: Vec<PhotoView>,
    history: Vec<HistoryView>,
    correct: String,
    correct_until: String,
    reporter_action: String,
    reporter: String,
    review: String,
    became: Became,
    told_along: Vec<ToldAlong>,
    /// What it leads to: words and address.
    links: Vec<(String, String)>,
    /// That others have reported something alike nearby; empty when not.
    beyond: String,
    /// Where another report from the same place is written; empty for who did not write this one.
    another: String,
    /// Whether whoever reported it may need somebody to talk to.
    shows_support: bool,
    /// The measures it led to, for those who may read them.
    rows: Vec<measures::pages::Row>,
    /// The same in plain words, for whoever reported it: what has become of it, and what they are told.
    led_to: Vec<(String, String)>,
    /// Where a measure is handed out for it; empty for those who may not.
    hand_out: String,
    /// Where the week's picture tells of it in a sentence; empty for those who do not write it, and while it does not count.
    tell: String,
}

/// A line of a report's history.
pub(super) struct HistoryView {
    pub(super) at: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) changes: Vec<String>,
    /// What was said with it; may be empty.
    pub(super) words: String,
}

/// What has become of a report, in plain words, for whoever reported it and those who may read along.
struct Became {
    /// Where it stands.
    told: String,
    /// What a coordinator said last: what it is, and the words; both empty when nothing was said.
    heading: String,
    words: String,
    /// Where the same event is told, when that may be read.
    same_event: String,
    /// Where the reporter's answer is sent, while one is waited for.
    answer_action: String,
    /// What stands in the answer.
    answer: String,
    messages: FieldMessages,
    confirms_privacy: bool,
}

/// A report of the same event, told by somebody else.
struct ToldAlong {
    href: String,
    when: String,
    description: String,
}

/// `GET /incidents/{id}`. For those who may see it; each look is written down.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or may not be seen.
pub async fn incident(
    who: Allowed<ReadingReports>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (now, map) = (clock.now(), map.get_ref().clone());
    let opened = open(&who, id.into_inner(), &db, now, map, false).await?;
    page(&incident_page(&visit, &who, &opened, &Submitted::default(), &Faults::default(), now))
}

/// `POST /incidents/{id}/reporter`: the report with who sent it. For coordinators; each look is written down.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there.
pub async fn reporter(
    _may: Allowed<SeeingReporters>,
    who: Allowed<ReadingReports>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (now, map) = (clock.now(), map.get_ref().clone());
    let opened = open(&who, id.into_inner(), &db, now, map, true).await?;
    page(&incident_page(&visit, &who, &opened, &Submitted::default(), &Faults::default(), now))
}

/// `POST /incidents/{id}/answer`: the reporter's `answer` to a coordinator's question.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Forbidden`] when it is somebody else's;
/// [`AppError::Conflict`] when nothing is asked any more.
#[expect(clippy::too_many_arguments, reason = "one for each thing the handler is given")]
pub async fn answer(
    who: Allowed<ReadingReports>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
    outbox: web::Data<Outbox>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), clock.now());
    let mut faults = Faults::default();
    if !form.has("answer") {
        faults.add("answer", Message::new("incident-answer-missing"));
    }
    let words = read_words(&form, "answer", &mut faults).filter(|_| faults.is_empty());
    let Some(words) = words else {
        let opened = open(&who, id, &db, now, map.get_ref().clone(), false).await?;
        if opened.incident.account_id != Some(who.account.id) {
            return Err(AppError::Forbidden);
        }
        let answered = incident_page(&visit, &who, &opened, &form, &faults, now);
        return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &answered);
    };
    let desk = Desk { viewer: who.viewer(), actor: who.actor(), outbox: **outbox, now };
    db.write(move |connection| review::actions::answer(connection, &desk, id, &words)).await?;
    Ok(see_other_with_flash(&urls::incident(id), "flash-incident-answered"))
}

/// Everything one report's page is made of.
pub(super) struct Opened {
    pub(super) incident: Incident,
    pub(super) ground: Arc<Ground>,
    pub(super) photos: Vec<(Attached, Vec<u8>)>,
    history: Vec<HistoryLine>,
    organisation: String,
    places: Vec<Place>,
    reporter: Option<String>,
    /// The reports that the history or the standing names and that may be seen.
    related: Vec<i64>,
    /// What others told of the same event.
    merged: Vec<Incident>,
    /// The same thing again, later, as far as that may be seen.
    again: Vec<i64>,
    /// Whether others have reported something alike nearby that may not be seen.
    is_more_beyond: bool,
    /// The measures it led to.
    measures: Vec<Measure>,
    organisations: Vec<Organisation>,
}

impl Opened {
    /// Reads what belongs to a report that the viewer may see; with `reporter`, who sent it.
    pub(super) fn read(
        connection: &mut DbConnection,
        viewer: &Viewer,
        incident: Incident,
        map: &districts::Map,
        reporter: Option<String>,
    ) -> Result<Self, AppError> {
        let history = store::list_history(connection, incident.id)?;
        let organisations = accounts::store::list_organisations(connection)?;
        let owner = organisations.iter().find(|known| known.id == incident.organisation_id);
        let places = districts::store::list_places(connection)?;
        let named = history.iter().flat_map(changes).filter(|change| change.field == "event");
        let named = named.flat_map(|change| [change.from, change.to]).filter_map(|key| key.parse().ok());
        let related: Vec<i64> = named.chain(incident.standing.merged_into).chain(incident.standing.again_of).collect();
        Ok(Self {
            photos: photos::store::list(connection, viewer, incident.id)?,
            related: review::store::list_visible(connection, viewer, &related)?,
            merged: review::store::list_merged_into(connection, viewer, incident.id)?,
            again: store::list_again(connection, viewer, incident.id)?,
            is_more_beyond: nearby::is_more_beyond(connection, viewer, &incident)?,
            measures: measures::store::list_of(connection, Origin::Incident(incident.id))?,
            organisation: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
            organisations,
            places,
            history,
            ground: map.current(connection)?,
            reporter,
            incident,
        })
    }

    /// The latest line of the history that is this step.
    fn latest(&self, step: Step) -> Option<&HistoryLine> {
        self.history.iter().rev().find(|line| line.kind == step.word())
    }
}

async fn open(
    who: &Allowed<ReadingReports>,
    id: i64,
    db: &Db,
    now: Timestamp,
    map: districts::Map,
    names_reporter: bool,
) -> Result<Opened, AppError> {
    let (viewer, actor) = (who.viewer(), who.actor());
    db.write(move |connection| {
        let incident = store::find(connection, &viewer, id)?.or_not_found("incident")?;
        actions::note_opened(connection, id, &actor, now)?;
        let reporter = match incident.account_id.filter(|_| names_reporter) {
            None => None,
            Some(account) => {
                actions::note_reporter_read(connection, id, &actor, now)?;
                accounts::store::find_account(connection, account)?.map(|account| account.name)
            }
        };
        Opened::read(connection, &viewer, incident, &map, reporter)
    })
    .await
}

fn incident_page(
    visit: &Visit,
    who: &Allowed<ReadingReports>,
    opened: &Opened,
    answer: &Submitted,
    faults: &Faults,
    now: Timestamp,
) -> IncidentPage {
    let language = visit.language;
    let incident = &opened.incident;
    let heading = category_name(language, &incident.content.category);
    let is_own = incident.account_id == Some(who.account.id);
    let may_correct = incident.may_be_corrected_by(&who.viewer(), now);
    let until = plus_hours(incident.reported_at.instant(), HOURS_TO_CORRECT);
    let may_ask = who.account.role.may(Permission::SeeReporter) && incident.account_id.is_some();
    let may_review = who.account.role.may(Permission::Review);
    let sees_measures = who.account.role.may(Permission::SeeWorkingGroup);
    IncidentPage {
        layout: visit.layout(heading.clone(), Section::Incidents),
        eyebrow: visit.t_with("incident-number", &[("number", incident.id.to_string().into())]),
        heading,
        status: visit.t(&format!("status-{}", incident.standing.status.word())),
        status_kind: status_kind(incident.standing.status),
        description: incident.content.description.clone(),
        facts: facts(visit, opened),
        map: spot_map(visit, &opened.ground, &opened.places, incident),
        note: note_of(visit, incident).unwrap_or_default(),
        photos: photos::pages::views(visit, may_review, incident.id, &opened.photos),
        history: history(visit, opened),
        rows: if sees_measures { measure_rows(visit, &who.viewer(), opened, now) } else { Vec::new() },
        led_to: if is_own && !sees_measures { led_to(visit, opened) } else { Vec::new() },
        hand_out: hand_out_address(&who.viewer(), incident),
        tell: tell_address(&who.viewer(), incident, now),
        correct: if may_correct { urls::incident_correct(incident.id) } else { String::new() },
        correct_until: visit.t_with("incident-correct-until", &[("until", language.moment(until).into())]),
        reporter_action: if may_ask && opened.reporter.is_none() {
            urls::incident_reporter(incident.id)
        } else {
            String::new()
        },
        reporter: opened.reporter.clone().unwrap_or_default(),
        review: if may_review { urls::incident_review(incident.id) } else { String::new() },
        became: became(visit, opened, is_own, answer, faults),
        links: links(visit, opened),
        beyond: if opened.is_more_beyond { visit.t("report-nearby-beyond") } else { String::new() },
        another: if is_own { urls::incident_new_from(incident.id) } else { String::new() },
        told_along: opened.merged.iter().map(|other| told_along(visit, other)).collect(),
        shows_support: is_own && category::find_category(&incident.content.category).is_some_and(Category::hurts),
    }
}

/// The measures it led to, as lists show them.
pub(super) fn measure_rows(
    visit: &Visit,
    viewer: &Viewer,
    opened: &Opened,
    now: Timestamp,
) -> Vec<measures::pages::Row> {
    let today = local_day(now);
    measures::pages::rows(visit.language, &opened.ground, &opened.organisations, viewer, today, &opened.measures)
}

/// Where the picture of its week tells of it.
fn tell_address(viewer: &Viewer, incident: &Incident, now: Timestamp) -> String {
    let counts = incident.is_counted && incident.content.audience != Audience::Organisation;
    let week = IsoWeek::of(incident.content.occurred_from.instant());
    // What is planned has no picture yet.
    if !counts || week > IsoWeek::of(now) || !viewer.role.may(Permission::WritePicture) {
        return String::new();
    }
    urls::picture_text(week, "notable", incident.id)
}

/// What it led to, in plain words: no owner, no date, only what everybody may be told.
fn led_to(visit: &Visit, opened: &Opened) -> Vec<(String, String)> {
    let told = opened.measures.iter().map(|measure| &measure.standing);
    told.map(|standing| (measures::pages::told(visit.language, standing.status), standing.public_note.clone()))
        .collect()
}

/// Where a measure is handed out for a report; empty for those who may not.
pub(super) fn hand_out_address(viewer: &Viewer, incident: &Incident) -> String {
    if viewer.role.may(Permission::HandOutMeasures) {
        urls::measure_new_of_incident(incident.id)
    } else {
        String::new()
    }
}

/// That the place lies outside the border and is counted in all the same.
pub(super) fn note_of(visit: &Visit, incident: &Incident) -> Option<String> {
    let metres = incident.content.snapped_m?;
    Some(visit.t_with("incident-snapped", &[("metres", visit.language.decimal(metres, 0).into())]))
}

fn became(visit: &Visit, opened: &Opened, is_own: bool, answer: &Submitted, faults: &Faults) -> Became {
    let incident = &opened.incident;
    let status = incident.standing.status;
    let (heading, step) = match status {
        Status::Question => ("incident-question", Some(Step::Ask)),
        Status::Reviewed => ("incident-thanks", Some(Step::Approve)),
        Status::SetAside => ("incident-reason", Some(Step::SetAside)),
        Status::New | Status::Merged => ("", None),
    };
    let said = step.and_then(|step| opened.latest(step)).map(|line| line.words.clone()).unwrap_or_default();
    let same_event = incident.standing.merged_into.filter(|id| opened.related.contains(id));
    let is_asked = is_own && status == Status::Question;
    Became {
        told: visit.t(&format!("became-{}", status.word())),
        heading: if said.is_empty() { String::new() } else { visit.t(heading) },
        words: said,
        same_event: same_event.map(urls::incident).unwrap_or_default(),
        answer_action: if is_asked { urls::incident_answer(incident.id) } else { String::new() },
        answer: answer.text("answer"),
        confirms_privacy: answer.text(CONFIRM_PRIVACY) == "yes",
        messages: faults.shown(visit.language),
    }
}

/// Where a report leads: to what it is again, to where it came again, to its shift.
pub(super) fn links(visit: &Visit, opened: &Opened) -> Vec<(String, String)> {
    let incident = &opened.incident;
    let again = |id: i64| (visit.t_with("incident-again", &[("number", id.to_string().into())]), urls::incident(id));
    let again_of = incident.standing.again_of.filter(|id| opened.related.contains(id));
    let before = again_of
        .map(|id| (visit.t_with("incident-again-of", &[("number", id.to_string().into())]), urls::incident(id)));
    let shift = incident.shift_id.map(|id| (visit.t("incident-of-shift"), urls::shift(id)));
    before.into_iter().chain(opened.again.iter().map(|id| again(*id))).chain(shift).collect()
}

fn told_along(visit: &Visit, other: &Incident) -> ToldAlong {
    let content = &other.content;
    ToldAlong {
        href: urls::incident(other.id),
        when: visit.language.from_to(content.occurred_from.instant(), content.occurred_to.map(Moment::instant)),
        description: content.description.clone(),
    }
}

pub(super) fn facts(visit: &Visit, opened: &Opened) -> Vec<(String, String)> {
    let (language, incident) = (visit.language, &opened.incident);
    let mut facts = vec![
        (
            visit.t("fact-when"),
            language
                .from_to(incident.content.occurred_from.instant(), incident.content.occurred_to.map(Moment::instant)),
        ),
        (
            visit.t("fact-where"),
            whereabouts(language, &opened.ground, incident.content.district_id, incident.content.area_id),
        ),
    ];
    let named = incident.content.place_id.and_then(|id| opened.places.iter().find(|place| place.id == id));
    if let Some(place) = named {
        facts.push((visit.t("fact-place"), place.name.clone()));
    }
    if let Some(point) = incident.point() {
        // Four decimals, about ten metres: enough to find it, and all that needs no entry of its own in the log.
        let degrees = format!("{:.4}, {:.4}", point.latitude(), point.longitude());
        facts.push((visit.t("fact-position"), degrees));
        if let Some(plane) = Projection::sweref99_tm().to_plane(point) {
            facts.push(("SWEREF 99 TM".to_owned(), format!("{:.0}, {:.0}", plane.north, plane.east)));
        }
    }
    let day = local_day(incident.content.occurred_from.instant());
    if let Some((other, metres)) = incident.point().and_then(|point| near_district(&opened.ground, point, day)) {
        let metres = language.decimal(metres, 0);
        let near = visit.t_with("incident-near-district", &[("metres", metres.into()), ("other", other.into())]);
        facts.push((visit.t("fact-border"), near));
    }
    if let Some(metres) = incident.content.accuracy_m {
        facts.push((visit.t("fact-accuracy"), format!("± {} m", language.decimal(metres, 0))));
    }
    facts.extend([
        (visit.t("fact-severity"), visit.t(&format!("severity-{}", incident.content.severity.word()))),
        (visit.t("fact-observed"), visit.t(&format!("observed-{}", incident.content.observed.word()))),
        (visit.t("fact-police"), visit.t(&format!("police-{}", incident.content.police_reported.word()))),
        (visit.t("fact-organisation"), opened.organisation.clone()),
        (visit.t("fact-audience"), visit.t(&format!("audience-{}", incident.content.audience.word()))),
    ]);
    if incident.content.is_on_behalf {
        facts.push((visit.t("fact-on-behalf"), visit.t("police-yes")));
    }
    if let Some(reference) = &incident.reference {
        facts.push((visit.t("fact-reference"), reference.clone()));
    }
    facts
}

/// The fields that a line of the history changed.
fn changes(line: &HistoryLine) -> Vec<Change> {
    serde_json::from_str(&line.changes).unwrap_or_default()
}

pub(super) fn history(visit: &Visit, opened: &Opened) -> Vec<HistoryView> {
    let incident = &opened.incident;
    // The reporter's name is not shown here: reading it is asked for by itself, and written down.
    let reporter = if incident.walk_id.is_some() {
        visit.t("history-participant")
    } else {
        visit.t_with("history-reporter", &[("organisation", opened.organisation.as_str().into())])
    };
    let key = if incident.reference.is_some() { "history-imported" } else { "history-reported" };
    let first = HistoryView {
        at: visit.language.moment(incident.reported_at.instant()),
        who: reporter.clone(),
        what: visit.t(key),
        changes: Vec::new(),
        words: String::new(),
    };
    let later = opened.history.iter().map(|line| {
        let is_reporters = line.account_id.is_some() && line.account_id == incident.account_id;
        HistoryView {
            at: visit.language.moment(line.at.instant()),
            who: if is_reporters { reporter.clone() } else { line.actor.clone() },
            what: visit.t(&format!("history-{}", line.kind)),
            changes: changes(line).iter().map(|change| told(visit, opened, change)).collect(),
            words: line.words.clone(),
        }
    });
    std::iter::once(first).chain(later).collect()
}

/// The other report of the same event, by its number when it may be seen.
fn other_report(visit: &Visit, opened: &Opened, change: &Change) -> String {
    let key = if change.to.is_empty() { &change.from } else { &change.to };
    match key.parse().ok().filter(|id| opened.related.contains(id)) {
        Some(id) => visit.t_with("incident-number", &[("number", id.to_string().into())]),
        None => visit.t("history-other-report"),
    }
}

/// A change in words: "Allvar: knappast → ja, en del".
fn told(visit: &Visit, opened: &Opened, change: &Change) -> String {
    if change.field == "event" {
        return other_report(visit, opened, change);
    }
    if change.field == "photo" {
        return visit.t_with("photo-number", &[("number", change.from.as_str().into())]);
    }
    let field = visit.t(&format!("change-{}", change.field));
    let word = |value: &str| match change.field.as_str() {
        "category" => category_name(visit.language, value),
        "severity" => visit.t(&format!("severity-{value}-short")),
        "observed" => visit.t(&format!("observed-{value}")),
        "police_reported" | "on_behalf" => visit.t(&format!("police-{value}")),
        "audience" => visit.t(&format!("audience-{value}")),
        "occurred_from" => {
            let (from, to) = value.split_once('–').map_or((value, None), |(from, to)| (from, Some(to)));
            let end = to.and_then(|to| to.parse().ok());
            from.parse().map_or_else(|_| value.to_owned(), |from| visit.language.from_to(from, end))
        }
        "position" => {
            let district = value.strip_prefix('#').and_then(|id| opened.ground.district(id.parse().ok()?));
            district.map_or_else(|| value.to_owned(), |district| district.name.clone())
        }
        _ => value.to_owned(),
    };
    if change.field == "description" {
        field
    } else {
        format!("{field}: {} → {}", word(&change.from), word(&change.to))
    }
}
