//! Verbs: one function, one transaction of the caller's, one audit entry.

use jiff::Timestamp;

use super::model::{Account, Actor, Organisation, OrganisationKind, Role};
use super::statements::Statement;
use super::store::{self, Audit, NewAccount};
use super::{session, token};
use crate::db::{DbConnection, serialise_on};
use crate::error::{AppError, OrNotFound as _};
use crate::texts::Language;
use crate::time::plus_hours;

/// How long a one-time link works: over a weekend.
pub const LINK_HOURS: i64 = 72;

/// Writes an entry into the audit log.
///
/// # Errors
/// What the database says; so for every function here.
pub fn audit(connection: &mut DbConnection, actor: &Actor, entry: &Audit<'_>, now: Timestamp) -> Result<(), AppError> {
    Ok(store::insert_audit(connection, actor, entry, now)?)
}

/// Begins a session for an account; gives the token for its cookie.
pub fn begin_session(
    connection: &mut DbConnection,
    account: &Account,
    device: &str,
    now: Timestamp,
) -> Result<String, AppError> {
    let token = token::fresh()?;
    let expires_at = plus_hours(now, 24 * session::DAYS);
    store::delete_expired_sessions(connection, now)?;
    store::insert_session(connection, account.id, &token::hash(&token), device, now, expires_at)?;
    let actor = Actor::of(account);
    let entry = Audit { action: "signed_in", subject: "account", subject_id: Some(account.id), detail: device };
    audit(connection, &actor, &entry, now)?;
    Ok(token)
}

/// Ends one session of an account's own; `false` when it has none of that key.
pub fn end_session(
    connection: &mut DbConnection,
    account: &Account,
    session: i64,
    now: Timestamp,
) -> Result<bool, AppError> {
    let was_there = store::delete_session(connection, account.id, session)? > 0;
    if was_there {
        note_signed_out(connection, account, now)?;
    }
    Ok(was_there)
}

/// Ends all sessions of an account but the one it is done from.
pub fn end_other_sessions(
    connection: &mut DbConnection,
    account: &Account,
    kept: i64,
    now: Timestamp,
) -> Result<(), AppError> {
    if store::delete_sessions_but(connection, account.id, Some(kept))? > 0 {
        note_signed_out(connection, account, now)?;
    }
    Ok(())
}

fn note_signed_out(connection: &mut DbConnection, account: &Account, now: Timestamp) -> Result<(), AppError> {
    let actor = Actor::of(account);
    let entry = Audit { action: "signed_out", subject: "account", subject_id: Some(account.id), detail: "" };
    audit(connection, &actor, &entry, now)
}

/// Makes a one-time link for an account; gives its token. Earlier links of the account stop working.
pub fn make_sign_in_link(
    connection: &mut DbConnection,
    account_id: i64,
    actor: &Actor,
    now: Timestamp,
) -> Result<String, AppError> {
    let token = token::fresh()?;
    store::insert_sign_in_link(connection, account_id, &token::hash(&token), now, plus_hours(now, LINK_HOURS))?;
    let entry = Audit { action: "link_made", subject: "account", subject_id: Some(account_id), detail: "" };
    audit(connection, actor, &entry, now)?;
    Ok(token)
}

/// The account a one-time link is for, while it works.
pub fn find_linked_account(
    connection: &mut DbConnection,
    given: &str,
    now: Timestamp,
) -> Result<Option<Account>, AppError> {
    Ok(store::find_sign_in_link(connection, &token::hash(given), now)?.map(|(_, account)| account))
}

/// Uses a one-time link: keeps the new password, ends the account's other sessions and begins one. Gives the token for its
/// cookie, or `None` when the link does not work any more.
pub fn use_sign_in_link(
    connection: &mut DbConnection,
    given: &str,
    password_hash: &str,
    device: &str,
    now: Timestamp,
) -> Result<Option<String>, AppError> {
    let Some((link, account)) = store::find_sign_in_link(connection, &token::hash(given), now)? else {
        return Ok(None);
    };
    store::mark_sign_in_link_used(connection, link, now)?;
    store::update_password(connection, account.id, password_hash)?;
    store::delete_sessions_but(connection, account.id, None)?;
    begin_session(connection, &account, device, now).map(Some)
}

/// Keeps a new password and ends all of the account's sessions but the one it was changed in.
pub fn change_password(
    connection: &mut DbConnection,
    account: &Account,
    session: i64,
    password_hash: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    store::update_password(connection, account.id, password_hash)?;
    store::delete_sessions_but(connection, account.id, Some(session))?;
    let actor = Actor::of(account);
    let entry = Audit { action: "changed", subject: "account", subject_id: Some(account.id), detail: "password" };
    audit(connection, &actor, &entry, now)
}

