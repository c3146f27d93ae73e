//! `lykta import incidents` and `lykta export incidents`: reports by the table.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use super::import::open_file;
use super::{CommandError, open};
use crate::accounts::{Actor, Role, Viewer};
use crate::config::Config;
use crate::db::{self, Db};
use crate::districts::Ground;
use crate::exports::actions::{self, TakeOut};
use crate::exports::log;
use crate::exports::manifest::Taker;
use crate::exports::rows::{Progress, Selection};
use crate::incidents::filter::Filter;
use crate::incidents::import::{Mapping, MappingFault, RowFault};
use crate::incidents::intake::{self, Intake, IntakeFault};
use crate::privacy::{Finding, FindingKind};
use crate::tables;
use crate::texts::Language;
use crate::time::Clock;

/// How often the terminal shows how far an export has come.
const LOOK: Duration = Duration::from_millis(100);

/// The table, and how it is meant.
#[derive(Debug, Args)]
pub(super) struct Table {
    /// CSV with reference, category, `occurred_from`, `occurred_to`, latitude, longitude, severity, description, organisation
    file: PathBuf,
    /// CSV with from, to: what the partner's own categories are called here
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Judge every row, and keep none
    #[arg(long)]
    dry_run: bool,
}

/// Takes in a table of reports: good rows are kept once, the others are told with line and reason.
pub(super) fn import(db: &Db, table: &Table) -> Result<(), CommandError> {
    let mapping = table.mapping.as_deref().map(read_mapping).transpose()?;
    let file = open_file(&table.file)?;
    let progress = ProgressBar::new(file.metadata()?.len()).with_style(
        ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let done = intake::take_in(db, progress.wrap_read(file), mapping.as_ref(), table.dry_run, Clock::system().now())?;
    progress.finish_and_clear();
    for line in told(&done, table.dry_run) {
        println!("{line}");
    }
    if done.bad.is_empty() {
        return Ok(());
    }
    let faults: Vec<String> = done.bad.iter().flat_map(|(line, faults)| told_bad(*line, faults)).collect();
    Err(format!(
        "{} rows were not taken in; put them right and import the same file again:\n{}",
        done.bad.len(),
        faults.join("\n")
    )
    .into())
}

fn read_mapping(path: &Path) -> Result<Mapping, CommandError> {
    Mapping::read(open_file(path)?, &intake::kind_of).map_err(|faults| {
        let lines: Vec<String> = faults
            .into_iter()
            .map(|(line, fault)| {
                let what = match fault {
                    MappingFault::Unreadable(fault) => fault.to_string(),
                    MappingFault::Missing(column) => format!("{column} is empty"),
                    MappingFault::UnknownCode(code) => format!("there is no category {code:?}"),
                    MappingFault::Contradiction(word) => format!("{word:?} has another meaning on an earlier line"),
                };
                format!("{}: {what}", place_of(line))
            })
            .collect();
        format!("{} has faults, and nothing was imported:\n{}", path.display(), lines.join("\n")).into()
    })
}

fn place_of(line: Option<u64>) -> String {
    line.map_or_else(|| "the file".to_owned(), |line| format!("line {line}"))
}

fn told(done: &Intake, dry_run: bool) -> Vec<String> {
    let read = done.added + done.known + done.bad.len();
    let mut lines = vec![format!(
        "{read} rows read: {} new, {} there already, {} not taken in.",
        done.added,
        done.known,
        done.bad.len()
    )];
    if !done.lacking_columns.is_empty() {
        lines.push(format!("Columns that are not there count as empty: {}.", done.lacking_columns.join(", ")));
    }
    if !done.unknown_columns.is_empty() {
        lines.push(format!("Columns that were not read: {}.", done.unknown_columns.join(", ")));
    }
    if !done.doubts.is_empty() {
        lines.push("New rows whose text may point out a person; look through them:".to_owned());
        lines.extend(done.doubts.iter().flat_map(|(line, findings)| told_doubts(*line, findings)));
    }
    if dry_run {
        lines.push("Dry run: nothing was kept.".to_owned());
    }
    lines
}

fn told_doubts(line: u64, findings: &[(&str, Finding)]) -> Vec<String> {
    let told = |(column, finding): &(&str, Finding)| {
        format!("line {line}: {column} has {} at character {}", found(finding.kind), finding.character)
    };
    findings.iter().map(told).collect()
}

fn found(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::PersonalNumber => "a personal identity number",
        FindingKind::DoubtfulPersonalNumber => "perhaps a mistyped personal identity number",
        FindingKind::Email => "an e-mail address",
        FindingKind::Phone => "a telephone number",
        FindingKind::RegistrationPlate => "a registration plate",
        FindingKind::FlatNumber => "the number of a flat",
        FindingKind::Named => "a name",
    }
}

fn told_bad(line: Option<u64>, faults: &[IntakeFault]) -> Vec<String> {
    faults.iter().map(|fault| format!("{}: {}", place_of(line), what(fault))).collect()
}

