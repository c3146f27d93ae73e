//! The pages of indicators.

mod describe;
mod indicator;
mod list;
mod reading;

pub use describe::{add, change, edit, new};
pub use indicator::indicator;
pub use list::{indicators, load, load_form};
pub use reading::{add_reading, change_reading, new_reading, reading};

use super::model::Verdict;
use crate::accounts::{Permission, SignedIn};

/// The kind of sign a verdict is told by. None of them is an alarm.
fn sign_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reached => "plain",
        Verdict::NotReached => "",
        Verdict::CannotBeJudged => "few",
        Verdict::NothingToJudge => "quiet",
    }
}

/// Whether whoever looks keeps the follow-up.
fn may_keep(who: &SignedIn) -> bool {
    who.account.role.may(Permission::FollowUp)
}
