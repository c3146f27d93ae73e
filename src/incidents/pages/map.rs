//! Reports on the map: gathered into clusters for the list and for scripts, and one report's own place.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;

use super::{category_name, when};
use crate::accounts::session::ReadingReports;
use crate::accounts::{Allowed, Viewer};
use crate::db::{Db, DbConnection, Moment};
use crate::districts::{self, Drawing, Frame, Ground, Label, Located, Place, Spot};
use crate::error::AppError;
use crate::geometry::{Cell, CellBox, Point};
use crate::incidents::cluster::{Cluster, Mesh, Tally, gather};
use crate::incidents::filter::Filter;
use crate::incidents::model::{Incident, Listed};
use crate::incidents::store;
use crate::time::Clock;
use crate::urls;
use crate::web::{Submitted, Visit};

/// Meshes along the longer side of the drawn map: as many numbers as there is room for.
const MESHES_DRAWN: i32 = 8;
/// How far around a report its own map reaches; metres.
const AROUND_REPORT: f64 = 900.0;
/// The zoom when a script names none.
const USUAL_ZOOM: u32 = 11;

/// Reports gathered for a map.
pub(super) struct Gathered {
    pub tally: Tally,
    clusters: Vec<Cluster>,
    /// The reports that are alone in their mesh.
    alone: HashMap<i64, Listed>,
    places: Vec<Place>,
}

impl Gathered {
    fn read(connection: &mut DbConnection, viewer: &Viewer, filter: &Filter, mesh: Mesh) -> Result<Self, AppError> {
        let tally = gather(connection, viewer, filter, mesh)?;
        let clusters = tally.clusters();
        let alone: Vec<i64> = clusters.iter().filter(|cluster| cluster.count == 1).map(|cluster| cluster.id).collect();
        let alone = store::list_these(connection, viewer, &alone)?;
        Ok(Self {
            tally,
            clusters,
            alone: alone.into_iter().map(|listed| (listed.id, listed)).collect(),
            places: districts::store::list_places(connection)?,
        })
    }
}

/// The reports of a filter, gathered for the map that is drawn beside the list.
pub(super) fn gathered(
    connection: &mut DbConnection,
    viewer: &Viewer,
    filter: &Filter,
    ground: &Ground,
    today: Date,
) -> Result<Gathered, AppError> {
    Gathered::read(connection, viewer, filter, Mesh::dividing(ground_of(filter, ground, today), MESHES_DRAWN))
}

/// The ground a map of the filter shows: its box, else all there is.
fn ground_of(filter: &Filter, ground: &Ground, today: Date) -> CellBox {
    let globe = || CellBox::between(Cell { x: -1_800_000, y: -900_000 }, Cell { x: 1_800_000, y: 900_000 });
    filter.within.or_else(|| ground.extent(today)).unwrap_or_else(globe)
}

/// A cluster, or a report alone, as pages and scripts show it.
struct Mark {
    cluster: Cluster,
    /// What is read aloud: `12 rapporter omkring Fittja`, or the report with place and time.
    spoken: String,
    /// The report; or the list of these reports.
    href: String,
}

fn marks(visit: &Visit, ground: &Ground, filter: &Filter, gathered: &Gathered, today: Date) -> Vec<Mark> {
    let mark = |cluster: &Cluster| {
        if let Some(listed) = gathered.alone.get(&cluster.id).filter(|_| cluster.count == 1) {
            return Mark { cluster: *cluster, spoken: alone(visit, ground, listed), href: urls::incident(listed.id) };
        }
        let these = Filter { within: Some(cluster.within), ..filter.clone() };
        let href = format!("{}?{}", urls::INCIDENTS, these.query(ground));
        Mark { cluster: *cluster, spoken: many(visit, ground, cluster, today), href }
    };
    gathered.clusters.iter().map(mark).collect()
}

