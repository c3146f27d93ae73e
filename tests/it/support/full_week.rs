//! A week's picture with something in every part of it: counted from reports, and told by people who are made up.

use lykta::db::Db;
use lykta::districts::{Division, Ground, store as districts};
use lykta::situation::sketch::Sketch;
use lykta::situation::{Picture, Scope};
use lykta::texts::Language;
use lykta::time::IsoWeek;
use serde_json::{Value, json};

use super::{TestApp, an_incident};

const DISTRICTS: [&str; 7] =
    ["alby", "fittja", "hallunda-norsborg", "tullinge", "tumba", "storvreten", "varsta-grodinge"];
const CATEGORIES: [&str; 8] = ["SKA1", "SAM1", "ORD1", "NAR1", "TIL1", "TRA1", "SKA3", "MIL1"];
const COORDINATOR: &str = "Sara Lind, Kommunen";

/// The week of [`super::NOW`] after a year of reports, far busier than usual in Alby, with every part filled.
pub fn a_full_week(app: &TestApp) -> Picture {
    let week: IsoWeek = "2026-W47".parse().unwrap();
    for (seed, back) in (0..14_i32).chain([52]).enumerate() {
        let of_week = week.plus(-back).to_string();
        for (at, district) in DISTRICTS.iter().enumerate() {
            let more = if back == 0 && at == 0 { 16 } else { 0 };
            let report = an_incident().of(CATEGORIES[(seed + at) % CATEGORIES.len()]).in_district(district);
            report.in_week(&of_week).times(1 + (seed * 7 + at * 3) % 5 + more).keep(app);
        }
        if seed % 3 > 0 {
            an_incident().of("SKA2").nowhere().in_week(&of_week).times(seed % 3).keep(app);
        }
        an_incident().of("PLA1").in_week(&of_week).times(1 + seed % 2).keep(app);
    }
    an_incident().of("OVR2").in_district("alby").keep(app);

    let now = app.now();
    let db = Db::open(app.database()).unwrap();
    let drafted = db.read_here(|connection| {
        let ground = Ground::load(connection)?;
        let picture = Picture::draft(connection, &ground, week, Division::Main, now, Language::Swedish)?;
        let mut picture = filled(&picture);
        let all: Vec<_> = ground.districts().into_iter().cloned().collect();
        let rows = picture.division.rows(&all, &districts::list_populations(connection)?);
        let (division, language) = (picture.division, Language::Swedish);
        let scope = Scope { ground: &ground, week, division, rows: &rows, now, language };
        picture.map = Sketch::of(&scope, &picture.patterns);
        Ok::<_, lykta::error::AppError>(picture)
    });
    drafted.unwrap()
}

/// The picture with what people write and other sources tell, as it would be read from a file.
fn filled(picture: &Picture) -> Picture {
    let mut told = serde_json::to_value(picture).unwrap();
    let at = told["cut_off"].clone();
    let parts = [
        ("words", words(picture, &at)),
        ("findings", findings()),
        ("coverage", coverage(picture.week)),
        ("hours", json!({ "weights": weights(), "events": 21, "uncertain": 4, "is_too_few": false })),
        ("recurring_places", places()),
        ("heat", heat()),
        ("coming", coming()),
        ("placements", placements(picture.week)),
        ("police", police(&at)),
        ("measures", measures()),
    ];
    for (part, value) in parts {
        told[part] = value;
    }
    serde_json::from_value(told).unwrap()
}

fn district(code: &str, name: &str) -> Value {
    json!({ "code": code, "name": name })
}

