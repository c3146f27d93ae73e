//! Who was heard of a week and who was silent, and what the police tell beside it.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use lykta::accounts::{OrganisationKind, Role};
use lykta::db::{Db, DbConnection, schema};
use lykta::districts::{Division, Ground};
use lykta::incidents::model::Status;
use lykta::jobs::Runner;
use lykta::mail::Outbox;
use lykta::police::import::import;
use lykta::situation::Picture;
use lykta::situation::coverage::{Coverage, CutOff, Heard, reminders};
use lykta::texts::Language;
use lykta::time::IsoWeek;
use serde_json::Value;

use crate::mail::sends_by;
use crate::support::{Page, PostOffice, TestApp, Visitor, a_report, a_shift, an_incident, shared_data};

const ZERO: &str = "/situation/2026-W47/zero-report";
const COUNTS: &str = "/situation/2026-W47/police-counts";
const HEADER: &str = "week;district;category;count;source\n";

fn picture(app: &TestApp, week: &str, division: Division) -> Picture {
    let (week, now) = (week.parse().unwrap(), app.now());
    let draft = |connection: &mut DbConnection| {
        let ground = Ground::load(connection)?;
        Picture::draft(connection, &ground, week, division, now, Language::Swedish)
    };
    app.db.read_here(draft).unwrap()
}

fn coverage(app: &TestApp, week: &str) -> Coverage {
    picture(app, week, Division::Main).coverage
}

/// What was heard of each organisation in week 47.
fn states(app: &TestApp) -> Vec<(String, Heard, i64)> {
    let told = coverage(app, "2026-W47").organisations;
    told.into_iter().map(|one| (one.organisation, one.state, one.reports)).collect()
}

async fn member(app: &TestApp, organisation: &str, kind: OrganisationKind, role: Role) -> Visitor {
    app.signed_in_of(role, app.organisation(organisation, kind)).await
}

async fn housing(app: &TestApp) -> Visitor {
    member(app, "Bostadsbolaget", OrganisationKind::Housing, Role::Reporter).await
}

#[actix_web::test]
async fn a_calm_week_is_told_with_one_click_from_home_and_a_report_comes_before_it() {
    let app = TestApp::spawn().await;
    let reporter = housing(&app).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get("/").await.assert_says("Inte hörda vecka 47").assert_says("Bostadsbolaget och Kommunen");
    let home = reporter.get("/").await;
    home.assert_says("Hur var vecka 47?").assert_lacks("Inte hörda");
    let button = home.attribute("form[action$='/zero-report']", "action").unwrap();
    assert_eq!(button, ZERO);
    let told = reporter.post_and_follow(&button, &[("step", "report")]).await;
    told.assert_says("Tack. Vi har noterat").assert_says("Vecka 47 var lugn").assert_lacks("Hur var vecka");
    reporter.post_and_follow(ZERO, &[]).await.assert_says("Det var redan sagt.");
    let zero = ("Bostadsbolaget".to_owned(), Heard::Zero, 0);
    assert_eq!(states(&app), [zero, ("Kommunen".to_owned(), Heard::Silent, 0)]);
    coordinator.get("/").await.assert_says("Vi väntar på Kommunen.").assert_lacks("Bostadsbolaget");

    a_report().file(&reporter).await;
    assert_eq!(states(&app)[0], ("Bostadsbolaget".to_owned(), Heard::Reported, 1));
    reporter.get(ZERO).await.assert_says("Ni har gjort en rapport om vecka 47.").assert_lacks("inget att rapportera.");
    reporter.get("/").await.assert_lacks("Hur var vecka").assert_lacks("var lugn");
    let municipal = app.signed_in(Role::Reporter).await;
    a_report().file(&municipal).await;
    municipal.post_and_follow(ZERO, &[]).await.assert_says("redan hörts av om veckan");
    coordinator.get("/").await.assert_says("Alla 2 väntade organisationer");
}

#[actix_web::test]
async fn a_word_of_calm_can_be_taken_back_and_both_stand_in_the_log() {
    let app = TestApp::spawn().await;
    let reporter = housing(&app).await;
    reporter.post(ZERO, &[("step", "report")]).await.assert_status(303);
    reporter.get(ZERO).await.assert_says("Ni har sagt att ni inte hade något att rapportera");
    reporter.post_and_follow(ZERO, &[("step", "withdraw")]).await.assert_says("Beskedet är tillbakataget.");
    assert_eq!(states(&app)[0].1, Heard::Silent);
    let log = app.signed_in(Role::Administrator).await.get("/admin/audit").await;
    log.assert_says("lade till besked om lugn vecka").assert_says("tog tillbaka besked om lugn vecka");
    log.assert_says("2026-W47");
}

