//! A phone that joined a safety walk: a session of its own kind, with no account behind it and nothing that identifies. It
//! opens one walk, for what its holder writes there, and nothing else.
//!
//! Its cookie is sent to that walk's addresses alone, so that one phone may join several walks one after another and still
//! deliver what was written on the first one.

pub mod actions;
mod doorkeeper;
mod session;
pub mod store;

use jiff::Timestamp;

use crate::time::plus_hours;

pub use doorkeeper::Doorkeeper;
pub use session::{Joined, SCREEN_COOKIE, cookie, find_joined, is_dark, removal_cookie};

/// For how many hours after a walk a phone that joined may deliver what was written on it.
pub const HOURS_TO_DELIVER: i64 = 72;

/// A code as it is kept, whatever letters and gaps it was typed with: `abcd-efgh` and `ABCD EFGH` are one.
///
/// ```
/// assert_eq!(lykta::accounts::phones::read_code(" abcd-ef gh"), "ABCDEFGH");
/// ```
#[must_use]
pub fn read_code(typed: &str) -> String {
    let letters = typed.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase);
    // No code is nearly as long; what is would only fill a page.
    letters.take(24).collect()
}

impl Joined {
    /// Whether what was written on the walk is still taken.
    #[must_use]
    pub fn may_deliver(&self, now: Timestamp) -> bool {
        now < plus_hours(self.ends_at, HOURS_TO_DELIVER)
    }
}
