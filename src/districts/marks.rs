//! Things gathered on a map: drawn by the server beside their list, and told to a script that takes the map over.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;

use super::drawing::{Drawing, Frame, Label, Spot};
use super::map::Ground;
use super::model::Place;
use crate::geometry::{Cell, CellBox, Cluster, Mesh, Point};
use crate::texts::Language;

/// Meshes along the longer side of the drawn map: as many numbers as there is room for.
const MESHES_DRAWN: i32 = 8;

/// How far around one thing its own map reaches; metres.
const AROUND: f64 = 900.0;

/// A cluster, or one thing alone, as pages and scripts show it.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What is gathered.
    pub cluster: Cluster,
    /// What is read aloud: how many and where, or the thing itself.
    pub spoken: String,
    /// The thing; or the list of these.
    pub href: String,
    /// What a script is told of a thing that is alone.
    pub alone: Option<serde_json::Value>,
}

/// The ground a map shows: its box, else all there is.
#[must_use]
pub fn shown(within: Option<CellBox>, ground: &Ground, today: Date) -> CellBox {
    let globe = || CellBox::between(Cell { x: -1_800_000, y: -900_000 }, Cell { x: 1_800_000, y: 900_000 });
    within.or_else(|| ground.extent(today)).unwrap_or_else(globe)
}

/// How finely things are gathered for the drawn map.
#[must_use]
pub fn mesh_drawn(within: Option<CellBox>, ground: &Ground, today: Date) -> Mesh {
    Mesh::dividing(shown(within, ground, today), MESHES_DRAWN)
}

/// The drawn map of marks; `None` when there are no boundaries. Places are named on a part of the ground, not on the whole.
#[must_use]
pub fn draw(
    ground: &Ground,
    places: &[Place],
    today: Date,
    within: Option<CellBox>,
    (title, about): (String, String),
    marks: &[Mark],
) -> Option<Drawing> {
    let (outlines, sheet) = (ground.outlines(today)?, ground.sheet(today)?);
    let point = |cell: Cell| {
        let (north, east) = cell.degrees();
        Point::new(north, east).ok()
    };
    let frame = match within {
        None => Frame::whole(outlines),
        Some(within) => {
            let (low, high) = within.corners();
            Frame::between(sheet, point(low)?, point(high)?)?
        }
    };
    let name = |id| ground.district(id).map(|district| district.name.as_str());
    let mut drawing = Drawing::of_part(outlines, &frame, title, about, name);
    if within.is_some() {
        drawing = drawing.with_places(sheet, &frame, named(places));
    }
    let stand = |cell: Cell| Some(frame.place(sheet.spot(point(cell)?)?));
    let spots = marks.iter().filter_map(|mark| {
        let (x, y) = stand(mark.cluster.at)?;
        let value = if mark.cluster.count > 1 { mark.cluster.count.to_string() } else { String::new() };
        let label = Label { href: mark.href.clone(), spoken: mark.spoken.clone(), value, ..Label::default() };
        Some(Spot { x, y, around: 0.0, label })
    });
    drawing.marks = spots.collect();
    Some(drawing)
}

/// Places as a drawing names them.
fn named(places: &[Place]) -> impl Iterator<Item = (&str, Point)> {
    places.iter().filter_map(|place| Some((place.name.as_str(), Point::new(place.latitude, place.longitude).ok()?)))
}

/// A cluster or a thing alone for a script: a feature of `GeoJSON`.
#[derive(Serialize)]
struct Properties<'a> {
    count: i64,
    /// The number as it is written in the visitor's language; empty for a thing alone.
    shown: String,
    spoken: &'a str,
    href: &'a str,
    /// West, south, east and north in degrees: a script zooms there.
    within: [f64; 4],
    /// The thing, when it is alone and there is something to tell of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a serde_json::Value>,
}

/// The marks as `GeoJSON` with a feature for each, how many things there are in all and without a place, and that in `words`.
#[must_use]
pub fn geojson(
    language: Language,
    marks: &[Mark],
    (total, without_place): (i64, i64),
    words: &str,
) -> serde_json::Value {
    let feature = |mark: &Mark| {
        let (north, east) = mark.cluster.at.degrees();
        let (low, high) = mark.cluster.within.corners();
        let ((south, west), (top, right)) = (low.degrees(), high.degrees());
        let count = mark.cluster.count;
        let properties = Properties {
            count,
            shown: if count == 1 { String::new() } else { language.number(count) },
            spoken: &mark.spoken,
            href: &mark.href,
            within: [west, south, right, top],
            report: mark.alone.as_ref(),
        };
        json!({
            "type": "Feature",
            "geometry": { "type": "Point", "coordinates": [east, north] },
            "properties": properties,
        })
    };
    json!({
        "type": "FeatureCollection",
        "features": marks.iter().map(feature).collect::<Vec<_>>(),
        "total": total,
        "without_place": without_place,
        "words": words,
    })
}

/// The map beside a list: drawn by the server, taken over by a script where one runs.
#[derive(Clone, Debug)]
pub struct ListMap {
    /// What it shows, in a few words.
    pub title: String,
    /// `None` when no boundaries have been imported.
    pub drawing: Option<Drawing>,
    /// Whose boundaries they are.
    pub credit: String,
    /// How many of the list cannot be on the map, in words; empty when all are.
    pub without_place: String,
    /// Where a script asks for clusters, without the box that it adds.
    pub clusters: String,
    /// The list without a box.
    pub everywhere: String,
    /// The box of the filter as degrees; empty when it has none.
    pub within: String,
    /// That the list is only of a part of the map.
    pub only_here: String,
    /// The way to a list of this part of the map.
    pub show_these: String,
}

/// The map of one thing.
#[derive(Clone, Debug)]
pub struct SpotMap {
    /// `None` when no boundaries have been imported.
    pub drawing: Option<Drawing>,
    /// Whose boundaries they are.
    pub credit: String,
    /// Degrees north, to four decimals.
    pub latitude: String,
    /// Degrees east, to four decimals.
    pub longitude: String,
    /// How exact the device said it was, in whole metres; empty when it did not say.
    pub accuracy_m: String,
}

impl SpotMap {
    /// The ground around a point, by the boundaries of a day; with how exact the point is, in metres, when that is known.
    #[must_use]
    pub fn around(
        ground: &Ground,
        places: &[Place],
        day: Date,
        (point, accuracy_m): (Point, Option<f64>),
        (title, about): (String, String),
    ) -> Option<Self> {
        let (north, east) = Cell::of(point).degrees();
        let point = Point::new(north, east).ok()?;
        let metres = accuracy_m.filter(|metres| *metres >= 1.0);
        let drawing = || {
            let (outlines, sheet) = (ground.outlines(day)?, ground.sheet(day)?);
            let frame = Frame::around(sheet, point, AROUND)?;
            let name = |id| ground.district(id).map(|district| district.name.as_str());
            let mut drawing = Drawing::of_part(outlines, &frame, title.clone(), about, name).with_places(
                sheet,
                &frame,
                named(places),
            );
            let (x, y) = frame.place(sheet.spot(point)?);
            drawing.marks = vec![Spot {
                x,
                y,
                around: metres.map(|metres| metres * sheet.units_per_metre() * frame.scale()).unwrap_or_default(),
                label: Label { spoken: title, chosen: true, ..Label::default() },
            }];
            Some(drawing)
        };
        Some(Self {
            drawing: drawing(),
            credit: ground.credit().to_owned(),
            latitude: format!("{north:.4}"),
            longitude: format!("{east:.4}"),
            accuracy_m: metres.map(|metres| format!("{metres:.0}")).unwrap_or_default(),
        })
    }
}
