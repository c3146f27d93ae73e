//! What was reported lately where a report is being written: is it the same event, or the same thing again?

use jiff::Timestamp;

use super::category::{Category, categories, find_category};
use super::model::{Incident, Report, Status, Whereabouts};
use super::review::near::{HOURS_ALIKE, window};
use super::review::store::{Window, list_in};
use super::store;
use crate::accounts::Viewer;
use crate::db::{DbConnection, Moment};
use crate::error::AppError;
use crate::geometry::Point;
use crate::time::plus_hours;

/// So many are shown; who reports at a place with more knows it well.
const SHOWN: usize = 5;
/// So many are looked at to find them.
const LOOKED_AT: i64 = 200;

/// How a report belongs to others, in its reporter's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Nobody has been asked, or nothing was near.
    Unasked,
    /// To none of those that are near.
    Other,
    /// The same event as that report: this one adds its words, and the event counts once.
    Same(i64),
    /// The same thing again where that report was: both count.
    Again(i64),
}

impl Relation {
    /// The relation of a form's word: empty, `none`, `same:7`, `again:7`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word.split_once(':') {
            None if word.is_empty() => Some(Self::Unasked),
            None => (word == "none").then_some(Self::Other),
            Some(("same", id)) => id.parse().ok().map(Self::Same),
            Some(("again", id)) => id.parse().ok().map(Self::Again),
            Some(_) => None,
        }
    }
}

/// A report that may tell of the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// It.
    pub incident: Incident,
    /// How far away it lies, in metres.
    pub metres: f64,
}

/// What was reported nearby of the same group, as far as one may know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nearby {
    /// What one may see, the nearest first.
    pub seen: Vec<Similar>,
    /// Whether others have reported something that one may not see; no more than that is told.
    pub is_more_beyond: bool,
}

/// Looks around the place and time of a report: its category's group, its category's radius, two days before and after.
///
/// # Errors
/// What the database says.
pub fn look(connection: &mut DbConnection, viewer: &Viewer, report: &Report) -> Result<Nearby, AppError> {
    let Whereabouts::Point { point: middle, .. } = report.whereabouts else { return Ok(Nearby::default()) };
    let Some(category) = find_category(report.category) else { return Ok(Nearby::default()) };
    let codes = codes_of_group(category);
    let around = around(middle, category.radius_m, report.occurred_from, report.occurred_to);
    let similar = |incident: Incident| {
        let metres = middle.metres_to(incident.point()?);
        let counts = !matches!(incident.standing.status, Status::Merged | Status::SetAside);
        let is_alike = counts && codes.contains(&incident.content.category.as_str());
        (is_alike && metres <= category.radius_m).then_some(Similar { incident, metres })
    };
    let mut seen: Vec<Similar> =
        list_in(connection, viewer, &around, LOOKED_AT)?.into_iter().filter_map(similar).collect();
    seen.sort_by(|one, other| one.metres.total_cmp(&other.metres));
    seen.truncate(SHOWN);
    Ok(Nearby { seen, is_more_beyond: is_any_beyond(connection, viewer, middle, category, &around)? })
}

/// Whether others have reported something like this one nearby that this viewer may not see.
///
/// # Errors
/// What the database says.
pub fn is_more_beyond(connection: &mut DbConnection, viewer: &Viewer, incident: &Incident) -> Result<bool, AppError> {
    let (Some(middle), Some(category)) = (incident.point(), find_category(&incident.content.category)) else {
        return Ok(false);
    };
    let (from, to) = (incident.content.occurred_from.instant(), incident.content.occurred_to.map(Moment::instant));
    is_any_beyond(connection, viewer, middle, category, &around(middle, category.radius_m, from, to))
}

fn is_any_beyond(
    connection: &mut DbConnection,
    viewer: &Viewer,
    middle: Point,
    category: &Category,
    around: &Window,
) -> Result<bool, AppError> {
    let beyond = store::list_points_beyond(connection, viewer, around, &codes_of_group(category), LOOKED_AT)?;
    let is_near = |(latitude, longitude)| {
        Point::new(latitude, longitude).is_ok_and(|point| middle.metres_to(point) <= category.radius_m)
    };
    Ok(beyond.into_iter().any(is_near))
}

fn around(middle: Point, radius_m: f64, from: Timestamp, to: Option<Timestamp>) -> Window {
    window(middle, radius_m, plus_hours(from, -HOURS_ALIKE), plus_hours(to.unwrap_or(from), HOURS_ALIKE))
}

fn codes_of_group(category: &Category) -> Vec<&'static str> {
    categories().iter().filter(|known| known.group == category.group).map(|known| known.code.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_is_read_from_its_word_and_nonsense_is_none() {
        assert_eq!(Relation::from_word(""), Some(Relation::Unasked));
        assert_eq!(Relation::from_word("none"), Some(Relation::Other));
        assert_eq!(Relation::from_word("same:7"), Some(Relation::Same(7)));
        assert_eq!(Relation::from_word("again:12"), Some(Relation::Again(12)));
        for nonsense in ["same", "same:", "same:x", "other:3", "again:1:2"] {
            assert_eq!(Relation::from_word(nonsense), None, "{nonsense}");
        }
    }
}
