//! The meeting: the picture on the wall, decisions on the spot, who is placed where, what is coming.

use std::collections::BTreeSet;

use diesel::prelude::*;
use lykta::accounts::{OrganisationKind, Role};
use lykta::db::schema::{audit_entries, measures, planned_events};
use lykta::districts::{Division, Ground};
use lykta::incidents::category::Group;
use lykta::situation::Picture;
use lykta::situation::decisions::pages::address;
use lykta::situation::findings::{Finding, FindingKind};
use lykta::situation::placements::PlacedRow;
use lykta::situation::scope::RowName;
use lykta::situation::wall::slides::slides;
use lykta::situation::words::{Assessment, Level, Part, Written};
use lykta::texts::Language;

use crate::support::{Page, TestApp, Visitor, a_measure, a_report, an_incident};

const WALL: &str = "/situation/2026-W47/wall";
const DECIDE: &str = "/situation/2026-W47/decide";
const EVENTS: &str = "/situation/events";
const PLACEMENTS: &str = "/situation/2026-W48/placements";

/// The draft of a week as it is now, in Swedish.
fn draft(app: &TestApp, week: &str) -> Picture {
    let now = app.now();
    app.db
        .read_here(|connection| {
            let ground = Ground::load(connection)?;
            Picture::draft(connection, &ground, week.parse().unwrap(), Division::Main, now, Language::Swedish)
        })
        .unwrap()
}

/// The key of a district.
fn district(app: &TestApp, code: &str) -> i64 {
    let ground = app.db.read_here(Ground::load).unwrap();
    ground.district_of_code(code).unwrap().id
}

/// The fields of a decision about Alby, as the form of a slide would send them.
fn a_decision(organisation: i64) -> Vec<(&'static str, String)> {
    vec![
        ("submission_id", uuid::Uuid::new_v4().to_string()),
        ("slide", "3".to_owned()),
        ("title", "Extra rondering vid Alby centrum".to_owned()),
        ("description", "Gäller skadegörelse.".to_owned()),
        ("organisation", organisation.to_string()),
        ("due_on", "2026-12-03".to_owned()),
        ("district", "alby".to_owned()),
        ("kind", "staffing".to_owned()),
        ("horizon", "short".to_owned()),
        ("line_function", "Trygghetsvärdarna".to_owned()),
    ]
}

fn with(fields: &[(&'static str, String)], changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut fields = fields.to_vec();
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, (*value).to_owned()));
    }
    fields
}