#[actix_web::test]
async fn the_last_week_can_be_spoken_about_until_its_cut_off_which_is_a_setting() {
    let app = TestApp::spawn().await;
    let reporter = housing(&app).await;
    reporter.get("/situation/2026-W48/zero-report").await.assert_status(404);
    reporter.post("/situation/2026-W46/zero-report", &[]).await.assert_status(409).assert_says("har gått ut");
    app.at("2026-11-23T10:59:59Z");
    reporter
        .get("/")
        .await
        .assert_says("Hur var vecka 47?")
        .assert_says("23 november 2026 12.00")
        .assert_lacks("vecka 48?");
    app.at("2026-11-23T11:00:00Z");
    reporter.get("/").await.assert_says("Hur var vecka 48?").assert_lacks("vecka 47?");
    reporter.get(ZERO).await.assert_says("Sista tiden för besked var 23 november 2026 12.00.");
    let coordinator =
        app.signed_in_of(Role::Coordinator, app.organisation("Bostadsbolaget", OrganisationKind::Housing));
    let home = coordinator.await.get("/").await;
    home.assert_says("Vi hörde inget av Bostadsbolaget.").assert_says("Vi väntar på Bostadsbolaget.");
    reporter.post(ZERO, &[]).await.assert_status(409);

    let later = |config: &mut lykta::config::Config| {
        config.picture_cut_off = "tue 09:30".to_owned().try_into().unwrap();
    };
    let app = TestApp::spawn_with(later).await;
    let reporter = housing(&app).await;
    app.at("2026-11-24T08:29:59Z");
    reporter.post(ZERO, &[]).await.assert_status(303);
    app.at("2026-11-24T08:30:00Z");
    reporter.post(ZERO, &[("step", "withdraw")]).await.assert_status(409);
}

#[actix_web::test]
async fn a_calm_shift_is_heard_and_so_is_who_reports_without_being_expected() {
    let app = TestApp::spawn().await;
    let patrol = member(&app, "Grannstöd", OrganisationKind::Association, Role::Reporter).await;
    a_shift().file(&patrol).await;
    patrol.get("/").await.assert_lacks("Hur var vecka");
    patrol.get(ZERO).await.assert_says("Ni har rapporterat ett lugnt pass vecka 47.");
    an_incident().of_organisation("Föreningen", OrganisationKind::Association).with_status(Status::SetAside).keep(&app);
    let association = app.organisation("Föreningen", OrganisationKind::Association);
    app.organisation("Teknik", OrganisationKind::Municipality);
    let administrator = app.signed_in_of(Role::Administrator, association).await;
    let fields = [("name", "Föreningen"), ("kind", "association")];
    administrator.post(&format!("/admin/organisations/{association}"), &fields).await.assert_status(303);
    let told = coverage(&app, "2026-W47");
    let rows: Vec<_> =
        told.organisations.iter().map(|one| (one.organisation.as_str(), one.is_expected, one.state)).collect();
    assert_eq!(
        rows,
        [("Grannstöd", true, Heard::Zero), ("Teknik", true, Heard::Silent), ("Föreningen", false, Heard::Reported)],
        "a report that was set aside was heard all the same"
    );
    let counts: Vec<_> = told.weeks.iter().map(|week| (week.expected, week.heard)).collect();
    assert_eq!((counts.len(), counts[13], counts[12]), (14, (2, 1), (0, 0)), "nobody was there the week before");
    assert_eq!(told.sentence, "Hittills har 1 av 2 väntade organisationer hörts av.");
}

