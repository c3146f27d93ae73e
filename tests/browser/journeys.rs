//! What people come for, done as they do it.

use fantoccini::Locator;
use fantoccini::key::Key;
use lykta::accounts::{OrganisationKind, Role};
use lykta::urls;

use crate::browser::Browser;
use crate::support::{PASSWORD, TestApp, a_report};
use crate::thumb::{Thumb, photograph};

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn signing_in_and_looking_at_ones_account_takes_no_mouse() {
    let app = TestApp::spawn().await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    app.account("asa@example.se", Role::Reporter, organisation);
    Browser::run(async |browser| {
        browser.open_page(&app, "/account").await;
        assert_eq!(browser.path().await, "/sign-in");
        browser.press(Key::Tab).await;
        assert_eq!(browser.focused_name().await, "Hoppa till innehållet", "the first stop leads past the navigation");
        browser.tab_to("E-post").await;
        browser.type_text("asa@example.se").await;
        browser.tab_to("Lösenord").await;
        browser.type_text(PASSWORD).await;
        browser.tab_to("Logga in").await;
        browser.press(Key::Enter).await;
        browser.leave("/sign-in").await;
        assert_eq!((browser.path().await.as_str(), browser.status().await), ("/account", 200));
        assert!(browser.text().await.contains("Ditt konto"));
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_report_is_filed_by_keyboard_alone() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.tab_to("Rapportera").await;
        browser.press(Key::Enter).await;
        browser.leave("/").await;
        assert_eq!(browser.path().await, "/incidents/new");

        browser.tab_to("Skadegörelse").await; // the group, which opens
        browser.press(Key::Enter).await;
        browser.press(Key::Tab).await;
        browser.arrow_to("Klotter").await;
        browser.tab_to("Plats").await;
        browser.type_text("Fittja centrum (T-bana)").await;
        browser.tab_to("Nej, knappast").await;
        browser.press(Key::Space).await;
        browser.tab_to("Beskriv kort").await;
        browser.type_text("Nedklottrad skylt vid perrongen.").await;
        browser.tab_to("Skicka rapporten").await;
        browser.press(Key::Enter).await;

        browser.leave("/incidents/new").await;
        let text = browser.text().await;
        for words in ["Klotter", "Fittja", "19 november 2026 14.00", "Nedklottrad skylt vid perrongen."] {
            assert!(text.contains(words), "{words:?} is missing in: {text}");
        }
    })
    .await;
}

/// Where the reporter stands in these stories: the square in Fittja.
const HERE: (f64, f64) = (59.247_6, 17.861_2);

