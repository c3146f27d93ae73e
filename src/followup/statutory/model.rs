//! What a document is made of, and what is kept of an approved one.

use std::collections::BTreeMap;

use diesel::{Queryable, Selectable};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use crate::db::{Moment, schema, word_column};
use crate::situation::words::Written;

/// So many years are told at once: the law wants it anew at least every second year (2023:196, 4 §).
pub const YEARS: i16 = 2;

word_column! {
    /// A part of the document. What the law asks for (2023:196, 4 §): crime is mapped, its extent and its consequences (1), with
    /// other relevant information (2) and an analysis (3); then a plan of measures, which is followed up.
    Part:
    /// The whole in short.
    Summary = "summary",
    /// Crime and its extent (4 § 1).
    Crime = "crime",
    /// Its consequences (4 § 1).
    Consequences = "consequences",
    /// Other relevant information (4 § 2).
    Other = "other",
    /// The analysis (4 § 3).
    Analysis = "analysis",
    /// The plan of measures.
    Plan = "plan",
    /// How it is followed up, and when it is made anew.
    FollowUp = "followup",
}

impl Part {
    /// Whether people must have written it before the document can be approved: no figure analyses, and none decides.
    #[must_use]
    pub fn must_be_written(self) -> bool {
        matches!(self, Self::Analysis | Self::Plan)
    }

    /// Whether its words tell of what happened, so that small counts do not belong in them: everybody reads it.
    #[must_use]
    pub fn tells_of_events(self) -> bool {
        !matches!(self, Self::Plan | Self::FollowUp)
    }
}

/// A document that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::statutory_documents)]
pub struct Begun {
    /// Its key.
    pub id: i64,
    /// The first of its years; no two documents have the same.
    pub from_year: i64,
    /// The last of its years.
    pub to_year: i64,
}

/// A wording of a part: nothing is overwritten, the latest one counts.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::statutory_texts)]
pub struct Wording {
    /// Which part.
    pub section: Part,
    /// 1, and one more for each wording after it.
    pub version: i64,
    /// The words; empty when they were taken away.
    pub words: String,
    /// Who wrote them.
    pub actor: String,
    /// When.
    pub written_at: Moment,
}

impl Wording {
    /// As it stands in the document; `None` when the words were taken away.
    #[must_use]
    pub fn written(&self) -> Option<Written> {
        let Self { words, actor, written_at, .. } = self;
        (!words.is_empty()).then(|| Written { words: words.clone(), by: actor.clone(), at: written_at.instant() })
    }
}

/// A part with what people wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartText {
    /// Which part.
    pub part: Part,
    /// What they wrote; `None` while nobody has.
    pub written: Option<Written>,
}

/// A situation picture of crime and a plan of measures, as it is read and frozen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// The first of its years.
    pub from_year: i16,
    /// The last of its years.
    pub to_year: i16,
    /// 1, and one more for each correction; 0 for a draft.
    pub version: i64,
    /// Why it was corrected; empty for the first.
    pub reason: String,
    /// What was known until then is in it.
    pub cut_off: Timestamp,
    /// Its parts, in order.
    pub parts: Vec<PartText>,
    /// What is known.
    pub facts: Facts,
    /// The hash of the record before it, of any years; `None` for the very first.
    pub previous_sha256: Option<String>,
    /// The hash of everything else here, as canonical JSON; `None` for a draft.
    pub sha256: Option<String>,
}

impl Pack {
    /// What people wrote of a part.
    #[must_use]
    pub fn written(&self, part: Part) -> Option<&Written> {
        self.parts.iter().find(|text| text.part == part).and_then(|text| text.written.as_ref())
    }

    /// The parts that nobody has written.
    pub fn unwritten(&self) -> impl Iterator<Item = Part> {
        self.parts.iter().filter(|text| text.written.is_none()).map(|text| text.part)
    }
}

/// The record of an approved version, as canonical JSON; its hash is the version's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The first of its years.
    pub from_year: i16,
    /// 1, and one more for each correction.
    pub version: i64,
    /// Why it was corrected; empty for the first.
    pub reason: String,
    /// What was known until then is in it.
    pub cut_off: Timestamp,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// Who approved it: name and organisation.
    pub approved_by: String,
    /// The hash of each file, by its name.
    pub files: BTreeMap<String, String>,
    /// The hash of the record before it, of any years; `None` for the very first.
    pub previous_sha256: Option<String>,
}

/// An approved version as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::statutory_versions)]
pub struct Version {
    /// Its key; they grow along the chain.
    pub id: i64,
    /// The first of its years.
    pub from_year: i64,
    /// 1, and one more for each correction.
    pub version: i64,
    /// Why it was corrected.
    pub reason: String,
    /// When it was approved.
    pub approved_at: Moment,
    /// Who approved it.
    pub actor: String,
    /// The record, as canonical JSON.
    pub manifest: String,
    /// The hash of the record before it; empty for the very first.
    pub previous_sha256: String,
    /// The hash of the record.
    pub sha256: String,
}

/// A file of a version as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::statutory_files)]
pub struct StoredFile {
    /// Its name: `document.pdf`.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its hash when it was frozen.
    pub sha256: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The file that everything stands in, for programs; the others are made of it.
pub const JSON: &str = "document.json";
/// The page that stands alone.
pub const PAGE: &str = "document.html";
/// The tagged PDF.
pub const PAPER: &str = "document.pdf";
