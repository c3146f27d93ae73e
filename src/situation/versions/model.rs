//! What is kept of an approved picture.

use std::collections::BTreeMap;

use diesel::{Queryable, Selectable};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::accounts::{Permission, Role};
use crate::db::{Day, Moment, schema, word_column};
use crate::time::IsoWeek;

word_column! {
    /// For whom a file of a version is.
    Edition:
    /// Exact counts and places: for the working group.
    WorkingGroup = "working_group",
    /// Counts after disclosure control, no places: for everybody else who may read pictures.
    Shared = "shared",
}

impl Edition {
    /// The edition that this role reads.
    #[must_use]
    pub fn of(role: Role) -> Self {
        if role.may(Permission::SeeWorkingGroup) { Self::WorkingGroup } else { Self::Shared }
    }
}

word_column! {
    /// What a file of a version is written as.
    FileFormat:
    /// Canonical JSON: every figure, for programs.
    Json = "json",
    /// A page that stands alone.
    Html = "html",
    /// A tagged PDF.
    Pdf = "pdf",
}

impl FileFormat {
    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}

/// The name of a file in a manifest: `working_group.json`.
#[must_use]
pub fn file_name(edition: Edition, format: FileFormat) -> String {
    format!("{}.{}", edition.word(), format.word())
}

/// The record of a version or of a revision of it, as canonical JSON; its hash is the version's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The week.
    pub week: IsoWeek,
    /// 1, and one more for each correction.
    pub version: i64,
    /// 0 as it was approved; one more each time a sentence had to go.
    pub revision: i64,
    /// Why it was corrected, or why the sentence went; empty for the first of a week.
    pub reason: String,
    /// The moment it was counted.
    pub cut_off: Timestamp,
    /// When it was approved, or the sentence went.
    pub approved_at: Timestamp,
    /// Who did it: name and organisation.
    pub approved_by: String,
    /// The hash of the sentence that went; `None` as it was approved.
    pub removed_sha256: Option<String>,
    /// The hash of each file, by its name ([`file_name`]).
    pub files: BTreeMap<String, String>,
    /// The hash of the record before it, of any week; `None` for the very first.
    pub previous_sha256: Option<String>,
}

/// A version, or a revision of it, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::picture_versions)]
pub struct Version {
    /// Its key; they grow along the chain.
    pub id: i64,
    /// Monday of the week.
    pub week: Day,
    /// 1, and one more for each correction.
    pub version: i64,
    /// 0 as it was approved; one more each time a sentence had to go.
    pub revision: i64,
    /// Why it was corrected, or why the sentence went.
    pub reason: String,
    /// The moment it was counted.
    pub cut_off: Moment,
    /// When it was approved, or the sentence went.
    pub approved_at: Moment,
    /// Who did it.
    pub actor: String,
    /// The record, as canonical JSON.
    pub manifest: String,
    /// The hash of the record before it; empty for the very first.
    pub previous_sha256: String,
    /// The hash of the record.
    pub sha256: String,
}

impl Version {
    /// The week.
    #[must_use]
    pub fn iso_week(&self) -> IsoWeek {
        IsoWeek::of_day(self.week.date())
    }

    /// The record, when it can be read.
    #[must_use]
    pub fn read_manifest(&self) -> Option<Manifest> {
        serde_json::from_str(&self.manifest).ok()
    }
}

/// A file of a version, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::picture_files)]
pub struct StoredFile {
    /// For whom.
    pub edition: Edition,
    /// What it is written as.
    pub format: FileFormat,
    /// Its hash when it was frozen.
    pub sha256: String,
    /// Its bytes; `None` once a later revision stands in its place.
    pub bytes: Option<Vec<u8>>,
}

/// An organisation's signature.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::picture_signatures)]
pub struct Signature {
    /// The version, or its revision, that was signed.
    pub version_id: i64,
    /// The organisation's key.
    pub organisation_id: i64,
    /// Its name then.
    pub organisation: String,
    /// Who signed for it: name and organisation.
    pub actor: String,
    /// When.
    pub signed_at: Moment,
    /// The hash of the record as the one who signed saw it.
    pub sha256: String,
}
