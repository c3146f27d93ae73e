//! Rows that are taken out: the same rows whatever the format, with a word of what they are, and a line in the log.

use std::io::{Cursor, Read as _};

use lykta::accounts::{OrganisationKind, Role};
use lykta::exports::manifest::Manifest;
use lykta::exports::shelf;
use lykta::time::plus_hours;

use crate::support::walks::{CODE, a_note, an_open_walk};
use crate::support::{Page, TestApp, Visitor, a_measure, a_report, leave_document, lykta};

/// A town of its own data folder, so that files have a place to lie.
async fn town() -> (TestApp, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_owned();
    (TestApp::spawn_with(|config| config.data = data).await, folder)
}

/// Begins a file and waits until it can be fetched; gives the page that says so.
async fn take(visitor: &Visitor, what: &str, format: &str, filter: &[(&str, &str)]) -> Page {
    let fields = [&[("what", what), ("format", format)], filter].concat();
    let begun = visitor.post("/exports/rows", &fields).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    for _ in 0..200 {
        let page = visitor.get(&begun.location()).await;
        if page.header("refresh").is_empty() {
            return page;
        }
        page.assert_says("Filen skrivs");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the file was never finished");
}

/// The file behind the page of one that is ready, and its manifest.
async fn fetch(visitor: &Visitor, page: &Page) -> (Page, Manifest) {
    let links = |part: &str| page.attribute(&format!("main a[href$='{part}']"), "href").unwrap();
    let file = visitor.get(&links("/file")).await;
    file.assert_status(200);
    let manifest = visitor.get(&links("/manifest.json")).await;
    (file, serde_json::from_str(&manifest.body_text()).unwrap())
}

fn csv_rows(body: &[u8]) -> Vec<Vec<String>> {
    let table = body.strip_prefix("\u{feff}".as_bytes()).expect("begins with a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(table);
    reader.records().map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect()).collect()
}

/// The texts and numbers of a workbook's first sheet, by cell.
fn sheet(body: &[u8]) -> Vec<Vec<(String, String)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(body)).unwrap();
    let mut text = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut text).unwrap();
    let unescaped = |text: &str| {
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        text.replace("_x000D_", "\r")
    };
    let cell = |cell: &str| {
        let (at, rest) = cell.split_once('"').unwrap();
        let (_, value) = rest.split_once("<t").or_else(|| rest.split_once("<v")).unwrap();
        let value = value.split_once('>').unwrap().1.split_once("</").unwrap().0;
        (at.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(), unescaped(value))
    };
    text.split("<row ").skip(1).map(|row| row.split("<c r=\"").skip(1).map(cell).collect()).collect()
}

const TRICKY: &str = "=HYPERLINK(\"http://x\") Åsa sa \"nej\"; sen\nbrast rutan <&> åäö";

#[actix_web::test]
async fn the_same_rows_stand_on_the_screen_and_in_every_format_with_their_text_as_it_was_written() {
    let (app, _folder) = town().await;
    let reporter = app.signed_in(Role::Reporter).await;
    a_report().with("description", TRICKY).file(&reporter).await;
    a_report().with("place", "").with("district", "unknown").with("description", "+46 ringde").file(&reporter).await;
    a_report().with("category", "ORD1").with("description", "En annan grupp").file(&reporter).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let screen = coordinator.get("/exports/rows?what=incidents&group=skadegorelse").await;
    screen.assert_says("2 rader");
    let numbers = screen.all("tbody th");
    let filter = [("group", "skadegorelse")];
    let mut taken = Vec::new();
    for format in ["csv", "xlsx", "geojson"] {
        let page = take(&coordinator, "incidents", format, &filter).await;
        let (file, manifest) = fetch(&coordinator, page.assert_says("Filen är klar")).await;
        assert_eq!(lykta::digest::sha256(&file.body), manifest.sha256, "{format}");
        assert_eq!((manifest.rows, manifest.bytes), (2, i64::try_from(file.body.len()).unwrap()), "{format}");
        assert_eq!((manifest.format.as_str(), manifest.subject.as_str()), (format, "incidents"));
        assert_eq!(manifest.filter, "from=2026-08-21&to=2026-11-19&group=skadegorelse");
        assert_eq!(
            (manifest.taken_by.function.as_str(), manifest.taken_by.organisation.as_str()),
            ("Trygghetssamordnare", "Kommunen")
        );
        assert_eq!(manifest.cut_off, app.now());
        assert!(file.header("content-disposition").ends_with(&format!("filename=\"{}\"", manifest.file)));
        leave_document(&format!("rows.{format}"), &file.body);
        taken.push((file, manifest));
    }
    let [(csv, manifest), (book, _), (map, _)] = taken.try_into().ok().unwrap();
    let rows = csv_rows(&csv.body);
    let headings: Vec<&str> = manifest.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(rows[0], headings);
    let column = |name: &str| manifest.columns.iter().position(|column| column.name == name).unwrap();
    let of_csv = |name: &str| rows[1..].iter().map(|row| row[column(name)].clone()).collect::<Vec<_>>();
    assert_eq!(of_csv("number"), numbers, "the rows of the screen, in its order");
    assert_eq!(of_csv("description"), ["'+46 ringde", &format!("'{TRICKY}")], "harmless, and otherwise as it was");

    let sheet = sheet(&book.body);
    let letter = |name: &str| char::from(b'A' + u8::try_from(column(name)).unwrap()).to_string();
    let of_book = |name: &str| {
        let of_row =
            |row: &Vec<(String, String)>| row.iter().find(|(at, _)| *at == letter(name)).map(|(_, it)| it.clone());
        sheet[1..].iter().map(of_row).collect::<Vec<_>>()
    };
    assert_eq!(sheet.len(), 3);
    assert_eq!(of_book("number"), [Some(numbers[0].clone()), Some(numbers[1].clone())]);
    assert_eq!(of_book("description"), [Some("+46 ringde".to_owned()), Some(TRICKY.to_owned())]);
    assert_eq!(
        of_book("latitude"),
        [None, Some("59.247859".to_owned())],
        "a number, and nothing where it is not known"
    );
    // 18 November 2026, 21:30, on Excel's calendar.
    assert_eq!(of_book("occurred_from")[1].as_deref(), Some("46344.895833333336"));

    let map: serde_json::Value = serde_json::from_slice(&map.body).unwrap();
    let features = map["features"].as_array().unwrap();
    let of_map = |name: &str| features.iter().map(|feature| feature["properties"][name].clone()).collect::<Vec<_>>();
    assert_eq!(of_map("number").iter().map(ToString::to_string).collect::<Vec<_>>(), numbers);
    assert_eq!(of_map("description"), ["+46 ringde", TRICKY]);
    assert_eq!(of_map("occurred_from")[1], "2026-11-18T21:30:00");
    assert!(features[0]["geometry"].is_null(), "a place that is not known is no place");
    assert_eq!(features[1]["geometry"]["coordinates"], serde_json::json!([17.861_162, 59.247_859]));
}

