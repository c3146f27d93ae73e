//! What others have measured: indicators and their targets, reported crime, the police's classes of areas.

use lykta::accounts::Role;
use lykta::followup::indicators::model::{Target, Verdict};
use lykta::followup::indicators::{Judged, judged};

use crate::support::{Page, TestApp, Visitor, a_classification, a_reading, an_indicator, lykta};

/// The figures that the auditors printed in 2018.
const AUDIT: &str = include_str!("../../static/municipality/botkyrka/indicators.csv");
const INDICATORS: &str = "/followup/indicators";
const LOAD: &str = "/followup/indicators/load";
const COLUMNS: &str = "indicator,name,unit,area,year,outcome,target,margin_of_error\n";

async fn load(visitor: &Visitor, address: &str, table: &str) -> Page {
    visitor.post_with_files(address, &[], vec![("table", "siffror.csv".to_owned(), table.as_bytes().to_vec())]).await
}

/// Loads rows below the usual header, and shows what came of it.
async fn loaded(visitor: &Visitor, rows: &str) -> Page {
    let answer = load(visitor, LOAD, &format!("{COLUMNS}{rows}")).await;
    visitor.get(&answer.assert_status(303).location()).await
}

/// The page of the indicator of this code.
async fn page_of(visitor: &Visitor, app: &TestApp, code: &str) -> Page {
    let judged = all_judged(app);
    let found = judged.iter().find(|judged| judged.indicator.about.code == code).unwrap();
    visitor.get(&format!("{INDICATORS}/{}", found.indicator.id)).await
}

fn all_judged(app: &TestApp) -> Vec<Judged> {
    app.db.read_here(judged).unwrap()
}

fn verdicts(app: &TestApp, code: &str) -> Vec<(String, Verdict)> {
    let judged = all_judged(app).into_iter().filter(|judged| judged.indicator.about.code == code);
    judged.map(|judged| (judged.area, judged.verdict)).collect()
}

#[actix_web::test]
async fn the_figures_of_the_audit_come_back_from_the_imported_table() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let answer = load(&coordinator, LOAD, AUDIT).await;
    let list = coordinator.get(&answer.assert_status(303).location()).await;
    list.assert_says("Filen är inläst: 36 nya, 0 ändrade, 0 som redan fanns.");

    let council = app.signed_in(Role::Council).await;
    let list = council.get(INDICATORS).await;
    list.assert_says("42 ± 2,8 (2017) mycket lågt").assert_says("Samtliga kommuner 57 (2017)");
    list.assert_says("34 % (2017)").assert_says("ska öka (2018)").assert_lacks("Läs in en tabell");
    let codes = list.all("tbody th .cell-note");
    assert!(codes[0].starts_with("6:1 · procent · Botkyrka") && codes[1].starts_with("11:3"), "{codes:?}");

    let safety = page_of(&council, &app, "SCB-Trygghet").await;
    safety.assert_says("Botkyrka: 42 ± 2,8, Samtliga kommuner: 57. Det är 15 lägre, mer än felmarginalen 4.");
    safety.assert_says("mycket lågt").assert_says("Det finns inget mål.");
    let leisure = page_of(&council, &app, "SCB-Fritidsmöjligheter").await;
    leisure.assert_says("Skillnaden 1 ryms inom felmarginalen 3, så det går inte att säga om det skiljer sig.");

    let elderly = page_of(&council, &app, "6:1").await;
    let outcomes: Vec<String> = elderly.all("tbody td.main");
    assert_eq!(outcomes, ["34 %", "42 %", "42 %", "44 %"]);
    elderly.assert_says("2017: 34 %, 2016: 42 %. Skillnaden 8 ryms inom felmarginalen 13,9");
    let district = page_of(&council, &app, "B6:1a").await;
    district
        .assert_says("inget att bedöma")
        .assert_says("65 %")
        .assert_says("Det finns inget utfall för målets år än.");
    let targets: Vec<(i64, Target)> =
        all_judged(&app).iter().filter_map(|it| it.aim).map(|aim| (aim.year, aim.target)).collect();
    assert_eq!(targets, [(2018, Target::Increase); 2], "the next target after the outcome of 2016");
    let weapons = page_of(&council, &app, "VAPEN").await;
    weapons.assert_says("2017: 239, 2013: 135. Det är 104 högre, mer än felmarginalen 37,9.");
}

