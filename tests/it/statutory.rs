//! What the law asks for every second year: begun from what is known, written by people, frozen when it is approved.

use diesel::{ExpressionMethods as _, QueryDsl as _, RunQueryDsl as _};
use jiff::civil::Date;
use lykta::accounts::Role;
use lykta::db::schema::{
    commitments, goals, indicator_readings, indicators, released_blocks, reported_crimes, statutory_files,
};
use lykta::db::{Day, DbConnection, Moment};
use lykta::digest::sha256;
use lykta::error::AppError;
use lykta::situation::versions::canonical::seal;
use serde_json::{Value, json};

use crate::support::{Page, TestApp, Visitor, a_meeting, an_approval, an_incident, leave_document, lykta};

const DOCUMENT: &str = "/followup/statutory/2026";
const VERSION: &str = "/followup/statutory/2026/versions/1";

fn part(name: &str) -> String {
    format!("{DOCUMENT}/sections/{name}")
}

async fn begin(coordinator: &Visitor) {
    coordinator.post("/followup/statutory", &[("from_year", "2026")]).await.assert_status(303);
}

async fn write(coordinator: &Visitor, name: &str, version: &str, words: &str) -> Page {
    coordinator.post(&part(name), &[("version", version), ("words", words)]).await
}

/// What people must write before anything can be approved.
async fn write_what_is_needed(coordinator: &Visitor) {
    write(coordinator, "analysis", "0", "Skadegörelsen följer de ljusa kvällarna.").await.assert_status(303);
    write(coordinator, "plan", "0", "Två kameror och tre vandringar under hösten.").await.assert_status(303);
}

async fn approve(coordinator: &Visitor, version: &str, reason: &str) -> Page {
    coordinator.post(&format!("{DOCUMENT}/approve"), &[("version", version), ("reason", reason)]).await
}

fn keep(app: &TestApp, insert: impl FnOnce(&mut DbConnection) -> diesel::QueryResult<usize>) {
    app.db.write_here(|connection| insert(connection).map(drop).map_err(AppError::from)).unwrap();
}

/// January and February of 2026 as a report released them: eight events and few, of which graffiti stood for all but few.
fn released(app: &TestApp) {
    let day = |text: &str| Day::from(text.parse::<Date>().unwrap());
    let told = json!({
        "months": { "first": "2026-01", "last": "2026-02" },
        "rows": ["alby", "unknown"],
        "groups": ["skadegorelse", "brand"],
        "told": {
            "months": [[8, 0], ["<5", 0]],
            "month_sums": [8, "<5"],
            "cells": [["..", "<5"], [0, 0]],
            "row_sums": ["..", 0],
            "group_sums": ["..", "<5"],
            "whole": "..",
        },
    });
    let row = (
        released_blocks::subject.eq("events"),
        released_blocks::from_month.eq(day("2026-01-01")),
        released_blocks::to_month.eq(day("2026-02-01")),
        released_blocks::told.eq(told.to_string()),
        released_blocks::released_at.eq(Moment::from(app.now())),
    );
    keep(app, |connection| diesel::insert_into(released_blocks::table).values(row).execute(connection));
}

#[actix_web::test]
async fn it_is_begun_with_the_headings_of_the_law_and_read_by_the_working_group_alone() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    begin(&coordinator).await;
    // The same button pressed twice.
    begin(&coordinator).await;
    let draft = app.signed_in(Role::Partner).await.get(DOCUMENT).await;
    draft.assert_status(200).assert_says("4 § lagen (2023:196)").assert_says("Utkast");
    let headings = [
        "Sammanfattning",
        "Brottsligheten och dess omfattning",
        "Brottslighetens konsekvenser",
        "Annan relevant information",
        "Analys",
        "Åtgärdsplan",
        "Uppföljning",
    ];
    assert_eq!(draft.all(".picture-section h2"), headings);
    assert!(
        draft.attribute(&format!("a[href='{}']", part("plan")), "href").is_none(),
        "whoever only reads writes nothing"
    );
    let council = app.signed_in(Role::Council).await;
    council
        .get("/followup/statutory")
        .await
        .assert_says("Ingen lägesbild med åtgärdsplan är fastställd")
        .assert_lacks("Utkast");
    council.get(DOCUMENT).await.assert_status(403);
}

