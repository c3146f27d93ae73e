//! The figures of a year: new ones, and putting some right.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Allowed;
use crate::accounts::session::FollowingUp;
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::indicators::actions::{self, Kept};
use crate::followup::indicators::forms::ReadingForm;
use crate::followup::indicators::model::{Direction, EVERYBODY, Indicator, Reading};
use crate::followup::indicators::store;
use crate::followup::indicators::words::series_in_words;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "followup/indicators/reading.html")]
struct ReadingPage {
    layout: Layout,
    heading: String,
    back: String,
    back_label: String,
    action: String,
    version: String,
    messages: FieldMessages,
    /// What stands in each field.
    sent: Submitted,
    people: Vec<Choice>,
    directions: Vec<Choice>,
    /// Areas that have figures already.
    areas: Vec<String>,
    may_remove: bool,
    /// What somebody else wrote meanwhile, field by field; empty when nobody did.
    meanwhile: Vec<(String, String)>,
    confirms_privacy: Option<bool>,
}

/// What the form stands on: the indicator, its figures, and those to be put right, if there are any.
struct Material {
    indicator: Indicator,
    readings: Vec<Reading>,
    reading: Option<Reading>,
}

impl Material {
    async fn read(db: &Db, indicator: i64, reading: Option<i64>) -> Result<Self, AppError> {
        let (indicator, readings) = db
            .read(move |connection| {
                let found = store::find(connection, indicator)?.or_not_found("indicator")?;
                Ok::<_, AppError>((found, store::list_readings_of(connection, indicator)?))
            })
            .await?;
        let found = |id: i64| readings.iter().find(|kept| kept.id == id).cloned().or_not_found("reading");
        let reading = reading.map(found).transpose()?;
        Ok(Self { indicator, readings, reading })
    }

    fn show(
        &self,
        visit: &Visit,
        form: ReadingForm,
        (status, faults): (StatusCode, &Faults),
    ) -> Result<HttpResponse, AppError> {
        let Self { indicator, readings, reading } = self;
        let people = form.0.text("people");
        let groups = [EVERYBODY, "women", "men", "age"];
        let direction = form.0.text("direction");
        let directions = [
            (Direction::None, "indicator-target-none"),
            (Direction::Increase, "indicator-target-increase"),
            (Direction::Decrease, "indicator-target-decrease"),
        ];
        let mut areas: Vec<String> = readings.iter().map(|kept| kept.figures.area.clone()).collect();
        areas.sort_unstable();
        areas.dedup();
        let heading = reading.as_ref().map_or_else(
            || visit.t("indicator-reading-new"),
            |kept| {
                let series = series_in_words(visit.language, &kept.figures.area, &kept.figures.people);
                format!("{series} {}", kept.figures.year)
            },
        );
        let reading_page = ReadingPage {
            layout: visit.layout(format!("{heading} – {}", indicator.about.name), Section::FollowUp),
            heading,
            back: urls::indicator(indicator.id),
            back_label: indicator.about.name.clone(),
            action: reading
                .as_ref()
                .map_or_else(|| urls::reading_new(indicator.id), |kept| urls::reading(indicator.id, kept.id)),
            version: form.0.text("version"),
            messages: faults.shown(visit.language),
            people: groups
                .iter()
                .map(|it| Choice::new(*it, visit.t(&format!("indicator-people-{it}")), &people))
                .collect(),
            directions: directions.iter().map(|(it, key)| Choice::new(it.word(), visit.t(key), &direction)).collect(),
            areas,
            may_remove: reading.is_some(),
            meanwhile: reading
                .as_ref()
                .filter(|_| status == StatusCode::CONFLICT)
                .map_or_else(Vec::new, |kept| self.in_words(visit, kept)),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.0.text(CONFIRM_PRIVACY)),
            sent: form.0,
        };
        page_with_status(status, &reading_page)
    }

    fn in_words(&self, visit: &Visit, kept: &Reading) -> Vec<(String, String)> {
        let form = ReadingForm::of(kept, self.indicator.version);
        let told = [
            ("indicator-column-area", form.0.text("area")),
            ("indicator-column-year", form.0.text("year")),
            ("indicator-column-outcome", form.0.text("outcome")),
            ("indicator-margin", form.0.text("margin_of_error")),
            ("indicator-column-target", form.0.text("target")),
            ("indicator-column-source", form.0.text("source")),
        ];
        told.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (visit.t(key), value)).collect()
    }
}

