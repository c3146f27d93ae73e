//! The figures of the weekly picture: what stands out, when and where, and that whatever is counted adds up.

use std::collections::BTreeMap;

use diesel::connection::{Connection as _, InstrumentationEvent};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::{QueryableByName, SqliteConnection};
use lykta::accounts::OrganisationKind;
use lykta::db::schema::{districts, incident_counts, incidents, report_counts};
use lykta::db::{Day, Db, DbConnection, Moment};
use lykta::districts::{Division, Ground};
use lykta::incidents::audience::Audience;
use lykta::incidents::category::categories;
use lykta::incidents::model::Status;
use lykta::situation::{Picture, store};
use lykta::texts::Language;
use lykta::time::IsoWeek;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use crate::support::walks::{CODE, a_note, an_open_walk};
use crate::support::{TestApp, TestDatabase, an_incident, lykta};

const WEEK: &str = "2026-W47";
const FITTJA: (f64, f64) = (59.247_859, 17.861_162);

/// The picture of a week as it is seen at an instant, as JSON.
fn seen_at(app: &TestApp, at: &str, now: &str) -> Value {
    let (at, now) = (week(at), now.parse().unwrap());
    let draft = |connection: &mut DbConnection| {
        let ground = Ground::load(connection)?;
        Picture::draft(connection, &ground, at, Division::Main, now, Language::Swedish)
    };
    serde_json::to_value(app.db.read_here(draft).unwrap()).unwrap()
}

/// The picture of week 47 once it is over, as JSON.
fn picture(app: &TestApp) -> Value {
    seen_at(app, WEEK, "2026-11-23T11:00:00Z")
}

