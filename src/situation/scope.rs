//! What a picture is asked to tell of: everything that its parts need to know while it is drafted.

use jiff::Timestamp;

use super::picture::UNKNOWN;
use crate::districts::{Division, DivisionRow, Ground};
use crate::texts::Language;
use crate::time::IsoWeek;

/// Which week, in which rows, as known when, in which language.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The districts and their ground.
    pub ground: &'a Ground,
    /// The week.
    pub week: IsoWeek,
    /// How the municipality is divided.
    pub division: Division,
    /// Its rows, in order.
    pub rows: &'a [DivisionRow],
    /// Now.
    pub now: Timestamp,
    /// The language of names and sentences.
    pub language: Language,
}

/// A row of the picture by its code and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct RowName {
    /// The code: `hallunda-norsborg`, or [`UNKNOWN`].
    pub code: String,
    /// The name with what the row covers: `Tumba med Storvreten`.
    pub name: String,
}

impl Scope<'_> {
    /// The row that a district is told in; [`UNKNOWN`] for none.
    #[must_use]
    pub fn row_of(&self, district: Option<i64>) -> RowName {
        let row = district.and_then(|id| self.rows.iter().find(|row| row.members.contains(&id)));
        match row {
            Some(row) => RowName { code: row.code.clone(), name: row.shown(self.language) },
            None => RowName { code: UNKNOWN.to_owned(), name: self.language.text("situation-unknown") },
        }
    }

    /// A district's own name; `None` for none.
    #[must_use]
    pub fn district_name(&self, district: Option<i64>) -> Option<String> {
        district.and_then(|id| self.ground.district(id)).map(|district| district.name.clone())
    }
}
