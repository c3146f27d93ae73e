//! Whether what is stored is what was approved. Pure: rows in, what is wrong with them out.

use serde_json::Value;

use super::canonical::{canonical_of, seal};
use super::model::{Edition, FileFormat, Signature, StoredFile, Version, file_name};
use crate::db::Moment;
use crate::digest;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The record does not have the hash that it is kept with.
    Record,
    /// It does not follow the record that stands before it: one was changed, taken out or put in.
    Chain,
    /// The row says something else than its record.
    Row,
    /// A file is missing, or is not what the record holds the hash of.
    File(Edition, FileFormat),
    /// This organisation signed something else.
    Signature(String),
}

/// A version, by its key, and what is wrong with it.
pub type Found = (i64, Fault);

/// Follows the chain from its beginning: all versions, in the order of their keys.
#[must_use]
pub fn chain(versions: &[Version]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut previous = "";
    for version in versions {
        found.extend(record(version).into_iter().map(|fault| (version.id, fault)));
        if version.previous_sha256 != previous {
            found.push((version.id, Fault::Chain));
        }
        previous = &version.sha256;
    }
    found
}

/// What is wrong with a record by itself.
fn record(version: &Version) -> Option<Fault> {
    if digest::sha256(&version.manifest) != version.sha256 {
        return Some(Fault::Record);
    }
    let Some(manifest) = version.read_manifest() else { return Some(Fault::Record) };
    let says_the_same = (manifest.week, manifest.version, manifest.revision)
        == (version.iso_week(), version.version, version.revision)
        && (&manifest.reason, &manifest.approved_by) == (&version.reason, &version.actor)
        && (Moment::from(manifest.cut_off), Moment::from(manifest.approved_at))
            == (version.cut_off, version.approved_at)
        && manifest.previous_sha256.as_deref().unwrap_or_default() == version.previous_sha256
        && canonical_of(&manifest).is_ok_and(|text| text == version.manifest);
    (!says_the_same).then_some(Fault::Row)
}

/// Compares the files of a version with its record. `is_latest`: whether no later revision stands in its place, so that the
/// bytes must be there.
#[must_use]
pub fn files(version: &Version, files: &[StoredFile], is_latest: bool) -> Vec<Found> {
    let Some(manifest) = version.read_manifest() else { return Vec::new() };
    let each = Edition::ALL.iter().flat_map(|edition| FileFormat::ALL.iter().map(move |format| (*edition, *format)));
    let is_whole = |(edition, format): &(Edition, FileFormat)| {
        let kept = files.iter().find(|file| (file.edition, file.format) == (*edition, *format));
        kept.is_some_and(|kept| {
            manifest.files.get(&file_name(*edition, *format)) == Some(&kept.sha256)
                && kept.bytes.as_ref().map_or(!is_latest, |bytes| is_intact(*format, bytes, &kept.sha256))
        })
    };
    let broken = each.filter(|file| !is_whole(file));
    broken.map(|(edition, format)| (version.id, Fault::File(edition, format))).collect()
}

/// Whether bytes have this hash, and, of JSON, the one that it holds itself.
#[must_use]
pub fn is_intact(format: FileFormat, bytes: &[u8], sha256: &str) -> bool {
    let holds_its_own = || {
        let value: Option<Value> = serde_json::from_slice(bytes).ok();
        value.is_some_and(|value| value.get("sha256").and_then(Value::as_str) == Some(&*seal(&value)))
    };
    digest::sha256(bytes) == sha256 && (format != FileFormat::Json || holds_its_own())
}

/// Compares signatures with the records that were signed.
#[must_use]
pub fn signatures(versions: &[Version], signatures: &[Signature]) -> Vec<Found> {
    let is_good = |signature: &Signature| {
        let signed = versions.iter().find(|version| version.id == signature.version_id);
        signed.is_some_and(|version| version.sha256 == signature.sha256)
    };
    let bad = signatures.iter().filter(|signature| !is_good(signature));
    bad.map(|signature| (signature.version_id, Fault::Signature(signature.organisation.clone()))).collect()
}

/// Whether no later revision stands in the place of this one.
#[must_use]
pub fn is_latest(version: &Version, versions: &[Version]) -> bool {
    !versions.iter().any(|other| {
        (other.week, other.version) == (version.week, version.version) && other.revision > version.revision
    })
}