fn what(fault: &IntakeFault) -> String {
    match fault {
        IntakeFault::UnknownOrganisation(name) => {
            format!("there is no organisation {name:?}; an administrator adds it")
        }
        IntakeFault::TooFarOut(metres) if metres.is_finite() => {
            format!("the place lies {metres:.0} m outside the municipality")
        }
        IntakeFault::TooFarOut(_) => "the place lies far outside the municipality".to_owned(),
        IntakeFault::OtherContent => {
            "a report with this reference is there already and says something else; it was left as it is".to_owned()
        }
        IntakeFault::Row(fault) => what_of_row(fault),
    }
}

fn what_of_row(fault: &RowFault) -> String {
    match fault {
        RowFault::Unreadable(fault) => fault.to_string(),
        RowFault::Missing(column) => format!("{column} is empty"),
        RowFault::TooLong { column, most, found } => format!("{column} has {found} characters, {most} are taken"),
        RowFault::ControlCharacter(column) => format!("{column} has characters that are no text"),
        RowFault::PersonalNumber { column, character } => {
            format!("{column} has {} at character {character}; remove it", found(FindingKind::PersonalNumber))
        }
        RowFault::UnknownCategory(word) => {
            format!("there is no category {word:?}; a mapping (--mapping) can tell what it means")
        }
        RowFault::UnreadableTime(column, text) => format!("{column} {text:?} is no time such as 2026-11-16T21:30"),
        RowFault::SkippedTime(column, text) => {
            format!("{column} {text:?} never was: the clocks were moved forward over it")
        }
        RowFault::InFuture(column) => format!("{column} lies in the future"),
        RowFault::EndsBeforeItBegins => "occurred_to lies before occurred_from".to_owned(),
        RowFault::OneCoordinate => "latitude and longitude belong together; one is empty".to_owned(),
        RowFault::UnreadableNumber(column, text) => format!("{column} {text:?} is no number"),
        RowFault::OutOfRange(column, text) => {
            format!("{column} {text:?} is no degree on earth (SWEREF is not read here)")
        }
        RowFault::UnknownSeverity(text) => format!("severity {text:?} is none of low, medium, high"),
        RowFault::RepeatedReference { first_line } => format!("the reference stands on line {first_line} already"),
    }
}

/// What leaves, and where to.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The first day, such as 2026-01-01
    #[arg(long)]
    from: Date,
    /// The last day
    #[arg(long)]
    to: Date,
    /// The file's format
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// The file to write; standard output without it
    #[arg(short)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For Swedish Excel: UTF-8 with BOM, semicolons
    Csv,
    /// A workbook with real numbers and dates
    Xlsx,
    /// For maps (RFC 7946); reports without a place have no geometry
    Geojson,
}

impl From<Format> for tables::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Xlsx => Self::Xlsx,
            Format::Geojson => Self::GeoJson,
        }
    }
}

/// Writes the reports of a period. Logged, as every export is; beside a file lies its manifest.
pub(super) fn export(config: &Config, export: &Export) -> Result<(), CommandError> {
    let db = open(config)?;
    db::run_migrations(&db)?;
    let clock = Clock::system();
    let (at, format, language) = (clock.now(), export.format.into(), Language::Swedish);
    let filter = Filter { from: export.from, to: export.to, ..Filter::recent(export.to) };
    let query = filter.query(&db.read_here(Ground::load)?);
    let selection = Selection::Incidents(filter);
    // Whoever has the host has the database: the command sees what a coordinator sees.
    let viewer = Viewer { account_id: 0, organisation_id: 0, role: Role::Coordinator };
    let (id, expected) = db.write_here(|connection| {
        let id = actions::begin(connection, (selection.subject(), &query), format, &Actor::command_line(), at)?;
        Ok((id, selection.count(connection, &viewer)?))
    })?;
    let taker = Taker::command_line();
    let take_out = TakeOut { id, selection, filter: query, format, language, viewer, taker, at };
    let Some(path) = &export.output else {
        actions::carry_out(&db, &clock, &take_out, std::io::stdout(), &Progress::default())?;
        return Ok(());
    };
    let file = File::create(path).map_err(|fault| {
        let said = format!("cannot write {}: {fault}", path.display());
        // The line in the log was begun; nothing of it left.
        let told = db.write_here(|connection| log::actions::break_off(connection, id, 0, &said));
        told.map_or_else(|fault| fault.to_string(), |()| said)
    })?;
    let left = with_progress(expected, |progress| actions::carry_out(&db, &clock, &take_out, file, progress))?;
    let beside = PathBuf::from(format!("{}.manifest.json", path.display()));
    std::fs::write(&beside, &left.manifest).map_err(|fault| format!("cannot write {}: {fault}", beside.display()))?;
    println!("{} rows written to {}; what it is stands in {}.", left.rows, path.display(), beside.display());
    Ok(())
}

/// Shows at the terminal how many of the rows are written while `work` writes them.
fn with_progress<T>(expected: i64, work: impl FnOnce(&Progress) -> T) -> T {
    let bar = ProgressBar::new(u64::try_from(expected).unwrap_or_default()).with_style(
        ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let (progress, is_done) = (Progress::default(), AtomicBool::new(false));
    let done = thread::scope(|scope| {
        scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                bar.set_position(u64::try_from(progress.written()).unwrap_or_default());
                thread::sleep(LOOK);
            }
        });
        let done = work(&progress);
        is_done.store(true, Ordering::Relaxed);
        done
    });
    bar.finish_and_clear();
    done
}
