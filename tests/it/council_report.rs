//! The council report: built for a period, looked at, released once, and never changed.

use lykta::accounts::{OrganisationKind, Role};
use lykta::digest;
use lykta::exports::report::Report;
use lykta::exports::report::model::Record;
use lykta::statistics::Bounds;
use serde_json::Value;

use crate::support::released::{a_released_report, release_form, send_release as send};
use crate::support::walks::an_open_walk;
use crate::support::{Page, TestApp, Visitor, a_measure, an_approval, an_incident, lykta};

const NEW: &str = "/exports/reports/new";
const AUTUMN: &str = "/exports/reports/new?from=2026-09&to=2026-10";

/// A municipality that has reported since August 2024: events of September 2025 and of September and October 2026.
fn two_years(app: &TestApp) {
    let events = [
        ("SKA1", "alby", "2024-08-05T12:00", 6),
        // A base under 20, one of none, and one that can bear a percentage.
        ("SKA1", "alby", "2025-09-10T18:00", 10),
        ("SAM1", "fittja", "2025-09-11T18:00", 40),
        ("SKA1", "alby", "2026-09-10T18:00", 30),
        ("SAM1", "fittja", "2026-09-11T18:00", 50),
        ("TRA1", "tumba", "2026-10-12T18:00", 8),
    ];
    for (category, district, at, times) in events {
        an_incident().of(category).in_district(district).at(at).times(times).keep(app);
    }
}

async fn frozen(visitor: &Visitor, address: &str) -> Report {
    let file = visitor.get(&format!("{address}/report.json")).await;
    file.assert_status(200);
    serde_json::from_slice(&file.body).unwrap()
}

/// The cells of the row of this name in a section's first table.
fn row_of(page: &Page, section: &str, name: &str) -> Vec<String> {
    let count = page.all(&format!("#{section} table:first-of-type tbody tr")).len();
    let row = |at: usize| page.all(&format!("#{section} table:first-of-type tbody tr:nth-child({at}) > *"));
    let rows: Vec<_> = (1..=count).map(row).collect();
    rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("no {name} in {rows:?}")).clone()
}

