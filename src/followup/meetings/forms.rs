//! The forms of a meeting and of an item: what was typed, and what it means.

use jiff::civil::Date;
use uuid::Uuid;

use super::model::{Content, Item, Meeting, Plan};
use crate::db::Day;
use crate::time::IsoWeek;
use crate::web::{Faults, Message, Submitted};

/// Characters of the longest line.
pub const LONGEST_LINE: usize = 120;
/// Characters of the longest text.
pub const LONGEST_TEXT: usize = 2_000;

/// What stands in the form of a meeting: the writer's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeetingForm(Submitted);

impl MeetingForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// What is kept, to be changed.
    #[must_use]
    pub fn of(meeting: &Meeting) -> Self {
        let Meeting { version, plan, .. } = meeting;
        Self(Submitted::from_pairs([
            ("version", version.to_string()),
            ("held_on", plan.held_on.date().to_string()),
            ("title", plan.title.clone()),
            ("place", plan.place.clone()),
            ("note", plan.note.clone()),
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

    /// Whether the meeting is to be called off.
    #[must_use]
    pub fn calls_off(&self) -> bool {
        self.text("step") == "remove"
    }

    /// The same words upon another version.
    #[must_use]
    pub fn upon(mut self, version: i64) -> Self {
        self.0.set("version", version.to_string());
        self
    }

    /// The submission's id; `None` when none was sent that is a UUID.
    #[must_use]
    pub fn submission(&self) -> Option<Uuid> {
        Uuid::parse_str(&self.text("submission_id")).ok()
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self) -> Result<Plan, Faults> {
        let mut faults = Faults::default();
        let title = faults.needed_words(&self.0, "title", "meetings-title-missing", LONGEST_LINE);
        let held_on = match self.text("held_on").as_str() {
            "" => Err(Message::new("meetings-day-missing")),
            text => text.parse::<Date>().map_err(|_| Message::new("meetings-day-unreadable")),
        };
        let held_on = faults.sift("held_on", held_on);
        let place = faults.sift_words(&self.0, "place", LONGEST_LINE);
        let note = faults.sift_words(&self.0, "note", LONGEST_TEXT);
        let read = || Some(Plan { held_on: held_on?.into(), title: title?, place: place?, note: note? });
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }
}

/// What an item can be read with: the numbers of released reports, and the weeks of approved pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readable {
    /// The numbers of the reports.
    pub reports: Vec<i64>,
    /// The weeks of the pictures.
    pub weeks: Vec<IsoWeek>,
}

/// What stands in the form of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemForm(Submitted);

impl ItemForm {
    /// What was sent, or what a link that leads here has filled in.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// What is kept, to be changed.
    #[must_use]
    pub fn of(item: &Item) -> Self {
        let Item { version, content, .. } = item;
        Self(Submitted::from_pairs([
            ("version", version.to_string()),
            ("title", content.title.clone()),
            ("words", content.words.clone()),
            ("report", content.report_number.map(|number| number.to_string()).unwrap_or_default()),
            ("week", item.week().map(|week| week.to_string()).unwrap_or_default()),
            ("decision", content.decision.clone()),
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

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, readable: &Readable) -> Result<Content, Faults> {
        let mut faults = Faults::default();
        let title = faults.needed_words(&self.0, "title", "meetings-item-title-missing", LONGEST_LINE);
        let words = faults.sift_words(&self.0, "words", LONGEST_TEXT);
        let report_number = self.chosen("report", &readable.reports, "meetings-report-unknown", &mut faults);
        let week = self.chosen("week", &readable.weeks, "meetings-week-unknown", &mut faults);
        let decision = faults.sift_words(&self.0, "decision", LONGEST_TEXT);
        let read = || {
            Some(Content {
                title: title?,
                words: words?,
                report_number,
                picture_week: week.map(|week| Day::from(week.monday())),
                decision: decision?,
            })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }

    /// One of the known, or none.
    fn chosen<T: Copy + PartialEq + std::str::FromStr>(
        &self,
        field: &'static str,
        known: &[T],
        unknown: &'static str,
        faults: &mut Faults,
    ) -> Option<T> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let chosen = text.parse::<T>().ok().filter(|chosen| known.contains(chosen));
        faults.sift(field, chosen.ok_or(Message::new(unknown)))
    }
}
