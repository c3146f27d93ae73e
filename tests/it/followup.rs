//! The red thread: from a goal by what is undertaken for it to a verified measure, and back; what hangs loose; and the
//! auditors' six questions.

use diesel::{ExpressionMethods as _, RunQueryDsl as _};
use lykta::accounts::{OrganisationKind, Role, store as accounts_store};
use lykta::db::DbConnection;
use lykta::db::schema::{indicator_readings, indicators};

use crate::support::{Page, TestApp, Visitor, a_measure, lykta, shared_data};

const MEASURE: &str = "Byt lampan i gångtunneln";

/// Where a form led, without the flash.
fn led_to(page: &Page) -> String {
    page.assert_status(303);
    page.location()
}

async fn add_goal(visitor: &Visitor, code: &str, name: &str) -> String {
    let fields = [
        ("code", code),
        ("name", name),
        ("plan", "Trygghetsprogrammet"),
        ("plan_decided_on", "2025-06-10"),
        ("from_year", "2025"),
    ];
    led_to(&visitor.post("/followup/goals", &fields).await)
}

async fn undertake(visitor: &Visitor, goal: &str, title: &str) -> String {
    let fields = [("goal", goal), ("committee", "Tekniska nämnden"), ("year", "2026"), ("title", title)];
    led_to(&visitor.post("/followup/commitments", &fields).await)
}

async fn tie(visitor: &Visitor, commitment: &str, measure: &str) -> Page {
    visitor.post(&format!("{commitment}/measures"), &[("measure", measure)]).await
}

/// An indicator measured in 2025 with a target of 60; gives its key.
fn an_indicator(app: &TestApp, code: &str, name: &str, outcome: f64) -> i64 {
    let keep = |connection: &mut DbConnection| {
        let id: i64 = diesel::insert_into(indicators::table)
            .values((
                indicators::code.eq(code),
                indicators::name.eq(name),
                indicators::unit.eq("index"),
                indicators::better.eq("higher"),
                indicators::version.eq(1_i64),
            ))
            .returning(indicators::id)
            .get_result(connection)?;
        diesel::insert_into(indicator_readings::table)
            .values((
                indicator_readings::indicator_id.eq(id),
                indicator_readings::area.eq("Botkyrka"),
                indicator_readings::people.eq("all"),
                indicator_readings::year.eq(2025_i64),
                indicator_readings::outcome.eq(Some(outcome)),
                indicator_readings::margin_of_error.eq(Some(1.0)),
                indicator_readings::target.eq(Some(60.0)),
                indicator_readings::direction.eq(""),
                indicator_readings::source.eq("Undersökningen"),
            ))
            .execute(connection)?;
        Ok::<_, diesel::result::Error>(id)
    };
    app.db.write_here(|connection| keep(connection).map_err(lykta::error::AppError::from)).unwrap()
}

async fn step(visitor: &Visitor, version: &str, step: &str, words: (&str, &str)) {
    let fields = [("version", version), ("step", step), words];
    visitor.post("/measures/1", &fields).await.assert_status(303);
}

fn count_audited(app: &TestApp, subject: &str) -> usize {
    let entries = app.db.read_here(|connection| accounts_store::list_audit(connection, None, 500)).unwrap();
    entries.iter().filter(|entry| entry.subject == subject).count()
}

