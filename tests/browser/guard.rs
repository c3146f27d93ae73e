//! The guard of personal data while somebody writes: it says what the server will say, and keeps nobody from sending.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::key::Key;
use lykta::accounts::Role;
use lykta::privacy::examine;
use lykta::urls;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::every_page::list_findings;
use crate::support::{TestApp, source};

/// What rules tell apart, beside their own words: numbers and what stands between them, in scripts and spellings of all kinds.
#[rustfmt::skip] // sixty lines of one word each show less
const PIECES: &[&str] = &[
    "821105-9954", "8211059954", "19821105", "198211059954", "9954", "9953", "821105", "821165-9958", "000101-P220",
    "1951", "1982-11-05", "82-11-05", "2026-08-22", "0730", "0815", "70", "123", "45", "1203", "0", "00", "46",
    "5000", "K", "6570104", "17", "59", "070-123 45 67", "+46", "0046", "08-530 610 00", "ABC", "abc", "D", "O", "I",
    "Anna", "anna", "Åsa", "b.se", "@", ".", ",", ":", "-", "+", "/", "(", ")", " ", " ", " ", " - ", "\n", "\t", "#",
    "\"", "”", "'", "_", "%", "\u{a0}", "\u{202f}", "\u{200b}", "\u{ad}", "\u{feff}", "–", "−", "\u{2011}", "＋", "＠",
    "．", "８", "٣", "۴", "😀", "ſ", "ı", "İ",
];

/// Texts to be judged: every vector and every string of the rules and their tests, each of them spoiled a little, and pieces put
/// together by lot. A word that is added to the rules is among the pieces from then on.
fn texts() -> Vec<String> {
    let mut lot = ChaCha8Rng::seed_from_u64(703);
    let mut texts = Vec::new();
    let mut rows = csv::Reader::from_reader(include_bytes!("../it/data/personal-numbers.csv").as_slice());
    for row in rows.records() {
        let text = row.unwrap()[0].to_owned();
        texts.extend([format!("Vid porten, {text}."), format!("({text}) igen"), text]);
    }
    let files = source::files("src/privacy", "rs");
    let words: Vec<&str> = files.iter().flat_map(|file| source::literals(&file.code)).collect();
    texts.extend(words.iter().map(|word| (*word).to_owned()));
    for word in words.iter().filter(|word| word.chars().all(char::is_alphanumeric)) {
        for (before, after) in [
            ("", " Anna"),
            ("", ": anna"),
            ("", " 12"),
            ("lgh ", " 12"),
            ("namn ", " Ali"),
            ("", "123"),
            ("000101-", "220"),
        ] {
            texts.push(format!("{before}{word}{after}"));
        }
    }
    let pieces: Vec<&str> = PIECES.iter().chain(&words).copied().collect();
    for index in 0..texts.len() {
        let mut letters: Vec<char> = texts[index].chars().collect();
        let piece = pieces[lot.random_range(0..pieces.len())];
        let at = lot.random_range(0..=letters.len());
        let end = letters.len().min(at + lot.random_range(0..3));
        letters.splice(at..end, piece.chars());
        texts.push(letters.into_iter().collect());
    }
    for _ in 0..3000 {
        let length = lot.random_range(1..9);
        texts.push((0..length).map(|_| pieces[lot.random_range(0..pieces.len())]).collect());
    }
    texts
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn the_browser_finds_in_every_text_what_the_server_finds() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        let texts = texts();
        let script = "const [texts, done] = arguments;
            import(document.querySelector('script[src*=\"/privacy-\"]').src)
                .then(({ examine }) => done(texts.map(examine)), (fault) => done(String(fault)));";
        let found = browser.client.execute_async(script, vec![json!(texts)]).await.unwrap();
        let mut counts = [0, 0];
        for (text, in_browser) in texts.iter().zip(found.as_array().unwrap_or_else(|| panic!("{found}"))) {
            let findings = examine(text);
            let on_server: Vec<Value> = findings
                .into_iter()
                .map(|it| json!({ "kind": it.kind.word(), "words": &text[it.range], "character": it.character }))
                .collect();
            counts[usize::from(on_server.is_empty())] += 1;
            assert_eq!(in_browser, &Value::Array(on_server), "in {text:?}");
        }
        assert!(counts.iter().all(|count| *count > 500), "some with findings and some without: {counts:?}");
    })
    .await;
}

impl Browser {
    /// What stands beside the description, once it is this that stands there.
    async fn wait_for_hint(&self, words: &str) -> String {
        let mut said = String::new();
        for _ in 0..60 {
            let hint = self.client.find(Locator::Id("description-guard")).await.unwrap();
            said = hint.text().await.unwrap();
            if said.contains(words) && said.is_empty() == words.is_empty() {
                return said;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not {words:?} but {said:?}");
    }
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn whoever_writes_is_told_at_once_what_the_server_would_say_and_may_still_send() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        browser.wait_for_hint("").await;
        browser.tab_to("Beskriv kort").await;
        browser.type_text(" Ring 08-530 610 00").await;
        let hint = browser.wait_for_hint("Texten kan peka ut någon: telefonnummer (vid tecken 6).").await;
        let name = browser.text_of("#description-guard + .tick").await;
        assert_eq!(name, "Jag har läst igenom texten: den pekar inte ut någon person");
        assert_eq!(list_findings(browser, "a hint").await, Vec::<String>::new());

        browser.tab_to("Skicka rapporten").await;
        browser.press(Key::Enter).await;
        browser.wait_for_status(422).await;
        assert_eq!(browser.text_of("#confirm_privacy-error").await, hint, "the hint has the server's words");
        assert_eq!(browser.text_of("#description-guard").await, "", "and does not repeat them");

        browser.tab_to("Beskriv kort").await;
        browser.type_text("Det var ju 19821105-9954. ").await;
        let hint = browser.wait_for_hint("ser ut som ett personnummer (vid tecken 12)").await;
        browser.tab_to("Skicka rapporten").await;
        browser.press(Key::Enter).await;
        browser.wait_for("#description-error").await;
        assert_eq!(browser.text_of("#description-error").await, hint);
    })
    .await;
}
