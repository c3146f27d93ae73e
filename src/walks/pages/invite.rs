//! What asks people to a walk: the poster, and the meetings for their calendars.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, web};

use super::Tools;
use crate::accounts::Allowed;
use crate::accounts::session::LeadingWalks;
use crate::error::{AppError, OrNotFound as _};
use crate::urls;
use crate::walks::calendar;
use crate::walks::poster::{self, Around};
use crate::web::Visit;

/// `GET /walks/{id}/poster.pdf`: one page A4. For those who lead walks and may see it.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen, or has no code to join by.
pub async fn poster(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let walk = tools.find(who.viewer(), id.into_inner()).await?;
    let code = walk.code.clone().or_not_found("code")?;
    let (address, site, language) = (tools.public_address(&urls::join(&code)), tools.site.clone(), visit.language);
    let name = format!("affisch-{}.pdf", walk.id);
    let bytes = web::block(move || {
        let around = Around { municipality: &site.municipality, address: &address, is_demo: site.is_demo };
        poster::pdf(&walk, &code, &around, language)
    });
    Ok(file("application/pdf", name, DispositionType::Inline, bytes.await.map_err(AppError::internal)??))
}

/// `GET /walks/{id}/calendar.ics`: the meetings that have dates. For those who lead walks and may see it.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen.
pub async fn calendar(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let walk = tools.find(who.viewer(), id.into_inner()).await?;
    let site = tools.site.public_address.split("://").last().unwrap_or("lykta").to_owned();
    let ics = calendar::ics(&walk, &site, &tools.public_address(&urls::walk(walk.id)), visit.language);
    let name = format!("vandring-{}.ics", walk.id);
    Ok(file("text/calendar; charset=utf-8", name, DispositionType::Attachment, ics.into_bytes()))
}

/// An answer that is a file.
pub(super) fn file(media_type: &str, name: String, disposition: DispositionType, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header(ContentDisposition { disposition, parameters: vec![DispositionParam::Filename(name)] })
        .body(bytes)
}
