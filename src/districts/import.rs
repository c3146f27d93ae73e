//! Bringing ground into the database: the built-in municipality, and files of areas, places and populations.
//!
//! Every import is one transaction: a file with a fault changes nothing. The same file twice changes nothing either.

use std::collections::HashMap;
use std::io::Read;

use geojson::Geometry;
use jiff::Timestamp;
use jiff::civil::Date;

use super::area_file::{self, AreaFile};
use super::map::{Ground, Located};
use super::model::{code_of, part_of_a_part};
use super::store::{self, NewPlace};
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions};
use crate::config::Municipality;
use crate::db::{Db, DbConnection};
use crate::digest::sha256;
use crate::error::AppError;
use crate::geometry::Point;
use crate::tables::csv::CsvReader;
use crate::time::local_day;

const BOTKYRKA_AREAS: &str = include_str!("../../static/municipality/botkyrka/areas.geojson");
const BOTKYRKA_PLACES: &str = include_str!("../../static/municipality/botkyrka/places.csv");
const BOTKYRKA_POPULATION: &str = include_str!("../../static/municipality/botkyrka/population.csv");

/// What an import did, or would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows or areas in the file.
    pub read: usize,
    /// Of them, how many were new or different.
    pub changed: usize,
}

/// Why a file was not imported. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file has faults; each line says where and what.
    #[error("the file has faults, and nothing was imported:\n{}", .0.join("\n"))]
    Faulty(Vec<String>),
    /// Our own fault.
    #[error(transparent)]
    Ours(#[from] AppError),
}

impl ImportError {
    fn one(fault: impl std::fmt::Display) -> Self {
        Self::Faulty(vec![fault.to_string()])
    }
}

/// Lays the built-in municipality into a database that has no areas yet.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn lay_foundation(db: &Db, municipality: Municipality, now: Timestamp) -> Result<(), AppError> {
    if municipality == Municipality::None {
        return Ok(());
    }
    db.write_here(|connection| {
        if store::find_newest_area_set(connection)?.is_some() {
            return Ok(());
        }
        let lay = |connection: &mut DbConnection| {
            import_areas(connection, BOTKYRKA_AREAS, now)?;
            import_places(connection, BOTKYRKA_PLACES.as_bytes(), now)?;
            import_population(connection, BOTKYRKA_POPULATION.as_bytes(), now)
        };
        lay(connection).map(drop).map_err(AppError::internal)
    })
}

/// Imports an edition of the boundaries from GeoJSON. Inside a write transaction.
///
/// Districts are known by name; new ones are added, and a parent named in the file is kept. An edition of a day that is
/// already there with other boundaries is refused: reports were counted by it.
///
/// # Errors
/// [`ImportError`] names every faulty area.
pub fn import_areas(connection: &mut DbConnection, text: &str, now: Timestamp) -> Result<Imported, ImportError> {
    let file = area_file::read_areas(text).map_err(ImportError::one)?;
    let day = file.areas.iter().filter_map(|area| area.valid_from).max().unwrap_or_else(|| local_day(now));
    let digest = digest_of(&file);
    let sets = store::list_area_sets(connection).map_err(AppError::from)?;
    if let Some(known) = sets.iter().find(|set| set.valid_from.date() == day) {
        if known.sha256 == digest {
            return Ok(Imported { read: file.areas.len(), changed: 0 });
        }
        return Err(ImportError::one(format!(
            "there are other boundaries valid from {day} already; reports were counted by them. Give the new ones their own day (valid_from or referensdatum)."
        )));
    }
    keep_areas(connection, &file, day, &digest, now)
}

fn keep_areas(
    connection: &mut DbConnection,
    file: &AreaFile,
    day: Date,
    digest: &str,
    now: Timestamp,
) -> Result<Imported, ImportError> {
    keep_edition(connection, file, day, digest, now)?;
    let districts = store::list_districts(connection).map_err(AppError::from)?;
    if let Some((part, whole)) = part_of_a_part(&districts) {
        return Err(ImportError::one(format!(
            "{} cannot be a part of {}, which is itself a part of another district",
            part.name, whole.name
        )));
    }
    Ok(Imported { read: file.areas.len(), changed: file.areas.len() })
}

fn keep_edition(
    connection: &mut DbConnection,
    file: &AreaFile,
    day: Date,
    digest: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut districts: HashMap<String, i64> =
        store::list_districts(connection)?.into_iter().map(|district| (district.name, district.id)).collect();
    let names = file.areas.iter().map(|area| &area.district);
    for name in names.chain(file.areas.iter().filter_map(|area| area.parent_district.as_ref())) {
        if !districts.contains_key(name) {
            let id = store::insert_district(connection, &code_of(name), name)?;
            districts.insert(name.clone(), id);
        }
    }
    let set = store::insert_area_set(connection, day, file.credit.as_deref().unwrap_or_default(), digest, now)?;
    for area in &file.areas {
        let district = districts.get(&area.district).copied().unwrap_or_default();
        if let Some(parent) = area.parent_district.as_ref().and_then(|name| districts.get(name)) {
            store::update_parent(connection, district, Some(*parent))?;
        }
        let geometry = Geometry::from(&area.polygon).to_string();
        store::insert_area(connection, set, district, &area.code, &area.name, &geometry)?;
    }
    let entry = Audit { action: "imported", subject: "area_set", subject_id: Some(set), detail: "" };
    actions::audit(connection, &Actor::command_line(), &entry, now)
}

