//! The map by hand and by keyboard: a place is chosen in the report form, reports are found beside the list.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::key::Key;
use lykta::accounts::Role;

use crate::browser::Browser;
use crate::support::{TestApp, an_incident};

/// Where the form's map shows a position, in words.
const WORDS: &str = "return document.querySelector('[data-map=position] [data-status]').textContent";
/// The text that will be sent.
const POSITION: &str = "return document.querySelector('[name=position]').value";

impl Browser {
    /// Waits until a script gives a text that will do; gives it.
    async fn wait_until_told(&self, script: &str, will_do: impl Fn(&str) -> bool) -> String {
        let mut text = String::new();
        for _ in 0..100 {
            self.evaluate(script).await.as_str().unwrap_or_default().clone_into(&mut text);
            if will_do(&text) {
                return text;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{script} gives {text:?}");
    }

    /// Opens the report form and waits until its map shows the municipality.
    async fn open_form(&self, app: &TestApp) {
        self.sign_in_as(app, Role::Reporter).await;
        self.open_page(app, "/incidents/new").await;
        self.wait_until_told("return document.querySelector('.ground-name-district')?.textContent", |name| {
            !name.is_empty()
        })
        .await;
    }
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_tap_on_the_map_chooses_the_place_and_another_one_moves_it() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.set_width(390).await;
        browser.open_form(&app).await;
        let canvas = browser.client.find(Locator::Css("[data-map=position] [data-canvas]")).await.unwrap();
        canvas.click().await.unwrap();
        let words = browser.wait_until_told(WORDS, |words| !words.is_empty()).await;
        assert!(words.starts_with("Vald plats: "), "{words}");
        let first = browser.evaluate(POSITION).await;
        browser.evaluate("document.querySelector('[data-map=position] .leaflet-control-zoom-in').click()").await;
        let place = browser.client.find(Locator::Css("#place")).await.unwrap();
        place.send_keys("Alby centrum (T-bana)\t").await.unwrap();
        browser.wait_until_told(WORDS, |words| words.contains("vid Alby centrum")).await;
        assert_eq!(browser.evaluate(POSITION).await, "", "a place by name goes before a position chosen earlier");
        canvas.click().await.unwrap();
        let second = browser.wait_until_told(POSITION, |text| !text.is_empty()).await;
        assert_ne!(first, second.as_str());
        assert_eq!(browser.evaluate("return document.querySelector('#place').value").await, "");
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn the_place_is_chosen_by_keyboard_under_the_cross_hairs() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.open_form(&app).await;
        browser.tab_to("Karta för att välja plats").await;
        browser.press(Key::Enter).await;
        let first = browser.wait_until_told(POSITION, |text| !text.is_empty()).await;
        for _ in 0..3 {
            browser.press(Key::Right).await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        browser.type_text("+").await;
        browser.press(Key::Enter).await;
        let second = browser.wait_until_told(POSITION, |text| text != first).await;
        let east = |position: &str| position.split(", ").nth(1).unwrap().parse::<f64>().unwrap();
        assert!(east(&second) > east(&first), "{first} and then {second}");
        assert_eq!(browser.path().await, "/incidents/new", "Enter chose the place and sent nothing");
        browser.wait_until_told(WORDS, |words| words.starts_with("Vald plats: ")).await;
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_typed_position_moves_the_map_and_my_position_brings_its_accuracy() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.open_form(&app).await;
        let position = browser.client.find(Locator::Css("#position")).await.unwrap();
        position.send_keys("6571154 663165\t").await.unwrap();
        browser.wait_until_told(WORDS, |words| words.contains("vid Fittja centrum")).await;

        let allowed = serde_json::json!({ "permissions": ["geolocation"] });
        browser.devtools("Browser.grantPermissions", allowed).await;
        let here = serde_json::json!({ "latitude": 59.239, "longitude": 17.845, "accuracy": 42 });
        browser.devtools("Emulation.setGeolocationOverride", here).await;
        browser.client.find(Locator::Css("[data-here]")).await.unwrap().click().await.unwrap();
        browser.wait_until_told(WORDS, |words| words.contains("Alby") && words.contains("± 42 m")).await;
        assert_eq!(browser.evaluate(POSITION).await, "59.239000, 17.845000");
        assert_eq!(browser.evaluate("return document.querySelector('[name=accuracy_m]').value").await, "42");
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn numbers_on_the_map_are_reached_by_keyboard_zoom_in_and_give_the_list_their_reports() {
    let app = TestApp::spawn().await;
    an_incident().at_degrees(59.2478, 17.8611).times(3).keep(&app);
    an_incident().at_degrees(59.2433, 17.8570).times(2).keep(&app);
    an_incident().at_degrees(59.1700, 17.8200).in_district("varsta-grodinge").keep(&app);
    let marks =
        "return [...document.querySelectorAll('.map-mark a')].map((mark) => mark.textContent || '·').sort().join(' ')";
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        browser.open_page(&app, "/incidents").await;
        browser.wait_until_told(marks, |told| told == "5 ·").await;
        browser.tab_to("5 rapporter omkring Fittja").await;
        browser.press(Key::Enter).await;
        browser.wait_until_told(marks, |told| told == "2 3").await;
        assert_eq!(browser.path().await, "/incidents");
        browser.tab_to("Visa rapporter här").await;
        let here = "return document.querySelector('.list-map [data-status]').textContent";
        browser.wait_until_told(here, |words| words.starts_with("5 rapporter")).await;
        browser.press(Key::Enter).await;
        for _ in 0..100 {
            if browser.client.current_url().await.unwrap().query().is_some_and(|query| query.contains("box=")) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(browser.text().await.contains("Listan visar bara rapporter på en del av kartan."));
        let rows = browser.client.find_all(Locator::Css("#rows tbody tr")).await.unwrap().len();
        assert_eq!(rows, 5);
    })
    .await;
}
