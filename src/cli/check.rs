//! `lykta check`: examines configuration, mail, database, approved pictures and statutory documents, released reports, areas and
//! clock before somebody relies on them. Changes nothing.

use std::path::Path;

use jiff::Timestamp;

use super::CommandError;
use crate::accounts;
use crate::config::Config;
use crate::db::{self, Db, DbConnection};
use crate::districts::{self, Division, Ground, Located, Place};
use crate::error::AppError;
use crate::exports::report::actions as reports;
use crate::exports::report::verify::Fault as Unlike;
use crate::followup::statutory::actions as documents;
use crate::followup::statutory::freeze::Fault as Altered;
use crate::geometry::Point;
use crate::jobs;
use crate::mail::{self, MailServer};
use crate::situation::versions::verify::Fault;
use crate::situation::versions::{actions as versions, file_name};
use crate::texts::Language;
use crate::time::{self, Clock, IsoWeek};

/// What was found, in order.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

#[derive(Debug)]
struct Finding {
    about: &'static str,
    text: String,
    is_wrong: bool,
}

impl Findings {
    fn fine(&mut self, about: &'static str, text: impl Into<String>) {
        self.0.push(Finding { about, text: text.into(), is_wrong: false });
    }

    fn wrong(&mut self, about: &'static str, text: impl Into<String>) {
        self.0.push(Finding { about, text: text.into(), is_wrong: true });
    }

    fn count_wrong(&self) -> usize {
        self.0.iter().filter(|finding| finding.is_wrong).count()
    }
}

/// Examines and tells; an error when something is wrong.
pub(super) fn run(config: &Config) -> Result<(), CommandError> {
    let findings = examine(config, &Clock::system());
    for Finding { about, text, is_wrong } in &findings.0 {
        println!("{} {about}: {text}", if *is_wrong { "WRONG" } else { "ok   " });
    }
    match findings.count_wrong() {
        0 => Ok(()),
        1 => Err("one thing is wrong; see the line above that begins with WRONG".into()),
        several => Err(format!("{several} things are wrong; see the lines above that begin with WRONG").into()),
    }
}

fn examine(config: &Config, clock: &Clock) -> Findings {
    let mut findings = Findings::default();
    examine_configuration(config, &mut findings);
    examine_mail_server(config, &mut findings);
    match open_existing(config) {
        Ok(db) => examine_database(&db, clock, &mut findings),
        Err(fault) => findings.wrong("database", fault.to_string()),
    }
    findings.fine("clock", shown_clock(clock.now()));
    findings
}

fn examine_configuration(config: &Config, findings: &mut Findings) {
    findings.fine(
        "configuration",
        format!("{}; answers on {}, visitors use {}", config.municipality_name, config.listen, config.public_address()),
    );
    let tiles = config.tiles_url.as_ref().map_or_else(
        || "they have no background".to_owned(),
        |url| match url.origin() {
            Some(origin) => format!("this server fetches their background from {origin}"),
            None => format!("browsers ask this address for their background: {}", url.template()),
        },
    );
    findings.fine("maps", tiles);
    let is_for_this_machine_only = config.listen.ip().is_loopback() && config.public_url.is_none();
    if !config.is_served_over_tls() && !is_for_this_machine_only {
        findings.wrong(
            "configuration",
            "passwords would cross the network unencrypted; put a proxy with TLS in front and set LYKTA_PUBLIC_URL=https://…",
        );
    }
}

fn examine_mail_server(config: &Config, findings: &mut Findings) {
    let server = match MailServer::of(config) {
        Ok(Some(server)) => server,
        Ok(None) => return findings.fine("mail", "not set up: none is sent or offered; see LYKTA_SMTP_URL"),
        Err(fault) => return findings.wrong("mail", fault.to_string()),
    };
    if MailServer::is_open_to_listeners(config) {
        findings.wrong(
            "mail",
            "it would cross the network unencrypted; begin LYKTA_SMTP_URL with smtps:// or end it with ?tls=required",
        );
    }
    match server.greet_here() {
        Ok(()) => findings.fine("mail", "the server of LYKTA_SMTP_URL answers"),
        Err(fault) => findings.wrong("mail", format!("the server of LYKTA_SMTP_URL does not take it: {fault}")),
    }
}

