//! `lykta import`: files that come in. Each is one transaction (reports: one for some
//! thousand rows); a dry run does all of it and then undoes it.

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::incidents::{self, Table};
use super::{CommandError, measured, open, walk_pack};
use crate::config::Config;
use crate::db::{self, Db};
use crate::districts::import::{Imported, import_areas, import_places, import_population};
use crate::districts::lay_foundation;
use crate::followup::{costs, funds};
use crate::police::events::{Doubt, EventFault, LeftOut};
use crate::police::import as police;
use crate::time::Clock;

/// What can be brought in.
#[derive(Debug, Subcommand)]
pub(super) enum ImportCommand {
    /// An edition of the boundaries: GeoJSON, one feature an area with regsokod, regsonamn and district
    Areas(Source),
    /// Named places: CSV with name, kind, latitude, longitude and optionally district, certainty
    Places(Source),
    /// Residents by district: CSV with district, population, year, source; an empty population is unknown
    Population(Source),
    /// What a call of a fund granted: CSV with `district`, `title`, `amount_sek`; the call is opened where there is none
    Fund(Grants),
    /// What guard services cost: CSV with `department`, `year`, `amount_sek`, `through`, note; an empty amount is missing, not nothing
    GuardCosts(Source),
    /// Events of the police's public service, JSON or CSV: this municipality's, as context
    PoliceEvents(Source),
    /// What a phone saved as a file because it could not send it; each entry comes in once, in its owner's name
    WalkPack(walk_pack::Source),
    /// Indicators with their outcomes and targets: CSV with indicator, name, unit, area, year, outcome, target,
    /// `margin_of_error`; a bad line is told, and nothing is then kept
    Indicators(Source),
    /// Crimes reported to the police: CSV with area, type, year, count, population
    ReportedCrime(Source),
    /// Reports of a partner: CSV; good rows are kept once, the others are listed with line and reason
    Incidents(Table),
}

/// The file, and whether it is meant.
#[derive(Debug, Args)]
pub(super) struct Source {
    /// The file
    file: PathBuf,
    /// Say what would change, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// The file, and the call that it is of.
#[derive(Debug, Args)]
pub(super) struct Grants {
    #[command(flatten)]
    source: Source,
    /// What the fund is called, such as Trygghetsmiljonen
    #[arg(long, value_name = "NAME")]
    call: String,
    /// The year that the money is for
    #[arg(long, value_parser = clap::value_parser!(i64).range(1990..=2100))]
    year: i64,
}

/// Opens a file, or says which one cannot be read and why.
pub(super) fn open_file(path: &Path) -> Result<File, CommandError> {
    File::open(path).map_err(|fault| cannot_read(path, &fault))
}

impl Source {
    pub(super) fn open(&self) -> Result<File, CommandError> {
        open_file(&self.file)
    }

