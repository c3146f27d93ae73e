//! From a point to the area it lies in. Pure: built from shapes, asked with points; no database, no request.
//!
//! An R-tree over the areas' boxes finds the few areas a point may lie in, and each of them answers exactly from the
//! handful of its borders that pass the point's latitude. The answer equals a plain scan over all polygons with `geo`:
//! tests prove it on random points, on vertices and on borders.

use std::ops::ControlFlow;

use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{BoundingRect, Coord, Line, LinesIter, MultiPolygon};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use crate::geometry::{Borders, Point};

/// How far outside the municipality a point still belongs to it.
///
/// - **Units:** metres. The noise of a phone's position near a border, not a matter of who is responsible.
pub const SNAP_METRES: f64 = 50.0;

/// Borders whose distances differ by less than this are equally near: they are the same border, up to rounding.
const SAME_DISTANCE_METRES: f64 = 0.001;

/// An area as the lookup needs it.
#[derive(Debug, Clone)]
pub struct AreaShape {
    /// The area's id.
    pub area: i64,
    /// The area's code, unique in its set; on a shared border the lowest code wins.
    pub code: String,
    /// The id of the district the area is part of.
    pub district: i64,
    /// The ground of the area in WGS84 degrees (x is the longitude); valid, holes included.
    pub polygon: MultiPolygon<f64>,
}

/// Where a point belongs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found {
    /// In this area or on its border.
    Inside {
        /// The area's id.
        area: i64,
    },
    /// Outside every area, but within [`SNAP_METRES`] of this one, which is the nearest.
    Snapped {
        /// The area's id.
        area: i64,
        /// Metres to its border.
        metres: f64,
    },
    /// Farther outside.
    Outside {
        /// Metres to the nearest area; infinite when there are no areas, or when they are a quarter of the globe away.
        metres: f64,
    },
}

/// The nearest district other than the one a point lies in: "120 m from Fittja".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearbyDistrict {
    /// The district's id.
    pub district: i64,
    /// Metres to its border.
    pub metres: f64,
}

/// A set of areas, prepared for many questions. Share it between threads; it never changes.
pub struct Lookup {
    /// In order of code, so that the first area to hold a point is the right one.
    areas: Vec<PreparedArea>,
    /// The boxes of the areas; the number is the position in `areas`.
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    borders: Borders,
}

struct PreparedArea {
    area: i64,
    district: i64,
    rings: Rings,
}

impl Lookup {
    /// Prepares a set of areas; their order does not matter.
    #[must_use]
    pub fn new(mut areas: Vec<AreaShape>) -> Self {
        areas.sort_by(|one, other| one.code.cmp(&other.code));
        let boxes = areas
            .iter()
            .enumerate()
            .filter_map(|(position, shape)| {
                let bounds = shape.polygon.bounding_rect()?;
                let corners = Rectangle::from_corners(bounds.min().into(), bounds.max().into());
                Some(GeomWithData::new(corners, position))
            })
            .collect();
        Self {
            boxes: RTree::bulk_load(boxes),
            borders: Borders::new(areas.iter().map(|shape| &shape.polygon)),
            areas: areas
                .iter()
                .map(|shape| PreparedArea {
                    area: shape.area,
                    district: shape.district,
                    rings: Rings::new(&shape.polygon),
                })
                .collect(),
        }
    }

    /// Where the point belongs.
    ///
    /// - **Shape:** an area holds its border, so a point on a shared border is in several: the lowest code gets it,
    ///   the same every time. So too when a point outside is equally near to two areas.
    #[must_use]
    pub fn find(&self, point: Point) -> Found {
        match self.position_of(point) {
            Some(position) => Found::Inside { area: self.areas[position].area },
            None => match self.nearest(point) {
                Some((position, metres)) if metres <= SNAP_METRES => {
                    Found::Snapped { area: self.areas[position].area, metres }
                }
                nearest => Found::Outside { metres: nearest.map_or(f64::INFINITY, |(_, metres)| metres) },
            },
        }
    }

    /// The nearest district other than the point's own.
    ///
    /// - **Units:** metres to the other district's border.
    /// - **Shape:** `None` when the point belongs to no district (neither inside nor snapped) or there is only one.
    #[must_use]
    pub fn nearest_border(&self, point: Point) -> Option<NearbyDistrict> {
        let near_enough = || self.nearest(point).filter(|(_, metres)| *metres <= SNAP_METRES);
        let own = match self.position_of(point) {
            Some(position) => position,
            None => near_enough()?.0,
        };
        let own = self.areas[own].district;
        let (position, metres) = self.nearest_where(point, |area| area.district != own)?;
        Some(NearbyDistrict { district: self.areas[position].district, metres })
    }

