//! The borders of polygons, ready to be asked which is nearest and how far away.

use geo::{Line, LinesIter, MultiPolygon};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Line as TreeLine};

use super::{Point, Projection};

/// Longest piece of border that is projected as one straight line.
///
/// A border is straight in degrees (RFC 7946 § 3.1.1); its image in the plane is not. At 60° north the two part by
/// 2 mm in the middle of a piece of this length, and by half a metre on a border of 4 km.
const LONGEST_PIECE_METRES: f64 = 250.0;
/// Metres in one degree of latitude; good enough to decide how finely to cut.
const METRES_PER_DEGREE: f64 = 111_400.0;

/// The borders (outer rings and holes) of some polygons, in metres and indexed.
///
/// - **Shape:** a polygon is known by its position, from 0, in what [`Borders::new`] was given.
pub struct Borders {
    projection: Projection,
    pieces: RTree<GeomWithData<TreeLine<[f64; 2]>, usize>>,
}

impl Borders {
    /// The borders of these polygons, given in WGS84 degrees (x is the longitude).
    ///
    /// Distances are true near the polygons' middle meridian; see [`Projection::around_meridian`].
    pub fn new<'a>(polygons: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Self {
        let lines: Vec<(usize, Line<f64>)> = polygons
            .into_iter()
            .enumerate()
            .flat_map(|(polygon, shape)| shape.lines_iter().map(move |line| (polygon, line)))
            .collect();
        let (west, east) = lines.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(west, east), (_, line)| {
            (west.min(line.start.x), east.max(line.start.x))
        });
        let projection = Projection::around_meridian(if west <= east { f64::midpoint(west, east) } else { 0.0 });
        let pieces = lines
            .iter()
            .flat_map(|(polygon, line)| {
                pieces(*line)
                    .filter_map(|piece| projected(&projection, piece))
                    .map(|piece| GeomWithData::new(piece, *polygon))
            })
            .collect();
        Self { projection, pieces: RTree::bulk_load(pieces) }
    }

    /// The pieces of border around a point, nearest first: the polygon each belongs to and how far away it is.
    ///
    /// - **Units:** metres.
    /// - **Shape:** lazy: take what is needed. A polygon comes once for each piece of its border; where polygons share
    ///   a border they come at the same distance but for rounding, in no particular order. Empty when there are no
    ///   polygons, and for a point so far away that it has no position in their plane.
    pub fn nearest_first(&self, point: Point) -> impl Iterator<Item = (usize, f64)> {
        self.projection
            .to_plane(point)
            .map(|plane| self.pieces.nearest_neighbor_iter_with_distance_2(&[plane.east, plane.north]))
            .into_iter()
            .flatten()
            .map(|(piece, squared)| (piece.data, squared.sqrt()))
    }
}

/// A border cut into equal pieces no longer than [`LONGEST_PIECE_METRES`].
fn pieces(line: Line<f64>) -> impl Iterator<Item = Line<f64>> {
    let length = line.dx().hypot(line.dy()) * METRES_PER_DEGREE;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length on the globe: 0 to 40 000 km"
    )]
    let count = (length / LONGEST_PIECE_METRES).ceil().max(1.0) as u32;
    let at = move |step: u32| match step {
        step if step == count => line.end,
        step => line.start + line.delta() * (f64::from(step) / f64::from(count)),
    };
    (0..count).map(move |step| Line::new(at(step), at(step + 1)))
}

fn projected(projection: &Projection, line: Line<f64>) -> Option<TreeLine<[f64; 2]>> {
    let end = |coord: geo::Coord<f64>| {
        let plane = projection.to_plane(Point::new(coord.y, coord.x).ok()?)?;
        Some([plane.east, plane.north])
    };
    Some(TreeLine::new(end(line.start)?, end(line.end)?))
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    /// A field of half a degree of longitude by a fifth of a degree of latitude, with one long straight border.
    fn field() -> MultiPolygon<f64> {
        polygon![(x: 17.5, y: 59.0), (x: 18.0, y: 59.0), (x: 18.0, y: 59.2), (x: 17.5, y: 59.2)].into()
    }

    fn metres(point: (f64, f64)) -> f64 {
        Borders::new([&field()]).nearest_first(Point::new(point.0, point.1).unwrap()).next().unwrap().1
    }

    #[test]
    fn the_distance_to_a_border_is_the_geodesic_one_from_inside_and_outside() {
        // Straight east of a border along a meridian, so the nearest point is all but level with ours.
        let from = Point::new(59.1, 18.01).unwrap();
        let level = from.metres_to(Point::new(59.1, 18.0).unwrap());
        assert!((metres((59.1, 18.01)) - level).abs() < 0.1);
        assert!((metres((59.1, 17.99)) - level).abs() < 0.1);
    }

    #[test]
    fn a_long_border_is_straight_in_degrees_and_not_in_the_plane() {
        // The middle of a border of 28 km lies on it: uncut, the plane would put it 26 m away.
        assert!(metres((59.2, 17.75)) < 0.01, "{}", metres((59.2, 17.75)));
    }

    #[test]
    fn no_polygons_have_no_nearest_border() {
        assert_eq!(Borders::new([]).nearest_first(Point::new(59.0, 18.0).unwrap()).count(), 0);
    }
}
