//! A week's picture with something in every part of it: counted from reports, and told by people who are made up.

use jiff::civil::date;
use lykta::db::{Db, DbConnection};
use lykta::districts::{Division, Ground, store as districts};
use lykta::error::AppError;
use lykta::incidents::category::Group;
use lykta::situation::coming::Coming;
use lykta::situation::context::model::EventsOfRow;
use lykta::situation::context::{Police, PoliceCount, PublicEvent};
use lykta::situation::coverage::{Coverage, Heard, OrganisationCoverage, WeekCoverage};
use lykta::situation::decisions::{Decision, Decisions, Promises};
use lykta::situation::findings::{Finding, FindingKind};
use lykta::situation::patterns::{Heat, HotSquare, Hours, Patterns, RecurringPlace};
use lykta::situation::placements::{PlacedRow, Placements};
use lykta::situation::scope::RowName;
use lykta::situation::sketch::Sketch;
use lykta::situation::words::{Assessment, Level, Notable, Part, Problem, Words, Written};
use lykta::situation::{Picture, Scope};
use lykta::texts::Language;
use lykta::time::IsoWeek;

use super::{TestApp, an_incident};

/// The week of [`super::NOW`] after a year of reports, with every part filled.
pub fn a_full_week(app: &TestApp) -> Picture {
    let week: IsoWeek = "2026-W47".parse().unwrap();
    let districts = ["alby", "fittja", "hallunda-norsborg", "tullinge", "tumba", "storvreten", "varsta-grodinge"];
    let categories = ["SKA1", "SAM1", "ORD1", "NAR1", "TIL1", "TRA1", "SKA3", "MIL1"];
    for (back, seed) in (0..14_i32).chain([52]).zip(0_usize..) {
        for (at, district) in districts.iter().enumerate() {
            let times = 1 + (seed * 7 + at * 3) % 5 + if back == 0 && at == 0 { 16 } else { 0 };
            let category = categories[(seed + at) % categories.len()];
            let report = an_incident().of(category).in_district(district).in_week(&week.plus(-back).to_string());
            report.times(times).keep(app);
        }
        an_incident().of("SKA2").nowhere().in_week(&week.plus(-back).to_string()).times(seed % 3).keep(app);
        an_incident().of("PLA1").in_week(&week.plus(-back).to_string()).times(1 + seed % 2).keep(app);
    }
    an_incident().of("OVR2").in_district("alby").keep(app);
    let now = app.now();
    let db = Db::open(app.database()).unwrap();
    db.read_here(|connection| {
        let ground = Ground::load(connection)?;
        let picture = Picture::draft(connection, &ground, week, Division::Main, now, Language::Swedish)?;
        filled(connection, &ground, picture)
    })
    .unwrap()
}

