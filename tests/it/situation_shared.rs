//! What those read who see no drafts: the shared edition, the archive, and weeks laid beside each other.

use std::io::Write as _;
use std::process::{Command, Stdio};

use lykta::accounts::Role;
use lykta::situation::shared::{Given, SharedDistrict};
use lykta::situation::{SharedPicture, shared};
use lykta::statistics::{Bounds, Told};
use lykta::texts::Language;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use crate::support::{Page, TestApp, Visitor, an_approval, an_incident, draft, leave_document};

/// The cells of each row of the table by district, heading first.
fn rows(page: &Page) -> Vec<Vec<String>> {
    let count = page.all("#districts tbody tr").len();
    (1..=count).map(|row| page.all(&format!("#districts tbody tr:nth-child({row}) > *"))).collect()
}

fn row_of(page: &Page, name: &str) -> Vec<String> {
    let all = rows(page);
    all.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("no {name} in {all:?}")).clone()
}

/// Every whole number in a JSON value that is a count, or says how many.
fn numbers(value: &Value, found: &mut Vec<i64>) {
    // What is no count of what was reported: its name says so.
    const OTHERS: [&str; 4] = ["version", "fewest_told", "population", "per_1000"];
    match value {
        Value::Number(number) => found.extend(number.as_i64()),
        Value::Array(list) => list.iter().for_each(|value| numbers(value, found)),
        Value::Object(fields) => {
            let told = fields.iter().filter(|(name, _)| !OTHERS.contains(&name.as_str()));
            told.for_each(|(_, value)| numbers(value, found));
        }
        _ => {}
    }
}

/// The words of a page that stands alone.
fn shown(html: &str) -> String {
    let page = Page { status: 200, headers: reqwest::header::HeaderMap::new(), body: html.into() };
    page.all("title, main, footer").join(" ")
}

/// The words of a PDF.
fn read_aloud(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext of poppler-utils");
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8(reader.wait_with_output().unwrap().stdout).unwrap()
}

/// Words that are a number from one to four and nothing else.
fn small_numbers(text: &str) -> Vec<&str> {
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '<'));
    words.filter(|word| ["1", "2", "3", "4"].contains(word)).collect()
}

/// How a kind is told of a district, and of the whole.
type Kind = (fn(&SharedDistrict) -> Told, Told);

/// What can be solved of one of some counts with their sum.
fn solved(told: &[Told], whole: Told, place: usize) -> Bounds {
    let others: Bounds = told.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, told)| *told).sum();
    let (own, whole) = (told[place].bounds(), whole.bounds());
    let low = others.high.map_or(0, |high| whole.low.saturating_sub(high)).max(own.low);
    let high = whole.high.map(|high| high - others.low);
    Bounds { low, high: [own.high, high].into_iter().flatten().min() }
}

async fn council(app: &TestApp) -> Visitor {
    app.signed_in(Role::Council).await
}

