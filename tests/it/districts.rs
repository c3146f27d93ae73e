//! The ground: where points lie, how many live there, what imports change and what they refuse, the districts' pages.

use std::io::Write as _;
use std::path::Path;

use lykta::accounts::Role;
use lykta::districts::import::{import_areas, import_places};
use lykta::districts::{Division, Ground, Located, store};
use lykta::geometry::Point;
use lykta::texts::Language;
use lykta::time::local_day;

use crate::support::{TestApp, TestDatabase, lykta, lykta_with, shared_data};

fn static_file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/municipality/botkyrka");
    folder.join(name).to_str().unwrap().to_owned()
}

#[actix_web::test]
async fn known_places_lie_in_the_areas_and_districts_they_are_known_to_lie_in() {
    let app = TestApp::spawn().await;
    let ground = app.db.read_here(Ground::load).unwrap();
    let places = [
        (59.247_859, 17.861_162, "0127R005", "Fittja"),
        (59.238_789, 17.844_790, "0127R001", "Alby"),
        (59.244_160, 17.826_040, "0127R007", "Hallunda-Norsborg"),
        (59.244_310, 17.814_270, "0127R010", "Hallunda-Norsborg"),
        (59.205_3, 17.903_2, "0127R009", "Tullinge"),
        (59.199_9, 17.835_8, "0127R019", "Tumba"),
        (59.190_3, 17.848_3, "0127R013", "Storvreten"),
        (59.167_0, 17.795_0, "0127R020", "Vårsta-Grödinge"),
        (59.126_3, 17.796_8, "0127R006", "Vårsta-Grödinge"),
    ];
    for (latitude, longitude, code, name) in places {
        let located = ground.locate(Point::new(latitude, longitude).unwrap(), local_day(app.now()));
        let Located::Inside { area, district, snapped_m: None } = located else { panic!("{code}: {located:?}") };
        assert_eq!(ground.area(area).unwrap().code, code);
        assert_eq!(ground.district(district).unwrap().name, name);
    }
    let huddinge = ground.locate(Point::new(59.236_9, 17.981_9).unwrap(), local_day(app.now()));
    assert!(matches!(huddinge, Located::Outside { metres } if metres > 50.0), "{huddinge:?}");
}

#[actix_web::test]
async fn six_districts_have_residents_with_storvreten_in_tumba_and_of_seven_those_two_have_none() {
    let app = TestApp::spawn().await;
    let (districts, populations) = app
        .db
        .read_here(|connection| {
            Ok::<_, diesel::result::Error>((store::list_districts(connection)?, store::list_populations(connection)?))
        })
        .unwrap();
    let rows = |division: Division| -> Vec<(String, Option<i64>)> {
        let rows = division.rows(&districts, &populations);
        rows.iter()
            .map(|row| (row.shown(Language::Swedish), row.residents.as_ref().map(|known| known.number)))
            .collect()
    };
    let row = |name: &str, residents: Option<i64>| (name.to_owned(), residents);
    let (first, last) = (
        [
            row("Alby", Some(14_208)),
            row("Fittja", Some(7_514)),
            row("Hallunda-Norsborg", Some(21_130)),
            row("Tullinge", Some(20_179)),
        ],
        row("Vårsta-Grödinge", Some(4_596)),
    );
    let six = [&first[..], &[row("Tumba med Storvreten", Some(26_852)), last.clone()]].concat();
    let seven = [&first[..], &[row("Tumba utan Storvreten", None), row("Storvreten", None), last]].concat();
    assert_eq!(rows(Division::Main), six);
    assert_eq!(rows(Division::All), seven);
}

#[test]
fn a_municipality_is_brought_in_from_three_files_and_then_checked() {
    let database = TestDatabase::empty();
    let own = [("LYKTA_MUNICIPALITY", "none")];
    let run = |words: &[&str]| lykta_with(database.url(), &own, words);
    run(&["import", "places", &static_file("places.csv")]).assert_says("10 places read");
    run(&["check"]).assert_fails("wrong");
    let areas = static_file("areas.geojson");
    run(&["import", "areas", &areas, "--dry-run"]).assert_says("20 areas read, 20 of them new").assert_says("Dry run");
    run(&["check"]).assert_fails("wrong");
    run(&["import", "areas", &areas]).assert_says("20 areas read, 20 of them new or different. They are in.");
    run(&["import", "places", &static_file("places.csv")]).assert_says("10 of them new or different");
    run(&["import", "population", &static_file("population.csv")])
        .assert_says("7 population figures read, 7 of them new");
    run(&["check"]).assert_says("20 areas in 7 districts").assert_says("schema is up to date");
    for (kind, name) in [("areas", "areas.geojson"), ("places", "places.csv"), ("population", "population.csv")] {
        run(&["import", kind, &static_file(name)]).assert_says("nothing changes");
    }
}

