//! When and where: reports over the hours of the week, over districts and places.

use lykta::accounts::{OrganisationKind, Role};
use lykta::incidents::audience::Audience;
use lykta::incidents::model::Status;

use crate::support::{Page, TestApp, a_report, an_incident};

/// The figures of an hour: Monday to Sunday, and all days.
fn hour(page: &Page, hour: usize) -> Vec<String> {
    let row = format!(".week-figures tbody tr:nth-child({}) td", hour + 1);
    page.all(&row)
}

/// The figure of a row of the tables of districts and places.
fn count(page: &Page, name: &str) -> Option<String> {
    let (names, counts) = (page.all(".counts tbody th"), page.all(".counts tbody td"));
    names.iter().position(|known| known == name).map(|at| counts[at].clone())
}

#[actix_web::test]
async fn uncertain_times_are_spread_over_the_hours_and_the_page_says_how_many_they_are() {
    let app = TestApp::spawn().await;
    // Thursdays; 12 November is one, and so is the 19th.
    an_incident().at("2026-11-12T21:10").times(29).keep(&app);
    an_incident().at("2026-11-12T23:40").until("2026-11-13T01:10").keep(&app);
    let page = app.signed_in(Role::Coordinator).await.get("/incidents/patterns").await;
    page.assert_status(200).assert_says("30 rapporter").assert_says("En rapport har en osäker tid");
    page.assert_says("Flest rapporter: torsdag 21–22 (29,0), fredag 00–01 (0,7), torsdag 23–24 (0,2)");
    assert_eq!(hour(&page, 21), ["0,0", "0,0", "0,0", "29,0", "0,0", "0,0", "0,0", "29,0"]);
    assert_eq!((hour(&page, 0)[4].as_str(), hour(&page, 1)[4].as_str()), ("0,7", "0,1"));
    assert_eq!(page.all(".week-figures tfoot td").last().unwrap(), "30");
    assert_eq!(page.all("svg.week-hours rect").len(), 4, "a bar for each hour that has anything");
}

#[actix_web::test]
async fn a_few_reports_are_no_pattern_and_are_still_counted_where_they_were() {
    let app = TestApp::spawn().await;
    an_incident().times(29).keep(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let page = coordinator.get("/incidents/patterns").await;
    page.assert_says("29 rapporter är för få").assert_lacks("Flest rapporter");
    assert_eq!((page.all("svg.week-hours").len(), page.all(".week-figures").len()), (0, 0));
    assert_eq!(count(&page, "Fittja").as_deref(), Some("29"));
    coordinator.get("/incidents/patterns?q=krossad").await.assert_says("Inget stämmer med urvalet");
}

#[actix_web::test]
async fn what_does_not_count_is_left_out_and_told() {
    let app = TestApp::spawn().await;
    an_incident().times(30).keep(&app);
    an_incident().with_status(Status::Merged).times(2).keep(&app);
    an_incident().with_status(Status::SetAside).keep(&app);
    let page = app.signed_in(Role::Coordinator).await.get("/incidents/patterns").await;
    page.assert_says("30 rapporter").assert_says("3 rapporter räknas inte");
    assert_eq!(hour(&page, 21)[2], "30,0");
}

#[actix_web::test]
async fn districts_and_places_sum_to_the_reports_and_a_district_leads_to_its_list() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    a_report().file(&reporter).await;
    a_report().at("59.2420, 17.8488").file(&reporter).await;
    an_incident().nowhere().keep(&app);
    an_incident().in_district("tumba").keep(&app);
    let page = reporter.get("/incidents/patterns").await;
    let figures = ["Alby", "Fittja", "Tumba", "Tullinge", "Okänd plats", "Fittja centrum (T-bana)"]
        .map(|name| count(&page, name));
    assert_eq!(
        figures.each_ref().map(|figure| figure.as_deref()),
        [Some("1"), Some("1"), Some("1"), Some("0"), Some("1"), Some("1")]
    );
    page.assert_says("3 rapporter till är från andra platser");
    let alby = page.attribute("a[href*='district=alby']", "href").unwrap();
    reporter.get(&alby).await.assert_says("En rapport");
    assert_eq!(page.attribute("a[href*='district=tumba']", "href"), None, "its filter takes Storvreten along");
}

#[actix_web::test]
async fn nobody_sees_a_pattern_of_reports_they_may_not_see() {
    let app = TestApp::spawn().await;
    let housing = ("Botkyrkabyggen", OrganisationKind::Housing);
    an_incident().of_organisation(housing.0, housing.1).times(31).keep(&app);
    an_incident()
        .of_organisation(housing.0, housing.1)
        .for_audience(Audience::Organisation)
        .in_district("alby")
        .keep(&app);
    let own = app.organisation(housing.0, housing.1);
    let seen = async |visitor: crate::support::Visitor| {
        let page = visitor.get("/incidents/patterns").await;
        (count(&page, "Fittja"), count(&page, "Alby"))
    };
    let some = |number: &str| Some(number.to_owned());
    assert_eq!(seen(app.signed_in_of(Role::Reporter, own).await).await, (some("31"), some("1")));
    assert_eq!(seen(app.signed_in(Role::Coordinator).await).await, (some("31"), some("0")));
    assert_eq!(seen(app.signed_in(Role::Reporter).await).await, (None, None));
}
