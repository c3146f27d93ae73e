//! Money of the follow-up: what a fund granted, what guard services cost, and what is said of figures that are not whole.

use std::io::Write as _;
use std::path::Path;

use diesel::prelude::*;
use lykta::accounts::Role;
use lykta::db::schema::audit_entries;
use lykta::followup::{costs, funds};

use crate::support::{Page, TestApp, TestDatabase, Visitor, a_measure, lykta};

const FUNDS: &str = "/followup/funds";
const COSTS: &str = "/followup/costs";

/// The files of the audit, as they stand in the repository.
fn facts(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/municipality/botkyrka");
    folder.join(name).to_str().unwrap().to_owned()
}

async fn bring_in(visitor: &Visitor, path: &str, table: &[u8]) -> Page {
    visitor.post_with_files(path, &[], vec![("table", "tabell.csv".to_owned(), table.to_vec())]).await
}

async fn open_call(coordinator: &Visitor) {
    let call = [("name", "Trygghetsmiljonen"), ("year", "2017"), ("budget_sek", "1 000 000"), ("received", "24")];
    assert_eq!(coordinator.post(FUNDS, &call).await.assert_status(303).location(), "/followup/funds/1");
}

async fn propose(coordinator: &Visitor, title: &str, district: &str) -> String {
    let proposal = [
        ("submission_id", "0f7f3a52-6f0e-4f1e-9a52-000000000001"),
        ("title", title),
        ("district", district),
        ("asked_sek", "90 000"),
    ];
    coordinator.post("/followup/funds/1/proposals", &proposal).await.assert_status(303).location()
}

const GRANT: [(&str, &str); 8] = [
    ("step", "decide"),
    ("version", "1"),
    ("decision", "granted"),
    ("granted_sek", "75 000"),
    ("decided_on", "2026-11-02"),
    ("reason", "Många går där på kvällen."),
    ("line_owner", "Gatuenheten"),
    ("ends_on", "2026-12-31"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    kept.chain(changed).copied().collect()
}

fn a_cost(
    department: &'static str,
    year: &'static str,
    amount: &'static str,
    through: &'static str,
) -> Vec<(&'static str, &'static str)> {
    vec![("department", department), ("year", year), ("amount_sek", amount), ("through", through), ("note", "")]
}

/// The row of this name in a section's table.
fn row(page: &Page, section: &str, name: &str) -> String {
    let rows = page.all(&format!("#{section} tr"));
    rows.into_iter().find(|row| row.starts_with(name)).unwrap_or_else(|| panic!("no row {name}: {}", page.text()))
}

#[actix_web::test]
async fn the_million_of_2017_comes_back_over_six_districts_and_by_resident() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    open_call(&coordinator).await;
    let table = std::fs::read(facts("safety-fund-2017.csv")).unwrap();
    let answer = bring_in(&coordinator, "/followup/funds/1/import", &table).await;
    let page = coordinator.get(&answer.assert_status(303).location()).await;
    page.assert_says("Filen är inläst: 16 rader, varav 16 var nya eller ändrade.");
    page.assert_says("1 000 000 kr till 6 kommundelar. 16 av 24 förslag fick pengar.");
    page.assert_says("8 förslag som kom in står inte här.")
        .assert_says("För 16 beviljade förslag står det inte vem i linjen");
    let district = |name: &str| row(&page, "by-district", name);
    assert_eq!(district("Alby"), "Alby 4 210 000 kr 14 208 2021 14,78 kr");
    assert_eq!(district("Fittja"), "Fittja 3 180 000 kr 7 514 2021 23,96 kr");
    assert_eq!(district("Hallunda-Norsborg"), "Hallunda-Norsborg 2 200 000 kr 21 130 2021 9,47 kr");
    assert_eq!(district("Tullinge"), "Tullinge 2 110 000 kr 20 179 2021 5,45 kr");
    assert_eq!(district("Tumba"), "Tumba med Storvreten 4 270 000 kr 26 852 2021 10,06 kr");
    assert_eq!(district("Vårsta-Grödinge"), "Vårsta-Grödinge 1 30 000 kr 4 596 2021 6,53 kr");
    assert_eq!(district("Summa"), "Summa 16 1 000 000 kr 94 479 2021 10,58 kr");
    let granted = app.db.read_here(|connection| funds::granted_in(connection, 2017)).unwrap();
    assert_eq!(
        (granted.granted_sek, granted.districts.len(), granted.granted, granted.received),
        (1_000_000, 6, 16, 24)
    );
    assert_eq!((granted.budget_sek, granted.without_owner), (Some(1_000_000), 16));

    let again = bring_in(&coordinator, "/followup/funds/1/import", &table).await;
    coordinator.get(&again.location()).await.assert_says("Allt fanns redan, ingenting ändrades.");
    let dearer = String::from_utf8(table).unwrap().replace("Albyrådet,70000", "Albyrådet,71000");
    bring_in(&coordinator, "/followup/funds/1/import", dearer.as_bytes()).await.assert_status(303);
    let page = coordinator.get("/followup/funds/1").await;
    page.assert_says("1 000 kr mer än vad som fanns").assert_says("1 001 000 kr till 6 kommundelar");
}