async fn send(visitor: &Visitor, path: &str, fields: &[(&'static str, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    visitor.post(path, &fields).await
}

fn count_measures(app: &TestApp) -> i64 {
    app.db.read_here(|connection| measures::table.count().get_result(connection)).unwrap()
}

/// Everything the wall shows, a page for each slide: by the link that is first and has the focus.
async fn all_slides(visitor: &Visitor, path: &str) -> Vec<Page> {
    let mut slides = vec![visitor.get(path).await];
    loop {
        let page = slides.last().unwrap();
        page.assert_status(200);
        assert_eq!(page.all("main a[autofocus]").len(), 1);
        let first = page.attribute("main a", "href");
        assert_eq!(page.attribute("main a[autofocus]", "href"), first, "what is next comes first");
        let Some(next) = page.attribute("main a[rel=next]", "href") else { return slides };
        assert_eq!(Some(&next), first.as_ref());
        slides.push(visitor.get(&next).await);
    }
}

fn headings(slides: &[Page]) -> Vec<String> {
    slides.iter().map(|slide| slide.all("main h1").remove(0)).collect()
}

#[actix_web::test]
async fn the_wall_is_turned_by_its_links_and_shows_each_district_once() {
    let app = TestApp::spawn().await;
    for week in ["2026-W35", "2026-W38", "2026-W41", "2026-W44", "2026-W46"] {
        an_incident().in_week(week).in_district("alby").times(2).keep(&app);
    }
    an_incident().in_district("alby").times(3).keep(&app);
    an_incident().of("NAR1").in_district("alby").keep(&app);
    an_incident().nowhere().keep(&app);
    let partner = app.signed_in(Role::Partner).await;
    let slides = all_slides(&partner, WALL).await;
    let told = headings(&slides);
    assert_eq!(told[0], "Lägesbild vecka 47");
    for name in ["Alby", "Fittja", "Hallunda-Norsborg", "Tullinge", "Tumba med Storvreten", "Vårsta-Grödinge"] {
        assert_eq!(told.iter().filter(|heading| *heading == name).count(), 1, "{name}: {told:?}");
    }
    assert!(told.contains(&"Utanför eller okänd plats".to_owned()), "{told:?}");
    let at = |heading: &str| told.iter().position(|known| known == heading).unwrap();
    assert!(at("Det som sticker ut") < at("Vad blev det av förra veckans beslut?"));
    assert!(at("Vad blev det av förra veckans beslut?") < at("Alby") && at("Alby") < at("På gång"));
    assert_eq!(at("Beslutat nu"), slides.len() - 1);

    let alby = &slides[at("Alby")];
    let picture = draft(&app, "2026-W47");
    let figures = picture.districts.iter().find(|row| row.code == "alby").unwrap().totals.event.figures;
    assert_eq!(alby.all(".slide-number"), ["4 händelser"]);
    let (low, high) = (figures.expected_low.unwrap(), figures.expected_high.unwrap());
    alby.assert_says(&format!("Normalt {low}–{high}")).assert_says("Tolv veckor, den senaste sist: ");
    assert_eq!(alby.all(".slide-lines li"), ["3 Skadegörelse och klotter", "1 Narkotika"]);
    alby.assert_says(&format!("{} av {}", at("Alby") + 1, slides.len())).assert_lacks("%").assert_lacks("Besluta här");

    let last = slides.last().unwrap();
    assert_eq!(last.attribute("main a[autofocus]", "href").unwrap(), "/situation/2026-W47");
    for (beyond, heading) in [("99", told.last()), ("0", told.first()), ("två", told.first())] {
        let page = partner.get(&format!("{WALL}?slide={beyond}")).await;
        assert_eq!(page.all("main h1").first(), heading, "{beyond}");
    }
    partner.get("/situation/2026-W48/wall").await.assert_status(404);
    partner.get("/situation/igår/wall").await.assert_status(404);
}

#[actix_web::test]
async fn each_finding_has_a_slide_and_a_districts_slide_says_how_it_is_judged() {
    let app = TestApp::spawn().await;
    an_incident().in_district("alby").times(12).keep(&app);
    let mut picture = draft(&app, "2026-W47");
    let finding = Finding {
        kind: FindingKind::Rise,
        district: Some("alby".to_owned()),
        group: Some(Group::Skadegorelse),
        count: 12,
        expected_low: Some(3),
        expected_high: Some(8),
        chance: 0.001,
        sentence: "12 skadegörelser i Alby, normalt 3–8.".to_owned(),
    };
    let place = Finding {
        kind: FindingKind::Place,
        district: None,
        group: None,
        expected_low: None,
        expected_high: None,
        sentence: "5 händelser vid Fittja centrum på 28 dagar.".to_owned(),
        ..finding.clone()
    };
    picture.findings = vec![finding, place];
    let written =
        |words: &str| Some(Written { words: words.to_owned(), by: "Elias, Polisen".to_owned(), at: app.now() });
    let judged = |code: &str, level, name: &str, words: &str| Assessment {
        district: RowName { code: "tumba".to_owned(), name: "Tumba med Storvreten".to_owned() },
        district_id: district(&app, code),
        level: Some(level),
        level_name: name.to_owned(),
        text: written(words),
    };
    picture.words.assessments = vec![
        judged("tumba", Level::Calm, "lugnt", "Som vanligt."),
        judged("storvreten", Level::Strained, "ansträngt", "Oro efter skolan."),
    ];
    let part = Part { organisation: "Polisen".to_owned(), organisation_id: 7, text: written("Vi har varit i Alby.") };
    picture.words.parts = vec![part];

    let slides = slides(&picture, Language::Swedish);
    let headings: Vec<&str> = slides.iter().map(|slide| &*slide.heading).collect();
    assert_eq!(headings[1..4], ["Det som sticker ut", "Skadegörelse och klotter: Alby", "Hela kommunen"]);
    assert_eq!(slides[1].lines.len(), 2);
    assert_eq!(slides[2].lead, "12 skadegörelser i Alby, normalt 3–8.");
    assert_eq!(slides[2].number.as_ref().unwrap().count, "12");
    assert_eq!((slides[2].district.as_deref(), slides[2].group), (Some("alby"), Some(Group::Skadegorelse)));
    assert_eq!(slides[3].number, None, "a place's sentence holds its figures");
    let tumba = slides.iter().find(|slide| slide.heading == "Tumba med Storvreten").unwrap();
    assert_eq!(
        (&*tumba.level, &*tumba.words),
        ("ansträngt", "Som vanligt.\nOro efter skolan."),
        "the gravest of its parts"
    );
    let police = slides.iter().find(|slide| slide.heading == "Polisen").unwrap();
    assert_eq!((&*police.words, &*police.by), ("Vi har varit i Alby.", "Elias, Polisen"));
    let address = address("2026-W47".parse().unwrap(), 3, slides[2].district.as_deref(), slides[2].group);
    let form = app.signed_in(Role::Coordinator).await.get(&address).await;
    assert_eq!(form.attribute("[name=district] option[selected]", "value").unwrap(), "alby");
    form.assert_says("Gäller skadegörelse och klotter.");
}

#[actix_web::test]
async fn the_wall_tells_that_there_is_nothing_where_there_is_nothing() {
    let app = TestApp::spawn().await;
    let slides = all_slides(&app.signed_in(Role::Coordinator).await, WALL).await;
    let text: String = slides.iter().map(Page::text).collect();
    for words in
        ["Inget sticker ut", "Inget beslutades förra veckan", "Ingen är utplacerad", "Ingen åtgärd är försenad"]
    {
        assert!(text.contains(words), "{words}");
    }
    assert!(!headings(&slides).contains(&"Utanför eller okänd plats".to_owned()));
}

#[actix_web::test]
async fn a_decision_typed_at_a_slide_becomes_a_measure_once_and_leads_back_to_the_slide() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let housing = app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let slides = all_slides(&coordinator, WALL).await;
    let alby = headings(&slides).iter().position(|heading| heading == "Alby").unwrap();
    let link = slides[alby].attribute("main a[href*=decide]", "href").unwrap();
    let form = coordinator.get(&link).await;
    form.assert_status(200);
    assert_eq!(form.attribute("[name=district] option[selected]", "value").unwrap(), "alby");
    let slide = (alby + 1).to_string();
    assert_eq!(form.value("slide").unwrap(), slide);

    let fields = with(&a_decision(housing), &[("slide", &slide)]);
    let back = format!("{WALL}?slide={slide}");
    let sent = send(&coordinator, DECIDE, &fields).await;
    assert_eq!((sent.status, sent.location()), (303, back.clone()));
    assert_eq!(send(&coordinator, DECIDE, &fields).await.location(), back, "the same again is the same one");
    assert_eq!(count_measures(&app), 1);
    let other = with(&fields, &[("title", "Något annat")]);
    send(&coordinator, DECIDE, &other).await.assert_status(409).assert_says("Besluta en åtgärd");
    assert_eq!(count_measures(&app), 1);

    let decided = draft(&app, "2026-W47").measures;
    assert_eq!(decided.promises.decided, 1);
    let one = &decided.decisions[0];
    assert_eq!((&*one.title, &*one.owner), ("Extra rondering vid Alby centrum", "Botkyrkabyggen"));
    assert_eq!(one.district.as_deref(), Some("Alby"));
    assert_eq!((one.due_on.unwrap().to_string(), one.is_overdue), ("2026-12-03".to_owned(), false));
    assert_eq!((&*one.status, &*one.status_name), ("proposed", "Väntar på svar"));
    let wall = all_slides(&coordinator, WALL).await;
    wall.last().unwrap().assert_says("Extra rondering vid Alby centrum").assert_says("Alby · Botkyrkabyggen");
    coordinator.get("/measures/1").await.assert_says("Lägesbild").assert_says("Trygghetsvärdarna");
}

#[actix_web::test]
async fn what_is_wrong_with_a_decision_is_told_beside_its_field_and_what_was_typed_stays() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let owner = app.organisation("Kommunen", OrganisationKind::Municipality);
    let told = [
        ("title", "", "Skriv vad som ska göras"),
        ("organisation", "4711", "Välj den organisation"),
        ("due_on", "", "till vilken dag"),
        ("due_on", "snart", "går inte att läsa"),
        ("district", "atlantis", "kommundel"),
        ("title", "Prata med 850709-9805", "personnummer"),
        ("submission_id", "ingen", "igen"),
    ];
    for (field, value, words) in told {
        let fields = with(&a_decision(owner), &[(field, value)]);
        let page = send(&coordinator, DECIDE, &fields).await;
        page.assert_status(422).assert_says(words).assert_says("Gäller skadegörelse.");
        assert_eq!(page.value("slide").unwrap(), "3");
    }
    assert_eq!(count_measures(&app), 0);
    // A function that nobody can name yet is no hindrance, nor is a slide one does not come from.
    let short = with(&a_decision(owner), &[("line_function", ""), ("kind", ""), ("slide", ""), ("district", "all")]);
    assert_eq!(send(&coordinator, DECIDE, &short).await.location(), "/situation/2026-W47");
    coordinator.get("/measures/1").await.assert_says("Utses av organisationen").assert_says("Hela kommunen");
    coordinator.get("/situation/2026-W48/decide").await.assert_status(404);
}

