//! Opening connections, and transactions that mean the same on both databases.

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::sql_types::Text;
use diesel::{Connection, ConnectionError, PgConnection, QueryResult, QueryableByName, RunQueryDsl, SqliteConnection};

use crate::error::AppError;

/// One connection type for both databases.
///
/// Which variant is live is decided by the URL alone, in [`super::Db::open`]; `establish` is never called, because it
/// tries one after the other and would create a SQLite file whenever the PostgreSQL server is down.
#[derive(diesel::MultiConnection)]
pub enum DbConnection {
    /// A server.
    Postgres(PgConnection),
    /// A file.
    Sqlite(SqliteConnection),
}

/// Why a database could not be opened.
#[derive(Clone, Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL begins with neither `postgres://`, `postgresql://` nor `sqlite:`.
    #[error("the database URL must begin with postgres:// or sqlite: (it is {0:?})")]
    UnknownKind(String),
    /// The folder of the file cannot be made.
    #[error("cannot make the folder of the database file: {0}")]
    Folder(String),
    /// It does not answer.
    #[error("the database cannot be opened: {0}")]
    Unreachable(String),
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

#[derive(Clone, Debug)]
enum Target {
    Postgres(String),
    Sqlite(String),
}

/// Makes connections for the pools.
#[derive(Clone, Debug)]
pub(super) struct Manager {
    target: Target,
    access: Access,
}

impl Manager {
    pub(super) fn new(url: &str) -> Result<Self, OpenError> {
        let target = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Target::Postgres(url.to_owned())
        } else if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if let Some(folder) = std::path::Path::new(path).parent() {
                std::fs::create_dir_all(folder)
                    .map_err(|fault| OpenError::Folder(format!("{}: {fault}", folder.display())))?;
            }
            Target::Sqlite(path.to_owned())
        } else {
            // The URL may hold a password: only what stands before the first colon is named.
            return Err(OpenError::UnknownKind(url.split(':').next().unwrap_or_default().to_owned()));
        };
        Ok(Self { target, access: Access::Write })
    }

    pub(super) fn for_access(&self, access: Access) -> Self {
        Self { target: self.target.clone(), access }
    }

    pub(super) fn is_remote(&self) -> bool {
        matches!(self.target, Target::Postgres(_))
    }

    /// Connects once, so that a wrong address is told at once with its reason instead of after a pool's patience.
    pub(super) fn try_once(&self) -> Result<(), OpenError> {
        self.open().map(drop).map_err(|fault| OpenError::Unreachable(fault.to_string()))
    }

    fn open(&self) -> Result<DbConnection, diesel::r2d2::Error> {
        let establish = |fault: ConnectionError| diesel::r2d2::Error::ConnectionError(fault);
        match &self.target {
            Target::Postgres(url) => {
                let mut connection = PgConnection::establish(url).map_err(establish)?;
                connection.batch_execute("SET TIME ZONE 'UTC'").map_err(diesel::r2d2::Error::QueryError)?;
                Ok(DbConnection::Postgres(connection))
            }
            Target::Sqlite(path) => {
                let mut connection = SqliteConnection::establish(path).map_err(establish)?;
                // busy_timeout first: switching to WAL takes a lock. synchronous=FULL: what was answered survives a
                // power cut. Foreign keys are off by default and per connection.
                connection
                    .batch_execute(
                        "PRAGMA busy_timeout = 15000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                         PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;",
                    )
                    .map_err(diesel::r2d2::Error::QueryError)?;
                if self.access == Access::Read {
                    connection.batch_execute("PRAGMA query_only = ON").map_err(diesel::r2d2::Error::QueryError)?;
                }
                Ok(DbConnection::Sqlite(connection))
            }
        }
    }
}

impl r2d2::ManageConnection for Manager {
    type Connection = DbConnection;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<DbConnection, Self::Error> {
        self.open()
    }

    fn is_valid(&self, connection: &mut DbConnection) -> Result<(), Self::Error> {
        connection.batch_execute("SELECT 1").map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, connection: &mut DbConnection) -> bool {
        <DbConnection as Connection>::TransactionManager::is_broken_transaction_manager(connection)
    }
}

