//! What was approved stays as it was, can be checked by anybody, and says so itself when somebody has changed it.

use diesel::{ExpressionMethods as _, QueryDsl as _, RunQueryDsl as _};
use lykta::accounts::{Actor, OrganisationKind, Role, Viewer};
use lykta::config::Config;
use lykta::db::schema::{
    audit_entries, incident_events, incident_words, incidents, picture_files, picture_signatures, picture_texts,
    picture_versions,
};
use lykta::db::{self, Day, Moment};
use lykta::digest::sha256;
use lykta::districts::Ground;
use lykta::mail::Outbox;
use lykta::situation::coverage::CutOff;
use lykta::situation::versions::actions::{self, Desk, Draft};
use lykta::time::IsoWeek;
use serde_json::Value;

use crate::mail::sends_by;
use crate::support::{PostOffice, TestApp, Visitor, a_report, an_incident, approve, lykta};

const WEEK: &str = "2026-W46";
const APPROVE: &str = "/situation/2026-W46/approve";
const FIRST: &str = "/situation/2026-W46/versions/1";
const FILES: [&str; 6] =
    ["working_group.json", "working_group.html", "working_group.pdf", "shared.json", "shared.html", "shared.pdf"];

/// The bytes of every file of a version.
async fn files(visitor: &Visitor, version: &str) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for name in FILES {
        files.push(visitor.get(&format!("{version}/{name}")).await.assert_status(200).body.clone());
    }
    files
}

/// The same, as the command writes them.
fn files_of_command(app: &TestApp) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let written = FILES.map(|name| {
        let (edition, format) = name.split_once('.').unwrap();
        let file = folder.path().join(name);
        let words = ["picture", WEEK, "--edition", edition, "--format", format, "-o", file.to_str().unwrap()];
        let ran = lykta(app.database(), &words);
        assert!(ran.succeeded, "{}", ran.stderr);
        std::fs::read(file).unwrap()
    });
    written.into()
}

fn manifests(app: &TestApp) -> Vec<(Value, String)> {
    let rows = picture_versions::table
        .order(picture_versions::id)
        .select((picture_versions::manifest, picture_versions::sha256));
    let rows: Vec<(String, String)> = app.db.read_here(|connection| rows.load(connection)).unwrap();
    rows.into_iter().map(|(manifest, sha256)| (serde_json::from_str(&manifest).unwrap(), sha256)).collect()
}

async fn decide(visitor: &Visitor, id: i64, fields: &[(&str, &str)]) {
    let address = format!("/incidents/{id}/review");
    let version = visitor.get(&address).await.value("version").unwrap();
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    visitor.post(&address, &fields).await.assert_status(303);
}

#[actix_web::test]
async fn an_approved_week_stays_to_the_byte_whatever_becomes_of_its_reports_and_of_the_schema() {
    let app = TestApp::spawn().await;
    let keep = |category: &str| an_incident().of(category).in_week(WEEK).keep(&app);
    let (moved, twin, gone) = (keep("SKA1"), keep("SKA1"), keep("NAR1"));
    keep("BOE1");
    let version = app.approved(WEEK).await;
    assert_eq!(version, FIRST);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let before = files(&coordinator, FIRST).await;
    let picture: Value = serde_json::from_slice(&before[0]).unwrap();
    assert_eq!((&picture["status"], &picture["version"]), (&"approved".into(), &1.into()));
    assert_eq!(picture["totals"]["event"]["count"], 4);

    // Corrected, merged, deleted, added.
    decide(
        &coordinator,
        moved,
        &[("decision", "recategorise"), ("category", "NAR1"), ("why_category", "Det var handel.")],
    )
    .await;
    decide(&coordinator, twin, &[("decision", "merge"), ("into", &moved.to_string())]).await;
    let delete = |connection: &mut _| {
        diesel::delete(incident_words::table.filter(incident_words::rowid.eq(gone))).execute(connection)?;
        diesel::delete(incident_events::table.filter(incident_events::incident_id.eq(gone))).execute(connection)?;
        Ok(diesel::delete(incidents::table.find(gone)).execute(connection)?)
    };
    assert_eq!(app.db.write_here(delete).unwrap(), 1);
    app.at("2026-11-19T14:00:00Z");
    an_incident().in_week(WEEK).times(3).keep(&app);
    assert_eq!(files(&coordinator, FIRST).await, before);
    coordinator.get(FIRST).await.assert_says("Sedan dess: +3").assert_says("hela kedjan av versioner är som");
    let draft = coordinator.get("/situation/2026-W46").await;
    draft.assert_says("Lägesbilden är fastställd som version 1").assert_says("Sedan dess: +3");

    // Another process, and a schema that went down and up again.
    assert_eq!(files_of_command(&app), before);
    db::revert_all(&app.db).unwrap();
    db::run_migrations(&app.db).unwrap();
    assert_eq!(files_of_command(&app), before);
    let coordinator = app.signed_in(Role::Coordinator).await;
    assert_eq!(files(&coordinator, FIRST).await, before);
    coordinator.get(FIRST).await.assert_status(200).assert_says("hela kedjan av versioner är som");
    lykta(app.database(), &["check"]).assert_says("1 approved; every file and the whole chain are as they were");
}

