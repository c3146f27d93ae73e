//! The municipality drawn: outlines of districts and areas as SVG path data, and their boundaries in degrees for maps that
//! are zoomed into. Pure: shapes in, text or polygons out.
//!
//! Borders are made simple enough for a page, and stay shared while that is done: rings are cut into arcs where three
//! borders meet, every arc is simplified once, in the same direction whichever side it is seen from, and put back. So
//! neighbours keep one border between them, without gaps or overlaps, and a district, being the union of its
//! *simplified* areas, follows their lines exactly.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use geo::orient::Direction;
use geo::{Area, Coord, InteriorPoint, LineString, MapCoords, MultiPolygon, Orient, Polygon, Simplify};

use super::lookup::AreaShape;
use crate::geometry::{Plane, Point, Projection};

/// Length of the longer side of the drawing in its own units. At 500 pixels a unit is a quarter of a pixel, so
/// coordinates may be whole numbers.
const LONGEST_SIDE: f64 = 2000.0;
/// Room around the outermost border, for the width of its line; units.
const MARGIN: f64 = 8.0;
/// How far a simplified border may lie from the true one; units. A third of a pixel at 500 pixels.
const TOLERANCE: f64 = 1.4;

/// Metres that a boundary in degrees may lie from the true one: two pixels of a map where a house is ten.
const BOUNDARY_TOLERANCE_METRES: f64 = 5.0;

/// Districts and areas in one drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlines {
    /// The drawing's width in its own units; north is up, and a unit is equally many metres in both directions.
    pub width: f64,
    /// The same, downwards.
    pub height: f64,
    /// The districts, in order of id: the unions of their areas.
    pub districts: Vec<DistrictOutline>,
    /// The areas in the order they were given, for thin lines within the districts.
    pub areas: Vec<AreaOutline>,
}

/// The outline of a district.
#[derive(Debug, Clone, PartialEq)]
pub struct DistrictOutline {
    /// The district's id.
    pub district: i64,
    /// Path data (`d`); holes run the other way, so either fill rule will do. Empty when too small to be seen.
    pub path: String,
    /// Where the middle of a label may stand, inside the district: to the right, in units of the drawing.
    pub label_x: f64,
    /// The same, downwards.
    pub label_y: f64,
}

/// The outline of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaOutline {
    /// The area's id.
    pub area: i64,
    /// Path data (`d`), as for a district.
    pub path: String,
}

/// Draws areas and the districts they make up.
///
/// - **Shape:** the same areas in the same order give the same text, byte for byte. Empty lists when there are none.
/// - **Source:** metres by [`Projection::around_meridian`]; simplified after Douglas and Peucker (1973) to about a third
///   of a pixel of a drawing of 500 pixels; unions by `geo`.
#[must_use]
pub fn outlines(areas: &[AreaShape]) -> Outlines {
    let sheet = Sheet::around(areas);
    let simple = simplified(areas, &sheet, TOLERANCE);
    Outlines {
        width: sheet.width,
        height: sheet.height,
        districts: by_district(areas, &simple)
            .into_iter()
            .map(|(district, parts)| district_outline(district, &parts))
            .collect(),
        areas: areas
            .iter()
            .zip(&simple)
            .map(|(shape, polygon)| AreaOutline { area: shape.area, path: path(polygon) })
            .collect(),
    }
}

/// Districts and areas in WGS84 degrees, x the longitude.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundaries {
    /// Each district's id and ground, in order of id.
    pub districts: Vec<(i64, MultiPolygon<f64>)>,
    /// Each area's id and ground, in the order they were given.
    pub areas: Vec<(i64, MultiPolygon<f64>)>,
}

/// The boundaries of areas and of the districts they make up, for a browser's map.
///
/// - **Units:** degrees to five decimals, about a metre; simplified as for [`outlines`] to within
///   [`BOUNDARY_TOLERANCE_METRES`].
#[must_use]
pub fn boundaries(areas: &[AreaShape]) -> Boundaries {
    let sheet = Sheet::of_metres(areas);
    let simple = simplified(areas, &sheet, BOUNDARY_TOLERANCE_METRES);
    let districts = by_district(areas, &simple).into_iter();
    Boundaries {
        districts: districts.map(|(district, parts)| (district, sheet.in_degrees(&geo::unary_union(parts)))).collect(),
        areas: areas.iter().zip(&simple).map(|(shape, polygon)| (shape.area, sheet.in_degrees(polygon))).collect(),
    }
}

