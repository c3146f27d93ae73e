//! What was written on a walk and comes by another way than its page: out of a file that a phone saved. The same rules, and
//! nobody there to be asked.

use jiff::Timestamp;

use super::actions::{self, Receipt};
use super::forms::{JudgementForm, ObservationForm};
use super::model::Walker;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::photos::model::Sent;
use crate::walks::store::list_stops;
use crate::web::{Delivered, Faults, Message, Submitted};

/// Keeps an observation with its pictures, exactly once. `faults` is what was wrong with the pictures.
///
/// # Errors
/// As [`actions::note`].
pub fn observation(
    connection: &mut DbConnection,
    walker: &Walker,
    sent: Submitted,
    (photos, mut faults): (&[Sent], Faults),
    ground: &Ground,
    now: Timestamp,
) -> Result<Delivered, AppError> {
    let stops = list_stops(connection, walker.walk.id)?;
    let form = ObservationForm::sent(sent);
    let submission = faults.sift("submission_id", form.submission());
    let observation = faults.take(form.parse(&stops, !photos.is_empty() || !faults.is_empty()));
    let (Some(submission), Some(observation), true) = (submission, observation, faults.is_empty()) else {
        return Ok(Delivered::Refused(faults));
    };
    let submission = submission.covering(photos);
    actions::note(connection, walker, &submission, &observation, photos, (ground, &stops), now).map(delivered)
}

/// Keeps a judgement, exactly once.
///
/// # Errors
/// As [`actions::judge`].
pub fn judgement(
    connection: &mut DbConnection,
    walker: &Walker,
    sent: Submitted,
    now: Timestamp,
) -> Result<Delivered, AppError> {
    let stops = list_stops(connection, walker.walk.id)?;
    let (form, mut faults) = (JudgementForm::sent(sent), Faults::default());
    let submission = faults.sift("submission_id", form.submission());
    let judgement = faults.take(form.parse(&stops));
    let (Some(submission), Some(judgement)) = (submission, judgement) else { return Ok(Delivered::Refused(faults)) };
    actions::judge(connection, walker, &submission, &judgement, now).map(delivered)
}

fn delivered(receipt: Receipt) -> Delivered {
    match receipt {
        Receipt::Received => Delivered::Received,
        Receipt::AlreadyReceived => Delivered::AlreadyReceived,
        Receipt::OtherContent => Delivered::because("submission_id", Message::new("report-id-used")),
    }
}
