//! The council's meetings: what is on the agenda, what was decided, and how that comes back.

use diesel::{ExpressionMethods as _, RunQueryDsl as _};
use lykta::accounts::Role;
use lykta::db::schema::council_reports;
use lykta::db::{Day, Moment};
use lykta::error::AppError;
use uuid::Uuid;

use crate::support::{Page, TestApp, Visitor, a_meeting, an_approval, leave_document};

const MEETING: &str = "/followup/meetings/1";
const ITEM: &str = "/followup/meetings/1/items/1";

async fn add(coordinator: &Visitor, fields: &[(&str, &str)]) -> Page {
    coordinator.post(&format!("{MEETING}/items"), fields).await
}

/// A measure that is what the first item's decision says.
async fn hand_out(coordinator: &Visitor, id: &str, title: &str) -> Page {
    let fields = [
        ("submission_id", id),
        ("title", title),
        ("organisation", "1"),
        ("due_on", "2026-12-17"),
        ("line_function", "Gatuenheten"),
        ("kind", "physical"),
        ("horizon", "long"),
        ("district", "all"),
        // Whatever is sent, it comes from the council.
        ("incident", "1"),
        ("decided_by", "Någon annan"),
    ];
    coordinator.post(&format!("{ITEM}/measure"), &fields).await
}

/// A report put straight among those that were released.
fn released(app: &TestApp, number: i64, title: &str) {
    let day = |text: &str| Day::from(text.parse::<jiff::civil::Date>().unwrap());
    let row = (
        council_reports::number.eq(number),
        council_reports::title.eq(title),
        council_reports::from_month.eq(day("2026-09-01")),
        council_reports::to_month.eq(day("2026-10-01")),
        council_reports::cut_off.eq(Moment::from(app.now())),
        council_reports::released_at.eq(Moment::from(app.now())),
        council_reports::actor.eq("Siv"),
        council_reports::manifest.eq("{}"),
        council_reports::previous_sha256.eq(format!("before {number}")),
        council_reports::sha256.eq(format!("abc{number}")),
    );
    let keep = |connection: &mut _| {
        diesel::insert_into(council_reports::table).values(row).execute(connection)?;
        Ok::<_, AppError>(())
    };
    app.db.write_here(keep).unwrap();
}

#[actix_web::test]
async fn what_the_council_decides_becomes_a_measure_and_comes_back_with_how_it_stands() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let council = app.signed_in(Role::Council).await;
    assert_eq!(a_meeting().file(&coordinator).await, MEETING);
    add(&coordinator, &[("title", "Belysning"), ("decision", "Lamporna i gångtunneln byts före jul.")]).await;
    council.get(MEETING).await.assert_says("Ingen åtgärd är utdelad för beslutet.");

    let form = coordinator.get(&format!("{ITEM}/measure")).await;
    form.assert_status(200).assert_says("Lamporna i gångtunneln byts före jul.");
    let id = Uuid::new_v4().to_string();
    assert_eq!(hand_out(&coordinator, &id, "Byt lamporna").await.location(), MEETING);
    // The same button pressed twice.
    assert_eq!(hand_out(&coordinator, &id, "Byt lamporna").await.location(), MEETING);

    coordinator.get("/measures/1").await.assert_says("Lokalt Brå 3 december 2026");
    let read = council.get(MEETING).await;
    read.assert_says("Lamporna i gångtunneln byts före jul.").assert_says("En åtgärd: en väntar på svar.");
    read.assert_lacks("Byt lamporna");
    let own = coordinator.get(MEETING).await;
    own.assert_says("Byt lamporna");
    assert_eq!(own.attribute("a[href='/measures/1']", "href").as_deref(), Some("/measures/1"));

    let step =
        |step: &'static str, version: &'static str| [("step", step), ("version", version), ("outcome", "Bytta.")];
    coordinator.post("/measures/1", &step("accepted", "1")).await.assert_status(303);
    app.at("2026-12-18T09:00:00Z");
    council.get(MEETING).await.assert_says("en är lovad. Dagen har gått för en av dem.");
    coordinator.post("/measures/1", &step("done", "2")).await.assert_status(303);
    coordinator.post("/measures/1", &step("verified", "3")).await.assert_status(303);
    council.get(MEETING).await.assert_says("En åtgärd: en är klar och kontrollerad.");

    // The next meeting begins with what became of it.
    let next = a_meeting().with("title", "Lokalt Brå, möte 1").with("held_on", "2027-02-04").file(&coordinator).await;
    let next = council.get(&next).await;
    next.assert_says("Från mötet 3 december 2026").assert_says("en är klar och kontrollerad");
    next.assert_lacks("Byt lamporna");
}