#[actix_web::test]
async fn nobody_reads_an_exact_small_count_in_a_shared_edition_whatever_was_reported() {
    const CATEGORIES: [&str; 9] = ["SKA1", "SAM1", "ORD1", "NAR1", "VAL2", "TIL4", "TRA1", "PLA1", "OVR2"];
    const DISTRICTS: [&str; 6] = ["alby", "fittja", "hallunda-norsborg", "tullinge", "tumba", "varsta-grodinge"];
    let app = TestApp::spawn().await;
    let mut dice = ChaCha8Rng::seed_from_u64(47);
    let (mut told, mut few) = (0, 0);
    // Weeks whose days, and whose other words, hold no small number of their own.
    for (week, day) in [("2026-W47", "2026-11-18"), ("2026-W46", "2026-11-11"), ("2026-W43", "2026-10-21")] {
        for category in CATEGORIES {
            for district in DISTRICTS {
                // Mostly none or few, as in a week that is real.
                let times = if dice.random_ratio(1, 2) { 0 } else { dice.random_range(1..8) };
                if times > 0 {
                    an_incident()
                        .of(category)
                        .in_district(district)
                        .at(&format!("{day}T18:00"))
                        .times(times)
                        .keep(&app);
                }
            }
        }
        an_incident().at(&format!("{day}T18:00")).nowhere().times(dice.random_range(1..7)).keep(&app);
        let mut picture = draft(&app, week);
        picture.version = 7;
        picture.sha256 = None;
        let shared = SharedPicture::of(&picture, &Given::Nothing);

        let json = serde_json::to_value(&shared).unwrap();
        let mut counts = Vec::new();
        numbers(&json, &mut counts);
        assert!(counts.iter().all(|count| *count == 0 || *count >= 5), "{counts:?}");
        assert!(counts.iter().any(|count| *count >= 5), "something is told");
        assert_eq!(serde_json::from_value::<SharedPicture>(json).unwrap(), shared);

        let html = shown(&shared::page(&shared).unwrap());
        let aloud = read_aloud(&shared::pdf(&shared).unwrap());
        // At the foot of each page stands which page it is.
        let aloud: Vec<&str> = aloud.lines().filter(|line| !line.contains(" / ")).collect();
        let aloud = aloud.join("\n");
        assert_eq!((small_numbers(&html), small_numbers(&aloud)), (Vec::new(), Vec::new()), "{html}\n{aloud}");

        // And what is told withstands the attack, of each kind.
        let kinds: [Kind; 4] = [
            (|row| row.totals.event.count, shared.totals.event.count),
            (|row| row.totals.unsafe_place.count, shared.totals.unsafe_place.count),
            (|row| row.totals.planned_event.count, shared.totals.planned_event.count),
            (|row| row.observations, shared.observations),
        ];
        for (of, whole) in kinds {
            let told_as: Vec<Told> = shared.districts.iter().map(of).collect();
            for place in 0..told_as.len() {
                let Bounds { low, high } = solved(&told_as, whole, place);
                if let Told::Count(count) = told_as[place] {
                    told += 1;
                    assert_eq!((low, high), (count, Some(count)));
                } else {
                    few += 1;
                    assert!(high.is_none_or(|high| high - low >= 3), "{told_as:?} {whole:?}: {low} {high:?}");
                }
            }
        }
    }
    assert!(told > 20 && few > 10, "{told} told and {few} not: both were looked at");
}

#[actix_web::test]
async fn a_shared_edition_says_the_same_on_its_page_in_its_file_and_on_paper() {
    let app = TestApp::spawn().await;
    an_incident().times(12).keep(&app);
    an_incident().of("NAR1").in_district("alby").times(6).keep(&app);
    an_incident().of("PLA1").in_district("alby").times(2).keep(&app);
    let mut picture = draft(&app, "2026-W47");
    picture.version = 1;
    picture.sha256 = None;
    picture.words.shared = Some(lykta::situation::words::Written {
        words: "En lugn vecka.\nBelysningen i tunneln är lagad.".to_owned(),
        by: "Siv, Kommunen".to_owned(),
        at: app.now(),
    });
    let mut shared = SharedPicture::of(&picture, &Given::Nothing);
    shared.sha256 = Some("ab12".repeat(16));
    let (page, pdf) = (shared::page(&shared).unwrap(), shared::pdf(&shared).unwrap());
    leave_document("shared.pdf", &pdf);
    let aloud = read_aloud(&pdf);
    let told = shown(&page);
    for said in [
        "Lägesbild vecka 47",
        "16–22 november 2026",
        "18 händelser rapporterades i kommunen.",
        "En lugn vecka.",
        "Belysningen i tunneln är lagad.",
        "Otrygga platser",
    ] {
        assert!(told.contains(said), "the page lacks {said}: {told}");
        assert!(aloud.replace('\n', " ").contains(said), "the paper lacks {said}: {aloud}");
    }
    // The hash is longer than a line of paper.
    let hash = "ab12".repeat(16);
    assert!(page.contains(&hash) && aloud.replace(['\n', '-', '\u{ad}', ' '], "").contains(&hash), "{aloud}");
    assert!(!told.contains("Siv") && !aloud.contains("Siv"), "who wrote it is the working group's");
    let fittja = shared.districts.iter().find(|row| row.code == "fittja").unwrap();
    assert_eq!(fittja.totals.event.count, Told::Count(12));
    let alby = shared.districts.iter().find(|row| row.code == "alby").unwrap();
    assert_eq!((alby.totals.unsafe_place.count, alby.totals.unsafe_place.per_1000), (Told::Few, None));
    // It stands alone: nothing is fetched for it, and nothing runs in it.
    for address in ["http:", "https:", "src=", "href=", "url(", "<script", "@import"] {
        assert!(!page.contains(address), "{address}");
    }
    let english = shared::body(&shared, Language::English).unwrap();
    assert!(english.contains("The districts") && english.contains("Unsafe places"));
}

