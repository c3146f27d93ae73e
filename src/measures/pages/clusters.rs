//! Measures on the map: gathered into clusters for the list and for scripts.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use jiff::civil::Date;

use crate::accounts::session::ReportingProgress;
use crate::accounts::{Allowed, Viewer};
use crate::db::{Db, DbConnection};
use crate::districts::marks::{self, ListMap, Mark};
use crate::districts::{self, Ground, Place};
use crate::error::AppError;
use crate::geometry::{Cluster, Mesh, Tally};
use crate::measures::filter::Filter;
use crate::measures::store;
use crate::time::Clock;
use crate::urls;
use crate::web::{Submitted, Visit};

/// The zoom when a script names none.
const USUAL_ZOOM: u32 = 11;

/// Measures gathered for a map.
pub(super) struct Gathered {
    tally: Tally,
    titles: HashMap<i64, String>,
    places: Vec<Place>,
}

impl Gathered {
    pub(super) fn read(
        connection: &mut DbConnection,
        viewer: &Viewer,
        filter: &Filter,
        today: Date,
        mesh: Mesh,
    ) -> Result<Self, AppError> {
        let (mut tally, mut titles) = (Tally::new(mesh), HashMap::new());
        for spot in store::list_spots(connection, viewer, filter, today)? {
            tally.add(spot.id, spot.point());
            titles.insert(spot.id, spot.title);
        }
        Ok(Self { tally, titles, places: districts::store::list_places(connection)? })
    }

    pub(super) fn total(&self) -> i64 {
        self.tally.total()
    }

    fn marks(&self, visit: &Visit, ground: &Ground, filter: &Filter) -> Vec<Mark> {
        let mark = |cluster: Cluster| {
            let title = self.titles.get(&cluster.id).filter(|_| cluster.count == 1);
            let (spoken, href) = if let Some(title) = title {
                (title.clone(), urls::measure(cluster.id))
            } else {
                let these = Filter { within: Some(cluster.within), ..filter.clone() };
                (in_words(visit, "measures-count", cluster.count), address(&these, ground))
            };
            Mark { cluster, spoken, href, alone: None }
        };
        self.tally.clusters().into_iter().map(mark).collect()
    }

    /// The map beside the list.
    pub(super) fn map(&self, visit: &Visit, ground: &Ground, filter: &Filter, today: Date) -> ListMap {
        let everywhere = Filter { within: None, ..filter.clone() };
        let without_place = self.tally.without_place();
        let title = visit.t("measures-map");
        let told = (title.clone(), visit.t("measures-map-about"));
        ListMap {
            title,
            drawing: marks::draw(ground, &self.places, today, filter.within, told, &self.marks(visit, ground, filter)),
            credit: ground.credit().to_owned(),
            without_place: if without_place == 0 {
                String::new()
            } else {
                in_words(visit, "measures-without-place", without_place)
            },
            clusters: format!("{}?{}", urls::MEASURE_CLUSTERS, everywhere.query(ground)),
            everywhere: format!("{}?{}", urls::MEASURES, everywhere.query(ground)),
            within: filter.within.map(|within| within.to_string()).unwrap_or_default(),
            only_here: visit.t("measures-only-here"),
            show_these: visit.t("measures-show-these"),
        }
    }
}

/// The list of a filter.
pub(super) fn address(filter: &Filter, ground: &Ground) -> String {
    let query = filter.query(ground);
    if query.is_empty() { urls::MEASURES.to_owned() } else { format!("{}?{query}", urls::MEASURES) }
}

/// A number of measures, in words.
pub(super) fn in_words(visit: &Visit, key: &'static str, count: i64) -> String {
    visit.t_with(key, &[("count", count.into()), ("shown", visit.language.number(count).into())])
}

/// `GET /measures/clusters`: the filter of the list, `box` and `zoom` of the map; `GeoJSON` with a feature for each cluster,
/// and how many measures there are in all and without a place. For those who may see measures.
///
/// # Errors
/// None of its own.
pub async fn clusters(
    who: Allowed<ReportingProgress>,
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
            let filter = Filter::read(&query, &ground);
            let mesh = Mesh::at_zoom(zoom, marks::shown(filter.within, &ground, today));
            let gathered = Gathered::read(connection, &viewer, &filter, today, mesh)?;
            Ok::<_, AppError>((ground, filter, gathered))
        })
        .await?;
    let (total, without_place) = (gathered.total(), gathered.tally.without_place());
    let words = in_words(&visit, "measures-here", total);
    let told =
        marks::geojson(visit.language, &gathered.marks(&visit, &ground, &filter), (total, without_place), &words);
    Ok(HttpResponse::Ok().content_type("application/geo+json").json(told))
}
