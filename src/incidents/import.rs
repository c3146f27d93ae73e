//! Reads reports from a partner's table, row by row, and tells everything that is wrong with each row.
//!
//! The table is CSV (comma or semicolon, with or without a byte order mark) with a header and the columns
//! `reference,category,occurred_from,occurred_to,latitude,longitude,severity,description,organisation` in any order:
//!
//! | column | what stands in it |
//! | --- | --- |
//! | `reference` | the partner's own id of the report; unique within the organisation |
//! | `category` | one of our codes, or the partner's own word when a [`Mapping`] tells what it means |
//! | `occurred_from` | Stockholm time `2026-11-16T21:30` (or a space, or seconds); or RFC 3339 with an offset |
//! | `occurred_to` | the same, when it lies somewhere between two times; empty when the time is known |
//! | `latitude`, `longitude` | WGS84 degrees, decimal point or comma; both or neither |
//! | `severity` | `low`, `medium`, `high`; or `1`, `2`, `3`; or `låg`, `medel`, `hög` |
//! | `description` | up to [`LONGEST_DESCRIPTION`] characters |
//! | `organisation` | whose report it is |
//!
//! Where the point lies and whether the organisation exists is for others to say; nothing here knows a database. A file
//! of any length is read in bounded memory: one row, and sixteen bytes for each reference seen.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io::Read;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::category::Kind;
use super::severity::Severity;
use crate::privacy::{self, Finding, Verdict};
use crate::tables::csv::{CsvReader, Record, TableFault};
use crate::time::{LocalTimeFault, read_local, stockholm, whole_microseconds};

/// The longest description, in characters.
pub const LONGEST_DESCRIPTION: usize = 500;

/// The longest reference and the longest name of an organisation, in characters.
pub const LONGEST_NAME: usize = 200;

/// The columns that a table must have.
const REQUIRED: [&str; 5] = ["reference", "category", "occurred_from", "severity", "organisation"];

/// The columns that a table may lack; they are then empty in each row.
const OPTIONAL: [&str; 4] = ["occurred_to", "latitude", "longitude", "description"];

/// A row of the table with nothing wrong in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRow {
    /// The line on which the row begins, from 1, the header included.
    pub line: u64,
    /// The partner's own id of the report.
    pub reference: String,
    /// One of our categories' codes.
    pub category: String,
    /// When it happened, or the earliest it may have.
    pub occurred_from: Timestamp,
    /// The latest it may have happened, never before `occurred_from`; `None` when the time is known.
    pub occurred_to: Option<Timestamp>,
    /// Latitude and longitude in degrees, WGS84; `None` when the place is not known.
    pub position: Option<(f64, f64)>,
    /// How disturbing it was.
    pub severity: Severity,
    /// What was told; lines are parted by LF. Never with a personal number in it.
    pub description: Option<String>,
    /// What in the reference or the description may point out a person all the same, with the column.
    pub doubts: Vec<(&'static str, Finding)>,
    /// The name of the organisation, as the table has it.
    pub organisation: String,
}

/// A row that is not imported, and everything that is wrong with it.
#[derive(Debug)]
pub struct BadRow {
    /// The line on which the row begins, from 1; `None` when the file itself could not be read on.
    pub line: Option<u64>,
    /// What is wrong, in the order of the columns; never empty.
    pub faults: Vec<RowFault>,
}

