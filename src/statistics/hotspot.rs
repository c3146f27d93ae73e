//! Hot squares of the map: where reports lie closer than chance would put them, and no others.

use std::collections::BTreeMap;

use statrs::distribution::{ContinuousCDF, Normal};

use crate::geometry::Plane;

use super::figure::{FEWEST_POINTS, Figure, number_of};
use super::poisson::chance_of_at_least;

/// The side of a square, in metres.
const SIDE: f64 = 250.0;

/// How far a square's surroundings go, in sides between middles: to the eight squares around it (√2 at the corners).
const AROUND: f64 = 1.5;

/// The share of hot squares that may be so by chance.
pub const FALSE_DISCOVERIES: f64 = 0.05;

/// A square of 250 m in the national grid, SWEREF 99 TM (EPSG:3006); Statistics Sweden's squares of that size are the same.
///
/// - **Units:** sides from the origin of the grid, to the square's south-west corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Square {
    /// Sides north.
    pub north: i32,
    /// Sides east.
    pub east: i32,
}

impl Square {
    /// The square a position lies in; its south and west borders are its own.
    ///
    /// ```
    /// # use lykta::{geometry::Plane, statistics::Square};
    /// let alby = Square::of(Plane { north: 6_570_104.6, east: 662_274.9 });
    /// assert_eq!(alby.south_west(), Plane { north: 6_570_000.0, east: 662_250.0 });
    /// ```
    #[must_use]
    pub fn of(at: Plane) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "metres of a national grid; beyond it the cast saturates")]
        let sides = |metres: f64| (metres / SIDE).floor() as i32;
        Self { north: sides(at.north), east: sides(at.east) }
    }

    /// Its corner in the south-west; the other ones are 250 m north and east of it.
    #[must_use]
    pub fn south_west(self) -> Plane {
        Plane { north: f64::from(self.north) * SIDE, east: f64::from(self.east) * SIDE }
    }

    fn moved(self, (north, east): (i32, i32)) -> Self {
        Self { north: self.north.saturating_add(north), east: self.east.saturating_add(east) }
    }
}

/// A square of the heat map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heat {
    /// Which.
    pub square: Square,
    /// Gi*: how many standard deviations more (or fewer) lies in and around it than an equal spread would put there.
    pub z: f64,
    /// How likely chance alone puts so much there; 1 where it is not above the mean enough to matter.
    pub chance: f64,
    /// Whether it is hot although so many squares were looked at.
    pub is_hot: bool,
}

/// Getis and Ord's Gi* of every square, itself included in its surroundings.
///
/// - `ground`: a value for each square, the quiet ones too. `reach`: how far surroundings go, in sides between the
///   middles of squares; the distance itself is within.
/// - **Units:** standard deviations.
/// - **Shape:** in the order of the squares. Too few when there are fewer than two or all are alike. A square whose
///   surroundings are the whole ground has 0. The same when all values are shifted, or multiplied by a positive number.
/// - **Source:** J. K. Ord and A. Getis, "Local spatial autocorrelation statistics" (1995), eq. 6, binary weights:
///   (Σwx − x̄Σw) / (S √((nΣw² − (Σw)²)/(n − 1))), S² = Σ(x − x̄)²/n.
#[must_use]
pub fn gi_star(ground: &BTreeMap<Square, f64>, reach: f64) -> Figure<Vec<f64>> {
    let length = number_of(ground.len());
    let mean = ground.values().sum::<f64>() / length;
    // About the mean, so that a shift of all values changes nothing but rounding.
    let values: Vec<(Square, f64)> = ground.iter().map(|(square, value)| (*square, value - mean)).collect();
    let deviation = (values.iter().map(|(_, value)| value * value).sum::<f64>() / length).sqrt();
    // Equal values differ from their mean by rounding alone.
    if ground.len() < 2 || deviation <= mean.abs() * 1e-12 || !deviation.is_finite() {
        return Figure::TooFew;
    }
    let around = surroundings(&values, reach);
    Figure::Said(
        around
            .iter()
            .map(|(sum, squares)| {
                let spread = (length * squares - squares * squares) / (length - 1.0);
                if spread > 0.0 { sum / (deviation * spread.sqrt()) } else { 0.0 }
            })
            .collect(),
    )
}

