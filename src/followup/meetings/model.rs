//! A meeting, the items of its agenda, and how what was decided stands.

use diesel::{Identifiable, Insertable, Queryable, Selectable};
use jiff::civil::Date;

use crate::db::{Day, schema};
use crate::measures::model::{Measure, Status};
use crate::time::IsoWeek;

/// What is said of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::council_meetings)]
pub struct Plan {
    /// Its day.
    pub held_on: Day,
    /// What it is called.
    pub title: String,
    /// When on the day, and where; may be empty.
    pub place: String,
    /// What was said that no item tells; may be empty.
    pub note: String,
}

/// A meeting as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::council_meetings)]
pub struct Meeting {
    /// Its key.
    pub id: i64,
    /// Grows with each change.
    pub version: i64,
    /// What is said of it.
    #[diesel(embed)]
    pub plan: Plan,
}

impl Meeting {
    /// Its day.
    #[must_use]
    pub fn day(&self) -> Date {
        self.plan.held_on.date()
    }
}

/// What is said of an item.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::meeting_items)]
pub struct Content {
    /// What it is, in a line.
    pub title: String,
    /// What it is about; may be empty.
    pub words: String,
    /// The released report that is read with it, by number.
    pub report_number: Option<i64>,
    /// The week of the approved picture that is read with it, by its Monday.
    pub picture_week: Option<Day>,
    /// What was decided; empty while nothing is.
    pub decision: String,
}

/// An item of an agenda as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::meeting_items)]
pub struct Item {
    /// Its key.
    pub id: i64,
    /// The meeting.
    pub meeting_id: i64,
    /// Where it stands on the agenda; they grow, without need to follow on each other.
    pub position: i64,
    /// Grows with each change.
    pub version: i64,
    /// What is said of it.
    #[diesel(embed)]
    pub content: Content,
}

impl Item {
    /// The week of the picture that is read with it.
    #[must_use]
    pub fn week(&self) -> Option<IsoWeek> {
        self.content.picture_week.map(|monday| IsoWeek::of_day(monday.date()))
    }
}

/// A released report, as far as an agenda names it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::council_reports)]
pub struct Released {
    /// 1, 2, 3 … over all reports.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// The hash of its record.
    pub sha256: String,
}

/// How the measures stand that came of a decision: numbers, and nothing of what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many stand so, for each status that any has, from asked for to verified.
    pub by_status: Vec<(Status, usize)>,
    /// How many of them have a day that has passed, and are not done.
    pub overdue: usize,
}

impl Standing {
    /// Counts them.
    #[must_use]
    pub fn of<'a>(measures: impl IntoIterator<Item = &'a Measure>, today: Date) -> Self {
        let mut standing = Self::default();
        let mut counts = vec![0; Status::ALL.len()];
        for measure in measures {
            for (count, status) in counts.iter_mut().zip(Status::ALL) {
                *count += usize::from(*status == measure.standing.status);
            }
            standing.overdue += usize::from(measure.standing.is_overdue(today));
        }
        let counted = Status::ALL.iter().copied().zip(counts);
        standing.by_status = counted.filter(|(_, count)| *count > 0).collect();
        standing
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.by_status.iter().map(|(_, count)| count).sum()
    }
}
