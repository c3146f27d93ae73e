//! Filing a report, and correcting it.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::Timestamp;
use uuid::Uuid;

use super::answers::{self, NearbyView};
use super::{Tools, district_choices, near_district, whereabouts as whereabouts_in_words};
use crate::accounts::phones::Joined;
use crate::accounts::session::Reporting;
use crate::accounts::{Allowed, OrganisationKind, Viewer};
use crate::db::DbConnection;
use crate::districts::map::swedish_order;
use crate::districts::typed::swapped;
use crate::districts::{self, Ground, Located, Place};
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::actions::{self, Correction, Receipt, Submission, TooFarOut};
use crate::incidents::category::{self, Group};
use crate::incidents::forms::ReportForm;
use crate::incidents::model::{Incident, Observed, PoliceReported, Report, Whereabouts};
use crate::incidents::nearby::{self, Nearby};
use crate::incidents::review::actions::Desk;
use crate::incidents::severity::Severity;
use crate::incidents::{photos, store};
use crate::photos::sheet::SheetView;
use crate::photos::{Sender, Sheet};
use crate::texts::Language;
use crate::time::local_day;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Owner, Section, Submitted, SubmittedWithFiles,
    Tile, TileGroup, Visit, page, see_other_with_flash,
};

/// What a report form needs to know: the ground, the places by name, what time it is, and whether mail can be sent.
pub(super) struct Surroundings {
    pub(super) ground: Arc<Ground>,
    pub(super) places: Vec<Place>,
    now: Timestamp,
    offers_mail: bool,
}

fn surroundings(connection: &mut DbConnection, tools: &Tools) -> Result<Surroundings, AppError> {
    let mut places = districts::store::list_places(connection)?;
    places.sort_by_key(|place| swedish_order(&place.name));
    let ground = tools.map.current(connection)?;
    Ok(Surroundings { ground, places, now: tools.now, offers_mail: tools.outbox.is_open() })
}

impl Tools {
    pub(super) async fn surroundings(&self) -> Result<Surroundings, AppError> {
        let tools = self.clone();
        self.db.read(move |connection| surroundings(connection, &tools)).await
    }

    /// A report as it stands, and what its form needs to know.
    async fn to_correct(&self, viewer: Viewer, id: i64) -> Result<(Surroundings, Incident), AppError> {
        let tools = self.clone();
        let read = move |connection: &mut DbConnection| {
            let incident = store::find(connection, &viewer, id)?.or_not_found("incident")?;
            Ok::<_, AppError>((surroundings(connection, &tools)?, incident))
        };
        self.db.read(read).await
    }
}

