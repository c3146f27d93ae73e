//! Which measures a list, a map or a file shows: the filter that stands in the address.

use super::model::Status;
use crate::db::word_column;
use crate::districts::Ground;
use crate::geometry::CellBox;
use crate::web::Submitted;

word_column! {
    /// What is to be done about a measure now.
    Urgency:
    /// Its date has passed and it is not done.
    Overdue = "overdue",
    /// Its owner has not answered.
    Unanswered = "unanswered",
    /// It is to be done within [`super::model::DAYS_AHEAD`] days.
    Soon = "soon",
    /// It is done, and nobody has seen yet that it is.
    Unverified = "unverified",
}

/// Which measures are meant. The default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these about which something is to be done.
    pub urgency: Option<Urgency>,
    /// Only this status.
    pub status: Option<Status>,
    /// Only of this organisation, by key.
    pub organisation: Option<i64>,
    /// Only in these districts, by key: a district and its children.
    pub districts: Option<Vec<i64>>,
    /// Only with these words in title, description, place or function.
    pub words: Vec<String>,
    /// Only in this part of the map; a measure without a point is in none.
    pub within: Option<CellBox>,
}

impl Filter {
    /// Reads the filter of an address. What cannot be read is as if it were not there: an old link still shows a list, and
    /// the form above the list shows what it is a list of.
    #[must_use]
    pub fn read(query: &Submitted, ground: &Ground) -> Self {
        let districts = ground.district_of_code(&query.text("district")).map(|district| {
            let children = ground.districts().into_iter().filter(|other| other.parent_id == Some(district.id));
            std::iter::once(district.id).chain(children.map(|child| child.id)).collect()
        });
        Self {
            urgency: Urgency::from_word(&query.text("urgency")),
            status: Status::from_word(&query.text("status")),
            organisation: query.text("organisation").parse().ok(),
            districts,
            words: query.text("q").to_lowercase().split_whitespace().map(ToOwned::to_owned).collect(),
            within: CellBox::read(&query.text("box")),
        }
    }

    /// The filter as a query, for links; the same filter always gives the same text, the usual one none.
    #[must_use]
    pub fn query(&self, ground: &Ground) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let organisation = self.organisation.map(|id| id.to_string());
        let words = [
            ("urgency", self.urgency.as_ref().map(Urgency::word)),
            ("status", self.status.as_ref().map(Status::word)),
            ("organisation", organisation.as_deref()),
            ("district", self.district_code(ground)),
        ];
        for (name, word) in words {
            if let Some(word) = word {
                query.append_pair(name, word);
            }
        }
        if !self.words.is_empty() {
            query.append_pair("q", &self.words.join(" "));
        }
        if let Some(within) = self.within {
            query.append_pair("box", &within.to_string());
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
