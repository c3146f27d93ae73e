//! Shift reports of neighbourhood patrols and night walkers.

use lykta::accounts::{OrganisationKind, Role};

use crate::support::{TestApp, Visitor, a_report, a_shift};

async fn patrol(app: &TestApp) -> Visitor {
    app.signed_in_of(Role::Reporter, app.organisation("Grannstöd", OrganisationKind::Association)).await
}

#[actix_web::test]
async fn a_calm_shift_is_kept_once_with_its_people_times_and_districts() {
    let app = TestApp::spawn().await;
    let walker = patrol(&app).await;
    walker.get("/shifts/new").await.assert_status(200).assert_says("Ni går alltid minst två.");
    let form = a_shift();
    let address = form.file(&walker).await;
    assert_eq!(form.file(&walker).await, address, "the same again is the same");
    form.clone().with("people", "4").send(&walker).await.assert_status(409);
    let page = walker.get(&address).await;
    page.assert_says("Lugnt").assert_says("3 personer").assert_says("Fittja").assert_says("Torget, stationen");
    page.assert_says("18 november 2026 20.00–23.00");
    walker.get("/shifts").await.assert_says("3 personer");
}

#[actix_web::test]
async fn what_was_seen_becomes_reports_of_the_shift_which_then_was_not_calm() {
    let app = TestApp::spawn().await;
    let walker = patrol(&app).await;
    let sent = a_shift().with("calm", "no").send(&walker).await;
    assert_eq!((sent.status, sent.location().as_str()), (303, "/incidents/new?shift=1"));
    let form = walker.get("/incidents/new?shift=1").await;
    assert_eq!(form.value("shift").as_deref(), Some("1"));
    let report = a_report().with("shift", "1").file(&walker).await;
    walker.get(&report).await.assert_says("Från ett pass");
    walker.get("/shifts/1").await.assert_says("Något hände").assert_says("Skadegörelse");
    let calm = a_shift().file(&walker).await;
    a_report().with("shift", "2").file(&walker).await;
    walker.get(&calm).await.assert_says("Något hände").assert_lacks("Lugnt");
}

#[actix_web::test]
async fn what_is_wrong_with_a_shift_is_told_beside_its_field() {
    let app = TestApp::spawn().await;
    let walker = patrol(&app).await;
    let told = [
        ("people", "1", "minst 2"),
        ("district", "atlantis", "Välj minst en kommundel."),
        ("ended_at", "2026-11-18T19:00", "ligger före"),
        ("ended_at", "2026-11-20T19:00", "högst ett dygn"),
        ("started_at", "i går", "Skriv tiden som"),
        ("calm", "", "Välj om det var lugnt"),
        ("whereabouts", "Hem till 850709-9805", "personnummer"),
    ];
    for (field, value, words) in told {
        let page = a_shift().with(field, value).send(&walker).await;
        page.assert_status(422).assert_says(words);
    }
    walker.get("/shifts").await.assert_says("Inga pass ännu");
}

#[actix_web::test]
async fn a_shift_is_seen_by_its_own_organisation_and_the_working_group_and_told_from_by_its_reporter_alone() {
    let app = TestApp::spawn().await;
    let walker = patrol(&app).await;
    a_shift().file(&walker).await;
    let other = app.signed_in_of(Role::Reporter, app.organisation("Andra", OrganisationKind::Housing)).await;
    other.get("/shifts/1").await.assert_status(404);
    other.get("/shifts").await.assert_says("Inga pass ännu");
    a_report().with("shift", "1").send(&other).await.assert_status(404);
    app.signed_in(Role::Partner).await.get("/shifts/1").await.assert_status(200).assert_says("Grannstöd");
}
