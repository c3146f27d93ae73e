//! What is to come, and what is told of it.

use diesel::{Identifiable, Insertable, Queryable, Selectable};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::db::{Day, schema, word_column};

word_column! {
    /// What kind of thing is planned.
    PlannedKind:
    /// A market, a concert, a demonstration.
    Event = "event",
    /// A match.
    Match = "match",
    /// A holiday, or days off school.
    Holiday = "holiday",
    /// School begins or ends.
    Term = "term",
    /// Anything else.
    Other = "other",
}

/// What somebody wrote down that is to come.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::planned_events)]
pub struct Plan {
    /// What it is, in a line.
    pub title: String,
    /// What kind of thing.
    pub kind: PlannedKind,
    /// Its first day.
    pub starts_on: Day,
    /// Its last day; never before the first.
    pub ends_on: Day,
    /// Its district, by key; `None` for the whole municipality or elsewhere.
    pub district_id: Option<i64>,
    /// Where, in words; may be empty.
    pub place: String,
    /// What else is to be said; may be empty.
    pub words: String,
}

/// A plan as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::planned_events)]
pub struct PlannedEvent {
    /// Its key.
    pub id: i64,
    /// Who wrote it last: name and organisation.
    pub actor: String,
    /// Grows with each change.
    pub version: i64,
    /// What is planned.
    #[diesel(embed)]
    pub plan: Plan,
}

/// Something that is to come, or that comes every year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    /// What it is: `Valborg`, `Höstlov`, `Match på Brantbrinks IP`.
    pub title: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Where; empty when everywhere or not told.
    pub place: String,
    /// What else is to be said; empty when nothing.
    pub words: String,
    /// Its key, when somebody wrote it down; `None` when the calendar knows it, or a report tells it.
    pub id: Option<i64>,
    /// The report that tells it, by key; its own words are never repeated here.
    #[serde(default)]
    pub incident_id: Option<i64>,
}
