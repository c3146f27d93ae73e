//! The README tells of everything an installation can be told.

use clap::CommandFactory as _;
use lykta::cli::Cli;
use lykta::config::Config;

const README: &str = include_str!("../../README.md");

#[test]
fn the_readme_names_every_setting() {
    let settings = serde_json::to_value(Config::default()).unwrap();
    for field in settings.as_object().unwrap().keys() {
        let name = match field.as_str() {
            "database_url" => "DATABASE_URL".to_owned(),
            field => format!("LYKTA_{}", field.to_uppercase()),
        };
        assert!(README.contains(&format!("| `{name}` |")), "{name} has no row in the README");
    }
}

#[test]
fn the_readme_names_every_command() {
    let mut program = Cli::command();
    program.build();
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        let start = format!("`lykta {}", command.get_name());
        let rows: Vec<&str> = README.lines().filter(|line| line.contains(&start)).collect();
        assert!(!rows.is_empty(), "lykta {} is missing in the README", command.get_name());
        for part in command.get_subcommands().filter(|part| part.get_name() != "help") {
            let end = format!("{}`", part.get_name());
            assert!(rows.iter().any(|row| row.contains(&end)), "{} is missing in {rows:?}", part.get_name());
        }
    }
}
