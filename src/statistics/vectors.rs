//! The published vectors that the figures are tested against.

use std::path::PathBuf;

/// The directory with the files that are not copied into the repository; says so when there is none.
#[expect(clippy::print_stderr, reason = "a check that did not run must be seen")]
pub fn directory() -> Option<PathBuf> {
    let directory = std::env::var_os("TEST_SHARED_DATA").map(PathBuf::from);
    if directory.is_none() {
        eprintln!("SKIPPED: the published vectors were not read; set TEST_SHARED_DATA to their directory");
    }
    directory
}

/// What stands in `statistics-vectors.json`.
pub fn read() -> Option<serde_json::Value> {
    let text = std::fs::read_to_string(directory()?.join("statistics-vectors.json")).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}
