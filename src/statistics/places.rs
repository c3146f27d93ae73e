//! Recurring places: where it happens again and again, whatever shape the place has.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rstar::{AABB, RTree};

use crate::geometry::Plane;

use super::figure::{Figure, number_of};
use super::usual::chance_of_at_least_after;

/// How near each other two reports must be to belong to one place; the very distance still does.
pub const WITHIN_METRES: f64 = 100.0;

/// How many days a recurring place is made from.
pub const WINDOW_DAYS: i32 = 28;

/// How many such windows before it a place is compared with: twelve weeks.
const WINDOWS_BEFORE: u32 = 3;

/// How many days that is.
const DAYS_BEFORE: i32 = 84;

/// How unlikely the busiest place of the map must be: once in twenty weeks, by a reckoning that is on the safe side.
const SURPRISING: f64 = 0.05;

/// The fewest reports that make a place a recurring one.
const FEWEST: usize = 3;

/// Something that happened on a day at a place known well enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Occurrence {
    /// Where, in metres of one plane for all.
    pub at: Plane,
    /// The day in Stockholm.
    pub on: Date,
}

/// A place where it has happened at least three times.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Positions of its reports in what was given, ascending.
    pub reports: Vec<usize>,
    /// Position of the report nearest to the middle of them all: a spot where something did happen, to name the place by.
    pub heart: usize,
    /// Metres from there to the place's farthest report: a point has few, a street has many.
    pub reach: f64,
    /// The day of its latest report.
    pub latest: Date,
    /// How many reports lay within 100 m of one of its reports in the twelve weeks before; too few to say when reports
    /// are not known of for so long.
    pub before: Figure<u32>,
    /// How likely chance alone makes some place of the map as busy as this one, after what was before; a probability.
    pub chance: Figure<f64>,
}

impl Place {
    /// Whether it was calm for the twelve weeks before.
    #[must_use]
    pub fn is_new(&self) -> Figure<bool> {
        self.before.map(|before| before == 0)
    }

    /// Whether it is busier than chance makes places.
    ///
    /// Three reports within 100 m make a recurring place and no more: where two hundred reports a week lie spread over a
    /// municipality, chance alone makes some 35 such places (the tests simulate it).
    #[must_use]
    pub fn is_surprising(&self) -> bool {
        self.chance.said().is_some_and(|chance| chance <= SURPRISING)
    }
}

/// The recurring places of the 28 days that end with a day, the most reports first.
///
/// - `occurrences`: reports with a position good to well under 100 m, of the 28 days and the twelve weeks before; what
///   lies outside is left out. `known_since`: the day from which on reports are known of.
/// - **Units:** metres and days; the last day counts.
/// - **Shape:** two reports are linked when they are at most 100 m apart; a place is all reports that links lead to, if
///   they are at least three. No two places share a report, no order of the input and no starting point matters, and a
///   street, a square and a bend are places alike; [`Place::reach`] tells them apart. Equal numbers stand in order of
///   the latest day, then of the input.
/// - **Source:** DBSCAN (M. Ester et al., "A density-based algorithm for discovering clusters", 1996) with ε = 100 m and
///   three points. With three it is the same as single linkage: in a group of three or more linked reports, one that has
///   a single neighbour has one with two; so nothing depends on order, as DBSCAN's border points else do. A circle with
///   three reports in it would miss the street and count overlapping circles; k-means needs round places.
/// - **Chance:** of so many or more in 28 days after what was seen there in three times as many, for independent events (as
///   [`Usual`](super::Usual)), times the number of reports in the window: each could have been the first of a place
///   (C. E. Bonferroni, 1936).
/// - **Speed:** links are looked for in a grid whose squares are all linked in themselves, so a hundred reports at one bench
///   cost no more than one: O(n log n) for reports that lie as reports do.
#[must_use]
pub fn recurring_places(occurrences: &[Occurrence], until: Date, known_since: Option<Date>) -> Vec<Place> {
    let window = until.saturating_sub((WINDOW_DAYS - 1).days());
    let start = window.saturating_sub(DAYS_BEFORE.days());
    let recent = positions(occurrences, |on| window <= on && on <= until);
    let earlier = positions(occurrences, |on| start <= on && on < window);
    let earlier = RTree::bulk_load(earlier.into_iter().map(|report| corner(occurrences[report].at)).collect());
    let is_known = known_since.is_some_and(|since| since <= start);
    let mut places: Vec<Place> = linked(occurrences, &recent)
        .into_iter()
        .filter(|reports| reports.len() >= FEWEST)
        .map(|reports| {
            let before =
                if is_known { Figure::Said(count_near(occurrences, &reports, &earlier)) } else { Figure::TooFew };
            place(occurrences, reports, before, recent.len())
        })
        .collect();
    places.sort_by_key(|place| (Reverse((place.reports.len(), place.latest)), place.reports.first().copied()));
    places
}

