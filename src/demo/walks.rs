//! Safety walks: one that was held and has come as far as answers, and one that is asked to now.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

use super::people::{HOUSING, People, SAFETY_OFFICE, STREETS};
use crate::accounts::{Actor, Role, Viewer};
use crate::db::DbConnection;
use crate::digest::content_hash;
use crate::districts::{Ground, Located};
use crate::error::{AppError, OrNotFound as _};
use crate::geometry::Point;
use crate::mail::Outbox;
use crate::measures::actions::{self as measures, Desk};
use crate::measures::model::{Assignment, Event, Horizon, MeasureKind, Origin, Promise, Whereabouts};
use crate::photos::Sender;
use crate::time::{IsoWeek, local_day, plus_hours, stockholm};
use crate::walks::actions::{self as walks, Leader, Receipt};
use crate::walks::field::actions as field;
use crate::walks::field::model::{NewJudgement, NewObservation, Parameter, Ratings, Walker};
use crate::walks::forms::PlacedStop;
use crate::walks::model::{Group, Light, ObservationKind, Participants, Plan, Stop, Theme, WalkKind};
use crate::walks::protocol::actions as protocol;
use crate::walks::protocol::store::{PointContent, list_observations};
use crate::walks::store;

/// How many weeks ago the one was held.
const WEEKS_AGO: i32 = 3;

const FITTJA: [(&str, f64, f64); 4] = [
    ("Fittja centrum", 59.2479, 17.8612),
    ("Gångtunneln under Krögarvägen", 59.2465, 17.8592),
    ("Lekplatsen vid Forvägen", 59.2451, 17.8609),
    ("Parkeringen vid idrottsplatsen", 59.2447, 17.8641),
];

const ALBY: [(&str, f64, f64); 3] = [
    ("Alby centrum", 59.2388, 17.8448),
    ("Gångvägen mot Albysjön", 59.2401, 17.8471),
    ("Bron över Albyvägen", 59.2379, 17.8421),
];

/// What was noted: stop, kind, theme, in the words of somebody who walked.
const NOTED: [(usize, ObservationKind, Theme, &str); 11] = [
    (0, ObservationKind::Strength, Theme::Upkeep, "Torget är rent och det känns som att någon bryr sig."),
    (0, ObservationKind::Deficiency, Theme::Orientation, "Skylten mot stationen är vriden åt fel håll."),
    (1, ObservationKind::Deficiency, Theme::Lighting, "Två lampor är trasiga mitt i tunneln."),
    (1, ObservationKind::Deficiency, Theme::Lighting, "Det är kolsvart på ena sidan."),
    (1, ObservationKind::Deficiency, Theme::Damage, "Klotter på hela väggen."),
    (1, ObservationKind::Suggestion, Theme::Lighting, "Måla tunneln vit, det skulle hjälpa."),
    (2, ObservationKind::Strength, Theme::Building, "Den nya belysningen vid gungorna är jättebra."),
    (2, ObservationKind::Deficiency, Theme::Greenery, "Buskarna skymmer hela gångvägen."),
    (2, ObservationKind::Deficiency, Theme::Greenery, "Man ser inte vem som kommer för buskaget."),
    (3, ObservationKind::Question, Theme::Traffic, "Får man köra bil här på kvällen?"),
    (3, ObservationKind::Deficiency, Theme::Desertedness, "Helt öde när träningen är slut."),
];

/// What it was gathered to: the observations, by their place in [`NOTED`], and the leader's sentence.
const POINTS: [(&[usize], &str); 7] = [
    (&[0], "Torget är välskött."),
    (&[1], "Skylten mot stationen pekar åt fel håll."),
    (&[2, 3], "Trasig belysning i gångtunneln."),
    (&[4, 5], "Klotter och mörka väggar i gångtunneln."),
    (&[6], "Bra belysning vid gungorna."),
    (&[7, 8], "Buskar skymmer gångvägen vid lekplatsen."),
    (&[9, 10], "Ödslig parkering efter kvällens träning."),
];

/// What each stop of Fittja got of each parameter, give or take one.
const RATED: [[i64; 9]; 4] = [
    [3, 3, 3, 2, 1, 3, 3, 2, 3],
    [0, 1, 0, 1, 0, 2, 2, 1, 0],
    [2, 1, 2, 1, 0, 3, 1, 2, 2],
    [1, 2, 0, 0, 0, 2, 1, 0, 1],
];

