//! Funds as pages: the calls, one call with its totals, one proposal, and the forms of those who keep them.

mod call;
mod list;
mod proposal;

pub use call::{call, change, edit, import, import_form};
pub use list::{funds, new, open};
pub use proposal::{edit_proposal, new_proposal, proposal, propose, write};

use super::model::{Call, Decision, Granted};
use crate::followup::kronor;
use crate::web::Visit;

/// What a call is called: `Trygghetsmiljonen 2017`.
fn title(call: &Call) -> String {
    format!("{} {}", call.name, call.year)
}

/// The sign's kind for a decision: amber for what waits.
fn sign(decision: Decision) -> &'static str {
    match decision {
        Decision::Waiting => "now",
        Decision::Granted => "less",
        Decision::Declined => "quiet",
    }
}

/// How many proposals came in, got money, and wait, in a sentence each.
fn counted(visit: &Visit, granted: &Granted) -> Vec<String> {
    let received =
        visit.t_with("fund-granted-of", &[("granted", granted.granted.into()), ("received", granted.received.into())]);
    let waiting = (granted.waiting > 0).then(|| visit.t_with("fund-waiting", &[("count", granted.waiting.into())]));
    std::iter::once(received).chain(waiting).collect()
}

/// What is left of the money, or that more was granted than there was; empty where nobody has said how much there was.
fn left(visit: &Visit, granted: &Granted) -> String {
    let Some(left) = granted.left_sek() else { return String::new() };
    let amount = kronor::shown(visit.language, left.saturating_abs());
    if left < 0 {
        visit.t_with("fund-over", &[("amount", amount.into())])
    } else {
        visit.t_with("fund-left", &[("amount", amount.into())])
    }
}