#[actix_web::test]
async fn the_picture_says_how_a_week_was_heard_beside_others_and_marks_that_they_differ() {
    let app = TestApp::spawn().await;
    app.at("2026-06-01T10:00:00Z");
    let kind = OrganisationKind::Municipality;
    for name in ["Kommunen", "Skolan", "Teknik"] {
        app.organisation(name, kind);
    }
    app.at("2026-11-23T12:00:00Z");
    for week in (1..=12).map(|back| "2026-W47".parse::<IsoWeek>().unwrap().plus(-back).to_string()) {
        an_incident().in_week(&week).keep(&app);
        an_incident().in_week(&week).of_organisation("Skolan", kind).keep(&app);
    }
    an_incident().keep(&app);
    let told = coverage(&app, "2026-W47");
    assert!(told.differs);
    let sentence = "1 av 3 väntade organisationer har hörts av; de 12 veckorna före var det oftast 2. \
                    Jämför försiktigt med tidigare veckor: Skolan brukar höras men är tyst.";
    assert_eq!(told.sentence, sentence);
    an_incident().of_organisation("Skolan", kind).keep(&app);
    let told = coverage(&app, "2026-W47");
    assert_eq!((told.differs, told.weeks[13].heard), (false, 2));
    an_incident().of_organisation("Teknik", kind).keep(&app);
    let told = coverage(&app, "2026-W47");
    assert!(told.differs && told.sentence.ends_with("Teknik har sällan hörts av förut."), "{}", told.sentence);
    // What was frozen is read back as it was.
    let json = serde_json::to_value(&told).unwrap();
    assert_eq!(
        (&json["organisations"][0]["state"], &json["organisations"][0]["reports"]),
        (&"reported".into(), &1.into())
    );
    assert_eq!(serde_json::from_value::<Coverage>(json).unwrap(), told);
}

fn runner(app: &TestApp, outbox: Outbox) -> Runner {
    let cut_off = CutOff::of(&lykta::config::Config::default());
    Runner::new(Db::open(app.database()).unwrap(), app.clock.clone(), vec![reminders::job(outbox, cut_off)])
}

/// The link of a mail, as a path.
fn link(text: &str) -> String {
    let line = text.lines().find(|line| line.contains("/zero-report/")).unwrap();
    line.trim().trim_start_matches("https://trygg.example.se").to_owned()
}

#[actix_web::test]
async fn the_silent_are_reminded_once_before_the_cut_off_and_their_link_needs_no_sign_in() {
    let office = PostOffice::open();
    let app = TestApp::spawn_with(sends_by(&office)).await;
    let silent = app.organisation("Bostadsbolaget", OrganisationKind::Housing);
    app.account("vard@example.se", Role::Reporter, silent);
    app.account("chef@example.se", Role::Partner, silent);
    app.account("radet@example.se", Role::Council, silent);
    a_report().file(&app.signed_in(Role::Reporter).await).await;
    app.at("2026-11-21T05:00:00Z");
    let runner = runner(&app, Outbox::open());
    runner.look().await.unwrap();
    app.at("2026-11-21T05:10:00Z");
    assert_eq!(office.received().len(), 0, "too early");
    app.at("2026-11-23T05:00:00Z");
    runner.look().await.unwrap();
    app.at("2026-11-23T05:02:00Z");
    let mails = office.wait_for(2).await;
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["chef@example.se", "vard@example.se"], "those who may report, of who was silent");
    mails[0].assert_says("rapporterat något om veckan");
    assert!(!mails[0].text.contains("Bostadsbolaget"));
    let (first, second) = (link(&mails[0].text), link(&mails[1].text));
    assert_ne!(first, second);
    let kept: Vec<String> = app
        .db
        .read_here(|connection| {
            schema::zero_report_links::table.select(schema::zero_report_links::token_hash).load(connection)
        })
        .unwrap();
    assert!(kept.len() == 2 && kept.iter().all(|hash| !first.ends_with(hash) && !second.ends_with(hash)));

    let nobody = app.visitor();
    nobody
        .get(&first)
        .await
        .assert_status(200)
        .assert_says("Bostadsbolaget")
        .assert_says("Vi har inget att rapportera");
    assert_eq!(states(&app)[0].1, Heard::Silent, "looking says nothing");
    nobody.post_and_follow(&first, &[("step", "report")]).await.assert_says("Tack. Vi har noterat");
    assert_eq!(states(&app)[0].1, Heard::Zero);
    nobody.get(&second).await.assert_says("Ni har sagt att ni inte hade något att rapportera");
    nobody.post_and_follow(&second, &[("step", "withdraw")]).await.assert_says("Beskedet är tillbakataget.");
    nobody.get("/incidents").await.assert_status(303);
    let log = app.signed_in(Role::Administrator).await.get("/admin/audit").await;
    log.assert_says("Bostadsbolaget").assert_says("lade till besked om lugn vecka");

    // Another run of the day, as after a failure, reminds nobody twice.
    let again = |connection: &mut DbConnection| {
        let cut_off = CutOff::of(&lykta::config::Config::default());
        reminders::remind(connection, Outbox::open(), cut_off, "2026-11-23T06:00:00Z".parse().unwrap())
    };
    assert_eq!(app.db.write_here(again).unwrap(), 0);
    app.at("2026-11-23T11:00:00Z");
    nobody.get(&first).await.assert_status(410).assert_says("Länken gäller en vecka");
    nobody.post(&first, &[("step", "report")]).await.assert_status(410);
}

