//! Two weeks beside each other.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::{View, change_cell, row, tabled, views, week_name};
use crate::accounts::Allowed;
use crate::accounts::session::ReadingPictures;
use crate::db::{Db, DbConnection};
use crate::districts::{self, Division};
use crate::error::AppError;
use crate::situation::archive::compare::{Change, Comparison, Line, WeekFigures, compare as compared};
use crate::situation::archive::model::{Approved, latest_of_weeks, read};
use crate::situation::archive::store;
use crate::situation::document;
use crate::situation::document::model::{Head, Row, Section as Part};
use crate::situation::shared::{name_of, told_cell};
use crate::situation::store::find_first_week;
use crate::situation::versions::Edition;
use crate::situation::{Picture, SharedPicture};
use crate::statistics::Told;
use crate::texts::Language;
use crate::time::{Clock, IsoWeek};
use crate::web::{Choice, Layout, NavItem, Section, Submitted, Visit, page};

/// How many weeks back one can choose: two years.
const CHOICES: usize = 106;

#[derive(Template)]
#[template(path = "situation/compare.html")]
struct ComparePage {
    layout: Layout,
    views: Vec<NavItem>,
    earlier: Vec<Choice>,
    later: Vec<Choice>,
    /// Why there is nothing to compare; empty when there is.
    missing: String,
    heading: String,
    lead: String,
    /// That others were heard in the one week than in the other, sentence by sentence; empty when the same were.
    marks: Vec<String>,
    body: String,
}

/// What the page is made of.
struct Material {
    /// The weeks one can choose, the latest first, and which of them are approved.
    weeks: Vec<(IsoWeek, Option<i64>)>,
    chosen: Option<(IsoWeek, IsoWeek)>,
    figures: Option<(WeekFigures, WeekFigures)>,
}

/// `GET /situation/compare?a=2026-W46&b=2026-W47`: two weeks beside each other; without them the two latest. For everybody
/// who reads pictures: the working group compares drafts as well, everybody else what disclosure control told of approved
/// weeks.
///
/// # Errors
/// None of its own.
pub async fn compare(
    who: Allowed<ReadingPictures>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let wanted = ["a", "b"].map(|field| query.text(field).parse::<IsoWeek>().ok());
    let (role, now, language) = (who.account.role, clock.now(), visit.language);
    let map = map.get_ref().clone();
    let material =
        db.read(move |connection| Material::read(connection, &map, Edition::of(role), wanted, now, language)).await?;
    let (one, other) = material.chosen.unzip();
    let choices = |chosen: Option<IsoWeek>| -> Vec<Choice> {
        let chosen = chosen.map(|week| week.to_string()).unwrap_or_default();
        material.weeks.iter().map(|(week, version)| choice(&visit, *week, *version, &chosen)).collect()
    };
    let missing = match (&material.figures, material.weeks.len()) {
        (Some(_), _) => String::new(),
        (None, 0..2) => visit.t("shared-compare-too-few"),
        (None, _) => visit.t("shared-compare-missing"),
    };
    let figures = material.figures.as_ref();
    let comparison = figures.map(|(one, other)| (one, other, compared(one, other)));
    let week = |week: Option<IsoWeek>| week.map(|week| week_name(&visit, week)).unwrap_or_default();
    page(&ComparePage {
        layout: visit.layout_of("shared-compare-title", Section::Situation),
        views: views(&visit, role, IsoWeek::of(now), View::Compare),
        earlier: choices(one),
        later: choices(other),
        missing,
        heading: visit.t_with("shared-compare-heading", &[("one", week(one).into()), ("other", week(other).into())]),
        lead: comparison.as_ref().map_or_else(String::new, |(_, _, comparison)| {
            visit.t(match comparison.events.change {
                Change::More => "shared-compare-more",
                Change::Fewer => "shared-compare-fewer",
                Change::Same => "shared-compare-same",
                Change::Chance => "shared-compare-chance",
                Change::TooFew => "shared-compare-few",
                Change::NotTold => "shared-compare-not-told",
            })
        }),
        marks: comparison
            .as_ref()
            .map_or_else(Vec::new, |(one, other, comparison)| marks(&visit, [one, other], comparison)),
        body: match &comparison {
            Some((one, other, comparison)) => document::set(&parts(&visit, [one, other], comparison))?,
            None => String::new(),
        },
    })
}