#[test]
fn the_published_file_of_areas_is_what_is_built_in() {
    let Some(directory) = shared_data() else { return };
    let database = TestDatabase::empty();
    let file = directory.join("botkyrka-regso-2025.geojson");
    lykta(database.url(), &["import", "areas", file.to_str().unwrap()]).assert_says("nothing changes");
    lykta(database.url(), &["check"]).assert_says("20 areas in 7 districts");
}

#[test]
fn a_fault_in_a_file_is_told_by_line_and_nothing_of_the_file_is_kept() {
    let database = TestDatabase::prepared();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(
        file,
        "name;kind;latitude;longitude;district\nFittja badplats;beach;59,2510;17,8560;Fittja\nHuddinge C;station;59,2369;17,9819;\n\
         Alby äng;field;59,2388;17,8448;Tumba\nIngenstans;square;;;\n"
    )
    .unwrap();
    let path = file.path().to_str().unwrap();
    let before = lykta(database.url(), &["check"]).stdout;
    let ran = lykta(database.url(), &["import", "places", path]);
    ran.assert_fails("line 3: ").assert_fails("outside").assert_fails("line 4: Alby äng is said to lie in Tumba");
    ran.assert_fails("line 5: ").assert_fails("nothing was imported");
    assert!(before.contains("places: 10,"), "{before}");
    lykta(database.url(), &["check"]).assert_says("places: 10,");
}

#[actix_web::test]
async fn boundaries_of_a_day_are_not_exchanged_under_the_reports_counted_by_them() {
    let app = TestApp::spawn().await;
    let file = std::fs::read_to_string(static_file("areas.geojson")).unwrap();
    let other = file.replace("Albyberget", "Albykullen");
    let refused = app.db.import_here(false, |connection| import_areas(connection, &other, app.now())).unwrap_err();
    assert!(refused.to_string().contains("valid from 2025-01-01"), "{refused}");
    let later = other.replace("20250101", "20270101");
    let done = app.db.import_here(false, |connection| import_areas(connection, &later, app.now())).unwrap();
    assert_eq!(done.changed, 20);
    let ground = app.db.read_here(Ground::load).unwrap();
    let names_on = |day: &str| ground.areas_on(day.parse().unwrap()).map(|area| area.name.as_str()).collect::<Vec<_>>();
    assert_eq!((ground.areas().len(), ground.districts().len()), (40, 7));
    assert_eq!((names_on("2026-11-19")[0], names_on("2027-01-01")[0]), ("Albyberget", "Albykullen"));
    // Until the day comes, points lie where they lay.
    let alby = Point::new(59.238_789, 17.844_790).unwrap();
    for (day, name) in [("2026-11-19", "Albyberget"), ("2027-01-01", "Albykullen")] {
        let Located::Inside { area, .. } = ground.locate(alby, day.parse().unwrap()) else { panic!("outside") };
        assert_eq!(ground.area(area).unwrap().name, name);
    }
}

#[actix_web::test]
async fn a_part_of_a_part_is_refused() {
    let app = TestApp::spawn().await;
    let file = std::fs::read_to_string(static_file("areas.geojson")).unwrap();
    let file = file.replace("20250101", "20270101");
    let file = file.replace("\"district\": \"Tumba\"", "\"district\": \"Tumba\", \"parent_district\": \"Alby\"");
    let refused = app.db.import_here(false, |connection| import_areas(connection, &file, app.now())).unwrap_err();
    assert!(refused.to_string().contains("Storvreten cannot be a part of Tumba"), "{refused}");
    assert_eq!(app.db.read_here(store::list_area_sets).unwrap().len(), 1);
}

#[actix_web::test]
async fn a_place_is_changed_by_its_name_and_a_rehearsal_changes_nothing() {
    let app = TestApp::spawn().await;
    let rows = "name,kind,latitude,longitude\nGrödinge kyrka,church,59.1264,17.7969\n";
    let bring = |rehearse| {
        let import = |connection: &mut _| import_places(connection, rows.as_bytes(), app.now());
        app.db.import_here(rehearse, import).unwrap().changed
    };
    let latitude = || {
        let places = app.db.read_here(store::list_places).unwrap();
        places.iter().find(|place| place.name == "Grödinge kyrka").unwrap().latitude
    };
    assert_eq!((bring(true), latitude()), (1, 59.1263));
    assert_eq!((bring(false), latitude()), (1, 59.1264));
    assert_eq!((bring(false), app.db.read_here(store::list_places).unwrap().len()), (0, 10));
}

#[actix_web::test]
async fn the_list_of_districts_and_the_map_beside_it_have_the_same_rows() {
    let app = TestApp::spawn().await;
    let page = app.signed_in(Role::Council).await.get("/districts").await;
    page.assert_status(200).assert_says("6 kommundelar av 20 områden").assert_says("Källa: SCB, RegSO 2025");
    let names = page.all("tbody th a");
    let seven = ["Alby", "Fittja", "Hallunda-Norsborg", "Tullinge", "Tumba", "Storvreten", "Vårsta-Grödinge"];
    assert_eq!(names, seven);
    assert_eq!(page.all("svg.map a.label text.name"), seven);
    assert_eq!(page.all("svg.map path.line").len(), 20);
    let residents = page.all("tbody td.n");
    assert_eq!(residents[4..6], ["26 852", "okänt"]);
    // 14 208 + 7 514 + 21 130 + 20 179 + 26 852 + 4 596: Storvreten is in Tumba's figure.
    assert_eq!(page.all("tfoot td.n"), ["94 479"]);
    page.assert_lacks("Ändra");
}

