//! From degrees to metres in a plane and back: SWEREF 99 TM, SWEREF 99 18 00, and a plane around any meridian.

use std::sync::LazyLock;

use proj4rs::Proj;
use proj4rs::transform::transform;

use super::Point;

/// A coordinate system that a person may give a position in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum System {
    /// Latitude and longitude in degrees, as phones and web maps have them (EPSG:4326).
    Wgs84,
    /// SWEREF 99 TM, the national plane system (EPSG:3006).
    Sweref99Tm,
    /// SWEREF 99 18 00, the municipal plane system around Stockholm (EPSG:3011).
    Sweref99At1800,
}

/// A position in a plane.
///
/// - **Units:** metres; which plane is known by the [`Projection`] that made it.
/// - **Shape:** Swedish surveyors write north first and call it x; `geo` and `GeoJSON` call east x. Hence the names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    /// Metres north of the system's origin.
    pub north: f64,
    /// Metres east of the system's origin, false easting included.
    pub east: f64,
}

impl From<Plane> for geo::Coord<f64> {
    fn from(plane: Plane) -> Self {
        Self { x: plane.east, y: plane.north }
    }
}

/// A transverse Mercator projection (Gauss-Krüger) of the GRS 80 ellipsoid.
///
/// - **Source:** the parameters are Lantmäteriet's for SWEREF 99; the mathematics is `proj4rs`' `etmerc` (Poder and
///   Engsager), within a tenth of a millimetre of PROJ in Sweden.
pub struct Projection {
    degrees: Proj,
    plane: Proj,
}

/// EPSG:3006: central meridian 15°, scale 0.9996, false easting 500 000 m.
static SWEREF99_TM: LazyLock<Projection> = LazyLock::new(|| Projection::transverse_mercator(15.0, 0.9996, 500_000.0));
/// EPSG:3011: central meridian 18°, scale 1, false easting 150 000 m.
static SWEREF99_1800: LazyLock<Projection> = LazyLock::new(|| Projection::transverse_mercator(18.0, 1.0, 150_000.0));

