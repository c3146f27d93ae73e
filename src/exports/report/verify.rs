//! Whether what is stored is what was released. Pure: rows in, what is wrong with them out.

use super::model::{Record, Released, StoredFile};
use crate::db::Moment;
use crate::digest;
use crate::situation::versions::canonical::canonical_of;

/// What is wrong with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The record does not have the hash that it is kept with.
    Record,
    /// It does not follow the record before it: one was changed, taken out or put in.
    Chain,
    /// The row says something else than its record.
    Row,
    /// A file is missing, was added, or is not what the record holds the hash of.
    File(String),
}

/// What is wrong with a record by itself.
#[must_use]
pub fn record(report: &Released) -> Option<Fault> {
    if digest::sha256(&report.manifest) != report.sha256 {
        return Some(Fault::Record);
    }
    let Ok(record) = serde_json::from_str::<Record>(&report.manifest) else { return Some(Fault::Record) };
    let says_the_same = (record.number, record.months) == (report.number(), report.months())
        && (&record.title, &record.released_by) == (&report.title, &report.actor)
        && (Moment::from(record.cut_off), Moment::from(record.released_at)) == (report.cut_off, report.released_at)
        && record.previous_sha256.as_deref().unwrap_or_default() == report.previous_sha256
        && canonical_of(&record).is_ok_and(|text| text == report.manifest);
    (!says_the_same).then_some(Fault::Row)
}

/// Follows the chain from its beginning: all reports, by number.
#[must_use]
pub fn chain(reports: &[Released]) -> Vec<(u32, Fault)> {
    let mut found = Vec::new();
    let mut previous = "";
    for report in reports {
        found.extend(record(report).map(|fault| (report.number(), fault)));
        if report.previous_sha256 != previous {
            found.push((report.number(), Fault::Chain));
        }
        previous = &report.sha256;
    }
    found
}

/// Compares the names and hashes of a report's files with its record.
#[must_use]
pub fn files(report: &Released, kept: &[(String, String, String)]) -> Vec<Fault> {
    let Ok(record) = serde_json::from_str::<Record>(&report.manifest) else { return Vec::new() };
    let hash = |name: &String| kept.iter().find(|(own, ..)| own == name).map(|(_, _, sha256)| sha256);
    let missing = record.files.iter().filter(|(name, sha256)| hash(name) != Some(sha256)).map(|(name, _)| name);
    let added = kept.iter().map(|(name, ..)| name).filter(|name| !record.files.contains_key(*name));
    missing.chain(added).map(|name| Fault::File(name.clone())).collect()
}

/// Whether a file's bytes have the hash that it is kept with.
#[must_use]
pub fn is_whole(file: &StoredFile) -> bool {
    digest::sha256(&file.bytes) == file.sha256
}
