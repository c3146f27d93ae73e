//! What was written where there is no network arrives, once, as its writer's; and nothing of it is ever lost on the way.

use std::time::Duration;

use diesel::prelude::*;
use fantoccini::Locator;
use lykta::accounts::{OrganisationKind, Role, Viewer};
use lykta::db::schema::{walk_judgements, walk_observation_photos, walk_observations};
use lykta::incidents::store;
use lykta::time::Clock;
use lykta::urls;
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use crate::browser::Browser;
use crate::every_page::list_findings;
use crate::line::Line;
use crate::support::walks::{CODE, an_open_walk};
use crate::support::{TestApp, lykta};
use crate::thumb::photograph;

/// The names of what the browser keeps.
const CACHES: &str = "const [done] = arguments; caches.keys().then(done)";

impl Browser {
    /// Waits until the empty forms of whoever is signed in are in the browser.
    pub async fn wait_until_carried(&self, begin: &str) {
        for _ in 0..200 {
            let script = "const [begin, done] = arguments;
                caches.keys().then(async (names) => {
                    const name = names.find((each) => each.startsWith(begin));
                    done(name ? (await (await caches.open(name)).keys()).length : 0);
                })";
            let kept = self.client.execute_async(script, vec![begin.into()]).await.unwrap();
            if kept.as_u64().unwrap() >= 3 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("nothing of {begin:?} is kept: {}", self.client.execute_async(CACHES, vec![]).await.unwrap());
    }

    /// Waits until an asynchronous script gives `true`; for a minute at most.
    async fn wait_until(&self, script: &str) {
        for _ in 0..300 {
            if self.client.execute_async(script, vec![]).await.unwrap() == true {
                return;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("never: {script}; there is {}", self.client.execute_async(CACHES, vec![]).await.unwrap());
    }

    /// What the list of unsent things says, once it says these words.
    pub async fn wait_for_queue(&self, words: &str) -> String {
        let mut said = String::new();
        for _ in 0..200 {
            let text = "return document.querySelector('[data-queue]:not([hidden])')?.innerText ?? ''";
            said = self.evaluate(text).await.as_str().unwrap_or_default().into();
            if said.contains(words) {
                return said;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{words:?} is missing in the queue: {said:?} on {}", self.text().await);
    }

    /// What waits in the browser, as it is kept there.
    pub async fn queue(&self) -> Vec<Value> {
        let script = "const [done] = arguments; Queue.listAll().then((all) => done(all.map(({ id, owner, state }) => ({ id, owner, state }))))";
        self.client.execute_async(script, vec![]).await.unwrap().as_array().unwrap().clone()
    }
}

/// The reports of whoever has this address.
fn reports_of(app: &TestApp, role: Role) -> Vec<i64> {
    let organisation_id = app.organisation("Kommunen", OrganisationKind::Municipality);
    let account_id = app.account_id(&app.account_of(role, organisation_id));
    let viewer = Viewer { account_id, organisation_id, role };
    let found = app.db.read_here(|connection| store::list_own_latest(connection, &viewer, 50)).unwrap();
    found.iter().map(|report| report.id).collect()
}

fn address_of(app: &TestApp, role: Role) -> String {
    app.account_of(role, app.organisation("Kommunen", OrganisationKind::Municipality))
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn reports_written_without_a_network_arrive_once_each_after_the_browser_was_closed_and_opened() {
    let (app, photo, profile) = (TestApp::spawn().await, photograph(), tempfile::tempdir().unwrap());
    let line = Line::to(&app);
    Browser::run_in(profile.path(), async |browser| {
        browser.set_width(390).await;
        browser.sign_in_at(&line.url("/sign-in"), &address_of(&app, Role::Reporter)).await;
        browser.wait_until_carried("pages ").await;
        line.cut();
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        assert!(browser.text().await.contains("Sidan visas från telefonen"), "{}", browser.text().await);
        browser.choose_photograph(&photo).await;
        browser.wait_for_words("Bilder som följer med: 1").await;
        browser.write_report("Krossad lampa i tunneln.").await;
        browser.send().await;
        browser.leave(urls::INCIDENT_NEW).await;
        let said = browser.wait_for_queue("1 ej skickad.").await;
        assert!(said.contains("Sparad på telefonen."), "{said}");
        assert_eq!(list_findings(browser, "one report waits").await, Vec::<String>::new());

        // The next one begins empty, under an id of its own; it waits beside the first.
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        browser.write_report("Klotter på bänken.").await;
        browser.send().await;
        browser.leave(urls::INCIDENT_NEW).await;
        browser.wait_for_queue("2 ej skickade.").await;
    })
    .await;
    assert_eq!(reports_of(&app, Role::Reporter), Vec::<i64>::new());

    Browser::run_in(profile.path(), async |browser| {
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        browser.wait_for_queue("2 ej skickade.").await;
        // The answers get lost at first: what has arrived is sent again, and is there once all the same.
        line.lose_answers(true);
        line.mend();
        browser.open_url(&line.url(urls::HOME)).await;
        for _ in 0..100 {
            if !reports_of(&app, Role::Reporter).is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        browser.wait_for_queue("2 ej skickade.").await;
        line.lose_answers(false);
        browser.open_url(&line.url(urls::HOME)).await;
        let said = browser.wait_for_queue("Allt är skickat.").await;
        assert_eq!(said.matches("Mottagen").count(), 2, "{said}");
        assert_eq!(browser.queue().await, Vec::<Value>::new());
        let receipt = browser.client.find(Locator::Css("[data-queue-entries] a")).await.unwrap();
        let address = receipt.attr("href").await.unwrap().unwrap();
        browser.open_url(&line.url(&address)).await;
        assert!(browser.text().await.contains("Krossad lampa i tunneln."), "{}", browser.text().await);
        let loaded = "return [...document.querySelectorAll('main img')].filter((img) => img.naturalWidth > 0).length";
        assert_eq!(browser.evaluate(loaded).await, 1, "its picture came along");
        browser.open_url(&line.url(urls::INCIDENT_NEW)).await;
        assert!(!browser.text().await.contains("Vi har sparat det du skrev här"), "what was sent is no draft");
    })
    .await;
    assert_eq!(reports_of(&app, Role::Reporter).len(), 2);
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn what_one_writes_on_a_shared_phone_is_neither_seen_nor_sent_by_the_other() {
    let app = TestApp::spawn().await;
    let line = Line::to(&app);
    Browser::run(async |browser| {
        browser.sign_in_at(&line.url("/sign-in"), &address_of(&app, Role::Reporter)).await;
        browser.wait_until_carried("pages ").await;
        line.cut();
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        browser.write_report("Det som den första skrev.").await;
        browser.send().await;
        browser.wait_for_queue("1 ej skickad.").await;
        browser.client.delete_all_cookies().await.unwrap();
        line.mend();

        browser.sign_in_at(&line.url("/sign-in"), &address_of(&app, Role::Partner)).await;
        browser.wait_until_carried("pages ").await;
        browser.open_url(&line.url(urls::INCIDENT_NEW)).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert!(!browser.text().await.contains("ej skickad"), "{}", browser.text().await);
        let names = browser.client.execute_async(CACHES, vec![]).await.unwrap().to_string();
        let first = app.account_id(&address_of(&app, Role::Reporter));
        assert!(!names.contains(&format!("account:{first}")), "the first one's forms are gone: {names}");
        line.cut();
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        browser.write_report("Det som den andra skrev.").await;
        browser.send().await;
        let said = browser.wait_for_queue("1 ej skickad.").await;
        assert!(!said.contains("2 ej"), "{said}");
        line.mend();
        browser.open_url(&line.url(urls::HOME)).await;
        browser.wait_for_queue("Allt är skickat.").await;
        assert_eq!((reports_of(&app, Role::Reporter).len(), reports_of(&app, Role::Partner).len()), (0, 1));

        // Even if the browser mistook whose it was, the server would not take it in another name.
        let script = "const [done] = arguments;
            fetch('/incidents', { method: 'POST', headers: { 'X-Lykta-Queue': '1', 'X-Lykta-Owner': 'account:999' } }).then(({ status }) => done(status))";
        assert_eq!(browser.client.execute_async(script, vec![]).await.unwrap(), 401);

        browser.client.delete_all_cookies().await.unwrap();
        browser.sign_in_at(&line.url("/sign-in"), &address_of(&app, Role::Reporter)).await;
        browser.wait_for_queue("Allt är skickat.").await;
        assert_eq!((reports_of(&app, Role::Reporter).len(), reports_of(&app, Role::Partner).len()), (1, 1));
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn what_comes_back_is_opened_and_put_right_and_then_arrives_once() {
    let app = TestApp::spawn().await;
    let line = Line::to(&app);
    Browser::run(async |browser| {
        browser.set_width(390).await;
        browser.sign_in_at(&line.url("/sign-in"), &address_of(&app, Role::Reporter)).await;
        browser.wait_until_carried("pages ").await;
        line.cut();
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        browser.write_report("Utan att säga var.").await;
        browser.evaluate("document.querySelector('[name=place]').value = 'Ingenstans alls'").await;
        browser.send().await;
        browser.wait_for_queue("1 ej skickad.").await;
        line.mend();
        browser.open_url(&line.url(urls::HOME)).await;
        let said = browser.wait_for_queue("behöver rättas").await;
        assert!(said.contains("1 ej skickad."), "what came back is not sent: {said}");
        assert_eq!(list_findings(browser, "a report that came back").await, Vec::<String>::new());
        browser.click("[data-mend]").await;
        browser.leave(urls::HOME).await;
        browser.wait_for("form .faults").await;
        assert_eq!(
            browser.evaluate("return document.querySelector('[name=description]').value").await,
            "Utan att säga var."
        );
        browser.evaluate("document.querySelector('[name=place]').value = 'Fittja centrum (T-bana)'").await;
        browser.send().await;
        browser.leave(urls::INCIDENT_NEW).await;
        assert!(browser.text().await.contains("Tack. Rapporten är mottagen"), "{}", browser.text().await);
        for _ in 0..50 {
            if browser.queue().await.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(browser.queue().await, Vec::<Value>::new());
        assert_eq!(reports_of(&app, Role::Reporter).len(), 1);
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_new_version_of_the_worker_keeps_what_waits_and_the_forms_that_are_there() {
    let app = TestApp::spawn().await;
    let line = Line::to(&app);
    Browser::run(async |browser| {
        // What the first Lykta with a queue left in a browser; left from where no page of ours opens its own in between.
        browser.open_url(&line.url("/health/live")).await;
        let account = app.account_id(&address_of(&app, Role::Reporter));
        let left = "const [owner, done] = arguments;
            indexedDB.deleteDatabase('lykta').onsuccess = () => {
              const opening = indexedDB.open('lykta', 1);
              opening.onupgradeneeded = ({ target: { result: db } }) => {
                db.createObjectStore('queue', { keyPath: 'id' }).createIndex('owner', 'owner');
                db.createObjectStore('settings');
              };
              opening.onsuccess = ({ target: { result: db } }) => {
                const id = '4f2c9a1e-6d55-4b4e-9f0d-3a1b2c3d4e5f';
                const fields = [['submission_id', id], ['category', 'SKA2'], ['when', 'between'], ['occurred_from', '2026-11-18T12:00'],
                  ['district', 'fittja'], ['severity', 'low'], ['observed', 'self'], ['police_reported', 'no'], ['description', 'Från förr.']];
                const put = db.transaction('queue', 'readwrite').objectStore('queue').put({ id, owner, action: '/incidents', page: '/incidents/new',
                  title: 'Rapportera', detail: 'Klotter', notedAt: Date.now(), fields, state: 'waiting', faults: [] });
                put.onsuccess = () => { db.close(); done(true); };
              };
            }";
        browser.client.execute_async(left, vec![format!("account:{account}").into()]).await.unwrap();
        browser.sign_in_at(&line.url("/sign-in"), &address_of(&app, Role::Reporter)).await;
        browser.wait_for_queue("Allt är skickat.").await;
        assert_eq!(reports_of(&app, Role::Reporter).len(), 1);
        browser.wait_until_carried("pages ").await;

        line.cut();
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        browser.write_report("Skriven under den gamla.").await;
        browser.send().await;
        browser.wait_for_queue("1 ej skickad.").await;
        // The network is back for no longer than a new worker takes; what was written cannot be sent yet.
        browser.evaluate("Queue.set('account', null)").await;
        line.bring_new_version();
        line.mend();
        browser.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())").await;
        // One that was left waiting is asked again to take over, every half minute.
        browser.wait_until("const [done] = arguments;
            navigator.serviceWorker.getRegistration().then(async ({ installing, waiting, active }) =>
              done(!installing && !waiting && active.state === 'activated' && (await caches.has('assets 0123456789'))))").await;
        line.cut();
        let names = browser.client.execute_async(CACHES, vec![]).await.unwrap().to_string();
        assert!(names.contains("assets 0123456789"), "{names}");
        assert_eq!(browser.queue().await.len(), 1);
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        assert!(browser.text().await.contains("Sidan visas från telefonen"), "{}", browser.text().await);
        browser.wait_for_queue("1 ej skickad.").await;

        line.mend();
        browser.open_url(&line.url(urls::HOME)).await;
        browser.wait_for_queue("Allt är skickat.").await;
        browser.wait_until_carried("pages 0123456789").await;
        browser.wait_until("const [done] = arguments;
            caches.keys().then((names) => done(names.every((name) => name.split(' ')[1] === '0123456789')))").await;
        assert_eq!(reports_of(&app, Role::Reporter).len(), 2);
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn whoever_signs_out_with_something_unsent_is_asked_and_what_stays_waits_for_them() {
    let app = TestApp::spawn().await;
    let line = Line::to(&app);
    Browser::run(async |browser| {
        browser.set_width(390).await;
        browser.sign_in_at(&line.url("/sign-in"), &address_of(&app, Role::Reporter)).await;
        browser.wait_until_carried("pages ").await;
        line.cut();
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        browser.write_report("Utan plats.").await;
        browser.evaluate("document.querySelector('[name=place]').value = ''").await;
        browser.send().await;
        browser.wait_for_queue("1 ej skickad.").await;
        line.mend();
        browser.open_url(&line.url(urls::HOME)).await;
        browser.wait_for_queue("behöver rättas").await;
        browser.evaluate("document.querySelector('form[action=\"/sign-out\"]').requestSubmit()").await;
        browser.wait_for("dialog[open]").await;
        assert!(browser.text_of("dialog").await.contains("1 ej skickad."), "{}", browser.text_of("dialog").await);
        assert_eq!(list_findings(browser, "asked before signing out").await, Vec::<String>::new());
        browser.click("dialog [data-stay]").await;
        assert_eq!(browser.path().await, urls::HOME);
        browser.evaluate("document.querySelector('form[action=\"/sign-out\"]').requestSubmit()").await;
        browser.click("dialog [data-go]").await;
        browser.leave(urls::HOME).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert!(!browser.text().await.contains("ej skickad"), "{}", browser.text().await);
        let names = browser.client.execute_async(CACHES, vec![]).await.unwrap().to_string();
        assert!(!names.contains("pages "), "nobody's forms are left: {names}");
        line.cut();
        browser.client.goto(&line.url(urls::INCIDENT_NEW)).await.unwrap();
        assert!(browser.text().await.contains("Du är utan nät"), "{}", browser.text().await);
        assert!(!browser.text().await.contains("ej skickad"), "{}", browser.text().await);
        line.mend();
        browser.sign_in_at(&line.url("/sign-in"), &address_of(&app, Role::Reporter)).await;
        browser.wait_for_queue("1 ej skickad.").await;
    })
    .await;
}

impl Browser {
    /// Joins the walk of this code as somebody with a phone and no account, and waits until all of it is on the phone.
    pub async fn join_walk(&self, line: &Line, code: &str) {
        self.open_url(&line.url(&urls::join(code))).await;
        self.click(&format!("form[action='{}'] .button.go", urls::join(code))).await;
        self.wait_until_packed().await;
    }

    /// Waits until the page says that all of the walk is on the phone.
    pub async fn wait_until_packed(&self) {
        for _ in 0..300 {
            if self.evaluate("return document.body.innerText.includes('Allt finns på telefonen')").await == true {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the walk never came onto the phone: {}", self.text().await);
    }

    /// Begins a note on the stop that is shown with a photograph.
    pub async fn photograph_stop(&self, kind: &str, photo: &NamedTempFile) {
        self.evaluate(&format!("document.querySelector('form#observation [name=kind][value={kind}]').click()")).await;
        self.choose_photograph(photo).await;
        self.wait_for_words("Bilder som följer med: 1").await;
    }

    /// Notes something on the stop that is shown: `deficiency`, `strength`, `suggestion` or `question`.
    pub async fn note(&self, kind: &str, words: &str) {
        let script = "const [kind, words] = arguments; const form = document.querySelector('form#observation');
            form.querySelector(`[name=kind][value=${kind}]`).click(); form.elements.description.value = words;
            form.elements.description.dispatchEvent(new Event('input', { bubbles: true })); form.requestSubmit()";
        self.client.execute(script, vec![kind.into(), words.into()]).await.unwrap();
    }

    /// Judges the stop that is shown.
    pub async fn judge_stop(&self, rating: i64) {
        let script = "const [rating] = arguments; const form = document.querySelector('form#judgement');
            form.querySelector(`[name=lighting][value='${rating}']`).click(); form.requestSubmit()";
        self.client.execute(script, vec![rating.into()]).await.unwrap();
    }
}

/// Words of the observations that are kept, and whether each is late; in the order they were written.
fn notes(app: &TestApp) -> Vec<(String, bool)> {
    let columns = (walk_observations::description, walk_observations::is_late);
    let query = walk_observations::table.order(walk_observations::noted_at).select(columns);
    app.db.read_here(|connection| query.load(connection)).unwrap()
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_walk_is_walked_without_a_network_and_a_day_later_everything_is_there_once_and_late() {
    let (app, photo, profile) = (TestApp::spawn().await, photograph(), tempfile::tempdir().unwrap());
    an_open_walk().keep(&app);
    let line = Line::to(&app);
    let stop = |position| line.url(&urls::joined_stop(CODE, position));
    Browser::run_in(profile.path(), async |browser| {
        browser.set_width(390).await;
        browser.join_walk(&line, CODE).await;
        line.cut();
        browser.client.goto(&stop(1)).await.unwrap();
        assert!(browser.text().await.contains("Sidan visas från telefonen"), "{}", browser.text().await);
        browser.photograph_stop("deficiency", &photo).await;
        browser.note("deficiency", "Lampan är trasig.").await;
        let said = browser.wait_for_queue("1 ej skickad.").await;
        assert!(said.contains("Sparad på telefonen."), "{said}");
        assert_eq!(browser.path().await, urls::joined_stop(CODE, 1), "one goes on where one was");
        browser.judge_stop(1).await;
        browser.wait_for_queue("2 ej skickade.").await;
        browser.client.goto(&stop(2)).await.unwrap();
        browser.note("strength", "Fin lekplats.").await;
        browser.wait_for_queue("3 ej skickade.").await;
        browser.note("question", "Vem sköter häcken?").await;
        browser.wait_for_queue("4 ej skickade.").await;
        assert_eq!(list_findings(browser, "a stop without a network").await, Vec::<String>::new());
    })
    .await;
    assert_eq!(notes(&app), Vec::new());

    app.at("2026-11-20T13:00:00Z");
    Browser::run_in(profile.path(), async |browser| {
        browser.client.goto(&line.url(&urls::join(CODE))).await.unwrap();
        browser.wait_for_queue("4 ej skickade.").await;
        line.mend();
        browser.open_url(&line.url(&urls::join(CODE))).await;
        browser.wait_for_queue("Allt är skickat.").await;
    })
    .await;
    let notes = notes(&app);
    assert!(notes.iter().all(|(_, is_late)| *is_late), "{notes:?}");
    let words: Vec<&str> = notes.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(words, ["Lampan är trasig.", "Fin lekplats.", "Vem sköter häcken?"]);
    let ratings = walk_judgements::table.select(walk_judgements::lighting);
    let judged: Vec<Option<i64>> = app.db.read_here(|connection| ratings.load(connection)).unwrap();
    assert_eq!(judged, [Some(1)]);
    let photos: i64 =
        app.db.read_here(|connection| walk_observation_photos::table.count().get_result(connection)).unwrap();
    assert_eq!(photos, 1);
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn what_comes_too_late_is_told_and_stays_with_its_writer() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let line = Line::to(&app);
    Browser::run(async |browser| {
        browser.join_walk(&line, CODE).await;
        line.cut();
        browser.client.goto(&line.url(&urls::joined_stop(CODE, 1))).await.unwrap();
        browser.note("strength", "Det är fint här.").await;
        browser.wait_for_queue("1 ej skickad.").await;
        app.at("2026-11-25T13:00:00Z");
        line.mend();
        browser.open_url(&line.url(&urls::join(CODE))).await;
        let said = browser.wait_for_queue("Den tas inte emot längre.").await;
        assert!(said.contains("Inget väntar på att skickas."), "{said}");
        assert!(said.contains("tre dygn"), "the server's reason is told: {said}");
        assert_eq!(browser.queue().await.len(), 1, "it can still be saved as a file");
        browser.click("[data-remove]").await;
        browser.click("[data-remove]").await;
        browser.wait_for("[data-queue][hidden]").await;
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn what_could_not_be_sent_is_saved_as_a_file_that_comes_in_once() {
    let (app, photo, folder) = (TestApp::spawn().await, photograph(), tempfile::tempdir().unwrap());
    // A command goes by the clock of its host.
    app.at(&Clock::system().now().to_string());
    an_open_walk().keep(&app);
    let line = Line::to(&app);
    Browser::run(async |browser| {
        let downloads = json!({ "behavior": "allow", "downloadPath": folder.path() });
        browser.devtools("Browser.setDownloadBehavior", downloads).await;
        browser.join_walk(&line, CODE).await;
        line.cut();
        browser.client.goto(&line.url(&urls::joined_stop(CODE, 1))).await.unwrap();
        browser.photograph_stop("deficiency", &photo).await;
        browser.note("deficiency", "Lampan är trasig.\nDen blinkar.").await;
        browser.wait_for_queue("1 ej skickad.").await;
        browser.evaluate("document.querySelector('[data-queue-more]').open = true").await;
        browser.click("[data-queue-save]").await;
        let mut saved = None;
        for _ in 0..100 {
            let mut files = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
            saved = files.find(|path| path.extension().is_some_and(|kind| kind == "json"));
            if saved.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let file = saved.expect("a file was saved");
        let import = || lykta(app.database(), &["import", "walk-pack", file.to_str().unwrap()]);
        import().assert_says("1 new, 0 there already, 0 not taken in.");
        import().assert_says("0 new, 1 there already, 0 not taken in.");
        // The phone gets through after all, and adds nothing.
        line.mend();
        browser.open_url(&line.url(&urls::join(CODE))).await;
        browser.wait_for_queue("Allt är skickat.").await;
    })
    .await;
    assert_eq!(notes(&app).len(), 1);
}
