//! Tables that leave and enter the house: what a cell may be, and the formats that write and read them.
//!
//! A table is written row by row to any [`std::io::Write`] and never held whole, so that its size costs no memory. What
//! a cell *is* stands in [`Cell`], once for every format; how it is put down stands with the format ([`csv`], [`xlsx`],
//! [`geojson`]). [`TableWriter`] writes whichever is asked for.

pub mod csv;
pub mod geojson;
pub mod xlsx;

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::civil::{Date, DateTime};

use self::csv::CsvWriter;
use self::geojson::GeoJsonWriter;
use self::xlsx::XlsxWriter;

/// A format that tables leave in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text for Swedish Excel.
    Csv,
    /// A workbook with real numbers and dates.
    Xlsx,
    /// For maps: RFC 7946.
    GeoJson,
}

impl Format {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::GeoJson];

    /// The word that addresses, forms, the command line and file names use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
        }
    }

    /// The format of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::GeoJson => "GeoJSON",
        }
    }

    /// Its media type (IANA).
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoJson => "application/geo+json",
        }
    }
}

/// A column of a table that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading, for people.
    pub heading: String,
    /// Its name, for programs: small letters, the same in every language.
    pub name: &'static str,
    /// How wide a workbook shows it.
    ///
    /// - **Units:** characters.
    pub width: u16,
}

/// Takes the rows of a table.
pub trait Rows {
    /// Takes one row, which has as many cells as there are columns, and where it is: degrees north and east (WGS84), when
    /// that is known. Only maps make use of it.
    ///
    /// # Errors
    /// When the writer below fails, or the number of cells is not that of the columns.
    fn row(&mut self, cells: &[Cell<'_>], point: Option<(f64, f64)>) -> io::Result<()>;
}

/// Writes a table in any format, row by row, to anything that can be written to.
pub enum TableWriter<W: Write> {
    /// As CSV.
    Csv(Box<CsvWriter<W>>),
    /// As a workbook.
    Xlsx(Box<XlsxWriter<W>>),
    /// As `GeoJSON`.
    GeoJson(GeoJsonWriter<W>),
}

impl<W: Write + Send> TableWriter<W> {
    /// Begins the file. `title` is what it is called inside, where the format has a place for that.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn begin(format: Format, out: W, title: &str, columns: &[Column]) -> io::Result<Self> {
        Ok(match format {
            Format::Csv => {
                let headings: Vec<&str> = columns.iter().map(|column| column.heading.as_str()).collect();
                Self::Csv(Box::new(CsvWriter::begin(out, &headings)?))
            }
            Format::Xlsx => Self::Xlsx(Box::new(XlsxWriter::begin(out, title, columns)?)),
            Format::GeoJson => Self::GeoJson(GeoJsonWriter::begin(out, columns)?),
        })
    }

    /// Writes out what is still held back and gives the writer below again. A file is whole only after this.
    ///
    /// # Errors
    /// When the writer below fails.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Csv(table) => table.finish(),
            Self::Xlsx(table) => table.finish(),
            Self::GeoJson(table) => table.finish(),
        }
    }
}

impl<W: Write + Send> Rows for TableWriter<W> {
    fn row(&mut self, cells: &[Cell<'_>], point: Option<(f64, f64)>) -> io::Result<()> {
        match self {
            Self::Csv(table) => table.row(cells.iter().copied()),
            Self::Xlsx(table) => table.row(cells),
            Self::GeoJson(table) => table.row(cells, point),
        }
    }
}

/// What stands in one cell of a table that is written.
///
/// The kind matters to the program that opens the file: a number cell is a number there and can be summed, a text cell
/// is made [`harmless`], because it may hold what a stranger typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing: not known, or does not apply.
    Empty,
    /// Text from anybody.
    Text(&'a str),
    /// A whole number, such as a count or an id.
    Integer(i64),
    /// A number and how many decimals of it are written. One that is not finite is written as an empty cell.
    Decimal(f64, usize),
    /// A calendar day.
    Date(Date),
    /// A day and time in Stockholm, written to the minute.
    Time(DateTime),
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl From<Option<i64>> for Cell<'_> {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Integer)
    }
}

/// The text in a form that no spreadsheet takes for a formula.
///
/// A text that begins with `=`, `+`, `-` or `@` (also after white space, also in their full-width forms), or with a tab
/// or a line break, gets a leading apostrophe; every other text comes back as it was. Free text from the public that a
/// spreadsheet calculates can fetch addresses and run commands on the reader's machine (OWASP, *CSV Injection*).
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['\t', '\r', '\n']) || could_be_a_formula(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn could_be_a_formula(text: &str) -> bool {
    let unseen = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
    text.trim_start_matches(unseen).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_gets_an_apostrophe() {
        for risky in
            ["=1+1", "+46 70", "-bråk-", "@SUM(A1)", "  =1", "\u{a0}=1", "\u{feff}=1", "\tx", "\rx", "\nx", "＝1"]
        {
            assert_eq!(harmless(risky), format!("'{risky}"), "{risky:?}");
        }
    }

    #[test]
    fn ordinary_text_is_left_as_it_was() {
        for plain in ["", " ", "Fittja", "1-2 personer", "a=b", "'=1", "klotter @ torget", " och = så"] {
            assert_eq!(harmless(plain), plain);
        }
    }
}
