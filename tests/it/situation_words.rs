//! What people write for a week's picture: by whom, upon what, and that nobody's words are lost.

use diesel::{ExpressionMethods as _, RunQueryDsl as _};
use lykta::accounts::{Actor, OrganisationKind, Role, Viewer, actions as accounts, store as accounts_store};
use lykta::db::schema::picture_versions;
use lykta::db::{Day, DbConnection, Moment};
use lykta::districts;
use lykta::incidents::audience::Audience;
use lykta::incidents::model::Status;
use lykta::situation::words::actions::{self, Desk, Saved};
use lykta::situation::words::model::{Draft, TextKind, Topic};
use lykta::situation::words::store;
use lykta::time::IsoWeek;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::support::{Page, TestApp, Visitor, a_report, an_incident, lykta};

const WEEK: &str = "/situation/2026-W47";
const SUMMARY: &str = "/situation/2026-W47/texts/summary/0";

fn week() -> IsoWeek {
    "2026-W47".parse().unwrap()
}

fn part(organisation: i64) -> String {
    format!("{WEEK}/texts/part/{organisation}")
}

async fn save(visitor: &Visitor, text: &str, version: &str, words: &str) -> Page {
    visitor.post(&format!("{text}/wordings"), &[("version", version), ("words", words)]).await
}

/// What was written, as the command prints it.
fn words(app: &TestApp, division: &str) -> Value {
    let ran = lykta(app.database(), &["picture", "2026-W47", "--division", division, "--format", "json"]);
    assert!(ran.succeeded, "{}", ran.stderr);
    serde_json::from_str::<Value>(&ran.stdout).unwrap()["words"].clone()
}

fn named<'a>(list: &'a Value, name: &str, field: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|row| row[field] == name).unwrap()
}

/// The key of a district.
fn district(app: &TestApp, code: &str) -> i64 {
    let map = districts::Map::load(&app.db).unwrap();
    app.db
        .read_here(|connection| map.current(connection).map(|ground| ground.district_of_code(code).unwrap().id))
        .unwrap()
}

fn count_audited(app: &TestApp, subject: &str) -> usize {
    let entries = app.db.read_here(|connection| accounts_store::list_audit(connection, None, 500)).unwrap();
    entries.iter().filter(|entry| entry.subject == subject).count()
}

#[actix_web::test]
async fn what_a_coordinator_writes_is_read_by_the_working_group_and_stands_in_the_picture() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let partner = app.signed_in(Role::Partner).await;
    partner.get(SUMMARY).await.assert_status(200).assert_says("Inget är skrivet än");
    let saved = save(&coordinator, SUMMARY, "0", "Lugnt i väster.\nMer skadegörelse i Alby.").await;
    assert_eq!((saved.status, saved.location().as_str()), (303, WEEK));
    let read = partner.get(SUMMARY).await;
    read.assert_says("Mer skadegörelse i Alby.").assert_says("coordinator.1, Kommunen");
    assert_eq!(read.value("version"), None, "no form for whoever may not write");
    let summary = &words(&app, "main")["summary"];
    assert_eq!(summary["words"], "Lugnt i väster.\nMer skadegörelse i Alby.");
    assert_eq!((&summary["by"], &summary["at"]), (&"coordinator.1, Kommunen".into(), &"2026-11-19T13:00:00Z".into()));
}

