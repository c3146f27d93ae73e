//! Two weeks beside each other.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::{Table, TableRow, View, change_in_words, views, week_name};
use crate::accounts::Allowed;
use crate::accounts::session::ReadingPictures;
use crate::db::{Db, DbConnection};
use crate::districts::{self, Division};
use crate::error::AppError;
use crate::situation::archive::compare::{Comparison, Line, WeekFigures, compare as compared};
use crate::situation::archive::model::{Approved, latest_of_weeks, read};
use crate::situation::archive::store;
use crate::situation::shared::{Cell, name_of};
use crate::situation::store::find_first_week;
use crate::situation::versions::Edition;
use crate::situation::{Picture, SharedPicture};
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
    tables: Vec<Table>,
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
        lead: comparison
            .as_ref()
            .map_or_else(String::new, |(_, _, comparison)| change_in_words(&visit, comparison.events.change)),
        marks: comparison
            .as_ref()
            .map_or_else(Vec::new, |(one, other, comparison)| marks(&visit, [one, other], comparison)),
        tables: comparison
            .as_ref()
            .map_or_else(Vec::new, |(one, other, comparison)| tables(&visit, [one, other], comparison)),
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
        let values = [("week", figures.week.number().into()), ("names", visit.language.listed(names).into())];
        visit.t_with("shared-compare-heard-only", &values)
    });
    [visit.t("shared-compare-coverage")].into_iter().chain(only).collect()
}

fn tables(visit: &Visit, figures: [&WeekFigures; 2], comparison: &Comparison) -> Vec<Table> {
    let language = visit.language;
    let heads = |first: &str| -> Vec<String> {
        let weeks = figures.map(|figures| {
            let key = if figures.version.is_some() { "shared-column-week" } else { "shared-column-week-draft" };
            visit.t_with(key, &[("week", figures.week.number().into())])
        });
        [visit.t(first)].into_iter().chain(weeks).chain([visit.t("shared-column-change")]).collect()
    };
    let table = |caption: &str, first: &str, rows| Table::new(visit.t(caption), heads(first), rows, true);
    let all = row(visit, "total", visit.t("shared-all-events"), &comparison.events);
    let districts = comparison.districts.iter().map(|line| row(visit, "", line.of.name.clone(), line));
    let groups = comparison.groups.iter().filter(|line| line.counts != [crate::statistics::Told::Count(0); 2]);
    let groups = groups.map(|line| row(visit, "", name_of(line.of, language), line));
    let unsafe_places = row(visit, "", visit.t("shared-column-unsafe"), &comparison.unsafe_places);
    vec![
        table("shared-districts", "shared-column-district", districts.chain([all]).collect()),
        table("shared-groups", "shared-column-group", groups.chain([unsafe_places]).collect()),
    ]
}

fn row<T>(visit: &Visit, class: &'static str, name: String, line: &Line<T>) -> TableRow {
    let counts = line.counts.map(|told| Cell::count(told, visit.language));
    let cells = counts.into_iter().chain([Cell::words(change_in_words(visit, line.change))]).collect();
    TableRow { class, name, cells }
}
