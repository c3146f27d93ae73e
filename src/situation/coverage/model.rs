//! What is told of coverage.

use serde::{Deserialize, Serialize};

use crate::time::IsoWeek;

/// What an organisation let be heard of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// It reported.
    Reported,
    /// It said that there was nothing to report.
    Zero,
    /// Nothing.
    Silent,
}

/// An organisation that is expected to report each week, or one that did without being expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationCoverage {
    /// Its name.
    pub organisation: String,
    /// Whether it is expected to be heard each week.
    pub is_expected: bool,
    /// What was heard.
    pub state: Heard,
    /// How many reports about the week it made.
    pub reports: i64,
}

/// How many of the expected organisations were heard in a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekCoverage {
    /// The week.
    pub week: IsoWeek,
    /// How many were expected.
    pub expected: u32,
    /// How many of those reported or said that there was nothing.
    pub heard: u32,
}

/// Coverage of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The week's organisations: the expected ones first, each by name.
    pub organisations: Vec<OrganisationCoverage>,
    /// The weeks the picture looks at, in order of time, the picture's own last.
    pub weeks: Vec<WeekCoverage>,
    /// How the week compares with the twelve before it, in one sentence; empty when there is nothing to say.
    pub sentence: String,
    /// Whether comparisons across weeks are to be marked: this week's coverage differs from that of the weeks before.
    pub differs: bool,
}
