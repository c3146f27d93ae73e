//! The forms about versions: what was typed, and what it means.

use super::removal::{LONGEST_SENTENCE, is_sentence};
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// Why a picture is corrected; empty for the first version of a week, which needs none.
#[must_use]
pub fn read_reason(form: &Submitted, is_needed: bool, faults: &mut Faults) -> String {
    let reason = form.text("reason");
    if is_needed && reason.is_empty() {
        faults.add("reason", Message::new("versions-reason-missing"));
    }
    if reason.chars().count() > LONGEST_REASON {
        faults.add("reason", Message::new("versions-too-long").with("most", LONGEST_REASON.to_string()));
    }
    faults.guard("reason", &reason, form.text(CONFIRM_PRIVACY) == "yes");
    reason
}

/// The sentence that is to go, and why.
#[must_use]
pub fn read_removal(form: &Submitted, faults: &mut Faults) -> (String, String) {
    let sentence = form.text("sentence");
    if !is_sentence(&sentence) {
        faults.add("sentence", Message::new("versions-sentence-short"));
    }
    if sentence.chars().count() > LONGEST_SENTENCE {
        faults.add("sentence", Message::new("versions-too-long").with("most", LONGEST_SENTENCE.to_string()));
    }
    let reason = read_reason(form, true, faults);
    (sentence, reason)
}
