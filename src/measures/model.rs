//! A measure and its words, and the one table of what may become of it.
//!
//! [`Status::after`] is the whole state machine; [`Standing::after`] does with the dates and words what belongs to a step;
//! [`replay`] reads a history and gives the standing that it explains.

use diesel::{AsChangeset, Identifiable, Insertable, Queryable, Selectable};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use crate::accounts::{Change, Permission, Viewer};
use crate::db::{Day, Moment, schema, word_column};
use crate::geometry::Point;
use crate::time::{IsoWeek, local_day};

/// An owner is reminded when it has not answered after so many days.
pub const DAYS_TO_ANSWER: i64 = 7;
/// A measure is due soon when no more than so many days are left.
pub const DAYS_AHEAD: i64 = 7;

word_column! {
    /// What kind of measure it is (`domain.md` 1.4).
    MeasureKind:
    /// The place itself is changed.
    Physical = "physical",
    /// Somebody is there: staff, patrols.
    Staffing = "staffing",
    /// Social work.
    Social = "social",
    /// Somebody is told or talked with.
    Information = "information",
    /// Technical surveillance.
    Surveillance = "surveillance",
    /// Those who can do something do it together.
    Coordination = "coordination",
    /// Anything else.
    Other = "other",
}

word_column! {
    /// How soon it is meant to work.
    Horizon:
    /// At once, for weeks.
    Short = "short",
    /// For years.
    Long = "long",
}

word_column! {
    /// Where a measure stands.
    Status:
    /// Handed out; its owner has not answered.
    Proposed = "proposed",
    /// Its owner has promised it.
    Accepted = "accepted",
    /// Its owner will not do it, and has said why.
    Declined = "declined",
    /// Begun.
    InProgress = "in_progress",
    /// Done, says its owner.
    Done = "done",
    /// Somebody else has seen that it was done.
    Verified = "verified",
}

impl Status {
    /// Those in which something is still to be done by the owner.
    pub const WAITING: [Self; 3] = [Self::Proposed, Self::Accepted, Self::InProgress];
    /// Those in which something is still to be done by anybody: what is done waits to be verified.
    pub const OPEN: [Self; 4] = [Self::Proposed, Self::Accepted, Self::InProgress, Self::Done];

    /// The status after a step; `None` when a measure that stands so takes no such step. This is the whole table.
    #[must_use]
    pub fn after(self, step: Step) -> Option<Self> {
        use Status::{Accepted, Declined, Done, InProgress, Proposed, Verified};
        match (step, self) {
            // Another date is an answer too.
            (Step::Accept | Step::Reschedule, Proposed) | (Step::Reschedule, Accepted) => Some(Accepted),
            (Step::Decline, Proposed | Accepted | InProgress) => Some(Declined),
            (Step::Begin, Accepted) | (Step::Reschedule, InProgress) | (Step::Reopen, Done | Verified) => {
                Some(InProgress)
            }
            (Step::Finish, Accepted | InProgress) => Some(Done),
            (Step::Verify, Done) => Some(Verified),
            (Step::Reopen, Declined) => Some(Proposed),
            (Step::Note, any) => Some(any),
            _ => None,
        }
    }
}

word_column! {
    /// A step in the life of a measure.
    Step:
    /// It was handed out to its owner: how every history begins.
    HandOut = "handed_out",
    /// The owner promises it.
    Accept = "accepted",
    /// The owner will not do it.
    Decline = "declined",
    /// The owner promises it for another date.
    Reschedule = "rescheduled",
    /// The owner has begun.
    Begin = "begun",
    /// The owner has done it.
    Finish = "done",
    /// Somebody has seen that it was done.
    Verify = "verified",
    /// It is not done after all, or is asked for anew.
    Reopen = "reopened",
    /// Participants and the public are told something.
    Note = "noted",
}

/// A step with what is said with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// [`Step::HandOut`].
    HandOut {
        /// By when it is to be done.
        due_on: Option<Date>,
        /// What participants and the public are told; may be empty.
        public_note: String,
    },
    /// [`Step::Accept`].
    Accept {
        /// By when, if it had no date.
        due_on: Option<Date>,
    },
    /// [`Step::Decline`].
    Decline {
        /// Why; never empty.
        reason: String,
    },
    /// [`Step::Reschedule`].
    Reschedule {
        /// The new date.
        due_on: Date,
        /// Why.
        reason: String,
    },
    /// [`Step::Begin`].
    Begin,
    /// [`Step::Finish`].
    Finish {
        /// What was done.
        outcome: String,
    },
    /// [`Step::Verify`].
    Verify {
        /// What was seen; may be empty.
        words: String,
    },
    /// [`Step::Reopen`].
    Reopen {
        /// Why.
        reason: String,
    },
    /// [`Step::Note`].
    Note {
        /// What participants and the public are told; may be empty.
        public_note: String,
    },
}

