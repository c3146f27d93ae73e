//! What a council report is: one value that its page, PDF, XLSX, CSV, GeoJSON and JSON are made of. Everything in it has gone
//! through the memory of what was given away.

use std::collections::BTreeMap;

use diesel::{Queryable, Selectable};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::db::{Day, Moment, schema};
use crate::incidents::category::Group;
use crate::situation::sketch::Sketch;
use crate::situation::words::Level;
use crate::statistics::{Bounds, Told};
use crate::time::{IsoWeek, Month, Months};

/// A council report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// 1, 2, 3 … over all reports; 0 for one that is not released.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// The whole months it is about.
    pub months: Months,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Reports received until then are in it.
    pub cut_off: Timestamp,
    /// The least count, other than none, that is told as it is.
    pub fewest_told: u32,
    /// The first month that was reported in from its beginning to its end; of those before it nothing is known. `None` when
    /// nothing was reported yet.
    pub known_from: Option<Month>,
    /// Residents of the municipality; `None` when unknown.
    pub population: Option<i64>,
    /// Reported events in the whole municipality, by group: Brå's table P1.
    pub groups: Vec<GroupLine>,
    /// All reported events in the whole municipality.
    pub events: Line,
    /// All reported unsafe places; never added to events.
    pub unsafe_places: Line,
    /// Everything that walks observed; never added to reports.
    pub observations: Line,
    /// The districts side by side, and at last outside or unknown.
    pub districts: Vec<DistrictLine>,
    /// The months of the lines: the last 24.
    pub line_months: Vec<Month>,
    /// Events by month: the whole municipality first, then each district.
    pub lines: Vec<MonthLine>,
    /// The districts' ground, as it was at the end of the period.
    pub map: Sketch,
    /// The weeks of the period: those whose Thursday lies in it.
    pub weeks: Vec<IsoWeek>,
    /// Of those, the weeks that have an approved picture.
    pub approved_weeks: Vec<IsoWeek>,
    /// How the approved pictures of the period judged the districts, week by week.
    pub assessments: Vec<Assessment>,
    /// What became of measures in the period.
    pub measures: Measures,
    /// Safety walks of the period, and what was promised at them.
    pub walks: Walks,
    /// Who was heard, by organisation.
    pub coverage: Vec<Heard>,
    /// What the figures are and what they are not, in Swedish sentences.
    pub method: Vec<String>,
    /// The hash of the record of the report released before this one.
    pub previous_sha256: Option<String>,
    /// The hash of everything else here, as canonical JSON; `None` for one that is not released.
    pub sha256: Option<String>,
}

/// One line of table P1: the period, the year so far, and the last twelve months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The period.
    pub period: Span,
    /// From January to the end of the period.
    pub year: Span,
    /// The twelve months up to the end of the period.
    pub twelve: Span,
}

/// A count beside the same months a year earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// What is told of the count; `None` when nothing is, because some of it was given away with other months.
    pub count: Option<Bounds>,
    /// The same a year earlier.
    pub before: Option<Bounds>,
    /// How many more; `None` unless both are told exactly.
    pub change: Option<i64>,
    /// How many per cent more.
    pub percent: Percent,
    /// For each 100 000 residents of the same ground; `None` when the count is not told exactly or is under 20, or the
    /// residents are not known.
    pub per_100000: Option<f64>,
    /// The rate's exact 95 % interval.
    pub interval: Option<(f64, f64)>,
}

/// A change in per cent, as Brå prints it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Percent {
    /// So many per cent.
    Told(f64),
    /// Printed `.`: there was none a year earlier.
    NoBase,
    /// Printed `–`: there were under 20 a year earlier.
    SmallBase,
    /// Printed `..`: one of the counts is not told.
    #[default]
    NotTold,
}

/// A group of events in the whole municipality.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupLine {
    /// The group.
    pub group: Group,
    /// Its figures.
    #[serde(flatten)]
    pub line: Line,
}

