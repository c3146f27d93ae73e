//! A report as a map: its districts with their figures, as `GeoJSON` (RFC 7946).
//!
//! Each feature is a row of the report, with its ground as geometry; outside or unknown has none. A count has four
//! properties: `events` is the number, or null when it is not told exactly; `events_low` and `events_high` are what is known
//! of it; `events_told` is what stands in the tables: `<5`.

use geo::orient::Direction;
use geo::{Coord, MapCoords as _, MultiPolygon, Orient as _};
use geojson::feature::Id;
use geojson::{Feature, FeatureCollection, Geometry, GeometryValue, JsonObject};
use jiff::civil::Date;
use serde_json::Value;

use super::model::{DistrictLine, Report, Span};
use super::words;
use crate::districts::Ground;
use crate::statistics::Bounds;
use crate::texts::Language;

/// The districts of a report with their figures, in degrees (WGS 84), by the boundaries of the report's last day.
#[must_use]
pub fn geojson(report: &Report, ground: &Ground, language: Language) -> String {
    let rows = report.districts.iter().map(|district| feature(report, district, ground, language));
    let about = [
        ("title", report.title.clone().into()),
        ("number", report.number.into()),
        ("from", report.from.to_string().into()),
        ("to", report.to.to_string().into()),
        ("cut_off", report.cut_off.to_string().into()),
        ("fewest_told", report.fewest_told.into()),
        ("sha256", report.sha256.clone().into()),
        ("credit", ground.credit().into()),
    ];
    let collection = FeatureCollection {
        bbox: None,
        features: rows.collect(),
        foreign_members: Some(about.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
    };
    collection.to_string()
}

fn feature(report: &Report, district: &DistrictLine, ground: &Ground, language: Language) -> Feature {
    let mut own = Properties { members: JsonObject::new(), language };
    own.put("code", district.code.as_str());
    own.put("name", district.name.as_str());
    own.put("population", district.population);
    let line = &district.line;
    for (prefix, span) in [("", &line.period), ("year_", &line.year), ("twelve_", &line.twelve)] {
        own.put_span(prefix, span);
    }
    own.put_known("unsafe_places", district.unsafe_places);
    own.put_known("observations", district.observations);
    for (group, known) in report.groups.iter().zip(&district.groups) {
        own.put_known(&format!("group_{}", group.group.code()), *known);
    }
    let shape = ground_of(&district.code, report, ground, report.to);
    Feature {
        id: Some(Id::String(district.code.clone())),
        geometry: shape.map(|shape| Geometry::new(GeometryValue::from(&shape))),
        properties: Some(own.members),
        ..Feature::default()
    }
}

/// A feature's properties while they are put together.
struct Properties {
    members: JsonObject,
    language: Language,
}

impl Properties {
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.members.insert(name.to_owned(), value.into());
    }

    fn put_span(&mut self, prefix: &str, span: &Span) {
        self.put_known(&format!("{prefix}events"), span.count);
        self.put_known(&format!("{prefix}events_before"), span.before);
        self.put(&format!("{prefix}change"), span.change);
        self.put(&format!("{prefix}percent"), span.percent.told().ok());
        self.put(&format!("{prefix}per_100000"), span.per_100000);
        self.put(&format!("{prefix}per_100000_low"), span.interval.map(|(low, _)| low));
        self.put(&format!("{prefix}per_100000_high"), span.interval.map(|(_, high)| high));
    }

    fn put_known(&mut self, name: &str, known: Option<Bounds>) {
        self.put(name, known.and_then(words::exactly));
        self.put(&format!("{name}_low"), known.map(|bounds| bounds.low));
        self.put(&format!("{name}_high"), known.and_then(|bounds| bounds.high));
        let told = known.map_or_else(|| words::NOT_TOLD.to_owned(), |bounds| words::bounds(bounds, self.language));
        self.put(&format!("{name}_told"), told);
    }
}

/// The ground of a row: the district's own, and that of its parts which have no row of their own.
fn ground_of(code: &str, report: &Report, ground: &Ground, day: Date) -> Option<MultiPolygon<f64>> {
    let own = ground.district_of_code(code)?;
    let has_row = |code: &str| report.districts.iter().any(|district| district.code == code);
    let districts = ground.districts();
    let members = districts
        .iter()
        .filter(|district| district.id == own.id || (district.parent_id == Some(own.id) && !has_row(&district.code)));
    let boundaries = ground.boundaries(day)?;
    let shapes: Vec<&MultiPolygon<f64>> = members
        .filter_map(|member| boundaries.districts.iter().find(|(id, _)| *id == member.id))
        .map(|(_, shape)| shape)
        .collect();
    match shapes[..] {
        [] => None,
        [one] => Some(one.clone()),
        _ => {
            // Where borders meet, a union may put a corner between the places that boundaries are rounded to.
            let five_decimals = |degrees: f64| (degrees * 1e5).round() / 1e5;
            let union = geo::unary_union(shapes)
                .map_coords(|coord| Coord { x: five_decimals(coord.x), y: five_decimals(coord.y) });
            Some(union.orient(Direction::Default))
        }
    }
}
