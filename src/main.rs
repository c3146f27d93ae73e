//! The `lykta` program: parses the command line, runs it, prints the error.

use std::process::ExitCode;

use clap::Parser as _;
use lykta::cli::Cli;

#[expect(clippy::print_stderr, reason = "a command tells its failure on stderr")]
fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("lykta: {fault}");
            ExitCode::FAILURE
        }
    }
}
