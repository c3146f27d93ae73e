//! Indicators, their readings, and whether a target is reached.

use diesel::{Identifiable, Queryable, Selectable};

use crate::db::{schema, word_column};

word_column! {
    /// What an indicator is told in.
    Unit:
    /// 0 to 100, from answers on a scale (`domain.md` 0).
    Index = "index",
    /// Of a hundred.
    Percent = "percent",
    /// A number of things.
    Count = "count",
    /// For each 100 000 residents.
    Per100000 = "per_100000",
}

word_column! {
    /// Which way is better.
    Better:
    /// More is better.
    Higher = "higher",
    /// Less is better.
    Lower = "lower",
    /// Nobody has said.
    Unknown = "unknown",
}

/// Something that is measured again and again.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::indicators)]
pub struct Indicator {
    /// Its key.
    pub id: i64,
    /// Its code: `6:1`, `SCB-Trygghet`.
    pub code: String,
    /// What it is.
    pub name: String,
    /// What it is told in.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// Counts its changes.
    pub version: i64,
}

/// What can be said of an outcome beside its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The target is reached.
    Reached,
    /// It is not.
    NotReached,
    /// The difference lies within the margins of error, or the margins or what it is compared with are not known.
    CannotBeJudged,
    /// There is no target, or no outcome yet.
    NothingToJudge,
}
