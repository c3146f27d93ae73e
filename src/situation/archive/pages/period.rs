//! A month or a tertial, made of its weeks.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{NOT_KNOWN, View, change_cell, row, tabled, views, week_name};
use crate::accounts::session::ReadingPictures;
use crate::accounts::{Allowed, Role};
use crate::db::{Db, DbConnection};
use crate::districts::{self, Division};
use crate::error::AppError;
use crate::incidents::category::{Group, Kind};
use crate::situation::SharedPicture;
use crate::situation::archive::model::{latest_of_weeks, read};
use crate::situation::archive::period::{Length, Period, Spans, Sum, Thing, bounds, sums};
use crate::situation::archive::store;
use crate::situation::compute::Tally;
use crate::situation::document;
use crate::situation::document::model::{Cell, Head, Row, Section as Part, Width};
use crate::situation::shared::{name_of, told_cell};
use crate::situation::store as counts;
use crate::situation::versions::Edition;
use crate::statistics::{Bounds, FEWEST_TOLD, Told};
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{Layout, NavItem, Section, Visit, page, page_with_status};

#[derive(Template)]
#[template(path = "situation/period.html")]
struct PeriodPage {
    layout: Layout,
    views: Vec<NavItem>,
    days: String,
    lead: String,
    earlier: String,
    now: String,
    later: String,
    /// What there is nothing of; empty when there is something.
    missing: String,
    body: String,
    weeks: Vec<WeekLine>,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "situation/no_such_period.html")]
struct NoSuchPeriodPage {
    layout: Layout,
    href: String,
    action: String,
}

/// A week of the period.
struct WeekLine {
    /// Where it is read; empty when there is nothing to read yet.
    href: String,
    name: String,
    days: String,
    about: String,
}

/// What a page of a period is made of.
struct Material {
    parts: Vec<Part>,
    weeks: Vec<WeekLine>,
    lead: String,
    is_empty: bool,
}

/// `GET /situation/months/{month}`: a month, made of the weeks whose Thursday lies in it. For everybody who reads pictures: the
/// working group's is counted now, everybody else's is added up from the shared editions.
///
/// # Errors
/// None of its own. A month that there is not, or not yet, is a page of its own.
pub async fn month(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    path: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    period(who.account.role, &visit, (&path, Length::Month), &db, &clock, &map).await
}

/// `GET /situation/tertials/{tertial}`: the same of a third of a year.
///
/// # Errors
/// As [`month`].
pub async fn tertial(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    path: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    period(who.account.role, &visit, (&path, Length::Tertial), &db, &clock, &map).await
}

async fn period(
    role: Role,
    visit: &Visit,
    (path, length): (&str, Length),
    db: &Db,
    clock: &Clock,
    map: &districts::Map,
) -> Result<HttpResponse, AppError> {
    let this_week = IsoWeek::of(clock.now());
    let current = Period::of_week(length, this_week);
    let address = |period: Period| match length {
        Length::Month => urls::situation_month(&period.to_string()),
        Length::Tertial => urls::situation_tertial(&period.to_string()),
    };
    let wanted = path.parse::<Period>().ok().filter(|period| period.length == length);
    let Some(period) = wanted.filter(|period| period.weeks().first().is_some_and(|first| *first <= this_week)) else {
        let layout = visit.layout_of("shared-no-such-period", Section::Situation);
        let no_such = NoSuchPeriodPage { layout, href: address(current), action: name(visit, current) };
        return page_with_status(StatusCode::NOT_FOUND, &no_such);
    };
    let (visited, map, edition) = (visit.clone(), map.clone(), Edition::of(role));
    let material = db
        .read(move |connection| match edition {
            Edition::WorkingGroup => Material::counted(connection, &visited, &map, period, this_week),
            Edition::Shared => Material::told(connection, &visited, period, this_week),
        })
        .await?;
    let view = match length {
        Length::Month => View::Month,
        Length::Tertial => View::Tertial,
    };
    let weeks = period.weeks();
    let (first, last) = (weeks.first().copied().unwrap_or(this_week), weeks.last().copied().unwrap_or(this_week));
    page(&PeriodPage {
        layout: visit.layout(name(visit, period), Section::Situation),
        views: views(visit, role, this_week, view),
        days: visit.t_with("shared-period-weeks", &[("first", first.number().into()), ("last", last.number().into())]),
        lead: material.lead,
        earlier: address(period.plus(-1)),
        now: name(visit, period),
        later: if period == current { String::new() } else { address(period.plus(1)) },
        missing: if !material.is_empty {
            String::new()
        } else if edition == Edition::Shared {
            visit.t("shared-period-none-approved")
        } else {
            visit.t("shared-period-none-over")
        },
        body: document::set(&material.parts)?,
        weeks: material.weeks,
        notes: match edition {
            Edition::WorkingGroup => ["shared-period-note-now", "shared-period-note-means", "shared-note-reports"],
            Edition::Shared => ["shared-period-note-added", "shared-note-few", "shared-note-reports"],
        }
        .map(|key| visit.t(key))
        .into(),
    })
}