#[actix_web::test]
async fn what_became_of_last_weeks_decisions_is_told_and_each_decision_in_one_week_only() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let titles = |decisions: &[lykta::situation::decisions::Decision]| {
        decisions.iter().map(|decision| decision.title.clone()).collect::<Vec<_>>()
    };
    // The picture of week 46 is spoken of in week 47.
    let of_picture = a_measure(1).with("title", "Klipp häcken").with("week", "2026-W46").with("due_on", "2026-11-18");
    of_picture.file(&coordinator).await;
    a_measure(1)
        .with("title", "Byt lampan")
        .with("decided_on", "2026-11-12")
        .with("due_on", "2026-11-10")
        .file(&coordinator)
        .await;
    a_measure(1).with("title", "Måla tunneln").file(&coordinator).await;
    let accept = [("step", "accepted"), ("version", "1")];
    coordinator.post("/measures/2", &accept).await.assert_status(303);
    let done = [("step", "done"), ("version", "2"), ("outcome", "Tre lampor är bytta.")];
    coordinator.post("/measures/2", &done).await.assert_status(303);

    let told = draft(&app, "2026-W47").measures;
    assert_eq!(titles(&told.decisions), ["Måla tunneln"]);
    assert_eq!(titles(&told.earlier), ["Klipp häcken", "Byt lampan"]);
    assert_eq!((told.promises.decided, told.promises.overdue), (1, 1));
    assert_eq!((&*told.earlier[1].outcome, &*told.earlier[1].status), ("Tre lampor är bytta.", "done"));
    assert_eq!(titles(&told.overdue_list), ["Klipp häcken"], "what is done is late no more");
    assert!(told.overdue_list[0].is_overdue);
    assert_eq!(titles(&draft(&app, "2026-W46").measures.decisions), ["Klipp häcken", "Byt lampan"]);
}