fn words(picture: &Picture, at: &Value) -> Value {
    let written = |words: &str, by: &str| json!({ "words": words, "by": by, "at": at });
    let own = |words: &str| written(words, COORDINATOR);
    let judged = [
        (
            Some("strained"),
            "ansträngt",
            own("Skadegörelsen runt torget fortsätter, mest fredag och lördag kväll. Det lagas inom ett dygn."),
        ),
        (
            Some("unsettled"),
            "viss oro",
            own("Samlingar i gångtunneln tredje veckan i rad. Boende undviker vägen efter mörkrets inbrott."),
        ),
        (Some("calm"), "lugnt", Value::Null),
        (Some("calm"), "lugnt", own("Lugn vecka.")),
        (None, "", Value::Null),
        (Some("calm"), "lugnt", Value::Null),
    ];
    let rows = picture.districts.iter().zip(1..).zip(judged);
    let assessments: Vec<Value> = rows
        .map(|((row, id), (level, level_name, text))| {
            json!({ "district": district(&row.code, &row.name), "district_id": id, "level": level, "level_name": level_name,
                "text": text })
        })
        .collect();
    let part = |id: i64, organisation: &str, text: Value| json!({ "organisation": organisation, "organisation_id": id, "text": text });
    let problem = |id: i64, title: &str, place: Option<&str>, marks: &str, words: &str| {
        let word = |mark| match mark {
            'j' => "yes",
            'n' => "no",
            _ => "unknown",
        };
        let answers: Vec<&str> = marks.chars().map(word).collect();
        let points = answers.iter().filter(|answer| **answer == "yes").count();
        json!({ "id": id, "title": title, "district": place, "answers": answers, "points": points, "words": words })
    };
    json!({
        "summary": own(
            "Veckan var lugnare än den förra i de flesta kommundelar. I Alby ökar skadegörelsen runt torget.\nVi ber om fler \
             kvällspass fredag och lördag, och om att lampan i gångtunneln vid Fittja centrum lagas före nästa möte."
        ),
        "shared": own("Lugnare vecka i de flesta kommundelar."),
        "feedback": own("Tack för era rapporter."),
        "parts": [
            part(2, "Polisen", written("Två riktade insatser vid stationerna. Fler pass planeras.", "Ali Berg, Polisen")),
            part(3, "Botkyrkabyggen", written("Fyra källarinbrott på Krögarvägen. Låsen byts i veckan.", "Eva Ek")),
            part(1, "Kommunen", Value::Null),
        ],
        "assessments": assessments,
        "problems": [
            problem(1, "Skadegörelse vid Alby torg", Some("Alby"), "jjujjnju", "Rutor och belysning."),
            problem(2, "Samlingar i gångtunneln", Some("Fittja"), "jjnjjnnn", ""),
            problem(3, "Buskörning", None, "nuunnnjn", ""),
        ],
        "notable": [
            { "incident_id": 1, "label": "18 november, Skadegörelse, Alby",
                "text": own("En busskur krossades när barn väntade på bussen; ingen skadades.") },
            { "incident_id": 2, "label": "17 november, Brand, Fittja", "text": null },
        ],
    })
}

fn findings() -> Value {
    json!([
        { "kind": "rise", "district": "alby", "group": "skadegorelse", "count": 12, "expected_low": 3, "expected_high": 8,
            "chance": 0.0004, "sentence": "12 skadegörelser i Alby, normalt 3–8." },
        { "kind": "place", "district": "fittja", "group": null, "count": 5, "expected_low": null, "expected_high": null,
            "chance": 0.002, "sentence": "5 händelser vid Fittja centrum på 28 dagar, 1 de tolv veckorna före." },
        { "kind": "fall", "district": "tullinge", "group": "tillgrepp", "count": 0, "expected_low": 1, "expected_high": 5,
            "chance": 0.004, "sentence": "Inga inbrott i Tullinge, normalt 1–5. Har alla rapporterat?" },
    ])
}

fn coverage(week: IsoWeek) -> Value {
    let heard = |organisation: &str, is_expected: bool, state: &str, reports: i64| json!({ "organisation": organisation, "is_expected": is_expected, "state": state, "reports": reports });
    let weeks: Vec<Value> = (-12..=0)
        .map(|back| {
            let heard = if back == 0 || back == -9 { 4 } else { 5 };
            json!({ "week": week.plus(back).to_string(), "expected": 5, "heard": heard })
        })
        .collect();
    json!({
        "organisations": [
            heard("Botkyrkabyggen", true, "reported", 9),
            heard("Grannstöd", true, "silent", 0),
            heard("Kommunen", true, "reported", 21),
            heard("Polisen", true, "reported", 6),
            heard("Räddningstjänsten", true, "zero", 0),
            heard("Alby hyresgästförening", false, "reported", 1),
        ],
        "weeks": weeks,
        "sentence": "4 av 5 hördes av. De tolv veckorna före hördes nästan alltid alla 5.",
        "differs": true,
    })
}

/// Twenty-one events, most of them on Friday and Saturday nights.
fn weights() -> Vec<Vec<f64>> {
    let mut weights = vec![vec![0.0; 24]; 7];
    let own = [
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
    ];
    for (day, hour, weight) in own {
        weights[day][hour] = weight;
    }
    weights
}

