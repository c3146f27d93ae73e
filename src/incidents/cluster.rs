//! Reports gathered into clusters for a map.

use diesel::{Queryable, Selectable};

use super::filter::Filter;
use super::store;
use crate::accounts::Viewer;
use crate::db::{DbConnection, schema};
use crate::error::AppError;
use crate::geometry::{Mesh, Point, Tally};

/// Rows read at a time: bounded memory, however long the period.
const BATCH: i64 = 50_000;

/// What of a report a map needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = schema::incidents)]
pub struct Spot {
    /// The report's key.
    pub id: i64,
    /// Degrees north, WGS84, when the place is known.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
}

impl Spot {
    fn point(&self) -> Option<Point> {
        Point::new(self.latitude?, self.longitude?).ok()
    }
}

/// Gathers the reports of a filter that this viewer may see.
///
/// # Errors
/// What the database says.
pub fn gather(connection: &mut DbConnection, viewer: &Viewer, filter: &Filter, mesh: Mesh) -> Result<Tally, AppError> {
    let (mut tally, mut mark) = (Tally::new(mesh), None);
    loop {
        let batch = store::list_spots(connection, viewer, filter, mark, BATCH)?;
        for spot in &batch {
            tally.add(spot.id, spot.point());
        }
        let Some(last) = batch.last().filter(|_| i64::try_from(batch.len()).is_ok_and(|rows| rows == BATCH)) else {
            return Ok(tally);
        };
        mark = store::find_mark(connection, viewer, last.id)?;
    }
}