/// A period's name: `November 2026`, `Tertial 3 2026`.
fn name(visit: &Visit, period: Period) -> String {
    let month = |number: i8| visit.t(&format!("date-month-{number}"));
    let year = period.year.to_string();
    match period.length {
        Length::Month => {
            let month = month(period.first_month());
            let mut letters = month.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            format!("{first}{} {year}", letters.as_str())
        }
        Length::Tertial => visit.t_with(
            "shared-tertial",
            &[
                ("number", period.number.into()),
                ("year", year.into()),
                ("from", month(period.first_month()).into()),
                ("to", month(period.last_month()).into()),
            ],
        ),
    }
}

impl Material {
    /// From the counts as they are now, for those who may see them.
    fn counted(
        connection: &mut DbConnection,
        visit: &Visit,
        map: &districts::Map,
        period: Period,
        this_week: IsoWeek,
    ) -> Result<Self, AppError> {
        let ground = map.current(connection)?;
        let spans = Spans::of(period, this_week, counts::find_first_week(connection)?);
        let tallies = counts::list_tallies(connection, &spans.needed())?;
        let versions = store::list_latest(connection)?;
        let all: Vec<_> = ground.districts().into_iter().cloned().collect();
        let rows = Division::Main.rows(&all, &[]);
        let is_event = |tally: &Tally| tally.group.kind() == Kind::Event;
        let member_of = |members: &[i64], tally: &Tally| tally.district.is_some_and(|id| members.contains(&id));

        let mut names = Vec::new();
        let mut things: Vec<Thing> = Vec::new();
        for row in &rows {
            names.push(("", row.shown(visit.language)));
            things.push(Box::new(move |tally| is_event(tally) && member_of(&row.members, tally)));
        }
        names.push(("", visit.t("situation-unknown")));
        things.push(Box::new(|tally| is_event(tally) && !rows.iter().any(|row| member_of(&row.members, tally))));
        names.push(("total", visit.t("shared-all-events")));
        things.push(Box::new(is_event));
        let by_district = names.len();
        for group in Group::ALL.into_iter().filter(|group| group.kind() != Kind::PlannedEvent) {
            names.push(("", name_of(group, visit.language)));
            things.push(Box::new(move |tally| tally.group == group));
        }
        let sums = sums(&spans, &tallies, &things);
        let lines = names.into_iter().zip(&sums).map(|((class, name), sum)| row(class, name, sum_cells(visit, sum)));
        let mut lines: Vec<Row> = lines.collect();
        let groups = lines.split_off(by_district);
        let groups = groups.into_iter().zip(&sums[by_district..]).filter(|(_, sum)| has_any(sum)).map(|(line, _)| line);
        let whole = &sums[by_district - 1];
        let table = |id, caption: &str, first: &str, rows| {
            let figures =
                ["shared-column-sum", "shared-column-mean", "shared-column-before", "shared-column-last-year"];
            let figures = figures.map(|key| Head::figure(visit.t(key)));
            let change = Head::words(visit.t("shared-column-change-before"), 1.5);
            let heads = [Head::words(visit.t(first), 2.0)].into_iter().chain(figures).chain([change]);
            tabled(id, visit.t(caption), heads.collect(), rows)
        };
        let week = |week: &IsoWeek| {
            let in_week = tallies.iter().filter(|tally| tally.week == *week && is_event(tally));
            let count: i64 = in_week.map(|tally| tally.count).sum();
            let version = versions.iter().find(|version| version.week == *week).map(|version| version.version);
            let is_over = spans.own.contains(week);
            let about = [
                is_over.then(|| visit.t_with("shared-week-events", &[("count", count.into())])),
                Some(version.map_or_else(
                    || visit.t(if is_over { "shared-week-draft" } else { "shared-week-ongoing" }),
                    |version| visit.t_with("shared-week-version", &[("version", version.into())]),
                )),
            ];
            WeekLine {
                href: version.map_or_else(|| urls::situation(*week), |version| urls::picture_version(*week, version)),
                about: about.into_iter().flatten().collect::<Vec<_>>().join(" "),
                ..WeekLine::of(visit, *week)
            }
        };
        Ok(Self {
            parts: vec![
                table("districts", "shared-districts", "shared-column-district", lines),
                table("groups", "shared-groups", "shared-column-group", groups.collect()),
            ],
            weeks: period.weeks().iter().filter(|week| **week <= this_week).map(week).collect(),
            lead: visit
                .t_with("shared-period-lead", &[("weeks", spans.own.len().into()), ("count", whole.count.into())]),
            is_empty: spans.own.is_empty(),
        })
    }

