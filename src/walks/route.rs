//! The way of a walk: as it was drawn, or straight from stop to stop; how long it is and what lies near it.

use geo::{Coord, Distance as _, Euclidean, Length as _, LineString};

use super::model::Stop;
use crate::geometry::{Bounds, Point, Projection, read_position};

/// A drawn way has at most so many corners.
pub const MOST_CORNERS: usize = 500;
/// Less than any degree of longitude in Sweden, in metres, so that a box is never too narrow.
const METRES_PER_DEGREE_EAST: f64 = 38_000.0;
/// Less than any degree of latitude, in metres.
const METRES_PER_DEGREE_NORTH: f64 = 110_000.0;

/// A way over the ground.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    corners: Vec<Point>,
    /// The same in metres, SWEREF 99 TM: true to a thousandth in Sweden.
    line: LineString<f64>,
}

impl Way {
    /// The way of a walk with this `route` and these stops.
    #[must_use]
    pub fn of(route: &str, stops: &[Stop]) -> Self {
        let drawn = corners(route);
        let corners = if drawn.len() < 2 { stops.iter().filter_map(Stop::point).collect() } else { drawn };
        Self::through(corners)
    }

    fn through(corners: Vec<Point>) -> Self {
        let mut line: Vec<Coord<f64>> = corners.iter().filter_map(|point| plane(*point)).collect();
        if let [alone] = line[..] {
            // A line has two ends.
            line.push(alone);
        }
        Self { corners, line: LineString::new(line) }
    }

    /// Its corners, in order.
    #[must_use]
    pub fn corners(&self) -> &[Point] {
        &self.corners
    }

    /// How long it is.
    ///
    /// - **Units:** metres.
    #[must_use]
    pub fn length(&self) -> f64 {
        Euclidean.length(&self.line)
    }

    /// Whether a point lies within so many metres of it.
    #[must_use]
    pub fn passes(&self, point: Point, metres: f64) -> bool {
        let Some(at) = plane(point).filter(|_| !self.line.0.is_empty()) else { return false };
        Euclidean.distance(&geo::Point::from(at), &self.line) <= metres
    }

    /// A box around it that leaves out nothing within so many metres; `None` for a way without corners.
    #[must_use]
    pub fn bounds(&self, metres: f64) -> Option<Bounds> {
        let first = self.corners.first()?;
        let start = ((first.longitude(), first.longitude()), (first.latitude(), first.latitude()));
        let (longitude, latitude) = self.corners.iter().fold(start, |((west, east), (south, north)), corner| {
            (
                (west.min(corner.longitude()), east.max(corner.longitude())),
                (south.min(corner.latitude()), north.max(corner.latitude())),
            )
        });
        let (aside, ahead) = (metres / METRES_PER_DEGREE_EAST, metres / METRES_PER_DEGREE_NORTH);
        Some(Bounds {
            longitude: (longitude.0 - aside, longitude.1 + aside),
            latitude: (latitude.0 - ahead, latitude.1 + ahead),
        })
    }
}

fn plane(point: Point) -> Option<Coord<f64>> {
    Projection::sweref99_tm().to_plane(point).map(Coord::from)
}

/// The corners of a way as it is kept: a JSON list of `[longitude, latitude]`. None when nothing was drawn.
#[must_use]
pub fn corners(kept: &str) -> Vec<Point> {
    let pairs: Vec<(f64, f64)> = serde_json::from_str(kept).unwrap_or_default();
    pairs.into_iter().filter_map(|(east, north)| Point::new(north, east).ok()).collect()
}

/// Corners as they are kept: a JSON list of `[longitude, latitude]` with six decimals; empty when there are none.
#[must_use]
pub fn kept(corners: &[Point]) -> String {
    if corners.is_empty() {
        return String::new();
    }
    let pair = |point: &Point| format!("[{:.6},{:.6}]", point.longitude(), point.latitude());
    format!("[{}]", corners.iter().map(pair).collect::<Vec<_>>().join(","))
}

