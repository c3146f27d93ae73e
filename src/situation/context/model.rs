//! What is told of it.

use diesel::{Queryable, Selectable};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::accounts::{Account, Organisation, OrganisationKind, Permission};
use crate::db::{Day, Moment, schema};
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

/// A count of the police's own as it is kept: one for each week, district, category and source.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::police_counts)]
pub struct KeptCount {
    /// Its key.
    pub id: i64,
    /// The Monday of its week.
    pub week: Day,
    /// The district's key; 0 when it is not told. See [`KeptCount::district`].
    pub district_id: i64,
    /// What was counted, in the police's word.
    pub category: String,
    /// How many.
    pub reports: i64,
    /// Where the figure is from.
    pub source: String,
    /// Who loaded it last.
    pub actor: String,
    /// When.
    pub loaded_at: Moment,
}

impl KeptCount {
    /// The district's key, if it is told.
    #[must_use]
    pub fn district(&self) -> Option<i64> {
        (self.district_id != 0).then_some(self.district_id)
    }
}

/// Whether somebody may load the police's counts: the police themselves, as far as they write a part of the picture, and
/// whoever writes the picture.
#[must_use]
pub fn may_load(account: &Account, organisation: &Organisation) -> bool {
    let is_police = organisation.kind == OrganisationKind::Police && account.role.may(Permission::WritePart);
    is_police || account.role.may(Permission::WritePicture)
}