#[actix_web::test]
async fn anybody_can_check_a_version_with_what_every_machine_has() {
    let app = TestApp::spawn().await;
    an_incident().in_week("2026-W45").times(7).keep(&app);
    app.approved("2026-W45").await;
    app.approved(WEEK).await;
    app.approved(WEEK).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let records = manifests(&app);
    let weeks: Vec<_> = records.iter().map(|(record, _)| format!("{}-{}", record["week"], record["version"])).collect();
    assert_eq!(weeks, ["\"2026-W45\"-1", "\"2026-W46\"-1", "\"2026-W46\"-2"]);
    let mut previous = Value::Null;
    for (record, hash) in &records {
        // The canonical text of a record, whose members are texts and whole numbers, is the sorted one.
        assert_eq!(&sha256(record.to_string()), hash);
        assert_eq!(record["previous_sha256"], previous);
        previous = hash.as_str().into();
        let address = format!("/situation/{}/versions/{}", record["week"].as_str().unwrap(), record["version"]);
        for (name, bytes) in FILES.iter().zip(files(&coordinator, &address).await) {
            assert_eq!(record["files"][name], sha256(&bytes), "{name}");
            let Some(edition) = name.strip_suffix(".json") else { continue };
            // The file without its own hash has that hash.
            let text = String::from_utf8(bytes).unwrap();
            let told: Value = serde_json::from_str(&text).unwrap();
            let own = told["sha256"].as_str().unwrap();
            let rest = text.replace(&format!(",\"sha256\":\"{own}\""), "");
            assert_eq!(sha256(&rest), own, "{edition}");
            assert_eq!(told["previous_sha256"], record["previous_sha256"]);
            for part in ["html", "pdf"] {
                assert!(record["files"][format!("{edition}.{part}")].is_string());
            }
        }
    }
}

type Tamper = fn(&mut db::DbConnection) -> diesel::QueryResult<usize>;

/// Two weeks approved one after the other, the second one signed by the coordinator who is given.
async fn approved_twice(app: &TestApp) -> Visitor {
    app.approved("2026-W45").await;
    app.approved(WEEK).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let page = coordinator.get(FIRST).await;
    page.assert_says("Kontrollerad nu").assert_lacks("Något har ändrats");
    let seen = page.value("sha256").unwrap();
    coordinator.post(&format!("{FIRST}/sign"), &[("sha256", &seen)]).await.assert_status(303);
    lykta(app.database(), &["check"]).assert_says("2 approved");
    coordinator
}