#[actix_web::test]
async fn the_thread_is_walked_from_a_goal_to_a_verified_measure_and_back() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Gatukontoret", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let goal = add_goal(&coordinator, "1", "Ljusa gångvägar").await;
    let indicator = an_indicator(&app, "T1", "Trygg kvällstid", 65.0);
    let chosen = coordinator.post(&format!("{goal}/indicators"), &[("indicator", &indicator.to_string())]).await;
    assert_eq!(led_to(&chosen), goal);
    let commitment = undertake(&coordinator, "1", "Lamporna lyser").await;
    a_measure(owner).file(&coordinator).await;
    assert_eq!(led_to(&tie(&coordinator, &commitment, "1").await), commitment);
    step(&coordinator, "1", "accepted", ("due_accept", "")).await;
    step(&coordinator, "2", "done", ("outcome", "Lampan är bytt.")).await;
    step(&coordinator, "3", "verified", ("words_verify", "Den lyser.")).await;

    // Forth: each page has the link to the next.
    let thread = coordinator.get("/followup").await;
    thread
        .assert_status(200)
        .assert_says("Här hänger 1 mål, 1 indikator och 1 åtagande ihop. 1 av 1 åtaganden är klara.");
    assert_eq!(thread.attribute(".thread-goal h2 a", "href"), Some(goal.clone()));
    let of_goal = coordinator.get(&goal).await;
    of_goal.assert_says("Trygg kvällstid").assert_says("65").assert_says("Lamporna lyser");
    assert_eq!(of_goal.attribute(".thread-commitments a.thread-title", "href"), Some(commitment.clone()));
    let of_commitment = coordinator.get(&commitment).await;
    of_commitment.assert_says("klart och kontrollerat").assert_says("1 åtgärd: 1 klar och kontrollerad");
    assert_eq!(of_commitment.attribute("tbody th a", "href").as_deref(), Some("/followup/measures/1"));

    // And back: the measure's own page leads to its way, the way to the commitment, the goal and the indicator.
    let measure = coordinator.get("/measures/1").await;
    assert_eq!(measure.attribute("a[href='/followup/measures/1']", "href").as_deref(), Some("/followup/measures/1"));
    let way = coordinator.get("/followup/measures/1").await;
    way.assert_status(200).assert_says("Lampan är bytt.").assert_says("Klar och kontrollerad");
    let of_indicator = format!("/followup/thread/indicators/{indicator}");
    for href in [&commitment, &goal, &of_indicator] {
        assert!(way.attribute(&format!("main a[href='{href}']"), "href").is_some(), "no way to {href}");
    }
    let back = coordinator.get(&of_indicator).await;
    back.assert_status(200).assert_says("Ljusa gångvägar").assert_says("Lamporna lyser").assert_says(MEASURE);
    assert_eq!(count_audited(&app, "goal"), 2, "added, then changed");
    assert_eq!(count_audited(&app, "commitment"), 2, "added, then changed");
}

#[actix_web::test]
async fn outside_the_working_group_one_reads_how_measures_stand_and_not_what_they_are() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Gatukontoret", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    add_goal(&coordinator, "1", "Ljusa gångvägar").await;
    let commitment = undertake(&coordinator, "1", "Lamporna lyser").await;
    a_measure(owner).file(&coordinator).await;
    tie(&coordinator, &commitment, "1").await.assert_status(303);
    let partner = app.signed_in(Role::Partner).await;
    partner.get("/followup").await.assert_says(MEASURE);
    for role in [Role::Reporter, Role::WalkLeader, Role::Council] {
        let visitor = app.signed_in_of(role, owner).await;
        for page in ["/followup", "/followup/goals/1", &commitment, "/followup/plan/2026"] {
            let page = visitor.get(page).await;
            page.assert_status(200).assert_says("1 åtgärd: 1 inte påbörjad").assert_lacks(MEASURE);
            assert_eq!(page.attribute("main a[href^='/followup/measures']", "href"), None);
        }
        let audit = visitor.get("/followup/audit").await;
        audit.assert_says("1 åtgärd är öppen").assert_lacks(MEASURE);
        assert_eq!(audit.attribute("main a[href^='/measures']", "href"), None);
        visitor.get("/followup/measures/1").await.assert_status(403);
    }
}