#[actix_web::test]
async fn a_partner_writes_the_part_of_their_own_organisation_and_nothing_else() {
    let app = TestApp::spawn().await;
    let police = app.organisation("Polisen", OrganisationKind::Police);
    let housing = app.organisation("Bolaget", OrganisationKind::Housing);
    let officer = app.signed_in_of(Role::Partner, police).await;
    let landlord = app.signed_in_of(Role::Partner, housing).await;
    let kommunen = app.organisation("Kommunen", OrganisationKind::Municipality);
    let coordinator = app.signed_in_of(Role::Coordinator, kommunen).await;
    let report = an_incident().keep(&app);
    save(&officer, &part(police), "0", "Två kvällar till fots i Alby.").await.assert_status(303);

    let page = landlord.get(&part(police)).await;
    page.assert_status(200).assert_says("Två kvällar till fots");
    assert_eq!(page.value("version"), None);
    let alby = district(&app, "alby");
    for foreign in [
        part(police),
        SUMMARY.to_owned(),
        format!("{WEEK}/texts/shared/0"),
        format!("{WEEK}/texts/feedback/0"),
        format!("{WEEK}/texts/assessment/{alby}"),
        format!("{WEEK}/texts/notable/{report}"),
    ] {
        save(&landlord, &foreign, "1", "Något annat.").await.assert_status(403);
        save(&landlord, &foreign, "0", "").await.assert_status(403);
    }
    landlord.post(&format!("{WEEK}/problems"), &[("title", "Mörkt")]).await.assert_status(403);
    assert_eq!(
        named(&words(&app, "main")["parts"], "Polisen", "organisation")["text"]["words"],
        "Två kvällar till fots i Alby."
    );

    // Whoever compiles may write down what was said in the room, under their own name.
    coordinator.get(&part(housing)).await.assert_says("Du skriver åt Bolaget");
    save(&coordinator, &part(housing), "0", "Låsen är bytta.").await.assert_status(303);
    let told = words(&app, "main");
    assert_eq!(
        named(&told["parts"], "Bolaget", "organisation")["text"]["by"],
        format!("coordinator.{kommunen}, Kommunen")
    );
    let order: Vec<_> = told["parts"].as_array().unwrap().iter().map(|part| part["organisation"].clone()).collect();
    assert_eq!(order, ["Polisen", "Bolaget", "Kommunen"]);
}

#[actix_web::test]
async fn an_organisation_has_a_part_while_somebody_may_write_it_and_as_long_as_something_stands_there() {
    let app = TestApp::spawn().await;
    let patrol = app.organisation("Grannstöd", OrganisationKind::Association);
    app.account_of(Role::Reporter, patrol);
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get(&part(patrol)).await.assert_status(404);
    let email = app.account_of(Role::Partner, patrol);
    save(&coordinator, &part(patrol), "0", "Lugna kvällar.").await.assert_status(303);
    let (account, now) = (app.account_id(&email), app.now());
    let disable = |connection: &mut DbConnection| {
        accounts::set_disabled(connection, account, true, &Actor::command_line(), now).map(drop)
    };
    app.db.write_here(disable).unwrap();
    named(&words(&app, "main")["parts"], "Grannstöd", "organisation");
    save(&coordinator, &part(patrol), "1", "").await.assert_status(303);
    let parts = words(&app, "main")["parts"].clone();
    assert!(parts.as_array().unwrap().iter().all(|part| part["organisation"] != "Grannstöd"), "{parts}");
    coordinator.get(&part(patrol)).await.assert_says("Lugna kvällar.").assert_says("Texten togs bort");
}

#[actix_web::test]
async fn whoever_saves_second_sees_both_wordings_and_saves_upon_the_newer() {
    let app = TestApp::spawn().await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    let (one, other) = (app.signed_in(Role::Partner).await, app.signed_in(Role::Coordinator).await);
    let text = part(organisation);
    assert_eq!(one.get(&text).await.value("version").as_deref(), Some("0"));
    save(&one, &text, "0", "Ordet från den ena.").await.assert_status(303);
    let late = save(&other, &text, "0", "Ordet från den andra.").await;
    late.assert_status(409).assert_says("Någon annan hann före");
    assert_eq!(late.all("figure.said blockquote"), ["Ordet från den ena."]);
    assert_eq!(late.all("textarea[name=words]"), ["Ordet från den andra."]);
    assert_eq!(late.value("version").as_deref(), Some("1"));
    assert_eq!(words(&app, "main")["parts"][0]["text"]["words"], "Ordet från den ena.", "nothing is overwritten");
    save(&other, &text, "1", "Ordet från den ena. Ordet från den andra.").await.assert_status(303);
    let page = one.get(&text).await;
    assert_eq!(page.value("version").as_deref(), Some("2"));
    assert_eq!(
        page.all(".timeline blockquote"),
        ["Ordet från den ena. Ordet från den andra.", "Ordet från den ena."],
        "every wording is kept, the latest first"
    );
    let again = one.get(&format!("{text}/wordings")).await;
    assert_eq!(
        (again.status, again.location()),
        (303, text.clone()),
        "asked for anew, the answer to a form leads back"
    );
}

