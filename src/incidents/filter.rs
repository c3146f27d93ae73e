//! Which reports a list, a map or a file shows: the filter that stands in the address.

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::category::{self, Group, Kind};
use super::model::Status;
use super::severity::Severity;
use super::words::Words;
use crate::districts::Ground;
use crate::geometry::CellBox;
use crate::time::start_of_day;
use crate::web::Submitted;

/// How many days back a list reaches when nobody says otherwise.
pub const DEFAULT_DAYS: i64 = 90;

/// Which reports are meant. The default is the last [`DEFAULT_DAYS`] days, everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The first day, Stockholm time.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Only these districts.
    pub districts: Option<WantedDistricts>,
    /// Only this group of categories.
    pub group: Option<Group>,
    /// Only this category.
    pub category: Option<&'static str>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this status.
    pub status: Option<Status>,
    /// Only this severity.
    pub severity: Option<Severity>,
    /// Only one's own.
    pub is_mine: bool,
    /// Only with these words in the description.
    pub words: Words,
    /// Only in this part of the map; a report whose place is not known is in none.
    pub within: Option<CellBox>,
}

/// Which districts are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedDistricts {
    /// These, by key: a district and its children.
    These(Vec<i64>),
    /// None known.
    Unknown,
}

impl Filter {
    /// The last [`DEFAULT_DAYS`] days up to `today`.
    #[must_use]
    pub fn recent(today: Date) -> Self {
        Self {
            from: today.saturating_sub(DEFAULT_DAYS.days()),
            to: today,
            districts: None,
            group: None,
            category: None,
            kind: None,
            status: None,
            severity: None,
            is_mine: false,
            words: Words::default(),
            within: None,
        }
    }

    /// Reads the filter of an address. What cannot be read is as if it were not there: an old link still shows a list,
    /// and the form above the list shows what it is a list of.
    #[must_use]
    pub fn read(query: &Submitted, ground: &Ground, today: Date) -> Self {
        let recent = Self::recent(today);
        let day = |name: &str| query.text(name).parse::<Date>().ok();
        let (from, to) = (day("from"), day("to"));
        let to = to.unwrap_or(recent.to);
        let from = from.unwrap_or_else(|| recent.from.min(to.saturating_sub(DEFAULT_DAYS.days())));
        Self {
            from: from.min(to),
            to: to.max(from),
            districts: wanted_districts(&query.text("district"), ground),
            group: query.text("group").parse().ok(),
            category: category::find_category(&query.text("category")).map(|found| found.code.as_str()),
            kind: query.text("kind").parse().ok(),
            status: Status::from_word(&query.text("status")),
            severity: Severity::from_word(&query.text("severity")),
            is_mine: query.text("mine") == "yes",
            words: Words::read(&query.text("q")),
            within: CellBox::read(&query.text("box")),
        }
    }

    /// The instants the filter's days begin and end at: from the first, up to but not including the second.
    #[must_use]
    pub fn bounds(&self) -> (Timestamp, Timestamp) {
        (start_of_day(self.from), start_of_day(self.to.saturating_add(1.days())))
    }

    /// The codes of the categories that are meant; `None` when all are.
    #[must_use]
    pub fn categories(&self) -> Option<Vec<&'static str>> {
        if self.group.is_none() && self.category.is_none() && self.kind.is_none() {
            return None;
        }
        let meant = category::categories().iter().filter(|known| {
            self.group.is_none_or(|group| known.group == group)
                && self.kind.is_none_or(|kind| known.kind == kind)
                && self.category.is_none_or(|code| known.code == code)
        });
        Some(meant.map(|known| known.code.as_str()).collect())
    }

    /// The filter as a query, for links and the audit log; the same filter always gives the same text.
    #[must_use]
    pub fn query(&self, ground: &Ground) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("from", &self.from.to_string()).append_pair("to", &self.to.to_string());
        if let Some(code) = self.district_code(ground) {
            query.append_pair("district", code);
        }
        let words = [
            ("group", self.group.map(Group::code)),
            ("category", self.category),
            ("kind", self.kind.map(Kind::code)),
            ("status", self.status.as_ref().map(Status::word)),
            ("severity", self.severity.as_ref().map(Severity::word)),
            ("mine", self.is_mine.then_some("yes")),
        ];
        for (name, word) in words {
            if let Some(word) = word {
                query.append_pair(name, word);
            }
        }
        if !self.words.is_empty() {
            query.append_pair("q", &self.words.typed());
        }
        if let Some(within) = self.within {
            query.append_pair("box", &within.to_string());
        }
        query.finish()
    }

    /// The code of the district that was asked for; `unknown` for none known.
    #[must_use]
    pub fn district_code<'a>(&self, ground: &'a Ground) -> Option<&'a str> {
        match self.districts.as_ref()? {
            WantedDistricts::Unknown => Some("unknown"),
            WantedDistricts::These(ids) => ground.district(*ids.first()?).map(|district| district.code.as_str()),
        }
    }
}

fn wanted_districts(code: &str, ground: &Ground) -> Option<WantedDistricts> {
    if code == "unknown" {
        return Some(WantedDistricts::Unknown);
    }
    let district = ground.district_of_code(code)?;
    let children = ground.districts().into_iter().filter(|other| other.parent_id == Some(district.id));
    Some(WantedDistricts::These(std::iter::once(district.id).chain(children.map(|child| child.id)).collect()))
}