#[actix_web::test]
async fn a_link_speaks_for_nobody_once_its_account_is_shut_and_without_mail_none_is_made() {
    let app = TestApp::spawn().await;
    let silent = app.organisation("Bostadsbolaget", OrganisationKind::Housing);
    let account = app.account("vard@example.se", Role::Reporter, silent);
    app.at("2026-11-23T05:00:00Z");
    assert_eq!(runner(&app, Outbox::closed()).look().await.unwrap(), 1);
    let links = |connection: &mut DbConnection| schema::zero_report_links::table.count().get_result::<i64>(connection);
    assert_eq!(app.db.read_here(links).unwrap(), 0);
    app.at("2026-11-23T05:30:00Z");
    let remind = |connection: &mut DbConnection| {
        let cut_off = CutOff::of(&lykta::config::Config::default());
        reminders::remind(connection, Outbox::open(), cut_off, "2026-11-23T05:30:00Z".parse().unwrap())
    };
    assert_eq!(app.db.write_here(remind).unwrap(), 1);
    let paths = |connection: &mut DbConnection| schema::outbox::table.select(schema::outbox::path).load(connection);
    let paths: Vec<String> = app.db.read_here(paths).unwrap();
    app.visitor().get(&paths[0]).await.assert_status(200);
    let administrator = app.signed_in(Role::Administrator).await;
    administrator.post(&format!("/admin/accounts/{account}/disable"), &[]).await.assert_status(303);
    app.visitor().get(&paths[0]).await.assert_status(410);
}

async fn police(app: &TestApp) -> Visitor {
    member(app, "Polisen", OrganisationKind::Police, Role::Partner).await
}

async fn send(visitor: &Visitor, table: &str, fields: &[(&str, &str)]) -> Page {
    visitor.post_with_files(COUNTS, fields, vec![("table", "siffror.csv".to_owned(), table.as_bytes().to_vec())]).await
}

#[actix_web::test]
async fn the_police_load_counts_of_their_own_which_stand_beside_ours_and_are_never_added() {
    let app = TestApp::spawn().await;
    an_incident().keep(&app);
    let officer = police(&app).await;
    let table = format!(
        "{HEADER}2026-W47;Tumba;Misshandel;3;STORM\n2026-W47;Storvreten;Misshandel;2;STORM\n\
         2026-W47;alby;Stöld;4;STORM\n2026-W47;;Bedrägeri;12;STORM\n2026-W46;Alby;Stöld;7;STORM\n"
    );
    let before = serde_json::to_value(picture(&app, "2026-W47", Division::Main).totals).unwrap();
    let sent = send(&officer, &table, &[]).await;
    sent.assert_status(303);
    officer.get(&sent.location()).await.assert_says("5 nya, 0 ändrade, 0 som redan fanns").assert_says("Bedrägeri");
    officer.get(&send(&officer, &table, &[]).await.location()).await.assert_says("0 nya, 0 ändrade, 5 som redan fanns");
    let told = picture(&app, "2026-W47", Division::Main);
    let counts: Vec<_> = told
        .police
        .counts
        .iter()
        .map(|count| (count.district.name.as_str(), count.category.as_str(), count.count))
        .collect();
    let expected = [
        ("Alby", "Stöld", 4),
        ("Tumba med Storvreten", "Misshandel", 5),
        ("Utanför eller okänd plats", "Bedrägeri", 12),
    ];
    assert_eq!(counts, expected);
    assert_eq!(serde_json::to_value(told.totals).unwrap(), before);
    let corrected = table.replace("Bedrägeri;12", "Bedrägeri;11");
    officer.get(&send(&officer, &corrected, &[]).await.location()).await.assert_says("0 nya, 1 ändrade, 4 som redan");
    assert_eq!(picture(&app, "2026-W47", Division::All).police.counts.last().unwrap().count, 11);
    let log = app.signed_in(Role::Administrator).await.get("/admin/audit").await;
    log.assert_says("läste in polisens siffror").assert_says("0 nya, 1 ändrade");

    let housing = member(&app, "Bostadsbolaget", OrganisationKind::Housing, Role::Partner).await;
    housing.get(COUNTS).await.assert_status(403);
    send(&housing, &table, &[]).await.assert_status(403);
    let patrol = app.account_of(Role::Reporter, app.organisation("Polisen", OrganisationKind::Police));
    assert!(!patrol.is_empty());
    member(&app, "Polisen", OrganisationKind::Police, Role::Reporter).await.get(COUNTS).await.assert_status(403);
    app.signed_in(Role::Coordinator).await.get(COUNTS).await.assert_status(200);
}