/// What must stand on the page of a report that lacks nothing.
async fn assert_complete(browser: &Browser, position: &str) {
    let text = browser.text().await;
    for words in ["Tack. Rapporten är mottagen", "Klotter", "Fittja", position] {
        assert!(text.contains(words), "{words:?} is missing in: {text}");
    }
    let loaded = "return [...document.querySelectorAll('main img')].filter((img) => img.naturalWidth > 0).length";
    assert_eq!(browser.evaluate(loaded).await, 1, "its picture can be seen");
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn on_a_phone_a_whole_report_takes_at_most_eight_taps_after_its_picture() {
    let (app, photo) = (TestApp::spawn().await, photograph());
    Browser::run(async |browser| {
        browser.set_width(390).await;
        browser.stand_at(&app, HERE, 12).await;
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        browser.choose_photograph(&photo).await;
        browser.wait_for_words("Bilder som följer med: 1").await;

        let thumb = Thumb::on(browser);
        thumb.tap("Skadegörelse och klotter").await; // the group, which opens
        thumb.tap("Klotter").await;
        thumb.tap("Min position").await;
        browser.wait_for_words("din position, ± 12 m").await;
        thumb.tap("Nej, knappast").await;
        thumb.tap("Skicka rapporten").await;
        browser.leave(urls::INCIDENT_NEW).await;
        assert_complete(browser, "± 12 m").await;
        assert!(thumb.taps() <= 8, "{} taps", thumb.taps());
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn on_a_phone_a_whole_report_with_a_picture_needs_no_touch_but_keys() {
    let (app, photo) = (TestApp::spawn().await, photograph());
    Browser::run(async |browser| {
        browser.set_width(390).await;
        browser.stand_at(&app, HERE, 12).await;
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        browser.tab_to("Skadegörelse och klotter").await;
        browser.press(Key::Enter).await;
        browser.press(Key::Tab).await;
        browser.arrow_to("Klotter").await;
        browser.tab_to("Min position").await;
        browser.press(Key::Enter).await;
        browser.wait_for_words("din position, ± 12 m").await;
        browser.tab_to("Nej, knappast").await;
        browser.press(Key::Space).await;
        browser.tab_to("Välj bilder").await; // what opens then is the system's own window
        browser.choose_photograph(&photo).await;
        browser.wait_for_words("Bilder som följer med: 1").await;
        browser.tab_to("Skicka rapporten").await;
        browser.press(Key::Enter).await;
        browser.leave(urls::INCIDENT_NEW).await;
        assert_complete(browser, "± 12 m").await;
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn on_a_phone_without_scripts_a_whole_report_takes_at_most_eight_taps_after_its_picture() {
    let (app, photo) = (TestApp::spawn().await, photograph());
    Browser::run(async |browser| {
        browser.set_width(390).await;
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.refuse_scripts().await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        assert!(!browser.text().await.contains("Min position"), "a script ran");
        browser.choose_photograph(&photo).await;

        let thumb = Thumb::on(browser);
        thumb.tap("Skadegörelse och klotter").await;
        thumb.tap("Klotter").await;
        thumb.tap("Koordinater").await; // the label of the field, which then has the focus
        browser.type_text("59.2476, 17.8612").await;
        thumb.tap("Nej, knappast").await;
        thumb.tap("Skicka rapporten").await;
        browser.leave(urls::INCIDENT_NEW).await;
        assert_complete(browser, "59.2476, 17.8612").await;
        assert!(thumb.taps() <= 8, "{} taps", thumb.taps());
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_coordinator_empties_the_desk_by_keyboard_alone() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    for (severity, words) in [("high", "Den allvarliga."), ("medium", "Den i mitten."), ("low", "Den sista.")] {
        a_report().with("severity", severity).with("description", words).file(&reporter).await;
    }
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        browser.open_page(&app, "/incidents/review").await;
        browser.tab_to("Börja granska").await;
        browser.press(Key::Enter).await;
        browser.leave("/incidents/review").await;
        assert_eq!(browser.path().await, "/incidents/1/review");
        assert!(browser.text().await.contains("Den allvarliga."));

        // One letter, and the next report is there.
        browser.type_text("a").await;
        browser.leave("/incidents/1/review").await;
        assert_eq!(browser.path().await, "/incidents/2/review");
        // The keyboard goes on at the report: the next stop is the usual decision.
        browser.press(Key::Tab).await;
        assert!(browser.focused_name().await.starts_with("Godkänn"), "{}", browser.focused_name().await);
        // A letter opens the words; while one writes, letters are letters.
        browser.type_text("s").await;
        browser.type_text("Gäller grannkommunen. Alla a, j och s.").await;
        assert_eq!(browser.path().await, "/incidents/2/review");
        browser.tab_to("Lägg åt sidan").await;
        browser.press(Key::Enter).await;
        browser.leave("/incidents/2/review").await;
        assert_eq!(browser.path().await, "/incidents/3/review");

        // Switched off, a letter does nothing; and it stays so on the next page.
        browser.type_text("?").await;
        browser.tab_to("Snabbtangenter på").await;
        browser.press(Key::Space).await;
        browser.open_page(&app, "/incidents/3/review").await;
        browser.type_text("a").await;
        assert_eq!(browser.path().await, "/incidents/3/review");
        browser.tab_to("Godkänn").await;
        browser.press(Key::Enter).await;
        browser.leave("/incidents/3/review").await;
        assert_eq!(browser.path().await, "/incidents/review");
        assert!(browser.text().await.contains("Skrivbordet är tomt"));
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn the_week_is_read_from_the_first_page() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    for at in ["2026-11-17T20:00", "2026-11-18T21:30", "2026-11-11T21:30"] {
        a_report().with("occurred_from", at).file(&reporter).await;
    }
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        browser.tab_to("Öppna lägesbilden").await;
        browser.press(Key::Enter).await;
        browser.leave("/").await;
        assert_eq!(browser.path().await, "/situation/2026-W47");
        assert_eq!(browser.count_of("Fittja").await, "2");
        assert_eq!(browser.count_of("Hela kommunen").await, "2");

        browser.tab_to("Tidigare").await;
        browser.press(Key::Enter).await;
        browser.leave("/situation/2026-W47").await;
        assert_eq!(browser.path().await, "/situation/2026-W46");
        assert_eq!(browser.count_of("Fittja").await, "1");
    })
    .await;
}

impl Browser {
    /// The week's number of events in a district, as the table shows it.
    async fn count_of(&self, district: &str) -> String {
        let cell = format!("//*[@id='districts']//tr[th[normalize-space()='{district}']]/td[1]");
        self.client.find(Locator::XPath(&cell)).await.unwrap().text().await.unwrap()
    }
}