#[actix_web::test]
async fn a_districts_page_tells_its_residents_areas_places_and_neighbours() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Reporter).await;
    let tumba = visitor.get("/districts/tumba").await;
    tumba.assert_status(200).assert_says("Invånare med Storvreten 26 852").assert_says("utan Storvreten okänt");
    tumba
        .assert_says("Tuna")
        .assert_says("0127R017")
        .assert_says("Tumba station")
        .assert_says("läget ska kontrolleras");
    assert_eq!(tumba.all("svg.map .label.chosen text.name"), ["Tumba"]);
    let borders = [
        ("alby", vec!["Fittja", "Hallunda-Norsborg", "Tullinge", "Tumba"]),
        ("fittja", vec!["Alby", "Hallunda-Norsborg"]),
        ("storvreten", vec!["Tullinge", "Tumba", "Vårsta-Grödinge"]),
        ("tumba", vec!["Alby", "Hallunda-Norsborg", "Storvreten", "Tullinge", "Vårsta-Grödinge"]),
    ];
    for (code, neighbours) in borders {
        let page = visitor.get(&format!("/districts/{code}")).await;
        assert_eq!(page.all("dl dd:last-child a"), neighbours, "{code}");
    }
    visitor.get("/districts/stockholm").await.assert_status(404);
    app.visitor().get("/districts/tumba").await.assert_status(303);
}

#[actix_web::test]
async fn an_administrator_keeps_residents_and_every_row_that_can_be_known_becomes_known() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Administrator).await;
    visitor.get("/districts").await.assert_says("Ändra invånare och delar");
    visitor.get("/admin/districts").await.assert_status(200).assert_says("Storvreten");
    let action = "/admin/districts/storvreten/population";
    let wrong = [("year", "2021"), ("residents", "30 000"), ("source", "SCB")];
    let page = visitor.post(action, &wrong).await;
    page.assert_status(422).assert_says("fler invånare än hela kommundelen");
    assert_eq!(page.value("residents").as_deref(), Some("30 000"), "what was typed is kept");

    let right = [("year", "2021"), ("residents", "6 852"), ("source", "SCB")];
    visitor.post_and_follow(action, &right).await.assert_says("Folkmängden är sparad");
    let tumba = visitor.get("/districts/tumba").await;
    tumba.assert_says("Invånare med Storvreten 26 852").assert_says("Invånare utan Storvreten 20 000");
    visitor.get("/districts/storvreten").await.assert_says("6 852").assert_says("SCB, 2021");
    visitor.get("/districts").await.assert_says("94 479");
}

#[actix_web::test]
async fn an_administrator_decides_which_district_is_a_part_of_which() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Administrator).await;
    let rows = || async { visitor.get("/districts").await.all("tbody tr:not(.sub) th a") };
    assert_eq!(rows().await.len(), 6);
    visitor.get("/admin/districts/tumba").await.assert_says("kan därför inte vara en del av en annan");
    visitor.post("/admin/districts/tumba", &[("parent", "alby")]).await.assert_status(422);
    visitor.post("/admin/districts/alby", &[("parent", "storvreten")]).await.assert_status(422);

    visitor
        .post_and_follow("/admin/districts/storvreten", &[("parent", "")])
        .await
        .assert_says("Kommundelen är ändrad");
    assert_eq!(rows().await.len(), 7);
    visitor.post_and_follow("/admin/districts/fittja", &[("parent", "alby")]).await;
    assert_eq!(rows().await.len(), 6);
    visitor.get("/districts/fittja").await.assert_says("Del av Alby");

    let log = app.db.read_here(|connection| lykta::accounts::store::list_audit(connection, None, 2)).unwrap();
    let told: Vec<_> = log.iter().map(|entry| (entry.subject.as_str(), entry.detail.as_str())).collect();
    assert_eq!(told, [("district", "alby"), ("district", "part of none")]);
}

#[actix_web::test]
async fn a_municipality_without_areas_says_so_instead_of_drawing_nothing() {
    let database = TestDatabase::empty();
    let url = database.url().to_owned();
    let app = TestApp::spawn_with(|config| {
        config.database_url = Some(url);
        config.municipality = lykta::config::Municipality::None;
    })
    .await;
    let page = app.signed_in(Role::Reporter).await.get("/districts").await;
    page.assert_status(200).assert_says("Inga kommundelar ännu");
    assert_eq!(page.all("svg.map").len(), 0);
}