/// What is wrong with a row. Texts from the table are cut to 80 characters.
#[derive(Debug)]
pub enum RowFault {
    /// The line is no record of this table.
    Unreadable(TableFault),
    /// The column must not be empty.
    Missing(&'static str),
    /// The text has more characters than the column takes.
    TooLong {
        /// The column.
        column: &'static str,
        /// How many characters it takes.
        most: usize,
        /// How many there are.
        found: usize,
    },
    /// The text has characters that are no text.
    ControlCharacter(&'static str),
    /// The text holds a personal number.
    PersonalNumber {
        /// The column.
        column: &'static str,
        /// Which character of it the number begins with, from 1.
        character: usize,
    },
    /// The category is none of our codes, and the mapping does not tell what it means.
    UnknownCategory(String),
    /// The time is not written as a time with day, hour and minute.
    UnreadableTime(&'static str, String),
    /// The clocks were moved forward over this time, so that it never was.
    SkippedTime(&'static str, String),
    /// The time has not come yet.
    InFuture(&'static str),
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// One coordinate without the other.
    OneCoordinate,
    /// The coordinate is no number.
    UnreadableNumber(&'static str, String),
    /// The coordinate is a number that no place on earth has. Metres of SWEREF 99 are among these.
    OutOfRange(&'static str, String),
    /// The severity is none of the words.
    UnknownSeverity(String),
    /// The organisation has the same reference on an earlier, faultless line.
    RepeatedReference {
        /// That line.
        first_line: u64,
    },
}

/// What rows are judged by.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The present instant: nothing but a planned event lies after it.
    pub now: Timestamp,
    /// The kind of the category with this code; `None` when there is no such category.
    pub kind_of: &'a dyn Fn(&str) -> Option<Kind>,
    /// What the partner's own categories mean.
    pub mapping: Option<&'a Mapping>,
}

/// The rows of a table, read one after the other: an iterator of good rows and bad ones.
pub struct ImportRows<'a, R> {
    table: CsvReader<R>,
    rules: Rules<'a>,
    seen: References,
}

impl<'a, R: Read> ImportRows<'a, R> {
    /// Reads the header.
    ///
    /// # Errors
    /// When the table lacks a required column or its header cannot be read.
    pub fn open(input: R, rules: Rules<'a>) -> Result<Self, TableFault> {
        let table = CsvReader::open(input, &REQUIRED, &OPTIONAL)?;
        Ok(Self { table, rules, seen: References::default() })
    }

    /// The columns that are not read, in lower case.
    #[must_use]
    pub fn unknown_columns(&self) -> &[String] {
        self.table.unknown_columns()
    }

    /// The columns that the table lacks and that are taken as empty.
    #[must_use]
    pub fn lacking_columns(&self) -> Vec<&'static str> {
        OPTIONAL.into_iter().filter(|column| !self.table.has_column(column)).collect()
    }
}

impl<R: Read> Iterator for ImportRows<'_, R> {
    type Item = Result<ImportRow, BadRow>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = match self.table.next()? {
            Ok(record) => record,
            Err(fault) => return Some(Err(BadRow { line: fault.line(), faults: vec![RowFault::Unreadable(fault)] })),
        };
        let bad = |faults| BadRow { line: Some(record.line), faults };
        let row = read_row(&record, self.rules).map_err(bad).and_then(|row| match self.seen.note(&row) {
            None => Ok(row),
            Some(first_line) => Err(bad(vec![RowFault::RepeatedReference { first_line }])),
        });
        Some(row)
    }
}

/// The references of the good rows so far, as hashes, and the line of each.
///
/// Two of a million references share a hash in one of some 40 million files; such a row would be listed as repeated.
#[derive(Default)]
struct References {
    hashing: RandomState,
    lines: HashMap<u64, u64>,
}

impl References {
    /// Notes the row's reference; gives the line on which it stood already.
    fn note(&mut self, row: &ImportRow) -> Option<u64> {
        let key = self.hashing.hash_one((&row.organisation, &row.reference));
        let first_line = *self.lines.entry(key).or_insert(row.line);
        (first_line != row.line).then_some(first_line)
    }
}

/// Collects the faults of a row while its cells are read, so that all of them are told at once.
struct RowReader<'a> {
    record: &'a Record,
    faults: Vec<RowFault>,
}

fn read_row(record: &Record, rules: Rules<'_>) -> Result<ImportRow, Vec<RowFault>> {
    let mut cells = RowReader { record, faults: Vec::new() };
    let reference = cells.required_text("reference");
    let mut doubts = cells.doubts("reference", reference.as_deref());
    let category = cells.category(rules);
    let occurred = cells.occurred();
    cells.refuse_future(occurred, category.as_ref().map(|(_, kind)| *kind), rules.now);
    let position = cells.position();
    let severity = cells.severity();
    let description = cells.description();
    doubts.extend(cells.doubts("description", description.as_deref()));
    let organisation = cells.required_text("organisation");
    match (reference, category, occurred, severity, organisation) {
        (
            Some(reference),
            Some((category, _)),
            Some((occurred_from, occurred_to)),
            Some(severity),
            Some(organisation),
        ) if cells.faults.is_empty() => {
            let line = record.line;
            let row = ImportRow {
                line,
                reference,
                category,
                occurred_from,
                occurred_to,
                position,
                severity,
                description,
                doubts,
                organisation,
            };
            Ok(row)
        }
        _ => Err(cells.faults),
    }
}

type Occurred = (Timestamp, Option<Timestamp>);

impl RowReader<'_> {
    fn cell(&self, column: &str) -> &str {
        self.record.cell(column).trim()
    }

