//! What stands out: of all that was found, the few things that are worth a meeting's time, each with its reason.
//!
//! Reasons are numbers here; the page makes sentences of them.

use super::figure::Figure;
use super::places::Place;
use super::usual::{Judged, Usual, Verdict};

/// The most that may stand out at once; more would be a wall of flags.
pub const AT_MOST: usize = 7;

/// What a finding is about: a district and a group of categories, or all of either.
///
/// - **Shape:** `D` and `G` are whatever the caller knows them by; `None` is all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject<D, G> {
    /// The district.
    pub district: Option<D>,
    /// The group of categories.
    pub group: Option<G>,
}

impl<D: PartialEq, G: PartialEq> Subject<D, G> {
    /// Whether it takes in all of the other one and more.
    fn is_wider_than(&self, other: &Self) -> bool {
        let takes_in_district = self.district.is_none() || self.district == other.district;
        let takes_in_group = self.group.is_none() || self.group == other.group;
        takes_in_district && takes_in_group && self != other
    }
}

/// Why something stands out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// More than usual: "12 skadegörelser i Alby, normalt 3–8".
    Rise {
        /// This week's count.
        count: u32,
        /// What is usual.
        usual: Usual,
        /// How likely chance alone gives as many.
        chance: f64,
    },
    /// Fewer than usual.
    Fall {
        /// This week's count.
        count: u32,
        /// What is usual.
        usual: Usual,
        /// How likely chance alone gives as few.
        chance: f64,
    },
    /// A place busier than chance makes places: "11 händelser inom 80 m på 28 dagar, 4 på de tolv veckorna före".
    Place {
        /// Position of the report that the place is named by, in what the places were made from.
        heart: usize,
        /// How many reports.
        reports: usize,
        /// Metres from its heart to the farthest of them.
        reach: f64,
        /// How many there were in the twelve weeks before.
        before: u32,
        /// How likely chance alone makes some place as busy.
        chance: f64,
    },
}

/// Something that stands out, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding<D, G> {
    /// What it is about.
    pub subject: Subject<D, G>,
    /// Why it stands out.
    pub reason: Reason,
}

impl<D, G> Finding<D, G> {
    /// The finding in a judged week; `None` when it is as usual or there is too little to say.
    #[must_use]
    pub fn of_week(subject: Subject<D, G>, judged: &Judged) -> Option<Self> {
        let Judged { count, usual, chance, .. } = *judged;
        let reason = match judged.verdict {
            Verdict::Rise => Reason::Rise { count, usual, chance },
            Verdict::Fall => Reason::Fall { count, usual, chance },
            Verdict::AsUsual | Verdict::TooFew => return None,
        };
        Some(Self { subject, reason })
    }

    /// The finding in a recurring place; `None` when chance makes such places or there is too little to say.
    #[must_use]
    pub fn of_place(subject: Subject<D, G>, place: &Place) -> Option<Self> {
        let (Figure::Said(before), Figure::Said(chance), true) = (place.before, place.chance, place.is_surprising())
        else {
            return None;
        };
        let Place { heart, reach, .. } = *place;
        Some(Self { subject, reason: Reason::Place { heart, reports: place.reports.len(), reach, before, chance } })
    }
}

/// The at most seven findings that a meeting should hear of, the most important first.
///
/// - `families`: findings of counts that sum: no family's whole is a whole of another's. Events and unsafe places are two.
/// - **Shape:** rises first, then places, then falls; within each the least likely by chance at the head. A rise of a
///   whole is left out when a part of it rises too, for the part says it better; so is a fall. What is equal stands in
///   order of its subject. The same findings in any order give the same answer.
/// - **Source:** the project's own rule; what helps a decision first comes first. Falls are last because fewer reports
///   are often fewer reporters.
#[must_use]
pub fn what_stands_out<D: Clone + Ord, G: Clone + Ord>(families: &[Vec<Finding<D, G>>]) -> Vec<Finding<D, G>> {
    let mut found: Vec<Finding<D, G>> =
        families.iter().flat_map(|findings| findings.iter().filter(|it| !it.is_told_by(findings)).cloned()).collect();
    found.sort_by(|one, other| {
        let ((kind, chance), (other_kind, other_chance)) = (rank(&one.reason), rank(&other.reason));
        kind.cmp(&other_kind)
            .then(chance.total_cmp(&other_chance))
            .then_with(|| one.subject.cmp(&other.subject))
            .then_with(|| heart(&one.reason).cmp(&heart(&other.reason)))
    });
    found.truncate(AT_MOST);
    found
}

