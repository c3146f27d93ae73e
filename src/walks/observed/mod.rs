//! What was noted on walks, whatever walk it was on: which of it is meant, and the rows of it.

pub mod store;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::model::{Observation, ObservationKind, Theme};
use crate::db::Moment;
use crate::districts::Ground;
use crate::time::start_of_day;
use crate::web::Submitted;

/// How many days back rows reach when nobody says otherwise: two walks a year in each district.
pub const DEFAULT_DAYS: i64 = 365;

/// Which observations are meant. The default is the last [`DEFAULT_DAYS`] days, everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The first day they were written on, Stockholm time.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Only in these districts, by key: a district and its children.
    pub districts: Option<Vec<i64>>,
    /// The areas of those districts, by key.
    areas: Vec<i64>,
    /// Only this kind.
    pub kind: Option<ObservationKind>,
    /// Only this theme.
    pub theme: Option<Theme>,
}

impl Filter {
    /// Reads the filter of an address. What cannot be read is as if it were not there.
    #[must_use]
    pub fn read(query: &Submitted, ground: &Ground, today: Date) -> Self {
        let day = |name: &str| query.text(name).parse::<Date>().ok();
        let to = day("to").unwrap_or(today);
        let from = day("from").unwrap_or_else(|| to.saturating_sub(DEFAULT_DAYS.days()));
        let districts: Option<Vec<i64>> = ground.district_of_code(&query.text("district")).map(|district| {
            let children = ground.districts().into_iter().filter(|other| other.parent_id == Some(district.id));
            std::iter::once(district.id).chain(children.map(|child| child.id)).collect()
        });
        let lies_there = |district: i64| districts.as_ref().is_some_and(|wanted| wanted.contains(&district));
        let areas = ground.areas().iter().filter(|area| lies_there(area.district_id)).map(|area| area.id).collect();
        Self {
            from: from.min(to),
            to: to.max(from),
            areas,
            kind: ObservationKind::from_word(&query.text("kind")),
            theme: Theme::from_word(&query.text("theme")),
            districts,
        }
    }

    /// The instants the filter's days begin and end at: from the first, up to but not including the second.
    #[must_use]
    pub fn bounds(&self) -> (Timestamp, Timestamp) {
        (start_of_day(self.from), start_of_day(self.to.saturating_add(1.days())))
    }

    /// The filter as a query; the same filter always gives the same text.
    #[must_use]
    pub fn query(&self, ground: &Ground) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("from", &self.from.to_string()).append_pair("to", &self.to.to_string());
        let words = [
            ("district", self.district_code(ground)),
            ("kind", self.kind.as_ref().map(ObservationKind::word)),
            ("theme", self.theme.as_ref().map(Theme::word)),
        ];
        for (name, word) in words {
            if let Some(word) = word {
                query.append_pair(name, word);
            }
        }
        query.finish()
    }

    /// The code of the district that was asked for.
    #[must_use]
    pub fn district_code<'a>(&self, ground: &'a Ground) -> Option<&'a str> {
        let first = *self.districts.as_ref()?.first()?;
        ground.district(first).map(|district| district.code.as_str())
    }
}

/// An observation with what it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// What was noted.
    pub observation: Observation,
    /// What its walk is called.
    pub walk: String,
    /// When that began.
    pub walked_at: Moment,
    /// The district the walk went through.
    pub walk_district: i64,
    /// Its stop's name, latitude and longitude.
    pub stop: Option<(String, f64, f64)>,
    /// The number of the point that it was gathered to in the walk's protocol.
    pub point: Option<i64>,
}

impl Observed {
    /// Where it is, latitude and longitude: its own position, else its stop's.
    #[must_use]
    pub fn position(&self) -> Option<(f64, f64)> {
        let own = self.observation.latitude.zip(self.observation.longitude);
        own.or_else(|| self.stop.as_ref().map(|(_, latitude, longitude)| (*latitude, *longitude)))
    }
}
