//! What a browser fetches besides pages: our own files only, kept for a year, packed; and the headers on every answer.

use std::collections::BTreeSet;

use lykta::accounts::Role;
use lykta::web::assets;

use crate::support::{TestApp, source};

/// The names given to `layout.asset(…)` in templates.
fn named_in_templates() -> BTreeSet<String> {
    let name = |inside: &str| source::literals(inside)[0].to_owned();
    let names = |file: source::Source| {
        source::calls(&file.code, "layout.asset(").into_iter().map(|(inside, _)| name(inside)).collect::<Vec<_>>()
    };
    source::templates().into_iter().flat_map(names).collect()
}

#[actix_web::test]
async fn every_asset_named_in_a_template_is_served_and_kept_for_a_year() {
    let app = TestApp::spawn().await;
    let known: BTreeSet<&str> = assets::names().collect();
    let named = named_in_templates();
    assert!(named.contains("tokens.css"), "{named:?}");
    for name in &named {
        assert!(known.contains(name.as_str()), "{name} is no file of ours");
        let page = app.visitor().get(&assets::address(name)).await;
        page.assert_status(200);
        assert!(page.header("cache-control").contains("immutable"), "{name}: {:?}", page.headers);
        assert!(!page.body.is_empty(), "{name} is empty");
    }
    app.visitor().get("/assets/tokens.css").await.assert_status(404);
}

#[actix_web::test]
async fn an_asset_comes_as_small_as_the_browser_can_take_it() {
    let app = TestApp::spawn().await;
    let address = app.url(&assets::address("frame.css"));
    // One client shows what was sent, the other what it unpacks to.
    let raw = reqwest::Client::builder().no_brotli().no_gzip().build().unwrap();
    let unpacking = reqwest::Client::new();
    let plain = raw.get(&address).send().await.unwrap();
    assert_eq!(plain.headers()["vary"], "accept-encoding");
    let plain = plain.bytes().await.unwrap();
    let mut sizes = vec![plain.len()];
    for coding in ["gzip", "br"] {
        let ask = |client: &reqwest::Client| client.get(&address).header("accept-encoding", coding).send();
        let sent = ask(&raw).await.unwrap();
        assert_eq!(sent.headers()["content-encoding"], coding);
        sizes.push(sent.bytes().await.unwrap().len());
        let unpacked = ask(&unpacking).await.unwrap().bytes().await.unwrap();
        assert_eq!(unpacked, plain, "{coding}");
    }
    assert!(sizes.is_sorted_by(|larger, smaller| larger > smaller), "{sizes:?}");
}

#[test]
fn style_sheets_fetch_nothing_from_elsewhere() {
    for file in source::files("static", "css") {
        for (address, _) in source::calls(&file.code, "url(") {
            let address = address.trim_matches(['"', '\'']);
            let is_ours = ["asset:", "data:", "#"].iter().any(|begin| address.starts_with(begin));
            assert!(is_ours, "{}: {address}", file.path);
        }
        assert!(!file.code.contains("@import"), "{} imports another sheet", file.path);
        assert!(!file.code.contains("http:") && !file.code.contains("https:"), "{} names another site", file.path);
    }
}

#[test]
fn scripts_of_ours_name_no_other_site() {
    let scripts = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/static")).unwrap();
    for path in scripts.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|it| it == "js"))
    {
        let code = std::fs::read_to_string(&path).unwrap();
        // The name of a namespace is no address.
        let code = code.replace("http://www.w3.org/2000/svg", "");
        assert!(!code.contains("http:") && !code.contains("https:"), "{}", path.display());
    }
}

#[test]
fn templates_hold_no_script_style_or_address_that_the_policy_would_refuse() {
    for file in source::templates() {
        let html = file.code.to_lowercase();
        for (at, _) in html.match_indices("<script") {
            let tag = html[at..].split('>').next().unwrap();
            // Data for a script is no script.
            assert!(tag.contains(" src=") || tag.contains("application/json"), "{}: {tag}>", file.path);
        }
        // A page that stands alone has its look inside it; it is served under a policy of its own.
        let stands_alone = file.path == "templates/situation/alone.html";
        assert!(stands_alone || !html.contains("<style"), "{} holds a style", file.path);
        for refused in [" style=", "http://", "https://", "javascript:", "src=\"//", "href=\"//"] {
            assert!(!html.contains(refused), "{} holds {refused:?}", file.path);
        }
        for (at, _) in html.match_indices(" on") {
            let name: String = html[at + 1..].chars().take_while(char::is_ascii_alphabetic).collect();
            let follows = html[at + 1 + name.len()..].trim_start();
            assert!(
                !follows.starts_with("=\"") && !follows.starts_with("='"),
                "{} holds a handler {name:?}",
                file.path
            );
        }
    }
}

#[actix_web::test]
async fn every_kind_of_answer_carries_the_security_headers() {
    let app = TestApp::spawn().await;
    let (nobody, reporter) = (app.visitor(), app.signed_in(Role::Reporter).await);
    let foreign = app.visitor().with_header("sec-fetch-site", "cross-site");
    let answers = [
        (200, "a page", nobody.get("/sign-in").await),
        (200, "an asset", nobody.get(&assets::address("frame.css")).await),
        (200, "a sign of life", nobody.get("/health/live").await),
        (303, "a redirect to sign in", nobody.get("/account").await),
        (303, "a redirect after a form", reporter.post("/language", &[("language", "sv"), ("back", "/")]).await),
        (400, "a form of another site", foreign.post("/sign-in", &[]).await),
        (401, "a form of nobody", nobody.post("/account/password", &[]).await),
        (403, "a page for others", reporter.get("/admin").await),
        (404, "no page", nobody.get("/nowhere").await),
        (404, "no asset", nobody.get("/assets/none.css").await),
        (405, "a method that is not", nobody.request("DELETE", "/sign-in").await),
        (410, "a used link", nobody.get("/sign-in/link/used").await),
        (413, "a form that is too large", nobody.post("/sign-in", &[("email", &"a".repeat(300_000))]).await),
        (422, "a form with faults", nobody.post("/sign-in", &[]).await),
    ];
    for (status, what, page) in answers {
        assert_eq!(page.status, status, "{what}");
        let policy = page.header("content-security-policy");
        for wanted in
            ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
        {
            assert!(policy.contains(wanted), "{what}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{what}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(page.header("x-frame-options"), "DENY", "{what}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{what}");
        assert_eq!(page.header("x-request-id").len(), 36, "{what} is known to the log by an id");
        let kept = page.header("cache-control");
        assert!(kept == "no-store" || kept.contains("immutable"), "{what} may be kept: {kept}");
    }
}

#[actix_web::test]
async fn where_visitors_come_over_tls_browsers_are_told_to_keep_to_it() {
    let open = TestApp::spawn().await;
    assert_eq!(open.visitor().get("/sign-in").await.header("strict-transport-security"), "");
    let behind_tls =
        TestApp::spawn_with(|config| config.public_url = Some("https://trygg.example.se".to_owned())).await;
    let page = behind_tls.visitor().post("/language", &[("language", "en"), ("back", "/")]).await;
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000");
    assert!(page.header("set-cookie").contains("Secure"), "{}", page.header("set-cookie"));
}
