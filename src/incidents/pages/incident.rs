//! One report.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::{category_name, status_kind, when, whereabouts};
use crate::accounts::session::{ReadingReports, SeeingReporters};
use crate::accounts::{self, Allowed, Permission};
use crate::db::{Db, Moment};
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::geometry::Projection;
use crate::incidents::model::{Change, HOURS_TO_CORRECT, HistoryLine, Incident};
use crate::incidents::{actions, store};
use crate::time::{Clock, plus_hours};
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

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
    note: String,
    history: Vec<HistoryView>,
    correct: String,
    correct_until: String,
    reporter_action: String,
    reporter: String,
}

struct HistoryView {
    at: String,
    who: String,
    what: String,
    changes: Vec<String>,
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
    show_incident(who, visit, id.into_inner(), &db, clock.now(), map.get_ref().clone(), false).await
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
    show_incident(who, visit, id.into_inner(), &db, clock.now(), map.get_ref().clone(), true).await
}

/// Everything one report's page is made of.
struct Opened {
    incident: Incident,
    history: Vec<HistoryLine>,
    ground: Arc<Ground>,
    organisation: String,
    place: Option<String>,
    reporter: Option<String>,
}

async fn show_incident(
    who: Allowed<ReadingReports>,
    visit: Visit,
    id: i64,
    db: &Db,
    now: Timestamp,
    map: districts::Map,
    names_reporter: bool,
) -> Result<HttpResponse, AppError> {
    let (viewer, actor) = (who.viewer(), who.actor());
    let opened = db
        .write(move |connection| {
            let incident = store::find(connection, &viewer, id)?.or_not_found("incident")?;
            actions::note_opened(connection, id, &actor, now)?;
            let reporter = match incident.account_id.filter(|_| names_reporter) {
                None => None,
                Some(account) => {
                    actions::note_reporter_read(connection, id, &actor, now)?;
                    accounts::store::find_account(connection, account)?.map(|account| account.name)
                }
            };
            let owner = accounts::store::find_organisation(connection, incident.organisation_id)?;
            let places = districts::store::list_places(connection)?;
            let place = incident.content.place_id.and_then(|id| places.into_iter().find(|place| place.id == id));
            Ok(Opened {
                history: store::list_history(connection, id)?,
                ground: map.current(connection)?,
                organisation: owner.map(|owner| owner.name).unwrap_or_default(),
                place: place.map(|place| place.name),
                reporter,
                incident,
            })
        })
        .await?;
    page(&incident_page(&visit, &who, opened, now))
}

fn incident_page(visit: &Visit, who: &Allowed<ReadingReports>, opened: Opened, now: Timestamp) -> IncidentPage {
    let language = visit.language;
    let incident = &opened.incident;
    let heading = category_name(language, &incident.content.category);
    let may_correct = incident.may_be_corrected_by(&who.viewer(), now);
    let until = plus_hours(incident.reported_at.instant(), HOURS_TO_CORRECT);
    let note = incident
        .content
        .snapped_m
        .map(|metres| visit.t_with("incident-snapped", &[("metres", language.decimal(metres, 0).into())]));
    let may_ask = who.account.role.may(Permission::SeeReporter) && incident.account_id.is_some();
    IncidentPage {
        layout: visit.layout(heading.clone(), Section::Incidents),
        eyebrow: visit.t_with("incident-number", &[("number", incident.id.to_string().into())]),
        heading,
        status: visit.t(&format!("status-{}", incident.standing.status.word())),
        status_kind: status_kind(incident.standing.status),
        description: incident.content.description.clone(),
        facts: facts(visit, &opened),
        note: note.unwrap_or_default(),
        history: history(visit, &opened),
        correct: if may_correct { urls::incident_correct(incident.id) } else { String::new() },
        correct_until: visit.t_with("incident-correct-until", &[("until", language.moment(until).into())]),
        reporter_action: if may_ask && opened.reporter.is_none() {
            urls::incident_reporter(incident.id)
        } else {
            String::new()
        },
        reporter: opened.reporter.unwrap_or_default(),
    }
}

fn facts(visit: &Visit, opened: &Opened) -> Vec<(String, String)> {
    let (language, incident) = (visit.language, &opened.incident);
    let mut facts = vec![
        (
            visit.t("fact-when"),
            when(language, incident.content.occurred_from.instant(), incident.content.occurred_to.map(Moment::instant)),
        ),
        (
            visit.t("fact-where"),
            whereabouts(language, &opened.ground, incident.content.district_id, incident.content.area_id),
        ),
    ];
    if let Some(place) = &opened.place {
        facts.push((visit.t("fact-place"), place.clone()));
    }
    if let Some(point) = incident.point() {
        // Four decimals, about ten metres: enough to find it, and all that needs no entry of its own in the log.
        let degrees = format!("{:.4}, {:.4}", point.latitude(), point.longitude());
        facts.push((visit.t("fact-position"), degrees));
        if let Some(plane) = Projection::sweref99_tm().to_plane(point) {
            facts.push(("SWEREF 99 TM".to_owned(), format!("{:.0}, {:.0}", plane.north, plane.east)));
        }
    }
    if let Some(metres) = incident.content.accuracy_m {
        facts.push((visit.t("fact-accuracy"), format!("± {} m", language.decimal(metres, 0))));
    }
    facts.extend([
        (visit.t("fact-severity"), visit.t(&format!("severity-{}", incident.content.severity.word()))),
        (visit.t("fact-observed"), visit.t(&format!("observed-{}", incident.content.observed.word()))),
        (visit.t("fact-police"), visit.t(&format!("police-{}", incident.content.police_reported.word()))),
        (visit.t("fact-organisation"), opened.organisation.clone()),
    ]);
    if let Some(reference) = &incident.reference {
        facts.push((visit.t("fact-reference"), reference.clone()));
    }
    facts
}

fn history(visit: &Visit, opened: &Opened) -> Vec<HistoryView> {
    let incident = &opened.incident;
    // The reporter's name is not shown here: reading it is asked for by itself, and written down.
    let reporter = visit.t_with("history-reporter", &[("organisation", opened.organisation.as_str().into())]);
    let key = if incident.reference.is_some() { "history-imported" } else { "history-reported" };
    let first = HistoryView {
        at: visit.language.moment(incident.reported_at.instant()),
        who: reporter.clone(),
        what: visit.t(key),
        changes: Vec::new(),
    };
    let later = opened.history.iter().map(|line| {
        let is_reporters = line.account_id.is_some() && line.account_id == incident.account_id;
        let changes: Vec<Change> = serde_json::from_str(&line.changes).unwrap_or_default();
        HistoryView {
            at: visit.language.moment(line.at.instant()),
            who: if is_reporters { reporter.clone() } else { line.actor.clone() },
            what: visit.t(&format!("history-{}", line.kind)),
            changes: changes.iter().map(|change| told(visit, &opened.ground, change)).collect(),
        }
    });
    std::iter::once(first).chain(later).collect()
}

/// A change in words: "Allvar: knappast → ja, en del".
fn told(visit: &Visit, ground: &Ground, change: &Change) -> String {
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
            from.parse().map_or_else(|_| value.to_owned(), |from| when(visit.language, from, end))
        }
        "position" => {
            let district = value.strip_prefix('#').and_then(|id| ground.district(id.parse().ok()?));
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