/// The areas on the sheet's grid with their borders simplified, in the order they were given.
fn simplified(areas: &[AreaShape], sheet: &Sheet, tolerance: f64) -> Vec<MultiPolygon<f64>> {
    let drawn: Vec<Vec<Vec<Ring>>> = areas.iter().map(|shape| sheet.rings(&shape.polygon)).collect();
    let meetings = Meetings::of(drawn.iter().flatten().flatten());
    drawn.iter().map(|polygons| meetings.simplified(polygons, tolerance)).collect()
}

fn by_district<'a>(areas: &[AreaShape], simple: &'a [MultiPolygon<f64>]) -> BTreeMap<i64, Vec<&'a MultiPolygon<f64>>> {
    let mut districts: BTreeMap<i64, Vec<&MultiPolygon<f64>>> = BTreeMap::new();
    for (shape, polygon) in areas.iter().zip(simple) {
        districts.entry(shape.district).or_default().push(polygon);
    }
    districts
}

fn district_outline(district: i64, parts: &[&MultiPolygon<f64>]) -> DistrictOutline {
    let union =
        geo::unary_union(parts.iter().copied()).map_coords(|coord| Coord { x: coord.x.round(), y: coord.y.round() });
    let (label_x, label_y) = label(&union).map_or((0.0, 0.0), |label| (label.x, label.y));
    DistrictOutline { district, path: path(&union), label_x, label_y }
}

/// A place for a label: the middle of the widest stretch half-way down the largest part, where a word has most room.
fn label(polygon: &MultiPolygon<f64>) -> Option<Coord<f64>> {
    let largest = polygon.iter().max_by(|one, other| one.unsigned_area().total_cmp(&other.unsigned_area()))?;
    largest.interior_point().map(Coord::from)
}

/// A corner of a border on the drawing's grid of whole units; y grows downwards.
type Corner = (i32, i32);
/// A ring of corners; the first is not repeated at the end, and no two neighbours are the same.
type Ring = Vec<Corner>;

/// The sheet that is drawn on: which metres its corner and its units stand for.
pub struct Sheet {
    projection: Projection,
    west: f64,
    north: f64,
    units_per_metre: f64,
    width: f64,
    height: f64,
}

impl Sheet {
    /// The sheet that [`outlines`] of these areas are drawn on.
    #[must_use]
    pub fn around(areas: &[AreaShape]) -> Self {
        Self::fitted(areas, |longest_metres| (LONGEST_SIDE - 2.0 * MARGIN) / longest_metres)
    }

    /// Where a point lies on the sheet: units to the right and downwards. `None` where the projection has no answer.
    #[must_use]
    pub fn spot(&self, point: Point) -> Option<(f64, f64)> {
        let plane = self.projection.to_plane(point)?;
        let x = (plane.east - self.west) * self.units_per_metre + MARGIN;
        let y = (self.north - plane.north) * self.units_per_metre + MARGIN;
        Some((x, y))
    }

    /// Units of the sheet in one metre.
    #[must_use]
    pub fn units_per_metre(&self) -> f64 {
        self.units_per_metre
    }

    /// A sheet whose units are metres.
    fn of_metres(areas: &[AreaShape]) -> Self {
        Self::fitted(areas, |_| 1.0)
    }

    /// What was drawn on the sheet, back on the ground.
    fn in_degrees(&self, drawn: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        let five_decimals = |degrees: f64| (degrees * 1e5).round() / 1e5;
        let on_ground = drawn.map_coords(|coord| {
            let east = self.west + (coord.x - MARGIN) / self.units_per_metre;
            let north = self.north - (coord.y - MARGIN) / self.units_per_metre;
            // What came from the ground has its way back.
            let point = self.projection.to_point(Plane { north, east });
            point.map_or(coord, |point| Coord {
                x: five_decimals(point.longitude()),
                y: five_decimals(point.latitude()),
            })
        });
        // The sheet has its y downwards, so that what ran one way round runs the other way (RFC 7946, 3.1.6).
        on_ground.orient(Direction::Default)
    }

