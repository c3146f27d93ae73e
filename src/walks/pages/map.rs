//! A walk on the map: its stops by number and its way, drawn by the server and taken over by a script where one runs.

use jiff::civil::Date;
use serde_json::json;

use crate::districts::{Drawing, Ground, Place};
use crate::walks::drawn::{Mark, draw};
use crate::walks::model::Stop;
use crate::walks::route::Way;
use crate::web::Visit;

/// The map of a walk.
pub(in crate::walks) struct WalkMap {
    /// `None` while there is nothing to draw, or no boundaries have been imported.
    pub drawing: Option<Drawing>,
    /// Whose boundaries they are.
    pub credit: String,
    /// The stops for a script: a JSON list of latitude, longitude, number and name.
    pub stops: String,
    /// The way for a script: a JSON list of latitude and longitude.
    pub way: String,
}

impl WalkMap {
    pub fn of(visit: &Visit, ground: &Ground, places: &[Place], stops: &[Stop], way: &Way, day: Date) -> Self {
        let mark = |stop: &Stop| {
            let (value, spoken) = (stop.position.to_string(), format!("{}. {}", stop.position, stop.name));
            Some(Mark { point: stop.point()?, value, spoken, href: String::new() })
        };
        let marks: Vec<Mark> = stops.iter().filter_map(mark).collect();
        let named = stops.iter().map(|stop| json!([stop.latitude, stop.longitude, stop.position, stop.name]));
        let corners = way.corners().iter().map(|point| json!([point.latitude(), point.longitude()]));
        Self {
            drawing: draw(visit.language, ground, places, &marks, way, day),
            credit: ground.credit().to_owned(),
            stops: json!(named.collect::<Vec<_>>()).to_string(),
            way: json!(corners.collect::<Vec<_>>()).to_string(),
        }
    }
}