#[actix_web::test]
async fn a_save_that_comes_twice_is_one_wording_and_one_line_in_the_log() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    for _ in 0..2 {
        save(&visitor, SUMMARY, "0", "Lugnt.").await.assert_status(303);
    }
    assert_eq!(visitor.get(SUMMARY).await.all(".timeline blockquote"), ["Lugnt."]);
    assert_eq!(count_audited(&app, "picture_text"), 1);
    save(&visitor, SUMMARY, "1", "Mycket lugnt.").await.assert_status(303);
    assert_eq!(count_audited(&app, "picture_text"), 2);
}

/// Adds words to a text until they are kept, as somebody does who is shown what others wrote meanwhile.
async fn add(visitor: &Visitor, text: &str, word: &str) {
    let page = visitor.get(text).await;
    let mut version = page.value("version").unwrap();
    let mut words = format!("{} {word}", page.all("textarea[name=words]").concat());
    loop {
        let page = save(visitor, text, &version, &words).await;
        if page.status == 303 {
            return;
        }
        page.assert_status(409);
        version = page.value("version").unwrap();
        words = format!("{} {word}", page.all("figure.said blockquote")[0]);
    }
}

#[actix_web::test]
async fn editors_who_save_at_the_same_time_lose_no_word() {
    const WORDS: usize = 6;
    let app = TestApp::spawn().await;
    let text = part(app.organisation("Kommunen", OrganisationKind::Municipality));
    let editors = [
        app.signed_in(Role::Partner).await,
        app.signed_in(Role::Partner).await,
        app.signed_in(Role::Coordinator).await,
    ];
    let write = |number: usize| {
        let (visitor, text) = (&editors[number], text.as_str());
        async move {
            for word in 0..WORDS {
                add(visitor, text, &format!("ord{number}x{word}.")).await;
            }
        }
    };
    tokio::join!(write(0), write(1), write(2));
    let kept = words(&app, "main")["parts"][0]["text"]["words"].as_str().unwrap().to_owned();
    let mut kept: Vec<&str> = kept.split_whitespace().collect();
    kept.sort_unstable();
    let mut written: Vec<String> =
        (0..editors.len()).flat_map(|editor| (0..WORDS).map(move |word| format!("ord{editor}x{word}."))).collect();
    written.sort_unstable();
    assert_eq!(kept, written);
}

/// One who has a text on the screen.
#[derive(Clone, Default)]
struct Editor {
    seen: i64,
    words: String,
}

#[actix_web::test]
async fn in_whatever_order_people_look_and_save_every_word_is_in_the_last_wording() {
    let app = TestApp::spawn().await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    let account_id = app.account_id(&app.account_of(Role::Coordinator, organisation));
    let map = districts::Map::load(&app.db).unwrap();
    let desk = Desk {
        viewer: Viewer { account_id, organisation_id: organisation, role: Role::Coordinator },
        actor: Actor { account_id: Some(account_id), label: "Någon".to_owned() },
        now: app.now(),
    };
    // Who of three, and whether they look at what stands there first.
    let turns = proptest::collection::vec((0_usize..3, any::<bool>()), 1..25);
    let weeks = std::cell::Cell::new(0);
    let config = ProptestConfig { cases: 24, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&turns, |turns| {
        weeks.set(weeks.get() + 1);
        let address = (week().plus(-weeks.get()), Topic::of_week(TextKind::Summary));
        let mut editors = [Editor::default(), Editor::default(), Editor::default()];
        for (turn, (who, looks)) in turns.iter().enumerate() {
            let editor = &mut editors[*who];
            if *looks {
                let latest = app.db.read_here(|connection| store::find_latest(connection, address.0, address.1));
                if let Some(latest) = latest.unwrap() {
                    *editor = Editor { seen: latest.version, words: latest.words };
                }
            }
            editor.words = format!("{} w{turn}", editor.words);
            loop {
                let draft = Draft { words: editor.words.clone(), level: None };
                let seen = editor.seen;
                let write = |connection: &mut DbConnection| {
                    let ground = map.current(connection)?;
                    actions::write(connection, &desk, &ground, address, &draft, seen)
                };
                match app.db.write_here(write).unwrap() {
                    Saved::Overtaken(latest) => {
                        prop_assert!(latest.version > editor.seen);
                        let words = format!("{} w{turn}", latest.words);
                        *editor = Editor { seen: latest.version, words };
                    }
                    Saved::Kept => break,
                    Saved::StoodThere => return Err(TestCaseError::fail("a word of its own stood there")),
                }
            }
            editor.seen += 1;
        }
        let history = app.db.read_here(|connection| store::list_wordings(connection, address.0, address.1)).unwrap();
        prop_assert_eq!(history.len(), turns.len());
        let last: Vec<&str> = history[0].words.split_whitespace().collect();
        for turn in 0..turns.len() {
            prop_assert!(last.contains(&format!("w{turn}").as_str()), "w{} is gone from {:?}", turn, last);
        }
        Ok(())
    });
    outcome.unwrap();
}

