//! All indicators, and loading a table of them.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{may_keep, sign_of};
use crate::accounts::Allowed;
use crate::accounts::session::{FollowingUp, ReadingPictures};
use crate::db::Db;
use crate::error::AppError;
use crate::followup::indicators::model::EVERYBODY;
use crate::followup::indicators::series::{Judged, is_own};
use crate::followup::indicators::words::{class_in_words, series_in_words};
use crate::followup::indicators::{actions, import, judged};
use crate::followup::pages::{Loading, loaded_in_words, read_file, tabs, with_loaded};
use crate::time::Clock;
use crate::urls;
use crate::web::{CONFIRM_PRIVACY, Layout, NavItem, Section, Submitted, SubmittedWithFiles, Visit, page, see_other};

const LOADING: Loading = Loading {
    title: "indicators-load",
    format: "indicators-format",
    example: "indicator;name;unit;area;year;outcome;target;margin_of_error;people;better;source\n\
              6:1;Andel som känner sig trygga;percent;Botkyrka;2017;34;;;all;higher;Medborgarundersökningen\n\
              6:1;Andel som känner sig trygga;percent;Botkyrka;2021;;65;;all;higher;Handlingsplanen",
    above: (urls::INDICATORS, "indicators-title"),
    action: urls::INDICATORS_LOAD,
};

#[derive(Template)]
#[template(path = "followup/indicators/list.html")]
struct ListPage {
    layout: Layout,
    tabs: Vec<NavItem>,
    may_keep: bool,
    /// What a table that was just loaded did; empty when none was.
    done: String,
    /// How many there are and how their targets stand.
    summary: String,
    rows: Vec<Row>,
}

/// An indicator where it was measured for us.
struct Row {
    href: String,
    code: String,
    name: String,
    unit: String,
    area: String,
    outcome: String,
    class: String,
    aim: String,
    verdict: String,
    verdict_kind: &'static str,
    why: String,
    /// Another area in the same year; empty when there is none.
    beside: String,
}

/// The series of one indicator of which a line tells: our own ground's, of everybody, else the first.
pub(super) fn chosen<'a>(series: &[&'a Judged], municipality: &str) -> Option<&'a Judged> {
    let own = |judged: &&&Judged| is_own(&judged.area, municipality) && judged.people == EVERYBODY;
    series.iter().find(own).or(series.first()).copied()
}

impl Row {
    fn new(visit: &Visit, municipality: &str, series: &[&Judged]) -> Option<Self> {
        let (language, judged) = (visit.language, chosen(series, municipality)?);
        let about = &judged.indicator.about;
        let beside = series.iter().find(|other| {
            other.area != judged.area
                && other.people == judged.people
                && other.latest.zip(judged.latest).is_some_and(|(other, own)| other.year == own.year)
        });
        Some(Self {
            href: urls::indicator(judged.indicator.id),
            code: about.code.clone(),
            name: about.name.clone(),
            unit: visit.t(&format!("indicator-unit-{}", about.unit.word())),
            area: series_in_words(language, &judged.area, &judged.people),
            outcome: judged.outcome_in_words(language),
            class: judged.latest.map_or_else(String::new, |latest| class_in_words(language, about.unit, latest.value)),
            aim: judged.aim_in_words(language),
            verdict: judged.verdict_in_words(language),
            verdict_kind: sign_of(judged.verdict),
            why: visit.t(&format!("indicator-why-{}", judged.why.word())),
            beside: beside
                .map_or_else(String::new, |other| format!("{} {}", other.area, other.outcome_in_words(language))),
        })
    }
}

/// `GET /followup/indicators`. For everybody who reads the follow-up.
///
/// # Errors
/// None of its own.
pub async fn indicators(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    request: HttpRequest,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let judged = db.read(judged).await?;
    let layout = visit.layout_of("indicators-title", Section::FollowUp);
    let series: Vec<Vec<&Judged>> = judged
        .chunk_by(|one, other| one.indicator.id == other.indicator.id)
        .map(|series| series.iter().collect())
        .collect();
    let rows: Vec<Row> = series.iter().filter_map(|series| Row::new(&visit, &layout.municipality, series)).collect();
    let measurable = series.iter().filter(|series| series.iter().any(|judged| judged.is_measurable())).count();
    let summary = visit.t_with("indicators-summary", &[("all", rows.len().into()), ("measurable", measurable.into())]);
    let list_page = ListPage {
        tabs: tabs(&visit, urls::INDICATORS),
        may_keep: may_keep(&who),
        done: loaded_in_words(&visit, &Submitted::from_query(request.query_string())),
        summary: if rows.is_empty() { String::new() } else { summary },
        rows,
        layout,
    };
    page(&list_page)
}

/// `GET /followup/indicators/load`: the form. For those who keep the follow-up.
///
/// # Errors
/// None of its own.
pub async fn load_form(_who: Allowed<FollowingUp>, visit: Visit) -> Result<HttpResponse, AppError> {
    LOADING.show(&visit, &[])
}

/// `POST /followup/indicators/load` with the file `table`, and `confirm_privacy` when what may point out a person does not.
/// 303 to the list with what it did; 422 with every line that is wrong, and nothing kept. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn load(
    who: Allowed<FollowingUp>,
    visit: Visit,
    sent: SubmittedWithFiles,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let is_confirmed = sent.form.text(CONFIRM_PRIVACY) == "yes";
    let rows = match read_file(sent.files, move |file| import::read(file, is_confirmed)).await? {
        Ok(rows) => rows,
        Err(bad) => return LOADING.show(&visit, &bad),
    };
    let (actor, now) = (who.actor(), clock.now());
    match db.write(move |connection| actions::load(connection, &rows, &actor, now)).await? {
        Ok(loaded) => Ok(see_other(&with_loaded(urls::INDICATORS, loaded))),
        Err(bad) => LOADING.show(&visit, &bad),
    }
}
