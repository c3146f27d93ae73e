//! A decision typed at the meeting: the short way to a measure.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;
use uuid::Uuid;

use crate::accounts::session::HandingOutMeasures;
use crate::accounts::{self, Allowed, Organisation};
use crate::db::{Db, DbConnection};
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::category::Group;
use crate::mail::Outbox;
use crate::measures::actions::{self, Desk, Receipt};
use crate::measures::forms::{EVERYWHERE, LONGEST_TEXT, MeasureForm};
use crate::measures::model::{Horizon, MeasureKind};
use crate::texts::swedish_order;
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

/// The address of the form from a slide, about its district and group.
#[must_use]
pub fn address(week: IsoWeek, slide: usize, district: Option<&str>, group: Option<Group>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("slide", &slide.to_string());
    query.extend_pairs(district.map(|code| ("district", code)));
    query.extend_pairs(group.map(|group| ("group", group.code())));
    format!("{}?{}", urls::picture_decide(week), query.finish())
}

#[derive(Template)]
#[template(path = "situation/decide.html")]
struct DecidePage {
    layout: Layout,
    eyebrow: String,
    action: String,
    back: String,
    back_label: String,
    submission_id: String,
    slide: String,
    messages: FieldMessages,
    notice: String,
    form: MeasureForm,
    organisations: Vec<Choice>,
    districts: Vec<Choice>,
    kinds: Vec<Choice>,
    horizons: Vec<Choice>,
    /// Whether the rest of the form stands open: something in it is wrong.
    is_more_open: bool,
    longest_text: String,
    confirms_privacy: Option<bool>,
}

/// What the form stands on.
struct Surroundings {
    ground: Arc<Ground>,
    organisations: Vec<Organisation>,
}

impl Surroundings {
    fn read(connection: &mut DbConnection, map: &districts::Map) -> Result<Self, AppError> {
        Ok(Self { ground: map.current(connection)?, organisations: accounts::store::list_organisations(connection)? })
    }
}

/// The form of a measure with everything that a meeting need not be asked.
fn begun(visit: &Visit, week: IsoWeek, mut form: Submitted, today: Date) -> MeasureForm {
    for field in ["incident", "point"] {
        form.set(field, String::new());
    }
    form.set("week", week.to_string());
    MeasureForm::sent(form)
        .begun_with("kind", MeasureKind::Other.word())
        .begun_with("horizon", Horizon::Short.word())
        .begun_with("line_function", visit.t("decide-function-open"))
        .begun_with("decided_by", visit.t_with("measure-decided-in-week", &[("week", week.number().into())]))
        .begun_with("decided_on", today.to_string())
}

/// The slide to come back to; `None` for the picture itself.
fn slide_of(form: &MeasureForm) -> Option<usize> {
    form.text("slide").parse().ok()
}

fn way_back(week: IsoWeek, form: &MeasureForm) -> String {
    slide_of(form).map_or_else(|| urls::situation(week), |slide| urls::picture_wall(week, slide))
}