fn examine_waiting_mail(connection: &mut DbConnection, findings: &mut Findings) -> Result<(), AppError> {
    match mail::store::describe_waiting(connection)? {
        (0, _) => {}
        (waiting, None) => findings.fine("mail", format!("{waiting} to be sent")),
        (waiting, Some(fault)) => findings.wrong("mail", format!("{waiting} to be sent; the last try failed: {fault}")),
    }
    Ok(())
}

fn examine_jobs(connection: &mut DbConnection, now: Timestamp, findings: &mut Findings) -> Result<(), AppError> {
    let runs = jobs::store::list(connection)?;
    if runs.is_empty() {
        findings.fine("jobs", "none has run yet; they run inside `lykta serve`");
    }
    for run in runs {
        let last = match run.succeeded_at {
            Some(at) => {
                format!("{} went well last {} and did {} things", run.name, time::shown(at.instant()), run.done)
            }
            None => format!("{} has never gone well", run.name),
        };
        if !run.is_worrying(now) {
            findings.fine("jobs", last);
        } else if run.failure.is_empty() {
            findings.wrong("jobs", format!("{last}; jobs run inside `lykta serve`: is it running?"));
        } else {
            findings.wrong("jobs", format!("{last}; it is tried again; the last try failed: {}", run.failure));
        }
    }
    Ok(())
}

/// Opens the database, but never makes one: whoever mistypes its name must be told.
fn open_existing(config: &Config) -> Result<Db, CommandError> {
    let url = config.database();
    if let Some(file) = url.strip_prefix("sqlite:").filter(|file| !Path::new(file).exists()) {
        return Err(format!("there is none at {file} yet; `lykta migrate` makes it, and so does `lykta serve`").into());
    }
    Ok(Db::open(&url)?)
}

fn examine_database(db: &Db, clock: &Clock, findings: &mut Findings) {
    match db.describe_here() {
        Ok(version) => findings.fine("database", version),
        Err(fault) => return findings.wrong("database", fault.to_string()),
    }
    match db::pending_migrations(db) {
        Ok(pending) if pending.is_empty() => findings.fine("database", "the schema is up to date"),
        Ok(pending) => {
            let names = pending.join(", ");
            return findings.wrong("database", format!("its schema is old; run `lykta migrate` (pending: {names})"));
        }
        Err(fault) => return findings.wrong("database", fault.to_string()),
    }
    let now = clock.now();
    let looked = db.read_here(|connection| {
        examine_ground(connection, now, findings)?;
        examine_waiting_mail(connection, findings)?;
        examine_jobs(connection, now, findings)?;
        examine_pictures(connection, findings)?;
        examine_reports(connection, findings)?;
        examine_documents(connection, findings)?;
        examine_clock(connection, now, findings)
    });
    if let Err(fault) = looked {
        findings.wrong("database", fault.to_string());
    }
}

/// What is said of a record that does not have its hash.
const RECORD_CHANGED: &str = "its record was changed";
/// What is said of a record that does not follow the one before it.
const CHAIN_BROKEN: &str = "it does not follow the one before it: one was changed, taken out or put in";

