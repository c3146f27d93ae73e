//! The coordinator's desk, and what the reporter hears back.

use diesel::prelude::*;
use jiff::ToSpan as _;
use lykta::accounts::{self, Actor, OrganisationKind, Role, Viewer};
use lykta::db::Db;
use lykta::db::schema::incidents;
use lykta::districts::{Ground, Located};
use lykta::error::AppError;
use lykta::geometry::Point;
use lykta::incidents::audience::Audience;
use lykta::incidents::category::find_category;
use lykta::incidents::model::{Incident, Observed, Origin, PoliceReported, Report, Standing, Status, Whereabouts};
use lykta::incidents::review::actions::{Desk, decide as decide_of};
use lykta::incidents::review::form::Decision;
use lykta::incidents::severity::Severity;
use lykta::mail::Outbox;
use lykta::situation::store::list_tallies;
use lykta::time::IsoWeek;
use proptest::prelude::*;

use crate::support::{Manner, Page, PostOffice, TestApp, TestDatabase, Visitor, a_report, an_incident};

const ALBY: &str = "59.2394, 17.8462";

impl TestApp {
    fn row(&self, id: i64) -> Incident {
        let find = |connection: &mut _| incidents::table.find(id).select(Incident::as_select()).first(connection);
        self.db.read_here(find).unwrap()
    }

    fn status(&self, id: i64) -> Status {
        self.row(id).standing.status
    }
}

fn key(address: &str) -> i64 {
    address.rsplit('/').next().unwrap().parse().unwrap()
}

/// What the desk's forms send for a report as it stands.
async fn decide(visitor: &Visitor, app: &TestApp, id: i64, fields: &[(&str, &str)]) -> Page {
    let version = app.row(id).version.to_string();
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    visitor.post(&format!("/incidents/{id}/review"), &fields).await
}

#[actix_web::test]
async fn the_queue_shows_the_most_severe_first_and_what_waited_longest_and_ends_empty() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let mut filed = Vec::new();
    for (severity, at) in [("low", "13:00"), ("high", "13:01"), ("medium", "13:02"), ("high", "13:03")] {
        app.at(&format!("2026-11-19T{at}:00Z"));
        filed.push(key(&a_report().with("severity", severity).file(&reporter).await));
    }
    let coordinator = app.signed_in(Role::Coordinator).await;
    let queue = coordinator.get("/incidents/review").await;
    queue.assert_says("4 rapporter väntar").assert_says("Det allvarligaste står först");
    let order = [filed[1], filed[3], filed[2], filed[0]];
    let links: Vec<String> = order.iter().map(|id| format!("href=\"/incidents/{id}/review\"")).collect();
    let found: Vec<usize> = links.iter().map(|link| queue.body_text().rfind(link.as_str()).unwrap()).collect();
    assert!(found.is_sorted(), "{found:?}");
    coordinator.get("/").await.assert_says("Granska (4)").assert_says("Granska dem");

    for (done, next) in order.iter().zip(order.iter().skip(1)) {
        let answer = decide(&coordinator, &app, *done, &[("decision", "approve")]).await;
        assert_eq!(
            answer.location(),
            format!("/incidents/{next}/review?last={done}#report"),
            "straight to the next one"
        );
        coordinator.get(&answer.location()).await.assert_says("Godkänd. Här är nästa.");
    }
    let last = decide(&coordinator, &app, order[3], &[("decision", "approve")]).await;
    assert_eq!(last.location(), "/incidents/review");
    coordinator.get(&last.location()).await.assert_says("Det var den sista.").assert_says("Skrivbordet är tomt");
    assert!(order.iter().all(|id| app.status(*id) == Status::Reviewed));
    assert!(!coordinator.get("/").await.text().contains("Granska ("));
}

#[actix_web::test]
async fn what_somebody_else_changed_meanwhile_is_not_decided_again() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let address = a_report().file(&reporter).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let page = coordinator.get(&format!("{address}/review")).await;
    let version = page.value("version").unwrap();
    let fields = [("decision", "approve"), ("version", version.as_str())];
    coordinator.post(&format!("{address}/review"), &fields).await.assert_status(303);
    let late = coordinator.post(&format!("{address}/review"), &fields).await;
    late.assert_status(409).assert_says("Någon annan hann före");
}

