//! Public figures: a quarter is looked at, released for good, and read by everybody.

use lykta::accounts::Role;

use crate::support::{Page, TestApp, Visitor, an_incident};

/// Releases the quarter that the page offers.
async fn release(coordinator: &Visitor) -> Page {
    let looked_at = coordinator.get("/exports/figures").await;
    let field = |name: &str| looked_at.value(name).unwrap_or_else(|| panic!("no {name}"));
    let (quarter, seen) = (field("quarter"), field("seen"));
    coordinator.post("/exports/figures", &[("quarter", &quarter), ("seen", &seen)]).await
}

/// The rows of a district on the public page, its name not counted: events, then unsafe places.
fn rows_of(page: &Page, name: &str) -> Vec<String> {
    let all: Vec<String> = page.all("tbody tr");
    let own = all.iter().filter_map(|row| row.trim().strip_prefix(name));
    own.map(|cells| cells.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

async fn a_summer() -> TestApp {
    let app = TestApp::spawn().await;
    an_incident().in_district("alby").at("2026-06-10T12:00").times(9).keep(&app);
    for (district, times) in [("alby", 22), ("fittja", 12), ("tullinge", 11)] {
        an_incident().in_district(district).at("2026-08-10T12:00").times(times).keep(&app);
    }
    app
}

#[actix_web::test]
async fn a_quarter_is_released_rounded_and_everybody_reads_it() {
    let app = a_summer().await;
    app.visitor().get("/figures").await.assert_status(200).assert_says("Inget är släppt ännu");
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get("/exports/figures").await.assert_says("Släpp Kvartal 3 2026");
    release(&coordinator).await.assert_status(303);
    let page = app.visitor().get("/figures").await;
    page.assert_status(200).assert_says("Kvartal 3 2026");
    assert_eq!(rows_of(&page, "Alby"), ["20", "0"]);
    assert_eq!(rows_of(&page, "Tullinge"), ["10", "0"]);
    // 22, 12 and 11 are 45; what everybody can add up is 20, 10 and 10.
    assert_eq!(rows_of(&page, "Hela kommunen"), ["40", "0"]);
    let file = app.visitor().get("/figures.csv").await;
    file.assert_status(200);
    let body = file.body_text();
    let rows: Vec<&str> = body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows[0], "Kvartal;Kod;Kommundel;Händelser;Otrygga platser");
    assert!(rows.contains(&"2026-Q3;alby;Alby;20;0"), "{body}");
    assert_eq!(*rows.last().unwrap(), "2026-Q3;whole;Hela kommunen;40;0");
}

#[actix_web::test]
async fn what_is_released_does_not_change_and_is_not_released_again() {
    let app = a_summer().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let looked_at = coordinator.get("/exports/figures").await;
    let seen = looked_at.value("seen").unwrap();
    release(&coordinator).await.assert_status(303);
    an_incident().in_district("alby").at("2026-08-11T12:00").times(30).keep(&app);
    assert_eq!(rows_of(&app.visitor().get("/figures").await, "Alby"), ["20", "0"]);
    coordinator.get("/exports/figures").await.assert_says("Det finns inget kvartal att släppa");
    let again = coordinator.post("/exports/figures", &[("quarter", "2026-Q3"), ("seen", &seen)]).await;
    again.assert_status(409);
    let entries = app.db.read_here(|connection| lykta::accounts::store::list_audit(connection, None, 5)).unwrap();
    let released = entries.iter().filter(|entry| entry.subject == "public_quarter");
    assert_eq!(released.map(|entry| entry.detail.as_str()).collect::<Vec<_>>(), ["2026-Q3"]);
}

#[actix_web::test]
async fn only_what_was_looked_at_is_released() {
    let app = a_summer().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let seen = coordinator.get("/exports/figures").await.value("seen").unwrap();
    an_incident().in_district("alby").at("2026-08-11T12:00").times(30).keep(&app);
    let late = coordinator.post("/exports/figures", &[("quarter", "2026-Q3"), ("seen", &seen)]).await;
    late.assert_status(409);
    app.visitor().get("/figures").await.assert_says("Inget är släppt ännu");
}

#[actix_web::test]
async fn a_few_are_never_told_in_public() {
    let app = a_summer().await;
    an_incident().in_district("varsta-grodinge").at("2026-09-10T12:00").times(3).keep(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    release(&coordinator).await.assert_status(303);
    let page = app.visitor().get("/figures").await;
    assert_eq!(rows_of(&page, "Vårsta-Grödinge"), ["..", "0"]);
    app.visitor().get("/figures.csv").await.assert_says("varsta-grodinge");
    assert!(app.visitor().get("/figures.csv").await.body_text().contains("varsta-grodinge;Vårsta-Grödinge;..;0"));
}

#[actix_web::test]
async fn a_quarter_that_is_not_over_or_not_known_from_its_beginning_is_not_released() {
    let app = a_summer().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    for quarter in ["2026-Q4", "2026-Q2"] {
        let page = coordinator.get(&format!("/exports/figures?quarter={quarter}")).await;
        assert_eq!(page.value("quarter").as_deref(), Some("2026-Q3"), "{quarter} is not offered");
        let sent = coordinator.post("/exports/figures", &[("quarter", quarter), ("seen", "")]).await;
        sent.assert_status(409);
    }
    // A quarter of a year later the autumn is over, too; the earlier one is offered first.
    app.at("2027-01-02T09:00:00Z");
    let coordinator = app.signed_in(Role::Coordinator).await;
    let page = coordinator.get("/exports/figures").await;
    page.assert_says("Kvartal 4 2026");
    assert_eq!(page.value("quarter").as_deref(), Some("2026-Q3"));
}
