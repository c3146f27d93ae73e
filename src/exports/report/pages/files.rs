//! The files of a report, byte for byte as they were released.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpRequest, HttpResponse, web};

use super::Tools;
use crate::accounts::Allowed;
use crate::accounts::session::ReadingPictures;
use crate::digest;
use crate::error::{AppError, OrNotFound as _};
use crate::exports::report::{actions, store};

/// The page that stands alone has its look inside it, and nothing else: it may run, fetch and send nothing at all.
const ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; \
    base-uri 'none'; frame-ancestors 'none'; sandbox";

/// `GET /exports/reports/{number}/{file}`: a file as it was released, by its hash; what leaves is written into the log. For
/// everybody who reads pictures.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; [`AppError::Conflict`] when what is stored is not what was released.
pub async fn file(
    who: Allowed<ReadingPictures>,
    path: web::Path<(u32, String)>,
    request: HttpRequest,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (number, name) = path.into_inner();
    let find = move |connection: &mut _| {
        let Some(report) = store::find(connection, number)? else { return Ok(None) };
        let file = store::find_file(connection, report.id, &name)?;
        Ok::<_, AppError>(file.map(|file| (report, file)))
    };
    let (report, file) = tools.db.read(find).await?.or_not_found("file")?;
    if digest::sha256(&file.bytes) != file.sha256 {
        return Err(AppError::Conflict("reports-file-changed"));
    }
    let tag = format!("\"{}\"", file.sha256);
    if has_it(&request, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    let (actor, now, name) = (who.actor(), tools.clock.now(), file.name.clone());
    tools.db.write(move |connection| actions::note_export(connection, &actor, &report, &name, now)).await?;
    let is_page = file.media_type.starts_with("text/html");
    let disposition = if is_page || file.media_type == "application/pdf" {
        DispositionType::Inline
    } else {
        DispositionType::Attachment
    };
    let name = DispositionParam::Filename(format!("lykta-rapport-{number}-{}", file.name));
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::ETAG, tag))
        // A browser may keep it, and asks each time whether it still stands: whoever may read it can change.
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        // As it is, so that the bytes that arrive have the hash that the record holds.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(ContentDisposition { disposition, parameters: vec![name] });
    if is_page {
        response.insert_header((header::CONTENT_SECURITY_POLICY, ALONE));
    }
    Ok(response.body(file.bytes))
}

/// Whether the browser has the file of this tag (RFC 9110, 13.1.2).
fn has_it(request: &HttpRequest, tag: &str) -> bool {
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag)
}
