//! The files a browser fetches, built into the program (`build.rs`) under names that hold their hash: cached for a year,
//! and a changed file has a new address.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::error::AppError;

struct Asset {
    name: &'static str,
    hashed: &'static str,
    media_type: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

const ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));
const WORKER: &str = include_str!(concat!(env!("OUT_DIR"), "/sw.js"));

/// The address of the file of this name: `tokens.css` → `/assets/tokens-1a2b3c4d5e.css`. A name that does not exist gives
/// an address that answers 404; a test proves that templates name none.
#[must_use]
pub fn address(name: &str) -> String {
    let hashed = ASSETS.iter().find(|asset| asset.name == name).map_or(name, |asset| asset.hashed);
    format!("/assets/{hashed}")
}

/// The names of all files, for the test that reads the templates.
pub fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.iter().map(|asset| asset.name)
}

/// `GET /assets/{file}`. For everybody.
///
/// # Errors
/// [`AppError::NotFound`] for a name that is not ours.
pub async fn file(request: HttpRequest, name: web::Path<String>) -> Result<HttpResponse, AppError> {
    let asset = ASSETS.iter().find(|asset| asset.hashed == name.as_str()).ok_or(AppError::NotFound("asset"))?;
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let accepts = |coding: &str| accepted.split(',').any(|part| part.trim().split(';').next() == Some(coding));
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, asset.media_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "accept-encoding"));
    let body = if accepts("br") {
        response.insert_header((header::CONTENT_ENCODING, "br"));
        asset.brotli
    } else if accepts("gzip") {
        response.insert_header((header::CONTENT_ENCODING, "gzip"));
        asset.gzip
    } else {
        response.insert_header((header::CONTENT_ENCODING, "identity"));
        asset.plain
    };
    Ok(response.body(body))
}

/// `GET /sw.js`: the service worker, which knows the files of this build by their addresses. For everybody.
pub async fn worker() -> HttpResponse {
    // Kept by nobody: an old one would go on handing out old files.
    HttpResponse::Ok().content_type("text/javascript; charset=utf-8").body(WORKER)
}
