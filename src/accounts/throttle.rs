//! Slowing down whoever guesses passwords.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

/// Counts failures by key (an account's address, a network address) and says how long each must wait.
///
/// Some failures are free; then the wait doubles from one second to a quarter of an hour. A quiet hour forgets. In memory
/// on purpose: a restart forgives, and guessing across restarts is slower than the waits. The crate `governor` is not used
/// here, because it counts tries, and a whole office signs in at eight through one address.
///
/// A try is noted as a failure before it is judged and taken back when it was none, so that many tries at once gain
/// nothing.
#[derive(Debug)]
pub struct Throttle {
    free: u32,
    kept: Mutex<HashMap<String, Failures>>,
}

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: Timestamp,
}

const LONGEST_WAIT: Duration = Duration::from_mins(15);
const FORGOTTEN_AFTER: Duration = Duration::from_hours(1);
/// More keys than this are not kept: the oldest half goes.
const MOST_KEYS: usize = 20_000;

impl Throttle {
    /// For guesses at one account: five are free.
    #[must_use]
    pub fn of_accounts() -> Self {
        Self { free: 5, kept: Mutex::default() }
    }

    /// For guesses from one network address: a hundred are free, because a whole office may stand behind it.
    #[must_use]
    pub fn of_addresses() -> Self {
        Self { free: 100, kept: Mutex::default() }
    }

    /// For guesses at the codes of walks from one network: twenty are free, because forty people type what they read in
    /// the dark.
    #[must_use]
    pub fn of_codes() -> Self {
        Self { free: 20, kept: Mutex::default() }
    }

    /// For guesses at the codes of walks from all networks together: five hundred are free.
    #[must_use]
    pub fn of_all_codes() -> Self {
        Self { free: 500, kept: Mutex::default() }
    }

    /// How many seconds until this key may try again; `None` when it may now.
    #[must_use]
    pub fn wait(&self, key: &str, now: Timestamp) -> Option<u64> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let failures = kept.get(key)?;
        let since = Duration::try_from(failures.last.duration_until(now)).unwrap_or_default();
        if since >= FORGOTTEN_AFTER {
            return None;
        }
        let wait = failures.wait(self.free).checked_sub(since)?;
        (!wait.is_zero()).then(|| wait.as_secs() + 1)
    }

    /// Notes a failure.
    pub fn note_failure(&self, key: &str, now: Timestamp) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEYS && !kept.contains_key(key) {
            forget_older_half(&mut kept);
        }
        let failures = kept.entry(key.to_owned()).or_insert(Failures { count: 0, last: now });
        let since = Duration::try_from(failures.last.duration_until(now)).unwrap_or_default();
        let count = if since >= FORGOTTEN_AFTER { 1 } else { failures.count.saturating_add(1) };
        *failures = Failures { count, last: now };
    }

    /// Takes back a failure that was none.
    pub fn take_back(&self, key: &str) {
        if let Some(failures) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get_mut(key) {
            failures.count = failures.count.saturating_sub(1);
        }
    }

    /// Forgets the failures of a key that has signed in.
    pub fn forget(&self, key: &str) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

impl Failures {
    fn wait(self, free: u32) -> Duration {
        match self.count.checked_sub(free) {
            None => Duration::ZERO,
            Some(over) => Duration::from_secs(1_u64 << over.min(20)).min(LONGEST_WAIT),
        }
    }
}

fn forget_older_half(kept: &mut HashMap<String, Failures>) {
    let mut times: Vec<Timestamp> = kept.values().map(|failures| failures.last).collect();
    times.sort_unstable();
    if let Some(middle) = times.get(times.len() / 2).copied() {
        kept.retain(|_, failures| failures.last > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::plus_hours;

    #[test]
    fn waits_double_after_five_failures_and_a_quiet_hour_forgets() {
        let throttle = Throttle::of_accounts();
        let now: Timestamp = "2026-11-16T20:00:00Z".parse().unwrap();
        let waits: Vec<Option<u64>> = (0..8)
            .map(|_| {
                throttle.note_failure("asa@botkyrka.se", now);
                throttle.wait("asa@botkyrka.se", now)
            })
            .collect();
        assert_eq!(waits, [None, None, None, None, Some(2), Some(3), Some(5), Some(9)]);
        assert_eq!(throttle.wait("bo@botkyrka.se", now), None);
        assert_eq!(throttle.wait("asa@botkyrka.se", plus_hours(now, 1)), None);
        throttle.forget("asa@botkyrka.se");
        assert_eq!(throttle.wait("asa@botkyrka.se", now), None);
    }

    #[test]
    fn an_office_behind_one_address_is_not_slowed_down_by_its_first_typing_errors() {
        let throttle = Throttle::of_addresses();
        let now: Timestamp = "2026-11-16T20:00:00Z".parse().unwrap();
        for _ in 0..99 {
            throttle.note_failure("192.0.2.1", now);
        }
        throttle.note_failure("192.0.2.1", now);
        throttle.take_back("192.0.2.1");
        assert_eq!(throttle.wait("192.0.2.1", now), None);
        throttle.note_failure("192.0.2.1", now);
        assert_eq!(throttle.wait("192.0.2.1", now), Some(2));
    }

    #[test]
    fn no_wait_is_longer_than_a_quarter_of_an_hour() {
        let throttle = Throttle::of_accounts();
        let now: Timestamp = "2026-11-16T20:00:00Z".parse().unwrap();
        for _ in 0..200 {
            throttle.note_failure("asa@botkyrka.se", now);
        }
        assert_eq!(throttle.wait("asa@botkyrka.se", now), Some(15 * 60 + 1));
    }
}
