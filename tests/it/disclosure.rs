//! The memory of what was given away: months by Stockholm's calendar, decided once, and nothing that can be solved from weeks.

use lykta::accounts::OrganisationKind;
use lykta::db::DbConnection;
use lykta::districts::Ground;
use lykta::error::AppError;
use lykta::exports::disclosure::{Memory, Subject, ToldPeriod};
use lykta::incidents::audience::Audience;
use lykta::incidents::category::Group;
use lykta::incidents::model::Status;
use lykta::statistics::{Bounds, Told};
use lykta::time::{Month, Months};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::support::walks::{CODE, a_note, an_open_walk};
use crate::support::{TestApp, an_approval, an_incident};

fn months(text: &str) -> Months {
    let (first, last) = text.split_once("--").unwrap_or((text, text));
    Months::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn told(app: &TestApp, subject: Subject, period: &str) -> ToldPeriod {
    let (now, period) = (app.now(), months(period));
    let tell = |connection: &mut DbConnection| {
        let ground = Ground::load(connection)?;
        Memory::load(connection, &ground, now)?.tell(connection, subject, period)
    };
    app.db.read_here(tell).unwrap()
}

fn released(app: &TestApp, subject: Subject, period: &str) -> ToldPeriod {
    let (now, period) = (app.now(), months(period));
    let release = |connection: &mut DbConnection| {
        let ground = Ground::load(connection)?;
        let mut memory = Memory::load(connection, &ground, now)?;
        let told = memory.tell(connection, subject, period)?;
        memory.keep(connection)?;
        Ok(told)
    };
    app.db.write_here(release).unwrap()
}

fn exactly(count: u32) -> Bounds {
    Bounds { low: count, high: Some(count) }
}

#[actix_web::test]
async fn a_month_is_counted_by_the_calendar_of_stockholm_and_not_by_weeks() {
    let app = TestApp::spawn().await;
    // Half past eleven on the last evening of September, and half past midnight; both in one week.
    an_incident().at("2026-09-30T23:30").times(6).keep(&app);
    an_incident().at("2026-10-01T00:30").times(7).keep(&app);
    an_incident().at("2026-10-14T12:00").times(8).keep(&app);
    an_incident().at("2026-10-31T23:59").times(9).keep(&app);
    an_incident().at("2026-11-01T00:00").times(20).keep(&app);
    // What is not counted.
    an_incident().at("2026-10-14T12:00").with_status(Status::SetAside).times(50).keep(&app);
    an_incident().at("2026-10-31T12:00").for_audience(Audience::Organisation).times(50).keep(&app);
    an_incident().at("2026-10-01T12:00").of_organisation("Granne", OrganisationKind::Association).times(50).keep(&app);
    let told = told(&app, Subject::Events, "2026-09--2026-10");
    assert_eq!(told.month(month("2026-09"), "fittja"), Some(Told::Count(6)));
    assert_eq!(told.month(month("2026-10"), "fittja"), Some(Told::Count(24)));
    assert_eq!((told.row("fittja"), told.whole()), (Some(exactly(30)), Some(exactly(30))));
    assert_eq!(told.cell("fittja", Group::Skadegorelse), Some(exactly(30)));
    assert_eq!(told.row("alby"), Some(exactly(0)));
}

#[actix_web::test]
async fn a_storm_of_reports_is_told_as_it_is_where_it_is_told_at_all() {
    let app = TestApp::spawn().await;
    let app = app.at("2027-01-20T12:00:00Z");
    let mut dice = ChaCha8Rng::seed_from_u64(6);
    let mut truth = std::collections::BTreeMap::<(Month, &str), u32>::new();
    let districts = ["fittja", "alby", "tumba", "storvreten", "tullinge"];
    for month in months("2026-09--2026-12").each() {
        for (at, district) in districts.into_iter().enumerate() {
            for _ in 0..dice.random_range(0..4 + 6 * at) {
                let day = dice.random_range(1..=month.last_day().day());
                let hour = dice.random_range(0..24);
                let times = dice.random_range(1..3);
                let category = ["SKA1", "ORD1", "VAL5", "TRA1", "VAL1"][dice.random_range(0..5_usize)];
                let at = format!("{month}-{day:02}T{hour:02}:15");
                an_incident().of(category).in_district(district).at(&at).times(times).keep(app);
                *truth.entry((month, district)).or_default() += u32::try_from(times).unwrap();
            }
        }
    }
    let told = told(app, Subject::Events, "2026-09--2026-12");
    let mut exact = 0;
    for month in months("2026-09--2026-12").each() {
        for district in districts {
            let truth = truth.get(&(month, district)).copied().unwrap_or(0);
            match told.month(month, district).unwrap() {
                Told::Count(count) => {
                    assert_eq!(count, truth, "{month} {district}");
                    exact += 1;
                }
                Told::Few => assert!((1..=4).contains(&truth), "{month} {district}: {truth}"),
                Told::Withheld => assert!(truth > 0, "{month} {district}"),
            }
        }
    }
    assert!(exact > 8, "{exact} of 20");
    let all: u32 = truth.values().sum();
    assert_eq!(told.whole(), Some(exactly(all)));
}

#[actix_web::test]
async fn what_was_told_once_is_told_again_and_longer_periods_are_added_up_from_it() {
    let app = TestApp::spawn().await;
    let app = app.at("2027-01-20T12:00:00Z");
    for (month, times) in [("2026-09", 9), ("2026-10", 11), ("2026-11", 13), ("2026-12", 15)] {
        an_incident().at(&format!("{month}-15T12:00")).times(times).keep(app);
    }
    let first = released(app, Subject::Events, "2026-09--2026-10");
    assert_eq!(first.row("fittja"), Some(exactly(20)));
    // Reports that come late, and one that was found to be double.
    an_incident().at("2026-10-20T12:00").times(3).keep(app);
    assert_eq!(told(app, Subject::Events, "2026-09--2026-10"), first);
    let longer = told(app, Subject::Events, "2026-09--2026-12");
    assert_eq!(
        longer.blocks.iter().map(|block| block.months.to_string()).collect::<Vec<_>>(),
        ["2026-09--2026-10", "2026-11--2026-12"]
    );
    assert_eq!(
        (longer.row("fittja"), longer.cell("fittja", Group::Skadegorelse)),
        (Some(exactly(48)), Some(exactly(48)))
    );
    // A period that cuts what was decided together keeps rows, and loses what has no months.
    let cut = told(app, Subject::Events, "2026-10--2026-12");
    assert_eq!(cut.cut(), Some(months("2026-09--2026-10")));
    assert_eq!((cut.row("fittja"), cut.whole()), (Some(exactly(39)), Some(exactly(39))));
    assert_eq!((cut.cell("fittja", Group::Skadegorelse), cut.group(Group::Skadegorelse)), (None, None));
}

#[actix_web::test]
async fn nothing_is_told_of_a_month_that_is_not_over_or_that_nobody_reported_in_yet() {
    let app = TestApp::spawn().await;
    an_incident().at("2026-10-14T12:00").times(8).keep(&app);
    an_incident().at("2026-11-14T12:00").times(8).keep(&app);
    let told = told(&app, Subject::Events, "2026-09--2026-11");
    assert_eq!(told.month(month("2026-10"), "fittja"), Some(Told::Count(8)));
    for unknown in ["2026-09", "2026-11"] {
        assert_eq!(told.month(month(unknown), "fittja"), None, "{unknown}");
    }
    assert_eq!((told.is_complete(), told.row("fittja"), told.whole()), (false, None, None));
}

#[actix_web::test]
async fn what_is_sensitive_is_in_the_whole_and_in_no_districts_groups() {
    let app = TestApp::spawn().await;
    for (district, violence, sensitive) in [("fittja", 12, 6), ("alby", 14, 7), ("tumba", 9, 0)] {
        an_incident().of("VAL1").in_district(district).at("2026-10-14T12:00").times(violence).keep(&app);
        an_incident().of("VAL5").in_district(district).at("2026-10-15T12:00").times(sensitive).keep(&app);
        an_incident().of("SKA1").in_district(district).at("2026-10-16T12:00").times(20).keep(&app);
    }
    let told = told(&app, Subject::Events, "2026-10");
    assert_eq!(told.group(Group::ValdHot), Some(exactly(48)), "the printed group stays whole");
    assert_eq!(told.whole(), Some(exactly(108)));
    let solved = ["fittja", "alby", "tumba"].map(|district| {
        let known =
            |bounds: Option<Bounds>| bounds.filter(|bounds| bounds.high == Some(bounds.low)).map(|bounds| bounds.low);
        let groups = known(told.cell(district, Group::ValdHot)).zip(known(told.cell(district, Group::Skadegorelse)));
        known(told.row(district)).zip(groups).map(|(row, (violence, damage))| row - violence - damage)
    });
    assert_eq!(solved.iter().flatten().count(), 0, "{solved:?}");
    for (district, violence) in [("fittja", 12), ("alby", 14), ("tumba", 9)] {
        let cell = told.cell(district, Group::ValdHot).unwrap();
        assert!(cell.low <= violence && cell.high.is_none_or(|high| high >= violence), "{district} {cell:?}");
    }
}

#[actix_web::test]
async fn a_month_is_not_told_when_the_weeks_that_were_told_would_give_one_of_them_away() {
    // June 2026 begins with a Monday, and nothing happened on its last two days.
    let weeks = ["2026-W23", "2026-W24", "2026-W25", "2026-W26", "2026-W27"];
    let told_month = |app: &TestApp| {
        let told = told(app, Subject::Events, "2026-06");
        ["alby", "fittja"].map(|district| told.month(month("2026-06"), district).unwrap())
    };
    let app = TestApp::spawn().await;
    let app = app.at("2026-09-20T12:00:00Z");
    an_incident().in_district("alby").in_week("2026-W23").times(3).keep(app);
    an_incident().in_district("fittja").in_week("2026-W23").times(8).keep(app);
    for week in &weeks[1..4] {
        an_incident().in_district("alby").in_week(week).times(10).keep(app);
        an_incident().in_district("fittja").in_week(week).times(12).keep(app);
    }
    assert_eq!(told_month(app), [Told::Count(33), Told::Count(44)]);
    // Now the weeks are told: of the first one "<5" in Alby, and Fittja's is withheld with it.
    for week in weeks {
        an_approval(week).keep(app);
    }
    assert_eq!(told_month(app), [Told::Withheld, Told::Withheld], "33 without three times 10 are 3");
}

#[actix_web::test]
async fn of_two_who_release_the_same_months_the_second_one_finds_what_the_first_one_told() {
    let app = TestApp::spawn().await;
    an_incident().at("2026-09-14T12:00").times(8).keep(&app);
    let now = app.now();
    let load = |connection: &mut DbConnection| {
        let ground = Ground::load(connection)?;
        let mut memory = Memory::load(connection, &ground, now)?;
        memory.tell(connection, Subject::Events, months("2026-09--2026-10"))?;
        Ok::<_, AppError>(memory)
    };
    let (one, same) = (app.db.read_here(load).unwrap(), app.db.read_here(load).unwrap());
    an_incident().at("2026-10-14T12:00").times(8).keep(&app);
    let other = app.db.read_here(load).unwrap();
    app.db.write_here(|connection| one.keep(connection)).unwrap();
    app.db.write_here(|connection| same.keep(connection)).unwrap();
    let late = app.db.write_here(|connection| other.keep(connection));
    assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
    assert_eq!(told(&app, Subject::Events, "2026-10").month(month("2026-10"), "fittja"), Some(Told::Count(0)));
}

#[actix_web::test]
async fn what_walks_observed_is_told_by_month_and_unsafe_places_beside_events() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    for _ in 0..6 {
        let note = a_note();
        phone.post(note.action(), &note.fields()).await.assert_status(303);
    }
    an_incident().of("PLA1").times(9).keep(&app);
    an_incident().of("OVR2").times(30).keep(&app);
    let app = app.at("2026-12-01T12:00:00Z");
    for (subject, count) in [(Subject::Observations, 6), (Subject::UnsafePlaces, 9), (Subject::Events, 0)] {
        let told = told(app, subject, "2026-11");
        assert_eq!(told.month(month("2026-11"), "fittja"), Some(Told::Count(count)), "{subject:?}");
        assert_eq!((told.row("fittja"), told.whole()), (Some(exactly(count)), Some(exactly(count))), "{subject:?}");
    }
}