#[actix_web::test]
async fn people_are_placed_by_district_and_day_and_beside_it_stands_the_week_before() {
    let app = TestApp::spawn().await;
    let partner = app.signed_in(Role::Partner).await;
    let (alby, fittja) = (district(&app, "alby"), district(&app, "fittja"));
    let before = [(format!("patrol-{alby}-5"), "1"), (format!("guard-{fittja}-1"), "2")];
    let before: Vec<(&str, &str)> = before.iter().map(|(name, value)| (&**name, *value)).collect();
    partner.post("/situation/2026-W47/placements", &before).await.assert_status(303);
    let copied = partner.get(&format!("{PLACEMENTS}?from=earlier")).await;
    assert_eq!(copied.value(&format!("patrol-{alby}-5")).unwrap(), "1");
    copied.assert_says("Inget är sparat än");
    assert_eq!(draft(&app, "2026-W47").placements.week, None, "looking at it places nobody");

    let now = [(format!("patrol-{alby}-5"), "3"), (format!("patrol-{alby}-6"), "3")];
    let now: Vec<(&str, &str)> = now.iter().map(|(name, value)| (&**name, *value)).collect();
    let page = partner.post_and_follow(PLACEMENTS, &now).await;
    assert_eq!(page.all(".placed tbody tr").len(), 2);
    page.assert_says("Utplacerade vecka 48").assert_says("23–29 november 2026");
    let placed = draft(&app, "2026-W47").placements;
    let row = |district: &str, resource: &str, days, sum, before| PlacedRow {
        district: district.to_owned(),
        resource: resource.to_owned(),
        days,
        sum,
        before,
    };
    assert_eq!(placed.week.unwrap().to_string(), "2026-W48");
    assert_eq!(
        placed.rows,
        [row("Alby", "Patrull", [0, 0, 0, 0, 3, 3, 0], 6, 1), row("Fittja", "Ordningsvakt", [0; 7], 0, 2),]
    );
    let wall = all_slides(&partner, WALL).await;
    let slide = wall.iter().find(|slide| slide.all("main h1") == ["Utplacerade vecka 48"]).unwrap();
    assert_eq!(slide.all(".slide-grid tbody tr"), ["Alby: patrull 3 3 6"]);
    partner.get("/situation/2027-W30/placements").await.assert_status(404);
}

