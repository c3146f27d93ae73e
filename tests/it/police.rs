//! The police's public events: taken once, placed by their own words, never our own counts.

use std::collections::BTreeMap;
use std::io::Write as _;

use lykta::db::Db;
use lykta::police::events::LeftOut;
use lykta::police::import::{Imported, import};
use lykta::police::{PoliceEvent, store};
use serde_json::{Value, json};

use crate::support::{NOW, TestApp, TestDatabase, lykta, shared_data};

/// An entry as the police's service writes it, with the centre of the municipality for its position.
fn entry(id: i64, published: &str, name: &str, summary: &str) -> Value {
    let kind = name.split(", ").nth(1).unwrap_or("Brand");
    json!({
        "id": id, "datetime": published, "name": name, "summary": summary, "type": kind,
        "url": format!("/aktuellt/handelser/2026/november/{id}/"),
        "location": { "name": "Stockholms län", "gps": "59.245941,17.840858" },
    })
}

/// Four made-up events of Botkyrka in week 47, and three entries that are none.
fn entries() -> Vec<Value> {
    vec![
        entry(1, "2026-11-17 6:34:08 +01:00", "16 november 23.10, Brand, Botkyrka", "En container brann i Fittja."),
        entry(2, "2026-11-17 9:00:00 +01:00", "17 november 08.15, Stöld, Botkyrka", "En cykel vid Alby centrum."),
        entry(3, "2026-11-18 9:00:00 +01:00", "18 november 07.00, Brand, Botkyrka", "Rök ur ett fönster."),
        entry(4, "2026-11-18 9:30:00 +01:00", "18 november 08.00, Brand, Botkyrka", "Från Fittja mot Tumba."),
        entry(5, "2026-11-18 9:30:00 +01:00", "18 november 08.00, Brand, Huddinge", "I Fittja, sades det."),
        entry(6, "2026-11-18 9:30:00 +01:00", "18 november 05.00, Sammanfattning natt, Botkyrka", "Lugnt i Alby."),
        json!({ "id": "sju" }),
    ]
}

fn take(db: &Db, entries: &[Value]) -> Imported {
    let text = Value::from(entries).to_string();
    db.import_here(false, |connection| import(connection, &text, "Botkyrka", NOW.parse().unwrap())).unwrap()
}

fn week_47(db: &Db) -> Vec<PoliceEvent> {
    db.read_here(|connection| store::list_of_week(connection, "2026-W47".parse().unwrap())).unwrap()
}

#[actix_web::test]
async fn events_of_the_municipality_are_taken_once_and_placed_by_their_words_alone() {
    let app = TestApp::spawn().await;
    let done = take(&app.db, &entries());
    assert_eq!((done.new, done.placed, done.faults.len()), (4, 2, 1));
    assert_eq!(done.left_out, BTreeMap::from([(LeftOut::OtherMunicipality, 1), (LeftOut::Summary, 1)]));

    let districts = app.db.read_here(lykta::districts::store::list_districts).unwrap();
    let name = |id: Option<i64>| districts.iter().find(|known| Some(known.id) == id).map(|known| known.name.as_str());
    let kept = week_47(&app.db);
    let placed: Vec<_> = kept.iter().map(|event| (event.id, name(event.district_id))).collect();
    // The third names no place, the fourth names two: the municipality's centre point, in Slagsta, places neither.
    assert_eq!(placed, [(1, Some("Fittja")), (2, Some("Alby")), (3, None), (4, None)]);
    assert_eq!(kept[0].occurred_at.instant().to_string(), "2026-11-16T22:10:00Z");

    let again = take(&app.db, &entries());
    assert_eq!((again.new, again.changed, again.known), (0, 0, 4));
    assert_eq!(week_47(&app.db), kept);
}

