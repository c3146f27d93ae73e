//! Rows that are taken out into a file: begun, looked at while it is written, fetched.

use std::io::{self, Write as _};
use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::stream::{attachment, streamed};
use super::taker;
use crate::accounts::Allowed;
use crate::accounts::session::Exporting;
use crate::db::{Db, Moment};
use crate::districts;
use crate::error::{AppError, OrNotFound as _};
use crate::exports::actions::{self, TakeOut};
use crate::exports::log::model::{Course, Disclosure, Subject};
use crate::exports::log::pages::{pairs, size};
use crate::exports::log::{self, store};
use crate::exports::manifest::Manifest;
use crate::exports::rows::Selection;
use crate::exports::shelf::{self, Shelf, kept_until};
use crate::tables::Format;
use crate::time::Clock;
use crate::urls;
use crate::web::{Layout, Section, Submitted, Visit, page, see_other, shared, tools};

/// How often a page looks again while the file is written, in seconds.
const LOOK_AGAIN: &str = "2";

tools! {
    /// What these handlers work with.
    Tools {
        db: Db = shared,
        clock: Clock = shared,
        map: districts::Map = shared,
        shelf: Shelf = shared,
    }
}

/// `POST /exports/rows`: begins a file of the rows that the form says. For coordinators; written into both logs.
///
/// # Errors
/// [`AppError::BadRequest`] for what has no rows or another format.
pub async fn take_rows(
    who: Allowed<Exporting>,
    visit: Visit,
    tools: Tools,
    form: Submitted,
) -> Result<HttpResponse, AppError> {
    let broken = || AppError::BadRequest("error-broken-form");
    let format = Format::from_word(&form.text("format")).ok_or_else(broken)?;
    let subject = Subject::from_word(&form.text("what")).ok_or_else(broken)?;
    let Tools { db, clock, map, shelf } = tools;
    let (language, viewer, actor, at) = (visit.language, who.viewer(), who.actor(), clock.now());
    let (today, taker) = (clock.today(), taker(language, &who));
    let (take_out, expected) = db
        .write(move |connection| {
            let ground = map.current(connection)?;
            let selection = Selection::read(subject, &form, &ground, today).ok_or_else(broken)?;
            let filter = selection.query(&ground);
            let expected = selection.count(connection, &viewer)?;
            let id = actions::begin(connection, (subject, &filter), format, &actor, at)?;
            Ok((TakeOut { id, selection, filter, format, language, viewer, taker, at }, expected))
        })
        .await?;
    let id = take_out.id;
    let course = shelf.begin(id, expected);
    actix_web::rt::spawn(write_in_turn(db, clock, shelf, take_out, course));
    Ok(see_other(&urls::export_rows(id)))
}

/// Waits for its turn and writes the file; throws it away when it has been kept long enough.
async fn write_in_turn(db: Db, clock: Clock, shelf: Shelf, take_out: TakeOut, course: Arc<shelf::Course>) {
    let id = take_out.id;
    let turn = shelf.turns().acquire_owned().await;
    let (writer, reader, progress) = (shelf.clone(), db.clone(), Arc::clone(&course));
    let written = tokio::task::spawn_blocking(move || {
        let mut file = writer.file().map_err(AppError::internal)?;
        actions::carry_out(&reader, &clock, &take_out, file.as_file_mut(), &progress.progress)?;
        writer.keep(id, file).map_err(AppError::internal)
    })
    .await;
    // A panic is a failure as any other.
    let written = written.map_err(AppError::internal).flatten();
    drop(turn);
    if let Err(fault) = written {
        tracing::error!(cause = %fault, "an export broke off");
        let (rows, said) = (course.progress.written(), fault.to_string());
        let told = db.write(move |connection| log::actions::break_off(connection, id, rows, &said)).await;
        told.unwrap_or_else(|fault| tracing::error!(cause = %fault, "nor could that be written down"));
        shelf.end(id);
        return;
    }
    shelf.end(id);
    tokio::time::sleep(shelf::KEPT.unsigned_abs()).await;
    shelf.throw_away(id);
}

#[derive(Template)]
#[template(path = "exports/taken.html")]
struct TakenPage {
    layout: Layout,
    heading: String,
    what: String,
    state: State,
    facts: Vec<(String, String)>,
    /// The filter, a pair a line.
    filter: Vec<String>,
    /// Where the same rows can be taken out again.
    again: String,
}

/// What can be said of the file.
enum State {
    /// It is being written.
    UnderWay { written: i64, expected: i64, told: String },
    /// It can be fetched.
    Ready { file: String, manifest: String, until: String },
    /// It was whole, and is not kept any more.
    Gone { manifest: String },
    /// It broke off.
    BrokenOff,
}

