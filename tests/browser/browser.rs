//! A headless Chromium with a profile of its own.

use std::os::unix::fs::MetadataExt as _;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use futures_util::FutureExt as _;
use hyper_util::client::legacy::connect::HttpConnector;
use lykta::accounts::{OrganisationKind, Role};
use reqwest::{Method, Url};
use serde_json::{Value, json};

use crate::support::{PASSWORD, TestApp};

/// An open browser window.
pub struct Browser {
    pub client: Client,
}

/// What the visitor's system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    pub const BOTH: [Self; 2] = [Self::Light, Self::Dark];

    pub fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Browser {
    /// Runs a journey in a browser that is closed afterwards, also when the journey fails.
    pub async fn run(journey: impl AsyncFnOnce(&Self)) {
        let profile = tempfile::tempdir().unwrap();
        Self::run_in(profile.path(), journey).await;
    }

    /// The same, with a profile that was there before and stays: one browser, closed and opened again.
    pub async fn run_in(profile: &Path, journey: impl AsyncFnOnce(&Self)) {
        let browser = Self::open(profile).await;
        browser.set_width(1280).await;
        let outcome = AssertUnwindSafe(journey(&browser)).catch_unwind().await;
        browser.client.close().await.unwrap();
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    }

    async fn open(profile: &Path) -> Self {
        let driver = std::env::var("TEST_WEBDRIVER_URL").expect("TEST_WEBDRIVER_URL says where the WebDriver answers");
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--lang=sv-SE".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--hide-scrollbars".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            format!("--user-data-dir={}", profile.display()),
        ];
        // Chromium's sandbox refuses to run as root, who is alone in a container anyway.
        if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
            arguments.push("--no-sandbox".to_owned());
        }
        let options = json!({ "args": arguments, "prefs": { "intl.accept_languages": "sv-SE,sv" } });
        let wanted = [("goog:chromeOptions".to_owned(), options)].into_iter().collect();
        let client =
            ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(&driver).await.expect("a browser");
        Self { client }
    }

    /// Opens an address of the application; gives the status of the answer.
    pub async fn open_page(&self, app: &TestApp, path: &str) -> u64 {
        self.open_url(&app.url(path)).await
    }

    /// Opens an address; gives the status of the answer.
    pub async fn open_url(&self, address: &str) -> u64 {
        self.client.goto(address).await.unwrap();
        self.status().await
    }

    /// The status of the page that is shown.
    pub async fn status(&self) -> u64 {
        self.evaluate("return performance.getEntriesByType('navigation')[0].responseStatus").await.as_u64().unwrap()
    }

    /// The path of the page that is shown.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// The words of the page that a person sees.
    pub async fn text(&self) -> String {
        self.client.find(Locator::Css("body")).await.unwrap().text().await.unwrap()
    }

    /// Signs in with this role in the organisation `Kommunen`; whoever was signed in before is forgotten.
    pub async fn sign_in_as(&self, app: &TestApp, role: Role) {
        let email = app.account_of(role, app.organisation("Kommunen", OrganisationKind::Municipality));
        self.client.delete_all_cookies().await.unwrap();
        self.sign_in_at(&app.url("/sign-in"), &email).await;
    }

    /// Signs in at this address.
    pub async fn sign_in_at(&self, address: &str, email: &str) {
        self.open_url(address).await;
        let form = self.client.form(Locator::Css("form[action='/sign-in']")).await.unwrap();
        form.set_by_name("email", email).await.unwrap().set_by_name("password", PASSWORD).await.unwrap();
        form.submit_with(Locator::Css("button")).await.unwrap();
        self.leave("/sign-in").await;
    }

    /// The words of the first element the selector finds.
    pub async fn text_of(&self, selector: &str) -> String {
        self.client.find(Locator::Css(selector)).await.unwrap().text().await.unwrap()
    }

    /// Waits until the page has what the selector finds.
    pub async fn wait_for(&self, selector: &str) {
        self.client.wait().for_element(Locator::Css(selector)).await.unwrap();
    }

    /// Waits until a page that was answered with this status is shown.
    pub async fn wait_for_status(&self, status: u64) {
        for _ in 0..100 {
            if self.status().await == status {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not {status} but {}: {}", self.status().await, self.text().await);
    }

    /// Waits until the page that is shown is another one: a click does not always wait for what it leads to.
    pub async fn leave(&self, path: &str) {
        for _ in 0..100 {
            if self.path().await != path {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("still at {path}: {}", self.text().await);
    }

    /// Runs a script in the page; a content policy does not bind what the driver runs.
    pub async fn evaluate(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Makes the window that many CSS pixels wide, as on a device of that width.
    pub async fn set_width(&self, width: u32) {
        let height = if width < 600 { 844 } else { 900 };
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Prefers light or dark, as the visitor's system would. Nothing moves, so that what is looked at stands still.
    pub async fn prefer(&self, scheme: Scheme) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme.word() },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// A command of the browser's own protocol, for what `WebDriver` has no word for.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.command(Method::POST, "goog/cdp/execute".to_owned(), Some(body)).await
    }

    /// A `WebDriver` command that the client library does not know.
    pub async fn command(&self, method: Method, tail: String, body: Option<Value>) -> Value {
        self.client.issue_cmd(Command { method, tail, body }).await.unwrap()
    }
}

#[derive(Debug)]
struct Command {
    method: Method,
    /// What comes after the session in the address.
    tail: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.tail))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}
