//! The public figures over HTTP: what everybody reads, and where a coordinator releases a quarter.

use std::sync::Arc;

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::actions::{self, Released};
use super::model::{PublicCounts, PublicQuarter, Quarter};
use super::table::{self, Names};
use crate::accounts::Allowed;
use crate::accounts::session::Releasing;
use crate::db::Db;
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::exports::report::pages::{View, views};
use crate::exports::report::words::NOT_TOLD;
use crate::situation::document;
use crate::situation::document::model::{Block, Cell, Head, Row, Section as Part, Table};
use crate::situation::picture::UNKNOWN;
use crate::texts::Language;
use crate::time::Clock;
use crate::urls;
use crate::web::{Layout, NavItem, Section, Submitted, Visit, page, see_other_with_flash};

/// Quarters beside each other on a page.
const BESIDE: usize = 4;

#[derive(Template)]
#[template(path = "exports/figures.html")]
struct FiguresPage {
    layout: Layout,
    /// The years there is something of, when there are several.
    years: Vec<NavItem>,
    /// The tables; empty when nothing was released.
    body: String,
    csv: &'static str,
}

/// `GET /figures?year=2026`: what everybody is told, quarter by quarter; the newest year unless one is named. For everybody.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn figures(
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (released, ground) = read(&db, &map).await?;
    let wanted: Option<i16> = Submitted::from_query(request.query_string()).text("year").parse().ok();
    let mut years: Vec<i16> = released.iter().map(|known| known.told.quarter.year()).collect();
    years.dedup();
    let year = wanted.filter(|year| years.contains(year)).or(years.first().copied());
    let mut shown: Vec<&PublicQuarter> =
        released.iter().map(|known| &known.told).filter(|told| Some(told.quarter.year()) == year).collect();
    shown.reverse();
    let item =
        |own: &i16| NavItem { href: urls::figures_of(*own), label: own.to_string(), current: Some(*own) == year };
    page(&FiguresPage {
        layout: visit.layout_of("figures-title", Section::Elsewhere),
        years: if years.len() > 1 { years.iter().map(item).collect() } else { Vec::new() },
        body: if shown.is_empty() { String::new() } else { tables(&shown, &ground, visit.language)? },
        csv: urls::FIGURES_CSV,
    })
}

/// `GET /figures.csv`: the same of every released quarter, as a file. For everybody.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn figures_csv(
    visit: Visit,
    db: web::Data<Db>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (released, ground) = read(&db, &map).await?;
    let file = table::csv(released.iter().rev().map(|known| &known.told), &ground, visit.language)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename("lykta-figures.csv".to_owned())],
        })
        .body(file))
}

async fn read(db: &Db, map: &districts::Map) -> Result<(Vec<Released>, Arc<Ground>), AppError> {
    let map = map.clone();
    db.read(move |connection| Ok::<_, AppError>((actions::list_released(connection)?, map.current(connection)?))).await
}

#[derive(Template)]
#[template(path = "exports/release_figures.html")]
struct ReleasePage {
    layout: Layout,
    views: Vec<NavItem>,
    /// The quarters that can be released.
    releasable: Vec<NavItem>,
    /// What would be told, of the one that is chosen.
    chosen: Option<Chosen>,
    /// What was released: quarter and when.
    released: Vec<(String, String)>,
    public: &'static str,
    action: &'static str,
}

struct Chosen {
    quarter: String,
    heading: String,
    sha256: String,
    body: String,
    go: String,
}

/// `GET /exports/figures?quarter=2026-Q3`: which quarters are released, and what would be told of the one that is chosen: the
/// earliest that can be, unless one is named. For those who release.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn choose(
    who: Allowed<Releasing>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let wanted: Option<Quarter> = Submitted::from_query(request.query_string()).text("quarter").parse().ok();
    let (map, now) = (map.get_ref().clone(), clock.now());
    let (ground, released, releasable, told) = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            let releasable = actions::list_releasable(connection, now)?;
            let chosen = wanted.filter(|wanted| releasable.contains(wanted)).or(releasable.last().copied());
            let told = chosen.map(|chosen| actions::tell(connection, &ground, chosen, now)).transpose()?;
            let told = told.map(|(told, _)| told);
            Ok::<_, AppError>((ground, actions::list_released(connection)?, releasable, told))
        })
        .await?;
    let current = told.as_ref().map(|told| told.quarter);
    let item = |own: &Quarter| NavItem {
        href: urls::release_figures_of(&own.to_string()),
        label: name(*own, visit.language),
        current: Some(*own) == current,
    };
    let chosen = told.map(|told| {
        Ok::<_, AppError>(Chosen {
            quarter: told.quarter.to_string(),
            heading: name(told.quarter, visit.language),
            sha256: actions::fingerprint(&told)?,
            body: tables(&[&told], &ground, visit.language)?,
            go: visit.t_with("figures-release", &[("quarter", name(told.quarter, visit.language).into())]),
        })
    });
    let line = |known: &Released| {
        let said = visit.t_with(
            "figures-released-by",
            &[("moment", visit.language.moment(known.at).into()), ("who", known.by.as_str().into())],
        );
        (name(known.told.quarter, visit.language), said)
    };
    page(&ReleasePage {
        layout: visit.layout_of("figures-release-title", Section::Exports),
        views: views(&visit, who.account.role, View::Figures),
        releasable: releasable.iter().map(item).collect(),
        chosen: chosen.transpose()?,
        released: released.iter().map(line).collect(),
        public: urls::FIGURES,
        action: urls::RELEASE_FIGURES,
    })
}

