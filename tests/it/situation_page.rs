//! The picture of a week as it is read: on the draft's page, on a page that stands alone, on paper and in files.

use std::process::Command;

use lykta::accounts::Role;
use lykta::incidents::category::Group;
use lykta::situation::Picture;
use lykta::situation::compute::Figures;
use lykta::situation::document::{self, Tools};
use lykta::texts::Language;

use crate::support::full_week::a_full_week;
use crate::support::{Page, TestApp, Visitor, an_incident, leave_document};

const WEEK: &str = "/situation/2026-W47";
const DISTRICTS: [&str; 7] =
    ["alby", "fittja", "hallunda-norsborg", "tullinge", "tumba", "storvreten", "varsta-grodinge"];
const CATEGORIES: [&str; 9] = ["SKA1", "SAM1", "ORD1", "NAR1", "VAL2", "TIL1", "TRA1", "MIL1", "BOE1"];

/// Rows of cells.
type Rows = Vec<Vec<String>>;

/// What one who may do everything is offered, as the organisation of this key.
const EVERYTHING: Tools = Tools {
    writes_picture: true,
    writes_part_of: Some(3),
    hands_out: true,
    loads_police_counts: true,
    is_made_up: false,
};

/// What a function gave, to be looked at as an answer.
fn as_page(html: String) -> Page {
    Page { status: 200, headers: reqwest::header::HeaderMap::new(), body: html.into_bytes() }
}

/// The rows below the heads of the first table in a section.
fn rows(page: &Page, section: &str) -> Rows {
    let count = page.all(&format!("#{section} tbody tr")).len();
    (1..=count).map(|row| page.all(&format!("#{section} tbody tr:nth-child({row}) > *"))).collect()
}

/// The same of every table on paper, read from its tags, by the table's heads; `None` where the program that reads them is not
/// installed.
#[expect(clippy::print_stderr, reason = "a test that looks at less than it could must not do so in silence")]
fn tables_on_paper(pdf: &[u8]) -> Option<Vec<(Vec<String>, Rows)>> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let Ok(read) = Command::new("pdfinfo").arg("-struct-text").arg(file.path()).output() else {
        eprintln!("SKIPPED: the PDF's tables were not read; install poppler-utils");
        return None;
    };
    let mut tables: Vec<Rows> = Vec::new();
    for line in String::from_utf8_lossy(&read.stdout).lines() {
        let tag = line.trim().split([' ', ':']).next().unwrap_or_default();
        if line.trim().starts_with('"') {
            let words = line.trim_start().trim_start_matches('"').trim_end().trim_end_matches('"');
            if let Some(cell) = tables.last_mut().and_then(|table| table.last_mut()).and_then(|row| row.last_mut()) {
                cell.push_str(&words.replace('\u{ad}', ""));
            }
            continue;
        }
        match tag {
            "Table" => tables.push(Vec::new()),
            "TR" => tables.last_mut().unwrap().push(Vec::new()),
            "TH" | "TD" => tables.last_mut().unwrap().last_mut().unwrap().push(String::new()),
            // Words below a table are no cell's.
            "H2" | "H3" | "P" | "Figure" | "L" if line.find(tag).is_some_and(|depth| depth < 6) => {
                tables.push(Vec::new());
            }
            _ => {}
        }
    }
    let folded = |cell: String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let tables = tables.into_iter().filter(|table| table.len() > 1).map(|table| {
        let mut rows = table.into_iter().map(|row| row.into_iter().map(folded).collect::<Vec<String>>());
        (rows.next().unwrap(), rows.collect())
    });
    Some(tables.collect())
}

/// The figures of a table of events by district: name, count, usual, signal, last year, rate, observations.
fn by_district(rows: &Rows) -> Rows {
    rows.iter().map(|row| [0, 1, 2, 4, 5, 6, 8].map(|cell| row[cell].clone()).to_vec()).collect()
}

fn is_within(figures: &Figures) -> bool {
    let count = u32::try_from(figures.count).unwrap();
    (figures.expected_low.unwrap()..=figures.expected_high.unwrap()).contains(&count)
}