#[actix_web::test]
async fn guard_costs_come_back_with_what_is_missing_named_and_parts_of_years_marked() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let table = std::fs::read(facts("guard-costs.csv")).unwrap();
    let answer = bring_in(&coordinator, "/followup/costs/import", &table).await;
    coordinator
        .get(&answer.assert_status(303).location())
        .await
        .assert_says("14 rader, varav 14 var nya eller ändrade");
    let page = app.signed_in(Role::Council).await.get(COSTS).await;
    let sums = page.all("#sums .card");
    assert_eq!(
        sums[0],
        "2018 6 202 787 kr Summan gäller 6 förvaltningar. Uppgift saknas för Arbetsmarknads- och vuxenutbildningsförvaltningen. \
         Den kostnaden ingår inte i summan. Bara en del av året ingår för Kommunledningsförvaltningen (till och med augusti), \
         Kultur- och fritidsförvaltningen (till och med oktober), Socialförvaltningen (till och med augusti), \
         Utbildningsförvaltningen (till och med oktober) och Vård- och omsorgsförvaltningen (till och med oktober)."
    );
    assert_eq!(
        sums[1],
        "2017 5 912 263 kr Summan gäller 6 förvaltningar. Uppgift saknas för Kommunledningsförvaltningen. Den kostnaden ingår \
         inte i summan."
    );
    assert_eq!(
        row(&page, "by-department", "Socialförvaltningen"),
        "Socialförvaltningen 739 721 kr 806 784 kr till och med augusti"
    );
    assert_eq!(
        row(&page, "by-department", "Kommunledningsförvaltningen"),
        "Kommunledningsförvaltningen uppgift saknas ingen uppgift 112 221 kr till och med augusti"
    );
    assert_eq!(
        row(&page, "by-department", "Summa av det som är känt"),
        "Summa av det som är känt 5 912 263 kr uppgift saknas för 1 förvaltning 6 202 787 kr uppgift saknas för 1 förvaltning en \
         del av året för 5 förvaltningar"
    );
    let (whole, part) = app
        .db
        .read_here(|connection| {
            Ok::<_, lykta::error::AppError>((costs::of_year(connection, 2017)?, costs::of_year(connection, 2018)?))
        })
        .unwrap();
    assert_eq!((whole.total_sek, part.total_sek), (Some(5_912_263), Some(6_202_787)));
    assert_eq!((whole.missing.len(), whole.partial.len(), part.missing.len(), part.partial.len()), (1, 0, 1, 5));
}

#[actix_web::test]
async fn part_of_a_year_is_not_compared_with_a_whole_one_and_the_page_says_why() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    bring_in(&coordinator, "/followup/costs/import", &std::fs::read(facts("guard-costs.csv")).unwrap()).await;
    let page = coordinator.get(COSTS).await;
    page.assert_says("Summorna för 2017 och 2018 jämförs inte: för 6 förvaltningar");
    page.assert_says("1 förvaltning har samma tid båda åren: 5 000 000 kr för 2017 och 5 000 000 kr för 2018.");
    assert_eq!(
        row(&page, "compare", "Socialförvaltningen"),
        "Socialförvaltningen 739 721 kr 806 784 kr Jämförs inte: för 2018 ingår bara tiden till och med augusti."
    );
    assert_eq!(
        row(&page, "compare", "Kommunledningsförvaltningen"),
        "Kommunledningsförvaltningen uppgift saknas 112 221 kr Jämförs inte: uppgift saknas för 2017 och för 2018 ingår bara \
         tiden till och med augusti."
    );
    assert_eq!(row(&page, "compare", "Tekniska"), "Tekniska förvaltningen 5 000 000 kr 5 000 000 kr lika mycket");
}

#[actix_web::test]
async fn the_same_months_of_two_years_are_compared() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    for cost in [
        a_cost("Socialförvaltningen", "2024", "70 000", "2024-08"),
        a_cost("Socialförvaltningen", "2025", "82 000", "2025-08"),
    ] {
        coordinator.post(COSTS, &cost).await.assert_status(303);
    }
    let page = coordinator.get(COSTS).await;
    page.assert_says("Summan av 2025 jämfört med 2024: 12 000 kr mer.");
    assert_eq!(
        row(&page, "compare", "Social"),
        "Socialförvaltningen 70 000 kr 82 000 kr 12 000 kr mer till och med augusti båda åren"
    );
    let page = coordinator.get("/followup/costs?before=2025&after=2024").await;
    page.assert_says("Summan av 2024 jämfört med 2025: 12 000 kr mindre.");
}

