//! Filing a report, reading it, correcting it.

use jiff::civil::date;
use lykta::accounts::{OrganisationKind, Role};
use lykta::districts::{Ground, Located};
use lykta::geometry::Point;

use crate::support::{Form, Page, TestApp, Visitor, a_report};

async fn file_and_open(form: Form, visitor: &Visitor) -> Page {
    let address = form.file(visitor).await;
    let page = visitor.get(&address).await;
    page.assert_status(200);
    page
}

#[actix_web::test]
async fn a_report_filed_without_script_stands_on_its_own_page_in_its_district() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let form = reporter.get("/incidents/new").await;
    form.assert_status(200).assert_says("Pågående brott: ring 112.");
    let id = form.value("submission_id").unwrap();
    let page = file_and_open(a_report().with("submission_id", &id), &reporter).await;
    page.assert_says("Tack. Rapporten är mottagen").assert_says("Skadegörelse").assert_says("Fittja");
    page.assert_says("18 november 2026 21.30").assert_says("Krossade rutor").assert_says("59.2479, 17.8612");
    reporter.get("/").await.assert_says("Skadegörelse");
}

#[actix_web::test]
async fn a_report_may_come_as_multipart_too() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let answer = reporter.post_multipart("/incidents", &a_report().fields()).await;
    answer.assert_status(303);
    reporter.get(&answer.location()).await.assert_says("Krossade rutor");
}

#[actix_web::test]
async fn the_place_may_be_given_by_name_by_coordinates_in_either_system_or_by_district_alone() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    for position in ["59.247859, 17.861162", "59,247859 17,861162", "6571154 663165", "6570288 142078"] {
        file_and_open(a_report().at(position), &reporter).await.assert_says("Fittja").assert_says("59.2479, 17.8612");
    }
    file_and_open(a_report().with("place", "hallunda"), &reporter).await.assert_says("Hallunda-Norsborg");
    let alone = a_report().with("place", "").with("district", "storvreten");
    file_and_open(alone, &reporter).await.assert_says("Storvreten").assert_lacks("WGS84");
    let unknown = a_report().with("place", "").with("district", "unknown");
    file_and_open(unknown, &reporter).await.assert_says("Okänd plats");
    let contract = a_report().with("place", "").with("latitude", "59.2053").with("longitude", "17.9032");
    file_and_open(contract, &reporter).await.assert_says("Tullinge");
}

#[actix_web::test]
async fn everything_wrong_is_told_beside_its_field_and_what_was_typed_is_kept() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let long = "å".repeat(501);
    let form = a_report()
        .with("category", "")
        .with("place", "Atlantis")
        .with("severity", "")
        .with("occurred_from", "i går")
        .with("description", &long);
    let page = form.send(&reporter).await;
    page.assert_status(422);
    for words in
        ["Välj vad det gäller", "ingen plats med det namnet", "Välj hur skrämmande", "Skriv tiden som", "501 tecken"]
    {
        page.assert_says(words);
    }
    assert_eq!(page.all(".faults li").len(), 5);
    assert_eq!(page.value("place").as_deref(), Some("Atlantis"));
    assert_eq!(page.all("textarea"), [long]);
    assert_eq!(page.value("submission_id"), Some(form.fields()[0].1.to_owned()), "the same form, the same id");
    reporter.get("/incidents").await.assert_says("Inga rapporter");
}

#[actix_web::test]
async fn a_time_may_not_lie_ahead_nor_end_before_it_begins_nor_be_old_unasked() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let refused = async |form: Form, words: &str| {
        form.send(&reporter).await.assert_status(422).assert_says(words);
    };
    refused(a_report().with("occurred_from", "2026-11-19T15:00"), "inte varit ännu").await;
    refused(a_report().with("occurred_to", "2026-11-18T20:00"), "före den tidigaste").await;
    refused(a_report().with("occurred_from", "2026-03-29T02:30"), "sommartid").await;
    let old = a_report().with("occurred_from", "2024-11-18T21:30");
    old.send(&reporter).await.assert_status(422).assert_says("mer än två år sedan");
    old.with("confirm_old", "yes").file(&reporter).await;
    // A planned event lies ahead; an interval is shown as one.
    a_report().with("category", "OVR2").with("occurred_from", "2026-12-13T17:00").file(&reporter).await;
    let night = a_report().with("occurred_to", "2026-11-19T06:00");
    file_and_open(night, &reporter).await.assert_says("18 november 2026 21.30 – 19 november 2026 06.00");
}

#[actix_web::test]
async fn a_place_outside_is_refused_and_one_just_outside_is_counted_in_with_a_note() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    // Huddinge C.
    a_report().at("59.2369, 17.9819").send(&reporter).await.assert_status(422).assert_says("utanför kommunen");
    let swapped = a_report().at("17.8612, 59.2479").send(&reporter).await;
    swapped.assert_status(422).assert_says("omvänd ordning").assert_says("59.2479");
    let ground = app.db.read_here(Ground::load).unwrap();
    let east_of_fittja = (0..1000).map(|step| Point::new(59.2479, 17.8612 + f64::from(step) * 0.0002).unwrap());
    let is_snapped =
        |point: &Point| matches!(ground.locate(*point, date(2026, 11, 18)), Located::Inside { snapped_m: Some(_), .. });
    let just_outside = east_of_fittja.into_iter().find(is_snapped).unwrap();
    let page = file_and_open(a_report().at(&just_outside.to_string()), &reporter).await;
    page.assert_says("strax utanför kommungränsen").assert_says("m utanför kommungränsen och räknas till närmaste");
}