/// What is promised: the point's number, what, whose, the function, days until it is due, and how far it has come.
const PROMISED: [(i64, &str, &str, &str, i64, Progress); 4] = [
    (2, "Rätta skylten", STREETS, "Trafikenheten", 7, Progress::Done),
    (3, "Byt armaturer i gångtunneln", STREETS, "Gatuenheten", 40, Progress::Begun),
    (6, "Beskär buskarna", HOUSING, "Utemiljö", 30, Progress::Accepted),
    (4, "Måla tunnelns väggar ljusa", STREETS, "Gatuenheten", 60, Progress::Declined),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Accepted,
    Begun,
    Done,
    Declined,
}

/// Lays both walks.
pub(super) fn lay(
    connection: &mut DbConnection,
    people: &People,
    ground: &Ground,
    now: Timestamp,
) -> Result<(), AppError> {
    let held_on = IsoWeek::of(now).plus(-WEEKS_AGO).monday().saturating_add(1.days());
    let planned_on = IsoWeek::of(now).plus(1).monday().saturating_add(1.days());
    held(connection, people, ground, held_on)?;
    let leader = leader(people, at(planned_on.saturating_sub(20.days()), 10)?.min(now))?;
    let plan = plan("Trygghetsvandring i Alby", "alby", "Alby torg, vid tunnelbanan", planned_on, ground)?;
    let id = planned(connection, 2, &plan, &leader)?;
    lay_stops(connection, id, &ALBY, &leader, ground)?;
    let expected = [(Participants::Residents, 15), (Participants::Associations, 3), (Participants::Police, 2)];
    let groups = expected.map(|(participants, count)| Group { participants, expected: Some(count), present: None });
    walks::count_groups(connection, id, 4, &groups, &leader)
}

fn held(connection: &mut DbConnection, people: &People, ground: &Ground, day: Date) -> Result<(), AppError> {
    let before = leader(people, at(day.saturating_sub(25.days()), 9)?)?;
    let plan = plan("Trygghetsvandring i Fittja", "fittja", "Fittja torg, vid biblioteket", day, ground)?;
    let id = planned(connection, 1, &plan, &before)?;
    lay_stops(connection, id, &FITTJA, &before, ground)?;
    let came = [
        (Participants::Residents, 20, 17),
        (Participants::Associations, 4, 3),
        (Participants::Municipality, 3, 3),
        (Participants::Police, 2, 2),
        (Participants::Housing, 2, 2),
        (Participants::Young, 6, 5),
    ];
    let groups = came.map(|(participants, expected, present)| Group {
        participants,
        expected: Some(expected),
        present: Some(present),
    });
    walks::count_groups(connection, id, 5, &groups, &before)?;
    let stops = store::list_stops(connection, id)?;
    walk_it(connection, people, (id, &stops), ground, &before)?;
    let after = leader(people, at(day.saturating_add(6.days()), 10)?)?;
    gather(connection, id, &stops, &after)?;
    protocol::publish(connection, id, &leader(people, at(day.saturating_add(8.days()), 15)?)?)?;
    promise(connection, people, (id, day), ground)?;
    let reason = "Det är tillåtet att köra till parkeringen. Bommen ses över i vår.";
    let at_meeting = leader(people, at(day.saturating_add(14.days()), 19)?)?;
    protocol::give_reason(connection, (id, 7, 1), reason, &at_meeting)
}

fn at(day: Date, hour: i8) -> Result<Timestamp, AppError> {
    let zoned = day.at(hour, 0, 0, 0).to_zoned(stockholm()).map_err(AppError::internal)?;
    Ok(zoned.timestamp())
}

fn leader(people: &People, now: Timestamp) -> Result<Leader, AppError> {
    let actor = people.coordinator()?.clone();
    let account_id = actor.account_id.or_not_found("coordinator")?;
    let organisation_id = people.organisation(SAFETY_OFFICE)?.0;
    Ok(Leader { viewer: Viewer { account_id, organisation_id, role: Role::Coordinator }, actor, now })
}