impl Projection {
    /// SWEREF 99 TM (EPSG:3006).
    #[must_use]
    pub fn sweref99_tm() -> &'static Self {
        &SWEREF99_TM
    }

    /// SWEREF 99 18 00 (EPSG:3011).
    #[must_use]
    pub fn sweref99_1800() -> &'static Self {
        &SWEREF99_1800
    }

    /// A plane for measuring in near one meridian.
    ///
    /// - **Units:** longitude in WGS84 degrees. Lengths are true on the meridian itself and at most 0.003 % too long
    ///   50 km from it, which is farther than any municipality in the south of Sweden reaches.
    #[must_use]
    pub fn around_meridian(longitude: f64) -> Self {
        Self::transverse_mercator(longitude, 1.0, 0.0)
    }

    #[expect(clippy::expect_used, reason = "only numbers vary in the definitions, and both are accepted by every test")]
    fn transverse_mercator(central_meridian: f64, scale: f64, false_easting: f64) -> Self {
        let plane = format!(
            "+proj=etmerc +lat_0=0 +lon_0={central_meridian} +k_0={scale} +x_0={false_easting} +y_0=0 +ellps=GRS80"
        );
        Self {
            degrees: Proj::from_proj_string("+proj=longlat +ellps=GRS80").expect("a fixed definition"),
            plane: Proj::from_proj_string(&plane).expect("a definition of fixed form"),
        }
    }

    /// Where a point lies in this plane.
    ///
    /// - **Shape:** `None` where the projection has no answer: a quarter of the globe away along the equator.
    ///
    /// ```
    /// # use lykta::geometry::{Point, Projection};
    /// let fittja = Point::new(59.247859, 17.861162)?;
    /// let plane = Projection::sweref99_tm().to_plane(fittja).expect("Fittja is in Sweden");
    /// assert_eq!((plane.north.round(), plane.east.round()), (6_571_154.0, 663_165.0));
    /// # Ok::<(), lykta::geometry::OutOfRange>(())
    /// ```
    #[must_use]
    pub fn to_plane(&self, point: Point) -> Option<Plane> {
        let mut position = (point.longitude().to_radians(), point.latitude().to_radians(), 0.0);
        transform(&self.degrees, &self.plane, &mut position).ok()?;
        let (east, north, _) = position;
        (east.is_finite() && north.is_finite()).then_some(Plane { north, east })
    }

    /// The point that lies at this position of the plane.
    ///
    /// - **Shape:** `None` where the plane has no ground under it.
    #[must_use]
    pub fn to_point(&self, plane: Plane) -> Option<Point> {
        let mut position = (plane.east, plane.north, 0.0);
        transform(&self.plane, &self.degrees, &mut position).ok()?;
        let (longitude, latitude, _) = position;
        Point::new(latitude.to_degrees(), longitude.to_degrees()).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Latitude, longitude, SWEREF 99 TM north and east, SWEREF 99 18 00 north and east: computed with pyproj.
    const PUBLISHED: [[f64; 6]; 10] = [
        [59.247_859, 17.861_162, 6_571_154.012, 663_165.099, 6_570_288.150, 142_077.672],
        [59.238_789, 17.844_790, 6_570_104.647, 662_274.914, 6_569_279.820, 141_141.107],
        [59.244_160, 17.826_040, 6_570_656.885, 661_180.420, 6_569_880.786, 140_072.480],
        [59.244_310, 17.814_270, 6_570_645.172, 660_508.683, 6_569_899.308, 139_400.839],
        [59.205_300, 17.903_200, 6_566_521.458, 665_767.824, 6_565_542.882, 144_469.547],
        [59.199_900, 17.835_800, 6_565_754.860, 661_946.482, 6_564_948.865, 140_617.321],
        [59.190_300, 17.848_300, 6_564_716.918, 662_705.707, 6_563_877.750, 141_329.160],
        [59.167_000, 17.795_000, 6_561_995.007, 659_770.885, 6_561_290.324, 138_274.679],
        [59.126_300, 17.796_800, 6_557_469.809, 660_063.702, 6_556_756.138, 138_363.829],
        [59.236_900, 17.981_900, 6_570_236.319, 670_102.177, 6_569_059.216, 148_966.852],
    ];

    /// Published values are rounded to the millimetre.
    fn is_the_same_millimetre(ours: f64, published: f64) -> bool {
        (ours - published).abs() <= 0.001
    }

    #[test]
    fn both_sweref_systems_agree_with_the_published_values_to_the_millimetre() {
        for [latitude, longitude, tm_north, tm_east, zone_north, zone_east] in PUBLISHED {
            let point = Point::new(latitude, longitude).unwrap();
            let tm = Projection::sweref99_tm().to_plane(point).unwrap();
            let zone = Projection::sweref99_1800().to_plane(point).unwrap();
            assert!(is_the_same_millimetre(tm.north, tm_north) && is_the_same_millimetre(tm.east, tm_east), "{tm:?}");
            assert!(
                is_the_same_millimetre(zone.north, zone_north) && is_the_same_millimetre(zone.east, zone_east),
                "{zone:?}"
            );
        }
    }

    #[test]
    fn a_point_a_quarter_of_the_globe_away_has_no_position_in_the_plane() {
        let far = Point::new(0.0, 105.0).unwrap();
        assert_eq!(Projection::sweref99_tm().to_plane(far), None);
    }

    proptest! {
        #[test]
        fn a_point_in_sweden_survives_the_way_to_the_plane_and_back(latitude in 55.0..69.2, longitude in 10.5..24.5) {
            let point = Point::new(latitude, longitude).unwrap();
            for projection in [Projection::sweref99_tm(), Projection::sweref99_1800()] {
                let back = projection.to_point(projection.to_plane(point).unwrap()).unwrap();
                prop_assert!(point.metres_to(back) < 0.001, "{point:?} came back as {back:?}");
            }
        }
    }
}