impl Material {
    fn read(
        connection: &mut DbConnection,
        map: &districts::Map,
        edition: Edition,
        wanted: [Option<IsoWeek>; 2],
        now: Timestamp,
        language: Language,
    ) -> Result<Self, AppError> {
        let versions = store::list_latest(connection)?;
        let latest = latest_of_weeks(&versions);
        let version_of = |week: IsoWeek| latest.iter().find(|version| version.week == week).copied();
        let this_week = IsoWeek::of(now);
        let weeks: Vec<(IsoWeek, Option<i64>)> = match edition {
            Edition::Shared => latest.iter().map(|version| (version.week, Some(version.version))).collect(),
            Edition::WorkingGroup => {
                let first = find_first_week(connection)?.unwrap_or(this_week);
                let all = (0..).map(|weeks: i32| this_week.plus(-weeks)).take_while(|week| *week >= first);
                all.map(|week| (week, version_of(week).map(|version| version.version))).collect()
            }
        };
        let weeks: Vec<_> = weeks.into_iter().take(CHOICES).collect();
        let default = |place: usize| weeks.get(place).map(|(week, _)| *week);
        let [one, other] = wanted;
        let chosen = one.or_else(|| default(1)).zip(other.or_else(|| default(0)));
        let mut figures_of = |week: IsoWeek| match (edition, version_of(week)) {
            (Edition::Shared, version) => {
                frozen::<SharedPicture>(connection, version, edition).map(|found| found.as_ref().map(WeekFigures::from))
            }
            (Edition::WorkingGroup, None) if week <= this_week => {
                let ground = map.current(connection)?;
                let draft = Picture::draft(connection, &ground, week, Division::Main, now, language)?;
                Ok(Some(WeekFigures::from(&draft)))
            }
            (Edition::WorkingGroup, version) => {
                frozen::<Picture>(connection, version, edition).map(|found| found.as_ref().map(WeekFigures::from))
            }
        };
        let figures = match chosen {
            Some((one, other)) => figures_of(one)?.zip(figures_of(other)?),
            None => None,
        };
        Ok(Self { weeks, chosen, figures })
    }
}

fn frozen<T: serde::de::DeserializeOwned>(
    connection: &mut DbConnection,
    version: Option<&Approved>,
    edition: Edition,
) -> Result<Option<T>, AppError> {
    let Some(version) = version else { return Ok(None) };
    let json = store::find_json(connection, version.id, edition)?;
    json.map(|json| read(&json)).transpose()
}

fn choice(visit: &Visit, week: IsoWeek, version: Option<i64>, chosen: &str) -> Choice {
    let name = week_name(visit, week);
    let label = match version {
        Some(version) => visit.t_with("shared-choice-version", &[("week", name.into()), ("version", version.into())]),
        None => visit.t_with("shared-choice-draft", &[("week", name.into())]),
    };
    Choice::new(week.to_string(), label, chosen)
}

/// What is to be known before anything is read into a difference.
fn marks(visit: &Visit, figures: [&WeekFigures; 2], comparison: &Comparison) -> Vec<String> {
    if !comparison.coverage_differs {
        return Vec::new();
    }
    let only = figures.into_iter().zip(&comparison.heard_only).filter(|(_, names)| !names.is_empty());
    let only = only.map(|(figures, names)| {
        let names = visit.language.listed(names);
        visit.t_with("shared-compare-heard-only", &[("week", figures.week.number().into()), ("names", names.into())])
    });
    [visit.t("shared-compare-coverage")].into_iter().chain(only).collect()
}

fn parts(visit: &Visit, figures: [&WeekFigures; 2], comparison: &Comparison) -> Vec<Part> {
    let language = visit.language;
    let heads = |first: &str| -> Vec<Head> {
        let weeks = figures.map(|figures| {
            let key = if figures.version.is_some() { "shared-column-week" } else { "shared-column-week-draft" };
            Head::figure(visit.t_with(key, &[("week", figures.week.number().into())]))
        });
        let change = Head::words(visit.t("shared-column-change"), 1.5);
        [Head::words(visit.t(first), 2.0)].into_iter().chain(weeks).chain([change]).collect()
    };
    let districts = comparison.districts.iter().map(|own| line(visit, "", own.of.name.clone(), own));
    let all = line(visit, "total", visit.t("shared-all-events"), &comparison.events);
    let groups = comparison.groups.iter().filter(|own| own.counts != [Told::Count(0); 2]);
    let groups = groups.map(|own| line(visit, "", name_of(own.of, language), own));
    let unsafe_places = line(visit, "", visit.t("shared-column-unsafe"), &comparison.unsafe_places);
    let table = |id, caption: &str, first: &str, rows| tabled(id, visit.t(caption), heads(first), rows);
    vec![
        table("districts", "shared-districts", "shared-column-district", districts.chain([all]).collect()),
        table("groups", "shared-groups", "shared-column-group", groups.chain([unsafe_places]).collect()),
    ]
}

fn line<T>(visit: &Visit, class: &'static str, name: String, line: &Line<T>) -> Row {
    let counts = line.counts.map(|told| told_cell(told, visit.language));
    row(class, name, counts.into_iter().chain([change_cell(visit, line.change)]))
}