#[actix_web::test]
async fn the_same_table_again_adds_nothing_and_a_figure_put_right_takes_the_place_of_the_earlier_one() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    load(&coordinator, LOAD, AUDIT).await.assert_status(303);
    let again = load(&coordinator, LOAD, AUDIT).await;
    coordinator.get(&again.location()).await.assert_says("0 nya, 0 ändrade, 36 som redan fanns");
    let right = "6:1,Tryggt,percent,Botkyrka,2017,35,,2.5\n6:1,Tryggt,percent,Botkyrka,2021,,65,\n";
    loaded(&coordinator, right).await.assert_says("1 nya, 1 ändrade, 0 som redan fanns");
    let elderly = page_of(&coordinator, &app, "6:1").await;
    elderly.assert_says("35 ± 2,5 %").assert_says("Andel över 65 som upplever").assert_lacks("34 %");
    // The outcome of a year comes later than its target, which stays.
    loaded(&coordinator, "6:1,Tryggt,percent,Botkyrka,2021,70,,3\n").await.assert_says("0 nya, 1 ändrade");
    assert_eq!(verdicts(&app, "6:1"), [("Botkyrka".to_owned(), Verdict::CannotBeJudged)], "nobody said what is better");
    let log = app.signed_in(Role::Administrator).await.get("/admin/audit").await;
    log.assert_says("läste in indikatorer");
}

#[actix_web::test]
async fn a_table_with_bad_lines_is_refused_whole_and_each_is_told_with_its_reason() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let rows = "A,Trygghet,percent,Botkyrka,2016,61,,\nA,Trygghet,procent,Botkyrka,2017,61,,\nA,Trygghet,percent,Botkyrka,2018,161,,\nA,Ring 850709-9805,percent,Botkyrka,2019,60,,\n";
    let refused = load(&coordinator, LOAD, &format!("{COLUMNS}{rows}")).await;
    refused.assert_status(422).assert_says("”procent” är ingen enhet").assert_says("”161” är mer än 100");
    refused.assert_says("personnummer");
    assert_eq!(refused.all("tbody th"), ["3", "4", "5"]);
    coordinator.get(INDICATORS).await.assert_says("Inga indikatorer än");
    load(&coordinator, LOAD, "indicator;name\nA;B\n")
        .await
        .assert_status(422)
        .assert_says("De här kolumnerna saknas: unit");
    coordinator.post(LOAD, &[]).await.assert_status(422).assert_says("Välj en fil.");
    loaded(&coordinator, "A,Trygghet,percent,Botkyrka,2016,61,,\n").await;
    let other_unit = load(&coordinator, LOAD, &format!("{COLUMNS}A,Trygghet,index,Botkyrka,2017,61,,\n")).await;
    other_unit.assert_status(422).assert_says("finns redan med en annan enhet");
}

#[actix_web::test]
async fn a_target_is_reached_not_reached_or_cannot_be_judged() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let address = an_indicator().file(&coordinator).await;
    coordinator.get(&address).await.assert_says("Inga siffror än");
    a_reading().send(&coordinator).await.assert_status(303);
    let judged = async |outcome: &str, margin: &str, target: &str, direction: &str, year: &str| {
        let reading = a_reading().with("outcome", outcome).with("margin_of_error", margin).with("year", year);
        let reading = reading.with("target", target).with("direction", direction);
        reading.send(&coordinator).await.assert_status(303);
        all_judged(&app)[0].verdict
    };
    assert_eq!(judged("69", "2,5", "65", "", "2025").await, Verdict::Reached);
    assert_eq!(judged("63", "2,5", "65", "", "2026").await, Verdict::CannotBeJudged);
    assert_eq!(judged("59", "2,5", "65", "", "2027").await, Verdict::NotReached);
    assert_eq!(judged("65", "2", "", "increase", "2028").await, Verdict::Reached);
    assert_eq!(judged("63", "2", "", "increase", "2029").await, Verdict::CannotBeJudged);
    assert_eq!(judged("64", "", "", "decrease", "2030").await, Verdict::CannotBeJudged);
    assert_eq!(judged("55", "2", "", "increase", "2031").await, Verdict::NotReached);
    let page = coordinator.get(&address).await;
    page.assert_says("inte nått").assert_says("ska öka (2031)");
    assert_eq!(page.all("tbody .sign").len(), 7);
    let drawn = page.attribute("svg.years", "aria-label").unwrap();
    assert!(drawn.contains("Samma siffror står i tabellen"), "{drawn}");
}

