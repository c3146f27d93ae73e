//! A small plan of a place: what was reported around it, north up, without a map behind it. The same stands in a list.

use crate::incidents::model::Incident;
use crate::incidents::review::near::Neighbour;

/// Half the plan's side, in its own units.
const HALF: f64 = 150.0;
/// The radius of the ring, in the same units.
const RING: f64 = 120.0;

/// The plan. Its middle is the report that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) half: f64,
    pub(super) ring: f64,
    /// What the ring stands for: `100 m`.
    pub(super) radius: String,
    pub(super) dots: Vec<Dot>,
}

/// A report on the plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dot {
    /// To the right of the middle.
    pub(super) x: f64,
    /// Below it.
    pub(super) y: f64,
    /// Its number in the list; with a plus when more lie in the same spot.
    pub(super) mark: String,
    pub(super) is_alike: bool,
}

impl Plan {
    /// The plan of what lies near a report, within `radius_m` metres; `None` when it has no point, or lies alone.
    pub(super) fn of(incident: &Incident, near: &[Neighbour], radius_m: f64) -> Option<Self> {
        incident.point().filter(|_| !near.is_empty())?;
        let scale = RING / radius_m;
        let mut dots: Vec<Dot> = Vec::new();
        for (at, neighbour) in near.iter().enumerate() {
            let (x, y) = ((neighbour.east * scale).round(), (-neighbour.north * scale).round());
            // What would be written over each other is one dot.
            match dots.iter_mut().find(|dot| (dot.x - x).hypot(dot.y - y) < 23.0) {
                Some(dot) => {
                    dot.is_alike |= neighbour.is_alike;
                    if !dot.mark.ends_with('+') {
                        dot.mark.push('+');
                    }
                }
                None => dots.push(Dot { x, y, mark: (at + 1).to_string(), is_alike: neighbour.is_alike }),
            }
        }
        Some(Self { half: HALF, ring: RING, radius: format!("{radius_m:.0} m"), dots })
    }
}