    fn required_cell(&mut self, column: &'static str) -> Option<String> {
        let cell = self.cell(column).to_owned();
        if cell.is_empty() {
            self.faults.push(RowFault::Missing(column));
            return None;
        }
        Some(cell)
    }

    fn required_text(&mut self, column: &'static str) -> Option<String> {
        let text = self.required_cell(column)?;
        self.refuse_long(column, &text, LONGEST_NAME);
        if text.contains(char::is_control) {
            self.faults.push(RowFault::ControlCharacter(column));
        }
        Some(text)
    }

    fn refuse_long(&mut self, column: &'static str, text: &str, most: usize) {
        let found = text.chars().count();
        if found > most {
            self.faults.push(RowFault::TooLong { column, most, found });
        }
    }

    fn category(&mut self, rules: Rules<'_>) -> Option<(String, Kind)> {
        let word = self.required_cell("category")?;
        let code = rules.mapping.and_then(|mapping| mapping.find_code(&word)).unwrap_or(&word).to_uppercase();
        if let Some(kind) = (rules.kind_of)(&code) {
            return Some((code, kind));
        }
        self.faults.push(RowFault::UnknownCategory(cut(&word)));
        None
    }

    fn occurred(&mut self) -> Option<Occurred> {
        let from = self.required_cell("occurred_from").and_then(|text| self.time("occurred_from", &text));
        let text = self.cell("occurred_to").to_owned();
        if text.is_empty() {
            return from.map(|from| (from, None));
        }
        let to = self.time("occurred_to", &text);
        let (from, mut to) = (from?, to?);
        if to < from {
            // An interval may begin in the first of the two hours that autumn's change of clocks shows alike, and end
            // in the second.
            to = second_occurrence(&text).unwrap_or(to);
        }
        if to < from {
            self.faults.push(RowFault::EndsBeforeItBegins);
            return None;
        }
        Some((from, Some(to)))
    }

    fn time(&mut self, column: &'static str, text: &str) -> Option<Timestamp> {
        match read_time(text) {
            Ok(instant) => Some(instant),
            Err(LocalTimeFault::Unreadable) => {
                self.faults.push(RowFault::UnreadableTime(column, cut(text)));
                None
            }
            Err(LocalTimeFault::Skipped) => {
                self.faults.push(RowFault::SkippedTime(column, cut(text)));
                None
            }
        }
    }

    /// Nothing that happened lies in the future; what is planned does.
    fn refuse_future(&mut self, occurred: Option<Occurred>, kind: Option<Kind>, now: Timestamp) {
        let Some((from, to)) = occurred else { return };
        if kind == Some(Kind::PlannedEvent) {
            return;
        }
        if from > now {
            self.faults.push(RowFault::InFuture("occurred_from"));
        } else if to.is_some_and(|to| to > now) {
            self.faults.push(RowFault::InFuture("occurred_to"));
        }
    }

    fn position(&mut self) -> Option<(f64, f64)> {
        if self.cell("latitude").is_empty() != self.cell("longitude").is_empty() {
            self.faults.push(RowFault::OneCoordinate);
            return None;
        }
        if self.cell("latitude").is_empty() {
            return None;
        }
        let latitude = self.coordinate("latitude", -90.0..=90.0);
        let longitude = self.coordinate("longitude", -180.0..=180.0);
        Some((latitude?, longitude?))
    }

    fn coordinate(&mut self, column: &'static str, range: RangeInclusive<f64>) -> Option<f64> {
        let text = self.cell(column);
        let fault = match read_decimal(text) {
            Some(degrees) if range.contains(&degrees) => return Some(degrees),
            Some(_) => RowFault::OutOfRange(column, cut(text)),
            None => RowFault::UnreadableNumber(column, cut(text)),
        };
        self.faults.push(fault);
        None
    }

    fn severity(&mut self) -> Option<Severity> {
        let word = self.required_cell("severity")?;
        let severity = Severity::read(&word);
        if severity.is_none() {
            self.faults.push(RowFault::UnknownSeverity(cut(&word)));
        }
        severity
    }