    fn fitted(areas: &[AreaShape], units_per_metre: impl Fn(f64) -> f64) -> Self {
        let coords = || areas.iter().flat_map(|shape| geo::CoordsIter::coords_iter(&shape.polygon));
        let (west, east) = bounds(coords().map(|coord| coord.x));
        let projection = Projection::around_meridian(f64::midpoint(west, east));
        let planes = || coords().filter_map(|coord| projection.to_plane(Point::new(coord.y, coord.x).ok()?));
        let (west, east) = bounds(planes().map(|plane| plane.east));
        let (south, north) = bounds(planes().map(|plane| plane.north));
        let longest_metres = (east - west).max(north - south).max(1.0);
        let units_per_metre = units_per_metre(longest_metres);
        let side = |metres: f64| (metres * units_per_metre + 2.0 * MARGIN).ceil();
        Self { projection, west, north, units_per_metre, width: side(east - west), height: side(north - south) }
    }

    /// The rings of each polygon on the grid, the outer one first.
    fn rings(&self, polygons: &MultiPolygon<f64>) -> Vec<Vec<Ring>> {
        let rings_of = |polygon: &Polygon<f64>| {
            std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(|ring| self.ring(ring)).collect()
        };
        polygons.iter().map(rings_of).collect()
    }

    fn ring(&self, ring: &LineString<f64>) -> Ring {
        let mut corners: Ring = ring.coords().filter_map(|coord| self.corner(*coord)).collect();
        corners.dedup();
        if corners.first() == corners.last() {
            corners.pop();
        }
        corners
    }

    #[expect(clippy::cast_possible_truncation, reason = "within the sheet: at most some thousand kilometres")]
    fn corner(&self, coord: Coord<f64>) -> Option<Corner> {
        let (x, y) = self.spot(Point::new(coord.y, coord.x).ok()?)?;
        Some((x.round() as i32, y.round() as i32))
    }
}

/// The lowest and the highest of some numbers, 0 and 0 of none.
fn bounds(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers
        .map(|number| (number, number))
        .reduce(|(low, high), (number, _)| (low.min(number), high.max(number)))
        .unwrap_or_default()
}

/// The corners where borders meet or end, which simplification may not move.
struct Meetings(BTreeSet<Corner>);

impl Meetings {
    fn of<'a>(rings: impl Iterator<Item = &'a Ring>) -> Self {
        let mut neighbours: BTreeMap<Corner, BTreeSet<Corner>> = BTreeMap::new();
        for ring in rings {
            for (corner, next) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                neighbours.entry(*corner).or_default().insert(*next);
                neighbours.entry(*next).or_default().insert(*corner);
            }
        }
        Self(neighbours.into_iter().filter(|(_, around)| around.len() != 2).map(|(corner, _)| corner).collect())
    }

    /// The polygons with simplified rings; what is left without ground is left out.
    fn simplified(&self, polygons: &[Vec<Ring>], tolerance: f64) -> MultiPolygon<f64> {
        let polygons = polygons.iter().filter_map(|rings| {
            let mut rings = rings.iter().map(|ring| self.simplified_ring(ring, tolerance));
            let outer = rings.next().filter(|outer| outer.0.len() > 3)?;
            Some(Polygon::new(outer, rings.filter(|hole| hole.0.len() > 3).collect()).orient(Direction::Default))
        });
        MultiPolygon::new(polygons.collect())
    }

    /// The ring with each of its arcs simplified; closed.
    fn simplified_ring(&self, ring: &Ring, tolerance: f64) -> LineString<f64> {
        let mut cuts: Vec<usize> = (0..ring.len()).filter(|at| self.0.contains(&ring[*at])).collect();
        if cuts.is_empty() {
            cuts = far_corners(ring);
        }
        let Some(first) = cuts.first().copied() else { return LineString::new(Vec::new()) };
        let mut corners = Vec::new();
        for (from, to) in cuts.iter().zip(cuts.iter().skip(1).copied().chain([first + ring.len()])) {
            let arc: Vec<Corner> = ring.iter().cycle().skip(*from).take(to - from + 1).copied().collect();
            corners.extend(simplified_arc(arc, tolerance));
            corners.pop();
        }
        let mut line = LineString::new(corners);
        line.close();
        line
    }
}