#[actix_web::test]
async fn what_the_police_rewrite_is_kept_as_they_wrote_it_last() {
    let app = TestApp::spawn().await;
    take(&app.db, &entries());
    let name = "18 november 07.00, Brand, Botkyrka";
    let rewritten = entry(3, "2026-11-18 11:00:00 +01:00", name, "Rök ur ett fönster i Tullinge, släckt.");
    let done = take(&app.db, &[rewritten]);
    assert_eq!((done.new, done.changed, done.known), (0, 1, 0));
    let done = take(&app.db, &entries());
    assert_eq!((done.changed, done.known), (0, 4), "an older file undoes nothing");
    let kept = week_47(&app.db);
    assert_eq!(kept[2].summary, "Rök ur ett fönster i Tullinge, släckt.");
    assert!(kept[2].district_id.is_some());
}

#[actix_web::test]
async fn an_event_without_a_time_counts_in_the_week_of_its_publication() {
    let app = TestApp::spawn().await;
    let done = take(&app.db, &[entry(8, "2026-11-18 9:30:00 +01:00", "Brand, Botkyrka", "I Fittja.")]);
    assert_eq!((done.new, done.doubts.len()), (1, 1));
    assert_eq!(week_47(&app.db)[0].occurred_at, week_47(&app.db)[0].published_at);
}

#[actix_web::test]
async fn a_week_is_counted_by_district_and_the_counts_are_its_events() {
    let app = TestApp::spawn().await;
    take(&app.db, &entries());
    let week = "2026-W47".parse().unwrap();
    let counts = app.db.read_here(|connection| store::count_by_district(connection, week)).unwrap();
    let mut expected: BTreeMap<Option<i64>, i64> = BTreeMap::new();
    for event in week_47(&app.db) {
        *expected.entry(event.district_id).or_default() += 1;
    }
    assert_eq!(counts.into_iter().collect::<BTreeMap<_, _>>(), expected);
    assert_eq!(expected[&None], 2);
    let next = app.db.read_here(|connection| store::count_by_district(connection, week.plus(1))).unwrap();
    assert_eq!(next, []);
}

#[test]
fn the_command_says_what_it_took_and_left_out_and_a_dry_run_takes_nothing() {
    let database = TestDatabase::prepared();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, "{}", Value::from(entries())).unwrap();
    let path = file.path().to_str().unwrap();
    let rehearsed = lykta(database.url(), &["import", "police-events", path, "--dry-run"]);
    rehearsed.assert_says("4 events taken: 4 new").assert_says("nothing was changed");
    let done = lykta(database.url(), &["import", "police-events", path]);
    done.assert_says("4 events taken: 4 new, 0 changed, 0 there already");
    done.assert_says("1 of other municipalities").assert_says("1 that sum up").assert_says("entry 7: ");
    lykta(database.url(), &["import", "police-events", path]).assert_says("0 new, 0 changed, 4 there already");
}

#[test]
fn a_file_that_is_none_of_the_polices_is_refused_with_what_it_should_be() {
    let database = TestDatabase::prepared();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, "hej;hopp\n1;2\n").unwrap();
    lykta(database.url(), &["import", "police-events", file.path().to_str().unwrap()])
        .assert_fails("not a table of police events");
    lykta(database.url(), &["import", "police-events", "nowhere.json"]).assert_fails("cannot read nowhere.json");
}

#[actix_web::test]
async fn of_the_real_archive_botkyrkas_events_are_taken_and_a_second_run_adds_nothing() {
    let Some(directory) = shared_data() else { return };
    let app = TestApp::spawn().await;
    let text = std::fs::read_to_string(directory.join("police-events.json")).unwrap();
    let run = || {
        let take = |connection: &mut _| import(connection, &text, "Botkyrka", app.now());
        app.db.import_here(false, take).unwrap()
    };
    let first = run();
    assert_eq!((first.new, first.changed, first.known), (330, 0, 0));
    let left_out = BTreeMap::from([(LeftOut::OtherMunicipality, 872), (LeftOut::WholeCounty, 28)]);
    assert_eq!((&first.left_out, first.faults.len(), first.doubts.len()), (&left_out, 0, 0));
    // All have one position, the centre point; by their words a third lies nowhere, one of them between two districts.
    assert_eq!(first.placed, 214);
    let second = run();
    assert_eq!((second.new, second.changed, second.known), (0, 0, 330));
}
