//! Areas as the police class them.

use diesel::{Identifiable, Insertable, Queryable, Selectable};
use jiff::civil::Date;

use crate::db::{Day, schema, word_column};

word_column! {
    /// The police's classes.
    Class:
    /// "Utsatt område".
    Vulnerable = "vulnerable",
    /// "Riskområde".
    Risk = "risk",
    /// "Särskilt utsatt område".
    EspeciallyVulnerable = "especially_vulnerable",
    /// No longer classed.
    Unclassed = "none",
}

/// That an area was classed so from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::area_classifications)]
pub struct Classed {
    /// The area as the police name it.
    pub area: String,
    /// Its class.
    pub class: Class,
    /// The first day.
    pub from_on: Day,
    /// The last day; `None` while it holds.
    pub to_on: Option<Day>,
    /// Where the police say so.
    pub source: String,
}

impl Classed {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from_on.date() <= day && self.to_on.is_none_or(|last| day <= last.date())
    }
}

/// The same as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::area_classifications)]
pub struct Classification {
    /// Its key.
    pub id: i64,
    /// Grows with each change.
    pub version: i64,
    /// What it says.
    #[diesel(embed)]
    pub classed: Classed,
}
