//! Who sends what waits.

use std::convert::Infallible;
use std::time::Duration;

use jiff::{Timestamp, ToSpan as _};

use super::letter::Letter;
use super::server::MailServer;
use super::store;
use crate::accounts::Account;
use crate::db::Db;
use crate::error::AppError;
use crate::time::{Clock, plus_hours};

/// How often the sender looks whether a mail's time has come.
const LOOK: Duration = Duration::from_secs(2);
/// A mail is tried again after so many minutes, the first time; each time after twice as many.
const FIRST_PAUSE_MINUTES: i64 = 2;
/// It never waits longer than this.
const LONGEST_PAUSE_MINUTES: i64 = 4 * 60;
/// After so many hours news is none any more: three days, a weekend in which nobody repairs a mail server.
const GIVE_UP_HOURS: i64 = 72;
/// What was sent or given up is forgotten after so many hours: thirty days.
const FORGET_HOURS: i64 = 30 * 24;

/// Sends what waits, one mail after the other.
#[derive(Clone)]
pub struct Sender {
    server: MailServer,
    db: Db,
    clock: Clock,
    public_address: String,
}

impl Sender {
    /// One that sends by this server and links to pages at this address.
    #[must_use]
    pub fn new(server: MailServer, db: Db, clock: Clock, public_address: String) -> Self {
        Self { server, db, clock, public_address }
    }

    /// Sends until it is dropped. A mail in the middle is then sent again by the next one: each is sent at least once.
    pub async fn run(self) -> Infallible {
        loop {
            match self.send_next().await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(fault) => tracing::error!(cause = %fault, "mail could not be looked after"),
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Sends the mail that has waited longest; `false` when none waits.
    async fn send_next(&self) -> Result<bool, AppError> {
        let now = self.clock.now();
        // Looked for first and taken in a transaction then: a look each other second should not keep writers waiting.
        let Some((letter, account)) = self.db.read(move |connection| store::find_due(connection, now)).await? else {
            return Ok(false);
        };
        let id = letter.id;
        let is_too_late = now > plus_hours(letter.created_at.instant(), GIVE_UP_HOURS);
        if is_too_late || account.disabled_at.is_some() {
            self.db.write(move |connection| Ok(store::give_up(connection, id)?)).await?;
            tracing::warn!(mail = id, is_too_late, "a mail was given up");
            return Ok(true);
        }
        let again_at = next_try(now, letter.attempts);
        let taken = letter.clone();
        if self.db.write(move |connection| Ok(store::begin_try(connection, &taken, again_at)?)).await? == 0 {
            return Ok(true);
        }
        let outcome = self.send(&letter, &account).await;
        let now = self.clock.now();
        self.db
            .write(move |connection| {
                match outcome {
                    Ok(()) => store::mark_sent(connection, id, now)?,
                    Err(fault) => store::mark_failed(connection, id, &fault)?,
                }
                store::delete_settled(connection, plus_hours(now, -FORGET_HOURS))?;
                Ok(())
            })
            .await?;
        Ok(true)
    }

    /// Sends one mail; what went wrong, in words for `lykta check`.
    async fn send(&self, letter: &Letter, account: &Account) -> Result<(), String> {
        let mail = letter.to(account, self.server.from(), &self.public_address).map_err(|fault| fault.to_string())?;
        self.server.send(mail).await.map_err(|fault| {
            // Only its kind: a server's answer often repeats the address.
            let code = fault.status().map(|code| code.to_string());
            tracing::warn!(mail = letter.id, code, is_timeout = fault.is_timeout(), "a mail was not taken");
            fault.to_string()
        })
    }
}

/// When a mail that was tried `attempts` times before is tried again if this time fails.
fn next_try(now: Timestamp, attempts: i64) -> Timestamp {
    let doubled = u32::try_from(attempts).unwrap_or(u32::MAX).min(16);
    let minutes = (FIRST_PAUSE_MINUTES << doubled).min(LONGEST_PAUSE_MINUTES);
    now.saturating_add(minutes.minutes()).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_refuses_is_asked_less_and_less_often() {
        let now: Timestamp = "2026-11-19T13:00:00Z".parse().unwrap();
        let minutes = |attempts| now.duration_until(next_try(now, attempts)).as_mins();
        assert_eq!([0, 1, 2, 6, 7, 8, i64::MAX].map(minutes), [2, 4, 8, 128, 240, 240, 240]);
    }
}
