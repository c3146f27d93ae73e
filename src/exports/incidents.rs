//! Reports row by row, as a table.

use std::collections::HashMap;
use std::io;

use super::rows::{Field, RowSource};
use crate::accounts::Viewer;
use crate::accounts::store::list_organisations;
use crate::db::{DbConnection, Moment};
use crate::districts::Ground;
use crate::districts::store::list_places;
use crate::error::AppError;
use crate::incidents::category::categories;
use crate::incidents::filter::Filter;
use crate::incidents::model::{Observed, PoliceReported, Status, TakenOut};
use crate::incidents::severity::Severity;
use crate::incidents::store::{self, Mark};
use crate::tables::{Cell, Rows};
use crate::texts::Language;
use crate::time::local;

/// The columns.
pub(super) const FIELDS: [Field; 19] = [
    Field::shown("export-number", "number", 9),
    Field::new("export-code", "category", 8),
    Field::shown("export-category", "category_name", 28),
    Field::new("export-group", "group", 22),
    Field::new("export-kind", "kind", 14),
    Field::shown("export-from", "occurred_from", 17),
    Field::new("export-to", "occurred_to", 17),
    Field::shown("export-district", "district", 18),
    Field::new("export-area", "area", 22),
    Field::shown("export-place", "place", 26),
    Field::new("export-latitude", "latitude", 11),
    Field::new("export-longitude", "longitude", 11),
    Field::new("export-severity", "severity", 10),
    Field::new("export-observed", "observed", 12),
    Field::new("export-police", "police_reported", 10),
    Field::shown("export-status", "status", 14),
    Field::shown("export-organisation", "organisation", 24),
    Field::new("export-reported", "reported_at", 17),
    Field::new("export-description", "description", 60),
];

/// Reports of a filter, in the order of their list.
pub(super) struct Source<'a> {
    viewer: &'a Viewer,
    filter: &'a Filter,
    mark: Option<Mark>,
}

impl<'a> Source<'a> {
    pub fn new(viewer: &'a Viewer, filter: &'a Filter) -> Self {
        Self { viewer, filter, mark: None }
    }
}

impl RowSource for Source<'_> {
    type Row = TakenOut;
    type Names = Names;
    const FIELDS: &'static [Field] = &FIELDS;
    const BATCH: i64 = 2_000;

    fn names(&self, connection: &mut DbConnection, language: Language) -> Result<Names, AppError> {
        Names::read(connection, language)
    }

    fn next(&mut self, connection: &mut DbConnection, limit: i64) -> Result<Vec<TakenOut>, AppError> {
        let rows = store::list_taken_out(connection, self.viewer, self.filter, self.mark, limit)?;
        let last = rows.last().map(|row| Mark { occurred_from: row.occurred_from.instant(), id: row.id });
        self.mark = last.or(self.mark);
        Ok(rows)
    }

    fn put(names: &Names, row: &TakenOut, into: &mut impl Rows) -> io::Result<()> {
        let category = names.categories.get(row.category.as_str());
        let degrees = |degrees: Option<f64>| degrees.map_or(Cell::Empty, |degrees| Cell::Decimal(degrees, 6));
        let cells = [
            Cell::Integer(row.id),
            Cell::Text(&row.category),
            Cell::from(category.map(|known| known.name)),
            Cell::from(category.map(|known| known.group)),
            Cell::from(category.map(|known| known.kind.as_str())),
            time(row.occurred_from),
            row.occurred_to.map_or(Cell::Empty, time),
            named(&names.districts, row.district_id),
            named(&names.areas, row.area_id),
            named(&names.places, row.place_id),
            degrees(row.latitude),
            degrees(row.longitude),
            word(&names.severities, row.severity),
            word(&names.observed, row.observed),
            word(&names.police, row.police_reported),
            word(&names.statuses, row.status),
            named(&names.organisations, Some(row.organisation_id)),
            time(row.reported_at),
            Cell::Text(&row.description),
        ];
        into.row(&cells, row.latitude.zip(row.longitude))
    }
}

/// A category in words.
struct CategoryNames {
    name: &'static str,
    group: &'static str,
    kind: String,
}

/// The names that reports speak of, found once for a million rows.
pub(super) struct Names {
    categories: HashMap<&'static str, CategoryNames>,
    districts: HashMap<i64, String>,
    areas: HashMap<i64, String>,
    places: HashMap<i64, String>,
    organisations: HashMap<i64, String>,
    severities: Vec<(Severity, String)>,
    observed: Vec<(Observed, String)>,
    police: Vec<(PoliceReported, String)>,
    statuses: Vec<(Status, String)>,
}

impl Names {
    fn read(connection: &mut DbConnection, language: Language) -> Result<Self, AppError> {
        let ground = Ground::load(connection)?;
        let category = |known: &'static crate::incidents::category::Category| {
            let kind = language.text(&format!("kind-{}", known.kind.code()));
            (known.code.as_str(), CategoryNames { name: known.name(language), group: known.group.name(language), kind })
        };
        Ok(Self {
            categories: categories().iter().map(category).collect(),
            districts: ground.districts().into_iter().map(|known| (known.id, known.name.clone())).collect(),
            areas: ground.areas().iter().map(|known| (known.id, known.name.clone())).collect(),
            places: list_places(connection)?.into_iter().map(|known| (known.id, known.name)).collect(),
            organisations: list_organisations(connection)?.into_iter().map(|known| (known.id, known.name)).collect(),
            severities: Severity::ALL
                .map(|word| (word, language.text(&format!("severity-{}-short", word.word()))))
                .into(),
            observed: Observed::ALL.map(|word| (word, language.text(&format!("observed-{}", word.word())))).into(),
            police: PoliceReported::ALL.map(|word| (word, language.text(&format!("police-{}", word.word())))).into(),
            statuses: Status::ALL.map(|word| (word, language.text(&format!("status-{}", word.word())))).into(),
        })
    }
}

pub(super) fn time<'a>(moment: Moment) -> Cell<'a> {
    Cell::Time(local(moment.instant()).datetime())
}

pub(super) fn named(names: &HashMap<i64, String>, id: Option<i64>) -> Cell<'_> {
    Cell::from(id.and_then(|id| names.get(&id)).map(String::as_str))
}

fn word<T: PartialEq + Copy>(words: &[(T, String)], meant: T) -> Cell<'_> {
    Cell::from(words.iter().find(|(known, _)| *known == meant).map(|(_, word)| word.as_str()))
}
