//! Verbs: beginning a document, writing its parts, approving it. What is slow (setting it) lies between reading in a snapshot
//! and keeping in a transaction that first looks whether anything was changed meanwhile.

use jiff::Timestamp;

use super::facts::Facts;
use super::freeze::{Fault, Frozen, LANGUAGE, chain_faults, file_faults};
use super::model::{Pack, Part, PartText, Version, Wording, YEARS};
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{DbConnection, serialise_on};
use crate::error::{AppError, OrNotFound as _};
use crate::situation::words::actions::Saved;
use crate::texts::Language;

/// What all who lengthen the chain wait for in turn.
const CHAIN: &str = "statutory versions";

/// Begins the document of the two years of which this is the first; `false` when it was begun before.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn begin(connection: &mut DbConnection, actor: &Actor, from_year: i16, now: Timestamp) -> Result<bool, AppError> {
    serialise_on(connection, "statutory documents")?;
    if store::find_begun(connection, from_year)?.is_some() {
        return Ok(false);
    }
    let id = store::insert_begun(connection, (from_year, from_year + YEARS - 1), now)?;
    let detail = from_year.to_string();
    let entry = Audit { action: "added", subject: "statutory_document", subject_id: Some(id), detail: &detail };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(true)
}

/// Writes a part upon the version that the writer saw; 0 when there was none. When somebody else was first, nothing is kept
/// and the other wording is given back, to be shown beside one's own.
///
/// # Errors
/// [`AppError::NotFound`] when no document of these years was begun.
pub fn write(
    connection: &mut DbConnection,
    actor: &Actor,
    (from_year, part): (i16, Part),
    (words, seen): (&str, i64),
    now: Timestamp,
) -> Result<Saved<Wording>, AppError> {
    let begun = store::find_begun(connection, from_year)?.or_not_found("document")?;
    serialise_on(connection, &format!("statutory text {from_year} {}", part.word()))?;
    let wordings = store::list_wordings(connection, begun.id)?;
    let latest = wordings.into_iter().find(|wording| wording.section == part);
    let version = latest.as_ref().map_or(0, |latest| latest.version);
    match latest {
        // Also when the same was sent twice.
        Some(latest) if latest.words == words => return Ok(Saved::StoodThere),
        Some(latest) if version != seen => return Ok(Saved::Overtaken(latest)),
        _ => {}
    }
    store::insert_wording(connection, (begun.id, part), version + 1, words, (actor, now))?;
    let detail = format!("{from_year} {}", part.word());
    let entry = if version == 0 {
        Audit { action: "added", subject: "statutory_text", subject_id: None, detail: &detail }
    } else {
        Audit { action: "changed", subject: "statutory_text", subject_id: None, detail: &detail }
    };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Saved::Kept)
}

/// The draft of a document as it is now, with the number that it gets when it is approved and the record that it follows;
/// `None` when it was not begun. In a snapshot, when it is to be frozen.
pub fn draft(
    connection: &mut DbConnection,
    from_year: i16,
    now: Timestamp,
    language: Language,
) -> Result<Option<Pack>, AppError> {
    let Some(begun) = store::find_begun(connection, from_year)? else { return Ok(None) };
    let wordings = store::list_wordings(connection, begun.id)?;
    let to_year = i16::try_from(begun.to_year).map_err(AppError::internal)?;
    let text = |part: &Part| PartText {
        part: *part,
        written: wordings.iter().find(|wording| wording.section == *part).and_then(Wording::written),
    };
    Ok(Some(Pack {
        from_year,
        to_year,
        version: store::find_latest_number(connection, from_year)?.map_or(1, |latest| latest + 1),
        reason: String::new(),
        cut_off: now,
        parts: Part::ALL.iter().map(text).collect(),
        facts: Facts::read(connection, (from_year, to_year), now, language)?,
        previous_sha256: store::find_head(connection)?,
        sha256: None,
    }))
}

/// Approves what was read and frozen, unless anything of it was changed meanwhile: then nothing is kept, and `None` is
/// given. Gives the version.
///
/// # Errors
/// [`AppError::Forbidden`] while what people must write is not written.
pub fn approve(
    connection: &mut DbConnection,
    actor: &Actor,
    read: &Pack,
    frozen: &Frozen,
) -> Result<Option<i64>, AppError> {
    let Pack { from_year, version, cut_off, .. } = *read;
    if read.unwritten().any(Part::must_be_written) {
        return Err(AppError::Forbidden);
    }
    serialise_on(connection, CHAIN)?;
    // Read again as of the same moment, it must be the same: what was set is then what the database holds.
    if draft(connection, from_year, cut_off, LANGUAGE)?.as_ref() != Some(read) {
        return Ok(None);
    }
    let id = store::insert_version(connection, frozen, actor.account_id)?;
    let detail = format!("{from_year} v{version}");
    let entry = Audit { action: "approved", subject: "statutory_version", subject_id: Some(id), detail: &detail };
    accounts::audit(connection, actor, &entry, cut_off)?;
    Ok(Some(version))
}

/// Writes down that somebody takes a file of a version along, before it leaves.
pub fn note_export(
    connection: &mut DbConnection,
    actor: &Actor,
    version: &Version,
    name: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    let detail = format!("{} v{} {name}", version.from_year, version.version);
    let entry =
        Audit { action: "exported", subject: "statutory_version", subject_id: Some(version.id), detail: &detail };
    accounts::audit(connection, actor, &entry, now)
}

/// Follows the chain of approved documents from its beginning, through every file. How many there are, and what is wrong
/// with which: "2026 version 1", in a log's English.
pub fn examine(connection: &mut DbConnection) -> Result<(usize, Vec<(String, Fault)>), AppError> {
    let versions = store::list_versions(connection)?;
    let mut found = chain_faults(&versions);
    for version in &versions {
        let files = store::list_files(connection, version.id)?;
        found.extend(file_faults(version, &files).into_iter().map(|fault| (version, fault)));
    }
    let named =
        |(version, fault): (&Version, Fault)| (format!("{} version {}", version.from_year, version.version), fault);
    Ok((versions.len(), found.into_iter().map(named).collect()))
}