/// What is wrong with a way that was typed or drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteFault {
    /// This line of it, the first one is 1, is no position in Sweden.
    Unreadable(usize),
    /// One corner alone is no way.
    TooShort,
    /// It has more than [`MOST_CORNERS`].
    TooLong,
}

/// Reads a way as the form has it: a position a line, in any system that is read. No lines are no way drawn.
///
/// # Errors
/// [`RouteFault`] names the first thing that is wrong.
pub fn read(text: &str) -> Result<Vec<Point>, RouteFault> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(at, line): (usize, &str)| {
        let found = read_position(line).ok().filter(|read| !read.swapped);
        found.map(|read| read.point).ok_or(RouteFault::Unreadable(at + 1))
    };
    // One more than is taken says that there are too many.
    let corners: Vec<Point> = lines.take(MOST_CORNERS + 1).map(read).collect::<Result<_, _>>()?;
    match corners.len() {
        1 => Err(RouteFault::TooShort),
        many if many > MOST_CORNERS => Err(RouteFault::TooLong),
        _ => Ok(corners),
    }
}

/// Corners as the form shows them: a position a line.
#[must_use]
pub fn lines(corners: &[Point]) -> String {
    corners.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::new(latitude, longitude).unwrap()
    }

    #[test]
    fn what_lies_within_fifty_metres_of_the_way_is_near_it_also_between_its_corners() {
        // From Fittja's station straight towards Alby's, 1 376 m apart.
        let way = Way::through(vec![point(59.247_859, 17.861_162), point(59.238_789, 17.844_790)]);
        assert!((way.length() - 1376.0).abs() < 2.0, "{}", way.length());
        let middle = point(59.243_324, 17.852_976);
        assert!(way.passes(middle, 50.0));
        assert!(way.passes(point(59.243_724, 17.852_976), 50.0), "some 45 m to the north of it");
        assert!(!way.passes(point(59.244_624, 17.852_976), 50.0), "some 145 m to the north of it");
        let bounds = way.bounds(50.0).unwrap();
        for far in [point(59.248_300, 17.861_162), point(59.238_789, 17.843_950)] {
            assert!(way.passes(far, 50.0), "{far}");
            let is_inside = (bounds.latitude.0..bounds.latitude.1).contains(&far.latitude())
                && (bounds.longitude.0..bounds.longitude.1).contains(&far.longitude());
            assert!(is_inside, "{far} is near and outside the box");
        }
    }

    #[test]
    fn a_single_stop_is_a_way_and_no_stop_is_none() {
        let alone = Way::through(vec![point(59.2479, 17.8612)]);
        assert!(alone.passes(point(59.2481, 17.8612), 50.0) && !alone.passes(point(59.2489, 17.8612), 50.0));
        let none = Way::of("", &[]);
        assert!(none.bounds(50.0).is_none() && !none.passes(point(59.2479, 17.8612), 50.0));
    }

    #[test]
    fn a_way_is_typed_as_positions_in_any_system_and_kept_as_it_was() {
        let typed = read("59.2479, 17.8612\n\nSWEREF 99 TM 6570105 662275\n").unwrap();
        assert_eq!(typed.len(), 2);
        assert_eq!(corners(&kept(&typed)).len(), 2);
        assert_eq!(read(&lines(&typed)).unwrap().len(), 2);
        assert_eq!(read(" \n"), Ok(Vec::new()));
        assert_eq!(read("59.2479, 17.8612"), Err(RouteFault::TooShort));
        assert_eq!(read("59.2479, 17.8612\nhem"), Err(RouteFault::Unreadable(2)));
        assert_eq!(read(&"59.2479, 17.8612\n".repeat(501)), Err(RouteFault::TooLong));
        assert_eq!((kept(&[]), corners("")), (String::new(), Vec::new()));
    }
}
