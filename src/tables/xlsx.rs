//! Tables as workbooks: real numbers and dates, a frozen header with filters, widths that fit.
//!
//! Rows go to a temporary file as they come, and the workbook is put together from it at the end: the memory does not grow
//! with the rows. What does not fit on a sheet goes on on the next. Text stays text, whatever it looks like.

use std::io::{self, Write};

use rust_xlsxwriter::{Format as Look, Workbook, Worksheet, XlsxError};

use super::{Cell, Column, could_be_a_formula};

/// Rows of one sheet, the heading among them: as many as Excel opens.
const ROWS_OF_A_SHEET: u32 = 1_048_576;
/// Characters of a sheet's name that Excel takes, less what a number needs.
const LONGEST_NAME: usize = 26;

/// How hard the file is packed, 0 to 9: rows are much alike, and harder costs far more time than it saves bytes.
const PACKED: u8 = 2;

/// Writes a table as a workbook, row by row, to anything that can be written to.
pub struct XlsxWriter<W: Write> {
    out: W,
    book: Workbook,
    columns: Vec<Column>,
    name: String,
    looks: Looks,
    /// Which of the book's sheets is being written.
    sheet: usize,
    /// The next row of that sheet.
    next: u32,
    rows_of_a_sheet: u32,
}

/// How cells look.
struct Looks {
    heading: Look,
    /// A text that begins as a formula does: Excel keeps it a text also when somebody edits it.
    quoted: Look,
    day: Look,
    time: Look,
}

impl<W: Write + Send> XlsxWriter<W> {
    /// Begins the workbook; its sheets are named by `title`.
    ///
    /// # Errors
    /// When there is no room for the temporary file.
    pub fn begin(out: W, title: &str, columns: &[Column]) -> io::Result<Self> {
        Self::begin_split(out, title, columns, ROWS_OF_A_SHEET)
    }

