//! A protocol written out in a language: what page, print, PDF, CSV and GeoJSON say alike.

use jiff::Timestamp;

use super::judged::Judged;
use super::model::{Entry, Protocol, Tracked};
use crate::geometry::Point;
use crate::measures::model::Status;
use crate::texts::Language;
use crate::time::local_day;
use crate::walks::drawn::Mark;
use crate::walks::field::model::Parameter;
use crate::walks::model::ObservationKind;

/// For whom a protocol is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Those who lead: exact places.
    Working,
    /// Everybody: each point at its stop, or about where it is.
    Public,
}

/// A point, written out.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number.
    pub number: i64,
    /// What it is.
    pub kind: ObservationKind,
    /// The same in words.
    pub kind_name: String,
    /// What it is about, in words.
    pub theme: String,
    /// Where, in words.
    pub place: String,
    /// What was seen.
    pub words: String,
    /// Where it is.
    pub position: Option<Point>,
    /// On a re-walk: how it is now, in words; else empty.
    pub change: String,
    /// What is promised.
    pub measures: Vec<MeasureLine>,
    /// Why nothing is; empty when something is, or nothing was said.
    pub reason: String,
    /// How many observations were gathered to it.
    pub observations: usize,
}

/// A measure, written out.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureLine {
    /// Its key.
    pub id: i64,
    /// What it is.
    pub title: String,
    /// Whose it is: organisation and function.
    pub responsible: String,
    /// By when; empty without a date.
    pub due: String,
    /// Where it stands, in words.
    pub status: String,
    /// Since when.
    pub since: String,
    /// Why it was declined; empty otherwise.
    pub reason: String,
    /// What the public is told; may be empty.
    pub note: String,
    /// Where it stood before that, each with its day, the oldest first.
    pub changes: Vec<(String, String)>,
}

/// How a stop was judged, written out.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedLine {
    /// The stop: `2. Gångtunneln`.
    pub stop: String,
    /// How many judged it.
    pub people: String,
    /// The safety index, or that too few parameters were judged.
    pub index: String,
    /// How it felt.
    pub feeling: String,
    /// The mean of each of the eight parameters.
    pub means: Vec<String>,
}

/// A protocol, written out.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// What the walk is called.
    pub title: String,
    /// When it was walked.
    pub when: String,
    /// What is known of it, in pairs.
    pub facts: Vec<(String, String)>,
    /// What is good.
    pub strengths: Vec<Line>,
    /// Everything else.
    pub rows: Vec<Line>,
    /// The names of the eight parameters.
    pub parameters: Vec<String>,
    /// How the stops were judged.
    pub judged: Vec<JudgedLine>,
    /// Whether what was before stands beside what is now.
    pub is_compared: bool,
}

impl Written {
    /// Writes a protocol out. `district` is the name of the walk's.
    #[must_use]
    pub fn of(protocol: &Protocol, district: &str, language: Language, edition: Edition) -> Self {
        let plan = &protocol.walk.plan;
        let lines = protocol.entries.iter().map(|entry| line(protocol, entry, language, edition));
        let (strengths, rows) = lines.partition(|line| line.kind == ObservationKind::Strength);
        let seen = Parameter::ALL.into_iter().filter(|parameter| *parameter != Parameter::Feeling);
        Self {
            title: plan.title.clone(),
            when: language.from_to(plan.starts_at.instant(), Some(plan.ends_at.instant())),
            facts: facts(protocol, district, language),
            strengths,
            rows,
            parameters: seen.map(|parameter| language.text(&format!("phone-parameter-{}", parameter.word()))).collect(),
            judged: judged(protocol, language),
            is_compared: protocol.earlier.is_some(),
        }
    }

    /// All lines, strengths first: the order in which everything is read.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.strengths.iter().chain(&self.rows)
    }

    /// The marks of a drawing: lines by number, those at the same place together.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        let mut marks: Vec<(Point, Vec<&Line>)> = Vec::new();
        let mut all: Vec<&Line> = self.lines().collect();
        all.sort_by_key(|line| line.number);
        for line in all {
            let Some(point) = line.position else { continue };
            match marks.iter_mut().find(|(known, _)| *known == point) {
                Some((_, there)) => there.push(line),
                None => marks.push((point, vec![line])),
            }
        }
        let mark = |(point, there): (Point, Vec<&Line>)| {
            let numbers: Vec<String> = there.iter().map(|line| line.number.to_string()).collect();
            let value = match numbers.as_slice() {
                [first, _, _, _, ..] => format!("{first}+"),
                few => few.join(","),
            };
            let words: Vec<&str> = there.iter().map(|line| line.words.as_str()).collect();
            // What is heard begins with what is seen (WCAG 2.2, 2.5.3).
            let spoken = format!("{value}: {}", words.join("; "));
            let href = there.first().map(|line| format!("#point-{}", line.number)).unwrap_or_default();
            Mark { point, value, spoken, href }
        };
        marks.into_iter().map(mark).collect()
    }
}

