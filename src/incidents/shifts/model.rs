//! A shift.

use diesel::{Identifiable, Insertable, Queryable, Selectable};
use jiff::Timestamp;

use crate::db::{Moment, schema};

/// The fewest people who go a shift together: nobody goes alone (`domain.md` 0, Grannstöd).
pub const FEWEST_PEOPLE: i64 = 2;
/// The most people a form takes; more is a slip of the finger.
pub const MOST_PEOPLE: i64 = 99;
/// No shift is longer.
pub const MOST_HOURS: i64 = 24;

/// What a shift report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftReport {
    /// When they set out.
    pub started_at: Timestamp,
    /// When they came back; later than that.
    pub ended_at: Timestamp,
    /// How many went, [`FEWEST_PEOPLE`] to [`MOST_PEOPLE`].
    pub people: i64,
    /// The keys of the districts they went through; at least one.
    pub districts: Vec<i64>,
    /// Where they went, in words; may be empty.
    pub whereabouts: String,
    /// Whether nothing was worth a report.
    pub is_calm: bool,
}

/// A shift report as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::shifts)]
pub struct Shift {
    /// Its key.
    pub id: i64,
    /// Whose shift it was.
    pub organisation_id: i64,
    /// Who reported it.
    pub account_id: i64,
    /// When they set out.
    pub started_at: Moment,
    /// When they came back.
    pub ended_at: Moment,
    /// How many went.
    pub people: i64,
    /// Where they went, in words.
    pub whereabouts: String,
    /// Whether nothing was worth a report.
    pub is_calm: bool,
    /// When it was received.
    pub reported_at: Moment,
}

/// A shift report to be kept.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = schema::shifts)]
pub struct NewShift {
    /// The id the client gave it.
    pub submission_id: String,
    /// The hash of what was sent.
    pub content_hash: String,
    /// Whose shift it was.
    pub organisation_id: i64,
    /// Who reported it.
    pub account_id: i64,
    /// When they set out.
    pub started_at: Moment,
    /// When they came back.
    pub ended_at: Moment,
    /// How many went.
    pub people: i64,
    /// Where they went, in words.
    pub whereabouts: String,
    /// Whether nothing was worth a report.
    pub is_calm: bool,
    /// When it was received.
    pub reported_at: Moment,
}