/// Who fills in a report's form.
#[derive(Clone, Copy)]
pub(super) enum Teller<'a> {
    /// Somebody signed in.
    Account(&'a Allowed<Reporting>),
    /// A participant of a safety walk.
    Participant(&'a Joined),
}

/// The walk whose page the form is.
struct WalkView {
    title: String,
    home: String,
    writer: String,
}

#[derive(Template)]
#[template(path = "incidents/report.html")]
#[expect(clippy::struct_excessive_bools, reason = "a form has as many boxes as it has")]
struct ReportPage {
    layout: Layout,
    /// What a participant's form stands in; what only accounts are asked is left out of it.
    walk: Option<WalkView>,
    heading: String,
    lead: String,
    action: String,
    cancel: String,
    submission_id: String,
    messages: FieldMessages,
    notice: String,
    notice_link: String,
    groups: Vec<TileGroup>,
    /// When: the answer's name, and what belongs to it.
    whens: Vec<Tile>,
    opened_at: String,
    today: Vec<Choice>,
    occurred_from: String,
    occurred_to: String,
    /// Boxes that are shown once they were asked for, and whether they are ticked.
    confirms_age: Option<bool>,
    place: String,
    place_names: Vec<String>,
    /// What the name may mean, when it is not exact.
    suggested: Vec<Tile>,
    position: String,
    /// The coordinates the right way round, when they seem not to be.
    swapped: String,
    swaps: bool,
    /// Where that is, once it was asked for.
    lies: String,
    accuracy_m: String,
    districts: Vec<Choice>,
    severities: Vec<Tile>,
    observed: Vec<Tile>,
    police_reported: Vec<Tile>,
    description: String,
    confirms_privacy: Option<bool>,
    /// Whether this form asks about what was reported nearby: not when it corrects.
    asks_nearby: bool,
    nearby: NearbyView,
    /// Whether whoever reports goes shifts, which have a report of their own.
    goes_shifts: bool,
    /// The shift it was seen on; empty when on none.
    shift: String,
    is_on_behalf: bool,
    offers_mail: bool,
    wants_mail: bool,
    chooses_audience: bool,
    audiences: Vec<Tile>,
    photos: SheetView,
    who_sees: String,
    submit: String,
}

/// What a form page is shown with, beside what stands in it.
pub(super) struct Showing {
    pub(super) status: StatusCode,
    submission_id: String,
    faults: Faults,
    /// A word above the form, and where it leads, if anywhere.
    pub(super) notice: Option<(&'static str, String)>,
    /// Where what stands in the form lies, in words.
    lies: String,
    /// What was reported nearby, when that is asked about.
    nearby: Nearby,
    sheet: Sheet,
}

impl Showing {
    pub(super) fn fresh() -> Self {
        Self {
            status: StatusCode::OK,
            submission_id: Uuid::new_v4().to_string(),
            faults: Faults::default(),
            notice: None,
            lies: String::new(),
            nearby: Nearby::default(),
            sheet: Sheet::default(),
        }
    }

    pub(super) fn faulty(submission_id: String, faults: Faults) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, submission_id, faults, ..Self::fresh() }
    }

    pub(super) fn with(self, sheet: Sheet) -> Self {
        Self { sheet, ..self }
    }
}