#[actix_web::test]
async fn an_item_is_read_with_a_released_report_and_an_approved_picture_and_with_nothing_else() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let council = app.signed_in(Role::Council).await;
    an_approval("2026-W45")
        .telling_the_group("Namnet på gården.")
        .telling_everybody("Lugnt i hela kommunen.")
        .keep(&app);
    released(&app, 7, "September–oktober 2026");
    a_meeting().file(&coordinator).await;
    let form = coordinator.get(&format!("{MEETING}/items/new")).await;
    form.assert_says("Rapport 7: September–oktober 2026").assert_says("Vecka 45 2026");
    add(&coordinator, &[("title", "Läget"), ("report", "8")]).await.assert_status(422).assert_says("som är släppt");
    add(&coordinator, &[("title", "Läget"), ("week", "2026-W46")])
        .await
        .assert_status(422)
        .assert_says("är fastställd");
    add(&coordinator, &[("title", "Läget"), ("report", "7"), ("week", "2026-W45")]).await.assert_status(303);

    let read = council.get(MEETING).await;
    let reads = |href: &str| read.attribute(&format!("a[href='{href}']"), "href").is_some();
    assert!(reads("/exports/reports/7") && reads("/situation/2026-W45/versions/1"), "{}", read.text());
    let pack = council.get(&format!("{MEETING}/agenda.pdf")).await;
    pack.assert_status_of_file("application/pdf");
    assert!(pack.body.starts_with(b"%PDF-"));
    leave_document("council-agenda.pdf", &pack.body);
}

#[actix_web::test]
async fn items_keep_the_order_they_are_moved_into() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_meeting().file(&coordinator).await;
    for title in ["Ett", "Två", "Tre"] {
        add(&coordinator, &[("title", title)]).await.assert_status(303);
    }
    // The same button pressed twice.
    add(&coordinator, &[("title", "Tre")]).await.assert_status(303);
    let order = async || coordinator.get(MEETING).await.all("ol article h3");
    assert_eq!(order().await, ["Ett", "Två", "Tre"]);
    let earlier = [("step", "earlier"), ("position", "3")];
    coordinator.post(&format!("{MEETING}/items/3"), &earlier).await.assert_status(303);
    assert_eq!(order().await, ["Ett", "Tre", "Två"]);
    // It stands there no more: nothing moves twice by one press.
    coordinator.post(&format!("{MEETING}/items/3"), &earlier).await.assert_status(303);
    assert_eq!(order().await, ["Ett", "Tre", "Två"]);
    // The last one has nowhere to go.
    coordinator.post(&format!("{MEETING}/items/2"), &[("step", "later"), ("position", "3")]).await.assert_status(303);
    assert_eq!(order().await, ["Ett", "Tre", "Två"]);
    coordinator.post(&format!("{MEETING}/items/2"), &[("step", "remove"), ("version", "1")]).await.assert_status(303);
    assert_eq!(order().await, ["Ett", "Tre"]);
}

