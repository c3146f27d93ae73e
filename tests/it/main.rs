//! One test binary: behaviour through the front door, each test with its own database.
//!
//! SQLite unless `TEST_POSTGRES_URL` names a PostgreSQL server (its database is only used to make others).

mod support;

mod accounts;
mod districts;
mod migrations;
mod police;
