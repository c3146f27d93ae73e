//! The program itself, run as at a terminal.

use std::path::Path;
use std::process::Command;

/// What a command left behind.
pub struct Ran {
    pub succeeded: bool,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `lykta` with these words on the database of this address, with nothing else of this machine's settings.
pub fn lykta(database: &str, words: &[&str]) -> Ran {
    lykta_with(database, &[], words)
}

/// [`lykta`] with settings of its own.
pub fn lykta_with(database: &str, settings: &[(&str, &str)], words: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let output = program(database, folder.path()).envs(settings.iter().copied()).args(words).output().unwrap();
    Ran {
        succeeded: output.status.success(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program, to be run in this folder on the database of this address, with nothing else of this machine's settings.
pub fn program(database: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
    command.current_dir(folder).env_clear().env("DATABASE_URL", database);
    command
}

impl Ran {
    #[track_caller]
    pub fn assert_says(&self, words: &str) -> &Self {
        assert!(self.succeeded, "{}", self.stderr);
        assert!(self.stdout.contains(words), "{words:?} is missing in: {}", self.stdout);
        self
    }

    #[track_caller]
    pub fn assert_fails(&self, words: &str) -> &Self {
        assert!(!self.succeeded, "it succeeded: {}", self.stdout);
        assert!(self.stderr.contains(words), "{words:?} is missing in: {}", self.stderr);
        self
    }
}
