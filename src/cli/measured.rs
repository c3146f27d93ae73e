//! `lykta import indicators` and `reported-crime`: what others have measured, by the rules of the pages.

use jiff::Timestamp;

use super::CommandError;
use super::import::Source;
use crate::accounts::Actor;
use crate::db::{Db, DbConnection};
use crate::error::AppError;
use crate::followup::table::{BadLine, Loaded};
use crate::followup::{crime, indicators};
use crate::texts::Language;
use crate::time::Clock;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
enum Refused {
    /// The table has faults; each line says where and what.
    #[error("the file has faults, and nothing was imported:\n{}", in_words(.0).join("\n"))]
    Faulty(Vec<BadLine>),
    /// Our own fault.
    #[error(transparent)]
    Ours(#[from] AppError),
}

fn in_words(bad: &[BadLine]) -> Vec<String> {
    let told = |bad: &BadLine| {
        let faults: Vec<String> = bad.faults.iter().map(|fault| fault.shown(Language::English)).collect();
        let faults = faults.join(" ");
        bad.line.map_or_else(|| faults.clone(), |line| format!("line {line}: {faults}"))
    };
    bad.iter().map(told).collect()
}

/// Imports a table of indicators. Whoever has the host answers for what its texts say of people.
pub(super) fn indicators(db: &Db, source: &Source) -> Result<(), CommandError> {
    let rows = indicators::import::read(source.open()?, true).map_err(Refused::Faulty)?;
    let load = |connection: &mut DbConnection, now: Timestamp| {
        indicators::actions::load(connection, &rows, &Actor::command_line(), now)?.map_err(Refused::Faulty)
    };
    run(db, source, "figures", load)
}

/// Imports a table of reported crimes.
pub(super) fn reported_crime(db: &Db, source: &Source) -> Result<(), CommandError> {
    let rows = crime::import::read(source.open()?, true).map_err(Refused::Faulty)?;
    let load = |connection: &mut DbConnection, now: Timestamp| {
        Ok(crime::actions::load(connection, &rows, &Actor::command_line(), now)?)
    };
    run(db, source, "figures of reported crime", load)
}

fn run(
    db: &Db,
    source: &Source,
    things: &str,
    load: impl FnOnce(&mut DbConnection, Timestamp) -> Result<Loaded, Refused>,
) -> Result<(), CommandError> {
    let now = Clock::system().now();
    let Loaded { new, changed, known } = db.import_here(source.dry_run, |connection| load(connection, now))?;
    println!("{} {things} read: {new} new, {changed} changed, {known} there already.", new + changed + known);
    if source.dry_run {
        println!("Dry run: nothing was changed.");
    }
    Ok(())
}
