//! One indicator: what is said of it, its drawing, and the figures behind.

use std::cmp::Reverse;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::list::chosen;
use super::{may_keep, sign_of};
use crate::accounts::Allowed;
use crate::accounts::session::ReadingPictures;
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::chart::{self, Key, Line, Point};
use crate::followup::indicators::judging::WIDEST_MARGIN;
use crate::followup::indicators::model::{Indicator, Outcome, Reading, Target, figure_in_words};
use crate::followup::indicators::series::{Aim, Judged, by_series, is_own, verdict_of};
use crate::followup::indicators::store;
use crate::followup::indicators::words::{Named, beside_in_words, class_in_words, series_in_words};
use crate::texts::swedish_order;
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

#[derive(Template)]
#[template(path = "followup/indicators/indicator.html")]
struct IndicatorPage {
    layout: Layout,
    eyebrow: String,
    name: String,
    may_keep: bool,
    edit: String,
    add: String,
    /// Whether it has any figures.
    has_figures: bool,
    verdict: String,
    verdict_kind: &'static str,
    why: String,
    facts: Vec<(String, String)>,
    /// The outcome beside the one before and beside other areas, in sentences.
    compared: Vec<String>,
    /// The drawing; empty when there is nothing to draw.
    drawing: String,
    keys: Vec<Key>,
    has_aims: bool,
    undrawn: String,
    caption: String,
    rows: Vec<Row>,
    /// Goals it belongs to: what it is called.
    goals: Vec<String>,
    /// The way from it to those goals, and on to what is undertaken for them.
    thread: String,
    margins: String,
}

struct Row {
    year: String,
    series: String,
    outcome: String,
    class: String,
    aim: String,
    verdict: String,
    verdict_kind: &'static str,
    source: String,
    href: String,
}

/// `GET /followup/indicators/{id}`. For everybody who reads the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such indicator.
pub async fn indicator(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let (indicator, readings, goals) = db
        .read(move |connection| {
            let indicator = store::find(connection, id)?.or_not_found("indicator")?;
            let goals = store::list_goals_of(connection, id)?;
            Ok::<_, AppError>((indicator, store::list_readings_of(connection, id)?, goals))
        })
        .await?;
    let goals = goals.into_iter().map(|(code, name)| format!("{code} {name}"));
    page(&IndicatorPage::new(&visit, may_keep(&who), &indicator, &readings, goals.collect())?)
}

impl IndicatorPage {
    fn new(
        visit: &Visit,
        may_keep: bool,
        indicator: &Indicator,
        readings: &[Reading],
        goals: Vec<String>,
    ) -> Result<Self, AppError> {
        let (language, about) = (visit.language, &indicator.about);
        let layout = visit.layout(about.name.clone(), Section::FollowUp);
        let municipality = layout.municipality.clone();
        let all: Vec<&Reading> = readings.iter().collect();
        let mut series = by_series(&all);
        // Our own ground first: it is drawn with the mark that stands out.
        series.sort_by_key(|readings| readings.first().is_none_or(|it| !is_own(&it.figures.area, &municipality)));
        let judged: Vec<Judged> = series.iter().map(|readings| Judged::of(indicator, readings)).collect();
        let own = chosen(&judged.iter().collect::<Vec<_>>(), &municipality);
        let own = own.cloned().unwrap_or_else(|| Judged::of(indicator, &[]));
        let lines: Vec<Line> = series.iter().map(|readings| line_of(visit, readings)).collect();
        let unit = visit.t(&format!("indicator-unit-{}", about.unit.word()));
        let alt = visit.t_with("indicator-chart", &[("name", about.name.as_str().into())]);
        let most = about.unit.is_asked().then_some(100.0);
        let undrawn = lines.len().saturating_sub(chart::MOST_LINES);
        let mut rows: Vec<Row> = series
            .iter()
            .zip(&judged)
            .flat_map(|(readings, judged)| rows_of(visit, may_keep, readings, judged))
            .collect();
        rows.sort_by_cached_key(|row| Reverse(row.year.clone()));
        Ok(Self {
            eyebrow: format!("{} · {unit}", about.code),
            name: about.name.clone(),
            may_keep,
            edit: urls::indicator_edit(indicator.id),
            add: urls::reading_new(indicator.id),
            has_figures: !readings.is_empty(),
            verdict: own.verdict_in_words(language),
            verdict_kind: sign_of(own.verdict),
            why: visit.t(&format!("indicator-why-{}", own.why.word())),
            facts: facts(visit, &own, unit),
            compared: compared(visit, &own, &judged),
            drawing: chart::draw(&lines, most, alt, language)?,
            has_aims: lines.iter().any(|line| !line.aims.is_empty()),
            keys: chart::keys(&lines),
            undrawn: if undrawn > 0 {
                visit.t_with("chart-undrawn", &[("count", undrawn.into())])
            } else {
                String::new()
            },
            caption: visit.t_with("indicator-table", &[("name", about.name.as_str().into())]),
            rows,
            goals,
            thread: urls::thread_of_indicator(indicator.id),
            margins: visit.t_with("indicator-margins", &[("widest", figure_in_words(language, WIDEST_MARGIN).into())]),
            layout,
        })
    }
}