#[actix_web::test]
async fn a_report_is_recategorised_moved_and_approved_with_who_and_why_in_its_history() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let address = a_report().file(&reporter).await;
    let id = key(&address);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let same = [("decision", "recategorise"), ("category", "SKA1")];
    let unchanged = decide(&coordinator, &app, id, &same).await;
    coordinator.get(&unchanged.location()).await.assert_says("Inget var annorlunda");

    let why = [("decision", "recategorise"), ("category", "NAR1"), ("why_category", "Texten handlar om försäljning.")];
    let changed = decide(&coordinator, &app, id, &why).await;
    assert_eq!(changed.location(), format!("{address}/review"), "what was only changed stays on the desk");
    assert_eq!(app.status(id), Status::New);
    assert_eq!(app.row(id).content.audience, Audience::WorkingGroup, "it reaches no further than its category");

    let outside = [("decision", "move"), ("position", "59.2369, 17.9819"), ("then", "approve")];
    let refused = decide(&coordinator, &app, id, &outside).await;
    refused.assert_status(422).assert_says("utanför kommunen");
    assert_eq!(refused.value("position").as_deref(), Some("59.2369, 17.9819"));
    let there =
        [("decision", "move"), ("position", ALBY), ("then", "approve"), ("why_move", "Rapportören menade Alby.")];
    decide(&coordinator, &app, id, &there).await.assert_status(303);
    let row = app.row(id);
    assert_eq!((row.standing.status, row.point().unwrap().latitude()), (Status::Reviewed, 59.2394));
    let page = reporter.get(&address).await;
    for words in [
        "Misstänkt droghandel",
        "Bytte kategori. coordinator.1, Kommunen",
        "Vad det gäller: Skadegörelse → Misstänkt droghandel",
        "Texten handlar om försäljning.",
        "Flyttade rapporten.",
        "Plats: 59.2479, 17.8612 → 59.2394, 17.8462",
        "Rapportören menade Alby.",
        "Godkände rapporten.",
        "Alby",
    ] {
        page.assert_says(words);
    }
    let log = app.signed_in(Role::Administrator).await.get("/admin/audit").await;
    log.assert_says("kategori bytt").assert_says("godkänd").assert_lacks("försäljning");
}

#[actix_web::test]
async fn a_question_is_answered_by_the_reporter_alone_and_comes_back_into_the_queue() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let address = a_report().file(&reporter).await;
    let id = key(&address);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let missing = decide(&coordinator, &app, id, &[("decision", "ask"), ("question", " ")]).await;
    missing.assert_status(422).assert_says("Skriv vad du vill fråga");
    let named = decide(&coordinator, &app, id, &[("decision", "ask"), ("question", "Heter han 19570428-9999?")]).await;
    named.assert_status(422).assert_says("personnummer");
    let question = [("decision", "ask"), ("question", "Vilken sida av tunneln?")];
    decide(&coordinator, &app, id, &question).await.assert_status(303);
    coordinator.get("/incidents/review").await.assert_says("Skrivbordet är tomt");

    let home = reporter.get("/").await;
    home.assert_says("Fråga till dig");
    let page = reporter.get(&address).await;
    page.assert_says("Vi har en fråga").assert_says("Vilken sida av tunneln?");
    let answer = format!("{address}/answer");
    let colleague = app.signed_in(Role::WalkLeader).await;
    colleague.get(&address).await.assert_says("Vilken sida av tunneln?").assert_lacks("Skicka svaret");
    colleague.post(&answer, &[("answer", "Den norra.")]).await.assert_status(403);
    reporter.post(&answer, &[("answer", "")]).await.assert_status(422).assert_says("Skriv ett svar");
    let warned = reporter.post(&answer, &[("answer", "Ring 070-174 06 05.")]).await;
    warned.assert_status(422).assert_says("telefonnummer").assert_says("Ring 070-174 06 05.");
    let answered = reporter.post_and_follow(&answer, &[("answer", "Den norra.")]).await;
    answered.assert_says("Ditt svar är skickat").assert_says("Svarade.").assert_says("Den norra.");
    reporter.post(&answer, &[("answer", "Eller den södra.")]).await.assert_status(409);
    coordinator.get("/incidents/review").await.assert_says("En rapport väntar");
    coordinator.get(&format!("{address}/review")).await.assert_says("Den norra.");
}