/// What the picture says, as those cells.
fn told_by_district(picture: &Picture) -> Rows {
    let known = |figure: Option<String>| figure.unwrap_or_else(|| "–".to_owned());
    let rows = picture.districts.iter().map(|row| (&row.name, &row.totals, row.observations, row.code != "unknown"));
    let whole = "Hela kommunen".to_owned();
    let rows = rows.chain([(&whole, &picture.totals, picture.observations, true)]);
    let row = rows.map(|(name, totals, observations, has_residents)| {
        let figures = &totals.event.figures;
        let usual = figures.expected_low.zip(figures.expected_high).map(|(low, high)| format!("{low}–{high}"));
        let signal = serde_json::to_value(figures.signal).unwrap();
        let signal = match signal.as_str().unwrap() {
            "none" if usual.is_some() && !is_within(figures) => "kan vara slump",
            "rising" => "mer än väntat",
            "falling" => "mindre än väntat",
            "none" => "som väntat",
            _ => "för få för att säga",
        };
        let rate = figures.per_1000.map(|rate| format!("{rate:.2}").replace('.', ","));
        vec![
            name.clone(),
            figures.count.to_string(),
            known(usual),
            signal.to_owned(),
            known(figures.same_week_last_year.map(|count| count.to_string())),
            if has_residents { known(rate) } else { String::new() },
            observations.to_string(),
        ]
    });
    row.collect()
}

/// The counts of the groups of which there are any on the page: the group, each district, the whole.
fn told_by_group(picture: &Picture) -> Rows {
    let rows = Group::ALL.into_iter().filter_map(|group| {
        let whole = picture.groups.iter().find(|row| row.group == group).unwrap();
        let figures = whole.figures;
        let is_told = figures.count > 0 || figures.mean_12.or(figures.mean_4).unwrap_or(0.0) > 0.0;
        let counts = picture.districts.iter().map(|row| row.group(group).unwrap().count.to_string());
        let cells = std::iter::once(group.name_sv().to_owned()).chain(counts).chain([figures.count.to_string()]);
        (is_told && serde_json::to_value(whole.kind).unwrap() == "event").then(|| cells.collect())
    });
    let totals = picture.districts.iter().map(|row| row.totals.event.figures.count.to_string());
    let all = ["Alla händelser".to_owned()].into_iter().chain(totals);
    let all = all.chain([picture.totals.event.figures.count.to_string()]).collect();
    rows.chain([all]).collect()
}

/// Every row of the table for spreadsheets, by the words of its columns.
fn spreadsheet(bytes: &[u8]) -> Rows {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let lines = text.lines().skip(1).map(|line| line.split(';').map(ToOwned::to_owned).collect());
    lines.collect()
}

/// Reports over weeks, districts (one in nine nowhere) and categories, as a number scatters them.
fn scatter(app: &TestApp, seed: usize) {
    for at in 0..120_usize {
        let mixed = (at * 7_919 + seed * 104_729) ^ (at << 3);
        let week = match mixed % 5 {
            0 | 1 => "2026-W47".to_owned(),
            2 => "2025-W47".to_owned(),
            _ => format!("2026-W{}", 35 + mixed / 5 % 12),
        };
        let report = an_incident().of(CATEGORIES[mixed / 7 % CATEGORIES.len()]).in_week(&week);
        let report = match mixed / 11 % 9 {
            8 => report.nowhere(),
            place => report.in_district(DISTRICTS[place % 7]),
        };
        report.keep(app);
    }
}

async fn draft(visitor: &Visitor, division: &str) -> Picture {
    let page = visitor.get(&format!("{WEEK}/draft.json?division={division}")).await;
    page.assert_status_of_file("application/json");
    serde_json::from_slice(&page.body).unwrap()
}

