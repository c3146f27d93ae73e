//! The demonstration: made up, says so, always the same, and never in the place of anything real.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, SqliteConnection};
use lykta::accounts::{Role, Viewer};
use lykta::config::Config;
use lykta::db::{Db, DbConnection};
use lykta::demo::{self, ACCOUNTS, DemoAccount, PASSWORD};
use lykta::districts::{Division, Ground, Located};
use lykta::incidents::filter::Filter;
use lykta::incidents::model::{Incident, Status};
use lykta::incidents::store;
use lykta::measures;
use lykta::police;
use lykta::situation::Picture;
use lykta::situation::coverage;
use lykta::texts::Language;
use lykta::time::{IsoWeek, local_day};

use crate::support::{NOW, TestApp, TestDatabase, Visitor, lykta};

const MADE_UP: &str = "Allt här är påhittat.";

fn lay_in(config: &Config) {
    demo::lay(&Db::open(&config.database()).unwrap(), NOW.parse().unwrap()).unwrap();
}

fn laid() -> (TestDatabase, Db) {
    let database = TestDatabase::prepared();
    let db = Db::open(database.url()).unwrap();
    demo::lay(&db, NOW.parse().unwrap()).unwrap();
    (database, db)
}

fn this_week() -> IsoWeek {
    IsoWeek::of(NOW.parse().unwrap())
}

/// Every report there is, the newest first.
fn reports(db: &Db) -> Vec<Incident> {
    let viewer = Viewer { account_id: 0, organisation_id: 0, role: Role::Coordinator };
    let (from, to) = (this_week().plus(-200).monday(), this_week().plus(200).sunday());
    let everything = Filter { from, to, ..Filter::recent(to) };
    let list = |connection: &mut DbConnection| store::list_rows(connection, &viewer, &everything, None, 100_000);
    db.read_here(list).unwrap()
}

async fn signed_in(app: &TestApp, account: &DemoAccount) -> Visitor {
    let visitor = app.visitor();
    let fields = [("email", account.email), ("password", PASSWORD)];
    visitor.post("/sign-in", &fields).await.assert_status(303);
    visitor
}

#[actix_web::test]
async fn the_same_day_makes_the_same_reports_each_in_the_district_of_its_point() {
    let ((_one, one), (_other, other)) = (laid(), laid());
    let reports = reports(&one);
    assert!((4_500..6_500).contains(&reports.len()), "{}", reports.len());
    assert!(reports == self::reports(&other), "the same seed and day made other reports");

    let ground = one.read_here(Ground::load).unwrap();
    let now = NOW.parse().unwrap();
    for report in &reports {
        assert!(report.reported_at.instant() <= now, "{} was told in the future", report.id);
        let Some(point) = report.point() else { continue };
        let found = ground.locate(point, local_day(report.content.occurred_from.instant()));
        let Located::Inside { area, district, snapped_m: None } = found else { panic!("{point} lies outside") };
        assert_eq!((report.content.area_id, report.content.district_id), (Some(area), Some(district)), "{}", report.id);
    }
}

