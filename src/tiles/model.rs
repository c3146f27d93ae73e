//! Tiles of the world in Web Mercator, and which of them lie where.

use std::collections::BTreeSet;
use std::f64::consts::PI;
use std::fmt;

use crate::geometry::{CellBox, Point};

/// The nearest zoom that maps have.
pub const NEAREST: u8 = 19;
/// Tiles beyond the municipality that are answered at every zoom, for a map that shows its border in the middle.
const MARGIN: u32 = 3;
/// Zooms of a map that is carried along: from a district to a street corner.
const CARRIED: [u8; 5] = [13, 14, 15, 16, 17];
/// Tiles that are carried along at most; some 5 MB.
const MOST_CARRIED: usize = 300;

/// One square of a map.
///
/// - **Shape:** zoom 0 to [`NEAREST`]; column and row from 0, within the zoom's 2^zoom: [`Tile::new`] is the only way in.
/// - **Source:** the scheme of `OpenStreetMap`'s "Slippy map tilenames", which every source of `{z}/{x}/{y}` follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    zoom: u8,
    x: u32,
    y: u32,
}

/// A picture of a tile as it is handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type, by its first bytes.
    pub media_type: &'static str,
}

impl Tile {
    /// The tile in this column, from the west, and this row, from the north; `None` when there is no such tile.
    ///
    /// ```
    /// # use lykta::tiles::Tile;
    /// assert!(Tile::new(12, 2251, 1204).is_some());
    /// assert!(Tile::new(12, 4096, 0).is_none());
    /// assert!(Tile::new(20, 0, 0).is_none());
    /// ```
    #[must_use]
    pub fn new(zoom: u8, x: u32, y: u32) -> Option<Self> {
        (zoom <= NEAREST && x < 1 << zoom && y < 1 << zoom).then_some(Self { zoom, x, y })
    }

    /// The tile that a point lies on. Points nearer to a pole than 85° lie on the outermost row.
    ///
    /// ```
    /// # use lykta::geometry::Point;
    /// # use lykta::tiles::Tile;
    /// let fittja = Point::new(59.247859, 17.861162)?;
    /// assert_eq!(Some(Tile::of(fittja, 12)), Tile::new(12, 2251, 1206));
    /// # Ok::<(), lykta::geometry::OutOfRange>(())
    /// ```
    #[must_use]
    pub fn of(point: Point, zoom: u8) -> Self {
        let zoom = zoom.min(NEAREST);
        let across = (point.longitude() + 180.0) / 360.0;
        let down = (1.0 - point.latitude().to_radians().tan().asinh() / PI) / 2.0;
        Self { zoom, x: step(across, zoom), y: step(down, zoom) }
    }

    /// How near: 0 is the world.
    #[must_use]
    pub fn zoom(self) -> u8 {
        self.zoom
    }

    /// The column, from the west.
    #[must_use]
    pub fn x(self) -> u32 {
        self.x
    }

    /// The row, from the north.
    #[must_use]
    pub fn y(self) -> u32 {
        self.y
    }

    /// Whether it lies in the box or so near that a map of the box may show it: three tiles beyond, or as far as the box is
    /// wide and high.
    pub(super) fn is_near(self, ground: &CellBox) -> bool {
        let (south_west, north_east) = ground.corners();
        let corner = |cell: crate::geometry::Cell| {
            let (north, east) = cell.degrees();
            Point::new(north, east).ok().map(|point| Self::of(point, self.zoom))
        };
        let (Some(low), Some(high)) = (corner(south_west), corner(north_east)) else { return false };
        let is_within = |at: u32, first: u32, last: u32| {
            let margin = MARGIN.max(last - first);
            (first.saturating_sub(margin)..=last.saturating_add(margin)).contains(&at)
        };
        is_within(self.x, low.x, high.x) && is_within(self.y, high.y, low.y)
    }
}

/// `12/2251/1204`, as addresses have it.
impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.zoom, self.x, self.y)
    }
}

