//! The stops of a walk, and the way between them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::map::WalkMap;
use super::{Surroundings, Tools, day_of, version_of};
use crate::accounts::Allowed;
use crate::accounts::session::LeadingWalks;
use crate::districts::typed::swapped;
use crate::districts::whereabouts::shown_distance;
use crate::error::{AppError, OrNotFound as _};
use crate::urls;
use crate::walks::actions;
use crate::walks::forms::{LONGEST_TEXT, StopForm, read_route};
use crate::walks::model::{Stop, Walk};
use crate::walks::route::{self, Way};
use crate::walks::store;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Message, Section, Submitted, Tile, Visit, page_with_status,
    see_other, see_other_with_flash,
};

/// The fields that say what a stop is called, where it is and what to look at.
struct StopFields {
    messages: FieldMessages,
    name: String,
    place: String,
    place_names: Vec<String>,
    /// What the place's name may mean, when it is not exact.
    suggested: Vec<Tile>,
    position: String,
    /// The coordinates the right way round, when they seem not to be.
    swapped: String,
    swaps: bool,
    checklist: String,
    most: String,
    confirms_privacy: Option<bool>,
}

impl StopFields {
    fn of(visit: &Visit, around: &Surroundings, form: &StopForm, faults: &Faults) -> Self {
        let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
        let suggested = form.suggested_places(&around.places).into_iter();
        Self {
            messages: faults.shown(visit.language),
            name: form.text("name"),
            place: form.text("place"),
            place_names: around.places.iter().map(|place| place.name.clone()).collect(),
            suggested: suggested.map(|place| Tile::new(&place.name, &place.name, &form.text("place_pick"))).collect(),
            position: form.text("position"),
            swapped: swapped(&form.text("position")).unwrap_or_default(),
            swaps: form.text("position_swap") == "yes",
            checklist: form.text("checklist"),
            most: LONGEST_TEXT.to_string(),
            confirms_privacy,
        }
    }
}

#[derive(Template)]
#[template(path = "walks/stops.html")]
struct StopsPage {
    layout: Layout,
    title: String,
    walk: String,
    action: String,
    route: String,
    version: String,
    stops: Vec<StopRow>,
    /// How long the way is, in words; empty without one.
    length: String,
    map: WalkMap,
    fields: StopFields,
}

struct StopRow {
    id: String,
    number: i64,
    name: String,
    href: String,
    checks: Vec<String>,
    is_first: bool,
    is_last: bool,
}

fn stops_page(
    visit: &Visit,
    around: &Surroundings,
    (walk, stops): (&Walk, &[Stop]),
    form: &StopForm,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let way = Way::of(&walk.plan.route, stops);
    let row = |(at, stop): (usize, &Stop)| StopRow {
        id: stop.id.to_string(),
        number: stop.position,
        name: stop.name.clone(),
        href: urls::walk_stop(walk.id, stop.id),
        checks: stop.checks().map(ToOwned::to_owned).collect(),
        is_first: at == 0,
        is_last: at + 1 == stops.len(),
    };
    let stops_page = StopsPage {
        layout: visit.layout_of("walk-stops-title", Section::Walks),
        title: walk.plan.title.clone(),
        walk: urls::walk(walk.id),
        action: urls::walk_stops(walk.id),
        route: urls::walk_route(walk.id),
        version: walk.version.to_string(),
        stops: stops.iter().enumerate().map(row).collect(),
        length: length(visit, &way),
        map: WalkMap::of(visit, &around.ground, &around.places, stops, &way, day_of(walk)),
        fields: StopFields::of(visit, around, form, faults),
    };
    page_with_status(status, &stops_page)
}

/// How long a way is, in words; empty for none.
pub(super) fn length(visit: &Visit, way: &Way) -> String {
    if way.corners().len() < 2 { String::new() } else { shown_distance(visit.language, way.length()) }
}

