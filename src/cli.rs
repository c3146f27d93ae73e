//! Commands. `--help` is the manual; errors go to stderr with what to do.

#![expect(clippy::print_stdout, reason = "a command answers on stdout")]

use std::io::Read as _;
use std::net::TcpListener;

use clap::{Args, Parser, Subcommand};

use crate::accounts::model::read_email;
use crate::accounts::store::NewAccount;
use crate::accounts::{Actor, OrganisationKind, Role, actions, password, store};
use crate::app::{self, State};
use crate::config::{Config, LogFormat};
use crate::db::{self, Db};
use crate::time::Clock;
use crate::urls;

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
    /// Answer requests until stopped
    Serve,
    /// Bring the database's schema up to date
    Migrate,
    /// Rescue from the host: add, list, reset or disable accounts
    #[command(subcommand)]
    Account(AccountCommand),
}

#[derive(Debug, Subcommand)]
enum AccountCommand {
    /// Add an account; prints a one-time sign-in link unless a password is given
    Add(AddAccount),
    /// List all accounts
    List,
    /// Print a new one-time sign-in link for an account; its old links stop working
    Reset {
        /// The account's e-mail address
        #[arg(long)]
        email: String,
    },
    /// Shut an account and end its sessions
    Disable {
        /// The account's e-mail address
        #[arg(long)]
        email: String,
    },
}

#[derive(Debug, Args)]
struct AddAccount {
    /// The address that signs in
    #[arg(long)]
    email: String,
    /// The person's name or function
    #[arg(long)]
    name: String,
    /// reporter, `walk_leader`, partner, coordinator, council or administrator
    #[arg(long, value_parser = read_role)]
    role: Role,
    /// Name of the organisation; it is added when there is none of that name
    #[arg(long)]
    organisation: String,
    /// What kind of body a new organisation is: municipality, police, housing, rescue, association or other
    #[arg(long, default_value = "municipality", value_parser = read_kind)]
    organisation_kind: OrganisationKind,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
}

fn read_role(word: &str) -> Result<Role, String> {
    Role::from_word(word).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(Role::word).collect();
        format!("a role is one of {}", known.join(", "))
    })
}

fn read_kind(word: &str) -> Result<OrganisationKind, String> {
    OrganisationKind::from_word(word).ok_or_else(|| {
        let known: Vec<&str> = OrganisationKind::ALL.iter().map(OrganisationKind::word).collect();
        format!("a kind is one of {}", known.join(", "))
    })
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// What to tell the person at the terminal.
    pub fn run(self) -> Result<(), CommandError> {
        let config = Config::load()?;
        match self.command {
            Command::Serve => serve(&config),
            Command::Migrate => migrate(&config),
            Command::Account(command) => account(&config, command),
        }
    }
}

/// Opens the database of the settings.
fn open(config: &Config) -> Result<Db, CommandError> {
    Ok(Db::open(&config.database())?)
}

fn serve(config: &Config) -> Result<(), CommandError> {
    start_log(config.log);
    let db = open(config)?;
    let state = State::prepare(config, db, Clock::system())?;
    let listener =
        TcpListener::bind(config.listen).map_err(|fault| format!("cannot listen on {}: {fault}", config.listen))?;
    tracing::info!(address = %listener.local_addr()?, "Lykta answers");
    actix_web::rt::System::new().block_on(async move { app::server(state, listener, config.workers)?.await })?;
    Ok(())
}

fn start_log(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second log in the same process can only be a test's; the first one stays.
    let _ = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}

fn migrate(config: &Config) -> Result<(), CommandError> {
    let run = db::run_migrations(&open(config)?)?;
    if run.is_empty() {
        println!("The schema is up to date.");
    }
    for name in run {
        println!("Ran {name}.");
    }
    Ok(())
}

