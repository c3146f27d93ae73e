//! Reading a set of areas from `GeoJSON`. Pure: text in, areas or every fault out.
//!
//! The file is a `FeatureCollection` (RFC 7946) with one feature per area. Properties, with SCB's own names first:
//!
//! | property | what |
//! | --- | --- |
//! | `regsokod` or `code` | the area's code, unique in the file |
//! | `regsonamn` or `name` | its name |
//! | `district` | the name of the district it is part of |
//! | `parent_district` | optional: the name of the district that this district is a part of |
//! | `referensdatum` or `valid_from` | optional: the first day the area is valid, `YYYYMMDD` or `YYYY-MM-DD` |
//!
//! A member `credit` beside `features` is the credit line to show with the map.

use std::collections::HashMap;

use geo::{MultiPolygon, Validation};
use geojson::{GeometryValue, LineStringType, PolygonType};
use jiff::civil::Date;
use serde_json::{Map, Value};

/// A file of areas, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaFile {
    /// The areas, in the order of the file; at least one.
    pub areas: Vec<FileArea>,
    /// The credit line the source asks for.
    pub credit: Option<String>,
}

/// One area of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileArea {
    /// The area's code, unique in the file: `0127R005`.
    pub code: String,
    /// The area's name.
    pub name: String,
    /// The name of its district.
    pub district: String,
    /// The name of the district that its district is a part of; the same for all areas of a district that name one.
    pub parent_district: Option<String>,
    /// The first day the area is valid.
    pub valid_from: Option<Date>,
    /// The ground in WGS84 degrees (x is the longitude); valid by OGC's rules.
    pub polygon: MultiPolygon<f64>,
}

/// Why a file of areas cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AreaFileError {
    /// Not JSON at all; what the parser said.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// JSON, but no `GeoJSON` `FeatureCollection`.
    #[error("not a GeoJSON FeatureCollection")]
    NotFeatureCollection,
    /// A collection without features.
    #[error("no areas")]
    NoAreas,
    /// The old `crs` member names another system than WGS84 (RFC 7946 § 4 has only that one).
    #[error("coordinates must be WGS84 longitude and latitude, not {0}")]
    OtherSystem(String),
    /// Some features have faults: all of them, in the order of the file.
    #[error("{} faults in the areas: {}", .0.len(), .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faulty(Vec<FaultyFeature>),
}

/// A fault in one feature; a feature may have several.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("feature {index}{}: {fault}", .code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default())]
pub struct FaultyFeature {
    /// Position in `features`, from 0.
    pub index: usize,
    /// The area's code, where it could be read.
    pub code: Option<String>,
    /// What is wrong.
    pub fault: FeatureFault,
}

