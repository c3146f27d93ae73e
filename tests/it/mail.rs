//! Mail goes out beside everything else: told once, in the account's language, without a word of what it is about.

use diesel::{ExpressionMethods as _, RunQueryDsl as _};
use jiff::{Timestamp, ToSpan as _};
use lykta::accounts::{OrganisationKind, Role};
use lykta::config::Config;
use lykta::db::{Db, Moment, schema};
use lykta::mail::{Kind, Outbox};

use crate::support::{Installation, Manner, PostOffice, TestApp, TestDatabase, lykta_with, wait_until};

pub fn sends_by(office: &PostOffice) -> impl FnOnce(&mut Config) {
    let url = office.url();
    |config| {
        config.smtp_url = Some(url);
        config.mail_from = Some("Lykta <lykta@example.se>".to_owned());
        config.public_url = Some("https://trygg.example.se".to_owned());
    }
}

fn reporter(app: &TestApp) -> i64 {
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    app.account("asa@example.se", Role::Reporter, organisation)
}

fn post(db: &Db, account: i64, kind: Kind, path: &str, now: Timestamp) {
    db.write_here(|connection| Outbox::open().post(connection, account, kind, path, now)).unwrap();
}

/// How many mails still wait.
fn count_waiting(db: &Db) -> i64 {
    db.read_here(lykta::mail::store::describe_waiting).unwrap().0
}

#[actix_web::test]
async fn what_happens_in_quick_succession_is_one_mail_with_a_link_and_nothing_else() {
    let office = PostOffice::open();
    let app = TestApp::spawn_with(sends_by(&office)).await;
    let account = reporter(&app);
    for kind in [Kind::News, Kind::Question, Kind::News] {
        post(&app.db, account, kind, "/incidents/7", app.now());
    }
    post(&app.db, account, Kind::News, "/incidents/8", app.now());
    app.at("2026-11-19T13:02:00Z");
    let mails = office.wait_for(2).await;
    wait_until(|| count_waiting(&app.db) == 0).await;
    assert_eq!(office.received().len(), 2);
    let question = mails.iter().find(|mail| mail.text.contains("/incidents/7\n")).unwrap();
    assert_eq!(question.to, "asa@example.se");
    question.assert_says("Vi har en fråga").assert_says("https://trygg.example.se/incidents/7");
    assert_eq!(question.header("From"), "Lykta <lykta@example.se>");
    assert_eq!(question.header("Auto-Submitted"), "auto-generated");
    let news = mails.iter().find(|mail| mail.text.contains("/incidents/8\n")).unwrap();
    news.assert_says("något nytt att läsa");

    // What happens after that is told again.
    post(&app.db, account, Kind::News, "/incidents/7", app.now());
    app.at("2026-11-19T13:04:00Z");
    assert_ne!(office.wait_for(3).await[2].header("Message-ID"), question.header("Message-ID"));
}

#[actix_web::test]
async fn a_mail_speaks_the_language_of_its_reader() {
    let office = PostOffice::open();
    let app = TestApp::spawn_with(sends_by(&office)).await;
    let visitor = app.signed_in(Role::Reporter).await;
    visitor.post("/language", &[("language", "en"), ("back", "/")]).await.assert_status(303);
    let account =
        app.account_id(&app.account_of(Role::Reporter, app.organisation("Kommunen", OrganisationKind::Municipality)));
    post(&app.db, account, Kind::Question, "/incidents/7", app.now());
    app.at("2026-11-19T13:02:00Z");
    office.wait_for(1).await[0].assert_says("We have a question").assert_says("Sign in, read it and answer here:");
}