/// `GET /exports/rows/{id}`: how far a file has come, and where it is. For whoever began it.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else.
pub async fn taken_rows(
    who: Allowed<Exporting>,
    id: web::Path<i64>,
    visit: Visit,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    // Looked at before the log: what is not written any more by then has its last word there.
    let course = tools.shelf.course(*id);
    let (taken, language) = (find_own(&tools.db, &who, *id).await?, visit.language);
    let state = match course {
        Some(course) => under_way(&visit, &course),
        None => ended(&visit, &taken, &tools.shelf, tools.clock.now()),
    };
    let heading = match &state {
        State::UnderWay { .. } => "export-taken-under-way",
        State::Ready { .. } => "export-taken-ready",
        State::Gone { .. } => "export-taken-gone",
        State::BrokenOff => "export-taken-broken-off",
    };
    let what = format!("{} · {}", visit.t(&format!("export-sheet-{}", taken.subject)), format_of(&taken)?.name());
    let number = |number: Option<i64>| number.map(|number| language.number(number));
    let facts = [
        ("export-log-rows", number(taken.rows)),
        ("export-size", taken.bytes.map(|bytes| size(language, bytes))),
        ("export-cut-off", taken.finished_at.map(|_| language.moment(taken.at.instant()))),
        ("export-sha256", taken.sha256.clone()),
    ];
    let facts = facts.into_iter().filter_map(|(key, value)| Some((visit.t(key), value?))).collect();
    let is_under_way = matches!(state, State::UnderWay { .. });
    let mut response = page(&TakenPage {
        layout: visit.layout_of(heading, Section::Exports),
        heading: visit.t(heading),
        what,
        facts,
        filter: pairs(language, &taken.filter),
        again: format!("{}?what={}&{}", urls::EXPORT_ROWS, taken.subject, taken.filter),
        state,
    })?;
    if is_under_way {
        let look_again = header::HeaderValue::from_static(LOOK_AGAIN);
        response.headers_mut().insert(header::REFRESH, look_again);
    }
    Ok(response)
}

fn under_way(visit: &Visit, course: &shelf::Course) -> State {
    let (language, written) = (visit.language, course.progress.written());
    let told = match written {
        0 => visit.t("export-taken-waiting"),
        all if all >= course.expected => visit.t("export-taken-packing"),
        _ => {
            let (written, expected) = (language.number(written), language.number(course.expected));
            visit.t_with("export-taken-written", &[("written", written.into()), ("expected", expected.into())])
        }
    };
    State::UnderWay { written, expected: course.expected.max(1), told }
}

fn ended(visit: &Visit, taken: &Disclosure, shelf: &Shelf, now: jiff::Timestamp) -> State {
    let language = visit.language;
    let manifest = urls::export_manifest(taken.id);
    match (taken.course(), taken.finished_at.map(Moment::instant)) {
        (Course::Whole, Some(made)) if shelf.open(taken.id, made, now).is_some() => State::Ready {
            file: urls::export_file(taken.id),
            manifest,
            until: visit.t_with("export-taken-until", &[("moment", language.moment(kept_until(made)).into())]),
        },
        (Course::Whole, _) => State::Gone { manifest },
        (Course::UnderWay | Course::BrokenOff, _) => State::BrokenOff,
    }
}

/// `GET /exports/rows/{id}/file`: the file. For whoever began it, for an hour.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else; [`AppError::Gone`] when it is not kept any more, or never was.
pub async fn rows_file(who: Allowed<Exporting>, id: web::Path<i64>, tools: Tools) -> Result<HttpResponse, AppError> {
    let taken = find_own(&tools.db, &who, *id).await?;
    let made = taken.finished_at.ok_or(AppError::Gone("export-file-gone"))?.instant();
    let file = tools.shelf.open(taken.id, made, tools.clock.now());
    let mut file = file.ok_or(AppError::Gone("export-file-gone"))?;
    let manifest: Manifest = serde_json::from_str(&taken.manifest).map_err(AppError::internal)?;
    Ok(streamed(attachment(format_of(&taken)?, manifest.file), move |mut out| {
        io::copy(&mut file, &mut out).and_then(|_| out.flush()).map_err(AppError::internal)
    }))
}

/// `GET /exports/rows/{id}/manifest.json`: what a file says of itself. For coordinators, as long as the log is kept.
///
/// # Errors
/// [`AppError::NotFound`] while there is none.
pub async fn rows_manifest(
    _who: Allowed<Exporting>,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let line = db.read(move |connection| store::find(connection, id)).await?.or_not_found("disclosure")?;
    let manifest = Some(line.manifest).filter(|manifest| !manifest.is_empty()).or_not_found("manifest")?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(manifest))
}

async fn find_own(db: &Db, who: &Allowed<Exporting>, id: i64) -> Result<Disclosure, AppError> {
    let line = db.read(move |connection| store::find(connection, id)).await?;
    let is_of_rows =
        |line: &Disclosure| line.known_subject().is_some_and(|subject| Selection::SUBJECTS.contains(&subject));
    line.filter(|line| line.account_id == Some(who.account.id) && is_of_rows(line)).or_not_found("export")
}

fn format_of(taken: &Disclosure) -> Result<Format, AppError> {
    Format::from_word(&taken.format).ok_or_else(|| AppError::internal("a format nobody knows"))
}