fn alone(visit: &Visit, ground: &Ground, listed: &Listed) -> String {
    let district = listed.district_id.and_then(|id| ground.district(id)).map(|district| district.name.clone());
    let time = when(visit.language, listed.occurred_from.instant(), listed.occurred_to.map(Moment::instant));
    let parts = [Some(category_name(visit.language, &listed.category)), district, Some(time)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn many(visit: &Visit, ground: &Ground, cluster: &Cluster, today: Date) -> String {
    let count = visit.t_with(
        "map-reports",
        &[("count", cluster.count.into()), ("shown", visit.language.number(cluster.count).into())],
    );
    let (north, east) = cluster.middle.degrees();
    let located = Point::new(north, east).map(|point| ground.locate(point, today));
    match located {
        Ok(Located::Inside { district, .. }) => {
            let name = ground.district(district).map_or("", |district| &district.name);
            visit.t_with("map-reports-around", &[("reports", count.into()), ("district", name.into())])
        }
        _ => count,
    }
}

/// The map beside the list: drawn by the server, taken over by a script where one runs.
pub(super) struct ListMap {
    /// `None` when no boundaries have been imported.
    pub drawing: Option<Drawing>,
    /// Whose boundaries they are.
    pub credit: String,
    /// How many of the reports cannot be on the map, in words; empty when all are.
    pub without_place: String,
    /// Where a script asks for clusters, without the box that it adds.
    pub clusters: String,
    /// The list without a box.
    pub everywhere: String,
    /// The box of the filter as degrees; empty when it has none.
    pub within: String,
}

impl ListMap {
    pub fn of(visit: &Visit, ground: &Ground, filter: &Filter, gathered: &Gathered, today: Date) -> Self {
        let everywhere = Filter { within: None, ..filter.clone() }.query(ground);
        let without_place = gathered.tally.without_place();
        Self {
            drawing: draw(visit, ground, filter, gathered, today),
            credit: ground.credit().to_owned(),
            without_place: if without_place == 0 {
                String::new()
            } else {
                let shown = visit.language.number(without_place);
                visit.t_with("map-without-place", &[("count", without_place.into()), ("shown", shown.into())])
            },
            clusters: format!("{}?{everywhere}", urls::INCIDENT_CLUSTERS),
            everywhere: format!("{}?{everywhere}", urls::INCIDENTS),
            within: filter.within.map(|within| within.to_string()).unwrap_or_default(),
        }
    }
}

fn draw(visit: &Visit, ground: &Ground, filter: &Filter, gathered: &Gathered, today: Date) -> Option<Drawing> {
    let (outlines, sheet) = (ground.outlines(today)?, ground.sheet(today)?);
    let point = |cell: Cell| {
        let (north, east) = cell.degrees();
        Point::new(north, east).ok()
    };
    let frame = match filter.within {
        None => Frame::whole(outlines),
        Some(within) => {
            let (low, high) = within.corners();
            Frame::between(sheet, point(low)?, point(high)?)?
        }
    };
    let name = |id| ground.district(id).map(|district| district.name.as_str());
    let mut drawing = Drawing::of_part(outlines, &frame, visit.t("map-list-title"), visit.t("map-list-about"), name);
    if filter.within.is_some() {
        drawing = drawing.with_places(sheet, &frame, named(&gathered.places));
    }
    let stand = |cell: Cell| Some(frame.place(sheet.spot(point(cell)?)?));
    let spots = marks(visit, ground, filter, gathered, today).into_iter().filter_map(|mark| {
        let (x, y) = stand(mark.cluster.at)?;
        let value = if mark.cluster.count > 1 { mark.cluster.count.to_string() } else { String::new() };
        Some(Spot {
            x,
            y,
            around: 0.0,
            label: Label { href: mark.href, spoken: mark.spoken, value, ..Label::default() },
        })
    });
    drawing.marks = spots.collect();
    Some(drawing)
}

fn named(places: &[Place]) -> impl Iterator<Item = (&str, Point)> {
    places.iter().filter_map(|place| Some((place.name.as_str(), Point::new(place.latitude, place.longitude).ok()?)))
}

/// A cluster or a report for a script: a feature of `GeoJSON`.
#[derive(Serialize)]
struct Properties {
    count: i64,
    /// The number as it is written in the visitor's language; empty for a report alone.
    shown: String,
    spoken: String,
    href: String,
    /// West, south, east and north in degrees: a script zooms there.
    within: [f64; 4],
    /// The report's key, its category and time, when it is alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<serde_json::Value>,
}

/// `GET /incidents/clusters`: the filter of the list, `box` and `zoom` of the map; `GeoJSON` with a feature for each cluster,
/// and how many reports there are in all and without a place. Needs the permission to read at least one's own
/// organisation's reports.
///
/// # Errors
/// None of its own.
pub async fn clusters(
    who: Allowed<ReadingReports>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let zoom = query.text("zoom").parse().unwrap_or(USUAL_ZOOM);
    let (viewer, today) = (who.viewer(), clock.today());
    let (ground, filter, gathered) = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            let filter = Filter::read(&query, &ground, today);
            let mesh = Mesh::at_zoom(zoom, ground_of(&filter, &ground, today));
            let gathered = Gathered::read(connection, &viewer, &filter, mesh)?;
            Ok::<_, AppError>((ground, filter, gathered))
        })
        .await?;
    let features: Vec<_> = marks(&visit, &ground, &filter, &gathered, today)
        .into_iter()
        .map(|mark| {
            let (north, east) = mark.cluster.at.degrees();
            let report = gathered.alone.get(&mark.cluster.id).filter(|_| mark.cluster.count == 1).map(|listed| {
                json!({
                    "id": listed.id,
                    "category": listed.category,
                    "occurred_from": listed.occurred_from.instant().to_string(),
                })
            });
            let properties = Properties {
                count: mark.cluster.count,
                shown: if report.is_some() { String::new() } else { visit.language.number(mark.cluster.count) },
                spoken: mark.spoken,
                href: mark.href,
                within: {
                    let (low, high) = mark.cluster.within.corners();
                    let ((south, west), (north, east)) = (low.degrees(), high.degrees());
                    [west, south, east, north]
                },
                report,
            };
            json!({
                "type": "Feature",
                "geometry": { "type": "Point", "coordinates": [east, north] },
                "properties": properties,
            })
        })
        .collect();
    let total = gathered.tally.total();
    let words = visit.t_with("map-here", &[("count", total.into()), ("shown", visit.language.number(total).into())]);
    Ok(HttpResponse::Ok().content_type("application/geo+json").json(json!({
        "type": "FeatureCollection",
        "features": features,
        "total": total,
        "without_place": gathered.tally.without_place(),
        "words": words,
    })))
}

