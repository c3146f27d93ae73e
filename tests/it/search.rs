//! Finding reports by the words of their description: the same reports on both databases, and only those one may see.

use jiff::civil::{Date, date};
use lykta::accounts::{OrganisationKind, Role, Viewer};
use lykta::db::Db;
use lykta::incidents::filter::Filter;
use lykta::incidents::store::{self, Part};
use lykta::incidents::words::Words;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::support::{TestApp, a_report, an_incident};

/// Texts that a search might stumble over, and what a begun word must not be taken for.
const TEXTS: &[&str] = &[
    "Krossade rutor i gångtunneln vid centrum.",
    "KROSSAD RUTA! Någon har kastat sten.",
    "Klotter på tunnelbanans vägg, t-bana",
    "Ungdomar samlas vid torget, hög musik",
    "Mörkt: lampan är trasig sedan 3 veckor",
    "A\u{30a}ngest i Ha\u{308}lla",
    "ångest i hälla",
    "angest i halla",
    "\"OR\" AND NOT NEAR(a b) col:ord -minus ^först {x} 'citat' \\ snedstreck",
    "OR",
    "2026-11 2026-11:krossad 10:30",
    "",
    "…",
    "emoji 🔥 brand🔥rök",
    "ΣΑΣ ΟΔΟΣ straße STRASSE İstanbul",
];

/// Pieces of words, and of what would be an order in either database's own language.
const PIECES: &[&str] = &[
    "kross",
    "krossad",
    "RUTA",
    "i",
    "å",
    "a",
    "ang",
    "ÅNG",
    "or",
    "OR",
    "NOT",
    "NEAR(",
    "\"",
    "*",
    "'",
    "\\",
    ":*",
    "-",
    "^",
    "{",
    "}",
    "(",
    ")",
    "&",
    "|",
    "!",
    "\u{0}",
    "tokens:",
    "2026-11",
    "2026-11:krossad",
    "2",
    "10",
    "🔥",
    "brand",
    "σ",
    "ΣΑΣ",
    "straß",
    "i\u{307}",
    "A\u{30a}",
    " ",
    ",",
];

fn viewer(role: Role, organisation_id: i64) -> Viewer {
    Viewer { account_id: 0, organisation_id, role }
}

/// What a search finds, through the store that every page reads from.
fn found(db: &Db, viewer: &Viewer, typed: &str, from: Date, to: Date) -> Vec<i64> {
    let filter = Filter { from, to, words: Words::read(typed), ..Filter::recent(to) };
    let listed = db.read_here(|connection| store::list(connection, viewer, &filter, Part::Newest, 1000)).unwrap();
    let counted = db.read_here(|connection| store::count(connection, viewer, &filter)).unwrap();
    assert_eq!(usize::try_from(counted).unwrap(), listed.len(), "{typed:?}");
    let mut ids: Vec<i64> = listed.iter().map(|row| row.id).collect();
    ids.sort_unstable();
    ids
}

#[actix_web::test]
async fn whatever_is_typed_finds_what_a_plain_reading_of_all_descriptions_finds() {
    let app = TestApp::spawn().await;
    let days = ["2026-11-18T21:30", "2026-10-31T23:59", "2026-11-01T00:00", "2025-02-28T12:00"];
    for day in days {
        for text in TEXTS {
            an_incident().at(day).saying(text).keep(&app);
        }
    }
    let kommunen = app.organisation("Kommunen", OrganisationKind::Municipality);
    let everybody = viewer(Role::Coordinator, kommunen);
    let all = |from: Date, to: Date| -> Vec<(i64, String)> {
        let filter = Filter { from, to, ..Filter::recent(to) };
        let rows = app.db.read_here(|connection| store::list_rows(connection, &everybody, &filter, None, 1000));
        rows.unwrap().into_iter().map(|row| (row.id, row.content.description)).collect()
    };
    let spans = [
        (date(2026, 8, 21), date(2026, 11, 19)),
        (date(2026, 10, 31), date(2026, 10, 31)),
        (date(2024, 1, 1), date(2026, 11, 19)),
    ];
    let rows = spans.map(|(from, to)| (from, to, all(from, to)));
    assert_eq!(rows.each_ref().map(|(.., rows)| rows.len()), [45, 15, 60]);
    let typed = prop_oneof![
        "\\PC{0,30}",
        prop::collection::vec(prop::sample::select(PIECES), 0..6).prop_map(|pieces| pieces.concat()),
        prop::collection::vec(prop::sample::select(PIECES), 0..4).prop_map(|pieces| pieces.join(" ")),
    ];
    let mut runner = TestRunner::new(ProptestConfig::with_cases(300));
    let outcome = runner.run(&(typed, 0..rows.len()), |(typed, span)| {
        let (from, to, rows) = &rows[span];
        let words = Words::read(&typed);
        let mut expected: Vec<i64> = rows.iter().filter(|(_, text)| words.are_in(text)).map(|(id, _)| *id).collect();
        expected.sort_unstable();
        prop_assert_eq!(found(&app.db, &everybody, &typed, *from, *to), expected);
        Ok(())
    });
    outcome.unwrap();
}

