//! Taking in a partner's table of reports: rows that are good are kept once, rows that are not are told with their line.

use std::collections::HashMap;
use std::io::Read;

use jiff::Timestamp;

use super::actions;
use super::audience::Audience;
use super::category::{Kind, find_category};
use super::import::{BadRow, ImportRow, ImportRows, Mapping, RowFault, Rules};
use super::model::{Content, Observed, Origin, PoliceReported, Report, Standing, Whereabouts};
use super::store;
use crate::accounts::store::{Audit, list_organisations};
use crate::accounts::{Actor, Organisation, actions as accounts};
use crate::db::{Db, DbConnection};
use crate::digest::sha256;
use crate::districts::Ground;
use crate::error::AppError;
use crate::geometry::Point;
use crate::privacy::Finding;
use crate::tables::csv::TableFault;

/// Rows kept in one transaction: large enough that the disk is asked seldom, small enough that a server beside it waits
/// for no more than a moment.
const BATCH: usize = 2_000;

/// What is wrong with a row that could be read.
#[derive(Debug)]
pub enum IntakeFault {
    /// The row itself.
    Row(RowFault),
    /// There is no organisation of that name.
    UnknownOrganisation(String),
    /// The place lies so many metres outside the municipality.
    TooFarOut(f64),
    /// The organisation has sent something else under that reference before.
    OtherContent,
}