#[actix_web::test]
async fn every_bad_line_of_the_police_s_file_is_told_with_its_reason_and_nothing_is_half_loaded() {
    let app = TestApp::spawn().await;
    let officer = police(&app).await;
    let table = format!(
        "{HEADER}2026-W47;Alby;Stöld;4;STORM\n2026-47;Alby;Stöld;4;STORM\n2026-W48;Alby;Stöld;4;STORM\n\
         2026-W47;Atlantis;Stöld;fyra;STORM\n2026-W47;Alby;;-1;\n2026-W47;alby;Stöld;5;STORM\n\
         2026-W47;Alby;Brott mot 850709-9805;1;STORM\n2026-W47;Alby;Stöld\n"
    );
    let page = send(&officer, &table, &[]).await;
    page.assert_status(422).assert_says("Inget är inläst. 7 rader i filen behöver rättas.");
    let rows = page.all("caption + thead + tbody tr");
    let told = [
        ("3", "”2026-47” är ingen vecka."),
        ("4", "Vecka 2026-W48 har inte börjat."),
        ("5", "”Atlantis” är ingen av kommundelarna. Lämna cellen tom om den inte är känd. ”fyra” är inget antal."),
        ("6", "Kategorin saknas. ”-1” är inget antal. Skriv ett heltal, 0 eller mer. Källan saknas."),
        ("7", "Samma vecka, kommundel, kategori och källa står redan på rad 2."),
        ("8", "Texten har ett personnummer."),
        ("9", "Raden har 3 celler, rubrikraden har 5."),
    ];
    assert_eq!(rows.len(), told.len(), "{rows:?}");
    for (row, (line, words)) in rows.iter().zip(told) {
        assert!(row.starts_with(&format!("{line} ")) && row.contains(words), "{words:?} in {row:?}");
    }
    assert_eq!(picture(&app, "2026-W47", Division::Main).police.counts, []);
    for (file, words) in
        [("", "Filen är tom."), (HEADER, "Filen är tom."), ("week;count\n", "saknas: district, category, source")]
    {
        send(&officer, file, &[]).await.assert_status(422).assert_says(words);
    }
    officer.post(COUNTS, &[]).await.assert_status(422).assert_says("Välj en fil.");
}

#[actix_web::test]
async fn what_may_point_out_a_person_is_loaded_only_when_somebody_says_that_it_does_not() {
    let app = TestApp::spawn().await;
    let officer = police(&app).await;
    let table = format!("{HEADER}2026-W47;Alby;Stöld;4;Ring 08-530 610 00\n");
    let asked = send(&officer, &table, &[]).await;
    asked.assert_status(422).assert_says("kan peka ut en person");
    assert!(asked.attribute("[name=confirm_privacy]", "type").is_some());
    send(&officer, &table, &[("confirm_privacy", "yes")]).await.assert_status(303);
}

/// The words that put an event in a row, as the municipality's own files name districts, areas and places.
fn names_of_rows() -> Vec<(Vec<String>, String)> {
    const AREAS: &str = include_str!("../../static/municipality/botkyrka/areas.geojson");
    const PLACES: &str = include_str!("../../static/municipality/botkyrka/places.csv");
    let areas: Value = serde_json::from_str(AREAS).unwrap();
    let areas = areas["features"].as_array().unwrap().iter().flat_map(|area| {
        let word = |name: &str| area["properties"][name].as_str().unwrap().to_owned();
        [(word("regsonamn"), word("district")), (word("district"), word("district"))]
    });
    // The one place in quotes is a building that no event names.
    let places = PLACES.lines().skip(1).filter(|line| !line.starts_with('"')).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[0].split(" (").next().unwrap().to_owned(), cells[4].to_owned())
    });
    let mut names = Vec::new();
    for (name, district) in areas.chain(places) {
        let row = district.to_lowercase().replace("storvreten", "tumba");
        for part in name.split('-') {
            names.push((part.to_lowercase().split(' ').map(ToOwned::to_owned).collect(), row.clone()));
        }
    }
    names
}

