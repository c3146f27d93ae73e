//! From a report to the files that are kept of it: once each by itself, and all of them with their manifest in one zip. Pure:
//! no clock, no database. It sets a PDF: never on a thread that answers requests, and never inside a transaction.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::document;
use super::map::geojson;
use super::model::Report;
use super::table::tables;
use super::workbook::workbook;
use crate::digest;
use crate::districts::Ground;
use crate::error::AppError;
use crate::situation::versions::canonical::canonical_of;
use crate::texts::Language;
use crate::time::{IsoWeek, Months};

/// What is frozen is told in the municipality's language, whoever releases it.
const LANGUAGE: Language = Language::Swedish;

/// The manifest's name among the files.
pub const MANIFEST: &str = "manifest.json";
/// The zip with all the others.
pub const PACKAGE: &str = "report.zip";

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// What it is called: `report.pdf`, `districts.csv`.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Rows of its table, or of all tables in it, each once and without headings; `None` for what holds no table.
    pub rows: Option<u64>,
    /// The hash of its bytes.
    pub sha256: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl ReportFile {
    fn new(name: impl Into<String>, media_type: &'static str, rows: Option<usize>, bytes: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            media_type,
            rows: rows.and_then(|rows| u64::try_from(rows).ok()),
            sha256: digest::sha256(&bytes),
            bytes,
        }
    }
}

/// What the files of a report are: kept beside them, so that anybody can check them without Lykta.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The report's number; 0 for one that is not released.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// Which months were counted.
    pub months: Months,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// For whom: `council`.
    pub audience: String,
    /// What was counted, and what was done to it, in a sentence.
    pub scope: String,
    /// Which districts, by their words, in the order of the rows.
    pub districts: Vec<String>,
    /// The least count, other than none, that is told as it is.
    pub fewest_told: u32,
    /// Reports received until then are in it.
    pub cut_off: Timestamp,
    /// Which approved pictures were read: the version of each week.
    pub pictures: BTreeMap<IsoWeek, u32>,
    /// The program's version.
    pub lykta: String,
    /// The report's own hash: of `report.json` without its member `sha256`.
    pub report_sha256: Option<String>,
    /// The hash of the report released before this one.
    pub previous_sha256: Option<String>,
    /// The other files, by name; the zip that holds them all is not one of them.
    pub files: BTreeMap<String, ManifestFile>,
}

/// A file in a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Its media type.
    pub media_type: String,
    /// Rows without headings; `None` for what is no table.
    pub rows: Option<u64>,
    /// Its size.
    pub bytes: u64,
    /// The hash of its bytes.
    pub sha256: String,
}

/// Every file of a report, in the order they are offered; the manifest and the zip with all of them come last.
///
/// The same report on the same ground gives the same bytes. `ground`: whose boundaries are drawn, as they are on the report's
/// last day.
///
/// # Errors
/// [`AppError::Internal`] when a template fails or a file cannot be written.
pub fn files(report: &Report, ground: &Ground) -> Result<Vec<ReportFile>, AppError> {
    let tables = tables(report, LANGUAGE);
    let rows = tables.iter().map(|table| table.rows.len()).sum();
    let sheets = workbook(&report.title, &report.cut_off.to_zoned(TimeZone::UTC).datetime(), &tables)?;
    let mut files = vec![
        ReportFile::new(
            "report.html",
            "text/html; charset=utf-8",
            None,
            document::page(report, LANGUAGE)?.into_bytes(),
        ),
        ReportFile::new("report.pdf", "application/pdf", None, document::pdf(report, LANGUAGE)?),
        ReportFile::new("report.xlsx", XLSX, Some(rows), sheets),
    ];
    for table in &tables {
        let name = format!("{}.csv", table.name);
        files.push(ReportFile::new(name, "text/csv; charset=utf-8", Some(table.rows.len()), table.csv()?));
    }
    let map = geojson(report, ground, LANGUAGE).into_bytes();
    files.push(ReportFile::new("districts.geojson", "application/geo+json", Some(report.districts.len()), map));
    let json = canonical_of(report)?.into_bytes();
    files.push(ReportFile::new("report.json", "application/json", None, json));
    let manifest = canonical_of(&manifest(report, &files))?.into_bytes();
    files.push(ReportFile::new(MANIFEST, "application/json", None, manifest));
    let package = zipped(&files, report)?;
    files.push(ReportFile::new(PACKAGE, "application/zip", Some(rows), package));
    Ok(files)
}

fn manifest(report: &Report, files: &[ReportFile]) -> Manifest {
    let named = files.iter().map(|file| {
        let told = ManifestFile {
            media_type: file.media_type.to_owned(),
            rows: file.rows,
            bytes: file.bytes.len().try_into().unwrap_or(u64::MAX),
            sha256: file.sha256.clone(),
        };
        (file.name.clone(), told)
    });
    Manifest {
        number: report.number,
        title: report.title.clone(),
        months: report.months,
        from: report.from,
        to: report.to,
        audience: "council".to_owned(),
        scope: LANGUAGE.text("report-file-scope"),
        districts: report.districts.iter().map(|district| district.code.clone()).collect(),
        fewest_told: report.fewest_told,
        cut_off: report.cut_off,
        pictures: report.assessments.iter().map(|judged| (judged.week, judged.version)).collect(),
        lykta: env!("CARGO_PKG_VERSION").to_owned(),
        report_sha256: report.sha256.clone(),
        previous_sha256: report.previous_sha256.clone(),
        files: named.collect(),
    }
}

/// All files in one, under a folder of their own, so that two reports unpacked beside each other stay apart.
fn zipped(files: &[ReportFile], report: &Report) -> Result<Vec<u8>, AppError> {
    let folder = match report.number {
        0 => format!("lykta-{}", report.months),
        number => format!("lykta-report-{number}"),
    };
    // One moment for all, and the earliest there is: bytes must not depend on when they are packed.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        package.start_file(format!("{folder}/{}", file.name), options).map_err(AppError::internal)?;
        package.write_all(&file.bytes).map_err(AppError::internal)?;
    }
    Ok(package.finish().map_err(AppError::internal)?.into_inner())
}
