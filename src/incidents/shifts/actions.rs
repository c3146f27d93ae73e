//! Verbs: keeping a shift report.

use jiff::Timestamp;

use super::model::{NewShift, ShiftReport};
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, Viewer, actions};
use crate::db::{self, DbConnection};
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::actions::Submission;

/// What became of a shift report that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftReceipt {
    /// It is kept, with this key.
    Received(i64),
    /// It had been received before, with this key.
    AlreadyReceived(i64),
    /// Another one came under the same id before.
    OtherContent,
}

/// Notes that something was seen on a shift of this viewer's own, which then was not calm.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such shift, or it is somebody else's.
pub fn note_seen(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> Result<(), AppError> {
    let own = store::find(connection, viewer, id)?.filter(|shift| shift.account_id == viewer.account_id);
    if own.or_not_found("shift")?.is_calm {
        store::update_not_calm(connection, id)?;
    }
    Ok(())
}

/// Keeps a shift report exactly once: the same submission again gives the first one's key, the same id with other content
/// is refused.
///
/// # Errors
/// What the database says.
pub fn report(
    connection: &mut DbConnection,
    submission: &Submission,
    shift: &ShiftReport,
    viewer: &Viewer,
    actor: &Actor,
    now: Timestamp,
) -> Result<ShiftReceipt, AppError> {
    let submission_id = submission.id.to_string();
    db::serialise_on(connection, &submission_id)?;
    if let Some((known, account, hash)) = store::find_submission(connection, &submission_id)? {
        let is_same = account == viewer.account_id && hash == submission.content_hash;
        return Ok(if is_same { ShiftReceipt::AlreadyReceived(known) } else { ShiftReceipt::OtherContent });
    }
    let kept = NewShift {
        submission_id,
        content_hash: submission.content_hash.clone(),
        organisation_id: viewer.organisation_id,
        account_id: viewer.account_id,
        started_at: shift.started_at.into(),
        ended_at: shift.ended_at.into(),
        people: shift.people,
        whereabouts: shift.whereabouts.clone(),
        is_calm: shift.is_calm,
        reported_at: now.into(),
    };
    let id = store::insert(connection, &kept, &shift.districts)?;
    let entry = Audit { action: "added", subject: "shift", subject_id: Some(id), detail: "" };
    actions::audit(connection, actor, &entry, now)?;
    Ok(ShiftReceipt::Received(id))
}
