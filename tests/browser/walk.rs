//! A safety walk from its plan to "fixed and verified": two organisations, one phone without account, and no network where the
//! walk goes.

use diesel::prelude::*;
use lykta::accounts::{OrganisationKind, Role};
use lykta::db::schema::{walk_observations, walks};
use lykta::urls;
use serde_json::Value;

use crate::browser::Browser;
use crate::every_page::list_findings;
use crate::line::Line;
use crate::support::TestApp;

/// What a measure is called that somebody else than its owner has seen to be done.
const VERIFIED: &str = "Klar och kontrollerad";

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_walk_goes_from_its_plan_to_fixed_and_verified_though_its_phones_had_no_network() {
    let (app, profile) = (TestApp::spawn().await, tempfile::tempdir().unwrap());
    let line = Line::to(&app);
    let housing = app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let owner = app.account_of(Role::Partner, housing);

    // Planned, with a poster and dates for calendars.
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        browser.open_page(&app, urls::WALK_NEW).await;
        let plan = [
            ("title", "Trygghetsvandring Fittja"),
            ("kind", "residents"),
            ("district", "fittja"),
            ("light", "dark"),
            ("organisers", "Trygghetsenheten och Botkyrkabyggen"),
            ("starts_at", "2026-11-19T13:45"),
            ("ends_at", "2026-11-19T16:00"),
            ("meeting_place", "Fittja torg"),
            ("response_at", "2026-12-03T18:00"),
        ];
        browser.fill_and_send("main form[method=post]", &plan, "button").await;
        for (name, position) in [("Gångtunneln", "59.2479, 17.8612"), ("Krögarvägen", "59.2492, 17.8575")] {
            let stop = [("name", name), ("position", position)];
            browser.fill_and_send("form[action='/walks/1/stops']:has([name=checklist])", &stop, "button.go").await;
        }
        browser.open_page(&app, &urls::walk(1)).await;
        browser.assert_says("Krögarvägen").await;
        let (kind, begin) = browser.fetch_file("/walks/1/poster.pdf").await;
        assert!(kind.starts_with("application/pdf") && begin.starts_with("%PDF-"), "{kind} {begin}");
        let (kind, begin) = browser.fetch_file("/walks/1/calendar.ics").await;
        assert!(kind.starts_with("text/calendar") && begin == "BEGIN:VC", "{kind} {begin}");
    })
    .await;
    let code: Option<String> =
        app.db.read_here(|connection| walks::table.select(walks::code).first(connection)).unwrap();
    let code = code.expect("the poster's code");
    let stop = |position| line.url(&urls::joined_stop(&code, position));

    // Walked by somebody without account, in a tunnel; the phone dies and is started again.
    Browser::run_in(profile.path(), async |browser| {
        browser.set_width(390).await;
        browser.join_walk(&line, &code).await;
        line.cut();
        browser.client.goto(&stop(1)).await.unwrap();
        browser.note("deficiency", "Lampan i tunneln är sönder.").await;
        browser.wait_for_queue("1 ej skickad.").await;
        browser.note("deficiency", "Mörkt i hela tunneln.").await;
        browser.wait_for_queue("2 ej skickade.").await;
        browser.client.goto(&stop(2)).await.unwrap();
        browser.note("strength", "Fint planterat.").await;
        browser.wait_for_queue("3 ej skickade.").await;
    })
    .await;
    let count =
        || app.db.read_here(|connection| walk_observations::table.count().get_result::<i64>(connection)).unwrap();
    assert_eq!(count(), 0);
    Browser::run_in(profile.path(), async |browser| {
        browser.client.goto(&stop(1)).await.unwrap();
        browser.wait_for_queue("3 ej skickade.").await;
        line.mend();
        browser.open_url(&line.url(&urls::join(&code))).await;
        browser.wait_for_queue("Allt är skickat.").await;
        assert_eq!(browser.queue().await, Vec::<Value>::new());
    })
    .await;
    assert_eq!(count(), 3, "exactly three");

    // Gathered to a protocol that is published; a promise is asked of the owner.
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        browser.open_page(&app, &urls::walk_protocol(1)).await;
        let seen = "return document.querySelectorAll('input[name=observation]').length";
        assert_eq!(browser.evaluate(seen).await, 3);
        let lamp =
            [("observation", "1"), ("observation", "2"), ("words", "Trasig belysning i gångtunneln"), ("stop", "1")];
        browser.fill_and_send("#observations form", &lamp, "[value=gather]").await;
        let nice = [("observation", "3"), ("words", "Fina planteringar"), ("kind", "strength"), ("stop", "2")];
        browser.fill_and_send("#observations form", &nice, "[value=gather]").await;
        browser.fill_and_send("form:has([value=publish])", &[], "[value=publish]").await;
        let (kind, begin) = browser.fetch_file("/walks/1/protocol.pdf").await;
        assert!(kind.starts_with("application/pdf") && begin.starts_with("%PDF-"), "{kind} {begin}");
        assert_eq!(list_findings(browser, "a protocol").await, Vec::<String>::new());

        browser.open_page(&app, "/walks/1/points/1").await;
        browser.follow(urls::MEASURE_NEW).await;
        let promise = [
            ("title", "Byt armaturerna i gångtunneln"),
            ("kind", "physical"),
            ("organisation", &housing.to_string()),
            ("line_function", "Fastighetsdriften"),
            ("due_on", "2026-12-10"),
            ("horizon", "short"),
            ("decided_by", "Återkopplingsmötet"),
            ("decided_on", "2026-11-19"),
        ];
        browser.fill_and_send("main form[action='/measures']", &promise, "button.go").await;
        assert_eq!(browser.path().await, urls::measure(1), "{}", browser.text().await);

        // The owner accepts and does it.
        browser.client.delete_all_cookies().await.unwrap();
        browser.sign_in_at(&app.url(urls::SIGN_IN), &owner).await;
        browser.open_page(&app, &urls::measure(1)).await;
        browser.fill_and_send("form:has([name=step][value=accepted])", &[], "button").await;
        browser.fill_and_send("form:has([name=step][value=begun])", &[], "button").await;
        let done = [("outcome", "Sex nya armaturer är på plats.")];
        browser.fill_and_send("form:has([name=step][value=done])", &done, "button").await;
    })
    .await;
    let public = async || {
        let page = app.visitor().get(&urls::protocol(1)).await;
        page.assert_status(200).assert_says("Trasig belysning i gångtunneln").assert_says("Klar");
        page
    };
    // Done, says its owner; nobody else has seen it yet.
    public().await.assert_lacks(VERIFIED);

    // Walked again: the lamp shines.
    app.at("2026-12-15T16:00:00Z");
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        browser.open_page(&app, "/walks/1/rewalk").await;
        let again = [("starts_at", "2026-12-15T16:30"), ("ends_at", "2026-12-15T18:00")];
        browser.fill_and_send("main form[method=post]", &again, "button.go").await;
        browser.open_page(&app, "/walks/2/compare").await;
        let lamp = [("change-1", "gone"), ("change-2", "same")];
        browser.fill_and_send("main form[method=post]", &lamp, "button").await;
        browser.open_page(&app, &urls::measure(1)).await;
        browser.assert_says(VERIFIED).await;
    })
    .await;
    public().await.assert_says(VERIFIED).assert_says("15 december 2026");
}
