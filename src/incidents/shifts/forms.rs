//! The shift report's form: what was typed, and what it means.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use uuid::Uuid;

use super::model::{FEWEST_PEOPLE, MOST_HOURS, MOST_PEOPLE, ShiftReport};
use crate::digest::content_hash;
use crate::districts::Ground;
use crate::incidents::actions::Submission;
use crate::incidents::nearby::Relation;
use crate::time::{self, plus_hours, read_local};
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// Characters of the longest description of a way.
pub const LONGEST_WHEREABOUTS: usize = 500;
/// Clocks differ: a shift may end so many hours from now and no later.
const HOURS_AHEAD: i64 = 1;

/// What stands in the form: the visitor's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShiftForm(Submitted);

impl ShiftForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form as it begins: three hours up to now, two people.
    #[must_use]
    pub fn blank(now: Timestamp) -> Self {
        Self(Submitted::from_pairs([
            ("started_at", time::form_value(plus_hours(now, -3))),
            ("ended_at", time::form_value(now)),
            ("people", FEWEST_PEOPLE.to_string()),
        ]))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// Whether this district is ticked.
    #[must_use]
    pub fn names_district(&self, code: &str) -> bool {
        self.0.all("district").contains(&code)
    }

    /// The submission's id and the hash of its fields.
    ///
    /// # Errors
    /// A message when the client gave no id, or none that is a UUID.
    pub fn submission(&self) -> Result<Submission, Message> {
        let id = Uuid::parse_str(&self.text("submission_id")).map_err(|_| Message::new("report-id-missing"))?;
        let districts = self.0.all("district").join(" ");
        let fields = ["started_at", "ended_at", "people", "whereabouts", "calm", CONFIRM_PRIVACY];
        let sent = fields.into_iter().map(|field| (field, self.text(field))).chain([("district", districts)]);
        Ok(Submission { id, content_hash: content_hash(sent), relation: Relation::Unasked, shift_id: None })
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, ground: &Ground, now: Timestamp) -> Result<ShiftReport, Faults> {
        const PEOPLE: RangeInclusive<i64> = FEWEST_PEOPLE..=MOST_PEOPLE;
        let mut faults = Faults::default();
        let started_at = faults.sift("started_at", self.time("started_at"));
        let ended_at = faults.sift("ended_at", self.time("ended_at"));
        if let (Some(started_at), Some(ended_at)) = (started_at, ended_at) {
            if ended_at <= started_at {
                faults.add("ended_at", Message::new("shift-order"));
            } else if ended_at > plus_hours(started_at, MOST_HOURS) {
                faults.add("ended_at", Message::new("shift-long"));
            } else if ended_at > plus_hours(now, HOURS_AHEAD) {
                faults.add("ended_at", Message::new("shift-future"));
            }
        }
        let people = self.text("people").parse().ok().filter(|people| PEOPLE.contains(people));
        let people = faults.sift("people", people.ok_or(Message::new("shift-people-few")));
        let codes = self.0.all("district");
        let districts: Vec<i64> = codes.iter().filter_map(|code| Some(ground.district_of_code(code)?.id)).collect();
        if districts.is_empty() || districts.len() < codes.len() {
            faults.add("district", Message::new("shift-district-missing"));
        }
        let whereabouts = self.text("whereabouts");
        if whereabouts.chars().count() > LONGEST_WHEREABOUTS {
            faults.add("whereabouts", Message::new("shift-whereabouts-long"));
        }
        faults.guard("whereabouts", &whereabouts, self.text(CONFIRM_PRIVACY) == "yes");
        let is_calm = match self.text("calm").as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(Message::new("shift-calm-missing")),
        };
        let is_calm = faults.sift("calm", is_calm);
        match (started_at, ended_at, people, is_calm) {
            (Some(started_at), Some(ended_at), Some(people), Some(is_calm)) if faults.is_empty() => {
                Ok(ShiftReport { started_at, ended_at, people, districts, whereabouts, is_calm })
            }
            _ => Err(faults),
        }
    }

    fn time(&self, field: &str) -> Result<Timestamp, Message> {
        read_local(&self.text(field)).map_err(|_| Message::new("report-time-unreadable"))
    }
}
