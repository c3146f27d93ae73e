//! How fast, against a plain baseline measured in the same run: `cargo bench`, or `cargo bench -- 'durable reports'`.

mod document;
mod durable;
mod exports;
mod hotspots;
mod lookup;
mod picture;
mod plans;
mod reports;
#[path = "../it/support/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "shared with the tests, which use all of it"
)]
mod support;

use criterion::{criterion_group, criterion_main};

criterion_group!(
    benches,
    hotspots::bench,
    lookup::bench,
    picture::bench,
    document::bench,
    reports::bench,
    durable::bench,
    exports::bench
);
criterion_main!(benches);