#[actix_web::test]
async fn of_our_own_reports_it_tells_what_was_released_and_nothing_more() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    begin(&coordinator).await;
    an_incident().times(17).keep(&app);
    let nothing = coordinator.get(DOCUMENT).await;
    nothing.assert_says("Inga rapporter är släppta");
    assert!(!nothing.all(".picture").concat().contains("17"), "what was reported and not released");
    released(&app);
    let told = coordinator.get(DOCUMENT).await;
    told.assert_says("Från januari 2026 till februari 2026 är 9–12 rapporterade händelser");
    assert!(!told.all(".picture").concat().contains("17"), "what was reported and not released");
    let row = |name: &str| {
        let rows = told.all("#crime tr");
        rows.into_iter().find(|row| row.starts_with(name)).unwrap_or_else(|| panic!("no row of {name}"))
    };
    assert_eq!(row("januari"), "januari 8 inte släppt");
    assert_eq!(row("februari"), "februari <5 inte släppt");
    assert_eq!(row("mars"), "mars inte släppt inte släppt");
    assert_eq!(row("Skadegörelse"), "Skadegörelse och klotter minst 1");
    assert_eq!(row("Brand"), "Brand och smällare 1–4");
}

#[actix_web::test]
async fn what_others_measured_and_what_was_undertaken_and_decided_stands_in_its_part() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    begin(&coordinator).await;
    for (area, year, crimes) in
        [("Botkyrka", 2024_i64, 11_000_i64), ("Botkyrka", 2025, 9_590), ("Riket", 2025, 1_400_000)]
    {
        let row = (
            reported_crimes::area.eq(area),
            reported_crimes::kind.eq("Samtliga brott"),
            reported_crimes::year.eq(year),
            reported_crimes::crimes.eq(crimes),
            reported_crimes::population.eq((area == "Botkyrka").then_some(95_900_i64)),
            reported_crimes::source.eq("Brå"),
        );
        keep(&app, |connection| diesel::insert_into(reported_crimes::table).values(row).execute(connection));
    }
    keep(&app, |connection| {
        let indicator = (
            indicators::code.eq("6:1"),
            indicators::name.eq("Trygghet"),
            indicators::unit.eq("index"),
            indicators::better.eq("higher"),
            indicators::version.eq(1_i64),
        );
        diesel::insert_into(indicators::table).values(indicator).execute(connection)?;
        let reading = (
            indicator_readings::indicator_id.eq(1_i64),
            indicator_readings::area.eq("Botkyrka"),
            indicator_readings::people.eq("all"),
            indicator_readings::year.eq(2025_i64),
            indicator_readings::outcome.eq(42.0),
            indicator_readings::margin_of_error.eq(2.8),
            indicator_readings::target.eq(57.0),
            indicator_readings::direction.eq(""),
            indicator_readings::source.eq("SCB"),
        );
        diesel::insert_into(indicator_readings::table).values(reading).execute(connection)?;
        let goal = (
            goals::code.eq("6"),
            goals::name.eq("Tryggheten ökar"),
            goals::description.eq(""),
            goals::plan.eq(""),
            goals::from_year.eq(2026_i64),
            goals::version.eq(1_i64),
        );
        diesel::insert_into(goals::table).values(goal).execute(connection)?;
        let commitment = (
            commitments::goal_id.eq(1_i64),
            commitments::committee.eq("Samhällsbyggnadsnämnden"),
            commitments::year.eq(2027_i64),
            commitments::title.eq("Ljusare gångvägar"),
            commitments::description.eq(""),
            commitments::version.eq(1_i64),
        );
        diesel::insert_into(commitments::table).values(commitment).execute(connection)
    });
    an_approval("2026-W45").keep(&app);
    let meeting = a_meeting().file(&coordinator).await;
    let item = [("title", "Belysning"), ("decision", "Lamporna byts före jul.")];
    coordinator.post(&format!("{meeting}/items"), &item).await.assert_status(303);

    let told = coordinator.get(DOCUMENT).await;
    let rows = told.all("#crime tr");
    assert!(rows.contains(&"Samtliga brott Botkyrka 2025 9 590 10000".to_owned()), "{rows:?}");
    assert!(rows.contains(&"Samtliga brott Riket 2025 1 400 000".to_owned()), "{rows:?}");
    assert!(!rows.iter().any(|row| row.contains("2024")), "{rows:?}");
    told.assert_says("Källa: Brå.").assert_says("42 ± 2,8").assert_says("Ljusare gångvägar");
    told.assert_says("Samhällsbyggnadsnämnden").assert_says("Lamporna byts före jul. Ingen åtgärd är utdelad");
    told.assert_says("Fastställda lägesbilder: 1.");
}

