//! All SQL of a walk while it is walked. What a phone reads begins with the walk it joined, and of what was written there it
//! reads its own alone; what a leader reads begins with a walk that was found for that viewer.

use diesel::prelude::*;
use jiff::Timestamp;

use super::model::{Judgement, NewJudgement, NewObservation, Picture};
use crate::accounts::Viewer;
use crate::db::schema::{
    incidents, photos, walk_judgements, walk_observation_photos, walk_observations, walk_phones, walks,
};
use crate::db::{Backend, DbConnection, Moment};
use crate::geometry::Point;
use crate::photos::Sender;
use crate::walks::model::{Observation, Walk};
use crate::walks::store::visible_to;

/// The walk that a phone joined.
///
/// # Errors
/// What the database says; so for every function here.
pub fn find_joined(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Option<Walk>> {
    walks::table.find(walk_id).select(Walk::as_select()).first(connection).optional()
}

/// The walk that this code opens.
pub fn find_of_code(connection: &mut DbConnection, code: &str) -> QueryResult<Option<Walk>> {
    walks::table.filter(walks::code.eq(code)).select(Walk::as_select()).first(connection).optional()
}

/// The walk of this code, if this viewer may see it.
pub fn find_led(connection: &mut DbConnection, viewer: &Viewer, code: &str) -> QueryResult<Option<Walk>> {
    visible_to(viewer).filter(walks::code.eq(code)).select(Walk::as_select()).first(connection).optional()
}

/// What is known of a submission that has been received: whose it is, and the hash of what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The walk's key.
    pub walk_id: i64,
    /// Who sent it.
    pub phone_id: Option<i64>,
    /// Who sent it.
    pub account_id: Option<i64>,
    /// The hash of what was sent.
    pub content_hash: String,
}

type KnownRow = (i64, Option<i64>, Option<i64>, String);

fn known((walk_id, phone_id, account_id, content_hash): KnownRow) -> Known {
    Known { walk_id, phone_id, account_id, content_hash }
}

/// What is known of an observation's submission.
pub fn find_observation_sent(connection: &mut DbConnection, submission_id: &str) -> QueryResult<Option<Known>> {
    let found: Option<KnownRow> = walk_observations::table
        .filter(walk_observations::submission_id.eq(submission_id))
        .select((
            walk_observations::walk_id,
            walk_observations::phone_id,
            walk_observations::account_id,
            walk_observations::content_hash,
        ))
        .first(connection)
        .optional()?;
    Ok(found.map(known))
}

/// What is known of a judgement's submission.
pub fn find_judgement_sent(connection: &mut DbConnection, submission_id: &str) -> QueryResult<Option<Known>> {
    let found: Option<KnownRow> = walk_judgements::table
        .filter(walk_judgements::submission_id.eq(submission_id))
        .select((
            walk_judgements::walk_id,
            walk_judgements::phone_id,
            walk_judgements::account_id,
            walk_judgements::content_hash,
        ))
        .first(connection)
        .optional()?;
    Ok(found.map(known))
}

/// How something that is sent was received.
#[derive(Clone, Debug)]
pub struct Receiving<'a> {
    /// The id the client gave it.
    pub submission_id: String,
    /// The hash of what was sent.
    pub content_hash: &'a str,
    /// The walk's key.
    pub walk_id: i64,
    /// Who sent it.
    pub sender: Sender,
    /// When it was written.
    pub noted_at: Moment,
    /// When it was received.
    pub received_at: Timestamp,
    /// Whether that was after the walk.
    pub is_late: bool,
}