fn refused(faults: &Faults) -> (StatusCode, &Faults) {
    (StatusCode::UNPROCESSABLE_ENTITY, faults)
}

fn taken() -> Faults {
    let mut faults = Faults::default();
    faults.add("year", Message::new("indicator-year-taken"));
    faults
}

/// `GET /followup/indicators/{id}/readings/new`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such indicator.
pub async fn new_reading(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let material = Material::read(&db, id.into_inner(), None).await?;
    let area = material.readings.last().map_or_else(String::new, |latest| latest.figures.area.clone());
    let blank = ReadingForm(Submitted::from_pairs([("area", area), ("people", EVERYBODY.to_owned())]));
    material.show(&visit, blank, (StatusCode::OK, &Faults::default()))
}

/// `POST /followup/indicators/{id}/readings/new`: `area`, `people`, `age`, `year`, `outcome`, `margin_of_error`, `target` or
/// `direction`, `source`. 303 to the indicator; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such indicator.
pub async fn add_reading(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let material = Material::read(&db, id.into_inner(), None).await?;
    let form = ReadingForm(form);
    let figures = match form.parse(material.indicator.about.unit) {
        Ok(figures) => figures,
        Err(faults) => return material.show(&visit, form, refused(&faults)),
    };
    let (actor, now, indicator) = (who.actor(), clock.now(), material.indicator.clone());
    let kept = db.write(move |connection| actions::add_reading(connection, &actor, &indicator, &figures, now)).await?;
    match kept {
        Kept::Done => Ok(see_other_with_flash(&urls::indicator(material.indicator.id), "flash-reading-saved")),
        Kept::Taken | Kept::Stale => material.show(&visit, form, refused(&taken())),
    }
}

/// `GET /followup/indicators/{id}/readings/{reading}`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there are no such figures of the indicator.
pub async fn reading(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let (indicator, id) = path.into_inner();
    let material = Material::read(&db, indicator, Some(id)).await?;
    let form = material.reading.as_ref().map(|kept| ReadingForm::of(kept, material.indicator.version));
    material.show(&visit, form.unwrap_or_default(), (StatusCode::OK, &Faults::default()))
}

/// `POST /followup/indicators/{id}/readings/{reading}`: as a new one, with the indicator's `version`; `step=remove` takes the
/// figures away. 303 to the indicator; 409 with both when somebody else was first, saving again then counts; 422 with the
/// form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there are no such figures of the indicator; [`AppError::BadRequest`] without a version.
pub async fn change_reading(
    who: Allowed<FollowingUp>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (indicator, id) = path.into_inner();
    let material = Material::read(&db, indicator, Some(id)).await?;
    let seen = form.text("version").parse().map_err(|_| AppError::BadRequest("error-broken-form"))?;
    let is_removal = form.text("step") == "remove";
    let mut form = ReadingForm(form);
    let (actor, now) = (who.actor(), clock.now());
    let kept = if is_removal {
        db.write(move |connection| actions::remove_reading(connection, &actor, (indicator, seen), id, now)).await?
    } else {
        let figures = match form.parse(material.indicator.about.unit) {
            Ok(figures) => figures,
            Err(faults) => return material.show(&visit, form, refused(&faults)),
        };
        db.write(move |connection| actions::change_reading(connection, &actor, (indicator, seen), id, &figures, now))
            .await?
    };
    match (kept, is_removal) {
        (Kept::Done, true) => Ok(see_other_with_flash(&urls::indicator(indicator), "flash-reading-removed")),
        (Kept::Done, false) => Ok(see_other_with_flash(&urls::indicator(indicator), "flash-reading-saved")),
        (Kept::Taken, _) => material.show(&visit, form, refused(&taken())),
        (Kept::Stale, _) => {
            let material = Material::read(&db, indicator, Some(id)).await?;
            form.0.set("version", material.indicator.version.to_string());
            if is_removal && let Some(kept) = &material.reading {
                form = ReadingForm::of(kept, material.indicator.version);
            }
            material.show(&visit, form, (StatusCode::CONFLICT, &Faults::default()))
        }
    }
}
