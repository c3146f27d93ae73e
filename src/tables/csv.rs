//! Tables as CSV: written for Swedish Excel, read with forbearance.
//!
//! Written ([`CsvWriter`]): UTF-8 with a byte order mark, semicolons, decimal commas and CRLF, which is what Excel with
//! Swedish settings opens by double click with letters, columns and numbers right.
//!
//! Read ([`CsvReader`]): comma or semicolon, with or without a byte order mark, any of the two line ends, columns in
//! any order and case. What cannot be read is told with its line, and a reader never holds more than one record.

use std::fmt::Write as _;
use std::io::{self, Cursor, Read, Write};
use std::sync::Arc;

use csv::{ByteRecord, StringRecord, Terminator};

use super::{Cell, harmless};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The longest record that is read, in bytes. Longer ones come from a quotation mark that is never closed.
const LONGEST_RECORD: usize = 1 << 20;

/// Writes a table as CSV for Swedish Excel, row by row, to anything that can be written to.
pub struct CsvWriter<W: Write> {
    rows: csv::Writer<W>,
    /// The cell being written; kept between cells for its memory.
    cell: String,
}

impl<W: Write> CsvWriter<W> {
    /// Begins the file: the byte order mark and the header line.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn begin(mut out: W, header: &[&str]) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK)?;
        let rows = csv::WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out);
        let mut table = Self { rows, cell: String::new() };
        table.row(header.iter().copied().map(Cell::Text))?;
        Ok(table)
    }

    /// Writes one row, which has as many cells as the header.
    ///
    /// # Errors
    /// When the writer below fails, or the number of cells is not the header's.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<()> {
        for cell in cells {
            self.write_cell(cell)?;
        }
        self.rows.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn write_cell(&mut self, cell: Cell<'_>) -> io::Result<()> {
        if let Cell::Text(text) = cell {
            self.rows.write_field(harmless(text).as_bytes())?;
            return Ok(());
        }
        self.cell.clear();
        // Writing into a `String` cannot fail.
        let _ = match cell {
            Cell::Empty | Cell::Text(_) => Ok(()),
            Cell::Integer(number) => write!(self.cell, "{number}"),
            Cell::Decimal(number, decimals) => {
                write_decimal(&mut self.cell, number, decimals);
                Ok(())
            }
            Cell::Date(day) => write!(self.cell, "{day}"),
            // Put down by hand: a million rows have three million of them, and a pattern would be read each time.
            Cell::Time(time) => {
                let (year, month, day) = (time.year(), time.month(), time.day());
                write!(self.cell, "{year:04}-{month:02}-{day:02} {:02}:{:02}", time.hour(), time.minute())
            }
        };
        self.rows.write_field(&self.cell)?;
        Ok(())
    }

    /// Writes out what is still held back and gives the writer below again. A file is whole only after this.
    ///
    /// # Errors
    /// When the writer below fails.
    pub fn finish(self) -> io::Result<W> {
        self.rows.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// Puts the number down in the empty cell with a decimal comma; what rounds to nothing has no sign.
fn write_decimal(cell: &mut String, number: f64, decimals: usize) {
    if !number.is_finite() {
        return;
    }
    // Writing into a `String` cannot fail.
    let _ = write!(cell, "{number:.decimals$}");
    let rounds_to_nothing = cell.bytes().all(|byte| matches!(byte, b'-' | b'.' | b'0'));
    if rounds_to_nothing && cell.starts_with('-') {
        cell.remove(0);
    }
    if let Some(point) = cell.find('.') {
        cell.replace_range(point..=point, ",");
    }
}

/// Why a table, or a line of it, could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TableFault {
    /// The source failed while being read.
    #[error("the file could not be read: {0}")]
    Source(#[from] io::Error),
    /// There is no header line.
    #[error("the file is empty: the first line must name the columns")]
    NoHeader,
    /// Columns that must be there are not.
    #[error("missing columns: {}", .0.join(", "))]
    MissingColumns(Vec<&'static str>),
    /// Two columns have the same name.
    #[error("the column {0} occurs twice")]
    RepeatedColumn(String),
    /// The line is not UTF-8; most often the file was saved in an older encoding.
    #[error("line {line} is not UTF-8")]
    NotUtf8 {
        /// The line with the first byte that is wrong, from 1.
        line: u64,
    },
    /// The record has another number of cells than the header.
    #[error("line {line} has {found} cells, the header has {expected}")]
    CellCount {
        /// The line where the record begins, from 1.
        line: u64,
        /// The number of columns in the header.
        expected: usize,
        /// The number of cells in the record.
        found: usize,
    },
    /// A quotation mark is opened and not closed, so that nothing after it can be told apart. Reading ends here.
    #[error("a quotation mark is opened in the record on line {line} and never closed")]
    OpenQuote {
        /// The line where the record begins, from 1.
        line: u64,
    },
}

impl TableFault {
    /// The line that the fault is in, from 1; `None` when it is not in one line.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        match self {
            Self::NotUtf8 { line } | Self::CellCount { line, .. } | Self::OpenQuote { line } => Some(*line),
            Self::NoHeader | Self::MissingColumns(_) | Self::RepeatedColumn(_) => Some(1),
            Self::Source(_) => None,
        }
    }
}