#[actix_web::test]
async fn the_reporter_reads_thanks_and_reasons_and_what_was_set_aside_may_be_reopened() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let thanked = a_report().file(&reporter).await;
    let refused = a_report().with("description", "Samma igen.").file(&reporter).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let thanks = [("decision", "approve"), ("thanks", "Tack! Glasmästaren kommer i dag.")];
    decide(&coordinator, &app, key(&thanked), &thanks).await.assert_status(303);
    reporter.get(&thanked).await.assert_says("Granskad").assert_says("Tack! Glasmästaren kommer i dag.");

    let silent = decide(&coordinator, &app, key(&refused), &[("decision", "set_aside")]).await;
    silent.assert_status(422).assert_says("Skriv varför");
    let reason = [("decision", "set_aside"), ("why_set_aside", "Gäller grannkommunen.")];
    decide(&coordinator, &app, key(&refused), &reason).await.assert_status(303);
    reporter.get(&refused).await.assert_says("Lagd åt sidan").assert_says("Gäller grannkommunen.");
    assert!(!app.row(key(&refused)).is_counted);
    let desk = coordinator.get(&format!("{refused}/review")).await;
    desk.assert_says("Lägg tillbaka i kön").assert_lacks("Byt kategori");
    decide(&coordinator, &app, key(&refused), &[("decision", "reopen")]).await.assert_status(303);
    assert!(app.row(key(&refused)).is_counted);
    coordinator.get("/incidents/review").await.assert_says("En rapport väntar");
}

#[actix_web::test]
async fn two_reports_of_one_event_count_once_stand_together_and_can_be_split() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let first = key(&a_report().file(&reporter).await);
    let second = key(&a_report().with("description", "Tre rutor i tunneln.").file(&reporter).await);
    let far = key(&a_report().at(ALBY).with("description", "Någon annanstans.").file(&reporter).await);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let desk = coordinator.get(&format!("/incidents/{second}/review")).await;
    desk.assert_says("Kanske samma händelse").assert_says("0 m bort").assert_lacks("Någon annanstans.");
    assert_eq!(desk.attribute("button[name=into]", "value"), Some(first.to_string()));

    let into = |other: i64| other.to_string();
    let itself = decide(&coordinator, &app, second, &[("decision", "merge"), ("into", &into(second))]).await;
    itself.assert_status(422).assert_says("Det är samma rapport");
    let nothing = decide(&coordinator, &app, second, &[("decision", "merge"), ("into", "4711")]).await;
    nothing.assert_status(422).assert_says("ingen rapport med det numret");
    decide(&coordinator, &app, second, &[("decision", "merge"), ("into", &into(first))]).await.assert_status(303);
    assert_eq!((app.status(second), app.row(second).is_counted), (Status::Merged, false));
    reporter.get(&format!("/incidents/{first}")).await.assert_says("Tre rutor i tunneln.");
    let merged = reporter.get(&format!("/incidents/{second}")).await;
    merged.assert_says("räknas en gång").assert_says("Läs den andra rapporten").assert_says("Förde ihop");

    // Whatever was merged into it goes along; into a merged one means into the one that stands for the event.
    decide(&coordinator, &app, first, &[("decision", "merge"), ("into", &into(far))]).await.assert_status(303);
    assert_eq!(app.row(second).standing.merged_into, Some(far));
    let fourth = key(&a_report().with("description", "En till.").file(&reporter).await);
    decide(&coordinator, &app, fourth, &[("decision", "merge"), ("into", &into(second))]).await.assert_status(303);
    assert_eq!(app.row(fourth).standing.merged_into, Some(far));
    let circle = decide(&coordinator, &app, far, &[("decision", "merge"), ("into", &into(first))]).await;
    circle.assert_status(422).assert_says("redan är sammanförd");

    decide(&coordinator, &app, second, &[("decision", "split"), ("why_split", "Två olika kvällar.")]).await;
    let row = app.row(second);
    assert_eq!((row.standing.status, row.standing.merged_into, row.is_counted), (Status::New, None, true));
    reporter.get(&format!("/incidents/{second}")).await.assert_says("Två olika kvällar.");
    let left = reporter.get(&format!("/incidents/{far}")).await;
    left.assert_says("Förde bort en rapport").assert_lacks("Tre rutor i tunneln.");
}

