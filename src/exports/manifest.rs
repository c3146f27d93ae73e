//! What a file of rows says of itself, so that whoever has it can see that it is whole and what it is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::rows::Selection;
use crate::accounts::{Organisation, Role};
use crate::tables::Format;
use crate::texts::Language;

/// Who took something out: a function of an organisation, never a person's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taker {
    /// The role, as it is called; `lykta` for the command line.
    pub function: String,
    /// The organisation; empty for the command line.
    pub organisation: String,
}

impl Taker {
    /// Somebody of this role in this organisation.
    #[must_use]
    pub fn of(language: Language, role: Role, organisation: &Organisation) -> Self {
        let function = language.text(&format!("role-{}", role.word()));
        Self { function, organisation: organisation.name.clone() }
    }

    /// The command line of the host.
    #[must_use]
    pub fn command_line() -> Self {
        Self { function: "lykta".to_owned(), organisation: String::new() }
    }
}

/// A column as the manifest names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnName {
    /// Its name for programs: GeoJSON's property.
    pub name: String,
    /// Its heading in CSV and XLSX.
    pub heading: String,
}

/// The manifest of a file of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The file's name.
    pub file: String,
    /// Its format: `csv`, `xlsx`, `geojson`.
    pub format: String,
    /// Its media type.
    pub media_type: String,
    /// What its rows are: `incidents`, `observations`, `measures`.
    pub subject: String,
    /// Which of them, in words: what whoever took them may see.
    pub scope: String,
    /// Which of those, as the query of the screen that shows the same.
    pub filter: String,
    /// What had been received until then is in it.
    pub cut_off: Timestamp,
    /// How many rows, the headings not counted.
    pub rows: i64,
    /// How many bytes the file has.
    pub bytes: i64,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// Its columns, in order.
    pub columns: Vec<ColumnName>,
    /// Who took it out.
    pub taken_by: Taker,
    /// The time zone of its days and times.
    pub time_zone: String,
    /// The system of its coordinates.
    pub coordinates: String,
    /// The program that wrote it, with its version.
    pub written_by: String,
}

impl Manifest {
    /// The manifest of a file that is whole. `rows`, `bytes` and `sha256` are what it came to.
    #[must_use]
    pub fn new(
        (selection, filter): (&Selection, &str),
        (format, language): (Format, Language),
        taken_by: &Taker,
        cut_off: Timestamp,
        (rows, bytes, sha256): (i64, i64, &str),
    ) -> Self {
        let columns = selection.columns(language).into_iter();
        let subject = selection.subject();
        Self {
            file: selection.file_name(format),
            format: format.word().to_owned(),
            media_type: format.media_type().to_owned(),
            subject: subject.word().to_owned(),
            scope: language.text(&format!("export-scope-{}", subject.word())),
            filter: filter.to_owned(),
            cut_off,
            rows,
            bytes,
            sha256: sha256.to_owned(),
            columns: columns
                .map(|column| ColumnName { name: column.name.to_owned(), heading: column.heading })
                .collect(),
            taken_by: taken_by.clone(),
            time_zone: "Europe/Stockholm".to_owned(),
            coordinates: "WGS 84 (EPSG:4326)".to_owned(),
            written_by: concat!("Lykta ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// The manifest as the JSON that is kept and handed out.
    ///
    /// # Errors
    /// None that a manifest can have.
    pub fn written(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }
}
