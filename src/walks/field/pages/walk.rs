//! The walk on a phone: the stops in the order of the way, what one has done at each, and where to go next.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{Frame, Tools, join, layout_at, which_stop};
use crate::accounts::phones;
use crate::db::DbConnection;
use crate::districts::{self, base_map as drawn, whereabouts};
use crate::error::AppError;
use crate::geometry::read_position;
use crate::photos::Sender;
use crate::time::local_day;
use crate::urls;
use crate::walks::field::model::{Judgement, Walker};
use crate::walks::field::store;
use crate::walks::model::{Observation, Stop};
use crate::walks::store::list_stops;
use crate::web::{Layout, Submitted, Visit, page, see_other};

/// What a walker has done so far.
pub(super) struct Done {
    pub(super) stops: Vec<Stop>,
    pub(super) observations: Vec<Observation>,
    pub(super) judgements: Vec<Judgement>,
    /// The keys of observations, once for each of their pictures.
    pub(super) photos: Vec<i64>,
}

impl Done {
    /// Reads it.
    ///
    /// # Errors
    /// What the database says.
    pub(super) fn read(connection: &mut DbConnection, walk_id: i64, sender: Sender) -> Result<Self, AppError> {
        Ok(Self {
            stops: list_stops(connection, walk_id)?,
            observations: store::list_own_observations(connection, walk_id, sender)?,
            judgements: store::list_own_judgements(connection, walk_id, sender)?,
            photos: store::list_own_photos(connection, walk_id, sender)?,
        })
    }

    fn is_begun(&self, stop: &Stop) -> bool {
        self.judgements.iter().any(|judgement| judgement.stop_id == stop.id)
            || self.observations.iter().any(|observation| observation.stop_id == Some(stop.id))
    }
}

impl Tools {
    /// What this walker has done so far.
    pub(super) async fn done(&self, walker: &Walker) -> Result<Done, AppError> {
        let (walk_id, sender) = (walker.walk.id, walker.sender);
        self.db.read(move |connection| Done::read(connection, walk_id, sender)).await
    }
}

struct StopRow {
    href: String,
    position: i64,
    name: String,
    /// What one has done here, in words; empty when nothing.
    done: String,
}

#[derive(Template)]
#[template(path = "walks/field/walk.html")]
struct WalkPage {
    layout: Layout,
    frame: Frame,
    progress: String,
    stops: Vec<StopRow>,
    /// How many one has noted between stops, in words; empty when none.
    between: String,
    between_href: String,
    incident_href: String,
    /// The next thing to do: the first stop where nothing was done; empty when there is none.
    next: String,
    next_label: String,
}

/// `GET /w/{code}`: for whoever joined the walk, its overview; for everybody else what happens with what one writes, and the
/// button that joins; and for a wrong code, kindly, that it is one.
///
/// # Errors
/// [`AppError::Gone`] when the phone was shut out.
pub async fn walk(
    request: HttpRequest,
    walker: Result<Walker, AppError>,
    visit: Visit,
    path: web::Path<String>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let code = phones::read_code(&path);
    if code.is_empty() {
        return Ok(see_other(urls::JOIN));
    }
    if code != *path {
        // Cookies know one way to write an address.
        return Ok(see_other(&urls::join(&code)));
    }
    match walker {
        Ok(walker) => overview(&visit, &tools, &walker).await,
        Err(AppError::SignedOut) => join::approach(&request, &visit, &tools, code).await,
        Err(fault) => Err(fault),
    }
}

