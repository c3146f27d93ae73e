//! Planning safety walks: the plan, its stops and way, the code, the participants' counts, what is known along the way.

use lykta::accounts::{OrganisationKind, Role};

use crate::support::{TestApp, a_report, a_stop, a_walk, leave_document};

#[actix_web::test]
async fn a_walk_is_planned_once_and_goes_on_to_its_stops() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    leader.get("/walks").await.assert_says("Inga vandringar ännu");
    let form = a_walk();
    assert_eq!(form.file(&leader).await, "/walks/1/stops");
    assert_eq!(form.send(&leader).await.location(), "/walks/1", "the same again is the same walk");
    leader.get("/walks").await.assert_says("Trygghetsvandring i Fittja").assert_says("Planera");
    let page = leader.get("/walks/1").await;
    page.assert_says("1 december 2026 18.00–19.30, Fittja torg, vid biblioteket");
    page.assert_says("20 november 2026 18.00, Folkets hus").assert_says("Kommunen och Botkyrkabyggen");
    let code = page.all(".code-large").remove(0).replace(' ', "");
    assert!(code.len() == 8 && code.bytes().all(|letter| letter.is_ascii_uppercase()), "{code}");
    page.assert_says(&format!("/w/{code}")).assert_says("Gäller 1 december 2026 17.00–19.30.");
}

#[actix_web::test]
async fn what_is_wrong_with_a_plan_is_told_beside_its_field() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    let told = [
        ("title", "", "Fyll i den här raden."),
        ("district", "atlantis", "Välj den kommundel"),
        ("ends_at", "2026-12-01T17:00", "slutar innan den börjar"),
        ("ends_at", "2026-12-02T19:00", "högst tolv timmar"),
        ("starts_at", "", "Ange när"),
        ("pre_meeting_at", "2026-12-02T18:00", "Förmötet ligger före"),
        ("response_at", "2026-11-30T18:00", "Återkopplingen ligger efter"),
        ("rewalk_at", "2026-11-30T18:00", "Återvandringen ligger efter"),
        ("organisers", "Ring 850709-9805", "personnummer"),
    ];
    for (field, value, words) in told {
        a_walk().with(field, value).send(&leader).await.assert_status(422).assert_says(words);
    }
    leader.get("/walks").await.assert_says("Inga vandringar ännu");
}

#[actix_web::test]
async fn a_changed_plan_says_which_fields_and_two_who_change_at_once_are_told() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    a_walk().file(&leader).await;
    let version = leader.get("/walks/1/edit").await.value("version").unwrap();
    let mut fields = a_walk().with("title", "Vandring i norra Fittja").with("starts_at", "2026-12-01T17:30");
    fields = fields.with("version", version.leak());
    let sent = leader.post("/walks/1/edit", &fields.fields()).await;
    assert_eq!((sent.status, sent.location().as_str()), (303, "/walks/1"));
    leader.post("/walks/1/edit", &fields.clone().with("theme", "Annat").fields()).await.assert_status(409);
    let page = leader.get("/walks/1").await;
    page.assert_says("Vandring i norra Fittja").assert_says("Planen ändrad vandringens början och rubrik");
    page.assert_lacks("Annat");
}

#[actix_web::test]
async fn stops_are_given_by_place_or_coordinates_and_stand_in_the_order_they_are_put_in() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    a_walk().file(&leader).await;
    assert_eq!(a_stop().file(&leader).await, "/walks/1/stops");
    let second = a_stop().with("version", "2").at("59.2465, 17.8590").with("name", "Gångtunneln");
    second.file(&leader).await;
    second.clone().with("version", "2").with("name", "Samtidigt").send(&leader).await.assert_status(409);
    let stops = async || leader.get("/walks/1/stops").await.all(".stops strong");
    assert_eq!(stops().await, ["1. Fittja centrum (T-bana)", "2. Gångtunneln"]);
    let step = |version: &'static str, stop: &'static str, step: &'static str| {
        [("version", version), ("stop", stop), ("step", step)]
    };
    leader.post("/walks/1/stops", &step("3", "2", "earlier")).await.assert_status(303);
    assert_eq!(stops().await, ["1. Gångtunneln", "2. Fittja centrum (T-bana)"]);
    leader.post("/walks/1/stops", &step("4", "2", "remove")).await.assert_status(303);
    assert_eq!(stops().await, ["1. Fittja centrum (T-bana)"]);
    for (field, value, words) in [
        ("place", "", "Ange en plats"),
        ("place", "Ingenstans", "ingen plats med det namnet"),
        ("position", "59.33, 18.06", "utanför kommunen"),
        ("position", "59.2479 17.8612", "Ge stoppet ett namn"),
    ] {
        let sent = a_stop().with("version", "5").with(field, value).send(&leader).await;
        sent.assert_status(422).assert_says(words);
    }
    let page = leader.get("/walks/1").await;
    page.assert_says("Bjud in").assert_says("Belysning · Sikt").assert_says("Stopp borttaget Gångtunneln");
}