/// A walk that may be changed, with its stops and what forms about places need to know.
async fn to_change(
    who: &Allowed<LeadingWalks>,
    tools: &Tools,
    id: i64,
) -> Result<(Walk, Vec<Stop>, Surroundings), AppError> {
    let walk = tools.find_to_change(who.viewer(), id).await?;
    let own = tools.clone();
    let (stops, around) = tools
        .db
        .read(move |connection| {
            Ok::<_, AppError>((store::list_stops(connection, id)?, Surroundings::read(connection, &own)?))
        })
        .await?;
    Ok((walk, stops, around))
}

/// `GET /walks/{id}/stops`. For those who may change the walk.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Forbidden`] when it is another organisation's.
pub async fn stops(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (walk, stops, around) = to_change(&who, &tools, id.into_inner()).await?;
    let form = StopForm::blank(visit.t("walk-checklist-usual").replace("; ", "\n"));
    stops_page(&visit, &around, (&walk, &stops), &form, &Faults::default())
}

/// `POST /walks/{id}/stops`: `step` is `earlier`, `later` or `remove` with `stop`, else a new stop with `name`, `place` or
/// `position`, and `checklist`; always `version`. 303 to the list; 422 with the form. For those who may change the walk.
///
/// # Errors
/// As [`actions::add_stop`], [`actions::move_stop`] and [`actions::remove_stop`].
pub async fn change_stops(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let (walk, stops, around) = to_change(&who, &tools, id).await?;
    let (leader, version, asked) = (tools.leader(&who), version_of(&form), form.text("step"));
    if asked.is_empty() {
        let form = StopForm::sent(form);
        let placed = match form.parse(&around.ground, &around.places, tools.now) {
            Ok(placed) => placed,
            Err(faults) => return stops_page(&visit, &around, (&walk, &stops), &form, &faults),
        };
        let added =
            tools.db.write(move |connection| actions::add_stop(connection, id, version, &placed, &leader)).await?;
        let flash = if added.is_some() { "flash-walk-stop-added" } else { "flash-walk-stops-many" };
        return Ok(see_other_with_flash(&urls::walk_stops(id), flash));
    }
    let (key, held) = (form.text("stop").parse().map_err(|_| broken())?, (id, version));
    match asked.as_str() {
        "earlier" | "later" => {
            let is_earlier = asked == "earlier";
            let moved = move |connection: &mut _| actions::move_stop(connection, held, key, is_earlier, &leader);
            tools.db.write(moved).await?;
            Ok(see_other(&format!("{}#stop-{key}", urls::walk_stops(id))))
        }
        "remove" => {
            let removed = move |connection: &mut _| actions::remove_stop(connection, held, key, &leader);
            let is_gone = tools.db.write(removed).await?;
            let flash = if is_gone { "flash-walk-stop-removed" } else { "flash-walk-stop-used" };
            Ok(see_other_with_flash(&urls::walk_stops(id), flash))
        }
        _ => Err(broken()),
    }
}

fn broken() -> AppError {
    AppError::BadRequest("error-broken-form")
}

#[derive(Template)]
#[template(path = "walks/stop.html")]
struct StopPage {
    layout: Layout,
    back: String,
    title: String,
    action: String,
    version: String,
    fields: StopFields,
}

fn stop_page(
    visit: &Visit,
    around: &Surroundings,
    (walk, stop, version): (&Walk, &Stop, i64),
    form: &StopForm,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let stop_page = StopPage {
        layout: visit.layout(stop.name.clone(), Section::Walks),
        back: urls::walk_stops(walk.id),
        title: visit.t_with("walk-stop-heading", &[("number", stop.position.into()), ("name", (&*stop.name).into())]),
        action: urls::walk_stop(walk.id, stop.id),
        version: version.to_string(),
        fields: StopFields::of(visit, around, form, faults),
    };
    page_with_status(status, &stop_page)
}

/// `GET /walks/{id}/stops/{stop}`. For those who may change the walk.
///
/// # Errors
/// As [`stops`]; [`AppError::NotFound`] when it has no such stop.
pub async fn stop(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    ids: web::Path<(i64, i64)>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, stop) = ids.into_inner();
    let (walk, stops, around) = to_change(&who, &tools, id).await?;
    let stop = stops.iter().find(|known| known.id == stop).or_not_found("stop")?;
    let form = StopForm::of(stop, &around.places);
    stop_page(&visit, &around, (&walk, stop, walk.version), &form, &Faults::default())
}

