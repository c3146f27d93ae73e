//! All SQL of accounts.

use diesel::prelude::*;
use jiff::Timestamp;

use super::model::{Account, Actor, Organisation, OrganisationKind, Role};
use crate::db::schema::{accounts, audit_entries, organisations, sessions, settings, sign_in_links, statements};
use crate::db::{DbConnection, Moment};

/// All organisations, by key. Sort by name in Rust: the databases disagree about å.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_organisations(connection: &mut DbConnection) -> QueryResult<Vec<Organisation>> {
    organisations::table.order(organisations::id).select(Organisation::as_select()).load(connection)
}

/// The organisation of this key.
pub fn find_organisation(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Organisation>> {
    organisations::table.find(id).select(Organisation::as_select()).first(connection).optional()
}

/// The organisation of exactly this name.
pub fn find_organisation_named(connection: &mut DbConnection, name: &str) -> QueryResult<Option<Organisation>> {
    let named = organisations::table.filter(organisations::name.eq(name));
    named.select(Organisation::as_select()).first(connection).optional()
}

/// Adds an organisation; gives its key.
pub fn insert_organisation(
    connection: &mut DbConnection,
    name: &str,
    kind: OrganisationKind,
    reports_weekly: bool,
    now: Timestamp,
) -> QueryResult<i64> {
    diesel::insert_into(organisations::table)
        .values((
            organisations::name.eq(name),
            organisations::kind.eq(kind),
            organisations::reports_weekly.eq(reports_weekly),
            organisations::created_at.eq(Moment::from(now)),
        ))
        .returning(organisations::id)
        .get_result(connection)
}

/// Changes an organisation.
pub fn update_organisation(connection: &mut DbConnection, organisation: &Organisation) -> QueryResult<()> {
    diesel::update(organisations::table.find(organisation.id))
        .set((
            organisations::name.eq(&organisation.name),
            organisations::kind.eq(organisation.kind),
            organisations::reports_weekly.eq(organisation.reports_weekly),
        ))
        .execute(connection)
        .map(drop)
}

/// All accounts with their organisations, by key.
pub fn list_accounts(connection: &mut DbConnection) -> QueryResult<Vec<(Account, Organisation)>> {
    accounts::table
        .inner_join(organisations::table)
        .order(accounts::id)
        .select((Account::as_select(), Organisation::as_select()))
        .load(connection)
}

/// The accounts of an organisation that may sign in, by key.
pub fn list_open_accounts_of(connection: &mut DbConnection, organisation_id: i64) -> QueryResult<Vec<Account>> {
    accounts::table
        .filter(accounts::organisation_id.eq(organisation_id))
        .filter(accounts::disabled_at.is_null())
        .order(accounts::id)
        .select(Account::as_select())
        .load(connection)
}

/// How many administrators may sign in.
pub fn count_open_administrators(connection: &mut DbConnection) -> QueryResult<i64> {
    accounts::table
        .filter(accounts::role.eq(Role::Administrator))
        .filter(accounts::disabled_at.is_null())
        .count()
        .get_result(connection)
}

/// The account of this key.
pub fn find_account(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Account>> {
    accounts::table.find(id).select(Account::as_select()).first(connection).optional()
}

/// The account that signs in with this address, and the hash of its password if it has one.
pub fn find_account_by_email(
    connection: &mut DbConnection,
    email: &str,
) -> QueryResult<Option<(Account, Option<String>)>> {
    accounts::table
        .filter(accounts::email.eq(email))
        .select((Account::as_select(), accounts::password_hash))
        .first(connection)
        .optional()
}

/// The hash of an account's password, if it has one.
pub fn find_password_hash(connection: &mut DbConnection, id: i64) -> QueryResult<Option<String>> {
    accounts::table.find(id).select(accounts::password_hash).first(connection).optional().map(Option::flatten)
}

/// What a new account is made of.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The address that signs in, as [`super::model::read_email`] gives it.
    pub email: String,
    /// The person's name or function.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Where it belongs.
    pub organisation_id: i64,
    /// The hash of its password; without one a one-time link lets it in.
    pub password_hash: Option<String>,
}

/// Adds an account; gives its key.
pub fn insert_account(connection: &mut DbConnection, account: &NewAccount, now: Timestamp) -> QueryResult<i64> {
    diesel::insert_into(accounts::table)
        .values((
            accounts::email.eq(&account.email),
            accounts::name.eq(&account.name),
            accounts::role.eq(account.role),
            accounts::organisation_id.eq(account.organisation_id),
            accounts::password_hash.eq(&account.password_hash),
            accounts::created_at.eq(Moment::from(now)),
        ))
        .returning(accounts::id)
        .get_result(connection)
}

/// Changes an account's address, name, role and organisation.
pub fn update_account(connection: &mut DbConnection, account: &Account) -> QueryResult<()> {
    diesel::update(accounts::table.find(account.id))
        .set((
            accounts::email.eq(&account.email),
            accounts::name.eq(&account.name),
            accounts::role.eq(account.role),
            accounts::organisation_id.eq(account.organisation_id),
        ))
        .execute(connection)
        .map(drop)
}

/// Shuts an account, or opens it again with `None`.
pub fn update_disabled(connection: &mut DbConnection, id: i64, disabled_at: Option<Timestamp>) -> QueryResult<()> {
    diesel::update(accounts::table.find(id))
        .set(accounts::disabled_at.eq(disabled_at.map(Moment::from)))
        .execute(connection)
        .map(drop)
}

/// Keeps the hash of an account's new password.
pub fn update_password(connection: &mut DbConnection, id: i64, hash: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::password_hash.eq(hash)).execute(connection).map(drop)
}