/// Adds an organisation; gives its key, or `None` when there is one of that name.
pub fn add_organisation(
    connection: &mut DbConnection,
    name: &str,
    kind: OrganisationKind,
    reports_weekly: bool,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<i64>, AppError> {
    if store::find_organisation_named(connection, name)?.is_some() {
        return Ok(None);
    }
    let id = store::insert_organisation(connection, name, kind, reports_weekly, now)?;
    let entry = Audit { action: "added", subject: "organisation", subject_id: Some(id), detail: "" };
    audit(connection, actor, &entry, now)?;
    Ok(Some(id))
}

/// Changes an organisation; `false` when another one has that name.
pub fn change_organisation(
    connection: &mut DbConnection,
    organisation: &Organisation,
    actor: &Actor,
    now: Timestamp,
) -> Result<bool, AppError> {
    let namesake = store::find_organisation_named(connection, &organisation.name)?;
    if namesake.is_some_and(|other| other.id != organisation.id) {
        return Ok(false);
    }
    store::update_organisation(connection, organisation)?;
    let entry = Audit { action: "changed", subject: "organisation", subject_id: Some(organisation.id), detail: "" };
    audit(connection, actor, &entry, now)?;
    Ok(true)
}

/// Adds an account; gives its key, or `None` when the address is taken.
pub fn add_account(
    connection: &mut DbConnection,
    account: &NewAccount,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<i64>, AppError> {
    if store::find_account_by_email(connection, &account.email)?.is_some() {
        return Ok(None);
    }
    let id = store::insert_account(connection, account, now)?;
    let entry = Audit { action: "added", subject: "account", subject_id: Some(id), detail: account.role.word() };
    audit(connection, actor, &entry, now)?;
    Ok(Some(id))
}

/// Why an account is not changed as asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The address belongs to another account.
    AddressTaken,
    /// Nobody takes administration away from the own account: a slip would lock the door from outside.
    OwnAccount,
    /// It is the last open administrator's.
    LastAdministrator,
}

/// Whether an account may stop administering; it always may when the host's command line says so, which is the way back in.
fn find_refusal(connection: &mut DbConnection, account: &Account, actor: &Actor) -> Result<Option<Refusal>, AppError> {
    let administers = account.role == Role::Administrator && account.disabled_at.is_none();
    if !administers || actor.account_id.is_none() {
        return Ok(None);
    }
    if actor.account_id == Some(account.id) {
        return Ok(Some(Refusal::OwnAccount));
    }
    // Two administrators who shut each other at the same instant: the second one waits, and is refused.
    serialise_on(connection, "administrators")?;
    let is_last = store::count_open_administrators(connection)? < 2;
    Ok(is_last.then_some(Refusal::LastAdministrator))
}

/// Changes an account; gives why not, if not. A new role holds from the next request on: sessions read it each time.
pub fn change_account(
    connection: &mut DbConnection,
    account: &Account,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<Refusal>, AppError> {
    let before = store::find_account(connection, account.id)?.or_not_found("account")?;
    let namesake = store::find_account_by_email(connection, &account.email)?;
    if namesake.is_some_and(|(other, _)| other.id != account.id) {
        return Ok(Some(Refusal::AddressTaken));
    }
    if account.role != Role::Administrator {
        let refusal = find_refusal(connection, &before, actor)?;
        if refusal.is_some() {
            return Ok(refusal);
        }
    }
    let detail = changed_fields(&before, account);
    if detail.is_empty() {
        return Ok(None);
    }
    store::update_account(connection, account)?;
    let entry = Audit { action: "changed", subject: "account", subject_id: Some(account.id), detail: &detail };
    audit(connection, actor, &entry, now)?;
    Ok(None)
}

/// Which fields differ; of a role also the new one, because that is what somebody may do.
fn changed_fields(before: &Account, after: &Account) -> String {
    let fields = [
        (before.email != after.email, "email"),
        (before.name != after.name, "name"),
        (before.organisation_id != after.organisation_id, "organisation"),
        (before.role != after.role, "role"),
        (before.role != after.role, after.role.word()),
    ];
    let changed: Vec<&str> = fields.into_iter().filter(|(differs, _)| *differs).map(|(_, word)| word).collect();
    changed.join(" ")
}

/// Shuts an account and ends its sessions, or opens it again; gives why not, if not.
pub fn set_disabled(
    connection: &mut DbConnection,
    id: i64,
    is_disabled: bool,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<Refusal>, AppError> {
    let account = store::find_account(connection, id)?.or_not_found("account")?;
    if account.disabled_at.is_some() == is_disabled {
        return Ok(None);
    }
    if is_disabled {
        let refusal = find_refusal(connection, &account, actor)?;
        if refusal.is_some() {
            return Ok(refusal);
        }
        store::delete_sessions_but(connection, id, None)?;
        store::delete_sign_in_links(connection, id)?;
    }
    store::update_disabled(connection, id, is_disabled.then_some(now))?;
    let entry = Audit {
        action: if is_disabled { "disabled" } else { "enabled" },
        subject: "account",
        subject_id: Some(id),
        detail: "",
    };
    audit(connection, actor, &entry, now)?;
    Ok(None)
}

/// Keeps the text of a statement in a language; an empty one gives the built-in text back.
pub fn write_statement(
    connection: &mut DbConnection,
    statement: Statement,
    language: Language,
    body: &str,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), AppError> {
    if body.is_empty() {
        store::delete_statement(connection, statement.slug(), language.code())?;
    } else {
        store::put_statement(connection, statement.slug(), language.code(), body, now)?;
    }
    let detail = format!("{} {}", statement.slug(), language.code());
    audit(connection, actor, &Audit { action: "changed", subject: "statement", subject_id: None, detail: &detail }, now)
}