/// What may be wrong with a feature.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FeatureFault {
    /// Not an object of type `Feature`.
    #[error("not a GeoJSON Feature")]
    NotFeature,
    /// A required property is missing, empty or no text; its names.
    #[error("property {0} is missing")]
    Missing(&'static str),
    /// A date that is none; what it says.
    #[error("\"{0}\" is not a date")]
    NotADate(String),
    /// An earlier feature has the same code; its position, from 0.
    #[error("the code stands already in feature {0}")]
    DuplicateCode(usize),
    /// An earlier feature of the same district names another parent; its position, from 0.
    #[error("feature {0} names another parent for the district")]
    OtherParent(usize),
    /// A district cannot be part of itself.
    #[error("the district is named as its own parent")]
    OwnParent,
    /// No geometry, or one that breaks the rules of `GeoJSON`; how.
    #[error("no readable geometry: {0}")]
    Unreadable(String),
    /// A geometry that has no ground; its type.
    #[error("an area must be a Polygon or a MultiPolygon, not a {0}")]
    NotAPolygon(&'static str),
    /// A ring with fewer than four positions, or whose last is not its first (RFC 7946 § 3.1.6).
    #[error("a ring is not closed")]
    OpenRing,
    /// A position that no WGS84 longitude and latitude can be: most often metres, or latitude before longitude.
    #[error("({0}, {1}) is not a WGS84 longitude and latitude")]
    NotWgs84(f64, f64),
    /// A ring crosses itself or another, a hole lies outside, …; how.
    #[error("the polygon is not valid: {0}")]
    Invalid(String),
}

/// Reads a file of areas.
///
/// - **Source:** RFC 7946. As it asks of readers, rings in the wrong direction (§ 3.1.6) and a third number in a
///   position (§ 3.1.1) are accepted.
///
/// # Errors
///
/// [`AreaFileError`]; when features are at fault, every fault of every feature, not only the first.
pub fn read_areas(text: &str) -> Result<AreaFile, AreaFileError> {
    // RFC 8259 § 8.1 lets a reader overlook a byte order mark, and Windows programs write one.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json: Value = serde_json::from_str(text).map_err(|error| AreaFileError::NotJson(error.to_string()))?;
    let (Some("FeatureCollection"), Some(features)) =
        (json.get("type").and_then(Value::as_str), json.get("features").and_then(Value::as_array))
    else {
        return Err(AreaFileError::NotFeatureCollection);
    };
    if features.is_empty() {
        return Err(AreaFileError::NoAreas);
    }
    if let Some(system) = other_system(&json) {
        return Err(AreaFileError::OtherSystem(system));
    }
    let mut reader = Reader::default();
    for (index, feature) in features.iter().enumerate() {
        reader.read(index, feature);
    }
    if !reader.faults.is_empty() {
        return Err(AreaFileError::Faulty(reader.faults));
    }
    Ok(AreaFile { areas: reader.areas, credit: text_of(json.as_object(), "credit") })
}

/// The name in the `crs` member of `GeoJSON` from before 2016, if it is not WGS84 with the longitude first.
fn other_system(json: &Value) -> Option<String> {
    let crs = json.get("crs").filter(|crs| !crs.is_null())?;
    let name = crs.pointer("/properties/name").and_then(Value::as_str).unwrap_or("unknown");
    let is_wgs84 = name.ends_with("CRS84") || name.ends_with(":4326");
    (!is_wgs84).then(|| name.to_owned())
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    areas: Vec<FileArea>,
    faults: Vec<FaultyFeature>,
    /// The feature that first had a code.
    codes: HashMap<String, usize>,
    /// The feature that first named a parent for a district, and that parent.
    parents: HashMap<String, (usize, String)>,
}

impl Reader {
    fn read(&mut self, index: usize, feature: &Value) {
        if feature.get("type").and_then(Value::as_str) != Some("Feature") {
            self.faults.push(FaultyFeature { index, code: None, fault: FeatureFault::NotFeature });
            return;
        }
        let properties = feature.get("properties").and_then(Value::as_object);
        let mut faults = Vec::new();
        let code = text_of(properties, "regsokod").or_else(|| text_of(properties, "code"));
        let name = text_of(properties, "regsonamn").or_else(|| text_of(properties, "name"));
        let district = text_of(properties, "district");
        let parent_district = text_of(properties, "parent_district");
        for (is_there, names) in [
            (code.is_some(), "regsokod or code"),
            (name.is_some(), "regsonamn or name"),
            (district.is_some(), "district"),
        ] {
            if !is_there {
                faults.push(FeatureFault::Missing(names));
            }
        }
        faults.extend(code.as_ref().and_then(|code| self.duplicate(index, code)));
        if let (Some(district), Some(parent)) = (&district, &parent_district) {
            faults.extend(self.parent_fault(index, district, parent));
        }
        let valid_from = date_of(properties).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        });
        let polygon = polygon_of(feature.get("geometry")).map_err(|fault| faults.push(fault)).ok();
        if faults.is_empty()
            && let (Some(code), Some(name), Some(district), Some(polygon)) = (&code, name, district, polygon)
        {
            self.areas.push(FileArea { code: code.clone(), name, district, parent_district, valid_from, polygon });
        }
        self.faults.extend(faults.into_iter().map(|fault| FaultyFeature { index, code: code.clone(), fault }));
    }

    fn duplicate(&mut self, index: usize, code: &str) -> Option<FeatureFault> {
        let first = *self.codes.entry(code.to_owned()).or_insert(index);
        (first != index).then_some(FeatureFault::DuplicateCode(first))
    }

    fn parent_fault(&mut self, index: usize, district: &str, parent: &str) -> Option<FeatureFault> {
        if district == parent {
            return Some(FeatureFault::OwnParent);
        }
        let (first, named) = self.parents.entry(district.to_owned()).or_insert_with(|| (index, parent.to_owned()));
        (named != parent).then_some(FeatureFault::OtherParent(*first))
    }
}