#[actix_web::test]
async fn the_last_weeks_are_alive_and_hold_every_kind_of_report() {
    let (_database, db) = laid();
    let (reports, ground) = (reports(&db), db.read_here(Ground::load).unwrap());
    let weeks_ago = |report: &Incident| this_week().weeks_since(IsoWeek::of(report.content.occurred_from.instant()));
    let mut by_week = BTreeMap::new();
    for report in &reports {
        *by_week.entry(weeks_ago(report)).or_insert(0) += 1;
    }
    assert!((1..=78).all(|week| by_week[&week] >= 35), "{by_week:?}");
    assert!(by_week[&0] >= 15 && by_week.keys().any(|week| *week < 0), "this week, and what is announced: {by_week:?}");

    let share = |is_it: &dyn Fn(&Incident) -> bool| reports.iter().filter(|report| is_it(report)).count();
    for status in Status::ALL {
        assert!(share(&|report| report.standing.status == status) >= 5, "{status:?}");
    }
    assert!(share(&|report| report.standing.status == Status::New) < 100, "a queue that can be worked through");
    assert!(share(&|report| report.reference.is_some() && report.account_id.is_none()) > 500, "imported");
    assert!(share(&|report| report.content.occurred_to.is_some()) > 500, "found in the morning");
    assert!(share(&|report| report.point().is_none() && report.content.district_id.is_some()) > 50, "a district alone");
    assert!(share(&|report| report.content.district_id.is_none()) > 30, "nowhere known");

    let last_week = this_week().plus(-1);
    let heard = db.read_here(|connection| coverage::read(connection, &[last_week])).unwrap();
    assert_eq!(heard.silent(last_week).map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Kollektivtrafiken"]);
    assert!(!heard.calm.is_empty(), "somebody said that it was calm");

    // The story of Alby: damage last week, against the twelve weeks before the three of the story.
    let alby = ground.district_of_code("alby").unwrap().id;
    let damage = |weeks: std::ops::RangeInclusive<i32>| {
        share(&|report| {
            report.content.district_id == Some(alby)
                && report.content.category.starts_with("SKA")
                && weeks.contains(&weeks_ago(report))
        })
    };
    assert!(damage(1..=1) * 12 > 2 * damage(3..=14), "{} against {}", damage(1..=1), damage(3..=14));
}

#[actix_web::test]
async fn events_told_as_the_police_would_all_say_that_they_are_made_up() {
    let (_database, db) = laid();
    let events: Vec<_> = (0..79)
        .flat_map(|back| {
            let week = this_week().plus(-back);
            db.read_here(move |connection| police::store::list_of_week(connection, week)).unwrap()
        })
        .collect();
    assert!((100..200).contains(&events.len()), "{}", events.len());
    assert!(events.iter().all(|event| event.summary.starts_with("Påhittad händelse.") && event.url.is_none()));
}

#[actix_web::test]
async fn everybody_can_sign_in_and_every_page_says_that_it_is_made_up() {
    let app = TestApp::spawn_with(|config| lay_in(config)).await;
    app.visitor().get("/sign-in").await.assert_says(MADE_UP);
    for account in &ACCOUNTS {
        let visitor = signed_in(&app, account).await;
        for path in ["/", "/districts", "/account", "/incidents", "/situation/2026-W47", "/nothing-here"] {
            visitor.get(path).await.assert_says(MADE_UP);
        }
    }
}

#[actix_web::test]
async fn whoever_asks_thanks_or_sets_aside_has_said_so_in_words() {
    let (_database, db) = laid();
    let (mut words, mut merged) = (BTreeMap::new(), 0);
    for report in reports(&db) {
        let history = db.read_here(|connection| store::list_history(connection, report.id)).unwrap();
        let told =
            history.iter().filter(|line| line.kind != "joined").map(|line| line.words.clone()).collect::<String>();
        match report.standing.status {
            Status::Question | Status::SetAside => assert!(!told.is_empty(), "{}", report.id),
            Status::Merged => merged += usize::from(!history.is_empty()),
            Status::New | Status::Reviewed => {}
        }
        *words.entry(report.standing.status.word()).or_insert(0) += usize::from(!told.is_empty());
    }
    assert!(words["reviewed"] > 100 && words["new"] == 0 && merged > 20, "{words:?}, {merged} merged");
}

#[actix_web::test]
async fn the_weeks_picture_has_something_in_every_district() {
    let app = TestApp::spawn_with(|config| lay_in(config)).await;
    let coordinator = ACCOUNTS.iter().find(|account| account.role == Role::Coordinator).unwrap();
    let visitor = signed_in(&app, coordinator).await;
    for (week, least) in [(this_week(), 0), (this_week().plus(-1), 1), (this_week().plus(-52), 1)] {
        let page = visitor.get(&format!("/situation/{week}")).await;
        page.assert_status(200);
        let rows = page.all("#districts tbody tr").len();
        let counts: Vec<String> =
            (1..=rows).map(|row| page.all(&format!("#districts tbody tr:nth-child({row}) > *"))[1].clone()).collect();
        assert!(rows >= 7 && counts.iter().filter(|count| *count == "0").count() <= 3 - least, "{week}: {counts:?}");
    }
}

#[actix_web::test]
async fn last_weeks_picture_has_something_that_stands_out_and_places_where_it_happens_again() {
    let (_database, db) = laid();
    let draft = |connection: &mut DbConnection| {
        let (ground, week) = (Ground::load(connection)?, this_week().plus(-1));
        Picture::draft(connection, &ground, week, Division::Main, NOW.parse().unwrap(), Language::Swedish)
    };
    let picture = db.read_here(draft).unwrap();
    let sentences: Vec<&str> = picture.findings.iter().map(|finding| finding.sentence.as_str()).collect();
    assert!(sentences.iter().any(|told| told.contains("skadegörelser i Alby, normalt")), "{sentences:?}");
    assert!(picture.patterns.recurring_places.len() >= 5 && !picture.patterns.hours.is_too_few);
}

#[actix_web::test]
async fn an_installation_that_is_real_does_not_say_so() {
    let app = TestApp::spawn().await;
    app.visitor().get("/sign-in").await.assert_lacks(MADE_UP);
}

#[test]
fn the_command_tells_how_to_sign_in_and_takes_nothing_away_that_is_real() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lykta.db");
    let real = format!("sqlite:{}", file.display());
    lykta(&real, &["migrate"]).assert_says("Ran");
    // All of it into the one file: what a process leaves in the log beside it, the next one to open it moves over.
    let mut connection = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(connection);
    let before = std::fs::read(&file).unwrap();
    let data = folder.path().to_str().unwrap();
    lykta(&real, &["demo", "--port", "0", "--data", data]).assert_fails("is no demonstration");
    assert!(std::fs::read(&file).unwrap() == before, "it is left alone");

    // Twice: a demonstration may be begun afresh in the place of an older one.
    let fresh = folder.path().join("demo");
    for _ in 0..2 {
        let said = run_demo(&["--data", fresh.to_str().unwrap()], &real);
        for words in ["http://127.0.0.1:", PASSWORD, "samordnare@demo.example", "Ctrl-C"] {
            assert!(said.contains(words), "{words:?} is missing in {said}");
        }
    }
    assert!(fresh.join("lykta.db").exists());
    assert!(std::fs::read(&file).unwrap() == before, "the settings' database was touched");
}

