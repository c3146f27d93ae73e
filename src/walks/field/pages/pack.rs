//! What a phone carries along on a walk, so that the walk needs no network.

use actix_web::HttpResponse;
use serde::Serialize;

use super::Tools;
use crate::error::AppError;
use crate::tiles::list_along;
use crate::urls;
use crate::walks::field::model::Walker;
use crate::walks::route::Way;
use crate::walks::store::list_stops;

/// Everything by its address.
#[derive(Serialize)]
struct Pack {
    /// What a walk cannot do without.
    pages: Vec<String>,
    /// The map's background along the way, where there is one.
    tiles: Vec<String>,
}

/// `GET /w/{code}/pack.json`: the addresses of the walk's pages and of the map along its way. For walkers.
///
/// # Errors
/// As [`Walker`].
pub async fn pack(walker: Walker, tools: Tools) -> Result<HttpResponse, AppError> {
    let walk_id = walker.walk.id;
    let stops = tools.db.read(move |connection| list_stops(connection, walk_id)).await?;
    let code = walker.code.as_str();
    let mut pages = vec![
        urls::join(code),
        urls::joined_observations(code),
        format!("{}{}", urls::join(code), urls::OF_WALK_BASE_MAP),
    ];
    // Reports of incidents are for participants: whoever leads the walk has a form of their own.
    pages.extend(walker.sender.phone_id().map(|_| urls::joined_incident(code)));
    pages.extend(stops.iter().map(|stop| urls::joined_stop(code, stop.position)));
    let way = Way::of(&walker.walk.plan.route, &stops);
    let background = tools.site.tiles.iter().flat_map(|tiles| {
        list_along(way.corners()).into_iter().map(|tile| tiles.address(tile.zoom(), tile.x(), tile.y()))
    });
    Ok(HttpResponse::Ok().json(Pack { pages, tiles: background.collect() }))
}
