//! `lykta picture`: the situation picture of a week, for other programs and for a terminal: the latest approved version byte
//! for byte, or the draft as it is now.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CommandError, open};
use crate::config::Config;
use crate::db::{self, DbConnection};
use crate::districts::{Division, Ground, lay_foundation};
use crate::error::AppError;
use crate::incidents::category::Kind;
use crate::situation::compute::Figures;
use crate::situation::picture::Status;
use crate::situation::shared::Given;
use crate::situation::versions::actions::given;
use crate::situation::versions::{Edition, FileFormat, store, verify};
use crate::situation::{Picture, SharedPicture, document, shared};
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
    /// Count the picture now, though the week may have been approved
    #[arg(long)]
    draft: bool,
    /// For whom: the working group, with exact counts and places, or shared, what everybody else reads
    #[arg(long, default_value = "working_group", value_parser = read_edition)]
    edition: Edition,
    /// main: parts folded into their districts; all: every district apart, which only drafts have
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
    /// For reading and printing: a page that stands alone
    Html,
    /// The same as a tagged PDF
    Pdf,
    /// For a terminal: the tables by district
    Text,
}

fn read_edition(word: &str) -> Result<Edition, String> {
    Edition::from_word(word).ok_or_else(|| "an edition is working_group or shared".to_owned())
}

fn read_division(word: &str) -> Result<Division, String> {
    Division::from_word(word).ok_or_else(|| "a division is main or all".to_owned())
}

/// Prints the latest approved version, or the draft.
pub(super) fn run(config: &Config, args: &PictureArgs) -> Result<(), CommandError> {
    let db = open(config)?;
    let now = Clock::system().now();
    db::run_migrations(&db)?;
    lay_foundation(&db, config.municipality, now)?;
    let wants_draft = args.draft || args.division != Division::Main;
    let approved = if wants_draft { None } else { db.read_here(|connection| find_approved(connection, args))? };
    let bytes = if let Some(approved) = approved {
        approved.bytes(args)?
    } else {
        let (picture, given) = db.read_snapshot_here(|connection| -> Result<_, AppError> {
            let ground = Ground::load(connection)?;
            let draft = Picture::draft(connection, &ground, args.week, args.division, now, Language::Swedish)?;
            Ok((draft, given(connection, args.week)?))
        })?;
        of_draft(&picture, &given, args)?
    };
    match &args.output {
        Some(file) => {
            std::fs::write(file, bytes).map_err(|fault| format!("cannot write {}: {fault}", file.display()))?;
        }
        None => std::io::stdout().write_all(&bytes)?,
    }
    Ok(())
}

/// A file of an approved version.
struct Approved {
    version: i64,
    format: FileFormat,
    sha256: String,
    bytes: Option<Vec<u8>>,
}

/// The file that is wanted of the latest approved version; for a terminal its JSON, which the tables are made from.
fn find_approved(connection: &mut DbConnection, args: &PictureArgs) -> Result<Option<Approved>, AppError> {
    let Some(version) = store::find_latest(connection, args.week)? else { return Ok(None) };
    let format = match args.format {
        Format::Json | Format::Text => FileFormat::Json,
        Format::Html => FileFormat::Html,
        Format::Pdf => FileFormat::Pdf,
    };
    let file = store::find_file(connection, version.id, args.edition, format)?;
    let (sha256, bytes) = file.map_or_else(Default::default, |file| (file.sha256, file.bytes));
    Ok(Some(Approved { version: version.version, format, sha256, bytes }))
}

impl Approved {
    /// Its bytes, if they are what was approved.
    fn bytes(self, args: &PictureArgs) -> Result<Vec<u8>, CommandError> {
        let kept = self.bytes.filter(|bytes| verify::is_intact(self.format, bytes, &self.sha256));
        let bytes = kept.ok_or_else(|| {
            format!(
                "version {} of {} is not what was approved any more; run `lykta check`, and compare with a backup",
                self.version, args.week
            )
        })?;
        match (args.format, args.edition) {
            (Format::Text, Edition::WorkingGroup) => Ok(told(&serde_json::from_slice(&bytes)?).into_bytes()),
            (Format::Text, Edition::Shared) => Err(NO_SHARED_TEXT.into()),
            _ => Ok(bytes),
        }
    }
}

const NO_SHARED_TEXT: &str = "the shared edition is written as json, html or pdf; say which with --format";

fn of_draft(picture: &Picture, given: &Given, args: &PictureArgs) -> Result<Vec<u8>, CommandError> {
    let json = |json: serde_json::Result<String>| Ok::<_, CommandError>((json? + "\n").into_bytes());
    let shared = || SharedPicture::of(picture, given);
    match (args.format, args.edition) {
        (Format::Json, Edition::WorkingGroup) => json(serde_json::to_string_pretty(picture)),
        (Format::Json, Edition::Shared) => json(serde_json::to_string_pretty(&shared())),
        (Format::Html, Edition::WorkingGroup) => Ok(document::page(picture)?.into_bytes()),
        (Format::Html, Edition::Shared) => Ok(shared::page(&shared())?.into_bytes()),
        (Format::Pdf, Edition::WorkingGroup) => Ok(document::pdf(picture)?),
        (Format::Pdf, Edition::Shared) => Ok(shared::pdf(&shared())?),
        (Format::Text, Edition::WorkingGroup) => Ok(told(picture).into_bytes()),
        (Format::Text, Edition::Shared) => Err(NO_SHARED_TEXT.into()),
    }
}

/// The picture as tables for a terminal, one for each kind.
fn told(picture: &Picture) -> String {
    let language = Language::Swedish;
    let t = |key: &str| language.text(key);
    let title = language.text_with("situation-title", &[("week", picture.week.number().into())]);
    let status = match picture.status {
        Status::Draft => t("situation-draft").to_lowercase(),
        Status::Approved => language.text_with("versions-status", &[("version", picture.version.into())]),
    };
    let mut text = format!("{title}, {} ({status})\n", language.days_of(picture.week));
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