#[actix_web::test]
async fn a_district_is_judged_by_a_level_with_or_without_words() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    let text = |code| format!("{WEEK}/texts/assessment/{}", district(&app, code));
    let judge = |text: String, level: &'static str, words: &'static str| {
        let visitor = &visitor;
        async move {
            let fields = [("version", "0"), ("level", level), ("words", words)];
            visitor.post(&format!("{text}/wordings"), &fields).await
        }
    };
    judge(text("alby"), "", "Oroligt.").await.assert_status(422).assert_says("Välj en nivå");
    judge(text("alby"), "unsettled", "Oroligt.").await.assert_status(303);
    judge(text("fittja"), "calm", "").await.assert_status(303);
    judge(text("tullinge"), "", "").await.assert_status(422).assert_says("Skriv något först");
    // A part is judged with the district it is a part of.
    visitor.get(&text("storvreten")).await.assert_status(404);
    judge(text("tumba"), "strained", "Mörkt.").await.assert_status(303);
    visitor.get(&text("tumba")).await.assert_says("Bedömning: Tumba med Storvreten");
    for division in ["main", "all"] {
        let told = words(&app, division)["assessments"].clone();
        let of =
            |code: &str| told.as_array().unwrap().iter().find(|row| row["district"]["code"] == code).unwrap().clone();
        assert_eq!((&of("alby")["level"], &of("alby")["level_name"]), (&"unsettled".into(), &"viss oro".into()));
        assert_eq!((&of("fittja")["level"], &of("fittja")["text"]), (&"calm".into(), &Value::Null));
        assert_eq!((&of("tullinge")["level"], &of("tullinge")["level_name"]), (&Value::Null, &"".into()));
        assert_eq!(of("tumba")["district"]["name"], "Tumba med Storvreten");
        assert_eq!(told.as_array().unwrap().len(), 6);
    }
}

#[actix_web::test]
async fn words_for_everybody_hold_no_small_counts_and_the_working_groups_may() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    for kind in ["shared", "feedback"] {
        let text = format!("{WEEK}/texts/{kind}/0");
        let refused = save(&visitor, &text, "0", "Det blev tre bränder, och 2 inbrott.").await;
        refused.assert_status(422).assert_says("”tre”, ”2”").assert_says("några få");
        assert_eq!(refused.all("textarea[name=words]"), ["Det blev tre bränder, och 2 inbrott."]);
        save(&visitor, &text, "0", "Det blev några få bränder de senaste fyra veckorna.").await.assert_status(303);
    }
    save(&visitor, SUMMARY, "0", "Det blev tre bränder.").await.assert_status(303);
}

#[actix_web::test]
async fn no_text_takes_in_what_points_somebody_out() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    let number = save(&visitor, SUMMARY, "0", "Se 19121212-1212.").await;
    number.assert_status(422);
    assert_eq!(number.all("textarea[name=words]"), ["Se 19121212-1212."]);
    let doubtful = save(&visitor, SUMMARY, "0", "Ring 070-123 45 67.").await;
    doubtful.assert_status(422).assert_says("den pekar inte ut någon");
    let fields = [("version", "0"), ("words", "Ring 070-123 45 67."), ("confirm_privacy", "yes")];
    visitor.post(&format!("{SUMMARY}/wordings"), &fields).await.assert_status(303);
    let title = [("title", "Anna, 19121212-1212")];
    visitor.post(&format!("{WEEK}/problems"), &title).await.assert_status(422);
    save(&visitor, SUMMARY, "0", &"å".repeat(3_001)).await.assert_status(422).assert_says("3001 tecken");
}

