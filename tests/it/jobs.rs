//! What runs by the clock: once, whoever of several servers comes first; seen when it fails, and tried again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::prelude::*;
use lykta::accounts::{OrganisationKind, Role};
use lykta::db::{Db, schema};
use lykta::error::AppError;
use lykta::jobs::{Job, Runner, store};
use lykta::mail::Outbox;
use lykta::measures::reminders;

use crate::mail::sends_by;
use crate::support::{PostOffice, TestApp, Visitor, a_measure, wait_until};

/// A second server's connections to the same database, and its runner.
fn runner_beside(app: &TestApp, outbox: Outbox) -> Runner {
    let db = Db::open(app.database()).unwrap();
    Runner::new(db, app.clock.clone(), vec![reminders::job(outbox)])
}

/// Mails that were written down: to which account, of what kind, about which page.
fn posted(app: &TestApp) -> Vec<(i64, String, String)> {
    let all = |connection: &mut _| {
        let rows = schema::outbox::table.order(schema::outbox::id);
        rows.select((schema::outbox::account_id, schema::outbox::kind, schema::outbox::path)).load(connection)
    };
    app.db.read_here(all).unwrap()
}

fn count_reminders(app: &TestApp) -> i64 {
    app.db.read_here(|connection| schema::measure_reminders::table.count().get_result(connection)).unwrap()
}

async fn hand_out(coordinator: &Visitor, owner: i64, due_on: &str) -> String {
    a_measure(owner).with("due_on", due_on).file(coordinator).await
}

#[actix_web::test]
async fn two_servers_at_the_same_instant_send_each_reminder_once() {
    let office = PostOffice::open();
    let app = TestApp::spawn_with(sends_by(&office)).await;
    let owner = app.organisation("Teknik", OrganisationKind::Municipality);
    let partner = app.account("partner@example.se", Role::Partner, owner);
    app.account("reporter@example.se", Role::Reporter, owner);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let measure = hand_out(&coordinator, owner, "2026-12-17").await;
    app.at("2026-11-19T13:02:00Z");
    let told = office.wait_for(1).await;
    assert_eq!(
        (told[0].to.as_str(), posted(&app).len()),
        ("partner@example.se", 1),
        "who may answer is told, nobody else"
    );
    told[0].assert_says("har fått en åtgärd att svara på").assert_says(&format!("https://trygg.example.se{measure}"));
    assert!(!told[0].text.contains("lampan") && !told[0].text.contains("Fittja"), "{}", told[0].text);

    app.at("2026-11-27T06:00:00Z");
    let (one, other) = (runner_beside(&app, Outbox::open()), runner_beside(&app, Outbox::open()));
    let (first, second) = futures_util::future::join(one.look(), other.look()).await;
    assert_eq!(first.unwrap() + second.unwrap(), 1, "one of them ran");
    assert_eq!(posted(&app)[1..], [(partner, "reminder".to_owned(), measure.clone())]);
    assert_eq!(count_reminders(&app), 1);
    app.at("2026-11-27T06:02:00Z");
    office.wait_for(2).await[1].assert_says("En åtgärd som är er väntar").assert_says(&measure);
    wait_until(|| app.db.read_here(lykta::mail::store::describe_waiting).unwrap().0 == 0).await;
    assert_eq!(office.received().len(), 2);

    // Not again the same day, nor the next; again after a week.
    for (day, reminders) in [("2026-11-27T20:00:00Z", 1), ("2026-11-28T06:00:00Z", 1), ("2026-12-04T06:00:00Z", 2)] {
        app.at(day);
        one.look().await.unwrap();
        assert_eq!(count_reminders(&app), reminders, "{day}");
    }
}

