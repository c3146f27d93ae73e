//! The schema goes up, down and up again, and is the same on both databases.

use std::collections::BTreeSet;

use lykta::db::{self, Db, OpenError};

use crate::support::TestDatabase;

#[test]
fn migrations_run_up_down_and_up_again() {
    let database = TestDatabase::empty();
    let db = Db::open(database.url()).unwrap();
    let names = db::run_migrations(&db).unwrap();
    assert!(!names.is_empty());
    db::revert_all(&db).unwrap();
    assert_eq!(db::pending_migrations(&db).unwrap().len(), names.len());
    assert_eq!(db::run_migrations(&db).unwrap(), names);
    assert_eq!(db::run_migrations(&db).unwrap(), Vec::<String>::new());
}

#[test]
fn both_databases_have_migrations_of_the_same_names() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = format!("{}/migrations/{database}", env!("CARGO_MANIFEST_DIR"));
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn a_postgresql_that_cannot_be_reached_is_an_error_and_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("postgres://nobody@127.0.0.1:1/{}", folder.path().join("lykta").display());
    assert!(matches!(Db::open(&url), Err(OpenError::Unreachable(_))));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_database_url_of_another_kind_is_refused_without_telling_its_password() {
    let fault = Db::open("mysql://root:secret@localhost/lykta").err().unwrap().to_string();
    assert!(fault.contains("postgres://") && fault.contains("mysql"), "{fault}");
    assert!(!fault.contains("secret"), "{fault}");
}