#[actix_web::test]
async fn a_cost_is_corrected_once_and_nobody_overwrites_what_somebody_else_wrote() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let cost = a_cost("Socialförvaltningen", "2026", "", "");
    coordinator.post(COSTS, &cost).await.assert_status(303);
    coordinator.get(COSTS).await.assert_says("Ingen förvaltning har lämnat uppgift.");
    coordinator.post(COSTS, &cost).await.assert_status(422).assert_says("har redan en uppgift för det året");
    let form = coordinator.get("/followup/costs/1").await;
    assert_eq!((form.value("version").unwrap(), form.value("amount_sek").unwrap()), ("1".to_owned(), String::new()));
    let told = with(&a_cost("Socialförvaltningen", "2026", "90000", "2026-10"), &[("version", "1")]);
    coordinator.post("/followup/costs/1", &told).await.assert_status(303);
    let mine = with(&told, &[("amount_sek", "91000")]);
    let page = coordinator.post("/followup/costs/1", &mine).await;
    page.assert_status(409).assert_says("90 000 kr");
    assert_eq!(
        (page.value("version").unwrap(), page.value("amount_sek").unwrap()),
        ("2".to_owned(), "91000".to_owned())
    );
    coordinator.post("/followup/costs/1", &with(&mine, &[("version", "2")])).await.assert_status(303);
    coordinator.get(COSTS).await.assert_says("91 000 kr");
    let removal = [("version", "2"), ("step", "remove")];
    coordinator.post("/followup/costs/1", &removal).await.assert_status(409);
    coordinator.post("/followup/costs/1", &with(&removal, &[("version", "3")])).await.assert_status(303);
    coordinator.get("/followup/costs/1").await.assert_status(404);
    let noted = audit_entries::table.filter(audit_entries::subject.eq("guard_cost")).order(audit_entries::id);
    let noted: Vec<String> =
        app.db.read_here(|connection| noted.select(audit_entries::action).load(connection)).unwrap();
    assert_eq!(noted, ["added", "changed", "changed", "removed"]);
}

#[actix_web::test]
async fn a_table_with_a_fault_is_told_by_line_and_nothing_of_it_is_kept() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let table =
        "department;year;amount_sek;through;note\nA;2018;10;2018-08;\n;2018;1,5;2017-08;\nB;2018;5;;ring 850709-9805\n";
    let page = bring_in(&coordinator, "/followup/costs/import", table.as_bytes()).await;
    page.assert_status(422).assert_says("2 rader i filen behöver rättas");
    assert_eq!(
        page.all("table tbody tr"),
        [
            "3 Skriv vilken förvaltning det gäller. Skriv hela kronor med siffror. Månaden ligger inte i samma år.",
            "4 Texten har ett personnummer. Sådant tar vi inte emot."
        ]
    );
    coordinator.get(COSTS).await.assert_says("Inga kostnader ännu");
    open_call(&coordinator).await;
    let table = "district,title,amount_sek,owner\nAlby,Ljus,1,\n";
    let page = bring_in(&coordinator, "/followup/funds/1/import", table.as_bytes()).await;
    page.assert_status(422).assert_says("De här kolumnerna känner vi inte till: owner.");
    let page = bring_in(&coordinator, "/followup/funds/1/import", b"district,title,amount_sek\nAlby,Ljus,\n").await;
    page.assert_status(422).assert_says("Skriv hur många kronor som beviljades.");
    coordinator.post("/followup/funds/1/import", &[]).await.assert_status(422).assert_says("Välj en fil.");
    coordinator.get("/followup/funds/1").await.assert_says("Inga förslag är inskrivna ännu.");
}