#[actix_web::test]
async fn whoever_writes_upon_an_older_wording_sees_both_and_loses_nothing() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_meeting().file(&coordinator).await;
    add(&coordinator, &[("title", "Belysning")]).await.assert_status(303);
    let save = async |version: &'static str, words: &'static str| {
        coordinator.post(ITEM, &[("version", version), ("title", "Belysning"), ("decision", words)]).await
    };
    save("1", "Vi byter lamporna.").await.assert_status(303);
    let again = save("1", "Vi väntar.").await;
    again.assert_status(409).assert_says("Vi byter lamporna.");
    assert_eq!(again.all("textarea[name=decision]"), ["Vi väntar."]);
    assert_eq!(again.value("version").as_deref(), Some("2"));
    save("2", "Vi väntar.").await.assert_status(303);

    let edit = format!("{MEETING}/edit");
    let change = |version: &'static str, title: &'static str| {
        [("version", version), ("title", title), ("held_on", "2026-12-10"), ("place", "")]
    };
    coordinator.post(&edit, &change("1", "Möte 5")).await.assert_status(303);
    coordinator.post(&edit, &change("1", "Mötet")).await.assert_status(409).assert_says("10 december 2026");
}

#[actix_web::test]
async fn a_meeting_with_an_agenda_is_not_called_off_and_an_item_with_a_measure_stays() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_meeting().file(&coordinator).await;
    add(&coordinator, &[("title", "Belysning"), ("decision", "Lamporna byts.")]).await.assert_status(303);
    hand_out(&coordinator, &Uuid::new_v4().to_string(), "Byt lamporna").await.assert_status(303);
    let remove = [("step", "remove"), ("version", "1")];
    coordinator.post(&format!("{MEETING}/edit"), &remove).await.assert_status(409);
    coordinator.post(ITEM, &remove).await.assert_status(409).assert_says("En åtgärd har blivit av beslutet");
    coordinator.get(MEETING).await.assert_says("Lamporna byts.");

    let empty = a_meeting().file(&coordinator).await;
    coordinator.post(&format!("{empty}/edit"), &remove).await.assert_status(303);
    coordinator.get(&empty).await.assert_status(404);
}

#[actix_web::test]
async fn nothing_that_was_not_decided_becomes_a_measure() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_meeting().file(&coordinator).await;
    add(&coordinator, &[("title", "Belysning")]).await.assert_status(303);
    coordinator.get(&format!("{ITEM}/measure")).await.assert_status(404);
    hand_out(&coordinator, &Uuid::new_v4().to_string(), "Byt lamporna").await.assert_status(404);
    coordinator.get("/measures/1").await.assert_status(404);
}

#[actix_web::test]
async fn no_personal_number_gets_into_a_decision() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_meeting().file(&coordinator).await;
    let words = "Vi talar med 19090527-1474.";
    let answer = add(&coordinator, &[("title", "Samtal"), ("decision", words)]).await;
    answer.assert_status(422);
    assert_eq!(answer.all("textarea[name=decision]"), [words]);
    coordinator.get(MEETING).await.assert_says("Inga punkter än.");
}

#[actix_web::test]
async fn the_first_page_tells_the_next_meeting_to_the_council_and_to_those_who_prepare_it() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_meeting().with("held_on", "2026-11-18").file(&coordinator).await;
    let next = a_meeting().with("held_on", "2026-11-19").file(&coordinator).await;
    coordinator.post(&format!("{next}/items"), &[("title", "Läget")]).await.assert_status(303);
    for role in [Role::Coordinator, Role::Council] {
        let home = app.signed_in(role).await.get("/").await;
        home.assert_says("19 november 2026. En punkt på dagordningen.");
        assert!(home.attribute(&format!("a[href='{next}']"), "href").is_some());
    }
    app.signed_in(Role::Reporter).await.get("/").await.assert_lacks("Nästa möte");
    app.at("2026-11-20T09:00:00Z");
    app.signed_in(Role::Council).await.get("/").await.assert_lacks("Nästa möte");
}
