//! Commands. `--help` is the manual; errors go to stderr with what to do.

#![expect(clippy::print_stdout, reason = "a command answers on stdout")]

mod account;
mod check;
mod demo;
mod import;
mod incidents;
mod measured;
mod picture;
mod walk_pack;

use std::net::TcpListener;

use clap::{Parser, Subcommand};

use self::account::AccountCommand;
use self::demo::DemoOptions;
use self::import::ImportCommand;
use self::picture::PictureArgs;
use crate::app::{self, State};
use crate::config::{Config, LogFormat};
use crate::db::{self, Db};
use crate::time::Clock;

/// What a command that failed tells the person at the terminal.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// The open, self-hosted safety-situation service of a Swedish municipality.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show a made-up municipality with eighteen months of data until stopped; prints address and sign-ins
    Demo(DemoOptions),
    /// Answer requests until stopped
    Serve,
    /// Bring the database's schema up to date
    Migrate,
    /// Examine configuration, mail, database, approved pictures, released reports, areas and clock; fails when something is wrong
    Check,
    /// Rescue from the host: add, list, reset or disable accounts
    #[command(subcommand)]
    Account(AccountCommand),
    /// Bring in a file: the same file twice adds nothing
    #[command(subcommand)]
    Import(ImportCommand),
    /// Write a file
    #[command(subcommand)]
    Export(ExportCommand),
    /// The situation picture of a week: the latest approved version, or a draft counted now
    Picture(PictureArgs),
}

/// What can leave.
#[derive(Debug, Subcommand)]
enum ExportCommand {
    /// Reports of a period, row by row; written into the audit log
    Incidents(incidents::Export),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// What to tell the person at the terminal.
    pub fn run(self) -> Result<(), CommandError> {
        let config = Config::load()?;
        match self.command {
            Command::Demo(options) => demo::run(config.log, options),
            Command::Serve => serve(&config),
            Command::Migrate => migrate(&config),
            Command::Check => check::run(&config),
            Command::Account(command) => account::run(&config, command),
            Command::Import(command) => import::run(&config, command),
            Command::Export(ExportCommand::Incidents(export)) => incidents::export(&config, &export),
            Command::Picture(args) => picture::run(&config, &args),
        }
    }
}

/// Opens the database of the settings.
fn open(config: &Config) -> Result<Db, CommandError> {
    Ok(Db::open(&config.database())?)
}

fn serve(config: &Config) -> Result<(), CommandError> {
    start_log(config.log, "info");
    let db = open(config)?;
    let state = State::prepare(config, db, Clock::system())?;
    let listener =
        TcpListener::bind(config.listen).map_err(|fault| format!("cannot listen on {}: {fault}", config.listen))?;
    let address = listener.local_addr()?;
    answer(state, listener, config.workers, || tracing::info!(%address, "Lykta answers"))
}

/// Answers requests until the process is told to stop; tells so as soon as it does.
fn answer(
    state: State,
    listener: TcpListener,
    workers: Option<usize>,
    tell: impl FnOnce(),
) -> Result<(), CommandError> {
    actix_web::rt::System::new().block_on(async move {
        let (sender, jobs) = (state.sender(), state.jobs());
        let server = app::server(state, listener, workers)?;
        // `join` begins with the first: whoever stops the server as soon as they are told finds it heeding signals.
        futures_util::future::join(app::until_stopped(server, sender, Some(jobs)), async { tell() }).await.0
    })?;
    Ok(())
}

/// Starts the log; what it tells follows `RUST_LOG`, else `usually`.
fn start_log(format: LogFormat, usually: &str) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| usually.into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second log in the same process can only be a test's; the first one stays.
    let _ = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}

fn migrate(config: &Config) -> Result<(), CommandError> {
    let db = open(config)?;
    let run = db::run_migrations(&db)?;
    crate::incidents::actions::note_missing_words(&db)?;
    if run.is_empty() {
        println!("The schema is up to date.");
    }
    for name in run {
        println!("Ran {name}.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }
}
