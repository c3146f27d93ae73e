//! The weekly picture: on the page, on the command line, and what it is counted from.

use diesel::connection::{Connection as _, InstrumentationEvent};
use diesel::{QueryableByName, RunQueryDsl as _, SqliteConnection};
use lykta::accounts::Role;
use lykta::incidents::model::Status;
use lykta::situation::compute::Weeks;
use lykta::situation::store;
use lykta::time::IsoWeek;
use serde_json::Value;

use crate::support::{Page, TestApp, TestDatabase, a_report, an_incident, lykta};

const WEEK: &str = "/situation/2026-W47";

/// The picture of a week as the command prints it.
fn picture(app: &TestApp, words: &[&str]) -> Value {
    let ran = lykta(app.database(), &[&["picture"], words, &["--format", "json"]].concat());
    assert!(ran.succeeded, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn district<'a>(picture: &'a Value, code: &str) -> &'a Value {
    picture["districts"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap()
}

fn group<'a>(row: &'a Value, code: &str) -> &'a Value {
    row["groups"].as_array().unwrap().iter().find(|row| row["group"] == code).unwrap()
}

/// The cells of each row of the table of events by district, heading first.
fn events(page: &Page) -> Vec<Vec<String>> {
    let rows = page.all("#districts tbody tr").len();
    (1..=rows).map(|row| page.all(&format!("#districts tbody tr:nth-child({row}) > *"))).collect()
}

#[actix_web::test]
async fn a_report_filed_in_a_browser_stands_in_this_weeks_row_of_its_district() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    a_report().file(&visitor).await;
    let this_week = visitor.get("/situation").await;
    assert_eq!((this_week.status, this_week.location().as_str()), (303, WEEK));
    let page = visitor.get(WEEK).await;
    page.assert_status(200).assert_says("Lägesbild vecka 47").assert_says("16–22 november 2026").assert_says("Utkast");
    let fittja = events(&page).into_iter().find(|row| row[0] == "Fittja").unwrap();
    assert_eq!((fittja[1].as_str(), fittja[6].as_str()), ("1", "0,13"), "one for 7 514 residents");
    let picture = picture(&app, &["2026-W47"]);
    assert_eq!(group(district(&picture, "fittja"), "skadegorelse")["count"], 1);
    assert_eq!(
        (&picture["week"], &picture["from"], &picture["to"]),
        (&"2026-W47".into(), &"2026-11-16".into(), &"2026-11-22".into())
    );
    assert_eq!((&picture["status"], &picture["version"]), (&"draft".into(), &0.into()));
}

#[actix_web::test]
async fn six_rows_and_seven_rows_add_up_to_the_same_whole_and_no_part_is_counted_twice() {
    let app = TestApp::spawn().await;
    an_incident().in_district("tumba").times(2).keep(&app);
    an_incident().in_district("storvreten").times(3).keep(&app);
    an_incident().nowhere().keep(&app);
    let (six, seven) = (picture(&app, &["2026-W47"]), picture(&app, &["2026-W47", "--division", "all"]));
    let sum = |picture: &Value| -> i64 {
        let rows = picture["districts"].as_array().unwrap();
        rows.iter().map(|row| row["totals"]["event"]["count"].as_i64().unwrap()).sum()
    };
    assert_eq!((six["districts"].as_array().unwrap().len(), seven["districts"].as_array().unwrap().len()), (7, 8));
    assert_eq!((sum(&six), sum(&seven)), (6, 6));
    assert_eq!(six["totals"], seven["totals"]);
    let tumba = district(&six, "tumba");
    assert_eq!((&tumba["name"], &tumba["totals"]["event"]["count"]), (&"Tumba med Storvreten".into(), &5.into()));
    assert_eq!(tumba["population"], 26_852);
    let alone = district(&seven, "tumba");
    assert_eq!((&alone["totals"]["event"]["count"], &alone["totals"]["event"]["per_1000"]), (&2.into(), &Value::Null));
    assert_eq!(district(&seven, "unknown")["totals"]["event"]["count"], 1);
}

#[actix_web::test]
async fn what_was_merged_or_set_aside_does_not_count() {
    let app = TestApp::spawn().await;
    for status in Status::ALL {
        an_incident().with_status(status).keep(&app);
    }
    assert_eq!(picture(&app, &["2026-W47"])["totals"]["event"]["count"], 3);
}

#[actix_web::test]
async fn events_unsafe_places_and_planned_events_are_told_apart() {
    let app = TestApp::spawn().await;
    an_incident().of("PLA1").times(4).keep(&app);
    an_incident().of("OVR2").times(2).keep(&app);
    let picture = picture(&app, &["2026-W47"]);
    let count = |kind: &str| picture["totals"][kind]["count"].as_i64().unwrap();
    assert_eq!((count("event"), count("unsafe_place"), count("planned_event")), (0, 4, 2));
    let page = app.signed_in(Role::Coordinator).await.get(WEEK).await;
    page.assert_says("Inga händelser rapporterade").assert_lacks("%");
    let rows = events(&page);
    assert!(!rows.is_empty() && rows.iter().all(|row| row[1] == "0"), "{rows:?}");
}