/// What became of a table.
#[derive(Debug, Default)]
pub struct Intake {
    /// Rows that were new and are kept now.
    pub added: usize,
    /// Rows that were there already.
    pub known: usize,
    /// Lines that were not kept, and everything that is wrong with each; the line is `None` when the file itself broke
    /// off.
    pub bad: Vec<(Option<u64>, Vec<IntakeFault>)>,
    /// Lines that were kept, or would be, although something in their text may point out a person, with the column.
    pub doubts: Vec<(u64, Vec<(&'static str, Finding)>)>,
    /// Columns that were not read.
    pub unknown_columns: Vec<String>,
    /// Columns that the table lacks and that count as empty.
    pub lacking_columns: Vec<&'static str>,
}

/// Why a table was not taken in at all.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// It has no header that we know.
    #[error(transparent)]
    Table(#[from] TableFault),
    /// Our own fault; batches kept before stay kept, and the same table again adds the rest.
    #[error(transparent)]
    Ours(#[from] AppError),
}

/// The kind of a category that may be used.
#[must_use]
pub fn kind_of(code: &str) -> Option<Kind> {
    find_category(code).map(|category| category.kind)
}

/// Takes in a table; with `rehearse` everything is judged and nothing is kept.
///
/// # Errors
/// [`IntakeError`] when the header is wrong or the database fails.
pub fn take_in(
    db: &Db,
    table: impl Read,
    mapping: Option<&Mapping>,
    rehearse: bool,
    now: Timestamp,
) -> Result<Intake, IntakeError> {
    let (ground, organisations) =
        db.read_here(|connection| Ok::<_, AppError>((Ground::load(connection)?, list_organisations(connection)?)))?;
    let organisations: HashMap<String, Organisation> =
        organisations.into_iter().map(|organisation| (organisation.name.to_lowercase(), organisation)).collect();
    let mut rows = ImportRows::open(table, Rules { now, kind_of: &kind_of, mapping })?;
    let mut done = Intake {
        unknown_columns: rows.unknown_columns().to_vec(),
        lacking_columns: rows.lacking_columns(),
        ..Intake::default()
    };
    loop {
        let batch: Vec<Result<ImportRow, BadRow>> = rows.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        db.import_here(rehearse, |connection| {
            let mut desk = Desk { connection, ground: &ground, organisations: &organisations, now };
            batch.into_iter().try_for_each(|row| desk.take(row, &mut done))
        })?;
    }
    if done.added > 0 && !rehearse {
        let detail = format!("{} added", done.added);
        let entry = Audit { action: "imported", subject: "incident", subject_id: None, detail: &detail };
        db.write_here(|connection| accounts::audit(connection, &Actor::command_line(), &entry, now))?;
    }
    Ok(done)
}

/// Where rows are judged and kept, one after the other, in one transaction.
struct Desk<'a> {
    connection: &'a mut DbConnection,
    ground: &'a Ground,
    organisations: &'a HashMap<String, Organisation>,
    now: Timestamp,
}

impl<'a> Desk<'a> {
    fn take(&mut self, row: Result<ImportRow, BadRow>, done: &mut Intake) -> Result<(), AppError> {
        match row {
            Err(BadRow { line, faults }) => {
                done.bad.push((line, faults.into_iter().map(IntakeFault::Row).collect()));
            }
            Ok(row) => match self.judge(&row) {
                Err(faults) => done.bad.push((Some(row.line), faults)),
                Ok((organisation, content)) => match self.keep(&row, organisation, &content)? {
                    Kept::Added => {
                        done.added += 1;
                        if !row.doubts.is_empty() {
                            done.doubts.push((row.line, row.doubts));
                        }
                    }
                    Kept::Known => done.known += 1,
                    Kept::OtherContent => done.bad.push((Some(row.line), vec![IntakeFault::OtherContent])),
                },
            },
        }
        Ok(())
    }

    fn judge(&self, row: &ImportRow) -> Result<(&'a Organisation, Content), Vec<IntakeFault>> {
        let organisation = self
            .organisations
            .get(&row.organisation.to_lowercase())
            .ok_or_else(|| IntakeFault::UnknownOrganisation(row.organisation.clone()));
        let placed = actions::place(&report_of(row), self.ground).map_err(|fault| IntakeFault::TooFarOut(fault.metres));
        match (organisation, placed) {
            (Ok(organisation), Ok(content)) => Ok((organisation, content)),
            (organisation, placed) => Err(organisation.err().into_iter().chain(placed.err()).collect()),
        }
    }

    fn keep(&mut self, row: &ImportRow, owner: &Organisation, content: &Content) -> Result<Kept, AppError> {
        let (organisation_id, content_hash) = (owner.id, hash_of(row));
        if let Some(known) = store::find_reference(self.connection, organisation_id, &row.reference)? {
            return Ok(if known == content_hash { Kept::Known } else { Kept::OtherContent });
        }
        let origin = Origin {
            submission_id: format!("import {organisation_id} {}", row.reference),
            content_hash,
            organisation_id,
            account_id: None,
            reference: Some(row.reference.clone()),
            reported_at: self.now.into(),
            needs_review: !owner.kind.is_authority(),
            shift_id: None,
        };
        store::insert(self.connection, &origin, content, &Standing::NEW)?;
        Ok(Kept::Added)
    }
}

enum Kept {
    Added,
    Known,
    OtherContent,
}

fn report_of(row: &ImportRow) -> Report {
    let category = find_category(&row.category);
    let point = row.position.and_then(|(north, east)| Point::new(north, east).ok());
    Report {
        category: category.map_or("OVR9", |known| known.code.as_str()),
        occurred_from: row.occurred_from,
        occurred_to: row.occurred_to,
        whereabouts: point.map_or(Whereabouts::Unknown, |point| Whereabouts::Point {
            point,
            accuracy_m: None,
            place_id: None,
        }),
        severity: row.severity,
        // A table does not tell: the cautious answers.
        observed: Observed::SecondHand,
        police_reported: PoliceReported::Unknown,
        description: row.description.clone().unwrap_or_default(),
        audience: category.map_or(Audience::WorkingGroup, |known| known.audience),
        is_on_behalf: false,
        wants_mail: false,
    }
}

/// What makes two rows of the same reference the same report.
fn hash_of(row: &ImportRow) -> String {
    let told = (&row.category, row.occurred_from, row.occurred_to, row.position, row.severity, &row.description);
    sha256(format!("{told:?}"))
}