#[actix_web::test]
async fn whatever_is_changed_in_what_is_stored_is_seen_and_said() {
    let tampers: [(Tamper, &str, &str); 5] = [
        (
            |connection| {
                let all = picture_signatures::table;
                diesel::update(all).set(picture_signatures::sha256.eq(sha256(""))).execute(connection)
            },
            "underskriften från Kommunen gäller något annat",
            "the signature of Kommunen is about something else",
        ),
        (
            |connection| {
                let file = picture_files::table.filter(picture_files::version_id.eq(2));
                let pdf = file.filter(picture_files::format.eq("pdf")).filter(picture_files::edition.eq("shared"));
                diesel::update(pdf).set(picture_files::bytes.eq(Some(b"%PDF-1.7".to_vec()))).execute(connection)
            },
            "en fil är ändrad eller saknas (Delad utgåva, PDF)",
            "2026-W46 version 1: shared.pdf was changed or is missing",
        ),
        (
            |connection| {
                // With a hash that fits: the record still holds the other one.
                let file = picture_files::table.filter(picture_files::version_id.eq(2));
                let json = file.filter(picture_files::format.eq("json"));
                let other = b"{}".to_vec();
                diesel::update(json)
                    .set((picture_files::sha256.eq(sha256(&other)), picture_files::bytes.eq(Some(other))))
                    .execute(connection)
            },
            "en fil är ändrad eller saknas (Arbetsgruppens utgåva, JSON)",
            "working_group.json was changed or is missing",
        ),
        (
            |connection| {
                let week = picture_versions::table.find(2);
                diesel::update(week).set(picture_versions::actor.eq("Någon annan")).execute(connection)
            },
            "uppgifterna om versionen är ändrade",
            "2026-W46 version 1: what is said beside its record was changed",
        ),
        (
            |connection| {
                let first = picture_versions::table.find(1);
                let manifest: String = first.select(picture_versions::manifest).first(connection)?;
                let other = manifest.replace("\"reason\":\"\"", "\"reason\":\"annat\"");
                // Even with a hash of its own that fits it breaks the chain after it.
                diesel::update(first)
                    .set((
                        picture_versions::sha256.eq(sha256(&other)),
                        picture_versions::manifest.eq(other),
                        picture_versions::reason.eq("annat"),
                    ))
                    .execute(connection)
            },
            "följer inte på versionen före",
            "2026-W46 version 1: it does not follow the one before it",
        ),
    ];
    let app = TestApp::spawn().await;
    let coordinator = approved_twice(&app).await;
    for (tamper, on_page, at_check) in tampers {
        coordinator.get(FIRST).await.assert_lacks(on_page);
        assert!(app.db.write_here(|connection| Ok(tamper(connection)?)).unwrap() > 0);
        let page = coordinator.get(FIRST).await;
        page.assert_status(200).assert_says("Något har ändrats efter att det fastställdes").assert_says(on_page);
        page.assert_lacks("Kontrollerad nu");
        let ran = lykta(app.database(), &["check"]);
        assert!(!ran.succeeded && ran.stdout.contains(at_check), "{at_check:?} is missing in: {}", ran.stdout);
    }
}

#[actix_web::test]
async fn a_version_that_was_taken_out_is_missed_by_the_one_after_it() {
    let app = TestApp::spawn().await;
    let coordinator = approved_twice(&app).await;
    let tamper = |connection: &mut _| {
        diesel::delete(picture_files::table.filter(picture_files::version_id.eq(1))).execute(connection)?;
        Ok(diesel::delete(picture_versions::table.find(1)).execute(connection)?)
    };
    app.db.write_here(tamper).unwrap();
    coordinator.get(FIRST).await.assert_says("En version är ändrad, borttagen eller inlagd");
    let ran = lykta(app.database(), &["check"]);
    assert!(!ran.succeeded && ran.stdout.contains("2026-W46 version 1: it does not follow"), "{}", ran.stdout);
}

#[actix_web::test]
async fn a_file_that_was_changed_is_not_handed_out() {
    let app = TestApp::spawn().await;
    app.approved(WEEK).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let tamper = |connection: &mut _| {
        Ok(diesel::update(picture_files::table)
            .set(picture_files::bytes.eq(Some(b"{}".to_vec())))
            .execute(connection)?)
    };
    app.db.write_here(tamper).unwrap();
    for name in FILES {
        let page = coordinator.get(&format!("{FIRST}/{name}")).await;
        page.assert_status(409).assert_says("Filen är inte längre den som fastställdes");
    }
    coordinator.get(FIRST).await.assert_says("Lägesbilden kan inte visas här");
    lykta(app.database(), &["picture", WEEK, "--format", "json"]).assert_fails("not what was approved any more");
}