fn facts(visit: &Visit, own: &Judged, unit: String) -> Vec<(String, String)> {
    let (language, about) = (visit.language, &own.indicator.about);
    let class = own.latest.map_or_else(String::new, |latest| class_in_words(language, about.unit, latest.value));
    let told = [
        ("indicator-column-area", series_in_words(language, &own.area, &own.people)),
        ("indicator-column-outcome", own.outcome_in_words(language)),
        ("indicator-column-class", class),
        ("indicator-column-target", own.aim_in_words(language)),
        ("indicator-column-unit", unit),
        ("indicator-better", visit.t(&format!("indicator-better-{}", about.better.word()))),
    ];
    let told = told
        .into_iter()
        .filter(|(key, value)| !value.is_empty() && (*key != "indicator-column-area" || !own.area.is_empty()));
    told.map(|(key, value)| (visit.t(key), value)).collect()
}

/// The newest outcome beside the one before, and beside what others had in its year.
fn compared(visit: &Visit, own: &Judged, judged: &[Judged]) -> Vec<String> {
    let (language, unit) = (visit.language, own.indicator.about.unit);
    let Some(latest) = own.latest else { return Vec::new() };
    let sentence = |name: &str, outcome: &Outcome, other_name: &str, other: &Outcome| {
        let (one, other) = (Named { name, outcome }, Named { name: other_name, outcome: other });
        beside_in_words(language, unit, &one, &other)
    };
    let before =
        own.before.map(|before| sentence(&latest.year.to_string(), &latest, &before.year.to_string(), &before));
    let name = series_in_words(language, &own.area, &own.people);
    let others = judged.iter().filter(|other| (&other.area, &other.people) != (&own.area, &own.people));
    let others = others.filter_map(|other| {
        let outcome = other.latest.filter(|outcome| outcome.year == latest.year)?;
        Some(sentence(&name, &latest, &series_in_words(language, &other.area, &other.people), &outcome))
    });
    before.into_iter().chain(others).collect()
}

fn line_of(visit: &Visit, readings: &[&Reading]) -> Line {
    let point = |outcome: Outcome| Point {
        year: outcome.year,
        value: outcome.value,
        interval: outcome.margin.map(|margin| ((outcome.value - margin).max(0.0), outcome.value + margin)),
    };
    let aim = |reading: &&Reading| match reading.figures.target()? {
        Target::Value(value) => Some((reading.figures.year, value)),
        Target::Increase | Target::Decrease => None,
    };
    let name =
        readings.first().map(|reading| series_in_words(visit.language, &reading.figures.area, &reading.figures.people));
    Line {
        name: name.unwrap_or_default(),
        points: readings.iter().filter_map(|reading| reading.figures.outcome().map(point)).collect(),
        aims: readings.iter().filter_map(aim).collect(),
    }
}

fn rows_of(visit: &Visit, may_keep: bool, readings: &[&Reading], judged: &Judged) -> Vec<Row> {
    let (language, unit) = (visit.language, judged.indicator.about.unit);
    let outcomes: Vec<Outcome> = readings.iter().filter_map(|reading| reading.figures.outcome()).collect();
    let mut rows: Vec<Row> = readings
        .iter()
        .map(|reading| {
            let figures = &reading.figures;
            let aim = figures.target().map(|target| Aim { year: figures.year, target });
            let (verdict, _) = verdict_of(&judged.indicator, aim, &outcomes);
            let outcome = figures.outcome();
            Row {
                year: figures.year.to_string(),
                series: series_in_words(language, &figures.area, &figures.people),
                outcome: outcome.map_or_else(String::new, |outcome| outcome.in_words(unit, language)),
                class: outcome.map_or_else(String::new, |outcome| class_in_words(language, unit, outcome.value)),
                aim: aim.map_or_else(String::new, |aim| judged.target_in_words(language, aim.target)),
                verdict: aim.map_or_else(String::new, |_| visit.t(&format!("indicator-verdict-{}", verdict.word()))),
                verdict_kind: sign_of(verdict),
                source: figures.source.clone(),
                href: if may_keep { urls::reading(judged.indicator.id, reading.id) } else { String::new() },
            }
        })
        .collect();
    rows.sort_by_cached_key(|row| (swedish_order(&row.series), row.year.clone()));
    rows
}
