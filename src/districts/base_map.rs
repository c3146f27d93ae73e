//! What a map in the browser draws under everything else when it has no background: boundaries and the names of places, as
//! `GeoJSON` (RFC 7946).

use geo::InteriorPoint as _;
use geojson::{Feature, FeatureCollection, Geometry, GeometryValue, JsonObject};
use jiff::civil::Date;

use super::map::Ground;
use super::model::Place;

/// Areas, districts and places in one collection, in this order: each feature has a `kind` (`area`, `district`, `place`)
/// and a `name`, a district also a `label`: the position where its name may stand. The same ground and places give the same text.
#[must_use]
pub fn base_map(ground: &Ground, places: &[Place], day: Date) -> String {
    let mut features = Vec::new();
    if let Some(boundaries) = ground.boundaries(day) {
        for (id, shape) in &boundaries.areas {
            let name = ground.area(*id).map_or("", |area| &area.name);
            features.push(feature("area", name, GeometryValue::from(shape)));
        }
        for (id, shape) in &boundaries.districts {
            let name = ground.district(*id).map_or("", |district| &district.name);
            let mut district = feature("district", name, GeometryValue::from(shape));
            if let Some(label) = shape.interior_point() {
                district.set_property(
                    "label",
                    [label.x(), label.y()].map(|degrees| (degrees * 1e5).round() / 1e5).to_vec(),
                );
            }
            features.push(district);
        }
    }
    for place in places {
        let position = geo::Point::new(place.longitude, place.latitude);
        features.push(feature("place", &place.name, GeometryValue::from(&position)));
    }
    FeatureCollection::new(features).to_string()
}

fn feature(kind: &str, name: &str, shape: GeometryValue) -> Feature {
    let properties: JsonObject =
        [("kind", kind), ("name", name)].map(|(key, value)| (key.to_owned(), value.into())).into_iter().collect();
    Feature { geometry: Some(Geometry::new(shape)), properties: Some(properties), ..Feature::default() }
}
