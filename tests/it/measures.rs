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

use crate::support::{Page, TestApp, Visitor, a_measure, a_report};

/// A lamp in the tunnel at Fittja, for this organisation, due in four weeks.
fn an_assignment(organisation_id: i64) -> Assignment {
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
    let (assignment, submission) = (an_assignment(owner), a_submission());
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
    let id = handed_out(&app, &coordinator, &an_assignment(owner));
    let near = |desk: &Desk, metres| {
        let found = app.db.read_here(|connection| store::list_open_near(connection, &desk.viewer, here, metres));
        found.unwrap().iter().map(|measure| measure.id).collect::<Vec<_>>()
    };
    assert_eq!(near(&coordinator, 50.0), [id]);
    let apart =
        Assignment { whereabouts: Whereabouts::Point(Point::new(59.2484, 17.8611).unwrap()), ..an_assignment(owner) };
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
        let id = handed_out(&app, &coordinator, &an_assignment(owner));
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
    let id = handed_out(&app, &coordinator, &an_assignment(owner));
    let accept = Event::Accept { due_on: None };
    app.db.write_here(|connection| actions::answer(connection, &partner, id, 1, &accept)).unwrap();
    let late = app.db.write_here(|connection| actions::tell_public(connection, &coordinator, id, 1, "Annat."));
    assert!(matches!(late, Err(AppError::Conflict(_))));
    assert_eq!(measure(&app, &coordinator, id).unwrap().standing.public_note, "Vi byter lampan.");
}

/// A version of the measure and the words of a step, as a form of its page would send them.
async fn step(visitor: &Visitor, measure: &str, version: i64, step: &str, words: &[(&str, &str)]) -> Page {
    let version = version.to_string();
    let fields: Vec<(&str, &str)> =
        [("version", version.as_str()), ("step", step)].into_iter().chain(words.iter().copied()).collect();
    visitor.post(measure, &fields).await
}

#[actix_web::test]
async fn a_report_leads_to_a_measure_that_is_promised_moved_done_and_verified_and_the_reporter_reads_what_became_of_it()
{
    let app = TestApp::spawn().await;
    let (reporters, owner) = (
        app.organisation("Skolan", OrganisationKind::Municipality),
        app.organisation("Teknik", OrganisationKind::Municipality),
    );
    let reporter = app.signed_in_of(Role::Reporter, reporters).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let partner = app.signed_in_of(Role::Partner, owner).await;
    let report = a_report().file(&reporter).await;

    // From the report: its place comes along.
    let page = coordinator.get(&report).await;
    assert_eq!(page.attribute("a[href^='/measures/new']", "href").as_deref(), Some("/measures/new?incident=1"));
    let page = coordinator.get("/measures/new?incident=1").await;
    assert!(page.value("position").unwrap().starts_with("59.247"), "{:?}", page.value("position"));
    assert_eq!(page.value("decided_on").as_deref(), Some("2026-11-19"));
    let form = a_measure(owner)
        .with("incident", "1")
        .with("place", "Tunneln")
        .with("position", "59.2478, 17.8611")
        .with("due_on", "2026-11-24");
    let measure = form.file(&coordinator).await;
    coordinator.get(&report).await.assert_says("Byt lampan i gångtunneln").assert_says("Väntar på svar");
    reporter.get(&report).await.assert_says("En åtgärd är föreslagen").assert_lacks("Gatuenheten");

    // The owner answers on the measure's own page.
    let page = partner.get(&measure).await;
    page.assert_says("Teknik, Gatuenheten, ska ha gjort det senast 24 november 2026.");
    assert!(page.all("button").contains(&"Lova åtgärden".to_owned()));
    assert!(!page.all("button").contains(&"Det är gjort".to_owned()), "the owner verifies nothing");
    step(&partner, &measure, 1, "accepted", &[]).await.assert_status(303);
    let faulty = step(&partner, &measure, 2, "rescheduled", &[("due_reschedule", "2026-11-01")]).await;
    faulty.assert_status(422).assert_says("Den dagen har redan gått.").assert_says("Skriv varför.");
    let later = [("due_reschedule", "2026-12-05"), ("reason_reschedule", "Leveransen av armaturer dröjer.")];
    step(&partner, &measure, 2, "rescheduled", &later).await.assert_status(303);
    step(&partner, &measure, 3, "begun", &[]).await.assert_status(303);
    step(&partner, &measure, 4, "done", &[]).await.assert_status(422).assert_says("Skriv vad som gjordes.");
    app.at("2026-12-01T09:00:00Z");
    step(&partner, &measure, 4, "done", &[("outcome", "Ny armatur sitter uppe.")]).await.assert_status(303);
    let seen = coordinator.get(&measure).await;
    seen.assert_says("Först lovat till 24 november 2026")
        .assert_says("Nej, inte klart den dag som först lovades")
        .assert_says("Klar senast: 24 november 2026 → 5 december 2026")
        .assert_says("Leveransen av armaturer dröjer.");
    step(&partner, &measure, 5, "verified", &[]).await.assert_status(403);
    step(&coordinator, &measure, 5, "noted", &[("public_note", "Det lyser igen.")]).await.assert_status(303);
    step(&coordinator, &measure, 6, "verified", &[("words_verify", "Sett på plats i skymningen.")])
        .await
        .assert_status(303);
    let page = reporter.get(&report).await;
    page.assert_says("En åtgärd är gjord och kontrollerad på platsen.").assert_says("Det lyser igen.");
    page.assert_lacks("Sett på plats").assert_lacks("armatur");
}

