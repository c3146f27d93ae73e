//! Verbs: noting something and judging a stop, each exactly once. One function, one transaction of the caller's. What was
//! written is its own record: a line in a history would only say it again.

use jiff::Timestamp;
use uuid::Uuid;

use super::model::{NewJudgement, NewObservation, Walker};
use super::store::{self, Known, Receiving};
use crate::accounts::actions::audit;
use crate::accounts::store::Audit;
use crate::db::{DbConnection, serialise_on};
use crate::digest::sha256;
use crate::districts::{Ground, Located};
use crate::error::{AppError, OrNotFound as _};
use crate::photos::model::Sent;
use crate::time::local_day;
use crate::walks::actions::{Leader, Told};
use crate::walks::model::{EventKind, Stop};

/// What is sent along with a note and is no part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The id the client gave it.
    pub id: Uuid,
    /// The hash of everything that was written.
    pub content_hash: String,
}

impl Submission {
    /// With these pictures: the same note with others is not the same submission.
    #[must_use]
    pub fn covering(self, photos: &[Sent]) -> Self {
        if photos.is_empty() {
            return self;
        }
        let mut told = vec![self.content_hash.as_str()];
        told.extend(photos.iter().map(|photo| photo.sha256.as_str()));
        Self { content_hash: sha256(told.join("\n")), ..self }
    }
}

/// What became of something that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It is kept.
    Received,
    /// It had been received before.
    AlreadyReceived,
    /// Something else came under the same id before.
    OtherContent,
}

/// Keeps an observation exactly once: the same submission again changes nothing, the same id with other content is
/// refused.
///
/// # Errors
/// [`AppError::Gone`] when the walk ended longer ago than things are taken, and this was not received before.
pub fn note(
    connection: &mut DbConnection,
    walker: &Walker,
    submission: &Submission,
    observation: &NewObservation,
    photos: &[Sent],
    (ground, stops): (&Ground, &[Stop]),
    now: Timestamp,
) -> Result<Receipt, AppError> {
    let submission_id = submission.id.to_string();
    serialise_on(connection, &submission_id)?;
    let known = store::find_observation_sent(connection, &submission_id)?;
    if let Some(receipt) = known.map(|known| receipt_of(&known, walker, submission)) {
        return Ok(receipt);
    }
    let received = receive(walker, submission, observation.noted_at, now)?;
    let at_stop = stops.iter().find(|stop| Some(stop.id) == observation.stop_id);
    let area = match observation.point.map(|point| ground.locate(point, local_day(now))) {
        Some(Located::Inside { area, .. }) => Some(area),
        // A device may be wrong by kilometres: what was seen is kept all the same.
        Some(Located::Outside { .. } | Located::NoGround) => None,
        None => at_stop.and_then(|stop| stop.area_id),
    };
    let id = store::insert_observation(connection, &received, observation, area)?;
    for (position, photo) in (1..).zip(photos) {
        store::insert_photo(connection, id, photo.photo_id, position)?;
    }
    Ok(Receipt::Received)
}

/// Keeps a judgement exactly once, as [`note`] does.
///
/// # Errors
/// As [`note`].
pub fn judge(
    connection: &mut DbConnection,
    walker: &Walker,
    submission: &Submission,
    judgement: &NewJudgement,
    now: Timestamp,
) -> Result<Receipt, AppError> {
    let submission_id = submission.id.to_string();
    serialise_on(connection, &submission_id)?;
    let known = store::find_judgement_sent(connection, &submission_id)?;
    if let Some(receipt) = known.map(|known| receipt_of(&known, walker, submission)) {
        return Ok(receipt);
    }
    let received = receive(walker, submission, judgement.noted_at, now)?;
    store::insert_judgement(connection, &received, judgement)?;
    Ok(Receipt::Received)
}

/// The bytes of a participant's picture in full size; that it was looked at is written down.
///
/// # Errors
/// [`AppError::NotFound`] when the leader may not see the walk or there is no such picture, [`AppError::Gone`] when it is
/// hidden, from whomever.
pub fn open_picture(
    connection: &mut DbConnection,
    leader: &Leader,
    walk_id: i64,
    which: (i64, i64),
) -> Result<Vec<u8>, AppError> {
    let (picture, _, bytes) = store::find_picture(connection, &leader.viewer, walk_id, which)?.or_not_found("photo")?;
    if picture.is_hidden() {
        return Err(AppError::Gone("phone-picture-is-hidden"));
    }
    let detail = format!("{} {}", picture.observation_id, picture.position);
    let entry = Audit { action: "photo_opened", subject: "walk", subject_id: Some(walk_id), detail: &detail };
    audit(connection, &leader.actor, &entry, leader.now)?;
    Ok(bytes)
}

/// Hides a participant's picture from everybody, at once, and says why.
///
/// # Errors
/// As [`open_picture`]; [`AppError::Forbidden`] when the walk is another organisation's.
pub fn hide_picture(
    connection: &mut DbConnection,
    leader: &Leader,
    walk_id: i64,
    which: (i64, i64),
    reason: &str,
) -> Result<(), AppError> {
    let walk = leader.find(connection, walk_id)?;
    store::find_picture(connection, &leader.viewer, walk_id, which)?.or_not_found("photo")?;
    if store::update_picture_hidden(connection, which, &leader.actor.label, reason, leader.now)? == 0 {
        return Err(AppError::Gone("phone-picture-is-hidden"));
    }
    leader.note(connection, &Told::of(&walk, EventKind::PhotoHidden, reason))
}

fn receipt_of(known: &Known, walker: &Walker, submission: &Submission) -> Receipt {
    let sender = (walker.sender.phone_id(), walker.sender.account_id());
    let is_same = known.walk_id == walker.walk.id
        && (known.phone_id, known.account_id) == sender
        && known.content_hash == submission.content_hash;
    if is_same { Receipt::AlreadyReceived } else { Receipt::OtherContent }
}

fn receive<'a>(
    walker: &Walker,
    submission: &'a Submission,
    noted_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Receiving<'a>, AppError> {
    if !walker.walk.takes_deliveries(now) {
        return Err(AppError::Gone("phone-too-late"));
    }
    Ok(Receiving {
        submission_id: submission.id.to_string(),
        content_hash: &submission.content_hash,
        walk_id: walker.walk.id,
        sender: walker.sender,
        noted_at: walker.noted(noted_at, now),
        received_at: now,
        is_late: walker.walk.is_over(now),
    })
}