#[actix_web::test]
async fn a_merge_tells_nobody_of_a_report_they_may_not_see() {
    let app = TestApp::spawn().await;
    let housing = app.organisation("Bostadsbolaget", OrganisationKind::Housing);
    let tenant = app.signed_in_of(Role::Reporter, housing).await;
    let hidden =
        an_incident().for_audience(Audience::Organisation).of_organisation("Polisen", OrganisationKind::Police);
    let hidden = hidden.saying("Spaning pågår.").keep(&app);
    let seen = an_incident().of_organisation("Polisen", OrganisationKind::Police).saying("Polisens ord.").keep(&app);
    let own = key(&a_report().file(&tenant).await);
    let coordinator = app.signed_in(Role::Coordinator).await;
    coordinator.get(&format!("/incidents/{hidden}/review")).await.assert_status(404);
    let blind = decide(&coordinator, &app, own, &[("decision", "merge"), ("into", &hidden.to_string())]).await;
    blind.assert_status(422).assert_says("ingen rapport med det numret");
    decide(&coordinator, &app, own, &[("decision", "merge"), ("into", &seen.to_string())]).await.assert_status(303);
    let page = tenant.get(&format!("/incidents/{own}")).await;
    page.assert_says("räknas en gång").assert_says("En rapport som inte visas för dig");
    page.assert_lacks(&format!("Rapport {seen}")).assert_lacks("Läs den andra").assert_lacks("Polisens ord");
    assert!(!page.body_text().contains(&format!("/incidents/{seen}\"")));

    // One that only its own organisation may see would take the event out of the picture.
    let inside = an_incident().for_audience(Audience::Organisation).keep(&app);
    let narrow = decide(&coordinator, &app, seen, &[("decision", "merge"), ("into", &inside.to_string())]).await;
    narrow.assert_status(422).assert_says("åt andra hållet");
}

#[actix_web::test]
async fn neighbours_the_queue_and_what_others_told_show_nobody_one_report_too_many() {
    let app = TestApp::spawn().await;
    let (own, other) =
        (app.organisation("Egna", OrganisationKind::Housing), app.organisation("Andra", OrganisationKind::Police));
    let reporter = app.signed_in_of(Role::Reporter, own).await;
    let root = key(&a_report().with("description", "Rotens ord.").file(&reporter).await);
    let mut told = Vec::new();
    for audience in Audience::ALL {
        let words = format!("ord{}", audience.word().replace('_', ""));
        let form = a_report().with("audience", audience.word()).with("description", &words);
        told.push((audience, key(&form.file(&reporter).await), words));
    }
    let told_on = |page: &Page, of: &dyn Fn(&(Audience, i64, String)) -> String| -> Vec<Audience> {
        let body = page.body_text();
        told.iter().filter(|one| body.contains(&of(one))).map(|(audience, ..)| *audience).collect()
    };
    let words = |(_, _, words): &(Audience, i64, String)| words.clone();
    let beyond_organisation = Audience::OF_WORKING_GROUP.to_vec();
    for (organisation, meant) in [(own, Audience::ALL.to_vec()), (other, beyond_organisation.clone())] {
        let coordinator = app.signed_in_of(Role::Coordinator, organisation).await;
        let desk = coordinator.get(&format!("/incidents/{root}/review")).await;
        assert_eq!(told_on(&desk, &words), meant, "neighbours");
        let queue = coordinator.get("/incidents/review").await;
        let link = |(_, id, _): &(Audience, i64, String)| format!("href=\"/incidents/{id}/review\"");
        assert_eq!(told_on(&queue, &link), meant, "queue");
        queue.assert_says(&format!("{} rapporter väntar", meant.len() + 1));
        coordinator.get("/").await.assert_says(&format!("Granska ({})", meant.len() + 1));
    }
    let coordinator = app.signed_in_of(Role::Coordinator, own).await;
    for (_, id, _) in &told {
        let into = root.to_string();
        decide(&coordinator, &app, *id, &[("decision", "merge"), ("into", &into)]).await.assert_status(303);
    }
    for role in [Role::Reporter, Role::WalkLeader, Role::Partner, Role::Coordinator] {
        for (organisation, is_own) in [(own, true), (other, false)] {
            let visitor = app.signed_in_of(role, organisation).await;
            let page = visitor.get(&format!("/incidents/{root}")).await;
            let sees_group = matches!(role, Role::Partner | Role::Coordinator);
            let meant = match (is_own, sees_group) {
                (true, _) => Audience::ALL.to_vec(),
                (false, true) => beyond_organisation.clone(),
                (false, false) => Vec::new(),
            };
            assert_eq!(told_on(&page, &words), meant, "{role:?} of their own: {is_own}");
            let number = |(_, id, _): &(Audience, i64, String)| format!("Rapport {id}<");
            assert_eq!(told_on(&page, &number), meant, "the history names no other report");
        }
    }
}

