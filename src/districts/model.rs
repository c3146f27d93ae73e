//! Districts, areas, places, populations.

use diesel::{Identifiable, Queryable, Selectable};

use crate::db::{Day, schema};

/// A district (kommundel): a union of areas. A parent's own ground and its children's lie apart.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::districts)]
pub struct District {
    /// Its key.
    pub id: i64,
    /// Its word in addresses and files: `hallunda-norsborg`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The district it is a part of: Tumba for Storvreten.
    pub parent_id: Option<i64>,
}

/// A district that is a part of one that is itself a part, and that one. There must be none: rows and residents are told in
/// two levels, and a third would be counted in no row.
#[must_use]
pub fn part_of_a_part(districts: &[District]) -> Option<(&District, &District)> {
    districts.iter().find_map(|part| {
        let whole = districts.iter().find(|whole| Some(whole.id) == part.parent_id)?;
        whole.parent_id.is_some().then_some((part, whole))
    })
}

/// An edition of the boundaries.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::area_sets)]
pub struct AreaSet {
    /// Its key.
    pub id: i64,
    /// The day from which it is in force.
    pub valid_from: Day,
    /// Whose boundaries they are, as their licence wants it said.
    pub credit: String,
    /// SHA-256 of what was imported, in base 16: the same again is known.
    pub sha256: String,
}

/// A small area (RegSO-område) of one edition.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::areas)]
pub struct Area {
    /// Its key.
    pub id: i64,
    /// The edition it belongs to.
    pub set_id: i64,
    /// The district it is a part of.
    pub district_id: i64,
    /// Its official code: `0127R005`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its polygon as a GeoJSON geometry, WGS84.
    pub geometry: String,
}

/// Kinds of places that pages have a word for. A file may name others; they are shown as it wrote them.
pub const PLACE_KINDS: [&str; 5] = ["station", "square", "church", "school", "municipal_building"];

/// A named point: station, square, school.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::places)]
pub struct Place {
    /// Its key.
    pub id: i64,
    /// Its name; no two have the same.
    pub name: String,
    /// What it is: one of [`PLACE_KINDS`], or a word of whoever imported it.
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

/// How many live in a district, as somebody counted them in a year. A parent's figure includes its children's residents.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::populations)]
pub struct Population {
    /// Its key.
    pub id: i64,
    /// The district.
    pub district_id: i64,
    /// The year they were counted in.
    pub year: i64,
    /// Residents; `None` when it was looked for and not found.
    pub residents: Option<i64>,
    /// Who counted.
    pub source: String,
}

/// A district's word for addresses: small letters, å and ä as a, ö as o, anything else a hyphen.
///
/// ```
/// assert_eq!(lykta::districts::model::code_of("Vårsta-Grödinge"), "varsta-grodinge");
/// ```
#[must_use]
pub fn code_of(name: &str) -> String {
    let small = name.to_lowercase();
    let letters = small.chars().map(|letter| match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    });
    let word: String = letters.collect();
    word.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
