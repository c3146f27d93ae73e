//! Planned events and the wheel of the year as pages.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::actions;
use super::forms::{LONGEST_TEXT, PlanForm};
use super::model::{Coming, PlannedEvent, PlannedKind};
use super::{days_in_words, list_known, store};
use crate::accounts::Allowed;
use crate::accounts::session::{WorkingGroup, WritingPart};
use crate::db::Db;
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::texts::Language;
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Section, Submitted, Visit, page, page_with_status,
    see_other_with_flash,
};

/// The years a wheel is shown of.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// Something that is to come, as lists show it.
pub(in crate::situation) struct ComingLine {
    /// When, in words.
    pub when: String,
    /// What.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// What else is to be said; may be empty.
    pub words: String,
    /// Where it is changed or read; empty for what the calendar knows.
    pub href: String,
}

impl ComingLine {
    /// The line of something to come.
    pub(in crate::situation) fn new(language: Language, coming: &Coming) -> Self {
        let Coming { title, from, to, place, words, id, incident_id } = coming;
        Self {
            when: days_in_words(language, *from, *to),
            title: title.clone(),
            place: place.clone(),
            words: words.clone(),
            href: id.map(urls::planned_event).or(incident_id.map(urls::incident)).unwrap_or_default(),
        }
    }
}

/// The fields of a planned event.
struct PlanFields {
    messages: FieldMessages,
    title: String,
    kinds: Vec<Choice>,
    starts_on: String,
    ends_on: String,
    districts: Vec<Choice>,
    place: String,
    words: String,
    most: String,
    confirms_privacy: Option<bool>,
}

impl PlanFields {
    fn new(visit: &Visit, ground: &Ground, form: &PlanForm, faults: &Faults) -> Self {
        let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
        let kind = form.text("kind");
        let kinds = PlannedKind::ALL.iter();
        let kinds =
            kinds.map(|known| Choice::new(known.word(), visit.t(&format!("planned-kind-{}", known.word())), &kind));
        let district = form.text("district");
        let everywhere = Choice::new("", visit.t("planned-everywhere"), &district);
        let districts = ground.districts().into_iter();
        let districts = districts.map(|known| Choice::new(&known.code, &known.name, &district));
        Self {
            messages: faults.shown(visit.language),
            title: form.text("title"),
            kinds: kinds.collect(),
            starts_on: form.text("starts_on"),
            ends_on: form.text("ends_on"),
            districts: std::iter::once(everywhere).chain(districts).collect(),
            place: form.text("place"),
            words: form.text("words"),
            most: LONGEST_TEXT.to_string(),
            confirms_privacy,
        }
    }
}

#[derive(Template)]
#[template(path = "situation/planned_events.html")]
struct PlannedEventsPage {
    layout: Layout,
    action: &'static str,
    year: String,
    year_label: String,
    /// What is planned and not over.
    coming: Vec<ComingLine>,
    fields: PlanFields,
}

async fn events_page(
    visit: &Visit,
    db: &Db,
    (map, today): (web::Data<districts::Map>, Date),
    form: &PlanForm,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let (ground, events) = db
        .read(move |connection| Ok::<_, AppError>((map.current(connection)?, store::list_from(connection, today)?)))
        .await?;
    let line = |event: PlannedEvent| ComingLine::new(visit.language, &Coming::of_plan(&ground, event));
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let events_page = PlannedEventsPage {
        layout: visit.layout_of("planned-events", Section::Situation),
        action: urls::PLANNED_EVENTS,
        year: urls::year_wheel(today.year()),
        year_label: visit.t_with("wheel-title", &[("year", today.year().to_string().into())]),
        coming: events.into_iter().map(line).collect(),
        fields: PlanFields::new(visit, &ground, form, faults),
    };
    page_with_status(status, &events_page)
}

/// `GET /situation/events`: what is planned, and the form for one more, with what a link filled in. For those who write a part
/// of the picture.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn events(
    _who: Allowed<WritingPart>,
    visit: Visit,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let form = PlanForm::sent(Submitted::from_query(request.query_string()));
    events_page(&visit, &db, (map, clock.today()), &form, &Faults::default()).await
}

