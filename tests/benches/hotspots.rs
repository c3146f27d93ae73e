//! The heat map: Gi* of 3 800 squares against the printed formula, square by square, and with the correction for so many.

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::Criterion;
use lykta::statistics::{Square, gi_star, hot_spots};

/// As many squares as a municipality has built-up ones.
const WIDE: i32 = 76;
const HIGH: i32 = 50;

/// A ground with a year's reports: a few everywhere, more where the remainder is small.
fn ground() -> BTreeMap<Square, u32> {
    let squares = (0..HIGH).flat_map(|north| (0..WIDE).map(move |east| Square { north, east }));
    squares
        .zip(0_u32..)
        .map(|(square, number)| (square, (number * 7_919) % 11 / 3 * u32::from(number % 97 < 40)))
        .collect()
}

/// The baseline: every square against every other one.
fn plainly(ground: &BTreeMap<Square, f64>) -> Vec<f64> {
    let n = f64::from(WIDE * HIGH);
    let mean = ground.values().sum::<f64>() / n;
    let s = (ground.values().map(|x| x * x).sum::<f64>() / n - mean * mean).sqrt();
    ground
        .keys()
        .map(|at| {
            let near = |other: &Square| (other.north - at.north).abs() <= 1 && (other.east - at.east).abs() <= 1;
            let (sum, w) = ground
                .iter()
                .filter(|(square, _)| near(square))
                .fold((0.0, 0.0), |(sum, w), (_, x)| (sum + x, w + 1.0));
            (sum - mean * w) / (s * ((n * w - w * w) / (n - 1.0)).sqrt())
        })
        .collect()
}

/// Times the heat map.
pub fn bench(criterion: &mut Criterion) {
    let counts = ground();
    let values: BTreeMap<Square, f64> = counts.iter().map(|(square, count)| (*square, f64::from(*count))).collect();
    let mut group = criterion.benchmark_group("Gi* of 3 800 squares");
    group.sample_size(20);
    group.bench_function("lykta", |bencher| bencher.iter(|| gi_star(black_box(&values), 1.5)));
    group.bench_function("lykta, with what is hot", |bencher| bencher.iter(|| hot_spots(black_box(&counts))));
    group.bench_function("square by square", |bencher| bencher.iter(|| plainly(black_box(&values))));
    group.finish();
}