/// Tells of a chain of frozen things: how many there are, or which of them is not what it was, and why. `done`: what was done
/// to them.
fn tell_of_chain(
    findings: &mut Findings,
    (about, done): (&'static str, &str),
    count: usize,
    found: Vec<(String, String)>,
) {
    if !found.is_empty() {
        for (which, what) in found {
            findings.wrong(about, format!("{which}: {what}; compare with a backup"));
        }
    } else if count == 0 {
        findings.fine(about, format!("none is {done} yet"));
    } else {
        findings.fine(about, format!("{count} {done}; every file and the whole chain are as they were"));
    }
}

/// Follows the chain of approved pictures from its beginning, through every file and every signature.
fn examine_pictures(connection: &mut DbConnection, findings: &mut Findings) -> Result<(), AppError> {
    let (versions, found) = versions::examine(connection)?;
    let named = |(id, fault)| {
        let version = versions.iter().find(|version| version.id == id)?;
        let what = match fault {
            Fault::Record => RECORD_CHANGED.to_owned(),
            Fault::Chain => CHAIN_BROKEN.to_owned(),
            Fault::Row => "what is said beside its record was changed".to_owned(),
            Fault::File(edition, format) => format!("{} was changed or is missing", file_name(edition, format)),
            Fault::Signature(organisation) => format!("the signature of {organisation} is about something else"),
        };
        Some((format!("{} version {}", version.iso_week(), version.version), what))
    };
    let found = found.into_iter().filter_map(named).collect();
    let approved = versions.iter().filter(|version| version.revision == 0).count();
    tell_of_chain(findings, ("pictures", "approved"), approved, found);
    Ok(())
}

/// Follows the chain of released reports from its beginning, through every file.
fn examine_reports(connection: &mut DbConnection, findings: &mut Findings) -> Result<(), AppError> {
    let (released, found) = reports::examine(connection)?;
    let named = |(number, fault)| {
        let what = match fault {
            Unlike::Record => RECORD_CHANGED.to_owned(),
            Unlike::Chain => CHAIN_BROKEN.to_owned(),
            Unlike::Row => "what is said beside its record was changed".to_owned(),
            Unlike::File(name) => format!("{name} was changed, added or is missing"),
        };
        (format!("report {number}"), what)
    };
    tell_of_chain(findings, ("reports", "released"), released, found.into_iter().map(named).collect());
    Ok(())
}

/// Follows the chain of approved statutory documents from its beginning, through every file.
fn examine_documents(connection: &mut DbConnection, findings: &mut Findings) -> Result<(), AppError> {
    let (approved, found) = documents::examine(connection)?;
    let named = |(document, fault)| {
        let what = match fault {
            Altered::Record => RECORD_CHANGED.to_owned(),
            Altered::Chain => CHAIN_BROKEN.to_owned(),
            Altered::File(name) => format!("{name} was changed or is missing"),
        };
        (document, what)
    };
    tell_of_chain(findings, ("documents", "approved"), approved, found.into_iter().map(named).collect());
    Ok(())
}

fn examine_ground(connection: &mut DbConnection, now: Timestamp, findings: &mut Findings) -> Result<(), AppError> {
    let ground = Ground::load(connection)?;
    let sets = districts::store::list_area_sets(connection)?;
    let Some(newest) = sets.last() else {
        findings.wrong("areas", "there are none, so that no report finds its district; run `lykta import areas`");
        return Ok(());
    };
    findings.fine(
        "areas",
        format!(
            "{} areas in {} districts, valid from {}; editions: {}",
            ground.areas_on(time::local_day(now)).count(),
            ground.districts().len(),
            newest.valid_from.date(),
            sets.len()
        ),
    );
    let populations = districts::store::list_populations(connection)?;
    let districts: Vec<_> = ground.districts().into_iter().cloned().collect();
    let without: Vec<String> = Division::Main
        .rows(&districts, &populations)
        .into_iter()
        .filter(|row| row.residents.is_none())
        .map(|row| row.shown(Language::English))
        .collect();
    if without.is_empty() {
        findings.fine("population", "known for every main district");
    } else {
        findings.fine("population", format!("unknown, so that there are no rates, for {}", without.join(", ")));
    }
    let places = districts::store::list_places(connection)?;
    let misplaced: Vec<&str> = places
        .iter()
        .filter(|place| !lies_where_it_says(place, &ground, now))
        .map(|place| place.name.as_str())
        .collect();
    if misplaced.is_empty() {
        findings.fine("places", format!("{}, each in the district it is kept with", places.len()));
    } else {
        let names = misplaced.join("; ");
        findings.wrong(
            "places",
            format!("by today's boundaries not where they are said to lie: {names}; run `lykta import places`"),
        );
    }
    Ok(())
}

fn lies_where_it_says(place: &Place, ground: &Ground, now: Timestamp) -> bool {
    let Ok(point) = Point::new(place.latitude, place.longitude) else { return false };
    match ground.locate(point, time::local_day(now)) {
        Located::Inside { district, .. } => place.district_id == Some(district),
        Located::Outside { .. } | Located::NoGround => false,
    }
}

/// A clock that stands before what was already logged would put new reports into the past.
fn examine_clock(connection: &mut DbConnection, now: Timestamp, findings: &mut Findings) -> Result<(), AppError> {
    let newest = accounts::store::list_audit(connection, None, 1)?;
    if let Some(entry) = newest.first().filter(|entry| entry.at.instant() > now) {
        findings.wrong(
            "clock",
            format!("it stands before the newest entry of the log, {}; set it right", time::shown(entry.at.instant())),
        );
    }
    Ok(())
}

fn shown_clock(now: Timestamp) -> String {
    format!("{now} in UTC, {} in Stockholm, week {}", time::shown(now), IsoWeek::of(now))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::config::Municipality;

    fn config(folder: &Path) -> Config {
        Config { data: PathBuf::from(folder), ..Config::default() }
    }

    fn clock() -> Clock {
        Clock::standing_at("2026-11-19T13:00:00Z".parse().unwrap())
    }

    fn wrong(findings: &Findings) -> Vec<&str> {
        findings.0.iter().filter(|finding| finding.is_wrong).map(|finding| finding.text.as_str()).collect()
    }

    fn said(findings: &Findings) -> String {
        findings.0.iter().map(|finding| format!("{}: {}\n", finding.about, finding.text)).collect::<Vec<_>>().concat()
    }

    fn prepared(config: &Config) -> Db {
        let db = Db::open(&config.database()).unwrap();
        db::run_migrations(&db).unwrap();
        districts::lay_foundation(&db, config.municipality, clock().now()).unwrap();
        db
    }

    #[test]
    fn a_database_that_is_not_there_is_told_and_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        assert!(wrong(&examine(&config, &clock()))[0].contains("lykta migrate"));
        assert!(!folder.path().join("lykta.db").exists());
    }

    #[test]
    fn a_schema_that_is_old_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        Db::open(&config.database()).unwrap();
        assert!(wrong(&examine(&config, &clock()))[0].contains("its schema is old"));
    }

    #[test]
    fn the_built_in_municipality_is_fine_and_told_in_figures() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        prepared(&config);
        let findings = examine(&config, &clock());
        assert_eq!(wrong(&findings), Vec::<&str>::new());
        let said = said(&findings);
        for words in ["20 areas in 7 districts", "known for every main district", "14:00 in Stockholm", "2026-W47"] {
            assert!(said.contains(words), "{words:?} is missing in {said}");
        }
    }

    #[test]
    fn a_municipality_without_areas_is_told_how_to_get_them() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { municipality: Municipality::None, ..config(folder.path()) };
        prepared(&config);
        assert!(wrong(&examine(&config, &clock()))[0].contains("lykta import areas"));
    }

    #[test]
    fn a_clock_that_stands_before_the_log_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        prepared(&config);
        let clock = clock();
        clock.set("2020-01-01T00:00:00Z".parse().unwrap());
        assert!(wrong(&examine(&config, &clock))[0].contains("before the newest entry"));
    }

    #[test]
    fn passwords_over_an_open_network_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { listen: "0.0.0.0:8080".parse().unwrap(), ..config(folder.path()) };
        prepared(&config);
        assert!(wrong(&examine(&config, &clock()))[0].contains("unencrypted"));
    }
}
