//! Reads the police's own counts from a table, row by row, and tells everything that is wrong with it.
//!
//! The table is CSV (comma or semicolon, with or without a byte order mark) with a header and these columns in any order:
//!
//! | column | what stands in it |
//! | --- | --- |
//! | `week` | an ISO week that has begun: `2026-W47` |
//! | `district` | a district's name or code; empty when it is not told |
//! | `category` | what was counted, in the police's word |
//! | `count` | how many: a whole number, 0 and up |
//! | `source` | where the figure is from, for whoever reads it |

use std::collections::HashMap;
use std::io::Read;

use crate::districts::Ground;
use crate::privacy::{self, Verdict};
use crate::tables::csv::{CsvReader, Record, TableFault};
use crate::time::IsoWeek;
use crate::web::Message;

/// The columns that a table must have.
pub const COLUMNS: [&str; 5] = ["week", "district", "category", "count", "source"];
/// The most rows of a table: ten years of fifty categories in seven districts are fewer.
const MOST_ROWS: usize = 200_000;
/// Characters of the longest category and the longest source.
pub const LONGEST_WORDS: usize = 120;
/// No week of a municipality has so many of anything.
const LARGEST_COUNT: i64 = 100_000;

/// A row of the table with nothing wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRow {
    /// The week.
    pub week: IsoWeek,
    /// The district's key; `None` when it is not told.
    pub district: Option<i64>,
    /// What was counted.
    pub category: String,
    /// How many.
    pub count: i64,
    /// Where the figure is from.
    pub source: String,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1, the header included; `None` when it is the file as a whole.
    pub line: Option<u64>,
    /// What is wrong, in the order of the columns.
    pub faults: Vec<Message>,
}

/// What rows are judged by.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The districts.
    pub ground: &'a Ground,
    /// The present week: nothing is counted in one that has not begun.
    pub this_week: IsoWeek,
    /// Whether whoever loads the file says that what may point out a person does not.
    pub is_confirmed: bool,
}

/// Reads a table. Half a table is none: with a single bad line nothing is taken.
///
/// # Errors
/// Every line that is wrong, and everything that is wrong with it.
pub fn read(input: impl Read, rules: Rules<'_>) -> Result<Vec<CountRow>, Vec<BadLine>> {
    let whole = |fault: Message| vec![BadLine { line: None, faults: vec![fault] }];
    let table = CsvReader::open(input, &COLUMNS, &[]).map_err(|fault| whole(told(&fault)))?;
    let (mut rows, mut bad, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    for (number, record) in table.enumerate() {
        if number == MOST_ROWS {
            return Err(whole(Message::new("counts-too-many").with("most", MOST_ROWS.to_string())));
        }
        let (line, read) = match record {
            Ok(record) => (Some(record.line), read_row(&record, rules)),
            Err(fault) => (fault.line(), Err(vec![told(&fault)])),
        };
        let read = read.and_then(|row| {
            let key = (row.week, row.district, row.category.clone(), row.source.clone());
            match (seen.insert(key, line), line) {
                (Some(Some(first)), _) => Err(vec![Message::new("counts-repeated").with("line", first.to_string())]),
                _ => Ok(row),
            }
        });
        match read {
            Ok(row) => rows.push(row),
            Err(faults) => bad.push(BadLine { line, faults }),
        }
    }
    if bad.is_empty() && rows.is_empty() {
        return Err(whole(Message::new("counts-empty")));
    }
    if bad.is_empty() { Ok(rows) } else { Err(bad) }
}

fn read_row(record: &Record, rules: Rules<'_>) -> Result<CountRow, Vec<Message>> {
    let mut faults = Vec::new();
    let mut sift = |read: Result<(), Message>| faults.extend(read.err());
    let cell = |column: &str| record.cell(column).trim().to_owned();
    let week = read_week(&cell("week"), rules.this_week);
    let district = read_district(&cell("district"), rules.ground);
    let category = read_words(cell("category"), "counts-category-missing", rules.is_confirmed);
    let count = read_count(&cell("count"));
    let source = read_words(cell("source"), "counts-source-missing", rules.is_confirmed);
    sift(week.as_ref().map(drop).map_err(Clone::clone));
    sift(district.as_ref().map(drop).map_err(Clone::clone));
    sift(category.as_ref().map(drop).map_err(Clone::clone));
    sift(count.as_ref().map(drop).map_err(Clone::clone));
    sift(source.as_ref().map(drop).map_err(Clone::clone));
    match (week, district, category, count, source) {
        (Ok(week), Ok(district), Ok(category), Ok(count), Ok(source)) => {
            Ok(CountRow { week, district, category, count, source })
        }
        _ => Err(faults),
    }
}

fn read_week(text: &str, this_week: IsoWeek) -> Result<IsoWeek, Message> {
    match text.parse::<IsoWeek>() {
        Ok(week) if week > this_week => Err(Message::new("counts-week-future").with("week", text)),
        Ok(week) => Ok(week),
        Err(_) => Err(Message::new("counts-week").with("week", cut(text))),
    }
}

fn read_district(text: &str, ground: &Ground) -> Result<Option<i64>, Message> {
    if text.is_empty() {
        return Ok(None);
    }
    let wanted = text.to_lowercase();
    let named = |name: &str| name.to_lowercase() == wanted;
    let found = ground.districts().into_iter().find(|known| named(&known.name) || named(&known.code));
    found.map(|known| Some(known.id)).ok_or_else(|| Message::new("counts-district").with("district", cut(text)))
}

fn read_count(text: &str) -> Result<i64, Message> {
    let count = text.parse().ok().filter(|count| (0..=LARGEST_COUNT).contains(count));
    count.ok_or_else(|| Message::new("counts-count").with("count", cut(text)))
}

/// Words of a cell, judged by the guard of personal data. `missing` is the text key of what is said when there are none.
///
/// # Errors
/// What is wrong with them.
pub fn read_words(text: String, missing: &'static str, is_confirmed: bool) -> Result<String, Message> {
    if text.is_empty() {
        return Err(Message::new(missing));
    }
    if text.chars().count() > LONGEST_WORDS || text.contains(char::is_control) {
        return Err(Message::new("counts-words").with("most", LONGEST_WORDS.to_string()));
    }
    match privacy::judge(&text) {
        Verdict::Stop(_) => Err(Message::new("counts-person-stop")),
        Verdict::Warn(_) if !is_confirmed => Err(Message::new("counts-person-warn")),
        Verdict::Warn(_) | Verdict::Pass => Ok(text),
    }
}

/// What is said of a table, or a line of it, that could not be read.
#[must_use]
pub fn told(fault: &TableFault) -> Message {
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
fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}