fn account(config: &Config, command: AccountCommand) -> Result<(), CommandError> {
    let db = open(config)?;
    db::run_migrations(&db)?;
    match command {
        AccountCommand::Add(new) => add_account(config, &db, new),
        AccountCommand::List => list_accounts(&db),
        AccountCommand::Reset { email } => reset_account(config, &db, &email),
        AccountCommand::Disable { email } => disable_account(&db, &email),
    }
}

fn add_account(config: &Config, db: &Db, new: AddAccount) -> Result<(), CommandError> {
    let now = Clock::system().now();
    let email = read_email(&new.email).ok_or_else(|| format!("{:?} is no e-mail address", new.email))?;
    let password_hash = if new.password_stdin { Some(read_password(&email, &new.name)?) } else { None };
    let wants_link = password_hash.is_none();
    let token = db.write_here(move |connection| {
        let actor = Actor::command_line();
        let known = store::find_organisation_named(connection, new.organisation.trim())?.map(|known| known.id);
        let organisation_id = match known {
            Some(id) => id,
            None => store::insert_organisation(connection, new.organisation.trim(), new.organisation_kind, true, now)?,
        };
        let account =
            NewAccount { email, name: new.name.trim().to_owned(), role: new.role, organisation_id, password_hash };
        let Some(id) = actions::add_account(connection, &account, &actor, now)? else { return Ok(None) };
        if wants_link {
            actions::make_sign_in_link(connection, id, &actor, now).map(Some)
        } else {
            Ok(Some(String::new()))
        }
    })?;
    match token {
        None => Err("an account with that address exists; `lykta account reset` gives it a new link".into()),
        Some(token) if wants_link => {
            print_link(config, &token);
            Ok(())
        }
        Some(_) => {
            println!("The account is added.");
            Ok(())
        }
    }
}

fn read_password(email: &str, name: &str) -> Result<String, CommandError> {
    let mut typed = String::new();
    std::io::stdin().read_to_string(&mut typed)?;
    let typed = typed.trim_end_matches(['\r', '\n']);
    password::judge(typed, &[email, name, "lykta"]).map_err(|fault| {
        use password::PasswordFault::{TooLong, TooShort, TooWeak};
        match fault {
            TooShort => "the password needs at least twelve characters",
            TooLong => "the password may have at most 200 characters",
            TooWeak => "the password is too easy to guess; add a couple of words that do not belong together",
        }
    })?;
    Ok(password::hash_now(typed)?)
}

fn print_link(config: &Config, token: &str) {
    println!("One-time link, works for {} hours:", actions::LINK_HOURS);
    println!("{}{}", config.public_address(), urls::sign_in_link(token));
}

fn list_accounts(db: &Db) -> Result<(), CommandError> {
    for (account, organisation) in db.read_here(store::list_accounts)? {
        let state = if account.disabled_at.is_some() { "disabled" } else { "open" };
        println!("{}\t{}\t{}\t{}\t{state}", account.email, account.name, account.role.word(), organisation.name);
    }
    Ok(())
}

fn reset_account(config: &Config, db: &Db, email: &str) -> Result<(), CommandError> {
    let now = Clock::system().now();
    let email = email.trim().to_lowercase();
    let token = db.write_here(|connection| {
        let Some((account, _)) = store::find_account_by_email(connection, &email)? else { return Ok(None) };
        actions::make_sign_in_link(connection, account.id, &Actor::command_line(), now).map(Some)
    })?;
    print_link(config, &token.ok_or("there is no account with that address; `lykta account list` shows all")?);
    Ok(())
}

fn disable_account(db: &Db, email: &str) -> Result<(), CommandError> {
    let now = Clock::system().now();
    let email = email.trim().to_lowercase();
    let was_there = db.write_here(|connection| {
        let Some((account, _)) = store::find_account_by_email(connection, &email)? else { return Ok(false) };
        actions::set_disabled(connection, account.id, true, &Actor::command_line(), now)?;
        Ok(true)
    })?;
    if !was_there {
        return Err("there is no account with that address; `lykta account list` shows all".into());
    }
    println!("The account is shut and signed out everywhere.");
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
