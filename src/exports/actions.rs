//! Taking rows out: written down before the first one leaves, and again when all have.

use std::io::Write;

use jiff::Timestamp;

use super::log;
use super::log::model::{Audience, Leaving, Left, Subject};
use super::manifest::{Manifest, Taker};
use super::rows::{Progress, Selection};
use super::sealed::Sealed;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, Viewer, actions};
use crate::db::{Db, DbConnection};
use crate::error::AppError;
use crate::tables::Format;
use crate::texts::Language;
use crate::time::Clock;

/// Rows that are being taken out.
#[derive(Clone, Debug)]
pub struct TakeOut {
    /// The key of its line in the log of disclosures.
    pub id: i64,
    /// Which rows.
    pub selection: Selection,
    /// That, as a query.
    pub filter: String,
    /// As what.
    pub format: Format,
    /// The language of headings and words.
    pub language: Language,
    /// Whose eyes they are read with.
    pub viewer: Viewer,
    /// Who takes them out, for the manifest.
    pub taker: Taker,
    /// When it was begun: everything received until then is in it.
    pub at: Timestamp,
}

/// Writes down that these rows are about to leave: a line in the audit log, and one in the log of disclosures, whose key it
/// gives.
///
/// # Errors
/// What the database says; nothing may leave then.
pub fn begin(
    connection: &mut DbConnection,
    (subject, filter): (Subject, &str),
    format: Format,
    actor: &Actor,
    now: Timestamp,
) -> Result<i64, AppError> {
    let audited = match subject {
        Subject::Incidents => "incident",
        Subject::Observations => "walk",
        Subject::Measures => "measure",
        Subject::CouncilReport | Subject::PublicQuarter => return Err(AppError::internal("has no rows to take out")),
    };
    actions::audit(
        connection,
        actor,
        &Audit { action: "exported", subject: audited, subject_id: None, detail: filter },
        now,
    )?;
    let leaving = Leaving {
        audience: Audience::WorkingGroup,
        subject,
        format: format.word().to_owned(),
        filter: filter.to_owned(),
    };
    log::actions::begin(connection, actor, &leaving, now)
}

/// Writes the rows to `out`, and into the log what became of them. Blocks; for a thread of its own.
///
/// # Errors
/// [`AppError::Internal`] when the database fails or nobody takes what is written any more: what was written has no proper
/// end then, and the log says that it broke off.
pub fn carry_out(
    db: &Db,
    clock: &Clock,
    take_out: &TakeOut,
    out: impl Write + Send,
    progress: &Progress,
) -> Result<Left, AppError> {
    let mut out = Sealed::new(out);
    let TakeOut { id, selection, filter, format, language, viewer, taker, at } = take_out;
    let written = selection.write(db, viewer, (*format, *language), &mut out, progress);
    match written {
        Ok(rows) => {
            let (bytes, sha256) = out.seal();
            let what = (rows, bytes, sha256.as_str());
            let manifest = Manifest::new((selection, filter), (*format, *language), taker, *at, what);
            let manifest = manifest.written().map_err(AppError::internal)?;
            let left = Left { rows, bytes, sha256, manifest };
            db.write_here(|connection| log::actions::finish(connection, *id, &left, clock.now()))?;
            Ok(left)
        }
        Err(fault) => {
            let said = fault.to_string();
            db.write_here(|connection| log::actions::break_off(connection, *id, progress.written(), &said))?;
            Err(fault)
        }
    }
}

/// Writes down that everything that was under way when the program stopped broke off then. Asked when it starts.
///
/// # Errors
/// What the database says.
pub fn note_broken_off(db: &Db, now: Timestamp) -> Result<(), AppError> {
    let open = |connection: &mut DbConnection| log::store::mark_all_broken_off(connection, now, log::actions::STOPPED);
    db.write_here(|connection| Ok(open(connection)?)).map(drop)
}