#[actix_web::test]
async fn lists_have_their_rows_as_a_workbook_and_as_a_map_beside_them() {
    let (app, _folder) = town().await;
    let reporter = app.signed_in(Role::Reporter).await;
    a_report().file(&reporter).await;
    a_report().with("place", "").with("district", "alby").file(&reporter).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_measure(app.organisation("Kommunen", OrganisationKind::Municipality)).file(&coordinator).await;
    let list = coordinator.get("/incidents?district=alby").await;
    let links =
        ["csv", "xlsx", "geojson"].map(|format| list.attribute(&format!("a[download][href*='.{format}?']"), "href"));
    for link in links {
        let link = link.unwrap();
        assert!(link.contains("district=alby"), "{link}");
        let file = coordinator.get(&link).await;
        file.assert_status(200);
        let about = file.header("link").to_owned();
        let about = about.split(['<', '>']).nth(1).unwrap();
        let manifest: Manifest = serde_json::from_str(&coordinator.get(about).await.body_text()).unwrap();
        assert_eq!((manifest.rows, manifest.sha256), (1, lykta::digest::sha256(&file.body)), "{link}");
    }
    let map = coordinator.get("/measures.geojson").await;
    map.assert_status_of_file("application/geo+json");
    let map: serde_json::Value = serde_json::from_slice(&map.body).unwrap();
    assert_eq!(map["features"].as_array().unwrap().len(), 1);
    coordinator.get("/incidents.pdf").await.assert_status(404);
}

#[actix_web::test]
async fn what_was_noted_on_walks_is_taken_out_by_day_kind_and_district_and_names_no_phone() {
    let (app, _folder) = town().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    a_note().with("description", "Trasig lampa vid trappan").send(&phone).await;
    a_note().with("kind", "strength").with("description", "Fint klippt").send(&phone).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let page = take(&coordinator, "observations", "csv", &[("kind", "deficiency"), ("district", "fittja")]).await;
    let (file, manifest) = fetch(&coordinator, &page).await;
    let rows = csv_rows(&file.body);
    assert_eq!((rows.len(), manifest.rows), (2, 1), "{rows:?}");
    let of = |name: &str| {
        let at = manifest.columns.iter().position(|column| column.name == name).unwrap();
        rows[1][at].as_str()
    };
    assert_eq!((of("kind"), of("district"), of("observation")), ("Brist", "Fittja", "Trasig lampa vid trappan"));
    assert!(!of("latitude").is_empty(), "its own place, else its stop's");
    assert!(!manifest.columns.iter().any(|column| column.name.contains("phone")));
    let elsewhere = take(&coordinator, "observations", "csv", &[("district", "tullinge")]).await;
    assert_eq!(fetch(&coordinator, &elsewhere).await.1.rows, 0);
}

