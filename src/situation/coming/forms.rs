//! The form of a planned event.

use jiff::civil::Date;

use super::model::{Plan, PlannedEvent, PlannedKind};
use crate::districts::Ground;
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// Characters of the longest line.
pub const LONGEST_LINE: usize = 120;
/// Characters of the longest text.
pub const LONGEST_TEXT: usize = 500;
/// Nothing planned lasts longer, in days.
const LONGEST_DAYS: i32 = 366;

/// What stands in the form: the writer's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanForm(Submitted);

impl PlanForm {
    /// What was sent, or what a link that leads here has filled in.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form of a plan that is kept.
    #[must_use]
    pub fn of(event: &PlannedEvent, ground: &Ground) -> Self {
        let PlannedEvent { version, plan, .. } = event;
        let district = plan.district_id.and_then(|id| ground.district(id)).map(|district| district.code.clone());
        Self(Submitted::from_pairs([
            ("version", version.to_string()),
            ("title", plan.title.clone()),
            ("kind", plan.kind.word().to_owned()),
            ("starts_on", plan.starts_on.date().to_string()),
            ("ends_on", plan.ends_on.date().to_string()),
            ("district", district.unwrap_or_default()),
            ("place", plan.place.clone()),
            ("words", plan.words.clone()),
        ]))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The version that was looked at.
    #[must_use]
    pub fn version(&self) -> Option<i64> {
        self.text("version").parse().ok()
    }

    /// The same words upon another version.
    #[must_use]
    pub fn upon(mut self, version: i64) -> Self {
        self.0.set("version", version.to_string());
        self
    }

    /// Judges the form. Without a last day it is over on its first.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, ground: &Ground) -> Result<Plan, Faults> {
        let mut faults = Faults::default();
        if !self.0.has("title") {
            faults.add("title", Message::new("planned-title-missing"));
        }
        let title = self.words("title", LONGEST_LINE, &mut faults);
        let kind = PlannedKind::from_word(&self.text("kind")).ok_or(Message::new("planned-kind-missing"));
        let kind = faults.sift("kind", kind);
        let starts_on = self.day("starts_on", &mut faults);
        if !self.0.has("starts_on") {
            faults.add("starts_on", Message::new("planned-day-missing"));
        }
        let ends_on = self.day("ends_on", &mut faults).or(starts_on);
        if let (Some(from), Some(to)) = (starts_on, ends_on) {
            if to < from {
                faults.add("ends_on", Message::new("planned-days-order"));
            } else if (to - from).get_days() > LONGEST_DAYS {
                faults.add("ends_on", Message::new("planned-days-many"));
            }
        }
        let district_id = match self.text("district").as_str() {
            "" => None,
            code => {
                let known = ground.district_of_code(code).ok_or(Message::new("planned-district-unknown"));
                faults.sift("district", known).map(|district| district.id)
            }
        };
        let place = self.words("place", LONGEST_LINE, &mut faults);
        let words = self.words("words", LONGEST_TEXT, &mut faults);
        let read = || {
            Some(Plan {
                title: title?,
                kind: kind?,
                starts_on: starts_on?.into(),
                ends_on: ends_on?.into(),
                district_id,
                place: place?,
                words: words?,
            })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }

    fn day(&self, field: &'static str, faults: &mut Faults) -> Option<Date> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        faults.sift(field, text.parse::<Date>().map_err(|_| Message::new("planned-day-unreadable")))
    }

    /// A free text, judged by the guard of personal data.
    fn words(&self, field: &'static str, most: usize, faults: &mut Faults) -> Option<String> {
        let text = self.text(field);
        if text.chars().count() > most {
            faults.add(field, Message::new("planned-text-long").with("most", most.to_string()));
            return None;
        }
        if text.contains(|letter: char| letter.is_control() && letter != '\n' && letter != '\t') {
            faults.add(field, Message::new("report-description-control"));
            return None;
        }
        faults.guard(field, &text, self.text(CONFIRM_PRIVACY) == "yes");
        Some(text)
    }
}
