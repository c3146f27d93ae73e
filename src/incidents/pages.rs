//! Filing a report, the list, one report, correcting it.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::Timestamp;
use uuid::Uuid;

use super::actions::{self, Correction, Receipt, TooFarOut};
use super::category::{self, Group, Kind};
use super::filter::Filter;
use super::forms::ReportForm;
use super::model::{Change, HistoryLine, Incident, Listed, Observed, PoliceReported, Status};
use super::severity::Severity;
use super::store::{self, Mark, Part};
use crate::accounts::session::{ReadingReports, Reporting, SeeingReporters};
use crate::accounts::{self, Allowed, Organisation, Permission, Viewer};
use crate::db::{Db, DbConnection, Moment};
use crate::districts::map::swedish_order;
use crate::districts::{self, Ground, Place};
use crate::error::{AppError, OrNotFound as _};
use crate::geometry::Projection;
use crate::texts::Language;
use crate::time::{Clock, local, plus_hours};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Tile, TileGroup, Visit, page,
    page_with_status, see_other_with_flash,
};

/// Rows on one page of the list.
const ROWS: i64 = 50;

type Surroundings = (Arc<Ground>, Vec<Place>);

/// What a report form needs to know of the ground.
fn surroundings(connection: &mut DbConnection, map: &districts::Map) -> Result<Surroundings, AppError> {
    let mut places = districts::store::list_places(connection)?;
    places.sort_by_key(|place| swedish_order(&place.name));
    Ok((map.current(connection)?, places))
}

#[derive(Template)]
#[template(path = "incidents/report.html")]
struct ReportPage {
    layout: Layout,
    heading: String,
    lead: String,
    action: String,
    cancel: String,
    submission_id: String,
    messages: FieldMessages,
    notice: String,
    notice_link: String,
    groups: Vec<TileGroup>,
    occurred_from: String,
    occurred_to: String,
    /// Boxes that are shown once they were asked for, and whether they are ticked.
    confirms_age: Option<bool>,
    place: String,
    place_names: Vec<String>,
    position: String,
    accuracy_m: String,
    districts: Vec<Choice>,
    severities: Vec<Tile>,
    observed: Vec<Tile>,
    police_reported: Vec<Tile>,
    description: String,
    confirms_privacy: Option<bool>,
    who_sees: String,
    submit: String,
}

/// What a form page is shown with, beside what stands in it.
struct Showing {
    status: StatusCode,
    submission_id: String,
    faults: Faults,
    /// A word above the form, and where it leads, if anywhere.
    notice: Option<(&'static str, String)>,
}

impl Showing {
    fn fresh() -> Self {
        Self {
            status: StatusCode::OK,
            submission_id: Uuid::new_v4().to_string(),
            faults: Faults::default(),
            notice: None,
        }
    }

    fn faulty(submission_id: String, faults: Faults) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, submission_id, faults, notice: None }
    }
}

fn report_page(
    visit: &Visit,
    who: &Allowed<Reporting>,
    surroundings: &Surroundings,
    form: &ReportForm,
    showing: Showing,
    corrected: Option<i64>,
) -> Result<HttpResponse, AppError> {
    let (ground, places) = surroundings;
    let language = visit.language;
    let (title, lead, submit) = match corrected {
        None => ("report-title", "report-lead", "report-submit"),
        Some(_) => ("correct-title", "correct-lead", "correct-submit"),
    };
    let box_asked_for = |name: &str| {
        let is_asked_for = showing.faults.iter().any(|(field, _)| field == name) || !form.text(name).is_empty();
        is_asked_for.then(|| form.text(name) == "yes")
    };
    let (confirms_age, confirms_privacy) = (box_asked_for("confirm_old"), box_asked_for(CONFIRM_PRIVACY));
    let (notice, notice_link) = showing.notice.map_or_else(Default::default, |(key, link)| (visit.t(key), link));
    let answer = |prefix: &str, word: &str, field: &str| {
        Tile::new(word, visit.t(&format!("{prefix}-{word}")), &form.text(field))
    };
    let report_page = ReportPage {
        layout: visit.layout_of(title, Section::Report),
        heading: visit.t(title),
        lead: visit.t(lead),
        action: corrected.map_or_else(|| urls::INCIDENTS.to_owned(), urls::incident_correct),
        cancel: corrected.map(urls::incident).unwrap_or_default(),
        submission_id: showing.submission_id,
        messages: showing.faults.shown(language),
        notice,
        notice_link,
        groups: tile_groups(language, &form.text("category")),
        occurred_from: form.text("occurred_from"),
        occurred_to: form.text("occurred_to"),
        confirms_age,
        place: form.text("place"),
        place_names: places.iter().map(|place| place.name.clone()).collect(),
        position: written_position(form),
        accuracy_m: form.text("accuracy_m"),
        districts: district_choices(visit, ground, &form.text("district"), "report-district-none"),
        severities: Severity::ALL.iter().map(|word| answer("severity", word.word(), "severity")).collect(),
        observed: Observed::ALL.iter().map(|word| answer("observed", word.word(), "observed")).collect(),
        police_reported: PoliceReported::ALL
            .iter()
            .map(|word| answer("police", word.word(), "police_reported"))
            .collect(),
        description: form.text("description"),
        confirms_privacy,
        who_sees: visit.t_with("report-who-sees", &[("organisation", who.organisation.name.as_str().into())]),
        submit: visit.t(submit),
    };
    page_with_status(showing.status, &report_page)
}