fn line(protocol: &Protocol, entry: &Entry, language: Language, edition: Edition) -> Line {
    let point = &entry.point;
    let exact = || Point::new(point.latitude?, point.longitude?).ok();
    Line {
        number: point.number,
        kind: point.kind,
        kind_name: language.text(&format!("observation-{}", point.kind.word())),
        theme: language.text(&format!("theme-{}", point.theme.word())),
        place: point.place.clone(),
        words: point.words.clone(),
        position: match edition {
            Edition::Working => exact(),
            Edition::Public => protocol.public_position(point),
        },
        change: point
            .change
            .map(|change| language.text(&format!("point-change-{}", change.word())))
            .unwrap_or_default(),
        measures: entry.measures.iter().map(|tracked| measure_line(protocol, tracked, language)).collect(),
        reason: point.no_measure_reason.clone(),
        observations: entry.observations,
    }
}

fn measure_line(protocol: &Protocol, tracked: &Tracked, language: Language) -> MeasureLine {
    let measure = &tracked.measure;
    let day = |at: Timestamp| language.day(local_day(at));
    let word = |status: &str| language.text(&format!("measure-status-{status}"));
    let mut changes = vec![(day(measure.created_at.instant()), word(Status::Proposed.word()))];
    for line in &tracked.history {
        for change in line.changes() {
            let at = day(line.at.instant());
            match change.field.as_str() {
                "status" => changes.push((at, word(&change.to))),
                "due_on" if line.at != measure.created_at => {
                    let due = change.to.parse().map(|due| language.day(due)).unwrap_or_default();
                    changes.push((at, language.text_with("protocol-new-date", &[("day", due.into())])));
                }
                _ => {}
            }
        }
    }
    let is_status = |(_, said): &&(String, String)| *said == word(measure.standing.status.word());
    let since = changes.iter().rev().find(is_status).map(|(at, _)| at.clone()).unwrap_or_default();
    let parts = [protocol.organisation(measure.promise.organisation_id), &measure.promise.line_function];
    MeasureLine {
        id: measure.id,
        title: measure.promise.title.clone(),
        responsible: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        due: measure.standing.due_on.map(|due| language.day(due.date())).unwrap_or_default(),
        status: word(measure.standing.status.word()),
        since,
        reason: measure.standing.reason.clone(),
        note: measure.standing.public_note.clone(),
        changes,
    }
}

fn facts(protocol: &Protocol, district: &str, language: Language) -> Vec<(String, String)> {
    let plan = &protocol.walk.plan;
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut groups = protocol.groups.clone();
    groups.sort_by_key(|group| group.participants);
    let came = groups.iter().filter_map(|group| {
        let name = language.text(&format!("participants-{}", group.participants.word()));
        group.present.filter(|count| *count > 0).map(|count| format!("{name} {count}"))
    });
    let route = protocol.stops.iter().map(|stop| stop.name.clone()).collect::<Vec<_>>().join(" – ");
    let facts = [
        ("column-when", some(&language.from_to(plan.starts_at.instant(), Some(plan.ends_at.instant())))),
        ("walk-district", some(district)),
        ("walk-organisers", some(&plan.organisers)),
        ("walk-groups-title", some(&came.collect::<Vec<_>>().join(", "))),
        ("protocol-way", some(&route)),
        ("walk-theme", some(&plan.theme)),
        ("walk-light", some(&language.text(&format!("walk-light-{}", plan.light.word())))),
        ("walk-weather", some(&plan.weather)),
        ("walk-response", plan.response_at.map(|at| language.moment(at.instant()))),
        ("walk-rewalk", plan.rewalk_at.map(|at| language.moment(at.instant()))),
        ("walk-earlier", protocol.earlier.as_ref().map(|earlier| earlier.walk.plan.title.clone())),
    ];
    facts.into_iter().filter_map(|(key, value)| Some((language.text(key), value?))).collect()
}

fn judged(protocol: &Protocol, language: Language) -> Vec<JudgedLine> {
    let lines = protocol.stops.iter().filter_map(|stop| {
        let now = protocol.judged.iter().find(|judged| judged.stop_id == stop.id)?;
        let before = protocol.earlier.as_ref().and_then(|earlier| earlier.judged_at(stop));
        let shown = |of: &dyn Fn(&Judged) -> Option<f64>, places: usize, none: &str| {
            let written = |number: Option<f64>| {
                number.map_or_else(|| language.text(none), |number| language.decimal(number, places))
            };
            match before {
                Some(before) => language.text_with(
                    "protocol-before-after",
                    &[("before", written(of(before)).into()), ("after", written(of(now)).into())],
                ),
                None => written(of(now)),
            }
        };
        Some(JudgedLine {
            stop: format!("{}. {}", stop.position, stop.name),
            people: now.people.to_string(),
            index: shown(&Judged::index, 0, "protocol-too-few"),
            feeling: shown(&|judged| judged.feeling, 1, "protocol-not-judged"),
            means: now
                .means
                .iter()
                .map(|(parameter, _)| shown(&|judged| judged.of(*parameter), 1, "protocol-not-judged"))
                .collect(),
        })
    });
    lines.collect()
}
