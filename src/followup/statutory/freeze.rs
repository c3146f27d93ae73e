//! From a document to the files that are kept of it, and to the record that holds their hashes; and whether what is kept is
//! what was approved. Pure: no clock, no database. It sets a PDF: never on a thread that answers requests.
//!
//! What is kept can be checked without Lykta just as a picture can
//! ([`situation::versions`](crate::situation::versions)): canonical JSON is RFC 8785, the `sha256` in `document.json` is the
//! hash of everything else in it, and a version's record holds the hash of each file and of the record before it.

use jiff::Timestamp;

use super::model::{JSON, Manifest, PAGE, PAPER, Pack, StoredFile, Version};
use super::telling;
use crate::digest;
use crate::error::AppError;
use crate::situation::document;
use crate::situation::versions::canonical::{canonical, canonical_of, seal};
use crate::texts::Language;

/// The language of what is frozen.
pub const LANGUAGE: Language = Language::Swedish;

/// A version to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The record.
    pub manifest: Manifest,
    /// The record as canonical JSON.
    pub text: String,
    /// The hash of that text: the version's.
    pub sha256: String,
    /// The files.
    pub files: Vec<StoredFile>,
}

/// Freezes a document as this version, approved by somebody at an instant.
///
/// # Errors
/// [`AppError::Internal`] when a template fails, or when what would be frozen could not be read back to the same.
pub fn freeze(pack: Pack, (approved_at, approved_by): (Timestamp, &str)) -> Result<Frozen, AppError> {
    let pack = sealed(pack)?;
    let told = telling::document(&pack, LANGUAGE, false);
    let page = document::alone(&told)?;
    let files = vec![
        file(JSON, "application/json", canonical_of(&pack)?.into_bytes()),
        file(PAGE, "text/html; charset=utf-8", page.into_bytes()),
        file(PAPER, "application/pdf", document::paper(told)?),
    ];
    let manifest = Manifest {
        from_year: pack.from_year,
        version: pack.version,
        reason: pack.reason,
        cut_off: pack.cut_off,
        approved_at,
        approved_by: approved_by.to_owned(),
        files: files.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect(),
        previous_sha256: pack.previous_sha256,
    };
    let text = canonical_of(&manifest)?;
    Ok(Frozen { sha256: digest::sha256(&text), text, manifest, files })
}

fn file(name: &str, media_type: &str, bytes: Vec<u8>) -> StoredFile {
    StoredFile { name: name.to_owned(), media_type: media_type.to_owned(), sha256: digest::sha256(&bytes), bytes }
}

/// The document with its own hash in it, and proof that it is read back as it was.
fn sealed(mut pack: Pack) -> Result<Pack, AppError> {
    let value = serde_json::to_value(&pack).map_err(AppError::internal)?;
    pack.sha256 = Some(seal(&value));
    let text = canonical(&serde_json::to_value(&pack).map_err(AppError::internal)?);
    let read: Pack = serde_json::from_str(&text).map_err(AppError::internal)?;
    if read == pack { Ok(pack) } else { Err(AppError::internal("a frozen document would be read back as another one")) }
}

/// What is wrong with what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The record does not have the hash that it is kept with, or its row says something else.
    Record,
    /// It does not follow the record that stands before it.
    Chain,
    /// This file is missing, or is not what the record holds the hash of.
    File(String),
}

/// What is wrong with a version and its files, or with any record in the chain: all versions, in its order.
#[must_use]
pub fn faults(versions: &[Version], shown: &Version, files: &[StoredFile]) -> Vec<Fault> {
    let mut found: Vec<Fault> = chain_faults(versions).into_iter().map(|(_, fault)| fault).collect();
    found.extend(file_faults(shown, files));
    found.dedup();
    found
}

/// Follows the chain from its beginning: all versions, in its order. What is wrong, and with which.
#[must_use]
pub fn chain_faults(versions: &[Version]) -> Vec<(&Version, Fault)> {
    let mut found = Vec::new();
    let mut previous = "";
    for version in versions {
        if version.previous_sha256 != previous {
            found.push((version, Fault::Chain));
        }
        if !is_intact(version) {
            found.push((version, Fault::Record));
        }
        previous = &version.sha256;
    }
    found
}

/// What of a version's files is not what its record holds the hash of.
#[must_use]
pub fn file_faults(version: &Version, files: &[StoredFile]) -> Vec<Fault> {
    let manifest = serde_json::from_str::<Manifest>(&version.manifest).ok();
    let recorded = manifest.map(|manifest| manifest.files).unwrap_or_default();
    let is_whole = |name: &str, sha256: &str| {
        files.iter().any(|file| file.name == name && file.sha256 == sha256 && digest::sha256(&file.bytes) == sha256)
    };
    recorded.into_iter().filter(|(name, sha256)| !is_whole(name, sha256)).map(|(name, _)| Fault::File(name)).collect()
}

/// Whether a record has its hash and its row says the same.
fn is_intact(version: &Version) -> bool {
    let Ok(manifest) = serde_json::from_str::<Manifest>(&version.manifest) else { return false };
    digest::sha256(&version.manifest) == version.sha256
        && i64::from(manifest.from_year) == version.from_year
        && (manifest.version, &manifest.reason, &manifest.approved_by)
            == (version.version, &version.reason, &version.actor)
        && manifest.previous_sha256.as_deref().unwrap_or_default() == version.previous_sha256
}