#[actix_web::test]
async fn women_men_and_ages_are_series_of_their_own() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let address = an_indicator().file(&coordinator).await;
    a_reading().send(&coordinator).await.assert_status(303);
    a_reading().with("people", "women").with("outcome", "52").send(&coordinator).await.assert_status(303);
    a_reading()
        .with("people", "age")
        .with("age", "16–24")
        .with("outcome", "60")
        .send(&coordinator)
        .await
        .assert_status(303);
    let page = coordinator.get(&address).await;
    page.assert_says("Botkyrka: 61 ± 2,5 %, Botkyrka, kvinnor: 52 ± 2,5 %. Det är 9 högre, mer än felmarginalen 3,5.");
    page.assert_says("Botkyrka, 16–24 år: 60 ± 2,5 %");
    let faulty = a_reading().with("people", "age").send(&coordinator).await;
    faulty.assert_status(422).assert_says("Skriv åldern.");
}

#[actix_web::test]
async fn what_is_wrong_with_a_form_is_said_beside_its_fields_and_nothing_is_lost() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let faulty = an_indicator().with("code", "").with("name", "Ring 850709-9805").send(&coordinator).await;
    faulty.assert_status(422).assert_says("Beteckningen saknas.").assert_says("personnummer");
    assert_eq!(faulty.value("name").as_deref(), Some("Ring 850709-9805"));
    an_indicator().file(&coordinator).await;
    an_indicator().send(&coordinator).await.assert_status(422).assert_says("Det finns redan en indikator");
    let both = a_reading().with("target", "65").with("direction", "increase").send(&coordinator).await;
    both.assert_status(422).assert_says("Välj en siffra eller en riktning, inte båda.");
    let nothing = a_reading().with("outcome", "").with("margin_of_error", "").send(&coordinator).await;
    nothing.assert_status(422).assert_says("varken utfall eller mål");
    a_reading().send(&coordinator).await.assert_status(303);
    a_reading().send(&coordinator).await.assert_status(303);
    let other = a_reading().with("outcome", "40").send(&coordinator).await;
    other.assert_status(422).assert_says("Det finns redan siffror för samma område, grupp och år.");
    assert_eq!(all_judged(&app)[0].latest.unwrap().value.to_string(), "61");
}

#[actix_web::test]
async fn who_was_first_wins_and_the_other_sees_both_wordings() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    an_indicator().file(&coordinator).await;
    a_reading().send(&coordinator).await.assert_status(303);
    let (edit, reading) = ("/followup/indicators/1/edit", "/followup/indicators/1/readings/1");
    let seen = coordinator.get(reading).await.value("version").unwrap();
    let first = a_reading().with("version", &seen).with("outcome", "62");
    coordinator.post(reading, &first.fields()).await.assert_status(303);
    let second = a_reading().with("version", &seen).with("outcome", "63");
    let conflict = coordinator.post(reading, &second.fields()).await;
    conflict.assert_status(409).assert_says("62");
    assert_eq!(conflict.value("outcome").as_deref(), Some("63"));
    let renamed = an_indicator().with("version", &seen).with("name", "Trygghet i kommundelen");
    coordinator.post(edit, &renamed.fields()).await.assert_status(409);
    let version = conflict.value("version").unwrap();
    coordinator.post(edit, &renamed.with("version", &version).fields()).await.assert_status(303);
    coordinator.post(reading, &[("step", "remove"), ("version", &version)]).await.assert_status(409);
    let version = coordinator.get(reading).await.value("version").unwrap();
    coordinator.post(reading, &[("step", "remove"), ("version", &version)]).await.assert_status(303);
    coordinator
        .get("/followup/indicators/1")
        .await
        .assert_says("Trygghet i kommundelen")
        .assert_says("Inga siffror än");
}

#[actix_web::test]
async fn the_command_imports_by_the_same_rules_and_rehearses_on_request() {
    let app = TestApp::spawn().await;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let audit = file("indicators.csv", AUDIT);
    lykta(app.database(), &["import", "indicators", &audit, "--dry-run"]).assert_says("36 new, 0 changed");
    assert_eq!(all_judged(&app).len(), 0);
    lykta(app.database(), &["import", "indicators", &audit]).assert_says("36 figures read: 36 new");
    lykta(app.database(), &["import", "indicators", &audit]).assert_says("0 new, 0 changed, 36 there already");
    let bad = file("bad.csv", &format!("{COLUMNS}A,B,percent,C,2017,hög,,\n"));
    let refused = lykta(app.database(), &["import", "indicators", &bad]);
    assert!(!refused.succeeded && refused.stderr.contains("line 2: “hög” is no figure"), "{}", refused.stderr);
    let crime = file("crime.csv", "area,type,year,count,population\nRiket,Rån,2025,6000,10500000\n");
    lykta(app.database(), &["import", "reported-crime", &crime]).assert_says("1 new, 0 changed");
    app.signed_in(Role::Council).await.get("/followup/crime").await.assert_says("57 (56–59) 6 000 brott");
}