#[actix_web::test]
async fn everybody_sees_and_does_with_a_measure_what_their_role_and_organisation_allow() {
    let app = TestApp::spawn().await;
    let (owner, other) = (
        app.organisation("Teknik", OrganisationKind::Municipality),
        app.organisation("Bolaget", OrganisationKind::Housing),
    );
    let office = app.signed_in(Role::Coordinator).await;
    // Who · of the owner? · what opening it answers · what accepting, saying that it is done, verifying and reopening answer.
    let table = [
        (Role::Reporter, true, 200, [403, 303, 403, 403]),
        (Role::WalkLeader, true, 200, [403, 303, 403, 403]),
        (Role::Partner, true, 200, [303, 303, 403, 403]),
        (Role::Coordinator, true, 200, [303, 303, 303, 303]),
        (Role::Council, true, 403, [403, 403, 403, 403]),
        (Role::Administrator, true, 403, [403, 403, 403, 403]),
        (Role::Reporter, false, 404, [404, 404, 404, 404]),
        (Role::WalkLeader, false, 404, [404, 404, 404, 404]),
        (Role::Partner, false, 200, [403, 403, 403, 403]),
        (Role::Coordinator, false, 200, [303, 303, 303, 303]),
    ];
    for (role, is_owner, opened, answers) in table {
        let visitor = app.signed_in_of(role, if is_owner { owner } else { other }).await;
        let listed = visitor.get("/measures").await;
        let tried = [
            ("accepted", vec![], vec![]),
            ("done", vec![("outcome", "Gjort.")], vec![("accepted", vec![])]),
            ("verified", vec![], vec![("accepted", vec![]), ("done", vec![("outcome", "Gjort.")])]),
            (
                "reopened",
                vec![("reason_reopen", "Det är mörkt igen.")],
                vec![("accepted", vec![]), ("done", vec![("outcome", "Gjort.")])],
            ),
        ];
        for ((last, words, before), expected) in tried.into_iter().zip(answers) {
            let measure = a_measure(owner).file(&office).await;
            let mut version = 1;
            for (earlier, words) in before {
                step(&office, &measure, version, earlier, &words).await.assert_status(303);
                version += 1;
            }
            let found =
                (visitor.get(&measure).await.status, step(&visitor, &measure, version, last, &words).await.status);
            assert_eq!(found, (opened, expected), "{role:?} of the owner: {is_owner}, {last}");
        }
        if opened == 404 {
            listed.assert_says("Inga åtgärder ännu");
        }
    }
}

#[actix_web::test]
async fn a_form_that_was_sent_twice_is_one_measure_and_one_that_was_changed_meanwhile_is_a_conflict_page() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Kommunen", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let form = a_measure(owner);
    let measure = form.file(&coordinator).await;
    assert_eq!(form.file(&coordinator).await, measure);
    form.with("title", "Något annat").send(&coordinator).await.assert_status(409);
    coordinator.get("/measures").await.assert_says("1 åtgärd").assert_lacks("Något annat");
    step(&coordinator, &measure, 1, "accepted", &[]).await.assert_status(303);
    step(&coordinator, &measure, 1, "begun", &[]).await.assert_status(409).assert_says("ändra");
    step(&coordinator, &measure, 2, "verified", &[]).await.assert_status(409);
}

