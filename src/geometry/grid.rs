//! The grid that coordinates are shown in: four decimals of a degree, some six by eleven metres in Sweden. Boxes of a map
//! and clusters of reports are made of whole cells of it, so that what a map counts, what a link asks for and what a list
//! shows are the same rows.

use std::fmt;

use super::Point;

/// Cells in one degree.
const PER_DEGREE: f64 = 10_000.0;

/// A cell of the grid: all points that are written alike with four decimals.
///
/// - **Units:** ten-thousandths of a degree, WGS84.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// East of Greenwich.
    pub x: i32,
    /// North of the equator.
    pub y: i32,
}

impl Cell {
    /// The cell a point lies in.
    ///
    /// ```
    /// # use lykta::geometry::{Cell, Point};
    /// assert_eq!(Cell::of(Point::new(59.247859, 17.861162)?), Cell { x: 178_612, y: 592_479 });
    /// # Ok::<(), lykta::geometry::OutOfRange>(())
    /// ```
    #[must_use]
    pub fn of(point: Point) -> Self {
        Self { x: cell(point.longitude()), y: cell(point.latitude()) }
    }

    /// Its middle: latitude and longitude in degrees, of four decimals.
    #[must_use]
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.y) / PER_DEGREE, f64::from(self.x) / PER_DEGREE)
    }
}

/// Where a cell begins. The one border that both [`cell`] and [`CellBox::bounds`] go by, so that no rounding can put a point
/// on one side here and on the other side there.
fn beginning(cell: i32) -> f64 {
    (f64::from(cell) - 0.5) / PER_DEGREE
}

fn cell(degrees: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "degrees of a point: at most 1 800 000 cells from the origin")]
    let likely = (degrees * PER_DEGREE + 0.5).floor() as i32;
    if degrees < beginning(likely) {
        likely - 1
    } else if degrees >= beginning(likely + 1) {
        likely + 1
    } else {
        likely
    }
}

/// A box of whole cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellBox {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
}

/// A box as databases ask for it: from the first number of a pair, up to but not including the second.
///
/// - **Units:** WGS84 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Degrees east.
    pub longitude: (f64, f64),
    /// Degrees north.
    pub latitude: (f64, f64),
}

/// Metres in a degree of latitude, the least there are anywhere (WGS84, at the equator): a box that is never too small.
const METRES_A_DEGREE: f64 = 110_574.0;

impl Bounds {
    /// A box around a point that holds everything within so many metres.
    #[must_use]
    pub fn around(middle: Point, metres: f64) -> Self {
        let north = metres / METRES_A_DEGREE;
        // Parallels shorten towards the poles; no municipality lies so near one that this would be nothing.
        let east = north / middle.latitude().to_radians().cos().max(0.01);
        Self {
            longitude: (middle.longitude() - east, middle.longitude() + east),
            latitude: (middle.latitude() - north, middle.latitude() + north),
        }
    }
}

impl CellBox {
    /// The box with these cells in its corners, whichever they are.
    #[must_use]
    pub fn between(one: Cell, other: Cell) -> Self {
        Self {
            west: one.x.min(other.x),
            south: one.y.min(other.y),
            east: one.x.max(other.x),
            north: one.y.max(other.y),
        }
    }

    /// Reads a box as it stands in an address: `17.8,59.2,17.9,59.3`, west, south, east and north in degrees.
    ///
    /// ```
    /// # use lykta::geometry::CellBox;
    /// assert_eq!(CellBox::read("17.8,59.2,17.9,59.3").map(|read| read.to_string()).as_deref(), Some("17.8000,59.2000,17.9000,59.3000"));
    /// assert_eq!(CellBox::read("17.9,59.2,17.8,59.3"), None);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
        let &[west, south, east, north] = numbers.as_slice() else { return None };
        let (low, high) = (Point::new(south, west).ok()?, Point::new(north, east).ok()?);
        (west <= east && south <= north).then(|| Self::between(Cell::of(low), Cell::of(high)))
    }

    /// Whether a cell is one of its cells.
    #[must_use]
    pub fn holds(&self, cell: Cell) -> bool {
        (self.west..=self.east).contains(&cell.x) && (self.south..=self.north).contains(&cell.y)
    }

    /// Its borders.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        Bounds {
            longitude: (beginning(self.west), beginning(self.east + 1)),
            latitude: (beginning(self.south), beginning(self.north + 1)),
        }
    }

    /// How many cells it is wide and high.
    #[must_use]
    pub fn size(&self) -> (i32, i32) {
        (self.east - self.west + 1, self.north - self.south + 1)
    }

    /// Its corner in the south-west and the one in the north-east.
    #[must_use]
    pub fn corners(&self) -> (Cell, Cell) {
        (Cell { x: self.west, y: self.south }, Cell { x: self.east, y: self.north })
    }
}

/// As [`CellBox::read`] reads it; the same box always gives the same text.
impl fmt::Display for CellBox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.corners();
        let ((south, west), (north, east)) = (low.degrees(), high.degrees());
        write!(f, "{west:.4},{south:.4},{east:.4},{north:.4}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_is_what_is_written_alike_with_four_decimals() {
        let point = Point::new(59.247_859, 17.861_162).unwrap();
        let (north, east) = Cell::of(point).degrees();
        assert_eq!(format!("{:.4}, {:.4}", point.latitude(), point.longitude()), format!("{north}, {east}"));
    }

    #[test]
    fn what_is_no_box_is_not_read() {
        for text in
            ["", "17,59,18", "17,59,18,60,61", "a,b,c,d", "17,59,18,NaN", "17,59,18,91", "18,59,17,60", "17,60,18,59"]
        {
            assert_eq!(CellBox::read(text), None, "{text}");
        }
    }

    /// Coordinates as people give them: many decimals, or few, which lie on the very borders between cells.
    fn degrees(within: std::ops::Range<f64>) -> impl Strategy<Value = f64> {
        (within, 3_i32..8).prop_map(|(degrees, decimals)| {
            let unit = 10_f64.powi(decimals);
            (degrees * unit).round() / unit
        })
    }

    proptest! {
        #[test]
        fn a_point_is_within_the_bounds_of_exactly_the_boxes_that_hold_its_cell(
            north in degrees(59.0..59.01), east in degrees(17.0..17.01),
            west in degrees(17.0..17.01), south in degrees(59.0..59.01), wide in 0.0..0.005, high in 0.0..0.005,
        ) {
            let point = Point::new(north, east).unwrap();
            let within = CellBox::between(
                Cell::of(Point::new(south, west).unwrap()),
                Cell::of(Point::new(south + high, west + wide).unwrap()),
            );
            let Bounds { longitude, latitude } = within.bounds();
            let is_between = |degrees: f64, (from, to): (f64, f64)| from <= degrees && degrees < to;
            let is_within_bounds = is_between(east, longitude) && is_between(north, latitude);
            prop_assert_eq!(is_within_bounds, within.holds(Cell::of(point)));
        }

        #[test]
        fn a_box_is_read_back_as_it_was_written(x in -1_800_000_i32..1_800_000, y in -900_000_i32..900_000, wide in 0_i32..1000, high in 0_i32..1000) {
            let within = CellBox::between(Cell { x, y }, Cell { x: (x + wide).min(1_800_000), y: (y + high).min(900_000) });
            prop_assert_eq!(CellBox::read(&within.to_string()), Some(within));
        }
    }
}