/// How many of the earlier reports lie within 100 m of one of these.
fn count_near(occurrences: &[Occurrence], reports: &[usize], earlier: &RTree<[f64; 2]>) -> u32 {
    let place = RTree::bulk_load(reports.iter().map(|report| corner(occurrences[*report].at)).collect());
    let (low, high) = (place.root().envelope().lower(), place.root().envelope().upper());
    let around =
        AABB::from_corners(low.map(|metres| metres - WITHIN_METRES), high.map(|metres| metres + WITHIN_METRES));
    let is_near = |seen: &&[f64; 2]| {
        place.nearest_neighbor(seen).is_some_and(|report| squared_metres(*report, **seen) <= WITHIN_METRES.powi(2))
    };
    u32::try_from(earlier.locate_in_envelope(&around).filter(is_near).count()).unwrap_or(u32::MAX)
}

fn positions(occurrences: &[Occurrence], within: impl Fn(Date) -> bool) -> Vec<usize> {
    occurrences.iter().enumerate().filter(|(_, seen)| within(seen.on)).map(|(position, _)| position).collect()
}

fn corner(plane: Plane) -> [f64; 2] {
    [plane.east, plane.north]
}

fn squared_metres(one: [f64; 2], other: [f64; 2]) -> f64 {
    (one[0] - other[0]).powi(2) + (one[1] - other[1]).powi(2)
}

fn place(occurrences: &[Occurrence], reports: Vec<usize>, before: Figure<u32>, looked_at: usize) -> Place {
    let at = |report: usize| corner(occurrences[report].at);
    let share = 1.0 / number_of(reports.len());
    let middle = reports
        .iter()
        .fold([0.0, 0.0], |[east, north], report| [east + at(*report)[0] * share, north + at(*report)[1] * share]);
    let from_middle = |report: &usize| squared_metres(at(*report), middle);
    let heart = reports.iter().copied().min_by(|one, other| from_middle(one).total_cmp(&from_middle(other)));
    let heart = heart.unwrap_or_default();
    let reach = reports.iter().map(|report| squared_metres(at(*report), at(heart))).fold(0.0, f64::max).sqrt();
    let latest = reports.iter().map(|report| occurrences[*report].on).max().unwrap_or_default();
    let count = u32::try_from(reports.len()).unwrap_or(u32::MAX);
    let chance =
        before.map(|before| (chance_of_at_least_after(before, WINDOWS_BEFORE, count) * number_of(looked_at)).min(1.0));
    Place { reports, heart, reach, latest, before, chance }
}

/// A square of the grid: its diagonal is just under 100 m, so whatever lies in one is linked.
const SIDE: f64 = 70.7;

/// Which squares may hold something within 100 m of this one, half of them: the others look the other way.
const AHEAD: [(i64, i64); 12] =
    [(1, 0), (2, 0), (-2, 1), (-1, 1), (0, 1), (1, 1), (2, 1), (-2, 2), (-1, 2), (0, 2), (1, 2), (2, 2)];

/// The reports in groups that links lead through, each ascending.
fn linked(occurrences: &[Occurrence], reports: &[usize]) -> Vec<Vec<usize>> {
    let mut squares: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for report in reports {
        squares.entry(square_of(occurrences[*report].at)).or_default().push(*report);
    }
    let numbers: BTreeMap<(i64, i64), usize> = squares.keys().copied().zip(0..).collect();
    let mut groups = Groups::new(squares.len());
    for ((east, north), here) in &squares {
        for (by_east, by_north) in AHEAD {
            let ahead = (east + by_east, north + by_north);
            let (Some(there), Some(one), Some(other)) =
                (squares.get(&ahead), numbers.get(&(*east, *north)), numbers.get(&ahead))
            else {
                continue;
            };
            let is_linked = |one: &usize, other: &usize| {
                let apart = squared_metres(corner(occurrences[*one].at), corner(occurrences[*other].at));
                apart <= WITHIN_METRES.powi(2)
            };
            // One link joins two squares whole.
            if groups.of(*one) != groups.of(*other)
                && here.iter().any(|report| there.iter().any(|other| is_linked(report, other)))
            {
                groups.join(*one, *other);
            }
        }
    }
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (square, number) in &numbers {
        found.entry(groups.of(*number)).or_default().extend(&squares[square]);
    }
    found
        .into_values()
        .map(|mut group| {
            group.sort_unstable();
            group
        })
        .collect()
}

