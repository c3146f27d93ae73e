//! From a picture to the files that are kept of it, and to the record that holds their hashes. Pure: no clock, no database.
//! It sets two PDFs: never on a thread that answers requests, and never inside a transaction.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::canonical::{canonical, canonical_of, seal};
use super::model::{Edition, FileFormat, Manifest, file_name};
use crate::digest;
use crate::error::AppError;
use crate::situation::picture::Status;
use crate::situation::{Picture, SharedPicture, document, shared};

/// Where a version stands in the chain, and how it came there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// 1, and one more for each correction.
    pub version: i64,
    /// 0 as it is approved; one more each time a sentence has to go.
    pub revision: i64,
    /// Why it is corrected, or why the sentence goes.
    pub reason: String,
    /// When that happens, in whole microseconds.
    pub at: Timestamp,
    /// Who does it: name and organisation.
    pub by: String,
    /// The hash of the sentence that goes.
    pub removed_sha256: Option<String>,
    /// The hash of the record before it, of any week; `None` for the very first.
    pub previous_sha256: Option<String>,
}

/// A file to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenFile {
    /// For whom.
    pub edition: Edition,
    /// What it is written as.
    pub format: FileFormat,
    /// The hash of its bytes.
    pub sha256: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A version to be kept: six files and their record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The record.
    pub manifest: Manifest,
    /// The record as canonical JSON.
    pub text: String,
    /// The hash of that text: the version's.
    pub sha256: String,
    /// The files.
    pub files: Vec<FrozenFile>,
    /// What a search looks through in the working group's edition, in small letters.
    pub searched: String,
    /// The same in the shared edition.
    pub searched_shared: String,
}

/// Freezes a picture with its shared edition at a place in the chain.
///
/// # Errors
/// [`AppError::Internal`] when a template fails, or when what would be frozen could not be read back to the same.
pub fn freeze(picture: Picture, shared: SharedPicture, place: Place) -> Result<Frozen, AppError> {
    let version = u32::try_from(place.version).map_err(AppError::internal)?;
    let previous_sha256 = place.previous_sha256.clone();
    let picture = sealed(
        Picture {
            status: Status::Approved,
            version,
            previous_sha256: previous_sha256.clone(),
            sha256: None,
            ..picture
        },
        |picture, hash| picture.sha256 = Some(hash),
    )?;
    let shared = sealed(SharedPicture { version, previous_sha256, sha256: None, ..shared }, |shared, hash| {
        shared.sha256 = Some(hash);
    })?;
    let (own, others) = (Edition::WorkingGroup, Edition::Shared);
    let files = vec![
        file(own, FileFormat::Json, canonical_of(&picture)?.into_bytes()),
        file(own, FileFormat::Html, document::page(&picture)?.into_bytes()),
        file(own, FileFormat::Pdf, document::pdf(&picture)?),
        file(others, FileFormat::Json, canonical_of(&shared)?.into_bytes()),
        file(others, FileFormat::Html, shared::page(&shared)?.into_bytes()),
        file(others, FileFormat::Pdf, shared::pdf(&shared)?),
    ];
    let names = files.iter().map(|file| (file_name(file.edition, file.format), file.sha256.clone()));
    let manifest = Manifest {
        week: picture.week,
        version: place.version,
        revision: place.revision,
        reason: place.reason,
        cut_off: picture.cut_off,
        approved_at: place.at,
        approved_by: place.by,
        removed_sha256: place.removed_sha256,
        files: names.collect::<BTreeMap<_, _>>(),
        previous_sha256: place.previous_sha256,
    };
    let text = canonical_of(&manifest)?;
    Ok(Frozen {
        sha256: digest::sha256(&text),
        text,
        manifest,
        files,
        searched: searched(&picture),
        searched_shared: shared.searched(),
    })
}

fn file(edition: Edition, format: FileFormat, bytes: Vec<u8>) -> FrozenFile {
    FrozenFile { edition, format, sha256: digest::sha256(&bytes), bytes }
}

/// The value with its own hash in it, and proof that it is read back as it was.
fn sealed<T>(mut value: T, put: impl FnOnce(&mut T, String)) -> Result<T, AppError>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    let hash = seal(&serde_json::to_value(&value).map_err(AppError::internal)?);
    put(&mut value, hash);
    let text = canonical(&serde_json::to_value(&value).map_err(AppError::internal)?);
    let read: T = serde_json::from_str(&text).map_err(AppError::internal)?;
    if read == value {
        Ok(value)
    } else {
        Err(AppError::internal("a frozen picture would be read back as another one"))
    }
}

/// What people wrote, and the sentences about what stands out.
fn searched(picture: &Picture) -> String {
    let words = &picture.words;
    let written = [&words.summary, &words.shared, &words.feedback].into_iter().flatten().map(|text| &text.words);
    let parts = words.parts.iter().filter_map(|part| part.text.as_ref()).map(|text| &text.words);
    let judged = words.assessments.iter().filter_map(|judged| judged.text.as_ref()).map(|text| &text.words);
    let notable = words.notable.iter().filter_map(|notable| notable.text.as_ref()).map(|text| &text.words);
    let problems = words.problems.iter().flat_map(|problem| [&problem.title, &problem.words]);
    let findings = picture.findings.iter().map(|finding| &finding.sentence);
    let places = picture.patterns.recurring_places.iter().map(|place| &place.name);
    let measures = picture.measures.decisions.iter().map(|decision| &decision.title);
    let coming = picture.coming.iter().map(|coming| &coming.title);
    let all = written.chain(parts).chain(judged).chain(notable).chain(problems).chain(findings);
    lowered(all.chain(places).chain(measures).chain(coming))
}

fn lowered<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).map(|text| text.to_lowercase()).collect();
    texts.join("\n")
}