#[test]
fn what_was_promised_stands_in_every_state_and_is_explained_by_its_history() {
    let (_database, db) = laid();
    let viewer = Viewer { account_id: 0, organisation_id: 0, role: Role::Coordinator };
    let today = local_day(NOW.parse().unwrap());
    let list = |filter: measures::filter::Filter| -> Vec<measures::model::Measure> {
        db.read_here(|connection| measures::store::list(connection, &viewer, &filter, today, 0, 100)).unwrap()
    };
    for status in measures::model::Status::ALL {
        let of_status = measures::filter::Filter { status: Some(*status), ..Default::default() };
        assert!(!list(of_status).is_empty(), "none is {}", status.word());
    }
    for urgency in measures::filter::Urgency::ALL {
        let urgent = measures::filter::Filter { urgency: Some(*urgency), ..Default::default() };
        assert!(!list(urgent).is_empty(), "none is {}", urgency.word());
    }
    let all = list(measures::filter::Filter::default());
    assert!(all.iter().any(|measure| measure.source.incident_id.is_some()), "none comes from a report");
    for measure in all {
        let history = db.read_here(|connection| measures::store::list_history(connection, measure.id)).unwrap();
        assert_eq!(measures::model::replay(&history), Some(measure.standing), "{}", measure.promise.title);
    }
}

/// Runs it until it has told what it has to tell, then ends it as Ctrl-C would.
fn run_demo(words: &[&str], database: &str) -> String {
    let mut running = Command::new(env!("CARGO_BIN_EXE_lykta"))
        .args(["demo", "--port", "0"])
        .args(words)
        .env("DATABASE_URL", database)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(running.stdout.take().unwrap());
    let mut said = String::new();
    while !said.contains("Ctrl-C") && output.read_line(&mut said).unwrap() > 0 {}
    Command::new("kill").args(["-INT", &running.id().to_string()]).status().unwrap();
    assert!(running.wait().unwrap().success());
    output.read_to_string(&mut said).unwrap();
    said
}