/// `POST /situation/events`: `title`, `kind`, `starts_on`, `ends_on`, `district`, `place`, `words`. 303 to the list, also when
/// it is there already; 422 with the form. For those who write a part of the picture.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn add_event(
    who: Allowed<WritingPart>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let form = PlanForm::sent(form);
    let read = map.clone();
    let ground = db.read(move |connection| read.current(connection)).await?;
    let plan = match form.parse(&ground) {
        Ok(plan) => plan,
        Err(faults) => return events_page(&visit, &db, (map, clock.today()), &form, &faults).await,
    };
    let (actor, now) = (who.actor(), clock.now());
    let (_, is_new) = db.write(move |connection| actions::plan(connection, &actor, &plan, now)).await?;
    let flash = if is_new { "flash-planned-added" } else { "flash-planned-already" };
    Ok(see_other_with_flash(urls::PLANNED_EVENTS, flash))
}

#[derive(Template)]
#[template(path = "situation/planned_event.html")]
struct PlannedEventPage {
    layout: Layout,
    action: String,
    version: String,
    written_by: String,
    /// What somebody else wrote meanwhile, field by field; empty when nobody did.
    meanwhile: Vec<(String, String)>,
    fields: PlanFields,
}

fn event_page(
    visit: &Visit,
    ground: &Arc<Ground>,
    event: &PlannedEvent,
    form: &PlanForm,
    (status, faults): (StatusCode, &Faults),
) -> Result<HttpResponse, AppError> {
    let meanwhile = if status == StatusCode::CONFLICT { in_words(visit, ground, event) } else { Vec::new() };
    let event_page = PlannedEventPage {
        layout: visit.layout(event.plan.title.clone(), Section::Situation),
        action: urls::planned_event(event.id),
        version: form.text("version"),
        written_by: visit.t_with("planned-written-by", &[("who", event.actor.as_str().into())]),
        meanwhile,
        fields: PlanFields::new(visit, ground, form, faults),
    };
    page_with_status(status, &event_page)
}

/// An event's fields as names and values.
fn in_words(visit: &Visit, ground: &Ground, event: &PlannedEvent) -> Vec<(String, String)> {
    let plan = &event.plan;
    let district = plan.district_id.and_then(|id| ground.district(id)).map(|district| district.name.clone());
    let told = [
        ("planned-title", plan.title.clone()),
        ("planned-kind", visit.t(&format!("planned-kind-{}", plan.kind.word()))),
        ("planned-starts", visit.language.day(plan.starts_on.date())),
        ("planned-ends", visit.language.day(plan.ends_on.date())),
        ("planned-district", district.unwrap_or_else(|| visit.t("planned-everywhere"))),
        ("planned-place", plan.place.clone()),
        ("planned-words", plan.words.clone()),
    ];
    told.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (visit.t(key), value)).collect()
}

async fn to_change(db: &Db, map: web::Data<districts::Map>, id: i64) -> Result<(Arc<Ground>, PlannedEvent), AppError> {
    db.read(move |connection| {
        let event = store::find(connection, id)?.or_not_found("planned event")?;
        Ok::<_, AppError>((map.current(connection)?, event))
    })
    .await
}

/// `GET /situation/events/{id}`. For those who write a part of the picture.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such event.
pub async fn event(
    _who: Allowed<WritingPart>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (ground, event) = to_change(&db, map, id.into_inner()).await?;
    let form = PlanForm::of(&event, &ground);
    event_page(&visit, &ground, &event, &form, (StatusCode::OK, &Faults::default()))
}

