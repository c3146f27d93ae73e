//! Measures: handed out exactly once, answered by their owner, done, verified; nothing happens without a line of history.

use jiff::civil::Date;
use lykta::accounts::{Actor, OrganisationKind, Role, Viewer};
use lykta::db::DbConnection;
use lykta::districts;
use lykta::error::AppError;
use lykta::geometry::Point;
use lykta::mail::Outbox;
use lykta::measures::actions::{self, Desk, Receipt, Submission};
use lykta::measures::model::{
    Assignment, Event, Horizon, Measure, MeasureKind, Origin, Promise, Status, Step, Whereabouts, replay,
};
use lykta::measures::store;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use crate::support::TestApp;

/// A lamp in the tunnel at Fittja, for this organisation, due in four weeks.
fn a_measure(organisation_id: i64) -> Assignment {
    Assignment {
        promise: Promise {
            title: "Byt lampan i gångtunneln".to_owned(),
            description: String::new(),
            kind: MeasureKind::Physical,
            place: "Gångtunneln".to_owned(),
            organisation_id,
            line_function: "Gatuenheten".to_owned(),
            decided_by: "Veckomötet".to_owned(),
            decided_on: "2026-11-19".parse::<Date>().unwrap().into(),
            starts_on: None,
            horizon: Horizon::Short,
            cost_sek: Some(4_000),
            fund: String::new(),
            evaluate_from: None,
            evaluate_to: None,
        },
        whereabouts: Whereabouts::Point(Point::new(59.2478, 17.8611).unwrap()),
        origin: Origin::ByHand,
        due_on: Some("2026-12-17".parse().unwrap()),
        public_note: "Vi byter lampan.".to_owned(),
    }
}

fn desk(app: &TestApp, role: Role, organisation_id: i64) -> Desk {
    let email = app.account_of(role, organisation_id);
    let account_id = app.account_id(&email);
    Desk {
        viewer: Viewer { account_id, organisation_id, role },
        actor: Actor { account_id: Some(account_id), label: email },
        outbox: Outbox::closed(),
        now: app.now(),
    }
}

fn hand_out(app: &TestApp, desk: &Desk, assignment: &Assignment, submission: &Submission) -> Receipt {
    let map = districts::Map::load(&app.db).unwrap();
    let keep = |connection: &mut DbConnection| {
        let ground = map.current(connection)?;
        actions::hand_out(connection, desk, submission, assignment, &ground)
    };
    app.db.write_here(keep).unwrap()
}

fn a_submission() -> Submission {
    Submission { id: Uuid::new_v4(), content_hash: "hash".to_owned() }
}

fn handed_out(app: &TestApp, desk: &Desk, assignment: &Assignment) -> i64 {
    match hand_out(app, desk, assignment, &a_submission()) {
        Receipt::HandedOut(id) => id,
        other => panic!("{other:?}"),
    }
}

fn measure(app: &TestApp, desk: &Desk, id: i64) -> Option<Measure> {
    app.db.read_here(|connection| store::find(connection, &desk.viewer, id)).unwrap()
}

#[actix_web::test]
async fn a_measure_is_handed_out_exactly_once_and_lies_in_the_district_of_its_point() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Teknik", OrganisationKind::Municipality);
    let (coordinator, partner) = (desk(&app, Role::Coordinator, owner), desk(&app, Role::Partner, owner));
    let (assignment, submission) = (a_measure(owner), a_submission());
    let Receipt::HandedOut(id) = hand_out(&app, &coordinator, &assignment, &submission) else { panic!() };
    assert_eq!(hand_out(&app, &coordinator, &assignment, &submission), Receipt::AlreadyReceived(id));
    let other = Submission { content_hash: "another".to_owned(), ..submission };
    assert_eq!(hand_out(&app, &coordinator, &assignment, &other), Receipt::OtherContent);
    let kept = measure(&app, &partner, id).unwrap();
    assert!(kept.spot.district_id.is_some() && kept.spot.area_id.is_some());
    assert_eq!(kept.standing.status, Status::Proposed);
    let abroad = Assignment { whereabouts: Whereabouts::Point(Point::new(60.0, 17.0).unwrap()), ..assignment };
    assert!(matches!(hand_out(&app, &coordinator, &abroad, &a_submission()), Receipt::TooFarOut(_)));
}