/// One record of a table that is read.
#[derive(Debug)]
pub struct Record {
    /// The line on which the record begins, from 1, the header included: the line an editor shows.
    pub line: u64,
    cells: StringRecord,
    columns: Arc<[(&'static str, usize)]>,
}

impl Record {
    /// The cell in the column of this name, exactly as it stands; empty when the table does not have the column.
    #[must_use]
    pub fn cell(&self, column: &str) -> &str {
        let index = self.columns.iter().find(|(name, _)| *name == column).map(|(_, index)| *index);
        index.and_then(|index| self.cells.get(index)).unwrap_or_default()
    }
}

/// Reads a table record by record; an iterator of its records and of the lines that are none.
///
/// Lines without content (nothing, or nothing but empty cells, as spreadsheets leave below a table) are no records.
pub struct CsvReader<R> {
    records: csv::Reader<Framed<R>>,
    columns: Arc<[(&'static str, usize)]>,
    unknown_columns: Vec<String>,
    width: usize,
    cells: ByteRecord,
    ended: bool,
}

impl<R: Read> CsvReader<R> {
    /// Reads the header line and finds the columns in it, whatever their order and case.
    ///
    /// The cells are parted by what parts the names in the header: semicolons if it has more of them than commas.
    ///
    /// # Errors
    /// When there is no header, a required column is missing, a column occurs twice, or the header cannot be read.
    pub fn open(input: R, required: &[&'static str], optional: &[&'static str]) -> Result<Self, TableFault> {
        let framed = Framed::open(input)?;
        let records = csv::ReaderBuilder::new()
            .delimiter(framed.delimiter())
            .has_headers(false)
            .flexible(true)
            // Not the CRLF of the csv crate: it ends a record at the CR, and the lines it tells are then one too few.
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(1 << 16)
            .from_reader(framed);
        let mut reader = Self {
            records,
            columns: Arc::from([]),
            unknown_columns: Vec::new(),
            width: 0,
            cells: ByteRecord::new(),
            ended: false,
        };
        let (_, header) = reader.next_filled().ok_or(TableFault::NoHeader)??;
        reader.width = header.len();
        reader.find_columns(&header, required, optional)?;
        Ok(reader)
    }

    fn find_columns(
        &mut self,
        header: &StringRecord,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Result<(), TableFault> {
        let mut columns: Vec<(&'static str, usize)> = Vec::new();
        for (index, name) in header.iter().enumerate() {
            let name = name.trim().to_lowercase();
            match required.iter().chain(optional).find(|known| **known == name) {
                Some(known) if columns.iter().any(|(found, _)| found == known) => {
                    return Err(TableFault::RepeatedColumn(name));
                }
                Some(known) => columns.push((known, index)),
                None if name.is_empty() => {}
                None => self.unknown_columns.push(name),
            }
        }
        let is_missing = |name: &&'static str| !columns.iter().any(|(found, _)| found == name);
        let missing: Vec<_> = required.iter().copied().filter(is_missing).collect();
        if !missing.is_empty() {
            return Err(TableFault::MissingColumns(missing));
        }
        self.columns = columns.into();
        Ok(())
    }

    /// The columns of the table that nobody asked for, in lower case. What stands in them is not read.
    #[must_use]
    pub fn unknown_columns(&self) -> &[String] {
        &self.unknown_columns
    }

    /// Whether the table has this column.
    #[must_use]
    pub fn has_column(&self, column: &str) -> bool {
        self.columns.iter().any(|(name, _)| *name == column)
    }

    /// The next record with content and the line it begins on.
    fn next_filled(&mut self) -> Option<Result<(u64, StringRecord), TableFault>> {
        while !self.ended {
            self.records.get_mut().begin_record();
            match self.records.read_byte_record(&mut self.cells) {
                Ok(true) => {}
                Ok(false) => break,
                Err(fault) => {
                    self.ended = true;
                    return Some(Err(TableFault::Source(fault.into())));
                }
            }
            let breaks_inside: usize = self.cells.iter().map(count_line_breaks).sum();
            let line_after = self.records.position().line();
            if self.records.get_ref().has_ended() {
                self.ended = true;
                let line = line_after.saturating_sub(breaks_inside as u64);
                return Some(Err(TableFault::OpenQuote { line }));
            }
            // Counted back from the end of the record: where it begins is not told, for blank lines are passed over.
            let line = line_after.saturating_sub(1 + breaks_inside as u64);
            match utf8(&self.cells, line) {
                Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
                other => return Some(other.map(|cells| (line, cells))),
            }
        }
        self.ended = true;
        None
    }
}

impl<R: Read> Iterator for CsvReader<R> {
    type Item = Result<Record, TableFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let (line, cells) = match self.next_filled()? {
            Ok(record) => record,
            Err(fault) => return Some(Err(fault)),
        };
        let has_surplus = cells.iter().skip(self.width).any(|cell| !cell.trim().is_empty());
        if cells.len() < self.width || has_surplus {
            return Some(Err(TableFault::CellCount { line, expected: self.width, found: cells.len() }));
        }
        Some(Ok(Record { line, cells, columns: Arc::clone(&self.columns) }))
    }
}

/// The record as text, without the CR that a CRLF leaves at its end.
fn utf8(cells: &ByteRecord, line: u64) -> Result<StringRecord, TableFault> {
    let last = cells.len().saturating_sub(1);
    let mut text = StringRecord::with_capacity(cells.as_slice().len(), cells.len());
    let mut breaks_before = 0;
    for (index, bytes) in cells.iter().enumerate() {
        let bytes = if index == last { bytes.strip_suffix(b"\r").unwrap_or(bytes) } else { bytes };
        match std::str::from_utf8(bytes) {
            Ok(cell) => text.push_field(cell),
            Err(fault) => {
                let breaks = breaks_before + count_line_breaks(&bytes[..fault.valid_up_to()]);
                return Err(TableFault::NotUtf8 { line: line + breaks as u64 });
            }
        }
        breaks_before += count_line_breaks(bytes);
    }
    Ok(text)
}

#[expect(clippy::naive_bytecount, reason = "a cell is short; a crate for it would not be noticed")]
fn count_line_breaks(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The source without its byte order mark and with a line break after its end, so that every record ends with one; and
/// no record without end.
struct Framed<R> {
    /// The first line, read ahead to see what parts its cells.
    head: Cursor<Vec<u8>>,
    rest: R,
    tail: &'static [u8],
    /// How many bytes may still be read before the record must be over.
    allowance: usize,
    ended: bool,
}

impl<R: Read> Framed<R> {
    fn open(mut rest: R) -> io::Result<Self> {
        let mut head = Vec::new();
        let mut block = [0; 4096];
        while !first_line(&head).contains(&b'\n') && head.len() < LONGEST_RECORD {
            match rest.read(&mut block) {
                Ok(0) => break,
                Ok(count) => head.extend_from_slice(&block[..count]),
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                Err(fault) => return Err(fault),
            }
        }
        if head.starts_with(BYTE_ORDER_MARK) {
            head.drain(..BYTE_ORDER_MARK.len());
        }
        Ok(Self { head: Cursor::new(head), rest, tail: b"\n", allowance: LONGEST_RECORD, ended: false })
    }

    /// What parts the cells of the header line: counted outside quotation marks.
    fn delimiter(&self) -> u8 {
        let (mut commas, mut semicolons, mut quoted) = (0, 0, false);
        for byte in first_line(self.head.get_ref()) {
            match byte {
                b'"' => quoted = !quoted,
                b',' if !quoted => commas += 1,
                b';' if !quoted => semicolons += 1,
                _ => {}
            }
        }
        if semicolons > commas { b';' } else { b',' }
    }

    /// A new record begins: it may be as long as any.
    fn begin_record(&mut self) {
        self.allowance = LONGEST_RECORD;
    }

    /// Whether the end was handed out. While a record is being read that means its quotation mark is still open, for
    /// the last line break has closed every other.
    fn has_ended(&self) -> bool {
        self.ended
    }
}

impl<R: Read> Read for Framed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.allowance == 0 {
            self.ended = true;
            return Ok(0);
        }
        let mut count = self.head.read(buffer)?;
        if count == 0 {
            count = self.rest.read(buffer)?;
        }
        if count == 0 {
            count = self.tail.read(buffer)?;
        }
        self.ended = count == 0;
        self.allowance = self.allowance.saturating_sub(count);
        Ok(count)
    }
}

/// The first line with content, its line break included when it is there.
fn first_line(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
    let filled = &bytes[start..];
    let end = filled.iter().position(|byte| *byte == b'\n').map_or(filled.len(), |index| index + 1);
    &filled[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn written(header: &[&str], rows: &[Vec<Cell<'_>>]) -> Vec<u8> {
        let mut table = CsvWriter::begin(Vec::new(), header).unwrap();
        for row in rows {
            table.row(row.iter().copied()).unwrap();
        }
        table.finish().unwrap()
    }

    fn reader<'a>(text: &'a str, required: &[&'static str]) -> CsvReader<&'a [u8]> {
        CsvReader::open(text.as_bytes(), required, &[]).unwrap()
    }

    fn lines_and_cells(text: &str) -> Vec<(u64, String)> {
        reader(text, &["a", "b"]).map(|record| record.unwrap()).map(|r| (r.line, r.cell("b").to_owned())).collect()
    }

    #[test]
    fn a_file_for_swedish_excel_has_mark_semicolons_commas_and_crlf() {
        let row = vec![
            Cell::Text("Fittja; torget"),
            Cell::Integer(-7),
            Cell::Decimal(-3.5, 1),
            Cell::Date(date(2026, 11, 16)),
            Cell::Time(date(2026, 11, 16).at(21, 30, 59, 0)),
            Cell::Empty,
            Cell::Text("=HYPERLINK(\"x\")"),
        ];
        let file = written(&["plats", "antal", "tal", "dag", "tid", "tomt", "text"], &[row]);
        let expected = "\u{feff}plats;antal;tal;dag;tid;tomt;text\r\n\
                        \"Fittja; torget\";-7;-3,5;2026-11-16;2026-11-16 21:30;;\"'=HYPERLINK(\"\"x\"\")\"\r\n";
        assert_eq!(String::from_utf8(file).unwrap(), expected);
    }

    #[test]
    fn decimals_are_rounded_to_the_places_asked_for_and_nothing_has_no_sign() {
        let row = [(-0.04, 1), (1234.5678, 2), (0.9316, 3), (f64::NAN, 1), (f64::INFINITY, 1), (-12.0, 0)];
        let cells = row.iter().map(|(number, decimals)| Cell::Decimal(*number, *decimals)).collect();
        let file = String::from_utf8(written(&["a", "b", "c", "d", "e", "f"], &[cells])).unwrap();
        assert_eq!(file.lines().nth(1), Some("0,0;1234,57;0,932;;;-12"));
    }

    #[test]
    fn a_row_of_another_length_than_the_header_is_an_error() {
        let mut table = CsvWriter::begin(Vec::new(), &["a", "b"]).unwrap();
        assert!(table.row([Cell::Integer(1)]).is_err());
    }

    #[test]
    fn comma_or_semicolon_mark_or_none_columns_in_any_order_and_case() {
        for text in ["a,b\n1,två\n", "\u{feff}a;b\r\n1;två\r\n", "\"b\";\" A \"\r\ntvå;1", "B , A\ntvå,1\n"] {
            let records: Vec<_> = reader(text, &["a", "b"]).map(Result::unwrap).collect();
            assert_eq!(records.len(), 1, "{text:?}");
            assert_eq!((records[0].cell("a"), records[0].cell("b")), ("1", "två"), "{text:?}");
        }
        // A quoted comma in the header does not make it a file with commas.
        assert_eq!(reader("a;\"x,y,z\"\n1,5;2\n", &["a"]).next().unwrap().unwrap().cell("a"), "1,5");
    }

    #[test]
    fn a_record_knows_the_line_an_editor_shows_whatever_the_line_ends() {
        let expected = vec![(3, "x".to_owned()), (4, "y\nz".to_owned()), (8, "w".to_owned())];
        let text = "\na,b\n1,x\n2,\"y\nz\"\n\n,\n3,w";
        assert_eq!(lines_and_cells(text), expected);
        let crlf = lines_and_cells(&text.replace('\n', "\r\n"));
        let crlf: Vec<_> = crlf.into_iter().map(|(line, cell)| (line, cell.replace("\r\n", "\n"))).collect();
        assert_eq!(crlf, expected);
    }

    #[test]
    fn missing_repeated_and_unknown_columns_are_named() {
        let open = |text: &'static str| CsvReader::open(text.as_bytes(), &["a", "b"], &["c"]);
        assert!(matches!(open("x,a\n"), Err(TableFault::MissingColumns(names)) if names == ["b"]));
        assert!(matches!(open("a,b,A\n"), Err(TableFault::RepeatedColumn(name)) if name == "a"));
        for empty in ["", "\n\r\n", "\u{feff}", ",,\n"] {
            assert!(matches!(open(empty), Err(TableFault::NoHeader)), "{empty:?}");
        }
        let table = open("a,b,Extra,,d\n").unwrap();
        assert_eq!(table.unknown_columns(), ["extra", "d"]);
        assert_eq!((table.has_column("a"), table.has_column("c")), (true, false));
    }

    #[test]
    fn a_line_with_cells_too_few_or_too_many_is_told_and_the_next_is_read() {
        let mut records = reader("a,b\n1\n1,2,3\n1,2,,\n", &["a", "b"]);
        let mut next_count = || match records.next().unwrap() {
            Err(TableFault::CellCount { line, expected: 2, found }) => (line, found),
            other => panic!("{other:?}"),
        };
        assert_eq!((next_count(), next_count()), ((2, 1), (3, 3)));
        assert_eq!(records.next().unwrap().unwrap().cell("b"), "2");
    }

    #[test]
    fn the_line_that_is_not_utf8_is_named_and_the_next_is_read() {
        let mut file = b"a,b\n1,\"\xc3\xa5\n".to_vec();
        file.extend_from_slice(b"\xe5\"\n2,ok\n");
        let mut records = CsvReader::open(file.as_slice(), &["a", "b"], &[]).unwrap();
        assert!(matches!(records.next(), Some(Err(TableFault::NotUtf8 { line: 3 }))));
        assert_eq!(records.next().unwrap().unwrap().cell("b"), "ok");
        let utf16 = CsvReader::open(b"\xff\xfea\0,\0b\0\n\0".as_slice(), &["a"], &[]);
        assert!(matches!(utf16, Err(TableFault::NotUtf8 { line: 1 })));
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_ends_the_reading_with_its_line() {
        let mut records = reader("a,b\n1,x\n2,\"y\n3,z\n4,w\n", &["a", "b"]);
        assert_eq!(records.next().unwrap().unwrap().line, 2);
        assert!(matches!(records.next(), Some(Err(TableFault::OpenQuote { line: 3 }))));
        assert!(records.next().is_none());
        // A closed one at the very end is none of that.
        assert_eq!(lines_and_cells("a,b\n1,\"x\n\""), [(2, "x\n".to_owned())]);
    }

    #[test]
    fn a_record_without_end_is_given_up_before_it_fills_the_memory() {
        let endless = Cursor::new(b"a,b\n1,\"").chain(io::repeat(b'x'));
        let mut records = CsvReader::open(endless, &["a", "b"], &[]).unwrap();
        assert!(matches!(records.next(), Some(Err(TableFault::OpenQuote { line: 2 }))));
        assert!(records.next().is_none());
    }

    proptest! {
        #[test]
        fn whatever_bytes_a_file_holds_every_record_and_fault_lies_on_one_of_its_lines(
            bytes in prop::collection::vec(prop::sample::select(b"a1,;\"\r\n\xe5".as_slice()), 0..60)
        ) {
            let file = [b"a,b\n", bytes.as_slice()].concat();
            let lines = 1 + count_line_breaks(&file) as u64;
            for record in CsvReader::open(file.as_slice(), &["a"], &[]).unwrap() {
                let line = record.map_or_else(|fault| fault.line().unwrap(), |record| record.line);
                prop_assert!((2..=lines).contains(&line), "line {} of {}", line, lines);
            }
        }

        #[test]
        fn whatever_text_is_written_is_read_back_but_for_the_harmless_apostrophe(
            rows in prop::collection::vec((any::<String>(), "[ -~\r\n\t\"';,=+@-]{0,12}"), 1..8)
        ) {
            let mut table = CsvWriter::begin(Vec::new(), &["key", "a", "b"]).unwrap();
            for (a, b) in &rows {
                table.row([Cell::Integer(1), Cell::Text(a), Cell::Text(b)]).unwrap();
            }
            let file = table.finish().unwrap();
            let read: Vec<_> = CsvReader::open(file.as_slice(), &["a", "b"], &[])
                .unwrap()
                .map(|record| record.map(|r| (r.cell("a").to_owned(), r.cell("b").to_owned())).unwrap())
                .collect();
            let expected: Vec<_> =
                rows.iter().map(|(a, b)| (harmless(a).into_owned(), harmless(b).into_owned())).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
