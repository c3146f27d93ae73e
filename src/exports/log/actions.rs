//! What is written down when something leaves the house.

use jiff::Timestamp;

use super::model::{Leaving, Left};
use super::store;
use crate::accounts::Actor;
use crate::db::DbConnection;
use crate::error::AppError;

/// Why a line broke off when nobody was left to say.
pub const STOPPED: &str = "stopped";

/// Writes down that something is about to leave, before its first byte does; gives the line's key. The caller writes its own
/// line into the audit log in the same transaction.
///
/// # Errors
/// What the database says; so for every function here.
pub fn begin(connection: &mut DbConnection, actor: &Actor, leaving: &Leaving, now: Timestamp) -> Result<i64, AppError> {
    Ok(store::insert(connection, actor, leaving, now)?)
}

/// Writes down that all of it has left.
pub fn finish(connection: &mut DbConnection, id: i64, left: &Left, now: Timestamp) -> Result<(), AppError> {
    Ok(store::mark_finished(connection, id, left, now)?)
}

/// Writes down that it broke off after so many rows.
pub fn break_off(connection: &mut DbConnection, id: i64, rows: i64, failure: &str) -> Result<(), AppError> {
    Ok(store::mark_broken_off(connection, id, Some(rows), failure)?)
}

/// Writes down what leaves as a whole, in the transaction that releases it; gives the line's key.
pub fn record(
    connection: &mut DbConnection,
    actor: &Actor,
    leaving: &Leaving,
    left: &Left,
    now: Timestamp,
) -> Result<i64, AppError> {
    let id = begin(connection, actor, leaving, now)?;
    finish(connection, id, left, now)?;
    Ok(id)
}
