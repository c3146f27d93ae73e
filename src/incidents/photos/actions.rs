//! Verbs: giving a report its pictures, showing one, hiding one. One function, one transaction of the caller's.

use jiff::Timestamp;

use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, Change, Viewer, actions};
use crate::db::DbConnection;
use crate::digest::sha256;
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::actions::Submission;
use crate::incidents::model::HistoryLine;
use crate::photos::model::Sent;

/// A submission with these pictures: the same report with others is not the same submission. Without any it stays what it
/// was.
#[must_use]
pub fn covering(submission: Submission, photos: &[Sent]) -> Submission {
    if photos.is_empty() {
        return submission;
    }
    let mut told = vec![submission.content_hash.as_str()];
    told.extend(photos.iter().map(|photo| photo.sha256.as_str()));
    Submission { content_hash: sha256(told.join("\n")), ..submission }
}

/// Gives a new report its pictures, in their order.
///
/// # Errors
/// What the database says; so for every function here.
pub fn attach(connection: &mut DbConnection, incident_id: i64, photos: &[Sent]) -> Result<(), AppError> {
    for (position, photo) in (1..).zip(photos) {
        store::insert(connection, incident_id, photo.photo_id, position)?;
    }
    Ok(())
}

/// The bytes of a picture in full size; that it was looked at is written down.
///
/// [`AppError::NotFound`] when the viewer may not see the report or it has no such picture, [`AppError::Gone`] when it is
/// hidden, from whomever.
pub fn open(
    connection: &mut DbConnection,
    viewer: &Viewer,
    incident_id: i64,
    position: i64,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<u8>, AppError> {
    let (photo, bytes) = store::find(connection, viewer, incident_id, position)?.or_not_found("photo")?;
    if photo.is_hidden() {
        return Err(AppError::Gone("photo-is-hidden"));
    }
    let detail = position.to_string();
    let entry = Audit { action: "photo_opened", subject: "incident", subject_id: Some(incident_id), detail: &detail };
    actions::audit(connection, actor, &entry, now)?;
    Ok(bytes)
}

/// Hides a picture of a report from everybody, at once, and says why.
///
/// [`AppError::NotFound`] and [`AppError::Gone`] as in [`open`].
pub fn hide(
    connection: &mut DbConnection,
    viewer: &Viewer,
    incident_id: i64,
    position: i64,
    reason: &str,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), AppError> {
    store::find(connection, viewer, incident_id, position)?.or_not_found("photo")?;
    if store::update_hidden(connection, incident_id, position, &actor.label, reason, now)? == 0 {
        return Err(AppError::Gone("photo-is-hidden"));
    }
    let change = Change { field: "photo".to_owned(), from: position.to_string(), to: String::new() };
    let line = HistoryLine {
        at: now.into(),
        account_id: actor.account_id,
        actor: actor.label.clone(),
        kind: "photo_hidden".to_owned(),
        changes: serde_json::to_string(&[change]).map_err(AppError::internal)?,
        words: reason.to_owned(),
    };
    crate::incidents::store::insert_history(connection, incident_id, &line)?;
    let detail = position.to_string();
    let entry = Audit { action: "photo_hidden", subject: "incident", subject_id: Some(incident_id), detail: &detail };
    actions::audit(connection, actor, &entry, now)
}
