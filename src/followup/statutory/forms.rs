//! The forms: what was typed, and what it means.

use super::model::Part;
use crate::situation::words::small_numbers::find_small_counts;
use crate::web::{Faults, Message, Submitted};

/// Characters of a part.
pub const LONGEST_PART: usize = 20_000;
/// Characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// What stands in the form of a part: the writer's own words, whatever is wrong with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartForm(Submitted);

impl PartForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// What stands there now, to be written upon.
    #[must_use]
    pub fn showing(words: &str) -> Self {
        Self(Submitted::from_pairs([("words", words.to_owned())]))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The version it was written upon; 0 when there was none.
    #[must_use]
    pub fn seen(&self) -> Option<i64> {
        self.text("version").parse().ok()
    }

    /// Judges the form: everybody may read what is written, so no person and no small count of events is in it.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, part: Part) -> Result<String, Faults> {
        let mut faults = Faults::default();
        let words = faults.sift_words(&self.0, "words", LONGEST_PART);
        let text = self.text("words");
        if part.tells_of_events() {
            let small = find_small_counts(&text);
            if !small.is_empty() {
                let quoted: Vec<String> = small.iter().map(|number| format!("”{number}”")).collect();
                faults.add("words", Message::new("words-small-counts").with("numbers", quoted.join(", ")));
            }
        }
        // Who empties a part takes its words away; where none stand, they were forgotten.
        if text.is_empty() && self.seen() == Some(0) {
            faults.add("words", Message::new("words-missing"));
        }
        words.filter(|_| faults.is_empty()).ok_or(faults)
    }
}

/// Why a document is corrected; empty for the first version, which needs no reason.
#[must_use]
pub fn read_reason(form: &Submitted, is_needed: bool, faults: &mut Faults) -> String {
    if is_needed && !form.has("reason") {
        faults.add("reason", Message::new("versions-reason-missing"));
    }
    faults.sift_words(form, "reason", LONGEST_REASON).unwrap_or_default()
}
