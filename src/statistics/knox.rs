//! Near repeats: whether what is close in space is also close in time more often than chance would have it.

use jiff::civil::Date;
use rand::Rng;
use rand::seq::SliceRandom as _;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::figure::{FEWEST_POINTS, Figure, number_of};
use super::places::Occurrence;
use super::poisson::chance_of_at_least;

/// When two events are close to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closeness {
    /// At most so many metres apart, these included.
    pub metres: f64,
    /// At most so many days apart, these included.
    pub days: u32,
}

/// How often events follow each other closely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knox {
    /// Pairs of events, each pair once.
    pub pairs: u64,
    /// Pairs close in space.
    pub close_in_space: u64,
    /// Pairs close in time.
    pub close_in_time: u64,
    /// Pairs close in both.
    pub close_in_both: u64,
    /// How many of those there would be if places and days had nothing to do with each other.
    pub expected: f64,
    /// How likely so many or more are then, by a Poisson distribution.
    pub chance: f64,
    /// The same by shuffling the days, which is right for few pairs too.
    pub chance_shuffled: f64,
}

impl Knox {
    /// How many times as many as expected.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        number_of(usize::try_from(self.close_in_both).unwrap_or(usize::MAX)) / self.expected
    }
}

/// Knox's test of nearness in space and time.
///
/// - `shuffles`: how many times the days are dealt out anew, 999 as a rule; `dice`: with which chance, seeded by the caller
///   so that the figure can be made again.
/// - **Units:** metres and days; both limits are within. Two events of the same day are 0 days apart.
/// - **Shape:** too few below 30 events, or when no pair is close in space or none in time. A week seldom has enough; a
///   tertial may.
/// - **Source:** G. Knox, "The detection of space-time interactions" (1964): expected is the product of the two numbers of
///   close pairs over all pairs. The chances count the observed number itself, P(X ≥ n): Python's `pointpats` and R's
///   `knox` give P(X > n). By shuffling it is (1 + #≥)/(R + 1) (Besag and Diggle, 1977).
pub fn knox(occurrences: &[Occurrence], close: Closeness, shuffles: u32, dice: &mut impl Rng) -> Figure<Knox> {
    if occurrences.len() < FEWEST_POINTS as usize {
        return Figure::TooFew;
    }
    let mut days: Vec<i32> = occurrences.iter().map(|seen| day_number(seen.on)).collect();
    let neighbours = close_pairs(occurrences, close.metres);
    let close_in_time = count_close(&days, close.days);
    if neighbours.is_empty() || close_in_time == 0 {
        return Figure::TooFew;
    }
    let both =
        |days: &[i32]| neighbours.iter().filter(|(one, other)| days[*one].abs_diff(days[*other]) <= close.days).count();
    let observed = both(&days);
    let length = occurrences.len();
    let expected = number_of(neighbours.len()) * number_of(close_in_time) / number_of(length * (length - 1) / 2);
    let mut as_many = 0;
    for _ in 0..shuffles {
        days.shuffle(dice);
        as_many += u32::from(both(&days) >= observed);
    }
    Figure::Said(Knox {
        pairs: wide(length * (length - 1) / 2),
        close_in_space: wide(neighbours.len()),
        close_in_time: wide(close_in_time),
        close_in_both: wide(observed),
        expected,
        chance: chance_of_at_least(u32::try_from(observed).unwrap_or(u32::MAX), expected),
        chance_shuffled: f64::from(as_many + 1) / (f64::from(shuffles) + 1.0),
    })
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Days since the first of January 1970.
fn day_number(day: Date) -> i32 {
    Date::constant(1970, 1, 1).until(day).map_or(0, |days| days.get_days())
}

/// Every pair at most so many metres apart, once.
fn close_pairs(occurrences: &[Occurrence], metres: f64) -> Vec<(usize, usize)> {
    let corner = |seen: &Occurrence| [seen.at.east, seen.at.north];
    let tree = RTree::bulk_load(
        occurrences.iter().enumerate().map(|(position, seen)| GeomWithData::new(corner(seen), position)).collect(),
    );
    let near = |(position, seen): (usize, &Occurrence)| {
        tree.locate_within_distance(corner(seen), metres * metres)
            .map(|other| other.data)
            .filter(|other| position < *other)
            .map(|other| (position, other))
            .collect::<Vec<_>>()
    };
    occurrences.iter().enumerate().flat_map(near).collect()
}

/// How many pairs are at most so many days apart.
fn count_close(days: &[i32], most: u32) -> usize {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    let mut first = 0;
    let mut count = 0;
    for (position, day) in sorted.iter().enumerate() {
        while sorted[first].abs_diff(*day) > most {
            first += 1;
        }
        count += position - first;
    }
    count
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;
    use proptest::prelude::*;
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha8Rng;

    use super::super::vectors;
    use super::*;
    use crate::geometry::Plane;

    fn seen(east: f64, north: f64, day: i32) -> Occurrence {
        Occurrence { at: Plane { north, east }, on: date(2026, 1, 1).saturating_add(day.days()) }
    }

    fn dice() -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(1964)
    }

    /// Twenty by two events, far from each other in space and time.
    fn spread() -> Vec<Occurrence> {
        (0..40).map(|number| seen(f64::from(number) * 10_000.0, 0.0, number * 50)).collect()
    }

    // `knox_burkitt` in statistics-vectors.json; 0.146246, which pointpats prints, is P(X > 13).
    #[test]
    fn burkitts_cases_are_those_of_pointpats_but_for_its_fault() {
        let Some(directory) = vectors::directory() else { return };
        let table = std::fs::read_to_string(directory.join("knox-burkitt.csv")).unwrap();
        let cases: Vec<Occurrence> = table
            .lines()
            .skip(1)
            .map(|line| {
                let numbers: Vec<f64> = line.split(',').map(|number| number.trim().parse().unwrap()).collect();
                #[expect(clippy::cast_possible_truncation, reason = "whole days")]
                seen(numbers[0], numbers[1], numbers[2] as i32)
            })
            .collect();
        assert_eq!(cases.len(), 188);
        let found = knox(&cases, Closeness { metres: 20.0, days: 5 }, 999, &mut dice()).said().unwrap();
        let (both, space, time) = (found.close_in_both, found.close_in_space, found.close_in_time);
        let mut table = [space - both, time - both];
        table.sort_unstable();
        assert_eq!((both, table, found.pairs + both - space - time), (13, [39, 3_416], 14_110));
        // 3 429 · 52 / 17 578; pointpats is off in the ninth decimal.
        assert!((found.expected - 10.143_816_134).abs() < 5e-9);
        assert!((found.chance - 0.222_266_674).abs() < 5e-9);
        assert!((found.chance_shuffled - found.chance).abs() < 0.05, "{found:?}");
    }

    // domain.md 5.7: R's knox prints 0.04649 for 204 of 181.57 expected; P(X ≥ 204) is 0.053862.
    #[test]
    fn the_observed_number_itself_is_counted() {
        assert!((chance_of_at_least(204, 181.57) - 0.053_862).abs() < 5e-5);
    }

    #[test]
    fn both_limits_are_within() {
        let with = |metres: f64, days: i32| {
            let mut events = spread();
            events.push(seen(-500_000.0, 0.0, -900));
            events.push(seen(-500_000.0 + metres, 0.0, -900 - days));
            // Close in space and in time, but not in both, so that neither is without a pair.
            events.push(seen(-900_000.0, 0.0, 5_000));
            events.push(seen(-900_000.0, 1.0, 6_000));
            events.push(seen(-950_000.0, 0.0, 6_001));
            knox(&events, Closeness { metres: 100.0, days: 3 }, 9, &mut dice()).said().unwrap().close_in_both
        };
        assert_eq!((with(100.0, 3), with(100.1, 3), with(100.0, 4)), (1, 0, 0));
    }

    #[test]
    fn few_events_or_no_close_pair_are_too_few() {
        let close = Closeness { metres: 100.0, days: 7 };
        assert_eq!(knox(&spread(), close, 9, &mut dice()), Figure::TooFew);
        let often: Vec<_> = (0..29).map(|day| seen(0.0, 0.0, day)).collect();
        assert_eq!(knox(&often, close, 9, &mut dice()), Figure::TooFew);
    }

    #[test]
    fn what_comes_back_to_the_same_spot_within_days_is_seen() {
        let mut events = spread();
        events.extend((0..40).map(|number| seen(f64::from(number) * 10_000.0 + 30.0, 0.0, number * 50 + 2)));
        let found = knox(&events, Closeness { metres: 100.0, days: 7 }, 99, &mut dice()).said().unwrap();
        assert_eq!((found.close_in_both, found.close_in_space), (40, 40));
        assert!((found.chance_shuffled - 0.01).abs() < 1e-12 && found.chance < 1e-9 && found.ratio() > 20.0);
    }

    proptest! {
        #[test]
        fn close_pairs_are_those_found_pair_by_pair(
            events in prop::collection::vec((0_i32..300, 0_i32..300, 0_i32..40), 30..60), metres in 1_i32..120, days in 0_u32..10
        ) {
            let occurrences: Vec<_> = events.iter().map(|(east, north, day)| seen(f64::from(*east), f64::from(*north), *day)).collect();
            let (mut space, mut time, mut both) = (0, 0, 0);
            for (position, one) in events.iter().enumerate() {
                for other in &events[..position] {
                    let is_near = (one.0 - other.0).pow(2) + (one.1 - other.1).pow(2) <= metres * metres;
                    let is_soon = one.2.abs_diff(other.2) <= days;
                    space += u64::from(is_near);
                    time += u64::from(is_soon);
                    both += u64::from(is_near && is_soon);
                }
            }
            match knox(&occurrences, Closeness { metres: f64::from(metres), days }, 3, &mut dice()) {
                Figure::Said(found) => {
                    prop_assert_eq!((found.close_in_space, found.close_in_time, found.close_in_both), (space, time, both));
                }
                Figure::TooFew => prop_assert!(space == 0 || time == 0),
            }
        }
    }
}