/// Keeps an observation; gives its key.
pub fn insert_observation(
    connection: &mut DbConnection,
    received: &Receiving<'_>,
    observation: &NewObservation,
    area_id: Option<i64>,
) -> QueryResult<i64> {
    diesel::insert_into(walk_observations::table)
        .values((
            (
                walk_observations::submission_id.eq(&received.submission_id),
                walk_observations::content_hash.eq(received.content_hash),
                walk_observations::walk_id.eq(received.walk_id),
                walk_observations::phone_id.eq(received.sender.phone_id()),
                walk_observations::account_id.eq(received.sender.account_id()),
                walk_observations::noted_at.eq(received.noted_at),
                walk_observations::received_at.eq(Moment::from(received.received_at)),
                walk_observations::is_late.eq(received.is_late),
            ),
            walk_observations::stop_id.eq(observation.stop_id),
            walk_observations::kind.eq(observation.kind),
            walk_observations::theme.eq(observation.theme),
            walk_observations::description.eq(&observation.description),
            walk_observations::latitude.eq(observation.point.map(Point::latitude)),
            walk_observations::longitude.eq(observation.point.map(Point::longitude)),
            walk_observations::accuracy_m.eq(observation.accuracy_m),
            walk_observations::area_id.eq(area_id),
        ))
        .returning(walk_observations::id)
        .get_result(connection)
}

/// Keeps a judgement.
pub fn insert_judgement(
    connection: &mut DbConnection,
    received: &Receiving<'_>,
    judgement: &NewJudgement,
) -> QueryResult<i64> {
    diesel::insert_into(walk_judgements::table)
        .values((
            (
                walk_judgements::submission_id.eq(&received.submission_id),
                walk_judgements::content_hash.eq(received.content_hash),
                walk_judgements::walk_id.eq(received.walk_id),
                walk_judgements::phone_id.eq(received.sender.phone_id()),
                walk_judgements::account_id.eq(received.sender.account_id()),
                walk_judgements::noted_at.eq(received.noted_at),
                walk_judgements::received_at.eq(Moment::from(received.received_at)),
                walk_judgements::is_late.eq(received.is_late),
            ),
            walk_judgements::stop_id.eq(judgement.stop_id),
            judgement.ratings,
        ))
        .returning(walk_judgements::id)
        .get_result(connection)
}

/// Gives an observation a picture.
pub fn insert_photo(
    connection: &mut DbConnection,
    observation_id: i64,
    photo_id: i64,
    position: i64,
) -> QueryResult<()> {
    diesel::insert_into(walk_observation_photos::table)
        .values((
            walk_observation_photos::observation_id.eq(observation_id),
            walk_observation_photos::photo_id.eq(photo_id),
            walk_observation_photos::position.eq(position),
        ))
        .execute(connection)
        .map(drop)
}

fn observed_by<'a>(walk_id: i64, sender: Sender) -> walk_observations::BoxedQuery<'a, Backend> {
    let all = walk_observations::table.into_boxed().filter(walk_observations::walk_id.eq(walk_id));
    match sender {
        Sender::Account(id) => all.filter(walk_observations::account_id.eq(id)),
        Sender::Phone(id) => all.filter(walk_observations::phone_id.eq(id)),
    }
}

/// What a sender has noted on a walk, the newest first.
pub fn list_own_observations(
    connection: &mut DbConnection,
    walk_id: i64,
    sender: Sender,
) -> QueryResult<Vec<Observation>> {
    observed_by(walk_id, sender).order(walk_observations::id.desc()).select(Observation::as_select()).load(connection)
}

/// How a sender has judged the stops of a walk, as it was written, the latest first: the first one of each stop holds.
pub fn list_own_judgements(connection: &mut DbConnection, walk_id: i64, sender: Sender) -> QueryResult<Vec<Judgement>> {
    let all = walk_judgements::table.into_boxed::<Backend>().filter(walk_judgements::walk_id.eq(walk_id));
    let own = match sender {
        Sender::Account(id) => all.filter(walk_judgements::account_id.eq(id)),
        Sender::Phone(id) => all.filter(walk_judgements::phone_id.eq(id)),
    };
    own.order((walk_judgements::noted_at.desc(), walk_judgements::id.desc()))
        .select(Judgement::as_select())
        .load(connection)
}