impl Event {
    /// Which step it is.
    #[must_use]
    pub fn step(&self) -> Step {
        match self {
            Self::HandOut { .. } => Step::HandOut,
            Self::Accept { .. } => Step::Accept,
            Self::Decline { .. } => Step::Decline,
            Self::Reschedule { .. } => Step::Reschedule,
            Self::Begin => Step::Begin,
            Self::Finish { .. } => Step::Finish,
            Self::Verify { .. } => Step::Verify,
            Self::Reopen { .. } => Step::Reopen,
            Self::Note { .. } => Step::Note,
        }
    }

    /// What is said with it, for the history.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::HandOut { public_note: words, .. }
            | Self::Decline { reason: words }
            | Self::Reschedule { reason: words, .. }
            | Self::Finish { outcome: words }
            | Self::Verify { words }
            | Self::Reopen { reason: words }
            | Self::Note { public_note: words } => words,
            Self::Accept { .. } | Self::Begin => "",
        }
    }
}

/// What was promised: what it is, whose it is, and what was decided of it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::measures)]
pub struct Promise {
    /// What it is, in a line.
    pub title: String,
    /// What is to be done, and why; may be empty.
    pub description: String,
    /// What kind of measure it is.
    pub kind: MeasureKind,
    /// Where, in words; may be empty.
    pub place: String,
    /// The organisation that owns it.
    pub organisation_id: i64,
    /// The function in its line organisation that answers for it; never a name.
    pub line_function: String,
    /// Who decided it, in words: a meeting, a walk, a function.
    pub decided_by: String,
    /// When that was.
    pub decided_on: Day,
    /// When it is meant to begin.
    pub starts_on: Option<Day>,
    /// How soon it is meant to work.
    pub horizon: Horizon,
    /// What it is thought to cost, in whole kronor.
    pub cost_sek: Option<i64>,
    /// Which fund pays; may be empty.
    pub fund: String,
    /// The first day of the time that shows what came of it.
    pub evaluate_from: Option<Day>,
    /// The last day of it.
    pub evaluate_to: Option<Day>,
}

/// Where a measure is. Area and district come from the point, when there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::measures)]
pub struct Spot {
    /// Degrees north, WGS84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
    /// The area it lies in.
    pub area_id: Option<i64>,
    /// The district it is counted in.
    pub district_id: Option<i64>,
}

/// What a measure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nothing here: somebody decided it.
    ByHand,
    /// A report, by key.
    Incident(i64),
    /// A point of a walk's protocol, by key.
    WalkPoint(i64),
    /// A decision of the picture of a week; the week's Monday.
    Picture(Day),
}

/// What a measure comes from, as its row keeps it: at most one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::measures)]
pub struct Source {
    /// The report.
    pub incident_id: Option<i64>,
    /// The point of a walk's protocol.
    pub walk_point_id: Option<i64>,
    /// The Monday of the picture's week.
    pub picture_week: Option<Day>,
}

impl From<Origin> for Source {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::ByHand => Self::default(),
            Origin::Incident(id) => Self { incident_id: Some(id), ..Self::default() },
            Origin::WalkPoint(id) => Self { walk_point_id: Some(id), ..Self::default() },
            Origin::Picture(week) => Self { picture_week: Some(week), ..Self::default() },
        }
    }
}

/// Where a measure stands: what its history has made of it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::measures, treat_none_as_null = true)]
pub struct Standing {
    /// Its status.
    pub status: Status,
    /// By when it is to be done.
    pub due_on: Option<Day>,
    /// The date that was first agreed: by this one it is judged whether it was kept in time.
    pub promised_on: Option<Day>,
    /// Why it was declined; empty otherwise.
    pub reason: String,
    /// What was done; empty until then.
    pub outcome: String,
    /// What participants and the public are told, in plain words; may be empty.
    pub public_note: String,
    /// Since when it waits for its owner's answer, or waited for the one that came.
    pub asked_at: Moment,
    /// When the owner answered.
    pub answered_at: Option<Moment>,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// When somebody saw that it was.
    pub verified_at: Option<Moment>,
}

