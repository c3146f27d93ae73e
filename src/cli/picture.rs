//! `lykta picture`: the situation picture of a week, for other programs and for a terminal.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CommandError, open};
use crate::config::Config;
use crate::db;
use crate::districts::{Division, Ground, lay_foundation};
use crate::incidents::category::Kind;
use crate::situation::Picture;
use crate::situation::compute::Figures;
use crate::texts::Language;
use crate::time::{Clock, IsoWeek};

/// Which week, and how.
#[derive(Debug, Args)]
pub(super) struct PictureArgs {
    /// The ISO week, such as 2026-W47
    week: IsoWeek,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// main: parts folded into their districts; all: every district apart
    #[arg(long, default_value = "main", value_parser = read_division)]
    division: Division,
    /// Write to this file instead of standard output
    #[arg(short, long)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For programs: every figure, null where it is not known
    Json,
    /// For reading: the tables by district
    Text,
}

fn read_division(word: &str) -> Result<Division, String> {
    Division::from_word(word).ok_or_else(|| "a division is main or all".to_owned())
}

/// Counts the picture and prints it.
pub(super) fn run(config: &Config, args: &PictureArgs) -> Result<(), CommandError> {
    let db = open(config)?;
    let now = Clock::system().now();
    db::run_migrations(&db)?;
    lay_foundation(&db, config.municipality, now)?;
    let picture = db.read_here(|connection| {
        let ground = Ground::load(connection)?;
        Picture::draft(connection, &ground, args.week, args.division, now, Language::Swedish)
    })?;
    let text = match args.format {
        Format::Json => serde_json::to_string_pretty(&picture)? + "\n",
        Format::Text => told(&picture),
    };
    match &args.output {
        Some(file) => {
            std::fs::write(file, text).map_err(|fault| format!("cannot write {}: {fault}", file.display()))?;
        }
        None => print!("{text}"),
    }
    Ok(())
}

/// The picture as tables for a terminal, one for each kind.
fn told(picture: &Picture) -> String {
    let language = Language::Swedish;
    let t = |key: &str| language.text(key);
    let title = language.text_with("situation-title", &[("week", picture.week.number().into())]);
    let mut text = format!("{title}, {} ({})\n", language.days_of(picture.week), t("situation-draft").to_lowercase());
    let whole = t("situation-whole");
    let names = picture.districts.iter().map(|row| row.name.as_str()).chain([whole.as_str()]);
    let width = names.map(|name| name.chars().count()).max().unwrap_or(0);
    for kind in Kind::ALL {
        let caption = match kind {
            Kind::Event => "situation-events",
            Kind::UnsafePlace => "situation-unsafe-places",
            Kind::PlannedEvent => "situation-planned-events",
        };
        let columns = ["count", "mean-4", "mean-12", "last-year", "per-1000"]
            .map(|column| format!("{:>11}", t(&format!("situation-column-{column}"))));
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{:width$}{}\n", t(caption), columns.concat());
        let rows = picture.districts.iter().map(|row| (row.name.as_str(), &row.totals));
        for (name, totals) in rows.chain([(whole.as_str(), &picture.totals)]) {
            let _ = writeln!(text, "{name:width$}{}", figures(&totals.of(kind).figures, language));
        }
    }
    let _ = write!(text, "\n{}\n", t("situation-note-reports"));
    text
}

fn figures(figures: &Figures, language: Language) -> String {
    let known = |figure: Option<String>| format!("{:>11}", figure.unwrap_or_else(|| "–".to_owned()));
    [
        Some(language.number(figures.count)),
        figures.mean_4.map(|mean| language.decimal(mean, 1)),
        figures.mean_12.map(|mean| language.decimal(mean, 1)),
        figures.same_week_last_year.map(|count| language.number(count)),
        figures.per_1000.map(|rate| language.decimal(rate, 2)),
    ]
    .map(known)
    .concat()
}