/// A picture as the command prints it.
fn printed(app: &TestApp, week: &str, division: &str) -> Value {
    let ran = lykta(app.database(), &["picture", week, "--division", division, "--format", "json"]);
    assert!(ran.succeeded, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn week(text: &str) -> IsoWeek {
    text.parse().unwrap()
}

/// Five reports of a category in a district in each of the twelve weeks before the one of the tests.
fn five_a_week(app: &TestApp, category: &str, district: &str) {
    for back in 1..=12 {
        let week = week(WEEK).plus(-back).to_string();
        an_incident().of(category).in_district(district).in_week(&week).times(5).keep(app);
    }
}

fn sentences(picture: &Value) -> Vec<&str> {
    picture["findings"].as_array().unwrap().iter().map(|finding| finding["sentence"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn a_rise_is_told_in_one_sentence_with_what_is_usual() {
    let app = TestApp::spawn().await;
    five_a_week(&app, "SKA1", "alby");
    an_incident().in_district("alby").times(19).keep(&app);
    let picture = picture(&app);
    let finding = &picture["findings"][0];
    assert_eq!(
        [&finding["kind"], &finding["district"], &finding["group"], &finding["count"]],
        [&Value::from("rise"), &"alby".into(), &"skadegorelse".into(), &19.into()]
    );
    assert_eq!(sentences(&picture), ["19 skadegörelser i Alby, normalt 1–10."], "the part says it for the wholes");
    assert_eq!((&finding["expected_low"], &finding["expected_high"]), (&1.into(), &10.into()));
    let row = picture["districts"].as_array().unwrap().iter().find(|row| row["code"] == "alby").unwrap();
    let figures = row["groups"].as_array().unwrap().iter().find(|row| row["group"] == "skadegorelse").unwrap();
    assert_eq!(figures["signal"], "rising", "the table and the sentence say the same");
}

#[actix_web::test]
async fn a_fall_asks_whether_everybody_reported() {
    let app = TestApp::spawn().await;
    for back in 1..=12 {
        let week = week(WEEK).plus(-back).to_string();
        an_incident().of("TRA1").in_district("tumba").in_week(&week).times(14).keep(&app);
    }
    an_incident().of("TRA1").in_district("tumba").keep(&app);
    let picture = picture(&app);
    assert_eq!(
        sentences(&picture),
        ["1 händelse i trafiken i Tumba med Storvreten, normalt 7–22. Har alla rapporterat?"]
    );
    assert_eq!(picture["findings"][0]["kind"], "fall");
    let still_going_on = seen_at(&app, WEEK, "2026-11-22T22:59:59Z");
    assert_eq!(sentences(&still_going_on), Vec::<&str>::new(), "what is not over has not fallen");
    assert_eq!(still_going_on["totals"]["event"]["signal"], "too_few");
}

#[actix_web::test]
async fn a_usual_week_has_nothing_that_stands_out() {
    let app = TestApp::spawn().await;
    five_a_week(&app, "SKA1", "alby");
    an_incident().in_district("alby").times(9).keep(&app);
    assert_eq!(sentences(&picture(&app)), Vec::<&str>::new());
}

#[actix_web::test]
async fn unsafe_places_are_judged_apart_from_events() {
    let app = TestApp::spawn().await;
    for (category, district) in [("PLA1", "alby"), ("SKA1", "alby"), ("TIL1", "alby")] {
        five_a_week(&app, category, district);
    }
    an_incident().of("PLA1").in_district("alby").times(20).keep(&app);
    // No group of events rises alone; all of them together do.
    an_incident().of("SKA1").in_district("alby").times(13).keep(&app);
    an_incident().of("TIL1").in_district("alby").times(13).keep(&app);
    let told = picture(&app);
    let told = sentences(&told);
    assert!(told.contains(&"20 rapporter om otrygga platser i Alby, normalt 1–10."), "{told:?}");
    assert!(told.iter().any(|told| told.starts_with("26 händelser i Alby, ")), "{told:?}");
}

#[actix_web::test]
async fn a_place_where_it_happens_again_and_again_is_named_and_stands_out() {
    let app = TestApp::spawn().await;
    // Reports are known of for long, and elsewhere something happens.
    an_incident().in_week("2026-W01").keep(&app);
    let (north, east) = FITTJA;
    an_incident().at_degrees(north, east).in_week("2026-W40").keep(&app);
    for (days, category) in [("2026-11-04", "TIL3"), ("2026-11-10", "TIL3"), ("2026-11-17", "SKA1")] {
        an_incident().of(category).at(&format!("{days}T20:00")).at_degrees(north + 0.0002, east).times(4).keep(&app);
    }
    // Not an event, merged into another, and a place that one knows too little of.
    an_incident().of("PLA1").at_degrees(north, east).times(3).keep(&app);
    an_incident().at_degrees(north, east).with_status(Status::Merged).keep(&app);
    let picture = picture(&app);
    let place = &picture["recurring_places"][0];
    assert_eq!(picture["recurring_places"].as_array().unwrap().len(), 1);
    assert_eq!((&place["name"], &place["district"]["code"]), (&"Fittja centrum (T-bana)".into(), &"fittja".into()));
    assert_eq!((&place["reports"], &place["this_week"], &place["before"]), (&12.into(), &4.into(), &1.into()));
    assert_eq!((&place["is_new"], &place["mostly"]), (&false.into(), &"Inbrott och stöld".into()));
    assert_eq!((&place["latitude"], &place["longitude"]), (&59.2481.into(), &17.8612.into()));
    let sentence = "12 händelser vid Fittja centrum (T-bana) på 28 dagar, 1 de tolv veckorna före.";
    assert_eq!(place["sentence"], sentence);
    assert!(sentences(&picture).contains(&sentence));
}

#[actix_web::test]
async fn a_place_far_from_every_name_has_its_areas_and_one_whose_past_nobody_knows_is_no_surprise() {
    let app = TestApp::spawn().await;
    for (metres, minute) in [(0.0, 10), (0.0003, 20), (0.0006, 30)] {
        let at = format!("2026-11-18T20:{minute}");
        an_incident().of("SAM1").in_district("tullinge").at(&at).at_degrees(59.19 + metres, 17.93).keep(&app);
    }
    let picture = picture(&app);
    let place = &picture["recurring_places"][0];
    let name = place["name"].as_str().unwrap();
    assert_eq!(place["sentence"], format!("3 händelser i {name} på 28 dagar."));
    assert!(!name.contains("station"), "{name}");
    assert_eq!(
        (&place["before"], &place["is_new"], &place["is_surprising"]),
        (&Value::Null, &Value::Null, &false.into())
    );
    assert_eq!(sentences(&picture), Vec::<&str>::new());
}

#[actix_web::test]
async fn a_position_that_is_known_badly_makes_no_place() {
    let app = TestApp::spawn().await;
    let last = an_incident().at_degrees(FITTJA.0, FITTJA.1).times(3).keep(&app);
    assert_eq!(picture(&app)["recurring_places"].as_array().unwrap().len(), 1);
    let blur = |connection: &mut DbConnection| {
        let report = incidents::table.find(last);
        Ok(diesel::update(report).set(incidents::accuracy_m.eq(Some(400.0))).execute(connection)?)
    };
    app.db.write_here(blur).unwrap();
    assert_eq!(picture(&app)["recurring_places"].as_array().unwrap().len(), 0);
}

#[actix_web::test]
async fn the_hours_of_the_week_hold_each_event_once_however_uncertain_its_time() {
    let app = TestApp::spawn().await;
    an_incident().at("2026-11-16T09:50").until("2026-11-16T10:28").keep(&app);
    an_incident().at("2026-11-22T23:40").until("2026-11-23T01:10").nowhere().keep(&app);
    an_incident().at("2026-11-20T20:15").times(3).keep(&app);
    an_incident().at("2026-11-15T23:59").keep(&app);
    an_incident().at("2026-11-23T00:00").keep(&app);
    an_incident().of("PLA1").keep(&app);
    an_incident().with_status(Status::SetAside).keep(&app);
    let hours = &picture(&app)["hours"];
    assert_eq!((&hours["events"], &hours["uncertain"], &hours["is_too_few"]), (&5.into(), &2.into(), &true.into()));
    let weight = |day: usize, hour: usize| hours["weights"][day][hour].as_f64().unwrap();
    assert!((weight(0, 9) - 10.0 / 38.0).abs() < 1e-12 && (weight(0, 10) - 28.0 / 38.0).abs() < 1e-12);
    // After midnight it is Monday, on the clock's week: that is what a pattern of hours is about.
    assert!((weight(6, 23) - 2.0 / 9.0).abs() < 1e-12 && (weight(0, 0) - 6.0 / 9.0).abs() < 1e-12);
    assert!((weight(4, 20) - 3.0).abs() < 1e-12);
    let all: f64 =
        (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour))).map(|(day, hour)| weight(day, hour)).sum();
    assert!((all - 5.0).abs() < 1e-9, "{all}");
}

#[actix_web::test]
async fn a_square_is_hot_beside_others_where_things_happen_too() {
    let app = TestApp::spawn().await;
    let few = picture(&app);
    assert_eq!((&few["heat"]["is_too_few"], &few["heat"]["squares"]), (&true.into(), &Value::Array(Vec::new())));
    // Six by seven squares, half a kilometre apart from north to south, with an event each before the four weeks or in them.
    for row in 0..6 {
        for column in 0..7 {
            let (north, east) = (59.20 + 0.0045 * f64::from(row), 17.80 + 0.009 * f64::from(column));
            let week = if (row + column) % 2 == 0 { "2026-W40" } else { "2026-W45" };
            an_incident().in_week(week).at_degrees(north, east).keep(&app);
        }
    }
    an_incident().at_degrees(59.20, 17.80).times(15).keep(&app);
    let heat = picture(&app)["heat"].clone();
    assert_eq!(heat["is_too_few"], false);
    let squares = heat["squares"].as_array().unwrap();
    assert_eq!(squares.len(), 1, "{squares:?}");
    assert_eq!(squares[0]["events"], 15);
    assert_eq!(squares[0]["north"].as_i64().unwrap() % 250, 0);
}

#[actix_web::test]
async fn an_observation_of_a_walk_on_tuesday_stands_in_that_weeks_picture_for_its_district() {
    let app = TestApp::spawn().await;
    app.at("2026-11-17T17:00:00Z");
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    a_note().send(&phone).await.assert_status(303);
    a_note().with("position", "59.2388, 17.8448").send(&phone).await.assert_status(303);
    let picture = picture(&app);
    let observed = |code: &str| {
        let row = picture["districts"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap();
        (row["observations"].clone(), row["totals"]["event"]["count"].clone())
    };
    assert_eq!(observed("fittja"), (1.into(), 0.into()), "beside the reports and never added to them");
    assert_eq!(observed("alby"), (1.into(), 0.into()), "a note with a place of its own stands there");
    assert_eq!(picture["observations"], 2);
    assert_eq!(seen_at(&app, "2026-W46", "2026-11-23T11:00:00Z")["observations"], 0);
}

/// Everything a report can be about, at random.
struct Dice(ChaCha8Rng);

impl Dice {
    fn week(&mut self) -> IsoWeek {
        week(WEEK).plus(*[-52, -13, -12, -5, -3, -1, 0, 0, 0].choose(&mut self.0).unwrap())
    }

    fn category(&mut self) -> &'static str {
        &categories().choose(&mut self.0).unwrap().code
    }

    fn district(&mut self) -> Option<&'static str> {
        let codes = ["fittja", "alby", "hallunda-norsborg", "tumba", "storvreten", "tullinge", "varsta-grodinge"];
        if self.0.random_range(0..6) == 0 { None } else { codes.choose(&mut self.0).copied() }
    }
}

#[actix_web::test]
async fn districts_and_the_unknown_sum_to_the_whole_for_every_week_and_group_in_the_file() {
    let app = TestApp::spawn().await;
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(5));
    let mut expected: BTreeMap<(IsoWeek, &str), i64> = BTreeMap::new();
    for _ in 0..250 {
        let (at, category) = (dice.week(), dice.category());
        let mut report = an_incident().of(category).in_week(&at.to_string()).times(dice.0.random_range(1..6));
        report = match dice.district() {
            Some(district) => report.in_district(district),
            None => report.nowhere(),
        };
        let (status, audience) =
            (*Status::ALL.choose(&mut dice.0).unwrap(), *Audience::ALL.choose(&mut dice.0).unwrap());
        report = report.with_status(status).for_audience(audience);
        let times = report.how_many();
        report.keep(&app);
        let counts = !matches!(status, Status::Merged | Status::SetAside) && audience != Audience::Organisation;
        let group = categories().iter().find(|known| known.code == category).unwrap().group;
        *expected.entry((at, group.code())).or_default() += if counts { times } else { 0 };
    }
    let count = |figures: &Value| figures["count"].as_i64().unwrap();
    for back in [0, 1, 3, 5, 12, 13, 52] {
        let at = week(WEEK).plus(-back);
        for division in ["main", "all"] {
            let picture = printed(&app, &at.to_string(), division);
            let districts = picture["districts"].as_array().unwrap();
            for (number, whole) in picture["groups"].as_array().unwrap().iter().enumerate() {
                let group = whole["group"].as_str().unwrap();
                let told = districts.iter().map(|district| &district["groups"][number]);
                assert!(told.clone().all(|row| row["group"] == group));
                let parts: i64 = told.map(count).sum();
                assert_eq!(parts, count(whole), "{group} in {at}, {division}");
                assert_eq!(parts, expected.get(&(at, group)).copied().unwrap_or(0), "{group} in {at}");
            }
            for kind in ["event", "unsafe_place", "planned_event"] {
                let groups = picture["groups"].as_array().unwrap().iter().filter(|row| row["kind"] == kind);
                let whole = count(&picture["totals"][kind]);
                assert_eq!(groups.map(count).sum::<i64>(), whole, "{kind} in {at}");
                assert_eq!(
                    districts.iter().map(|row| count(&row["totals"][kind])).sum::<i64>(),
                    whole,
                    "{kind} in {at}"
                );
            }
        }
    }
}

/// Week, subject, category and number.
type CountRow = (Day, i64, String, i64);

/// The kept counts and the same counted from the reports.
fn counted(connection: &mut DbConnection) -> QueryResult<[Vec<CountRow>; 4]> {
    let kept = incident_counts::table
        .filter(incident_counts::reports.ne(0))
        .order((incident_counts::week, incident_counts::district_id, incident_counts::category))
        .load::<(Day, i64, String, i64)>(connection)?;
    let anew = incidents::table
        .filter(incidents::is_counted.eq(true))
        .filter(incidents::audience.ne(Audience::Organisation))
        .group_by((incidents::week, incidents::district_id, incidents::category))
        .select((incidents::week, incidents::district_id, incidents::category, count_star()))
        .load::<(Day, Option<i64>, String, i64)>(connection)?;
    let mut anew: Vec<_> =
        anew.into_iter().map(|(week, district, category, n)| (week, district.unwrap_or(0), category, n)).collect();
    anew.sort_by(|one, other| (one.0.date(), one.1, &one.2).cmp(&(other.0.date(), other.1, &other.2)));
    let heard = |rows: Vec<(Day, i64, i64)>| {
        let mut rows: Vec<_> = rows.into_iter().map(|(week, of, n)| (week, of, String::new(), n)).collect();
        rows.sort_by_key(|row| (row.0.date(), row.1));
        rows
    };
    let kept_heard = report_counts::table.filter(report_counts::reports.ne(0)).load(connection)?;
    let anew_heard = incidents::table
        .group_by((incidents::week, incidents::organisation_id))
        .select((incidents::week, incidents::organisation_id, count_star()))
        .load(connection)?;
    let mut kept = kept;
    kept.sort_by(|one, other| (one.0.date(), one.1, &one.2).cmp(&(other.0.date(), other.1, &other.2)));
    Ok([kept, anew, heard(kept_heard), heard(anew_heard)])
}

#[actix_web::test]
async fn the_counts_that_are_kept_equal_those_counted_anew_whatever_happens_to_reports() {
    let app = TestApp::spawn().await;
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(47));
    let owners = [
        ("Kommunen", OrganisationKind::Municipality),
        ("Botkyrkabyggen", OrganisationKind::Housing),
        ("Grannstöd", OrganisationKind::Association),
    ];
    let mut kept: Vec<i64> = Vec::new();
    for step in 0..400 {
        if kept.len() < 20 || dice.0.random_range(0..3) == 0 {
            let (name, kind) = owners.choose(&mut dice.0).unwrap();
            let mut report = an_incident().of(dice.category()).in_week(&dice.week().to_string());
            report = report.of_organisation(name, *kind).with_status(*Status::ALL.choose(&mut dice.0).unwrap());
            report = report.for_audience(*Audience::ALL.choose(&mut dice.0).unwrap());
            kept.push(match dice.district() {
                Some(district) => report.in_district(district).keep(&app),
                None => report.nowhere().keep(&app),
            });
        } else {
            let at = dice.0.random_range(0..kept.len());
            let (id, choice) = (kept[at], dice.0.random_range(0..7));
            let mut change = |connection: &mut DbConnection| -> QueryResult<usize> {
                let report = incidents::table.find(id);
                match choice {
                    0 => diesel::delete(report).execute(connection),
                    1 => diesel::update(report)
                        .set((incidents::is_counted.eq(false), incidents::status.eq(Status::Merged)))
                        .execute(connection),
                    2 => diesel::update(report)
                        .set((
                            incidents::is_counted.eq(true),
                            incidents::status.eq(Status::Reviewed),
                            incidents::reviewed_at.eq(Some(Moment::from(app.now()))),
                        ))
                        .execute(connection),
                    3 => {
                        let week = Day::from(dice.week().monday());
                        diesel::update(report).set(incidents::week.eq(week)).execute(connection)
                    }
                    4 => diesel::update(report).set(incidents::category.eq(dice.category())).execute(connection),
                    5 => {
                        let all: Vec<i64> = districts::table.select(districts::id).load(connection)?;
                        let moved = dice.district().and_then(|_| all.choose(&mut dice.0).copied());
                        diesel::update(report).set(incidents::district_id.eq(moved)).execute(connection)
                    }
                    _ => {
                        // What a correction does: several at once, among them some that stay as they are.
                        let audience = *Audience::ALL.choose(&mut dice.0).unwrap();
                        let week = Day::from(dice.week().monday());
                        diesel::update(report)
                            .set((
                                incidents::audience.eq(audience),
                                incidents::week.eq(week),
                                incidents::category.eq(dice.category()),
                                incidents::description.eq("Rättad."),
                            ))
                            .execute(connection)
                    }
                }
            };
            app.db.write_here(|connection| Ok(change(connection)?)).unwrap();
            if choice == 0 {
                kept.swap_remove(at);
            }
        }
        if step % 20 == 19 {
            let [kept, anew, heard, heard_anew] = app.db.read_here(counted).unwrap();
            assert_eq!(kept, anew, "after {step} changes");
            assert_eq!(heard, heard_anew, "after {step} changes");
        }
    }
    assert!(kept.len() > 30);
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

/// The plans of everything that a question asks the database.
fn plans<T>(file: &str, db: &Db, question: impl Fn(&mut DbConnection) -> QueryResult<T>) -> Vec<String> {
    let (sender, asked) = std::sync::mpsc::channel();
    db.read_here(|connection| {
        connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                let _ = sender.send(query.to_string());
            }
        });
        let answer = question(connection);
        connection.set_instrumentation(|_: InstrumentationEvent<'_>| {});
        answer
    })
    .unwrap();
    let mut connection = SqliteConnection::establish(file).unwrap();
    let mut found = Vec::new();
    for statement in asked.try_iter() {
        let (statement, _binds) = statement.split_once(" -- ").unwrap();
        let plan: Vec<Step> =
            diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(&mut connection).unwrap();
        found.extend(plan.into_iter().map(|step| step.detail));
    }
    found
}

#[test]
fn patterns_and_observations_are_read_from_a_stretch_of_an_index() {
    let database = TestDatabase::prepared();
    let Some(file) = database.url().strip_prefix("sqlite:") else { return };
    let db = Db::open(database.url()).unwrap();
    let weeks = week(WEEK).bounds();
    let stretch = "SEARCH incidents USING COVERING INDEX incidents_by_time (occurred_from>? AND occurred_from<?)";
    assert_eq!(plans(file, &db, |connection| store::list_events(connection, weeks)), [stretch]);
    assert_eq!(plans(file, &db, |connection| store::list_positions(connection, weeks, 50.0)), [stretch]);
    let observed = plans(file, &db, |connection| store::list_observations(connection, week(WEEK)));
    assert!(observed[0].starts_with("SEARCH walk_observations USING INDEX walk_observations_by_noted"), "{observed:?}");
}