#[expect(clippy::cast_possible_truncation, reason = "metres of a national grid; beyond it the cast saturates")]
fn square_of(at: Plane) -> (i64, i64) {
    ((at.east / SIDE).floor() as i64, (at.north / SIDE).floor() as i64)
}

/// Groups that grow together.
///
/// **Source:** union–find with path halving (R. E. Tarjan and J. van Leeuwen, 1984).
struct Groups(Vec<usize>);

impl Groups {
    fn new(length: usize) -> Self {
        Self((0..length).collect())
    }

    fn of(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const UNTIL: Date = date(2026, 11, 22);

    /// Reports of the last day, this many metres east and north of a point in Alby.
    fn at(places: &[(f64, f64)]) -> Vec<Occurrence> {
        places.iter().map(|(east, north)| on(UNTIL, *east, *north)).collect()
    }

    fn on(on: Date, east: f64, north: f64) -> Occurrence {
        Occurrence { at: Plane { east: 662_275.0 + east, north: 6_570_105.0 + north }, on }
    }

    fn groups(occurrences: &[Occurrence]) -> Vec<Vec<usize>> {
        recurring_places(occurrences, UNTIL, None).into_iter().map(|place| place.reports).collect()
    }

    #[test]
    fn three_within_a_hundred_metres_are_a_place_and_two_are_not() {
        assert_eq!(groups(&at(&[(0.0, 0.0), (50.0, 0.0), (0.0, 60.0)])), [[0, 1, 2]]);
        assert!(groups(&at(&[(0.0, 0.0), (50.0, 0.0)])).is_empty());
    }

    #[test]
    fn the_very_distance_still_links_and_a_metre_more_does_not() {
        assert_eq!(groups(&at(&[(0.0, 0.0), (100.0, 0.0), (200.0, 0.0)])).len(), 1);
        assert!(groups(&at(&[(0.0, 0.0), (100.0, 0.0), (201.0, 0.0)])).is_empty());
        assert!(groups(&at(&[(0.0, 0.0), (71.0, 71.0), (142.0, 142.0)])).is_empty());
    }

    #[test]
    fn a_street_is_one_place_that_reaches_far() {
        let street: Vec<_> = (0..9).map(|step| (f64::from(step) * 90.0, 0.0)).collect();
        let found = recurring_places(&at(&street), UNTIL, None);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].reports.len(), found[0].heart), (9, 4));
        assert!((found[0].reach - 360.0).abs() < 1e-6);
    }

    #[test]
    fn a_bend_is_named_by_a_spot_where_something_happened() {
        // A horseshoe: the mean of its reports lies where nothing was.
        let bend =
            at(&[(0.0, 0.0), (90.0, 0.0), (180.0, 0.0), (180.0, 90.0), (180.0, 180.0), (90.0, 180.0), (0.0, 180.0)]);
        let found = recurring_places(&bend, UNTIL, None);
        assert_eq!(found[0].reports.len(), 7);
        assert!(found[0].reports.contains(&found[0].heart));
    }

    #[test]
    fn twenty_eight_days_count_and_the_day_before_them_does_not() {
        let with = |days: i32| {
            groups(&[on(UNTIL, 0.0, 0.0), on(UNTIL, 1.0, 0.0), on(UNTIL.saturating_sub(days.days()), 2.0, 0.0)]).len()
        };
        assert_eq!((with(27), with(28), with(-1)), (1, 0, 0));
    }

    #[test]
    fn a_place_is_new_when_it_was_calm_for_twelve_weeks_before() {
        let mut seen = at(&[(0.0, 0.0), (50.0, 0.0), (0.0, 60.0)]);
        let since = |days: i32| Some(UNTIL.saturating_sub(days.days()));
        let is_new = |seen: &[Occurrence], known| recurring_places(seen, UNTIL, known)[0].is_new();
        assert_eq!(is_new(&seen, since(111)), Figure::Said(true));
        assert_eq!(is_new(&seen, since(110)), Figure::TooFew);
        assert_eq!(is_new(&seen, None), Figure::TooFew);
        // Known since long, but too far away or too long ago.
        seen.push(on(UNTIL.saturating_sub(40.days()), 151.0, 0.0));
        seen.push(on(UNTIL.saturating_sub(112.days()), 0.0, 0.0));
        assert_eq!(is_new(&seen, since(400)), Figure::Said(true));
        seen.push(on(UNTIL.saturating_sub(111.days()), 149.0, 0.0));
        assert_eq!(is_new(&seen, since(400)), Figure::Said(false));
    }

    #[test]
    fn three_are_a_place_but_no_surprise_and_nine_where_it_was_calm_are() {
        let with = |reports: u32, before: u32| {
            let mut seen: Vec<_> = (0..reports).map(|step| on(UNTIL, f64::from(step), 0.0)).collect();
            seen.extend((0..before).map(|step| on(UNTIL.saturating_sub(60.days()), f64::from(step), 0.0)));
            // Elsewhere something happens as it always does.
            seen.extend((1..100).map(|step| on(UNTIL, f64::from(step) * 500.0, 900.0)));
            recurring_places(&seen, UNTIL, Some(date(2020, 1, 1))).swap_remove(0)
        };
        assert!(!with(3, 0).is_surprising());
        assert!(with(9, 0).is_surprising());
        assert_eq!(with(9, 20).before, Figure::Said(20));
        assert!(!with(9, 20).is_surprising());
        // Size ½ and share ¾ after nothing: what P(0), P(1) and P(2) leave, times 102 reports.
        let leaves = 1.0 - 0.75_f64.sqrt() * (1.0 + 0.5 * 0.25 + 0.375 * 0.0625);
        assert!((with(3, 0).chance.said().unwrap() - leaves * 102.0).abs() < 1e-9);
    }

    #[test]
    fn the_place_with_the_most_reports_comes_first() {
        let mut seen = at(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]);
        seen.extend(at(&[(900.0, 0.0), (901.0, 0.0), (902.0, 0.0), (903.0, 0.0)]));
        assert_eq!(groups(&seen), [vec![3, 4, 5, 6], vec![0, 1, 2]]);
    }

    /// The definition itself: everything that links lead to, looked for pair by pair.
    fn plainly(seen: &[Occurrence]) -> Vec<Vec<usize>> {
        let mut left: Vec<usize> = (0..seen.len()).collect();
        let mut found = Vec::new();
        while let Some(first) = left.first().copied() {
            let mut group = vec![first];
            left.retain(|report| *report != first);
            let mut next = 0;
            while next < group.len() {
                let here = corner(seen[group[next]].at);
                let is_near = |report: &usize| squared_metres(here, corner(seen[*report].at)) <= 100.0 * 100.0;
                let (near, far): (Vec<usize>, Vec<usize>) = left.into_iter().partition(is_near);
                group.extend(near);
                left = far;
                next += 1;
            }
            group.sort_unstable();
            found.push(group);
        }
        found.retain(|group| group.len() >= 3);
        found.sort();
        found
    }

    proptest! {
        #[test]
        fn places_are_what_the_definition_says_in_any_order(
            (spots, shuffled) in prop::collection::vec((0_i32..900, 0_i32..900), 0..60)
                .prop_flat_map(|spots| (Just(spots.clone()), Just(spots).prop_shuffle()))
        ) {
            let seen = |spots: &[(i32, i32)]| {
                at(&spots.iter().map(|(east, north)| (f64::from(*east), f64::from(*north))).collect::<Vec<_>>())
            };
            let (seen, shuffled) = (seen(&spots), seen(&shuffled));
            let mut found = groups(&seen);
            found.sort();
            prop_assert_eq!(&found, &plainly(&seen));
            let mut sizes: Vec<_> = groups(&shuffled).iter().map(Vec::len).collect();
            let mut expected: Vec<_> = found.iter().map(Vec::len).collect();
            sizes.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(sizes, expected);
        }
    }
}
