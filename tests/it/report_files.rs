//! The files of a council report: what goes in comes out of each of them, and the same cells are withheld in all.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use geo::orient::Direction;
use geo::{Area as _, MultiPolygon, Orient as _};
use lykta::districts::Ground;
use lykta::exports::report::map::geojson;
use lykta::exports::report::model::Report;
use lykta::exports::report::package::{MANIFEST, Manifest, PACKAGE, ReportFile, files};
use lykta::exports::report::table::{Table, Value, tables};
use lykta::exports::report::words;
use lykta::situation::picture::UNKNOWN;
use lykta::tables::harmless;
use lykta::texts::Language;
use scraper::{Html, Selector};

use crate::support::council::{FORMULA, UNRULY, a_council_report};
use crate::support::{TestApp, leave_document};

/// A report, the ground it is about, and its files.
async fn released() -> (Report, Ground, Vec<ReportFile>) {
    let app = TestApp::spawn().await;
    let ground = app.db.read_here(Ground::load).unwrap();
    let report = a_council_report(&ground);
    let files = files(&report, &ground).unwrap();
    (report, ground, files)
}

fn file<'a>(files: &'a [ReportFile], name: &str) -> &'a ReportFile {
    files.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn text(file: &ReportFile) -> &str {
    std::str::from_utf8(&file.bytes).unwrap()
}

fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..package.len())
        .map(|at| {
            let mut entry = package.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The cells of a CSV file as Swedish Excel reads it.
fn cells(file: &ReportFile) -> Vec<Vec<String>> {
    let table = text(file).strip_prefix('\u{feff}').expect("begins with a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(table.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect()).collect()
}

/// A cell of a table as it stands in a CSV file.
fn written(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) | Value::Mark(text) => harmless(text).into_owned(),
        Value::Count(count) => count.to_string(),
        Value::Decimal(number) => format!("{number:.1}").replace('.', ","),
        Value::Day(day) => day.to_string(),
        Value::Month(month) => month.to_string(),
        Value::Moment(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// What is told of the counts of each district: the same in every format, or one of them gives something away.
fn told_of_districts(report: &Report) -> BTreeMap<String, Vec<String>> {
    let told = |known: Option<_>| {
        known.map_or_else(|| words::NOT_TOLD.to_owned(), |known| words::bounds(known, Language::Swedish))
    };
    let of = |own: &lykta::exports::report::model::DistrictLine| {
        let spans = [own.line.period.count, own.line.period.before, own.line.twelve.count];
        spans.into_iter().chain([own.unsafe_places, own.observations]).chain(own.groups.clone()).map(told).collect()
    };
    report.districts.iter().map(|own| (own.code.clone(), of(own))).collect()
}

#[actix_web::test]
async fn the_manifest_names_every_file_with_its_hash_and_the_package_holds_them_all() {
    let (report, _, files) = released().await;
    let manifest: Manifest = serde_json::from_slice(&file(&files, MANIFEST).bytes).unwrap();
    let named: Vec<&str> = manifest.files.keys().map(String::as_str).collect();
    let mut others: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    others.retain(|name| *name != MANIFEST && *name != PACKAGE);
    others.sort_unstable();
    assert_eq!(named, others);
    for wanted in ["report.html", "report.pdf", "report.xlsx", "report.json", "districts.geojson", "districts.csv"] {
        assert!(named.contains(&wanted), "{wanted} is missing");
    }
    let package = unzipped(&file(&files, PACKAGE).bytes);
    assert_eq!(package.len(), files.len() - 1, "all but the package itself");
    for (name, told) in &manifest.files {
        let bytes = &package[&format!("lykta-report-3/{name}")];
        assert_eq!(lykta::digest::sha256(bytes), told.sha256, "{name}");
        assert_eq!(u64::try_from(bytes.len()).unwrap(), told.bytes, "{name}");
    }
    let own = u64::try_from(report.districts.len()).unwrap();
    assert_eq!(manifest.files["districts.csv"].rows, Some(own));
    assert_eq!((manifest.number, manifest.months, manifest.cut_off), (3, report.months, report.cut_off));
    assert_eq!((manifest.report_sha256, manifest.audience.as_str()), (report.sha256.clone(), "council"));
    assert_eq!(manifest.pictures.values().copied().collect::<Vec<_>>(), [2, 2, 2, 2]);
    leave_document(PACKAGE, &file(&files, PACKAGE).bytes);
    for name in ["report.pdf", "report.xlsx", "districts.geojson", "districts.csv", "coverage.csv"] {
        leave_document(name, &file(&files, name).bytes);
    }
}

#[actix_web::test]
async fn the_same_report_gives_the_same_bytes() {
    let (report, ground, first) = released().await;
    let again = files(&report, &ground).unwrap();
    for (one, other) in first.iter().zip(&again) {
        assert_eq!((&one.name, &one.sha256), (&other.name, &other.sha256));
    }
    let other = Report { cut_off: "2026-12-04T09:00:00Z".parse().unwrap(), ..report };
    let other = files(&other, &ground).unwrap();
    assert_ne!(file(&first, "report.json").sha256, file(&other, "report.json").sha256);
}

#[actix_web::test]
async fn the_json_is_the_report_itself() {
    let (report, _, files) = released().await;
    let read: Report = serde_json::from_slice(&file(&files, "report.json").bytes).unwrap();
    assert_eq!(read, report);
}

#[actix_web::test]
async fn every_table_is_read_back_from_its_csv_cell_by_cell() {
    let (report, _, files) = released().await;
    for Table { name, columns, rows, .. } in tables(&report, Language::Swedish) {
        let read = cells(file(&files, &format!("{name}.csv")));
        let headings = columns.iter().map(|heading| harmless(heading).into_owned()).collect();
        let expected: Vec<Vec<String>> =
            std::iter::once(headings).chain(rows.iter().map(|row| row.iter().map(written).collect())).collect();
        assert_eq!(read, expected, "{name}");
    }
    let districts = cells(file(&files, "districts.csv"));
    assert_eq!(districts[1][1], format!("'{FORMULA}"), "no spreadsheet calculates a name");
    assert_eq!(cells(file(&files, "coverage.csv"))[1][0], UNRULY);
}

#[actix_web::test]
async fn the_same_counts_are_withheld_in_every_format() {
    let (report, _, files) = released().await;
    let expected = told_of_districts(&report);
    let marks: usize = expected.values().flatten().filter(|told| told.parse::<u32>().is_err()).count();
    assert!(marks > 40, "a sample that withholds nothing shows nothing: {marks}");

    let plain = |rows: &[Vec<String>], code: &str, columns: &[usize]| -> Vec<String> {
        let row = rows.iter().find(|row| row[0] == code).unwrap();
        columns.iter().map(|column| row[*column].clone()).collect()
    };
    let no_spaces = |told: &[String]| -> Vec<String> { told.iter().map(|told| told.replace('\u{a0}', "")).collect() };
    let groups = report.groups.len();
    let of_groups: Vec<usize> = (2..2 + groups).collect();
    let sheets = workbook(&file(&files, "report.xlsx").bytes);
    let collection: geojson::FeatureCollection = text(file(&files, "districts.geojson")).parse().unwrap();
    let (districts, by_group) = (cells(file(&files, "districts.csv")), cells(file(&files, "districts-by-group.csv")));
    let page = Html::parse_document(text(file(&files, "report.html")));

    for (code, told) in &expected {
        // In the table: code, name, residents, three spans of seven, unsafe places, observations.
        let from = |districts: &[Vec<String>], by_group: &[Vec<String>]| {
            let own = plain(districts, code, &[3, 4, 17, 24, 25]);
            [own, plain(by_group, code, &of_groups)].concat()
        };
        assert_eq!(no_spaces(&from(&districts, &by_group)), no_spaces(told), "CSV, {code}");
        let sheet = from(&sheets["Kommundelar"], &sheets["Kommundel och grupp"]);
        assert_eq!(no_spaces(&sheet), no_spaces(told), "XLSX, {code}");

        let feature = collection.features.iter().find(|own| own.property("code").unwrap() == code.as_str()).unwrap();
        let keys = ["events", "events_before", "twelve_events", "unsafe_places", "observations"].map(str::to_owned);
        let keys = keys.into_iter().chain(report.groups.iter().map(|own| format!("group_{}", own.group.code())));
        for (key, told) in keys.zip(told) {
            assert_eq!(feature.property(format!("{key}_told")).unwrap(), told.as_str(), "GeoJSON, {code}, {key}");
            let number = feature.property(&key).unwrap().as_u64().map(|count| count.to_string());
            assert_eq!(
                number.is_some(),
                told.replace('\u{a0}', "").parse::<u32>().is_ok(),
                "{code}, {key}: {number:?}"
            );
        }

        let name = &report.districts.iter().find(|own| own.code == *code).unwrap().name;
        let on_page: Vec<String> = page_row(&page, "#districts", name);
        for (at, told) in [1, 2, 5].into_iter().zip([&told[0], &told[1], &told[2]]) {
            assert_eq!(&on_page[at], told, "page, {name}");
        }
        let groups_on_page = page_column(&page, "#groups", name);
        assert_eq!(groups_on_page[..groups], told[5..], "page, groups of {name}");
    }
    assert_eq!(collection.features.len(), expected.len());
}

/// The cells of a table's row on the page, its name not counted.
fn page_row(page: &Html, section: &str, name: &str) -> Vec<String> {
    let rows = Selector::parse(&format!("{section} tbody tr")).unwrap();
    let (head, cells) = (Selector::parse("th").unwrap(), Selector::parse("td").unwrap());
    let row = page
        .select(&rows)
        .find(|row| row.select(&head).any(|head| head.text().collect::<String>() == name))
        .unwrap_or_else(|| panic!("{section} has no row {name}"));
    row.select(&cells).map(|cell| cell.text().collect()).collect()
}

/// The cells of a table's column on the page.
fn page_column(page: &Html, section: &str, name: &str) -> Vec<String> {
    let heads = Selector::parse(&format!("{section} thead th")).unwrap();
    let at = page.select(&heads).position(|head| head.text().collect::<String>() == name).unwrap();
    let rows = Selector::parse(&format!("{section} tbody tr")).unwrap();
    let cells = Selector::parse("td").unwrap();
    page.select(&rows).map(|row| row.select(&cells).nth(at - 1).unwrap().text().collect()).collect()
}

#[actix_web::test]
async fn the_map_has_each_districts_ground_the_right_way_round_and_none_for_what_is_outside() {
    let (report, ground, files) = released().await;
    let told: serde_json::Value = serde_json::from_slice(&file(&files, "districts.geojson").bytes).unwrap();
    assert!(told["crs"].is_null() && told["bbox"].is_null(), "RFC 7946 has only one system, and asks for no box");
    let collection: geojson::FeatureCollection = geojson(&report, &ground, Language::Swedish).parse().unwrap();
    let mut area = 0.0;
    for feature in &collection.features {
        if feature.property("code").unwrap() == UNKNOWN {
            assert!(feature.geometry.is_none());
            continue;
        }
        let shape = geo::Geometry::<f64>::try_from(feature.geometry.clone().unwrap()).unwrap();
        let shape: MultiPolygon<f64> = shape.try_into().unwrap();
        assert_eq!(shape, shape.orient(Direction::Default), "outer rings run against the clock (RFC 7946, 3.1.6)");
        area += shape.unsigned_area();
    }
    let boundaries = &ground.boundaries(report.to).unwrap().districts;
    let whole: f64 = boundaries.iter().map(|(_, shape)| shape.unsigned_area()).sum();
    assert!((area - whole).abs() < whole * 1e-4, "rows cover the whole ground once: {area} of {whole}");
}

#[actix_web::test]
async fn the_workbook_has_a_sheet_for_each_table_with_numbers_and_dates_as_such() {
    let (report, _, files) = released().await;
    let parts = unzipped(&file(&files, "report.xlsx").bytes);
    let sheets = workbook(&file(&files, "report.xlsx").bytes);
    let tables = tables(&report, Language::Swedish);
    assert_eq!(sheets.len(), tables.len());
    for table in &tables {
        let sheet = &sheets[&table.title];
        assert_eq!(sheet[0], table.columns, "{}", table.name);
        assert_eq!(sheet.len(), table.rows.len() + 1, "{}", table.name);
    }
    let sheet = |number: usize| String::from_utf8(parts[&format!("xl/worksheets/sheet{number}.xml")].clone()).unwrap();
    for number in 1..=tables.len() {
        let sheet = sheet(number);
        assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter"), "sheet {number}");
        assert!(!sheet.contains("<f>"), "nothing is calculated in sheet {number}");
    }
    // 2024-12-01 counted from 1899-12-30.
    assert_eq!(sheets["Månad för månad"][1][0], "45627");
    assert_eq!(sheets["Kommundelar"][1][1], FORMULA);
    assert_eq!(sheets["Vilka som hörts av"][1][0], UNRULY);
}

/// The sheets of a workbook by name: each cell as it is kept, a number as a number. Read without any library for it, as a
/// stranger would (ECMA-376, 18.3).
fn workbook(bytes: &[u8]) -> BTreeMap<String, Vec<Vec<String>>> {
    let parts = unzipped(bytes);
    let part = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let strings: Vec<String> = between(&part("xl/sharedStrings.xml"), "<si>", "</si>")
        .iter()
        .map(|item| between(item, "<t", "</t>").iter().map(|t| unescaped(t.split_once('>').unwrap().1)).collect())
        .collect();
    let names: Vec<String> =
        between(&part("xl/workbook.xml"), "<sheet name=\"", "\"").iter().map(|name| unescaped(name)).collect();
    names
        .into_iter()
        .enumerate()
        .map(|(at, name)| (name, sheet(&part(&format!("xl/worksheets/sheet{}.xml", at + 1)), &strings)))
        .collect()
}

fn sheet(xml: &str, strings: &[String]) -> Vec<Vec<String>> {
    let width = between(xml, "<row ", "</row>").first().map_or(0, |row| row.matches("<c ").count());
    between(xml, "<row ", "</row>")
        .iter()
        .map(|row| {
            let mut cells = vec![String::new(); width];
            for cell in between(row, "<c ", "</c>") {
                let column = between(&cell, "r=\"", "\"")[0].clone();
                let letters = column.trim_end_matches(|c: char| c.is_ascii_digit()).bytes();
                let at = letters.fold(0, |at, letter| at * 26 + usize::from(letter - b'A') + 1) - 1;
                let value = between(&cell, "<v>", "</v>").first().cloned().unwrap_or_default();
                cells[at] =
                    if cell.contains("t=\"s\"") { strings[value.parse::<usize>().unwrap()].clone() } else { value };
            }
            cells
        })
        .collect()
}

/// What stands between each `begin` and the `end` after it.
fn between(text: &str, begin: &str, end: &str) -> Vec<String> {
    let pieces = text.split(begin).skip(1);
    pieces.filter_map(|piece| piece.split_once(end).map(|(inside, _)| inside.to_owned())).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

#[actix_web::test]
async fn the_page_stands_alone_and_the_pdf_says_that_it_is_accessible() {
    let (report, _, files) = released().await;
    let page = text(file(&files, "report.html"));
    for foreign in ["<script", "<link", "href=\"http", "src="] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.contains(report.sha256.as_deref().unwrap()), "the page names its hash");
    let pdf = String::from_utf8_lossy(&file(&files, "report.pdf").bytes).into_owned();
    assert!(pdf.starts_with("%PDF-") && pdf.contains("pdfuaid"), "no claim of PDF/UA in it");
}
