//! A point on the ground in WGS84 degrees.

use std::fmt;

use geo::{Distance, Geodesic};
use serde::{Deserialize, Serialize};

/// A point on the ground.
///
/// - **Units:** WGS84 degrees; latitude −90 to 90 (north positive), longitude −180 to 180 (east positive).
/// - **Shape:** always finite and within range: [`Point::new`] is the only way in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct Point {
    latitude: f64,
    longitude: f64,
}

impl Point {
    /// The point at these WGS84 degrees.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] when a number is not finite or no such latitude or longitude exists.
    ///
    /// ```
    /// # use lykta::geometry::Point;
    /// assert_eq!(Point::new(59.247859, 17.861162).map(|point| point.latitude()), Ok(59.247859));
    /// assert!(Point::new(91.0, 17.0).is_err());
    /// assert!(Point::new(f64::NAN, 17.0).is_err());
    /// ```
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, OutOfRange> {
        // NaN lies in no range, so this also refuses what is not a number.
        if (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude) {
            Ok(Self { latitude, longitude })
        } else {
            Err(OutOfRange)
        }
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn longitude(self) -> f64 {
        self.longitude
    }

    /// Metres to another point, along the shortest line on the ellipsoid.
    ///
    /// - **Units:** metres, accurate to well under a millimetre at any distance.
    /// - **Source:** Karney, *Algorithms for geodesics*, Journal of Geodesy 87 (2013), on the WGS84 ellipsoid, by
    ///   `geo`'s `Geodesic`. A sphere (haversine) is wrong by up to 0.5 %.
    ///
    /// ```
    /// # use lykta::geometry::Point;
    /// // The underground stations of Fittja and Alby, about 1.4 km apart.
    /// let (fittja, alby) = (Point::new(59.247859, 17.861162)?, Point::new(59.238789, 17.84479)?);
    /// assert_eq!(fittja.metres_to(alby).round(), 1376.0);
    /// # Ok::<(), lykta::geometry::OutOfRange>(())
    /// ```
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        Geodesic.distance(geo::Point::from(self), geo::Point::from(other))
    }
}

/// As `geo` and `GeoJSON` have it: x is the longitude, y the latitude.
impl From<Point> for geo::Coord<f64> {
    fn from(point: Point) -> Self {
        Self { x: point.longitude, y: point.latitude }
    }
}

/// As `geo` and `GeoJSON` have it: x is the longitude, y the latitude.
impl From<Point> for geo::Point<f64> {
    fn from(point: Point) -> Self {
        Self::from(geo::Coord::from(point))
    }
}

/// `59.247859, 17.861162`: six decimals, a decimetre; latitude first, as people and [`super::read_position`] read it.
impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}, {:.6}", self.latitude, self.longitude)
    }
}

/// The numbers are no latitude and longitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a latitude between -90 and 90 and a longitude between -180 and 180")]
pub struct OutOfRange;

/// A point as it is written, before it is checked.
#[derive(Serialize, Deserialize)]
struct Degrees {
    latitude: f64,
    longitude: f64,
}

impl TryFrom<Degrees> for Point {
    type Error = OutOfRange;

    fn try_from(degrees: Degrees) -> Result<Self, OutOfRange> {
        Self::new(degrees.latitude, degrees.longitude)
    }
}

impl From<Point> for Degrees {
    fn from(point: Point) -> Self {
        Self { latitude: point.latitude, longitude: point.longitude }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_in_json_is_checked_on_its_way_in() {
        let read = serde_json::from_str::<Point>(r#"{"latitude":59.2,"longitude":17.8}"#);
        assert_eq!(read.ok(), Point::new(59.2, 17.8).ok());
        assert!(serde_json::from_str::<Point>(r#"{"latitude":159.2,"longitude":17.8}"#).is_err());
    }

    #[test]
    fn one_degree_along_a_meridian_is_as_long_as_the_ellipsoid_says() {
        // The WGS84 meridian at 59.5°: 111 132.954 - 559.822 cos 2φ + 1.175 cos 4φ - 0.0023 cos 6φ metres a degree.
        let metres = Point::new(59.0, 18.0).unwrap().metres_to(Point::new(60.0, 18.0).unwrap());
        assert!((metres - 111_403.73).abs() < 0.1, "{metres}");
    }
}
