//! What phones keep and send later: the worker that does it, what it is told, and the file that is its last resort.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lykta::accounts::{OrganisationKind, Role};
use lykta::time::{Clock, form_value, plus_hours};
use lykta::web::assets;
use serde_json::{Value, json};

use crate::support::walks::{CODE, Note, a_judgement, a_note, an_open_walk};
use crate::support::{Form, Page, TestApp, Visitor, a_report, a_shift, lykta, lykta_with, pictures};

/// Sends a form as a phone's queue does, in this owner's name.
async fn deliver(visitor: &Visitor, owner: &str, path: &str, form: &Form) -> (u16, Value) {
    let queue = visitor.clone().with_header("x-lykta-queue", "1").with_header("x-lykta-owner", owner);
    let page = queue.post_multipart(path, &form.fields()).await;
    (page.status, serde_json::from_slice(&page.body).unwrap_or_else(|_| panic!("no JSON: {}", page.text())))
}

fn owner_of(app: &TestApp, role: Role) -> String {
    let email = app.account_of(role, app.organisation("Kommunen", OrganisationKind::Municipality));
    format!("account:{}", app.account_id(&email))
}

#[actix_web::test]
async fn the_worker_keeps_its_name_is_kept_by_nobody_and_knows_every_file_of_this_build() {
    let app = TestApp::spawn().await;
    let worker = app.visitor().get("/sw.js").await;
    worker.assert_status(200);
    assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(worker.header("cache-control"), "no-store");
    let code = worker.body_text();
    for name in assets::names() {
        assert!(code.contains(&format!("{name:?}: {:?}", assets::address(name))), "{name} is unknown to the worker");
    }
    assert!(assets::names().all(|name| name != "sw.js"), "a worker of another name would be another worker");
}

#[actix_web::test]
async fn the_page_without_a_network_names_nobody_whoever_asks_for_it() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    reporter.get("/").await.assert_says("reporter.1");
    let page = reporter.get("/offline").await;
    page.assert_says("Du är utan nät").assert_lacks("reporter.1");
    assert_eq!(page.attribute("script[data-offline]", "data-owner").as_deref(), Some(""));
}

#[actix_web::test]
async fn only_those_who_report_have_their_forms_kept_on_their_phone() {
    let app = TestApp::spawn().await;
    let kept = |page: &Page| page.attribute("script[data-offline]", "data-forms").unwrap();
    let reporter = app.signed_in(Role::Reporter).await.get("/").await;
    assert_eq!(kept(&reporter), "/incidents/new /shifts/new /districts/map.geojson");
    assert_eq!(reporter.attribute("script[data-offline]", "data-owner"), Some(owner_of(&app, Role::Reporter)));
    assert_eq!(kept(&app.signed_in(Role::Council).await.get("/").await), "");
    assert_eq!(kept(&app.visitor().get("/sign-in").await), "");
}

#[actix_web::test]
async fn a_queue_is_taken_at_its_word_whose_it_is_or_not_at_all() {
    let app = TestApp::spawn().await;
    let (reporter, owner) = (app.signed_in(Role::Reporter).await, owner_of(&app, Role::Reporter));
    let report = a_report();
    let (status, told) = deliver(&reporter, "account:999", "/incidents", &report).await;
    assert_eq!((status, told["error"].is_string()), (401, true), "{told}");
    let (status, told) = deliver(&reporter, &owner, "/incidents", &report).await;
    assert_eq!((status, &told), (200, &json!({ "received": "/incidents/1" })));
    assert_eq!(deliver(&reporter, &owner, "/incidents", &report).await, (200, told), "once, however often it is sent");
    let shift = a_shift();
    assert_eq!(deliver(&reporter, &owner, "/shifts", &shift).await.1, json!({ "received": "/shifts/1" }));
    assert_eq!(deliver(&app.visitor(), &owner, "/shifts", &shift).await.0, 401, "nobody is signed in");
}