/// Where to cut a ring that meets no other border, or only one all the way, like that around an enclave: at its first
/// corner by coordinates and the one farthest from it. The same for both sides of the border.
fn far_corners(ring: &Ring) -> Vec<usize> {
    let Some(first) = (0..ring.len()).min_by_key(|at| ring[*at]) else { return Vec::new() };
    let from_first = |at: &usize| {
        let (dx, dy) = (i64::from(ring[*at].0 - ring[first].0), i64::from(ring[*at].1 - ring[first].1));
        (dx * dx + dy * dy, ring[*at])
    };
    let mut cuts: Vec<usize> = [Some(first), (0..ring.len()).max_by_key(from_first)].into_iter().flatten().collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// The arc between its two ends simplified, and the same corners whichever end it is given from.
fn simplified_arc(arc: Vec<Corner>, tolerance: f64) -> Vec<Coord<f64>> {
    let is_backwards = arc.iter().rev().lt(arc.iter());
    let mut line: LineString<f64> = arc.into_iter().map(|(x, y)| (f64::from(x), f64::from(y))).collect();
    if is_backwards {
        line.0.reverse();
    }
    line = line.simplify(tolerance);
    if is_backwards {
        line.0.reverse();
    }
    line.0
}

/// SVG path data: a move and relative lines for each ring, whole numbers, no blank that can be spared.
fn path(polygons: &MultiPolygon<f64>) -> String {
    let mut path = String::new();
    for polygon in polygons {
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            write_ring(&mut path, ring);
        }
    }
    path
}

fn write_ring(path: &mut String, ring: &LineString<f64>) {
    let (Some(start), Some((_, open))) = (ring.0.first(), ring.0.split_last()) else { return };
    // Writing to a String cannot fail.
    let _ = write!(path, "M{} {}", start.x, start.y);
    for (step, (from, to)) in open.iter().zip(open.iter().skip(1)).enumerate() {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let before = match step {
            0 => "l",
            _ if dx < 0.0 => "",
            _ => " ",
        };
        let between = if dy < 0.0 { "" } else { " " };
        let _ = write!(path, "{before}{dx}{between}{dy}");
    }
    path.push('z');
}

#[cfg(test)]
mod tests {
    use geo::{Contains, CoordsIter as _, GeodesicArea as _};

    use super::*;
    use crate::districts::lookup::botkyrka;

    /// The polygons a path draws, read back by the rules of SVG for the commands it uses.
    fn drawn(path: &str) -> Vec<Polygon<f64>> {
        let ring = |ring: &str| {
            let (start, lines) = ring.split_once('l').unwrap();
            let numbers = |text: &str| -> Vec<f64> {
                text.replace('-', " -").split_whitespace().map(|number| number.parse().unwrap()).collect()
            };
            let start = numbers(start);
            let mut corners = vec![Coord { x: start[0], y: start[1] }];
            for step in numbers(lines).chunks(2) {
                corners.push(*corners.last().unwrap() + Coord { x: step[0], y: step[1] });
            }
            Polygon::new(LineString::new(corners), Vec::new())
        };
        path.split_terminator('z').map(|part| ring(part.strip_prefix('M').unwrap())).collect()
    }

    /// Ground on the drawing in square units: outer rings less holes.
    fn ground(path: &str) -> f64 {
        drawn(path).iter().map(Area::signed_area).sum::<f64>().abs()
    }

    #[test]
    fn the_municipality_is_seven_districts_and_twenty_areas_in_under_25_kilobytes_each() {
        let outlines = outlines(&botkyrka());
        assert_eq!((outlines.districts.len(), outlines.areas.len()), (7, 20));
        let bytes = |paths: &mut dyn Iterator<Item = &String>| paths.map(String::len).sum::<usize>();
        assert!(bytes(&mut outlines.districts.iter().map(|outline| &outline.path)) < 25_000);
        assert!(bytes(&mut outlines.areas.iter().map(|outline| &outline.path)) < 25_000);
    }

    #[test]
    fn a_district_covers_exactly_what_its_areas_cover() {
        let (shapes, outlines) = (botkyrka(), outlines(&botkyrka()));
        for district in &outlines.districts {
            let areas: f64 = shapes
                .iter()
                .zip(&outlines.areas)
                .filter(|(shape, _)| shape.district == district.district)
                .map(|(_, outline)| ground(&outline.path))
                .sum();
            assert!((ground(&district.path) - areas).abs() < 0.5, "{} and {areas}", ground(&district.path));
        }
    }