    fn description(&mut self) -> Option<String> {
        let text = self.cell("description").replace("\r\n", "\n");
        self.refuse_long("description", &text, LONGEST_DESCRIPTION);
        if text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
            self.faults.push(RowFault::ControlCharacter("description"));
        }
        (!text.is_empty()).then_some(text)
    }

    /// What may point out a person in a free text; personal numbers are faults.
    fn doubts(&mut self, column: &'static str, text: Option<&str>) -> Vec<(&'static str, Finding)> {
        match privacy::judge(text.unwrap_or_default()) {
            Verdict::Pass => Vec::new(),
            Verdict::Warn(findings) => findings.into_iter().map(|finding| (column, finding)).collect(),
            Verdict::Stop(findings) => {
                let fault = |finding: Finding| RowFault::PersonalNumber { column, character: finding.character };
                self.faults.extend(findings.into_iter().map(fault));
                Vec::new()
            }
        }
    }
}

/// Reads a time with an offset as it stands, and one without as Stockholm time: a time that was skipped is a fault, one
/// that occurred twice means the first.
fn read_time(text: &str) -> Result<Timestamp, LocalTimeFault> {
    // A day alone is no time: midnight would be a guess.
    if !text.contains(':') {
        return Err(LocalTimeFault::Unreadable);
    }
    // With an offset first, for a local time would be read by passing over it.
    Timestamp::from_str(text).map(whole_microseconds).or_else(|_| read_local(text))
}

/// The later of the two instants that a Stockholm time means in the hour that is shown twice.
fn second_occurrence(text: &str) -> Option<Timestamp> {
    if Timestamp::from_str(text).is_ok() {
        return None;
    }
    let local = DateTime::from_str(text).ok()?;
    let zoned = stockholm().into_ambiguous_zoned(local).later().ok()?;
    Some(whole_microseconds(zoned.timestamp()))
}

/// Reads a number with a decimal point or comma, without exponent.
fn read_decimal(text: &str) -> Option<f64> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.,".contains(&byte)) {
        return None;
    }
    text.replacen(',', ".", 1).parse().ok()
}

/// The text as it is shown in a list of faults.
fn cut(text: &str) -> String {
    text.chars().take(80).collect()
}

/// What a partner's own categories mean in ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(HashMap<String, String>);

/// What is wrong with a line of a mapping.
#[derive(Debug)]
pub enum MappingFault {
    /// The file or the line cannot be read.
    Unreadable(TableFault),
    /// The column must not be empty.
    Missing(&'static str),
    /// There is no category with this code.
    UnknownCode(String),
    /// The word has another meaning on an earlier line.
    Contradiction(String),
}

impl Mapping {
    /// Reads a mapping from a table with the columns `from` (the partner's word, in any case) and `to` (our code).
    ///
    /// `kind_of` tells the kind of one of our categories, as in [`Rules`].
    ///
    /// # Errors
    /// Every line that is wrong and why; a mapping with a fault is not used at all, for rows would end up in the wrong
    /// category.
    pub fn read(
        input: impl Read,
        kind_of: &dyn Fn(&str) -> Option<Kind>,
    ) -> Result<Self, Vec<(Option<u64>, MappingFault)>> {
        let table = CsvReader::open(input, &["from", "to"], &[])
            .map_err(|fault| vec![(fault.line(), MappingFault::Unreadable(fault))])?;
        let mut meanings = HashMap::new();
        let mut faults = Vec::new();
        for record in table {
            let line = record.as_ref().map_or_else(TableFault::line, |record| Some(record.line));
            let noted =
                record.map_err(MappingFault::Unreadable).and_then(|record| note(&mut meanings, &record, kind_of));
            faults.extend(noted.err().map(|fault| (line, fault)));
        }
        if faults.is_empty() { Ok(Self(meanings)) } else { Err(faults) }
    }