#[actix_web::test]
async fn what_hangs_loose_is_said_until_it_is_tied() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Gatukontoret", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let goal = add_goal(&coordinator, "1", "Ljusa gångvägar").await;
    let indicator = an_indicator(&app, "T1", "Trygg kvällstid", 65.0).to_string();
    let commitment = undertake(&coordinator, "1", "Lamporna lyser").await;
    a_measure(owner).file(&coordinator).await;
    let loose = "#loose";
    let before = coordinator.get("/followup").await.all(loose).join(" ");
    for said in ["1 mål har ingen indikator", "1 indikator hör inte", "1 åtagande har ingen", "1 åtgärd från 2026"]
    {
        assert!(before.contains(said), "{said}: {before}");
    }
    coordinator.get("/followup/measures?year=2026").await.assert_says(MEASURE);
    coordinator.get("/followup/measures?year=2025").await.assert_lacks(MEASURE);

    coordinator.post(&format!("{goal}/indicators"), &[("indicator", &indicator)]).await.assert_status(303);
    let tied = coordinator.post("/followup/measures/1", &[("commitment", "1")]).await;
    assert_eq!(led_to(&tied), "/followup/measures/1");
    let after = coordinator.get("/followup").await;
    after.assert_says("Inget hänger löst");
    assert!(after.all(loose).is_empty());
    coordinator.get("/followup/measures").await.assert_lacks(MEASURE);

    let again = tie(&coordinator, &commitment, "1").await;
    coordinator.get(&led_to(&again)).await.assert_status(200);
    assert_eq!(count_audited(&app, "commitment"), 2, "what is so already is no change");
    let untied = [("measure", "1"), ("step", "remove")];
    coordinator.post(&format!("{commitment}/measures"), &untied).await.assert_status(303);
    coordinator.get("/followup").await.assert_says("1 åtagande har ingen");
}

#[actix_web::test]
async fn a_commitment_goes_the_way_of_its_measures() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Gatukontoret", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    add_goal(&coordinator, "1", "Ljusa gångvägar").await;
    let commitment = undertake(&coordinator, "1", "Lamporna lyser").await;
    let stands = async |coordinator: &Visitor| {
        let page = coordinator.get(&commitment).await;
        page.all(".page-head .sign").join(" ")
    };
    assert_eq!(stands(&coordinator).await, "utan åtgärd");
    a_measure(owner).file(&coordinator).await;
    tie(&coordinator, &commitment, "1").await.assert_status(303);
    assert_eq!(stands(&coordinator).await, "inte påbörjat");
    step(&coordinator, "1", "accepted", ("due_accept", "")).await;
    step(&coordinator, "2", "begun", ("", "")).await;
    assert_eq!(stands(&coordinator).await, "pågår");
    app.at("2026-12-18T09:00:00Z");
    assert_eq!(stands(&coordinator).await, "försenat");
    step(&coordinator, "3", "done", ("outcome", "Lampan är bytt.")).await;
    assert_eq!(stands(&coordinator).await, "klart");
    step(&coordinator, "4", "verified", ("words_verify", "")).await;
    assert_eq!(stands(&coordinator).await, "klart och kontrollerat");
}

#[actix_web::test]
async fn two_who_change_a_goal_at_once_both_see_what_the_other_wrote_and_a_code_is_given_once() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let goal = add_goal(&coordinator, "1", "Ljusa gångvägar").await;
    assert_eq!(add_goal(&coordinator, "1", "Ljusa gångvägar").await, goal, "sent twice is kept once");
    let taken = [("code", "1"), ("name", "Något annat"), ("from_year", "2026")];
    let taken = coordinator.post("/followup/goals", &taken).await;
    taken.assert_status(422).assert_says("Ett annat mål har det numret");
    assert_eq!(taken.value("name").as_deref(), Some("Något annat"), "nobody's words are lost");

    let edit = format!("{goal}/edit");
    let change = |name: &'static str| [("version", "1"), ("code", "1"), ("name", name), ("from_year", "2025")];
    coordinator.post(&edit, &change("Ljusa torg")).await.assert_status(303);
    let late = coordinator.post(&edit, &change("Ljusa parker")).await;
    late.assert_status(409).assert_says("Ljusa torg");
    assert_eq!(late.value("name").as_deref(), Some("Ljusa parker"));
    assert_eq!(late.value("version").as_deref(), Some("2"));
    coordinator.get(&goal).await.assert_says("Ljusa torg").assert_lacks("Ljusa parker");
    coordinator.post(&edit, &[("name", "Utan version")]).await.assert_status(400);
}