#[actix_web::test]
async fn what_was_told_of_a_week_is_told_again_in_its_correction() {
    let app = TestApp::spawn().await;
    an_incident().times(12).keep(&app);
    an_incident().in_district("alby").times(20).keep(&app);
    let first = SharedPicture::of(&draft(&app, "2026-W47"), &Given::Nothing);
    // One came in late: 13 beside 12 would tell of it alone.
    an_incident().keep(&app);
    let given = Given::Edition(Box::new(first.clone()));
    let corrected = SharedPicture::of(&draft(&app, "2026-W47"), &given);
    assert_eq!((&corrected.districts, &corrected.totals), (&first.districts, &first.totals));
    assert_eq!(corrected.totals.event.count, Told::Count(32));
}

#[actix_web::test]
async fn beside_a_report_of_its_month_a_week_tells_no_counts() {
    let app = TestApp::spawn().await;
    an_incident().times(12).keep(&app);
    let shared = SharedPicture::of(&draft(&app, "2026-W47"), &Given::Months);
    assert!(shared.districts.iter().all(|row| row.totals.event.count == Told::Withheld));
    assert_eq!((shared.totals.event.count, shared.stands_out), (Told::Withheld, vec![]));
}

#[actix_web::test]
async fn a_council_member_finds_approved_weeks_and_no_drafts() {
    let app = TestApp::spawn().await;
    an_incident().in_week("2026-W46").times(9).keep(&app);
    let (council, partner) = (council(&app).await, app.signed_in(Role::Partner).await);
    assert_eq!(council.get("/situation").await.location(), "/situation/archive");
    council.get("/situation/archive").await.assert_status(200).assert_says("Här kommer de fastställda");
    let page = council.get("/situation/2026-W46").await;
    page.assert_status(200).assert_says("inte fastställd än").assert_lacks("9 händelser");
    council.get("/situation/2026-W50").await.assert_status(404);

    an_approval("2026-W46").keep(&app);
    an_approval("2026-W46").version(2).keep(&app);
    let page = council.get("/situation/2026-W46").await;
    assert_eq!((page.status, page.location().as_str()), (303, "/situation/2026-W46/versions/2"));
    let archive = council.get("/situation/archive").await;
    archive.assert_says("Vecka 46 2026").assert_says("9 händelser rapporterades i kommunen.");
    assert_eq!(archive.attribute(".saved-list a", "href").unwrap(), "/situation/2026-W46/versions/2");
    // The working group goes on reading its draft.
    assert_eq!(partner.get("/situation").await.location(), "/situation/2026-W47");
    partner.get("/situation/2026-W46").await.assert_status(200).assert_says("Utkast");
}

#[actix_web::test]
async fn the_first_page_leads_to_the_latest_approved_picture() {
    let app = TestApp::spawn().await;
    an_incident().in_week("2026-W46").times(9).keep(&app);
    let reporter = app.signed_in(Role::Reporter).await;
    reporter.get("/").await.assert_lacks("Läs lägesbilden");
    an_approval("2026-W45").keep(&app);
    an_approval("2026-W46").keep(&app);
    for visitor in [reporter, council(&app).await] {
        let page = visitor.get("/").await;
        page.assert_says("Lägesbild vecka 46").assert_says("9 händelser").assert_says("Läs lägesbilden");
    }
}

#[actix_web::test]
async fn a_search_finds_what_stands_in_the_readers_own_edition_as_it_is_now() {
    let app = TestApp::spawn().await;
    let words =
        an_approval("2026-W45").telling_the_group("Oro vid Fittja SKOLA.").telling_everybody("Lampor 50% lagade.");
    words.keep(&app);
    an_approval("2026-W46").telling_everybody("En lugn vecka.").keep(&app);
    let (council, partner) = (council(&app).await, app.signed_in(Role::Partner).await);
    let hits = async |visitor: &Visitor, words: &str| {
        let page = visitor.get(&format!("/situation/archive?q={words}")).await;
        page.all(".saved-list strong")
    };
    assert_eq!(hits(&council, "lugn").await, ["Vecka 46 2026"]);
    assert_eq!(hits(&council, "LAMPOR+50%25").await, ["Vecka 45 2026"]);
    assert_eq!(hits(&council, "5%250").await, [] as [&str; 0], "what is typed is no pattern");
    assert_eq!(hits(&council, "skola").await, [] as [&str; 0]);
    assert_eq!(hits(&partner, "skola+oro").await, ["Vecka 45 2026"]);
    assert_eq!(hits(&partner, "skola+lugn").await, [] as [&str; 0]);
    // A sentence that had to go is not found any more, though its old record stays in the chain.
    words.revised().telling_the_group("").keep(&app);
    assert_eq!(hits(&partner, "skola").await, [] as [&str; 0]);
}

