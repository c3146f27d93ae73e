//! Changes to SQLite, many a commit.
//!
//! SQLite has one writer at a time, and what a commit costs is mostly the wait for the disk. Changes that arrive while one
//! is being written therefore wait in a line, and whoever is let to the connection next takes all of the line along in one
//! transaction. Each change has a savepoint of its own: one that fails is undone alone. Nobody is answered before the
//! commit is on disk.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use tokio::sync::oneshot;

use super::DbConnection;
use super::connection::{self, Manager};
use crate::error::AppError;

/// So many changes at most share a commit: the first one in line should not wait long for the last one.
const MOST: usize = 64;

/// A change that has yet to be made. Makes it, and gives what is to be called once it is known whether it was kept.
type Change = Box<dyn FnOnce(&mut DbConnection) -> Settlement + Send>;

/// Tells whoever waits what became of the change, given whether the transaction was committed.
type Settlement = Box<dyn FnOnce(bool) + Send>;

/// The line in front of the one connection that writes.
pub(super) struct Line {
    connections: r2d2::Pool<Manager>,
    waiting: Mutex<VecDeque<Change>>,
}

impl Line {
    pub(super) fn new(connections: r2d2::Pool<Manager>) -> Self {
        Self { connections, waiting: Mutex::default() }
    }

    /// Puts a change in line; its outcome comes through the receiver, after the commit. The caller must then see to it that
    /// [`Line::move_up`] is called once for each change.
    pub(super) fn join<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut DbConnection) -> Result<T, AppError> + Send + 'static,
    ) -> oneshot::Receiver<Result<T, AppError>> {
        let (reply, outcome) = oneshot::channel();
        let change: Change = Box::new(move |connection| {
            // A panic ends this change alone; its savepoint is undone by then.
            let made = catch_unwind(AssertUnwindSafe(|| connection::in_savepoint(connection, change)))
                .unwrap_or_else(|_| Err(AppError::internal("a change panicked")));
            Box::new(move |was_committed| {
                let lost = || Err(AppError::internal("the transaction could not be committed"));
                // Whoever asked may have gone away; the change is kept all the same.
                let _ = reply.send(if was_committed { made } else { made.and_then(|_| lost()) });
            })
        });
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push_back(change);
        outcome
    }

    /// Makes the changes at the head of the line in one transaction; none when somebody else has made them meanwhile.
    /// Blocks.
    pub(super) fn move_up(&self) {
        let connection = self.connections.get();
        let head: Vec<Change> = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let count = waiting.len().min(MOST);
            waiting.drain(..count).collect()
        };
        if head.is_empty() {
            return;
        }
        // Dropped changes tell their callers that they were not made.
        let Ok(mut connection) = connection.inspect_err(|fault| tracing::error!(%fault, "no connection to write with"))
        else {
            return;
        };
        let mut settlements = Vec::with_capacity(head.len());
        let committed = connection::in_write_transaction(&mut connection, |connection| {
            settlements.extend(head.into_iter().map(|change| change(connection)));
            Ok(())
        });
        if let Err(fault) = &committed {
            tracing::error!(%fault, "a transaction failed");
        }
        for settle in settlements {
            settle(committed.is_ok());
        }
    }
}