    fn text(&self) -> Result<String, CommandError> {
        std::fs::read_to_string(&self.file).map_err(|fault| cannot_read(&self.file, &fault))
    }
}

fn cannot_read(file: &Path, fault: &std::io::Error) -> CommandError {
    format!("cannot read {}: {fault}", file.display()).into()
}

/// Runs one of them.
pub(super) fn run(config: &Config, command: ImportCommand) -> Result<(), CommandError> {
    let db = open(config)?;
    let now = Clock::system().now();
    db::run_migrations(&db)?;
    // As when the server starts: an import adds to the municipality, it does not come before it.
    lay_foundation(&db, config.municipality, now)?;
    match command {
        ImportCommand::Areas(source) => {
            let text = source.text()?;
            let done = db.import_here(source.dry_run, |connection| import_areas(connection, &text, now))?;
            tell("areas", done, source.dry_run);
        }
        ImportCommand::Places(source) => {
            let file = source.open()?;
            let done = db.import_here(source.dry_run, |connection| import_places(connection, file, now))?;
            tell("places", done, source.dry_run);
        }
        ImportCommand::Population(source) => {
            let file = source.open()?;
            let done = db.import_here(source.dry_run, |connection| import_population(connection, file, now))?;
            tell("population figures", done, source.dry_run);
        }
        ImportCommand::Fund(Grants { source, call, year }) => {
            let file = source.open()?;
            let of = (&*call, year);
            let done = db.import_here(source.dry_run, |connection| funds::import(connection, file, of, now))?;
            tell("grants", done, source.dry_run);
        }
        ImportCommand::GuardCosts(source) => {
            let file = source.open()?;
            let done = db.import_here(source.dry_run, |connection| costs::import(connection, file, now))?;
            tell("costs", done, source.dry_run);
        }
        ImportCommand::PoliceEvents(source) => police_events(config, &db, &source)?,
        ImportCommand::WalkPack(source) => walk_pack::import(config, db, &source)?,
        ImportCommand::Indicators(source) => measured::indicators(&db, &source)?,
        ImportCommand::ReportedCrime(source) => measured::reported_crime(&db, &source)?,
        ImportCommand::Incidents(table) => incidents::import(&db, &table)?,
    }
    Ok(())
}

fn tell(things: &str, done: Imported, dry_run: bool) {
    let Imported { read, changed } = done;
    match (changed, dry_run) {
        (0, _) => println!("{read} {things} read. All of them are there already; nothing changes."),
        (_, false) => println!("{read} {things} read, {changed} of them new or different. They are in."),
        (_, true) => {
            println!("{read} {things} read, {changed} of them new or different. Dry run: nothing was changed.");
        }
    }
}

fn police_events(config: &Config, db: &Db, source: &Source) -> Result<(), CommandError> {
    let (text, now) = (source.text()?, Clock::system().now());
    let municipality = &config.municipality_name;
    let done = db.import_here(source.dry_run, |connection| police::import(connection, &text, municipality, now))?;
    for line in police_report(municipality, &done, source.dry_run) {
        println!("{line}");
    }
    Ok(())
}

/// What became of the file, line by line.
fn police_report(municipality: &str, done: &police::Imported, dry_run: bool) -> Vec<String> {
    let taken = done.taken();
    let mut lines = vec![format!(
        "{municipality}: {taken} events taken: {} new, {} changed, {} there already.",
        done.new, done.changed, done.known
    )];
    if taken > 0 {
        lines.push(format!(
            "By their words {} lie in a district; {} name none, or several.",
            done.placed,
            taken - done.placed
        ));
    }
    let left_out: usize = done.left_out.values().sum();
    lines.push(format!("Left out: {left_out}."));
    lines.extend(done.left_out.iter().map(|(reason, count)| format!("  {count} {}", why_left_out(*reason))));
    if !done.faults.is_empty() {
        lines.push(format!("Not readable: {}.", done.faults.len()));
        lines.extend(done.faults.iter().map(|(position, fault)| format!("  entry {position}: {}", what_fault(*fault))));
    }
    if !done.doubts.is_empty() {
        lines.push(format!("Taken, but odd: {}.", done.doubts.len()));
        lines.extend(done.doubts.iter().map(|(id, doubt)| format!("  event {id}: {}", what_doubt(*doubt))));
    }
    if taken == 0 && left_out > 0 {
        lines.push("Is the municipality's name right? LYKTA_MUNICIPALITY_NAME says which events are taken.".to_owned());
    }
    if dry_run {
        lines.push("Dry run: nothing was changed.".to_owned());
    }
    lines
}

fn why_left_out(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::OtherMunicipality => "of other municipalities",
        LeftOut::WholeCounty => "told for a whole county",
        LeftOut::Summary => "that sum up several events",
        LeftOut::Update => "that update an event told before",
        LeftOut::Information => "that are information, not events",
        LeftOut::Repeated => "that stand twice in the file",
    }
}

fn what_fault(fault: EventFault) -> &'static str {
    match fault {
        EventFault::NotAnEvent => "it lacks id, datetime, type or name, or has them in another shape",
        EventFault::NoMunicipality => "its name has no comma, so that nobody can say which municipality it is",
        EventFault::PublicationTime => "its datetime is no time of publication",
        EventFault::BrokenLine => "the line cannot be read",
    }
}

fn what_doubt(doubt: Doubt) -> String {
    match doubt {
        Doubt::NoTime => "its name tells no day and time; it counts on the day of its publication".to_owned(),
        Doubt::LongBeforePublication(days) => {
            format!("its name puts it {days} days before its publication")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_report_of_police_events_accounts_for_every_entry() {
        let done = police::Imported {
            new: 2,
            known: 1,
            placed: 2,
            left_out: BTreeMap::from([(LeftOut::OtherMunicipality, 4), (LeftOut::Summary, 1)]),
            faults: vec![(9, EventFault::NoMunicipality)],
            doubts: vec![(77, Doubt::NoTime)],
            ..police::Imported::default()
        };
        let report = police_report("Lindstad", &done, true).join("\n");
        for words in [
            "Lindstad: 3 events taken: 2 new, 0 changed, 1 there already.",
            "2 lie in a district; 1 name none, or several",
            "Left out: 5.",
            "4 of other municipalities",
            "1 that sum up",
            "entry 9: its name has no comma",
            "event 77: its name tells no day",
            "nothing was changed",
        ] {
            assert!(report.contains(words), "{words:?} is missing in {report}");
        }
    }

    #[test]
    fn a_file_without_a_single_event_of_ours_asks_whether_the_name_is_right() {
        let left_out = BTreeMap::from([(LeftOut::OtherMunicipality, 4)]);
        let done = police::Imported { left_out, ..police::Imported::default() };
        assert!(police_report("Botkyrkaa", &done, false).join("\n").contains("LYKTA_MUNICIPALITY_NAME"));
    }
}
