//! A report as a workbook: a sheet for each table, with numbers and dates as such and what is withheld as the same signs as
//! everywhere. The sheets are small and held whole.

use jiff::civil::DateTime;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::table::{Table, Value};
use crate::error::AppError;

/// Columns are no narrower and no wider than so many letters.
const WIDTHS: (usize, usize) = (9, 90);
/// Headings break into lines when they are longer than this.
const HEADING_LINE: usize = 16;
/// The height of a line of a heading, in points.
const LINE_HEIGHT: f64 = 15.0;

/// The tables as a workbook. `title` is the document's; `made` is its date of creation, so that the same tables always give
/// the same bytes.
///
/// # Errors
/// [`AppError::Internal`] when a sheet cannot be written.
pub fn workbook(title: &str, made: &DateTime, tables: &[Table]) -> Result<Vec<u8>, AppError> {
    written(title, made, tables).map_err(AppError::internal)
}

fn written(title: &str, made: &DateTime, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_author("Lykta").set_creation_datetime(made));
    let look = Look::new();
    for table in tables {
        set(workbook.add_worksheet(), table, &look)?;
    }
    workbook.save_to_buffer()
}

/// How cells look, by what they are.
struct Look {
    heading: Format,
    text: Format,
    mark: Format,
    count: Format,
    decimal: Format,
    day: Format,
    month: Format,
    moment: Format,
}

impl Look {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let number = |pattern: &str| top.clone().set_num_format(pattern);
        Self {
            heading: top.clone().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            text: top.clone().set_text_wrap(),
            mark: top.clone().set_align(FormatAlign::Right),
            count: number("#,##0"),
            decimal: number("#,##0.0"),
            day: number("yyyy-mm-dd"),
            month: number("yyyy-mm"),
            moment: number("yyyy-mm-dd hh:mm"),
        }
    }
}

fn set(sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
    sheet.set_name(&table.title)?.set_freeze_panes(1, 0)?.set_landscape().set_repeat_rows(0, 0)?;
    let mut highest = 1;
    for (column, heading) in (0..).zip(&table.columns) {
        let cells = table.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let longest = cells.map(Value::letters).max().unwrap_or(0);
        let width = longest.max(heading.chars().count().min(HEADING_LINE)).clamp(WIDTHS.0, WIDTHS.1);
        highest = highest.max(heading.chars().count().div_ceil(width));
        sheet.write_string_with_format(0, column, heading, &look.heading)?;
        // The button of the filter covers two letters.
        #[expect(clippy::cast_precision_loss, reason = "at most ninety")]
        sheet.set_column_width(column, (width + 2) as f64)?;
    }
    #[expect(clippy::cast_precision_loss, reason = "a heading has few lines")]
    sheet.set_row_height(0, highest as f64 * LINE_HEIGHT)?;
    for (line, row) in (1..).zip(&table.rows) {
        for (column, value) in (0..).zip(row) {
            write(sheet, (line, column), value, look)?;
        }
    }
    let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

fn write(sheet: &mut Worksheet, (row, column): (u32, u16), value: &Value, look: &Look) -> Result<(), XlsxError> {
    match value {
        Value::Nothing => sheet,
        Value::Text(text) => sheet.write_string_with_format(row, column, text, &look.text)?,
        Value::Mark(mark) => sheet.write_string_with_format(row, column, mark, &look.mark)?,
        #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers; counts are far below 2^52")]
        Value::Count(count) => sheet.write_number_with_format(row, column, *count as f64, &look.count)?,
        Value::Decimal(number) => sheet.write_number_with_format(row, column, *number, &look.decimal)?,
        Value::Day(day) => sheet.write_datetime_with_format(row, column, *day, &look.day)?,
        Value::Month(month) => sheet.write_datetime_with_format(row, column, month.first_day(), &look.month)?,
        Value::Moment(at) => sheet.write_datetime_with_format(row, column, *at, &look.moment)?,
    };
    Ok(())
}

impl Value {
    /// How many letters wide it is shown.
    fn letters(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Text(text) | Self::Mark(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
            Self::Count(count) => count.to_string().len() + 2,
            Self::Decimal(number) => format!("{number:.1}").len() + 2,
            Self::Day(_) | Self::Month(_) => 10,
            Self::Moment(_) => 16,
        }
    }
}