/// A district.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistrictLine {
    /// The district's word, or the unknown one.
    pub code: String,
    /// Its name with what the row covers.
    pub name: String,
    /// Residents of exactly this ground; `None` when unknown.
    pub population: Option<i64>,
    /// All its events.
    #[serde(flatten)]
    pub line: Line,
    /// Its events of the period by group, in the order of the report's groups; `None` where nothing is told.
    pub groups: Vec<Option<Bounds>>,
    /// Its unsafe places in the period.
    pub unsafe_places: Option<Bounds>,
    /// What walks observed there in the period.
    pub observations: Option<Bounds>,
}

/// Events by month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MonthLine {
    /// The district's word; empty for the whole municipality.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its months, in the order of the report's; `None` where nothing is told.
    pub counts: Vec<Option<Bounds>>,
}

/// How a week's approved picture judged a district.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// The week.
    pub week: IsoWeek,
    /// The version it was read from.
    pub version: u32,
    /// The district's word.
    pub code: String,
    /// The level.
    pub level: Level,
}

/// How many measures, in the period or at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measures {
    /// Decided in the period.
    pub decided: Told,
    /// Done in the period.
    pub done: Told,
    /// Verified in the period.
    pub verified: Told,
    /// Declined in the period.
    pub declined: Told,
    /// Not done at the cut-off.
    pub open: Told,
    /// Of those, with a day that had passed.
    pub overdue: Told,
}

/// Safety walks; their protocols are public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walks {
    /// Held in the period.
    pub held: u32,
    /// Points in the published protocols of those, without what was good.
    pub points: u32,
    /// Of those, with a measure that was promised.
    pub promised: u32,
    /// Of those, done or verified at the cut-off.
    pub kept: u32,
    /// Of those, past their day at the cut-off.
    pub overdue: u32,
}

/// How often an organisation that is expected to report was heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Its name.
    pub organisation: String,
    /// Weeks of the period it was expected in.
    pub expected: u32,
    /// Of those, with reports.
    pub reported: u32,
    /// Of those, with its word that there was nothing to report.
    pub zero: u32,
    /// Of those, silent.
    pub silent: u32,
}

/// The record of a released report, as canonical JSON; its hash is what the next record holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// 1, 2, 3 … over all reports.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// The months it is about.
    pub months: Months,
    /// Reports received until then are in it.
    pub cut_off: Timestamp,
    /// When it was released.
    pub released_at: Timestamp,
    /// Who did it: name and organisation.
    pub released_by: String,
    /// The hash of each file, by its name.
    pub files: BTreeMap<String, String>,
    /// The hash of the record before it; `None` for the very first.
    pub previous_sha256: Option<String>,
}

/// A released report, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::council_reports)]
pub struct Released {
    /// Its key.
    pub id: i64,
    /// 1, 2, 3 … over all reports.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// The first day of its first month.
    pub from_month: Day,
    /// The first day of its last month.
    pub to_month: Day,
    /// Reports received until then are in it.
    pub cut_off: Moment,
    /// When it was released.
    pub released_at: Moment,
    /// Who did it: name and organisation.
    pub actor: String,
    /// The record, as canonical JSON.
    pub manifest: String,
    /// The hash of the record before it; empty for the very first.
    pub previous_sha256: String,
    /// The hash of the record.
    pub sha256: String,
}

impl Released {
    /// The months it is about.
    #[must_use]
    pub fn months(&self) -> Months {
        Months { first: Month::of_day(self.from_month.date()), last: Month::of_day(self.to_month.date()) }
    }

    /// Its number; 0 when the database holds one that cannot be.
    #[must_use]
    pub fn number(&self) -> u32 {
        u32::try_from(self.number).unwrap_or(0)
    }
}

/// A file of a released report, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::council_report_files)]
pub struct StoredFile {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its hash when it was frozen.
    pub sha256: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