/// How many pictures each of a sender's observations has: the observation's key, once for each picture.
pub fn list_own_photos(connection: &mut DbConnection, walk_id: i64, sender: Sender) -> QueryResult<Vec<i64>> {
    let own: Vec<i64> = observed_by(walk_id, sender).select(walk_observations::id).load(connection)?;
    walk_observation_photos::table
        .filter(walk_observation_photos::observation_id.eq_any(own))
        .select(walk_observation_photos::observation_id)
        .load(connection)
}

/// Everything that was noted on a walk, the newest first; at most `limit`.
pub fn list_observations(connection: &mut DbConnection, walk_id: i64, limit: i64) -> QueryResult<Vec<Observation>> {
    walk_observations::table
        .filter(walk_observations::walk_id.eq(walk_id))
        .order(walk_observations::id.desc())
        .limit(limit)
        .select(Observation::as_select())
        .load(connection)
}

/// How the stops of a walk were judged, as it was written, the latest first: the first one of each stop and sender holds.
pub fn list_judgements(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<Judgement>> {
    walk_judgements::table
        .filter(walk_judgements::walk_id.eq(walk_id))
        .order((walk_judgements::noted_at.desc(), walk_judgements::id.desc()))
        .select(Judgement::as_select())
        .load(connection)
}

/// The pictures of a walk's observations, in order.
pub fn list_pictures(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<Picture>> {
    walk_observation_photos::table
        .inner_join(walk_observations::table)
        .filter(walk_observations::walk_id.eq(walk_id))
        .order((walk_observation_photos::observation_id, walk_observation_photos::position))
        .select(Picture::as_select())
        .load(connection)
}

/// The phones that are on a walk, counted by the group each wants to be counted in: the group's word, how many.
pub fn count_phones_by_group(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<(Option<String>, i64)>> {
    walk_phones::table
        .filter(walk_phones::walk_id.eq(walk_id))
        .filter(walk_phones::ended_at.is_null())
        .group_by(walk_phones::participants)
        .select((walk_phones::participants, diesel::dsl::count_star()))
        .load(connection)
}

/// How many incidents participants reported from a walk.
pub fn count_incidents(connection: &mut DbConnection, walk_id: i64) -> QueryResult<i64> {
    incidents::table.filter(incidents::walk_id.eq(walk_id)).count().get_result(connection)
}

/// A picture with its bytes: small, and in full size.
pub type Pixels = (Picture, Vec<u8>, Vec<u8>);

/// One picture of an observation of a walk that this viewer may see.
pub fn find_picture(
    connection: &mut DbConnection,
    viewer: &Viewer,
    walk_id: i64,
    (observation_id, position): (i64, i64),
) -> QueryResult<Option<Pixels>> {
    visible_to(viewer)
        .inner_join(walk_observations::table.inner_join(walk_observation_photos::table.inner_join(photos::table)))
        .filter(walks::id.eq(walk_id))
        .filter(walk_observations::id.eq(observation_id))
        .filter(walk_observation_photos::position.eq(position))
        .select((Picture::as_select(), photos::small, photos::bytes))
        .first(connection)
        .optional()
}

/// Hides a picture that is not hidden; gives how many that were.
pub fn update_picture_hidden(
    connection: &mut DbConnection,
    (observation_id, position): (i64, i64),
    hidden_by: &str,
    reason: &str,
    now: Timestamp,
) -> QueryResult<usize> {
    let shown = walk_observation_photos::table
        .filter(walk_observation_photos::observation_id.eq(observation_id))
        .filter(walk_observation_photos::position.eq(position))
        .filter(walk_observation_photos::hidden_at.is_null());
    diesel::update(shown)
        .set((
            walk_observation_photos::hidden_at.eq(Some(Moment::from(now))),
            walk_observation_photos::hidden_by.eq(Some(hidden_by)),
            walk_observation_photos::hidden_reason.eq(Some(reason)),
        ))
        .execute(connection)
}
