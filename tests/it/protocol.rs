//! The protocol of a walk: gathered, published in several formats, answered at the response meeting, walked again.

use lykta::accounts::{Actor, OrganisationKind, Role, Viewer};
use lykta::mail::Outbox;
use lykta::measures::actions::{Desk, report_progress};
use lykta::measures::model::Event;

use crate::support::walks::{CODE, a_judgement, a_note, an_open_walk};
use crate::support::{Page, TestApp, Visitor, leave_document};

const SECRET: &str = "Det lyser aldrig utanför mitt köksfönster.";

/// A walk on which three things were noted: a broken lamp twice, at the first stop, and a nice square at the second.
async fn walked(app: &TestApp) -> Visitor {
    an_open_walk().keep(app);
    let phone = app.joined_as(CODE, "residents").await;
    a_note().with("description", SECRET).with("position", "59.24812345, 17.86098765").send(&phone).await;
    a_note().with("description", "Lampan i tunneln är sönder").send(&phone).await;
    let nice = a_note().with("kind", "strength").with("theme", "upkeep").with("stop", "2");
    nice.with("description", "Fint torg").send(&phone).await;
    app.signed_in(Role::WalkLeader).await
}

async fn gather(leader: &Visitor, fields: &[(&str, &str)]) -> Page {
    let fields: Vec<(&str, &str)> = [("step", "gather")].into_iter().chain(fields.iter().copied()).collect();
    leader.post("/walks/1/protocol", &fields).await
}

/// The same walk with its protocol: point 1 is the lamp, point 2 the square.
async fn gathered(app: &TestApp) -> Visitor {
    let leader = walked(app).await;
    let lamp = [("observation", "1"), ("observation", "2"), ("words", "Trasig lampa i gångtunneln"), ("stop", "1")];
    gather(&leader, &lamp).await.assert_status(303);
    gather(&leader, &[("observation", "3"), ("words", "Torget är välskött")]).await.assert_status(303);
    leader
}

#[actix_web::test]
async fn what_is_the_same_is_gathered_to_a_point_in_the_leaders_words() {
    let app = TestApp::spawn().await;
    let leader = walked(&app).await;
    let page = leader.get("/walks/1/protocol").await;
    page.assert_says("Iakttagelser som väntar")
        .assert_says(SECRET)
        .assert_says("1. Gångtunneln")
        .assert_says("2. Krögarvägen");
    let page = gather(&leader, &[("observation", "1"), ("words", "Ring 850709-9805")]).await;
    page.assert_status(422).assert_says("personnummer");
    assert_eq!(page.all("input[name=observation][checked]").len(), 1, "what was ticked stays ticked");
    gather(&leader, &[("observation", "1"), ("words", "")])
        .await
        .assert_status(422)
        .assert_says("Fyll i den här raden.");
    gather(&leader, &[("words", "Egen punkt")]).await.assert_status(422);
    gather(&leader, &[("observation", "1"), ("words", "Trasig lampa")]).await.assert_status(303);
    gather(&leader, &[("observation", "2"), ("point", "1")]).await.assert_status(303);
    gather(&leader, &[("point", "1")]).await.assert_status(422).assert_says("Kryssa för minst en");
    let own = [("words", "Skylten saknas"), ("kind", "suggestion"), ("theme", "orientation"), ("place", "Vid torget")];
    gather(&leader, &own).await.assert_status(303);
    let page = leader.get("/walks/1/points/1").await;
    page.assert_says(SECRET).assert_says("Lampan i tunneln är sönder").assert_says("1. Gångtunneln");
    leader.post("/walks/1/points/1", &[("step", "part"), ("observation", "2")]).await.assert_status(303);
    leader.get("/walks/1/points/1").await.assert_lacks("Lampan i tunneln är sönder");
    let aside = [("step", "aside"), ("observation", "2"), ("reason", "Redan anmält")];
    leader.post("/walks/1/protocol", &[("step", "aside"), ("observation", "2")]).await.assert_status(422);
    leader.post("/walks/1/protocol", &aside).await.assert_status(303);
    let page = leader.get("/walks/1/protocol").await;
    page.assert_says("Lagda åt sidan").assert_says("Redan anmält").assert_says("Förslag: Skylten saknas");
    leader.post("/walks/1/protocol", &[("step", "back"), ("observation", "2")]).await.assert_status(303);
    leader.get("/walks/1/protocol").await.assert_lacks("Redan anmält");
    leader
        .get("/walks/1")
        .await
        .assert_says("Iakttagelser samlade 1")
        .assert_says("Iakttagelser lagda åt sidan Redan anmält");
}

