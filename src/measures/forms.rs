//! The forms of a measure: what was typed, and what it means.

use jiff::civil::Date;
use uuid::Uuid;

use super::actions::Submission;
use super::model::{Assignment, Event, Horizon, Measure, MeasureKind, Origin, Promise, Step, Whereabouts};
use crate::accounts::Organisation;
use crate::db::Day;
use crate::digest::content_hash;
use crate::districts::typed::{find_exact, point_of, read_point};
use crate::districts::{Ground, Place};
use crate::time::IsoWeek;
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// Characters of the longest line: a title, a place, a function.
pub const LONGEST_LINE: usize = 120;
/// Characters of the longest text: a description, a reason.
pub const LONGEST_TEXT: usize = 1_000;
/// Characters of what participants and the public are told at most.
pub const LONGEST_NOTE: usize = 500;

/// What chooses the whole municipality instead of a district.
pub const EVERYWHERE: &str = "all";

/// The fields of a new measure, in the order of the form.
const FIELDS: [&str; 22] = [
    "incident",
    "point",
    "week",
    "title",
    "description",
    "kind",
    "place",
    "position",
    "district",
    "organisation",
    "line_function",
    "decided_by",
    "decided_on",
    "starts_on",
    "due_on",
    "horizon",
    "cost_sek",
    "fund",
    "evaluate_from",
    "evaluate_to",
    "public_note",
    CONFIRM_PRIVACY,
];

/// What stands in the form of a new measure: the visitor's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeasureForm(Submitted);

impl MeasureForm {
    /// What was sent, or what a link that leads here has filled in.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The same form with a field filled in, unless something stands there.
    #[must_use]
    pub fn begun_with(mut self, field: &str, value: impl Into<String>) -> Self {
        if !self.0.has(field) {
            self.0.set(field, value.into());
        }
        self
    }

    /// What the measure comes from. What cannot be read comes from nothing here.
    #[must_use]
    pub fn origin(&self) -> Origin {
        let key = |field: &str| self.text(field).parse::<i64>().ok();
        let week = || self.text("week").parse::<IsoWeek>().ok();
        key("incident")
            .map(Origin::Incident)
            .or_else(|| key("point").map(Origin::WalkPoint))
            .or_else(|| week().map(|week| Origin::Picture(week.monday().into())))
            .unwrap_or(Origin::ByHand)
    }