#[actix_web::test]
async fn the_same_submission_again_is_the_same_report_and_the_same_id_with_other_content_is_refused() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let form = a_report();
    let address = form.file(&reporter).await;
    let sent: Vec<_> = (0..10).map(|_| form.send(&reporter)).collect();
    for answer in futures_util::future::join_all(sent).await {
        assert_eq!((answer.status, answer.location()), (303, address.clone()));
    }
    let other = form.clone().with("description", "Något annat.").send(&reporter).await;
    other.assert_status(409).assert_says("redan skickat, med annat innehåll");
    assert_ne!(other.value("submission_id"), Some(form.fields()[0].1.to_owned()), "a fresh id to send it under");
    reporter.get("/incidents").await.assert_says("En rapport");
    // Somebody else's use of the id tells nothing about the report.
    let stranger = app.signed_in(Role::Coordinator).await;
    form.send(&stranger).await.assert_status(409);
}

#[actix_web::test]
async fn reporters_correct_their_own_report_for_a_day_and_the_history_tells_what_changed() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let address = a_report().file(&reporter).await;
    let form = reporter.get(&format!("{address}/correct")).await;
    assert_eq!(form.value("place").as_deref(), Some("Fittja centrum (T-bana)"));
    let version = form.value("submission_id").unwrap();
    let change = a_report().with("submission_id", &version).with("severity", "high").at("59.2420, 17.8488");
    let corrected = reporter.post_and_follow(&format!("{address}/correct"), &change.fields()).await;
    corrected.assert_says("Rättelsen är sparad").assert_says("Alby, Albyberget");
    corrected.assert_says("Allvar: Medel → Hög").assert_says("Plats: 59.2479, 17.8612 → 59.2420, 17.8488");
    let late = reporter.post(&format!("{address}/correct"), &change.fields()).await;
    late.assert_status(409).assert_says("ändrats av någon annan");
    app.signed_in(Role::Coordinator).await.get(&format!("{address}/correct")).await.assert_status(403);
    app.at("2026-11-20T13:00:01Z");
    reporter.get(&format!("{address}/correct")).await.assert_status(403);
}

#[actix_web::test]
async fn reporters_see_their_own_organisations_reports_and_the_working_group_sees_all() {
    let app = TestApp::spawn().await;
    let housing = app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let (host, reporter) = (app.signed_in_of(Role::Reporter, housing).await, app.signed_in(Role::Reporter).await);
    let address = a_report().file(&host).await;
    reporter.get(&address).await.assert_status(404);
    reporter.get("/incidents").await.assert_says("Inga rapporter");
    for role in [Role::Partner, Role::Coordinator] {
        let visitor = app.signed_in(role).await;
        visitor.get(&address).await.assert_status(200);
        visitor.get("/incidents").await.assert_says("En rapport");
    }
    for role in [Role::Council, Role::Administrator] {
        app.signed_in(role).await.get(&address).await.assert_status(403);
    }
}

#[actix_web::test]
async fn who_reported_is_shown_to_coordinators_who_ask_and_the_log_knows() {
    let app = TestApp::spawn().await;
    let address = a_report().file(&app.signed_in(Role::Reporter).await).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get(&address).await.assert_lacks("reporter.1").assert_says("Visa vem som rapporterade");
    let asked = format!("{address}/reporter");
    coordinator.post(&asked, &[]).await.assert_status(200).assert_says("reporter.1");
    app.signed_in(Role::Partner).await.post(&asked, &[]).await.assert_status(403);
    let entries = app.db.read_here(|connection| lykta::accounts::store::list_audit(connection, None, 50)).unwrap();
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert!(actions.contains(&"reporter_read") && actions.contains(&"opened"), "{actions:?}");
    assert!(entries.iter().all(|entry| !entry.detail.contains("Krossade")), "the log never holds content");
}

#[actix_web::test]
async fn the_list_shows_what_its_address_says_and_pages_without_skipping_or_repeating() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    for minute in 0..60 {
        // Many at the same minute: time alone does not order them.
        let time = format!("2026-11-18T21:{:02}", minute / 10);
        a_report().with("occurred_from", &time).with("description", &format!("nr {minute}")).file(&reporter).await;
    }
    a_report().at("59.2420, 17.8488").with("category", "PLA1").file(&reporter).await;
    let links = |page: &Page| -> Vec<String> {
        let body = page.body_text();
        let ids = body.split("href=\"/incidents/").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        ids.filter(|id| id.parse::<i64>().is_ok()).collect()
    };
    let first = reporter.get("/incidents").await;
    first.assert_says("61 rapporter");
    let older = first.attribute("a[rel=next]", "href").unwrap();
    let second = reporter.get(&older).await;
    let newer = second.attribute("a[rel=prev]", "href").unwrap();
    let (page_1, page_2) = (links(&first), links(&second));
    assert_eq!((page_1.len(), page_2.len()), (50, 11));
    let mut all: Vec<_> = page_1.iter().chain(&page_2).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 61, "no row twice");
    assert_eq!(links(&reporter.get(&newer).await), page_1, "back is where one came from");
    reporter.get("/incidents?district=alby").await.assert_says("En rapport").assert_says("Belysning");
    reporter.get("/incidents?kind=unsafe_place").await.assert_says("En rapport");
    reporter.get("/incidents?group=skadegorelse&district=fittja").await.assert_says("60 rapporter");
    reporter.get("/incidents?from=2026-11-19").await.assert_says("Inga rapporter").assert_says("Inget stämmer");
    reporter.get("/incidents?from=nonsens&district=%00&older=x.y").await.assert_status(200).assert_says("61 rapporter");
}