#[actix_web::test]
async fn week_53_is_compared_with_the_nearest_week_by_date() {
    let app = TestApp::spawn().await;
    app.at("2027-01-02T12:00:00Z");
    an_incident().in_week("2025-W40").keep(&app);
    an_incident().in_week("2025-W52").times(9).keep(&app);
    an_incident().in_week("2026-W01").times(2).keep(&app);
    an_incident().in_week("2026-W53").keep(&app);
    let figures = &picture(&app, &["2026-W53"])["totals"]["event"];
    assert_eq!((&figures["count"], &figures["same_week_last_year"]), (&1.into(), &2.into()));
    let visitor = app.signed_in(Role::Coordinator).await;
    let page = visitor.get("/situation").await;
    assert_eq!(page.location(), "/situation/2026-W53");
    visitor.get("/situation/2026-W53").await.assert_says("28 december 2026–3 januari 2027").assert_says("veckan pågår");
}

#[actix_web::test]
async fn a_new_database_says_what_to_do_next_and_claims_no_zeros_of_the_past() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    let page = visitor.get(WEEK).await;
    page.assert_says("Här kommer lägesbilden att stå");
    assert_eq!(page.attribute(".empty a", "href").as_deref(), Some("/incidents/new"));
    let figures = &picture(&app, &["2026-W47"])["totals"]["event"];
    assert_eq!((&figures["count"], &figures["mean_4"]), (&0.into(), &Value::Null));
    an_incident().keep(&app);
    let row = events(&visitor.get(WEEK).await).pop().unwrap();
    assert_eq!([&row[2], &row[4], &row[5]], ["–", "för få för att säga", "–"], "one week is no history");
    visitor.get("/situation/2026-W46").await.assert_says("De första rapporterna är från vecka 47 2026");
}

#[actix_web::test]
async fn one_steps_through_the_weeks_but_never_into_the_future() {
    let app = TestApp::spawn().await;
    an_incident().keep(&app);
    let visitor = app.signed_in(Role::Coordinator).await;
    let page = visitor.get(&format!("{WEEK}?division=all")).await;
    assert_eq!(page.attribute(".weeks a[rel=prev]", "href").as_deref(), Some("/situation/2026-W46?division=all"));
    assert_eq!(page.attribute(".weeks a[rel=next]", "href"), None);
    let earlier = visitor.get("/situation/2026-W46").await;
    assert_eq!(earlier.attribute(".weeks a[rel=next]", "href").as_deref(), Some(WEEK));
    for nonsense in ["2026-W48", "2025-W53", "2026-47", "igår"] {
        let page = visitor.get(&format!("/situation/{nonsense}")).await;
        page.assert_status(404).assert_says("Den veckan har ingen lägesbild").assert_says("Till vecka 47");
    }
}

#[actix_web::test]
async fn only_the_working_group_sees_the_draft() {
    let app = TestApp::spawn().await;
    for role in Role::ALL {
        let page = app.signed_in(role).await.get(WEEK).await;
        match role {
            Role::Partner | Role::Coordinator => page.assert_status(200).assert_says("Utkast"),
            Role::Administrator => page.assert_status(403),
            _ => page.assert_status(200).assert_says("inte fastställd än").assert_lacks("Utkast"),
        };
    }
    app.visitor().get(WEEK).await.assert_status(303);
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

#[test]
fn the_counts_of_all_weeks_are_read_from_those_that_are_kept_and_no_report_is_looked_at() {
    let database = TestDatabase::prepared();
    let Some(file) = database.url().strip_prefix("sqlite:") else { return };
    let db = lykta::db::Db::open(database.url()).unwrap();
    let (sender, asked) = std::sync::mpsc::channel();
    let weeks = Weeks::new("2026-W47".parse::<IsoWeek>().unwrap(), None).needed();
    db.read_here(|connection| {
        connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                let _ = sender.send(query.to_string());
            }
        });
        let counted = store::list_tallies(connection, &weeks);
        connection.set_instrumentation(|_: InstrumentationEvent<'_>| {});
        counted
    })
    .unwrap();
    let statements: Vec<String> = asked.try_iter().collect();
    assert_eq!(statements.len(), 1, "one statement for all weeks: {statements:?}");
    let (statement, _binds) = statements[0].split_once(" -- ").unwrap();
    let mut connection = SqliteConnection::establish(file).unwrap();
    let plan: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(&mut connection).unwrap();
    let plan: Vec<String> = plan.into_iter().map(|step| step.detail).collect();
    assert_eq!(plan, ["SEARCH incident_counts USING PRIMARY KEY (week=?)"]);
}
