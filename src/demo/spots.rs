//! Where it happens: around the named places, and around the middle of where people live.

use super::dice::Dice;
use crate::districts::{Ground, Located, Place};
use crate::geometry::Point;
use crate::incidents::model::Whereabouts;
use jiff::civil::Date;

/// What kind of surroundings something happens in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Setting {
    /// Where people live.
    Homes,
    /// Around squares and stations.
    Centres,
    /// Along streets and paths.
    Roads,
}

impl Setting {
    /// Districts and how often: mostly as many live there.
    pub(super) fn districts(self) -> &'static [(&'static str, u32)] {
        match self {
            Self::Homes => &[
                ("alby", 14),
                ("fittja", 8),
                ("hallunda-norsborg", 21),
                ("tullinge", 18),
                ("tumba", 18),
                ("storvreten", 9),
                ("varsta-grodinge", 5),
            ],
            Self::Centres => &[
                ("alby", 15),
                ("fittja", 11),
                ("hallunda-norsborg", 23),
                ("tullinge", 13),
                ("tumba", 22),
                ("storvreten", 9),
                ("varsta-grodinge", 4),
            ],
            Self::Roads => &[
                ("alby", 12),
                ("fittja", 7),
                ("hallunda-norsborg", 19),
                ("tullinge", 24),
                ("tumba", 20),
                ("storvreten", 8),
                ("varsta-grodinge", 11),
            ],
        }
    }
}

/// The middle of where reports lie.
#[derive(Clone, Copy, Debug)]
struct Spot {
    district: &'static str,
    /// The named place it is, if it is one.
    place: Option<&'static str>,
    latitude: f64,
    longitude: f64,
    /// Standard deviation around it, in metres.
    spread_m: f64,
    /// How often among homes, centres and roads of its district.
    weights: [u32; 3],
}

const fn named(district: &'static str, place: &'static str, spread_m: f64, weights: [u32; 3]) -> Spot {
    Spot { district, place: Some(place), latitude: 0.0, longitude: 0.0, spread_m, weights }
}

const fn around(district: &'static str, latitude: f64, longitude: f64, spread_m: f64, weights: [u32; 3]) -> Spot {
    Spot { district, place: None, latitude, longitude, spread_m, weights }
}

const SPOTS: [Spot; 29] = [
    named("alby", "Alby centrum (T-bana)", 110.0, [2, 10, 2]),
    around("alby", 59.241_99, 17.848_84, 220.0, [5, 1, 2]),
    around("alby", 59.235_6, 17.843_0, 260.0, [4, 1, 4]),
    named("fittja", "Fittja centrum (T-bana)", 110.0, [2, 10, 2]),
    around("fittja", 59.249_9, 17.856_5, 220.0, [5, 1, 2]),
    around("fittja", 59.252_5, 17.862_5, 220.0, [3, 0, 3]),
    named("hallunda-norsborg", "Hallunda centrum (T-bana)", 110.0, [2, 10, 2]),
    named("hallunda-norsborg", "Norsborg centrum (T-bana)", 110.0, [2, 7, 2]),
    around("hallunda-norsborg", 59.247_38, 17.829_95, 220.0, [5, 1, 2]),
    around("hallunda-norsborg", 59.246_68, 17.812_52, 220.0, [5, 1, 2]),
    around("hallunda-norsborg", 59.253_83, 17.822_73, 300.0, [3, 0, 3]),
    around("hallunda-norsborg", 59.240_5, 17.801_0, 320.0, [3, 0, 4]),
    named("tullinge", "Tullinge station", 130.0, [2, 10, 3]),
    around("tullinge", 59.218_46, 17.885_98, 300.0, [3, 1, 3]),
    around("tullinge", 59.218_45, 17.913_75, 350.0, [3, 0, 4]),
    around("tullinge", 59.181_92, 17.915_28, 350.0, [3, 1, 4]),
    around("tullinge", 59.199_41, 17.908_28, 300.0, [3, 0, 3]),
    around("tullinge", 59.207_83, 17.895_13, 250.0, [3, 1, 2]),
    named("tumba", "Tumba station", 120.0, [2, 10, 3]),
    named("tumba", "Kommunalhuset, Munkhättevägen 45", 70.0, [1, 3, 1]),
    around("tumba", 59.206_76, 17.828_88, 140.0, [3, 1, 2]),
    around("tumba", 59.210_68, 17.799_40, 320.0, [3, 0, 3]),
    around("tumba", 59.186_15, 17.792_11, 350.0, [3, 0, 4]),
    around("tumba", 59.182_75, 17.832_31, 320.0, [3, 0, 4]),
    named("storvreten", "Storvretens centrum", 120.0, [2, 10, 3]),
    around("storvreten", 59.189_61, 17.850_15, 260.0, [6, 1, 4]),
    named("varsta-grodinge", "Vårsta centrum", 120.0, [3, 10, 3]),
    around("varsta-grodinge", 59.169_23, 17.801_59, 350.0, [6, 1, 6]),
    named("varsta-grodinge", "Grödinge kyrka", 250.0, [2, 2, 5]),
];