/// Coordinates that came in two fields stand in the form as one text.
fn written_position(form: &ReportForm) -> String {
    let (north, east) = (form.text("latitude"), form.text("longitude"));
    if north.is_empty() && east.is_empty() { form.text("position") } else { format!("{north}, {east}") }
}

fn tile_groups(language: Language, chosen: &str) -> Vec<TileGroup> {
    Group::ALL
        .into_iter()
        .map(|group| {
            let own = category::categories().iter().filter(|known| known.group == group);
            let tiles: Vec<Tile> =
                own.map(|known| Tile::new(known.code.as_str(), known.name(language), chosen)).collect();
            TileGroup {
                icon: group.code().to_owned(),
                name: group.name(language).to_owned(),
                about: language.text(&format!("group-about-{}", group.code())),
                open: tiles.iter().any(|tile| tile.checked),
                tiles,
            }
        })
        .collect()
}

/// A select of districts. The first line is none, and says what that means; the last one is "not known".
fn district_choices(visit: &Visit, ground: &Ground, chosen: &str, none_key: &str) -> Vec<Choice> {
    let none = Choice::new("", visit.t(none_key), chosen);
    let known = ground.districts().into_iter().map(|district| Choice::new(&district.code, &district.name, chosen));
    let unknown = Choice::new("unknown", visit.t("district-unknown"), chosen);
    std::iter::once(none).chain(known).chain([unknown]).collect()
}

/// `GET /incidents/new`. Needs the permission to report.
///
/// # Errors
/// None of its own.
pub async fn new(
    who: Allowed<Reporting>,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let map = map.get_ref().clone();
    let around = db.read(move |connection| surroundings(connection, &map)).await?;
    let now = clock.now();
    report_page(&visit, &who, &around, &ReportForm::blank(now), Showing::fresh(), None)
}

/// `POST /incidents`: the fields of `design.md` 6. Needs the permission to report.
///
/// 303 to the report; 422 with the form when something is wrong; 409 with the form under a fresh id when the id was used
/// for something else.
///
/// # Errors
/// None of its own.
pub async fn report(
    who: Allowed<Reporting>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (form, now) = (ReportForm::sent(form), clock.now());
    let ground_of = map.get_ref().clone();
    let around = db.read(move |connection| surroundings(connection, &ground_of)).await?;
    let mut faults = Faults::default();
    let submission = faults.sift("submission_id", form.submission());
    let report = match form.parse(&around.0, &around.1, now) {
        Ok(report) => Some(report),
        Err(found) => {
            found.iter().for_each(|(field, message)| faults.add(field, message.clone()));
            None
        }
    };
    let id_for_retry = submission.as_ref().map_or_else(|| Uuid::new_v4().to_string(), |known| known.id.to_string());
    let (Some(submission), Some(report)) = (submission, report) else {
        return report_page(&visit, &who, &around, &form, Showing::faulty(id_for_retry, faults), None);
    };
    let (viewer, actor, ground) = (who.viewer(), who.actor(), around.0.clone());
    let receipt = db
        .write(move |connection| actions::file(connection, &submission, &report, &ground, &viewer, &actor, now))
        .await?;
    match receipt {
        Receipt::Received(id, None) => Ok(see_other_with_flash(&urls::incident(id), "flash-incident-received")),
        Receipt::Received(id, Some(_)) => {
            Ok(see_other_with_flash(&urls::incident(id), "flash-incident-received-snapped"))
        }
        Receipt::AlreadyReceived(id) => {
            Ok(see_other_with_flash(&urls::incident(id), "flash-incident-already-received"))
        }
        Receipt::OtherContent => {
            let mut showing = Showing::fresh();
            showing.status = StatusCode::CONFLICT;
            showing.notice = Some(("report-id-used", format!("{}?mine=yes", urls::INCIDENTS)));
            report_page(&visit, &who, &around, &form, showing, None)
        }
        Receipt::TooFarOut(fault) => {
            let showing = Showing::faulty(id_for_retry, too_far_out(fault, &form));
            report_page(&visit, &who, &around, &form, showing, None)
        }
    }
}

