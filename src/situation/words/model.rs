//! What is written.

use diesel::{Queryable, Selectable};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::accounts::{OrganisationKind, Permission, Viewer};
use crate::db::schema::{incidents, picture_problems, picture_texts};
use crate::db::{Day, Moment, word_column};
use crate::incidents::audience::Audience;
use crate::incidents::severity::Severity;
use crate::situation::scope::RowName;
use crate::time::IsoWeek;

word_column! {
    /// What a text of a picture is.
    TextKind:
    /// The brief, in the coordinator's words: for the working group.
    Summary = "summary",
    /// What everybody else reads.
    Shared = "shared",
    /// What all who reported in the week are told.
    Feedback = "feedback",
    /// An organisation's own part; its subject is the organisation.
    Part = "part",
    /// The judgement of a district; its subject is the district.
    Assessment = "assessment",
    /// A notable report in the coordinator's own sentence; its subject is the report.
    Notable = "notable",
}

word_column! {
    /// How a district is, in one of four levels.
    Level:
    /// Lugnt.
    Calm = "calm",
    /// Viss oro.
    Unsettled = "unsettled",
    /// Ansträngt.
    Strained = "strained",
    /// Allvarligt.
    Serious = "serious",
}

impl TextKind {
    /// How many characters it may have.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Self::Summary | Self::Part => 3_000,
            Self::Shared | Self::Feedback => 2_000,
            Self::Assessment => 1_000,
            // One sentence, so that it stays the coordinator's own and does not become the report.
            Self::Notable => 300,
        }
    }

    /// Whether people outside the working group read it, who are told no small counts.
    #[must_use]
    pub fn is_for_everybody(self) -> bool {
        matches!(self, Self::Shared | Self::Feedback)
    }
}

/// Which text of a week's picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Topic {
    /// What it is.
    pub kind: TextKind,
    /// What it is about, by key: an organisation, a district, a report; 0 where there is one text a week.
    pub subject: i64,
}

impl Topic {
    /// The text of its kind of which a week has only one.
    #[must_use]
    pub fn of_week(kind: TextKind) -> Self {
        Self { kind, subject: 0 }
    }

    /// Whether this viewer may write it: a coordinator everything, the others their own organisation's part.
    #[must_use]
    pub fn may_be_written_by(&self, viewer: &Viewer) -> bool {
        let is_own_part = self.kind == TextKind::Part && self.subject == viewer.organisation_id;
        viewer.role.may(Permission::WritePicture) || (is_own_part && viewer.role.may(Permission::WritePart))
    }
}

/// What somebody wants to stand in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The words; empty takes the text away.
    pub words: String,
    /// The level, of an assessment.
    pub level: Option<Level>,
}

/// A wording as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = picture_texts)]
pub struct Wording {
    /// What it is.
    pub kind: TextKind,
    /// What it is about, by key.
    pub subject_id: i64,
    /// 1, and one more each time it was written anew.
    pub version: i64,
    /// The level, of an assessment.
    pub level: Option<Level>,
    /// The words; empty when the text was taken away.
    pub words: String,
    /// Who wrote it: name and organisation.
    pub actor: String,
    /// When.
    pub written_at: Moment,
}

impl Wording {
    /// Whether it says this.
    #[must_use]
    pub fn says(&self, draft: &Draft) -> bool {
        self.words == draft.words && self.level == draft.level
    }

    /// As it stands in a picture; `None` when it has no words.
    #[must_use]
    pub fn written(&self) -> Option<Written> {
        let text = || Written { words: self.words.clone(), by: self.actor.clone(), at: self.written_at.instant() };
        (!self.words.is_empty()).then(text)
    }
}

/// A report, as far as a picture tells of it.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = incidents)]
pub struct Noteworthy {
    /// Its key.
    pub id: i64,
    /// The Monday of its week.
    pub week: Day,
    /// When it happened, or the earliest it may have.
    pub occurred_from: Moment,
    /// The code of its category.
    pub category: String,
    /// The district it is counted in.
    pub district_id: Option<i64>,
    /// How disturbing it was.
    pub severity: Severity,
    /// Whether it counts.
    pub is_counted: bool,
    /// Whom it reaches.
    pub audience: Audience,
}

impl Noteworthy {
    /// Whether a week's picture counts it, and so may tell of it.
    #[must_use]
    pub fn counts_in(&self, week: IsoWeek) -> bool {
        self.week == Day::from(week.monday()) && self.is_counted && self.audience != Audience::Organisation
    }
}

/// Where an organisation's part stands among the others: those who agree on the picture first.
#[must_use]
pub fn place_of_part(kind: OrganisationKind) -> usize {
    use OrganisationKind::{Association, Housing, Municipality, Other, Police, Rescue};
    [Police, Housing, Municipality, Rescue, Association, Other].iter().position(|known| *known == kind).unwrap_or(6)
}

