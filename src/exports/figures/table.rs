//! Released quarters as a table: for everybody, row by row.

use super::model::{PublicCounts, PublicQuarter};
use crate::districts::{District, Division, Ground};
use crate::error::AppError;
use crate::exports::report::words::NOT_TOLD;
use crate::situation::picture::UNKNOWN;
use crate::tables::Cell;
use crate::tables::csv::CsvWriter;
use crate::texts::Language;

/// The columns, as text keys of their headings.
const COLUMNS: [&str; 5] =
    ["figures-quarter", "figures-code", "figures-district", "figures-events", "figures-unsafe-places"];

/// The code of the row with the sums.
const WHOLE: &str = "whole";

/// The quarters as CSV for Swedish Excel, a row for each district and one for the whole.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be written.
pub fn csv<'a>(
    quarters: impl Iterator<Item = &'a PublicQuarter>,
    ground: &Ground,
    language: Language,
) -> Result<Vec<u8>, AppError> {
    let headings = COLUMNS.map(|key| language.text(key));
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let names = Names::of(ground, language);
    let mut file = CsvWriter::begin(Vec::new(), &headings).map_err(AppError::internal)?;
    for told in quarters {
        let quarter = told.quarter.to_string();
        let rows = told.rows.iter().map(|row| (row.code.as_str(), names.name(&row.code, &row.name), row.counts));
        let whole = (WHOLE, language.text("figures-whole"), told.whole);
        for (code, name, PublicCounts { events, unsafe_places }) in rows.chain([whole]) {
            let cells = [Cell::Text(&quarter), Cell::Text(code), Cell::Text(&name), cell(events), cell(unsafe_places)];
            file.row(cells).map_err(AppError::internal)?;
        }
    }
    file.finish().map_err(AppError::internal)
}

fn cell(count: Option<u32>) -> Cell<'static> {
    count.map_or(Cell::Text(NOT_TOLD), |count| Cell::Integer(count.into()))
}

/// The districts' names in a language, as they are called today.
pub struct Names(Vec<(String, String)>);

impl Names {
    /// Those of the ground, and of what is outside it.
    #[must_use]
    pub fn of(ground: &Ground, language: Language) -> Self {
        let districts: Vec<District> = ground.districts().into_iter().cloned().collect();
        let rows = Division::All.rows(&districts, &[]);
        let named = rows.iter().map(|row| (row.code.clone(), row.shown(language)));
        Self(named.chain([(UNKNOWN.to_owned(), language.text("situation-unknown"))]).collect())
    }

    /// The name of a row; the one it was frozen with, when there is no such district any more.
    #[must_use]
    pub fn name(&self, code: &str, frozen: &str) -> String {
        self.0.iter().find(|(known, _)| known == code).map_or_else(|| frozen.to_owned(), |(_, name)| name.clone())
    }
}