pub(super) fn report_page(
    visit: &Visit,
    teller: Teller<'_>,
    around: &Surroundings,
    form: &ReportForm,
    showing: Showing,
    corrected: Option<i64>,
) -> Result<HttpResponse, AppError> {
    let (ground, places) = (&around.ground, &around.places);
    let language = visit.language;
    let (who, joined) = match teller {
        Teller::Account(who) => (Some(who), None),
        Teller::Participant(joined) => (None, Some(joined)),
    };
    let (title, lead, submit) = match corrected {
        None => ("report-title", "report-lead", "report-submit"),
        Some(_) => ("correct-title", "correct-lead", "correct-submit"),
    };
    let box_asked_for = |name: &str| showing.faults.confirmation(name, &form.text(name));
    let (confirms_age, confirms_privacy) = (box_asked_for("confirm_old"), box_asked_for(CONFIRM_PRIVACY));
    let messages = showing.faults.shown(language);
    let (notice, notice_link) = showing.notice.map_or_else(Default::default, |(key, link)| (visit.t(key), link));
    let answer = |prefix: &str, word: &str, field: &str| {
        Tile::new(word, visit.t(&format!("{prefix}-{word}")), &form.text(field))
    };
    let report_page = ReportPage {
        layout: visit.layout_of(title, Section::Report).dark_if(joined.is_some_and(|joined| joined.is_dark)),
        heading: visit.t(title),
        lead: visit.t(lead),
        walk: joined.map(|joined| WalkView {
            title: joined.title.clone(),
            home: urls::join(&joined.code),
            writer: Owner::Phone(joined.phone_id).to_string(),
        }),
        action: match (corrected, joined) {
            (Some(id), _) => urls::incident_correct(id),
            (None, Some(joined)) => urls::joined_incident(&joined.code),
            (None, None) => urls::INCIDENTS.to_owned(),
        },
        cancel: corrected.map(urls::incident).unwrap_or_default(),
        submission_id: showing.submission_id,
        messages: messages.clone(),
        notice,
        notice_link,
        groups: tile_groups(language, &form.text("category")),
        whens: answers::whens(visit, form),
        opened_at: form.text("opened_at"),
        today: answers::times(visit, form, around.now),
        occurred_from: form.text("occurred_from"),
        occurred_to: form.text("occurred_to"),
        confirms_age,
        place: form.text("place"),
        place_names: places.iter().map(|place| place.name.clone()).collect(),
        suggested: answers::suggested(form, places),
        swapped: swapped(&written_position(form)).unwrap_or_default(),
        swaps: form.text("position_swap") == "yes",
        lies: showing.lies,
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
        asks_nearby: corrected.is_none() && who.is_some(),
        nearby: answers::nearby(visit, form, &showing.nearby),
        goes_shifts: corrected.is_none()
            && who.is_some_and(|who| who.organisation.kind == OrganisationKind::Association),
        shift: form.text("shift"),
        is_on_behalf: form.text("on_behalf") == "yes",
        offers_mail: around.offers_mail,
        wants_mail: form.text("wants_mail") == "yes",
        chooses_audience: !form.text("audience").is_empty(),
        audiences: answers::audiences(visit, form),
        photos: showing.sheet.view(visit, &showing.faults),
        who_sees: match who {
            Some(who) => visit.t_with("report-who-sees", &[("organisation", who.organisation.name.as_str().into())]),
            None => visit.t("report-who-sees-walk"),
        },
        submit: visit.t(submit),
    };
    visit.form_again(showing.status, &messages, &report_page.notice, &report_page)
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

/// `GET /incidents/new`: empty, or with `from` the place of another report, or with `shift` for what was seen on that shift.
/// Needs the permission to report.
///
/// # Errors
/// None of its own.
pub async fn new(
    who: Allowed<Reporting>,
    request: HttpRequest,
    visit: Visit,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let viewer = who.viewer();
    let query = Submitted::from_query(request.query_string());
    let key = |name: &str| query.text(name).parse::<i64>().ok();
    let (from, shift) = (key("from"), key("shift"));
    let around = tools.surroundings().await?;
    let there = match from {
        Some(id) => tools.db.read(move |connection| store::find(connection, &viewer, id)).await?,
        None => None,
    };
    let form = match &there {
        Some(there) => ReportForm::from_here(tools.now, there, &around.ground, &around.places),
        None => ReportForm::blank(tools.now),
    };
    let form = match shift.or(there.and_then(|there| there.shift_id)) {
        Some(shift) => form.of_shift(shift),
        None => form,
    };
    report_page(
        &visit,
        Teller::Account(&who),
        &around,
        &form,
        Showing::fresh().with(Sheet::blank(&tools.darkroom)),
        None,
    )
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
    sent: SubmittedWithFiles,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let now = tools.now;
    let (sheet, photo_faults) =
        Sheet::gather(&tools.darkroom, &tools.db, Sender::Account(who.account.id), &sent.form, sent.files, now).await?;
    let form = ReportForm::sent(sent.form);
    let desk = Desk { viewer: who.viewer(), actor: who.actor(), outbox: tools.outbox, now };
    let around = tools.surroundings().await?;
    let teller = Teller::Account(&who);
    if form.text("step") == "locate" {
        let showing = located(&visit, &around, &form).with(sheet);
        return report_page(&visit, teller, &around, &form, showing, None);
    }
    let (submission, report) = match judged(&form, &photo_faults, &around) {
        Ok(judged) => judged,
        Err((id, faults)) => {
            return report_page(&visit, teller, &around, &form, Showing::faulty(id, faults).with(sheet), None);
        }
    };
    let id_for_retry = submission.id.to_string();
    // Nobody is there to be asked when a queue sends it.
    if form.asks_nearby() && !visit.is_queued {
        let (viewer, sketch, id) = (who.viewer(), report.clone(), submission.id.to_string());
        let look = move |connection: &mut DbConnection| {
            let nearby = nearby::look(connection, &viewer, &sketch)?;
            // Asked last: what was sent twice at once must not find itself.
            Ok::<_, AppError>((nearby, store::find_submission(connection, &id)?.is_some()))
        };
        let (nearby, is_known) = tools.db.read(look).await?;
        if !nearby.seen.is_empty() && !is_known {
            let mut faults = Faults::default();
            faults.add("nearby", Message::new("report-nearby-ask"));
            let showing = Showing { nearby, sheet, ..Showing::faulty(id_for_retry, faults) };
            return report_page(&visit, Teller::Account(&who), &around, &form, showing, None);
        }
    }
    let ground = around.ground.clone();
    let photos = sheet.sent().to_vec();
    let submission = photos::actions::covering(submission, &photos);
    let file = move |connection: &mut DbConnection| {
        let receipt = actions::file(connection, &submission, &report, &ground, &desk)?;
        if let Receipt::Received(id, _) = receipt {
            photos::actions::attach(connection, id, &photos)?;
        }
        Ok(receipt)
    };
    let receipt = tools.db.write(file).await?;
    match receipt {
        Receipt::Received(id, None) => Ok(visit.received(&urls::incident(id), "flash-incident-received")),
        Receipt::Received(id, Some(_)) => Ok(visit.received(&urls::incident(id), "flash-incident-received-snapped")),
        Receipt::AlreadyReceived(id) => Ok(visit.received(&urls::incident(id), "flash-incident-already-received")),
        Receipt::OtherContent => {
            let mut showing = Showing::fresh().with(sheet);
            showing.status = StatusCode::CONFLICT;
            showing.notice = Some(("report-id-used", format!("{}?mine=yes", urls::INCIDENTS)));
            report_page(&visit, Teller::Account(&who), &around, &form, showing, None)
        }
        Receipt::TooFarOut(fault) => {
            let showing = Showing::faulty(id_for_retry, too_far_out(fault, &form)).with(sheet);
            report_page(&visit, Teller::Account(&who), &around, &form, showing, None)
        }
        Receipt::Gone => {
            let mut faults = Faults::default();
            faults.add("nearby", Message::new("report-nearby-gone"));
            let showing = Showing::faulty(id_for_retry, faults).with(sheet);
            report_page(&visit, Teller::Account(&who), &around, &form.without("nearby"), showing, None)
        }
    }
}

/// What was sent, judged as far as that goes without a transaction: the submission and the report, or the id to go on with
/// and everything that is wrong.
pub(super) fn judged(
    form: &ReportForm,
    photo_faults: &Faults,
    around: &Surroundings,
) -> Result<(Submission, Report), (String, Faults)> {
    let mut faults = Faults::default();
    let submission = faults.sift("submission_id", form.submission());
    let report = match form.parse(&around.ground, &around.places, around.now) {
        Ok(report) => Some(report),
        Err(found) => {
            found.iter().for_each(|(field, message)| faults.add(field, message.clone()));
            None
        }
    };
    photo_faults.iter().for_each(|(field, message)| faults.add(field, message.clone()));
    match (submission, report) {
        (Some(submission), Some(report)) if faults.is_empty() => Ok((submission, report)),
        (submission, _) => {
            let id = submission.map_or_else(|| Uuid::new_v4().to_string(), |known| known.id.to_string());
            Err((id, faults))
        }
    }
}

/// The form as it stands, and where that lies: nothing else is judged yet.
pub(super) fn located(visit: &Visit, around: &Surroundings, form: &ReportForm) -> Showing {
    let fresh = Showing { submission_id: form.text("submission_id"), ..Showing::fresh() };
    let (whereabouts, faults) = form.locate(&around.ground, &around.places);
    let Some(Whereabouts::Point { point, .. }) = whereabouts else { return Showing { faults, ..fresh } };
    let today = local_day(around.now);
    match around.ground.locate(point, today) {
        Located::Outside { metres } => Showing { faults: too_far_out(TooFarOut { metres }, form), ..fresh },
        Located::NoGround => fresh,
        Located::Inside { area, district, .. } => {
            let lies = whereabouts_in_words(visit.language, &around.ground, Some(district), Some(area));
            let near = near_district(&around.ground, point, today);
            let lies = match near {
                None => visit.t_with("report-lies", &[("where", lies.into())]),
                Some((other, metres)) => visit.t_with(
                    "report-lies-near",
                    &[
                        ("where", lies.into()),
                        ("metres", visit.language.decimal(metres, 0).into()),
                        ("other", other.into()),
                    ],
                ),
            };
            Showing { lies, ..fresh }
        }
    }
}

#[derive(Template)]
#[template(path = "incidents/nearby_fragment.html")]
struct NearbyFragment {
    layout: Layout,
    messages: FieldMessages,
    nearby: NearbyView,
}

/// `POST /incidents/nearby`: the fields of a report as far as they are filled in. Answers the question of what was reported
/// nearby, as a piece of the form's page; empty when there is nothing to ask. Nothing is kept. Needs the permission to
/// report.
///
/// # Errors
/// None of its own.
pub async fn nearby_fragment(
    who: Allowed<Reporting>,
    visit: Visit,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (form, viewer) = (ReportForm::sent(form), who.viewer());
    let around = tools.surroundings().await?;
    let nearby = match form.sketch(&around.ground, &around.places, around.now) {
        Some(sketch) => tools.db.read(move |connection| nearby::look(connection, &viewer, &sketch)).await?,
        None => Nearby::default(),
    };
    let nearby = answers::nearby(&visit, &form, &nearby);
    page(&NearbyFragment {
        layout: visit.layout_of("report-title", Section::Report),
        messages: FieldMessages::default(),
        nearby,
    })
}

pub(super) fn too_far_out(fault: TooFarOut, form: &ReportForm) -> Faults {
    let field = if form.text("place").is_empty() || !written_position(form).is_empty() { "position" } else { "place" };
    let mut faults = Faults::default();
    faults.add(field, fault.told());
    faults
}

/// `GET /incidents/{id}/correct`. For the reporter, for 24 hours.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen, [`AppError::Forbidden`] when it may not be corrected.
pub async fn correct(
    who: Allowed<Reporting>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, viewer) = (id.into_inner(), who.viewer());
    let (around, incident) = tools.to_correct(viewer, id).await?;
    if !incident.may_be_corrected_by(&viewer, tools.now) {
        return Err(AppError::Forbidden);
    }
    let form = ReportForm::of(&incident, &around.ground, &around.places);
    let showing = Showing { submission_id: incident.version.to_string(), ..Showing::fresh() };
    report_page(&visit, Teller::Account(&who), &around, &form, showing, Some(id))
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
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, now, viewer, actor) = (id.into_inner(), tools.now, who.viewer(), who.actor());
    let form = ReportForm::sent(form);
    let (around, incident) = tools.to_correct(viewer, id).await?;
    if !incident.may_be_corrected_by(&viewer, now) {
        return Err(AppError::Forbidden);
    }
    if form.text("step") == "locate" {
        return report_page(&visit, Teller::Account(&who), &around, &form, located(&visit, &around, &form), Some(id));
    }
    let version = form.text("submission_id");
    let seen: i64 = version.parse().map_err(|_| AppError::BadRequest("error-broken-form"))?;
    let report = match form.parse(&around.ground, &around.places, now) {
        Ok(report) => report,
        Err(faults) => {
            return report_page(
                &visit,
                Teller::Account(&who),
                &around,
                &form,
                Showing::faulty(version, faults),
                Some(id),
            );
        }
    };
    let ground = around.ground.clone();
    let correction = tools
        .db
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
            report_page(&visit, Teller::Account(&who), &around, &form, showing, Some(id))
        }
    }
}
