//! `lykta account`: rescue from the host, written to the audit log.

use std::io::Read as _;

use clap::{Args, Subcommand};

use super::{CommandError, open};
use crate::accounts::model::read_email;
use crate::accounts::store::NewAccount;
use crate::accounts::{Actor, OrganisationKind, Role, actions, password, store};
use crate::config::Config;
use crate::db::{self, Db};
use crate::time::Clock;
use crate::urls;

#[derive(Debug, Subcommand)]
pub(super) enum AccountCommand {
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
pub(super) struct AddAccount {
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

/// Runs one of them.
pub(super) fn run(config: &Config, command: AccountCommand) -> Result<(), CommandError> {
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