#[actix_web::test]
async fn two_reports_merged_into_each_other_at_the_same_instant_leave_one_that_counts() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    for _ in 0..5 {
        let one = key(&a_report().file(&reporter).await);
        let other = key(&a_report().file(&reporter).await);
        let (into_one, into_other) = (one.to_string(), other.to_string());
        let into_other = [("decision", "merge"), ("into", into_other.as_str())];
        let into_one = [("decision", "merge"), ("into", into_one.as_str())];
        let (first, second) =
            tokio::join!(decide(&coordinator, &app, one, &into_other), decide(&coordinator, &app, other, &into_one),);
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert!(statuses == [303, 409] || statuses == [303, 422], "{statuses:?}");
        assert_eq!([one, other].into_iter().filter(|id| app.row(*id).is_counted).count(), 1);
    }
}

#[actix_web::test]
async fn what_waits_for_review_and_does_not_count_yet_is_told_with_the_picture() {
    let app = TestApp::spawn().await;
    let patrol = app.organisation("Grannstöd", OrganisationKind::Association);
    let walker = app.signed_in_of(Role::Reporter, patrol).await;
    let id = key(&a_report().file(&walker).await);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let told = "En rapport väntar på granskning och räknas inte än.";
    for page in ["/situation/2026-W47", "/", "/incidents/review"] {
        coordinator.get(page).await.assert_says(told);
    }
    coordinator.get(&format!("/incidents/{id}/review")).await.assert_says("först när du har godkänt den");
    decide(&coordinator, &app, id, &[("decision", "approve")]).await.assert_status(303);
    assert!(app.row(id).is_counted);
    coordinator.get("/situation/2026-W47").await.assert_lacks("räknas inte än").assert_says("En händelse");
    // What its author corrects afterwards is looked at again before it counts.
    let version = app.row(id).version.to_string();
    let other = a_report().with("submission_id", &version).with("description", "Alla rutor i tunneln.");
    walker.post(&format!("/incidents/{id}/correct"), &other.fields()).await.assert_status(303);
    assert_eq!((app.status(id), app.row(id).is_counted), (Status::New, false));
}

#[actix_web::test]
async fn who_asked_for_mail_is_told_that_there_is_something_to_read_and_nothing_more() {
    let office = PostOffice::open();
    let app = TestApp::spawn_with(crate::mail::sends_by(&office)).await;
    let reporter = app.signed_in(Role::Reporter).await;
    let asked = key(&a_report().with("wants_mail", "yes").file(&reporter).await);
    let silent = key(&a_report().with("description", "Utan mejl.").file(&reporter).await);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let question = [("decision", "ask"), ("question", "Vilken port?")];
    for id in [asked, silent] {
        decide(&coordinator, &app, id, &question).await.assert_status(303);
    }
    app.at("2026-11-19T13:02:00Z");
    let mails = office.wait_for(1).await;
    mails[0].assert_says(&format!("https://trygg.example.se/incidents/{asked}")).assert_says("Vi har en fråga");
    for content in ["Vilken port", "Krossade", "Fittja", "kadegörelse", "coordinator"] {
        assert!(!mails[0].text.contains(content), "{content}");
    }
    office.behave(Manner::Takes);
    reporter.post(&format!("/incidents/{asked}/answer"), &[("answer", "Nummer fyra.")]).await.assert_status(303);
    let thanks = [("decision", "approve"), ("thanks", "Tack!")];
    decide(&coordinator, &app, asked, &thanks).await.assert_status(303);
    app.at("2026-11-19T13:05:00Z");
    office.wait_for(2).await[1].assert_says("något nytt att läsa");
    decide(&coordinator, &app, silent, &[("decision", "set_aside"), ("why_set_aside", "Dubblett.")]).await;
    app.at("2026-11-19T13:10:00Z");
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert_eq!(office.received().len(), 2, "who did not ask for mail gets none");
}

