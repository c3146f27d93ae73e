//! Published protocols: for everybody.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::protocol::{FILES, FileLinks, Read, WrittenView};
use super::{Tools, district_name, when};
use crate::error::{AppError, OrNotFound as _};
use crate::urls;
use crate::walks::model::Walk;
use crate::walks::protocol::lines::Edition;
use crate::walks::protocol::store;
use crate::web::{Layout, Section, Visit, page};

/// Protocols on the list: those of many years.
const LATEST: i64 = 500;

#[derive(Template)]
#[template(path = "walks/published.html")]
struct PublishedPage {
    layout: Layout,
    walks: Vec<PublishedRow>,
}

struct PublishedRow {
    href: String,
    title: String,
    about: String,
}

/// `GET /protocols`: for everybody.
///
/// # Errors
/// None of its own.
pub async fn published(visit: Visit, tools: Tools) -> Result<HttpResponse, AppError> {
    let map = tools.map.clone();
    let (walks, ground) = tools
        .db
        .read(move |connection| {
            Ok::<_, AppError>((store::list_published(connection, LATEST)?, map.current(connection)?))
        })
        .await?;
    let row = |walk: &Walk| PublishedRow {
        href: urls::protocol(walk.id),
        title: walk.plan.title.clone(),
        about: format!("{}, {}", district_name(&ground, walk), when(visit.language, walk)),
    };
    page(&PublishedPage {
        layout: visit.layout_of("protocols-title", Section::Elsewhere),
        walks: walks.iter().map(row).collect(),
    })
}

#[derive(Template)]
#[template(path = "walks/public.html")]
struct PublicPage {
    layout: Layout,
    heading: String,
    published: String,
    files: FileLinks,
    written: WrittenView,
}

async fn to_read(tools: &Tools, id: i64) -> Result<Read, AppError> {
    let own = tools.clone();
    tools
        .db
        .read(move |connection| {
            let walk = store::find_published(connection, id)?.or_not_found("protocol")?;
            Read::of(connection, &own, walk)
        })
        .await
}

/// `GET /protocols/{id}`: for everybody, once it is published. What becomes of each measure goes on being told.
///
/// # Errors
/// [`AppError::NotFound`] when it is not published.
pub async fn public(visit: Visit, id: web::Path<i64>, tools: Tools) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let read = to_read(&tools, id).await?;
    let written = read.written(visit.language, Edition::Public);
    let heading = visit.t_with("protocol-of", &[("title", (&*written.title).into())]);
    let since = read.protocol.walk.published_at.map(|at| visit.language.moment(at.instant())).unwrap_or_default();
    page(&PublicPage {
        layout: visit.layout(heading.clone(), Section::Elsewhere),
        heading,
        published: visit.t_with("protocol-published", &[("day", since.into())]),
        files: FileLinks::of(&urls::protocol(id)),
        written: WrittenView::of(&visit, (&read.protocol, &written), &read.around, Edition::Public),
    })
}

/// `GET /protocols/{id}.pdf`, `.csv`, `.geojson`: for everybody, once it is published.
///
/// # Errors
/// [`AppError::NotFound`] when it is not published, or for another ending.
pub async fn public_file(visit: Visit, path: web::Path<(i64, String)>, tools: Tools) -> Result<HttpResponse, AppError> {
    let (id, ending) = path.into_inner();
    if !FILES.contains(&ending.as_str()) {
        return Err(AppError::NotFound("format"));
    }
    to_read(&tools, id).await?.file(&visit, &tools, Edition::Public, &ending).await
}