#[actix_web::test]
async fn a_search_finds_nothing_one_may_not_see() {
    let app = TestApp::spawn().await;
    let housing = app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let kommunen = app.organisation("Kommunen", OrganisationKind::Municipality);
    let host = app.signed_in_of(Role::Reporter, housing).await;
    a_report().with("description", "Krossad ruta i porten").file(&host).await;
    let span = (date(2026, 8, 21), date(2026, 11, 19));
    let seen = |role, organisation| found(&app.db, &viewer(role, organisation), "krossad", span.0, span.1).len();
    assert_eq!((seen(Role::Reporter, housing), seen(Role::Reporter, kommunen)), (1, 0));
    assert_eq!((seen(Role::Coordinator, kommunen), seen(Role::Administrator, kommunen)), (1, 0));
    let stranger = app.signed_in_of(Role::Reporter, kommunen).await;
    stranger.get("/incidents?q=krossad").await.assert_says("Inga rapporter").assert_lacks("Krossad");
}

#[actix_web::test]
async fn a_corrected_report_is_found_by_its_new_words_and_in_its_new_month() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let address = a_report().with("description", "Krossad ruta").file(&reporter).await;
    let version = reporter.get(&format!("{address}/correct")).await.value("submission_id").unwrap();
    let change = a_report()
        .with("submission_id", &version)
        .with("description", "Trasig lampa")
        .with("occurred_from", "2026-10-18T21:30");
    reporter.post(&format!("{address}/correct"), &change.fields()).await.assert_status(303);
    let listed = async |query: &str| reporter.get(&format!("/incidents?{query}")).await;
    listed("q=krossad").await.assert_says("Inga rapporter");
    listed("q=lampa").await.assert_says("En rapport");
    listed("q=lampa&from=2026-10-01&to=2026-10-31").await.assert_says("En rapport");
    listed("q=lampa&from=2026-11-01").await.assert_says("Inga rapporter");
    listed("q=lampa&from=2020-01-01").await.assert_says("En rapport");
}

#[actix_web::test]
async fn the_file_holds_what_was_searched_for() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    a_report().with("description", "Krossad ruta").file(&reporter).await;
    a_report().with("description", "Trasig lampa").file(&reporter).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let list = coordinator.get("/incidents?q=Lamp").await;
    let file = coordinator.get(&list.attribute("a[download]", "href").unwrap()).await;
    assert!(file.body_text().contains("Trasig lampa") && !file.body_text().contains("Krossad"));
}

#[actix_web::test]
async fn reports_from_before_there_was_a_search_are_found_after_the_next_start() {
    use diesel::prelude::*;
    use lykta::db::schema::incident_words;
    let app = TestApp::spawn().await;
    an_incident().saying("Krossad ruta").times(3).keep(&app);
    an_incident().saying("Trasig lampa").keep(&app);
    // As the migration leaves an installation that had reports.
    let forget = |connection: &mut _| {
        diesel::delete(incident_words::table).execute(connection)?;
        Ok(lykta::accounts::store::put_setting(connection, "words", "missing")?)
    };
    app.db.write_here(forget).unwrap();
    let everybody = viewer(Role::Coordinator, 1);
    let count = || found(&app.db, &everybody, "krossad", date(2026, 8, 21), date(2026, 11, 19)).len();
    assert_eq!(count(), 0);
    lykta::incidents::actions::note_missing_words(&app.db).unwrap();
    assert_eq!(count(), 3);
    lykta::incidents::actions::note_missing_words(&app.db).unwrap();
    assert_eq!(count(), 3);
}
