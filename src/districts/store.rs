//! All SQL of districts.

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;

use super::model::{Area, AreaSet, District, Place, Population};
use crate::db::schema::{area_sets, areas, districts, places, populations};
use crate::db::{Day, DbConnection, Moment};

/// All districts, by key.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_districts(connection: &mut DbConnection) -> QueryResult<Vec<District>> {
    districts::table.order(districts::id).select(District::as_select()).load(connection)
}

/// Adds a district; gives its key.
pub fn insert_district(connection: &mut DbConnection, code: &str, name: &str) -> QueryResult<i64> {
    diesel::insert_into(districts::table)
        .values((districts::code.eq(code), districts::name.eq(name)))
        .returning(districts::id)
        .get_result(connection)
}

/// Makes a district a part of another one, or of none.
pub fn update_parent(connection: &mut DbConnection, id: i64, parent_id: Option<i64>) -> QueryResult<()> {
    diesel::update(districts::table.find(id)).set(districts::parent_id.eq(parent_id)).execute(connection).map(drop)
}

/// All editions of the boundaries, the oldest first.
pub fn list_area_sets(connection: &mut DbConnection) -> QueryResult<Vec<AreaSet>> {
    area_sets::table.order(area_sets::valid_from).select(AreaSet::as_select()).load(connection)
}

/// Adds an edition; gives its key.
pub fn insert_area_set(
    connection: &mut DbConnection,
    valid_from: Date,
    credit: &str,
    sha256: &str,
    now: Timestamp,
) -> QueryResult<i64> {
    diesel::insert_into(area_sets::table)
        .values((
            area_sets::valid_from.eq(Day::from(valid_from)),
            area_sets::credit.eq(credit),
            area_sets::sha256.eq(sha256),
            area_sets::created_at.eq(Moment::from(now)),
        ))
        .returning(area_sets::id)
        .get_result(connection)
}

/// All areas of all editions, by edition and code.
pub fn list_areas(connection: &mut DbConnection) -> QueryResult<Vec<Area>> {
    areas::table.order((areas::set_id, areas::code)).select(Area::as_select()).load(connection)
}

/// Adds an area to an edition.
pub fn insert_area(
    connection: &mut DbConnection,
    set_id: i64,
    district_id: i64,
    code: &str,
    name: &str,
    geometry: &str,
) -> QueryResult<()> {
    diesel::insert_into(areas::table)
        .values((
            areas::set_id.eq(set_id),
            areas::district_id.eq(district_id),
            areas::code.eq(code),
            areas::name.eq(name),
            areas::geometry.eq(geometry),
        ))
        .execute(connection)
        .map(drop)
}

/// All places, by key. Sort by name in Rust: the databases disagree about å.
pub fn list_places(connection: &mut DbConnection) -> QueryResult<Vec<Place>> {
    places::table.order(places::id).select(Place::as_select()).load(connection)
}

/// What a place is made of.
#[derive(Clone, Debug, PartialEq, Insertable, AsChangeset)]
#[diesel(table_name = places, treat_none_as_null = true)]
pub struct NewPlace {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Degrees north, WGS84.
    pub latitude: f64,
    /// Degrees east, WGS84.
    pub longitude: f64,
    /// The district it lies in.
    pub district_id: Option<i64>,
    /// Whether its position still has to be checked.
    pub is_approximate: bool,
}

/// Adds a place, or changes the one of that name; `true` when anything changed. Inside a write transaction.
pub fn put_place(connection: &mut DbConnection, place: &NewPlace) -> QueryResult<bool> {
    let known: Option<Place> =
        places::table.filter(places::name.eq(&place.name)).select(Place::as_select()).first(connection).optional()?;
    let Some(known) = known else {
        diesel::insert_into(places::table).values(place).execute(connection)?;
        return Ok(true);
    };
    let as_known = NewPlace {
        name: known.name,
        kind: known.kind,
        latitude: known.latitude,
        longitude: known.longitude,
        district_id: known.district_id,
        is_approximate: known.is_approximate,
    };
    if as_known == *place {
        return Ok(false);
    }
    diesel::update(places::table.find(known.id)).set(place).execute(connection)?;
    Ok(true)
}

/// The places in a district, by key.
pub fn list_places_in(connection: &mut DbConnection, district: i64) -> QueryResult<Vec<Place>> {
    let inside = places::table.filter(places::district_id.eq(district));
    inside.order(places::id).select(Place::as_select()).load(connection)
}

/// All population figures, by district and year.
pub fn list_populations(connection: &mut DbConnection) -> QueryResult<Vec<Population>> {
    populations::table
        .order((populations::district_id, populations::year))
        .select(Population::as_select())
        .load(connection)
}

/// Keeps a district's figure of a year; `true` when anything changed. Inside a write transaction.
pub fn put_population(
    connection: &mut DbConnection,
    district_id: i64,
    year: i64,
    residents: Option<i64>,
    source: &str,
) -> QueryResult<bool> {
    let known: Option<Population> = populations::table
        .filter(populations::district_id.eq(district_id))
        .filter(populations::year.eq(year))
        .select(Population::as_select())
        .first(connection)
        .optional()?;
    match known {
        Some(known) if known.residents == residents && known.source == source => Ok(false),
        Some(known) => {
            diesel::update(populations::table.find(known.id))
                .set((populations::residents.eq(residents), populations::source.eq(source)))
                .execute(connection)?;
            Ok(true)
        }
        None => {
            diesel::insert_into(populations::table)
                .values((
                    populations::district_id.eq(district_id),
                    populations::year.eq(year),
                    populations::residents.eq(residents),
                    populations::source.eq(source),
                ))
                .execute(connection)?;
            Ok(true)
        }
    }
}

/// The key of the newest edition; when it has changed, the boundaries have.
pub fn find_newest_area_set(connection: &mut DbConnection) -> QueryResult<Option<i64>> {
    area_sets::table.select(diesel::dsl::max(area_sets::id)).first(connection)
}
