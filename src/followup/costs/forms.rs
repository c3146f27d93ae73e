//! The form of what guard services cost a department in a year.

use super::model::{Cost, KeptCost};
use super::table::read_through;
use crate::followup::kronor;
use crate::web::{Faults, Message, Submitted};

/// Characters of the longest line.
pub const LONGEST_LINE: usize = 120;

/// What stands in the form: the writer's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostForm(Submitted);

impl CostForm {
    /// What was sent, or what a link that leads here has filled in.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form of a cost that is kept.
    #[must_use]
    pub fn of(kept: &KeptCost) -> Self {
        let Cost { department, year, amount_sek, through_on, note } = &kept.cost;
        let through = through_on.map(|day| {
            let day = day.date();
            if day == day.last_of_month() { day.strftime("%Y-%m").to_string() } else { day.to_string() }
        });
        Self(Submitted::from_pairs([
            ("version", kept.version.to_string()),
            ("department", department.clone()),
            ("year", year.to_string()),
            ("amount_sek", amount_sek.map(|sek| sek.to_string()).unwrap_or_default()),
            ("through", through.unwrap_or_default()),
            ("note", note.clone()),
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
    pub fn parse(&self) -> Result<Cost, Faults> {
        let mut faults = Faults::default();
        if !self.0.has("department") {
            faults.add("department", Message::new("cost-department-missing"));
        }
        let department = faults.sift_words(&self.0, "department", LONGEST_LINE);
        let year = faults.sift("year", kronor::read_year(&self.text("year")));
        let amount_sek = faults.sift("amount_sek", kronor::read(&self.text("amount_sek")));
        let through_on = year.and_then(|year| faults.sift("through", read_through(&self.text("through"), year)));
        let note = faults.sift_words(&self.0, "note", LONGEST_LINE);
        let read = || {
            let (amount_sek, through_on) = (amount_sek?, through_on?);
            // Nothing that is told has a last day.
            let through_on = amount_sek.and(through_on).map(Into::into);
            Some(Cost { department: department?, year: year?, amount_sek, through_on, note: note? })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }
}
