//! All SQL of pictures and of who sent them.

use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use jiff::Timestamp;

use super::intake::Picture;
use super::model::Sender;
use crate::db::schema::{incident_photos, photo_uploads, photos, walk_observation_photos};
use crate::db::{Backend, DbConnection, Moment};

/// What this sender has sent lately.
fn sent_by<'a>(sender: Sender) -> photo_uploads::BoxedQuery<'a, Backend> {
    let all = photo_uploads::table.into_boxed();
    match sender {
        Sender::Account(id) => all.filter(photo_uploads::account_id.eq(id)),
        Sender::Phone(id) => all.filter(photo_uploads::phone_id.eq(id)),
    }
}

/// The picture that was made of the file with this hash, if this sender has sent it lately.
pub fn find_sent(connection: &mut DbConnection, sender: Sender, sent_sha256: &str) -> QueryResult<Option<i64>> {
    sent_by(sender)
        .filter(photo_uploads::sent_sha256.eq(sent_sha256))
        .select(photo_uploads::photo_id)
        .first(connection)
        .optional()
}

/// How many files this sender has sent lately.
pub fn count_sent(connection: &mut DbConnection, sender: Sender) -> QueryResult<i64> {
    sent_by(sender).select(count_star()).first(connection)
}

/// The key of the picture whose bytes have this hash.
pub fn find_by_hash(connection: &mut DbConnection, sha256: &str) -> QueryResult<Option<i64>> {
    photos::table.filter(photos::sha256.eq(sha256)).select(photos::id).first(connection).optional()
}

/// The small pictures of these keys, in their order.
pub fn list_small(connection: &mut DbConnection, ids: &[i64]) -> QueryResult<Vec<Vec<u8>>> {
    ids.iter().map(|id| photos::table.find(id).select(photos::small).first(connection)).collect()
}

/// Keeps a picture; gives its key.
pub fn insert_photo(
    connection: &mut DbConnection,
    sha256: &str,
    picture: &Picture,
    now: Timestamp,
) -> QueryResult<i64> {
    diesel::insert_into(photos::table)
        .values((
            photos::sha256.eq(sha256),
            photos::width.eq(i64::from(picture.width)),
            photos::height.eq(i64::from(picture.height)),
            photos::created_at.eq(Moment::from(now)),
            photos::small.eq(&picture.small),
            photos::bytes.eq(&picture.bytes),
        ))
        .returning(photos::id)
        .get_result(connection)
}

/// Notes that somebody has sent a file and which picture it became.
pub fn insert_sent(
    connection: &mut DbConnection,
    sender: Sender,
    sent_sha256: &str,
    photo_id: i64,
    now: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(photo_uploads::table)
        .values((
            photo_uploads::account_id.eq(sender.account_id()),
            photo_uploads::phone_id.eq(sender.phone_id()),
            photo_uploads::sent_sha256.eq(sent_sha256),
            photo_uploads::photo_id.eq(photo_id),
            photo_uploads::sent_at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}

/// Forgets what was sent before this instant, and the pictures among that which nothing has.
pub fn delete_sent_before(connection: &mut DbConnection, cutoff: Timestamp) -> QueryResult<()> {
    let old = photo_uploads::sent_at.lt(Moment::from(cutoff));
    let of_old: Vec<i64> = photo_uploads::table.filter(old).select(photo_uploads::photo_id).load(connection)?;
    if of_old.is_empty() {
        return Ok(());
    }
    diesel::delete(photo_uploads::table.filter(old)).execute(connection)?;
    let in_report = incident_photos::table.filter(incident_photos::photo_id.eq(photos::id));
    let sent_since = photo_uploads::table.filter(photo_uploads::photo_id.eq(photos::id));
    let in_observation = walk_observation_photos::table.filter(walk_observation_photos::photo_id.eq(photos::id));
    let unused = photos::table
        .filter(photos::id.eq_any(of_old))
        .filter(not(exists(in_report)))
        .filter(not(exists(in_observation)))
        .filter(not(exists(sent_since)));
    diesel::delete(unused).execute(connection).map(drop)
}
