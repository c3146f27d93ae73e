//! When and where: the same reports as the list, over the hours of the week and over the ground.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::filter::{FilterForm, words_told};
use crate::accounts::Allowed;
use crate::accounts::session::ReadingReports;
use crate::db::Db;
use crate::districts::{self, Ground, Place};
use crate::error::AppError;
use crate::incidents::chart::{HourChart, hour_chart};
use crate::incidents::filter::Filter;
use crate::incidents::patterns::{Patterns, TOO_FEW, find_patterns};
use crate::incidents::saved;
use crate::statistics::Spread;
use crate::texts::Language;
use crate::time::Clock;
use crate::urls;
use crate::web::{Layout, Section, Submitted, Visit, page};

/// So many places are listed; the rest are told as one number.
const PLACES_SHOWN: usize = 15;

/// So many hours are named as the heaviest.
const HOURS_NAMED: usize = 3;

#[derive(Template)]
#[template(path = "incidents/patterns.html")]
struct PatternsPage {
    layout: Layout,
    filter: FilterForm,
    summary: String,
    words: String,
    /// Reports that do not count, in a sentence; empty when there are none.
    left_out: String,
    is_empty: bool,
    /// Why there is no chart; empty when there is one.
    too_few: String,
    chart: HourChart,
    chart_about: String,
    uncertain: String,
    days: Vec<Day>,
    hours: Vec<HourRow>,
    day_totals: Vec<String>,
    total: String,
    districts: Vec<Somewhere>,
    places: Vec<Somewhere>,
    other_places: String,
}

/// A day of the week.
struct Day {
    short: String,
    long: String,
}

/// The figures of an hour, a day each, and their sum.
struct HourRow {
    hour: String,
    weights: Vec<String>,
    total: String,
}

/// How many reports somewhere.
struct Somewhere {
    name: String,
    /// The list of these; empty where no filter says it.
    href: String,
    count: String,
}

/// `GET /incidents/patterns`: the reports of the filter by hour of the week, district and place. Needs the permission to
/// read at least one's own organisation's reports.
///
/// # Errors
/// None of its own.
pub async fn patterns(
    who: Allowed<ReadingReports>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let (viewer, today, map) = (who.viewer(), clock.today(), map.get_ref().clone());
    let (ground, filter, found, places, saved) = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            let filter = Filter::read(&query, &ground, today);
            let found = find_patterns(connection, &viewer, &filter)?;
            let places = districts::store::list_places(connection)?;
            let saved = saved::store::list(connection, viewer.account_id)?;
            Ok::<_, AppError>((ground, filter, found, places, saved))
        })
        .await?;
    let language = visit.language;
    let days: Vec<Day> = (1..=7)
        .map(|day: u8| Day {
            short: visit.t(&format!("weekday-{day}-short")),
            long: visit.t(&format!("weekday-{day}")),
        })
        .collect();
    let (shown_places, other_places) = place_counts(&visit, &found, &places);
    let patterns_page = PatternsPage {
        layout: visit.layout_of("patterns-title", Section::Incidents),
        summary: visit.t_with(
            "incidents-summary",
            &[
                ("count", found.events().into()),
                ("shown", whole(language, found.events()).into()),
                ("from", language.day(filter.from).into()),
                ("to", language.day(filter.to).into()),
            ],
        ),
        words: words_told(&visit, &filter).unwrap_or_default(),
        left_out: sentence(&visit, "patterns-left-out", found.left_out),
        is_empty: found.events() == 0,
        too_few: if found.are_too_few() {
            visit.t_with("patterns-too-few", &[("count", found.events().into()), ("least", TOO_FEW.into())])
        } else {
            String::new()
        },
        chart: hour_chart(&found.spread),
        chart_about: heaviest_hours(&visit, &found.spread, &days),
        uncertain: sentence(&visit, "patterns-uncertain", found.spread.uncertain()),
        hours: (0..24).map(|hour| hour_row(language, &found.spread, hour)).collect(),
        day_totals: (0..7)
            .map(|day| language.decimal((0..24).map(|hour| found.spread.weight(day, hour)).sum(), 1))
            .collect(),
        total: whole(language, found.events()),
        days,
        districts: district_counts(&visit, &ground, &filter, &found),
        places: shown_places,
        other_places,
        filter: FilterForm::of(&visit, &ground, &filter, today, urls::INCIDENT_PATTERNS, saved),
    };
    page(&patterns_page)
}

