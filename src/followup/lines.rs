//! A table that comes in as a file: read line by line, with everything that is wrong in it told by line. Half a table is
//! none: with a single bad line nothing is taken.

use std::collections::HashMap;
use std::hash::Hash;
use std::io::{BufReader, Read};

use crate::districts::import::ImportError;
use crate::situation::context::table::told;
use crate::tables::csv::{CsvReader, Record};
use crate::texts::Language;
use crate::web::{CONFIRM_PRIVACY, Contents, FieldMessage, Message, Submitted, SubmittedWithFiles, Visit};

pub use crate::situation::context::table::BadLine;

/// The field with the file.
pub const FILE: &str = "table";
/// The most rows of a table.
const MOST_ROWS: usize = 20_000;
/// So many bad lines are told on a page; the others are counted.
const LINES_TOLD: usize = 50;

/// Reads a table that has these columns and no others. `row` reads a line; `key` is what no two of them may share.
///
/// # Errors
/// Every line that is wrong, and everything that is wrong with it.
pub fn read<T, K: Eq + Hash>(
    input: impl Read,
    columns: &[&'static str],
    row: impl Fn(&Record) -> Result<T, Vec<Message>>,
    key: impl Fn(&T) -> K,
) -> Result<Vec<T>, Vec<BadLine>> {
    let whole = |fault: Message| vec![BadLine { line: None, faults: vec![fault] }];
    let table = CsvReader::open(input, columns, &[]).map_err(|fault| whole(told(&fault)))?;
    let unknown = table.unknown_columns();
    if !unknown.is_empty() {
        return Err(whole(Message::new("money-columns-unknown").with("columns", unknown.join(", "))));
    }
    let (mut rows, mut bad, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    for (number, record) in table.enumerate() {
        if number == MOST_ROWS {
            return Err(whole(Message::new("counts-too-many").with("most", MOST_ROWS.to_string())));
        }
        let (line, read) = match record {
            Ok(record) => (Some(record.line), row(&record)),
            Err(fault) => (fault.line(), Err(vec![told(&fault)])),
        };
        let read = read.and_then(|row| match (seen.insert(key(&row), line), line) {
            (Some(Some(first)), _) => Err(vec![Message::new("money-repeated").with("line", first.to_string())]),
            _ => Ok(row),
        });
        match read {
            Ok(row) => rows.push(row),
            Err(faults) => bad.push(BadLine { line, faults }),
        }
    }
    match (bad.is_empty(), rows.is_empty()) {
        (true, true) => Err(whole(Message::new("counts-empty"))),
        (true, false) => Ok(rows),
        (false, _) => Err(bad),
    }
}

/// What a reader gives that was read from cells one by one: the row, or everything that is wrong with it.
#[derive(Default)]
pub struct Sieve(Vec<Message>);

impl Sieve {
    /// The value of a cell, or `None` with its fault noted.
    pub fn sift<T>(&mut self, read: Result<T, Message>) -> Option<T> {
        read.map_err(|fault| self.0.push(fault)).ok()
    }

    /// The row, or the faults.
    ///
    /// # Errors
    /// Everything that was noted.
    pub fn finish<T>(self, row: Option<T>) -> Result<T, Vec<Message>> {
        row.filter(|_| self.0.is_empty()).ok_or(self.0)
    }
}

/// The bad lines as a command tells them, in English as all commands.
#[must_use]
pub fn as_import_error(lines: &[BadLine]) -> ImportError {
    let line = |bad: &BadLine| {
        let faults: Vec<String> = bad.faults.iter().map(|fault| fault.shown(Language::English)).collect();
        bad.line.map_or_else(|| faults.join(" "), |line| format!("line {line}: {}", faults.join(" ")))
    };
    ImportError::Faulty(lines.iter().map(line).collect())
}

/// A form with a file, as far as a table needs it.
pub struct Sent {
    contents: Option<Contents>,
    /// Whether whoever sends it says that what may point out a person does not.
    pub is_confirmed: bool,
}

impl From<SubmittedWithFiles> for Sent {
    fn from(sent: SubmittedWithFiles) -> Self {
        let is_confirmed = sent.form.text(CONFIRM_PRIVACY) == "yes";
        let file = sent.files.into_iter().find(|upload| upload.field == FILE);
        Self { contents: file.map(|upload| upload.contents), is_confirmed }
    }
}

impl Sent {
    /// Reads the file by `table`.
    ///
    /// # Errors
    /// What is wrong with it; also that there is none.
    pub fn read<T>(
        self,
        table: impl FnOnce(BufReader<std::fs::File>) -> Result<T, Vec<BadLine>>,
    ) -> Result<T, Vec<BadLine>> {
        let whole = |key: &'static str| Err(vec![BadLine { line: None, faults: vec![Message::new(key)] }]);
        match self.contents {
            None => whole("counts-file-missing"),
            Some(Contents::TooLarge | Contents::TooMany) => whole("counts-file-large"),
            Some(Contents::Whole(file, _)) => table(BufReader::new(file)),
        }
    }
}

/// What a page tells of a table that was not taken.
#[derive(Default)]
pub struct Refused {
    /// For the summary at the top of the form.
    pub faults: Vec<FieldMessage>,
    /// What is wrong in a sentence; empty when nothing is.
    pub fault: String,
    /// The lines that are wrong: the line, and what is wrong with it.
    pub lines: Vec<(String, String)>,
    /// How many more lines are wrong; empty when all are told.
    pub more: String,
    /// Whether saying that nobody is pointed out would help.
    pub asks_confirmation: bool,
}

impl Refused {
    /// The bad lines, in the language of whoever sent them.
    #[must_use]
    pub fn of(visit: &Visit, bad: &[BadLine]) -> Self {
        let words = |bad: &BadLine| {
            let faults: Vec<String> = bad.faults.iter().map(|fault| fault.shown(visit.language)).collect();
            faults.join(" ")
        };
        let whole: Vec<String> = bad.iter().filter(|bad| bad.line.is_none()).map(words).collect();
        let lines: Vec<(String, String)> =
            bad.iter().filter_map(|bad| Some((bad.line?.to_string(), words(bad)))).collect();
        let fault = match (whole.is_empty(), lines.len()) {
            (false, _) => whole.join(" "),
            (true, 0) => String::new(),
            (true, count) => visit.t_with("counts-refused", &[("count", count.into())]),
        };
        let more = lines.len().saturating_sub(LINES_TOLD);
        let told = FieldMessage { field: FILE.to_owned(), message: fault.clone() };
        Self {
            faults: if fault.is_empty() { Vec::new() } else { vec![told] },
            fault,
            lines: lines.into_iter().take(LINES_TOLD).collect(),
            more: if more > 0 { visit.t_with("counts-more", &[("count", more.into())]) } else { String::new() },
            asks_confirmation: bad.iter().flat_map(|bad| &bad.faults).any(|it| it.key() == "counts-person-warn"),
        }
    }
}

/// What a file that was brought in did, by the address that it led to; empty when none was.
#[must_use]
pub fn brought_in(visit: &Visit, query: &Submitted) -> String {
    let number = |name: &str| query.text(name).parse::<u32>().ok();
    let told = number("read").zip(number("changed"));
    told.map(|(read, changed)| visit.t_with("money-imported", &[("read", read.into()), ("changed", changed.into())]))
        .unwrap_or_default()
}
