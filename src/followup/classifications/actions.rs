//! Verbs: keeping areas' classes, and saying whether they are shown.

use jiff::Timestamp;

use super::model::Classed;
use super::{SETTING, are_shown, store};
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts, store as settings};
use crate::db::{self, DbConnection};
use crate::error::AppError;

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Done,
    /// Somebody else was first.
    Stale,
    /// The area has another class from that day already.
    Taken,
}

/// Keeps that an area was classed so. The same again is kept already.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn add(connection: &mut DbConnection, actor: &Actor, classed: &Classed, now: Timestamp) -> Result<Kept, AppError> {
    db::serialise_on(connection, "area classifications")?;
    if let Some(known) = store::find_same(connection, classed)? {
        return Ok(if known.classed == *classed { Kept::Done } else { Kept::Taken });
    }
    let id = store::insert(connection, classed)?;
    let entry = Audit { action: "added", subject: "area_classification", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Kept::Done)
}

/// Puts one right.
pub fn change(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    classed: &Classed,
    now: Timestamp,
) -> Result<Kept, AppError> {
    db::serialise_on(connection, "area classifications")?;
    if store::find_same(connection, classed)?.is_some_and(|other| other.id != id) {
        return Ok(Kept::Taken);
    }
    if store::update(connection, (id, seen), classed)? == 0 {
        return Ok(Kept::Stale);
    }
    let entry = Audit { action: "changed", subject: "area_classification", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Kept::Done)
}

/// Takes one away.
pub fn remove(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    now: Timestamp,
) -> Result<Kept, AppError> {
    if store::delete(connection, (id, seen))? == 0 {
        return Ok(Kept::Stale);
    }
    let entry = Audit { action: "removed", subject: "area_classification", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Kept::Done)
}

/// Says whether the classes are shown to everybody who reads the follow-up.
pub fn show(connection: &mut DbConnection, actor: &Actor, is_shown: bool, now: Timestamp) -> Result<(), AppError> {
    if are_shown(connection)? == is_shown {
        return Ok(());
    }
    if is_shown {
        settings::put_setting(connection, SETTING, "yes")?;
    } else {
        settings::delete_setting(connection, SETTING)?;
    }
    let entry = Audit {
        action: if is_shown { "enabled" } else { "disabled" },
        subject: "area_classification",
        subject_id: None,
        detail: "",
    };
    accounts::audit(connection, actor, &entry, now)
}
