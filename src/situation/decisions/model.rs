//! What is told of measures.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How many measures there are, by what is to be done about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promises {
    /// Not done, and not declined.
    pub open: i64,
    /// Of those, with a day that has passed.
    pub overdue: i64,
    /// Of those, with a day within a week.
    pub due_soon: i64,
    /// Decided in the picture's week, or from this picture.
    pub decided: usize,
}

/// A measure as a picture tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its key.
    pub id: i64,
    /// What it is.
    pub title: String,
    /// The organisation that owns it.
    pub owner: String,
    /// Its district's name; `None` when it has none.
    pub district: Option<String>,
    /// The day it is promised for.
    pub due_on: Option<Date>,
    /// Whether that day has passed and it is not done.
    pub is_overdue: bool,
    /// Where it stands, in the database's word.
    pub status: String,
    /// The same in words.
    pub status_name: String,
    /// What was done, or why not; empty when nothing is told.
    pub outcome: String,
}

/// What a picture tells of measures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// How many there are.
    #[serde(flatten)]
    pub promises: Promises,
    /// What was decided in the picture's week, or from this picture.
    pub decisions: Vec<Decision>,
    /// What was decided in the week before, and how far it has come.
    pub earlier: Vec<Decision>,
    /// Open ones whose day has passed, the longest overdue first; at most twenty.
    pub overdue_list: Vec<Decision>,
}
