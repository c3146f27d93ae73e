//! A database for each test: a copy of one that was prepared once, gone when the test is.

use std::path::PathBuf;
use std::sync::LazyLock;

use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, PgConnection};
use lykta::app::State;
use lykta::config::Config;
use lykta::db::Db;
use lykta::time::Clock;

pub struct TestDatabase {
    url: String,
    kind: Kind,
}

enum Kind {
    Sqlite(#[expect(dead_code, reason = "held for its drop, which removes the folder")] tempfile::TempDir),
    Postgres(String),
}

/// The prepared one of this process: a SQLite file, or the name of a PostgreSQL database.
static TEMPLATE: LazyLock<TestDatabase> = LazyLock::new(|| {
    let database = TestDatabase::empty();
    let config = Config { database_url: Some(database.url().to_owned()), ..Config::default() };
    let db = Db::open(database.url()).unwrap();
    State::prepare(&config, db, Clock::standing_at(super::NOW.parse().unwrap())).unwrap();
    database
});

pub fn server() -> Option<String> {
    std::env::var("TEST_POSTGRES_URL").ok()
}

impl TestDatabase {
    /// A database without a single table.
    pub fn empty() -> Self {
        match server() {
            None => {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite:{}", folder.path().join("lykta.db").display());
                Self { url, kind: Kind::Sqlite(folder) }
            }
            Some(server) => Self::postgres(&server, "template0"),
        }
    }

    /// A database with the schema and the built-in municipality.
    pub fn prepared() -> Self {
        match &TEMPLATE.kind {
            Kind::Sqlite(_) => {
                let copy = Self::empty();
                // The template's WAL was folded back into its file when its connections closed.
                std::fs::copy(TEMPLATE.file(), copy.file()).unwrap();
                copy
            }
            Kind::Postgres(name) => Self::postgres(&server().unwrap(), name),
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    fn file(&self) -> PathBuf {
        PathBuf::from(self.url.strip_prefix("sqlite:").unwrap())
    }

    fn postgres(server: &str, template: &str) -> Self {
        let name = format!("lykta_test_{}", uuid::Uuid::new_v4().simple());
        run_on(server, &format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'"));
        let (base, _) = server.rsplit_once('/').unwrap();
        Self { url: format!("{base}/{name}"), kind: Kind::Postgres(name) }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let (Kind::Postgres(name), Some(server)) = (&self.kind, server()) {
            run_on(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// Two copies of one template must not be made at the same instant: PostgreSQL refuses while another session is at it.
fn run_on(server: &str, statement: &str) {
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    PgConnection::establish(server).unwrap().batch_execute(statement).unwrap();
}
