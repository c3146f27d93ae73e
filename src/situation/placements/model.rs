//! What is told of who is placed where.

use serde::{Deserialize, Serialize};

use crate::db::word_column;
use crate::time::IsoWeek;

word_column! {
    /// What is placed.
    Resource:
    /// A police or guard patrol on foot or by car.
    Patrol = "patrol",
    /// A field worker of the social services.
    FieldWorker = "field_worker",
    /// A property host.
    PropertyHost = "property_host",
    /// A guard.
    Guard = "guard",
    /// A volunteer of a neighbourhood patrol.
    Volunteer = "volunteer",
}

/// One resource in one district over a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedRow {
    /// The district's name.
    pub district: String,
    /// What is placed, in words.
    pub resource: String,
    /// How many on each day, from Monday.
    pub days: [i64; 7],
    /// How many in the week.
    pub sum: i64,
    /// How many in the week before.
    pub before: i64,
}

/// Who is placed where in the week after the picture's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placements {
    /// The week they are placed in; `None` when nobody is.
    pub week: Option<IsoWeek>,
    /// The rows that have somebody in this week or the one before, by district.
    pub rows: Vec<PlacedRow>,
}