#[actix_web::test]
async fn a_server_that_refuses_is_asked_again_later_and_after_three_days_no_more() {
    let office = PostOffice::open();
    office.behave(Manner::Refuses);
    let app = TestApp::spawn_with(sends_by(&office)).await;
    let account = reporter(&app);
    post(&app.db, account, Kind::News, "/incidents/7", app.now());
    app.at("2026-11-19T13:02:00Z");
    office.wait_for_tries(1).await;
    let why = || app.db.read_here(lykta::mail::store::describe_waiting).unwrap().1;
    wait_until(|| why().is_some_and(|fault| fault.contains("come back later"))).await;
    assert_eq!(office.tries(), 1, "not before its time");

    office.behave(Manner::Takes);
    app.at("2026-11-19T13:04:00Z");
    office.wait_for(1).await;
    wait_until(|| count_waiting(&app.db) == 0).await;

    office.behave(Manner::Refuses);
    post(&app.db, account, Kind::News, "/incidents/7", app.now());
    app.at("2026-11-22T13:05:00Z");
    wait_until(|| count_waiting(&app.db) == 0).await;
    assert_eq!(office.received().len(), 1);
}

#[actix_web::test]
async fn an_account_that_was_shut_gets_no_mail() {
    let office = PostOffice::open();
    let app = TestApp::spawn_with(sends_by(&office)).await;
    let account = reporter(&app);
    post(&app.db, account, Kind::News, "/incidents/7", app.now());
    let path = format!("/admin/accounts/{account}/disable");
    app.signed_in(Role::Administrator).await.post(&path, &[]).await.assert_status(303);
    app.at("2026-11-19T13:02:00Z");
    wait_until(|| count_waiting(&app.db) == 0).await;
    assert_eq!(office.tries(), 0);
}

#[actix_web::test]
async fn a_process_that_dies_while_it_sends_sends_the_mail_again() {
    let database = TestDatabase::prepared();
    let installation = Installation::new(database.url());
    installation.add_account("asa@example.se", "reporter");
    let db = Db::open(database.url()).unwrap();
    let an_hour_ago = Timestamp::now() - 1.hour();
    post(&db, 1, Kind::News, "/incidents/7", an_hour_ago);
    let office = PostOffice::open();
    office.behave(Manner::SaysNothing);
    let settings = [("LYKTA_SMTP_URL", office.url()), ("LYKTA_MAIL_FROM", "lykta@example.se".to_owned())];
    let program = installation.serve_with(&settings);
    let first = office.wait_for(1).await;
    program.kill();
    assert_eq!(count_waiting(&db), 1);

    // As if the time until the next try had passed.
    let pass_time = |connection: &mut _| {
        let due = schema::outbox::next_try_at.eq(Moment::from(an_hour_ago));
        Ok(diesel::update(schema::outbox::table).set(due).execute(connection)?)
    };
    db.write_here(pass_time).unwrap();
    office.behave(Manner::Takes);
    let program = installation.serve_with(&settings);
    let mails = office.wait_for(2).await;
    wait_until(|| count_waiting(&db) == 0).await;
    assert_eq!(mails[1].header("Message-ID"), first[0].header("Message-ID"), "a reader's program may show it once");
    program.ask_to_stop();
    assert!(program.wait().success());
}

#[actix_web::test]
async fn without_a_mail_server_nothing_is_written_down() {
    let app = TestApp::spawn().await;
    let account = reporter(&app);
    let now = app.now();
    app.db
        .write_here(|connection| Outbox::closed().post(connection, account, Kind::News, "/incidents/7", now))
        .unwrap();
    assert_eq!(count_waiting(&app.db), 0);
}

#[test]
fn check_tells_whether_the_mail_server_answers_and_what_is_wrong_with_the_settings() {
    let database = TestDatabase::prepared();
    let office = PostOffice::open();
    let (url, from) = (office.url(), "lykta@example.se");
    let check = |settings: &[(&str, &str)]| lykta_with(database.url(), settings, &["check"]);
    check(&[]).assert_says("mail: not set up");
    check(&[("LYKTA_SMTP_URL", &url), ("LYKTA_MAIL_FROM", from)])
        .assert_says("mail: the server of LYKTA_SMTP_URL answers");
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (settings, words) in [
        ([("LYKTA_SMTP_URL", url.as_str()), ("LYKTA_LOG", "text")], "LYKTA_MAIL_FROM is needed"),
        ([("LYKTA_SMTP_URL", &format!("smtp://{closed}")), ("LYKTA_MAIL_FROM", from)], "does not take it"),
    ] {
        let ran = check(&settings);
        assert!(!ran.succeeded && ran.stdout.contains(words), "{}", ran.stdout);
    }
}