fn plan(title: &str, district: &str, meeting_place: &str, day: Date, ground: &Ground) -> Result<Plan, AppError> {
    let starts_at = at(day, 18)?;
    let meeting = |days: i64| Ok::<_, AppError>(Some(at(day.saturating_add(days.days()), 18)?.into()));
    Ok(Plan {
        title: title.to_owned(),
        kind: WalkKind::Residents,
        theme: "Vägen hem från tunnelbanan".to_owned(),
        light: Light::Dark,
        weather: String::new(),
        district_id: ground.district_of_code(district).or_not_found("district")?.id,
        organisers: "Trygghetsenheten och Botkyrkabyggen".to_owned(),
        meeting_place: meeting_place.to_owned(),
        pre_meeting_at: meeting(-14)?,
        pre_meeting_place: "Medborgarkontoret".to_owned(),
        starts_at: starts_at.into(),
        ends_at: plus_hours(starts_at, 2).into(),
        response_at: meeting(14)?,
        response_place: "Medborgarkontoret".to_owned(),
        rewalk_at: meeting(26 * 7)?,
        earlier_walk_id: None,
        route: String::new(),
    })
}

fn planned(connection: &mut DbConnection, number: u128, plan: &Plan, leader: &Leader) -> Result<i64, AppError> {
    let submission = submission_id(number).to_string();
    match walks::plan(connection, &submission, plan, &[], leader)? {
        Receipt::Planned(id) | Receipt::AlreadyPlanned(id) => Ok(id),
    }
}

/// Ids of what nobody sent, always the same.
fn submission_id(number: u128) -> Uuid {
    uuid::Builder::from_random_bytes((0x6c79_6b74_612d_7761_6c6b_0000_0000_0000 + number).to_be_bytes()).into_uuid()
}

fn lay_stops(
    connection: &mut DbConnection,
    id: i64,
    stops: &[(&str, f64, f64)],
    leader: &Leader,
    ground: &Ground,
) -> Result<(), AppError> {
    for (version, (name, north, east)) in (1..).zip(stops) {
        let point = Point::new(*north, *east).map_err(AppError::internal)?;
        let area_id = match ground.locate(point, local_day(leader.now)) {
            Located::Inside { area, .. } => Some(area),
            Located::Outside { .. } | Located::NoGround => None,
        };
        let checklist = "Belysning\nSikt och växtlighet\nSkötsel och skräp".to_owned();
        let stop = PlacedStop { name: (*name).to_owned(), point, place_id: None, area_id, checklist };
        walks::add_stop(connection, id, version, &stop, leader)?;
    }
    Ok(())
}

/// Everybody notes and judges, with the accounts of the demonstration for want of phones.
fn walk_it(
    connection: &mut DbConnection,
    people: &People,
    (id, stops): (i64, &[Stop]),
    ground: &Ground,
    leader: &Leader,
) -> Result<(), AppError> {
    let walk = store::find(connection, &leader.viewer, id)?.or_not_found("walk")?;
    let begins = walk.plan.starts_at.instant();
    let senders = [SAFETY_OFFICE, HOUSING, STREETS].map(|organisation| people.first_of(organisation));
    let walkers: Vec<Walker> = senders
        .into_iter()
        .flatten()
        .map(|account| Walker { walk: walk.clone(), code: String::new(), sender: Sender::Account(account) })
        .collect();
    let submission = |number: u128| field::Submission { id: submission_id(number), content_hash: String::new() };
    for ((number, (stop, kind, theme, words)), walker) in (100..).zip(NOTED).zip(walkers.iter().cycle()) {
        let noted_at = plus_minutes(begins, 20 * i64::try_from(stop).unwrap_or(0) + 10);
        let noted = NewObservation {
            stop_id: stops.get(stop).map(|stop| stop.id),
            kind,
            theme,
            description: words.to_owned(),
            point: None,
            accuracy_m: None,
            noted_at: Some(noted_at),
        };
        field::note(connection, walker, &submission(number), &noted, &[], (ground, stops), noted_at)?;
    }
    let mut number = 200;
    for (stop, rated) in stops.iter().zip(RATED) {
        for (at, walker) in (0_i64..).zip(&walkers) {
            let mut ratings = Ratings::default();
            for (place, (parameter, rating)) in (0_i64..).zip(Parameter::ALL.into_iter().zip(rated)) {
                let said = (rating + (at + place) % 3 - 1).clamp(0, Parameter::HIGHEST);
                ratings.set(parameter, Some(said));
            }
            let noted_at = plus_minutes(begins, 20 * stop.position);
            let judged = NewJudgement { stop_id: stop.id, ratings, noted_at: Some(noted_at) };
            field::judge(connection, walker, &submission(number), &judged, noted_at)?;
            number += 1;
        }
    }
    Ok(())
}