fn too_far_out(fault: TooFarOut, form: &ReportForm) -> Faults {
    let field = if form.text("place").is_empty() || !written_position(form).is_empty() { "position" } else { "place" };
    let distance = if fault.metres < 1000.0 {
        format!("{:.0} m", fault.metres)
    } else {
        format!("{:.0} km", fault.metres / 1000.0)
    };
    let mut faults = Faults::default();
    faults.add(field, Message::new("report-place-outside").with("distance", distance));
    faults
}

/// A report as it stands, and what its form needs to know.
fn to_correct(
    connection: &mut DbConnection,
    viewer: &Viewer,
    id: i64,
    map: &districts::Map,
) -> Result<(Surroundings, Incident), AppError> {
    let incident = store::find(connection, viewer, id)?.or_not_found("incident")?;
    Ok((surroundings(connection, map)?, incident))
}

/// `GET /incidents/{id}/correct`. For the reporter, for 24 hours.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen, [`AppError::Forbidden`] when it may not be corrected.
pub async fn correct(
    who: Allowed<Reporting>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (id, now, viewer, map) = (id.into_inner(), clock.now(), who.viewer(), map.get_ref().clone());
    let (around, incident) = db.read(move |connection| to_correct(connection, &viewer, id, &map)).await?;
    if !incident.may_be_corrected_by(&viewer, now) {
        return Err(AppError::Forbidden);
    }
    let form = ReportForm::of(&incident, &around.0, &around.1);
    let showing = Showing { submission_id: incident.version.to_string(), ..Showing::fresh() };
    report_page(&visit, &who, &around, &form, showing, Some(id))
}

/// `POST /incidents/{id}/correct`: the fields of a report, and in `submission_id` the version that was corrected. For the
/// reporter, for 24 hours.
///
/// # Errors
/// As [`correct`]; [`AppError::Conflict`] when somebody changed it meanwhile.
pub async fn submit_correction(
    who: Allowed<Reporting>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (id, now, viewer, actor) = (id.into_inner(), clock.now(), who.viewer(), who.actor());
    let form = ReportForm::sent(form);
    let ground_of = map.get_ref().clone();
    let (around, incident) = db.read(move |connection| to_correct(connection, &viewer, id, &ground_of)).await?;
    if !incident.may_be_corrected_by(&viewer, now) {
        return Err(AppError::Forbidden);
    }
    let version = form.text("submission_id");
    let seen: i64 = version.parse().map_err(|_| AppError::BadRequest("error-broken-form"))?;
    let report = match form.parse(&around.0, &around.1, now) {
        Ok(report) => report,
        Err(faults) => {
            return report_page(&visit, &who, &around, &form, Showing::faulty(version, faults), Some(id));
        }
    };
    let ground = around.0.clone();
    let correction = db
        .write(move |connection| {
            let incident = store::find(connection, &viewer, id)?.or_not_found("incident")?;
            if incident.version != seen {
                return Err(AppError::Conflict("error-conflict-text"));
            }
            actions::correct(connection, &incident, &report, &ground, &viewer, &actor, now)
        })
        .await?;
    match correction {
        Correction::Kept => Ok(see_other_with_flash(&urls::incident(id), "flash-incident-corrected")),
        Correction::Unchanged => Ok(see_other_with_flash(&urls::incident(id), "flash-incident-unchanged")),
        Correction::TooFarOut(fault) => {
            let showing = Showing::faulty(version, too_far_out(fault, &form));
            report_page(&visit, &who, &around, &form, showing, Some(id))
        }
    }
}

#[derive(Template)]
#[template(path = "incidents/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    summary: String,
    newer: String,
    older: String,
    csv: String,
    is_filtered: bool,
    from: String,
    to: String,
    districts: Vec<Choice>,
    groups: Vec<Choice>,
    kinds: Vec<Choice>,
    statuses: Vec<Choice>,
    severities: Vec<Choice>,
    is_mine: bool,
    may_report: bool,
}