#[actix_web::test]
async fn a_week_is_approved_from_its_cut_off_on_and_not_before() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let address = "/situation/2026-W47/approve";
    app.at("2026-11-23T10:59:59Z");
    let page = coordinator.get(address).await;
    page.assert_status(200).assert_says("kan fastställas från 23 november 2026 12.00");
    assert_eq!(page.all("form[action$=approve]"), Vec::<String>::new());
    coordinator.post(address, &[("version", "1")]).await.assert_status(422).assert_says("23 november 2026 12.00");
    coordinator.get("/situation/2026-W47/versions/1").await.assert_status(404);
    app.at("2026-11-23T11:00:00Z");
    assert_eq!(approve(&coordinator, "2026-W47", "").await.location(), "/situation/2026-W47/versions/1");
    coordinator.get("/situation/2026-W47/versions/1").await.assert_status(200);
}

#[actix_web::test]
async fn whoever_approves_is_told_what_is_missing_and_may_all_the_same() {
    let app = TestApp::spawn().await;
    an_incident().in_week(WEEK).of_organisation("Grannstöd", OrganisationKind::Association).times(2).keep(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let page = coordinator.get(APPROVE).await;
    page.assert_says("Sammanfattningen är inte skriven").assert_says("2 rapporter");
    approve(&coordinator, WEEK, "").await.assert_status(303);
    let entry = audit_entries::table
        .filter(audit_entries::action.eq("approved"))
        .select((audit_entries::subject, audit_entries::detail))
        .load::<(String, String)>(&mut diesel_connection(&app));
    assert_eq!(entry.unwrap(), [("picture_version".to_owned(), "2026-W46 v1".to_owned())]);
}

/// A connection of one's own.
fn diesel_connection(app: &TestApp) -> db::DbConnection {
    use diesel::Connection as _;
    match app.database().strip_prefix("sqlite:") {
        Some(file) => db::DbConnection::Sqlite(diesel::SqliteConnection::establish(file).unwrap()),
        None => db::DbConnection::Postgres(diesel::PgConnection::establish(app.database()).unwrap()),
    }
}

#[actix_web::test]
async fn a_correction_is_a_version_of_its_own_with_a_reason_and_both_stay() {
    let app = TestApp::spawn().await;
    an_incident().in_week(WEEK).keep(&app);
    app.approved(WEEK).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let first = files(&coordinator, FIRST).await;
    an_incident().in_week(WEEK).keep(&app);
    let without = coordinator.post(APPROVE, &[("version", "2"), ("reason", " ")]).await;
    without.assert_status(422).assert_says("Skriv skälet.");
    let named = coordinator.post(APPROVE, &[("version", "2"), ("reason", "Ring 850709-9805")]).await;
    named.assert_status(422).assert_says("personnummer");
    let second = approve(&coordinator, WEEK, "En rapport kom bort.").await.location();
    assert_eq!(second, "/situation/2026-W46/versions/2");
    assert_eq!(files(&coordinator, FIRST).await, first);
    let page = coordinator.get(FIRST).await;
    page.assert_says("Det finns en senare version").assert_says("Läs version 2").assert_says("En rapport kom bort.");
    let page = coordinator.get(&second).await;
    page.assert_says("En rapport kom bort.").assert_lacks("senare version");
    let picture: Value = serde_json::from_slice(&files(&coordinator, &second).await[0]).unwrap();
    assert_eq!((&picture["version"], &picture["totals"]["event"]["count"]), (&2.into(), &2.into()));
    let text = lykta(app.database(), &["picture", WEEK]);
    text.assert_says("fastställd, version 2");
    lykta(app.database(), &["picture", WEEK, "--draft"]).assert_says("(utkast)");
}

#[actix_web::test]
async fn a_button_pressed_twice_and_two_coordinators_at_once_make_one_version() {
    let app = TestApp::spawn().await;
    let shared = app.organisation("Kommunen", OrganisationKind::Municipality);
    let other = app.organisation("Socialtjänsten", OrganisationKind::Municipality);
    let one = app.signed_in_of(Role::Coordinator, shared).await;
    let two = app.signed_in_of(Role::Coordinator, other).await;
    let form = [("version", "1")];
    let (mine, theirs) = futures_util::future::join(one.post(APPROVE, &form), two.post(APPROVE, &form)).await;
    mine.assert_status(303);
    theirs.assert_status(303);
    let again = one.post_and_follow(APPROVE, &[("version", "1"), ("reason", "En gång till")]).await;
    again.assert_says("var redan fastställd");
    assert_eq!(manifests(&app).len(), 1);
}

#[actix_web::test]
async fn what_was_changed_while_its_documents_were_set_is_not_approved() {
    let app = TestApp::spawn().await;
    let organisation_id = app.organisation("Kommunen", OrganisationKind::Municipality);
    let account_id = app.account_id(&app.account_of(Role::Coordinator, organisation_id));
    let desk = Desk {
        viewer: Viewer { account_id, organisation_id, role: Role::Coordinator },
        actor: Actor { account_id: Some(account_id), label: "Alva, Kommunen".to_owned() },
        outbox: Outbox::closed(),
        cut_off: CutOff::of(&Config::default()),
        now: app.now(),
    };
    let week: IsoWeek = WEEK.parse().unwrap();
    an_incident().in_week(WEEK).keep(&app);
    let read = |connection: &mut _| {
        let ground = Ground::load(connection)?;
        Draft::read(connection, &ground, week, desk.now)
    };
    let draft = app.db.read_snapshot_here(read).unwrap();
    let frozen = draft.freeze(&desk, "").unwrap();
    an_incident().in_week(WEEK).keep(&app);
    let keep = |connection: &mut _| {
        let ground = Ground::load(connection)?;
        actions::approve(connection, &desk, &ground, &draft, &frozen)
    };
    assert_eq!(app.db.write_here(keep).unwrap(), None);
    assert_eq!(manifests(&app).len(), 0);
}

#[actix_web::test]
async fn others_read_the_shared_edition_and_no_exact_number_beside_it() {
    let app = TestApp::spawn().await;
    an_incident().in_week(WEEK).times(9).keep(&app);
    app.approved(WEEK).await;
    app.at("2026-11-19T14:00:00Z");
    an_incident().in_week(WEEK).times(3).keep(&app);
    for role in [Role::Reporter, Role::WalkLeader, Role::Council] {
        let visitor = app.signed_in(role).await;
        let page = visitor.get(FIRST).await;
        page.assert_status(200).assert_says("Delad utgåva").assert_lacks("+3").assert_lacks("Arbetsgruppens utgåva");
        page.assert_says("har fler rapporter om veckan kommit in");
        for name in FILES {
            let status = visitor.get(&format!("{FIRST}/{name}")).await.status;
            assert_eq!(status, if name.starts_with("shared") { 200 } else { 403 }, "{role:?} {name}");
        }
        visitor.get(&format!("{FIRST}?edition=working_group")).await.assert_lacks("+3");
    }
    let partner = app.signed_in(Role::Partner).await;
    partner.get(FIRST).await.assert_says("Sedan dess: +3").assert_says("Delad utgåva");
    partner.get(&format!("{FIRST}?edition=shared")).await.assert_lacks("+3");
    app.signed_in(Role::Administrator).await.get(FIRST).await.assert_status(403);
}

#[actix_web::test]
async fn a_file_is_served_by_its_hash_and_the_page_that_stands_alone_may_do_nothing() {
    let app = TestApp::spawn().await;
    app.approved(WEEK).await;
    let council = app.signed_in(Role::Council).await;
    let page = council.get(&format!("{FIRST}/shared.html")).await;
    page.assert_status_of_file("text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script"));
    assert_eq!(page.header("content-encoding"), "identity");
    let tag = page.header("etag").to_owned();
    assert_eq!(tag, format!("\"{}\"", sha256(&page.body)));
    let again = council.clone().with_header("if-none-match", &tag).get(&format!("{FIRST}/shared.html")).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    council.get(&format!("{FIRST}/shared.pdf")).await.assert_status_of_file("application/pdf");
    council.get(&format!("{FIRST}/shared.csv")).await.assert_status(404);
    let partner = app.signed_in(Role::Partner).await;
    partner.get(&format!("{FIRST}/working_group.csv")).await.assert_status_of_file("text/csv; charset=utf-8");
    let exported = audit_entries::table
        .filter(audit_entries::action.eq("exported"))
        .order(audit_entries::id)
        .select(audit_entries::detail)
        .load::<String>(&mut diesel_connection(&app));
    assert_eq!(
        exported.unwrap(),
        ["2026-W46 v1 shared.html", "2026-W46 v1 shared.pdf", "2026-W46 v1 working_group.csv"]
    );
}

