//! The report form beyond its plain fields: when without a keyboard, where in four ways, what was reported nearby.

use lykta::accounts::{OrganisationKind, Role};
use lykta::incidents::audience::Audience;

use crate::support::{Form, Page, TestApp, a_report, lykta};

/// The report's form as a browser without script sends it: it asks about what was reported nearby.
fn asking() -> Form {
    a_report().with("asks_nearby", "yes")
}

fn count(app: &TestApp) -> i64 {
    let ran = lykta(app.database(), &["picture", "2026-W47", "--format", "json"]);
    let picture: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    picture["totals"]["event"]["count"].as_i64().unwrap()
}

fn id_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

/// The answers that the page offers to what was reported nearby.
fn offered(page: &Page) -> Vec<String> {
    let html = page.body_text();
    let parts = html.split("name=\"nearby\" value=\"").skip(1);
    parts.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn when_is_answered_with_now_with_a_time_of_today_or_between_two_times() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let form = reporter.get("/incidents/new").await;
    assert_eq!(form.value("opened_at").as_deref(), Some("2026-11-19T14:00"));
    assert_eq!(form.attribute("[name=when][checked]", "value").as_deref(), Some("now"));
    form.assert_says("13.30");
    let told = async |form: Form| {
        let page = form.send(&reporter).await;
        if page.status == 303 { reporter.get(&page.location()).await.text() } else { page.text() }
    };
    let bare = || a_report().with("occurred_from", "");
    assert!(
        told(bare().with("when", "now").with("opened_at", "2026-11-19T13:58")).await.contains("19 november 2026 13.58")
    );
    assert!(
        told(bare().with("when", "now").with("opened_at", "2026-11-19T08:10")).await.contains("Formuläret öppnades")
    );
    let earlier = bare().with("when", "earlier").with("today_at", "2026-11-19T09:30");
    assert!(told(earlier).await.contains("19 november 2026 09.30"));
    assert!(told(bare().with("when", "earlier")).await.contains("Ange när det hände."));
    let between = a_report().with("when", "between").with("occurred_to", "2026-11-19T06:00");
    assert!(told(between).await.contains("18 november 2026 21.30 – 19 november 2026 06.00"));
}

#[actix_web::test]
async fn a_place_that_may_be_several_is_picked_from_those_it_may_be() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let page = a_report().with("place", "tu").send(&reporter).await;
    page.assert_status(422).assert_says("Flera platser heter så");
    let picks = page.all(".tile:has([name=place_pick])");
    assert!(picks.len() > 1, "{picks:?}");
    let picked = a_report().with("place", "tu").with("place_pick", &picks[0]).file(&reporter).await;
    reporter.get(&picked).await.assert_says(&picks[0]);
    let stray = a_report().with("place", "tu").with("place_pick", "Fittja centrum (T-bana)").send(&reporter).await;
    assert_eq!(stray.status, 422, "what was not suggested is not picked");
}

#[actix_web::test]
async fn where_it_lies_is_shown_before_anything_else_is_judged_and_swapped_numbers_are_offered_the_right_way_round() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let only_where =
        |position: &str| a_report().at(position).with("category", "").with("severity", "").with("step", "locate");
    let page = only_where("59.247859, 17.861162").send(&reporter).await;
    page.assert_status(200).assert_says("Det är i Fittja.").assert_lacks("Välj vad det gäller.");
    // On the border between Alby and Fittja.
    let page = only_where("59.2440, 17.8540").send(&reporter).await;
    page.assert_status(200).assert_says("Det är i ");
    only_where("59.2369, 17.9819").send(&reporter).await.assert_says("utanför kommunen");
    let swapped = a_report().at("17.861162, 59.247859");
    let page = swapped.send(&reporter).await;
    page.assert_status(422).assert_says("byt plats på talen").assert_says("59.247859, 17.861162");
    let kept = swapped.with("position_swap", "yes").file(&reporter).await;
    reporter.get(&kept).await.assert_says("59.2479, 17.8612");
}

