//! Every page as every role, on a phone and at a desk, by day and by night: axe finds nothing and nothing sticks out.
//!
//! A page that is added belongs in [`list_paths`]. To look at pages: `TEST_SHOTS=FOLDER tests/run browser every_page`
//! leaves a picture of each; `TEST_PATHS=/situation,/incidents` and `TEST_ROLES=visitor,council` narrow it down.

use lykta::accounts::{OrganisationKind, Role};
use lykta::urls;

use crate::browser::{Browser, Scheme};
use crate::support::TestApp;

/// Reflow is asked for at 320 (WCAG 1.4.10); then a common phone and a desk.
const WIDTHS: [u32; 3] = [320, 390, 1280];

/// One address of each page.
fn list_paths() -> Vec<String> {
    let paths = [urls::HOME, urls::SIGN_IN, urls::ACCOUNT, "/nothing-here"];
    paths.into_iter().map(ToOwned::to_owned).collect()
}

/// Whether a comma-separated list in the environment, if there is one, has the word.
fn is_wanted(list: &str, word: &str) -> bool {
    std::env::var(list).map_or(true, |wanted| wanted.split(',').any(|each| each == word))
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn every_page_is_in_order_for_every_role_at_every_width_in_both_schemes() {
    let app = TestApp::spawn().await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    let mut paths = list_paths();
    paths.retain(|path| is_wanted("TEST_PATHS", path));
    Browser::run(async |browser| {
        let mut findings = Vec::new();
        let roles = [None].into_iter().chain(Role::ALL.into_iter().map(Some));
        for role in roles {
            let name = role.map_or("visitor", |role| role.word());
            if !is_wanted("TEST_ROLES", name) {
                continue;
            }
            if let Some(role) = role {
                let email = format!("{}@example.se", role.word());
                app.account(&email, role, organisation);
                browser.sign_in(&app, &email).await;
            }
            for path in &paths {
                browser.open_page(&app, path).await;
                findings.extend(list_findings(browser, &format!("{name} {path}")).await);
            }
        }
        assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    })
    .await;
}

async fn list_findings(browser: &Browser, page: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for width in WIDTHS {
        browser.set_width(width).await;
        for scheme in Scheme::BOTH {
            browser.prefer(scheme).await;
            let view = format!("{page} {width} {}", scheme.word());
            let found = browser.list_axe_findings().await.into_iter().chain(browser.list_what_sticks_out().await);
            findings.extend(found.map(|finding| format!("{view}: {finding}")));
            browser.take_picture(&view.replace([' ', '/', '?', '&', '='], "-")).await;
        }
    }
    findings
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn whoever_looks_sees_what_is_wrong_with_a_page() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.open_page(&app, urls::SIGN_IN).await;
        assert_eq!(list_findings(browser, "as it is").await, Vec::<String>::new());
        browser.evaluate("document.querySelector('main').append(document.createElement('img'))").await;
        browser.evaluate("document.querySelector('h1').style.width = '330px'").await;
        let findings = list_findings(browser, "spoiled").await;
        let sees = |start: &str| findings.iter().any(|finding| finding.starts_with(start));
        assert!(sees("spoiled 320 light: image-alt"), "{findings:?}");
        assert!(sees("spoiled 320 light: wider than 320: <h1"), "{findings:?}");
        assert!(!sees("spoiled 390 light: wider"), "{findings:?}");
    })
    .await;
}