fn step(share: f64, zoom: u8) -> u32 {
    let last = (1_u32 << zoom) - 1;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and the last one")]
    let found = (share * f64::from(1_u32 << zoom)).floor().clamp(0.0, f64::from(last)) as u32;
    found
}

/// The tiles to carry along on a walk: those on the way from each point to the next and those around them, from a district's
/// zoom to a street corner's; at most 300, the farthest zooms first.
///
/// - **Shape:** each once, in order of zoom; empty without points.
#[must_use]
pub fn list_along(route: &[Point]) -> Vec<Tile> {
    let mut carried = Vec::new();
    for zoom in CARRIED {
        let mut near = BTreeSet::new();
        let corners = route.iter().map(|point| Tile::of(*point, zoom)).collect::<Vec<_>>();
        let legs = corners.windows(2).map(|leg| (leg[0], leg[1]));
        for (from, to) in legs.chain(corners.first().map(|only| (*only, *only))) {
            near.extend(leg(from, to).into_iter().flat_map(around));
        }
        if carried.len() + near.len() > MOST_CARRIED {
            break;
        }
        carried.extend(near);
    }
    carried
}

/// The tiles that a straight line between two of them passes, corners cut.
fn leg(from: Tile, to: Tile) -> Vec<Tile> {
    let steps = from.x.abs_diff(to.x).max(from.y.abs_diff(to.y)).max(1);
    let between = |one: u32, other: u32, step: u32| {
        let along = f64::from(step) / f64::from(steps);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two rows of the zoom")]
        let at = (f64::from(one) + (f64::from(other) - f64::from(one)) * along).round() as u32;
        at
    };
    (0..=steps)
        .map(|step| Tile { zoom: from.zoom, x: between(from.x, to.x, step), y: between(from.y, to.y, step) })
        .collect()
}

fn around(tile: Tile) -> impl Iterator<Item = Tile> {
    let near = |at: u32| at.saturating_sub(1)..=at + 1;
    near(tile.x).flat_map(move |x| near(tile.y).filter_map(move |y| Tile::new(tile.zoom, x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Cell;

    fn point(north: f64, east: f64) -> Point {
        Point::new(north, east).unwrap()
    }

    #[test]
    fn the_corners_of_the_world_are_tiles_too() {
        assert_eq!(Tile::of(point(90.0, -180.0), 19), Tile::new(19, 0, 0).unwrap());
        assert_eq!(Tile::of(point(-90.0, 180.0), 19), Tile::new(19, (1 << 19) - 1, (1 << 19) - 1).unwrap());
    }

    #[test]
    fn only_tiles_around_the_box_are_near_it() {
        let cell = |north, east| Cell::of(point(north, east));
        let ground = CellBox::between(cell(59.08, 17.66), cell(59.28, 17.94));
        for zoom in 0..=NEAREST {
            assert!(Tile::of(point(59.2, 17.8), zoom).is_near(&ground), "zoom {zoom}");
        }
        // Stockholm's old town lies beside Botkyrka on a map; Uppsala and Paris do not.
        assert!(Tile::of(point(59.325, 18.07), 14).is_near(&ground));
        assert!(!Tile::of(point(59.858, 17.645), 12).is_near(&ground));
        assert!(!Tile::of(point(48.85, 2.35), 8).is_near(&ground));
    }

    #[test]
    fn a_walk_carries_its_streets_and_no_more_than_a_phone_holds() {
        let short = list_along(&[point(59.2478, 17.8611), point(59.2512, 17.8555)]);
        assert!(short.len() <= MOST_CARRIED && short.len() > 60, "{}", short.len());
        assert!(short.contains(&Tile::of(point(59.2495, 17.8583), 17)), "the middle of the way is there, near");
        let long = list_along(&[point(59.08, 17.66), point(59.28, 17.94)]);
        assert!(long.len() <= MOST_CARRIED && long.iter().all(|tile| tile.zoom() < 17), "{}", long.len());
        assert_eq!(list_along(&[point(59.2478, 17.8611)]).len(), 5 * 9);
        assert_eq!(list_along(&[]), Vec::new());
    }
}
