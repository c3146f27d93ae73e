//! The forms of the desk: what was sent, and what it decides.

use crate::districts::{Ground, Place};
use crate::incidents::category::{self, Category};
use crate::incidents::forms::ReportForm;
use crate::incidents::import::LONGEST_DESCRIPTION;
use crate::incidents::model::Whereabouts;
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// What a coordinator decides of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// It stands.
    Approve {
        /// A word of thanks to the reporter; may be empty.
        thanks: String,
    },
    /// It belongs to this category.
    Recategorise {
        /// The category.
        category: &'static Category,
        /// Why; may be empty.
        why: String,
        /// Whether it stands then.
        approves: bool,
    },
    /// It was there.
    Move {
        /// Where.
        whereabouts: Whereabouts,
        /// Why; may be empty.
        why: String,
        /// Whether it stands then.
        approves: bool,
    },
    /// It tells the same event as another one.
    Merge {
        /// The key of the other one.
        into: i64,
        /// Why; may be empty.
        why: String,
    },
    /// It does not after all.
    Split {
        /// Why; may be empty.
        why: String,
    },
    /// The reporter is asked something.
    Ask {
        /// What.
        question: String,
    },
    /// It does not count.
    SetAside {
        /// Why: the reporter reads it.
        why: String,
    },
    /// It shall be looked at again.
    Reopen {
        /// Why; may be empty.
        why: String,
    },
}

/// What stands in the forms of the desk: each field has its own name, so that what was typed stays where it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewForm(Submitted);

impl ReviewForm {
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

    /// Which form was sent: the word of its decision.
    #[must_use]
    pub fn decision(&self) -> String {
        self.0.text("decision")
    }

    /// The version of the report that was looked at.
    #[must_use]
    pub fn seen(&self) -> Option<i64> {
        self.0.text("version").parse().ok()
    }

    /// Judges the form; `None` when it is none of the desk's.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    #[must_use]
    pub fn parse(&self, ground: &Ground, places: &[Place]) -> Option<Result<Decision, Faults>> {
        let mut faults = Faults::default();
        let approves = self.text("then") == "approve";
        let decision = match self.decision().as_str() {
            "approve" => self.words("thanks", &mut faults).map(|thanks| Decision::Approve { thanks }),
            "recategorise" => {
                let category = category::find_category(&self.text("category"));
                let category = faults.sift("category", category.ok_or(Message::new("report-category-missing")));
                let why = self.words("why_category", &mut faults);
                category.zip(why).map(|(category, why)| Decision::Recategorise { category, why, approves })
            }
            "move" => {
                let whereabouts = ReportForm::sent(self.0.clone()).whereabouts(ground, places, &mut faults);
                let why = self.words("why_move", &mut faults);
                whereabouts.zip(why).map(|(whereabouts, why)| Decision::Move { whereabouts, why, approves })
            }
            "merge" => {
                let number = self.text("into");
                let into =
                    number.trim_start_matches('#').trim().parse().map_err(|_| Message::new("review-into-missing"));
                let (into, why) = (faults.sift("into", into), self.words("why_merge", &mut faults));
                into.zip(why).map(|(into, why)| Decision::Merge { into, why })
            }
            "split" => self.words("why_split", &mut faults).map(|why| Decision::Split { why }),
            "ask" => self
                .needed("question", "review-question-missing", &mut faults)
                .map(|question| Decision::Ask { question }),
            "set_aside" => {
                self.needed("why_set_aside", "review-why-missing", &mut faults).map(|why| Decision::SetAside { why })
            }
            "reopen" => self.words("why_reopen", &mut faults).map(|why| Decision::Reopen { why }),
            _ => return None,
        };
        Some(decision.filter(|_| faults.is_empty()).ok_or(faults))
    }

    /// Words that must be there.
    fn needed(&self, field: &'static str, missing: &'static str, faults: &mut Faults) -> Option<String> {
        if !self.0.has(field) {
            faults.add(field, Message::new(missing));
            return None;
        }
        self.words(field, faults)
    }

    fn words(&self, field: &'static str, faults: &mut Faults) -> Option<String> {
        read_words(&self.0, field, faults)
    }
}

/// A free text that goes into a report's history, judged by the guard of personal data.
pub fn read_words(form: &Submitted, field: &'static str, faults: &mut Faults) -> Option<String> {
    let words = form.text(field);
    let length = words.chars().count();
    if length > LONGEST_DESCRIPTION {
        let most = LONGEST_DESCRIPTION.to_string();
        faults
            .add(field, Message::new("report-description-long").with("most", most).with("length", length.to_string()));
        return None;
    }
    if words.contains(|letter: char| letter.is_control() && letter != '\n' && letter != '\t') {
        faults.add(field, Message::new("report-description-control"));
        return None;
    }
    faults.guard(field, &words, form.text(CONFIRM_PRIVACY) == "yes");
    Some(words)
}
