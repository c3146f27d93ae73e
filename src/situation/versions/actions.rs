//! Verbs: approving, signing, removing a sentence. What is slow (setting documents) lies between two of them: one reads in a
//! snapshot, one keeps in a transaction that first looks whether anything was changed meanwhile.

use jiff::Timestamp;
use serde_json::Value;

use super::freeze::{Frozen, Place, freeze};
use super::model::{Edition, FileFormat, Version};
use super::{removal, store, verify};
use crate::accounts::store::Audit;
use crate::accounts::{Actor, Organisation, Permission, Viewer, actions as accounts};
use crate::db::{DbConnection, serialise_on};
use crate::digest;
use crate::districts::{Division, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::mail::{Kind, Outbox};
use crate::situation::coverage::CutOff;
use crate::situation::shared::Given;
use crate::situation::{Picture, SharedPicture};
use crate::texts::Language;
use crate::time::{IsoWeek, local_day};
use crate::urls;

/// The language of what is frozen.
pub const LANGUAGE: Language = Language::Swedish;

/// What all who lengthen the chain wait for in turn.
const CHAIN: &str = "picture versions";

/// Who acts, when, and where mail about it is handed in.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Whose eyes look.
    pub viewer: Viewer,
    /// The name that goes into the record.
    pub actor: Actor,
    /// Where mail is handed in.
    pub outbox: Outbox,
    /// From when on a week can be approved.
    pub cut_off: CutOff,
    /// The present instant.
    pub now: Timestamp,
}

impl Desk {
    fn may(&self, permission: Permission) -> Result<(), AppError> {
        if self.viewer.role.may(permission) { Ok(()) } else { Err(AppError::Forbidden) }
    }
}

/// What is about to be approved, as it was read at one instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The picture.
    pub picture: Picture,
    /// The number it gets: 1, and one more for each correction.
    pub version: i64,
    /// The newest record of the chain.
    pub head: Option<String>,
    /// What everybody was given of the week before.
    pub given: Given,
}

impl Draft {
    /// Reads what would be approved now. In a snapshot, when it is to be frozen.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer.
    pub fn read(
        connection: &mut DbConnection,
        ground: &Ground,
        week: IsoWeek,
        now: Timestamp,
    ) -> Result<Self, AppError> {
        Ok(Self {
            picture: Picture::draft(connection, ground, week, Division::Main, now, LANGUAGE)?,
            version: store::find_latest(connection, week)?.map_or(1, |latest| latest.version + 1),
            head: store::find_head(connection)?,
            given: given(connection, week)?,
        })
    }

    /// Its files and its record. Slow: not on a thread that answers requests.
    ///
    /// # Errors
    /// [`AppError::Internal`] when a template fails.
    pub fn freeze(&self, desk: &Desk, reason: &str) -> Result<Frozen, AppError> {
        let place = Place {
            version: self.version,
            revision: 0,
            reason: reason.to_owned(),
            at: desk.now,
            by: desk.actor.label.clone(),
            removed_sha256: None,
            previous_sha256: self.head.clone(),
        };
        freeze(self.picture.clone(), SharedPicture::of(&self.picture, &self.given), place)
    }
}

/// What everybody was given of a week before now.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer, or an edition cannot be read back.
pub fn given(connection: &mut DbConnection, week: IsoWeek) -> Result<Given, AppError> {
    if let Some(json) = store::find_first_shared(connection, week)? {
        let first = serde_json::from_slice(&json).map_err(AppError::internal)?;
        return Ok(Given::Edition(Box::new(first)));
    }
    Ok(if store::is_in_a_report(connection, week)? { Given::Months } else { Given::Nothing })
}

/// Approves what was read and frozen, unless anything of it was changed meanwhile: then nothing is kept, and `None` is
/// given. Gives the version. Whoever reported about the week is told by mail.
///
/// # Errors
/// [`AppError::Forbidden`] for whoever may not approve, and before the cut-off.
pub fn approve(
    connection: &mut DbConnection,
    desk: &Desk,
    ground: &Ground,
    draft: &Draft,
    frozen: &Frozen,
) -> Result<Option<i64>, AppError> {
    desk.may(Permission::WritePicture)?;
    let week = draft.picture.week;
    if desk.now < desk.cut_off.after(week) {
        return Err(AppError::Forbidden);
    }
    serialise_on(connection, CHAIN)?;
    // Counted again as of the same moment, it must be the same: what was set is then what the database holds.
    if Draft::read(connection, ground, week, draft.picture.cut_off)? != *draft {
        return Ok(None);
    }
    let id = store::insert(connection, frozen, desk.actor.account_id)?;
    let path = urls::picture_version(week, draft.version);
    for account in store::list_reporters(connection, week)? {
        if account != desk.viewer.account_id {
            desk.outbox.post(connection, account, Kind::Picture, &path, desk.now)?;
        }
    }
    let detail = format!("{week} v{}", draft.version);
    let entry = Audit { action: "approved", subject: "picture_version", subject_id: Some(id), detail: &detail };
    accounts::audit(connection, &desk.actor, &entry, desk.now)?;
    Ok(Some(draft.version))
}