#[actix_web::test]
async fn two_who_change_a_point_at_once_are_told_and_a_point_that_is_used_stays() {
    let app = TestApp::spawn().await;
    let leader = gathered(&app).await;
    let change = |version: &'static str, words: &'static str| {
        [
            ("step", "change"),
            ("version", version),
            ("words", words),
            ("kind", "deficiency"),
            ("theme", "lighting"),
            ("stop", "1"),
        ]
    };
    leader.post("/walks/1/points/1", &change("1", "Två trasiga lampor")).await.assert_status(303);
    leader.post("/walks/1/points/1", &change("1", "Tre")).await.assert_status(409);
    let reason = [("step", "reason"), ("version", "2"), ("reason", "Marken är privat")];
    leader.post("/walks/1/points/1", &reason).await.assert_status(303);
    let page = leader.get("/walks/1/protocol").await;
    page.assert_says("Två trasiga lampor").assert_says("Ingen åtgärd").assert_says("Marken är privat");
    leader.post("/walks/1/points/2", &[("step", "remove"), ("version", "1")]).await.assert_status(303);
    leader.get("/walks/1/points/2").await.assert_status(404);
    leader.post("/walks/1/protocol", &[("step", "publish")]).await.assert_status(303);
    let kept = leader.post("/walks/1/points/1", &[("step", "remove"), ("version", "3")]).await;
    assert_eq!(kept.location(), "/walks/1/points/1");
    leader.get("/walks/1/points/1").await.assert_status(200);
}

#[actix_web::test]
async fn a_published_protocol_is_for_everybody_and_holds_no_participants_word_and_no_exact_place() {
    let app = TestApp::spawn().await;
    let leader = gathered(&app).await;
    let anybody = app.visitor();
    for address in ["/protocols/1", "/protocols/1.pdf", "/protocols/1.csv", "/protocols/1.geojson"] {
        anybody.get(address).await.assert_status(404);
    }
    leader.post("/walks/1/protocol", &[("step", "publish")]).await.assert_status(303);
    anybody.get("/protocols").await.assert_says("Trygghetsvandring Fittja");
    let page = anybody.get("/protocols/1").await;
    page.assert_says("Trasig lampa i gångtunneln")
        .assert_says("Torget är välskött")
        .assert_says("Publicerat 19 november 2026");
    let geojson = anybody.get("/protocols/1.geojson").await.body_text();
    let csv = anybody.get("/protocols/1.csv").await.body_text();
    for public in [page.body_text(), geojson.clone(), csv.clone()] {
        assert!(!public.contains("köksfönster") && !public.contains("Fint torg"), "a participant's own words");
        assert!(!public.contains("59.2481") && !public.contains("59,2481"), "an exact place: {public}");
    }
    assert!(geojson.contains("[17.8612,59.2479]"), "the stop's place: {geojson}");
    let working = leader.get("/walks/1/protocol.geojson").await.body_text();
    assert!(working.contains("[17.861,59.2481]"), "{working}");
    leader.post("/walks/1/protocol", &[("step", "withdraw")]).await.assert_status(303);
    anybody.get("/protocols/1").await.assert_status(404);
    anybody.get("/protocols").await.assert_says("Inga protokoll ännu");
}

#[actix_web::test]
async fn a_point_between_the_stops_is_published_about_where_it_is() {
    let app = TestApp::spawn().await;
    let leader = walked(&app).await;
    let phone = app.joined(CODE).await;
    let between = a_note().with("stop", "").with("position", "59.25037, 17.87049");
    between.with("description", "Mörk port").send(&phone).await;
    let door = [("observation", "4"), ("words", "En port utan belysning"), ("place", "Bortom stoppen")];
    gather(&leader, &door).await.assert_status(303);
    leader.post("/walks/1/protocol", &[("step", "publish")]).await.assert_status(303);
    let working = leader.get("/walks/1/protocol.geojson").await.body_text();
    assert!(working.contains("[17.8705,59.2504]"), "{working}");
    let public = app.visitor().get("/protocols/1.geojson").await.body_text();
    assert!(public.contains("[17.87,59.25]"), "{public}");
    let page = app.visitor().get("/protocols/1").await.body_text();
    assert!(!page.contains("59.2503") && !page.contains("59.2504"), "{page}");
}

