//! Reports on the map: gathered into clusters for the list and for scripts, and one report's own place.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use jiff::civil::Date;
use serde_json::json;

use super::category_name;
use crate::accounts::session::ReadingReports;
use crate::accounts::{Allowed, Viewer};
use crate::db::{Db, DbConnection, Moment};
use crate::districts::marks::{self, ListMap, Mark, SpotMap};
use crate::districts::{self, Ground, Located, Place};
use crate::error::AppError;
use crate::geometry::{Cluster, Mesh, Point, Tally};
use crate::incidents::cluster::gather;
use crate::incidents::filter::Filter;
use crate::incidents::model::{Incident, Listed};
use crate::incidents::store;
use crate::time::{Clock, local_day};
use crate::urls;
use crate::web::{Submitted, Visit};

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
    Gathered::read(connection, viewer, filter, marks::mesh_drawn(filter.within, ground, today))
}

fn marks_of(visit: &Visit, ground: &Ground, filter: &Filter, gathered: &Gathered, today: Date) -> Vec<Mark> {
    let mark = |cluster: &Cluster| {
        if let Some(listed) = gathered.alone.get(&cluster.id).filter(|_| cluster.count == 1) {
            return Mark {
                cluster: *cluster,
                spoken: alone(visit, ground, listed),
                href: urls::incident(listed.id),
                alone: Some(json!({
                    "id": listed.id,
                    "category": listed.category,
                    "occurred_from": listed.occurred_from.instant().to_string(),
                })),
            };
        }
        let these = Filter { within: Some(cluster.within), ..filter.clone() };
        let href = format!("{}?{}", urls::INCIDENTS, these.query(ground));
        Mark { cluster: *cluster, spoken: many(visit, ground, cluster, today), href, alone: None }
    };
    gathered.clusters.iter().map(mark).collect()
}

fn alone(visit: &Visit, ground: &Ground, listed: &Listed) -> String {
    let district = listed.district_id.and_then(|id| ground.district(id)).map(|district| district.name.clone());
    let time = visit.language.from_to(listed.occurred_from.instant(), listed.occurred_to.map(Moment::instant));
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

/// The map beside the list.
pub(super) fn list_map(visit: &Visit, ground: &Ground, filter: &Filter, gathered: &Gathered, today: Date) -> ListMap {
    let everywhere = Filter { within: None, ..filter.clone() }.query(ground);
    let without_place = gathered.tally.without_place();
    let title = visit.t("map-list-title");
    let told = (title.clone(), visit.t("map-list-about"));
    let marks = marks_of(visit, ground, filter, gathered, today);
    ListMap {
        title,
        drawing: marks::draw(ground, &gathered.places, today, filter.within, told, &marks),
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
        only_here: visit.t("map-only-here"),
        show_these: visit.t("map-show-these"),
    }
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
            let mesh = Mesh::at_zoom(zoom, marks::shown(filter.within, &ground, today));
            let gathered = Gathered::read(connection, &viewer, &filter, mesh)?;
            Ok::<_, AppError>((ground, filter, gathered))
        })
        .await?;
    let total = gathered.tally.total();
    let words = visit.t_with("map-here", &[("count", total.into()), ("shown", visit.language.number(total).into())]);
    let marks = marks_of(&visit, &ground, &filter, &gathered, today);
    let told = marks::geojson(visit.language, &marks, (total, gathered.tally.without_place()), &words);
    Ok(HttpResponse::Ok().content_type("application/geo+json").json(told))
}

/// The map of one report; `None` when its place is not known.
pub(super) fn spot_map(visit: &Visit, ground: &Ground, places: &[Place], incident: &Incident) -> Option<SpotMap> {
    let day = local_day(incident.content.occurred_from.instant());
    let told = (visit.t("map-spot-title"), visit.t("map-spot-about"));
    SpotMap::around(ground, places, day, (incident.point()?, incident.content.accuracy_m), told)
}