    /// Our code for the partner's word.
    #[must_use]
    pub fn find_code(&self, word: &str) -> Option<&str> {
        self.0.get(&word.trim().to_lowercase()).map(String::as_str)
    }
}

fn note(
    meanings: &mut HashMap<String, String>,
    record: &Record,
    kind_of: &dyn Fn(&str) -> Option<Kind>,
) -> Result<(), MappingFault> {
    let (from, to) = (record.cell("from").trim(), record.cell("to").trim());
    for (column, cell) in [("from", from), ("to", to)] {
        if cell.is_empty() {
            return Err(MappingFault::Missing(column));
        }
    }
    let code = to.to_uppercase();
    if kind_of(&code).is_none() {
        return Err(MappingFault::UnknownCode(cut(to)));
    }
    let meaning = meanings.entry(from.to_lowercase()).or_insert_with(|| code.clone());
    if *meaning == code { Ok(()) } else { Err(MappingFault::Contradiction(cut(from))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incidents::category::find_category;
    use std::cell::Cell;
    use std::io;

    const HEADER: &str =
        "reference,category,occurred_from,occurred_to,latitude,longitude,severity,description,organisation\n";

    fn kind_of(code: &str) -> Option<Kind> {
        find_category(code).map(|category| category.kind)
    }

    fn rules(mapping: Option<&Mapping>) -> Rules<'_> {
        Rules { now: "2026-11-16T21:00:00Z".parse().unwrap(), kind_of: &kind_of, mapping }
    }

    fn rows(lines: &str) -> Vec<Result<ImportRow, BadRow>> {
        let file = format!("{HEADER}{lines}");
        ImportRows::open(file.as_bytes(), rules(None)).unwrap().collect()
    }

    fn only_row(line: &str) -> ImportRow {
        rows(line).pop().unwrap().unwrap()
    }

    /// The faults of the only row, as written by `Debug`.
    fn faults(line: &str) -> Vec<String> {
        let row = rows(line).pop().unwrap();
        row.unwrap_err().faults.iter().map(|fault| format!("{fault:?}")).collect()
    }

    fn instant(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_row_is_read_with_all_it_tells() {
        let file = "\u{feff}Organisation;reference;category;occurred_from;occurred_to;latitude;longitude;severity;\
                    description\r\n\
                    Botkyrkabyggen; B-17 ;ska2;2026-11-16 21:30;2026-11-16T21:59:30;59,2478;17,8611;Hög;\
                    \"Klotter\r\npå porten\"\r\n";
        let rows: Vec<_> = ImportRows::open(file.as_bytes(), rules(None)).unwrap().map(Result::unwrap).collect();
        let expected = ImportRow {
            line: 2,
            reference: "B-17".to_owned(),
            category: "SKA2".to_owned(),
            occurred_from: instant("2026-11-16T20:30:00Z"),
            occurred_to: Some(instant("2026-11-16T20:59:30Z")),
            position: Some((59.2478, 17.8611)),
            severity: Severity::High,
            description: Some("Klotter\npå porten".to_owned()),
            doubts: Vec::new(),
            organisation: "Botkyrkabyggen".to_owned(),
        };
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0], expected);
    }

    #[test]
    fn what_may_be_unknown_may_be_empty_or_lack_its_column() {
        let row = only_row("1,SKA1,2026-11-15T21:30,,,,low,,Skolan\n");
        assert_eq!((row.occurred_to, row.position, row.description), (None, None, None));
        let short =
            "reference,category,occurred_from,severity,organisation,extra\n1,SKA1,2026-11-15T21:30,1,Skolan,x\n";
        let mut rows = ImportRows::open(short.as_bytes(), rules(None)).unwrap();
        assert_eq!(rows.lacking_columns(), OPTIONAL);
        assert_eq!(rows.unknown_columns(), ["extra"]);
        assert!(rows.next().unwrap().is_ok());
        let lacking = ImportRows::open("reference,category,severity\n".as_bytes(), rules_of_nothing()).err().unwrap();
        assert!(matches!(lacking, TableFault::MissingColumns(names) if names == ["occurred_from", "organisation"]));
    }

    fn rules_of_nothing() -> Rules<'static> {
        Rules { now: Timestamp::UNIX_EPOCH, kind_of: &|_| None, mapping: None }
    }

    #[test]
    fn every_fault_of_every_row_is_told_with_its_line() {
        let lines = ",FEL9,i går,2026-11-15,59.2,,värst,,\n\
                     2,SKA1,2026-11-15T21:30,,,,low,ok,Skolan\n\
                     3,SKA1\n\
                     4,SKA1,2026-11-15T21:30,2026-11-15T21:29,6571154,1e1,2,,Skolan\n";
        let rows = rows(lines);
        let bad: Vec<_> = rows.iter().filter_map(|row| row.as_ref().err()).collect();
        let told: Vec<_> = bad.iter().map(|bad| (bad.line, format!("{:?}", bad.faults))).collect();
        let expected = [
            (
                Some(2),
                "[Missing(\"reference\"), UnknownCategory(\"FEL9\"), UnreadableTime(\"occurred_from\", \"i går\"), \
                 UnreadableTime(\"occurred_to\", \"2026-11-15\"), OneCoordinate, UnknownSeverity(\"värst\"), \
                 Missing(\"organisation\")]"
                    .to_owned(),
            ),
            (Some(4), "[Unreadable(CellCount { line: 4, expected: 9, found: 2 })]".to_owned()),
            (
                Some(5),
                "[EndsBeforeItBegins, OutOfRange(\"latitude\", \"6571154\"), UnreadableNumber(\"longitude\", \"1e1\")]"
                    .to_owned(),
            ),
        ];
        assert_eq!(told, expected);
        assert_eq!(rows[1].as_ref().unwrap().line, 3);
    }

