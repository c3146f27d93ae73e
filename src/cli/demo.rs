//! `lykta demo`: a made-up situation in a folder of its own, and a server that shows it. Touches nothing that is real.

use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use clap::Args;
use uuid::Uuid;

use super::{CommandError, answer, start_log};
use crate::app::State;
use crate::config::{Config, LogFormat};
use crate::db::{self, Db};
use crate::demo::{self, ACCOUNTS, DemoAccount, Laid, PASSWORD};
use crate::time::Clock;

#[derive(Debug, Args)]
pub(super) struct DemoOptions {
    /// The port to answer on, at 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Keep the data in this folder, for as long as no demonstration is begun there again. Without it they go away at the
    /// end
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Runs it until it is stopped.
///
/// Of the settings only the shape of the log counts: what an operator has set for the real installation, a database above
/// all, must not reach a demonstration with a password that everybody knows.
pub(super) fn run(log: LogFormat, options: DemoOptions) -> Result<(), CommandError> {
    start_log(log, "warn");
    // First, so that a second demonstration on the same port never touches the folder of the first.
    let listener = listen(options.port)?;
    let folder = Folder::choose(options.data)?;
    let config = Config { listen: listener.local_addr()?, data: folder.path.clone(), ..Config::default() };
    let clock = Clock::system();
    let db = open_empty(&folder.path)?;
    let laid = demo::lay(&db, clock.now())?;
    let state = State::prepare(&config, db, clock)?;
    let greeting = greeting(laid, &config.public_address(), &folder);
    answer(state, listener, config.workers, || println!("{greeting}"))
}

fn listen(port: u16) -> Result<TcpListener, CommandError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).map_err(|fault| match fault.kind() {
        ErrorKind::AddrInUse => {
            let other = port.checked_add(1).unwrap_or(8080);
            format!("something else answers on port {port} already; try `lykta demo --port {other}`").into()
        }
        _ => format!("cannot listen on {address}: {fault}").into(),
    })
}

/// Where the data are; goes away at the end unless it was asked for by name.
struct Folder {
    path: PathBuf,
    is_kept: bool,
}

impl Folder {
    /// The folder that was asked for, or a new one.
    fn choose(asked_for: Option<PathBuf>) -> Result<Self, CommandError> {
        if let Some(path) = asked_for {
            return Ok(Self { path, is_kept: true });
        }
        let path = std::env::temp_dir().join(format!("lykta-demo-{}", Uuid::new_v4().simple()));
        new_folder(&path).map_err(|fault| format!("cannot make the folder {}: {fault}", path.display()))?;
        Ok(Self { path, is_kept: false })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.is_kept {
            // What cannot be removed now is in the system's folder for what is temporary.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Makes a folder that was not there, for this user alone.
fn new_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// The database of this folder, empty: a new one, or the one of an older demonstration. Refuses any other.
fn open_empty(folder: &Path) -> Result<Db, CommandError> {
    let file = folder.join("lykta.db");
    let url = format!("sqlite:{}", file.display());
    if !file.try_exists()? {
        return Ok(Db::open(&url)?);
    }
    let Some(db) = Db::open(&url).ok().filter(demo::is_laid) else {
        let file = file.display();
        return Err(format!("{file} is no demonstration, so it is left alone; give --data another folder").into());
    };
    // Emptied, not removed: whoever still has the old file open would go on writing beside the new one.
    db::revert_all(&db)?;
    Ok(db)
}

/// What the person at the terminal needs to begin.
fn greeting(laid: Laid, address: &str, folder: &Folder) -> String {
    let Laid { reports, from } = laid;
    let path = folder.path.display();
    let end = if folder.is_kept {
        format!("Ctrl-C ends it. The data stay in {path} until a demonstration is begun there again.")
    } else {
        format!("Ctrl-C ends it, and the data go away (until then they are in {path}).")
    };
    let line = |account: &DemoAccount| {
        format!("    {:<15}{:<27}{}\n", account.role.word(), account.email, account.organisation)
    };
    let accounts: String = ACCOUNTS.iter().map(line).collect();
    format!(
        "A made-up situation: {reports} reports from {from} until now. Nothing in it is real.\n\n    \
         {address}\n\nSign in with the password {PASSWORD} as\n\n{accounts}\n\
         It uses SQLite in a folder of its own and none of your settings; your database is not touched.\n{end}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::Role;

    #[test]
    fn a_database_that_is_no_demonstration_is_refused_and_left_as_it_was() {
        let real = tempfile::tempdir().unwrap();
        db::run_migrations(&Db::open(&format!("sqlite:{}", real.path().join("lykta.db").display())).unwrap()).unwrap();
        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join("lykta.db"), "shopping list").unwrap();
        for folder in [real, other] {
            let before = fs::read(folder.path().join("lykta.db")).unwrap();
            let refused = open_empty(folder.path()).err().unwrap();
            assert!(refused.to_string().contains("is no demonstration"), "{refused}");
            assert_eq!(fs::read(folder.path().join("lykta.db")).unwrap(), before);
        }
    }

    #[test]
    fn a_folder_that_nobody_asked_for_is_ones_own_and_goes_away() {
        let folder = Folder::choose(None).unwrap();
        let path = folder.path.clone();
        fs::write(path.join("lykta.db"), "").unwrap();
        drop(folder);
        assert!(!path.exists());
    }

    #[test]
    fn a_port_that_is_taken_is_told_with_another_one() {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        assert!(listen(port).unwrap_err().to_string().contains("--port"));
    }

    #[test]
    fn the_greeting_tells_address_password_and_a_sign_in_for_every_role() {
        let laid = Laid { reports: 5000, from: "2025-05-26".parse().unwrap() };
        let folder = Folder { path: PathBuf::from("made/up"), is_kept: true };
        let said = greeting(laid, "http://127.0.0.1:8080", &folder);
        for words in ["http://127.0.0.1:8080", PASSWORD, "made/up", "not touched"] {
            assert!(said.contains(words), "{words} is missing in {said}");
        }
        for role in Role::ALL {
            assert!(said.contains(role.word()), "{role:?} is missing in {said}");
        }
    }
}