async fn overview(visit: &Visit, tools: &Tools, walker: &Walker) -> Result<HttpResponse, AppError> {
    let done = tools.done(walker).await?;
    let begun = done.stops.iter().filter(|stop| done.is_begun(stop)).count();
    let next = done.stops.iter().find(|stop| !done.is_begun(stop));
    let code = &walker.code;
    let row = |stop: &Stop| StopRow {
        href: urls::joined_stop(code, stop.position),
        position: stop.position,
        name: stop.name.clone(),
        done: done_at(visit, &done, stop),
    };
    let between = done.observations.iter().filter(|observation| observation.stop_id.is_none()).count();
    let noted = |count: usize| visit.t_with("phone-noted-count", &[("count", count.into())]);
    let progress = visit.t_with(
        "phone-progress",
        &[("done", begun.to_string().into()), ("count", done.stops.len().to_string().into())],
    );
    let next_label = match next {
        Some(stop) => {
            let which = which_stop(visit, stop, &done.stops);
            visit.t_with("phone-go-to", &[("stop", which.into()), ("name", stop.name.as_str().into())])
        }
        None => String::new(),
    };
    let here = urls::join(code);
    page(&WalkPage {
        layout: layout_at(visit, tools, &walker.walk, walker.walk.plan.title.clone(), &here),
        progress: if done.stops.is_empty() { String::new() } else { progress },
        stops: done.stops.iter().map(row).collect(),
        between: if between == 0 { String::new() } else { noted(between) },
        between_href: urls::joined_observations(code),
        incident_href: match walker.sender {
            Sender::Phone(_) => urls::joined_incident(code),
            Sender::Account(_) => urls::INCIDENT_NEW.to_owned(),
        },
        next: next.map(|stop| urls::joined_stop(code, stop.position)).unwrap_or_default(),
        next_label,
        frame: Frame::of(visit, tools, walker, here),
    })
}

fn done_at(visit: &Visit, done: &Done, stop: &Stop) -> String {
    let count = done.observations.iter().filter(|observation| observation.stop_id == Some(stop.id)).count();
    let noted = (count > 0).then(|| visit.t_with("phone-noted-count", &[("count", count.into())]));
    let judged = done.judgements.iter().any(|judgement| judgement.stop_id == stop.id).then(|| visit.t("phone-judged"));
    noted.into_iter().chain(judged).collect::<Vec<_>>().join(" · ")
}

/// `POST /w/{code}/screen` with `screen` (`dark`, `phone`) and `back`. For everybody: a screen is nobody's secret.
///
/// # Errors
/// None of its own.
pub async fn choose_screen(path: web::Path<String>, form: Submitted, tools: Tools) -> Result<HttpResponse, AppError> {
    let here = urls::join(&phones::read_code(&path));
    let back = form.text("back");
    // Back to a page of this walk, and nowhere else.
    let is_ours = back.strip_prefix(&here).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let mut response = see_other(if is_ours { &back } else { &here });
    let screen = if form.text("screen") == "dark" { "dark" } else { "phone" };
    let mut cookie = crate::web::cookie(phones::SCREEN_COOKIE, screen.to_owned(), tools.site.is_served_over_tls);
    cookie.set_path(urls::JOIN);
    cookie.set_http_only(false);
    cookie.set_max_age(actix_web::cookie::time::Duration::days(30));
    response.add_cookie(&cookie).map_err(AppError::internal)?;
    Ok(response)
}

/// `GET /w/{code}/map.geojson`: boundaries and places. For walkers, who may keep it.
///
/// # Errors
/// As [`Walker`].
pub async fn base_map(_walker: Walker, tools: Tools) -> Result<HttpResponse, AppError> {
    let (map, today) = (tools.map.clone(), local_day(tools.now));
    let collection = tools
        .db
        .read(move |connection| {
            let ground = map.current(connection)?;
            Ok::<_, AppError>(drawn::base_map(&ground, &districts::store::list_places(connection)?, today))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "private, max-age=3600"))
        .content_type("application/geo+json")
        .body(collection))
}

/// `GET /w/{code}/whereabouts?position=…`: as `/districts/whereabouts`, for walkers.
///
/// # Errors
/// As [`Walker`].
pub async fn whereabouts(
    _walker: Walker,
    visit: Visit,
    request: HttpRequest,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let typed = Submitted::from_query(request.query_string()).text("position");
    let Ok(read) = read_position(&typed) else { return Ok(HttpResponse::NoContent().finish()) };
    let map = tools.map.clone();
    let (ground, places) = tools
        .db
        .read(move |connection| {
            Ok::<_, AppError>((map.current(connection)?, districts::store::list_places(connection)?))
        })
        .await?;
    let around = whereabouts::look_around(read.point, &ground, &places, local_day(tools.now));
    Ok(HttpResponse::Ok().json(serde_json::json!({
        "latitude": read.point.latitude(),
        "longitude": read.point.longitude(),
        "swapped": read.swapped,
        "words": around.words(visit.language),
    })))
}