impl Standing {
    /// How a measure stands that has just been handed out.
    #[must_use]
    pub fn handed_out(due_on: Option<Date>, public_note: &str, now: Timestamp) -> Self {
        Self {
            status: Status::Proposed,
            due_on: due_on.map(Day::from),
            promised_on: None,
            reason: String::new(),
            outcome: String::new(),
            public_note: public_note.to_owned(),
            asked_at: now.into(),
            answered_at: None,
            done_at: None,
            verified_at: None,
        }
    }

    /// How it stands after an event; `None` when it takes no such step now.
    #[must_use]
    pub fn after(&self, event: &Event, now: Timestamp) -> Option<Self> {
        let status = self.status.after(event.step())?;
        let mut next = Self { status, ..self.clone() };
        let now = Moment::from(now);
        match event {
            Event::HandOut { .. } => return None,
            Event::Accept { due_on } => {
                next.due_on = self.due_on.or(due_on.map(Day::from));
                next.promised_on = self.promised_on.or(next.due_on);
                next.answered_at = Some(now);
            }
            // The same date is no other one.
            Event::Reschedule { due_on, .. } if self.due_on == Some(Day::from(*due_on)) => return None,
            Event::Reschedule { due_on, .. } => {
                next.due_on = Some(Day::from(*due_on));
                next.promised_on = self.promised_on.or(next.due_on);
                next.answered_at = self.answered_at.or(Some(now));
            }
            Event::Decline { reason } => {
                next.reason.clone_from(reason);
                next.answered_at = Some(now);
            }
            Event::Begin => {}
            Event::Finish { outcome } => {
                next.outcome.clone_from(outcome);
                next.done_at = Some(now);
            }
            Event::Verify { .. } => next.verified_at = Some(now),
            Event::Reopen { .. } => {
                next.reason.clear();
                next.outcome.clear();
                (next.done_at, next.verified_at) = (None, None);
                if status == Status::Proposed {
                    next.asked_at = now;
                    next.answered_at = None;
                }
            }
            Event::Note { public_note } => next.public_note.clone_from(public_note),
        }
        Some(next)
    }

    /// What an event changed, for the history. Words are not among it: they stand beside it.
    #[must_use]
    pub fn changes_to(&self, next: &Self) -> Vec<Change> {
        let day = |day: Option<Day>| day.map(|day| day.date().to_string()).unwrap_or_default();
        let pairs = [
            ("status", self.status.word().to_owned(), next.status.word().to_owned()),
            ("due_on", day(self.due_on), day(next.due_on)),
        ];
        let changed = pairs.into_iter().filter(|(_, from, to)| from != to);
        changed.map(|(field, from, to)| Change { field: field.to_owned(), from, to }).collect()
    }

    /// Whether its date has passed and it is not done.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        Status::WAITING.contains(&self.status) && self.due_on.is_some_and(|due| due.date() < today)
    }

    /// Whether it is to be done within [`DAYS_AHEAD`] days.
    #[must_use]
    pub fn is_due_soon(&self, today: Date) -> bool {
        let last = today.saturating_add(DAYS_AHEAD.days());
        Status::WAITING.contains(&self.status) && self.due_on.is_some_and(|due| (today..=last).contains(&due.date()))
    }

    /// Whether it was done by the date first agreed; `None` while that cannot be said: no date was agreed, or there is
    /// still time.
    #[must_use]
    pub fn was_kept(&self, today: Date) -> Option<bool> {
        was_kept(self.promised_on?.date(), self.done_at, today)
    }
}

/// Whether what was promised for a day and done then was kept in time; `None` while there is still time.
#[must_use]
pub fn was_kept(promised_on: Date, done_at: Option<Moment>, today: Date) -> Option<bool> {
    match done_at {
        Some(done) => Some(local_day(done.instant()) <= promised_on),
        None => (promised_on < today).then_some(false),
    }
}

/// A measure as it is kept.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::measures)]
pub struct Measure {
    /// Its key.
    pub id: i64,
    /// Who handed it out; `None` for what no account did.
    pub account_id: Option<i64>,
    /// When it was handed out.
    pub created_at: Moment,
    /// Grows with every change.
    pub version: i64,
    /// What was promised.
    #[diesel(embed)]
    pub promise: Promise,
    /// Where it is.
    #[diesel(embed)]
    pub spot: Spot,
    /// What it comes from.
    #[diesel(embed)]
    pub source: Source,
    /// Where it stands.
    #[diesel(embed)]
    pub standing: Standing,
}

