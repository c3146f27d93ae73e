//! The ground a picture is drawn on, kept in the picture itself: boundaries may change, a picture that was approved may not.

use serde::{Deserialize, Serialize};

use super::patterns::{HotSquare, Patterns};
use super::scope::Scope;
use crate::districts::outline::Sheet;
use crate::geometry::{Plane, Point, Projection};

/// The side of a [`HotSquare`], in metres.
const SIDE: f64 = 250.0;

/// Outlines and positions on one sheet; north is up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// Units across; 0 when no boundaries are known, and then there is nothing to draw.
    pub width: f64,
    /// Units down.
    pub height: f64,
    /// Units in one metre.
    pub units_per_metre: f64,
    /// The ground of each row of the picture that has any.
    pub rows: Vec<SketchRow>,
    /// SVG path data of the areas' boundaries, for thin lines within the rows.
    pub areas: Vec<String>,
    /// Where each recurring place lies, in the picture's order.
    pub places: Vec<Option<[f64; 2]>>,
    /// The corners of each square of the heat map, in the picture's order.
    pub squares: Vec<[[f64; 2]; 4]>,
    /// Whose the boundaries are.
    pub credit: String,
}

/// A row's ground.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SketchRow {
    /// The row's code.
    pub code: String,
    /// SVG path data, one for each district in the row.
    pub paths: Vec<String>,
    /// Where the middle of a label may stand: to the right.
    pub x: f64,
    /// The same, downwards.
    pub y: f64,
}

impl Sketch {
    /// Draws the ground of a picture as it is on the week's Sunday.
    #[must_use]
    pub fn of(scope: &Scope, patterns: &Patterns) -> Self {
        let day = scope.week.sunday();
        let (Some(outlines), Some(sheet)) = (scope.ground.outlines(day), scope.ground.sheet(day)) else {
            return Self::default();
        };
        let rows = scope.rows.iter().filter_map(|row| {
            let own = |id: &i64| outlines.districts.iter().find(|outline| outline.district == *id);
            let own: Vec<_> = row.members.iter().filter_map(own).collect();
            // The first member is the district that gives the row its name.
            let named = own.first()?;
            Some(SketchRow {
                code: row.code.clone(),
                x: named.label_x.round(),
                y: named.label_y.round(),
                paths: own.iter().map(|outline| outline.path.clone()).collect(),
            })
        });
        let place = |latitude, longitude| spot(sheet, Point::new(latitude, longitude).ok()?);
        Self {
            width: outlines.width,
            height: outlines.height,
            units_per_metre: sheet.units_per_metre(),
            rows: rows.collect(),
            areas: outlines.areas.iter().map(|area| area.path.clone()).collect(),
            places: patterns.recurring_places.iter().map(|own| place(own.latitude, own.longitude)).collect(),
            squares: patterns.heat.squares.iter().filter_map(|square| corners(sheet, square)).collect(),
            credit: scope.ground.credit().to_owned(),
        }
    }
}

/// Where a point lies, in tenths of a unit: finer than anything is drawn.
fn spot(sheet: &Sheet, point: Point) -> Option<[f64; 2]> {
    let (x, y) = sheet.spot(point)?;
    let tenth = |units: f64| (units * 10.0).round() / 10.0;
    Some([tenth(x), tenth(y)])
}

/// The corners of a square, around it.
fn corners(sheet: &Sheet, square: &HotSquare) -> Option<[[f64; 2]; 4]> {
    let (south, west) = (f64::from(square.north), f64::from(square.east));
    let corner = |up: f64, right: f64| {
        let plane = Plane { north: south + up * SIDE, east: west + right * SIDE };
        spot(sheet, Projection::sweref99_tm().to_point(plane)?)
    };
    Some([corner(0.0, 0.0)?, corner(1.0, 0.0)?, corner(1.0, 1.0)?, corner(0.0, 1.0)?])
}
