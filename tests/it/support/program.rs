//! The real program as a process of its own, started as an installation starts it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};

use super::command::program;
use super::{PASSWORD, Visitor};

/// An installation: a database and a folder, whether or not the program runs.
pub struct Installation {
    database_url: String,
    folder: tempfile::TempDir,
}

/// The program, answering. Killed when it is dropped.
pub struct Program {
    child: Child,
    address: String,
}

impl Installation {
    pub fn new(database_url: &str) -> Self {
        Self { database_url: database_url.to_owned(), folder: tempfile::tempdir().unwrap() }
    }

    /// Adds an account whose password is [`PASSWORD`].
    pub fn add_account(&self, email: &str, role: &str) {
        let arguments = ["account", "add", "--email", email, "--name", "Åsa Berg", "--role", role];
        let mut command = program(&self.database_url, self.folder.path());
        command.args(arguments).args(["--organisation", "Kommunen", "--password-stdin"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    }

    /// Starts the program and waits until it answers.
    pub fn serve(&self) -> Program {
        self.serve_with(&[])
    }

    /// [`Installation::serve`] with settings of its own.
    pub fn serve_with(&self, settings: &[(&str, String)]) -> Program {
        let mut command = program(&self.database_url, self.folder.path());
        command.arg("serve").env("LYKTA_LISTEN", "127.0.0.1:0").env("LYKTA_LOG", "json");
        command.envs(settings.iter().map(|(name, value)| (name, value)));
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let address = log.by_ref().find_map(|line| address_in(&line)).expect("the log says where the program answers");
        // Read on, or the program would wait for somebody to read its log.
        std::thread::spawn(move || log.for_each(drop));
        Program { child, address }
    }
}

/// The address in the line of the log that says where the program answers.
fn address_in(line: &str) -> Option<String> {
    let entry: serde_json::Value = serde_json::from_str(line).ok()?;
    let answers = entry["message"] == "Lykta answers";
    answers.then(|| entry["address"].as_str().map(ToOwned::to_owned)).flatten()
}

impl Program {
    /// Host and port.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A visitor of this program, whom nobody knows.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(format!("http://{}", self.address))
    }

    /// The memory it holds now, and the most it has held, in bytes. As Linux counts.
    pub fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
        };
        (line("VmRSS:"), line("VmHWM:"))
    }

    /// SIGKILL: no chance to finish anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, as service managers send it.
    pub fn ask_to_stop(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until the program is over.
    pub fn wait(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Fails when the process is over already, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