fn whole(language: Language, number: u64) -> String {
    language.number(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The text of a key that takes a count; nothing for none.
fn sentence(visit: &Visit, key: &'static str, count: u64) -> String {
    if count == 0 { String::new() } else { visit.t_with(key, &[("count", count.into())]) }
}

fn hour_row(language: Language, spread: &Spread, hour: usize) -> HourRow {
    let weights: Vec<f64> = (0..7).map(|day| spread.weight(day, hour)).collect();
    HourRow {
        hour: format!("{hour:02}"),
        total: language.decimal(weights.iter().sum(), 1),
        weights: weights.into_iter().map(|weight| language.decimal(weight, 1)).collect(),
    }
}

/// The heaviest hours in words: `fredag 21–22 (4,2), lördag 22–23 (3,8)`.
fn heaviest_hours(visit: &Visit, spread: &Spread, days: &[Day]) -> String {
    let mut hours: Vec<(usize, usize, f64)> =
        (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour, spread.weight(day, hour)))).collect();
    hours.sort_by(|one, other| other.2.total_cmp(&one.2));
    let told = hours.iter().filter(|(.., weight)| *weight > 0.0).take(HOURS_NAMED).filter_map(|(day, hour, weight)| {
        let day = days.get(*day)?;
        Some(format!("{} {hour:02}–{:02} ({})", day.long, hour + 1, visit.language.decimal(*weight, 1)))
    });
    let told = told.collect::<Vec<_>>().join(", ");
    visit.t_with("patterns-heaviest", &[("hours", told.into())])
}

/// Every district in the order of its name, also those without a report, and last what is not known. Their sum is the
/// number of reports.
fn district_counts(visit: &Visit, ground: &Ground, filter: &Filter, found: &Patterns) -> Vec<Somewhere> {
    let counted = |id: Option<i64>| found.districts.get(&id).copied().unwrap_or_default();
    let row = |code: &str, name: String, number: u64| {
        let same = form_urlencoded::parse(filter.query(ground).as_bytes())
            .into_owned()
            .filter(|(name, _)| name != "district")
            .chain([("district".to_owned(), code.to_owned())])
            .collect::<Vec<_>>();
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(same).finish();
        Somewhere { name, href: format!("{}?{query}", urls::INCIDENTS), count: whole(visit.language, number) }
    };
    let mut rows: Vec<Somewhere> = ground
        .districts()
        .into_iter()
        .filter(|district| filter.districts.is_none() || counted(Some(district.id)) > 0)
        .map(|district| {
            let mut row = row(&district.code, district.name.clone(), counted(Some(district.id)));
            if ground.districts().iter().any(|part| part.parent_id == Some(district.id)) {
                // The filter takes a district's parts along, this count does not.
                row.href.clear();
            }
            row
        })
        .collect();
    if counted(None) > 0 {
        rows.push(row("unknown", visit.t("district-unknown"), counted(None)));
    }
    rows
}

/// The places with most reports, and in a sentence how many reports are left.
fn place_counts(visit: &Visit, found: &Patterns, places: &[Place]) -> (Vec<Somewhere>, String) {
    let mut named: Vec<(&str, u64)> =
        places.iter().filter_map(|place| Some((place.name.as_str(), *found.places.get(&Some(place.id))?))).collect();
    named.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), crate::texts::swedish_order(name)));
    named.truncate(PLACES_SHOWN);
    let shown: u64 = named.iter().map(|(_, count)| count).sum();
    let rows = named.into_iter().map(|(name, count)| Somewhere {
        name: name.to_owned(),
        href: String::new(),
        count: whole(visit.language, count),
    });
    (rows.collect(), sentence(visit, "patterns-other-places", found.events() - shown))
}
