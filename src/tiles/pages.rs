//! Handing out tiles.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use super::{Answer, Tile, Tiles};
use crate::error::{AppError, OrNotFound as _};

/// How long a browser keeps a tile.
const KEPT: &str = "public, max-age=86400";
/// A source that failed may be well again in a minute.
const KEPT_FAILURE: &str = "public, max-age=60";

/// `GET /tiles/{z}/{x}/{y}.png`: a tile of the maps' background, whatever kind of picture it is. For everybody.
///
/// 404 where there is none; 502 when the source fails.
///
/// # Errors
/// [`AppError::NotFound`] for what is no tile at all.
pub async fn tile(place: web::Path<(u8, u32, u32)>, tiles: web::Data<Tiles>) -> Result<HttpResponse, AppError> {
    let (zoom, x, y) = place.into_inner();
    let tile = Tile::new(zoom, x, y).or_not_found("tile")?;
    Ok(match tiles.find(tile).await? {
        Answer::Picture(picture) => HttpResponse::Ok()
            .content_type(picture.media_type)
            .insert_header((header::CACHE_CONTROL, KEPT))
            .body(picture.bytes),
        Answer::Nothing => HttpResponse::NotFound()
            .content_type("text/plain")
            .insert_header((header::CACHE_CONTROL, KEPT_FAILURE))
            .body(""),
        Answer::Unreachable => HttpResponse::BadGateway()
            .content_type("text/plain")
            .insert_header((header::CACHE_CONTROL, KEPT_FAILURE))
            .body(""),
    })
}