fn places() -> Value {
    let place = |name: &str, row: Value, (latitude, longitude): (f64, f64), counts: [i64; 3], mostly: &str| {
        let [reports, this_week, before] = counts;
        json!({ "name": name, "district": row, "latitude": latitude, "longitude": longitude, "reach_m": 80,
            "reports": reports, "this_week": this_week, "before": before, "is_new": before == 0, "mostly": mostly,
            "chance": 0.002, "is_surprising": true, "sentence": "" })
    };
    let (alby, fittja) = (district("alby", "Alby"), district("fittja", "Fittja"));
    json!([
        place("Alby centrum", alby, (59.2388, 17.8448), [9, 6, 4], "Skadegörelse och klotter"),
        place("Fittja centrum", fittja.clone(), (59.2479, 17.8612), [5, 3, 1], "Samlingar som skapar otrygghet"),
        place("Krögarvägen", fittja, (59.2502, 17.8701), [3, 2, 0], "Inbrott och stöld"),
    ])
}

fn heat() -> Value {
    json!({ "squares": [
        { "north": 6_570_000, "east": 662_250, "events": 9, "z": 6.1 },
        { "north": 6_571_000, "east": 663_000, "events": 5, "z": 4.2 },
    ], "is_too_few": false })
}

fn coming() -> Value {
    json!([
        { "title": "Match på Brantbrinks IP", "from": "2026-11-28", "to": "2026-11-28", "place": "Brantbrinks IP",
            "words": "Omkring 400 besökare.", "id": 1 },
        { "title": "Första advent", "from": "2026-11-29", "to": "2026-11-29", "place": "", "words": "", "id": null },
        { "title": "Julmarknad i Alby", "from": "2026-12-04", "to": "2026-12-06", "place": "Alby torg", "words": "", "id": 2 },
    ])
}

fn placements(week: IsoWeek) -> Value {
    let row = |place: &str, resource: &str, days: [i64; 7], before: i64| json!({ "district": place, "resource": resource, "days": days, "sum": days.iter().sum::<i64>(), "before": before });
    json!({ "week": week.plus(1).to_string(), "rows": [
        row("Alby", "Polispatrull", [0, 0, 0, 1, 2, 2, 0], 3),
        row("Alby", "Fältarbetare", [0, 1, 0, 1, 1, 1, 0], 2),
        row("Fittja", "Fastighetsvärd", [1, 1, 1, 1, 1, 0, 0], 5),
    ] })
}

fn police(at: &Value) -> Value {
    let event = |kind: &str, row: Value, summary: &str| json!({ "at": at, "kind": kind, "district": row, "summary": summary, "url": "https://polisen.example/1" });
    let count = |row: Value, category: &str, count: i64| json!({ "district": row, "category": category, "count": count, "source": "RAR v. 47" });
    let (alby, unknown) = (district("alby", "Alby"), district("unknown", "Utanför eller okänd plats"));
    json!({
        "by_district": [{ "district": alby, "events": 1 }, { "district": unknown, "events": 1 }],
        "events": [
            event("Skadegörelse", alby.clone(), "Flera krossade rutor vid ett centrum."),
            event("Trafikolycka, lindrig", unknown, "Två bilar har kolliderat."),
        ],
        "counts": [count(alby, "Skadegörelse", 7), count(district("fittja", "Fittja"), "Narkotika", 11)],
    })
}

fn measures() -> Value {
    let decision = |id: i64, title: &str, owner: &str, overdue: bool, status: [&str; 2], outcome: &str| {
        let due_on = if overdue { "2026-11-10" } else { "2026-12-01" };
        json!({ "id": id, "title": title, "owner": owner, "district": "Fittja", "due_on": due_on, "is_overdue": overdue,
            "status": status[0], "status_name": status[1], "outcome": outcome })
    };
    let lamp =
        decision(8, "Laga lampan i gångtunneln", "Kommunen", true, ["begun", "påbörjad"], "Reservdel är beställd.");
    json!({
        "open": 13, "overdue": 3, "due_soon": 6, "decided": 2,
        "decisions": [
            decision(11, "Fler kvällspass vid Alby torg", "Polisen", false, ["accepted", "antagen"], ""),
            decision(12, "Starkare belysning i gångtunneln", "Kommunen", false, ["handed_out", "väntar på svar"], ""),
        ],
        "earlier": [
            lamp,
            decision(9, "Byt lås på Krögarvägen", "Botkyrkabyggen", false, ["done", "klar"], "Bytta den 17 november."),
        ],
        "overdue_list": [lamp],
    })
}