#[actix_web::test]
async fn an_owner_is_reminded_before_the_day_and_each_week_after_it_until_it_is_done() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Grannstöd", OrganisationKind::Association);
    let reporter = app.account("patrull@example.se", Role::Reporter, owner);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let measure = hand_out(&coordinator, owner, "2026-12-17").await;
    let id: i64 = measure.rsplit('/').next().unwrap().parse().unwrap();
    coordinator.post(&measure, &[("version", "1"), ("step", "accepted")]).await.assert_status(303);
    let runner = runner_beside(&app, Outbox::open());
    let kinds = || -> Vec<(String, i64)> {
        let rows = schema::measure_reminders::table.order(schema::measure_reminders::id);
        let rows = rows.select((schema::measure_reminders::kind, schema::measure_reminders::measure_id));
        app.db.read_here(|connection| rows.load(connection)).unwrap()
    };
    for day in 1..=27 {
        app.at(&format!("2026-12-{day:02}T06:00:00Z"));
        runner.look().await.unwrap();
    }
    let told = ["due", "overdue", "overdue"].map(|kind| (kind.to_owned(), id));
    assert_eq!(kinds(), told, "on the 10th, the 18th and the 25th");
    assert!(
        posted(&app).iter().all(|(account, ..)| *account == reporter),
        "nobody may answer: who tells of progress is told"
    );
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.post(&measure, &[("version", "2"), ("step", "done"), ("outcome", "Gjort.")]).await.assert_status(303);
    app.at("2027-01-02T06:00:00Z");
    runner.look().await.unwrap();
    assert_eq!(kinds().len(), 3);
}

#[actix_web::test]
async fn a_run_that_fails_is_seen_and_tried_again_and_leaves_nothing_half_done() {
    let app = TestApp::spawn().await;
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let job = Job::new(reminders::JOB, move |connection, now| {
        // What a failing run wrote is undone with it.
        lykta::accounts::store::put_setting(connection, "half", "done")?;
        match counted.fetch_add(1, Ordering::SeqCst) {
            0 => Err(AppError::internal(format!("the printer is on fire at {now}"))),
            _ => Ok(3),
        }
    });
    let runner = Runner::new(app.db.clone(), app.clock.clone(), vec![job]);
    assert_eq!(runner.look().await.unwrap(), 0);
    let half = |app: &TestApp| {
        app.db.read_here(|connection| lykta::accounts::store::find_setting(connection, "half")).unwrap()
    };
    assert_eq!(half(&app), None);
    let administrator = app.signed_in(Role::Administrator).await;
    let page = administrator.get("/admin/jobs").await;
    page.assert_says("Påminnelser om åtgärder").assert_says("Behöver ses om").assert_says("the printer is on fire");

    assert_eq!(runner.look().await.unwrap(), 0, "not at once");
    app.at("2026-11-19T13:10:00Z");
    assert_eq!(runner.look().await.unwrap(), 1);
    assert_eq!(half(&app).as_deref(), Some("done"));
    let page = administrator.get("/admin/jobs").await;
    page.assert_says("19 november 2026 14.10").assert_says("Går som det ska").assert_lacks("printer");
    assert_eq!(runner.look().await.unwrap(), 0, "once a day");
    assert_eq!(runs.load(Ordering::SeqCst), 2);
}

#[actix_web::test]
async fn a_run_whose_server_died_is_taken_over_when_its_claim_has_lapsed() {
    let app = TestApp::spawn().await;
    let stuck = |connection: &mut _| {
        use schema::jobs;
        let until = lykta::db::Moment::from("2026-11-19T13:05:00Z".parse::<jiff::Timestamp>().unwrap());
        diesel::insert_into(jobs::table)
            .values((
                jobs::name.eq(reminders::JOB),
                jobs::claimed_until.eq(until),
                jobs::done.eq(0_i64),
                jobs::failure.eq(""),
            ))
            .execute(connection)?;
        Ok(())
    };
    app.db.write_here(stuck).unwrap();
    let runner = runner_beside(&app, Outbox::open());
    assert_eq!(runner.look().await.unwrap(), 0);
    app.at("2026-11-19T13:05:00Z");
    assert_eq!(runner.look().await.unwrap(), 1);
}

#[actix_web::test]
async fn without_a_mail_server_the_job_runs_and_nobody_is_reminded() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Teknik", OrganisationKind::Municipality);
    app.account("partner@example.se", Role::Partner, owner);
    let coordinator = app.signed_in(Role::Coordinator).await;
    hand_out(&coordinator, owner, "2026-11-18").await;
    assert_eq!(runner_beside(&app, Outbox::closed()).look().await.unwrap(), 1);
    assert_eq!((posted(&app).len(), count_reminders(&app)), (0, 0));
    let run = app.db.read_here(|connection| store::find(connection, reminders::JOB)).unwrap().unwrap();
    assert_eq!((run.done, run.failure.as_str()), (0, ""));
    coordinator.get("/measures").await.assert_says("skickar ingen e-post");
}
