//! Measures row by row, as a table.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::accounts::store::list_organisations;
use crate::accounts::{Organisation, Viewer};
use crate::db::{Day, DbConnection};
use crate::districts::Ground;
use crate::error::AppError;
use crate::measures::filter::Filter;
use crate::measures::model::Measure;
use crate::measures::pages::status_word;
use crate::measures::store;
use crate::tables::Cell;
use crate::tables::csv::CsvWriter;
use crate::texts::Language;
use crate::time::local_day;

/// Rows read at a time.
const BATCH: i64 = 1_000;

/// The columns, as text keys of their headings.
const COLUMNS: [&str; 20] = [
    "export-number",
    "measures-column-measure",
    "measure-kind",
    "export-district",
    "export-place",
    "export-latitude",
    "export-longitude",
    "measures-column-owner",
    "measure-function",
    "export-status",
    "measure-decided-by",
    "measure-decided-on",
    "measure-due",
    "measure-promised",
    "export-done-on",
    "export-verified-on",
    "measure-fact-cost",
    "measure-fund",
    "export-reason",
    "measure-outcome",
];

/// Writes the measures of the filter that this viewer may see as CSV, in the order of the list; gives how many.
///
/// # Errors
/// [`AppError::Internal`] when the database fails or nobody takes what is written any more.
pub fn write_csv(
    connection: &mut DbConnection,
    viewer: &Viewer,
    (filter, today): (&Filter, Date),
    language: Language,
    out: impl Write,
) -> Result<u64, AppError> {
    let (ground, organisations) = (Ground::load(connection)?, list_organisations(connection)?);
    let headings: Vec<String> = COLUMNS.iter().map(|key| language.text(key)).collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let mut table = CsvWriter::begin(out, &headings).map_err(AppError::internal)?;
    let mut written = 0;
    loop {
        let batch = store::list(connection, viewer, filter, today, written, BATCH)?;
        for measure in &batch {
            write_row(&mut table, measure, &ground, &organisations, language).map_err(AppError::internal)?;
        }
        let rows = i64::try_from(batch.len()).unwrap_or_default();
        written += rows;
        if rows < BATCH {
            break;
        }
    }
    table.finish().and_then(|mut out| out.flush()).map_err(AppError::internal)?;
    Ok(u64::try_from(written).unwrap_or_default())
}

fn write_row<W: Write>(
    table: &mut CsvWriter<W>,
    measure: &Measure,
    ground: &Ground,
    organisations: &[Organisation],
    language: Language,
) -> io::Result<()> {
    let (promise, standing, spot) = (&measure.promise, &measure.standing, &measure.spot);
    let owner = organisations.iter().find(|known| known.id == promise.organisation_id);
    let district = spot.district_id.and_then(|id| ground.district(id));
    let kind = language.text(&format!("measure-kind-{}", promise.kind.word()));
    let status = status_word(language, standing.status);
    let degrees = |degrees: Option<f64>| degrees.map_or(Cell::Empty, |degrees| Cell::Decimal(degrees, 6));
    let day = |day: Option<Day>| day.map_or(Cell::Empty, |day| Cell::Date(day.date()));
    let day_of = |at: Option<crate::db::Moment>| at.map_or(Cell::Empty, |at| Cell::Date(local_day(at.instant())));
    table.row([
        Cell::Integer(measure.id),
        Cell::Text(&promise.title),
        Cell::Text(&kind),
        Cell::from(district.map(|known| known.name.as_str())),
        Cell::Text(&promise.place),
        degrees(spot.latitude),
        degrees(spot.longitude),
        Cell::from(owner.map(|known| known.name.as_str())),
        Cell::Text(&promise.line_function),
        Cell::Text(&status),
        Cell::Text(&promise.decided_by),
        day(Some(promise.decided_on)),
        day(standing.due_on),
        day(standing.promised_on),
        day_of(standing.done_at),
        day_of(standing.verified_at),
        Cell::from(promise.cost_sek),
        Cell::Text(&promise.fund),
        Cell::Text(&standing.reason),
        Cell::Text(&standing.outcome),
    ])
}