    /// Added up from what the shared editions tell.
    fn told(
        connection: &mut DbConnection,
        visit: &Visit,
        period: Period,
        this_week: IsoWeek,
    ) -> Result<Self, AppError> {
        let weeks: Vec<IsoWeek> = period.weeks().into_iter().filter(|week| *week <= this_week).collect();
        let versions = store::list_latest(connection)?;
        let latest = latest_of_weeks(&versions);
        let mut pictures: Vec<SharedPicture> = Vec::new();
        let mut lines = Vec::new();
        for week in &weeks {
            let version = latest.iter().find(|version| version.week == *week);
            let json = match version {
                Some(version) => store::find_json(connection, version.id, Edition::Shared)?,
                None => None,
            };
            let line = WeekLine::of(visit, *week);
            lines.push(match (version, json) {
                (Some(version), Some(json)) => {
                    let picture: SharedPicture = read(&json)?;
                    let about = picture.lead(visit.language);
                    pictures.push(picture);
                    WeekLine { href: urls::picture_version(*week, version.version), about, ..line }
                }
                _ => WeekLine { about: visit.t("shared-week-not-approved"), ..line },
            });
        }
        let sum = |class, name: String, told: &dyn Fn(&SharedPicture) -> Told| {
            row(class, name, [bounds_cell(visit, bounds(&pictures, told))])
        };
        let districts = pictures.last().map(|picture| picture.districts.clone()).unwrap_or_default();
        let by_district = districts.iter().map(|row| {
            let told = |picture: &SharedPicture| {
                let own = picture.districts.iter().find(|known| known.code == row.code);
                own.map_or(Told::Count(0), |own| own.totals.event.count)
            };
            sum("", row.name.clone(), &told)
        });
        let all = sum("total", visit.t("shared-all-events"), &|picture| picture.totals.event.count);
        let unsafe_places = sum("", visit.t("shared-column-unsafe"), &|picture| picture.totals.unsafe_place.count);
        let table = |id, caption: &str, first: &str, rows| {
            let heads = vec![Head::words(visit.t(first), 2.0), Head::figure(visit.t("shared-column-sum"))];
            Part { width: Width::Half, ..tabled(id, visit.t(caption), heads, rows) }
        };
        Ok(Self {
            parts: vec![
                table("districts", "shared-districts", "shared-column-district", by_district.chain([all]).collect()),
                table("groups", "shared-groups", "shared-column-group", vec![unsafe_places]),
            ],
            lead: visit.t_with(
                "shared-period-lead-told",
                &[("approved", pictures.len().into()), ("weeks", weeks.len().into())],
            ),
            is_empty: pictures.is_empty(),
            weeks: lines,
        })
    }
}

impl WeekLine {
    fn of(visit: &Visit, week: IsoWeek) -> Self {
        Self {
            href: String::new(),
            name: week_name(visit, week),
            days: visit.language.days_of(week),
            about: String::new(),
        }
    }
}

fn has_any(sum: &Sum) -> bool {
    sum.count > 0 || [sum.mean_before, sum.mean_last_year].into_iter().flatten().any(|mean| mean > 0.0)
}

fn sum_cells(visit: &Visit, sum: &Sum) -> Vec<Cell> {
    let mean = |mean: Option<f64>| {
        Cell::figure(mean.map_or_else(|| NOT_KNOWN.to_owned(), |mean| visit.language.decimal(mean, 1)))
    };
    let change = sum.change.map_or_else(|| Cell::words(NOT_KNOWN), |change| change_cell(visit, change));
    let means = [sum.mean, sum.mean_before, sum.mean_last_year].map(mean);
    [Cell::main(visit.language.number(sum.count))].into_iter().chain(means).chain([change]).collect()
}

/// What is known of a sum: the number, from–to, or at least so many.
fn bounds_cell(visit: &Visit, bounds: Bounds) -> Cell {
    let number = |count: u32| visit.language.number(i64::from(count));
    match bounds {
        Bounds { low, high: Some(high) } if low == high => told_cell(Told::Count(low), visit.language),
        Bounds { low: 1, high: Some(high) } if high < FEWEST_TOLD => told_cell(Told::Few, visit.language),
        Bounds { low, high: Some(high) } => Cell::figure(format!("{}–{}", number(low), number(high))),
        Bounds { low, high: None } => Cell::figure(visit.t_with("shared-at-least", &[("count", number(low).into())])),
    }
}