/// A picture with every part that people and other sources fill.
pub fn filled(connection: &mut DbConnection, ground: &Ground, mut picture: Picture) -> Result<Picture, AppError> {
    let row = |code: &str| {
        let own = picture.districts.iter().find(|row| row.code == code).unwrap();
        RowName { code: own.code.clone(), name: own.name.clone() }
    };
    let codes: Vec<RowName> =
        picture.districts.iter().map(|row| RowName { code: row.code.clone(), name: row.name.clone() }).collect();
    let named = |code: &str| codes.iter().find(|row| row.code == code).unwrap().clone();
    let at = picture.cut_off;
    let written = |words: &str, by: &str| Some(Written { words: words.to_owned(), by: by.to_owned(), at });
    let coordinator = "Sara Lind, Kommunen";

    let assessments = codes.iter().filter(|row| row.code != "unknown").enumerate().map(|(place, district)| Assessment {
        district: district.clone(),
        district_id: i64::try_from(place).unwrap() + 1,
        level: [Some(Level::Strained), Some(Level::Unsettled), Some(Level::Calm), Some(Level::Calm), None, Some(Level::Calm)]
            [place % 6],
        level_name: ["ansträngt", "viss oro", "lugnt", "lugnt", "", "lugnt"][place % 6].to_owned(),
        text: [
            written("Skadegörelsen runt torget fortsätter, mest fredag och lördag kväll. Fastighetsvärdarna lagar inom ett dygn.", coordinator),
            written("Samlingar i gångtunneln vid centrum tredje veckan i rad. Boende undviker vägen efter mörkrets inbrott.", coordinator),
            None,
            written("Lugn vecka.", coordinator),
            None,
            None,
        ][place % 6]
            .clone(),
    });
    let assessments: Vec<Assessment> = assessments.collect();
    let answers = |marks: &str| -> Vec<String> {
        let word = |mark| match mark {
            'j' => "yes",
            'n' => "no",
            _ => "unknown",
        };
        marks.chars().map(word).map(ToOwned::to_owned).collect()
    };
    picture.words = Words {
        summary: written(
            "Veckan var lugnare än den förra i de flesta kommundelar. I Alby ökar skadegörelsen runt torget.\nVi ber om fler kvällspass fredag och lördag, och om att lampan i gångtunneln vid Fittja centrum lagas före nästa möte.",
            coordinator,
        ),
        shared: written("Lugnare vecka i de flesta kommundelar.", coordinator),
        feedback: written("Tack för era rapporter.", coordinator),
        parts: vec![
            Part {
                organisation: "Polisen".to_owned(),
                organisation_id: 2,
                text: written(
                    "Två riktade insatser mot narkotika vid stationerna. Fler yttre pass planeras fredag och lördag.",
                    "Ali Berg, Polisen",
                ),
            },
            Part {
                organisation: "Botkyrkabyggen".to_owned(),
                organisation_id: 3,
                text: written("Fyra källarinbrott på Krögarvägen. Låsen byts i veckan.", "Eva Ek, Botkyrkabyggen"),
            },
            Part { organisation: "Kommunen".to_owned(), organisation_id: 1, text: None },
        ],
        assessments,
        problems: vec![
            Problem {
                id: 1,
                title: "Skadegörelse vid Alby torg".to_owned(),
                district: Some("Alby".to_owned()),
                answers: answers("jjujjnju"),
                points: 5,
                words: "Rutor och belysning.".to_owned(),
            },
            Problem {
                id: 2,
                title: "Samlingar i gångtunneln".to_owned(),
                district: Some("Fittja".to_owned()),
                answers: answers("jjnjjnnn"),
                points: 4,
                words: String::new(),
            },
            Problem {
                id: 3,
                title: "Buskörning".to_owned(),
                district: None,
                answers: answers("nuunnnjn"),
                points: 1,
                words: String::new(),
            },
        ],
        notable: vec![
            Notable {
                incident_id: 1,
                label: "18 november, Skadegörelse, Alby".to_owned(),
                text: written("En busskur krossades när barn väntade på bussen; ingen skadades.", coordinator),
            },
            Notable { incident_id: 2, label: "17 november, Brand, Fittja".to_owned(), text: None },
        ],
    };
    let finding = |kind, district: Option<&str>, group, count, usual: Option<(u32, u32)>, sentence: &str| Finding {
        kind,
        district: district.map(ToOwned::to_owned),
        group,
        count,
        expected_low: usual.map(|(low, _)| low),
        expected_high: usual.map(|(_, high)| high),
        chance: 0.0004,
        sentence: sentence.to_owned(),
    };
    picture.findings = vec![
        finding(
            FindingKind::Rise,
            Some("alby"),
            Some(Group::Skadegorelse),
            12,
            Some((3, 8)),
            "12 skadegörelser i Alby, normalt 3–8.",
        ),
        finding(
            FindingKind::Place,
            Some("fittja"),
            None,
            5,
            None,
            "5 händelser vid Fittja centrum på 28 dagar, 1 de tolv veckorna före.",
        ),
        finding(
            FindingKind::Fall,
            Some("tullinge"),
            Some(Group::Tillgrepp),
            0,
            Some((1, 5)),
            "Inga inbrott i Tullinge, normalt 1–5. Har alla rapporterat?",
        ),
    ];
    let heard = |organisation: &str, is_expected, state, reports| OrganisationCoverage {
        organisation: organisation.to_owned(),
        is_expected,
        state,
        reports,
    };
    picture.coverage = Coverage {
        organisations: vec![
            heard("Botkyrkabyggen", true, Heard::Reported, 9),
            heard("Grannstöd", true, Heard::Silent, 0),
            heard("Kommunen", true, Heard::Reported, 21),
            heard("Polisen", true, Heard::Reported, 6),
            heard("Räddningstjänsten", true, Heard::Zero, 0),
            heard("Alby hyresgästförening", false, Heard::Reported, 1),
        ],
        weeks: (-12..=0)
            .map(|back| WeekCoverage {
                week: picture.week.plus(back),
                expected: 5,
                heard: if back == 0 { 4 } else { 5 },
            })
            .collect(),
        sentence: "4 av 5 hördes av. De tolv veckorna före hördes alla 5.".to_owned(),
        differs: true,
    };
    let mut weights = vec![vec![0.0; 24]; 7];
    for (day, hour, weight) in [
        (0, 15, 1.0),
        (1, 8, 0.5),
        (1, 9, 0.5),
        (2, 18, 2.0),
        (4, 20, 2.0),
        (4, 21, 4.0),
        (4, 22, 3.0),
        (5, 0, 1.0),
        (5, 21, 3.0),
        (5, 22, 2.5),
        (5, 23, 0.5),
        (6, 14, 1.0),
    ] {
        weights[day][hour] = weight;
    }
    let place = |name: &str,
                 district: &str,
                 (latitude, longitude): (f64, f64),
                 (reports, this_week, before): (u32, u32, u32),
                 mostly: &str| RecurringPlace {
        name: name.to_owned(),
        district: named(district),
        latitude,
        longitude,
        reach_m: 80,
        reports,
        this_week,
        before: Some(before),
        is_new: Some(before == 0),
        mostly: mostly.to_owned(),
    };
    picture.patterns = Patterns {
        hours: Hours { weights, events: 21, uncertain: 4, is_too_few: false },
        recurring_places: vec![
            place("Alby centrum", "alby", (59.2388, 17.8448), (9, 6, 4), "Skadegörelse och klotter"),
            place("Fittja centrum (T-bana)", "fittja", (59.2479, 17.8612), (5, 3, 1), "Samlingar som skapar otrygghet"),
            place("Krögarvägen", "fittja", (59.2502, 17.8701), (3, 2, 0), "Inbrott och stöld"),
        ],
        heat: Heat {
            squares: vec![
                HotSquare { north: 6_570_000, east: 662_250, events: 9, z: 6.1 },
                HotSquare { north: 6_571_000, east: 663_000, events: 5, z: 4.2 },
            ],
            is_too_few: false,
        },
    };
    let comes = |title: &str, from, to, place: &str, words: &str, id| Coming {
        title: title.to_owned(),
        from,
        to,
        place: place.to_owned(),
        words: words.to_owned(),
        id,
    };
    picture.coming = vec![
        comes("Första advent", date(2026, 11, 29), date(2026, 11, 29), "", "", None),
        comes(
            "Match på Brantbrinks IP",
            date(2026, 11, 28),
            date(2026, 11, 28),
            "Brantbrinks IP",
            "Omkring 400 besökare.",
            Some(1),
        ),
        comes("Julmarknad i Alby", date(2026, 12, 4), date(2026, 12, 6), "Alby torg", "", Some(2)),
    ];
    let placed = |district: &str, resource: &str, days: [i64; 7], before| PlacedRow {
        district: district.to_owned(),
        resource: resource.to_owned(),
        days,
        sum: days.iter().sum(),
        before,
    };
    picture.placements = Placements {
        week: Some(picture.week.plus(1)),
        rows: vec![
            placed("Alby", "Polispatrull", [0, 0, 0, 1, 2, 2, 0], 3),
            placed("Alby", "Fältarbetare", [0, 1, 0, 1, 1, 1, 0], 2),
            placed("Fittja", "Fastighetsvärd", [1, 1, 1, 1, 1, 0, 0], 5),
        ],
    };
    let event = |kind: &str, district: RowName, summary: &str| PublicEvent {
        at,
        kind: kind.to_owned(),
        district,
        summary: summary.to_owned(),
        url: "https://polisen.example/1".to_owned(),
    };
    picture.police = Police {
        by_district: vec![
            EventsOfRow { district: row("alby"), events: 1 },
            EventsOfRow { district: row("unknown"), events: 1 },
        ],
        events: vec![
            event("Skadegörelse", row("alby"), "Flera krossade rutor vid ett centrum."),
            event("Trafikolycka, lindrig", row("unknown"), "Två bilar har kolliderat."),
        ],
        counts: vec![
            PoliceCount {
                district: row("alby"),
                category: "Skadegörelse".to_owned(),
                count: 7,
                source: "RAR v. 47".to_owned(),
            },
            PoliceCount {
                district: row("fittja"),
                category: "Narkotika".to_owned(),
                count: 11,
                source: "RAR v. 47".to_owned(),
            },
        ],
    };
    let decision =
        |id, title: &str, owner: &str, is_overdue, status: &str, status_name: &str, outcome: &str| Decision {
            id,
            title: title.to_owned(),
            owner: owner.to_owned(),
            district: Some("Fittja".to_owned()),
            due_on: Some(if is_overdue { date(2026, 11, 10) } else { date(2026, 12, 1) }),
            is_overdue,
            status: status.to_owned(),
            status_name: status_name.to_owned(),
            outcome: outcome.to_owned(),
        };
    picture.measures = Decisions {
        promises: Promises { open: 13, overdue: 3, due_soon: 6, decided: 2 },
        decisions: vec![
            decision(11, "Fler kvällspass vid Alby torg", "Polisen", false, "accepted", "antagen", ""),
            decision(
                12,
                "Sätt upp starkare belysning i gångtunneln",
                "Kommunen",
                false,
                "handed_out",
                "väntar på svar",
                "",
            ),
        ],
        earlier: vec![
            decision(8, "Laga lampan i gångtunneln", "Kommunen", true, "begun", "påbörjad", "Reservdel är beställd."),
            decision(9, "Byt lås på Krögarvägen", "Botkyrkabyggen", false, "done", "klar", "Bytta den 17 november."),
        ],
        overdue_list: vec![decision(8, "Laga lampan i gångtunneln", "Kommunen", true, "begun", "påbörjad", "")],
    };

    let all: Vec<_> = ground.districts().into_iter().cloned().collect();
    let rows = picture.division.rows(&all, &districts::list_populations(connection)?);
    let scope = Scope {
        ground,
        week: picture.week,
        division: picture.division,
        rows: &rows,
        now: picture.cut_off,
        language: Language::Swedish,
    };
    picture.map = Sketch::of(&scope, &picture.patterns);
    Ok(picture)
}
