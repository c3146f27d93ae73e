//! Verbs: keeping a picture that was taken in. One function, one transaction of the caller's.

use jiff::Timestamp;

use super::intake::Picture;
use super::model::Sender;
use super::store;
use crate::db::{DbConnection, serialise_on};
use crate::digest::sha256;
use crate::error::AppError;
use crate::time::plus_hours;

/// For so long a picture waits for its report, and a file that was sent is known again.
pub const HOURS_KEPT: i64 = 24;
/// So many files may one sender send in that time: more than the longest night of reports, and no more than a disk bears.
pub const MOST_A_DAY: i64 = 200;

/// Keeps a picture that somebody has sent, each picture and each file once; gives its key, or `None` when that
/// sender has sent too many. Forgets those that have waited too long: where pictures come in, old ones go out.
///
/// # Errors
/// What the database says.
pub fn keep(
    connection: &mut DbConnection,
    sender: Sender,
    sent_sha256: &str,
    picture: &Picture,
    now: Timestamp,
) -> Result<Option<i64>, AppError> {
    store::delete_sent_before(connection, plus_hours(now, -HOURS_KEPT))?;
    let sha256 = sha256(&picture.bytes);
    // One after the other, also for forms that are sent twice at the same instant.
    serialise_on(connection, &format!("photos of {sender:?}"))?;
    serialise_on(connection, &sha256)?;
    if let Some(known) = store::find_sent(connection, sender, sent_sha256)? {
        return Ok(Some(known));
    }
    if store::count_sent(connection, sender)? >= MOST_A_DAY {
        return Ok(None);
    }
    let photo_id = match store::find_by_hash(connection, &sha256)? {
        Some(known) => known,
        None => store::insert_photo(connection, &sha256, picture, now)?,
    };
    store::insert_sent(connection, sender, sent_sha256, photo_id, now)?;
    Ok(Some(photo_id))
}