#[actix_web::test]
async fn the_log_tells_what_left_with_its_filter_rows_and_hash_and_whoever_took_it() {
    let (app, _folder) = town().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_report().file(&app.signed_in(Role::Reporter).await).await;
    coordinator.get("/exports/log").await.assert_says("Inget har lämnat huset ännu");
    let (_, manifest) =
        fetch(&coordinator, &take(&coordinator, "incidents", "xlsx", &[("district", "fittja")]).await).await;
    coordinator.get("/measures.csv").await.assert_status(200);
    let log = coordinator.get("/exports/log").await;
    for told in [
        "Rapporter, rad för rad, XLSX",
        "Kommundel: fittja",
        &manifest.sha256,
        "coordinator",
        "Åtgärder, rad för rad, CSV",
    ] {
        log.assert_says(told);
    }
    assert_eq!(log.all("tbody tr").len(), 2);
    for role in [Role::Reporter, Role::Partner, Role::Council, Role::Administrator] {
        app.signed_in(role).await.get("/exports/log").await.assert_status(403);
    }
}

#[actix_web::test]
async fn a_file_is_for_whoever_began_it_and_for_an_hour() {
    let (app, folder) = town().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let other = app.signed_in_of(Role::Coordinator, app.organisation("Polisen", OrganisationKind::Police)).await;
    let page = take(&coordinator, "measures", "csv", &[]).await;
    let file = page.attribute("main a[href$='/file']", "href").unwrap();
    let about = file.trim_end_matches("/file").to_owned();
    other.get(&file).await.assert_status(404);
    other.get(&about).await.assert_status(404);
    coordinator.get(&file).await.assert_status(200);
    app.clock.set(shelf::kept_until(app.now()));
    coordinator.get(&file).await.assert_status(200);
    app.clock.set(app.now().checked_add(jiff::SignedDuration::from_secs(1)).unwrap());
    coordinator.get(&file).await.assert_status(410).assert_says("Filen finns inte kvar");
    coordinator.get(&about).await.assert_says("Filen finns inte kvar").assert_says("Ta ut igen");
    let left = std::fs::read_dir(folder.path().join("exports")).unwrap().count();
    assert_eq!(left, 0, "nothing lies on the disk any more");
}

#[actix_web::test]
async fn what_was_under_way_when_the_program_stopped_is_told_as_broken_off() {
    let (app, _folder) = town().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let account = app.account_id("coordinator.1@example.se");
    let now = app.now();
    let id = app
        .db
        .write_here(|connection| {
            let actor = lykta::accounts::Actor { account_id: Some(account), label: "Anna".to_owned() };
            let what = (lykta::exports::log::model::Subject::Incidents, "district=alby");
            lykta::exports::actions::begin(connection, what, lykta::tables::Format::Csv, &actor, now)
        })
        .unwrap();
    coordinator.get("/exports/log").await.assert_says("Pågår");
    lykta::exports::actions::note_broken_off(&app.db, plus_hours(now, 1)).unwrap();
    coordinator.get("/exports/log").await.assert_says("Avbruten").assert_lacks("Pågår");
    let page = coordinator.get(&lykta::urls::export_rows(id)).await;
    page.assert_says("Filen blev inte klar");
    assert_eq!(page.attribute("main a.go", "href").unwrap(), "/exports/rows?what=incidents&district=alby");
    coordinator.get(&lykta::urls::export_manifest(id)).await.assert_status(404);
}

#[actix_web::test]
async fn a_form_that_asks_for_what_there_is_not_takes_nothing_out() {
    let (app, _folder) = town().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    for (what, format) in [("incidents", "pdf"), ("accounts", "csv"), ("council_report", "csv")] {
        coordinator.post("/exports/rows", &[("what", what), ("format", format)]).await.assert_status(400);
    }
    coordinator.get("/exports/rows?what=accounts").await.assert_status(404);
    coordinator.get("/exports/log").await.assert_says("Inget har lämnat huset ännu");
}

#[actix_web::test]
async fn the_host_takes_out_any_format_with_its_manifest_beside_it() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    a_report().with("description", TRICKY).file(&reporter).await;
    let folder = tempfile::tempdir().unwrap();
    for format in ["csv", "xlsx", "geojson"] {
        let path = folder.path().join(format!("rows.{format}"));
        let out = path.to_str().unwrap();
        let words =
            ["export", "incidents", "--from", "2026-11-01", "--to", "2026-11-30", "--format", format, "-o", out];
        lykta(app.database(), &words).assert_says("1 rows written");
        let manifest = std::fs::read_to_string(format!("{out}.manifest.json")).unwrap();
        let manifest: Manifest = serde_json::from_str(&manifest).unwrap();
        assert_eq!(
            (manifest.rows, manifest.sha256),
            (1, lykta::digest::sha256(std::fs::read(&path).unwrap())),
            "{format}"
        );
        assert_eq!(manifest.taken_by.function, "lykta");
    }
    let into_nothing = folder.path().join("nowhere/rows.csv");
    let words =
        ["export", "incidents", "--from", "2026-11-01", "--to", "2026-11-30", "-o", into_nothing.to_str().unwrap()];
    lykta(app.database(), &words).assert_fails("cannot write");
    let log = app.signed_in(Role::Coordinator).await.get("/exports/log").await;
    assert_eq!(log.all("tbody tr").len(), 4);
    log.assert_says("Avbruten");
}
