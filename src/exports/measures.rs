//! Measures row by row, as a table.

use std::collections::HashMap;
use std::io;

use jiff::civil::Date;

use super::incidents::named;
use super::rows::{Field, RowSource};
use crate::accounts::Viewer;
use crate::accounts::store::list_organisations;
use crate::db::{Day, DbConnection, Moment};
use crate::districts::Ground;
use crate::error::AppError;
use crate::measures::filter::Filter;
use crate::measures::model::Measure;
use crate::measures::pages::status_word;
use crate::measures::store;
use crate::tables::{Cell, Rows};
use crate::texts::Language;
use crate::time::local_day;

/// The columns.
pub(super) const FIELDS: [Field; 20] = [
    Field::shown("export-number", "number", 9),
    Field::shown("measures-column-measure", "title", 40),
    Field::new("measure-kind", "kind", 14),
    Field::shown("export-district", "district", 18),
    Field::shown("export-place", "place", 26),
    Field::new("export-latitude", "latitude", 11),
    Field::new("export-longitude", "longitude", 11),
    Field::shown("measures-column-owner", "owner", 24),
    Field::new("measure-function", "line_function", 24),
    Field::shown("export-status", "status", 14),
    Field::new("measure-decided-by", "decided_by", 24),
    Field::new("measure-decided-on", "decided_on", 12),
    Field::shown("measure-due", "due_on", 12),
    Field::new("measure-promised", "promised_on", 12),
    Field::new("export-done-on", "done_on", 12),
    Field::new("export-verified-on", "verified_on", 12),
    Field::new("measure-fact-cost", "cost_sek", 12),
    Field::new("measure-fund", "fund", 20),
    Field::new("export-reason", "reason", 40),
    Field::new("measure-outcome", "outcome", 40),
];

/// Measures of a filter, in the order of their list.
pub(super) struct Source<'a> {
    viewer: &'a Viewer,
    filter: &'a Filter,
    today: Date,
    read: i64,
}

impl<'a> Source<'a> {
    pub fn new(viewer: &'a Viewer, filter: &'a Filter, today: Date) -> Self {
        Self { viewer, filter, today, read: 0 }
    }
}

/// The names that measures speak of.
pub(super) struct Names {
    language: Language,
    districts: HashMap<i64, String>,
    organisations: HashMap<i64, String>,
}

impl RowSource for Source<'_> {
    type Row = Measure;
    type Names = Names;
    const FIELDS: &'static [Field] = &FIELDS;
    const BATCH: i64 = 1_000;

    fn names(&self, connection: &mut DbConnection, language: Language) -> Result<Names, AppError> {
        let ground = Ground::load(connection)?;
        Ok(Names {
            language,
            districts: ground.districts().into_iter().map(|known| (known.id, known.name.clone())).collect(),
            organisations: list_organisations(connection)?.into_iter().map(|known| (known.id, known.name)).collect(),
        })
    }

    // Promises are some hundreds where reports are a million: their list is read by its pages, as the screen reads it.
    fn next(&mut self, connection: &mut DbConnection, limit: i64) -> Result<Vec<Measure>, AppError> {
        let rows = store::list(connection, self.viewer, self.filter, self.today, self.read, limit)?;
        self.read += i64::try_from(rows.len()).unwrap_or_default();
        Ok(rows)
    }

    fn put(names: &Names, measure: &Measure, into: &mut impl Rows) -> io::Result<()> {
        let (promise, standing, spot) = (&measure.promise, &measure.standing, &measure.spot);
        let kind = names.language.text(&format!("measure-kind-{}", promise.kind.word()));
        let status = status_word(names.language, standing.status);
        let degrees = |degrees: Option<f64>| degrees.map_or(Cell::Empty, |degrees| Cell::Decimal(degrees, 6));
        let day = |day: Option<Day>| day.map_or(Cell::Empty, |day| Cell::Date(day.date()));
        let day_of = |at: Option<Moment>| at.map_or(Cell::Empty, |at| Cell::Date(local_day(at.instant())));
        let cells = [
            Cell::Integer(measure.id),
            Cell::Text(&promise.title),
            Cell::Text(&kind),
            named(&names.districts, spot.district_id),
            Cell::Text(&promise.place),
            degrees(spot.latitude),
            degrees(spot.longitude),
            named(&names.organisations, Some(promise.organisation_id)),
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
        ];
        into.row(&cells, spot.latitude.zip(spot.longitude))
    }
}