#[actix_web::test]
async fn every_format_tells_the_same_points_and_a_file_that_leaves_is_written_down() {
    let app = TestApp::spawn().await;
    let leader = gathered(&app).await;
    leader.post("/walks/1/protocol", &[("step", "publish")]).await.assert_status(303);
    let csv = leader.get("/walks/1/protocol.csv").await;
    csv.assert_status_of_file("text/csv; charset=utf-8");
    let text = csv.body_text();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[1].starts_with("2;Bra plats;Skötsel och skräp;Krögarvägen"), "strengths first: {text}");
    assert!(rows[2].contains("Trasig lampa i gångtunneln"), "{text}");
    let geojson: serde_json::Value =
        serde_json::from_slice(&leader.get("/walks/1/protocol.geojson").await.body).unwrap();
    assert_eq!(geojson["features"][0]["properties"]["words"], "Torget är välskött");
    assert_eq!(geojson["features"][1]["properties"]["number"], 1);
    let pdf = app.visitor().get("/protocols/1.pdf").await;
    pdf.assert_status_of_file("application/pdf");
    assert!(String::from_utf8_lossy(&pdf.body).contains("pdfuaid"), "no claim of PDF/UA");
    leave_document("protocol.pdf", &pdf.body);
    leader.get("/walks/1/protocol.docx").await.assert_status(404);
    leader
        .get("/walks/1")
        .await
        .assert_says("Protokollet hämtat som fil csv")
        .assert_says("Protokollet hämtat som fil geojson");
}