#[actix_web::test]
async fn after_crime_against_a_person_the_receipt_points_to_support_and_elsewhere_it_does_not() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let hurt = a_report().with("category", "VAL3").file(&reporter).await;
    let page = reporter.get(&hurt).await;
    page.assert_says("Behöver någon stöd?");
    assert_eq!(page.attribute(".card a", "href").as_deref(), Some("/support"));
    app.signed_in(Role::Coordinator).await.get(&hurt).await.assert_lacks("Behöver någon stöd?");
    let damage = a_report().file(&reporter).await;
    reporter.get(&damage).await.assert_lacks("Behöver någon stöd?");
}

/// What a day at the desk may do to one of the reports: which of them, and what.
#[derive(Clone, Debug)]
enum Act {
    Merge(usize, usize),
    Split(usize),
    Move(usize, usize),
    SetAside(usize),
    Reopen(usize),
    Approve(usize),
    Recategorise(usize),
}

/// Places in four districts, and one outside.
const PLACES: [&str; 5] = [ALBY, "59.247859, 17.861162", "59.2053, 17.9032", "59.1909, 17.8492", "59.2369, 17.9819"];
const REPORTS: usize = 6;

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let one = || 0..REPORTS;
    let act = prop_oneof![
        4 => (one(), one()).prop_map(|(report, into)| Act::Merge(report, into)),
        2 => one().prop_map(Act::Split),
        2 => (one(), 0..PLACES.len()).prop_map(|(report, place)| Act::Move(report, place)),
        1 => one().prop_map(Act::SetAside),
        1 => one().prop_map(Act::Reopen),
        2 => one().prop_map(Act::Approve),
        1 => one().prop_map(Act::Recategorise),
    ];
    proptest::collection::vec(act, 1..60)
}

/// An application without a server: the desk's verbs, called as its pages call them.
struct Bench {
    db: Db,
    ground: Ground,
    desk: Desk,
    ids: Vec<i64>,
    _database: TestDatabase,
}

impl Bench {
    /// Six reports at the first place: half of them of an organisation that is no authority, one of each for itself alone.
    fn new() -> Self {
        let database = TestDatabase::prepared();
        let db = Db::open(database.url()).unwrap();
        let now: jiff::Timestamp = crate::support::NOW.parse().unwrap();
        let actor = Actor::command_line();
        let (ground, owner, ids) = db
            .write_here(|connection| {
                let ground = Ground::load(connection)?;
                let mut add = |name, kind| {
                    accounts::actions::add_organisation(connection, name, kind, true, &actor, now).map(Option::unwrap)
                };
                let owner = add("Kommunen", OrganisationKind::Municipality)?;
                let patrol = add("Grannstöd", OrganisationKind::Association)?;
                let place = |at| Whereabouts::Point { point: point(at), accuracy_m: None, place_id: None };
                let mut ids = Vec::new();
                for number in 0..REPORTS {
                    let report = Report {
                        category: "SKA1",
                        occurred_from: now - 20.hours(),
                        occurred_to: None,
                        whereabouts: place(PLACES[0]),
                        severity: Severity::Medium,
                        observed: Observed::Myself,
                        police_reported: PoliceReported::Unknown,
                        description: String::new(),
                        audience: if number < 2 { Audience::Organisation } else { Audience::Council },
                        is_on_behalf: false,
                        wants_mail: false,
                    };
                    let is_patrols = number % 2 == 1;
                    let origin = Origin {
                        submission_id: number.to_string(),
                        content_hash: String::new(),
                        organisation_id: if is_patrols { patrol } else { owner },
                        account_id: None,
                        reference: None,
                        reported_at: now.into(),
                        needs_review: is_patrols,
                        shift_id: None,
                        walk_id: None,
                    };
                    let content = lykta::incidents::actions::place(&report, &ground).unwrap();
                    ids.push(lykta::incidents::store::insert(connection, &origin, &content, &Standing::NEW)?);
                }
                Ok((ground, owner, ids))
            })
            .unwrap();
        let viewer = Viewer { account_id: 0, organisation_id: owner, role: Role::Coordinator };
        Self { db, ground, desk: Desk { viewer, actor, outbox: Outbox::closed(), now }, ids, _database: database }
    }