#[actix_web::test]
async fn a_goal_that_something_is_undertaken_for_stays_and_a_commitment_that_goes_leaves_its_measures() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Gatukontoret", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let goal = add_goal(&coordinator, "1", "Ljusa gångvägar").await;
    let commitment = undertake(&coordinator, "1", "Lamporna lyser").await;
    assert_eq!(undertake(&coordinator, "1", "Lamporna lyser").await, commitment, "sent twice is kept once");
    a_measure(owner).file(&coordinator).await;
    tie(&coordinator, &commitment, "1").await.assert_status(303);
    let remove = [("version", "1"), ("step", "remove")];
    coordinator.post(&format!("{goal}/edit"), &remove).await.assert_status(409);
    coordinator.get(&goal).await.assert_status(200);
    assert_eq!(led_to(&coordinator.post(&format!("{commitment}/edit"), &remove).await), "/followup");
    coordinator.get(&commitment).await.assert_status(404);
    coordinator.get("/measures/1").await.assert_status(200).assert_says(MEASURE);
    assert_eq!(led_to(&coordinator.post(&format!("{goal}/edit"), &remove).await), "/followup");
    coordinator.get(&goal).await.assert_status(404);
}

#[actix_web::test]
async fn what_is_wrong_with_a_form_is_said_beside_each_field_and_persons_stay_out() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let empty = coordinator.post("/followup/goals", &[]).await;
    empty.assert_status(422).assert_says("Skriv målets nummer").assert_says("Skriv vad målet är");
    empty.assert_says("Skriv ett årtal mellan 2000 och 2100");
    let backwards = [("code", "1"), ("name", "Mål"), ("from_year", "2026"), ("to_year", "2025")];
    let backwards = coordinator.post("/followup/goals", &backwards).await;
    backwards.assert_status(422).assert_says("kan inte komma före");
    let person = [("code", "1"), ("name", "Mål för 19090527-1474"), ("from_year", "2026")];
    coordinator.post("/followup/goals", &person).await.assert_status(422).assert_says("personnummer");
    let nowhere = coordinator.post("/followup/commitments", &[("goal", "7"), ("year", "1999")]).await;
    nowhere.assert_status(422).assert_says("Välj vilket mål").assert_says("Skriv vem som har åtagit sig det");
    coordinator.get("/followup").await.assert_says("Inga mål än");
}

#[actix_web::test]
async fn the_plan_of_a_year_holds_that_years_commitments_and_only_goals_that_are_meant_for_it() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    add_goal(&coordinator, "1", "Ljusa gångvägar").await;
    let over = [("code", "2"), ("name", "Avslutat mål"), ("from_year", "2020"), ("to_year", "2024")];
    coordinator.post("/followup/goals", &over).await.assert_status(303);
    undertake(&coordinator, "1", "Lamporna lyser").await;
    let plan = coordinator.get("/followup/plan/2026").await;
    plan.assert_says("Handlingsplan 2026").assert_says("Lamporna lyser").assert_says("Tekniska nämnden");
    plan.assert_says("beslutad 10 juni 2025").assert_lacks("Avslutat mål");
    coordinator.get("/followup/plan/2027").await.assert_says("Ljusa gångvägar").assert_lacks("Lamporna lyser");
    coordinator.get("/followup/plan/2022").await.assert_says("Avslutat mål").assert_lacks("Ljusa gångvägar");
    coordinator.get("/followup/plan/1999").await.assert_status(404);
    coordinator.get("/followup/plan/soon").await.assert_status(404);
}

/// The answers to the six questions, in their order.
async fn answers(visitor: &Visitor) -> Vec<String> {
    visitor.get("/followup/audit").await.all(".answer .sign")
}