#[actix_web::test]
async fn a_stop_has_an_index_when_five_things_were_judged_and_its_feeling_stands_apart() {
    let app = TestApp::spawn().await;
    let leader = walked(&app).await;
    let (one, other) = (app.joined(CODE).await, app.joined(CODE).await);
    let full = |lighting: &str, feeling: &str| {
        let judged = a_judgement().with("lighting", lighting).with("openness", "3").with("visibility", "0");
        judged.with("people", "3").with("security", "3").with("feeling", feeling)
    };
    full("0", "1").send(&one).await.assert_status(303);
    full("2", "2").send(&one).await.assert_status(303);
    full("1", "1").send(&other).await.assert_status(303);
    a_judgement().with("stop", "2").send(&other).await.assert_status(303);
    let page = leader.get("/walks/1/protocol").await;
    // Lighting 1,5 of two people's last words: (1,5 + 3 + 0 + 3 + 3) / 5 / 3 is 70 per cent.
    page.assert_says("1. Gångtunneln 70 1,5 2 1,5 3,0 0,0 3,0 3,0").assert_says("2. Krögarvägen för få 1,0 1 1,0");
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

/// Something promised about point 1 at the meeting, by Botkyrkabyggen.
async fn promised(app: &TestApp, coordinator: &Visitor) -> i64 {
    let owner = app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let id = uuid::Uuid::new_v4().to_string();
    let organisation = owner.to_string();
    let promise = [
        ("step", "promise"),
        ("point", "1"),
        ("submission_id", id.as_str()),
        ("title", "Byt lampan"),
        ("organisation", organisation.as_str()),
        ("line_function", "Fastighetsskötsel"),
        ("kind", "physical"),
        ("due", "2026-12-24"),
    ];
    let answered = coordinator.post("/walks/1/response", &promise).await;
    assert_eq!((answered.status, answered.location().as_str()), (303, "/walks/1/response?point=1"));
    assert_eq!(coordinator.post("/walks/1/response", &promise).await.status, 303, "the same again is the same");
    owner
}

#[actix_web::test]
async fn at_the_response_meeting_answers_are_typed_point_by_point() {
    let app = TestApp::spawn().await;
    let leader = gathered(&app).await;
    gather(
        &leader,
        &[("words", "Skylten saknas"), ("kind", "suggestion"), ("theme", "orientation"), ("place", "Torget")],
    )
    .await;
    let wall = leader.get("/walks/1/response").await;
    wall.assert_says("Punkt 1 av 2").assert_says("Trasig lampa i gångtunneln").assert_says("Väntar på svar");
    wall.assert_lacks("Torget är välskött").assert_lacks("Något lovas här och nu");
    leader.get("/walks/1/response?point=3").await.assert_says("Punkt 2 av 2").assert_says("Skylten saknas");
    leader.get("/walks/1/response?point=2").await.assert_status(404);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let empty = coordinator.post("/walks/1/response", &[("step", "promise"), ("point", "1")]).await;
    empty.assert_status(422).assert_says("Ange när det ska vara klart.").assert_says("Välj den organisation");
    promised(&app, &coordinator).await;
    let wall = coordinator.get("/walks/1/response?point=1").await;
    wall.assert_says("Byt lampan")
        .assert_says("Botkyrkabyggen, Fastighetsskötsel")
        .assert_says("24 december 2026")
        .assert_says("Lovad");
    let reason = [("step", "reason"), ("point", "3"), ("version", "1"), ("reason", "Skylten står på annans mark")];
    leader.post("/walks/1/response", &reason).await.assert_status(303);
    leader.get("/walks/1/response?point=3").await.assert_says("Ingen åtgärd").assert_says("på annans mark");
    let mine = [
        ("step", "promise"),
        ("point", "3"),
        ("submission_id", "5b6a2b0e-6a3c-4b57-9c1d-0d8f7a3f1c11"),
        ("title", "Ny skylt"),
        ("organisation", "1"),
        ("line_function", "Gata"),
        ("kind", "physical"),
        ("due", "2026-12-24"),
    ];
    leader.post("/walks/1/response", &mine).await.assert_status(403);
}

#[actix_web::test]
async fn a_re_walk_verifies_what_is_done_where_the_point_is_gone_and_the_public_page_says_so() {
    let app = TestApp::spawn().await;
    let leader = gathered(&app).await;
    leader.post("/walks/1/protocol", &[("step", "publish")]).await.assert_status(303);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let owner = promised(&app, &coordinator).await;
    let anybody = app.visitor();
    anybody
        .get("/protocols/1")
        .await
        .assert_says("19 november 2026: Väntar på svar")
        .assert_says("19 november 2026: Lovad");
    app.at("2026-12-10T09:00:00Z");
    let desk = desk(&app, Role::Partner, owner);
    for (version, event) in [(2, Event::Begin), (3, Event::Finish { outcome: "Ny lampa".to_owned() })] {
        app.db.write_here(|connection| report_progress(connection, &desk, 1, version, &event)).unwrap();
    }
    anybody.get("/protocols/1").await.assert_says("10 december 2026: Klar").assert_lacks("kontrollerad");
    let mut plan = crate::support::a_walk().with("title", "Fittja, igen").with("rewalk_at", "");
    for (field, at) in [
        ("pre_meeting_at", ""),
        ("starts_at", "2027-05-11T18:00"),
        ("ends_at", "2027-05-11T19:30"),
        ("response_at", ""),
    ] {
        plan = plan.with(field, at);
    }
    let again = leader.post("/walks/1/rewalk", &plan.fields()).await;
    assert_eq!(again.location(), "/walks/2/stops");
    leader.get("/walks/1/compare").await.assert_status(404);
    app.at("2027-05-11T17:00:00Z");
    let leader = app.signed_in(Role::WalkLeader).await;
    leader.get("/walks/2/compare").await.assert_says("Trasig lampa i gångtunneln").assert_says("Byt lampan");
    leader.post("/walks/2/compare", &[("change-1", "same"), ("change-2", "better")]).await.assert_status(303);
    anybody.get("/protocols/1").await.assert_lacks("kontrollerad");
    leader.post("/walks/2/compare", &[("change-1", "gone")]).await.assert_status(303);
    anybody.get("/protocols/1").await.assert_says("11 maj 2027: Klar och kontrollerad");
    let page = leader.get("/walks/2/protocol").await;
    page.assert_says("Nu: Borta").assert_says("Byt lampan").assert_says("Återvandring av Trygghetsvandring Fittja");
}

#[actix_web::test]
async fn another_organisations_protocol_is_not_changed_and_not_seen_outside_the_working_group() {
    let app = TestApp::spawn().await;
    gathered(&app).await;
    let other = app.organisation("Andra", OrganisationKind::Housing);
    let stranger = app.signed_in_of(Role::WalkLeader, other).await;
    for address in ["/walks/1/protocol", "/walks/1/protocol.csv", "/walks/1/points/1", "/walks/1/response"] {
        stranger.get(address).await.assert_status(404);
    }
    let partner = app.signed_in_of(Role::Partner, other).await;
    partner.get("/walks/1/protocol").await.assert_status(200).assert_lacks("Publicera protokollet");
    partner.post("/walks/1/protocol", &[("step", "publish")]).await.assert_status(403);
    partner.post("/walks/1/points/1", &[("step", "remove"), ("version", "1")]).await.assert_status(403);
}
