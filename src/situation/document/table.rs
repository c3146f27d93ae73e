//! The picture's figures as a table for spreadsheets: one row for each district and group, their totals, and the whole.

use std::io;

use super::Picture;
use super::telling::signal_in_words;
use crate::error::AppError;
use crate::incidents::category::{Group, Kind};
use crate::situation::compute::Figures;
use crate::situation::picture::{DistrictRow, GroupRow, Total};
use crate::tables::Cell;
use crate::tables::csv::CsvWriter;
use crate::texts::Language;

/// The columns, as text keys of their headings.
const COLUMNS: [&str; 14] = [
    "situation-file-week",
    "situation-file-code",
    "situation-column-district",
    "situation-file-kind",
    "situation-column-group",
    "situation-column-count",
    "situation-column-mean-4",
    "situation-column-mean-12",
    "situation-file-low",
    "situation-file-high",
    "situation-column-signal",
    "situation-column-last-year",
    "situation-column-per-1000",
    "situation-column-observations",
];

/// The figures as CSV for Swedish Excel: for each district, the row of what is not placed and at last the whole municipality
/// (its code is empty), a row for each group and one for each kind (its group is empty), which has the observations too.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be written.
pub fn csv(picture: &Picture, language: Language) -> Result<Vec<u8>, AppError> {
    written(picture, language).map_err(AppError::internal)
}

fn written(picture: &Picture, language: Language) -> io::Result<Vec<u8>> {
    let headings = COLUMNS.map(|key| language.text(key));
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let week = picture.week.to_string();
    let mut table = CsvWriter::begin(Vec::new(), &headings)?;
    let whole = language.text("situation-whole");
    let of_district = |row: &DistrictRow| (row.code.clone(), row.name.clone());
    let places = picture.districts.iter().map(|row| (of_district(row), &row.groups, &row.totals, row.observations));
    let all = ((String::new(), whole), &picture.groups, &picture.totals, picture.observations);
    for ((code, name), groups, totals, observations) in places.chain([all]) {
        let place = Place { week: &week, code: &code, name: &name };
        for GroupRow { group, kind, figures } in groups {
            place.write(&mut table, language, (*kind, Some(*group)), figures, None)?;
        }
        for kind in Kind::ALL {
            let Total { figures, .. } = totals.of(kind);
            let observations = (kind == Kind::Event).then_some(observations);
            place.write(&mut table, language, (kind, None), figures, observations)?;
        }
    }
    table.finish()
}

/// What every row of a place begins with.
struct Place<'a> {
    week: &'a str,
    code: &'a str,
    name: &'a str,
}

impl Place<'_> {
    fn write(
        &self,
        table: &mut CsvWriter<Vec<u8>>,
        language: Language,
        (kind, group): (Kind, Option<Group>),
        figures: &Figures,
        observations: Option<i64>,
    ) -> io::Result<()> {
        let kind = language.text(match kind {
            Kind::Event => "situation-events",
            Kind::UnsafePlace => "situation-unsafe-places",
            Kind::PlannedEvent => "situation-planned-events",
        });
        let group = group.map(|group| match language {
            Language::Swedish => group.name_sv(),
            Language::English => group.name_en(),
        });
        let signal = signal_in_words(figures, language);
        let decimal = |number: Option<f64>, places| number.map_or(Cell::Empty, |number| Cell::Decimal(number, places));
        table.row([
            Cell::Text(self.week),
            Cell::from(Some(self.code).filter(|code| !code.is_empty())),
            Cell::Text(self.name),
            Cell::Text(&kind),
            Cell::from(group),
            Cell::Integer(figures.count),
            decimal(figures.mean_4, 2),
            decimal(figures.mean_12, 2),
            Cell::from(figures.expected_low.map(i64::from)),
            Cell::from(figures.expected_high.map(i64::from)),
            Cell::Text(&signal),
            Cell::from(figures.same_week_last_year),
            decimal(figures.per_1000, 4),
            Cell::from(observations),
        ])
    }
}
