//! Verbs: an organisation says that its week was calm, and takes it back.

use jiff::Timestamp;

use super::model::{CutOff, Heard};
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Account, Actor, Organisation, Permission, actions, token};
use crate::db::{self, DbConnection};
use crate::error::AppError;
use crate::time::IsoWeek;

/// Whose word it is about which week, who gives it, and when.
#[derive(Clone, Debug)]
pub struct Word {
    /// The organisation's key.
    pub organisation: i64,
    /// The week.
    pub week: IsoWeek,
    /// Who gives it.
    pub actor: Actor,
    /// When.
    pub now: Timestamp,
}

/// What became of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It is kept.
    Noted,
    /// It had been said before.
    AlreadyNoted,
    /// It is not kept: the organisation has reported about the week, or had a calm shift in it.
    HasBeenHeard,
    /// It is taken back, or never was given.
    Withdrawn,
    /// Nothing changed: the week has not begun, or its cut-off has passed.
    Closed,
}

/// Notes that an organisation has nothing to report about a week.
///
/// # Errors
/// What the database says; so for every function here.
pub fn report_nothing(connection: &mut DbConnection, cut_off: CutOff, word: &Word) -> Result<Receipt, AppError> {
    let Word { organisation, week, actor, now } = word;
    if !cut_off.is_open(*week, *now) {
        return Ok(Receipt::Closed);
    }
    db::serialise_on(connection, &key(*organisation, *week))?;
    if store::find_zero_report(connection, *organisation, *week)?.is_some() {
        return Ok(Receipt::AlreadyNoted);
    }
    if super::read(connection, &[*week])?.heard(*organisation, *week).0 != Heard::Silent {
        return Ok(Receipt::HasBeenHeard);
    }
    store::insert_zero_report(connection, *organisation, *week, actor, *now)?;
    let detail = week.to_string();
    let entry = Audit { action: "added", subject: "zero_report", subject_id: None, detail: &detail };
    actions::audit(connection, actor, &entry, *now)?;
    Ok(Receipt::Noted)
}

/// Takes an organisation's word about a week back.
pub fn withdraw(connection: &mut DbConnection, cut_off: CutOff, word: &Word) -> Result<Receipt, AppError> {
    let Word { organisation, week, actor, now } = word;
    if !cut_off.is_open(*week, *now) {
        return Ok(Receipt::Closed);
    }
    db::serialise_on(connection, &key(*organisation, *week))?;
    if let Some(said) = store::find_zero_report(connection, *organisation, *week)? {
        store::delete_zero_report(connection, said.id)?;
        let detail = week.to_string();
        let entry = Audit { action: "withdrawn", subject: "zero_report", subject_id: None, detail: &detail };
        actions::audit(connection, actor, &entry, *now)?;
    }
    Ok(Receipt::Withdrawn)
}

fn key(organisation: i64, week: IsoWeek) -> String {
    format!("zero report {organisation} {week}")
}

/// Makes a link by which an account may speak for its organisation about a week until the week's cut-off; gives its token.
/// An account has one such link for each week.
pub(super) fn make_link(
    connection: &mut DbConnection,
    account: i64,
    week: IsoWeek,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<String, AppError> {
    let fresh = token::fresh()?;
    store::insert_link(connection, account, week, &token::hash(&fresh), now, expires_at)?;
    Ok(fresh)
}

/// Whom a link speaks for, and about which week, while it works and its account may report.
pub fn find_linked(
    connection: &mut DbConnection,
    given: &str,
    now: Timestamp,
) -> Result<Option<(Account, Organisation, IsoWeek)>, AppError> {
    let found = store::find_link(connection, &token::hash(given), now)?;
    Ok(found.filter(|(account, ..)| account.role.may(Permission::Report)))
}
