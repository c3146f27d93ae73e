//! The guard of personal data at the door: what it says beside a free text of a form.

use super::forms::{Faults, Message};
use crate::privacy::{Finding, FindingKind, Verdict, judge};

/// The field in which a writer says that what the guard found points out nobody: `yes`.
pub const CONFIRM_PRIVACY: &str = "confirm_privacy";

impl Faults {
    /// Notes what the guard has against the free text of a field. What stops is told beside the text; what only warns is
    /// told beside [`CONFIRM_PRIVACY`], unless `is_confirmed`. Messages name the kind and the place, never the words.
    pub fn guard(&mut self, field: &'static str, text: &str, is_confirmed: bool) {
        match judge(text) {
            Verdict::Stop(findings) => {
                let places: Vec<String> = findings.iter().map(|finding| finding.character.to_string()).collect();
                self.add(field, Message::new("privacy-stop").with("places", places.join(", ")));
            }
            Verdict::Warn(findings) if !is_confirmed => {
                let findings: Vec<Message> = findings.iter().map(told).collect();
                self.add(CONFIRM_PRIVACY, Message::new("privacy-warn").with("findings", findings));
            }
            Verdict::Warn(_) | Verdict::Pass => {}
        }
    }
}

fn told(finding: &Finding) -> Message {
    let key = match finding.kind {
        FindingKind::PersonalNumber => "privacy-found-personal-number",
        FindingKind::DoubtfulPersonalNumber => "privacy-found-doubtful-number",
        FindingKind::Email => "privacy-found-email",
        FindingKind::Phone => "privacy-found-phone",
        FindingKind::RegistrationPlate => "privacy-found-plate",
        FindingKind::FlatNumber => "privacy-found-flat",
        FindingKind::Named => "privacy-found-name",
    };
    Message::new(key).with("place", finding.character.to_string())
}