#[actix_web::test]
async fn what_was_reported_nearby_is_asked_about_and_the_same_event_counts_once_while_again_counts_again() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let first = asking().file(&reporter).await;
    assert_eq!(count(&app), 1, "nothing was near, nothing was asked");
    let second = asking().with("description", "Glaset ligger kvar.");
    let page = second.send(&reporter).await;
    page.assert_status(422).assert_says("Är det samma händelse?").assert_says("Skadegörelse");
    let id = id_of(&first);
    assert_eq!(offered(&page), [format!("same:{id}"), format!("again:{id}"), "none".to_owned()]);
    let same = second.with("nearby", &format!("same:{id}")).file(&reporter).await;
    assert_eq!(count(&app), 1, "told by two, counted once");
    reporter.get(&first).await.assert_says("Glaset ligger kvar.");
    reporter.get(&same).await.assert_says("samma händelse");
    let again = asking().with("nearby", &format!("again:{id}")).file(&reporter).await;
    assert_eq!(count(&app), 2);
    reporter.get(&again).await.assert_says(&format!("Samma sak igen som rapport {id}"));
    reporter.get(&first).await.assert_says(&format!("Hände igen: rapport {}", id_of(&again)));
    asking().with("nearby", "none").file(&reporter).await;
    assert_eq!(count(&app), 3);
    asking().with("category", "MIL1").file(&reporter).await;
    asking().at("59.2053, 17.9032").file(&reporter).await;
    asking().with("occurred_from", "2026-11-16T12:00").file(&reporter).await;
    assert_eq!(count(&app), 6, "another group, another place, more than two days before: nothing to ask");
}

#[actix_web::test]
async fn beyond_ones_audience_it_is_only_said_that_something_was_reported_nearby() {
    let app = TestApp::spawn().await;
    let secret = "Fönstret vid porten.";
    let police = app.organisation("Polisen", OrganisationKind::Police);
    let officer = app.signed_in_of(Role::Partner, police).await;
    let theirs = a_report().with("description", secret).file(&officer).await;
    let reporter = app.signed_in(Role::Reporter).await;
    let look = |form: Form| async {
        let form = form;
        reporter.post("/incidents/nearby", &form.fields()).await
    };
    let page = look(asking()).await;
    page.assert_status(200).assert_says("Något liknande har rapporterats i närheten.").assert_lacks("Skadegörelse");
    assert_eq!(offered(&page), Vec::<String>::new());
    for word in ["same", "again"] {
        let guessed = a_report().with("nearby", &format!("{word}:{}", id_of(&theirs))).send(&reporter).await;
        guessed.assert_status(422).assert_says("Välj igen").assert_lacks(secret);
    }
    let mine = asking().file(&reporter).await;
    reporter.get(&mine).await.assert_says("Något liknande har rapporterats i närheten.").assert_lacks(secret);
    let narrow = app.signed_in_of(Role::Reporter, app.organisation("Bolaget", OrganisationKind::Housing)).await;
    let own = a_report().at("59.2053, 17.9032").with("audience", Audience::Organisation.word());
    own.file(&officer).await;
    let page = narrow.post("/incidents/nearby", &asking().at("59.2053, 17.9032").fields()).await;
    assert_eq!(page.text(), "", "what is for one organisation alone is not even hinted at");
}

#[actix_web::test]
async fn another_report_begins_where_the_last_one_was_and_one_may_report_for_somebody_else() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let first = a_report().at("59.247859, 17.861162").with("on_behalf", "yes").file(&reporter).await;
    let page = reporter.get(&first).await;
    page.assert_says("Rapporterat åt någon annan").assert_says("Rapportera en till härifrån");
    let form = reporter.get(&format!("/incidents/new?from={}", id_of(&first))).await;
    assert_eq!(form.value("position").as_deref(), Some("59.247859, 17.861162"));
    assert_eq!(form.attribute("[name=on_behalf][checked]", "value").as_deref(), Some("yes"));
    assert_eq!(form.all("[name=category][checked]").len(), 0);
    let stranger = app.signed_in_of(Role::Reporter, app.organisation("Andra", OrganisationKind::Other)).await;
    let form = stranger.get(&format!("/incidents/new?from={}", id_of(&first))).await;
    assert_eq!(form.value("position").as_deref(), Some(""), "a place one may not see is not told");
}

#[actix_web::test]
async fn ten_at_once_of_the_same_submission_are_one_report() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let form = asking();
    let sent: Vec<_> = (0..10).map(|_| form.send(&reporter)).collect();
    let answers = futures_util::future::join_all(sent).await;
    let address = answers[0].location();
    for answer in &answers {
        assert_eq!((answer.status, answer.location()), (303, address.clone()));
    }
    reporter.get("/incidents").await.assert_says("En rapport");
    assert_eq!(count(&app), 1);
}

#[actix_web::test]
async fn an_event_never_vanishes_into_a_report_that_fewer_may_see() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let narrow = a_report().with("audience", "organisation").file(&reporter).await;
    assert_eq!(count(&app), 0);
    let wide = asking().with("nearby", &format!("same:{}", id_of(&narrow)));
    wide.send(&reporter).await.assert_status(422).assert_says("Välj igen");
    let alike = wide.with("audience", "organisation").file(&reporter).await;
    reporter.get(&alike).await.assert_says("samma händelse");
}