#[actix_web::test]
async fn a_way_is_drawn_or_goes_straight_from_stop_to_stop() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    a_walk().file(&leader).await;
    a_stop().file(&leader).await;
    a_stop().with("version", "2").at("59.2465, 17.8590").with("name", "Gångtunneln").file(&leader).await;
    leader.get("/walks/1/stops").await.assert_says("Vägen är 200 m");
    let draw = async |version: &str, route: &str| {
        leader.post("/walks/1/route", &[("version", version), ("route", route)]).await
    };
    draw("3", "59.2479, 17.8612").await.assert_status(422).assert_says("minst två hörn");
    draw("3", "59.2479, 17.8612\nhem").await.assert_status(422).assert_says("Rad 2 går inte att läsa");
    draw("3", "59.2479, 17.8612\n59.33, 18.06").await.assert_status(422).assert_says("utanför kommunen");
    draw("3", "59.2479, 17.8612\n59.2450, 17.8612\n59.2465, 17.8590").await.assert_status(303);
    leader.get("/walks/1/stops").await.assert_says("Vägen är 530 m");
    draw("4", "").await.assert_status(303);
    leader.get("/walks/1/stops").await.assert_says("Vägen är 200 m");
}

#[actix_web::test]
async fn the_code_is_made_anew_or_taken_away() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    a_walk().file(&leader).await;
    let first = leader.get("/walks/1").await.all(".code-large").remove(0);
    leader.post("/walks/1/code", &[("version", "1"), ("step", "make")]).await.assert_status(303);
    let second = leader.get("/walks/1").await.all(".code-large").remove(0);
    assert_ne!(first, second);
    leader.post("/walks/1/code", &[("version", "2"), ("step", "shut"), ("shut_out", "yes")]).await.assert_status(303);
    leader.get("/walks/1").await.assert_says("har ingen kod").assert_says("Koden borttagen").assert_lacks(&second);
}

#[actix_web::test]
async fn participants_are_counted_by_group_and_never_named() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    a_walk().file(&leader).await;
    let count = [("version", "1"), ("expected-residents", "15"), ("present-residents", "11"), ("present-police", "1")];
    leader.post("/walks/1/groups", &count).await.assert_status(303);
    leader.get("/walks/1").await.assert_says("15 väntas, 11 kom").assert_says("1 kom");
    assert_eq!(leader.get("/walks/1/groups").await.value("present-residents").as_deref(), Some("11"));
    let wrong = leader.post("/walks/1/groups", &[("version", "2"), ("present-old", "Åsa")]).await;
    wrong.assert_status(422).assert_says("Skriv antal som hela tal");
}

#[actix_web::test]
async fn another_organisations_walk_is_seen_by_the_working_group_alone_and_changed_by_the_coordinator_alone() {
    let app = TestApp::spawn().await;
    let own = app.signed_in(Role::WalkLeader).await;
    a_walk().file(&own).await;
    let other = app.organisation("Andra", OrganisationKind::Housing);
    let stranger = app.signed_in_of(Role::WalkLeader, other).await;
    stranger.get("/walks/1").await.assert_status(404);
    stranger.get("/walks").await.assert_says("Inga vandringar ännu");
    let partner = app.signed_in_of(Role::Partner, other).await;
    partner.get("/walks/1").await.assert_status(200).assert_lacks("Ändra koden");
    partner.get("/walks/1/edit").await.assert_status(403);
    partner.post("/walks/1/code", &[("version", "1"), ("step", "shut")]).await.assert_status(403);
    app.signed_in_of(Role::Coordinator, other).await.get("/walks/1/edit").await.assert_status(200);
}