fn decide_page(
    visit: &Visit,
    around: &Surroundings,
    (week, form): (IsoWeek, MeasureForm),
    (status, faults): (StatusCode, &Faults),
    (submission_id, notice): (String, &'static str),
) -> Result<HttpResponse, AppError> {
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let organisation = form.text("organisation");
    let mut owners: Vec<&Organisation> = around.organisations.iter().collect();
    owners.sort_by_key(|known| swedish_order(&known.name));
    let nobody = Choice::new("", visit.t("measure-organisation-choose"), &organisation);
    let owners = owners.into_iter().map(|known| Choice::new(known.id.to_string(), &known.name, &organisation));
    let district = form.text("district");
    let everywhere = Choice::new(EVERYWHERE, visit.t("measure-everywhere"), &district);
    let districts = around.ground.districts().into_iter();
    let districts = districts.map(|known| Choice::new(&known.code, &known.name, &district));
    let kind = form.text("kind");
    let kinds = MeasureKind::ALL.iter();
    let kinds = kinds.map(|known| Choice::new(known.word(), visit.t(&format!("measure-kind-{}", known.word())), &kind));
    let horizon = form.text("horizon");
    let horizons = Horizon::ALL.iter();
    let horizons =
        horizons.map(|own| Choice::new(own.word(), visit.t(&format!("measure-horizon-{}", own.word())), &horizon));
    let heading = visit.t("decide-title");
    let decide_page = DecidePage {
        layout: visit.layout(heading, Section::Situation),
        eyebrow: visit.t_with("situation-title", &[("week", week.number().into())]),
        action: urls::picture_decide(week),
        back: way_back(week, &form),
        back_label: visit.t(if slide_of(&form).is_some() { "decide-to-slide" } else { "decide-to-picture" }),
        submission_id,
        slide: form.text("slide"),
        is_more_open: faults
            .iter()
            .any(|(field, _)| ["kind", "horizon", "line_function", "description"].contains(&field)),
        messages: faults.shown(visit.language),
        notice: if notice.is_empty() { String::new() } else { visit.t(notice) },
        organisations: std::iter::once(nobody).chain(owners).collect(),
        districts: std::iter::once(everywhere).chain(districts).collect(),
        kinds: kinds.collect(),
        horizons: horizons.collect(),
        longest_text: LONGEST_TEXT.to_string(),
        confirms_privacy,
        form,
    };
    page_with_status(status, &decide_page)
}

/// `GET /situation/{week}/decide`: the form, with what the slide it comes from is about: `slide`, `district`, `group`. For those
/// who hand out measures.
///
/// # Errors
/// [`AppError::NotFound`] for a week that there is not, or not yet.
pub async fn decide(
    _who: Allowed<HandingOutMeasures>,
    visit: Visit,
    path: web::Path<String>,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let week = IsoWeek::begun(&path, clock.now()).or_not_found("week")?;
    let around = db.read(move |connection| Surroundings::read(connection, &map)).await?;
    let query = Submitted::from_query(request.query_string());
    let about = query.text("group").parse::<Group>().ok().map(|group| {
        let name = group.name(visit.language).to_lowercase();
        visit.t_with("decide-about-group", &[("group", name.into())])
    });
    let known = around.ground.district_of_code(&query.text("district")).map(|district| district.code.clone());
    let mut form = query;
    form.set("district", known.unwrap_or_else(|| EVERYWHERE.to_owned()));
    let form = begun(&visit, week, form, clock.today()).begun_with("description", about.unwrap_or_default());
    let fresh = (Uuid::new_v4().to_string(), "");
    decide_page(&visit, &around, (week, form), (StatusCode::OK, &Faults::default()), fresh)
}

/// `POST /situation/{week}/decide`: `submission_id`, `title`, `organisation`, `due_on`, `district`, and as far as they are told
/// `description`, `kind`, `horizon`, `line_function`; `slide` to come back to. 303 to the slide, or to the picture; 422 and 409
/// as for a report. For those who hand out measures.
///
/// # Errors
/// [`AppError::NotFound`] for a week that there is not, or not yet.
pub async fn hand_out(
    who: Allowed<HandingOutMeasures>,
    visit: Visit,
    path: web::Path<String>,
    form: Submitted,
    db: web::Data<Db>,
    map: web::Data<districts::Map>,
    (clock, outbox): (web::Data<Clock>, web::Data<Outbox>),
) -> Result<HttpResponse, AppError> {
    let week = IsoWeek::begun(&path, clock.now()).or_not_found("week")?;
    let form = begun(&visit, week, form, clock.today());
    let around = db.read(move |connection| Surroundings::read(connection, &map)).await?;
    let mut faults = Faults::default();
    let submission = faults.sift("submission_id", form.submission());
    let assignment = faults.take(form.parse(&around.ground, &[], &around.organisations));
    let id_for_retry = submission.as_ref().map_or_else(|| Uuid::new_v4().to_string(), |known| known.id.to_string());
    let (Some(submission), Some(assignment)) = (submission, assignment) else {
        let told = (StatusCode::UNPROCESSABLE_ENTITY, &faults);
        return decide_page(&visit, &around, (week, form), told, (id_for_retry, ""));
    };
    let desk = Desk { viewer: who.viewer(), actor: who.actor(), outbox: **outbox, now: clock.now() };
    let ground = around.ground.clone();
    let receipt =
        db.write(move |connection| actions::hand_out(connection, &desk, &submission, &assignment, &ground)).await?;
    let back = way_back(week, &form);
    match receipt {
        Receipt::HandedOut(_) => Ok(see_other_with_flash(&back, "flash-measure-handed-out")),
        Receipt::AlreadyReceived(_) => Ok(see_other_with_flash(&back, "flash-measure-already")),
        Receipt::OtherContent => {
            let fresh = (Uuid::new_v4().to_string(), "report-id-used");
            decide_page(&visit, &around, (week, form), (StatusCode::CONFLICT, &faults), fresh)
        }
        // Only for whoever sends a position that the form does not ask for.
        Receipt::TooFarOut(metres) => {
            let metres = visit.language.decimal(metres, 0);
            faults.add("district", Message::new("measure-too-far").with("metres", metres));
            let told = (StatusCode::UNPROCESSABLE_ENTITY, &faults);
            decide_page(&visit, &around, (week, form), told, (id_for_retry, ""))
        }
    }
}
