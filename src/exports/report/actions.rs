//! Verbs: building a report and releasing it. What is slow (setting documents) lies between two of them: one reads in a
//! snapshot, one keeps in a transaction that first looks whether anything was changed meanwhile.

use std::sync::Arc;

use jiff::Timestamp;

use super::compute::{Wanted, build};
use super::model::{Record, Released, Report};
use super::package::{MANIFEST, PACKAGE, ReportFile, files};
use super::store::{self, NewReport};
use super::verify::{self, Fault};
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{DbConnection, serialise_on};
use crate::digest;
use crate::districts::Ground;
use crate::error::AppError;
use crate::exports::disclosure::Memory;
use crate::exports::log::actions as log;
use crate::exports::log::model::{Audience, Leaving, Left, Subject};
use crate::situation::versions::canonical::{canonical_of, seal};

/// What all who lengthen the chain of reports wait for in turn.
const CHAIN: &str = "council reports";

/// What is about to be released, as it was read at one instant.
#[derive(Clone)]
pub struct Draft {
    /// What was asked for.
    pub wanted: Wanted,
    /// The report, with the number it gets and the hash it follows.
    pub report: Report,
    /// What was given away, with what is about to be.
    memory: Memory,
    ground: Arc<Ground>,
}

impl Draft {
    /// Reads what would be released now. In a snapshot, when it is to be frozen.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer.
    pub fn read(
        connection: &mut DbConnection,
        ground: Arc<Ground>,
        wanted: Wanted,
        now: Timestamp,
    ) -> Result<Self, AppError> {
        let mut memory = Memory::load(connection, &ground, now)?;
        let mut report = build(connection, &ground, &mut memory, &wanted, now)?;
        let head = store::find_head(connection)?;
        let last = head.as_ref().map_or(0, |(number, _)| *number);
        report.number = u32::try_from(last + 1).map_err(AppError::internal)?;
        report.previous_sha256 = head.map(|(_, sha256)| sha256);
        Ok(Self { wanted, report, memory, ground })
    }

    /// The report as a preview shows it: not released yet.
    #[must_use]
    pub fn preview(&self) -> Report {
        Report { number: 0, previous_sha256: None, ..self.report.clone() }
    }

    /// A hash of what the report tells, whatever it is called and whenever it is counted: the same as long as nothing that
    /// it tells has changed.
    ///
    /// # Errors
    /// [`AppError::Internal`] when it cannot be written.
    pub fn fingerprint(&self) -> Result<String, AppError> {
        let told = Report { title: String::new(), cut_off: Timestamp::UNIX_EPOCH, ..self.report.clone() };
        Ok(digest::sha256(canonical_of(&told)?))
    }

    /// The files and the record of the report. Slow: not on a thread that answers requests.
    ///
    /// # Errors
    /// [`AppError::Internal`] when a template fails, or when what would be frozen could not be read back to the same.
    pub fn freeze(&self, actor: &Actor, now: Timestamp) -> Result<Frozen, AppError> {
        let report = sealed(self.report.clone())?;
        let files = files(&report, &self.ground)?;
        let record = Record {
            number: report.number,
            title: report.title.clone(),
            months: report.months,
            cut_off: report.cut_off,
            released_at: now,
            released_by: actor.label.clone(),
            files: files.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect(),
            previous_sha256: report.previous_sha256,
        };
        let text = canonical_of(&record)?;
        Ok(Frozen { sha256: digest::sha256(&text), text, record, files })
    }
}

/// A report to be kept: its files and their record.
#[derive(Clone, Debug)]
pub struct Frozen {
    record: Record,
    text: String,
    sha256: String,
    files: Vec<ReportFile>,
}