/// The map of one report.
pub(super) struct SpotMap {
    /// `None` when no boundaries have been imported.
    pub drawing: Option<Drawing>,
    /// Whose boundaries they are.
    pub credit: String,
    /// Degrees north, to four decimals.
    pub latitude: String,
    /// Degrees east, to four decimals.
    pub longitude: String,
    /// How exact the device said it was, in whole metres; empty when it did not say.
    pub accuracy_m: String,
}

impl SpotMap {
    /// `None` when the place of the report is not known.
    pub fn of(visit: &Visit, ground: &Ground, places: &[Place], incident: &Incident) -> Option<Self> {
        let (north, east) = Cell::of(incident.point()?).degrees();
        let point = Point::new(north, east).ok()?;
        let day = crate::time::local_day(incident.content.occurred_from.instant());
        let metres = incident.content.accuracy_m.filter(|metres| *metres >= 1.0);
        let drawing = || {
            let (outlines, sheet) = (ground.outlines(day)?, ground.sheet(day)?);
            let frame = Frame::around(sheet, point, AROUND_REPORT)?;
            let name = |id| ground.district(id).map(|district| district.name.as_str());
            let title = visit.t("map-spot-title");
            let mut drawing = Drawing::of_part(outlines, &frame, title.clone(), visit.t("map-spot-about"), name)
                .with_places(sheet, &frame, named(places));
            let (x, y) = frame.place(sheet.spot(point)?);
            drawing.marks = vec![Spot {
                x,
                y,
                around: metres.map(|metres| metres * sheet.units_per_metre() * frame.scale()).unwrap_or_default(),
                label: Label { spoken: title, chosen: true, ..Label::default() },
            }];
            Some(drawing)
        };
        Some(Self {
            drawing: drawing(),
            credit: ground.credit().to_owned(),
            latitude: format!("{north:.4}"),
            longitude: format!("{east:.4}"),
            accuracy_m: metres.map(|metres| format!("{metres:.0}")).unwrap_or_default(),
        })
    }
}