#[actix_web::test]
async fn the_auditors_questions_are_answered_by_what_is_counted() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Gatukontoret", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    assert_eq!(answers(&coordinator).await, ["Går inte att säga"; 6], "where nothing is kept, nothing is claimed");

    let goal = add_goal(&coordinator, "1", "Ljusa gångvägar").await;
    add_goal(&coordinator, "2", "Hela bänkar").await;
    let indicator = an_indicator(&app, "T1", "Trygg kvällstid", 65.0).to_string();
    coordinator.post(&format!("{goal}/indicators"), &[("indicator", &indicator)]).await.assert_status(303);
    let commitment = undertake(&coordinator, "1", "Lamporna lyser").await;
    let evaluated = a_measure(owner).with("evaluate_from", "2026-12-01").with("evaluate_to", "2026-12-31");
    evaluated.file(&coordinator).await;
    tie(&coordinator, &commitment, "1").await.assert_status(303);
    let page = coordinator.get("/followup/audit").await;
    page.assert_says("1 av 2 mål har en indikator").assert_says("1 av 1 åtaganden för 2026 har en åtgärd");
    page.assert_says("2 av 2 mål står i en plan").assert_says("beslutades 10 juni 2025");
    page.assert_says("senaste utfallet för målens indikatorer är från 2025").assert_says("Alla har ett datum");
    let unknown = "Går inte att säga";
    assert_eq!(answers(&coordinator).await, ["Delvis", "Ja", "Ja", "Ja", unknown, unknown]);

    // When its time of evaluation has passed and nobody has looked, the fifth is answered; once seen to too late, it stays so.
    app.at("2027-01-02T09:00:00Z");
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get("/followup/audit").await.assert_says("0 av 1 åtgärder som skulle följas upp");
    assert_eq!(answers(&coordinator).await[4], "Nej");
    step(&coordinator, "1", "accepted", ("due_accept", "")).await;
    step(&coordinator, "2", "done", ("outcome", "Lampan är bytt.")).await;
    step(&coordinator, "3", "verified", ("words_verify", "")).await;
    coordinator.get("/followup/audit").await.assert_says("0 av 1 åtgärder som skulle följas upp");

    // Two years on, the plans are no longer alive.
    app.at("2027-06-11T09:00:00Z");
    let coordinator = app.signed_in(Role::Coordinator).await;
    let old = coordinator.get("/followup/audit").await;
    old.assert_says("0 av 2 mål står i en plan");
    assert_eq!(answers(&coordinator).await[2], "Nej");
}

/// What the auditors of 2018 counted comes back from the files, with what is missing named (`tests/run` says when they are
/// not there).
#[actix_web::test]
async fn the_figures_of_the_audit_come_back_from_its_files() {
    let Some(data) = shared_data() else { return };
    let app = TestApp::spawn().await;
    let file = |name: &str| data.join(name).display().to_string();
    for words in [
        vec!["import", "indicators", &file("indicators.csv")],
        vec!["import", "fund", &file("safety-fund-2017.csv"), "--call", "Trygghetsmiljonen", "--year", "2017"],
        vec!["import", "guard-costs", &file("guard-costs.csv")],
    ] {
        let ran = lykta(app.database(), &words);
        assert!(ran.succeeded, "{words:?}: {}{}", ran.stdout, ran.stderr);
    }
    let coordinator = app.signed_in(Role::Coordinator).await;
    let goal = add_goal(&coordinator, "1", "Fler känner sig trygga").await;
    let page = coordinator.get(&goal).await;
    let offered = page.all("label.tile");
    let tile = |code: &str| offered.iter().position(|label| label.starts_with(code)).expect(code) + 1;
    let key = |code: &str| {
        let nth = format!(".tiles label.tile:nth-of-type({}) input", tile(code));
        page.attribute(&nth, "value").unwrap()
    };
    let chosen = [("indicator", key("SCB-Trygghet")), ("indicator", key("6:1 "))];
    let chosen: Vec<(&str, &str)> = chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    coordinator.post(&format!("{goal}/indicators"), &chosen).await.assert_status(303);
    let thread = coordinator.get("/followup").await;
    thread.assert_says("42 ± 2,8").assert_says("34 % (2017)");
    let audit = coordinator.get("/followup/audit").await;
    audit.assert_says("6 202 787 kr").assert_says("1 000 000 kr till 16 projekt").assert_says("Uppgift saknas från");
    audit.assert_says("16 projekt har ingen i linjen");
}
