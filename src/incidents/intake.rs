//! Taking in a partner's table of reports: rows that are good are kept once, rows that are not are told with their line.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::sync::mpsc;

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
const BATCH: usize = 10_000;

/// Batches that wait to be kept while the next one is read: bounded memory, whatever the file's size.
const WAITING: usize = 1;

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
    let desk = Desk { ground: &ground, organisations: &organisations, now };
    // One thread reads and judges rows while another one keeps those that came before.
    std::thread::scope(|scope| {
        let (sender, batches) = mpsc::sync_channel(WAITING);
        let keeper = scope.spawn(|| batches.into_iter().try_for_each(|batch| keep(db, batch, rehearse, &mut done)));
        loop {
            let batch: Vec<Judged> = rows.by_ref().take(BATCH).map(|row| desk.judge(row)).collect();
            // Nobody takes it any more when keeping has failed.
            if batch.is_empty() || sender.send(batch).is_err() {
                break;
            }
        }
        drop(sender);
        keeper.join().unwrap_or_else(|_| Err(AppError::internal("keeping the rows panicked")))
    })?;
    if done.added > 0 && !rehearse {
        let detail = format!("{} added", done.added);
        let entry = Audit { action: "imported", subject: "incident", subject_id: None, detail: &detail };
        db.write_here(|connection| accounts::audit(connection, &Actor::command_line(), &entry, now))?;
    }
    Ok(done)
}

/// A row as it was judged, without a look at what is kept already.
enum Judged {
    Bad(Option<u64>, Vec<IntakeFault>),
    Good(Box<Good>),
}

/// A row that is kept, unless it is there already.
struct Good {
    line: u64,
    origin: Origin,
    content: Content,
    doubts: Vec<(&'static str, Finding)>,
}

/// Where rows are judged, one after the other.
struct Desk<'a> {
    ground: &'a Ground,
    organisations: &'a HashMap<String, Organisation>,
    now: Timestamp,
}

impl Desk<'_> {
    fn judge(&self, row: Result<ImportRow, BadRow>) -> Judged {
        let row = match row {
            Ok(row) => row,
            Err(BadRow { line, faults }) => {
                return Judged::Bad(line, faults.into_iter().map(IntakeFault::Row).collect());
            }
        };
        let owner = self
            .organisations
            .get(&row.organisation.to_lowercase())
            .ok_or_else(|| IntakeFault::UnknownOrganisation(row.organisation.clone()));
        let placed =
            actions::place(&report_of(&row), self.ground).map_err(|fault| IntakeFault::TooFarOut(fault.metres));
        match (owner, placed) {
            (Ok(owner), Ok(content)) => Judged::Good(Box::new(self.good(row, owner, content))),
            (owner, placed) => Judged::Bad(Some(row.line), owner.err().into_iter().chain(placed.err()).collect()),
        }
    }

    fn good(&self, row: ImportRow, owner: &Organisation, content: Content) -> Good {
        let origin = Origin {
            submission_id: format!("import {} {}", owner.id, row.reference),
            content_hash: hash_of(&row),
            organisation_id: owner.id,
            account_id: None,
            reference: Some(row.reference),
            reported_at: self.now.into(),
            needs_review: !owner.kind.is_authority(),
            shift_id: None,
            walk_id: None,
        };
        Good { line: row.line, origin, content, doubts: row.doubts }
    }
}

/// Keeps a batch of rows in one transaction: what is there already is left as it is.
fn keep(db: &Db, batch: Vec<Judged>, rehearse: bool, done: &mut Intake) -> Result<(), AppError> {
    db.import_here(rehearse, |connection| {
        let known = list_known(connection, &batch)?;
        for row in batch {
            match row {
                Judged::Bad(line, faults) => done.bad.push((line, faults)),
                Judged::Good(row) => keep_row(connection, *row, &known, done)?,
            }
        }
        Ok(())
    })
}

/// By organisation and reference: the hashes of what was sent.
type Known = HashMap<(i64, String), String>;

/// What is known of the references of these rows, asked for once.
fn list_known(connection: &mut DbConnection, batch: &[Judged]) -> Result<Known, AppError> {
    let mut references: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for row in batch {
        if let Judged::Good(row) = row {
            references.entry(row.origin.organisation_id).or_default().extend(row.origin.reference.as_deref());
        }
    }
    let mut known = Known::new();
    for (organisation, references) in references {
        let found = store::list_references(connection, organisation, &references)?;
        known.extend(found.into_iter().map(|(reference, hash)| ((organisation, reference), hash)));
    }
    Ok(known)
}

fn keep_row(connection: &mut DbConnection, row: Good, known: &Known, done: &mut Intake) -> Result<(), AppError> {
    let key = (row.origin.organisation_id, row.origin.reference.clone().unwrap_or_default());
    match known.get(&key) {
        Some(hash) if *hash == row.origin.content_hash => done.known += 1,
        Some(_) => done.bad.push((Some(row.line), vec![IntakeFault::OtherContent])),
        None => {
            store::insert(connection, &row.origin, &row.content, &Standing::NEW)?;
            done.added += 1;
            if !row.doubts.is_empty() {
                done.doubts.push((row.line, row.doubts));
            }
        }
    }
    Ok(())
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