#[actix_web::test]
async fn a_cell_that_somebody_else_changed_is_told_and_not_overwritten() {
    let app = TestApp::spawn().await;
    let one = app.signed_in(Role::Coordinator).await;
    let police = app.organisation("Polisen", OrganisationKind::Police);
    let other = app.signed_in_of(Role::Partner, police).await;
    let alby = district(&app, "alby");
    let cell = |resource: &str, day: u8| format!("{resource}-{alby}-{day}");
    let (patrol, guard, host) = (cell("patrol", 5), cell("guard", 5), cell("property_host", 5));
    one.post(PLACEMENTS, &[(&patrol, "1"), (&host, "4")]).await.assert_status(303);
    let seen = one.get(PLACEMENTS).await.value("seen").unwrap();
    assert_eq!(seen, format!("{patrol}=1 {host}=4"));

    // Both look at the same grid; the police save first.
    let first = [("seen", &*seen), (&patrol, "2"), (&guard, "1"), (&host, "")];
    other.post(PLACEMENTS, &first).await.assert_status(303);
    let page = one
        .post(PLACEMENTS, &[("seen", &*seen), (&patrol, "3"), (&guard, "1"), (&host, "5"), (&cell("patrol", 6), "7")])
        .await;
    page.assert_status(409).assert_says("Patrull, Alby, fredag: du skrev 3, men partner.").assert_says("har satt 2.");
    page.assert_says("Fastighetsvärd, Alby, fredag: du skrev 5, men någon annan har tömt rutan.");
    page.assert_lacks("Ordningsvakt, Alby, fredag: du");
    let value = |name: &str| page.value(name).unwrap();
    assert_eq!((value(&patrol), value(&guard), value(&host)), ("2".to_owned(), "1".to_owned(), String::new()));
    assert_eq!(value(&cell("patrol", 6)), "7", "what nobody else touched is saved");
    let (seen, saturday) = (value("seen"), cell("patrol", 6));
    let again = [("seen", &*seen), (&patrol, "3"), (&guard, "1"), (&saturday, "7")];
    one.post(PLACEMENTS, &again).await.assert_status(303);
    let rows = draft(&app, "2026-W47").placements.rows;
    assert_eq!(rows.iter().map(|row| row.sum).collect::<Vec<_>>(), [10, 1]);
    let of_placements = audit_entries::table.filter(audit_entries::subject.eq("placements")).count();
    let noted: i64 = app.db.read_here(|connection| of_placements.get_result(connection)).unwrap();
    assert_eq!(noted, 4, "a line for each save that changed something");
}

#[actix_web::test]
async fn of_two_who_fill_the_same_cell_at_once_one_is_told() {
    let app = TestApp::spawn().await;
    let one = app.signed_in(Role::Coordinator).await;
    let other = app.signed_in(Role::Partner).await;
    for day in 1..=7_i64 {
        let cell = format!("volunteer-{}-{day}", district(&app, "tumba"));
        let (mine, theirs) = ([(&*cell, "2")], [(&*cell, "5")]);
        let (first, second) = tokio::join!(one.post(PLACEMENTS, &mine), other.post(PLACEMENTS, &theirs));
        assert_eq!(BTreeSet::from([first.status, second.status]), BTreeSet::from([303, 409]));
        let kept = one.get(PLACEMENTS).await.value(&cell).unwrap();
        assert_eq!(kept, if first.status == 303 { "2" } else { "5" });
    }
}