/// `POST /exports/figures`: `quarter`, and `seen`, the hash of what was looked at. 303 to the public page. For those who
/// release.
///
/// # Errors
/// [`AppError::NotFound`] when no quarter is named; [`AppError::Conflict`] when it cannot be released, or what would be told
/// is not what was looked at.
pub async fn release(
    who: Allowed<Releasing>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let quarter = form.text("quarter").parse::<Quarter>().ok().or_not_found("quarter")?;
    let (seen, actor, now, map) = (form.text("seen"), who.actor(), clock.now(), map.get_ref().clone());
    db.write(move |connection| {
        let ground = map.current(connection)?;
        actions::release(connection, &actor, &ground, (quarter, &seen), now)
    })
    .await?;
    Ok(see_other_with_flash(urls::RELEASE_FIGURES, "flash-figures-released"))
}

/// `Kvartal 3 2026`.
fn name(quarter: Quarter, language: Language) -> String {
    language.text_with(
        "figures-quarter-of-year",
        &[("number", quarter.number().into()), ("year", quarter.year().to_string().into())],
    )
}

/// Quarters beside each other, a table for each kind.
fn tables(quarters: &[&PublicQuarter], ground: &Ground, language: Language) -> Result<String, AppError> {
    let quarters = &quarters[quarters.len().saturating_sub(BESIDE)..];
    let names = Names::of(ground, language);
    // Every district that any of them tells of, in the order of the newest; what is not known stays last.
    let mut rows: Vec<(&str, String)> = Vec::new();
    for row in quarters.iter().rev().flat_map(|told| &told.rows) {
        if !rows.iter().any(|(code, _)| *code == row.code) {
            rows.push((&row.code, names.name(&row.code, &row.name)));
        }
    }
    let part = |id: &'static str, key: &str, of: &dyn Fn(&PublicCounts) -> Option<u32>| {
        let counts = |code: &str| -> Vec<Cell> {
            let own = quarters.iter().map(|told| told.rows.iter().find(|row| row.code == code));
            own.map(|row| count_cell(row.and_then(|row| of(&row.counts)), language)).collect()
        };
        let line = |(code, name): &(&str, String)| {
            let class = if *code == UNKNOWN { "outside" } else { "" };
            Row { class, cells: [vec![Cell::words(name.clone())], counts(code)].concat() }
        };
        let mut lines: Vec<Row> = rows.iter().map(line).collect();
        let sums = quarters.iter().map(|told| count_cell(of(&told.whole), language));
        let whole = std::iter::once(Cell::words(language.text("figures-whole"))).chain(sums).collect();
        lines.push(Row { class: "total", cells: whole });
        let heads = quarters.iter().map(|told| Head::figure(name(told.quarter, language)));
        let table = Table {
            caption: language.text(key),
            class: "figures",
            heads: std::iter::once(Head::words(language.text("figures-district"), 2.0)).chain(heads).collect(),
            rows: lines,
        };
        Part { id, heading: language.text(key), blocks: vec![Block::Table(table)], ..Part::default() }
    };
    document::set(&[
        part("events", "figures-events", &|counts| counts.events),
        part("unsafe-places", "figures-unsafe-places", &|counts| counts.unsafe_places),
    ])
}

fn count_cell(count: Option<u32>, language: Language) -> Cell {
    match count {
        None => Cell::figure(NOT_TOLD),
        Some(0) => Cell { class: "n nothing", ..Cell::figure("0") },
        Some(count) => Cell::figure(language.number(count.into())),
    }
}