/// What makes two files the same boundaries: codes, names, districts and polygons, not their white space or credit.
fn digest_of(file: &AreaFile) -> String {
    let told = file.areas.iter().map(|area| {
        let ground = Geometry::from(&area.polygon);
        format!("{}\n{}\n{}\n{ground}\n", area.code, area.name, area.district)
    });
    sha256(told.collect::<String>())
}

/// Imports named places from CSV with the columns `name,kind,latitude,longitude` and optionally `district,certainty`.
/// Inside a write transaction. The district is looked up from the position; one named in the file must be the same.
///
/// # Errors
/// [`ImportError`] names every faulty line.
pub fn import_places(connection: &mut DbConnection, file: impl Read, now: Timestamp) -> Result<Imported, ImportError> {
    let ground = Ground::load(connection)?;
    let rows = CsvReader::open(file, &["name", "kind", "latitude", "longitude"], &["district", "certainty"])
        .map_err(ImportError::one)?;
    let (mut places, mut faults) = (Vec::new(), Vec::new());
    for row in rows {
        let row = row.map_err(ImportError::one)?;
        let degrees = |column: &str| row.cell(column).trim().replace(',', ".").parse::<f64>().ok();
        let point =
            degrees("latitude").zip(degrees("longitude")).and_then(|(north, east)| Point::new(north, east).ok());
        let Some(point) = point else {
            faults.push(format!(
                "line {}: latitude and longitude must be degrees, such as 59.2479 and 17.8612",
                row.line
            ));
            continue;
        };
        let district_id = match ground.locate(point, local_day(now)) {
            Located::Inside { district, .. } => Some(district),
            Located::Outside { metres } => {
                faults.push(format!("line {}: the place lies {metres:.0} m outside the municipality", row.line));
                continue;
            }
            Located::NoGround => None,
        };
        let (name, named) = (row.cell("name").trim(), row.cell("district").trim());
        let lies_in = district_id.and_then(|id| ground.district(id)).map_or("", |district| district.name.as_str());
        if name.is_empty() {
            faults.push(format!("line {}: the place has no name", row.line));
        } else if !named.is_empty() && !lies_in.is_empty() && named != lies_in {
            faults.push(format!(
                "line {}: {name} is said to lie in {named}, but its position lies in {lies_in}",
                row.line
            ));
        } else {
            places.push(NewPlace {
                name: name.to_owned(),
                kind: row.cell("kind").trim().to_owned(),
                latitude: point.latitude(),
                longitude: point.longitude(),
                district_id,
                is_approximate: row.cell("certainty").trim() == "approximate",
            });
        }
    }
    if !faults.is_empty() {
        return Err(ImportError::Faulty(faults));
    }
    let mut done = Imported { read: places.len(), changed: 0 };
    for place in &places {
        done.changed += usize::from(store::put_place(connection, place).map_err(AppError::from)?);
    }
    let detail = format!("{} changed", done.changed);
    note(connection, &Audit { action: "imported", subject: "places", subject_id: None, detail: &detail }, done, now)?;
    Ok(done)
}

/// Imports populations from CSV with the columns `district,population,year,source`; an empty population is unknown, and
/// an empty year then the newest in the file, so that a number found for that year takes its place. Inside a write
/// transaction.
///
/// # Errors
/// [`ImportError`] names every faulty line.
pub fn import_population(
    connection: &mut DbConnection,
    file: impl Read,
    now: Timestamp,
) -> Result<Imported, ImportError> {
    let ground = Ground::load(connection)?;
    let rows = CsvReader::open(file, &["district", "population", "year", "source"], &[]).map_err(ImportError::one)?;
    let (mut figures, mut faults) = (Vec::new(), Vec::new());
    for row in rows {
        let row = row.map_err(ImportError::one)?;
        let name = row.cell("district").trim();
        let digits: String = row.cell("population").chars().filter(|letter| !letter.is_whitespace()).collect();
        let residents =
            if digits.is_empty() { Ok(None) } else { digits.parse::<u32>().map(|number| Some(i64::from(number))) };
        let year = row.cell("year").trim();
        let year = match (&residents, year) {
            (Ok(None), "") => Some(None),
            _ => year.parse::<i16>().ok().filter(|year| (1900..=2200).contains(year)).map(Some),
        };
        match (ground.districts().into_iter().find(|district| district.name == name), residents, year) {
            (None, ..) => faults.push(format!("line {}: there is no district {name:?}", row.line)),
            (_, Err(_), _) => faults.push(format!("line {}: the population must be a whole number or empty", row.line)),
            (.., None) => faults.push(format!("line {}: the year must be four digits", row.line)),
            (Some(district), Ok(residents), Some(year)) => {
                figures.push((district.id, year, residents, row.cell("source").trim().to_owned()));
            }
        }
    }
    if !faults.is_empty() {
        return Err(ImportError::Faulty(faults));
    }
    let newest = figures.iter().filter_map(|(_, year, ..)| *year).max().unwrap_or_else(|| local_day(now).year());
    let mut done = Imported { read: figures.len(), changed: 0 };
    for (district, year, residents, source) in figures {
        let year = i64::from(year.unwrap_or(newest));
        let changed = store::put_population(connection, district, year, residents, &source).map_err(AppError::from)?;
        done.changed += usize::from(changed);
    }
    let detail = format!("{} changed", done.changed);
    note(
        connection,
        &Audit { action: "imported", subject: "population", subject_id: None, detail: &detail },
        done,
        now,
    )?;
    Ok(done)
}

fn note(connection: &mut DbConnection, entry: &Audit<'_>, done: Imported, now: Timestamp) -> Result<(), AppError> {
    if done.changed == 0 {
        return Ok(());
    }
    actions::audit(connection, &Actor::command_line(), entry, now)
}
