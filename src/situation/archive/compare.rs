//! Two weeks beside each other, each as its reader may know it. Pure.

use std::collections::BTreeSet;

use crate::incidents::category::{Group, Kind};
use crate::situation::picture::Status;
use crate::situation::scope::RowName;
use crate::situation::shared::{HeardShare, SharedDistrict, SharedPicture};
use crate::situation::{Picture, coverage};
use crate::statistics::{Figure, Observed, Told, benjamini_hochberg, e_test};
use crate::time::IsoWeek;

/// How large a part of the differences that are called so may be chance.
pub const FALSE_DIFFERENCES: f64 = 0.05;

/// A week, as far as its reader may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekFigures {
    /// The week.
    pub week: IsoWeek,
    /// Its version; `None` for a draft.
    pub version: Option<u32>,
    /// Events by district, and at last outside or unknown.
    pub districts: Vec<(RowName, Told)>,
    /// Events by group; empty where nobody may know.
    pub groups: Vec<(Group, Told)>,
    /// All events.
    pub events: Told,
    /// Unsafe places.
    pub unsafe_places: Told,
    /// Who was heard.
    pub heard: Heard,
}

/// Who was heard in a week, as far as its reader may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// By name: of those expected to report.
    Organisations(BTreeSet<String>),
    /// In a word.
    Share(HeardShare),
}

/// What is to be said of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// More in the later of the two.
    More,
    /// Fewer in the later of the two.
    Fewer,
    /// As many in both.
    Same,
    /// Chance alone makes such differences.
    Chance,
    /// Too few to say.
    TooFew,
    /// One of the counts is not told.
    NotTold,
}

/// Something in both weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<T> {
    /// What it is.
    pub of: T,
    /// How many in the one, and in the other.
    pub counts: [Told; 2],
    /// What is to be said of it.
    pub change: Change,
}

/// Two weeks beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// By district.
    pub districts: Vec<Line<RowName>>,
    /// By group of events.
    pub groups: Vec<Line<Group>>,
    /// All events.
    pub events: Line<()>,
    /// Unsafe places.
    pub unsafe_places: Line<()>,
    /// Whether others were heard in the one week than in the other.
    pub coverage_differs: bool,
    /// The organisations heard only in the one, and only in the other; by name, where the reader may know.
    pub heard_only: [Vec<String>; 2],
}

impl From<&Picture> for WeekFigures {
    fn from(picture: &Picture) -> Self {
        let told = |count: i64| Told::Count(u32::try_from(count).unwrap_or(0));
        let district = |row: &crate::situation::picture::DistrictRow| {
            let name = RowName { code: row.code.clone(), name: row.name.clone() };
            (name, told(row.totals.event.figures.count))
        };
        let groups = picture.groups.iter().filter(|row| row.kind == Kind::Event);
        let heard = picture
            .coverage
            .organisations
            .iter()
            .filter(|organisation| organisation.is_expected && organisation.state != coverage::Heard::Silent);
        Self {
            week: picture.week,
            version: (picture.status == Status::Approved).then_some(picture.version),
            districts: picture.districts.iter().map(district).collect(),
            groups: groups.map(|row| (row.group, told(row.figures.count))).collect(),
            events: told(picture.totals.event.figures.count),
            unsafe_places: told(picture.totals.unsafe_place.figures.count),
            heard: Heard::Organisations(heard.map(|organisation| organisation.organisation.clone()).collect()),
        }
    }
}

impl From<&SharedPicture> for WeekFigures {
    fn from(picture: &SharedPicture) -> Self {
        let district =
            |row: &SharedDistrict| (RowName { code: row.code.clone(), name: row.name.clone() }, row.totals.event.count);
        Self {
            week: picture.week,
            version: Some(picture.version),
            districts: picture.districts.iter().map(district).collect(),
            groups: Vec::new(),
            events: picture.totals.event.count,
            unsafe_places: picture.totals.unsafe_place.count,
            heard: Heard::Share(picture.coverage.heard),
        }
    }
}

/// How two weeks differ, line by line.
///
/// - **Shape:** a line for everything that either of them has, in the order of the first. A difference is called one when
///   chance alone would hardly make it, after correction for how many lines are looked at; on fewer than five in both
///   together nothing is said.
/// - **Source:** the E-test for two counts ([`e_test`]) and Benjamini and Hochberg (1995), at [`FALSE_DIFFERENCES`].
#[must_use]
pub fn compare(one: &WeekFigures, other: &WeekFigures) -> Comparison {
    let districts = beside(&one.districts, &other.districts, |a, b| a.code == b.code);
    let groups = beside(&one.groups, &other.groups, |a, b| a == b);
    let whole = [((), [one.events, other.events]), ((), [one.unsafe_places, other.unsafe_places])];
    let pairs = || {
        let pairs = districts.iter().map(|(_, counts)| counts).chain(groups.iter().map(|(_, counts)| counts));
        pairs.chain(whole.iter().map(|((), counts)| counts))
    };
    let chances: Vec<f64> = pairs().filter_map(|counts| chance_of(*counts)?.said()).collect();
    let limit = benjamini_hochberg(&chances, FALSE_DIFFERENCES);
    let [events, unsafe_places] = whole.map(|line| judged(line, limit));
    let heard_only = match (&one.heard, &other.heard) {
        (Heard::Organisations(one), Heard::Organisations(other)) => {
            [one.difference(other).cloned().collect(), other.difference(one).cloned().collect()]
        }
        _ => [Vec::new(), Vec::new()],
    };
    Comparison {
        coverage_differs: one.heard != other.heard,
        heard_only,
        districts: districts.into_iter().map(|line| judged(line, limit)).collect(),
        groups: groups.into_iter().map(|line| judged(line, limit)).collect(),
        events,
        unsafe_places,
    }
}