/// Keeps the language an account has chosen.
pub fn update_language(connection: &mut DbConnection, id: i64, code: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::language.eq(code)).execute(connection).map(drop)
}

/// A session as its owner sees it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// Its key.
    pub id: i64,
    /// Browser and system, in words.
    pub device: String,
    /// When it began.
    pub created_at: Moment,
    /// When it ends by itself.
    pub expires_at: Moment,
}

/// The session of this token's hash with its account and organisation, if it has not ended and the account is open.
pub fn find_session(
    connection: &mut DbConnection,
    token_hash: &str,
    now: Timestamp,
) -> QueryResult<Option<(i64, Account, Organisation)>> {
    sessions::table
        .inner_join(accounts::table.inner_join(organisations::table))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(Moment::from(now)))
        .filter(accounts::disabled_at.is_null())
        .select((sessions::id, Account::as_select(), Organisation::as_select()))
        .first(connection)
        .optional()
}

/// An account's sessions that have not ended, the newest first.
pub fn list_sessions(connection: &mut DbConnection, account_id: i64, now: Timestamp) -> QueryResult<Vec<Session>> {
    sessions::table
        .filter(sessions::account_id.eq(account_id))
        .filter(sessions::expires_at.gt(Moment::from(now)))
        .order(sessions::id.desc())
        .select(Session::as_select())
        .load(connection)
}

/// Begins a session.
pub fn insert_session(
    connection: &mut DbConnection,
    account_id: i64,
    token_hash: &str,
    device: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(token_hash),
            sessions::account_id.eq(account_id),
            sessions::device.eq(device),
            sessions::created_at.eq(Moment::from(now)),
            sessions::expires_at.eq(Moment::from(expires_at)),
        ))
        .execute(connection)
        .map(drop)
}

/// Ends one session of an account; gives how many that were (another account's is not touched).
pub fn delete_session(connection: &mut DbConnection, account_id: i64, id: i64) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::account_id.eq(account_id)).filter(sessions::id.eq(id)))
        .execute(connection)
}

/// Ends all sessions of an account but one; all of them with `None`.
pub fn delete_sessions_but(connection: &mut DbConnection, account_id: i64, kept: Option<i64>) -> QueryResult<usize> {
    // Keys begin at 1, so that 0 keeps none.
    let others = sessions::table.filter(sessions::account_id.eq(account_id)).filter(sessions::id.ne(kept.unwrap_or(0)));
    diesel::delete(others).execute(connection)
}

/// Ends the sessions that have run out.
pub fn delete_expired_sessions(connection: &mut DbConnection, now: Timestamp) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(Moment::from(now)))).execute(connection)
}