    fn begin_split(out: W, title: &str, columns: &[Column], rows_of_a_sheet: u32) -> io::Result<Self> {
        let looks = Looks {
            heading: Look::new().set_bold(),
            quoted: Look::new().set_quote_prefix(),
            day: Look::new().set_num_format("yyyy\\-mm\\-dd"),
            time: Look::new().set_num_format("yyyy\\-mm\\-dd\\ hh:mm"),
        };
        let mut writer = Self {
            out,
            book: Workbook::new(),
            columns: columns.to_vec(),
            name: sheet_name(title),
            looks,
            sheet: 0,
            next: 0,
            rows_of_a_sheet,
        };
        writer.book.set_zip_compression_level(PACKED);
        writer.begin_sheet().map_err(io::Error::other)?;
        Ok(writer)
    }

    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        let number = self.book.worksheets().len();
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        let name = if number == 0 { self.name.clone() } else { format!("{} {}", self.name, number + 1) };
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(&self.columns) {
            sheet.set_column_width(at, f64::from(column.width))?;
            sheet.write_string_with_format(0, at, &column.heading, &self.looks.heading)?;
        }
        (self.sheet, self.next) = (number, 1);
        Ok(())
    }

    /// The sheet's filters, over everything that stands on it.
    fn end_sheet(&mut self) -> Result<(), XlsxError> {
        let last_column = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let last_row = self.next - 1;
        self.book.worksheet_from_index(self.sheet)?.autofilter(0, 0, last_row, last_column).map(drop)
    }

    /// Writes one row, which has as many cells as there are columns.
    ///
    /// # Errors
    /// When the temporary file cannot be written to, or the number of cells is not that of the columns.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if cells.len() != self.columns.len() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "a row of another length than the header"));
        }
        self.write_row(cells).map_err(io::Error::other)
    }

    fn write_row(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        if self.next == self.rows_of_a_sheet {
            self.end_sheet()?;
            self.begin_sheet()?;
        }
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        for (at, cell) in (0..).zip(cells) {
            self.looks.write(sheet, (self.next, at), *cell)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Puts the workbook together and gives the writer below again. A file is whole only after this.
    ///
    /// # Errors
    /// When the writer below fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.end_sheet().map_err(io::Error::other)?;
        self.book.save_to_writer(&mut self.out).map_err(io::Error::other)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl Looks {
    fn write(&self, sheet: &mut Worksheet, (row, column): (u32, u16), cell: Cell<'_>) -> Result<(), XlsxError> {
        match cell {
            Cell::Text(text) if could_be_a_formula(text) => {
                sheet.write_string_with_format(row, column, text, &self.quoted)
            }
            Cell::Text(text) => sheet.write_string(row, column, text),
            // Whole numbers up to 2^53 are exact in a workbook, whose numbers are all of one kind.
            #[expect(clippy::cast_precision_loss, reason = "counts and keys are far smaller than 2^53")]
            Cell::Integer(number) => sheet.write_number(row, column, number as f64),
            Cell::Decimal(number, _) if number.is_finite() => sheet.write_number(row, column, number),
            Cell::Empty | Cell::Decimal(..) => return Ok(()),
            Cell::Date(day) => sheet.write_datetime_with_format(row, column, day, &self.day),
            Cell::Time(time) => sheet.write_datetime_with_format(row, column, time, &self.time),
        }
        .map(drop)
    }
}

/// The title without what Excel does not take in the name of a sheet.
fn sheet_name(title: &str) -> String {
    let kept = title.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''));
    kept.take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use jiff::civil::date;

    use super::*;

    fn columns() -> Vec<Column> {
        let column = |heading: &str, name| Column { heading: heading.to_owned(), name, width: 12 };
        vec![column("Antal", "count"), column("Ord", "word"), column("Dag", "day"), column("Tid", "time")]
    }

    /// The parts of the workbook, as text.
    fn part(book: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn numbers_and_days_are_numbers_and_text_stays_text_whatever_it_looks_like() {
        let mut table = XlsxWriter::begin(Vec::new(), "Rapporter", &columns()).unwrap();
        let day = date(2026, 11, 16);
        table.row(&[Cell::Integer(-7), Cell::Text("=1+1"), Cell::Date(day), Cell::Time(day.at(12, 0, 0, 0))]).unwrap();
        table.row(&[Cell::Decimal(f64::NAN, 1), Cell::Text("å <&> \"x\"\r\ny"), Cell::Empty, Cell::Empty]).unwrap();
        let book = table.finish().unwrap();
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        for expected in [
            r#"<c r="A2"><v>-7</v></c>"#,
            // 16 November 2026 is day 46342 of Excel's calendar.
            "<v>46342</v>",
            "<v>46342.5</v>",
            r#"t="inlineStr"><is><t>=1+1</t></is>"#,
            "å &lt;&amp;&gt;",
            r#"topLeftCell="A2" activePane="bottomLeft" state="frozen""#,
            r#"<autoFilter ref="A1:D3"/>"#,
        ] {
            assert!(sheet.contains(expected), "{expected} is missing in {sheet}");
        }
        assert!(!sheet.contains("<f>"), "nothing is a formula: {sheet}");
        assert!(!sheet.contains(r#"r="A3""#) && !sheet.contains(r#"r="C3""#), "what is not known is no cell: {sheet}");
    }

    #[test]
    fn what_does_not_fit_on_a_sheet_goes_on_on_the_next_under_the_same_headings() {
        let mut table = XlsxWriter::begin_split(Vec::new(), "Rapporter/[x]", &columns(), 3).unwrap();
        for number in 0..5 {
            table.row(&[Cell::Integer(number), Cell::Empty, Cell::Empty, Cell::Empty]).unwrap();
        }
        let book = table.finish().unwrap();
        let names = part(&book, "xl/workbook.xml");
        for name in ["Rapporterx", "Rapporterx 2", "Rapporterx 3"] {
            assert!(names.contains(&format!("name=\"{name}\"")), "{name} is missing in {names}");
        }
        for (number, rows) in [(1, [0, 1].as_slice()), (2, &[2, 3]), (3, &[4])] {
            let sheet = part(&book, &format!("xl/worksheets/sheet{number}.xml"));
            assert!(sheet.contains("<t>Antal</t>"), "{sheet}");
            for (at, row) in (2..).zip(rows) {
                assert!(sheet.contains(&format!(r#"<c r="A{at}"><v>{row}</v></c>"#)), "{row} is missing in {sheet}");
            }
            assert!(sheet.contains(&format!(r#"<autoFilter ref="A1:D{}"/>"#, rows.len() + 1)), "{sheet}");
        }
    }

    #[test]
    fn a_row_of_another_length_than_the_header_is_an_error() {
        let mut table = XlsxWriter::begin(Vec::new(), "Rapporter", &columns()).unwrap();
        assert!(table.row(&[Cell::Integer(1)]).is_err());
    }
}