/// The counts of the same things beside each other; what only one of them has was none in the other.
fn beside<T: Clone>(one: &[(T, Told)], other: &[(T, Told)], is_same: impl Fn(&T, &T) -> bool) -> Vec<(T, [Told; 2])> {
    let find = |all: &[(T, Told)], wanted: &T| {
        all.iter().find(|(of, _)| is_same(of, wanted)).map_or(Told::Count(0), |(_, told)| *told)
    };
    let both = one.iter().map(|(of, told)| (of.clone(), [*told, find(other, of)]));
    let missing = other.iter().filter(|(of, _)| !one.iter().any(|(known, _)| is_same(known, of)));
    both.chain(missing.map(|(of, told)| (of.clone(), [Told::Count(0), *told]))).collect()
}

/// How likely chance alone makes the difference; `None` when a count is not told.
fn chance_of([one, other]: [Told; 2]) -> Option<Figure<f64>> {
    Some(e_test(Observed::once(one.count()?), Observed::once(other.count()?)))
}

fn judged<T>((of, counts): (T, [Told; 2]), limit: Option<f64>) -> Line<T> {
    let change = match chance_of(counts) {
        None => Change::NotTold,
        Some(Figure::TooFew) => Change::TooFew,
        Some(Figure::Said(_)) if counts[0] == counts[1] => Change::Same,
        Some(Figure::Said(chance)) if limit.is_some_and(|limit| chance <= limit) => {
            if counts[1].count() > counts[0].count() { Change::More } else { Change::Fewer }
        }
        Some(Figure::Said(_)) => Change::Chance,
    };
    Line { of, counts, change }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(counts: &[(&str, Told)], heard: Heard) -> WeekFigures {
        let name = |code: &str| RowName { code: code.to_owned(), name: code.to_owned() };
        WeekFigures {
            week: "2026-W47".parse().unwrap(),
            version: None,
            districts: counts.iter().map(|(code, told)| (name(code), *told)).collect(),
            groups: Vec::new(),
            events: Told::Count(0),
            unsafe_places: Told::Count(0),
            heard,
        }
    }

    #[test]
    fn a_difference_is_called_one_only_where_chance_would_hardly_make_it() {
        let heard = Heard::Share(HeardShare::All);
        let told = Told::Count;
        let one =
            week(&[("alby", told(3)), ("fittja", told(16)), ("tumba", told(2)), ("tullinge", told(40))], heard.clone());
        let other = week(&[("alby", told(25)), ("fittja", told(25)), ("tumba", told(1)), ("tullinge", told(5))], heard);
        let changes: Vec<Change> = compare(&one, &other).districts.iter().map(|line| line.change).collect();
        assert_eq!(changes, [Change::More, Change::Chance, Change::TooFew, Change::Fewer]);
    }

    #[test]
    fn of_a_count_that_is_not_told_no_difference_is_told() {
        let heard = Heard::Share(HeardShare::All);
        let one = week(&[("alby", Told::Few), ("fittja", Told::Count(0))], heard.clone());
        let other = week(&[("alby", Told::Count(40)), ("grodinge", Told::Withheld)], heard);
        let lines = compare(&one, &other).districts;
        assert_eq!((lines[0].change, lines[2].change), (Change::NotTold, Change::NotTold));
        assert_eq!(lines[1].counts, [Told::Count(0), Told::Count(0)], "what only one week has was none in the other");
    }

    #[test]
    fn weeks_in_which_others_were_heard_are_marked_with_their_names() {
        let heard = |names: &[&str]| Heard::Organisations(names.iter().map(|name| (*name).to_owned()).collect());
        let (one, other) = (week(&[], heard(&["Kommunen", "Polisen"])), week(&[], heard(&["Kommunen", "Grannstöd"])));
        let compared = compare(&one, &other);
        assert!(compared.coverage_differs);
        assert_eq!(compared.heard_only, [vec!["Polisen".to_owned()], vec!["Grannstöd".to_owned()]]);
        assert!(!compare(&one, &one).coverage_differs);
    }
}