#[actix_web::test]
async fn open_measures_nearby_are_those_within_reach_that_somebody_may_see() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Teknik", OrganisationKind::Municipality);
    let other = app.organisation("Bolaget", OrganisationKind::Housing);
    let coordinator = desk(&app, Role::Coordinator, owner);
    let here = Point::new(59.2478, 17.8611).unwrap();
    let id = handed_out(&app, &coordinator, &a_measure(owner));
    let near = |desk: &Desk, metres| {
        let found = app.db.read_here(|connection| store::list_open_near(connection, &desk.viewer, here, metres));
        found.unwrap().iter().map(|measure| measure.id).collect::<Vec<_>>()
    };
    assert_eq!(near(&coordinator, 50.0), [id]);
    let apart =
        Assignment { whereabouts: Whereabouts::Point(Point::new(59.2484, 17.8611).unwrap()), ..a_measure(owner) };
    let further = handed_out(&app, &coordinator, &apart);
    assert_eq!(near(&coordinator, 50.0), [id], "66 m further north");
    assert_eq!(near(&coordinator, 100.0), [id, further]);
    assert_eq!(near(&desk(&app, Role::WalkLeader, other), 100.0), Vec::<i64>::new());
    assert_eq!(near(&desk(&app, Role::Administrator, owner), 100.0), Vec::<i64>::new());
    let no = Event::Decline { reason: "Privat mark.".to_owned() };
    app.db.write_here(|connection| actions::answer(connection, &coordinator, id, 1, &no)).unwrap();
    assert_eq!(near(&coordinator, 50.0), Vec::<i64>::new());
}

/// What somebody tries: who, and what.
fn attempts() -> impl Strategy<Value = Vec<(usize, Event)>> {
    let words = "[a-z]{1,6}";
    let day = |offset: i64| "2026-12-01".parse::<Date>().unwrap().saturating_add(jiff::ToSpan::days(offset));
    let event = prop_oneof![
        3 => Just(Event::Accept { due_on: None }),
        1 => words.prop_map(|reason| Event::Decline { reason }),
        2 => (0_i64..40, words).prop_map(move |(due, reason)| Event::Reschedule { due_on: day(due), reason }),
        2 => Just(Event::Begin),
        3 => words.prop_map(|outcome| Event::Finish { outcome }),
        3 => words.prop_map(|words| Event::Verify { words }),
        2 => words.prop_map(|reason| Event::Reopen { reason }),
        1 => words.prop_map(|public_note| Event::Note { public_note }),
    ];
    proptest::collection::vec((0_usize..4, event), 1..40)
}

#[actix_web::test]
async fn whoever_tries_whatever_the_history_explains_the_measure_and_nothing_is_verified_that_was_not_done() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Teknik", OrganisationKind::Municipality);
    let other = app.organisation("Bolaget", OrganisationKind::Housing);
    let coordinator = desk(&app, Role::Coordinator, other);
    let people = [
        coordinator.clone(),
        desk(&app, Role::Partner, owner),
        desk(&app, Role::Reporter, owner),
        desk(&app, Role::Partner, other),
    ];
    let config = ProptestConfig { cases: 24, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&attempts(), |attempts| {
        let id = handed_out(&app, &coordinator, &a_measure(owner));
        let mut now = app.now();
        for (who, event) in attempts {
            now += jiff::ToSpan::minutes(1);
            let desk = Desk { now, ..people[who].clone() };
            let before = measure(&app, &coordinator, id).unwrap();
            let seen = before.version;
            let outcome = app.db.write_here(|connection| match &event {
                Event::Accept { .. } | Event::Decline { .. } | Event::Reschedule { .. } => {
                    actions::answer(connection, &desk, id, seen, &event)
                }
                Event::Verify { words } => actions::verify(connection, &desk, id, seen, words),
                Event::Reopen { reason } => actions::reopen(connection, &desk, id, seen, reason),
                Event::Note { public_note } => actions::tell_public(connection, &desk, id, seen, public_note),
                _ => actions::report_progress(connection, &desk, id, seen, &event),
            });
            let after = measure(&app, &coordinator, id).unwrap();
            match outcome {
                Ok(()) => prop_assert!(before.takes_from(&desk.viewer, event.step())),
                Err(AppError::Forbidden | AppError::Conflict(_)) => prop_assert_eq!(&before, &after),
                Err(fault) => return Err(TestCaseError::fail(fault.to_string())),
            }
            let history = app.db.read_here(|connection| store::list_history(connection, id)).unwrap();
            prop_assert_eq!(replay(&history), Some(after.standing.clone()));
            let steps: Vec<Step> = history.iter().map(|line| line.kind).filter(|step| *step != Step::Note).collect();
            if after.standing.status == Status::Verified {
                prop_assert!(steps.ends_with(&[Step::Finish, Step::Verify]), "{:?}", steps);
            }
        }
        Ok(())
    });
    outcome.unwrap();
}

#[actix_web::test]
async fn what_was_changed_meanwhile_is_a_conflict_and_changes_nothing() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Teknik", OrganisationKind::Municipality);
    let (coordinator, partner) = (desk(&app, Role::Coordinator, owner), desk(&app, Role::Partner, owner));
    let id = handed_out(&app, &coordinator, &a_measure(owner));
    let accept = Event::Accept { due_on: None };
    app.db.write_here(|connection| actions::answer(connection, &partner, id, 1, &accept)).unwrap();
    let late = app.db.write_here(|connection| actions::tell_public(connection, &coordinator, id, 1, "Annat."));
    assert!(matches!(late, Err(AppError::Conflict(_))));
    assert_eq!(measure(&app, &coordinator, id).unwrap().standing.public_note, "Vi byter lampan.");
}