#[actix_web::test]
async fn whatever_is_missing_or_points_out_a_person_is_told_beside_its_field() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Kommunen", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let empty = coordinator.post("/measures", &[]).await;
    empty.assert_status(422);
    for said in [
        "Skriv vad som ska göras.",
        "Välj vilket slags åtgärd det är.",
        "Välj en plats ur listan",
        "Välj den organisation som ska göra det.",
        "Skriv vilken funktion som svarar för det.",
        "Skriv till vilken dag det ska vara klart.",
    ] {
        empty.assert_says(said);
    }
    let named = a_measure(owner).with("description", "Ring 070-123 45 67 och fråga.").send(&coordinator).await;
    named.assert_status(422).assert_says("telefonnummer");
    let order = a_measure(owner).with("starts_on", "2026-12-20").send(&coordinator).await;
    order.assert_status(422).assert_says("Den dagen kommer före den första.");
    let far = a_measure(owner).at("60.0, 17.0").send(&coordinator).await;
    far.assert_status(422).assert_says("meter utanför kommunen");
    coordinator.get("/measures/new?incident=99").await.assert_status(404);
    a_measure(owner).with("incident", "99").send(&coordinator).await.assert_status(404);
}

#[actix_web::test]
async fn the_list_leads_with_what_is_to_be_done_and_filters_by_address() {
    let app = TestApp::spawn().await;
    let (owner, other) = (
        app.organisation("Kommunen", OrganisationKind::Municipality),
        app.organisation("Bolaget", OrganisationKind::Housing),
    );
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_measure(owner).with("title", "Sen häck").with("due_on", "2026-11-18").file(&coordinator).await;
    a_measure(owner).with("title", "Snar grind").with("due_on", "2026-11-26").file(&coordinator).await;
    let done = a_measure(other).with("title", "Ny Älgskylt 100%").file(&coordinator).await;
    step(&coordinator, &done, 1, "accepted", &[]).await;
    step(&coordinator, &done, 2, "done", &[("outcome", "Satt upp.")]).await;
    a_measure(other).with("title", "Hela staden").with("place", "").with("district", "all").file(&coordinator).await;

    let titles = async |query: &str| coordinator.get(&format!("/measures{query}")).await.all("tbody th a");
    assert_eq!(titles("").await, ["Sen häck", "Snar grind", "Ny Älgskylt 100%", "Hela staden"]);
    let counts = coordinator.get("/measures").await.all(".urgent .figure");
    assert_eq!(counts, ["1", "3", "1", "1"], "overdue, unanswered, soon, unverified");
    assert_eq!(titles("?urgency=overdue").await, ["Sen häck"]);
    assert_eq!(titles("?urgency=soon").await, ["Snar grind"]);
    assert_eq!(titles("?urgency=unverified").await, ["Ny Älgskylt 100%"]);
    assert_eq!(titles("?status=done").await, ["Ny Älgskylt 100%"]);
    assert_eq!(titles(&format!("?organisation={other}")).await, ["Ny Älgskylt 100%", "Hela staden"]);
    assert_eq!(titles("?district=fittja").await, ["Sen häck", "Snar grind", "Ny Älgskylt 100%"]);
    assert_eq!(titles("?q=%C3%A4LGsk").await, ["Ny Älgskylt 100%"], "small and capital letters alike");
    assert_eq!(titles("?q=0%25").await, ["Ny Älgskylt 100%"], "a percent sign is one");
    assert_eq!(titles("?q=_").await, Vec::<String>::new());
    assert_eq!(titles("?box=17.8,59.2,17.9,59.3").await.len(), 3);
    coordinator.get("/measures").await.assert_says("1 åtgärd har ingen punkt på kartan.");
    let map: serde_json::Value =
        serde_json::from_slice(&coordinator.get("/measures/clusters?zoom=11").await.body).unwrap();
    assert_eq!((&map["total"], &map["without_place"]), (&4.into(), &1.into()));

    let home = coordinator.get("/").await;
    home.assert_says("Försenade åtgärder").assert_says("Obesvarade åtgärder").assert_says("Att kontrollera");
    let partner = app.signed_in_of(Role::Partner, other).await;
    partner.get("/").await.assert_says("Åtgärder att svara på").assert_lacks("Försenade åtgärder");
}

