//! How SQLite goes about the statements that something is made of.

#![expect(clippy::unwrap_used, reason = "a bench has nobody to report an error to")]
#![expect(clippy::print_stdout, reason = "a bench answers on stdout")]

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use diesel::connection::{Connection as _, InstrumentationEvent};
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl as _, SqliteConnection};
use lykta::db::{Db, DbConnection};
use lykta::error::AppError;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// Prints the plan of each statement that a question asks, once.
///
/// - `bare`: a connection of its own to the same file.
pub fn print(db: &Db, bare: &mut SqliteConnection, question: impl FnOnce(&mut DbConnection) -> Result<(), AppError>) {
    let heard: Arc<Mutex<Vec<String>>> = Arc::default();
    let ears = Arc::clone(&heard);
    db.read_here(|connection| {
        connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                ears.lock().unwrap().push(query.to_string());
            }
        });
        let answer = question(connection);
        connection.set_instrumentation(|_: InstrumentationEvent<'_>| {});
        answer
    })
    .unwrap();
    let mut told = BTreeSet::new();
    for statement in heard.lock().unwrap().iter() {
        let statement = statement.split(" -- binds").next().unwrap();
        if !statement.starts_with("SELECT") || !told.insert(statement.to_owned()) {
            continue;
        }
        let steps: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(bare).unwrap();
        println!("\n{statement}");
        for step in steps {
            println!("    {}", step.detail);
        }
    }
}