#[actix_web::test]
async fn a_report_worth_telling_is_told_in_the_coordinators_own_sentence_while_it_counts() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    let reporter = app.signed_in(Role::Reporter).await;
    let report = a_report().with("description", "Rutan till vänster är sönder.").file(&reporter).await;
    let address = visitor.get(&report).await.attribute("a[href*='/texts/notable/']", "href");
    assert_eq!(address.as_deref(), Some("/situation/2026-W47/texts/notable/1"), "from the report's own page");
    let text = address.unwrap();
    reporter.get(&report).await.assert_lacks("Ta upp i lägesbilden");
    let list = visitor.get(&format!("{WEEK}/notable")).await;
    list.assert_status(200).assert_says("Skriv om den").assert_lacks("Rutan till vänster");
    let saved = save(&visitor, &text, "0", "Rutor krossas om nätterna.").await;
    assert_eq!(saved.location(), format!("{WEEK}/notable"));
    visitor.get(&format!("{WEEK}/notable")).await.assert_says("Rutor krossas om nätterna.");
    let told = words(&app, "main")["notable"].clone();
    assert_eq!(
        (told[0]["incident_id"].clone(), told[0]["text"]["words"].clone()),
        (1.into(), "Rutor krossas om nätterna.".into())
    );
    assert!(told[0]["label"].as_str().unwrap().contains("Fittja"), "{told}");
    assert!(!told.to_string().contains("Rutan till vänster"));

    let aside = [("decision", "set_aside"), ("version", "1"), ("why_set_aside", "En övning.")];
    visitor.post("/incidents/1/review", &aside).await.assert_status(303);
    assert_eq!(words(&app, "main")["notable"], serde_json::json!([]));
    visitor.get(&format!("{WEEK}/notable")).await.assert_says("räknas inte längre");
    visitor.get(&text).await.assert_status(200).assert_says("Rutor krossas om nätterna.");
    visitor.get(&report).await.assert_lacks("Ta upp i lägesbilden");
}

#[actix_web::test]
async fn a_picture_tells_of_no_report_that_it_does_not_count() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    let of_another_week = an_incident().in_week("2026-W46").keep(&app);
    let of_one_organisation = an_incident().for_audience(Audience::Organisation).keep(&app);
    let set_aside = an_incident().with_status(Status::SetAside).keep(&app);
    let unreviewed = an_incident().of_organisation("Grannstöd", OrganisationKind::Association).keep(&app);
    for id in [of_another_week, of_one_organisation, set_aside, unreviewed, 999] {
        let text = format!("{WEEK}/texts/notable/{id}");
        visitor.get(&text).await.assert_status(404);
        save(&visitor, &text, "0", "Något.").await.assert_status(404);
    }
}

#[actix_web::test]
async fn problems_are_weighed_by_eight_questions_and_stand_by_their_points() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    let add = async |fields: &[(&str, &str)]| visitor.post(&format!("{WEEK}/problems"), fields).await;
    add(&[("title", "")]).await.assert_status(422).assert_says("Skriv vad problemet är");
    let dark = [("title", "Mörk gångväg"), ("district", "storvreten"), ("local", "yes"), ("costly", "no")];
    add(&dark).await.assert_status(303);
    add(&dark).await.assert_status(303);
    add(&[("title", "Glas"), ("common", "yes"), ("rising", "yes"), ("signal", "yes"), ("words", "På natten.")])
        .await
        .assert_status(303);
    let told = words(&app, "main")["problems"].clone();
    assert_eq!(told.as_array().unwrap().len(), 2, "sent twice it is one");
    assert_eq!(
        (&told[0]["title"], &told[0]["points"], &told[0]["district"]),
        (&"Glas".into(), &3.into(), &Value::Null)
    );
    assert_eq!(
        told[1]["answers"],
        serde_json::json!(["unknown", "unknown", "unknown", "yes", "unknown", "no", "unknown", "unknown"])
    );
    assert_eq!((&told[1]["district"], &told[1]["points"]), (&"Storvreten".into(), &1.into()));

    let twin = [("title", "mörk gångväg"), ("district", "storvreten"), ("common", "yes")];
    let twin = add(&twin).await;
    twin.assert_status(409).assert_says("redan vägt");
    assert_eq!(twin.value("title").as_deref(), Some("mörk gångväg"), "what was typed is still there");
    let partner = app.signed_in(Role::Partner).await;
    partner.get(&format!("{WEEK}/problems")).await.assert_says("Mörk gångväg").assert_lacks("Väg ett problem");
    // The week after begins with what is left.
    app.at("2026-11-26T13:00:00Z");
    visitor.get("/situation/2026-W48/problems").await.assert_says("Från förra veckan").assert_says("Glas");
    let like = visitor.get("/situation/2026-W48/problems/new?like=2").await;
    assert_eq!(
        (like.value("title").as_deref(), like.all("textarea[name=words]")),
        (Some("Glas"), vec!["På natten.".to_owned()])
    );
    assert_eq!(like.attribute("[name=rising][checked]", "value").as_deref(), Some("yes"));
}

