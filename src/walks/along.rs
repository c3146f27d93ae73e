//! What is known along the way of a walk before it is walked: reports of the last year as a count, what earlier walks noted,
//! and which measures are open.

use jiff::{Timestamp, ToSpan as _};

use super::model::{Walk, WalkPoint};
use super::route::Way;
use super::store;
use crate::accounts::{Permission, Viewer};
use crate::db::DbConnection;
use crate::error::AppError;
use crate::geometry::{Bounds, Point};
use crate::measures::model::Measure;
use crate::measures::store::list_open_near;
use crate::time::local;

/// How far from the way things still lie along it; metres.
pub const NEAR_M: f64 = 50.0;
/// From how many reports up those outside the working group are told how many.
pub const FEW: i64 = 5;
/// Points of earlier walks that are listed at most.
const MOST_POINTS: usize = 20;
/// Points in the box around the way that are looked at.
const LOOKED_AT: i64 = 500;

/// How many reports, as far as a viewer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(i64),
    /// Fewer than [`FEW`], perhaps none.
    Few,
}

impl Count {
    /// What this viewer is told of a number.
    #[must_use]
    pub fn told(count: i64, viewer: &Viewer) -> Self {
        if count >= FEW || viewer.role.may(Permission::SeeWorkingGroup) { Self::Exactly(count) } else { Self::Few }
    }
}

/// What lies along a walk's way.
#[derive(Clone, Debug, PartialEq)]
pub struct Along {
    /// Reports of the last year that reach the working group.
    pub incidents: Count,
    /// How many things were noted on other walks.
    pub observations: usize,
    /// Measures that are open, the nearest to the middle of the way first.
    pub measures: Vec<Measure>,
    /// Points of other walks' protocols, the latest walk's first, each with its walk.
    pub points: Vec<(WalkPoint, Walk)>,
}

/// Looks along a walk's way; `None` while it has none.
///
/// # Errors
/// What the database says.
pub fn look(
    connection: &mut DbConnection,
    viewer: &Viewer,
    walk_id: i64,
    way: &Way,
    now: Timestamp,
) -> Result<Option<Along>, AppError> {
    let Some(within) = way.bounds(NEAR_M) else { return Ok(None) };
    let a_year_ago = local(now).saturating_sub(1.year()).timestamp();
    let reports = store::list_incident_positions(connection, within, (a_year_ago.into(), now.into()))?;
    let noted = store::list_observation_positions(connection, viewer, walk_id, within)?;
    let is_near = |at: &(f64, f64)| Point::new(at.0, at.1).is_ok_and(|point| way.passes(point, NEAR_M));
    let mut points = store::list_points_of_others(connection, viewer, walk_id, within, LOOKED_AT)?;
    points.retain(|(point, _)| point.latitude.zip(point.longitude).is_some_and(|at| is_near(&at)));
    points.truncate(MOST_POINTS);
    let mut measures = match middle_of(within) {
        Some((middle, reach)) => list_open_near(connection, viewer, middle, reach)?,
        None => Vec::new(),
    };
    measures.retain(|measure| measure.point().is_some_and(|point| way.passes(point, NEAR_M)));
    let incidents = i64::try_from(reports.iter().filter(|at| is_near(at)).count()).unwrap_or(i64::MAX);
    Ok(Some(Along {
        incidents: Count::told(incidents, viewer),
        observations: noted.iter().filter(|at| is_near(at)).count(),
        measures,
        points,
    }))
}

/// The middle of a box, and how far it is from there to its corners; metres.
fn middle_of(within: Bounds) -> Option<(Point, f64)> {
    let middle = |(low, high): (f64, f64)| f64::midpoint(low, high);
    let point = Point::new(middle(within.latitude), middle(within.longitude)).ok()?;
    let corner = Point::new(within.latitude.1, within.longitude.1).ok()?;
    Some((point, point.metres_to(corner)))
}
