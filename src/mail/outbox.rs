//! Where mail is handed in.

use jiff::{Timestamp, ToSpan as _};

use super::letter::Kind;
use super::store;
use crate::db::DbConnection;
use crate::error::AppError;

/// How long a mail waits for what else may happen, so that a desk that is busy with a report sends one mail and not four.
pub(super) const PATIENCE_MINUTES: i64 = 2;

/// Takes mail in, if this installation sends any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outbox {
    is_open: bool,
}

impl Outbox {
    /// One that takes mail in.
    #[must_use]
    pub fn open() -> Self {
        Self { is_open: true }
    }

    /// One of an installation that sends none: nothing is written down, so that nothing piles up.
    #[must_use]
    pub fn closed() -> Self {
        Self { is_open: false }
    }

    /// Whether mail may be offered.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.is_open
    }

    /// Writes down that an account is to be told to look at a page. Tells once what happens within two minutes; a question
    /// is then what the mail speaks of.
    ///
    /// # Errors
    /// What the database says.
    pub fn post(
        self,
        connection: &mut DbConnection,
        account_id: i64,
        kind: Kind,
        path: &str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        if !self.is_open {
            return Ok(());
        }
        match store::find_patient(connection, account_id, path, now)? {
            None => {
                let next_try_at = now.saturating_add(PATIENCE_MINUTES.minutes()).map_err(AppError::internal)?;
                store::insert(connection, account_id, kind, path, now, next_try_at)?;
            }
            Some(id) if kind == Kind::Question => store::update_kind(connection, id, kind)?,
            Some(_) => {}
        }
        Ok(())
    }
}
