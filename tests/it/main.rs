//! One test binary: behaviour through the front door, each test with its own database.
//!
//! SQLite unless `TEST_POSTGRES_URL` names a PostgreSQL server (its database is only used to make others).

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails, and says where")]

mod support;

mod access;
mod accounts;
mod admin;
mod architecture;
mod assets;
mod audience;
mod crowd;
mod demo;
mod districts;
mod durability;
mod exports;
mod field;
mod filters;
mod followup;
mod funds;
mod incidents;
mod indicators;
mod jobs;
mod mail;
mod map;
mod measures;
mod migrations;
mod offline;
mod patterns;
mod photos;
mod police;
mod privacy;
mod protocol;
mod readme;
mod reporting;
mod review;
mod search;
mod shifts;
mod situation;
mod situation_coverage;
mod situation_figures;
mod situation_meeting;
mod situation_page;
mod situation_shared;
mod situation_versions;
mod situation_words;
mod texts;
mod tiles;
mod walks;
mod writing;