#[actix_web::test]
async fn just_now_is_when_it_was_written_however_late_it_is_sent() {
    let app = TestApp::spawn().await;
    let (reporter, owner) = (app.signed_in(Role::Reporter).await, owner_of(&app, Role::Reporter));
    let opened = |noted_at: &str| {
        let form = a_report().with("occurred_from", "").with("when", "now").with("opened_at", "2026-11-18T08:10");
        form.with("noted_at", noted_at)
    };
    let (status, told) = deliver(&reporter, &owner, "/incidents", &opened("2026-11-18T07:12:00.000Z")).await;
    assert_eq!(status, 200, "{told}");
    reporter.get(told["received"].as_str().unwrap()).await.assert_says("18 november 2026 08.10");
    // A page left open for a day says less than the phone does.
    let (_, told) = deliver(&reporter, &owner, "/incidents", &opened("2026-11-19T07:12:00.000Z")).await;
    reporter.get(told["received"].as_str().unwrap()).await.assert_says("19 november 2026 08.12");
}

/// A file as a phone saves it.
fn pack(entries: &[Value]) -> String {
    json!({ "lykta": "walk-pack", "version": 1, "saved_at": "2026-11-19T13:00:00Z", "entries": entries }).to_string()
}

fn entry(owner: &str, action: &str, form: &Form) -> Value {
    let fields: Vec<Value> =
        form.fields().iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    json!({ "owner": owner, "action": action, "title": "Rapport", "detail": "Klotter", "fields": fields })
}

#[actix_web::test]
async fn a_saved_file_comes_in_once_by_the_rules_of_the_forms_and_what_is_refused_is_told() {
    let app = TestApp::spawn().await;
    let (reporter, owner) = (app.signed_in(Role::Reporter).await, owner_of(&app, Role::Reporter));
    let council = owner_of(&app, Role::Council);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lykta.json");
    // A command goes by the clock of its host.
    app.at(&Clock::system().now().to_string());
    let ago = |hours: i64| form_value(plus_hours(Clock::system().now(), -hours));
    let a_report = || a_report().with("occurred_from", &ago(24));
    let shift = a_shift().with("started_at", &ago(24)).with("ended_at", &ago(21));
    let (with_photo, without_place) = (a_report(), a_report().with("place", "Ingenstans alls"));
    let guarded = a_report().with("description", "Han heter 19121212-1212");
    let mut photographed = entry(&owner, "/incidents", &with_photo);
    let bytes = STANDARD.encode(pictures::png(pictures::upright(60, 40), 1));
    let picture = json!({ "name": "a.png", "type": "image/png", "base64": bytes });
    photographed["fields"].as_array_mut().unwrap().push(json!({ "name": "photo", "file": picture }));
    let entries = [
        photographed,
        entry(&owner, "/shifts", &shift),
        entry(&owner, "/incidents", &without_place),
        entry(&owner, "/incidents", &guarded),
        entry("account:999", "/incidents", &a_report()),
        entry(&council, "/incidents", &a_report()),
        entry(&owner, "/account/password", &a_report()),
        json!("nothing"),
    ];
    std::fs::write(&file, pack(&entries)).unwrap();
    let name = file.to_str().unwrap();

    let rehearsed = lykta(app.database(), &["import", "walk-pack", name, "--dry-run"]);
    assert!(
        rehearsed.stdout.contains("8 entries read: 2 new, 0 there already, 6 not taken in."),
        "{}",
        rehearsed.stdout
    );
    let own = async || reporter.get("/incidents?mine=yes").await;
    assert_eq!(own().await.attribute("main tbody a", "href"), None);

    let ran = lykta(app.database(), &["import", "walk-pack", name]);
    assert!(ran.stdout.contains("8 entries read: 2 new, 0 there already, 6 not taken in."), "{}", ran.stdout);
    for told in ["entry 3", "place:", "entry 4", "description:", "entry 5", "entry 6", "entry 7", "entry 8"] {
        ran.assert_fails(told);
    }
    let report = reporter.get(&own().await.attribute("main tbody a", "href").unwrap()).await;
    report.assert_status(200);
    assert_eq!(report.all("main img").len(), 1, "its picture came along, as one of ours");
    let again = lykta(app.database(), &["import", "walk-pack", name]);
    assert!(again.stdout.contains("0 new, 2 there already, 6 not taken in."), "{}", again.stdout);

    // What the phone could send after all is the same report, also with its picture.
    std::fs::write(&file, pack(&entries[..2])).unwrap();
    lykta(app.database(), &["import", "walk-pack", name]).assert_says("0 new, 2 there already, 0 not taken in.");
    std::fs::write(&file, "{}").unwrap();
    lykta(app.database(), &["import", "walk-pack", name]).assert_fails("is no file that Lykta saved");
    std::fs::write(&file, pack(&entries[..1]).replace("a.png", "b.png")).unwrap();
    let closed = lykta_with(app.database(), &[("LYKTA_PHOTOS", "false")], &["import", "walk-pack", name]);
    closed.assert_fails("photo:");
}