    #[test]
    fn the_districts_are_as_large_as_on_the_ground() {
        // Hectares by SCB's polygons, in order of name.
        let published = [498.0, 314.0, 1973.0, 487.0, 1437.0, 2626.0, 15007.0];
        let outlines = outlines(&botkyrka());
        let ground: Vec<f64> = outlines.districts.iter().map(|district| ground(&district.path)).collect();
        let square_units_per_hectare = ground.iter().sum::<f64>() / published.iter().sum::<f64>();
        for (ground, published) in ground.iter().zip(published) {
            let ours = ground / square_units_per_hectare;
            assert!((ours - published).abs() < 0.01 * published, "{ours} ha instead of {published}");
        }
    }

    #[test]
    fn neighbours_keep_one_border_without_gap_or_overlap() {
        let outlines = outlines(&botkyrka());
        let all: Vec<MultiPolygon<f64>> =
            outlines.districts.iter().map(|district| MultiPolygon::new(drawn(&district.path))).collect();
        let sum: f64 = all.iter().map(Area::unsigned_area).sum();
        let union = geo::unary_union(&all);
        assert!((union.unsigned_area() - sum).abs() < 1.0, "{} of {sum}", union.unsigned_area());
        assert_eq!(union.0.iter().map(|polygon| polygon.interiors().len()).sum::<usize>(), 0);
    }

    #[test]
    fn a_label_stands_inside_its_district() {
        for district in outlines(&botkyrka()).districts {
            let label = Coord { x: district.label_x, y: district.label_y };
            assert!(drawn(&district.path).iter().any(|polygon| polygon.contains(&label)), "{label:?}");
        }
    }

    #[test]
    fn an_enclave_is_left_open_in_the_area_around_it() {
        let outlines = outlines(&botkyrka());
        let (tuna, around) = (&outlines.areas[16].path, &outlines.areas[18].path);
        assert_eq!(around.matches('M').count(), 2);
        let corners = |ring: &Polygon<f64>| -> BTreeSet<String> {
            ring.exterior().coords().map(|corner| format!("{corner:?}")).collect()
        };
        assert_eq!(corners(&drawn(tuna)[0]), corners(&drawn(around)[1]));
    }

    #[test]
    fn a_boundary_in_degrees_lies_within_a_few_metres_of_the_true_one() {
        let (shapes, boundaries) = (botkyrka(), boundaries(&botkyrka()));
        assert_eq!((boundaries.districts.len(), boundaries.areas.len()), (7, 20));
        let true_borders = crate::geometry::Borders::new(shapes.iter().map(|shape| &shape.polygon));
        let corners = boundaries.districts.iter().flat_map(|(_, ground)| ground.coords_iter());
        for corner in corners {
            let (_, metres) = true_borders.nearest_first(Point::new(corner.y, corner.x).unwrap()).next().unwrap();
            // Corners are true ones on a grid of a metre.
            assert!(metres < 2.0, "{corner:?} lies {metres} m from every border");
        }
        let hectares = |ground: &MultiPolygon<f64>| ground.geodesic_area_signed() / 10_000.0;
        for (shape, (_, ground)) in shapes.iter().zip(&boundaries.areas) {
            let (ours, theirs) = (hectares(ground), hectares(&shape.polygon).abs());
            assert!((ours - theirs).abs() < 0.01 * theirs, "{}: {ours} ha instead of {theirs}", shape.code);
        }
    }

    #[test]
    fn a_point_is_drawn_inside_the_district_it_lies_in() {
        let (sheet, outlines) = (Sheet::around(&botkyrka()), outlines(&botkyrka()));
        let (x, y) = sheet.spot(Point::new(59.247_859, 17.861_162).unwrap()).unwrap();
        let holding: Vec<i64> = outlines
            .districts
            .iter()
            .filter(|district| drawn(&district.path).iter().any(|ground| ground.contains(&Coord { x, y })))
            .map(|district| district.district)
            .collect();
        let fittja = botkyrka()
            .iter()
            .find(|shape| shape.polygon.contains(&Coord { x: 17.861_162, y: 59.247_859 }))
            .unwrap()
            .district;
        assert_eq!(holding, [fittja]);
    }

    #[test]
    fn the_same_areas_are_drawn_the_same() {
        assert_eq!(outlines(&botkyrka()), outlines(&botkyrka()));
    }

    #[test]
    fn nothing_is_drawn_of_no_areas() {
        let outlines = outlines(&[]);
        assert!(outlines.districts.is_empty() && outlines.areas.is_empty());
    }
}
