//! A picture of a report.

use diesel::{Queryable, Selectable};

use crate::db::{Moment, schema};

/// A picture of a report, without its pixels.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::incident_photos)]
pub struct Attached {
    /// The picture's key.
    pub photo_id: i64,
    /// Which one of the report's pictures it is: 1, 2, …
    pub position: i64,
    /// Since when it is shown to nobody.
    pub hidden_at: Option<Moment>,
    /// Who hid it, in words.
    pub hidden_by: Option<String>,
    /// Why.
    pub hidden_reason: Option<String>,
}

impl Attached {
    /// Whether it is shown to nobody.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.hidden_at.is_some()
    }
}
