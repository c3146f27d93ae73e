//! A point in words: which district it lies in, how near the next one is, what stands close by.

use jiff::civil::Date;

use super::map::{Ground, Located};
use super::model::{District, Place};
use crate::geometry::Point;
use crate::texts::Language;

/// Nearer a border than this, the district on the other side is told too; metres.
const NEAR_A_BORDER: f64 = 100.0;
/// A place this near is told; metres.
const NEAR_A_PLACE: f64 = 600.0;
/// At a place rather than near it; metres.
const AT_A_PLACE: f64 = 25.0;

/// What is known of the surroundings of a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Surroundings<'a> {
    /// The district it lies in, or is counted in from just outside the border.
    pub district: Option<&'a District>,
    /// How many metres outside the municipality it lies, when it is in no district.
    pub outside_m: Option<f64>,
    /// The other district that is near, and metres to its border.
    pub near_district: Option<(&'a District, f64)>,
    /// The nearest named place that is near, and metres to it.
    pub near_place: Option<(&'a Place, f64)>,
}

/// Looks around a point, by the boundaries in force on that day.
#[must_use]
pub fn look_around<'a>(point: Point, ground: &'a Ground, places: &'a [Place], day: Date) -> Surroundings<'a> {
    let (district, outside_m) = match ground.locate(point, day) {
        Located::Inside { district, .. } => (ground.district(district), None),
        Located::Outside { metres } => (None, Some(metres)),
        Located::NoGround => (None, None),
    };
    let near_district = ground
        .nearest_other_district(point, day)
        .filter(|(other, metres)| *metres <= NEAR_A_BORDER && district.is_some_and(|district| district.id != other.id));
    let near_place = places
        .iter()
        .filter_map(|place| Some((place, point.metres_to(Point::new(place.latitude, place.longitude).ok()?))))
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .filter(|(_, metres)| *metres <= NEAR_A_PLACE);
    Surroundings { district, outside_m, near_district, near_place }
}

impl Surroundings<'_> {
    /// In words: `Fittja, 40 m från Alby, 120 m från Fittja centrum (T-bana)`. Empty when nothing is known.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let away = |key: &str, name: &str, metres: f64| {
            language.text_with(key, &[("name", name.into()), ("distance", shown_distance(language, metres).into())])
        };
        let district = self.district.map(|district| district.name.clone());
        let outside = self.outside_m.map(|metres| {
            language.text_with("where-outside", &[("distance", shown_distance(language, metres).into())])
        });
        let border = self.near_district.map(|(other, metres)| away("where-from", &other.name, metres));
        let place = self.near_place.map(|(place, metres)| {
            if metres <= AT_A_PLACE {
                language.text_with("where-at", &[("name", place.name.as_str().into())])
            } else {
                away("where-from", &place.name, metres)
            }
        });
        let parts: Vec<String> = [district, outside, border, place].into_iter().flatten().collect();
        parts.join(", ")
    }
}

/// A distance as people say it: tens of metres, then tenths of kilometres, then whole ones.
///
/// - **Units:** metres.
#[must_use]
pub fn shown_distance(language: Language, metres: f64) -> String {
    if metres < 10.0 {
        format!("{} m", language.decimal(metres.max(1.0), 0))
    } else if metres < 995.0 {
        format!("{} m", language.decimal((metres / 10.0).round() * 10.0, 0))
    } else if metres < 9_950.0 {
        format!("{} km", language.decimal(metres / 1000.0, 1))
    } else {
        format!("{} km", language.decimal(metres / 1000.0, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_as_exact_as_people_say_them() {
        let said = |metres| shown_distance(Language::Swedish, metres);
        assert_eq!(
            [0.2, 7.4, 12.0, 994.0, 996.0, 1_376.0, 12_400.0].map(said),
            ["1 m", "7 m", "10 m", "990 m", "1,0 km", "1,4 km", "12 km"]
        );
    }
}