/// Keeps a one-time link; the account's earlier ones stop working.
pub fn insert_sign_in_link(
    connection: &mut DbConnection,
    account_id: i64,
    token_hash: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> QueryResult<()> {
    delete_sign_in_links(connection, account_id)?;
    diesel::insert_into(sign_in_links::table)
        .values((
            sign_in_links::token_hash.eq(token_hash),
            sign_in_links::account_id.eq(account_id),
            sign_in_links::created_at.eq(Moment::from(now)),
            sign_in_links::expires_at.eq(Moment::from(expires_at)),
        ))
        .execute(connection)
        .map(drop)
}

/// Makes all one-time links of an account stop working.
pub fn delete_sign_in_links(connection: &mut DbConnection, account_id: i64) -> QueryResult<()> {
    diesel::delete(sign_in_links::table.filter(sign_in_links::account_id.eq(account_id))).execute(connection).map(drop)
}

/// The key of an unused one-time link and its account, if the account is open.
pub fn find_sign_in_link(
    connection: &mut DbConnection,
    token_hash: &str,
    now: Timestamp,
) -> QueryResult<Option<(i64, Account)>> {
    sign_in_links::table
        .inner_join(accounts::table)
        .filter(sign_in_links::token_hash.eq(token_hash))
        .filter(sign_in_links::used_at.is_null())
        .filter(sign_in_links::expires_at.gt(Moment::from(now)))
        .filter(accounts::disabled_at.is_null())
        .select((sign_in_links::id, Account::as_select()))
        .first(connection)
        .optional()
}

/// Marks a one-time link as used.
pub fn mark_sign_in_link_used(connection: &mut DbConnection, id: i64, now: Timestamp) -> QueryResult<()> {
    diesel::update(sign_in_links::table.find(id))
        .set(sign_in_links::used_at.eq(Moment::from(now)))
        .execute(connection)
        .map(drop)
}

/// Something to be written into the audit log.
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a> {
    /// What was done: `added`, `changed`, `opened`, `exported` …
    pub action: &'static str,
    /// To what kind of thing: `incident`, `account` …
    pub subject: &'static str,
    /// To which one.
    pub subject_id: Option<i64>,
    /// Which fields or which filter; never content.
    pub detail: &'a str,
}

/// Writes an entry into the audit log.
pub fn insert_audit(
    connection: &mut DbConnection,
    actor: &Actor,
    entry: &Audit<'_>,
    now: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(audit_entries::table)
        .values((
            audit_entries::at.eq(Moment::from(now)),
            audit_entries::account_id.eq(actor.account_id),
            audit_entries::actor.eq(&actor.label),
            audit_entries::action.eq(entry.action),
            audit_entries::subject.eq(entry.subject),
            audit_entries::subject_id.eq(entry.subject_id),
            audit_entries::detail.eq(entry.detail),
        ))
        .execute(connection)
        .map(drop)
}

/// An entry of the audit log.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
pub struct AuditEntry {
    /// Its key.
    pub id: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub subject: String,
    /// To which one.
    pub subject_id: Option<i64>,
    /// Which fields or which filter.
    pub detail: String,
}

/// A page of the audit log, the newest first, older than the entry with the key `before` when there is one.
pub fn list_audit(connection: &mut DbConnection, before: Option<i64>, limit: i64) -> QueryResult<Vec<AuditEntry>> {
    // Keys grow with time: entries are only ever added.
    audit_entries::table
        .filter(audit_entries::id.lt(before.unwrap_or(i64::MAX)))
        .order(audit_entries::id.desc())
        .limit(limit)
        .select(AuditEntry::as_select())
        .load(connection)
}

/// What the installation remembers under this name.
pub fn find_setting(connection: &mut DbConnection, name: &str) -> QueryResult<Option<String>> {
    settings::table.find(name).select(settings::value).first(connection).optional()
}

/// Makes the installation remember something; inside a write transaction.
pub fn put_setting(connection: &mut DbConnection, name: &str, value: &str) -> QueryResult<()> {
    let changed = diesel::update(settings::table.find(name)).set(settings::value.eq(value)).execute(connection)?;
    if changed == 0 {
        diesel::insert_into(settings::table)
            .values((settings::name.eq(name), settings::value.eq(value)))
            .execute(connection)?;
    }
    Ok(())
}

/// Makes the installation forget something.
pub fn delete_setting(connection: &mut DbConnection, name: &str) -> QueryResult<()> {
    diesel::delete(settings::table.find(name)).execute(connection).map(drop)
}

/// The text of a statement in a language and when it was written, if an administrator has written one.
pub fn find_statement(
    connection: &mut DbConnection,
    slug: &str,
    language: &str,
) -> QueryResult<Option<(String, Moment)>> {
    statements::table
        .filter(statements::slug.eq(slug))
        .filter(statements::language.eq(language))
        .select((statements::body, statements::changed_at))
        .first(connection)
        .optional()
}

/// Forgets what an administrator has written.
pub fn delete_statement(connection: &mut DbConnection, slug: &str, language: &str) -> QueryResult<()> {
    let one = statements::table.filter(statements::slug.eq(slug)).filter(statements::language.eq(language));
    diesel::delete(one).execute(connection).map(drop)
}

/// Keeps the text of a statement; inside a write transaction.
pub fn put_statement(
    connection: &mut DbConnection,
    slug: &str,
    language: &str,
    body: &str,
    now: Timestamp,
) -> QueryResult<()> {
    let one = statements::table.filter(statements::slug.eq(slug)).filter(statements::language.eq(language));
    let changed = diesel::update(one)
        .set((statements::body.eq(body), statements::changed_at.eq(Moment::from(now))))
        .execute(connection)?;
    if changed == 0 {
        diesel::insert_into(statements::table)
            .values((
                statements::slug.eq(slug),
                statements::language.eq(language),
                statements::body.eq(body),
                statements::changed_at.eq(Moment::from(now)),
            ))
            .execute(connection)?;
    }
    Ok(())
}
