//! What stands out, in sentences: at most seven, each with its reason.
//!
//! Every series of events is judged: each group in each district, each district, each group in the whole municipality, and
//! the whole. Unsafe places are judged apart, for they are never added to events; planned events are not judged at all.
//! What lies outside the municipality, or nobody knows where, counts in the whole and has no series of its own. While a week
//! is going on nothing is said to fall.

use serde::{Deserialize, Serialize};

use super::compute::{Counts, Row, Weeks};
use super::patterns::Patterns;
use super::scope::Scope;
use crate::incidents::category::{Group, Kind};
use crate::statistics::{self, Reason, Subject, Usual, what_stands_out};
use crate::texts::Language;

/// Why something stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// More than usual.
    Rise,
    /// A place busier than chance makes places.
    Place,
    /// Fewer than usual.
    Fall,
}

/// Something that stands out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Why.
    pub kind: FindingKind,
    /// The code of the district's row; `None` for the whole municipality, and for a place outside it.
    pub district: Option<String>,
    /// The group; `None` for all events.
    pub group: Option<Group>,
    /// Reports of the week, or at the place within 28 days.
    pub count: u32,
    /// The fewest that is usual; of a place none.
    pub expected_low: Option<u32>,
    /// The most that is usual; of a place none.
    pub expected_high: Option<u32>,
    /// How likely chance alone is, 0 to 1.
    pub chance: f64,
    /// The reason in one sentence: "12 skadegörelser i Alby, normalt 3–8."
    pub sentence: String,
}

/// A finding about a row of the picture, by its number; `None` for the whole municipality.
type Found = statistics::Finding<usize, Group>;

/// What stands out in a week, the most important first.
#[must_use]
pub fn of_week(scope: &Scope, weeks: Weeks, counts: &Counts, patterns: &Patterns) -> Vec<Finding> {
    let mut events = of_kind(Kind::Event, weeks, counts);
    events.extend(of_places(scope, patterns));
    let families = [events, of_kind(Kind::UnsafePlace, weeks, counts)];
    what_stands_out(&families).iter().filter_map(|found| Finding::told(found, scope, patterns)).collect()
}

/// What is found in the series of a kind.
fn of_kind(kind: Kind, weeks: Weeks, counts: &Counts) -> Vec<Found> {
    let groups: Vec<Group> = Group::ALL.into_iter().filter(|group| group.kind() == kind).collect();
    let found = |district: Option<usize>, group: Option<Group>, row: &Row| {
        let series = group.map_or_else(|| row.kind(kind), |group| row.group(group));
        Found::of_week(Subject { district, group }, &series.judged(weeks)?)
    };
    let rows = counts.rows.iter().enumerate().map(|(number, row)| (Some(number), row));
    rows.chain([(None, &counts.whole)])
        .flat_map(|(district, row)| {
            // A kind of one group is that group: it is said once.
            let all = (groups.len() > 1).then(|| found(district, None, row)).flatten();
            groups.iter().filter_map(move |group| found(district, Some(*group), row)).chain(all)
        })
        .collect()
}

/// The recurring places that are more than chance.
fn of_places<'a>(scope: &'a Scope, patterns: &'a Patterns) -> impl Iterator<Item = Found> + 'a {
    patterns.recurring_places.iter().enumerate().filter(|(_, place)| place.is_surprising).filter_map(
        |(heart, place)| {
            let district = scope.rows.iter().position(|row| row.code == place.district.code);
            let reason = Reason::Place {
                heart,
                reports: usize::try_from(place.reports).ok()?,
                reach: f64::from(place.reach_m),
                before: place.before?,
                chance: place.chance?,
            };
            Some(Found { subject: Subject { district, group: None }, reason })
        },
    )
}

impl Finding {
    /// A finding with its sentence. Only a place that is not among the recurring ones has none.
    fn told(found: &Found, scope: &Scope, patterns: &Patterns) -> Option<Self> {
        let Subject { district, group } = found.subject;
        let row = district.and_then(|number| scope.rows.get(number));
        let about = About {
            language: scope.language,
            group,
            place: match row {
                Some(row) => located(scope.language, &row.shown(scope.language)),
                None => scope.language.text("finding-everywhere"),
            },
        };
        let (kind, count, usual, chance, sentence) = match found.reason {
            Reason::Rise { count, usual, chance } => {
                (FindingKind::Rise, count, Some(usual), chance, about.rise(count, &usual))
            }
            Reason::Fall { count, usual, chance } => {
                (FindingKind::Fall, count, Some(usual), chance, about.fall(count, &usual))
            }
            Reason::Place { heart, chance, .. } => {
                let place = patterns.recurring_places.get(heart)?;
                (FindingKind::Place, place.reports, None, chance, place.sentence.clone())
            }
        };
        Some(Self {
            kind,
            district: row.map(|row| row.code.clone()),
            group,
            count,
            expected_low: usual.map(|usual| usual.low),
            expected_high: usual.map(|usual| usual.high),
            chance,
            sentence,
        })
    }
}

/// A name after the word that says it is where: "i Alby".
pub(super) fn located(language: Language, name: &str) -> String {
    language.text_with("finding-in", &[("name", name.into())])
}

/// So many of a group, without the number: "skadegörelser"; of all events for no group.
pub(super) fn what(language: Language, group: Option<Group>, count: u32) -> String {
    let code = group.map_or("all", Group::code);
    language.text_with(&format!("finding-of-{code}"), &[("count", count.into())])
}

/// What a sentence is about.
struct About {
    language: Language,
    group: Option<Group>,
    place: String,
}

impl About {
    fn rise(&self, count: u32, usual: &Usual) -> String {
        self.language.text_with(
            "finding-rise",
            &[
                ("shown", self.language.number(count.into()).into()),
                ("what", what(self.language, self.group, count).into()),
                ("place", self.place.as_str().into()),
                ("usual", self.usual(usual).into()),
            ],
        )
    }

    fn fall(&self, count: u32, usual: &Usual) -> String {
        self.language.text_with(
            "finding-fall",
            &[
                ("count", count.into()),
                ("shown", self.language.number(count.into()).into()),
                ("what", what(self.language, self.group, count).into()),
                ("place", self.place.as_str().into()),
                ("usual", self.usual(usual).into()),
            ],
        )
    }

    fn usual(&self, usual: &Usual) -> String {
        let (low, high) = (self.language.number(usual.low.into()), self.language.number(usual.high.into()));
        if usual.low == 0 {
            self.language.text_with("finding-usual-at-most", &[("high", high.into())])
        } else {
            self.language.text_with("finding-usual", &[("low", low.into()), ("high", high.into())])
        }
    }
}