    /// The submission's id and the hash of its fields.
    ///
    /// # Errors
    /// A message when the client gave no id, or none that is a UUID.
    pub fn submission(&self) -> Result<Submission, Message> {
        let id = Uuid::parse_str(&self.text("submission_id")).map_err(|_| Message::new("report-id-missing"))?;
        Ok(Submission { id, content_hash: content_hash(FIELDS.map(|field| (field, self.text(field)))) })
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(
        &self,
        ground: &Ground,
        places: &[Place],
        organisations: &[Organisation],
    ) -> Result<Assignment, Faults> {
        let mut faults = Faults::default();
        let title = faults.needed_words(&self.0, "title", "measure-title-missing", LONGEST_LINE);
        let description = self.words("description", LONGEST_TEXT, &mut faults);
        let kind = MeasureKind::from_word(&self.text("kind")).ok_or(Message::new("measure-kind-missing"));
        let kind = faults.sift("kind", kind);
        let place = self.words("place", LONGEST_LINE, &mut faults);
        let whereabouts = self.whereabouts(ground, places, &mut faults);
        let owner = self.text("organisation").parse().ok();
        let owner = organisations.iter().find(|known| Some(known.id) == owner).map(|known| known.id);
        let organisation_id = faults.sift("organisation", owner.ok_or(Message::new("measure-organisation-missing")));
        let line_function = faults.needed_words(&self.0, "line_function", "measure-function-missing", LONGEST_LINE);
        let decided_by = faults.needed_words(&self.0, "decided_by", "measure-decided-by-missing", LONGEST_LINE);
        let decided_on = self.day("decided_on", &mut faults);
        if decided_on.is_none() {
            faults.add("decided_on", Message::new("measure-day-missing"));
        }
        let starts_on = self.day("starts_on", &mut faults);
        let due_on = self.day("due_on", &mut faults);
        if due_on.is_none() {
            faults.add("due_on", Message::new("measure-due-missing"));
        }
        let horizon = Horizon::from_word(&self.text("horizon")).ok_or(Message::new("measure-horizon-missing"));
        let horizon = faults.sift("horizon", horizon);
        let cost_sek = self.cost(&mut faults);
        let fund = self.words("fund", LONGEST_LINE, &mut faults);
        let evaluate_from = self.day("evaluate_from", &mut faults);
        let evaluate_to = self.day("evaluate_to", &mut faults);
        let public_note = self.words("public_note", LONGEST_NOTE, &mut faults);
        in_order(starts_on, ("due_on", due_on), &mut faults);
        in_order(evaluate_from, ("evaluate_to", evaluate_to), &mut faults);
        let read = || {
            Some(Assignment {
                promise: Promise {
                    title: title?,
                    description: description?,
                    kind: kind?,
                    place: place?,
                    organisation_id: organisation_id?,
                    line_function: line_function?,
                    decided_by: decided_by?,
                    decided_on: decided_on?.into(),
                    starts_on: starts_on.map(Day::from),
                    horizon: horizon?,
                    cost_sek,
                    fund: fund?,
                    evaluate_from: evaluate_from.map(Day::from),
                    evaluate_to: evaluate_to.map(Day::from),
                },
                whereabouts: whereabouts?,
                origin: self.origin(),
                due_on,
                public_note: public_note?,
            })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }

    /// Coordinates go before the name of a place we know, a name before a district.
    fn whereabouts(&self, ground: &Ground, places: &[Place], faults: &mut Faults) -> Option<Whereabouts> {
        if self.0.has("position") {
            return faults.sift("position", read_point(&self.text("position"), false)).map(Whereabouts::Point);
        }
        if let Some(known) = find_exact(&self.text("place"), places) {
            return faults.sift("place", point_of(known)).map(Whereabouts::Point);
        }
        match self.text("district").as_str() {
            "" => {
                faults.add("district", Message::new("measure-where-missing"));
                None
            }
            EVERYWHERE => Some(Whereabouts::Everywhere),
            code => {
                let known = ground.district_of_code(code).ok_or(Message::new("measure-where-missing"));
                faults.sift("district", known).map(|district| Whereabouts::District(district.id))
            }
        }
    }

    /// Whole kronor, with or without spaces between the thousands.
    fn cost(&self, faults: &mut Faults) -> Option<i64> {
        let text: String = self.text("cost_sek").chars().filter(|letter| !letter.is_whitespace()).collect();
        if text.is_empty() {
            return None;
        }
        let cost = text.parse::<i64>().ok().filter(|cost| (0..=1_000_000_000).contains(cost));
        faults.sift("cost_sek", cost.ok_or(Message::new("measure-cost-unreadable")))
    }

    fn words(&self, field: &'static str, most: usize, faults: &mut Faults) -> Option<String> {
        faults.sift_words(&self.0, field, most)
    }

    fn day(&self, field: &'static str, faults: &mut Faults) -> Option<Date> {
        day(&self.0, field, faults)
    }
}

/// Two days of which the second does not come before the first.
fn in_order(from: Option<Date>, (field, to): (&'static str, Option<Date>), faults: &mut Faults) {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        faults.add(field, Message::new("measure-days-order"));
    }
}

/// The day that stands in a field, if one does; what cannot be read is a fault.
fn day(form: &Submitted, field: &'static str, faults: &mut Faults) -> Option<Date> {
    let text = form.text(field);
    if text.is_empty() {
        return None;
    }
    faults.sift(field, text.parse::<Date>().map_err(|_| Message::new("measure-day-unreadable")))
}

/// What was sent about a measure that is handed out: which step, of which version, and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepForm(Submitted);

impl StepForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// Which step is meant.
    #[must_use]
    pub fn step(&self) -> Option<Step> {
        Step::from_word(&self.text("step"))
    }

    /// The version of the measure that was looked at.
    #[must_use]
    pub fn version(&self) -> Option<i64> {
        self.text("version").parse().ok()
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field; `None` for a step that no form of ours sends.
    pub fn parse(&self, measure: &Measure, today: Date) -> Option<Result<Event, Faults>> {
        let mut faults = Faults::default();
        let reason = |field: &'static str, faults: &mut Faults| {
            faults.needed_words(&self.0, field, "measure-reason-missing", LONGEST_TEXT)
        };
        let event = match self.step()? {
            Step::HandOut => return None,
            Step::Accept if measure.standing.due_on.is_some() => Some(Event::Accept { due_on: None }),
            Step::Accept => {
                self.coming("due_accept", today, &mut faults).map(|due_on| Event::Accept { due_on: Some(due_on) })
            }
            Step::Decline => reason("reason_decline", &mut faults).map(|reason| Event::Decline { reason }),
            Step::Reschedule => {
                let due_on = self.coming("due_reschedule", today, &mut faults);
                if due_on.is_some() && due_on.map(Day::from) == measure.standing.due_on {
                    faults.add("due_reschedule", Message::new("measure-due-same"));
                }
                let reason = reason("reason_reschedule", &mut faults);
                due_on.zip(reason).map(|(due_on, reason)| Event::Reschedule { due_on, reason })
            }
            Step::Begin => Some(Event::Begin),
            Step::Finish => faults
                .needed_words(&self.0, "outcome", "measure-outcome-missing", LONGEST_TEXT)
                .map(|outcome| Event::Finish { outcome }),
            Step::Verify => {
                faults.sift_words(&self.0, "words_verify", LONGEST_TEXT).map(|words| Event::Verify { words })
            }
            Step::Reopen => reason("reason_reopen", &mut faults).map(|reason| Event::Reopen { reason }),
            Step::Note => {
                faults.sift_words(&self.0, "public_note", LONGEST_NOTE).map(|public_note| Event::Note { public_note })
            }
        };
        Some(event.filter(|_| faults.is_empty()).ok_or(faults))
    }

    /// A day that has not passed.
    fn coming(&self, field: &'static str, today: Date, faults: &mut Faults) -> Option<Date> {
        let coming = day(&self.0, field, faults);
        match coming {
            None => faults.add(field, Message::new("measure-day-missing")),
            Some(coming) if coming < today => faults.add(field, Message::new("measure-day-passed")),
            Some(_) => {}
        }
        coming
    }
}