#[actix_web::test]
async fn what_a_part_is_begun_with_can_be_saved_as_it_is_and_is_somebodys_words_from_then_on() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    begin(&coordinator).await;
    released(&app);
    for name in ["summary", "crime", "followup"] {
        let form = coordinator.get(&part(name)).await;
        form.assert_status(200).assert_says("Texten är en början");
        let begun = form.all("textarea[name=words]").remove(0);
        assert!(begun.len() > 40, "{name} is begun with {begun:?}");
        write(&coordinator, name, "0", &begun).await.assert_status(303);
        coordinator.get(&part(name)).await.assert_lacks("Texten är en början");
    }
    coordinator.get(DOCUMENT).await.assert_says("coordinator.1, Kommunen, 19 november 2026");
}

#[actix_web::test]
async fn whoever_writes_upon_an_older_wording_sees_both_and_loses_nothing() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    begin(&coordinator).await;
    write(&coordinator, "analysis", "0", "Mörkret spelar roll.").await.assert_status(303);
    let again = write(&coordinator, "analysis", "0", "Det är för mörkt.").await;
    again.assert_status(409).assert_says("Mörkret spelar roll.");
    assert_eq!(again.all("textarea[name=words]"), ["Det är för mörkt."]);
    assert_eq!(again.value("version").as_deref(), Some("1"));
    write(&coordinator, "analysis", "1", "Det är för mörkt.").await.assert_status(303);
    let history = coordinator.get(&part("analysis")).await;
    history.assert_says("Mörkret spelar roll.");
    coordinator.get(DOCUMENT).await.assert_says("Det är för mörkt.").assert_lacks("Mörkret spelar roll.");
}

#[actix_web::test]
async fn neither_persons_nor_small_counts_of_events_get_in() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    begin(&coordinator).await;
    write(&coordinator, "crime", "0", "Det var 3 bränder i Alby.").await.assert_status(422).assert_says("färre än fem");
    write(&coordinator, "plan", "0", "Ring 19090527-1474 först.").await.assert_status(422);
    write(&coordinator, "plan", "0", "3 kameror sätts upp.").await.assert_status(303);
    coordinator.get(&part("nothing")).await.assert_status(404);
}

#[actix_web::test]
async fn nothing_is_approved_before_people_have_analysed_and_planned() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    begin(&coordinator).await;
    coordinator.get(&format!("{DOCUMENT}/approve")).await.assert_says("Skriv först: Analys och Åtgärdsplan.");
    approve(&coordinator, "1", "").await.assert_status(422).assert_says("måste vara skrivna");
    coordinator.get(VERSION).await.assert_status(404);
}

