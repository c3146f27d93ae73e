//! What tests stand on: a running Lykta with a database of its own, visitors with a browser's manners, pages to look at.

mod approval;
mod approved;
mod command;
mod database;
pub mod full_week;
mod incidents;
mod page;
mod post_office;
pub mod pictures;
pub mod program;
mod reports;
pub mod source;
mod tile_source;
mod visitor;
pub mod walks;

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;

use actix_web::dev::ServerHandle;
use jiff::Timestamp;
use lykta::accounts::store::NewAccount;
use lykta::accounts::{Actor, OrganisationKind, Role, actions, password, store};
use lykta::app::{self, State};
use lykta::config::Config;
use lykta::db::Db;
use lykta::time::Clock;

pub use approval::approve;
pub use approved::{an_approval, draft};
pub use command::{lykta, lykta_with};
pub use database::TestDatabase;
pub use incidents::an_incident;
pub use page::Page;
pub use post_office::{Manner, PostOffice, wait_until};
pub use program::Installation;
pub use reports::{Form, a_classification, a_measure, a_reading, a_report, a_shift, a_stop, a_walk, an_indicator};
pub use tile_source::{Answers, TileSource};
pub use visitor::Visitor;

/// The password of every account in tests.
pub const PASSWORD: &str = "lykta i mörk gångtunnel";

/// When tests take place unless they say otherwise: Thursday of week 47, 2026, at 14:00 in Stockholm.
pub const NOW: &str = "2026-11-19T13:00:00Z";

/// The directory with the real files that may not be copied into the repository; says so when there is none.
#[expect(clippy::print_stderr, reason = "a test that looks at less than it could must not do so in silence")]
pub fn shared_data() -> Option<PathBuf> {
    let directory = std::env::var_os("TEST_SHARED_DATA").map(PathBuf::from);
    if directory.is_none() {
        eprintln!("SKIPPED: real files were not read; set TEST_SHARED_DATA to their directory");
    }
    directory
}

/// Leaves a document in the folder that `TEST_DOCUMENTS` names, for `tests/documents` to examine; without one, nothing.
pub fn leave_document(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("TEST_DOCUMENTS") {
        std::fs::write(PathBuf::from(folder).join(name), bytes).unwrap();
    }
}

/// A running Lykta with a database of its own. Stops when it is dropped.
pub struct TestApp {
    pub db: Db,
    pub clock: Clock,
    address: SocketAddr,
    handle: ServerHandle,
    // Dropped last: the database goes when nobody uses it any more.
    database: TestDatabase,
}

impl TestApp {
    /// Starts one with the default settings at [`NOW`].
    pub async fn spawn() -> Self {
        Self::spawn_with(|_| {}).await
    }

    /// Starts one with settings of its own.
    #[expect(
        clippy::unused_async,
        reason = "it needs the runtime that its callers wait in: the server is spawned there"
    )]
    pub async fn spawn_with(adjust: impl FnOnce(&mut Config)) -> Self {
        let database = TestDatabase::prepared();
        let mut config = Config { database_url: Some(database.url().to_owned()), ..Config::default() };
        adjust(&mut config);
        let clock = Clock::standing_at(NOW.parse().unwrap());
        let db = Db::open(&config.database()).unwrap();
        let state = State::prepare(&config, db.clone(), clock.clone()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let sender = state.sender();
        let server = app::server(state, listener, Some(1)).unwrap();
        let handle = server.handle();
        // Jobs run when a test says so.
        actix_web::rt::spawn(app::until_stopped(server, sender, None));
        Self { db, clock, address, handle, database }
    }

    /// The address of the database, for commands beside the running server.
    pub fn database(&self) -> &str {
        self.database.url()
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Moves the clock.
    pub fn at(&self, instant: &str) -> &Self {
        self.clock.set(instant.parse().unwrap());
        self
    }

    /// The test's present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A visitor nobody knows.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.url(""))
    }

    /// Adds an organisation, or finds the one of that name; gives its key.
    pub fn organisation(&self, name: &str, kind: OrganisationKind) -> i64 {
        let now = self.now();
        self.db
            .write_here(|connection| {
                if let Some(known) = store::find_organisation_named(connection, name)? {
                    return Ok(known.id);
                }
                let added = actions::add_organisation(connection, name, kind, true, &Actor::command_line(), now)?;
                Ok(added.unwrap())
            })
            .unwrap()
    }

    /// Adds an account whose password is [`PASSWORD`]; gives its key.
    pub fn account(&self, email: &str, role: Role, organisation_id: i64) -> i64 {
        let now = self.now();
        let account = NewAccount {
            email: email.to_owned(),
            name: email.split('@').next().unwrap().to_owned(),
            role,
            organisation_id,
            password_hash: Some(password::hash_now(PASSWORD).unwrap()),
        };
        let add = |connection: &mut _| actions::add_account(connection, &account, &Actor::command_line(), now);
        self.db.write_here(add).unwrap().unwrap()
    }

    /// The address of the account with this role in this organisation; it is added when there is none.
    pub fn account_of(&self, role: Role, organisation: i64) -> String {
        let email = format!("{}.{organisation}@example.se", role.word());
        let known = self.db.read_here(|connection| store::find_account_by_email(connection, &email)).unwrap();
        if known.is_none() {
            self.account(&email, role, organisation);
        }
        email
    }

    /// The key of the account with this address.
    pub fn account_id(&self, email: &str) -> i64 {
        let found = self.db.read_here(|connection| store::find_account_by_email(connection, email)).unwrap();
        found.unwrap().0.id
    }

    /// A visitor who has signed in through the front door, with this role in the organisation `Kommunen`.
    pub async fn signed_in(&self, role: Role) -> Visitor {
        let organisation = self.organisation("Kommunen", OrganisationKind::Municipality);
        self.signed_in_of(role, organisation).await
    }

    /// A visitor who has signed in through the front door, with this role in this organisation.
    pub async fn signed_in_of(&self, role: Role, organisation: i64) -> Visitor {
        let email = self.account_of(role, organisation);
        let visitor = self.visitor();
        let page = visitor.post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
        assert_eq!(page.status, 303, "signing in as {email}: {}", page.text());
        visitor
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // Not awaited: nobody waits for a test's server to be polite.
        drop(self.handle.stop(false));
    }
}
