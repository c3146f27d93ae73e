//! A meeting, the items of its agenda, and how what was decided stands.

use diesel::{Identifiable, Insertable, Queryable, Selectable};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::db::{Day, schema};
use crate::measures::model::Status;
use crate::texts::Language;
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

/// How some measures stand: numbers, and nothing of what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// How many stand so, for each status that any has, from asked for to verified.
    pub by_status: Vec<(Status, u32)>,
    /// How many of them have a day that has passed, and are not done.
    pub overdue: u32,
}

impl Standing {
    /// Counts them, by status and the day they are to be done by.
    #[must_use]
    pub fn of(measures: impl IntoIterator<Item = (Status, Option<Day>)>, today: Date) -> Self {
        let mut counts = vec![0; Status::ALL.len()];
        let mut overdue = 0;
        for (status, due_on) in measures {
            for (count, known) in counts.iter_mut().zip(Status::ALL) {
                *count += u32::from(*known == status);
            }
            let has_passed = due_on.is_some_and(|due| due.date() < today);
            overdue += u32::from(has_passed && Status::WAITING.contains(&status));
        }
        let counted = Status::ALL.iter().copied().zip(counts);
        Self { by_status: counted.filter(|(_, count)| *count > 0).collect(), overdue }
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.by_status.iter().map(|(_, count)| count).sum()
    }

    /// In a sentence or two: `3 åtgärder: 2 pågår och en är klar. Dagen har gått för en av dem.` Empty when there are none.
    #[must_use]
    pub fn told(&self, language: Language) -> String {
        if self.total() == 0 {
            return String::new();
        }
        let count = |(status, count): &(Status, u32)| {
            language.text_with(&format!("meetings-status-{}", status.word()), &[("count", (*count).into())])
        };
        let statuses: Vec<String> = self.by_status.iter().map(count).collect();
        let told = language.text_with(
            "meetings-standing",
            &[("count", self.total().into()), ("statuses", language.listed(&statuses).into())],
        );
        match self.overdue {
            0 => told,
            overdue => {
                format!("{told} {}", language.text_with("meetings-standing-overdue", &[("count", overdue.into())]))
            }
        }
    }
}