/// `POST /walks/{id}/stops/{stop}`: `name`, `place` or `position`, `checklist`, `version`. For those who may change the walk.
///
/// # Errors
/// As [`actions::change_stop`].
pub async fn change_stop(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    ids: web::Path<(i64, i64)>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, stop_id) = ids.into_inner();
    let (walk, stops, around) = to_change(&who, &tools, id).await?;
    let stop = stops.iter().find(|known| known.id == stop_id).or_not_found("stop")?;
    let (leader, version, form) = (tools.leader(&who), version_of(&form), StopForm::sent(form));
    let placed = match form.parse(&around.ground, &around.places, tools.now) {
        Ok(placed) => placed,
        Err(faults) => return stop_page(&visit, &around, (&walk, stop, version), &form, &faults),
    };
    let held = (id, version);
    tools.db.write(move |connection| actions::change_stop(connection, held, stop_id, &placed, &leader)).await?;
    Ok(see_other_with_flash(&urls::walk_stops(id), "flash-walk-stop-changed"))
}

#[derive(Template)]
#[template(path = "walks/route.html")]
struct RoutePage {
    layout: Layout,
    back: String,
    title: String,
    action: String,
    version: String,
    messages: FieldMessages,
    route: String,
    length: String,
    map: WalkMap,
}

fn route_page(
    visit: &Visit,
    around: &Surroundings,
    (walk, stops, version): (&Walk, &[Stop], i64),
    typed: String,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let way = Way::of(&walk.plan.route, stops);
    let route_page = RoutePage {
        layout: visit.layout_of("walk-route-title", Section::Walks),
        back: urls::walk_stops(walk.id),
        title: walk.plan.title.clone(),
        action: urls::walk_route(walk.id),
        version: version.to_string(),
        messages: faults.shown(visit.language),
        route: typed,
        length: length(visit, &way),
        map: WalkMap::of(visit, &around.ground, &around.places, stops, &way, day_of(walk)),
    };
    page_with_status(status, &route_page)
}

/// `GET /walks/{id}/route`. For those who may change the walk.
///
/// # Errors
/// As [`stops`].
pub async fn route(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (walk, stops, around) = to_change(&who, &tools, id.into_inner()).await?;
    let typed = route::lines(&route::corners(&walk.plan.route));
    route_page(&visit, &around, (&walk, &stops, walk.version), typed, &Faults::default())
}

/// `POST /walks/{id}/route`: `route`, a position a line, and `version`. Without positions the way goes from stop to stop.
/// For those who may change the walk.
///
/// # Errors
/// As [`actions::draw_route`].
pub async fn draw_route(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let (walk, stops, around) = to_change(&who, &tools, id).await?;
    let (leader, version) = (tools.leader(&who), version_of(&form));
    let corners = read_route(&form).and_then(|corners| {
        let is_inside = |corner| {
            !matches!(
                around.ground.locate(corner, day_of(&walk)),
                crate::districts::Located::Outside { metres } if metres > FARTHEST_OUTSIDE_M
            )
        };
        if corners.iter().copied().all(is_inside) {
            return Ok(corners);
        }
        let mut faults = Faults::default();
        faults.add("route", Message::new("walk-route-outside"));
        Err(faults)
    });
    let corners = match corners {
        Ok(corners) => corners,
        Err(faults) => return route_page(&visit, &around, (&walk, &stops, version), form.text("route"), &faults),
    };
    tools.db.write(move |connection| actions::draw_route(connection, id, version, &corners, &leader)).await?;
    Ok(see_other_with_flash(&urls::walk_stops(id), "flash-walk-route-drawn"))
}

/// A way may leave the municipality for a while, but not for a neighbour's town.
const FARTHEST_OUTSIDE_M: f64 = 1_000.0;
