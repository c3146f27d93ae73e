//! A protocol as it is read: the walk with everything that is published of it, and what only its leaders see.

use std::collections::HashMap;

use super::judged::{Judged, by_stop};
use super::store;
use crate::accounts::{self, Organisation};
use crate::db::DbConnection;
use crate::error::AppError;
use crate::geometry::Point;
use crate::measures::model::{HistoryLine, Measure};
use crate::measures::store::{list_histories, list_of_points};
use crate::walks::model::{Group, Stop, Walk, WalkPoint};
use crate::walks::store as walks;

/// A measure with what has happened to it, the oldest line first.
#[derive(Clone, Debug, PartialEq)]
pub struct Tracked {
    /// The measure.
    pub measure: Measure,
    /// Its history.
    pub history: Vec<HistoryLine>,
}

/// A point of the protocol.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The point.
    pub point: WalkPoint,
    /// How many observations were gathered to it.
    pub observations: usize,
    /// What is promised about it; on a re-walk also what was promised about the earlier walk's point.
    pub measures: Vec<Tracked>,
}

/// What a re-walk is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// The earlier walk.
    pub walk: Walk,
    /// Its stops.
    pub stops: Vec<Stop>,
    /// How they were judged.
    pub judged: Vec<Judged>,
    /// Its points.
    pub points: Vec<WalkPoint>,
}

/// A walk's protocol.
#[derive(Clone, Debug, PartialEq)]
pub struct Protocol {
    /// The walk.
    pub walk: Walk,
    /// Its stops, in the order of the way.
    pub stops: Vec<Stop>,
    /// Its participants.
    pub groups: Vec<Group>,
    /// Its points, by number.
    pub entries: Vec<Entry>,
    /// How its stops were judged.
    pub judged: Vec<Judged>,
    /// What it is compared with, when it walks another one again.
    pub earlier: Option<Earlier>,
    /// The names of organisations.
    pub organisations: Vec<Organisation>,
}

impl Protocol {
    /// Reads the protocol of a walk that the caller has found for whoever looks.
    ///
    /// # Errors
    /// What the database says.
    pub fn read(connection: &mut DbConnection, walk: Walk) -> Result<Self, AppError> {
        let points = walks::list_points(connection, walk.id)?;
        let keys: Vec<i64> =
            points.iter().flat_map(|point| [Some(point.id), point.earlier_point_id]).flatten().collect();
        let measures = list_of_points(connection, &keys)?;
        let ids: Vec<i64> = measures.iter().map(|measure| measure.id).collect();
        let mut histories: HashMap<i64, Vec<HistoryLine>> = HashMap::new();
        for (id, line) in list_histories(connection, &ids)? {
            histories.entry(id).or_default().push(line);
        }
        let gathered = store::count_gathered(connection, walk.id)?;
        let entry = |point: WalkPoint| {
            let of_point = [Some(point.id), point.earlier_point_id];
            let own = measures.iter().filter(|measure| {
                measure.source.walk_point_id.is_some() && of_point.contains(&measure.source.walk_point_id)
            });
            let tracked = own.map(|measure| Tracked {
                measure: measure.clone(),
                history: histories.get(&measure.id).cloned().unwrap_or_default(),
            });
            Entry {
                observations: gathered.iter().filter(|key| **key == point.id).count(),
                measures: tracked.collect(),
                point,
            }
        };
        let earlier = match walk.plan.earlier_walk_id {
            Some(id) => {
                store::find_walk(connection, id)?.map(|earlier| Earlier::read(connection, earlier)).transpose()?
            }
            None => None,
        };
        Ok(Self {
            stops: walks::list_stops(connection, walk.id)?,
            groups: walks::list_groups(connection, walk.id)?,
            entries: points.into_iter().map(entry).collect(),
            judged: by_stop(&store::list_judgements(connection, walk.id)?),
            organisations: accounts::store::list_organisations(connection)?,
            earlier,
            walk,
        })
    }

    /// The name of an organisation; empty when it is gone.
    #[must_use]
    pub fn organisation(&self, id: i64) -> &str {
        self.organisations.iter().find(|known| known.id == id).map_or("", |known| known.name.as_str())
    }

    /// The stop of this key.
    #[must_use]
    pub fn stop(&self, id: Option<i64>) -> Option<&Stop> {
        self.stops.iter().find(|stop| Some(stop.id) == id)
    }

    /// Where a point is, as everybody may know it: at its stop, else to three decimals, some 100 m: it may be somebody's home.
    #[must_use]
    pub fn public_position(&self, point: &WalkPoint) -> Option<Point> {
        if let Some(stop) = self.stop(point.stop_id) {
            return stop.point();
        }
        let three = |degrees: f64| (degrees * 1e3).round() / 1e3;
        Point::new(three(point.latitude?), three(point.longitude?)).ok()
    }
}

impl Earlier {
    fn read(connection: &mut DbConnection, walk: Walk) -> Result<Self, AppError> {
        Ok(Self {
            stops: walks::list_stops(connection, walk.id)?,
            judged: by_stop(&store::list_judgements(connection, walk.id)?),
            points: walks::list_points(connection, walk.id)?,
            walk,
        })
    }

    /// How the stop that was the same place was judged: the one of the same name, else the nearest within 50 m.
    #[must_use]
    pub fn judged_at(&self, stop: &Stop) -> Option<&Judged> {
        const SAME_PLACE_M: f64 = 50.0;
        let away = |other: &Stop| Some(stop.point()?.metres_to(other.point()?));
        let near = || {
            let all = self.stops.iter().filter_map(|other| Some((away(other)?, other)));
            let nearest = all.min_by(|(one, _), (other, _)| one.total_cmp(other));
            nearest.filter(|(metres, _)| *metres <= SAME_PLACE_M).map(|(_, other)| other)
        };
        let same = self.stops.iter().find(|other| other.name == stop.name).or_else(near)?;
        self.judged.iter().find(|judged| judged.stop_id == same.id)
    }
}