/// Signs a version for one's organisation, as it was seen; `false` when the organisation has signed it before.
///
/// # Errors
/// [`AppError::Forbidden`] for whoever may not sign; [`AppError::NotFound`] when there is no such version;
/// [`AppError::Conflict`] when it is another one by now.
pub fn sign(
    connection: &mut DbConnection,
    desk: &Desk,
    organisation: &Organisation,
    (week, version): (IsoWeek, i64),
    seen_sha256: &str,
) -> Result<bool, AppError> {
    desk.may(Permission::WritePart)?;
    serialise_on(connection, CHAIN)?;
    let version = store::find(connection, week, version)?.or_not_found("version")?;
    if version.sha256 != seen_sha256 {
        return Err(AppError::Conflict("error-conflict-text"));
    }
    let signed = store::list_signatures_of(connection, vec![version.id])?;
    if signed.iter().any(|signature| signature.organisation_id == organisation.id) {
        return Ok(false);
    }
    store::insert_signature(connection, &version, organisation, (desk.viewer.account_id, &desk.actor), desk.now)?;
    let detail = format!("{week} v{}", version.version);
    let entry = Audit { action: "signed", subject: "picture_version", subject_id: Some(version.id), detail: &detail };
    accounts::audit(connection, &desk.actor, &entry, desk.now)?;
    Ok(true)
}

/// A sentence that is to go from every version of a week that holds it, as they were read at one instant.
#[derive(Clone, Debug)]
pub struct Removal {
    week: IsoWeek,
    sentence: String,
    reason: String,
    head: Option<String>,
    /// The versions that hold it, in their latest revision, with both editions as values.
    holding: Vec<(Version, Value, Value)>,
}

/// A version that stands in the place of another one.
#[derive(Clone, Debug)]
pub struct Replacement {
    replaced: i64,
    frozen: Frozen,
}

impl Removal {
    /// Finds the sentence in a week's approved versions. In a snapshot.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer, or what is stored is not what was approved: what was
    /// tampered with is not given a new seal.
    pub fn read(connection: &mut DbConnection, week: IsoWeek, sentence: &str, reason: &str) -> Result<Self, AppError> {
        let versions = store::list_of_week(connection, week)?;
        let mut holding = Vec::new();
        for version in versions.iter().filter(|version| verify::is_latest(version, &versions)) {
            let mut editions = Vec::new();
            for edition in Edition::ALL {
                let file = store::find_file(connection, version.id, *edition, FileFormat::Json)?;
                let (bytes, sha256) = file
                    .and_then(|file| Some((file.bytes?, file.sha256)))
                    .ok_or_else(|| AppError::internal("a file of a version is missing"))?;
                if !verify::is_intact(FileFormat::Json, &bytes, &sha256) {
                    return Err(AppError::internal("a file of a version is not what was approved"));
                }
                editions.push(serde_json::from_slice::<Value>(&bytes).map_err(AppError::internal)?);
            }
            let holds = |value: &Value| removal::remove(&mut value.clone(), sentence, "") > 0;
            if let [own, shared] = &editions[..]
                && (holds(own) || holds(shared))
            {
                holding.push((version.clone(), own.clone(), shared.clone()));
            }
        }
        let head = store::find_head(connection)?;
        Ok(Self { week, sentence: removal::folded(sentence), reason: reason.to_owned(), head, holding })
    }

