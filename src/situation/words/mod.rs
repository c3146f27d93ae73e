//! What people write for a week's picture: the brief, each organisation's own part, the judgement of each district, the
//! problems weighed, and notable reports told in the coordinator's own sentence.

pub mod actions;
pub mod forms;
pub mod model;
pub mod pages;
pub mod small_numbers;
pub mod store;
pub mod subject;

use actix_web::web;

pub use model::{Assessment, Level, Notable, Part, Problem, TextKind, Topic, Words, Written};

use std::collections::HashMap;

use self::model::{Answer, Answers, Noteworthy, Weighed, Wording, place_of_part};
use super::scope::{RowName, Scope};
use crate::accounts::{Organisation, store as accounts};
use crate::db::DbConnection;
use crate::error::AppError;
use crate::texts::{Language, swedish_order};

/// Everything written for the picture of a week.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(connection: &mut DbConnection, scope: &Scope) -> Result<Words, AppError> {
    let latest = store::list_latest(connection, scope.week)?;
    let parties = parties(connection, &latest)?;
    let of_kind = |kind: TextKind| latest.iter().filter(move |wording| wording.kind == kind);
    let notable: Vec<&Wording> = of_kind(TextKind::Notable).filter(|wording| !wording.words.is_empty()).collect();
    let keys: Vec<i64> = notable.iter().map(|wording| wording.subject_id).collect();
    let reports = if keys.is_empty() { Vec::new() } else { store::list_noteworthy(connection, &keys)? };
    let problems = store::list_problems(connection, scope.week)?;

    let by_topic: HashMap<(TextKind, i64), &Wording> =
        latest.iter().map(|wording| ((wording.kind, wording.subject_id), wording)).collect();
    let find = |kind: TextKind, subject: i64| by_topic.get(&(kind, subject)).copied();
    let text = |kind: TextKind, subject: i64| find(kind, subject).and_then(Wording::written);
    let notable = |report: Noteworthy| Notable {
        incident_id: report.id,
        label: subject::label(&report, scope.ground, scope.language),
        text: text(TextKind::Notable, report.id),
    };
    Ok(Words {
        summary: text(TextKind::Summary, 0),
        shared: text(TextKind::Shared, 0),
        feedback: text(TextKind::Feedback, 0),
        parts: parties
            .into_iter()
            .map(|party| Part {
                text: text(TextKind::Part, party.id),
                organisation: party.name,
                organisation_id: party.id,
            })
            .collect(),
        assessments: assessments(scope, |id| find(TextKind::Assessment, id)),
        problems: by_points(problems.iter().map(|weighed| problem(scope, weighed)).collect()),
        notable: reports.into_iter().filter(|report| report.counts_in(scope.week)).map(notable).collect(),
    })
}

/// The organisations that have a part, those who agree on the picture first: while somebody may write it, and as long as
/// something stands there.
fn parties(connection: &mut DbConnection, latest: &[Wording]) -> Result<Vec<Organisation>, AppError> {
    let mut parties = store::list_parties(connection)?;
    for wording in latest.iter().filter(|wording| wording.kind == TextKind::Part && !wording.words.is_empty()) {
        if !parties.iter().any(|known| known.id == wording.subject_id) {
            parties.extend(accounts::find_organisation(connection, wording.subject_id)?);
        }
    }
    parties.sort_by_key(|party| (place_of_part(party.kind), swedish_order(&party.name)));
    Ok(parties)
}

fn assessments<'a>(scope: &Scope, find: impl Fn(i64) -> Option<&'a Wording>) -> Vec<Assessment> {
    let judged = subject::judged(scope.ground);
    let assessment = |row: crate::districts::DivisionRow| {
        let district_id = *row.members.first()?;
        let wording = find(district_id);
        let level = wording.and_then(|wording| wording.level);
        Some(Assessment {
            district: RowName { name: row.shown(scope.language), code: row.code },
            district_id,
            level,
            level_name: level.map_or_else(String::new, |level| level_name(level, scope.language)),
            text: wording.and_then(Wording::written),
        })
    };
    judged.into_iter().filter_map(assessment).collect()
}

fn problem(scope: &Scope, weighed: &Weighed) -> Problem {
    let answers = Answers::from_letters(&weighed.answers);
    Problem {
        id: weighed.id,
        title: weighed.title.clone(),
        district: scope.district_name(weighed.district_id),
        answers: answers.0.iter().map(|answer: &Answer| answer.word().to_owned()).collect(),
        points: answers.points(),
        words: weighed.words.clone(),
    }
}

/// Those with most points first, then as they were written.
fn by_points(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| (std::cmp::Reverse(problem.points), problem.id));
    problems
}

/// A level in words: `viss oro`.
#[must_use]
pub fn level_name(level: Level, language: Language) -> String {
    language.text(&format!("words-level-{}", level.word()))
}

/// The addresses of this part.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/situation/{week}/texts/{kind}/{subject}").route(web::get().to(pages::text)))
        .service(
            web::resource("/situation/{week}/texts/{kind}/{subject}/wordings")
                .route(web::get().to(pages::to_text))
                .route(web::post().to(pages::write)),
        )
        .service(web::resource("/situation/{week}/notable").route(web::get().to(pages::notable)))
        .service(
            web::resource("/situation/{week}/problems")
                .route(web::get().to(pages::problems))
                .route(web::post().to(pages::add_problem)),
        )
        .service(web::resource("/situation/{week}/problems/new").route(web::get().to(pages::new_problem)))
        .service(
            web::resource("/situation/{week}/problems/{id}")
                .route(web::get().to(pages::problem))
                .route(web::post().to(pages::change_problem)),
        );
}