#[actix_web::test]
async fn two_weeks_beside_each_other_tell_each_reader_what_they_may_know() {
    let app = TestApp::spawn().await;
    an_incident().in_week("2026-W45").in_district("alby").times(3).keep(&app);
    an_incident().in_week("2026-W45").times(8).keep(&app);
    an_incident().in_week("2026-W46").in_district("alby").times(30).keep(&app);
    an_incident().in_week("2026-W46").times(9).keep(&app);
    let (council, partner) = (council(&app).await, app.signed_in(Role::Partner).await);
    let address = "/situation/compare?a=2026-W45&b=2026-W46";
    // Before they are approved: drafts for the working group, nothing for others.
    let page = partner.get(address).await;
    assert_eq!(row_of(&page, "Alby"), ["Alby", "3", "30", "fler"]);
    assert_eq!(row_of(&page, "Fittja"), ["Fittja", "8", "9", "kan vara slump"]);
    assert_eq!(row_of(&page, "Tullinge")[3], "för få för att säga");
    page.assert_lacks("%");
    council.get(address).await.assert_status(200).assert_says("minst två veckor").assert_lacks("Alby");

    an_approval("2026-W45").keep(&app);
    an_approval("2026-W46").keep(&app);
    let page = council.get(address).await;
    assert_eq!(row_of(&page, "Alby"), ["Alby", "<5", "30", "går inte att säga"]);
    assert_eq!(row_of(&page, "Händelser"), ["Händelser", "11", "39", "fler"]);
    let fittja = row_of(&page, "Fittja");
    assert_eq!((fittja[1].as_str(), fittja[2].as_str()), ("..", "9"), "8 of 11 would tell 3");
    // A draft is nothing that others compare with.
    let page = council.get("/situation/compare?a=2026-W46&b=2026-W47").await;
    page.assert_status(200).assert_says("inte fastställd");
    assert_eq!(rows(&page).len(), 0);
    // Without weeks it is the two latest.
    council.get("/situation/compare").await.assert_says("Vecka 45 2026 och Vecka 46 2026");
}

#[actix_web::test]
async fn a_month_is_its_weeks_exact_for_the_working_group_and_from_to_for_everybody_else() {
    let app = TestApp::spawn().await;
    an_incident().in_week("2026-W45").times(8).keep(&app);
    an_incident().in_week("2026-W46").times(6).keep(&app);
    an_incident().in_week("2026-W45").in_district("alby").times(3).keep(&app);
    an_incident().in_week("2026-W46").in_district("alby").times(40).keep(&app);
    // The week that is going on, and one that belongs to October.
    an_incident().in_week("2026-W47").times(90).keep(&app);
    an_incident().in_week("2026-W44").times(70).keep(&app);
    let (council, partner) = (council(&app).await, app.signed_in(Role::Partner).await);
    let month = "/situation/months/2026-11";
    let page = partner.get(month).await;
    page.assert_says("November 2026").assert_says("57 händelser på 2 hela veckor.");
    assert_eq!(row_of(&page, "Alby")[..3], ["Alby", "43", "21,5"]);
    assert_eq!(row_of(&page, "Händelser")[1], "57");
    let sum: i64 = rows(&page).iter().map(|row| row[1].parse::<i64>().unwrap()).sum();
    assert_eq!(sum, 2 * 57, "the districts and the whole");
    assert_eq!(page.all(".saved-list strong"), ["Vecka 45 2026", "Vecka 46 2026", "Vecka 47 2026"]);

    council.get(month).await.assert_says("Ingen av veckorna är fastställd").assert_lacks("Alby");
    an_approval("2026-W45").keep(&app);
    an_approval("2026-W46").keep(&app);
    let page = council.get(month).await;
    page.assert_says("2 av 3 veckor är fastställda.");
    assert_eq!(row_of(&page, "Alby"), ["Alby", "41–44"]);
    assert_eq!(row_of(&page, "Fittja"), ["Fittja", "minst 7"]);
    assert_eq!(row_of(&page, "Händelser"), ["Händelser", "57"]);
    assert_eq!(row_of(&page, "Tullinge"), ["Tullinge", "0"]);

    let tertial = council.get("/situation/tertials/2026-T3").await;
    tertial.assert_status(200).assert_says("Tertial 3 2026, september–december");
    for nowhere in ["months/2026-T3", "tertials/2026-11", "months/2026-13", "months/2027-02", "tertials/x"] {
        council.get(&format!("/situation/{nowhere}")).await.assert_status(404).assert_says("2026");
    }
}
