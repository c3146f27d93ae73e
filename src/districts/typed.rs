//! Where something is, as somebody typed it: coordinates in any system that is read, or a place's name.

use super::Place;
use crate::geometry::{Point, PositionError, Projection, System, read_position};
use crate::web::Message;

/// The point that typed coordinates mean. Numbers that seem to stand the wrong way round are taken only when `may_swap`.
///
/// # Errors
/// What is wrong with them, for whoever typed them.
pub fn read_point(text: &str, may_swap: bool) -> Result<Point, Message> {
    let read = read_position(text).map_err(|fault| {
        Message::new(match fault {
            PositionError::Empty | PositionError::Unreadable => "report-position-unreadable",
            PositionError::OtherSystem => "report-position-system",
            PositionError::OutOfRange => "report-position-abroad",
        })
    })?;
    if read.swapped && !may_swap {
        return Err(Message::new("report-position-swapped").with("position", in_system(read.point, read.system)));
    }
    Ok(read.point)
}

/// The coordinates as they were probably meant, when they stand the wrong way round.
#[must_use]
pub fn swapped(text: &str) -> Option<String> {
    let read = read_position(text).ok().filter(|read| read.swapped)?;
    Some(in_system(read.point, read.system))
}

/// The point as text in a system, north first, for the visitor to take over.
fn in_system(point: Point, system: System) -> String {
    let projection = match system {
        System::Wgs84 => return point.to_string(),
        System::Sweref99Tm => Projection::sweref99_tm(),
        System::Sweref99At1800 => Projection::sweref99_1800(),
    };
    projection
        .to_plane(point)
        .map_or_else(|| point.to_string(), |plane| format!("{:.0} {:.0}", plane.north, plane.east))
}

/// Where a place is.
///
/// # Errors
/// A message when its position is none.
pub fn point_of(place: &Place) -> Result<Point, Message> {
    Point::new(place.latitude, place.longitude).map_err(|_| Message::new("report-place-unknown"))
}

/// The place of this name, small and capital letters alike.
#[must_use]
pub fn find_exact<'a>(text: &str, places: &'a [Place]) -> Option<&'a Place> {
    let wanted = text.to_lowercase();
    places.iter().find(|place| place.name.to_lowercase() == wanted)
}

/// The places whose name, or a word in it, begins so; small and capital letters alike.
#[must_use]
pub fn likely_places<'a>(text: &str, places: &'a [Place]) -> Vec<&'a Place> {
    let wanted = text.to_lowercase();
    let begins = |name: &str| {
        let name = name.to_lowercase();
        name.starts_with(&wanted)
            || name.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.starts_with(&wanted))
    };
    places.iter().filter(|place| begins(&place.name)).collect()
}

/// The place of this name, or the only one that may be meant.
///
/// # Errors
/// What whoever typed it can do: no place is called so, or several are.
pub fn find_place<'a>(text: &str, places: &'a [Place]) -> Result<&'a Place, Message> {
    if let Some(exact) = find_exact(text, places) {
        return Ok(exact);
    }
    match likely_places(text, places).as_slice() {
        [one] => Ok(one),
        [] => Err(Message::new("report-place-unknown")),
        _ => Err(Message::new("report-place-several")),
    }
}
