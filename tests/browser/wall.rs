//! The picture on the wall of a meeting room, turned by keys alone.

use fantoccini::key::Key;
use lykta::accounts::{OrganisationKind, Role};

use crate::browser::Browser;
use crate::support::{TestApp, an_incident};

const WALL: &str = "/situation/2026-W47/wall";

impl Browser {
    /// Presses a key and waits until the slide of this number is shown.
    async fn turn(&self, key: Key, slide: usize) {
        self.press(key).await;
        self.wait_for(&format!("[data-slide='{slide}']")).await;
    }
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_meeting_turns_the_slides_by_keys_and_decides_where_it_stands() {
    let app = TestApp::spawn().await;
    app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    an_incident().in_district("alby").times(3).keep(&app);
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        browser.open_page(&app, WALL).await;
        assert_eq!(browser.focused_name().await, "Nästa");
        browser.turn(Key::Right, 2).await;
        browser.turn(Key::Enter, 3).await;
        browser.turn(Key::Left, 2).await;
        browser.turn(Key::PageDown, 3).await;
        browser.turn(Key::Down, 4).await;
        assert_eq!(browser.text_of("h1").await, "Alby");

        browser.tab_to("Besluta här").await;
        browser.press(Key::Enter).await;
        browser.wait_for("[name=title]").await;
        browser.tab_to("Vad ska göras?").await;
        browser.type_text("Tänd lamporna vid torget").await;
        browser.tab_to("Organisation").await;
        browser.type_text("Botkyrkabyggen").await;
        browser.evaluate("document.querySelector('[name=due_on]').value = '2026-12-03'").await;
        browser.tab_to("Besluta").await;
        browser.press(Key::Enter).await;
        browser.wait_for("[data-slide='4']").await;
        assert!(browser.text().await.contains("Åtgärden är utlämnad"), "{}", browser.text().await);

        browser.press(Key::End).await;
        browser.wait_for("a[autofocus][href='/situation/2026-W47']").await;
        assert!(browser.text().await.contains("Tänd lamporna vid torget"));
        browser.turn(Key::Home, 1).await;
    })
    .await;
}
