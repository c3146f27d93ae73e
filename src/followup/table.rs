//! Tables that come in: every line is read, everything that is wrong is told, and half a table is none.
//!
//! CSV with comma or semicolon, UTF-8 with or without a byte order mark, a header that names the columns in any order.

use std::io::Read;

use crate::privacy::{self, Verdict};
use crate::tables::csv::{CsvReader, Record, TableFault};
use crate::web::Message;

/// The most rows of a table: every indicator of every municipality for a decade is fewer.
const MOST_ROWS: usize = 200_000;
/// Characters of the longest text in a cell.
pub const LONGEST_WORDS: usize = 200;
/// The years that anything is told of.
pub const YEARS: std::ops::RangeInclusive<i64> = 1900..=2200;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1, the header included; `None` when it is the file as a whole.
    pub line: Option<u64>,
    /// What is wrong, in the order it was found.
    pub faults: Vec<Message>,
}

impl BadLine {
    /// A line with one fault.
    #[must_use]
    pub fn one(line: u64, fault: Message) -> Self {
        Self { line: Some(line), faults: vec![fault] }
    }

    /// A file that is wrong as a whole.
    #[must_use]
    pub fn whole(fault: Message) -> Self {
        Self { line: None, faults: vec![fault] }
    }
}

/// What loading a table did. Every row of it is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Rows that say what was not known.
    pub new: usize,
    /// Rows that say something else than what was known.
    pub changed: usize,
    /// Rows that say what was known.
    pub known: usize,
}

/// A row while it is read: cells out, faults in.
pub struct Row<'a> {
    record: &'a Record,
    /// Whether whoever loads the table says that what may point out a person does not.
    is_confirmed: bool,
    faults: Vec<Message>,
}

impl Row<'_> {
    /// A cell without white space around it.
    #[must_use]
    pub fn cell(&self, column: &str) -> &str {
        self.record.cell(column).trim()
    }

    /// Notes a fault.
    pub fn add(&mut self, fault: Message) {
        self.faults.push(fault);
    }

    /// Notes the fault of what could not be read and gives `None`, or what could.
    pub fn sift<T>(&mut self, read: Result<T, Message>) -> Option<T> {
        read.map_err(|fault| self.add(fault)).ok()
    }

    /// A free text, judged by the guard of personal data. `missing`: what is said of an empty one, if it may not be.
    pub fn words(&mut self, column: &str, missing: Option<&'static str>) -> String {
        let text = self.cell(column).to_owned();
        if text.is_empty() {
            self.faults.extend(missing.map(Message::new));
        } else if text.chars().count() > LONGEST_WORDS || text.contains(char::is_control) {
            self.add(Message::new("counts-words").with("most", LONGEST_WORDS.to_string()));
        } else {
            match privacy::judge(&text) {
                Verdict::Stop(_) => self.add(Message::new("counts-person-stop")),
                Verdict::Warn(_) if !self.is_confirmed => self.add(Message::new("counts-person-warn")),
                Verdict::Warn(_) | Verdict::Pass => {}
            }
        }
        text
    }

    /// The year in the column `year`.
    pub fn year(&mut self) -> Option<i64> {
        let read = read_year(self.cell("year"));
        self.sift(read)
    }

    /// A whole number from 0; `None` when the cell is empty.
    pub fn count(&mut self, column: &str) -> Option<i64> {
        let read = read_count(self.cell(column));
        self.sift(read).flatten()
    }
}

/// A year: four digits.
///
/// # Errors
/// What to say of anything else.
pub fn read_year(text: &str) -> Result<i64, Message> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| Message::new("indicator-fault-year").with("year", cut(text)))
}

/// A whole number from 0, with or without its thousands apart; `None` when there is nothing.
///
/// # Errors
/// What to say of anything else.
pub fn read_count(text: &str) -> Result<Option<i64>, Message> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let count = digits.parse::<u32>().map(|count| Some(i64::from(count)));
    count.map_err(|_| Message::new("indicator-fault-count").with("count", cut(text)))
}

/// Reads a table whose header names all of `required` and may name `optional`; gives every row with its line.
/// `read_row` gives `None` when it noted a fault.
///
/// # Errors
/// Every line that is wrong, and everything that is wrong with it.
pub fn read<T>(
    input: impl Read,
    (required, optional): (&[&'static str], &[&'static str]),
    is_confirmed: bool,
    mut read_row: impl FnMut(&mut Row<'_>) -> Option<T>,
) -> Result<Vec<(u64, T)>, Vec<BadLine>> {
    let whole = |fault: Message| vec![BadLine::whole(fault)];
    let table = CsvReader::open(input, required, optional).map_err(|fault| whole(told(&fault)))?;
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    for (number, record) in table.enumerate() {
        if number == MOST_ROWS {
            return Err(whole(Message::new("counts-too-many").with("most", MOST_ROWS.to_string())));
        }
        let record = match record {
            Ok(record) => record,
            Err(fault) => {
                bad.push(BadLine { line: fault.line(), faults: vec![told(&fault)] });
                continue;
            }
        };
        let mut row = Row { record: &record, is_confirmed, faults: Vec::new() };
        match read_row(&mut row) {
            Some(read) if row.faults.is_empty() => rows.push((record.line, read)),
            _ => bad.push(BadLine { line: Some(record.line), faults: row.faults }),
        }
    }
    if bad.is_empty() && rows.is_empty() {
        return Err(whole(Message::new("counts-empty")));
    }
    if bad.is_empty() { Ok(rows) } else { Err(bad) }
}

fn told(fault: &TableFault) -> Message {
    match fault {
        TableFault::Source(_) => Message::new("counts-unreadable"),
        TableFault::NoHeader => Message::new("counts-empty"),
        TableFault::MissingColumns(columns) => Message::new("counts-columns").with("columns", columns.join(", ")),
        TableFault::RepeatedColumn(column) => Message::new("counts-column-twice").with("column", cut(column)),
        TableFault::NotUtf8 { .. } => Message::new("counts-not-utf8"),
        TableFault::CellCount { expected, found, .. } => {
            Message::new("counts-cells").with("expected", expected.to_string()).with("found", found.to_string())
        }
        TableFault::OpenQuote { .. } => Message::new("counts-open-quote"),
    }
}

/// As much of a cell as a message repeats.
#[must_use]
pub fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}
