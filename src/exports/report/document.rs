//! A report as a page that stands alone and as a PDF, both set from what [`telling`] told.

use serde::Serialize;

use super::model::Report;
use super::telling;
use crate::error::AppError;
use crate::situation::document;
use crate::situation::document::model::Document;
use crate::texts::Language;
use crate::typeset;

const PAPER: typeset::Template =
    typeset::Template { name: "exports/report.typ", source: include_str!("../../../templates/exports/report.typ") };

/// The report as a page that stands alone: no address in it, its look inside it. The same report gives the same text.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn page(report: &Report, language: Language) -> Result<String, AppError> {
    document::alone(&telling::document(report, language)?)
}

/// What is set on paper.
#[derive(Serialize)]
struct Paper {
    #[serde(flatten)]
    document: Document,
    /// The heading of the table of contents.
    contents: String,
}

/// The report as a tagged PDF (PDF/UA-1). Takes tens of milliseconds of one core: never on a thread that answers requests.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn pdf(report: &Report, language: Language) -> Result<Vec<u8>, AppError> {
    let document = document::drawn_alone(telling::document(report, language)?);
    let paper = Paper { document, contents: language.text("report-file-contents") };
    let data = serde_json::to_value(&paper).map_err(AppError::internal)?;
    typeset::pdf(&PAPER, &data).map_err(AppError::internal)
}