#[actix_web::test]
async fn what_was_approved_never_changes_and_can_be_checked_by_anybody_who_reads_it() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let council = app.signed_in(Role::Council).await;
    begin(&coordinator).await;
    released(&app);
    write_what_is_needed(&coordinator).await;
    assert_eq!(approve(&coordinator, "1", "").await.location(), VERSION);
    // The same button pressed twice.
    assert_eq!(approve(&coordinator, "1", "").await.location(), VERSION);

    let page = council.get(VERSION).await;
    page.assert_status(200).assert_says("Skadegörelsen följer de ljusa kvällarna.").assert_says("Kontrollerad nu");
    council.get("/followup/statutory").await.assert_says("Lägesbilden ska göras om senast 2028.");
    let file = async |name: &str| council.get(&format!("{VERSION}/{name}")).await;
    let (json, html, pdf) = (file("document.json").await, file("document.html").await, file("document.pdf").await);
    json.assert_status_of_file("application/json");
    html.assert_status_of_file("text/html; charset=utf-8").assert_says("Skadegörelsen följer de ljusa kvällarna.");
    pdf.assert_status_of_file("application/pdf");
    assert!(html.header("content-security-policy").contains("sandbox"), "it may run and send nothing");
    leave_document("statutory.pdf", &pdf.body);
    let value: Value = serde_json::from_slice(&json.body).unwrap();
    let fingerprint = value["sha256"].as_str().unwrap();
    assert_eq!(fingerprint, seal(&value));
    page.assert_says(fingerprint);
    html.assert_says(fingerprint);
    assert_eq!(pdf.header("etag"), format!("\"{}\"", sha256(&pdf.body)));
    let again = council.clone().with_header("if-none-match", pdf.header("etag"));
    again.get(&format!("{VERSION}/document.pdf")).await.assert_status(304);

    // Whatever is written later is another version, with its reason, in the same chain.
    write(&coordinator, "analysis", "1", "Det är ljuset som saknas.").await.assert_status(303);
    assert_eq!(file("document.json").await.body, json.body);
    assert_eq!(file("document.pdf").await.body, pdf.body);
    approve(&coordinator, "2", "").await.assert_status(422).assert_says("Skriv skälet.");
    approve(&coordinator, "2", "Analysen var för kort.").await.assert_status(303);
    council.get(VERSION).await.assert_says("Det finns en nyare version.").assert_lacks("Det är ljuset som saknas.");
    let second = council.get(&format!("{DOCUMENT}/versions/2")).await;
    second.assert_says("Analysen var för kort.").assert_says("Det är ljuset som saknas.");
    assert_eq!(file("document.json").await.body, json.body);
}

#[actix_web::test]
async fn a_file_that_is_not_what_was_approved_is_not_served_and_the_page_says_so() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    begin(&coordinator).await;
    write_what_is_needed(&coordinator).await;
    approve(&coordinator, "1", "").await.assert_status(303);
    lykta(app.database(), &["check"]).assert_says("1 approved; every file and the whole chain are as they were");
    keep(&app, |connection| {
        let pdf = statutory_files::table.filter(statutory_files::name.eq("document.pdf"));
        diesel::update(pdf).set(statutory_files::bytes.eq(b"%PDF-forged".to_vec())).execute(connection)
    });
    coordinator.get(VERSION).await.assert_says("Filen document.pdf är inte den som fastställdes.");
    coordinator.get(&format!("{VERSION}/document.pdf")).await.assert_status(409);
    coordinator.get(&format!("{VERSION}/document.json")).await.assert_status(200);
    coordinator.get(&format!("{VERSION}/document.txt")).await.assert_status(404);
    let checked = lykta(app.database(), &["check"]);
    let said = "documents: 2026 version 1: document.pdf was changed or is missing";
    assert!(!checked.succeeded && checked.stdout.contains(said), "{}", checked.stdout);
}
