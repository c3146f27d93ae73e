//! Reports by the table: what goes in comes out, once, whole and harmless.

use lykta::accounts::{OrganisationKind, Role};

use crate::support::{Page, TestApp, a_report, lykta};

/// The cells of a file as Swedish Excel reads it.
fn cells(page: &Page) -> Vec<Vec<String>> {
    let body = page.body_text();
    let table = body.strip_prefix('\u{feff}').expect("begins with a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(table.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect()).collect()
}

#[actix_web::test]
async fn the_file_holds_the_rows_of_the_list_and_the_log_knows_its_filter() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    a_report().with("description", "=cmd|'/c calc'!A0").file(&reporter).await;
    a_report().with("description", "Hon sa \"nej\"; sen\r\nbrast rutan: åäö").file(&reporter).await;
    a_report().with("place", "").with("district", "alby").file(&reporter).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let list = coordinator.get("/incidents?district=fittja").await;
    let file = coordinator.get(&list.attribute("a[download]", "href").unwrap()).await;
    file.assert_status(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"lykta-2026-08-21-2026-11-19.csv\"");
    let rows = cells(&file);
    assert_eq!(rows.len(), 3, "a heading and the two rows of the list: {rows:?}");
    assert_eq!(rows[0][0], "Nummer");
    let column = |name: &str| rows[0].iter().position(|heading| heading == name).unwrap();
    let descriptions: Vec<&str> = rows[1..].iter().map(|row| row[column("Beskrivning")].as_str()).collect();
    assert_eq!(descriptions, ["Hon sa \"nej\"; sen\nbrast rutan: åäö", "'=cmd|'/c calc'!A0"]);
    assert_eq!(rows[1][column("Kommundel")], "Fittja");
    assert_eq!(rows[1][column("Latitud")], "59,247859");
    assert_eq!(rows[1][column("Från")], "2026-11-18 21:30");
    assert!(!file.body_text().contains("reporter.1"), "no export names a person");
    let entries = app.db.read_here(|connection| lykta::accounts::store::list_audit(connection, None, 1)).unwrap();
    assert_eq!((entries[0].action.as_str(), entries[0].subject.as_str()), ("exported", "incident"));
    assert!(entries[0].detail.contains("district=fittja"), "{}", entries[0].detail);
    for role in [Role::Reporter, Role::Partner, Role::Council, Role::Administrator] {
        app.signed_in(role).await.get("/incidents.csv").await.assert_status(403);
    }
}

#[actix_web::test]
async fn an_export_of_many_batches_is_whole_and_in_the_order_of_the_list() {
    let app = TestApp::spawn().await;
    app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.csv");
    let rows: Vec<String> = (0..4_500)
        .map(|number| format!("B{number},SKA1,2026-11-{:02}T12:00,,,,2,,botkyrkabyggen\n", 1 + number % 18))
        .collect();
    let header = "reference,category,occurred_from,occurred_to,latitude,longitude,severity,description,organisation\n";
    std::fs::write(&file, format!("{header}{}", rows.concat())).unwrap();
    let words = ["import", "incidents", file.to_str().unwrap()];
    lykta(app.database(), &words).assert_says("4500 rows read: 4500 new, 0 there already, 0 not taken in.");
    lykta(app.database(), &words).assert_says("4500 rows read: 0 new, 4500 there already, 0 not taken in.");
    let rows = cells(&app.signed_in(Role::Coordinator).await.get("/incidents.csv").await);
    assert_eq!(rows.len(), 4_501);
    let keys: Vec<(&str, i64)> = rows[1..].iter().map(|row| (row[5].as_str(), row[0].parse().unwrap())).collect();
    assert!(keys.is_sorted_by(|above, below| above > below), "newest first, and no row twice");
    let out = folder.path().join("out.csv");
    let from_host = ["export", "incidents", "--from", "2026-11-01", "--to", "2026-11-30", "-o", out.to_str().unwrap()];
    lykta(app.database(), &from_host).assert_says("4500 rows written");
    let written = std::fs::read(out).unwrap();
    assert!(written.starts_with("\u{feff}Nummer;Kod;".as_bytes()));
    assert!(written.ends_with(b"\r\n"), "it ends with the end of a row");
}

#[actix_web::test]
async fn every_bad_row_of_a_partners_table_is_told_with_its_line_and_the_good_ones_are_kept_once() {
    let app = TestApp::spawn().await;
    app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("avvikelser.csv");
    let mapping = folder.path().join("mapping.csv");
    std::fs::write(&mapping, "from;to\nRutkross;SKA1\n").unwrap();
    let table = "\u{feff}reference;category;occurred_from;occurred_to;latitude;longitude;severity;description;organisation\r\n\
        A1;rutkross;2026-08-03T21:30;;59,247859;17,861162;hög;Tre rutor;Botkyrkabyggen\r\n\
        A2;SKA2;2026-08-03 22:00;2026-08-04 06:00;;;low;;Botkyrkabyggen\r\n\
        A3;Okänt;2026-08-03T21:30;;;;2;;Botkyrkabyggen\r\n\
        A4;SKA1;2030-08-03T21:30;;59.2369;17.9819;2;;Botkyrkabyggen\r\n\
        A5;SKA1;2026-08-03T21:30;;59.2369;17.9819;2;;Okänd AB\r\n";
    std::fs::write(&file, table).unwrap();
    let words = ["import", "incidents", file.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()];
    let rehearsed = lykta(app.database(), &[&words[..], &["--dry-run"]].concat());
    rehearsed.assert_fails("line 4: there is no category");
    assert!(rehearsed.stdout.contains("5 rows read: 2 new, 0 there already, 3 not taken in."), "{}", rehearsed.stdout);
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get("/incidents?from=2026-08-01").await.assert_says("Inga rapporter");
    let taken = lykta(app.database(), &words);
    for fault in
        ["line 5: occurred_from lies in the future", "line 6: there is no organisation \"Okänd AB\"", "m outside"]
    {
        taken.assert_fails(fault);
    }
    assert!(taken.stdout.contains("2 new, 0 there already"), "{}", taken.stdout);
    let again = lykta(app.database(), &words);
    assert!(again.stdout.contains("0 new, 2 there already"), "{}", again.stdout);
    let list = coordinator.get("/incidents?from=2026-08-01").await;
    list.assert_says("2 rapporter").assert_says("Fittja").assert_says("Okänd plats");
    std::fs::write(&file, table.replace("Tre rutor", "Fyra rutor")).unwrap();
    lykta(app.database(), &words)
        .assert_fails("line 2: a report with this reference is there already and says something else");
}