/// How often a report names neither point nor district, and how often only a district.
const UNKNOWN: f64 = 0.02;
const DISTRICT_ALONE: f64 = 0.045;

/// Somewhere in such surroundings of a district.
pub(super) fn somewhere(
    dice: &mut Dice,
    setting: Setting,
    district: &str,
    ground: &Ground,
    places: &[Place],
    day: Date,
) -> Whereabouts {
    let fate = dice.fraction();
    let Some(key) = ground.district_of_code(district).map(|known| known.id) else { return Whereabouts::Unknown };
    if fate < UNKNOWN {
        return Whereabouts::Unknown;
    }
    if fate < UNKNOWN + DISTRICT_ALONE {
        return Whereabouts::District(key);
    }
    let of_district = SPOTS.iter().filter(|spot| spot.district == district);
    let choices: Vec<(&Spot, u32)> = of_district.map(|spot| (spot, spot.weights[setting as usize])).collect();
    let spot = dice.pick(&choices);
    let place = spot.place.and_then(|name| places.iter().find(|place| place.name == name));
    let (latitude, longitude) =
        place.map_or((spot.latitude, spot.longitude), |place| (place.latitude, place.longitude));
    let Ok(middle) = Point::new(latitude, longitude) else { return Whereabouts::District(key) };
    if let Some(place) = place
        && dice.falls(0.45)
    {
        return Whereabouts::Point { point: middle, accuracy_m: None, place_id: Some(place.id) };
    }
    let point = near(dice, middle, spot.spread_m, key, ground, day);
    let accuracy_m = dice.falls(0.35).then(|| f64::from(dice.one_of(&[4, 5, 6, 8, 10, 12, 15, 20, 35])));
    Whereabouts::Point { point, accuracy_m, place_id: None }
}

/// A point around another one, in the same district; the middle itself when chance leads out of the district.
pub(super) fn near(dice: &mut Dice, middle: Point, spread_m: f64, district: i64, ground: &Ground, day: Date) -> Point {
    let tries = 0..12;
    let inside = tries.into_iter().find_map(|_| {
        let (north, east) = (dice.deviation() * spread_m, dice.deviation() * spread_m);
        let point = moved(middle, north, east)?;
        match ground.locate(point, day) {
            Located::Inside { district: found, snapped_m: None, .. } if found == district => Some(point),
            _ => None,
        }
    });
    inside.unwrap_or(middle)
}

/// The point that many metres further north and east, to a tenth of a metre; as flat as a municipality is.
fn moved(point: Point, north_m: f64, east_m: f64) -> Option<Point> {
    const METRES_TO_A_DEGREE: f64 = 111_320.0;
    // A constant of Botkyrka's latitude, where a cosine might differ in its last digit between machines.
    const NARROWER_EAST: f64 = 0.512;
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let latitude = point.latitude() + north_m / METRES_TO_A_DEGREE;
    let longitude = point.longitude() + east_m / (METRES_TO_A_DEGREE * NARROWER_EAST);
    Point::new(rounded(latitude), rounded(longitude)).ok()
}
