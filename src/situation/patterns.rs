//! When and where: the hours of the week, recurring places, and squares that are busier than their surroundings.

use serde::{Deserialize, Serialize};

use super::scope::{RowName, Scope};
use crate::db::DbConnection;
use crate::error::AppError;

/// The events of the week over its hours, an event of unknown time spread over its interval (`domain.md` 5.8).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hours {
    /// Seven days from Monday, of 24 hours each; their sum is `events`. Empty when there are no events.
    pub weights: Vec<Vec<f64>>,
    /// How many events.
    pub events: u64,
    /// How many of them lack an exact time.
    pub uncertain: u64,
    /// Whether they are too few to see a pattern in.
    pub is_too_few: bool,
}

/// A place where it has happened at least three times within 28 days and 100 m (`domain.md` 5.6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecurringPlace {
    /// What it is called: the nearest named place, or its area.
    pub name: String,
    /// Its district's row.
    pub district: RowName,
    /// The point that the place is named by: degrees, four decimals.
    pub latitude: f64,
    /// The same, east.
    pub longitude: f64,
    /// Metres from that point to the farthest of them.
    pub reach_m: u32,
    /// Reports in the 28 days up to the week's Sunday.
    pub reports: u32,
    /// Of those, in the week itself.
    pub this_week: u32,
    /// How many there were in the twelve weeks before; `None` when that is not known.
    pub before: Option<u32>,
    /// Whether there were none before; `None` when that is not known.
    pub is_new: Option<bool>,
    /// What most of them were, by the group's name.
    pub mostly: String,
}

/// A square of 250 m in SWEREF 99 TM with more events than its surroundings, Gi* corrected for many tests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HotSquare {
    /// Its south-west corner, north in SWEREF 99 TM, metres.
    pub north: i32,
    /// The same, east.
    pub east: i32,
    /// Events in the 28 days.
    pub events: u32,
    /// Gi*.
    pub z: f64,
}

/// The heat map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heat {
    /// The squares that stand out; empty when none does.
    pub squares: Vec<HotSquare>,
    /// Whether there are too few events to say.
    pub is_too_few: bool,
}

/// When and where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Patterns {
    /// The hours of the week.
    pub hours: Hours,
    /// Recurring places, the busiest first.
    pub recurring_places: Vec<RecurringPlace>,
    /// The heat map.
    pub heat: Heat,
}

/// When and where it happened in a week.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(_connection: &mut DbConnection, _scope: &Scope) -> Result<Patterns, AppError> {
    Ok(Patterns::default())
}