#[actix_web::test]
async fn every_figure_is_the_same_on_the_page_in_the_files_and_on_paper_and_districts_add_up() {
    for (seed, division) in [(1, "main"), (2, "all"), (3, "main")] {
        let app = TestApp::spawn().await;
        scatter(&app, seed);
        let visitor = app.signed_in(Role::Coordinator).await;
        let picture = draft(&visitor, division).await;
        for group in Group::ALL {
            let of_districts: i64 = picture.districts.iter().map(|row| row.group(group).unwrap().count).sum();
            let whole = picture.groups.iter().find(|row| row.group == group).unwrap();
            assert_eq!(of_districts, whole.figures.count, "{group}");
        }

        let (districts, groups) = (told_by_district(&picture), told_by_group(&picture));
        let sum: i64 = districts.iter().rev().skip(1).map(|row| row[1].parse::<i64>().unwrap()).sum();
        assert_eq!(districts.last().unwrap()[1], sum.to_string());
        assert!(sum > 20, "there is something to add up: {sum}");
        for row in &groups {
            let cells: Vec<i64> = row[1..].iter().map(|cell| cell.parse().unwrap()).collect();
            let (whole, parts) = cells.split_last().unwrap();
            assert_eq!(*whole, parts.iter().sum::<i64>(), "{row:?}");
        }

        let counts =
            |rows: &Rows| -> Rows { rows.iter().map(|row| row[..=picture.districts.len() + 1].to_vec()).collect() };
        let page = visitor.get(&format!("{WEEK}?division={division}")).await;
        assert_eq!(by_district(&rows(&page, "districts")), districts);
        assert_eq!(counts(&rows(&page, "groups")), groups);

        let file = visitor.get(&format!("{WEEK}/draft.csv?division={division}")).await;
        file.assert_status_of_file("text/csv; charset=utf-8");
        let file = spreadsheet(&file.body);
        for (place, code) in picture.districts.iter().map(|row| row.code.as_str()).chain([""]).enumerate() {
            let of_kind = file.iter().find(|row| row[1] == code && row[3] == "Händelser" && row[4].is_empty()).unwrap();
            let told = &districts[place];
            let usual =
                if of_kind[8].is_empty() { "–".to_owned() } else { format!("{}–{}", of_kind[8], of_kind[9]) };
            let last_year = if of_kind[11].is_empty() { "–" } else { &of_kind[11] };
            assert_eq!([&of_kind[2], &of_kind[5], &usual, &of_kind[10]], [&told[0], &told[1], &told[2], &told[3]]);
            assert_eq!((last_year, &of_kind[13]), (told[4].as_str(), &told[6]));
            for group in &groups[..groups.len() - 1] {
                let own = file.iter().find(|row| row[1] == code && row[4] == group[0]).unwrap();
                assert_eq!(own[5], group[place + 1], "{code} {}", group[0]);
            }
        }

        let pdf = visitor.get(&format!("{WEEK}/draft.pdf?division={division}")).await;
        pdf.assert_status_of_file("application/pdf");
        let Some(tables) = tables_on_paper(&pdf.body) else { continue };
        let table = |head: &str, second: &str| {
            let found = tables.iter().find(|(heads, _)| heads[0] == head && heads[1] == second);
            found.unwrap_or_else(|| panic!("no table {head}: {tables:?}")).1.clone()
        };
        assert_eq!(by_district(&table("Kommundel", "Antal")), districts);
        assert_eq!(counts(&table("Grupp", &picture.districts[0].name)), groups);
    }
}

#[actix_web::test]
async fn a_full_week_is_told_whole_on_a_page_that_stands_alone_and_on_paper() {
    let app = TestApp::spawn().await;
    let picture = a_full_week(&app);
    let html = document::page(&picture).unwrap();
    let pdf = document::pdf(&picture).unwrap();
    leave_document("picture.html", html.as_bytes());
    leave_document("picture.pdf", &pdf);
    leave_document("picture.json", serde_json::to_string_pretty(&picture).unwrap().as_bytes());
    let page = as_page(html.clone());
    for told in [
        "Lägesbild vecka 47",
        "16–22 november 2026",
        "I Alby ökar skadegörelsen runt torget.",
        "12 skadegörelser i Alby, normalt 3–8.",
        "Laga lampan i gångtunneln",
        "Reservdel är beställd.",
        "Match på Brantbrinks IP",
        "4–6 december",
        "viss oro",
        "Boende undviker vägen efter mörkrets inbrott.",
        "A. Alby centrum",
        "inga, ny plats",
        "En busskur krossades när barn väntade på bussen; ingen skadades.",
        "Fler kvällspass vid Alby torg",
        "Vem är var, vecka 48",
        "Fyra källarinbrott på Krögarvägen. Låsen byts i veckan.",
        "Skadegörelse vid Alby torg",
        "4 av 5 hördes av.",
        "Grannstöd",
        "Två bilar har kolliderat.",
        "RAR v. 47",
    ] {
        page.assert_says(told);
    }
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("pdfuaid"), "no claim of PDF/UA");
    let pages = text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count();
    assert!((2..=6).contains(&pages), "{pages} pages");
}

#[actix_web::test]
async fn the_page_that_stands_alone_has_its_look_in_it_and_no_address() {
    let app = TestApp::spawn().await;
    let html = document::page(&a_full_week(&app)).unwrap();
    for address in
        ["href=", "src=", "http:", "https:", "<script", "<link", "url(\"", "action=", "18 november, Skadegörelse"]
    {
        assert!(!html.contains(address), "{address}");
    }
    let page = as_page(html);
    assert_eq!(page.all("style").len(), 1);
    assert_eq!(page.all("h1"), ["Lägesbild vecka 47"]);
    let read = page.all("main").concat();
    assert!(!read.contains("Skriv") && !read.contains('%'), "{read}");
}

#[actix_web::test]
async fn what_was_frozen_is_set_the_same_when_it_is_read_back() {
    let app = TestApp::spawn().await;
    let picture = a_full_week(&app);
    let frozen = serde_json::to_string(&picture).unwrap();
    let read_back: Picture = serde_json::from_str(&frozen).unwrap();
    assert_eq!(read_back, picture);
    assert_eq!(document::page(&read_back).unwrap(), document::page(&picture).unwrap());
    assert!(document::pdf(&read_back).unwrap() == document::pdf(&picture).unwrap(), "the PDF differs");
}