    /// Does it, or finds that the report takes no such step.
    fn perform(&self, act: &Act) {
        let words = String::new;
        let (report, decision) = match act {
            Act::Merge(report, into) => (report, Decision::Merge { into: self.ids[*into], why: words() }),
            Act::Split(report) => (report, Decision::Split { why: words() }),
            Act::Move(report, place) => {
                let whereabouts = Whereabouts::Point { point: point(PLACES[*place]), accuracy_m: None, place_id: None };
                (report, Decision::Move { whereabouts, why: words(), approves: false })
            }
            Act::SetAside(report) => (report, Decision::SetAside { why: words() }),
            Act::Reopen(report) => (report, Decision::Reopen { why: words() }),
            Act::Approve(report) => (report, Decision::Approve { thanks: words() }),
            Act::Recategorise(report) => {
                let category = find_category("NAR1").unwrap();
                (report, Decision::Recategorise { category, why: words(), approves: false })
            }
        };
        let id = self.ids[*report];
        let seen = self.rows().iter().find(|row| row.id == id).unwrap().version;
        let decided =
            self.db.write_here(|connection| decide_of(connection, &self.desk, id, seen, &decision, &self.ground));
        assert!(matches!(decided, Ok(_) | Err(AppError::Conflict(_) | AppError::NotFound(_))), "{decided:?}");
    }

    fn rows(&self) -> Vec<Incident> {
        let all =
            |connection: &mut _| incidents::table.order(incidents::id).select(Incident::as_select()).load(connection);
        self.db.read_here(all).unwrap()
    }

    fn check(&self) {
        let rows = self.rows();
        let mut in_picture = 0;
        for row in &rows {
            let day = lykta::time::local_day(row.content.occurred_from.instant());
            let Located::Inside { area, district, .. } = self.ground.locate(row.point().unwrap(), day) else {
                panic!("a report outside: {row:?}");
            };
            assert_eq!((row.content.area_id, row.content.district_id), (Some(area), Some(district)));
            assert_eq!(row.is_counted, row.standing.counts(row.needs_review), "{row:?}");
            assert_eq!(row.standing.status == Status::Merged, row.standing.merged_into.is_some(), "{row:?}");
            if let Some(root) = row.standing.merged_into {
                let root = rows.iter().find(|other| other.id == root).unwrap();
                assert_eq!(root.standing.merged_into, None, "it points to one that stands for the event");
                assert!(
                    root.content.audience >= row.content.audience.min(Audience::WorkingGroup),
                    "no event vanishes from the picture by merging"
                );
            }
            in_picture += i64::from(row.is_counted && row.content.audience != Audience::Organisation);
        }
        let week = IsoWeek::of(self.desk.now);
        let tallies = self.db.read_here(|connection| list_tallies(connection, &[week])).unwrap();
        assert_eq!(
            tallies.iter().map(|tally| tally.count).sum::<i64>(),
            in_picture,
            "the picture's total is the rule's"
        );
    }
}

fn point(text: &str) -> Point {
    lykta::geometry::read_position(text).unwrap().point
}

#[test]
fn whatever_a_desk_does_districts_counts_and_events_stay_true() {
    let config = ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(acts in acts())| {
        let bench = Bench::new();
        for act in &acts {
            bench.perform(act);
            bench.check();
        }
    });
}