/// For every square the sum of what lies around it and the number of squares there, itself included.
///
/// Moved by one step, sorted squares are still sorted: both lists are walked side by side, and nothing is looked up.
fn surroundings(values: &[(Square, f64)], reach: f64) -> Vec<(f64, f64)> {
    let mut around = vec![(0.0, 0.0); values.len()];
    for step in steps(reach) {
        let mut there = values.iter().peekable();
        for ((square, _), (sum, squares)) in values.iter().zip(&mut around) {
            let wanted = square.moved(step);
            while there.next_if(|(square, _)| *square < wanted).is_some() {}
            if let Some((_, value)) = there.peek().filter(|(square, _)| *square == wanted) {
                *sum += value;
                *squares += 1.0;
            }
        }
    }
    around
}

/// All steps north and east that are no longer than `reach`.
fn steps(reach: f64) -> impl Iterator<Item = (i32, i32)> {
    #[expect(clippy::cast_possible_truncation, reason = "a few squares")]
    let most = reach as i32;
    (-most..=most)
        .flat_map(move |north| (-most..=most).map(move |east| (north, east)))
        .filter(move |(north, east)| f64::from(north * north + east * east) <= reach * reach)
}

/// The heat map: Gi* of every square with its eight neighbours, and which of them are hot.
///
/// - `ground`: the reports of every square that could have one: the built-up ones, quiet ones with 0. Squares of forest
///   and lake would make everything else look hot.
/// - **Shape:** in the order of the squares. Too few below 30 reports or 30 squares. There are no cold squares: that
///   nobody reports from a square does not make it safe.
/// - **Source:** [`gi_star`]; the chance of a square is the larger of the normal tail beyond its z and the Poisson tail of
///   its surroundings' count, because the normal one is far too thin for a few reports on thousands of squares (three
///   neighbours where 0.2 are expected are five standard deviations, and chance puts them somewhere on every map); hot
///   is what [`benjamini_hochberg`] keeps at 5 % of all squares.
#[must_use]
pub fn hot_spots(ground: &BTreeMap<Square, u32>) -> Figure<Vec<Heat>> {
    let total: u64 = ground.values().copied().map(u64::from).sum();
    if ground.len() < FEWEST_POINTS as usize || total < u64::from(FEWEST_POINTS) {
        return Figure::TooFew;
    }
    let values: Vec<(Square, f64)> = ground.iter().map(|(square, count)| (*square, f64::from(*count))).collect();
    let mean = values.iter().map(|(_, count)| count).sum::<f64>() / number_of(values.len());
    let around = surroundings(&values, AROUND);
    gi_star(&values.iter().copied().collect(), AROUND).map(|scores| {
        let chances: Vec<f64> =
            scores.iter().zip(&around).map(|(z, (sum, squares))| chance_of(*z, *sum, mean * squares)).collect();
        let limit = benjamini_hochberg(&chances, FALSE_DISCOVERIES);
        let heat = |((square, z), chance): ((&Square, f64), f64)| Heat {
            square: *square,
            z,
            chance,
            is_hot: limit.is_some_and(|limit| chance <= limit),
        };
        ground.keys().zip(scores).zip(chances).map(heat).collect()
    })
}