word_column! {
    /// What is asked of a problem before it is given people and money.
    ///
    /// **Source:** Brottsförebyggande rådet, *Prioritera mellan problemen* (`domain.md` 1.3). The answers are kept in this
    /// order.
    Question:
    /// Is it common?
    Common = "common",
    /// Is it rising?
    Rising = "rising",
    /// Does it deviate from areas that are alike?
    Deviating = "deviating",
    /// Is it limited to a place?
    Local = "local",
    /// Can we influence it?
    Reachable = "reachable",
    /// Is it costly?
    Costly = "costly",
    /// Does it affect many?
    Many = "many",
    /// Is it a signal crime, by which people judge how things stand where they live?
    Signal = "signal",
}

word_column! {
    /// What is answered.
    Answer:
    /// Yes.
    Yes = "yes",
    /// No.
    No = "no",
    /// Not known.
    Unknown = "unknown",
}

/// An answer to each [`Question`], in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers(pub [Answer; 8]);

impl Answers {
    /// As the database keeps them: a letter each, `yynuunny`.
    #[must_use]
    pub fn letters(&self) -> String {
        self.0.iter().filter_map(|answer| answer.word().chars().next()).collect()
    }

    /// What these letters say; what is no answer is not known.
    #[must_use]
    pub fn from_letters(letters: &str) -> Self {
        let mut answers = [Answer::Unknown; 8];
        for (answer, letter) in answers.iter_mut().zip(letters.chars()) {
            *answer = match letter {
                'y' => Answer::Yes,
                'n' => Answer::No,
                _ => Answer::Unknown,
            };
        }
        Self(answers)
    }

    /// How many are yes.
    #[must_use]
    pub fn points(&self) -> u32 {
        self.0.iter().map(|answer| u32::from(*answer == Answer::Yes)).sum()
    }
}

/// What somebody wants a problem to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemDraft {
    /// What it is.
    pub title: String,
    /// The district; `None` for the whole municipality.
    pub district_id: Option<i64>,
    /// The answers.
    pub answers: Answers,
    /// What else is to be said.
    pub words: String,
}

/// A problem as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = picture_problems)]
pub struct Weighed {
    /// Its key.
    pub id: i64,
    /// What it is.
    pub title: String,
    /// The district; `None` for the whole municipality.
    pub district_id: Option<i64>,
    /// The answers' letters.
    pub answers: String,
    /// What else is to be said.
    pub words: String,
    /// Who wrote it last: name and organisation.
    pub actor: String,
    /// When.
    pub written_at: Moment,
    /// Grows with every change.
    pub version: i64,
}

impl Weighed {
    /// What it says.
    #[must_use]
    pub fn draft(&self) -> ProblemDraft {
        ProblemDraft {
            title: self.title.clone(),
            district_id: self.district_id,
            answers: Answers::from_letters(&self.answers),
            words: self.words.clone(),
        }
    }
}

/// A text as it stands in a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The words, as lines.
    pub words: String,
    /// Who wrote them last: name and organisation.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// An organisation's own part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The organisation's name.
    pub organisation: String,
    /// Its key, where its part is written.
    pub organisation_id: i64,
    /// The text; `None` when nothing is written.
    pub text: Option<Written>,
}

/// The judgement of a district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The district.
    pub district: RowName,
    /// Its key, where it is judged.
    pub district_id: i64,
    /// The level; `None` while it is not judged.
    pub level: Option<Level>,
    /// The level in words: `viss oro`; empty while it is not judged.
    pub level_name: String,
    /// The text.
    pub text: Option<Written>,
}

/// A notable report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notable {
    /// The report's key.
    pub incident_id: i64,
    /// The day on which it happened, and its category and district, in words: what the draft links by.
    pub label: String,
    /// The coordinator's own sentence.
    pub text: Option<Written>,
}

/// A problem, weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Its key.
    pub id: i64,
    /// What it is.
    pub title: String,
    /// Where; `None` for the whole municipality.
    pub district: Option<String>,
    /// The eight answers in the order of the questions: `yes`, `no` or `unknown`.
    pub answers: Vec<String>,
    /// How many are yes.
    pub points: u32,
    /// What else is to be said.
    pub words: String,
}

/// Everything written for a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The brief.
    pub summary: Option<Written>,
    /// What everybody else reads.
    pub shared: Option<Written>,
    /// What those who reported are told.
    pub feedback: Option<Written>,
    /// The organisations' own parts, police, housing and municipality first.
    pub parts: Vec<Part>,
    /// The judgement of each district, in the picture's order.
    pub assessments: Vec<Assessment>,
    /// The problems, those with most points first.
    pub problems: Vec<Problem>,
    /// The notable reports, in order of time.
    pub notable: Vec<Notable>,
}
