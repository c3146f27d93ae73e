//! A disclosure: something that left the house.

use diesel::{Insertable, Queryable, Selectable};

use crate::db::{Moment, schema, word_column};

word_column! {
    /// Whom something leaves to.
    Audience:
    /// Those who work with it, row by row and exactly.
    WorkingGroup = "working_group",
    /// The council and everybody who reads released reports.
    Council = "council",
    /// Everybody.
    Public = "public",
}

word_column! {
    /// What leaves.
    Subject:
    /// Reports, row by row.
    Incidents = "incidents",
    /// Observations of walks, row by row.
    Observations = "observations",
    /// Measures, row by row.
    Measures = "measures",
    /// A released report for the council.
    CouncilReport = "council_report",
    /// A quarter's public figures.
    PublicQuarter = "public_quarter",
}

/// What is about to leave.
#[derive(Clone, Debug, PartialEq, Eq, Insertable)]
#[diesel(table_name = schema::disclosures)]
pub struct Leaving {
    /// To whom.
    pub audience: Audience,
    /// What.
    pub subject: Subject,
    /// As what: `csv`, `xlsx`, `geojson`, `zip` …
    pub format: String,
    /// Which of it, as a query: the filter of row exports, the period of a report.
    pub filter: String,
}

/// What has left, wholly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// How many rows, its headings not counted.
    pub rows: i64,
    /// How many bytes.
    pub bytes: i64,
    /// The SHA-256 of the bytes.
    pub sha256: String,
    /// What the file says of itself, as JSON; empty for what has a manifest of its own, or none.
    pub manifest: String,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::disclosures)]
pub struct Disclosure {
    /// Its key.
    pub id: i64,
    /// When it began to leave.
    pub at: Moment,
    /// Who took it out; `None` for the command line.
    pub account_id: Option<i64>,
    /// Who, as it stays readable.
    pub actor: String,
    /// To whom.
    pub audience: Audience,
    /// What: the word of a [`Subject`].
    pub subject: String,
    /// As what.
    pub format: String,
    /// Which of it.
    pub filter: String,
    /// How many rows; of one that broke off, how many had left. `None` while it is under way.
    pub rows: Option<i64>,
    /// How many bytes.
    pub bytes: Option<i64>,
    /// The SHA-256 of the bytes.
    pub sha256: Option<String>,
    /// When it was whole.
    pub finished_at: Option<Moment>,
    /// Why it broke off; empty when it did not.
    pub failure: String,
    /// What the file says of itself, as JSON; empty when it says nothing.
    pub manifest: String,
}

/// How far something is that leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It is being written.
    UnderWay,
    /// All of it has left.
    Whole,
    /// It broke off: what left is a part, and says so nowhere.
    BrokenOff,
}

impl Disclosure {
    /// How far it is.
    #[must_use]
    pub fn course(&self) -> Course {
        match (&self.finished_at, self.failure.is_empty()) {
            (Some(_), _) => Course::Whole,
            (None, false) => Course::BrokenOff,
            (None, true) => Course::UnderWay,
        }
    }

    /// What left, when the program knows the word.
    #[must_use]
    pub fn known_subject(&self) -> Option<Subject> {
        Subject::from_word(&self.subject)
    }
}