#[actix_web::test]
async fn the_foot_of_an_approved_picture_carries_its_version_and_its_hash() {
    let app = TestApp::spawn().await;
    let mut picture = a_full_week(&app);
    picture.status = lykta::situation::picture::Status::Approved;
    picture.version = 2;
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    picture.sha256 = Some(hash.to_owned());
    let page = as_page(document::page(&picture).unwrap());
    page.assert_says("Version 2").assert_says(&format!("Lägesbild vecka 47 2026 · Version 2 · SHA-256 {hash}"));
    let Ok(mut read) = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
    else {
        return;
    };
    std::io::Write::write_all(&mut read.stdin.take().unwrap(), &document::pdf(&picture).unwrap()).unwrap();
    let text = String::from_utf8(read.wait_with_output().unwrap().stdout).unwrap();
    let pages = text.matches('\u{c}').count();
    assert_eq!(text.matches(hash).count(), pages, "on each page");
}

#[actix_web::test]
async fn each_is_offered_to_write_what_is_theirs_and_nothing_else() {
    let app = TestApp::spawn().await;
    let picture = a_full_week(&app);
    let offered = |tools: Tools| {
        let page = as_page(document::body(&picture, Language::Swedish, Some(&tools)).unwrap());
        let html = page.body_text();
        move |address: &str| html.contains(&format!("href=\"{WEEK}/{address}"))
    };
    let all = offered(EVERYTHING);
    assert!(all("texts/summary/0") && all("texts/shared/0") && all("texts/feedback/0") && all("problems"));
    assert!(all("texts/assessment/1") && all("texts/part/3") && !all("texts/part/2"));
    let partner = offered(Tools { writes_part_of: Some(2), ..Tools::default() });
    assert!(partner("texts/part/2") && !partner("texts/part/3"));
    assert!(all("police-counts") && !partner("police-counts"));
    assert!(!partner("texts/summary/0") && !partner("texts/assessment/1") && !partner("problems"));
}

#[actix_web::test]
async fn a_notable_report_is_linked_in_the_draft_and_told_in_its_own_sentence_when_frozen() {
    let app = TestApp::spawn().await;
    let picture = a_full_week(&app);
    let draft = as_page(document::body(&picture, Language::Swedish, Some(&EVERYTHING)).unwrap());
    assert_eq!(draft.attribute("#notable a", "href").as_deref(), Some("/incidents/1"));
    assert_eq!(draft.all("#notable li").len(), 2);
    let frozen = as_page(document::body(&picture, Language::Swedish, None).unwrap());
    assert_eq!(frozen.all("#notable li"), ["En busskur krossades när barn väntade på bussen; ingen skadades."]);
}

#[actix_web::test]
async fn comparisons_are_marked_when_other_organisations_were_heard() {
    let app = TestApp::spawn().await;
    let mut picture = a_full_week(&app);
    let note = "Andra organisationer har hörts av den här veckan än veckorna före.";
    as_page(document::page(&picture).unwrap()).assert_says(note);
    picture.coverage.differs = false;
    as_page(document::page(&picture).unwrap()).assert_lacks(note);
}

#[actix_web::test]
async fn the_draft_is_given_as_files_to_the_working_group_and_in_no_other_form() {
    let app = TestApp::spawn().await;
    an_incident().keep(&app);
    let visitor = app.signed_in(Role::Partner).await;
    let page = visitor.get(WEEK).await;
    assert_eq!(page.all("a[download]"), ["PDF", "CSV", "JSON"]);
    assert_eq!(page.attribute("a[download]", "href").as_deref(), Some("/situation/2026-W47/draft.pdf"));
    let file = visitor.get("/situation/2026-W47/draft.pdf").await;
    file.assert_status_of_file("application/pdf");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"lagesbild-2026-W47.pdf\"");
    for missing in ["2026-W47/draft.html", "2026-W48/draft.json", "2026-W60/draft.csv"] {
        visitor.get(&format!("/situation/{missing}")).await.assert_status(404);
    }
}

#[actix_web::test]
async fn a_week_before_the_first_report_shows_no_figures_and_what_people_wrote_all_the_same() {
    let app = TestApp::spawn().await;
    an_incident().keep(&app);
    let page = app.signed_in(Role::Coordinator).await.get("/situation/2026-W46").await;
    page.assert_says("De första rapporterna är från vecka 47 2026").assert_says("Ännu har ingen sammanfattat veckan.");
    assert!(page.all("#districts").is_empty() && page.all("#groups").is_empty());
}
