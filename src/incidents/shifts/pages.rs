//! Reporting a shift, and reading what was reported.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use uuid::Uuid;

use super::actions::{self, ShiftReceipt};
use super::forms::{LONGEST_WHEREABOUTS, ShiftForm};
use super::model::Shift;
use super::store;
use crate::accounts::session::{ReadingReports, Reporting};
use crate::accounts::{self, Allowed, Organisation, Permission};
use crate::db::Db;
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::pages::{Row, rows};
use crate::time::Clock;
use crate::urls;
use crate::web::{CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Section, Submitted, Tile, Visit, page};

/// Shifts on the list.
const LATEST: i64 = 50;

#[derive(Template)]
#[template(path = "shifts/new.html")]
struct NewPage {
    layout: Layout,
    submission_id: String,
    messages: FieldMessages,
    notice: String,
    started_at: String,
    ended_at: String,
    people: String,
    districts: Vec<Choice>,
    whereabouts: String,
    most: String,
    calm: Vec<Tile>,
    confirms_privacy: Option<bool>,
}

fn new_page(
    visit: &Visit,
    ground: &Ground,
    form: &ShiftForm,
    (status, faults): (StatusCode, &Faults),
    (submission_id, notice): (String, &'static str),
) -> Result<HttpResponse, AppError> {
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let district = |known: &districts::District| Choice {
        value: known.code.clone(),
        label: known.name.clone(),
        selected: form.names_district(&known.code),
    };
    let calm = |word: &'static str, key: &str| Tile::new(word, visit.t(key), &form.text("calm"));
    let new_page = NewPage {
        layout: visit.layout_of("shift-title", Section::Report),
        submission_id,
        messages: faults.shown(visit.language),
        notice: if notice.is_empty() { String::new() } else { visit.t(notice) },
        started_at: form.text("started_at"),
        ended_at: form.text("ended_at"),
        people: form.text("people"),
        districts: ground.districts().into_iter().map(district).collect(),
        whereabouts: form.text("whereabouts"),
        most: LONGEST_WHEREABOUTS.to_string(),
        calm: vec![calm("yes", "shift-calm-yes"), calm("no", "shift-calm-no")],
        confirms_privacy,
    };
    visit.form_again(status, &new_page.messages, &new_page.notice, &new_page)
}

/// `GET /shifts/new`. Needs the permission to report.
///
/// # Errors
/// None of its own.
pub async fn new(
    _who: Allowed<Reporting>,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let map = map.get_ref().clone();
    let ground = db.read(move |connection| map.current(connection)).await?;
    let (form, id) = (ShiftForm::blank(clock.now()), Uuid::new_v4().to_string());
    new_page(&visit, &ground, &form, (StatusCode::OK, &Faults::default()), (id, ""))
}

/// `POST /shifts`: `submission_id`, `started_at`, `ended_at` (local times), `people`, `district` (codes, repeatable),
/// `whereabouts`, `calm` (`yes`, `no`). Needs the permission to report.
///
/// 303 to the shift, or to the form for the first event when it was not calm; 422 and 409 as for a report.
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
    let (form, now, map) = (ShiftForm::sent(form), clock.now(), map.get_ref().clone());
    let ground = db.read(move |connection| map.current(connection)).await?;
    let mut faults = Faults::default();
    let submission = faults.sift("submission_id", form.submission());
    let shift = form.parse(&ground, now).map_err(|found| {
        found.iter().for_each(|(field, message)| faults.add(field, message.clone()));
    });
    let id_for_retry = submission.as_ref().map_or_else(|| Uuid::new_v4().to_string(), |known| known.id.to_string());
    let (Some(submission), Ok(shift)) = (submission, shift) else {
        return new_page(&visit, &ground, &form, (StatusCode::UNPROCESSABLE_ENTITY, &faults), (id_for_retry, ""));
    };
    let (viewer, actor, is_calm) = (who.viewer(), who.actor(), shift.is_calm);
    let receipt =
        db.write(move |connection| actions::report(connection, &submission, &shift, &viewer, &actor, now)).await?;
    match receipt {
        ShiftReceipt::Received(id) if is_calm => Ok(visit.received(&urls::shift(id), "flash-shift-received")),
        ShiftReceipt::Received(id) => Ok(visit.received(&urls::incident_new_of_shift(id), "flash-shift-received-tell")),
        ShiftReceipt::AlreadyReceived(id) => Ok(visit.received(&urls::shift(id), "flash-shift-already-received")),
        ShiftReceipt::OtherContent => {
            let fresh = (Uuid::new_v4().to_string(), "report-id-used");
            new_page(&visit, &ground, &form, (StatusCode::CONFLICT, &faults), fresh)
        }
    }
}

