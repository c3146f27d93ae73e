//! A council report as it would be released, with every kind of figure in it and names that files could stumble over.

use lykta::districts::{District, Division, Ground};
use lykta::exports::report::model::{
    Assessment, DistrictLine, GroupLine, Heard, Line, Measures, MonthLine, Percent, Report, Span, Walks,
};
use lykta::incidents::category::{Group, Kind};
use lykta::situation::picture::UNKNOWN;
use lykta::situation::sketch::{Sketch, SketchRow};
use lykta::situation::words::Level;
use lykta::statistics::{Bounds, Told};
use lykta::time::Months;

/// What a spreadsheet would calculate.
pub const FORMULA: &str = "=HYPERLINK(\"http://x\";\"x\")";
/// What a table could break at.
pub const UNRULY: &str = "Grannstöd \"Öst\"; å\noch ä";

/// Every way a count can be told, in turn.
const KNOWN: [Option<Bounds>; 7] = [
    Some(Bounds { low: 23, high: Some(23) }),
    Some(Bounds { low: 1, high: Some(4) }),
    Some(Bounds { low: 1_123, high: Some(1_126) }),
    Some(Bounds { low: 12, high: None }),
    Some(Bounds { low: 0, high: Some(0) }),
    Some(Bounds { low: 1, high: None }),
    None,
];

fn known(at: usize) -> Option<Bounds> {
    KNOWN[at % KNOWN.len()]
}

fn span(at: usize) -> Span {
    let (count, before) = (known(at), known(at / 2));
    let exact =
        |bounds: Option<Bounds>| bounds.filter(|bounds| bounds.high == Some(bounds.low)).map(|bounds| bounds.low);
    let change = exact(count).zip(exact(before)).map(|(now, before)| i64::from(now) - i64::from(before));
    Span {
        count,
        before,
        change,
        percent: match (change, exact(before)) {
            (None, _) | (_, None) => Percent::NotTold,
            (_, Some(0)) => Percent::NoBase,
            (_, Some(1..20)) => Percent::SmallBase,
            (Some(change), Some(_)) => Percent::Told(f64::from(i32::try_from(change).unwrap()) / 0.23),
        },
        per_100000: exact(count).filter(|count| *count >= 20).map(|_| 93.156_7),
        interval: exact(count).filter(|count| *count >= 20).map(|_| (37.45, 191.94)),
    }
}

fn line(at: usize) -> Line {
    Line { period: span(at), year: span(at + 1), twelve: span(at + 2) }
}

/// Report 3, of September to November 2026, on this ground.
pub fn a_council_report(ground: &Ground) -> Report {
    let months: Months = Months::new("2026-09".parse().unwrap(), "2026-11".parse().unwrap()).unwrap();
    let districts: Vec<District> = ground.districts().into_iter().cloned().collect();
    let rows = Division::Main.rows(&districts, &[]);
    let groups: Vec<Group> = Group::ALL.into_iter().filter(|group| group.kind() == Kind::Event).collect();
    let mut lines: Vec<DistrictLine> = rows
        .iter()
        .map(|row| (row.code.clone(), row.shown(lykta::texts::Language::Swedish)))
        .chain([(UNKNOWN.to_owned(), "Utanför eller okänd plats".to_owned())])
        .enumerate()
        .map(|(at, (code, name))| DistrictLine {
            code,
            name,
            population: (at % 3 > 0).then_some(7_514),
            line: line(at),
            groups: (0..groups.len()).map(|group| known(at + group)).collect(),
            unsafe_places: known(at + 1),
            observations: known(at + 3),
        })
        .collect();
    FORMULA.clone_into(&mut lines[0].name);
    let line_months: Vec<_> =
        (0..24).map(|months| "2024-12".parse::<lykta::time::Month>().unwrap().plus(months)).collect();
    let month_line = |at: usize, code: &str, name: &str| MonthLine {
        code: code.to_owned(),
        name: name.to_owned(),
        counts: (0..24).map(|month| known(at + month)).collect(),
    };
    let own = lines.iter().enumerate().map(|(at, own)| month_line(at, &own.code, &own.name));
    let day = months.last.last_day();
    let outlines = ground.outlines(day).unwrap();
    let outline_of = |row: &lykta::districts::DivisionRow| {
        let outline = outlines.districts.iter().find(|outline| outline.district == row.members[0])?;
        Some(SketchRow {
            code: row.code.clone(),
            paths: vec![outline.path.clone()],
            x: outline.label_x.round(),
            y: outline.label_y.round(),
        })
    };
    let weeks: Vec<_> = (0..13).map(|weeks| "2026-W36".parse::<lykta::time::IsoWeek>().unwrap().plus(weeks)).collect();
    let judged = |(at, level): (usize, &Level)| Assessment {
        week: weeks[at],
        version: 2,
        code: lines[at % lines.len()].code.clone(),
        level: *level,
    };
    let told = |count: u32| Told::alone(count);
    Report {
        number: 3,
        title: "Hösten 2026: \"läget\"; åäö".to_owned(),
        months,
        from: months.first.first_day(),
        to: day,
        cut_off: "2026-12-03T09:00:00Z".parse().unwrap(),
        fewest_told: 5,
        known_from: Some("2025-01".parse().unwrap()),
        population: Some(95_274),
        groups: groups.iter().enumerate().map(|(at, group)| GroupLine { group: *group, line: line(at) }).collect(),
        events: line(0),
        unsafe_places: line(3),
        observations: line(4),
        line_months,
        lines: std::iter::once(month_line(0, "", "")).chain(own).collect(),
        map: Sketch {
            width: outlines.width,
            height: outlines.height,
            units_per_metre: ground.sheet(day).unwrap().units_per_metre(),
            rows: rows.iter().filter_map(outline_of).collect(),
            areas: outlines.areas.iter().map(|area| area.path.clone()).collect(),
            credit: ground.credit().to_owned(),
            ..Sketch::default()
        },
        approved_weeks: weeks[..4].to_vec(),
        assessments: Level::ALL.iter().enumerate().map(judged).collect(),
        weeks,
        districts: lines,
        measures: Measures {
            decided: told(12),
            done: told(3),
            verified: told(0),
            declined: told(1),
            open: told(31),
            overdue: Told::Withheld,
        },
        walks: Walks { held: 2, points: 14, promised: 9, kept: 6, overdue: 1 },
        coverage: vec![
            Heard { organisation: UNRULY.to_owned(), expected: 13, reported: 9, zero: 2, silent: 2 },
            Heard { organisation: "Polisen".to_owned(), expected: 13, reported: 13, zero: 0, silent: 0 },
        ],
        method: vec!["Rapporter är inte anmälda brott.".to_owned(), "En månad är en kalendermånad.".to_owned()],
        previous_sha256: Some("ab".repeat(32)),
        sha256: Some("cd".repeat(32)),
    }
}
