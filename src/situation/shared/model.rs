//! What the shared edition of a picture is, and how it comes from the picture.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::incidents::category::{Group, Kind};
use crate::situation::Picture;
use crate::situation::compute::{ByKind, Figures, Signal};
use crate::situation::coverage::Coverage;
use crate::situation::findings::{Finding, FindingKind};
use crate::situation::picture::DistrictRow;
use crate::situation::words::{Level, Written};
use crate::statistics::{FEWEST_TOLD, List, Told};
use crate::time::IsoWeek;

/// The shared edition of a week's picture.
///
/// As JSON a count is a number, `"<5"` for one to four, or `".."` for one that is withheld so that others cannot be solved
/// from it. What was frozen is read back into the same value.
///
/// A week is too short to tell more than how many there were in each district: by group it is told by month and longer, in
/// released reports. What is told here is in their memory, so that neither can be solved from the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedPicture {
    /// The week.
    pub week: IsoWeek,
    /// Its Monday.
    pub from: Date,
    /// Its Sunday.
    pub to: Date,
    /// The version it is the edition of; 0 for a draft.
    pub version: u32,
    /// Reports received until then are in it.
    pub cut_off: Timestamp,
    /// The least count, other than none, that is told as it is.
    pub fewest_told: u32,
    /// What the coordinator writes to everybody, as lines.
    pub words: Option<String>,
    /// What those who reported are told, as lines.
    pub feedback: Option<String>,
    /// What stands out, as far as its count is told.
    pub stands_out: Vec<StandsOut>,
    /// Who was heard, in a word.
    pub coverage: SharedCoverage,
    /// The districts, and at last outside or unknown. Together they are the whole.
    pub districts: Vec<SharedDistrict>,
    /// The whole municipality, by kind.
    pub totals: ByKind<SharedFigure>,
    /// What walks observed in the week in the whole municipality; never summed with reports.
    pub observations: Told,
    /// What has been promised, as it stood at the cut-off.
    pub measures: SharedMeasures,
    /// The hash of the version approved before this one, of any week.
    pub previous_sha256: Option<String>,
    /// The hash of everything else here, as canonical JSON; `None` for a draft.
    pub sha256: Option<String>,
}

/// What everybody is told of a count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedFigure {
    /// The count.
    pub count: Told,
    /// For each 1 000 residents of the same ground; `None` when the count is not told, or the residents are not known.
    pub per_1000: Option<f64>,
    /// What is to be said of it; `None` when the count is not told.
    pub signal: Option<Signal>,
}

/// What everybody is told of a district.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedDistrict {
    /// The district's word, or the unknown one.
    pub code: String,
    /// Its name with what the row covers.
    pub name: String,
    /// Residents of exactly this ground; `None` when unknown.
    pub population: Option<i64>,
    /// How it was judged; `None` while it is not.
    pub level: Option<Level>,
    /// By kind.
    pub totals: ByKind<SharedFigure>,
    /// What walks observed there.
    pub observations: Told,
}

/// Something that stands out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StandsOut {
    /// Whether it is more or less than expected.
    pub is_more: bool,
    /// The district's name; `None` for the whole municipality.
    pub district: Option<String>,
    /// The group; `None` for all events.
    pub group: Option<Group>,
    /// Its count, when the tables tell it.
    pub count: Option<u32>,
}

/// How many of the organisations that are expected to report were heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeardShare {
    /// All of them.
    All,
    /// More than half.
    Most,
    /// Half or fewer.
    Some,
    /// None.
    Nobody,
    /// Nobody is expected to report.
    Unknown,
}

/// Who was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedCoverage {
    /// How many, in a word.
    pub heard: HeardShare,
    /// Whether that differs from the weeks before, so that comparisons are to be read with care.
    pub differs: bool,
}

/// How many measures there are, by what is to be done about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedMeasures {
    /// Not done, and not declined.
    pub open: Told,
    /// Of those, with a day that has passed.
    pub overdue: Told,
    /// Of those, with a day within a week.
    pub due_soon: Told,
    /// Decided in the week.
    pub decided: Told,
}

/// What was given away of a week before this edition.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Nothing.
    Nothing,
    /// Its first shared edition. What was told there is told again, though reports were added and corrected: who laid the two
    /// beside each other would else learn of single events.
    Edition(Box<SharedPicture>),
    /// Its months, in a report that nothing more can be told beside.
    Months,
}