#[actix_web::test]
async fn a_proposal_goes_from_asked_for_to_what_became_of_it() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    open_call(&coordinator).await;
    let address = propose(&coordinator, "Ljus i trappan", "tumba").await;
    assert_eq!(propose(&coordinator, "Ljus i trappan", "tumba").await, address, "sent twice, it is one");
    coordinator.get("/followup/funds/1").await.assert_says("1 väntar på beslut.").assert_says("sökte 90 000 kr");
    for (field, value, words) in [
        ("decision", "", "Välj beviljat eller avslag."),
        ("granted_sek", "", "Skriv hur många kronor som beviljades."),
        ("decided_on", "2026-12-01", "Dagen har inte kommit än."),
        ("reason", "", "Skriv varför."),
        ("line_owner", "", "Skriv vilken funktion i linjen"),
        ("ends_on", "", "Skriv en dag."),
        ("reason", "Anna 850709-9805 bor där", "personnummer"),
    ] {
        let page = coordinator.post(&address, &with(&GRANT, &[(field, value)])).await;
        page.assert_status(422).assert_says(words);
    }
    coordinator.post(&address, &GRANT).await.assert_status(303);
    let page = coordinator.get(&address).await;
    page.assert_says("Beviljat")
        .assert_says("75 000 kr")
        .assert_says("Gatuenheten")
        .assert_says("Det står inte vad det blev.");
    a_measure(app.organisation("Gatukontoret", lykta::accounts::OrganisationKind::Municipality))
        .with("title", "Sätt upp två lampor")
        .file(&coordinator)
        .await;
    let outcome = [("step", "outcome"), ("version", "2"), ("outcome", "Trappan är ljus."), ("measure", "1")];
    coordinator.post(&address, &outcome).await.assert_status(303);
    coordinator.get(&address).await.assert_says("Blev åtgärden Sätt upp två lampor");
    let council = app.signed_in(Role::Council).await;
    council
        .get(&address)
        .await
        .assert_says("Åtgärden: Väntar på svar")
        .assert_lacks("Sätt upp")
        .assert_lacks("Beslut och uppföljning");
    let page = council.get("/followup/funds/1").await;
    page.assert_says("75 000 kr till en kommundel").assert_says("Trappan är ljus.").assert_lacks("Sätt upp");
    page.assert_says("Kvar 925 000 kr").assert_lacks("står det inte vem i linjen");
    let removal = [("step", "remove"), ("version", "3")];
    coordinator.post(&address, &removal).await.assert_status(409).assert_says("Någon annan ändrade det");
    let stale = coordinator.post(&address, &with(&GRANT, &[("granted_sek", "80000")])).await;
    stale.assert_status(409).assert_says("Trappan är ljus.");
    assert_eq!(
        (stale.value("version").unwrap(), stale.value("granted_sek").unwrap()),
        ("3".to_owned(), "80000".to_owned())
    );
}

#[actix_web::test]
async fn what_is_declined_has_a_reason_and_gets_nothing() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    open_call(&coordinator).await;
    let address = propose(&coordinator, "Kamera vid vändplatsen", "Hela kommunen").await;
    let declined = with(&GRANT, &[("decision", "declined"), ("reason", "Belysning prövas först.")]);
    coordinator.post(&address, &declined).await.assert_status(303);
    let page = coordinator.get(&address).await;
    page.assert_says("Avslag").assert_says("Belysning prövas först.").assert_lacks("75 000");
    let page = coordinator.get("/followup/funds/1").await;
    page.assert_says("Inget är beviljat ännu. 0 av 24 förslag fick pengar.");
    let granted = app.db.read_here(|connection| funds::granted_in(connection, 2017)).unwrap();
    assert_eq!((granted.declined, granted.granted_sek, granted.districts.len()), (1, 0, 0));
}

#[actix_web::test]
async fn money_for_the_whole_municipality_is_a_row_of_its_own_and_no_district_gets_it() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    open_call(&coordinator).await;
    let table = "district,title,amount_sek\nAlla,Grannstöd,100\nStorvreten,Ljus,26852\n";
    bring_in(&coordinator, "/followup/funds/1/import", table.as_bytes()).await.assert_status(303);
    let page = coordinator.get("/followup/funds/1").await;
    page.assert_says("26 952 kr till en kommundel.");
    assert_eq!(row(&page, "by-district", "Alla"), "Alla 1 100 kr");
    assert_eq!(row(&page, "by-district", "Tumba"), "Tumba med Storvreten 1 26 852 kr 26 852 2021 1,00 kr");
    assert_eq!(row(&page, "by-district", "Alby"), "Alby 0 0 kr 14 208 2021 0,00 kr");
}

#[test]
fn the_command_line_brings_both_files_in_and_the_second_time_changes_nothing() {
    let database = TestDatabase::prepared();
    let run = |words: &[&str]| lykta(database.url(), words);
    let fund = facts("safety-fund-2017.csv");
    let grants = ["import", "fund", &fund, "--call", "Trygghetsmiljonen", "--year", "2017"];
    run(&[&grants[..], &["--dry-run"]].concat()).assert_says("16 grants read, 16 of them new").assert_says("Dry run");
    run(&grants).assert_says("16 grants read, 16 of them new or different. They are in.");
    run(&grants).assert_says("nothing changes");
    let costs = facts("guard-costs.csv");
    run(&["import", "guard-costs", &costs]).assert_says("14 costs read, 14 of them new or different");
    run(&["import", "guard-costs", &costs]).assert_says("nothing changes");
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, "department,year,amount_sek,through,note\nA,2018,x,,\nA,2018,1,,\nB,,1,,\n").unwrap();
    let ran = run(&["import", "guard-costs", file.path().to_str().unwrap()]);
    ran.assert_fails("line 2: ")
        .assert_fails("line 4: Write the year with four digits")
        .assert_fails("nothing was imported");
}