    #[test]
    fn times_are_stockholms_unless_they_carry_an_offset() {
        let from = |time: &str| only_row(&format!("1,SKA1,{time},,,,low,,Skolan\n")).occurred_from.to_string();
        assert_eq!(from("2026-07-01T21:30"), "2026-07-01T19:30:00Z");
        assert_eq!(from("2026-11-15 21:30:15"), "2026-11-15T20:30:15Z");
        assert_eq!(from("2026-11-15T21:30:00+02:00"), "2026-11-15T19:30:00Z");
        assert_eq!(from("2026-11-15T21:30Z"), "2026-11-15T21:30:00Z");
    }

    #[test]
    fn the_hour_that_was_skipped_is_a_fault_and_the_doubled_one_means_the_first() {
        let told = faults("1,SKA1,2026-03-29T02:30,2026-03-29T03:10,,,low,,Skolan\n");
        assert_eq!(told, ["SkippedTime(\"occurred_from\", \"2026-03-29T02:30\")"]);
        let row = only_row("1,SKA1,2026-10-25T02:15,2026-10-25T02:45,,,low,,Skolan\n");
        assert_eq!(row.occurred_from, instant("2026-10-25T00:15:00Z"));
        assert_eq!(row.occurred_to, Some(instant("2026-10-25T00:45:00Z")));
        // From the first 02:45 to the second 02:15.
        let row = only_row("1,SKA1,2026-10-25T02:45,2026-10-25T02:15,,,low,,Skolan\n");
        assert_eq!(row.occurred_to, Some(instant("2026-10-25T01:15:00Z")));
    }

    #[test]
    fn nothing_lies_in_the_future_but_what_is_planned() {
        assert_eq!(faults("1,SKA1,2026-11-16T22:01,,,,low,,Skolan\n"), ["InFuture(\"occurred_from\")"]);
        assert_eq!(faults("1,SKA1,2026-11-16T21:01,2026-11-17T09:00,,,low,,Skolan\n"), ["InFuture(\"occurred_to\")"]);
        assert!(rows("1,SKA1,2026-11-16T22:00,,,,low,,Skolan\n")[0].is_ok());
        assert!(rows("1,OVR2,2026-12-13T18:00,2026-12-13T20:00,,,low,,Skolan\n")[0].is_ok());
    }

    #[test]
    fn coordinates_are_degrees_with_point_or_comma() {
        let position = |cells: &str| only_row(&format!("1,SKA1,2026-11-15T21:30,,{cells},low,,Skolan\n")).position;
        assert_eq!(position("59.2478,17.8611"), Some((59.2478, 17.8611)));
        assert_eq!(position("\"59,2478\",\" +17,8611 \""), Some((59.2478, 17.8611)));
        for wrong in ["59.2.4", "NaN", "inf", "5 9", "59°", ",", "-"] {
            let line = format!("1,SKA1,2026-11-15T21:30,,\"{wrong}\",17.8,low,,Skolan\n");
            assert_eq!(faults(&line), [format!("UnreadableNumber(\"latitude\", {wrong:?})")]);
        }
    }

    #[test]
    fn text_is_limited_in_characters_and_free_of_control_characters() {
        let with = |text: &str| format!("1,SKA1,2026-11-15T21:30,,,,low,\"{text}\",Skolan\n");
        assert!(rows(&with(&"å".repeat(500)))[0].is_ok());
        let told = faults(&with(&"å".repeat(501)));
        assert_eq!(told, ["TooLong { column: \"description\", most: 500, found: 501 }"]);
        assert_eq!(faults(&with("a\0b")), ["ControlCharacter(\"description\")"]);
        let long = "x".repeat(201);
        let told = faults(&format!("{long},SKA1,2026-11-15T21:30,,,,low,,\"Sko\nlan\"\n"));
        assert_eq!(
            told,
            ["TooLong { column: \"reference\", most: 200, found: 201 }", "ControlCharacter(\"organisation\")"]
        );
    }

