//! What is written.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::db::word_column;
use crate::situation::scope::RowName;

word_column! {
    /// What a text of a picture is.
    TextKind:
    /// The brief, in the coordinator's words: for the working group.
    Summary = "summary",
    /// What everybody else reads.
    Shared = "shared",
    /// What all who reported in the week are told.
    Feedback = "feedback",
    /// An organisation's own part; its subject is the organisation.
    Part = "part",
    /// The judgement of a district; its subject is the district.
    Assessment = "assessment",
    /// A notable report in the coordinator's own sentence; its subject is the report.
    Notable = "notable",
}

word_column! {
    /// How a district is, in one of four levels.
    Level:
    /// Lugnt.
    Calm = "calm",
    /// Viss oro.
    Unsettled = "unsettled",
    /// Ansträngt.
    Strained = "strained",
    /// Allvarligt.
    Serious = "serious",
}

/// A text as it stands in a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The words, as lines.
    pub words: String,
    /// Who wrote them last: name and organisation.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// An organisation's own part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The organisation's name.
    pub organisation: String,
    /// Its key, where its part is written.
    pub organisation_id: i64,
    /// The text; `None` when nothing is written.
    pub text: Option<Written>,
}

/// The judgement of a district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The district.
    pub district: RowName,
    /// Its key, where it is judged.
    pub district_id: i64,
    /// The level; `None` while it is not judged.
    pub level: Option<Level>,
    /// The level in words: `viss oro`; empty while it is not judged.
    pub level_name: String,
    /// The text.
    pub text: Option<Written>,
}

/// A notable report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notable {
    /// The report's key.
    pub incident_id: i64,
    /// The day on which it happened, and its category and district, in words: what the draft links by.
    pub label: String,
    /// The coordinator's own sentence.
    pub text: Option<Written>,
}

/// A problem, weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Its key.
    pub id: i64,
    /// What it is.
    pub title: String,
    /// Where; `None` for the whole municipality.
    pub district: Option<String>,
    /// The eight answers in the order of the questions: `yes`, `no` or `unknown`.
    pub answers: Vec<String>,
    /// How many are yes.
    pub points: u32,
    /// What else is to be said.
    pub words: String,
}

/// Everything written for a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The brief.
    pub summary: Option<Written>,
    /// What everybody else reads.
    pub shared: Option<Written>,
    /// What those who reported are told.
    pub feedback: Option<Written>,
    /// The organisations' own parts, police, housing and municipality first.
    pub parts: Vec<Part>,
    /// The judgement of each district, in the picture's order.
    pub assessments: Vec<Assessment>,
    /// The problems, those with most points first.
    pub problems: Vec<Problem>,
    /// The notable reports, in order of time.
    pub notable: Vec<Notable>,
}
