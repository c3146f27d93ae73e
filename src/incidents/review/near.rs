//! What else was reported where a report lies: in a list, and on a small plan.

use jiff::Timestamp;

use super::store::{self, Window};
use crate::accounts::Viewer;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::geometry::{Bounds, Point, Projection};
use crate::incidents::category::find_category;
use crate::incidents::model::{Incident, Status};
use crate::time::plus_hours;

/// Reports of the same group within so many hours may tell of the same event.
pub const HOURS_ALIKE: i64 = 48;
/// Neighbours are looked for so many hours back: 28 days.
const HOURS_BACK: i64 = 28 * 24;
/// More are not shown.
const MOST: i64 = 200;

/// A report near another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// It.
    pub incident: Incident,
    /// How far away it lies, in metres.
    pub metres: f64,
    /// How many metres further east; negative for west.
    pub east: f64,
    /// How many metres further north; negative for south.
    pub north: f64,
    /// Whether it may tell of the same event: the same group, within two days, and neither merged nor set aside.
    pub is_alike: bool,
}

/// The reports within `radius_m` metres of one that this viewer may see, from 28 days before it until two days after:
/// first those that may tell of the same event, each part by distance.
///
/// # Errors
/// What the database says.
pub fn list_near(
    connection: &mut DbConnection,
    viewer: &Viewer,
    incident: &Incident,
    radius_m: f64,
) -> Result<Vec<Neighbour>, AppError> {
    let Some(middle) = incident.point() else { return Ok(Vec::new()) };
    let begun = incident.content.occurred_from.instant();
    let window = window(middle, radius_m, plus_hours(begun, -HOURS_BACK), plus_hours(begun, HOURS_ALIKE));
    let found = store::list_in(connection, viewer, &window, MOST)?;
    let plane = Projection::around_meridian(middle.longitude());
    let neighbour = |other: Incident| {
        let point = other.point().filter(|_| other.id != incident.id)?;
        let metres = middle.metres_to(point);
        let (from, to) = (plane.to_plane(middle)?, plane.to_plane(point)?);
        let is_alike = is_alike(incident, &other);
        let neighbour =
            Neighbour { is_alike, metres, east: to.east - from.east, north: to.north - from.north, incident: other };
        (metres <= radius_m).then_some(neighbour)
    };
    let mut near: Vec<Neighbour> = found.into_iter().filter_map(neighbour).collect();
    near.sort_by(|one, other| other.is_alike.cmp(&one.is_alike).then(one.metres.total_cmp(&other.metres)));
    Ok(near)
}

/// A box around a point that holds everything within `radius_m`.
pub(in crate::incidents) fn window(middle: Point, radius_m: f64, from: Timestamp, to: Timestamp) -> Window {
    let Bounds { latitude, longitude } = Bounds::around(middle, radius_m);
    Window { latitudes: latitude, longitudes: longitude, from, to }
}

fn is_alike(one: &Incident, other: &Incident) -> bool {
    let group = |incident: &Incident| find_category(&incident.content.category).map(|category| category.group);
    let begun = |incident: &Incident| incident.content.occurred_from.instant();
    let apart = begun(one).duration_until(begun(other)).abs();
    group(one) == group(other)
        && apart.as_hours() < HOURS_ALIKE
        && !matches!(other.standing.status, Status::Merged | Status::SetAside)
}
