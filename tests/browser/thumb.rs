//! A thumb on a phone that counts how often it has come down.

use std::cell::Cell;
use std::time::Duration;

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::json;
use tempfile::NamedTempFile;

use crate::browser::Browser;
use crate::support::{TestApp, pictures};

pub struct Thumb<'a> {
    browser: &'a Browser,
    taps: Cell<usize>,
}

impl<'a> Thumb<'a> {
    pub fn on(browser: &'a Browser) -> Self {
        Self { browser, taps: Cell::new(0) }
    }

    pub fn taps(&self) -> usize {
        self.taps.get()
    }

    /// Comes down in the middle of what can be seen and is called that: a button, a group, an answer, a field's label.
    pub async fn tap(&self, name: &str) {
        let named = format!("//*[self::button or self::summary or self::label][contains(normalize-space(), '{name}')]");
        let found = self.browser.client.find_all(Locator::XPath(&named)).await.unwrap();
        for element in found {
            if element.is_displayed().await.unwrap() {
                return self.tap_element(element).await;
            }
        }
        panic!("nothing to be seen is called {name:?}: {}", self.browser.text().await);
    }

    async fn tap_element(&self, element: Element) {
        // Scrolled to where it can be reached: past the strip at the lower edge that stays where it is.
        let reached = vec![serde_json::to_value(&element).unwrap()];
        self.browser.client.execute("arguments[0].scrollIntoView({ block: 'center' })", reached).await.unwrap();
        element.click().await.unwrap();
        self.taps.set(self.taps.get() + 1);
    }
}

/// A picture as a phone held upright takes it, on this machine's disk.
pub fn photograph() -> NamedTempFile {
    let file = tempfile::Builder::new().suffix(".jpg").tempfile().unwrap();
    std::fs::write(file.path(), pictures::jpeg(pictures::upright(1200, 900), 6)).unwrap();
    file
}

impl Browser {
    /// The device knows where it is and may say so, with this accuracy in metres.
    pub async fn stand_at(&self, app: &TestApp, (latitude, longitude): (f64, f64), accuracy: u32) {
        let granted = json!({ "origin": app.url(""), "permissions": ["geolocation"] });
        self.devtools("Browser.grantPermissions", granted).await;
        let position = json!({ "latitude": latitude, "longitude": longitude, "accuracy": accuracy });
        self.devtools("Emulation.setGeolocationOverride", position).await;
    }

    /// Chooses a picture for the form, as in the window that the system opens for it.
    pub async fn choose_photograph(&self, file: &NamedTempFile) {
        let input = self.client.find(Locator::Css("input[type=file]")).await.unwrap();
        input.send_keys(file.path().to_str().unwrap()).await.unwrap();
    }

    /// Runs no script of any page from now on.
    pub async fn refuse_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// Waits until the page says this.
    pub async fn wait_for_words(&self, words: &str) {
        for _ in 0..100 {
            if self.text().await.contains(words) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{words:?} never comes: {}", self.text().await);
    }
}
