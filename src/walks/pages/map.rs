//! A walk on the map: its stops by number and its way, drawn by the server and taken over by a script where one runs.

use jiff::civil::Date;
use serde_json::json;

use crate::districts::{Drawing, Frame, Ground, Label, Place, Spot};
use crate::geometry::Point;
use crate::walks::model::Stop;
use crate::walks::route::Way;
use crate::web::Visit;

/// How far around a way its map reaches; metres.
const AROUND_M: f64 = 150.0;

/// The map of a walk.
pub(in crate::walks) struct WalkMap {
    /// `None` while there is nothing to draw, or no boundaries have been imported.
    pub drawing: Option<Drawing>,
    /// Whose boundaries they are.
    pub credit: String,
    /// The stops for a script: a JSON list of latitude, longitude, number and name.
    pub stops: String,
    /// The way for a script: a JSON list of latitude and longitude.
    pub way: String,
}

impl WalkMap {
    pub fn of(visit: &Visit, ground: &Ground, places: &[Place], stops: &[Stop], way: &Way, day: Date) -> Self {
        let marks =
            stops.iter().filter_map(|stop| Some((stop.point()?, stop.position.to_string(), stop.name.as_str())));
        let marks: Vec<(Point, String, &str)> = marks.collect();
        let named = json!(
            marks
                .iter()
                .map(|(point, number, name)| json!([point.latitude(), point.longitude(), number, name]))
                .collect::<Vec<_>>()
        );
        let corners = way.corners().iter().map(|point| json!([point.latitude(), point.longitude()]));
        Self {
            drawing: draw(visit, ground, places, &marks, way, day),
            credit: ground.credit().to_owned(),
            stops: named.to_string(),
            way: json!(corners.collect::<Vec<_>>()).to_string(),
        }
    }
}

/// Draws numbered marks and a way; `None` where there is neither.
pub(in crate::walks) fn draw(
    visit: &Visit,
    ground: &Ground,
    places: &[Place],
    marks: &[(Point, String, &str)],
    way: &Way,
    day: Date,
) -> Option<Drawing> {
    let (outlines, sheet) = (ground.outlines(day)?, ground.sheet(day)?);
    let all = || way.corners().iter().copied().chain(marks.iter().map(|(point, ..)| *point));
    let first = all().next()?;
    let (low, high) = all().fold((first, first), |(low, high), point| {
        let corner = |choose: fn(f64, f64) -> f64, one: Point| {
            Point::new(choose(one.latitude(), point.latitude()), choose(one.longitude(), point.longitude()))
                .unwrap_or(one)
        };
        (corner(f64::min, low), corner(f64::max, high))
    });
    let frame = Frame::between(sheet, low, high)?.widened(AROUND_M * sheet.units_per_metre());
    let name = |id| ground.district(id).map(|district| district.name.as_str());
    let named = places
        .iter()
        .filter_map(|place| Some((place.name.as_str(), Point::new(place.latitude, place.longitude).ok()?)));
    let mut drawing = Drawing::of_part(outlines, &frame, visit.t("walk-map-title"), visit.t("walk-map-about"), name)
        .with_places(sheet, &frame, named)
        .with_way(sheet, &frame, way.corners());
    let spots = marks.iter().filter_map(|(point, number, name)| {
        let (x, y) = frame.place(sheet.spot(*point)?);
        let label = Label { spoken: format!("{number}. {name}"), value: number.clone(), ..Label::default() };
        Some(Spot { x, y, around: 0.0, label })
    });
    drawing.marks = spots.collect();
    Some(drawing)
}
