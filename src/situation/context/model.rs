//! What is told of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::situation::scope::RowName;

/// A public event of the police.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicEvent {
    /// When it happened.
    pub at: Timestamp,
    /// What, in the police's word.
    pub kind: String,
    /// The row of the district that its text names, or the unknown one.
    pub district: RowName,
    /// The police's own summary.
    pub summary: String,
    /// Where it is published; empty when it is not known.
    pub url: String,
}

/// How many public events lie in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventsOfRow {
    /// The row.
    pub district: RowName,
    /// How many.
    pub events: u32,
}

/// A count of the police's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoliceCount {
    /// The row.
    pub district: RowName,
    /// What was counted, in the police's word.
    pub category: String,
    /// How many.
    pub count: i64,
    /// Where the figure is from.
    pub source: String,
}

/// What the police tell of a week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Police {
    /// How many public events lie in each row; rows without any are there with 0. Their sum is that of `events`.
    pub by_district: Vec<EventsOfRow>,
    /// The public events, in order of time.
    pub events: Vec<PublicEvent>,
    /// The police's own counts, by row and category.
    pub counts: Vec<PoliceCount>,
}
