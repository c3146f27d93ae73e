//! The log of disclosures over HTTP.

use std::borrow::Cow;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::model::{Course, Disclosure};
use super::store;
use crate::accounts::session::Releasing;
use crate::accounts::{Actor, Allowed};
use crate::db::Db;
use crate::error::AppError;
use crate::texts::Language;
use crate::urls;
use crate::web::{Layout, Section, Submitted, Visit, page};

/// Lines on one page.
const PER_PAGE: usize = 50;
/// One more than is shown tells whether there is another page.
const ASKED_FOR: i64 = 51;

#[derive(Template)]
#[template(path = "exports/log.html")]
struct LogPage {
    layout: Layout,
    rows: Vec<Row>,
    /// The first page's address; empty on the first page.
    latest: String,
    /// The next page's address; empty on the last.
    older: String,
}

/// A line of the log as it is shown.
struct Row {
    when: String,
    who: String,
    what: String,
    audience: String,
    /// The filter, a pair a line.
    filter: Vec<String>,
    rows: String,
    size: String,
    /// The hash, whole; empty when there is none.
    sha256: String,
    /// That it is under way, or broke off; empty when all of it left.
    course: String,
    course_kind: &'static str,
    /// Where its manifest is; empty when it has none.
    manifest: String,
}

/// `GET /exports/log`: what left the house, the newest first, older than the line `before` when there is one. For
/// coordinators.
///
/// # Errors
/// None of its own.
pub async fn log(
    _who: Allowed<Releasing>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let before: Option<i64> = Submitted::from_query(request.query_string()).text("before").parse().ok();
    let mut lines = db.read(move |connection| store::list(connection, before, ASKED_FOR)).await?;
    let has_older = lines.len() > PER_PAGE;
    lines.truncate(PER_PAGE);
    let older = lines.last().filter(|_| has_older).map(|line| format!("{}?before={}", urls::EXPORTS_LOG, line.id));
    page(&LogPage {
        layout: visit.layout_of("export-log-title", Section::Exports),
        rows: lines.iter().map(|line| row(visit.language, line)).collect(),
        latest: before.map_or_else(String::new, |_| urls::EXPORTS_LOG.to_owned()),
        older: older.unwrap_or_default(),
    })
}

fn row(language: Language, line: &Disclosure) -> Row {
    let number = |number: Option<i64>| number.map_or_else(String::new, |number| language.number(number));
    let (course, course_kind) = match line.course() {
        Course::Whole => (String::new(), ""),
        Course::UnderWay => (language.text("export-under-way"), "quiet"),
        Course::BrokenOff => (language.text("export-broken-off"), "more"),
    };
    let subject = line.known_subject().map(|known| language.text(&format!("export-subject-{}", known.word())));
    let is_host = line.actor == Actor::command_line().label;
    Row {
        when: language.moment(line.at.instant()),
        who: if is_host { language.text("audit-actor-host") } else { line.actor.clone() },
        what: format!("{}, {}", subject.unwrap_or_else(|| line.subject.clone()), line.format.to_uppercase()),
        audience: language.text(&format!("export-audience-{}", line.audience.word())),
        filter: pairs(language, &line.filter),
        rows: number(line.rows),
        size: line.bytes.map_or_else(String::new, |bytes| size(language, bytes)),
        sha256: line.sha256.clone().unwrap_or_default(),
        course,
        course_kind,
        manifest: if line.manifest.is_empty() { String::new() } else { urls::export_manifest(line.id) },
    }
}

/// The pairs of a query, readable: `Kommundel: alby`.
pub(in crate::exports) fn pairs(language: Language, query: &str) -> Vec<String> {
    let told = |name: &str| language.find(&format!("export-filter-{name}")).unwrap_or_else(|| name.to_owned());
    let pair = |(name, value): (Cow<'_, str>, Cow<'_, str>)| format!("{}: {value}", told(&name));
    form_urlencoded::parse(query.as_bytes()).map(pair).collect()
}

/// How large something is: `812 byte`, `14 kB`, `3,2 MB`.
pub(in crate::exports) fn size(language: Language, bytes: i64) -> String {
    if bytes < 1_000 {
        return language.text_with("export-bytes", &[("count", bytes.into())]);
    }
    if bytes < 1_000_000 {
        return format!("{} kB", language.number(bytes / 1_000));
    }
    #[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
    let megabytes = bytes as f64 / 1e6;
    format!("{} MB", language.decimal(megabytes, 1))
}