/// A property that is text with something in it, trimmed. A code written as a bare number counts as text.
fn text_of(properties: Option<&Map<String, Value>>, name: &str) -> Option<String> {
    let text = match properties?.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn date_of(properties: Option<&Map<String, Value>>) -> Result<Option<Date>, FeatureFault> {
    let Some(text) = text_of(properties, "referensdatum").or_else(|| text_of(properties, "valid_from")) else {
        return Ok(None);
    };
    let format = if text.contains('-') { "%Y-%m-%d" } else { "%Y%m%d" };
    Date::strptime(format, &text).map(Some).map_err(|_| FeatureFault::NotADate(text))
}

fn polygon_of(geometry: Option<&Value>) -> Result<MultiPolygon<f64>, FeatureFault> {
    let geometry = geometry.filter(|geometry| !geometry.is_null()).cloned();
    let geometry = geometry.ok_or_else(|| FeatureFault::Unreadable("there is none".into()))?;
    let geometry = serde_json::from_value::<geojson::Geometry>(geometry)
        .map_err(|error| FeatureFault::Unreadable(error.to_string()))?;
    match &geometry.value {
        GeometryValue::Polygon { coordinates } => check_rings(coordinates)?,
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().try_for_each(check_rings)?,
        other => return Err(FeatureFault::NotAPolygon(other.type_name())),
    }
    let polygon = match geo::Geometry::<f64>::try_from(&geometry.value) {
        Ok(geo::Geometry::Polygon(polygon)) => MultiPolygon::from(polygon),
        Ok(geo::Geometry::MultiPolygon(polygons)) => polygons,
        Ok(_) => return Err(FeatureFault::NotAPolygon(geometry.value.type_name())),
        Err(error) => return Err(FeatureFault::Unreadable(error.to_string())),
    };
    polygon.check_validation().map_err(|error| FeatureFault::Invalid(error.to_string()))?;
    if polygon.0.is_empty() { Err(FeatureFault::Invalid("it is empty".into())) } else { Ok(polygon) }
}

/// What must be seen before `geo` has closed the rings by itself.
fn check_rings(rings: &PolygonType) -> Result<(), FeatureFault> {
    rings.iter().try_for_each(check_ring)
}

fn check_ring(ring: &LineStringType) -> Result<(), FeatureFault> {
    for position in ring {
        let [longitude, latitude] = [position[0], position[1]];
        if !(-180.0..=180.0).contains(&longitude) || !(-90.0..=90.0).contains(&latitude) {
            return Err(FeatureFault::NotWgs84(longitude, latitude));
        }
    }
    let is_closed = ring.len() >= 4 && ring.first().map(|p| (p[0], p[1])) == ring.last().map(|p| (p[0], p[1]));
    if is_closed { Ok(()) } else { Err(FeatureFault::OpenRing) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const BOTKYRKA: &str = include_str!("../../static/municipality/botkyrka/areas.geojson");

    fn square(code: &str) -> Value {
        json!({
            "type": "Feature",
            "properties": {"code": code, "name": "Square", "district": "Town"},
            "geometry": {"type": "Polygon", "coordinates": [[[17.0, 59.0], [17.1, 59.0], [17.1, 59.1], [17.0, 59.1], [17.0, 59.0]]]},
        })
    }

    fn with(mut feature: Value, pointer: &str, value: Value) -> Value {
        *feature.pointer_mut(pointer).unwrap() = value;
        feature
    }

    fn read(features: &[Value]) -> Result<AreaFile, AreaFileError> {
        read_areas(&json!({"type": "FeatureCollection", "features": features}).to_string())
    }

    #[track_caller]
    fn faults(features: &[Value]) -> Vec<(usize, FeatureFault)> {
        match read(features) {
            Err(AreaFileError::Faulty(faults)) => faults.into_iter().map(|fault| (fault.index, fault.fault)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_default_municipality_has_twenty_areas_in_seven_districts_with_credit_and_date() {
        let file = read_areas(BOTKYRKA).unwrap();
        assert_eq!(file.areas.len(), 20);
        assert_eq!(file.credit.as_deref(), Some("Källa: SCB, RegSO 2025"));
        let mut districts: Vec<_> = file.areas.iter().map(|area| area.district.as_str()).collect();
        districts.sort_unstable();
        districts.dedup();
        assert_eq!(
            districts,
            ["Alby", "Fittja", "Hallunda-Norsborg", "Storvreten", "Tullinge", "Tumba", "Vårsta-Grödinge"]
        );
        assert!(file.areas.iter().all(|area| area.valid_from == Some(jiff::civil::date(2025, 1, 1))));
        let children: Vec<_> = file.areas.iter().filter(|area| area.parent_district.is_some()).collect();
        assert_eq!(children.len(), 1);
        assert_eq!((children[0].code.as_str(), children[0].parent_district.as_deref()), ("0127R013", Some("Tumba")));
    }

    #[test]
    fn an_enclave_is_a_hole_in_the_area_around_it() {
        let file = read_areas(BOTKYRKA).unwrap();
        let around = file.areas.iter().find(|area| area.code == "0127R019").unwrap();
        assert_eq!(around.polygon.0[0].interiors().len(), 1);
    }

    #[test]
    fn every_faulty_feature_is_named_with_every_fault() {
        let features = [
            square("A"),
            json!({"type": "Point"}),
            json!({"type": "Feature", "properties": {}, "geometry": null}),
            with(square("D"), "/geometry", json!({"type": "Point", "coordinates": [17.0, 59.0]})),
            square("A"),
        ];
        assert_eq!(
            faults(&features),
            [
                (1, FeatureFault::NotFeature),
                (2, FeatureFault::Missing("regsokod or code")),
                (2, FeatureFault::Missing("regsonamn or name")),
                (2, FeatureFault::Missing("district")),
                (2, FeatureFault::Unreadable("there is none".into())),
                (3, FeatureFault::NotAPolygon("Point")),
                (4, FeatureFault::DuplicateCode(0)),
            ]
        );
    }

    #[test]
    fn metres_are_no_degrees() {
        let metres = json!([[
            [663_165.0, 6_571_154.0],
            [663_265.0, 6_571_154.0],
            [663_265.0, 6_571_254.0],
            [663_165.0, 6_571_154.0]
        ]]);
        let features = [with(square("A"), "/geometry/coordinates", metres)];
        assert_eq!(faults(&features), [(0, FeatureFault::NotWgs84(663_165.0, 6_571_154.0))]);
    }

    #[test]
    fn a_file_in_another_system_is_refused_and_one_that_names_wgs84_is_not() {
        let in_system = |name: &str| {
            json!({
                "type": "FeatureCollection",
                "crs": {"type": "name", "properties": {"name": name}},
                "features": [square("A")],
            })
            .to_string()
        };
        assert!(read_areas(&in_system("urn:ogc:def:crs:OGC:1.3:CRS84")).is_ok());
        let sweref = "urn:ogc:def:crs:EPSG::3006";
        assert_eq!(read_areas(&in_system(sweref)), Err(AreaFileError::OtherSystem(sweref.into())));
    }

    #[test]
    fn open_rings_and_rings_that_cross_themselves_are_refused() {
        let open = json!([[[17.0, 59.0], [17.1, 59.0], [17.1, 59.1], [17.0, 59.1]]]);
        let crossing = json!([[[17.0, 59.0], [17.1, 59.1], [17.1, 59.0], [17.0, 59.1], [17.0, 59.0]]]);
        let found = faults(&[
            with(square("A"), "/geometry/coordinates", open),
            with(square("B"), "/geometry/coordinates", crossing),
        ]);
        assert_eq!(found[0], (0, FeatureFault::OpenRing));
        assert!(matches!(found[1], (1, FeatureFault::Invalid(_))), "{found:?}");
    }

    #[test]
    fn rings_of_any_direction_and_positions_with_a_height_are_accepted() {
        let clockwise = json!([[[17.0, 59.0, 5.0], [17.0, 59.1, 5.0], [17.1, 59.1, 5.0], [17.0, 59.0, 5.0]]]);
        assert!(read(&[with(square("A"), "/geometry/coordinates", clockwise)]).is_ok());
    }

    #[test]
    fn dates_are_read_in_both_forms_and_checked() {
        let dated = |text: &str| {
            let mut feature = square("A");
            feature["properties"]["valid_from"] = text.into();
            feature
        };
        let expected = Some(jiff::civil::date(2025, 1, 31));
        assert_eq!(read(&[dated("20250131")]).unwrap().areas[0].valid_from, expected);
        assert_eq!(read(&[dated("2025-01-31")]).unwrap().areas[0].valid_from, expected);
        assert_eq!(faults(&[dated("20250231")]), [(0, FeatureFault::NotADate("20250231".into()))]);
    }

    #[test]
    fn the_areas_of_a_district_agree_on_its_parent() {
        let part_of = |code: &str, parent: &str| {
            let mut feature = square(code);
            feature["properties"]["parent_district"] = parent.into();
            feature
        };
        assert!(read(&[part_of("A", "City"), square("B")]).is_ok());
        assert_eq!(faults(&[part_of("A", "City"), part_of("B", "Land")]), [(1, FeatureFault::OtherParent(0))]);
        assert_eq!(faults(&[part_of("A", "Town")]), [(0, FeatureFault::OwnParent)]);
    }

    #[test]
    fn what_is_no_collection_of_areas_says_so() {
        assert!(matches!(read_areas("{"), Err(AreaFileError::NotJson(_))));
        assert_eq!(read_areas("[]"), Err(AreaFileError::NotFeatureCollection));
        assert_eq!(read(&[]), Err(AreaFileError::NoAreas));
        assert!(read_areas(&format!("\u{feff}{BOTKYRKA}")).is_ok());
    }
}
