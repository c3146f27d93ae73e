//! From a point to its area: lookups a second against a plain scan over all polygons.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use geo::Intersects;
use lykta::districts::area_file::read_areas;
use lykta::districts::lookup::{AreaShape, Found, Lookup};
use lykta::geometry::Point;

/// The areas of the default municipality. The file is in order of code, so the position serves as id.
#[expect(clippy::expect_used, reason = "a bench has nobody to report an error to")]
fn shapes() -> Vec<AreaShape> {
    read_areas(include_str!("../../static/municipality/botkyrka/areas.geojson"))
        .expect("the default municipality is readable")
        .areas
        .into_iter()
        .zip(0..)
        .map(|(area, id)| AreaShape { area: id, code: area.code, district: id, polygon: area.polygon })
        .collect()
}

/// The baseline: `geo`'s own test on one polygon after the other, in order of code.
fn scan(shapes: &[AreaShape], point: Point) -> Option<i64> {
    let point = geo::Point::from(point);
    shapes.iter().find(|shape| shape.polygon.intersects(&point)).map(|shape| shape.area)
}

/// Points spread evenly over the municipality's box by the R2 sequence (Roberts 2018): the same in every run.
fn points() -> impl Iterator<Item = Point> {
    let at = |step: u32, share: f64, from: f64, to: f64| from + (f64::from(step) * share).fract() * (to - from);
    (1..).filter_map(move |step| {
        let latitude = at(step, 0.754_877_666_246_693, 59.0443, 59.2685);
        let longitude = at(step, 0.569_840_290_998_053, 17.6630, 17.9848);
        Point::new(latitude, longitude).ok()
    })
}

/// Keeps the compiler from leaving out work whose result nobody reads.
fn keep<T>(result: &T) {
    black_box(result);
}

/// Measures lookups inside the municipality, outside it, and the plain scan; one element is one point.
pub fn bench(criterion: &mut Criterion) {
    const POINTS: usize = 10_000;
    let shapes = shapes();
    let lookup = Lookup::new(shapes.clone());
    let is_inside = |point: &Point| matches!(lookup.find(*point), Found::Inside { .. });
    let inside: Vec<Point> = points().filter(is_inside).take(POINTS).collect();
    let outside: Vec<Point> = points().filter(|point| !is_inside(point)).take(POINTS).collect();
    for point in inside.iter().chain(&outside) {
        let found = match lookup.find(*point) {
            Found::Inside { area } => Some(area),
            Found::Snapped { .. } | Found::Outside { .. } => None,
        };
        assert_eq!(found, scan(&shapes, *point), "the lookup and the baseline must agree to be compared");
    }

    let mut group = criterion.benchmark_group("point to area");
    group.throughput(Throughput::Elements(POINTS as u64));
    group.bench_function("lookup, points inside", |b| {
        b.iter(|| inside.iter().for_each(|point| keep(&lookup.find(black_box(*point)))));
    });
    group.bench_function("plain scan, points inside", |b| {
        b.iter(|| inside.iter().for_each(|point| keep(&scan(&shapes, black_box(*point)))));
    });
    group.bench_function("lookup with the way to the border, points outside", |b| {
        b.iter(|| outside.iter().for_each(|point| keep(&lookup.find(black_box(*point)))));
    });
    group.finish();
}
