//! Goals and commitments, and how far a commitment has come: what its measures have made of it.

use diesel::{AsChangeset, Identifiable, Insertable, Queryable, Selectable};
use jiff::civil::Date;

use crate::db::{Day, schema, word_column};
use crate::measures::model::Status;

/// The years that goals and commitments can be of.
pub const YEARS: std::ops::RangeInclusive<i64> = 2000..=2100;

/// What a goal says, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::goals, treat_none_as_null = true)]
pub struct Aim {
    /// Its code in the plan: `6:1`. No two goals have the same.
    pub code: String,
    /// What it is, in a line.
    pub name: String,
    /// What else is to be said; may be empty.
    pub description: String,
    /// The plan that it stands in; may be empty.
    pub plan: String,
    /// The day that plan was decided; `None` when nobody has said.
    pub plan_decided_on: Option<Day>,
    /// The first year it is meant for.
    pub from_year: i64,
    /// The last one; `None` while it goes on.
    pub to_year: Option<i64>,
}

impl Aim {
    /// Whether it is meant for this year.
    #[must_use]
    pub fn is_of(&self, year: i64) -> bool {
        self.from_year <= year && self.to_year.is_none_or(|last| year <= last)
    }
}

/// A goal as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::goals)]
pub struct Goal {
    /// Its key.
    pub id: i64,
    /// Grows with each change.
    pub version: i64,
    /// What it says.
    #[diesel(embed)]
    pub aim: Aim,
}

/// What a committee or department has undertaken for a year.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::commitments, treat_none_as_null = true)]
pub struct Undertaking {
    /// The goal it is for, by key.
    pub goal_id: i64,
    /// Who has undertaken it: a committee, a department.
    pub committee: String,
    /// For which year.
    pub year: i64,
    /// What it is, in a line.
    pub title: String,
    /// What else is to be said; may be empty.
    pub description: String,
}

/// A commitment as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::commitments)]
pub struct Commitment {
    /// Its key.
    pub id: i64,
    /// Grows with each change.
    pub version: i64,
    /// What it says.
    #[diesel(embed)]
    pub undertaking: Undertaking,
}

word_column! {
    /// How far a measure, or a commitment through its measures, has come. From the least to the most.
    Progress:
    /// Nothing is done: a commitment without measures, or with declined ones alone; a declined measure.
    Nothing = "nothing",
    /// Its day, or its year, has passed, and it is not done.
    Late = "late",
    /// Promised or asked for.
    NotBegun = "not_begun",
    /// Begun.
    UnderWay = "under_way",
    /// Done, say those who did it.
    Done = "done",
    /// Somebody else has seen that it was done.
    Verified = "verified",
}

impl Progress {
    /// How far a measure has come that stands so and is to be done by then.
    #[must_use]
    pub fn of_measure(status: Status, due_on: Option<Day>, today: Date) -> Self {
        match status {
            Status::Declined => Self::Nothing,
            Status::Done => Self::Done,
            Status::Verified => Self::Verified,
            _ if due_on.is_some_and(|due| due.date() < today) => Self::Late,
            Status::Proposed | Status::Accepted => Self::NotBegun,
            Status::InProgress => Self::UnderWay,
        }
    }

    /// How far a commitment for a year has come, by its measures. Declined ones say nothing of it; one that is late makes
    /// the whole late; what is not done when its year is over is late too.
    #[must_use]
    pub fn of_commitment(measures: &[Self], year: i64, today: Date) -> Self {
        let told: Vec<Self> = measures.iter().copied().filter(|progress| *progress != Self::Nothing).collect();
        let all = |is_so: fn(Self) -> bool| told.iter().copied().all(is_so);
        if told.is_empty() {
            Self::Nothing
        } else if all(|progress| progress == Self::Verified) {
            Self::Verified
        } else if all(Self::is_done) {
            Self::Done
        } else if told.contains(&Self::Late) || i64::from(today.year()) > year {
            Self::Late
        } else if all(|progress| progress == Self::NotBegun) {
            Self::NotBegun
        } else {
            Self::UnderWay
        }
    }

    /// Whether it is done, seen by somebody else or not.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::Verified)
    }
}

#[cfg(test)]
mod tests {
    use super::Progress::{self, Done, Late, NotBegun, Nothing, UnderWay, Verified};
    use super::*;

    fn today() -> Date {
        "2026-11-19".parse().unwrap()
    }

    #[test]
    fn a_commitment_stands_as_its_measures_do_and_what_is_late_is_said_before_what_goes_well() {
        let of = |measures: &[Progress]| Progress::of_commitment(measures, 2026, today());
        assert_eq!(of(&[]), Nothing);
        assert_eq!(of(&[Nothing]), Nothing, "what was declined is no measure for it");
        assert_eq!(of(&[NotBegun, Nothing]), NotBegun);
        assert_eq!(of(&[NotBegun, Done]), UnderWay);
        assert_eq!(of(&[UnderWay]), UnderWay);
        assert_eq!(of(&[Verified, Late]), Late);
        assert_eq!(of(&[Verified, Done, Nothing]), Done);
        assert_eq!(of(&[Verified, Verified]), Verified);
    }

    #[test]
    fn what_is_not_done_when_its_year_is_over_is_late() {
        let of = |measures: &[Progress]| Progress::of_commitment(measures, 2025, today());
        assert_eq!(of(&[UnderWay]), Late);
        assert_eq!(of(&[Done]), Done);
        assert_eq!(of(&[]), Nothing);
    }

    #[test]
    fn a_measure_is_late_the_day_after_it_was_due_and_never_once_it_is_done() {
        let of = |status, due: &str| Progress::of_measure(status, Some(due.parse::<Date>().unwrap().into()), today());
        assert_eq!(of(Status::InProgress, "2026-11-19"), UnderWay);
        assert_eq!(of(Status::InProgress, "2026-11-18"), Late);
        assert_eq!(of(Status::Done, "2026-11-18"), Done);
        assert_eq!(of(Status::Declined, "2026-11-18"), Nothing);
        assert_eq!(Progress::of_measure(Status::Accepted, None, today()), NotBegun);
    }

    #[test]
    fn a_goal_without_a_last_year_goes_on() {
        let aim = |to_year| Aim {
            code: "1".to_owned(),
            name: String::new(),
            description: String::new(),
            plan: String::new(),
            plan_decided_on: None,
            from_year: 2024,
            to_year,
        };
        assert!(aim(None).is_of(2099) && !aim(None).is_of(2023));
        assert!(aim(Some(2026)).is_of(2026) && !aim(Some(2026)).is_of(2027));
    }
}