#[actix_web::test]
async fn how_many_promises_were_kept_is_told_by_the_day_first_agreed_and_not_judged_on_few() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Kommunen", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    for (number, day) in ["2026-11-20", "2026-11-20", "2026-11-25", "2026-11-20", "2026-11-20"].into_iter().enumerate()
    {
        let measure = a_measure(owner).with("due_on", day).file(&coordinator).await;
        step(&coordinator, &measure, 1, "accepted", &[]).await.assert_status(303);
        if number == 3 {
            // Moved: it is judged by the day first agreed all the same.
            let later = [("due_reschedule", "2026-11-25"), ("reason_reschedule", "Tjäle.")];
            step(&coordinator, &measure, 2, "rescheduled", &later).await.assert_status(303);
        }
        if number == 4 {
            break;
        }
        app.at(if number == 1 { "2026-11-20T10:00:00Z" } else { "2026-11-19T13:00:00Z" });
        if number < 2 {
            step(&coordinator, &measure, 2, "done", &[("outcome", "Gjort.")]).await.assert_status(303);
            app.at("2026-11-19T13:00:00Z");
        }
    }
    coordinator.get("/measures").await.assert_says("2 av 2").assert_says("för få för att säga");
    app.at("2026-11-21T13:00:00Z");
    coordinator.get("/measures").await.assert_says("2 av 4").assert_says("för få för att säga");
    app.at("2026-11-27T13:00:00Z");
    coordinator.get("/measures").await.assert_says("2 av 5").assert_lacks("för få för att säga");
}

#[actix_web::test]
async fn the_week_shows_its_measures_and_hands_out_new_ones() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Kommunen", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let week = coordinator.get("/situation/2026-W47").await;
    week.assert_says("Ingen åtgärd har lämnats ut ur den här veckans bild.");
    let new = week.attribute("a[href^='/measures/new']", "href").unwrap();
    assert_eq!(coordinator.get(&new).await.value("decided_by").as_deref(), Some("Veckomötet vecka 47"));
    a_measure(owner).with("week", "2026-W47").with("decided_on", "2026-11-24").file(&coordinator).await;
    a_measure(owner).with("title", "Klipp häcken").with("decided_on", "2026-11-12").file(&coordinator).await;
    let week = coordinator.get("/situation/2026-W47").await;
    week.assert_says("2 åtgärder är öppna, ingen är försenad");
    let told = |page: &Page, section: &str, title: &str| page.all(section).concat().contains(title);
    assert!(told(&week, "#measures", "Byt lampan") && !told(&week, "#measures", "Klipp häcken"));
    assert!(told(&week, "#earlier", "Klipp häcken"), "what was decided the week before, and what became of it");
    assert!(told(&coordinator.get("/situation/2026-W46").await, "#measures", "Klipp häcken"));
    // As they stand now: that says nothing of a week long gone.
    coordinator.get("/situation/2026-W44").await.assert_lacks("åtgärder är öppna");
    let partner = app.signed_in(Role::Partner).await;
    assert_eq!(partner.get("/situation/2026-W47").await.attribute("a[href^='/measures/new']", "href"), None);
}

#[actix_web::test]
async fn the_file_has_the_rows_of_the_list_and_is_written_into_the_log() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Kommunen", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_measure(owner).with("title", "=Sen häck").with("due_on", "2026-11-18").file(&coordinator).await;
    a_measure(owner).file(&coordinator).await;
    let link = coordinator.get("/measures?urgency=overdue").await.attribute("a[download]", "href").unwrap();
    assert_eq!(link, "/measures.csv?urgency=overdue");
    let file = coordinator.get(&link).await.body_text();
    assert_eq!(file.lines().count(), 2, "{file}");
    assert!(file.contains("'=Sen häck") && file.contains("Gatuenheten") && file.contains("2026-11-18"), "{file}");
    let entries = app.db.read_here(|connection| lykta::accounts::store::list_audit(connection, None, 1)).unwrap();
    let told = (entries[0].action.as_str(), entries[0].subject.as_str(), entries[0].detail.as_str());
    assert_eq!(told, ("exported", "measure", "urgency=overdue"));
}
