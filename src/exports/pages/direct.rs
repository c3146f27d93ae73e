//! The lists of reports and of measures as files, at an address of their own beside the list.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::stream::{attachment, streamed};
use super::taker;
use crate::accounts::Allowed;
use crate::accounts::session::Exporting;
use crate::db::Db;
use crate::districts;
use crate::error::{AppError, OrNotFound as _};
use crate::exports::actions::{self, TakeOut};
use crate::exports::log::model::Subject;
use crate::exports::rows::{Progress, Selection};
use crate::tables::Format;
use crate::time::Clock;
use crate::urls;
use crate::web::{Submitted, Visit, own, shared, tools};

tools! {
    /// What these handlers work with.
    Tools {
        request: HttpRequest = own,
        db: Db = shared,
        clock: Clock = shared,
        map: districts::Map = shared,
    }
}

/// `GET /incidents.{format}`: the filtered list as a file. For coordinators; written into both logs.
///
/// # Errors
/// [`AppError::NotFound`] for another format; [`AppError::Internal`] when the log cannot be written, and nothing leaves then.
pub async fn incidents_file(
    who: Allowed<Exporting>,
    format: web::Path<String>,
    visit: Visit,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    file(&who, Subject::Incidents, &format, &visit, tools).await
}

/// `GET /measures.{format}`: the filtered list as a file. For coordinators; written into both logs.
///
/// # Errors
/// As [`incidents_file`].
pub async fn measures_file(
    who: Allowed<Exporting>,
    format: web::Path<String>,
    visit: Visit,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    file(&who, Subject::Measures, &format, &visit, tools).await
}

async fn file(
    who: &Allowed<Exporting>,
    subject: Subject,
    format: &str,
    visit: &Visit,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let format = Format::from_word(format).or_not_found("format")?;
    let Tools { request, db, clock, map } = tools;
    let query = Submitted::from_query(request.query_string());
    let (language, viewer, actor, at) = (visit.language, who.viewer(), who.actor(), clock.now());
    let (today, taker) = (clock.today(), taker(language, who));
    let take_out = db
        .write(move |connection| {
            let ground = map.current(connection)?;
            let selection = Selection::read(subject, &query, &ground, today).or_not_found("rows")?;
            let filter = selection.query(&ground);
            let id = actions::begin(connection, (subject, &filter), format, &actor, at)?;
            Ok(TakeOut { id, selection, filter, format, language, viewer, taker, at })
        })
        .await?;
    let mut response = attachment(format, take_out.selection.file_name(format));
    let manifest = format!("<{}>; rel=\"describedby\"; type=\"application/json\"", urls::export_manifest(take_out.id));
    response.insert_header((header::LINK, manifest));
    Ok(streamed(response, move |out| actions::carry_out(&db, &clock, &take_out, out, &Progress::default()).map(drop)))
}