#[actix_web::test]
async fn an_organisation_signs_what_it_saw_and_once() {
    let app = TestApp::spawn().await;
    app.approved(WEEK).await;
    let police = app.organisation("Polisen", OrganisationKind::Police);
    let partner = app.signed_in_of(Role::Partner, police).await;
    let page = partner.get(FIRST).await;
    page.assert_says("Ingen har skrivit under än").assert_says("Skriv under för Polisen");
    let sign = format!("{FIRST}/sign");
    partner.post(&sign, &[("sha256", &sha256("something else"))]).await.assert_status(409);
    let seen = page.value("sha256").unwrap();
    assert_eq!(seen, manifests(&app)[0].1);
    let signed = partner.post_and_follow(&sign, &[("sha256", &seen)]).await;
    signed.assert_says("underskriften är sparad").assert_says("partner.").assert_lacks("Skriv under för");
    partner.post_and_follow(&sign, &[("sha256", &seen)]).await.assert_says("har redan skrivit under");
    let reporter = app.signed_in_of(Role::Reporter, police).await;
    reporter.post(&sign, &[("sha256", &seen)]).await.assert_status(403);
    reporter.get(FIRST).await.assert_says("partner.").assert_lacks("Skriv under för");
}

#[actix_web::test]
async fn whoever_reported_about_the_week_is_told_that_its_picture_is_approved() {
    let office = PostOffice::open();
    let app = TestApp::spawn_with(sends_by(&office)).await;
    let reporter = app.signed_in(Role::Reporter).await;
    a_report().file(&reporter).await;
    a_report().file(&reporter).await;
    app.signed_in(Role::WalkLeader).await;
    app.at("2026-11-23T12:00:00Z");
    app.approved("2026-W47").await;
    app.at("2026-11-23T12:03:00Z");
    let mails = office.wait_for(1).await;
    assert!(mails[0].to.starts_with("reporter."), "{}", mails[0].to);
    mails[0].assert_says("https://trygg.example.se/situation/2026-W47/versions/1");
    assert_eq!(office.received().len(), 1);
}

