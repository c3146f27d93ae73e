//! Things on a map gathered into clusters.
//!
//! A mesh of equal rectangles lies over the ground, each some 64 pixels wide at the map's zoom. What lies in one mesh makes a
//! cluster, so each thing is in exactly one, and the sum of all is the number of things at every zoom.

use std::collections::HashMap;

use super::{Cell, CellBox, Point};

/// Pixels that a mesh is wide: room for a number one can press.
const MESH_PIXELS: u32 = 64;
/// Pixels of the whole globe at zoom 0, as web maps have it.
const GLOBE_PIXELS: u32 = 256;
/// Cells around the globe.
const GLOBE_CELLS: i32 = 3_600_000;
/// The zoom that most maps end at; closer, a mesh is a cell.
const CLOSEST: u32 = 19;
/// Most meshes side by side, so that no address can ask for an answer without end.
const MOST_ACROSS: i32 = 64;

/// How finely things on a map are gathered.
///
/// - **Units:** cells of the grid. A mesh is twice as wide as it is high, which at 60° north is a square on the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mesh {
    wide: i32,
    high: i32,
}

impl Mesh {
    /// The mesh for a zoom of web maps (0 is the whole globe) over a part of the ground.
    #[must_use]
    pub fn at_zoom(zoom: u32, over: CellBox) -> Self {
        let globe_meshes = i64::from(GLOBE_PIXELS) * (1_i64 << zoom.min(CLOSEST)) / i64::from(MESH_PIXELS);
        let wide = i32::try_from(i64::from(GLOBE_CELLS) / globe_meshes).unwrap_or(GLOBE_CELLS);
        Self::of_width(wide).coarse_enough(over)
    }

    /// The mesh of which about so many lie side by side along the longer side of a box, as it is on the ground.
    #[must_use]
    pub fn dividing(over: CellBox, along: i32) -> Self {
        let (wide, high) = over.size();
        Self::of_width(wide.max(high * 2) / along.max(1)).coarse_enough(over)
    }

    fn of_width(wide: i32) -> Self {
        let wide = wide.max(1);
        Self { wide, high: (wide / 2).max(1) }
    }

    fn coarse_enough(self, over: CellBox) -> Self {
        let (wide, high) = over.size();
        let least = |cells: i32| (cells - 1) / MOST_ACROSS + 1;
        if self.wide >= least(wide) && self.high >= least(high) {
            return self;
        }
        Self::of_width(least(wide).max(least(high) * 2))
    }

    /// The cells of the mesh that this cell lies in.
    fn around(self, cell: Cell) -> CellBox {
        let west = cell.x.div_euclid(self.wide) * self.wide;
        let south = cell.y.div_euclid(self.high) * self.high;
        let last = Cell { x: west + self.wide - 1, y: south + self.high - 1 };
        CellBox::between(Cell { x: west, y: south }, last)
    }
}

/// What lies in one mesh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// How many.
    pub count: i64,
    /// The key of the last one that was counted; *the* one when there is only one.
    pub id: i64,
    /// Their middle; its own cell when there is only one.
    pub middle: Cell,
    /// Where their number stands: at their middle, but no nearer the edge of the mesh than leaves room for its neighbours'.
    pub at: Cell,
    /// The mesh: exactly these lie within it.
    pub within: CellBox,
}

/// Things counted by mesh, in one walk.
///
/// Counted here and not in SQL: SQLite sorts what it groups, which takes three times as long as reading the rows.
#[derive(Clone, Debug)]
pub struct Tally {
    mesh: Mesh,
    meshes: HashMap<(i32, i32), Sum>,
    without_place: i64,
}

/// What a mesh remembers of what lies in it.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    count: i64,
    id: i64,
    x: i64,
    y: i64,
}

impl Tally {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(mesh: Mesh) -> Self {
        Self { mesh, meshes: HashMap::new(), without_place: 0 }
    }

    /// Counts what has this key and lies there, if that is known.
    pub fn add(&mut self, id: i64, point: Option<Point>) {
        let Some(cell) = point.map(Cell::of) else {
            self.without_place += 1;
            return;
        };
        let mesh = (cell.x.div_euclid(self.mesh.wide), cell.y.div_euclid(self.mesh.high));
        let sum = self.meshes.entry(mesh).or_default();
        sum.count += 1;
        sum.id = id;
        sum.x += i64::from(cell.x);
        sum.y += i64::from(cell.y);
    }