    /// The first area, in order of code, that holds the point.
    fn position_of(&self, point: Point) -> Option<usize> {
        let coord = Coord::from(point);
        let mut first = None;
        // Boxes come in no order, so all are visited; those that cannot win are not examined.
        let _: ControlFlow<()> = self.boxes.locate_all_at_point_int(&[coord.x, coord.y], |candidate| {
            let position = candidate.data;
            if first.is_none_or(|first| position < first) && self.areas[position].rings.hold(coord) {
                first = Some(position);
            }
            ControlFlow::Continue(())
        });
        first
    }

    /// The area whose border is nearest, and metres to it.
    fn nearest(&self, point: Point) -> Option<(usize, f64)> {
        self.nearest_where(point, |_| true)
    }

    fn nearest_where(&self, point: Point, is_wanted: impl Fn(&PreparedArea) -> bool) -> Option<(usize, f64)> {
        let mut wanted = self.borders.nearest_first(point).filter(|(position, _)| is_wanted(&self.areas[*position]));
        let (position, metres) = wanted.next()?;
        let lowest = wanted
            .take_while(|(_, other)| other - metres < SAME_DISTANCE_METRES)
            .map(|(position, _)| position)
            .fold(position, usize::min);
        Some((lowest, metres))
    }
}

/// The rings of one area, cut into bands of latitude: each band lists the edges that reach into it.
///
/// With about as many bands as edges a question meets only a few edges, wherever in the area it falls.
struct Rings {
    south: f64,
    bands_per_degree: f64,
    /// Where the edges of each band begin in `edges`, and after the last band where they end.
    starts: Vec<u32>,
    edges: Vec<Edge>,
}

/// An edge from its lower to its upper end; latitude is y.
#[derive(Clone, Copy)]
struct Edge {
    low: Coord<f64>,
    high: Coord<f64>,
}

impl Rings {
    fn new(polygon: &MultiPolygon<f64>) -> Self {
        let edges: Vec<Edge> = polygon.lines_iter().map(Edge::new).collect();
        let (south, north) = edges.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(south, north), edge| {
            (south.min(edge.low.y), north.max(edge.high.y))
        });
        let height = north - south;
        #[expect(clippy::cast_precision_loss, reason = "fewer edges than 2^52")]
        let bands_per_degree = if height > 0.0 { edges.len() as f64 / height } else { 0.0 };
        let mut rings = Self { south, bands_per_degree, starts: Vec::new(), edges: Vec::new() };
        let mut bands = vec![Vec::new(); edges.len() + 1];
        for edge in edges {
            for band in &mut bands[rings.band(edge.low.y)..=rings.band(edge.high.y)] {
                band.push(edge);
            }
        }
        rings.starts.push(0);
        for band in bands {
            rings.edges.extend(band);
            #[expect(clippy::cast_possible_truncation, reason = "2^32 edges would not fit in memory")]
            rings.starts.push(rings.edges.len() as u32);
        }
        rings
    }

    /// The band of a latitude within the rings' bounds. It never falls as the latitude grows, so an edge is listed in
    /// every band between those of its ends, rounding included.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a band's number; below the south it is 0"
    )]
    fn band(&self, latitude: f64) -> usize {
        ((latitude - self.south) * self.bands_per_degree) as usize
    }

    /// Whether the point is inside or on a border: the ray eastwards from it crosses an odd number of edges, counting
    /// an edge's lower end but not its upper, or it lies on an edge.
    ///
    /// Exact: where the quick comparison of longitudes does not decide, Shewchuk's adaptive predicate does, as in `geo`.
    fn hold(&self, point: Coord<f64>) -> bool {
        let band = self.band(point.y);
        let (Some(start), Some(end)) = (self.starts.get(band), self.starts.get(band + 1)) else { return false };
        let mut is_inside = false;
        for edge in &self.edges[*start as usize..*end as usize] {
            if point.y < edge.low.y || point.y > edge.high.y {
                continue;
            }
            let (west, east) = edge.longitudes();
            if point.x > east {
                continue;
            }
            if point.x >= west {
                match RobustKernel::orient2d(edge.low, edge.high, point) {
                    Orientation::Collinear => return true,
                    Orientation::Clockwise => continue,
                    Orientation::CounterClockwise => {}
                }
            }
            is_inside ^= point.y < edge.high.y;
        }
        is_inside
    }
}