    /// Whether no version holds the sentence.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.holding.is_empty()
    }

    fn sha256(&self) -> String {
        digest::sha256(&self.sentence)
    }

    /// What stands where the sentence stood.
    fn tombstone(&self, now: Timestamp) -> String {
        let hash: String = self.sha256().chars().take(16).collect();
        let day = LANGUAGE.day(local_day(now));
        LANGUAGE.text_with(
            "versions-tombstone",
            &[("day", day.into()), ("reason", self.reason.as_str().into()), ("hash", hash.into())],
        )
    }

    /// The versions without the sentence, each with its files and record. Slow: not on a thread that answers requests.
    ///
    /// # Errors
    /// [`AppError::Internal`] when a template fails, or when what would remain is no picture.
    pub fn freeze(&self, desk: &Desk) -> Result<Vec<Replacement>, AppError> {
        let (tombstone, removed) = (self.tombstone(desk.now), self.sha256());
        let mut head = self.head.clone();
        let mut replacements = Vec::new();
        for (version, own, shared) in &self.holding {
            let (mut own, mut shared) = (own.clone(), shared.clone());
            removal::remove(&mut own, &self.sentence, &tombstone);
            removal::remove(&mut shared, &self.sentence, &tombstone);
            let place = Place {
                version: version.version,
                revision: version.revision + 1,
                reason: self.reason.clone(),
                at: desk.now,
                by: desk.actor.label.clone(),
                removed_sha256: Some(removed.clone()),
                previous_sha256: head,
            };
            let picture: Picture = serde_json::from_value(own).map_err(AppError::internal)?;
            let shared: SharedPicture = serde_json::from_value(shared).map_err(AppError::internal)?;
            let frozen = freeze(picture, shared, place)?;
            head = Some(frozen.sha256.clone());
            replacements.push(Replacement { replaced: version.id, frozen });
        }
        Ok(replacements)
    }
}

/// Puts the replacements in the place of what they replace, unless the chain has grown meanwhile: then nothing is kept, and
/// `false` is given. The old bytes go, their hashes stay; the sentence goes from what was written for the week, too.
///
/// # Errors
/// [`AppError::Forbidden`] for whoever may not.
pub fn remove_sentence(
    connection: &mut DbConnection,
    desk: &Desk,
    removal: &Removal,
    replacements: &[Replacement],
) -> Result<bool, AppError> {
    desk.may(Permission::WritePicture)?;
    serialise_on(connection, CHAIN)?;
    if store::find_head(connection)? != removal.head {
        return Ok(false);
    }
    for Replacement { replaced, frozen } in replacements {
        let id = store::insert(connection, frozen, desk.actor.account_id)?;
        store::update_emptied(connection, *replaced)?;
        let detail = format!("{} v{}", removal.week, frozen.manifest.version);
        let entry = Audit { action: "redacted", subject: "picture_version", subject_id: Some(id), detail: &detail };
        accounts::audit(connection, &desk.actor, &entry, desk.now)?;
    }
    redact(connection, removal, &removal.tombstone(desk.now))?;
    Ok(true)
}

/// Takes the sentence out of every wording for the week.
fn redact(connection: &mut DbConnection, removal: &Removal, tombstone: &str) -> Result<(), AppError> {
    let without = |text: &str| removal::replaced(text, &removal.sentence, tombstone);
    for (id, words) in store::list_wordings(connection, removal.week)? {
        if let (words, 1..) = without(&words) {
            store::update_wording(connection, id, &words)?;
        }
    }
    for (id, title, words) in store::list_problems(connection, removal.week)? {
        let ((title, in_title), (words, in_words)) = (without(&title), without(&words));
        if in_title + in_words > 0 {
            store::update_problem(connection, id, &title, &words)?;
        }
    }
    Ok(())
}

/// Writes down that somebody takes a file of a version along, before it leaves.
///
/// # Errors
/// What the database says.
pub fn note_export(
    connection: &mut DbConnection,
    actor: &Actor,
    version: &Version,
    name: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    let detail = format!("{} v{} {name}", version.iso_week(), version.version);
    let entry = Audit { action: "exported", subject: "picture_version", subject_id: Some(version.id), detail: &detail };
    accounts::audit(connection, actor, &entry, now)
}

/// Everything that is wrong with what is stored, of all weeks: the chain, every file, every signature.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn examine(connection: &mut DbConnection) -> Result<(Vec<Version>, Vec<verify::Found>), AppError> {
    let versions = store::list(connection)?;
    let mut found = verify::chain(&versions);
    // One version's bytes at a time: years of them do not fit into memory at once.
    for version in &versions {
        let files = store::list_files(connection, version.id)?;
        found.extend(verify::files(version, &files, verify::is_latest(version, &versions)));
    }
    found.extend(verify::signatures(&versions, &store::list_signatures(connection)?));
    Ok((versions, found))
}
