//! What a browser sees of reports, and the words that several pages share.

mod answers;
mod filter;
mod from_walk;
mod incident;
mod list;
mod map;
mod patterns;
mod plan;
mod report;
pub mod review;
mod saved;

use jiff::Timestamp;
use jiff::civil::Date;

use super::category;
use super::model::{Listed, Status};
use crate::accounts::Organisation;
use crate::db::{Db, Moment};
use crate::districts::{self, Ground};
use crate::geometry::Point;
use crate::mail::Outbox;
use crate::photos::Darkroom;
use crate::texts::Language;
use crate::urls;
use crate::web::{Changes, Choice, Visit, now, shared, tools};

pub use from_walk::{new_from_walk, report_from_walk};
pub use incident::{answer, incident, reporter};
pub use list::list;
pub use map::clusters;
pub use patterns::patterns;
pub use report::{correct, nearby_fragment, new, report, submit_correction};
pub use saved::{delete_filter, filters, save_filter};

tools! {
    /// What the handlers of the report form work with, beside who asks and what was sent. An extractor.
    Tools {
        db: Db = shared,
        map: districts::Map = shared,
        outbox: Outbox = shared,
        darkroom: Darkroom = shared,
        changes: Changes = shared,
        now: Timestamp = now,
    }
}

/// A report as lists show it.
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// Its category's name.
    pub category: String,
    /// When, in words.
    pub when: String,
    /// Where, in words.
    pub whereabouts: String,
    /// How disturbing, in words.
    pub severity: String,
    /// Where it stands, in words.
    pub status: String,
    /// The sign's kind for that.
    pub status_kind: &'static str,
    /// Whose it is.
    pub organisation: String,
}

/// The rows of a list in the visitor's language.
#[must_use]
pub fn rows(language: Language, ground: &Ground, organisations: &[Organisation], listed: &[Listed]) -> Vec<Row> {
    let row = |incident: &Listed| {
        let owner = organisations.iter().find(|organisation| organisation.id == incident.organisation_id);
        Row {
            href: urls::incident(incident.id),
            category: category_name(language, &incident.category),
            when: language.from_to(incident.occurred_from.instant(), incident.occurred_to.map(Moment::instant)),
            whereabouts: whereabouts(language, ground, incident.district_id, incident.area_id),
            severity: language.text(&format!("severity-{}-short", incident.severity.word())),
            status: language.text(&format!("status-{}", incident.status.word())),
            status_kind: status_kind(incident.status),
            organisation: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
        }
    };
    listed.iter().map(row).collect()
}

pub(super) fn category_name(language: Language, code: &str) -> String {
    category::find_category(code).map_or_else(|| code.to_owned(), |known| known.name(language).to_owned())
}

pub(super) fn status_kind(status: Status) -> &'static str {
    match status {
        Status::New => "plain",
        Status::Reviewed => "less",
        Status::Question => "now",
        Status::Merged | Status::SetAside => "quiet",
    }
}

pub(super) fn whereabouts(language: Language, ground: &Ground, district: Option<i64>, area: Option<i64>) -> String {
    let district = district.and_then(|id| ground.district(id)).map(|known| known.name.clone());
    let Some(district) = district else { return language.text("district-unknown") };
    match area.and_then(|id| ground.area(id)) {
        Some(area) if area.name != district => format!("{district}, {}", area.name),
        _ => district,
    }
}

/// The nearest other district and how many metres away it is, when that is near enough to be worth a word.
pub(super) fn near_district(ground: &Ground, point: Point, day: Date) -> Option<(String, f64)> {
    const NEAR_M: f64 = 100.0;
    let (other, metres) = ground.nearest_other_district(point, day)?;
    (metres <= NEAR_M).then(|| (other.name.clone(), metres))
}

/// A select of districts. The first line is none, and says what that means; the last one is "not known".
pub(super) fn district_choices(visit: &Visit, ground: &Ground, chosen: &str, none_key: &str) -> Vec<Choice> {
    let none = Choice::new("", visit.t(none_key), chosen);
    let known = ground.districts().into_iter().map(|district| Choice::new(&district.code, &district.name, chosen));
    let unknown = Choice::new("unknown", visit.t("district-unknown"), chosen);
    std::iter::once(none).chain(known).chain([unknown]).collect()
}
