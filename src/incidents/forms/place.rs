//! Where it happened, in four equal ways: a place's name, one's own position, a point on the map, coordinates.

use super::ReportForm;
use crate::districts::typed::{find_exact, find_place, likely_places, point_of, read_point};
use crate::districts::{Ground, Place};
use crate::geometry::Point;
use crate::incidents::model::Whereabouts;
use crate::web::{Faults, Message};

/// How many places are suggested at most.
const SUGGESTED: usize = 8;

impl ReportForm {
    /// Coordinates go before a place's name, a name before a district alone.
    pub(in crate::incidents) fn whereabouts(
        &self,
        ground: &Ground,
        places: &[Place],
        faults: &mut Faults,
    ) -> Option<Whereabouts> {
        if self.0.has("latitude") || self.0.has("longitude") {
            let point = faults.sift("position", self.degrees())?;
            return Some(Whereabouts::Point { point, accuracy_m: self.accuracy(), place_id: None });
        }
        if self.0.has("position") {
            let may_swap = self.text("position_swap") == "yes";
            let point = faults.sift("position", read_point(&self.text("position"), may_swap))?;
            return Some(Whereabouts::Point { point, accuracy_m: self.accuracy(), place_id: None });
        }
        if self.0.has("place") {
            let place = faults.sift("place", self.place(places))?;
            let point = faults.sift("place", point_of(place))?;
            return Some(Whereabouts::Point { point, accuracy_m: None, place_id: Some(place.id) });
        }
        match self.text("district").as_str() {
            "" => {
                faults.add("place", Message::new("report-place-missing"));
                None
            }
            "unknown" => Some(Whereabouts::Unknown),
            code => {
                let district = ground.district_of_code(code).ok_or(Message::new("report-choice-unknown"));
                faults.sift("district", district).map(|district| Whereabouts::District(district.id))
            }
        }
    }

    fn degrees(&self) -> Result<Point, Message> {
        let number = |field: &str| self.text(field).replace(',', ".").parse::<f64>().ok();
        number("latitude")
            .zip(number("longitude"))
            .and_then(|(north, east)| Point::new(north, east).ok())
            .ok_or(Message::new("report-position-unreadable"))
    }

    fn accuracy(&self) -> Option<f64> {
        // A device's own remark, never a reason to refuse a report.
        self.text("accuracy_m")
            .replace(',', ".")
            .parse()
            .ok()
            .filter(|metres: &f64| metres.is_finite() && *metres >= 0.0)
    }

    /// The place that was picked among those suggested for what is written, or the one that is written.
    fn place<'a>(&self, places: &'a [Place]) -> Result<&'a Place, Message> {
        let picked = self.text("place_pick");
        let among = self.suggested_places(places).into_iter().find(|place| place.name == picked);
        among.map_or_else(|| find_place(&self.text("place"), places), Ok)
    }

    /// The places that what is written may mean, when it does not name one exactly: at most eight.
    #[must_use]
    pub fn suggested_places<'a>(&self, places: &'a [Place]) -> Vec<&'a Place> {
        let text = self.text("place");
        if text.is_empty() || find_exact(&text, places).is_some() {
            return Vec::new();
        }
        let mut likely = likely_places(&text, places);
        likely.truncate(SUGGESTED);
        likely
    }
}
