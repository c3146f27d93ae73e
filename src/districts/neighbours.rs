//! Which districts lie next to each other. Pure: shapes in, pairs out.

use std::collections::{BTreeMap, BTreeSet};

use geo::CoordsIter as _;

use super::lookup::AreaShape;

/// Corners of one border are written alike to this share of a degree, about a decimetre.
const SAME_CORNER: f64 = 1e6;

/// Pairs of districts that have a border between them, each both ways round.
///
/// A border has at least two corners in common; districts that touch in one point are no neighbours. Areas whose borders
/// were not cut from one drawing share no corners, and then nobody has neighbours.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "degrees times a million are far below 2^63")]
pub fn neighbours(areas: &[AreaShape]) -> BTreeSet<(i64, i64)> {
    let mut corners: BTreeMap<(i64, i64), BTreeSet<i64>> = BTreeMap::new();
    for area in areas {
        for corner in area.polygon.coords_iter() {
            let corner = ((corner.x * SAME_CORNER).round() as i64, (corner.y * SAME_CORNER).round() as i64);
            corners.entry(corner).or_default().insert(area.district);
        }
    }
    let mut shared: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for meeting in corners.values().filter(|meeting| meeting.len() > 1) {
        let pairs = meeting.iter().flat_map(|one| meeting.iter().map(move |other| (*one, *other)));
        for pair in pairs.filter(|(one, other)| one != other) {
            *shared.entry(pair).or_default() += 1;
        }
    }
    shared.into_iter().filter(|(_, corners)| *corners > 1).map(|(pair, _)| pair).collect()
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, Rect};

    use super::*;

    fn square(district: i64, x: f64, y: f64) -> AreaShape {
        let ground = Rect::new((x, y), (x + 1.0, y + 1.0)).to_polygon();
        AreaShape { area: district, code: district.to_string(), district, polygon: MultiPolygon::new(vec![ground]) }
    }

    #[test]
    fn a_border_makes_neighbours_and_a_corner_does_not() {
        let areas = [square(1, 17.0, 59.0), square(2, 18.0, 59.0), square(3, 18.0, 60.0), square(1, 16.0, 59.0)];
        assert_eq!(neighbours(&areas), BTreeSet::from([(1, 2), (2, 1), (2, 3), (3, 2)]));
    }
}
