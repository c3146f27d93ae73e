//! Mail to those who may speak for an organisation that nothing has been heard of, within a day before the cut-off.
//!
//! Each mail has a link of its own that opens one page without signing in: one organisation's word about one week, nothing
//! else, until the cut-off. Only its token's hash is kept with it; the mail that waits to be sent holds the token itself.

use jiff::Timestamp;

use super::actions::make_link;
use super::model::CutOff;
use super::store;
use crate::accounts::{Permission, store as accounts};
use crate::db::{self, DbConnection};
use crate::error::AppError;
use crate::jobs::Job;
use crate::mail::{Kind, Outbox};
use crate::time::{IsoWeek, plus_hours};
use crate::urls;

/// The job's name.
pub const JOB: &str = "coverage_reminders";
/// So many hours before a cut-off the silent are reminded. Jobs run once a day, so that one run falls into them.
const HOURS_AHEAD: i64 = 24;

/// The job that reminds.
#[must_use]
pub fn job(outbox: Outbox, cut_off: CutOff) -> Job {
    Job::new(JOB, move |connection, now| remind(connection, outbox, cut_off, now))
}

/// Hands in a mail for everybody who may report for an expected organisation that is silent about a week whose cut-off is
/// near: at most one for each account and week. Gives how many organisations that were. Where no mail is sent, no link is
/// made.
///
/// # Errors
/// What the database says.
pub fn remind(connection: &mut DbConnection, outbox: Outbox, cut_off: CutOff, now: Timestamp) -> Result<i64, AppError> {
    if !outbox.is_open() {
        return Ok(0);
    }
    db::serialise_on(connection, JOB)?;
    store::delete_expired_links(connection, now)?;
    let is_near = |week: &IsoWeek| cut_off.after(*week) <= plus_hours(now, HOURS_AHEAD);
    let weeks: Vec<IsoWeek> = cut_off.open_weeks(now).into_iter().filter(is_near).collect();
    let ledger = super::read(connection, &weeks)?;
    let mut reminded = 0;
    for week in weeks {
        for member in ledger.silent(week) {
            let mut mails = 0;
            for account in accounts::list_open_accounts_of(connection, member.id)? {
                if !account.role.may(Permission::Report) || store::has_link(connection, account.id, week)? {
                    continue;
                }
                let token = make_link(connection, account.id, week, now, cut_off.after(week))?;
                outbox.post(connection, account.id, Kind::Coverage, &urls::zero_report_link(&token), now)?;
                mails += 1;
            }
            reminded += i64::from(mails > 0);
        }
    }
    Ok(reminded)
}