#[derive(Template)]
#[template(path = "shifts/list.html")]
struct ListPage {
    layout: Layout,
    shifts: Vec<ShiftRow>,
    may_report: bool,
}

struct ShiftRow {
    href: String,
    when: String,
    people: String,
    districts: String,
    outcome: String,
    organisation: String,
}

fn shift_row(
    visit: &Visit,
    ground: &Ground,
    organisations: &[Organisation],
    districts: &[(i64, i64)],
    shift: &Shift,
) -> ShiftRow {
    let owner = organisations.iter().find(|known| known.id == shift.organisation_id);
    let own = districts.iter().filter(|(id, _)| *id == shift.id);
    let names: Vec<&str> = own.filter_map(|(_, id)| Some(ground.district(*id)?.name.as_str())).collect();
    ShiftRow {
        href: urls::shift(shift.id),
        when: visit.language.from_to(shift.started_at.instant(), Some(shift.ended_at.instant())),
        people: visit.t_with("shift-people-count", &[("count", shift.people.into())]),
        districts: names.join(", "),
        outcome: visit.t(if shift.is_calm { "shift-was-calm" } else { "shift-was-not-calm" }),
        organisation: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
    }
}

/// `GET /shifts`: the latest shifts. For those who read reports.
///
/// # Errors
/// None of its own.
pub async fn list(
    who: Allowed<ReadingReports>,
    visit: Visit,
    db: web::Data<Db>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (viewer, map) = (who.viewer(), map.get_ref().clone());
    let (ground, shifts, districts, organisations) = db
        .read(move |connection| {
            let shifts = store::list_latest(connection, &viewer, LATEST)?;
            let ids: Vec<i64> = shifts.iter().map(|shift| shift.id).collect();
            let districts = store::list_districts(connection, &ids)?;
            let organisations = accounts::store::list_organisations(connection)?;
            Ok::<_, AppError>((map.current(connection)?, shifts, districts, organisations))
        })
        .await?;
    let row = |shift: &Shift| shift_row(&visit, &ground, &organisations, &districts, shift);
    page(&ListPage {
        layout: visit.layout_of("shifts-title", Section::Incidents),
        shifts: shifts.iter().map(row).collect(),
        may_report: who.account.role.may(Permission::Report),
    })
}

#[derive(Template)]
#[template(path = "shifts/shift.html")]
struct ShiftPage {
    layout: Layout,
    facts: Vec<(String, String)>,
    outcome: String,
    reports: Vec<Row>,
    /// Where one more event of this shift is told; empty for those who may not.
    more: String,
}

/// `GET /shifts/{id}`. For those who may see it.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or may not be seen.
pub async fn shift(
    who: Allowed<ReadingReports>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (id, viewer, map) = (id.into_inner(), who.viewer(), map.get_ref().clone());
    let (ground, shift, districts, reports, organisations) = db
        .read(move |connection| {
            let shift = store::find(connection, &viewer, id)?.or_not_found("shift")?;
            let districts = store::list_districts(connection, &[id])?;
            let reports = store::list_reports(connection, &viewer, id)?;
            let organisations = accounts::store::list_organisations(connection)?;
            Ok::<_, AppError>((map.current(connection)?, shift, districts, reports, organisations))
        })
        .await?;
    let row = shift_row(&visit, &ground, &organisations, &districts, &shift);
    let mut facts = vec![
        (visit.t("fact-when"), row.when),
        (visit.t("shift-people"), row.people),
        (visit.t("shift-districts"), row.districts),
        (visit.t("fact-organisation"), row.organisation),
    ];
    if !shift.whereabouts.is_empty() {
        facts.insert(3, (visit.t("shift-whereabouts"), shift.whereabouts.clone()));
    }
    let is_own = shift.account_id == who.account.id;
    page(&ShiftPage {
        layout: visit.layout_of("shift-heading", Section::Incidents),
        facts,
        outcome: row.outcome,
        reports: rows(visit.language, &ground, &organisations, &reports),
        more: if is_own { urls::incident_new_of_shift(id) } else { String::new() },
    })
}