/// A report as lists show it.
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// Its category's name.
    pub category: String,
    /// When, in words.
    pub when: String,
    /// Where, in words.
    pub whereabouts: String,
    /// How disturbing, in words.
    pub severity: String,
    /// Where it stands, in words.
    pub status: String,
    /// The sign's kind for that.
    pub status_kind: &'static str,
    /// Whose it is.
    pub organisation: String,
}

/// The rows of a list in the visitor's language.
#[must_use]
pub fn rows(language: Language, ground: &Ground, organisations: &[Organisation], listed: &[Listed]) -> Vec<Row> {
    let row = |incident: &Listed| {
        let owner = organisations.iter().find(|organisation| organisation.id == incident.organisation_id);
        Row {
            href: urls::incident(incident.id),
            category: category_name(language, &incident.category),
            when: when(language, incident.occurred_from.instant(), incident.occurred_to.map(Moment::instant)),
            whereabouts: whereabouts(language, ground, incident.district_id, incident.area_id),
            severity: language.text(&format!("severity-{}-short", incident.severity.word())),
            status: language.text(&format!("status-{}", incident.status.word())),
            status_kind: status_kind(incident.status),
            organisation: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
        }
    };
    listed.iter().map(row).collect()
}

fn category_name(language: Language, code: &str) -> String {
    category::find_category(code).map_or_else(|| code.to_owned(), |known| known.name(language).to_owned())
}

fn status_kind(status: Status) -> &'static str {
    match status {
        Status::New => "plain",
        Status::Reviewed => "less",
        Status::Question => "now",
        Status::Merged | Status::SetAside => "quiet",
    }
}

fn when(language: Language, from: Timestamp, to: Option<Timestamp>) -> String {
    let Some(to) = to else { return language.moment(from) };
    let (first, last) = (local(from), local(to));
    if first.date() == last.date() {
        let clock = match language {
            Language::Swedish => last.strftime("%H.%M"),
            Language::English => last.strftime("%H:%M"),
        };
        format!("{}–{clock}", language.moment(from))
    } else {
        format!("{} – {}", language.moment(from), language.moment(to))
    }
}

fn whereabouts(language: Language, ground: &Ground, district: Option<i64>, area: Option<i64>) -> String {
    let district = district.and_then(|id| ground.district(id)).map(|known| known.name.clone());
    let Some(district) = district else { return language.text("district-unknown") };
    match area.and_then(|id| ground.area(id)) {
        Some(area) if area.name != district => format!("{district}, {}", area.name),
        _ => district,
    }
}

/// `GET /incidents`: the filtered list, a page at a time. Needs the permission to read at least one's own organisation's
/// reports.
///
/// # Errors
/// None of its own.
pub async fn list(
    who: Allowed<ReadingReports>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let (viewer, today, map, part) = (who.viewer(), clock.today(), map.get_ref().clone(), read_part(&query));
    let (ground, filter, total, listed, organisations) = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            let filter = Filter::read(&query, &ground, today);
            let total = store::count(connection, &viewer, &filter)?;
            // One more than is shown tells whether there is another page.
            let listed = store::list(connection, &viewer, &filter, part, ROWS + 1)?;
            let organisations = accounts::store::list_organisations(connection)?;
            Ok::<_, AppError>((ground, filter, total, listed, organisations))
        })
        .await?;
    let (shown, newer, older) = cut(listed, part);
    let filter_query = filter.query(&ground);
    let mark_link = |name: &str, row: Option<&Listed>| {
        row.map(|row| format!("{}?{filter_query}&{name}={}", urls::INCIDENTS, write_mark(row))).unwrap_or_default()
    };
    let language = visit.language;
    let list_page = ListPage {
        layout: visit.layout_of("incidents-title", Section::Incidents),
        summary: visit.t_with(
            "incidents-summary",
            &[
                ("count", total.into()),
                ("shown", language.number(total).into()),
                ("from", language.day(filter.from).into()),
                ("to", language.day(filter.to).into()),
            ],
        ),
        newer: if newer { mark_link("newer", shown.first()) } else { String::new() },
        older: if older { mark_link("older", shown.last()) } else { String::new() },
        csv: if who.account.role.may(Permission::Export) {
            format!("{}?{filter_query}", urls::INCIDENTS_CSV)
        } else {
            String::new()
        },
        is_filtered: filter != Filter::recent(today),
        from: filter.from.to_string(),
        to: filter.to.to_string(),
        districts: district_choices(&visit, &ground, filter.district_code(&ground).unwrap_or_default(), "filter-all"),
        groups: choices(
            &visit,
            Group::ALL.into_iter().map(|group| (group.code(), group.name(language).to_owned())),
            filter.group.map(Group::code),
        ),
        kinds: choices(
            &visit,
            Kind::ALL.into_iter().map(|kind| (kind.code(), visit.t(&format!("kind-{}", kind.code())))),
            filter.kind.map(Kind::code),
        ),
        statuses: choices(
            &visit,
            Status::ALL.iter().map(|status| (status.word(), visit.t(&format!("status-{}", status.word())))),
            filter.status.as_ref().map(Status::word),
        ),
        severities: choices(
            &visit,
            Severity::ALL.iter().map(|word| (word.word(), visit.t(&format!("severity-{}-short", word.word())))),
            filter.severity.as_ref().map(Severity::word),
        ),
        is_mine: filter.is_mine,
        may_report: who.account.role.may(Permission::Report),
        rows: rows(language, &ground, &organisations, &shown),
    };
    page(&list_page)
}