impl Measure {
    /// Its point, when it has one.
    #[must_use]
    pub fn point(&self) -> Option<Point> {
        Point::new(self.spot.latitude?, self.spot.longitude?).ok()
    }

    /// What it comes from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        let Source { incident_id, walk_point_id, picture_week } = self.source;
        incident_id
            .map(Origin::Incident)
            .or(walk_point_id.map(Origin::WalkPoint))
            .or(picture_week.map(Origin::Picture))
            .unwrap_or(Origin::ByHand)
    }

    /// The week of the picture it comes from.
    #[must_use]
    pub fn week(&self) -> Option<IsoWeek> {
        self.source.picture_week.map(|monday| IsoWeek::of_day(monday.date()))
    }

    /// Whether this viewer may take this step with it, wherever it stands: owners answer and tell of progress for their
    /// own organisation, whoever hands out for each, so that what an owner said at a meeting can be written down there.
    #[must_use]
    pub fn takes_from(&self, viewer: &Viewer, step: Step) -> bool {
        let may = |permission| viewer.role.may(permission);
        let is_own = self.promise.organisation_id == viewer.organisation_id;
        let speaks_for_it = is_own || may(Permission::HandOutMeasures);
        match step {
            Step::HandOut | Step::Verify | Step::Reopen | Step::Note => may(Permission::HandOutMeasures),
            Step::Accept | Step::Decline | Step::Reschedule => speaks_for_it && may(Permission::AnswerMeasures),
            Step::Begin | Step::Finish => speaks_for_it && may(Permission::ReportProgress),
        }
    }
}

/// What is handed out, read and judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// What is to be promised.
    pub promise: Promise,
    /// Where it is.
    pub whereabouts: Whereabouts,
    /// What it comes from.
    pub origin: Origin,
    /// By when it is to be done.
    pub due_on: Option<Date>,
    /// What participants and the public are told; may be empty.
    pub public_note: String,
}

/// Where a measure is said to be, before the ground was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Whereabouts {
    /// At a point.
    Point(Point),
    /// Somewhere in this district, by key.
    District(i64),
    /// In the whole municipality.
    Everywhere,
}

/// A line of a measure's history.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::measure_events)]
pub struct HistoryLine {
    /// When.
    pub at: Moment,
    /// Which account.
    pub account_id: Option<i64>,
    /// Who, in words.
    pub actor: String,
    /// What was done: the word of a [`Step`].
    pub kind: Step,
    /// What it changed, as JSON: a list of [`Change`].
    pub changes: String,
    /// What was said with it: a reason, what was done, what the public is told; may be empty.
    pub words: String,
}

impl HistoryLine {
    /// What it changed.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        serde_json::from_str(&self.changes).unwrap_or_default()
    }

    /// The event it tells of; `None` when a date is missing that it cannot do without.
    #[must_use]
    pub fn event(&self) -> Option<Event> {
        let due_on = || {
            let change = self.changes().into_iter().find(|change| change.field == "due_on")?;
            change.to.parse::<Date>().ok()
        };
        let words = self.words.clone();
        Some(match self.kind {
            Step::HandOut => Event::HandOut { due_on: due_on(), public_note: words },
            Step::Accept => Event::Accept { due_on: due_on() },
            Step::Decline => Event::Decline { reason: words },
            Step::Reschedule => Event::Reschedule { due_on: due_on()?, reason: words },
            Step::Begin => Event::Begin,
            Step::Finish => Event::Finish { outcome: words },
            Step::Verify => Event::Verify { words },
            Step::Reopen => Event::Reopen { reason: words },
            Step::Note => Event::Note { public_note: words },
        })
    }
}