/// The larger of the two tails; 1 where the normal one alone says that the square cannot be hot.
fn chance_of(z: f64, count: f64, expected: f64) -> f64 {
    let normal = Normal::standard().sf(z);
    if normal > FALSE_DISCOVERIES {
        return 1.0;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sum of nine counts; it saturates")]
    let count = count as u32;
    normal.max(chance_of_at_least(count, expected))
}

/// The largest of some chances that is still a discovery when so many were looked at; `None` when none is.
///
/// - `share`: how large a part of the discoveries may be false.
/// - **Units:** probabilities.
/// - **Shape:** what is at most the answer is a discovery.
/// - **Source:** Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate" (1995): the largest p₍ᵢ₎ ≤ share·i/m.
///   It holds for the neighbours' likeness here too (Benjamini and Yekutieli, 2001, positive dependence).
///
/// ```
/// # use lykta::statistics::benjamini_hochberg;
/// // Their own example: four of fifteen.
/// let chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];
/// assert_eq!(benjamini_hochberg(&chances, 0.05), Some(0.0095));
/// ```
#[must_use]
pub fn benjamini_hochberg(chances: &[f64], share: f64) -> Option<f64> {
    let all = number_of(chances.len());
    // What is above the share can never be a discovery, and is most of it.
    let mut small: Vec<f64> = chances.iter().copied().filter(|chance| *chance <= share).collect();
    small.sort_unstable_by(f64::total_cmp);
    let discovery = small.iter().enumerate().rfind(|(index, chance)| **chance <= share * number_of(index + 1) / all);
    discovery.map(|(_, chance)| *chance)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn said<T>(figure: Figure<T>) -> T {
        figure.said().expect("enough")
    }

    /// A ground of so many by so many squares with nothing on it.
    fn quiet(wide: i32, high: i32) -> BTreeMap<Square, u32> {
        (0..high).flat_map(|north| (0..wide).map(move |east| (Square { north, east }, 0))).collect()
    }

    fn scattered(ground: &mut BTreeMap<Square, u32>, events: usize, dice: &mut ChaCha8Rng) {
        let squares: Vec<Square> = ground.keys().copied().collect();
        for _ in 0..events {
            *ground.get_mut(&squares[dice.random_range(0..squares.len())]).unwrap() += 1;
        }
    }

    // `getis_ord` in statistics-vectors.json, from esda's tests (Ord and Getis' example): six points whose coordinates are
    // multiples of five, so that a distance of 15 is three sides of five.
    #[test]
    fn gi_star_is_that_of_esda() {
        let points = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)];
        let values = [2.0, 3.0, 3.2, 5.0, 8.0, 7.0];
        let published = [-1.397_276, -0.289_178, 0.650_65, -0.289_178, 1.234_521, 2.024_243];
        let square = |(east, north): (i32, i32)| Square { north: north / 5, east: east / 5 };
        let ground: BTreeMap<Square, f64> = points.map(square).into_iter().zip(values).collect();
        let found: BTreeMap<Square, f64> = ground.keys().copied().zip(said(gi_star(&ground, 3.0))).collect();
        for (point, expected) in points.into_iter().zip(published) {
            let found = found[&square(point)];
            assert!((found - expected).abs() < 1e-6, "{point:?}: {found}, not {expected}");
        }
    }

    #[test]
    fn squares_all_alike_are_too_few_to_say() {
        let ground = |value: f64| quiet(6, 6).into_keys().map(|square| (square, value)).collect();
        assert_eq!(gi_star(&ground(0.1), AROUND), Figure::TooFew);
        assert_eq!(gi_star(&BTreeMap::new(), AROUND), Figure::TooFew);
    }

    #[test]
    fn where_the_surroundings_are_everything_nothing_stands_out() {
        let ground = BTreeMap::from([(Square { north: 0, east: 0 }, 1.0), (Square { north: 0, east: 1 }, 9.0)]);
        assert_eq!(gi_star(&ground, AROUND), Figure::Said(vec![0.0, 0.0]));
    }

    #[test]
    fn a_few_reports_or_squares_are_too_few() {
        let mut ground = quiet(20, 20);
        *ground.get_mut(&Square { north: 3, east: 3 }).unwrap() = 29;
        assert_eq!(hot_spots(&ground), Figure::TooFew);
        *ground.get_mut(&Square { north: 9, east: 3 }).unwrap() = 1;
        assert!(hot_spots(&ground) != Figure::TooFew);
        let mut small = quiet(29, 1);
        small = small.into_keys().map(|square| (square, 2)).collect();
        assert_eq!(hot_spots(&small), Figure::TooFew);
    }

    #[test]
    fn a_gathering_is_hot_and_what_lies_far_from_it_is_not() {
        let mut ground = quiet(76, 50);
        scattered(&mut ground, 300, &mut ChaCha8Rng::seed_from_u64(5));
        let heart = Square { north: 25, east: 40 };
        *ground.get_mut(&heart).unwrap() += 6;
        *ground.get_mut(&heart.moved((1, 0))).unwrap() += 4;
        let hot: Vec<Square> =
            said(hot_spots(&ground)).into_iter().filter(|heat| heat.is_hot).map(|heat| heat.square).collect();
        assert!(hot.contains(&heart));
        let is_near =
            |square: &Square| (square.north - heart.north).abs() <= 2 && (square.east - heart.east).abs() <= 2;
        assert!(hot.iter().all(is_near), "{hot:?}");
    }

    #[test]
    fn of_a_hundred_maps_without_a_pattern_at_most_five_have_a_hot_square() {
        let mut dice = ChaCha8Rng::seed_from_u64(2026);
        for events in [60, 400, 3_000] {
            let with_hot = (0..100).filter(|_| {
                let mut ground = quiet(76, 50);
                scattered(&mut ground, events, &mut dice);
                said(hot_spots(&ground)).iter().any(|heat| heat.is_hot)
            });
            let with_hot = with_hot.count();
            assert!(with_hot <= 5, "{with_hot} of 100 maps with {events} reports");
        }
    }

    /// Gi* by the printed formula, square by square.
    fn plainly(ground: &BTreeMap<Square, f64>, reach: f64) -> Vec<f64> {
        let n = number_of(ground.len());
        let mean = ground.values().sum::<f64>() / n;
        let s = (ground.values().map(|x| x * x).sum::<f64>() / n - mean * mean).sqrt();
        let z = |at: &Square| {
            let near = |other: &Square| {
                f64::from((other.north - at.north).pow(2) + (other.east - at.east).pow(2)) <= reach * reach
            };
            let (sum, w) = ground
                .iter()
                .filter(|(square, _)| near(square))
                .fold((0.0, 0.0), |(sum, w), (_, x)| (sum + x, w + 1.0));
            (sum - mean * w) / (s * ((n * w - w * w) / (n - 1.0)).sqrt())
        };
        ground.keys().map(z).collect()
    }

    proptest! {
        #[test]
        fn gi_star_is_its_formula_and_the_same_when_shifted_and_scaled(
            ground in prop::collection::btree_map((0_i32..12, 0_i32..12), 0_i32..50, 20..60),
            reach in 1.0..3.0_f64, shift in -100.0..100.0_f64, scale in 0.01..100.0_f64
        ) {
            let with = |change: &dyn Fn(f64) -> f64| -> BTreeMap<Square, f64> {
                ground.iter().map(|((north, east), value)| (Square { north: *north, east: *east }, change(f64::from(*value)))).collect()
            };
            let plain = with(&|value| value);
            prop_assume!(ground.values().collect::<std::collections::BTreeSet<_>>().len() > 1);
            let (found, changed) = (said(gi_star(&plain, reach)), said(gi_star(&with(&|value| value * scale + shift), reach)));
            for ((found, changed), plainly) in found.iter().zip(&changed).zip(plainly(&plain, reach)) {
                prop_assert!((found - changed).abs() < 1e-6, "{} {}", found, changed);
                prop_assert!(!plainly.is_finite() || (found - plainly).abs() < 1e-6, "{} {}", found, plainly);
            }
        }

        #[test]
        fn what_is_found_holds_for_any_order_and_never_above_the_share(
            chances in prop::collection::vec(0.0..1.0_f64, 0..40), share in 0.01..0.5_f64
        ) {
            let limit = benjamini_hochberg(&chances, share);
            let found = chances.iter().filter(|chance| limit.is_some_and(|limit| **chance <= limit)).count();
            prop_assert!(limit.is_none_or(|limit| limit <= share * number_of(found) / number_of(chances.len()) + 1e-15));
            // Bonferroni's are always among them.
            prop_assert!(chances.iter().filter(|chance| **chance <= share / number_of(chances.len())).count() <= found);
            let reversed: Vec<f64> = chances.iter().rev().copied().collect();
            prop_assert_eq!(limit, benjamini_hochberg(&reversed, share));
        }
    }
}