#[actix_web::test]
async fn a_problem_that_somebody_else_changed_is_not_overwritten_nor_taken_away() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    let (all, one) = (format!("{WEEK}/problems"), format!("{WEEK}/problems/1"));
    visitor.post(&all, &[("title", "Glas"), ("words", "Först.")]).await.assert_status(303);
    let change = async |version: &str, words: &str| {
        visitor.post(&one, &[("version", version), ("title", "Glas"), ("words", words)]).await
    };
    change("1", "Den ena.").await.assert_status(303);
    let late = change("1", "Den andra.").await;
    late.assert_status(409).assert_says("Den ena.");
    assert_eq!(
        (late.all("textarea[name=words]"), late.value("version")),
        (vec!["Den andra.".to_owned()], Some("2".to_owned()))
    );
    let removed = visitor.post(&one, &[("version", "1"), ("title", "Glas"), ("step", "remove")]).await;
    removed.assert_status(409);
    change("2", "Den ena. Den andra.").await.assert_status(303);
    assert_eq!(words(&app, "main")["problems"][0]["words"], "Den ena. Den andra.");
    visitor.post(&one, &[("version", "3"), ("step", "remove")]).await.assert_status(303);
    assert_eq!(words(&app, "main")["problems"], serde_json::json!([]));
    change("3", "Kvar?").await.assert_status(404);
    assert_eq!(count_audited(&app, "picture_problem"), 4);
}

#[actix_web::test]
async fn a_week_has_texts_from_its_beginning_and_says_when_it_is_approved() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Coordinator).await;
    for page in ["texts/summary/0", "problems", "problems/new", "notable"] {
        visitor.get(&format!("/situation/2026-W48/{page}")).await.assert_status(404);
        visitor.get(&format!("/situation/2026-W54/{page}")).await.assert_status(404);
        visitor.get(&format!("{WEEK}/{page}")).await.assert_status(200).assert_lacks("Veckan är fastställd");
    }
    for stray in ["texts/summary/1", "texts/part/99", "texts/assessment/99", "texts/poem/0", "problems/99"] {
        visitor.get(&format!("{WEEK}/{stray}")).await.assert_status(404);
    }
    let now = app.now();
    let approve = |connection: &mut DbConnection| {
        diesel::insert_into(picture_versions::table)
            .values((
                picture_versions::week.eq(Day::from(week().monday())),
                picture_versions::version.eq(2_i64),
                picture_versions::revision.eq(0_i64),
                picture_versions::reason.eq(""),
                picture_versions::cut_off.eq(Moment::from(now)),
                picture_versions::approved_at.eq(Moment::from(now)),
                picture_versions::actor.eq("Någon"),
                picture_versions::manifest.eq("{}"),
                picture_versions::previous_sha256.eq(""),
                picture_versions::sha256.eq("1"),
                picture_versions::searched.eq(""),
                picture_versions::searched_shared.eq(""),
            ))
            .execute(connection)?;
        Ok(())
    };
    app.db.write_here(approve).unwrap();
    for page in ["texts/summary/0", "problems", "problems/new", "notable"] {
        visitor.get(&format!("{WEEK}/{page}")).await.assert_says("Veckan är fastställd (version 2)");
    }
    save(&visitor, SUMMARY, "0", "Till en rättelse.").await.assert_status(303);
}