/// The standing that a history explains, the oldest line first; `None` when it explains none.
#[must_use]
pub fn replay(history: &[HistoryLine]) -> Option<Standing> {
    let (first, later) = history.split_first()?;
    let Event::HandOut { due_on, public_note } = first.event()? else { return None };
    let begun = Standing::handed_out(due_on, &public_note, first.at.instant());
    later.iter().try_fold(begun, |standing, line| standing.after(&line.event()?, line.at.instant()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(offset: i64) -> Date {
        "2026-11-19".parse::<Date>().unwrap().saturating_add(offset.days())
    }

    fn event() -> impl Strategy<Value = Event> {
        let words = "[a-zåäö ]{1,12}";
        let date = -30_i64..60;
        prop_oneof![
            (proptest::option::of(date.clone()), words)
                .prop_map(|(due, public_note)| Event::HandOut { due_on: due.map(day), public_note }),
            proptest::option::of(date.clone()).prop_map(|due| Event::Accept { due_on: due.map(day) }),
            words.prop_map(|reason| Event::Decline { reason }),
            (date, words).prop_map(|(due, reason)| Event::Reschedule { due_on: day(due), reason }),
            Just(Event::Begin),
            words.prop_map(|outcome| Event::Finish { outcome }),
            "[a-z ]{0,8}".prop_map(|words| Event::Verify { words }),
            words.prop_map(|reason| Event::Reopen { reason }),
            words.prop_map(|public_note| Event::Note { public_note }),
        ]
    }

    fn line(before: Option<&Standing>, after: &Standing, event: &Event, at: Timestamp) -> HistoryLine {
        let nothing = Standing { due_on: None, ..after.clone() };
        HistoryLine {
            at: at.into(),
            account_id: None,
            actor: String::new(),
            kind: event.step(),
            changes: serde_json::to_string(&before.unwrap_or(&nothing).changes_to(after)).unwrap(),
            words: event.words().to_owned(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn whatever_happens_the_history_explains_it_and_nothing_is_verified_that_was_not_done(
            due in proptest::option::of(-10_i64..40),
            events in proptest::collection::vec(event(), 0..40),
        ) {
            let mut now: Timestamp = "2026-11-19T13:00:00Z".parse().unwrap();
            let first = Event::HandOut { due_on: due.map(day), public_note: "Vi lagar lampan.".to_owned() };
            let mut standing = Standing::handed_out(due.map(day), "Vi lagar lampan.", now);
            let mut history = vec![line(None, &standing, &first, now)];
            let mut taken = Vec::new();
            for event in events {
                now = now.saturating_add(1.hour()).unwrap();
                let Some(next) = standing.after(&event, now) else {
                    let is_no_other_date = event.step() == Step::Reschedule;
                    prop_assert!(is_no_other_date || standing.status.after(event.step()).is_none());
                    continue;
                };
                history.push(line(Some(&standing), &next, &event, now));
                taken.push(event.step());
                standing = next;
                prop_assert_eq!(replay(&history), Some(standing.clone()));
                if standing.status == Status::Verified {
                    let told = taken.iter().rev().filter(|step| **step != Step::Note).take(2).collect::<Vec<_>>();
                    prop_assert_eq!(told, [&Step::Verify, &Step::Finish]);
                }
                // What the table insists on.
                prop_assert_eq!(standing.status == Status::Declined, !standing.reason.is_empty());
                prop_assert_eq!(standing.status == Status::Verified, standing.verified_at.is_some());
                prop_assert_eq!(matches!(standing.status, Status::Done | Status::Verified), standing.done_at.is_some());
                prop_assert_eq!(standing.answered_at.is_none(), standing.status == Status::Proposed);
            }
        }
    }

    #[test]
    fn the_first_date_agreed_is_what_counts_whatever_dates_come_later() {
        let now: Timestamp = "2026-11-02T13:00:00Z".parse().unwrap();
        let accepted = Standing::handed_out(Some(day(0)), "", now).after(&Event::Accept { due_on: None }, now).unwrap();
        assert_eq!(accepted.was_kept(day(0)), None, "there is still time");
        assert_eq!(accepted.was_kept(day(1)), Some(false));
        let late = Event::Reschedule { due_on: day(30), reason: "tjäle".to_owned() };
        let moved = accepted.after(&late, now).unwrap();
        assert_eq!((moved.due_on, moved.promised_on), (Some(day(30).into()), Some(day(0).into())));
        let done = moved.after(&Event::Finish { outcome: "lagad".to_owned() }, "2026-11-19T22:59:00Z".parse().unwrap());
        assert_eq!(done.unwrap().was_kept(day(40)), Some(true), "one minute before midnight in Stockholm");
        let done = moved.after(&Event::Finish { outcome: "lagad".to_owned() }, "2026-11-19T23:01:00Z".parse().unwrap());
        assert_eq!(done.unwrap().was_kept(day(40)), Some(false));
    }

    #[test]
    fn another_date_is_an_answer_and_the_date_that_is_promised() {
        let now: Timestamp = "2026-11-02T13:00:00Z".parse().unwrap();
        let asked = Standing::handed_out(Some(day(0)), "", now);
        let moved = asked.after(&Event::Reschedule { due_on: day(9), reason: "semester".to_owned() }, now).unwrap();
        assert_eq!(moved.status, Status::Accepted);
        assert_eq!((moved.due_on, moved.promised_on), (Some(day(9).into()), Some(day(9).into())));
    }
}