/// The events of a year that the file itself tells of, by week and row: read with nothing of ours but the calendar.
fn counted_from_the_file(text: &str, year: i16) -> BTreeMap<(IsoWeek, String), u32> {
    const MONTHS: &str = "januari februari mars april maj juni juli augusti september oktober november december";
    let names = names_of_rows();
    let entries: Vec<Value> = serde_json::from_str(text).unwrap();
    let stockholm = TimeZone::get("Europe/Stockholm").unwrap();
    let mut counted = BTreeMap::new();
    for entry in &entries {
        let (name, published) = (entry["name"].as_str().unwrap(), entry["datetime"].as_str().unwrap());
        let parts: Vec<&str> = name.split(", ").collect();
        let kind = entry["type"].as_str().unwrap().to_lowercase();
        let is_many = ["sammanfattning", "uppdatering", "information"].iter().any(|word| kind.starts_with(word));
        if *parts.last().unwrap() != "Botkyrka" || is_many {
            continue;
        }
        let when: Vec<&str> = parts[0].split(' ').collect();
        let month = MONTHS.split(' ').position(|month| month == when[1]).unwrap() + 1;
        let clock: Vec<i8> = when[2].split([':', '.']).map(|part| part.parse().unwrap()).collect();
        let told_at = |year: i16| -> Timestamp {
            let day = Date::new(year, month.try_into().unwrap(), when[0].parse().unwrap()).unwrap();
            day.at(clock[0], clock[1], 0, 0).to_zoned(stockholm.clone()).unwrap().timestamp()
        };
        let (day, hour) = published.split_once(' ').unwrap();
        let padded = if hour.find(':') == Some(1) { format!("{day}T0{hour}") } else { format!("{day}T{hour}") };
        let published: Timestamp = padded.replace(' ', "").parse().unwrap();
        let of_publication = published.to_zoned(stockholm.clone()).year();
        let happened = if told_at(of_publication) <= published { of_publication } else { of_publication - 1 };
        let day = told_at(happened).to_zoned(stockholm.clone()).date();
        let monday = day - i64::from(day.weekday().to_monday_zero_offset()).days();
        if monday.iso_week_date().year() != year {
            continue;
        }
        let words =
            format!("{} {}", parts[1..parts.len() - 1].join(" "), entry["summary"].as_str().unwrap()).to_lowercase();
        let words: Vec<&str> = words.split(|letter: char| !letter.is_alphanumeric()).collect();
        let says = |name: &[String]| {
            let same = |word: &str, part: &String| word == part || word.strip_suffix('s') == Some(part);
            words.windows(name.len()).any(|here| here.iter().zip(name).all(|(word, part)| same(word, part)))
        };
        let rows: BTreeSet<&str> = names.iter().filter(|(name, _)| says(name)).map(|(_, row)| &**row).collect();
        let row = if rows.len() == 1 { rows.first().copied().unwrap() } else { "unknown" };
        *counted.entry((IsoWeek::of_day(monday), row.to_owned())).or_insert(0) += 1;
    }
    counted
}

#[actix_web::test]
async fn of_every_week_of_2025_the_context_column_is_what_is_counted_from_the_real_file() {
    let Some(directory) = shared_data() else { return };
    let app = TestApp::spawn().await;
    let text = std::fs::read_to_string(directory.join("police-events.json")).unwrap();
    let take = |connection: &mut DbConnection| import(connection, &text, "Botkyrka", app.now());
    app.db.import_here(false, take).unwrap();
    let counted = counted_from_the_file(&text, 2025);
    let mut told = BTreeMap::new();
    for week in (1..=52).map(|number| IsoWeek::new(2025, number).unwrap()) {
        let police = picture(&app, &week.to_string(), Division::Main).police;
        let in_rows: u32 = police.by_district.iter().map(|row| row.events).sum();
        assert_eq!((police.by_district.len(), in_rows as usize), (7, police.events.len()), "{week}");
        for row in police.by_district.iter().filter(|row| row.events > 0) {
            let name = row.district.name.split(' ').next().unwrap().to_lowercase();
            let name = if row.district.code == "unknown" { "unknown".to_owned() } else { name };
            told.insert((week, name), row.events);
        }
    }
    assert_eq!(told, counted);
    assert!(counted.values().sum::<u32>() > 80, "{counted:?}");
}