fn choices(
    visit: &Visit,
    known: impl Iterator<Item = (&'static str, String)>,
    chosen: Option<&'static str>,
) -> Vec<Choice> {
    let chosen = chosen.unwrap_or_default();
    let all = Choice::new("", visit.t("filter-all"), chosen);
    std::iter::once(all).chain(known.map(|(value, label)| Choice::new(value, label, chosen))).collect()
}

/// The rows of this page, and whether there are newer and older ones.
fn cut(mut listed: Vec<Listed>, part: Part) -> (Vec<Listed>, bool, bool) {
    let has_more = listed.len() > usize::try_from(ROWS).unwrap_or(usize::MAX);
    match part {
        Part::NewerThan(_) => {
            if has_more {
                listed.remove(0);
            }
            (listed, has_more, true)
        }
        Part::OlderThan(_) | Part::Newest => {
            if has_more {
                listed.pop();
            }
            (listed, part != Part::Newest, has_more)
        }
    }
}

fn read_part(query: &Submitted) -> Part {
    let mark = |name: &str| {
        let text = query.text(name);
        let (time, id) = text.split_once('.')?;
        Some(Mark { occurred_from: Timestamp::from_microsecond(time.parse().ok()?).ok()?, id: id.parse().ok()? })
    };
    mark("older").map(Part::OlderThan).or_else(|| mark("newer").map(Part::NewerThan)).unwrap_or(Part::Newest)
}

fn write_mark(row: &Listed) -> String {
    format!("{}.{}", row.occurred_from.instant().as_microsecond(), row.id)
}

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
            let place = incident.place_id.and_then(|id| places.into_iter().find(|place| place.id == id));
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
    let heading = category_name(language, &incident.category);
    let may_correct = incident.may_be_corrected_by(&who.viewer(), now);
    let until = plus_hours(incident.reported_at.instant(), super::model::HOURS_TO_CORRECT);
    let note = incident
        .snapped_m
        .map(|metres| visit.t_with("incident-snapped", &[("metres", language.decimal(metres, 0).into())]));
    let may_ask = who.account.role.may(Permission::SeeReporter) && incident.account_id.is_some();
    IncidentPage {
        layout: visit.layout(heading.clone(), Section::Incidents),
        eyebrow: visit.t_with("incident-number", &[("number", incident.id.to_string().into())]),
        heading,
        status: visit.t(&format!("status-{}", incident.status.word())),
        status_kind: status_kind(incident.status),
        description: incident.description.clone(),
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
            when(language, incident.occurred_from.instant(), incident.occurred_to.map(Moment::instant)),
        ),
        (visit.t("fact-where"), whereabouts(language, &opened.ground, incident.district_id, incident.area_id)),
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
    if let Some(metres) = incident.accuracy_m {
        facts.push((visit.t("fact-accuracy"), format!("± {} m", language.decimal(metres, 0))));
    }
    facts.extend([
        (visit.t("fact-severity"), visit.t(&format!("severity-{}", incident.severity.word()))),
        (visit.t("fact-observed"), visit.t(&format!("observed-{}", incident.observed.word()))),
        (visit.t("fact-police"), visit.t(&format!("police-{}", incident.police_reported.word()))),
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
        "police_reported" => visit.t(&format!("police-{value}")),
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
