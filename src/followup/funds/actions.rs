//! Verbs: calls, proposals, decisions and what became of them. One function, one transaction of the caller's, an entry in the
//! audit log.

use jiff::Timestamp;
use uuid::Uuid;

use super::model::{Became, Call, Decided, Decision, KeptProposal, Proposal};
use super::store;
use super::table::GrantRow;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{self, DbConnection};
use crate::districts::import::Imported;
use crate::error::{AppError, OrNotFound as _};

/// What became of a call that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept, under this key.
    Done(i64),
    /// There is another of that name and year.
    Known,
    /// Somebody else changed it since it was looked at.
    Meanwhile,
}

/// What of a proposal is written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// What is proposed.
    Proposal(Proposal),
    /// What was decided: granted or declined.
    Decided(Decided),
    /// What became of it.
    Became(Became),
}

/// Opens a call.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn open(connection: &mut DbConnection, actor: &Actor, call: &Call, now: Timestamp) -> Result<Kept, AppError> {
    db::serialise_on(connection, LOCK)?;
    if store::find_call_named(connection, &call.name, call.year)?.is_some() {
        return Ok(Kept::Known);
    }
    let id = store::insert_call(connection, call)?;
    let entry = Audit { action: "added", subject: "fund_call", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Kept::Done(id))
}

/// The key of the call of this name and year, which is opened where there is none.
pub fn find_or_open(
    connection: &mut DbConnection,
    actor: &Actor,
    (name, year): (&str, i64),
    now: Timestamp,
) -> Result<i64, AppError> {
    db::serialise_on(connection, LOCK)?;
    if let Some(known) = store::find_call_named(connection, name, year)? {
        return Ok(known.id);
    }
    let call = Call { name: name.to_owned(), year, budget_sek: None, received: None, description: String::new() };
    let id = store::insert_call(connection, &call)?;
    let entry = Audit { action: "added", subject: "fund_call", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(id)
}

/// Writes a call anew as it stood when it was looked at.
pub fn change(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    call: &Call,
    now: Timestamp,
) -> Result<Kept, AppError> {
    db::serialise_on(connection, LOCK)?;
    if store::find_call_named(connection, &call.name, call.year)?.is_some_and(|other| other.id != id) {
        return Ok(Kept::Known);
    }
    if store::update_call(connection, (id, seen), call)? == 0 {
        return Ok(Kept::Meanwhile);
    }
    let entry = Audit { action: "changed", subject: "fund_call", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(Kept::Done(id))
}

/// Takes a proposal in; the same submission once more is the same proposal. Gives its key, and whether it is new.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such call.
pub fn propose(
    connection: &mut DbConnection,
    actor: &Actor,
    (call_id, submission_id): (i64, Uuid),
    proposal: &Proposal,
    now: Timestamp,
) -> Result<(i64, bool), AppError> {
    let submission_id = submission_id.to_string();
    db::serialise_on(connection, &submission_id)?;
    if let Some(known) = store::find_submission(connection, &submission_id)? {
        return Ok((known, false));
    }
    store::find_call(connection, call_id)?.or_not_found("fund")?;
    let id = store::insert_proposal(connection, (call_id, &submission_id), proposal, &Decided::nothing())?;
    let entry = Audit { action: "added", subject: "fund_proposal", subject_id: Some(id), detail: "" };
    accounts::audit(connection, actor, &entry, now)?;
    Ok((id, true))
}

/// Writes something of a proposal anew as it stood when it was looked at; `false` when somebody else was first.
pub fn write(
    connection: &mut DbConnection,
    actor: &Actor,
    seen: (i64, i64),
    change: &Change,
    now: Timestamp,
) -> Result<bool, AppError> {
    let changed = match change {
        Change::Proposal(proposal) => store::update_proposal(connection, seen, proposal)?,
        Change::Decided(decided) => store::update_decided(connection, seen, decided)?,
        Change::Became(became) => store::update_became(connection, seen, became)?,
    };
    if changed == 0 {
        return Ok(false);
    }
    let made = if let Change::Decided(decided) = change { decided.decision } else { Decision::Waiting };
    let entry = Audit {
        action: match made {
            Decision::Waiting => "changed",
            Decision::Granted => "granted",
            Decision::Declined => "declined",
        },
        subject: "fund_proposal",
        subject_id: Some(seen.0),
        detail: "",
    };
    accounts::audit(connection, actor, &entry, now)?;
    Ok(true)
}

/// Takes a proposal away of which nothing has been decided; `false` when it is no longer what was looked at, or has been
/// decided: a decision is never forgotten.
pub fn withdraw(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    now: Timestamp,
) -> Result<bool, AppError> {
    let is_gone = store::delete_waiting(connection, (id, seen))? > 0;
    if is_gone {
        let entry = Audit { action: "removed", subject: "fund_proposal", subject_id: Some(id), detail: "" };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(is_gone)
}

/// Brings in what a call has granted. A proposal is known by its district and title: the same once more changes nothing,
/// another amount takes the place of the one that is kept, and what waited is granted.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such call.
pub fn import(
    connection: &mut DbConnection,
    actor: &Actor,
    call_id: i64,
    rows: &[GrantRow],
    now: Timestamp,
) -> Result<Imported, AppError> {
    db::serialise_on(connection, LOCK)?;
    store::find_call(connection, call_id)?.or_not_found("fund")?;
    let known = store::list_proposals(connection, &[call_id])?;
    let mut done = Imported { read: rows.len(), changed: 0 };
    for row in rows {
        let is_it = |kept: &&KeptProposal| {
            (&kept.proposal.district, &kept.proposal.title) == (&row.proposal.district, &row.proposal.title)
        };
        let granted =
            |before: Decided| Decided { decision: Decision::Granted, granted_sek: Some(row.granted_sek), ..before };
        match known.iter().find(is_it) {
            None => {
                let submission_id = Uuid::new_v4().to_string();
                let decided = granted(Decided::nothing());
                store::insert_proposal(connection, (call_id, &submission_id), &row.proposal, &decided)?;
            }
            Some(kept) if kept.granted_sek() == Some(row.granted_sek) => continue,
            Some(kept) => {
                let decided = granted(kept.decided.clone());
                store::update_decided(connection, (kept.id, kept.version), &decided)?;
            }
        }
        done.changed += 1;
    }
    if done.changed > 0 {
        let entry = Audit {
            action: "imported",
            subject: "fund_call",
            subject_id: Some(call_id),
            detail: &format!("{} changed", done.changed),
        };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(done)
}

const LOCK: &str = "funds";
