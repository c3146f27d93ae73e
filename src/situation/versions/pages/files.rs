//! The files of a version, byte for byte as they were approved.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpRequest, HttpResponse, web};

use super::Tools;
use crate::accounts::session::ReadingPictures;
use crate::accounts::{Allowed, Permission};
use crate::error::{AppError, OrNotFound as _};
use crate::situation::versions::model::{Edition, FileFormat};
use crate::situation::versions::{actions, store, verify};
use crate::situation::{Picture, document};
use crate::time::IsoWeek;
use crate::web::Visit;

/// The page that stands alone has its look inside it, and nothing else: it may run, fetch and send nothing at all.
pub const ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; \
    base-uri 'none'; frame-ancestors 'none'; sandbox";

/// The format that is not kept but made of the JSON: the working group's tables.
const TABLE: &str = "csv";

/// `GET /situation/{week}/versions/{version}/{edition}.{format}`: a file as it was approved, by its hash, or the figures of
/// its JSON as a table; what leaves is written into the log. For those who may read pictures; the working group's edition for the working group.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; [`AppError::Forbidden`] for another edition than one's own;
/// [`AppError::Conflict`] when what is stored is not what was approved.
pub async fn file(
    who: Allowed<ReadingPictures>,
    path: web::Path<(IsoWeek, i64, String, String)>,
    request: HttpRequest,
    visit: Visit,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (week, number, edition, format) = path.into_inner();
    let edition = Edition::from_word(&edition).or_not_found("edition")?;
    let is_table = format == TABLE && edition == Edition::WorkingGroup;
    let format = if is_table { FileFormat::Json } else { FileFormat::from_word(&format).or_not_found("format")? };
    if edition == Edition::WorkingGroup && !who.account.role.may(Permission::SeeWorkingGroup) {
        return Err(AppError::Forbidden);
    }
    let find = move |connection: &mut _| {
        let Some(version) = store::find(connection, week, number)? else { return Ok(None) };
        let file = store::find_file(connection, version.id, edition, format)?;
        Ok::<_, AppError>(file.map(|file| (version, file)))
    };
    let (version, file) = tools.db.read(find).await?.or_not_found("file")?;
    let kept = file.bytes.filter(|bytes| verify::is_intact(format, bytes, &file.sha256));
    let bytes = kept.ok_or(AppError::Conflict("versions-file-changed"))?;
    if is_table {
        let picture: Picture = serde_json::from_slice(&bytes).map_err(AppError::internal)?;
        let (actor, now, name) = (who.actor(), tools.clock.now(), format!("{}.{TABLE}", edition.word()));
        tools.db.write(move |connection| actions::note_export(connection, &actor, &version, &name, now)).await?;
        let table = document::csv(&picture, visit.language)?;
        return Ok(HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
            .insert_header(attachment(format!("lagesbild-{week}-v{number}.{TABLE}")))
            .body(table));
    }
    let tag = format!("\"{}\"", file.sha256);
    if has_it(&request, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    let (actor, now) = (who.actor(), tools.clock.now());
    let name = format!("{}.{}", edition.word(), format.word());
    tools.db.write(move |connection| actions::note_export(connection, &actor, &version, &name, now)).await?;
    let disposition = match format {
        FileFormat::Json => DispositionType::Attachment,
        FileFormat::Html | FileFormat::Pdf => DispositionType::Inline,
    };
    let suffix = if edition == Edition::Shared { "-delad" } else { "" };
    let file_name = format!("lagesbild-{week}-v{number}{suffix}.{}", format.word());
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, format.media_type()))
        .insert_header((header::ETAG, tag))
        // A browser may keep it, and asks each time whether it still stands: whoever may read it, and it itself, can change.
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        // As it is, so that the bytes that arrive have the hash that the record holds.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(ContentDisposition { disposition, parameters: vec![DispositionParam::Filename(file_name)] });
    if format == FileFormat::Html {
        response.insert_header((header::CONTENT_SECURITY_POLICY, ALONE));
    }
    Ok(response.body(bytes))
}

fn attachment(name: String) -> ContentDisposition {
    ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![DispositionParam::Filename(name)] }
}

/// Whether the browser has the file of this tag (RFC 9110, 13.1.2).
#[must_use]
pub fn has_it(request: &HttpRequest, tag: &str) -> bool {
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag)
}
