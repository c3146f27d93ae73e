//! Bringing the schema up to date. The folders under `migrations/` have the same names for both databases.

use diesel::QueryResult;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Db, DbConnection};
use crate::error::AppError;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// A migration failed; the schema stands where the one before it left it.
#[derive(Debug, thiserror::Error)]
#[error("a migration failed: {0}")]
pub struct MigrationError(String);

impl From<MigrationError> for AppError {
    fn from(fault: MigrationError) -> Self {
        Self::internal(fault)
    }
}

fn of(connection: &DbConnection) -> EmbeddedMigrations {
    match connection {
        DbConnection::Postgres(_) => POSTGRES,
        DbConnection::Sqlite(_) => SQLITE,
    }
}

fn with_connection<T>(
    db: &Db,
    work: impl FnOnce(&mut DbConnection) -> diesel::migration::Result<T>,
) -> Result<T, AppError> {
    // Not in one transaction: each migration has its own, and the harness opens it.
    let mut connection = db.0.writers.get().map_err(AppError::internal)?;
    lock(&mut connection)?;
    let outcome = work(&mut connection).map_err(|fault| MigrationError(fault.to_string()));
    unlock(&mut connection)?;
    Ok(outcome?)
}

/// Runs every migration that has not run yet; gives their names.
///
/// # Errors
/// [`MigrationError`], with the schema as the last good migration left it.
pub fn run_migrations(db: &Db) -> Result<Vec<String>, AppError> {
    with_connection(db, |connection| {
        let run = connection.run_pending_migrations(of(connection))?;
        Ok(run.iter().map(ToString::to_string).collect())
    })
}

/// The names of the migrations that have not run yet.
///
/// # Errors
/// What the database says.
pub fn pending_migrations(db: &Db) -> Result<Vec<String>, AppError> {
    with_connection(db, |connection| {
        use diesel::migration::Migration as _;
        let pending = connection.pending_migrations(of(connection))?;
        Ok(pending.iter().map(|migration| migration.name().to_string()).collect())
    })
}

/// Undoes every migration, and with them all data. Only tests have a reason to.
///
/// # Errors
/// [`MigrationError`], with the schema as the last good step left it.
pub fn revert_all(db: &Db) -> Result<(), AppError> {
    with_connection(db, |connection| connection.revert_all_migrations(of(connection)).map(drop))
}

/// Any number all Lyktas agree on.
const MIGRATION_LOCK: &str = "4702111234474983745";

/// Two processes that start at once must not both run the same migration: PostgreSQL needs to be told, SQLite locks the
/// file for each migration and the second finds it done.
fn lock(connection: &mut DbConnection) -> QueryResult<()> {
    advisory(connection, "pg_advisory_lock")
}

fn unlock(connection: &mut DbConnection) -> QueryResult<()> {
    advisory(connection, "pg_advisory_unlock")
}

fn advisory(connection: &mut DbConnection, function: &str) -> QueryResult<()> {
    use diesel::RunQueryDsl as _;
    match connection {
        DbConnection::Sqlite(_) => Ok(()),
        DbConnection::Postgres(inner) => {
            diesel::sql_query(format!("SELECT {function}({MIGRATION_LOCK})")).execute(inner).map(drop)
        }
    }
}
