//! Observations of walks row by row, as a table. Whose phone wrote one is not in it.

use std::collections::HashMap;
use std::io;

use super::incidents::{named, time};
use super::rows::{Field, RowSource};
use crate::accounts::Viewer;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::tables::{Cell, Rows};
use crate::texts::Language;
use crate::time::local_day;
use crate::walks::observed::store::{self, Mark};
use crate::walks::observed::{Filter, Observed};

/// The columns.
pub(super) const FIELDS: [Field; 15] = [
    Field::shown("export-number", "number", 9),
    Field::shown("export-kind", "kind", 12),
    Field::shown("walk-theme", "theme", 22),
    Field::shown("export-noted", "noted_at", 17),
    Field::shown("export-district", "district", 18),
    Field::new("export-area", "area", 22),
    Field::shown("export-stop", "stop", 26),
    Field::new("export-latitude", "latitude", 11),
    Field::new("export-longitude", "longitude", 11),
    Field::new("export-observation", "observation", 60),
    Field::shown("export-walk", "walk", 30),
    Field::new("export-walked", "walked_on", 12),
    Field::new("export-late", "is_late", 12),
    Field::new("export-point", "point", 10),
    Field::new("export-set-aside", "set_aside", 30),
];

/// Observations of a filter, the newest first.
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

/// The names that observations speak of.
pub(super) struct Names {
    language: Language,
    /// Each area's name and district.
    areas: HashMap<i64, (String, i64)>,
    districts: HashMap<i64, String>,
    late: String,
}

impl RowSource for Source<'_> {
    type Row = Observed;
    type Names = Names;
    const FIELDS: &'static [Field] = &FIELDS;
    const BATCH: i64 = 1_000;

    fn names(&self, connection: &mut DbConnection, language: Language) -> Result<Names, AppError> {
        let ground = Ground::load(connection)?;
        Ok(Names {
            language,
            areas: ground.areas().iter().map(|known| (known.id, (known.name.clone(), known.district_id))).collect(),
            districts: ground.districts().into_iter().map(|known| (known.id, known.name.clone())).collect(),
            late: language.text("export-is-late"),
        })
    }

    fn next(&mut self, connection: &mut DbConnection, limit: i64) -> Result<Vec<Observed>, AppError> {
        let rows = store::list(connection, self.viewer, self.filter, self.mark, limit)?;
        let mark = |row: &Observed| Mark { noted_at: row.observation.noted_at.instant(), id: row.observation.id };
        self.mark = rows.last().map(mark).or(self.mark);
        Ok(rows)
    }

    fn put(names: &Names, row: &Observed, into: &mut impl Rows) -> io::Result<()> {
        let noted = &row.observation;
        let kind = names.language.text(&format!("observation-{}", noted.kind.word()));
        let theme = names.language.text(&format!("theme-{}", noted.theme.word()));
        let area = noted.area_id.and_then(|id| names.areas.get(&id));
        let position = row.position();
        let degrees = |degrees: Option<f64>| degrees.map_or(Cell::Empty, |degrees| Cell::Decimal(degrees, 6));
        let cells = [
            Cell::Integer(noted.id),
            Cell::Text(&kind),
            Cell::Text(&theme),
            time(noted.noted_at),
            named(&names.districts, Some(area.map_or(row.walk_district, |(_, district)| *district))),
            Cell::from(area.map(|(name, _)| name.as_str())),
            Cell::from(row.stop.as_ref().map(|(name, ..)| name.as_str())),
            degrees(position.map(|(latitude, _)| latitude)),
            degrees(position.map(|(_, longitude)| longitude)),
            Cell::Text(&noted.description),
            Cell::Text(&row.walk),
            Cell::Date(local_day(row.walked_at.instant())),
            if noted.is_late { Cell::Text(&names.late) } else { Cell::Empty },
            Cell::from(row.point),
            Cell::from(noted.set_aside_reason.as_deref()),
        ];
        into.row(&cells, position)
    }
}