/// The report with its own hash in it, and proof that it is read back as it was.
fn sealed(mut report: Report) -> Result<Report, AppError> {
    report.sha256 = Some(seal(&serde_json::to_value(&report).map_err(AppError::internal)?));
    let read: Report = serde_json::from_str(&canonical_of(&report)?).map_err(AppError::internal)?;
    if read == report {
        Ok(report)
    } else {
        Err(AppError::internal("a frozen report would be read back as another one"))
    }
}

/// Releases what was read and frozen, unless anything of it was changed meanwhile: then nothing is kept, and `None` is given.
/// Gives the number. What it tells of each month is frozen with it.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn release(
    connection: &mut DbConnection,
    actor: &Actor,
    draft: &Draft,
    frozen: &Frozen,
) -> Result<Option<u32>, AppError> {
    serialise_on(connection, CHAIN)?;
    // Counted again as of the same moment, it must be the same: what was set is then what the database holds.
    let again = Draft::read(connection, draft.ground.clone(), draft.wanted.clone(), draft.report.cut_off)?;
    if again.report != draft.report || again.memory != draft.memory {
        return Ok(None);
    }
    draft.memory.keep(connection)?;
    let record = &frozen.record;
    let new = NewReport {
        record,
        text: &frozen.text,
        sha256: &frozen.sha256,
        files: &frozen.files,
        account_id: actor.account_id,
    };
    let id = store::insert(connection, &new)?;
    let package = frozen.files.iter().find(|file| file.name == PACKAGE);
    let package = package.ok_or_else(|| AppError::internal("a report without its package"))?;
    let leaving = Leaving {
        audience: Audience::Council,
        subject: Subject::CouncilReport,
        format: "zip".to_owned(),
        filter: format!("report={}&months={}", record.number, record.months),
    };
    let left = Left {
        rows: i64::try_from(package.rows.unwrap_or(0)).map_err(AppError::internal)?,
        bytes: i64::try_from(package.bytes.len()).map_err(AppError::internal)?,
        sha256: package.sha256.clone(),
        manifest: String::new(),
    };
    log::record(connection, actor, &leaving, &left, record.released_at)?;
    let detail = format!("{} {}", record.number, record.months);
    let entry = Audit { action: "released", subject: "council_report", subject_id: Some(id), detail: &detail };
    accounts::audit(connection, actor, &entry, record.released_at)?;
    Ok(Some(record.number))
}

/// Writes down that somebody takes a file of a report along, before it leaves.
///
/// # Errors
/// What the database says.
pub fn note_export(
    connection: &mut DbConnection,
    actor: &Actor,
    report: &Released,
    name: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    let detail = format!("{} {name}", report.number);
    let entry = Audit { action: "exported", subject: "council_report", subject_id: Some(report.id), detail: &detail };
    accounts::audit(connection, actor, &entry, now)
}

/// Everything that is wrong with what is stored: the chain, and every file. Gives how many reports there are, and what is
/// wrong with which.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn examine(connection: &mut DbConnection) -> Result<(usize, Vec<(u32, Fault)>), AppError> {
    let mut reports = store::list(connection)?;
    reports.reverse();
    let mut found = verify::chain(&reports);
    for report in &reports {
        let names = store::list_files(connection, report.id)?;
        let mut faults = verify::files(report, &names);
        // One file's bytes at a time: years of them do not fit into memory at once.
        for (name, ..) in names {
            let file = store::find_file(connection, report.id, &name)?;
            if !file.is_some_and(|file| verify::is_whole(&file)) {
                faults.push(Fault::File(name));
            }
        }
        found.extend(faults.into_iter().map(|fault| (report.number(), fault)));
    }
    Ok((reports.len(), found))
}

/// The names of the files in the order in which a reader looks for them: the package first, the record of the hashes last.
#[must_use]
pub fn rank_of(name: &str) -> usize {
    let order = [PACKAGE, ".pdf", ".html", ".xlsx", ".geojson", ".json", ".csv"];
    if name == MANIFEST {
        order.len()
    } else {
        order.iter().position(|ending| name.ends_with(ending)).unwrap_or(order.len())
    }
}
