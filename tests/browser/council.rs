//! A council report from its first click to its hashes, as a coordinator releases it and a council member reads it.

use std::io::{Cursor, Read as _};

use lykta::accounts::Role;
use lykta::digest;
use lykta::urls;
use serde_json::Value;
use zip::ZipArchive;

use crate::browser::Browser;
use crate::every_page::list_findings;
use crate::support::{TestApp, an_incident};

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_report_is_built_looked_at_released_downloaded_and_checked() {
    let app = TestApp::spawn().await;
    let events = [
        ("SKA1", "fittja", "2025-07-30T12:00", 5),
        ("SKA1", "fittja", "2025-09-10T18:00", 24),
        ("SKA1", "fittja", "2026-09-10T18:00", 31),
        ("NAR1", "tullinge", "2026-10-02T18:00", 2),
    ];
    for (category, district, at, times) in events {
        an_incident().of(category).in_district(district).at(at).times(times).keep(&app);
    }

    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        browser.open_page(&app, urls::EXPORTS).await;
        browser.follow(urls::REPORT_NEW).await;
        let chosen = [("from", "2026-09"), ("to", "2026-10")];
        browser.fill_and_send("form[method=get].form", &chosen, "button").await;
        browser.assert_says("Förhandsvisning av september–oktober 2026").await;
        browser.assert_says("Antal 1–4 sägs aldrig").await;
        let drugs = browser.text_of("#figures tbody tr:nth-child(5)").await;
        assert!(drugs.contains("Narkotika") && drugs.contains("<5"), "{drugs}");
        assert_eq!(list_findings(browser, "the preview").await, Vec::<String>::new());

        browser.fill_and_send("#release", &[("title", "Höstens rapport")], "button").await;
        assert_eq!(browser.path().await, urls::report(1));
        browser.assert_says("Rapporten är utlämnad").await;
        assert_eq!(list_findings(browser, "the report").await, Vec::<String>::new());
    })
    .await;

    // The council reads it, takes everything along in one file, and checks what came.
    let council = app.signed_in(Role::Council).await;
    let page = council.get(&urls::report(1)).await;
    page.assert_says("Höstens rapport");
    let package = council.get(&urls::report_file(1, "report.zip")).await;
    package.assert_status_of_file("application/zip");
    let mut files = ZipArchive::new(Cursor::new(package.body.clone())).unwrap();
    let mut read = |name: &str| {
        let names: Vec<String> = files.file_names().map(|name| name.unwrap().into_owned()).collect();
        let whole = names.iter().find(|own| own.rsplit('/').next() == Some(name)).unwrap();
        let mut bytes = Vec::new();
        files.by_name(whole).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let manifest: Value = serde_json::from_slice(&read("manifest.json")).unwrap();
    assert_eq!(manifest["months"], serde_json::json!({ "first": "2026-09", "last": "2026-10" }));
    let named = manifest["files"].as_object().unwrap();
    assert!(named.len() > 3, "{named:?}");
    for (name, about) in named {
        let bytes = read(name);
        assert_eq!(about["sha256"].as_str().unwrap(), digest::sha256(&bytes), "{name}");
        assert_eq!(bytes, council.get(&urls::report_file(1, name)).await.body, "{name}");
    }
}