#[actix_web::test]
async fn reports_along_the_way_are_counted_for_the_working_group_and_for_others_from_five_up() {
    let app = TestApp::spawn().await;
    let (leader, partner) = (app.signed_in(Role::WalkLeader).await, app.signed_in(Role::Partner).await);
    a_walk().file(&leader).await;
    a_stop().file(&leader).await;
    let told = async |count: &str| {
        partner.get("/walks/1").await.assert_says(&format!("{count} det senaste året"));
    };
    told("Inga rapporter").await;
    // Too far away, too long ago, and for the reporter's own organisation alone.
    a_report().at("59.2500, 17.8612").file(&leader).await;
    a_report().with("occurred_from", "2025-11-01T12:00").file(&leader).await;
    a_report().with("audience", "organisation").file(&leader).await;
    told("Inga rapporter").await;
    for _ in 0..4 {
        a_report().file(&leader).await;
    }
    told("4 rapporter").await;
    leader.get("/walks/1").await.assert_says("Färre än fem rapporter").assert_lacks("4 rapporter");
    a_report().file(&leader).await;
    leader.get("/walks/1").await.assert_says("5 rapporter");
}

#[actix_web::test]
async fn a_re_walk_begins_with_the_stops_of_the_walk_it_walks_again() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    a_walk().file(&leader).await;
    a_stop().file(&leader).await;
    let form = leader.get("/walks/1/rewalk").await;
    assert_eq!(form.value("title").as_deref(), Some("Trygghetsvandring i Fittja, igen"));
    assert_eq!(form.value("starts_at").as_deref(), Some("2027-05-11T18:00"));
    let fields =
        a_walk().with("title", "Igen").with("starts_at", "2027-05-11T18:00").with("ends_at", "2027-05-11T19:30");
    let fields = fields.with("response_at", "").with("rewalk_at", "");
    assert_eq!(leader.post("/walks/1/rewalk", &fields.fields()).await.location(), "/walks/2/stops");
    leader.get("/walks/2").await.assert_says("Återvandring av").assert_says("Fittja centrum (T-bana)");
}

#[actix_web::test]
async fn the_poster_is_one_accessible_page_with_the_code() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    a_walk().file(&leader).await;
    let poster = leader.get("/walks/1/poster.pdf").await;
    poster.assert_status_of_file("application/pdf");
    leave_document("poster.pdf", &poster.body);
    let bytes = String::from_utf8_lossy(&poster.body);
    assert!(bytes.contains("pdfuaid") && bytes.contains("/Count 1"), "one page that claims PDF/UA");
    leader.post("/walks/1/code", &[("version", "1"), ("step", "shut")]).await.assert_status(303);
    leader.get("/walks/1/poster.pdf").await.assert_status(404);
}

#[actix_web::test]
async fn the_meetings_are_read_by_calendars_and_move_when_the_plan_does() {
    let app = TestApp::spawn().await;
    let leader = app.signed_in(Role::WalkLeader).await;
    a_walk().with("title", "Fittja, norra; delen").file(&leader).await;
    let read = async || {
        let file = leader.get("/walks/1/calendar.ics").await;
        file.assert_status_of_file("text/calendar; charset=utf-8");
        let text = file.body_text();
        assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains('\n'), "{text}");
        text.replace("\r\n ", "")
    };
    let first = read().await;
    assert_eq!(first.matches("BEGIN:VEVENT").count(), 4);
    // Six in the evening, winter time; the re-walk in summer time.
    assert!(first.contains("DTSTART:20261201T170000Z") && first.contains("DTSTART:20270511T160000Z"), "{first}");
    assert!(first.contains("SUMMARY:Vandringen: Fittja\\, norra\\; delen"), "{first}");
    let fields = a_walk().with("version", "1").with("starts_at", "2026-12-01T17:30");
    leader.post("/walks/1/edit", &fields.fields()).await.assert_status(303);
    let second = read().await;
    let uids = |text: &str| text.lines().filter(|line| line.starts_with("UID")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(uids(&first), uids(&second));
    assert!(second.contains("DTSTART:20261201T163000Z") && second.contains("SEQUENCE:2"), "{second}");
}
