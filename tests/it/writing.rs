//! Changes that wait in line for SQLite's one writer: each stands or falls alone, and nobody is told before the disk is.

use futures_util::future::join_all;
use lykta::accounts::store;
use lykta::db::Db;
use lykta::error::AppError;

use crate::support::TestDatabase;

#[actix_web::test]
async fn a_change_that_fails_or_panics_among_many_is_undone_alone() {
    let database = TestDatabase::prepared();
    let db = Db::open(database.url()).unwrap();
    let changes = (0..200).map(|number| {
        db.write(move |connection| {
            store::put_setting(connection, &format!("number {number}"), "kept")?;
            assert!(number % 50 != 7, "a fault of ours");
            if number % 10 == 3 { Err(AppError::Forbidden) } else { Ok(number) }
        })
    });
    let outcomes = join_all(changes).await;
    for (number, outcome) in outcomes.iter().enumerate() {
        let name = format!("number {number}");
        let kept = db.read(move |connection| store::find_setting(connection, &name)).await.unwrap();
        let should_stand = number % 50 != 7 && number % 10 != 3;
        assert_eq!((outcome.is_ok(), kept.is_some()), (should_stand, should_stand), "{number}: {outcome:?}");
    }
}

#[actix_web::test]
async fn whoever_was_told_finds_the_change_at_once_through_another_connection() {
    let database = TestDatabase::prepared();
    let (here, elsewhere) = (Db::open(database.url()).unwrap(), Db::open(database.url()).unwrap());
    let changes = (0..100).map(|number| {
        let (here, elsewhere) = (here.clone(), elsewhere.clone());
        async move {
            let name = format!("number {number}");
            let written = name.clone();
            here.write(move |connection| Ok(store::put_setting(connection, &written, "kept")?)).await.unwrap();
            elsewhere.read(move |connection| store::find_setting(connection, &name)).await.unwrap()
        }
    });
    assert!(join_all(changes).await.iter().all(Option::is_some));
}