impl Edge {
    fn new(line: Line<f64>) -> Self {
        if line.start.y <= line.end.y {
            Self { low: line.start, high: line.end }
        } else {
            Self { low: line.end, high: line.start }
        }
    }

    fn longitudes(&self) -> (f64, f64) {
        if self.low.x <= self.high.x { (self.low.x, self.high.x) } else { (self.high.x, self.low.x) }
    }
}

/// The default municipality. An area's id is the last figures of its code, 5 for 0127R005; districts are numbered from
/// 1 in order of name.
#[cfg(test)]
pub(super) fn botkyrka() -> Vec<AreaShape> {
    use std::collections::{BTreeMap, BTreeSet};

    let text = include_str!("../../static/municipality/botkyrka/areas.geojson");
    let areas = super::area_file::read_areas(text).unwrap().areas;
    let names: BTreeSet<String> = areas.iter().map(|area| area.district.clone()).collect();
    let districts: BTreeMap<String, i64> = names.into_iter().zip(1..).collect();
    areas
        .into_iter()
        .map(|area| AreaShape {
            area: area.code[5..].parse().unwrap(),
            district: districts[&area.district],
            code: area.code,
            polygon: area.polygon,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use geo::{Intersects, polygon};
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;

    static SHAPES: LazyLock<Vec<AreaShape>> = LazyLock::new(botkyrka);
    static BOTKYRKA: LazyLock<Lookup> = LazyLock::new(|| Lookup::new(SHAPES.clone()));

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::new(latitude, longitude).unwrap()
    }

    /// The area by the plain rule: the lowest code of all polygons that contain or touch the point.
    fn scan(point: Point) -> Option<i64> {
        let holds = |shape: &&AreaShape| shape.polygon.intersects(&geo::Point::from(point));
        SHAPES.iter().filter(holds).min_by_key(|shape| &shape.code).map(|shape| shape.area)
    }

    fn found_inside(point: Point) -> Option<i64> {
        match BOTKYRKA.find(point) {
            Found::Inside { area } => Some(area),
            Found::Snapped { .. } | Found::Outside { .. } => None,
        }
    }

    /// All edges of all areas.
    static EDGES: LazyLock<Vec<Line<f64>>> =
        LazyLock::new(|| SHAPES.iter().flat_map(|shape| shape.polygon.lines_iter()).collect());

    /// The double nearest to a point between the ends: on the line for some, a hair beside it for most.
    fn along(edge: &Line<f64>, share: f64) -> Point {
        let coord = edge.start + edge.delta() * share;
        point(coord.y, coord.x)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn a_random_point_is_found_where_a_plain_scan_finds_it(latitude in 59.03..59.28, longitude in 17.65..18.0) {
            let point = point(latitude, longitude);
            prop_assert_eq!(found_inside(point), scan(point));
        }

        #[test]
        fn a_point_on_or_beside_a_border_is_found_where_a_plain_scan_finds_it(edge: Index, share in 0.0..=1.0) {
            let point = along(edge.get(&EDGES), share);
            prop_assert_eq!(found_inside(point), scan(point));
        }

        #[test]
        fn a_point_level_with_a_vertex_is_found_where_a_plain_scan_finds_it(edge: Index, longitude in 17.65..18.0) {
            let point = point(edge.get(&EDGES).start.y, longitude);
            prop_assert_eq!(found_inside(point), scan(point));
        }
    }

    /// The border of each area by itself, in the order of the shapes.
    static BORDERS: LazyLock<Vec<Borders>> =
        LazyLock::new(|| SHAPES.iter().map(|shape| Borders::new([&shape.polygon])).collect());

    proptest! {
        #[test]
        fn the_nearest_other_district_is_as_far_as_a_plain_scan_says(latitude in 59.05..59.26, longitude in 17.7..17.95) {
            let point = point(latitude, longitude);
            let own = scan(point).and_then(|own| SHAPES.iter().find(|shape| shape.area == own));
            if let (Some(own), Some(near)) = (own, BOTKYRKA.nearest_border(point)) {
                let metres_to_others = SHAPES
                    .iter()
                    .zip(BORDERS.iter())
                    .filter(|(shape, _)| shape.district != own.district)
                    .map(|(shape, border)| (shape.district, border.nearest_first(point).next().unwrap().1));
                let nearest = metres_to_others.clone().map(|(_, metres)| metres).fold(f64::INFINITY, f64::min);
                let named = metres_to_others.filter(|(district, _)| *district == near.district);
                let named = named.map(|(_, metres)| metres).fold(f64::INFINITY, f64::min);
                // Each border is measured around a meridian of its own, so the last millimetres differ.
                let tolerance = 0.001 + 0.000_1 * nearest;
                prop_assert!((near.metres - nearest).abs() <= tolerance, "{} is not {nearest}", near.metres);
                prop_assert!((near.metres - named).abs() <= tolerance, "{} is not {named}", near.metres);
            }
        }
    }

    #[test]
    fn every_vertex_belongs_to_the_lowest_code_that_touches_it() {
        for edge in EDGES.iter() {
            let vertex = point(edge.start.y, edge.start.x);
            assert_eq!(found_inside(vertex), scan(vertex), "{vertex}");
            assert!(scan(vertex).is_some());
        }
    }

    #[test]
    fn the_known_places_fall_in_the_areas_they_are_known_to_be_in() {
        for (name, latitude, longitude, area) in [
            ("Fittja T", 59.247_859, 17.861_162, 5),
            ("Alby T", 59.238_789, 17.844_79, 1),
            ("Hallunda T", 59.244_16, 17.826_04, 7),
            ("Norsborg T", 59.244_31, 17.814_27, 10),
            ("Tullinge station", 59.2053, 17.9032, 9),
            ("Tumba station", 59.1999, 17.8358, 19),
            ("Storvretens centrum", 59.1903, 17.8483, 13),
            ("Vårsta centrum", 59.167, 17.795, 20),
            ("Grödinge kyrka", 59.1263, 17.7968, 6),
            ("Tuna, the enclave", 59.206_76, 17.828_88, 17),
            ("Vretarna-Hamra around it", 59.213_98, 17.839_90, 19),
        ] {
            assert_eq!(BOTKYRKA.find(point(latitude, longitude)), Found::Inside { area }, "{name}");
        }
        let Found::Outside { metres } = BOTKYRKA.find(point(59.2369, 17.9819)) else { panic!("Huddinge is not ours") };
        assert!((1_000.0..10_000.0).contains(&metres), "{metres}");
    }

    /// Two squares that share the border at 18° east, each 0.1° wide; "B" is given first.
    fn two_squares() -> Lookup {
        let square = |west: f64| polygon![(x: west, y: 59.0), (x: west + 0.1, y: 59.0), (x: west + 0.1, y: 59.1), (x: west, y: 59.1)];
        Lookup::new(vec![
            AreaShape { area: 2, code: "B".into(), district: 20, polygon: square(18.0).into() },
            AreaShape { area: 1, code: "A".into(), district: 10, polygon: square(17.9).into() },
        ])
    }

    /// Degrees of longitude in a metre at 59.05° north.
    const METRE: f64 = 1.0 / 57_392.0;

    #[test]
    fn a_point_on_a_shared_border_belongs_to_the_lowest_code() {
        assert_eq!(two_squares().find(point(59.05, 18.0)), Found::Inside { area: 1 });
        assert_eq!(two_squares().find(point(59.1, 18.0)), Found::Inside { area: 1 });
    }

    #[test]
    fn a_point_49_metres_outside_snaps_to_the_area_and_one_at_51_metres_does_not() {
        let Found::Snapped { area: 2, metres } = two_squares().find(point(59.05, 18.1 + 49.0 * METRE)) else {
            panic!()
        };
        assert!((metres - 49.0).abs() < 0.1, "{metres}");
        let Found::Outside { metres } = two_squares().find(point(59.05, 18.1 + 51.0 * METRE)) else { panic!() };
        assert!((metres - 51.0).abs() < 0.1, "{metres}");
    }

    #[test]
    fn a_point_outside_that_is_equally_near_to_two_areas_snaps_to_the_lowest_code() {
        let found = two_squares().find(point(59.100_2, 18.0));
        assert!(matches!(found, Found::Snapped { area: 1, .. }), "{found:?}");
    }

    #[test]
    fn the_way_to_the_next_district_is_told_from_inside_and_from_a_snapped_point() {
        let near = two_squares().nearest_border(point(59.05, 18.0 + 100.0 * METRE)).unwrap();
        assert_eq!(near.district, 10);
        assert!((near.metres - 100.0).abs() < 0.1, "{near:?}");
        assert_eq!(two_squares().nearest_border(point(59.100_2, 18.01)).map(|near| near.district), Some(10));
        assert_eq!(two_squares().nearest_border(point(59.2, 18.01)), None);
    }

    #[test]
    fn without_areas_everything_is_outside() {
        let Found::Outside { metres } = Lookup::new(Vec::new()).find(point(59.0, 18.0)) else { panic!() };
        assert!(metres.is_infinite());
    }
}