impl SharedPicture {
    /// What of a picture everybody may read, beside what they were given before.
    #[must_use]
    pub fn of(picture: &Picture, given: &Given) -> Self {
        let rows = &picture.districts;
        let list = |count: fn(&DistrictRow) -> i64| {
            let counts: Vec<u32> = rows.iter().map(|row| number(count(row))).collect();
            match given {
                Given::Months => List { counts: vec![Told::Withheld; counts.len()], whole: Told::Withheld },
                _ => List::control(&counts),
            }
        };
        let events = list(|row| row.totals.event.figures.count);
        let unsafe_places = list(|row| row.totals.unsafe_place.figures.count);
        let planned_events = list(|row| row.totals.planned_event.figures.count);
        let observations = list(|row| row.observations);
        let told = |place: usize| ByKind {
            event: events.counts[place],
            unsafe_place: unsafe_places.counts[place],
            planned_event: planned_events.counts[place],
        };

        let district = |(place, row): (usize, &DistrictRow)| SharedDistrict {
            code: row.code.clone(),
            name: row.name.clone(),
            population: row.population,
            level: level_of(picture, &row.code),
            totals: figures(&told(place), |kind| &row.totals.of(kind).figures),
            observations: observations.counts[place],
        };
        let whole =
            ByKind { event: events.whole, unsafe_place: unsafe_places.whole, planned_event: planned_events.whole };
        let promises = &picture.measures.promises;
        let shared = Self {
            week: picture.week,
            from: picture.from,
            to: picture.to,
            version: picture.version,
            cut_off: picture.cut_off,
            fewest_told: FEWEST_TOLD,
            words: words_of(picture.words.shared.as_ref()),
            feedback: words_of(picture.words.feedback.as_ref()),
            stands_out: Vec::new(),
            coverage: SharedCoverage::of(&picture.coverage),
            districts: rows.iter().enumerate().map(district).collect(),
            totals: figures(&whole, |kind| &picture.totals.of(kind).figures),
            observations: observations.whole,
            measures: SharedMeasures {
                open: Told::alone(number(promises.open)),
                overdue: Told::alone(number(promises.overdue)),
                due_soon: Told::alone(number(promises.due_soon)),
                decided: Told::alone(u32::try_from(promises.decided).unwrap_or(u32::MAX)),
            },
            previous_sha256: picture.previous_sha256.clone(),
            sha256: None,
        };
        let shared = match given {
            Given::Edition(first) => shared.telling_as_first(first),
            Given::Nothing | Given::Months => shared,
        };
        let stands_out = picture.findings.iter().filter_map(|finding| shared.stands_out(finding)).collect();
        Self { stands_out, ..shared }
    }

    /// The same with the counts of the week's first edition; what that did not have is not told.
    fn telling_as_first(self, first: &Self) -> Self {
        let untold = SharedFigure { count: Told::Withheld, per_1000: None, signal: None };
        let district = |row: SharedDistrict| {
            let told = first.districts.iter().find(|known| known.code == row.code);
            SharedDistrict {
                totals: told.map_or_else(|| ByKind::each(|_| untold), |told| told.totals),
                observations: told.map_or(Told::Withheld, |told| told.observations),
                ..row
            }
        };
        Self {
            districts: self.districts.into_iter().map(district).collect(),
            totals: first.totals,
            observations: first.observations,
            ..self
        }
    }

    /// The words that a search looks through.
    #[must_use]
    pub fn searched(&self) -> String {
        let words = self.words.iter().chain(&self.feedback).map(String::as_str);
        words.collect::<Vec<_>>().join("\n").to_lowercase()
    }

    /// A finding with nothing of it but what the tables tell. Of a group only that there was more: so many were reported then
    /// that nobody is alone in them. A busy place never.
    fn stands_out(&self, finding: &Finding) -> Option<StandsOut> {
        let district = match &finding.district {
            Some(code) => Some(self.districts.iter().find(|row| row.code == *code)?),
            None => None,
        };
        let is_more = match finding.kind {
            FindingKind::Rise => true,
            FindingKind::Fall => false,
            FindingKind::Place => return None,
        };
        let told = district.map_or(&self.totals, |district| &district.totals).event.count;
        let count = match finding.group {
            Some(_) if is_more && told != Told::Withheld => None,
            Some(_) => return None,
            None => Some(told.count()?),
        };
        Some(StandsOut {
            is_more,
            district: district.map(|district| district.name.clone()),
            group: finding.group,
            count,
        })
    }
}

impl SharedCoverage {
    fn of(coverage: &Coverage) -> Self {
        let heard = match coverage.weeks.last() {
            Some(week) if week.expected > 0 => match week.heard {
                0 => HeardShare::Nobody,
                heard if heard >= week.expected => HeardShare::All,
                heard if 2 * heard > week.expected => HeardShare::Most,
                _ => HeardShare::Some,
            },
            _ => HeardShare::Unknown,
        };
        Self { heard, differs: coverage.differs }
    }
}

/// What is told of each kind.
fn figures<'a>(told: &ByKind<Told>, counted: impl Fn(Kind) -> &'a Figures) -> ByKind<SharedFigure> {
    ByKind::each(|kind| {
        let (count, figures) = (*told.of(kind), counted(kind));
        let is_told = count.count().is_some();
        SharedFigure {
            count,
            per_1000: figures.per_1000.filter(|_| is_told),
            signal: is_told.then_some(figures.signal),
        }
    })
}

fn number(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(0)
}

fn level_of(picture: &Picture, code: &str) -> Option<Level> {
    let mut judged = picture.words.assessments.iter();
    judged.find(|assessment| assessment.district.code == code).and_then(|assessment| assessment.level)
}

fn words_of(written: Option<&Written>) -> Option<String> {
    written.map(|written| written.words.clone()).filter(|words| !words.trim().is_empty())
}
