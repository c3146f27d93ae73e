//! Reported crimes as a page, and loading a table of them.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::model::Reported;
use super::{actions, import, store};
use crate::accounts::session::{FollowingUp, ReadingPictures};
use crate::accounts::{Allowed, Permission};
use crate::db::Db;
use crate::error::AppError;
use crate::followup::chart::{self, Key, Line, Point};
use crate::followup::indicators::model::{Unit, figure_in_words};
use crate::followup::indicators::series::is_own;
use crate::followup::indicators::words::{Named, beside_in_words};
use crate::followup::pages::{Loading, loaded_in_words, read_file, tabs, with_loaded};
use crate::texts::swedish_order;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Layout, NavItem, Section, Submitted, SubmittedWithFiles, Visit, page, see_other,
};

const LOADING: Loading = Loading {
    title: "crime-load",
    format: "crime-format",
    example: "area;type;year;count;population;source\n\
              Riket;Skadegörelsebrott;2021;180000;10452326;Brå, anmälda brott\n\
              Botkyrka;Skadegörelsebrott;2021;1700;95318;Brå, anmälda brott",
    above: (urls::REPORTED_CRIME, "crime-title"),
    action: urls::REPORTED_CRIME_LOAD,
};

#[derive(Template)]
#[template(path = "followup/crime/crime.html")]
struct CrimePage {
    layout: Layout,
    tabs: Vec<NavItem>,
    may_keep: bool,
    /// What a table that was just loaded did; empty when none was.
    done: String,
    kinds: Vec<Choice>,
    kind: String,
    drawing: String,
    keys: Vec<Key>,
    has_aims: bool,
    undrawn: String,
    compared: Vec<String>,
    caption: String,
    areas: Vec<String>,
    rows: Vec<Row>,
    sources: Vec<String>,
}

struct Row {
    year: i64,
    /// One for each area, in their order; empty where nothing was told.
    cells: Vec<Cell>,
}

#[derive(Default)]
struct Cell {
    /// The rate with its interval.
    rate: String,
    /// How many crimes.
    count: String,
}

impl Cell {
    fn new(visit: &Visit, told: &Reported) -> Self {
        let language = visit.language;
        let count = visit.t_with("crime-count", &[("count", language.number(told.crimes).into())]);
        let rate = told.rate().map_or_else(
            || visit.t("crime-no-rate"),
            |rate| {
                let whole = |value: f64| figure_in_words(language, value.round());
                format!("{} ({}–{})", whole(rate.value), whole(rate.low), whole(rate.high))
            },
        );
        Self { rate, count }
    }
}

/// The areas' figures by year: our own ground first, then the others by how many live there.
fn by_area(reported: &[Reported], municipality: &str) -> Vec<(String, BTreeMap<i64, Reported>)> {
    let mut areas: BTreeMap<&str, BTreeMap<i64, Reported>> = BTreeMap::new();
    for told in reported {
        areas.entry(&told.area).or_default().insert(told.year, told.clone());
    }
    let mut areas: Vec<_> = areas.into_iter().map(|(area, years)| (area.to_owned(), years)).collect();
    areas.sort_by_cached_key(|(area, years)| {
        let residents = years.values().filter_map(|told| told.population).max().unwrap_or(i64::MAX);
        (!is_own(area, municipality), residents, swedish_order(area))
    });
    areas
}

fn line_of((area, years): &(String, BTreeMap<i64, Reported>)) -> Line {
    let point = |told: &Reported| {
        let rate = told.rate()?;
        Some(Point { year: told.year, value: rate.value, interval: Some((rate.low, rate.high)) })
    };
    Line { name: area.clone(), points: years.values().filter_map(point).collect(), aims: Vec::new() }
}

/// The first area's newest rate beside the others' of its year.
fn compared(visit: &Visit, areas: &[(String, BTreeMap<i64, Reported>)]) -> Vec<String> {
    let Some(((own, years), others)) = areas.split_first() else { return Vec::new() };
    let Some(latest) = years.values().rev().find_map(Reported::outcome) else { return Vec::new() };
    let sentence = |(area, years): &(String, BTreeMap<i64, Reported>)| {
        let other = years.get(&latest.year)?.outcome()?;
        let (one, other) = (Named { name: own, outcome: &latest }, Named { name: area, outcome: &other });
        Some(beside_in_words(visit.language, Unit::Per100000, &one, &other))
    };
    others.iter().filter_map(sentence).collect()
}

/// `GET /followup/crime?kind=…`: the first kind without one. For everybody who reads the follow-up.
///
/// # Errors
/// None of its own.
pub async fn crime(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    request: HttpRequest,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let wanted = query.text("kind");
    let (kinds, kind, reported) = db
        .read(move |connection| {
            let mut kinds = store::list_kinds(connection)?;
            kinds.sort_by_cached_key(|kind| swedish_order(kind));
            let kind = kinds.iter().find(|kind| **kind == wanted).or(kinds.first()).cloned().unwrap_or_default();
            let reported = store::list_of_kind(connection, &kind)?;
            Ok::<_, AppError>((kinds, kind, reported))
        })
        .await?;
    let layout = visit.layout_of("crime-title", Section::FollowUp);
    let areas = by_area(&reported, &layout.municipality);
    let lines: Vec<Line> = areas.iter().map(line_of).collect();
    let years: BTreeSet<i64> = reported.iter().map(|told| told.year).collect();
    let rows = years.into_iter().rev().map(|year| {
        let cell = |(_, years): &(String, BTreeMap<i64, Reported>)| {
            years.get(&year).map_or_else(Cell::default, |told| Cell::new(&visit, told))
        };
        Row { year, cells: areas.iter().map(cell).collect() }
    });
    let sources: BTreeSet<String> =
        reported.iter().map(|told| told.source.clone()).filter(|it| !it.is_empty()).collect();
    let undrawn = lines.len().saturating_sub(chart::MOST_LINES);
    let alt = visit.t_with("crime-chart", &[("kind", kind.as_str().into())]);
    let crime_page = CrimePage {
        tabs: tabs(&visit, urls::REPORTED_CRIME),
        may_keep: who.account.role.may(Permission::FollowUp),
        done: loaded_in_words(&visit, &query),
        kinds: kinds.iter().map(|it| Choice::new(it.as_str(), it.as_str(), &kind)).collect(),
        drawing: chart::draw(&lines, None, alt, visit.language)?,
        keys: chart::keys(&lines),
        has_aims: false,
        undrawn: if undrawn > 0 { visit.t_with("chart-undrawn", &[("count", undrawn.into())]) } else { String::new() },
        compared: compared(&visit, &areas),
        caption: visit.t_with("crime-caption", &[("kind", kind.as_str().into())]),
        areas: areas.iter().map(|(area, _)| area.clone()).collect(),
        rows: rows.collect(),
        sources: sources.into_iter().collect(),
        kind,
        layout,
    };
    page(&crime_page)
}

/// `GET /followup/crime/load`: the form. For those who keep the follow-up.
///
/// # Errors
/// None of its own.
pub async fn load_form(_who: Allowed<FollowingUp>, visit: Visit) -> Result<HttpResponse, AppError> {
    LOADING.show(&visit, &[])
}

/// `POST /followup/crime/load` with the file `table`, and `confirm_privacy` when what may point out a person does not. 303 to
/// the page with what it did; 422 with every line that is wrong, and nothing kept. For those who keep the follow-up.
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
    let loaded = db.write(move |connection| actions::load(connection, &rows, &actor, now)).await?;
    Ok(see_other(&with_loaded(urls::REPORTED_CRIME, loaded)))
}