/// Runs `change` between taking the write lock and committing; undoes everything when it fails.
///
/// On SQLite the lock is taken first: a transaction that began by reading would be refused without waiting as soon as
/// another one had written (<https://www.sqlite.org/lang_transaction.html>, "BEGIN IMMEDIATE").
pub(super) fn in_write_transaction<T>(
    connection: &mut DbConnection,
    change: impl FnOnce(&mut DbConnection) -> Result<T, AppError>,
) -> Result<T, AppError> {
    match connection {
        DbConnection::Postgres(inner) => AnsiTransactionManager::begin_transaction(inner),
        DbConnection::Sqlite(inner) => AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN IMMEDIATE"),
    }?;
    finish(connection, change)
}

/// Runs `change` inside the transaction that is open; undoes it alone when it fails.
pub(super) fn in_savepoint<T>(
    connection: &mut DbConnection,
    change: impl FnOnce(&mut DbConnection) -> Result<T, AppError>,
) -> Result<T, AppError> {
    // Diesel makes a savepoint of a transaction within a transaction.
    <DbConnection as Connection>::TransactionManager::begin_transaction(connection)?;
    finish(connection, change)
}

/// Runs `query` in a transaction that only reads, so that all its statements see one state.
///
/// SQLite's WAL gives a transaction the state of its first read; PostgreSQL does so only at this isolation level.
pub(super) fn in_read_snapshot<T>(
    connection: &mut DbConnection,
    query: impl FnOnce(&mut DbConnection) -> Result<T, AppError>,
) -> Result<T, AppError> {
    match connection {
        DbConnection::Postgres(inner) => AnsiTransactionManager::begin_transaction_sql(
            inner,
            "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        DbConnection::Sqlite(inner) => AnsiTransactionManager::begin_transaction(inner),
    }?;
    finish(connection, query)
}

fn finish<T>(
    connection: &mut DbConnection,
    work: impl FnOnce(&mut DbConnection) -> Result<T, AppError>,
) -> Result<T, AppError> {
    type Manager = <DbConnection as Connection>::TransactionManager;
    // A panic must not leave the connection inside a transaction for whoever borrows it next.
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(connection)));
    match outcome {
        Ok(Ok(value)) => {
            Manager::commit_transaction(connection)?;
            Ok(value)
        }
        Ok(Err(fault)) => {
            Manager::rollback_transaction(connection)?;
            Err(fault)
        }
        Err(panic) => {
            Manager::rollback_transaction(connection)?;
            std::panic::resume_unwind(panic)
        }
    }
}

/// Gives a connection room for the pages that thousands of changes in a row touch. SQLite's own two megabytes would be
/// written out and read in again for each index, many times over.
pub(super) fn make_room(connection: &mut DbConnection) -> QueryResult<()> {
    match connection {
        DbConnection::Postgres(_) => Ok(()),
        DbConnection::Sqlite(inner) => inner.batch_execute("PRAGMA cache_size = -65536"),
    }
}

/// Lets only one write transaction at a time go on that named the same `key`, until it ends.
///
/// For "look, then insert if it is not there". SQLite has one writer anyway; on PostgreSQL two transactions would both
/// look before either inserts, and the second would fail on the constraint instead of finding the first one's row.
///
/// # Errors
/// What the database says.
pub fn serialise_on(connection: &mut DbConnection, key: &str) -> QueryResult<()> {
    match connection {
        DbConnection::Sqlite(_) => Ok(()),
        DbConnection::Postgres(inner) => diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
            .bind::<Text, _>(key)
            .execute(inner)
            .map(drop),
    }
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

pub(super) fn version(connection: &mut DbConnection) -> QueryResult<String> {
    let row: Version = match connection {
        DbConnection::Postgres(inner) => {
            diesel::sql_query("SELECT 'PostgreSQL ' || current_setting('server_version') AS version").get_result(inner)
        }
        DbConnection::Sqlite(inner) => {
            diesel::sql_query("SELECT 'SQLite ' || sqlite_version() AS version").get_result(inner)
        }
    }?;
    Ok(row.version)
}