fn plus_minutes(instant: Timestamp, minutes: i64) -> Timestamp {
    instant.saturating_add(minutes.minutes()).unwrap_or(instant)
}

fn gather(connection: &mut DbConnection, id: i64, stops: &[Stop], leader: &Leader) -> Result<(), AppError> {
    let noted = list_observations(connection, id)?;
    for (places, words) in POINTS {
        let first = places.first().and_then(|place| noted.get(*place)).or_not_found("observation")?;
        let stop = stops.iter().find(|stop| Some(stop.id) == first.stop_id).or_not_found("stop")?;
        let content = PointContent {
            kind: first.kind,
            theme: first.theme,
            place: stop.name.clone(),
            words: words.to_owned(),
            stop_id: Some(stop.id),
            latitude: Some(stop.latitude),
            longitude: Some(stop.longitude),
            area_id: stop.area_id,
        };
        let keys: Vec<i64> = places.iter().filter_map(|place| noted.get(*place)).map(|noted| noted.id).collect();
        protocol::make_point(connection, id, &content, &keys, leader)?;
    }
    Ok(())
}

/// What the coordinator hands out, and what its owners answer.
fn promise(
    connection: &mut DbConnection,
    people: &People,
    (id, day): (i64, Date),
    ground: &Ground,
) -> Result<(), AppError> {
    let points = store::list_points(connection, id)?;
    for (number, (point, title, organisation, function, days, progress)) in (300..).zip(PROMISED) {
        let point = points.iter().find(|known| known.number == point).or_not_found("point")?;
        let coordinator = leader(people, at(day.saturating_add(9.days()), 11)?)?;
        let desk = |leader: &Leader, now| Desk {
            viewer: leader.viewer,
            actor: leader.actor.clone(),
            outbox: Outbox::closed(),
            now,
        };
        let decided_on = day.saturating_add(9.days());
        let due_on = decided_on.saturating_add(days.days());
        let (organisation_id, _) = people.organisation(organisation)?;
        let promise = Promise {
            title: title.to_owned(),
            description: point.words.clone(),
            kind: MeasureKind::Physical,
            place: point.place.clone(),
            organisation_id,
            line_function: function.to_owned(),
            decided_by: "Trygghetsvandring i Fittja".to_owned(),
            decided_on: decided_on.into(),
            starts_on: None,
            horizon: Horizon::Short,
            cost_sek: None,
            fund: String::new(),
            evaluate_from: None,
            evaluate_to: None,
        };
        let here = Point::new(point.latitude.unwrap_or_default(), point.longitude.unwrap_or_default());
        let assignment = Assignment {
            promise,
            whereabouts: Whereabouts::Point(here.map_err(AppError::internal)?),
            origin: Origin::WalkPoint(point.id),
            due_on: Some(due_on),
            public_note: String::new(),
        };
        let submission = measures::Submission { id: submission_id(number), content_hash: content_hash([]) };
        let receipt =
            measures::hand_out(connection, &desk(&coordinator, coordinator.now), &submission, &assignment, ground)?;
        let measures::Receipt::HandedOut(key) = receipt else { continue };
        let account_id = people.first_of(organisation).or_not_found("owner")?;
        let owner = Leader {
            viewer: Viewer { account_id, organisation_id, role: Role::Partner },
            actor: Actor { account_id: Some(account_id), label: format!("{function}, {organisation}") },
            now: coordinator.now,
        };
        let later = |days: i64| at(day.saturating_add(days.days()), 14).map(|now| desk(&owner, now));
        if progress == Progress::Declined {
            let reason = "Tunneln byggs om nästa år, då målas den.".to_owned();
            measures::answer(connection, &later(11)?, key, 1, &Event::Decline { reason })?;
            continue;
        }
        measures::answer(connection, &later(11)?, key, 1, &Event::Accept { due_on: Some(due_on) })?;
        if progress != Progress::Accepted {
            measures::report_progress(connection, &later(13)?, key, 2, &Event::Begin)?;
        }
        if progress == Progress::Done {
            let outcome = "Skylten är rättad och sitter fast.".to_owned();
            measures::report_progress(connection, &later(15)?, key, 3, &Event::Finish { outcome })?;
        }
    }
    Ok(())
}
