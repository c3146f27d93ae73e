//! One released report.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::Tools;
use super::list::released;
use crate::accounts::Allowed;
use crate::accounts::session::ReadingPictures;
use crate::digest;
use crate::error::{AppError, OrNotFound as _};
use crate::exports::report::actions::{is_intact, rank_of};
use crate::exports::report::model::Report;
use crate::exports::report::telling::{body, counted, lead, months_in_words};
use crate::exports::report::{package, store};
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

/// The file that the page is made of.
const JSON: &str = "report.json";
/// The file that most readers look for.
const PDF: &str = "report.pdf";

#[derive(Template)]
#[template(path = "exports/report.html")]
struct ReportPage {
    layout: Layout,
    period: String,
    number: String,
    lead: String,
    released: String,
    /// The files with what each is, the package first.
    files: Vec<File>,
    body: String,
    facts: Vec<(String, String)>,
}

/// A file one can take along.
struct File {
    href: String,
    name: String,
    about: String,
    sha256: String,
    is_main: bool,
}

/// `GET /exports/reports/{number}`: a report as it was released. For everybody who reads pictures.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; [`AppError::Conflict`] when what is stored is not what was released.
pub async fn report(
    _who: Allowed<ReadingPictures>,
    number: web::Path<u32>,
    visit: Visit,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let number = number.into_inner();
    let read = move |connection: &mut _| {
        let Some(report) = store::find(connection, number)? else { return Ok(None) };
        let (id, names) = (report.id, store::list_files(connection, report.id)?);
        Ok::<_, AppError>(Some((report, names, store::find_file(connection, id, JSON)?)))
    };
    let (kept, mut names, json) = tools.db.read(read).await?.or_not_found("report")?;
    let json = json.filter(|json| digest::sha256(&json.bytes) == json.sha256 && is_intact(&kept, &names));
    let json = json.ok_or(AppError::Conflict("reports-file-changed"))?;
    let report: Report = serde_json::from_slice(&json.bytes).map_err(AppError::internal)?;
    names.sort_by_key(|(name, ..)| rank_of(name));
    let file = |(name, _, sha256): (String, String, String)| File {
        href: urls::report_file(number, &name),
        about: visit.t(about(&name)),
        is_main: matches!(name.as_str(), package::PACKAGE | PDF),
        name,
        sha256,
    };
    let language = visit.language;
    page(&ReportPage {
        layout: visit.layout(report.title.clone(), Section::Exports),
        period: months_in_words(report.months, language),
        number: visit.t_with("reports-number", &[("number", number.into())]),
        lead: lead(&report, language),
        released: released(&visit, &kept),
        files: names.into_iter().map(file).collect(),
        body: body(&report, language)?,
        facts: vec![
            (visit.t("reports-fact-counted"), counted(&report, language)),
            (visit.t("reports-fact-record"), kept.sha256),
            (
                visit.t("reports-fact-previous"),
                if kept.previous_sha256.is_empty() { visit.t("reports-fact-first") } else { kept.previous_sha256 },
            ),
        ],
    })
}

/// What a file is, by its name.
fn about(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("zip") => "reports-file-zip",
        Some("pdf") => "reports-file-pdf",
        Some("html") => "reports-file-html",
        Some("xlsx") => "reports-file-xlsx",
        Some("csv") => "reports-file-csv",
        Some("geojson") => "reports-file-geojson",
        _ if name == package::MANIFEST => "reports-file-manifest",
        _ => "reports-file-json",
    }
}
