//! The ground in memory: which area and district a point lies in, by the boundaries in force on a day.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use geo::{BoundingRect as _, Coord, MultiPolygon, Rect};
use jiff::civil::Date;

use super::lookup::{AreaShape, Found, Lookup};
use super::model::{Area, District};
use super::neighbours::neighbours;
use super::outline::{Boundaries, Outlines, Sheet, boundaries, outlines};
use super::store;
use crate::db::{Db, DbConnection};
use crate::error::AppError;
use crate::geometry::{Cell, CellBox, Point};
pub use crate::texts::swedish_order;

/// Where a point belongs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Located {
    /// In an area of the municipality.
    Inside {
        /// The area's key.
        area: i64,
        /// The district's key.
        district: i64,
        /// How many metres outside the border the point really lies, when it was counted in from up to 50 m.
        snapped_m: Option<f64>,
    },
    /// Further out than that.
    Outside {
        /// Metres to the border.
        metres: f64,
    },
    /// Nowhere: no boundaries have been imported.
    NoGround,
}

/// One edition of the boundaries, ready to be asked.
struct Edition {
    /// The key of its set of areas.
    set: i64,
    valid_from: Date,
    lookup: Lookup,
    outlines: OnceLock<Outlines>,
    sheet: OnceLock<Sheet>,
    boundaries: OnceLock<Boundaries>,
    /// Pairs of districts with a border between them, each both ways round.
    neighbours: OnceLock<BTreeSet<(i64, i64)>>,
}

/// All editions and districts as they were read from the database.
pub struct Ground {
    newest_set: Option<i64>,
    /// The oldest first.
    editions: Vec<Edition>,
    districts: Vec<District>,
    areas: Vec<Area>,
    credit: String,
}

impl Ground {
    /// Reads everything from the database.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer or a kept polygon cannot be read.
    pub fn load(connection: &mut DbConnection) -> Result<Self, AppError> {
        let sets = store::list_area_sets(connection)?;
        let areas = store::list_areas(connection)?;
        let editions = sets
            .iter()
            .map(|set| {
                let own = areas.iter().filter(|area| area.set_id == set.id);
                let shapes = own.map(shape_of).collect::<Result<Vec<_>, AppError>>()?;
                Ok(Edition {
                    set: set.id,
                    valid_from: set.valid_from.date(),
                    lookup: Lookup::new(shapes),
                    outlines: OnceLock::new(),
                    sheet: OnceLock::new(),
                    boundaries: OnceLock::new(),
                    neighbours: OnceLock::new(),
                })
            })
            .collect::<Result<Vec<_>, AppError>>()?;
        Ok(Self {
            newest_set: sets.iter().map(|set| set.id).max(),
            editions,
            districts: store::list_districts(connection)?,
            areas,
            credit: sets.last().map(|set| set.credit.clone()).unwrap_or_default(),
        })
    }

    /// Where a point belongs by the boundaries in force on that day; before the first edition, by the first one.
    #[must_use]
    pub fn locate(&self, point: Point, day: Date) -> Located {
        let Some(edition) = self.edition(day) else { return Located::NoGround };
        match edition.lookup.find(point) {
            Found::Inside { area } => self.inside(area, None),
            Found::Snapped { area, metres } => self.inside(area, Some(metres)),
            Found::Outside { metres } => Located::Outside { metres },
        }
    }

    fn inside(&self, area: i64, snapped_m: Option<f64>) -> Located {
        let district = self.areas.iter().find(|known| known.id == area).map(|known| known.district_id);
        district.map_or(Located::NoGround, |district| Located::Inside { area, district, snapped_m })
    }

    /// The nearest other district and how many metres away its border is, by the boundaries in force on that day.
    #[must_use]
    pub fn nearest_other_district(&self, point: Point, day: Date) -> Option<(&District, f64)> {
        let nearby = self.edition(day)?.lookup.nearest_border(point)?;
        Some((self.district(nearby.district)?, nearby.metres))
    }

    fn edition(&self, day: Date) -> Option<&Edition> {
        self.editions.iter().rev().find(|edition| edition.valid_from <= day).or_else(|| self.editions.first())
    }

    /// All districts, parents and children alike, by name as Swedish sorts it.
    #[must_use]
    pub fn districts(&self) -> Vec<&District> {
        let mut all: Vec<&District> = self.districts.iter().collect();
        all.sort_by_key(|district| swedish_order(&district.name));
        all
    }

    /// The district of this key.
    #[must_use]
    pub fn district(&self, id: i64) -> Option<&District> {
        self.districts.iter().find(|district| district.id == id)
    }

