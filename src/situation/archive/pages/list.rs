//! The archive.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{View, views, week_name};
use crate::accounts::Allowed;
use crate::accounts::session::ReadingPictures;
use crate::db::{Db, DbConnection};
use crate::error::AppError;
use crate::situation::SharedPicture;
use crate::situation::archive::model::{Approved, read};
use crate::situation::archive::store;
use crate::situation::versions::Edition;
use crate::texts::Language;
use crate::time::{Clock, IsoWeek, local_day};
use crate::urls;
use crate::web::{Layout, NavItem, Section, Submitted, Visit, page};

/// How many hits of a search are shown.
const HITS: usize = 60;
/// How many words of a search are looked for.
const WORDS: usize = 8;

#[derive(Template)]
#[template(path = "situation/archive.html")]
struct ArchivePage {
    layout: Layout,
    lead: String,
    views: Vec<NavItem>,
    years: Vec<NavItem>,
    words: String,
    summary: String,
    is_search: bool,
    rows: Vec<Row>,
}

/// A version in the list.
struct Row {
    href: String,
    name: String,
    days: String,
    /// How many events there were.
    lead: String,
    approved: String,
    reason: String,
}

/// `GET /situation/archive`: what was approved, a year at a time, or what a search finds of it. For everybody who reads
/// pictures.
///
/// # Errors
/// None of its own.
pub async fn archive(
    who: Allowed<ReadingPictures>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let (role, year) = (who.account.role, query.text("year").parse::<i16>().ok());
    let typed = query.text("q");
    let words: Vec<String> = typed.to_lowercase().split_whitespace().take(WORDS).map(ToOwned::to_owned).collect();
    let (edition, is_search) = (Edition::of(role), !words.is_empty());
    let found = db.read(move |connection| Found::read(connection, edition, &words, year)).await?;
    let (visited, language) = (&visit, visit.language);
    let years = found.years.iter().map(|year| NavItem {
        href: format!("{}?year={year}", urls::SITUATION_ARCHIVE),
        label: year.to_string(),
        current: !is_search && Some(*year) == found.year,
    });
    page(&ArchivePage {
        layout: visit.layout_of("shared-archive-title", Section::Situation),
        lead: visit.t(match edition {
            Edition::WorkingGroup => "shared-archive-lead-exact",
            Edition::Shared => "shared-archive-lead",
        }),
        views: views(&visit, role, IsoWeek::of(clock.now()), View::Archive),
        years: years.collect(),
        summary: if is_search {
            visit.t_with("shared-archive-found", &[("count", found.count.into())])
        } else {
            String::new()
        },
        words: typed,
        is_search,
        rows: found
            .rows
            .iter()
            .map(|(version, picture)| Row::of(visited, version, picture.as_ref(), language))
            .collect(),
    })
}

struct Found {
    /// The years there is something of, the latest first.
    years: Vec<i16>,
    /// The one that is shown.
    year: Option<i16>,
    /// How many there are in all.
    count: usize,
    rows: Vec<(Approved, Option<SharedPicture>)>,
}

impl Found {
    fn read(
        connection: &mut DbConnection,
        edition: Edition,
        words: &[String],
        year: Option<i16>,
    ) -> Result<Self, AppError> {
        let all = store::list_latest(connection)?;
        let mut years: Vec<i16> = all.iter().map(|version| version.week.year()).collect();
        years.dedup();
        let year = year.filter(|year| years.contains(year)).or_else(|| years.first().copied());
        let wanted: Vec<Approved> = if words.is_empty() {
            all.into_iter().filter(|version| Some(version.week.year()) == year).collect()
        } else {
            let holding = store::list_holding(connection, edition, words)?;
            all.into_iter().filter(|version| holding.contains(&version.id)).collect()
        };
        let count = wanted.len();
        let mut rows = Vec::new();
        for version in wanted.into_iter().take(HITS) {
            let json = store::find_json(connection, version.id, Edition::Shared)?;
            // A version that cannot be read any more stands in the list nevertheless; its own page tells why.
            rows.push((version, json.and_then(|json| read(&json).ok())));
        }
        Ok(Self { years, year, count, rows })
    }
}

impl Row {
    fn of(visit: &Visit, version: &Approved, picture: Option<&SharedPicture>, language: Language) -> Self {
        let approved = visit.t_with(
            "shared-archive-approved",
            &[("version", version.version.into()), ("day", language.day(local_day(version.approved_at)).into())],
        );
        Self {
            href: urls::picture_version(version.week, version.version),
            name: week_name(visit, version.week),
            days: language.days_of(version.week),
            lead: picture.map(|picture| picture.lead(language)).unwrap_or_default(),
            approved,
            reason: version.reason.clone(),
        }
    }
}