    /// The clusters, the largest first, so that a small one is drawn over a large one's edge.
    #[must_use]
    pub fn clusters(&self) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = self.meshes.values().map(|sum| self.cluster(sum)).collect();
        clusters.sort_by_key(|cluster| (-cluster.count, cluster.middle));
        clusters
    }

    fn cluster(&self, sum: &Sum) -> Cluster {
        // A mean of cells lies between them, so it fits where they did.
        let mean = |of: i64| i32::try_from(of.div_euclid(sum.count)).unwrap_or_default();
        let middle = Cell { x: mean(sum.x), y: mean(sum.y) };
        let within = self.mesh.around(middle);
        let (low, high) = within.corners();
        let at = if sum.count == 1 {
            middle
        } else {
            Cell { x: away_from_edges(middle.x, low.x, high.x), y: away_from_edges(middle.y, low.y, high.y) }
        };
        Cluster { count: sum.count, id: sum.id, middle, at, within }
    }

    /// How many have no place.
    #[must_use]
    pub fn without_place(&self) -> i64 {
        self.without_place
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.meshes.values().map(|sum| sum.count).sum::<i64>() + self.without_place
    }
}

/// Keeps a number out of the outer thirds of its mesh: 64 pixels leave 40 between it and its neighbours'.
fn away_from_edges(at: i32, from: i32, to: i32) -> i32 {
    let edge = (to - from) / 3;
    at.clamp(from + edge, to - edge)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Spot = (i64, Option<Point>);

    fn spots() -> impl Strategy<Value = Vec<Spot>> {
        // Few different places, so that many lie at the very same one.
        let coordinate =
            |from: i32, cells: i32| (0..cells).prop_map(move |step| f64::from(from + step * 7) / 10_000.0 + 0.000_05);
        let point = proptest::option::weighted(0.9, (coordinate(590_000, 300), coordinate(178_000, 300)));
        proptest::collection::vec(point, 0..200).prop_map(|points| {
            let spot = |(index, point): (usize, Option<(f64, f64)>)| {
                (i64::try_from(index).unwrap() + 1, point.map(|(north, east)| Point::new(north, east).unwrap()))
            };
            points.into_iter().enumerate().map(spot).collect()
        })
    }

    fn whole() -> CellBox {
        CellBox::read("17.7,58.9,18.1,59.4").unwrap()
    }

    fn tallied(spots: &[Spot], mesh: Mesh) -> Tally {
        let mut tally = Tally::new(mesh);
        for spot in spots {
            tally.add(spot.0, spot.1);
        }
        tally
    }

    proptest! {
        #[test]
        fn clusters_and_what_has_no_place_sum_to_the_whole_at_every_zoom(spots in spots()) {
            for zoom in 0..25 {
                let tally = tallied(&spots, Mesh::at_zoom(zoom, whole()));
                let on_map: i64 = tally.clusters().iter().map(|cluster| cluster.count).sum();
                prop_assert_eq!(on_map + tally.without_place(), i64::try_from(spots.len()).unwrap(), "zoom {}", zoom);
                prop_assert_eq!(tally.total(), i64::try_from(spots.len()).unwrap());
            }
        }

        #[test]
        fn a_clusters_box_holds_its_own_and_no_others(spots in spots(), zoom in 8_u32..20) {
            let clusters = tallied(&spots, Mesh::at_zoom(zoom, whole())).clusters();
            for cluster in clusters {
                let cells = spots.iter().filter_map(|spot| Some((spot.0, Cell::of(spot.1?))));
                let inside: Vec<(i64, Cell)> = cells.filter(|(_, cell)| cluster.within.holds(*cell)).collect();
                prop_assert_eq!(i64::try_from(inside.len()).unwrap(), cluster.count);
                prop_assert!(cluster.within.holds(cluster.middle) && cluster.within.holds(cluster.at));
                if let [(id, cell)] = inside[..] {
                    prop_assert_eq!((cluster.id, cluster.middle, cluster.at), (id, cell, cell));
                }
            }
        }
    }

    #[test]
    fn however_close_a_zoom_is_asked_for_the_answer_stays_small() {
        for (zoom, over) in [(19, whole()), (19, CellBox::read("-180,-90,180,90").unwrap()), (0, whole())] {
            let mesh = Mesh::at_zoom(zoom, over);
            let (wide, high) = over.size();
            assert!(wide / mesh.wide <= MOST_ACROSS && high / mesh.high <= MOST_ACROSS, "{zoom}: {mesh:?}");
        }
    }

    #[test]
    fn a_mesh_is_sixty_four_pixels_wide() {
        let street = CellBox::read("17.86,59.24,17.87,59.25").unwrap();
        // At zoom 16 the globe is 65 536 tiles of 256 pixels around.
        assert_eq!(Mesh::at_zoom(16, street), Mesh { wide: 13, high: 6 });
        assert_eq!(Mesh::at_zoom(30, street), Mesh { wide: 3, high: 1 }.coarse_enough(street));
    }
}
