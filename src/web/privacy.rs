//! The guard of personal data at the door: what it says beside a free text of a form.

use super::forms::{Faults, Message, MessageValue, Submitted};
use crate::privacy::{FindingKind, Verdict, judge};
use crate::texts::Language;

/// The field in which a writer says that what the guard found points out nobody: `yes`.
pub const CONFIRM_PRIVACY: &str = "confirm_privacy";

impl Faults {
    /// The free text of a field, judged by the guard of personal data; `None` when it is longer than `most` characters or
    /// cannot be read, which is then noted.
    pub fn sift_words(&mut self, form: &Submitted, field: &'static str, most: usize) -> Option<String> {
        let text = form.text(field);
        let length = text.chars().count();
        if length > most {
            let told = Message::new("words-too-long").with("most", most.to_string()).with("length", length.to_string());
            self.add(field, told);
            return None;
        }
        if text.contains(|letter: char| letter.is_control() && letter != '\n' && letter != '\t') {
            self.add(field, Message::new("report-description-control"));
            return None;
        }
        self.guard(field, &text, form.text(CONFIRM_PRIVACY) == "yes");
        Some(text)
    }

    /// A free text that must be there, judged like any other; `None` also when it is not, which is then noted by the
    /// message `missing`.
    pub fn needed_words(
        &mut self,
        form: &Submitted,
        field: &'static str,
        missing: &'static str,
        most: usize,
    ) -> Option<String> {
        if !form.has(field) {
            self.add(field, Message::new(missing));
            return None;
        }
        self.sift_words(form, field, most)
    }

    /// Notes what the guard has against the free text of a field. What stops is told beside the text; what only warns is
    /// told beside [`CONFIRM_PRIVACY`], unless `is_confirmed`. Messages name the kind and the place, never the words.
    pub fn guard(&mut self, field: &'static str, text: &str, is_confirmed: bool) {
        match judge(text) {
            Verdict::Stop(findings) => {
                let places: Vec<String> = findings.iter().map(|finding| finding.character.to_string()).collect();
                self.add(field, stop(&places.join(", ")));
            }
            Verdict::Warn(findings) if !is_confirmed => {
                let found = findings.iter().map(|finding| found(finding.kind, &finding.character.to_string()));
                self.add(CONFIRM_PRIVACY, warn(found.collect::<Vec<_>>()));
            }
            Verdict::Warn(_) | Verdict::Pass => {}
        }
    }
}

/// What is said, for the script that says it while somebody writes (`static/privacy.js`): the name of a `data-` attribute
/// and its text, in which `#places`, `#findings` and `#place` stand where the server puts in what it found.
#[must_use]
pub fn guard_texts(language: Language) -> Vec<(String, String)> {
    let said = [("stop", stop("#places")), ("warn", warn("#findings")), ("confirm", Message::new("privacy-confirm"))];
    let said = said.into_iter().map(|(name, message)| (name.to_owned(), message));
    let kinds = FindingKind::ALL.map(|kind| (format!("found-{}", kind.word()), found(kind, "#place")));
    said.chain(kinds).map(|(name, message)| (name, message.shown(language))).collect()
}

fn stop(places: &str) -> Message {
    Message::new("privacy-stop").with("places", places)
}

fn warn(findings: impl Into<MessageValue>) -> Message {
    Message::new("privacy-warn").with("findings", findings)
}

fn found(kind: FindingKind, place: &str) -> Message {
    let key = match kind {
        FindingKind::PersonalNumber => "privacy-found-personal-number",
        FindingKind::DoubtfulPersonalNumber => "privacy-found-doubtful-number",
        FindingKind::Email => "privacy-found-email",
        FindingKind::Phone => "privacy-found-phone",
        FindingKind::RegistrationPlate => "privacy-found-plate",
        FindingKind::FlatNumber => "privacy-found-flat",
        FindingKind::Named => "privacy-found-name",
    };
    Message::new(key).with("place", place)
}
