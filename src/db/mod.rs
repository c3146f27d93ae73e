//! The only way to a connection, and the only place that knows there are two databases.
//!
//! Every query is written once, against [`DbConnection`]. Where SQLite and PostgreSQL must differ, a named function here
//! says why. Queries run on worker threads, never on the threads that answer requests: [`Db::read`] for pages that only
//! look, [`Db::write`] for changes, each change in one transaction.

mod columns;
mod connection;
mod migrate;
pub mod schema;
mod words;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use diesel::result::Error as DieselError;

pub use columns::{Day, Moment, text_column, word_column};
use connection::{Access, Manager};
pub use connection::{DbConnection, OpenError};
pub use migrate::{MigrationError, pending_migrations, revert_all, run_migrations};
pub use words::HasWords;
use writer::Line;

use crate::error::AppError;

/// The backend every boxed query is written against.
pub type Backend = <DbConnection as diesel::Connection>::Backend;

/// How long a request waits for a free connection before it is our fault.
const PATIENCE: Duration = Duration::from_secs(15);

/// A database that is open. Cloned freely; all clones share their connections.
#[derive(Clone)]
pub struct Db(Arc<Pools>);

struct Pools {
    readers: r2d2::Pool<Manager>,
    writers: r2d2::Pool<Manager>,
    /// Where changes to SQLite wait for their turn; PostgreSQL takes many at a time by itself.
    line: Option<Line>,
}

impl Db {
    /// Opens the database at `url`: `postgres://…`, or `sqlite:` and the path of a file that is made if it is not there.
    ///
    /// The kind is decided by the URL alone, so that a PostgreSQL that cannot be reached is an error and never a new file.
    ///
    /// # Errors
    /// [`OpenError`] says what is wrong with the URL, or why the database does not answer.
    pub fn open(url: &str) -> Result<Self, OpenError> {
        let manager = Manager::new(url)?;
        manager.try_once()?;
        let pool = |access, size| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .connection_timeout(PATIENCE)
                .test_on_check_out(manager.is_remote())
                .build(manager.for_access(access))
                .map_err(|fault| OpenError::Unreachable(fault.to_string()))
        };
        // SQLite has one writer at a time by nature: one connection, so that waiting happens here, in order, and never
        // as SQLITE_BUSY.
        let writers = pool(Access::Write, if manager.is_remote() { 8 } else { 1 })?;
        let readers = pool(Access::Read, 8)?;
        let line = (!manager.is_remote()).then(|| Line::new(writers.clone()));
        Ok(Self(Arc::new(Pools { readers, writers, line })))
    }

    /// Runs `query` on a worker thread. For pages that only look.
    ///
    /// # Errors
    /// What the query says; [`AppError::Internal`] when there is no connection to be had.
    pub async fn read<T, E, F>(&self, query: F) -> Result<T, AppError>
    where
        F: FnOnce(&mut DbConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Send + 'static,
        AppError: From<E>,
    {
        let db = self.clone();
        on_worker(move || db.read_here(query)).await
    }

    /// Runs `change` in one transaction on a worker thread: all of it happens or none of it.
    ///
    /// # Errors
    /// What the change says, after everything it did was undone; [`AppError::Internal`] when the commit fails.
    pub async fn write<T, F>(&self, change: F) -> Result<T, AppError>
    where
        F: FnOnce(&mut DbConnection) -> Result<T, AppError> + Send + 'static,
        T: Send + 'static,
    {
        let db = self.clone();
        let Some(line) = &self.0.line else { return on_worker(move || db.write_here(change)).await };
        let outcome = line.join(change);
        // Not waited for: an earlier turn may take this change along, and this turn then makes somebody else's.
        drop(tokio::task::spawn_blocking(move || db.0.line.iter().for_each(Line::move_up)));
        outcome.await.map_err(AppError::internal)?
    }

    /// [`Db::read`] on the calling thread, for commands and streams that have a thread of their own.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn read_here<T, E>(&self, query: impl FnOnce(&mut DbConnection) -> Result<T, E>) -> Result<T, AppError>
    where
        AppError: From<E>,
    {
        let mut connection = self.0.readers.get().map_err(AppError::internal)?;
        query(&mut connection).map_err(AppError::from)
    }

    /// [`Db::write`] on the calling thread, for commands.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_here<T>(&self, change: impl FnOnce(&mut DbConnection) -> Result<T, AppError>) -> Result<T, AppError> {
        let mut connection = self.0.writers.get().map_err(AppError::internal)?;
        connection::in_write_transaction(&mut connection, change)
    }

    /// [`Db::write_here`] for an import: it has errors of its own, and with `rehearse` everything it did is undone once it
    /// has told what it would do.
    ///
    /// # Errors
    /// As [`Db::write_here`].
    pub fn import_here<T, E>(
        &self,
        rehearse: bool,
        import: impl FnOnce(&mut DbConnection) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<AppError>,
    {
        let mut outcome = None;
        let kept = self.write_here(|connection| {
            connection::make_room(connection)?;
            let done = import(connection);
            let is_kept = done.is_ok() && !rehearse;
            outcome = Some(done);
            // Failing is the one way to have a transaction undone.
            if is_kept { Ok(()) } else { Err(AppError::internal("undone on purpose")) }
        });
        match (kept, outcome) {
            // It never ran, or was good and could not be kept.
            (Err(fault), None) => Err(fault.into()),
            (Err(fault), Some(Ok(_))) if !rehearse => Err(fault.into()),
            (_, Some(done)) => done,
            (Ok(()), None) => Err(AppError::internal("an import that never ran was kept").into()),
        }
    }

    /// Runs `query` on the calling thread so that all its statements see the database as it was at one instant, however
    /// long it takes and whatever is written meanwhile.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn read_snapshot_here<T>(
        &self,
        query: impl FnOnce(&mut DbConnection) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let mut connection = self.0.readers.get().map_err(AppError::internal)?;
        connection::in_read_snapshot(&mut connection, query)
    }

    /// Which database this is, for `lykta check` and the log: `SQLite 3.…` or `PostgreSQL …`.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn describe_here(&self) -> Result<String, AppError> {
        self.read_here(connection::version)
    }
}

async fn on_worker<T, F>(work: F) -> Result<T, AppError>
where
    F: FnOnce() -> Result<T, AppError> + Send + 'static,
    T: Send + 'static,
{
    tokio::task::spawn_blocking(work).await.map_err(AppError::internal)?
}

/// A failed query is our fault; whether a missing row is the visitor's 404 is decided by the page that asked.
impl From<DieselError> for AppError {
    fn from(fault: DieselError) -> Self {
        Self::internal(fault)
    }
}

pub use connection::serialise_on;