    #[test]
    fn a_reference_is_good_once_for_each_organisation() {
        let rows = rows(
            "1,SKA1,2026-11-15T21:30,,,,worst,,Skolan\n\
             1,SKA1,2026-11-15T21:30,,,,low,,Skolan\n\
             1,SKA1,2026-11-15T21:30,,,,low,,Vakten\n\
             1,SKA2,2026-11-15T21:30,,,,low,,Skolan\n",
        );
        let is_good: Vec<_> = rows.iter().map(Result::is_ok).collect();
        assert_eq!(is_good, [false, true, true, false]);
        let repeated = &rows[3].as_ref().unwrap_err().faults[0];
        assert!(matches!(repeated, RowFault::RepeatedReference { first_line: 3 }));
    }

    #[test]
    fn a_mapping_tells_what_a_partners_own_words_mean() {
        let mapping = Mapping::read("from;to\nGlaskross;ska1\n\"Buller; bråk\";ORD1\nSKA2;SKA1\n".as_bytes(), &kind_of);
        let mapping = mapping.unwrap();
        let lines = "1,GLASKROSS,2026-11-15T21:30,,,,low,,Skolan\n\
                     2,buller; bråk,2026-11-15T21:30,,,,low,,Skolan\n\
                     3,SKA2,2026-11-15T21:30,,,,low,,Skolan\n\
                     4,SKA3,2026-11-15T21:30,,,,low,,Skolan\n\
                     5,Krossat,2026-11-15T21:30,,,,low,,Skolan\n";
        let file = format!("{HEADER}{lines}");
        let rows: Vec<_> = ImportRows::open(file.as_bytes(), rules(Some(&mapping))).unwrap().collect();
        let codes: Vec<_> = rows.iter().flatten().map(|row| row.category.as_str()).collect();
        assert_eq!(codes, ["SKA1", "ORD1", "SKA1", "SKA3"]);
        let told = &rows[4].as_ref().unwrap_err().faults[0];
        assert!(matches!(told, RowFault::UnknownCategory(word) if word == "Krossat"));
    }

    #[test]
    fn a_mapping_with_a_fault_is_refused_with_every_line() {
        let file = "from,to\nGlas,XYZ1\n,SKA1\nKlotter,SKA2\nklotter,SKA1\nRån\nKlotter,ska2\n";
        let faults = Mapping::read(file.as_bytes(), &kind_of).unwrap_err();
        let told: Vec<_> = faults.iter().map(|(line, fault)| (*line, format!("{fault:?}"))).collect();
        let expected = [
            (Some(2), "UnknownCode(\"XYZ1\")"),
            (Some(3), "Missing(\"from\")"),
            (Some(5), "Contradiction(\"klotter\")"),
            (Some(6), "Unreadable(CellCount { line: 6, expected: 2, found: 1 })"),
        ];
        assert_eq!(told, expected.map(|(line, fault)| (line, fault.to_owned())));
        assert!(Mapping::read("a,b\n".as_bytes(), &kind_of).is_err());
    }

    /// A source that makes up rows without end and counts what was taken of it.
    struct Endless<'a> {
        written: &'a Cell<usize>,
        row: u64,
        pending: Vec<u8>,
    }

    impl Read for Endless<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.pending.is_empty() {
                self.row += 1;
                self.pending = format!("{},SKA1,2026-11-15T21:30,,,,low,,Skolan\n", self.row).into_bytes();
            }
            let count = buffer.len().min(self.pending.len());
            buffer[..count].copy_from_slice(&self.pending[..count]);
            self.pending.drain(..count);
            self.written.set(self.written.get() + count);
            Ok(count)
        }
    }

    #[test]
    fn rows_come_while_the_file_is_still_being_read() {
        let written = Cell::new(0);
        let source = Endless { written: &written, row: 0, pending: HEADER.as_bytes().to_vec() };
        let mut rows = ImportRows::open(source, rules(None)).unwrap();
        for line in 2..50_000 {
            assert_eq!(rows.next().unwrap().unwrap().line, line);
        }
        let rows_ahead = written.get() / 40 - 50_000;
        assert!(rows_ahead < 10_000, "{rows_ahead} rows were read ahead");
    }
}
