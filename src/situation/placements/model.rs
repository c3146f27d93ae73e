//! What is placed where, and what is told of it.

use diesel::{Queryable, Selectable};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::db::{Day, schema, word_column};
use crate::time::IsoWeek;

/// More than so many of one resource are in one place on no day.
pub const MOST: i64 = 99;

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

/// A cell of the grid: a resource in a district on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// What is placed.
    pub resource: Resource,
    /// Where, by key.
    pub district_id: i64,
    /// When.
    pub day: Date,
}

/// A cell with somebody in it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::placements)]
pub struct Placed {
    /// When.
    pub day: Day,
    /// Where, by key.
    pub district_id: i64,
    /// What is placed.
    pub resource: Resource,
    /// How many; at least one.
    pub number: i64,
    /// Who placed them.
    pub actor: String,
}

impl Placed {
    /// Its cell.
    #[must_use]
    pub fn cell(&self) -> Cell {
        Cell { resource: self.resource, district_id: self.district_id, day: self.day.date() }
    }
}

/// A cell that somebody wants otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Which cell.
    pub cell: Cell,
    /// How many stood there when the form was opened; 0 for none.
    pub seen: i64,
    /// How many are to stand there; 0 for none.
    pub wanted: i64,
}

/// A cell that was not changed, because somebody else had changed it since the form was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Which cell, and what was wanted there.
    pub wish: Wish,
    /// How many stand there now; 0 for none.
    pub number: i64,
    /// Who placed them; empty when there are none.
    pub actor: String,
}

/// How many are in a cell; 0 for none.
#[must_use]
pub fn number_in(placed: &[Placed], cell: Cell) -> i64 {
    placed.iter().find(|placed| placed.cell() == cell).map_or(0, |placed| placed.number)
}

/// The days of a week, from Monday.
#[must_use]
pub fn days_of(week: IsoWeek) -> [Date; 7] {
    std::array::from_fn(|day| week.monday().saturating_add(i64::try_from(day).unwrap_or(0).days()))
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
