//! The coordinator's desk: which reports wait, what may be decided of one, and what each decision does.
//!
//! A step changes where a report stands ([`Standing::after`] is the whole table), leaves a line in its history with who and
//! why, and an entry in the audit log, all in one transaction.

pub mod actions;
pub mod form;
pub mod near;
pub mod store;

use jiff::Timestamp;

use super::model::{Standing, Status};
use super::severity::Severity;

/// A step in the life of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The reporter corrected it.
    Correct,
    /// A coordinator has looked at it and it stands.
    Approve,
    /// It belongs to another category.
    Recategorise,
    /// It was somewhere else.
    Move,
    /// The reporter is asked something.
    Ask,
    /// The reporter answers.
    Answer,
    /// It tells the same event as another one.
    Merge,
    /// It does not after all.
    Split,
    /// It does not count.
    SetAside,
    /// It shall be looked at again.
    Reopen,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Correct,
        Self::Approve,
        Self::Recategorise,
        Self::Move,
        Self::Ask,
        Self::Answer,
        Self::Merge,
        Self::Split,
        Self::SetAside,
        Self::Reopen,
    ];

    /// The word that the history and the audit log use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Correct => "corrected",
            Self::Approve => "approved",
            Self::Recategorise => "recategorised",
            Self::Move => "moved",
            Self::Ask => "asked",
            Self::Answer => "answered",
            Self::Merge => "merged",
            Self::Split => "split",
            Self::SetAside => "set_aside",
            Self::Reopen => "reopened",
        }
    }
}

/// What the history of the other report says when one is merged into it, and when it is split from it again.
pub const JOINED: [&str; 2] = ["joined", "parted"];

impl Standing {
    /// How a report stands after a step; `None` when one that stands so takes no such step. This is the whole table.
    ///
    /// What was corrected or reopened is to be approved anew. A merged report belongs to [`Self::merged_into`], which whoever
    /// merges sets.
    #[must_use]
    pub fn after(&self, step: Step, now: Timestamp) -> Option<Self> {
        use Status::{Merged, New, Question, Reviewed, SetAside};
        let (status, reviewed_at) = match (step, self.status) {
            (Step::Approve, New | Question) => (Reviewed, self.reviewed_at.or(Some(now.into()))),
            (Step::Recategorise | Step::Move, New | Reviewed | Question) => (self.status, self.reviewed_at),
            (Step::Ask, New | Reviewed) => (Question, self.reviewed_at),
            (Step::Answer, Question) => (New, self.reviewed_at),
            (Step::Merge, New | Reviewed | Question) => (Merged, self.reviewed_at),
            (Step::Split, Merged) if self.reviewed_at.is_some() => (Reviewed, self.reviewed_at),
            (Step::SetAside, New | Reviewed | Question) => (SetAside, self.reviewed_at),
            (Step::Correct, New | Reviewed | Question)
            | (Step::Split, Merged)
            | (Step::Reopen, Reviewed | SetAside) => (New, None),
            _ => return None,
        };
        Some(Self { status, reviewed_at, merged_into: None, again_of: self.again_of })
    }

    /// Whether a report that stands so takes this step.
    #[must_use]
    pub fn takes(&self, step: Step) -> bool {
        self.after(step, Timestamp::UNIX_EPOCH).is_some()
    }
}

/// The severities in the order of the queue.
pub const MOST_SEVERE_FIRST: [Severity; 3] = [Severity::High, Severity::Medium, Severity::Low];

/// So many of those that wait are put in order; nobody looks further in a day.
pub const MOST_WAITING: usize = 500;

/// The keys of the reports that wait, in order: the most severe first, among equals the one that has waited longest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue(pub Vec<i64>);

impl Queue {
    /// The report before this one and the one after it.
    #[must_use]
    pub fn beside(&self, id: i64) -> (Option<i64>, Option<i64>) {
        let Some(at) = self.0.iter().position(|waiting| *waiting == id) else { return (None, self.0.first().copied()) };
        (at.checked_sub(1).and_then(|before| self.0.get(before).copied()), self.0.get(at + 1).copied())
    }

    /// Where to go on when this report is done with: to the one after it, and from the last one to the first; `None` when
    /// nothing else waits.
    #[must_use]
    pub fn after(&self, id: i64) -> Option<i64> {
        self.beside(id).1.or_else(|| self.0.first().copied().filter(|first| *first != id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Moment;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn standing(status: Status, is_reviewed: bool) -> Standing {
        Standing { status, reviewed_at: is_reviewed.then_some(Moment::from(NOW)), ..Standing::NEW }
    }

    #[test]
    fn a_merged_report_is_only_split_and_one_set_aside_only_reopened() {
        let takes =
            |status| Step::ALL.into_iter().filter(|step| standing(status, true).takes(*step)).collect::<Vec<_>>();
        assert_eq!(takes(Status::Merged), [Step::Split]);
        assert_eq!(takes(Status::SetAside), [Step::Reopen]);
        assert!(!takes(Status::Reviewed).contains(&Step::Approve) && !takes(Status::New).contains(&Step::Answer));
    }

    #[test]
    fn what_must_be_reviewed_counts_from_its_first_approval_until_it_is_corrected_or_reopened() {
        let new = standing(Status::New, false);
        let approved = new.after(Step::Approve, NOW).unwrap();
        let asked = approved.after(Step::Ask, NOW).unwrap();
        let answered = asked.after(Step::Answer, NOW).unwrap();
        assert_eq!(answered.status, Status::New, "an answer is looked at");
        assert!([approved, asked, answered].iter().all(|standing| standing.counts(true)));
        for step in [Step::Correct, Step::Reopen] {
            let again = approved.after(step, NOW).unwrap();
            assert_eq!((again.status, again.counts(true), again.counts(false)), (Status::New, false, true));
        }
    }

    #[test]
    fn splitting_gives_back_what_was_reviewed_as_reviewed() {
        for (is_reviewed, status) in [(true, Status::Reviewed), (false, Status::New)] {
            let merged = standing(Status::Reviewed, is_reviewed).after(Step::Merge, NOW).unwrap();
            assert!(!merged.counts(false));
            assert_eq!(merged.after(Step::Split, NOW).unwrap().status, status);
        }
    }

    #[test]
    fn the_queue_goes_on_with_the_next_and_from_the_last_to_the_first() {
        let queue = Queue(vec![7, 3, 9]);
        assert_eq!((queue.beside(7), queue.beside(9)), ((None, Some(3)), (Some(3), None)));
        assert_eq!((queue.after(7), queue.after(9), queue.after(4)), (Some(3), Some(7), Some(7)));
        assert_eq!((Queue(vec![7]).after(7), Queue::default().after(7)), (None, None));
    }
}
