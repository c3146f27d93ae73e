//! What is known to come: planned events and the wheel of the year.

pub mod actions;
pub mod calendar;
pub mod forms;
pub mod model;
pub mod pages;
pub mod store;

use actix_web::web;

use jiff::ToSpan as _;
use jiff::civil::Date;

pub use model::Coming;

use self::model::{Plan, PlannedEvent};
use self::store::ReportedPlan;
use super::scope::Scope;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::incidents::category::{Kind, categories, find_category};
use crate::texts::Language;
use crate::time::{IsoWeek, local_day, start_of_day};
use crate::urls;

/// How many weeks after the picture's are looked at.
const WEEKS_AHEAD: i32 = 2;
/// How many weeks before a day what touches it may have begun, for reports.
const LONGEST_WEEKS: i32 = 4;

/// What is known to come in the two weeks after the picture's, in order of time: what the calendar knows, what people wrote
/// down, and what reports tell of that is planned.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn after_week(connection: &mut DbConnection, scope: &Scope) -> Result<Vec<Coming>, AppError> {
    let (from, to) = (scope.week.plus(1).monday(), scope.week.plus(WEEKS_AHEAD).sunday());
    let mut coming = list_known(connection, scope.ground, scope.language, from, to)?;
    let planned = categories().iter().filter(|category| category.kind == Kind::PlannedEvent);
    let codes: Vec<&str> = planned.map(|category| category.code.as_str()).collect();
    let weeks = (IsoWeek::of_day(from).plus(-LONGEST_WEEKS).monday(), IsoWeek::of_day(to).monday());
    let time = (start_of_day(from), start_of_day(to.saturating_add(1.day())));
    let reported = store::list_reported(connection, &codes, weeks, time)?;
    coming.extend(reported.into_iter().map(|report| Coming::of_report(scope, report)));
    coming.sort_by_key(|coming| (coming.from, coming.to));
    Ok(coming)
}

/// What the calendar knows and what people wrote down that touches these days, in order of time.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn list_known(
    connection: &mut DbConnection,
    ground: &Ground,
    language: Language,
    from: Date,
    to: Date,
) -> Result<Vec<Coming>, AppError> {
    let yearly = calendar::between(from, to).into_iter().map(|(yearly, from, to)| Coming {
        title: language.text(&format!("yearly-{}", yearly.word())),
        from,
        to,
        place: String::new(),
        words: String::new(),
        id: None,
        incident_id: None,
    });
    let written = store::list_between(connection, from, to)?.into_iter().map(|event| Coming::of_plan(ground, event));
    let mut known: Vec<Coming> = yearly.chain(written).collect();
    known.sort_by_key(|coming| (coming.from, coming.to));
    Ok(known)
}

impl Coming {
    fn of_plan(ground: &Ground, event: PlannedEvent) -> Self {
        let PlannedEvent { id, plan, .. } = event;
        let Plan { title, starts_on, ends_on, district_id, place, words, .. } = plan;
        Self {
            title,
            from: starts_on.date(),
            to: ends_on.date(),
            place: whereabouts(ground, place, district_id),
            words,
            id: Some(id),
            incident_id: None,
        }
    }

    fn of_report(scope: &Scope, report: ReportedPlan) -> Self {
        let ReportedPlan { id, category, from, to, district_id, place } = report;
        let from = local_day(from.instant());
        Self {
            title: find_category(&category).map_or(category.clone(), |known| known.name(scope.language).to_owned()),
            from,
            to: to.map_or(from, |to| local_day(to.instant())),
            place: whereabouts(scope.ground, place.unwrap_or_default(), district_id),
            words: String::new(),
            id: None,
            incident_id: Some(id),
        }
    }
}

/// The place, and its district where the place does not say it.
fn whereabouts(ground: &Ground, place: String, district_id: Option<i64>) -> String {
    match district_id.and_then(|id| ground.district(id)) {
        Some(district) if place.is_empty() => district.name.clone(),
        Some(district) if !place.contains(&district.name) => format!("{place}, {}", district.name),
        _ => place,
    }
}

/// `30 april`, `26–30 oktober`, `28 december–2 januari`, with the weekday of a single day: `torsdag 30 april`.
#[must_use]
pub fn days_in_words(language: Language, from: Date, to: Date) -> String {
    let month = |day: Date| language.text(&format!("date-month-{}", day.month()));
    if from == to {
        let weekday = language.text(&format!("weekday-{}", from.weekday().to_monday_one_offset()));
        format!("{weekday} {} {}", from.day(), month(from))
    } else if from.month() == to.month() && from.year() == to.year() {
        format!("{}–{} {}", from.day(), to.day(), month(to))
    } else {
        format!("{} {}–{} {}", from.day(), month(from), to.day(), month(to))
    }
}

/// The addresses of this part.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource(urls::PLANNED_EVENTS)
                .route(web::get().to(pages::events))
                .route(web::post().to(pages::add_event)),
        )
        .service(
            web::resource("/situation/events/{id}")
                .route(web::get().to(pages::event))
                .route(web::post().to(pages::change_event)),
        )
        .service(web::resource("/situation/years/{year}").route(web::get().to(pages::year_wheel)));
}