#[actix_web::test]
async fn reported_crime_stands_side_by_side_and_apart_from_our_own_reports() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get("/followup/crime").await.assert_says("Inga siffror än");
    let table = "area;type;year;count;population;source\n\
                 Riket;Skadegörelse;2025;180000;10500000;Brå\n\
                 Stockholms län;Skadegörelse;2025;56000;2450000;Brå\n\
                 Botkyrka;Skadegörelse;2025;1900;95500;Brå\n\
                 Botkyrka;Skadegörelse;2024;1700;;Brå\n\
                 Botkyrka;Rån;2025;7;7514;Brå\n";
    let answer = load(&coordinator, "/followup/crime/load", table).await;
    coordinator.get(&answer.assert_status(303).location()).await.assert_says("5 nya");
    let council = app.signed_in(Role::Council).await;
    let page = council.get("/followup/crime?kind=Skadeg%C3%B6relse").await;
    assert_eq!(page.all("thead th"), ["År", "Botkyrka", "Stockholms län", "Riket"]);
    page.assert_says("1 990 (1 901–2 081) 1 900 brott").assert_says("folkmängden är inte känd 1 700 brott");
    page.assert_says("Botkyrka: 1 990 ± 90, Stockholms län: 2 286 ± 19").assert_says("lägre, mer än felmarginalen");
    page.assert_says("De räknas aldrig ihop med det som rapporteras här").assert_says("Källa: Brå");
    council.get("/followup/crime").await.assert_says("93 (37–192) 7 brott");
    let put_right = "area,type,year,count,population\nBotkyrka,Rån,2025,8,7514\nBotkyrka,Rån,x,8,7514\n";
    let refused = load(&coordinator, "/followup/crime/load", put_right).await;
    refused.assert_status(422).assert_says("”x” är inget år");
    council.get("/followup/crime").await.assert_says("7 brott");
}

#[actix_web::test]
async fn the_polices_classes_are_shown_to_others_only_when_an_administrator_says_so() {
    let app = TestApp::spawn().await;
    let (coordinator, council) = (app.signed_in(Role::Coordinator).await, app.signed_in(Role::Council).await);
    let administrator = app.signed_in(Role::Administrator).await;
    let address = "/followup/classifications";
    a_classification().with("source", "").send(&coordinator).await.assert_status(422).assert_says("Källan saknas.");
    let backwards = a_classification().with("to_on", "2024-01-01").send(&coordinator).await;
    backwards.assert_status(422);
    a_classification().send(&coordinator).await.assert_status(303);
    a_classification()
        .with("class", "vulnerable")
        .send(&coordinator)
        .await
        .assert_status(422)
        .assert_says("en annan klass");
    let own = coordinator.get(address).await;
    own.assert_says("Lyktbacken").assert_says("riskområde").assert_says("från 1 december 2025");
    own.assert_says("Bara ni som sköter uppföljningen ser det här.");
    council.get(address).await.assert_says("Visas inte här").assert_lacks("Lyktbacken");

    administrator.post_and_follow("/admin/classifications", &[("shown", "yes")]).await.assert_says("Valet är sparat.");
    council.get(address).await.assert_says("Lyktbacken").assert_says("Polisens lista 2025").assert_lacks("Ändra");
    let version = coordinator.get("/followup/classifications/1").await.value("version").unwrap();
    let ended = a_classification().with("to_on", "2026-06-30").with("version", &version);
    coordinator.post("/followup/classifications/1", &ended.fields()).await.assert_status(303);
    coordinator.post("/followup/classifications/1", &ended.fields()).await.assert_status(409);
    council.get(address).await.assert_says("1 december 2025–30 juni 2026").assert_says("gäller inte i dag");
    administrator.post("/admin/classifications", &[]).await.assert_status(303);
    council.get(address).await.assert_lacks("Lyktbacken");
    let log = administrator.get("/admin/audit").await;
    log.assert_says("öppnade polisens klassning").assert_says("stängde polisens klassning");
}