#[actix_web::test]
async fn what_is_no_number_of_people_is_told_by_its_cell_and_nothing_is_saved() {
    let app = TestApp::spawn().await;
    let partner = app.signed_in(Role::Partner).await;
    let alby = district(&app, "alby");
    let (friday, sunday) = (format!("patrol-{alby}-5"), format!("patrol-{alby}-7"));
    let page = partner.post(PLACEMENTS, &[("seen", ""), (&friday, "två"), (&sunday, "1")]).await;
    page.assert_status(422).assert_says("Patrull, Alby, fredag: skriv ett tal");
    assert_eq!((page.value(&friday).unwrap(), page.value(&sunday).unwrap()), ("två".to_owned(), "1".to_owned()));
    assert_eq!(page.attribute(&format!("#{friday}"), "aria-invalid").unwrap(), "true");
    assert!(draft(&app, "2026-W47").placements.rows.is_empty());
}

/// The fields of a match in Tullinge on the Friday after, as the form would send them.
fn a_match() -> Vec<(&'static str, String)> {
    [
        ("title", "Derby"),
        ("kind", "match"),
        ("starts_on", "2026-11-27"),
        ("ends_on", ""),
        ("district", "tullinge"),
        ("place", "Brantbrinks IP"),
        ("words", "Omkring 400 åskådare."),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

#[actix_web::test]
async fn what_is_planned_stands_in_the_pictures_of_the_two_weeks_before_it() {
    let app = TestApp::spawn().await;
    let partner = app.signed_in(Role::Partner).await;
    let added = send(&partner, EVENTS, &a_match()).await;
    assert_eq!((added.status, added.location().as_str()), (303, EVENTS));
    send(&partner, EVENTS, &a_match()).await.assert_status(303);
    let kept: i64 = app.db.read_here(|connection| planned_events::table.count().get_result(connection)).unwrap();
    assert_eq!(kept, 1, "a double click plans one match");
    let long = with(&a_match(), &[("title", "Julmarknad"), ("starts_on", "2026-12-05"), ("ends_on", "2026-12-20")]);
    send(&partner, EVENTS, &with(&long, &[("district", ""), ("place", ""), ("words", "")])).await.assert_status(303);
    // A report of something planned: where it is, and never what its reporter wrote.
    let report = a_report().with("category", "OVR2").with("occurred_from", "2026-11-28T18:00");
    report.with("description", "Konsert på torget").file(&app.signed_in(Role::Coordinator).await).await;
    an_incident().at("2026-11-28T20:00").keep(&app);

    let coming = |week: &str| -> Vec<String> {
        let told = draft(&app, week).coming.into_iter();
        told.map(|it| format!("{}/{} {} ({}) {}", it.from, it.to, it.title, it.place, it.words)).collect()
    };
    let derby = "2026-11-27/2026-11-27 Derby (Brantbrinks IP, Tullinge) Omkring 400 åskådare.";
    let told = coming("2026-W47");
    assert_eq!(told[0], derby);
    assert!(told[1].starts_with("2026-11-28/2026-11-28 ") && told[1].contains("Fittja centrum"), "{told:?}");
    assert!(!told[1].contains("Konsert"), "{told:?}");
    assert_eq!(told[2..], ["2026-12-05/2026-12-20 Julmarknad () "]);
    assert_eq!(coming("2026-W46")[0], derby);
    assert!(!coming("2026-W45").contains(&derby.to_owned()));
    assert!(!coming("2026-W48").contains(&derby.to_owned()));
    assert_eq!(coming("2026-W49")[..2], ["2026-12-05/2026-12-20 Julmarknad () ", "2026-12-13/2026-12-13 Lucia () "]);
    let wall = all_slides(&partner, WALL).await;
    let slide = wall.iter().find(|slide| slide.all("main h1") == ["På gång"]).unwrap();
    slide.assert_says("fredag 27 november").assert_says("Derby").assert_says("Brantbrinks IP, Tullinge");
}

#[actix_web::test]
async fn who_changes_a_planned_event_after_somebody_else_sees_both_wordings_and_loses_none() {
    let app = TestApp::spawn().await;
    let (one, other) = (app.signed_in(Role::Coordinator).await, app.signed_in(Role::Partner).await);
    send(&one, EVENTS, &a_match()).await.assert_status(303);
    let page = one.get("/situation/events/1").await;
    page.assert_says("Skrivet av coordinator.");
    assert_eq!((page.value("title").unwrap(), page.value("version").unwrap()), ("Derby".to_owned(), "1".to_owned()));
    let theirs = with(&a_match(), &[("version", "1"), ("words", "Avspark 19.")]);
    send(&other, "/situation/events/1", &theirs).await.assert_status(303);
    let mine = with(&a_match(), &[("version", "1"), ("words", "Omkring 600 åskådare.")]);
    let page = send(&one, "/situation/events/1", &mine).await;
    page.assert_status(409).assert_says("Avspark 19.").assert_says("Omkring 600 åskådare.");
    let version = page.value("version").unwrap();
    assert_eq!(version, "2");
    let removal = [("version", "1".to_owned()), ("step", "remove".to_owned())];
    send(&one, "/situation/events/1", &removal).await.assert_status(409).assert_says("Avspark 19.");
    send(&one, "/situation/events/1", &with(&mine, &[("version", &version)])).await.assert_status(303);
    let last = [("version", "3".to_owned()), ("step", "remove".to_owned())];
    send(&one, "/situation/events/1", &last).await.assert_status(303);
    one.get("/situation/events/1").await.assert_status(404);
    let noted = audit_entries::table.filter(audit_entries::subject.eq("planned_event")).order(audit_entries::id);
    let noted = noted.select(audit_entries::action);
    let noted: Vec<String> = app.db.read_here(|connection| noted.load(connection)).unwrap();
    assert_eq!(noted, ["added", "changed", "changed", "called_off"]);
}

#[actix_web::test]
async fn what_is_wrong_with_a_planned_event_is_told_beside_its_field() {
    let app = TestApp::spawn().await;
    let partner = app.signed_in(Role::Partner).await;
    let told = [
        ("title", "", "Skriv vad det är"),
        ("kind", "fest", "Välj vilket slag"),
        ("starts_on", "", "vilken dag det börjar"),
        ("starts_on", "i morgon", "går inte att läsa"),
        ("ends_on", "2026-11-26", "före den första"),
        ("ends_on", "2028-01-01", "mer än ett år"),
        ("district", "atlantis", "ur listan"),
        ("words", "Ring 850709-9805", "personnummer"),
    ];
    for (field, value, words) in told {
        let page = send(&partner, EVENTS, &with(&a_match(), &[(field, value)])).await;
        page.assert_status(422).assert_says(words);
        assert_eq!(page.value("place").unwrap(), "Brantbrinks IP");
    }
    partner.get(EVENTS).await.assert_says("Inget är inskrivet ännu");
}

#[actix_web::test]
async fn the_wheel_of_a_year_holds_what_the_calendar_knows_and_what_people_wrote() {
    let app = TestApp::spawn().await;
    let partner = app.signed_in(Role::Partner).await;
    send(&partner, EVENTS, &a_match()).await.assert_status(303);
    let page = partner.get("/situation/years/2026").await;
    let month = |name: &str| {
        let months = page.all(".wheel section").into_iter();
        months.into_iter().find(|month| month.starts_with(name)).unwrap()
    };
    assert!(month("april").contains("torsdag 30 april Valborg"), "{}", month("april"));
    assert!(month("april").contains("3–6 april Påsk"), "{}", month("april"));
    assert!(month("juni").contains("19–20 juni Midsommar"), "{}", month("juni"));
    assert!(month("oktober").contains("v. 44 26–30 oktober Höstlov"), "{}", month("oktober"));
    assert!(month("november").contains("nu") && month("november").contains("fredag 27 november Derby"));
    assert_eq!(page.attribute(".wheel a[href]", "href").unwrap(), "/situation/events/1");
    assert!(month("augusti").contains("Inget inskrivet"));
    for wrong in ["1999", "2101", "i år"] {
        partner.get(&format!("/situation/years/{wrong}")).await.assert_status(404);
    }
}
