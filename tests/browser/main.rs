//! Journeys in a real browser, against a running Lykta with a database of its own.
//!
//! They need a `WebDriver` that starts Chromium; `tests/run` starts one and says where in `TEST_WEBDRIVER_URL`. Without it
//! they are ignored. With `TEST_SHOTS=FOLDER`, every page that is looked at also leaves a picture there.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails, and says where")]

mod browser;
mod council;
mod desk;
mod drafts;
mod every_page;
mod guard;
mod journeys;
mod keyboard;
mod line;
mod look;
mod map;
mod offline;
mod picture;
#[path = "../it/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "shared with the other test binary, which uses all of it")]
mod support;
mod thread;
mod thumb;
mod walk;
mod wall;