#[actix_web::test]
async fn a_walk_is_carried_along_with_its_pages_and_the_map_along_its_way() {
    let bare = TestApp::spawn().await;
    an_open_walk().keep(&bare);
    let phone = bare.joined(CODE).await;
    let list = |page: &Page| -> Value { serde_json::from_slice(&page.body).unwrap() };
    let pack = list(&phone.get(&format!("/w/{CODE}/pack.json")).await);
    let pages: Vec<&str> = pack["pages"].as_array().unwrap().iter().map(|page| page.as_str().unwrap()).collect();
    assert!(pages.len() >= 5, "{pages:?}");
    for page in &pages {
        phone.get(page).await.assert_status(200);
    }
    assert_eq!(pack["tiles"], json!([]), "without a background there is none to carry");
    assert_eq!(bare.visitor().get(&format!("/w/{CODE}/pack.json")).await.status, 303);

    let tiled = TestApp::spawn_with(|config| {
        config.tiles_url = Some("https://karta.example.se/{z}/{x}/{y}.png".to_owned().try_into().unwrap());
    })
    .await;
    an_open_walk().keep(&tiled);
    let pack = list(&tiled.joined(CODE).await.get(&format!("/w/{CODE}/pack.json")).await);
    let tiles = pack["tiles"].as_array().unwrap();
    assert!(tiles.contains(&json!("/tiles/14/9004/4825.png")) && tiles.len() <= 300, "{tiles:?}");
}

#[actix_web::test]
async fn what_a_phone_saved_on_a_walk_comes_in_once_as_that_phones() {
    let app = TestApp::spawn().await;
    // A command goes by the clock of its host.
    app.at(&Clock::system().now().to_string());
    an_open_walk().keep(&app);
    an_open_walk().called("En annan").with_code("BCDFGHJK").keep(&app);
    let phone = app.joined(CODE).await;
    let page = phone.get(&format!("/w/{CODE}")).await;
    let owner = page.attribute("html", "data-writer").unwrap();
    let note = |note: &Note| {
        let fields: Vec<Value> =
            note.fields().iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        json!({ "owner": owner, "action": note.action(), "fields": fields })
    };
    let (seen, judged, sent) = (a_note(), a_judgement(), a_note());
    sent.send(&phone).await.assert_status(303);
    let guarded = a_note().with("description", "Han heter 19121212-1212");
    let elsewhere = a_note().on("BCDFGHJK");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lykta.json");
    let happened = form_value(plus_hours(Clock::system().now(), -2));
    let told = entry(&owner, &format!("/w/{CODE}/incident"), &a_report().with("occurred_from", &happened));
    let entries = [note(&seen), note(&judged), note(&sent), note(&guarded), note(&elsewhere), told];
    std::fs::write(&file, pack(&entries)).unwrap();
    let import = || lykta(app.database(), &["import", "walk-pack", file.to_str().unwrap()]);
    let ran = import();
    assert!(ran.stdout.contains("6 entries read: 3 new, 1 there already, 2 not taken in."), "{}", ran.stdout);
    ran.assert_fails("entry 4").assert_fails("entry 5");
    assert!(import().stdout.contains("0 new, 4 there already, 2 not taken in."));
    phone.get(&format!("/w/{CODE}")).await.assert_says("2 anteckningar");
    seen.send(&phone).await.assert_status(303);
    phone.get(&format!("/w/{CODE}")).await.assert_says("2 anteckningar");

    // Nobody's queue but that phone's own delivers in its name.
    let other = app.joined(CODE).await.with_header("x-lykta-owner", &owner);
    assert_eq!(a_note().send_queued(&other).await.0, 401);
    phone.post(&format!("/w/{CODE}/leave"), &[]).await.assert_status(303);
    std::fs::write(&file, pack(&[note(&a_note())])).unwrap();
    import().assert_fails("entry 1");
}