    /// The district of this code.
    #[must_use]
    pub fn district_of_code(&self, code: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.code == code)
    }

    /// The area of this key, of whichever edition.
    #[must_use]
    pub fn area(&self, id: i64) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// All areas of all editions, by edition and code.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// The areas in force on that day, by code.
    pub fn areas_on(&self, day: Date) -> impl Iterator<Item = &Area> {
        let set = self.edition(day).map(|edition| edition.set);
        self.areas.iter().filter(move |area| Some(area.set_id) == set)
    }

    /// The boundaries in force on that day, drawn; `None` when no boundaries have been imported. Drawn when first asked for.
    #[must_use]
    pub fn outlines(&self, day: Date) -> Option<&Outlines> {
        let edition = self.edition(day)?;
        Some(edition.outlines.get_or_init(|| outlines(&self.shapes(edition))))
    }

    /// The sheet that these are drawn on, to put points on it.
    #[must_use]
    pub fn sheet(&self, day: Date) -> Option<&Sheet> {
        let edition = self.edition(day)?;
        Some(edition.sheet.get_or_init(|| Sheet::around(&self.shapes(edition))))
    }

    /// The boundaries in force on that day, in degrees; `None` when no boundaries have been imported. Made when first asked
    /// for.
    #[must_use]
    pub fn boundaries(&self, day: Date) -> Option<&Boundaries> {
        let edition = self.edition(day)?;
        Some(edition.boundaries.get_or_init(|| boundaries(&self.shapes(edition))))
    }

    /// The box around the boundaries in force on that day.
    #[must_use]
    pub fn extent(&self, day: Date) -> Option<CellBox> {
        let areas = self.boundaries(day)?.areas.iter();
        let corners = areas.filter_map(|(_, ground)| ground.bounding_rect());
        let all = corners.reduce(|one, other| {
            let low = Coord { x: one.min().x.min(other.min().x), y: one.min().y.min(other.min().y) };
            let high = Coord { x: one.max().x.max(other.max().x), y: one.max().y.max(other.max().y) };
            Rect::new(low, high)
        })?;
        let cell = |corner: Coord<f64>| Some(Cell::of(Point::new(corner.y, corner.x).ok()?));
        Some(CellBox::between(cell(all.min())?, cell(all.max())?))
    }

    /// The districts that share a border with this one on that day, by name.
    #[must_use]
    pub fn neighbours(&self, district: i64, day: Date) -> Vec<&District> {
        let Some(edition) = self.edition(day) else { return Vec::new() };
        let pairs = edition.neighbours.get_or_init(|| neighbours(&self.shapes(edition)));
        let mut found = self.districts();
        found.retain(|other| pairs.contains(&(district, other.id)));
        found
    }

    fn shapes(&self, edition: &Edition) -> Vec<AreaShape> {
        let own = self.areas.iter().filter(|area| area.set_id == edition.set);
        // All of them were read when the ground was loaded.
        own.filter_map(|area| shape_of(area).ok()).collect()
    }

    /// Whose boundaries the newest edition's are.
    #[must_use]
    pub fn credit(&self) -> &str {
        &self.credit
    }
}

fn shape_of(area: &Area) -> Result<AreaShape, AppError> {
    let geometry: geojson::Geometry = area.geometry.parse().map_err(AppError::internal)?;
    let geometry = geo::Geometry::<f64>::try_from(geometry).map_err(AppError::internal)?;
    let polygon = match geometry {
        geo::Geometry::Polygon(polygon) => MultiPolygon::new(vec![polygon]),
        geo::Geometry::MultiPolygon(polygons) => polygons,
        _ => return Err(AppError::internal(format!("area {} is no polygon", area.code))),
    };
    Ok(AreaShape { area: area.id, code: area.code.clone(), district: area.district_id, polygon })
}

/// The ground, shared by everybody and read again when a new edition has been imported, also by another process.
#[derive(Clone)]
pub struct Map(Arc<RwLock<Arc<Ground>>>);

impl Map {
    /// Reads the ground.
    ///
    /// # Errors
    /// As [`Ground::load`].
    pub fn load(db: &Db) -> Result<Self, AppError> {
        let ground = db.read_here(Ground::load)?;
        Ok(Self(Arc::new(RwLock::new(Arc::new(ground)))))
    }

    /// The ground as this connection's database has it: asks for the newest edition and reads again when it is another.
    ///
    /// # Errors
    /// As [`Ground::load`].
    pub fn current(&self, connection: &mut DbConnection) -> Result<Arc<Ground>, AppError> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if store::find_newest_area_set(connection)? == known.newest_set {
            return Ok(known);
        }
        self.read_again(connection)
    }

    /// Reads the ground again, after something other than its boundaries was changed: which district is a part of which.
    ///
    /// # Errors
    /// As [`Ground::load`].
    pub fn read_again(&self, connection: &mut DbConnection) -> Result<Arc<Ground>, AppError> {
        let fresh = Arc::new(Ground::load(connection)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        Ok(fresh)
    }
}