impl<D: PartialEq, G: PartialEq> Finding<D, G> {
    /// Whether one of these is a part of it that moves the same way.
    fn is_told_by(&self, others: &[Self]) -> bool {
        others.iter().any(|other| {
            let is_alike = matches!(
                (self.reason, other.reason),
                (Reason::Rise { .. }, Reason::Rise { .. }) | (Reason::Fall { .. }, Reason::Fall { .. })
            );
            is_alike && self.subject.is_wider_than(&other.subject)
        })
    }
}

/// What a finding is ranked by: its kind, and how likely chance alone is.
fn rank(reason: &Reason) -> (u8, f64) {
    match *reason {
        Reason::Rise { chance, .. } => (0, chance),
        Reason::Place { chance, .. } => (1, chance),
        Reason::Fall { chance, .. } => (2, chance),
    }
}

/// Two places of one district have one subject; the report they are named by tells them apart.
fn heart(reason: &Reason) -> Option<usize> {
    if let Reason::Place { heart, .. } = *reason { Some(heart) } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use jiff::ToSpan as _;
    use jiff::civil::{Date, date};

    use super::super::places::{Occurrence, recurring_places};
    use super::super::quiet::Quiet;
    use super::super::usual::{chance_of_at_least_after, judge};
    use crate::geometry::Plane;

    use super::*;

    type Found = Finding<u8, u8>;

    fn standing_out(findings: &[Found]) -> Vec<Found> {
        what_stands_out(&[findings.to_vec()])
    }

    fn about(district: Option<u8>, group: Option<u8>) -> Subject<u8, u8> {
        Subject { district, group }
    }

    /// A week of so many after twelve of four to seven.
    fn week(subject: Subject<u8, u8>, count: u32) -> Option<Found> {
        let weeks = [5, 6, 4, 7, 5, 4, 6, 5, 4, 6, 7, 5, count];
        Finding::of_week(subject, &judge(&weeks).said().unwrap())
    }

    fn rise(subject: Subject<u8, u8>, count: u32) -> Found {
        let found = week(subject, count).expect("a rise");
        assert!(matches!(found.reason, Reason::Rise { .. }));
        found
    }

    /// A place with as many reports on the last day, after none or some, among a hundred reports elsewhere.
    fn place(heart: usize, reports: usize, before: u32) -> Option<Found> {
        let chance = chance_of_at_least_after(before, 3, u32::try_from(reports).unwrap()) * 100.0;
        let (before, chance) = (Figure::Said(before), Figure::Said(chance));
        let place =
            Place { reports: vec![heart; reports], heart, reach: 40.0, latest: Date::default(), before, chance };
        Finding::of_place(about(Some(1), None), &place)
    }

    #[test]
    fn a_usual_week_is_no_finding() {
        assert_eq!(week(about(Some(1), Some(1)), 6), None);
        assert_eq!(week(about(Some(1), Some(1)), 11), None);
    }

    #[test]
    fn the_reason_is_the_count_and_what_is_usual() {
        let Reason::Rise { count, usual, chance } = rise(about(Some(1), Some(1)), 19).reason else { panic!() };
        assert_eq!((count, usual.low, usual.high), (19, 1, 11));
        assert!(chance < 0.001);
    }

    #[test]
    fn rises_come_before_places_and_what_is_less_likely_before_what_is_more() {
        let (more, less) = (rise(about(Some(1), Some(1)), 30), rise(about(Some(2), Some(1)), 19));
        let (calm, busy) = (place(0, 14, 0).unwrap(), place(3, 18, 6).unwrap());
        assert_eq!(standing_out(&[busy, less, calm, more]), [more, less, calm, busy]);
    }

    #[test]
    fn a_place_that_chance_makes_or_whose_past_is_not_known_is_no_finding() {
        assert_eq!(place(0, 3, 0), None);
        assert_eq!(place(0, 9, 20), None);
        let (before, chance) = (Figure::TooFew, Figure::TooFew);
        let unknown = Place { reports: vec![0; 30], heart: 0, reach: 0.0, latest: Date::default(), before, chance };
        assert_eq!(Finding::of_place(about(Some(1), None), &unknown), None);
    }

    #[test]
    fn falls_come_last() {
        let quiet = [30, 33, 29, 31, 30, 32, 28, 30, 31, 30, 29, 33, 6];
        let fall = Finding::of_week(about(Some(3), None), &judge(&quiet).said().unwrap()).unwrap();
        assert!(matches!(fall.reason, Reason::Fall { count: 6, .. }));
        let busy = place(3, 18, 6).unwrap();
        assert_eq!(standing_out(&[fall, busy]), [busy, fall]);
    }

    #[test]
    fn the_part_that_rises_says_it_better_than_the_whole() {
        let part = rise(about(Some(1), Some(2)), 19);
        let wholes = [about(Some(1), None), about(None, Some(2)), about(None, None)].map(|subject| rise(subject, 40));
        assert_eq!(standing_out(&[&wholes[..], &[part]].concat()), [part]);
        // Another district's whole is not its whole.
        let other = rise(about(Some(4), None), 40);
        assert_eq!(standing_out(&[other, part]), [other, part]);
    }

    #[test]
    fn the_whole_of_one_kind_is_not_the_whole_of_another() {
        let (events, unsafe_places) = (rise(about(Some(1), None), 40), rise(about(Some(1), Some(9)), 19));
        assert_eq!(what_stands_out(&[vec![events], vec![unsafe_places]]), [events, unsafe_places]);
    }

    #[test]
    fn never_more_than_seven() {
        let many: Vec<Found> = (0..20).map(|district| rise(about(Some(district), Some(0)), 19)).collect();
        assert_eq!(standing_out(&many), many[..AT_MOST]);
    }

    proptest! {
        #[test]
        fn the_order_they_were_found_in_does_not_matter(
            (findings, shuffled) in prop::collection::vec(
                (prop::option::of(0_u8..4), prop::option::of(0_u8..4), 0_u32..50, any::<bool>()), 0..25
            ).prop_map(|given| {
                let mut found: Vec<Found> = Vec::new();
                for (position, (district, group, count, is_place)) in given.into_iter().enumerate() {
                    if is_place {
                        found.extend(place(position, count as usize, count % 4));
                    } else if !found.iter().any(|seen| seen.subject == about(district, group)) {
                        found.extend(week(about(district, group), count));
                    }
                }
                found
            }).prop_flat_map(|found| (Just(found.clone()), Just(found).prop_shuffle()))
        ) {
            prop_assert_eq!(standing_out(&findings), standing_out(&shuffled));
        }
    }

    /// What stood out in each week of so many years, in seven districts by ten groups and all their sums.
    fn years_of(quiet: &mut Quiet, years: usize) -> Vec<Vec<Found>> {
        // From groups that have an event every fifth week to those with twelve a week; together some 260 a week.
        let means = [0.2, 0.4, 0.7, 1.0, 1.5, 2.5, 4.0, 6.0, 9.0, 12.0];
        let weeks = 12 + years * 52;
        let mut series: Vec<(Subject<u8, u8>, Vec<u32>)> = Vec::new();
        for district in 0..7 {
            for (group, mean) in (0..).zip(means) {
                let mean = mean * (0.5 + f64::from(district) / 6.0);
                series.push((about(Some(district), Some(group)), (0..weeks).map(|_| quiet.week(mean)).collect()));
            }
        }
        let whole = |wide: Subject<u8, u8>| {
            let parts = || series.iter().filter(|(subject, _)| wide.is_wider_than(subject));
            (wide, (0..weeks).map(|week| parts().map(|(_, counts)| counts[week]).sum()).collect())
        };
        let mut wholes: Vec<(Subject<u8, u8>, Vec<u32>)> =
            (0..7).map(|district| whole(about(Some(district), None))).collect();
        wholes.extend((0..10).map(|group| whole(about(None, Some(group)))));
        wholes.push(whole(about(None, None)));
        series.extend(wholes);
        (12..weeks)
            .map(|last| {
                let found = |(subject, counts): &(Subject<u8, u8>, Vec<u32>)| {
                    Finding::of_week(*subject, &judge(&counts[last - 12..=last]).said()?)
                };
                standing_out(&series.iter().filter_map(found).collect::<Vec<_>>())
            })
            .collect()
    }

    // Weeks of Botkyrka's 330 public police events 2023–2026 vary 1.25 times as much as independent events, in twelve weeks
    // at a time; between none and 1.5 lies what a quiet municipality does, and twice as much is still below one a month.
    #[test]
    fn a_quiet_municipality_has_less_than_one_false_alarm_a_month() {
        for burst in [1.0, 1.25, 1.5, 2.0] {
            let years = 12;
            let mut quiet = Quiet::new(burst);
            let alarms: usize = years_of(&mut quiet, years).iter().map(Vec::len).sum();
            assert!(alarms < years * 12, "{alarms} false alarms in {years} years with bursts of {burst}");
            // A test that could not fail would find none at all.
            assert!(alarms > 0, "bursts of {burst}");
        }
    }

    // Sixty named places, some ten times as busy as others, and what happens anywhere between them: some 210 a week.
    #[test]
    fn quiet_places_are_false_alarms_less_than_once_a_year() {
        let mut quiet = Quiet::new(1.0);
        let (first, years) = (date(2020, 1, 6), 4);
        let mut seen: Vec<Occurrence> = Vec::new();
        for day in 0..(years * 52 + 16) * 7 {
            let on = first.saturating_add(day.days());
            for spot in 0..60 {
                let (row, column) = (f64::from(spot / 10), f64::from(spot % 10));
                for _ in 0..quiet.week(0.05 + 0.45 * f64::from(spot % 7 == 0)) {
                    let (north, east) = (quiet.share() * 60.0, quiet.share() * 60.0);
                    seen.push(Occurrence {
                        at: Plane { north: row * 1_000.0 + north, east: column * 1_000.0 + east },
                        on,
                    });
                }
            }
            for _ in 0..quiet.week(22.0) {
                let (north, east) = (quiet.share() * 6_000.0, quiet.share() * 10_000.0);
                seen.push(Occurrence { at: Plane { north, east }, on });
            }
        }
        let (mut alarms, mut places) = (0, 0);
        for week in 16..years * 52 + 16 {
            let until = first.saturating_add((week * 7 - 1).days());
            let window = until.saturating_sub(111.days());
            let now: Vec<Occurrence> =
                seen.iter().copied().filter(|seen| window <= seen.on && seen.on <= until).collect();
            let found = recurring_places(&now, until, Some(first));
            places += found.len();
            alarms += found.iter().filter(|place| Finding::of_place(about(None, None), place).is_some()).count();
        }
        assert!(alarms < 4, "{alarms} of {places} places");
        assert!(places > 4 * 52 * 20, "chance makes places: {places}");
    }

    #[test]
    fn a_week_with_four_times_as_many_does_not_hide() {
        let mut quiet = Quiet::new(1.0);
        let mut seen = |count: u32| {
            let mut is_seen = || {
                let weeks: Vec<u32> = (0..12).map(|_| quiet.week(6.0)).chain([count]).collect();
                judge(&weeks).said().unwrap().verdict == Verdict::Rise
            };
            (0..200).filter(|_| is_seen()).count()
        };
        assert!(seen(24) >= 185);
        assert!(seen(18) >= 80);
        assert_eq!(seen(9), 0);
    }
}
