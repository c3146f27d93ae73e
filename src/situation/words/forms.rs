//! The forms: what was typed, and what it means.

use super::model::{Answer, Answers, Draft, Level, ProblemDraft, Question, TextKind};
use super::small_numbers::find_small_counts;
use crate::districts::Ground;
use crate::web::{Faults, Message, Submitted};

/// Characters of a problem's title.
pub const LONGEST_TITLE: usize = 120;
/// Characters of what else is to be said of a problem.
pub const LONGEST_WORDS: usize = 1_000;

/// What stands in the form of a text: the visitor's own words, whatever is wrong with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextForm(Submitted);

impl TextForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// What stands there now, to be written upon.
    #[must_use]
    pub fn showing(draft: &Draft) -> Self {
        let level = draft.level.map_or("", |level| level.word()).to_owned();
        Self(Submitted::from_pairs([("words", draft.words.clone()), ("level", level)]))
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

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, kind: TextKind) -> Result<Draft, Faults> {
        let mut faults = Faults::default();
        let words = faults.sift_words(&self.0, "words", kind.most());
        let level = Level::from_word(&self.text("level")).filter(|_| kind == TextKind::Assessment);
        let text = self.text("words");
        if kind.is_for_everybody() {
            let small = find_small_counts(&text);
            if !small.is_empty() {
                let quoted: Vec<String> = small.iter().map(|number| format!("”{number}”")).collect();
                faults.add("words", Message::new("words-small-counts").with("numbers", quoted.join(", ")));
            }
        }
        if kind == TextKind::Assessment && level.is_none() && !text.is_empty() {
            faults.add("level", Message::new("words-level-missing"));
        }
        // Who empties a text takes it away; where none stands, it was forgotten.
        if text.is_empty() && level.is_none() && self.seen() == Some(0) {
            faults.add("words", Message::new("words-missing"));
        }
        words.map(|words| Draft { words, level }).filter(|_| faults.is_empty()).ok_or(faults)
    }
}

/// What stands in the form of a problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProblemForm(Submitted);

impl ProblemForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// What is kept, to be changed.
    #[must_use]
    pub fn showing(draft: &ProblemDraft, ground: &Ground) -> Self {
        let district = draft.district_id.and_then(|id| ground.district(id)).map(|known| known.code.clone());
        let said = [("title", draft.title.clone()), ("words", draft.words.clone())];
        let answers = Question::ALL.iter().zip(draft.answers.0);
        let answers = answers.map(|(question, answer)| (question.word(), answer.word().to_owned()));
        let district = ("district", district.unwrap_or_default());
        Self(Submitted::from_pairs(said.into_iter().chain([district]).chain(answers)))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The version that was looked at.
    #[must_use]
    pub fn seen(&self) -> Option<i64> {
        self.text("version").parse().ok()
    }

    /// Whether it is to be taken away.
    #[must_use]
    pub fn removes(&self) -> bool {
        self.text("step") == "remove"
    }

    /// The answer to a question; not known when there is none.
    #[must_use]
    pub fn answer(&self, question: Question) -> Answer {
        Answer::from_word(&self.text(question.word())).unwrap_or(Answer::Unknown)
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, ground: &Ground) -> Result<ProblemDraft, Faults> {
        let mut faults = Faults::default();
        let title = faults.sift_words(&self.0, "title", LONGEST_TITLE);
        if !self.0.has("title") {
            faults.add("title", Message::new("words-title-missing"));
        }
        let code = self.text("district");
        let district = ground.district_of_code(&code).map(|known| known.id);
        if district.is_none() && !code.is_empty() {
            faults.add("district", Message::new("words-district-unknown"));
        }
        let mut answers = [Answer::Unknown; 8];
        for (answer, question) in answers.iter_mut().zip(Question::ALL) {
            *answer = self.answer(*question);
        }
        let words = faults.sift_words(&self.0, "words", LONGEST_WORDS);
        let read =
            || Some(ProblemDraft { title: title?, district_id: district, answers: Answers(answers), words: words? });
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }
}