/// Words as the coordinator writes them for a week.
fn keep_words(app: &TestApp, kind: &str, words: &str) {
    let insert = |connection: &mut _| {
        diesel::insert_into(picture_texts::table)
            .values((
                picture_texts::week.eq(Day::from(WEEK.parse::<IsoWeek>().unwrap().monday())),
                picture_texts::kind.eq(kind),
                picture_texts::subject_id.eq(0_i64),
                picture_texts::version.eq(1_i64),
                picture_texts::words.eq(words),
                picture_texts::actor.eq("Alva, Kommunen"),
                picture_texts::written_at.eq(Moment::from(app.now())),
            ))
            .execute(connection)
            .map_err(Into::into)
    };
    app.db.write_here(insert).unwrap();
}

const SECRET: &str = "Familjen på Krögarvägen är orolig.";

#[actix_web::test]
async fn a_sentence_that_must_go_leaves_a_tombstone_in_both_editions_and_in_what_was_written() {
    let app = TestApp::spawn().await;
    keep_words(&app, "summary", &format!("Veckan var lugn. {SECRET} Allt är lagat."));
    keep_words(&app, "shared", &format!("{SECRET} Annars lugnt."));
    keep_words(&app, "feedback", "Tack för att ni hör av er.");
    app.approved(WEEK).await;
    app.approved(WEEK).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get(FIRST).await.assert_says(SECRET);
    let seen = coordinator.get(FIRST).await.value("sha256").unwrap();
    coordinator.post(&format!("{FIRST}/sign"), &[("sha256", &seen)]).await.assert_status(303);
    let old: Vec<String> = files(&coordinator, FIRST).await.iter().map(sha256).collect();

    let remove = format!("{FIRST}/remove");
    let reason = ("reason", "Den pekar ut en familj.");
    let short = coordinator.post(&remove, &[("sentence", "Familjen"), reason]).await;
    short.assert_status(422).assert_says("minst två ord");
    let other = coordinator.post(&remove, &[("sentence", "Familjen är glad."), reason]).await;
    other.assert_status(422).assert_says("står inte i någon");
    coordinator.post(&remove, &[("sentence", SECRET)]).await.assert_status(422).assert_says("Skriv skälet.");
    app.at("2026-11-20T09:00:00Z");
    // However it was broken into lines when it was copied.
    let copied = "Familjen på\nKrögarvägen  är orolig.";
    let page = coordinator.post_and_follow(&remove, &[("sentence", copied), reason]).await;
    page.assert_says("Meningen är borttagen").assert_says("En mening togs bort 20 november 2026");
    page.assert_says("Den pekar ut en familj.").assert_says(&sha256(SECRET)).assert_lacks(SECRET);
    page.assert_says("Allt är lagat.").assert_says("innan en mening togs bort").assert_says("Skriv under för Kommunen");
    page.assert_says("hela kedjan av versioner är som");

    // In every file of every version of the week, in what was written, and in what a search reads.
    let told = [FIRST, "/situation/2026-W46/versions/2"];
    for version in told {
        for (name, bytes) in FILES.iter().zip(files(&coordinator, version).await) {
            assert!(!String::from_utf8_lossy(&bytes).contains("Krögarvägen"), "{version} {name}");
            if name.ends_with("json") {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.contains("[Här stod en mening som togs bort 20 november 2026."), "{text}");
            }
        }
    }
    let mut connection = diesel_connection(&app);
    let words: Vec<String> = picture_texts::table.select(picture_texts::words).load(&mut connection).unwrap();
    assert!(words.iter().all(|words| !words.contains("Krögarvägen")), "{words:?}");
    let searched = (picture_versions::searched, picture_versions::searched_shared, picture_versions::manifest);
    let searched: Vec<(String, String, String)> =
        picture_versions::table.select(searched).load(&mut connection).unwrap();
    assert!(searched.iter().all(|told| !format!("{told:?}").to_lowercase().contains("krögarvägen")), "{searched:?}");
    // The old bytes are gone, their hashes are not, and nothing is wrong with that.
    let kept: Vec<(String, Option<Vec<u8>>)> = picture_files::table
        .filter(picture_files::version_id.eq(1))
        .order(picture_files::id)
        .select((picture_files::sha256, picture_files::bytes))
        .load(&mut connection)
        .unwrap();
    assert!(kept.iter().all(|(_, bytes)| bytes.is_none()));
    assert_eq!(kept.into_iter().map(|(sha256, _)| sha256).collect::<Vec<_>>(), old);
    lykta(app.database(), &["check"]).assert_says("2 approved; every file and the whole chain are as they were");
    app.signed_in(Role::Council).await.get(FIRST).await.assert_lacks(SECRET).assert_says("Annars lugnt.");
    app.signed_in(Role::Partner).await.get(&remove).await.assert_status(403);
}