/// `POST /situation/events/{id}`: as a new one, with `version`; `step=remove` takes it away. 303 to the list; 409 with both
/// wordings when somebody else was first, saving again then counts; 422 with the form. For those who write a part of the
/// picture.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such event; [`AppError::BadRequest`] without a version.
pub async fn change_event(
    who: Allowed<WritingPart>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let is_removal = form.text("step") == "remove";
    let form = PlanForm::sent(form);
    let (ground, event) = to_change(&db, map.clone(), id).await?;
    let seen = form.version().ok_or(AppError::BadRequest("error-broken-form"))?;
    let (actor, now) = (who.actor(), clock.now());
    if is_removal {
        let is_gone = db.write(move |connection| actions::call_off(connection, &actor, (id, seen), now)).await?;
        if is_gone {
            return Ok(see_other_with_flash(urls::PLANNED_EVENTS, "flash-planned-removed"));
        }
    } else {
        let plan = match form.parse(&ground) {
            Ok(plan) => plan,
            Err(faults) => {
                let told = (StatusCode::UNPROCESSABLE_ENTITY, &faults);
                return event_page(&visit, &ground, &event, &form, told);
            }
        };
        let is_changed =
            db.write(move |connection| actions::replan(connection, &actor, (id, seen), &plan, now)).await?;
        if is_changed {
            return Ok(see_other_with_flash(urls::PLANNED_EVENTS, "flash-planned-changed"));
        }
    }
    let (ground, event) = to_change(&db, map, id).await?;
    let version = event.version;
    // Who wanted to take it away sees what it has become; who wrote keeps the own words.
    let form = if is_removal { PlanForm::of(&event, &ground) } else { form.upon(version) };
    event_page(&visit, &ground, &event, &form, (StatusCode::CONFLICT, &Faults::default()))
}

#[derive(Template)]
#[template(path = "situation/year_wheel.html")]
struct YearWheelPage {
    layout: Layout,
    heading: String,
    earlier: String,
    now: String,
    later: String,
    months: Vec<Month>,
    add: &'static str,
}

struct Month {
    id: String,
    name: String,
    is_now: bool,
    lines: Vec<WheelLine>,
}

struct WheelLine {
    line: ComingLine,
    week: String,
}

/// `GET /situation/years/{year}`: what the calendar knows and what people wrote down, month by month. For the working group.
///
/// # Errors
/// [`AppError::NotFound`] for what is no year from 2000 to 2100.
pub async fn year_wheel(
    _who: Allowed<WorkingGroup>,
    visit: Visit,
    year: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let year = year.parse::<i16>().ok().filter(|year| YEARS.contains(year)).or_not_found("year")?;
    let (first, last) = (date(year, 1, 1), date(year, 12, 31));
    let language = visit.language;
    let coming = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            list_known(connection, &ground, language, first, last)
        })
        .await?;
    let today = clock.today();
    let address = |year: i16| if YEARS.contains(&year) { urls::year_wheel(year) } else { String::new() };
    let heading = visit.t_with("wheel-title", &[("year", year.to_string().into())]);
    let wheel = YearWheelPage {
        layout: visit.layout(heading.clone(), Section::Situation),
        heading,
        earlier: address(year - 1),
        now: year.to_string(),
        later: address(year + 1),
        months: (1..=12).map(|month| Month::new(&visit, date(year, month, 1), today, &coming)).collect(),
        add: urls::PLANNED_EVENTS,
    };
    page(&wheel)
}

impl Month {
    /// A month with everything that begins in it, and in January also what goes on from the year before.
    fn new(visit: &Visit, first: Date, today: Date, coming: &[Coming]) -> Self {
        let next = first.saturating_add(1.month());
        let begins =
            |coming: &&Coming| (first..next).contains(&coming.from) || (first.month() == 1 && coming.from < first);
        let line = |coming: &Coming| WheelLine {
            line: ComingLine::new(visit.language, coming),
            week: visit.t_with("wheel-week", &[("week", IsoWeek::of_day(coming.from).number().into())]),
        };
        Self {
            id: format!("month-{}", first.month()),
            name: visit.t(&format!("date-month-{}", first.month())),
            is_now: (first..next).contains(&today),
            lines: coming.iter().filter(begins).map(line).collect(),
        }
    }
}
