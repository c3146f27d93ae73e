//! A new indicator, and describing one anew.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Allowed;
use crate::accounts::session::FollowingUp;
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::indicators::actions::{self, Kept};
use crate::followup::indicators::forms::IndicatorForm;
use crate::followup::indicators::model::{Better, Indicator, Unit};
use crate::followup::indicators::store;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Tile, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "followup/indicators/describe.html")]
struct DescribePage {
    layout: Layout,
    back: String,
    back_label: String,
    action: String,
    version: String,
    messages: FieldMessages,
    /// What stands in each field.
    sent: Submitted,
    units: Vec<Choice>,
    better: Vec<Tile>,
    /// What somebody else wrote meanwhile, field by field; empty when nobody did.
    meanwhile: Vec<(String, String)>,
    confirms_privacy: Option<bool>,
}

/// The form; `of`: the indicator that is described anew, if it is none that is new.
fn show(
    visit: &Visit,
    of: Option<&Indicator>,
    form: &IndicatorForm,
    (status, faults): (StatusCode, &Faults),
) -> Result<HttpResponse, AppError> {
    let text = |field: &str| form.0.text(field);
    let unit = text("unit");
    let units =
        Unit::ALL.iter().map(|it| Choice::new(it.word(), visit.t(&format!("indicator-unit-{}", it.word())), &unit));
    let better = Better::ALL
        .iter()
        .map(|it| Tile::new(it.word(), visit.t(&format!("indicator-better-{}", it.word())), &text("better")));
    let title = of.map_or_else(|| visit.t("indicator-new"), Indicator::title);
    let describe_page = DescribePage {
        layout: visit.layout(title, Section::FollowUp),
        back: of.map_or_else(|| urls::INDICATORS.to_owned(), |indicator| urls::indicator(indicator.id)),
        back_label: of.map_or_else(|| visit.t("indicators-title"), |indicator| indicator.about.name.clone()),
        action: of.map_or_else(|| urls::INDICATORS.to_owned(), |indicator| urls::indicator_edit(indicator.id)),
        version: text("version"),
        messages: faults.shown(visit.language),
        sent: form.0.clone(),
        units: units.collect(),
        better: better.collect(),
        meanwhile: of
            .filter(|_| status == StatusCode::CONFLICT)
            .map_or_else(Vec::new, |indicator| in_words(visit, indicator)),
        confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &text(CONFIRM_PRIVACY)),
    };
    page_with_status(status, &describe_page)
}

fn in_words(visit: &Visit, indicator: &Indicator) -> Vec<(String, String)> {
    let about = &indicator.about;
    vec![
        (visit.t("indicator-code"), about.code.clone()),
        (visit.t("indicator-name"), about.name.clone()),
        (visit.t("indicator-column-unit"), visit.t(&format!("indicator-unit-{}", about.unit.word()))),
        (visit.t("indicator-better"), visit.t(&format!("indicator-better-{}", about.better.word()))),
    ]
}

fn refused(faults: &Faults) -> (StatusCode, &Faults) {
    (StatusCode::UNPROCESSABLE_ENTITY, faults)
}

fn taken() -> Faults {
    let mut faults = Faults::default();
    faults.add("code", Message::new("indicator-code-taken"));
    faults
}

/// `GET /followup/indicators/new`. For those who keep the follow-up.
///
/// # Errors
/// None of its own.
pub async fn new(_who: Allowed<FollowingUp>, visit: Visit) -> Result<HttpResponse, AppError> {
    let blank = IndicatorForm(Submitted::from_pairs([
        ("unit", Unit::Percent.word().to_owned()),
        ("better", Better::Higher.word().to_owned()),
    ]));
    show(&visit, None, &blank, (StatusCode::OK, &Faults::default()))
}

/// `POST /followup/indicators`: `code`, `name`, `unit`, `better`. 303 to the indicator; 422 with the form. For those who keep
/// the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn add(
    who: Allowed<FollowingUp>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let form = IndicatorForm(form);
    let about = match form.parse() {
        Ok(about) => about,
        Err(faults) => return show(&visit, None, &form, refused(&faults)),
    };
    let (actor, now) = (who.actor(), clock.now());
    match db.write(move |connection| actions::add(connection, &actor, &about, now)).await? {
        Some(id) => Ok(see_other_with_flash(&urls::indicator(id), "flash-indicator-added")),
        None => show(&visit, None, &form, refused(&taken())),
    }
}

async fn to_change(db: &Db, id: i64) -> Result<Indicator, AppError> {
    db.read(move |connection| Ok::<_, AppError>(store::find(connection, id)?)).await?.or_not_found("indicator")
}

/// `GET /followup/indicators/{id}/edit`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such indicator.
pub async fn edit(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let indicator = to_change(&db, id.into_inner()).await?;
    show(&visit, Some(&indicator), &IndicatorForm::of(&indicator), (StatusCode::OK, &Faults::default()))
}

/// `POST /followup/indicators/{id}/edit`: as a new one, with `version`. 303 to the indicator; 409 with both wordings when
/// somebody else was first, saving again then counts; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such indicator; [`AppError::BadRequest`] without a version.
pub async fn change(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let indicator = to_change(&db, id.into_inner()).await?;
    let seen = form.text("version").parse().map_err(|_| AppError::BadRequest("error-broken-form"))?;
    let mut form = IndicatorForm(form);
    let about = match form.parse() {
        Ok(about) => about,
        Err(faults) => return show(&visit, Some(&indicator), &form, refused(&faults)),
    };
    let (actor, now, id) = (who.actor(), clock.now(), indicator.id);
    match db.write(move |connection| actions::describe(connection, &actor, (id, seen), &about, now)).await? {
        Kept::Done => Ok(see_other_with_flash(&urls::indicator(id), "flash-indicator-changed")),
        Kept::Taken => show(&visit, Some(&indicator), &form, refused(&taken())),
        Kept::Stale => {
            let indicator = to_change(&db, id).await?;
            form.0.set("version", indicator.version.to_string());
            show(&visit, Some(&indicator), &form, (StatusCode::CONFLICT, &Faults::default()))
        }
    }
}