#[actix_web::test]
async fn a_report_is_looked_at_released_and_read_by_the_council_as_it_was_released() {
    let app = TestApp::spawn().await;
    two_years(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let preview = coordinator.get(AUTUMN).await;
    preview.assert_status(200).assert_says("Förhandsvisning av september–oktober 2026");
    let council = app.signed_in(Role::Council).await;
    council
        .get("/exports")
        .await
        .assert_status(200)
        .assert_says("Ingen rapport är utlämnad än")
        .assert_lacks("Ny rapport");

    let address = a_released_report(&coordinator, "2026-09", "2026-10").await;
    assert_eq!(address, "/exports/reports/1");
    let before = council.get(&address).await;
    before.assert_status(200).assert_says("Höstens rapport").assert_says("Rapport 1");
    assert_eq!(row_of(&before, "figures", "Skadegörelse och klotter")[1], "30");
    council.get("/exports").await.assert_says("Höstens rapport").assert_says("september–oktober 2026");
    council.get("/").await.assert_says("Läs rapporten");

    // Whatever is reported about those months afterwards, what was released stays.
    an_incident().of("SKA1").in_district("alby").at("2026-09-12T18:00").times(25).keep(&app);
    let after = council.get(&address).await;
    assert_eq!(row_of(&after, "figures", "Skadegörelse och klotter")[1], "30");
}

#[actix_web::test]
async fn changes_are_printed_as_braa_does_and_never_as_a_percentage_of_few() {
    let app = TestApp::spawn().await;
    two_years(&app);
    let page = app.signed_in(Role::Coordinator).await.get(AUTUMN).await;
    // Count, change, per cent: of a base under 20, of one that bears it, of none.
    assert_eq!(row_of(&page, "figures", "Skadegörelse och klotter")[1..4], ["30", "+20", "–"]);
    assert_eq!(row_of(&page, "figures", "Samlingar som skapar otrygghet")[1..4], ["50", "+10", "+25,0"]);
    assert_eq!(row_of(&page, "figures", "Trafik")[1..4], ["8", "+8", "."]);
    // Eight are too few for a rate; fifty have one, with the interval it lies in.
    assert_eq!(row_of(&page, "figures", "Trafik")[7], "–");
    let fittja = row_of(&page, "districts", "Fittja");
    assert_eq!(fittja[6], "50");
    // 50 of 7 514 residents, with Garwood's interval: 37,1–65,9 events.
    assert!(fittja[7].starts_with("665,4") && fittja[7].contains("493,9–877,3"), "{fittja:?}");
}

#[actix_web::test]
async fn a_single_event_is_told_nobody_and_cannot_be_worked_out() {
    let app = TestApp::spawn().await;
    two_years(&app);
    an_incident().of("NAR1").in_district("tullinge").at("2026-10-14T18:00").keep(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let page = coordinator.get(AUTUMN).await;
    assert_eq!(row_of(&page, "figures", "Narkotika")[1..4], ["<5", "..", ".."]);
    assert!(!page.all("#groups td.untold").is_empty());
    page.assert_says("Antal 1–4 sägs aldrig");

    let report = frozen(&coordinator, &a_released_report(&coordinator, "2026-09", "2026-10").await).await;
    let spans = report.groups.iter().map(|group| group.line.period.count).chain(
        report
            .districts
            .iter()
            .flat_map(|district| district.groups.iter().copied().chain([district.line.period.count])),
    );
    let exact = spans.flatten().filter(|Bounds { low, high }| *high == Some(*low)).map(|bounds| bounds.low);
    assert_eq!(exact.filter(|count| (1..5).contains(count)).count(), 0);
}

#[actix_web::test]
async fn every_file_has_the_hash_that_the_record_holds_and_the_next_record_holds_the_last_one() {
    let app = TestApp::spawn().await;
    two_years(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_released_report(&coordinator, "2026-09", "2026-10").await;
    let page = coordinator.get("/exports/reports/1").await;
    let (names, hashes) = (page.all("#files tbody th"), page.all("#files tbody code"));
    assert!(names.contains(&"report.json".to_owned()) && names.contains(&"report.zip".to_owned()), "{names:?}");
    for (name, hash) in names.iter().zip(&hashes) {
        let file = coordinator.get(&format!("/exports/reports/1/{name}")).await;
        assert_eq!(digest::sha256(&file.body), *hash, "{name}");
        assert_eq!(file.header("etag"), format!("\"{hash}\""));
    }
    let report: Value = serde_json::to_value(frozen(&coordinator, "/exports/reports/1").await).unwrap();
    assert_eq!(lykta::situation::versions::canonical::seal(&report), report["sha256"].as_str().unwrap());

    a_released_report(&coordinator, "2026-05", "2026-08").await;
    let record = page.all("#files dd")[1].clone();
    let next = coordinator.get("/exports/reports/2").await;
    assert_eq!(next.all("#files dd")[2], record);
    assert_eq!(frozen(&coordinator, "/exports/reports/2").await.previous_sha256, Some(record));
}

#[actix_web::test]
async fn two_reports_of_overlapping_periods_tell_the_same_of_the_months_they_share() {
    let app = TestApp::spawn().await;
    two_years(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_released_report(&coordinator, "2026-09", "2026-09").await;
    an_incident().of("SKA1").in_district("alby").at("2026-09-12T18:00").times(25).keep(&app);
    a_released_report(&coordinator, "2026-09", "2026-10").await;
    let (one, two) =
        (frozen(&coordinator, "/exports/reports/1").await, frozen(&coordinator, "/exports/reports/2").await);
    let september = |report: &Report| -> Vec<Option<Bounds>> {
        let at = report.line_months.iter().position(|month| month.to_string() == "2026-09").unwrap();
        report.lines.iter().map(|line| line.counts[at]).collect()
    };
    assert!(september(&one).iter().any(Option::is_some));
    assert_eq!(september(&one), september(&two));
}

#[actix_web::test]
async fn a_period_that_cuts_what_was_released_together_loses_its_groups_and_is_offered_a_better_one() {
    let app = TestApp::spawn().await;
    two_years(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_released_report(&coordinator, "2026-09", "2026-10").await;
    let cut = coordinator.get("/exports/reports/new?from=2026-08&to=2026-09").await;
    cut.assert_status(200).assert_says("Perioden skär september–oktober 2026");
    assert_eq!(row_of(&cut, "figures", "Skadegörelse och klotter")[1], "..");
    assert_eq!(row_of(&cut, "figures", "Alla händelser")[1], "80");
    let better = cut.attribute("#preview a", "href").unwrap();
    assert_eq!(better, "/exports/reports/new?from=2026-08&to=2026-10#preview");
    coordinator.get(&better).await.assert_lacks("Perioden skär");
}

#[actix_web::test]
async fn figures_that_have_changed_are_looked_at_again_before_they_are_released() {
    let app = TestApp::spawn().await;
    two_years(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let form = release_form(&coordinator.get(AUTUMN).await, "Höstens rapport");
    an_incident().of("SKA1").in_district("alby").at("2026-10-12T18:00").times(7).keep(&app);
    let again = send(&coordinator, &form).await;
    again.assert_status(422).assert_says("Siffrorna har ändrats sedan du tittade");
    assert_eq!(again.value("title"), Some("Höstens rapport".to_owned()));
    send(&coordinator, &release_form(&again, "Höstens rapport")).await.assert_status(303);
    // The same button pressed twice releases once.
    send(&coordinator, &form).await.assert_status(422);
    coordinator.get("/exports/reports/2").await.assert_status(404);
}

#[actix_web::test]
async fn only_months_that_are_known_and_over_can_be_reported() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get(NEW).await.assert_status(200).assert_says("Ingen hel månad har rapporterats än");
    two_years(&app);
    let offers = coordinator.get(NEW).await;
    offers.assert_status(200).assert_says("Senaste tertialet").assert_says("maj–augusti 2026");
    for (period, said) in [
        ("from=2026-10&to=2026-11", "Månaden är inte slut än"),
        ("from=2024-07&to=2024-09", "tidigare än de första rapporterna"),
        ("from=2026-10&to=2026-09", "Sista månaden ligger före den första"),
        ("from=2025-09&to=2026-10", "högst tolv månader"),
        ("from=2026-09", "Välj en månad."),
        ("from=x&to=2026-09", "Välj en månad."),
    ] {
        coordinator.get(&format!("{NEW}?{period}")).await.assert_status(422).assert_says(said);
    }
}

#[actix_web::test]
async fn a_title_that_may_point_out_a_person_is_stopped_at_the_door() {
    let app = TestApp::spawn().await;
    two_years(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let preview = coordinator.get(AUTUMN).await;
    send(&coordinator, &release_form(&preview, "")).await.assert_status(422).assert_says("Skriv en titel");
    let stopped = send(&coordinator, &release_form(&preview, "Om 19121212-1212")).await;
    stopped.assert_status(422);
    coordinator.get("/exports/reports/1").await.assert_status(404);
}

#[actix_web::test]
async fn measures_walks_and_judgements_of_the_period_are_told_without_a_word_of_theirs() {
    let app = TestApp::spawn().await;
    two_years(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let owner = app.organisation("Gatukontoret", OrganisationKind::Municipality);
    for _ in 0..6 {
        a_measure(owner).with("decided_on", "2026-10-15").send(&coordinator).await.assert_status(303);
    }
    an_open_walk().starting("2026-10-06T16:00:00Z").keep(&app);
    an_approval("2026-W41").keep(&app);
    let page = coordinator.get(AUTUMN).await;
    assert_eq!(page.all("#measures dd")[0], "6");
    assert_eq!(page.all("#walks dd")[0], "1");
    page.assert_says("1 av periodens 9 veckor har en godkänd lägesbild");
    page.assert_lacks("Byt lampan i gångtunneln").assert_lacks("Trygghetsvandring Fittja");
}

#[actix_web::test]
async fn what_leaves_is_written_into_the_logs() {
    let app = TestApp::spawn().await;
    two_years(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let address = a_released_report(&coordinator, "2026-09", "2026-10").await;
    let council = app.signed_in(Role::Council).await;
    let file = council.get(&format!("{address}/report.zip")).await;
    file.assert_status(200);
    let audit = app.signed_in(Role::Administrator).await.get("/admin/audit").await;
    audit.assert_says("lämnade ut rapport till lokalt Brå").assert_says("förde ut rapport till lokalt Brå");

    let logged = app.db.read_here(list_disclosures).unwrap();
    assert_eq!(logged, [("council_report".to_owned(), Some(digest::sha256(&file.body)))]);
}

fn list_disclosures(connection: &mut lykta::db::DbConnection) -> diesel::QueryResult<Vec<(String, Option<String>)>> {
    use diesel::prelude::*;
    use lykta::db::schema::disclosures;
    disclosures::table.select((disclosures::subject, disclosures::sha256)).load(connection)
}

#[actix_web::test]
async fn a_report_that_was_tampered_with_is_not_shown_as_released() {
    use diesel::prelude::*;
    use lykta::db::schema::council_reports;
    let app = TestApp::spawn().await;
    two_years(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let address = a_released_report(&coordinator, "2026-09", "2026-10").await;
    let change = |connection: &mut lykta::db::DbConnection| {
        let text: String = council_reports::table.select(council_reports::manifest).first(connection)?;
        let mut record: Record = serde_json::from_str(&text).unwrap();
        record.title = "En annan".to_owned();
        let text = serde_json::to_string(&record).unwrap();
        diesel::update(council_reports::table).set(council_reports::manifest.eq(text)).execute(connection)?;
        Ok(())
    };
    lykta(app.database(), &["check"]).assert_says("1 released; every file and the whole chain are as they were");
    app.db.write_here(change).unwrap();
    coordinator.get(&address).await.assert_status(409);
    let checked = lykta(app.database(), &["check"]);
    assert!(!checked.succeeded && checked.stdout.contains("report 1: its record was changed"), "{}", checked.stdout);
}
