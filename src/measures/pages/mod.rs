//! What a browser sees of measures, and the words that several pages share.

mod clusters;
mod list;
mod measure;
mod new;

use jiff::civil::Date;

use super::model::{Measure, Origin, Status, Step};
use crate::accounts::{Organisation, Viewer};
use crate::districts::Ground;
use crate::texts::Language;
use crate::urls;

pub use clusters::clusters;
pub use list::{list, urgent_address};
pub use measure::{measure, take_step};
pub use new::{hand_out, new};

/// A measure as lists show it.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// What it is.
    pub title: String,
    /// Where, in words.
    pub whereabouts: String,
    /// Whose it is.
    pub organisation: String,
    /// The function that answers for it.
    pub line_function: String,
    /// By when, in words.
    pub due: String,
    /// That its day has passed; empty when not.
    pub overdue: String,
    /// Where it stands, in words.
    pub status: String,
    /// The sign's kind for that.
    pub status_kind: &'static str,
    /// What participants and the public are told; may be empty.
    pub public_note: String,
}

/// The rows of a list in the language of whoever looks.
#[must_use]
pub fn rows(
    language: Language,
    ground: &Ground,
    organisations: &[Organisation],
    viewer: &Viewer,
    today: Date,
    measures: &[Measure],
) -> Vec<Row> {
    let row = |measure: &Measure| {
        let standing = &measure.standing;
        Row {
            href: urls::measure(measure.id),
            title: measure.promise.title.clone(),
            whereabouts: whereabouts(language, ground, measure),
            organisation: organisation(organisations, measure),
            line_function: measure.promise.line_function.clone(),
            due: standing.due_on.map_or_else(|| language.text("measure-no-date"), |day| language.day(day.date())),
            overdue: if standing.is_overdue(today) { language.text("measure-overdue") } else { String::new() },
            status: status_word(language, standing.status),
            status_kind: status_kind(viewer, measure),
            public_note: standing.public_note.clone(),
        }
    };
    measures.iter().map(row).collect()
}

/// What a status is called.
#[must_use]
pub fn status_word(language: Language, status: Status) -> String {
    language.text(&format!("measure-status-{}", status.word()))
}

/// What has become of a promise, in a sentence for those who asked for it and may not read the measure itself.
#[must_use]
pub fn told(language: Language, status: Status) -> String {
    language.text(&format!("measure-told-{}", status.word()))
}

/// The sign's kind for where a measure stands: amber when it is this viewer's turn.
fn status_kind(viewer: &Viewer, measure: &Measure) -> &'static str {
    let status = measure.standing.status;
    let is_own = measure.promise.organisation_id == viewer.organisation_id;
    let next = match status {
        Status::Proposed => is_own.then_some(Step::Accept),
        Status::Done => Some(Step::Verify),
        _ => None,
    };
    match status {
        _ if next.is_some_and(|step| measure.takes_from(viewer, step)) => "now",
        Status::Proposed | Status::Declined => "quiet",
        Status::Accepted | Status::InProgress => "",
        Status::Done | Status::Verified => "less",
    }
}

fn organisation(organisations: &[Organisation], measure: &Measure) -> String {
    let owner = organisations.iter().find(|known| known.id == measure.promise.organisation_id);
    owner.map(|owner| owner.name.clone()).unwrap_or_default()
}

/// Whose it is, with the function that answers for it.
fn owner(organisations: &[Organisation], measure: &Measure) -> String {
    format!("{}, {}", organisation(organisations, measure), measure.promise.line_function)
}

/// Where it is: the place, and the district; or the whole municipality.
fn whereabouts(language: Language, ground: &Ground, measure: &Measure) -> String {
    let district = measure.spot.district_id.and_then(|id| ground.district(id)).map(|known| known.name.clone());
    let place = Some(measure.promise.place.clone()).filter(|place| !place.is_empty());
    match (place, district) {
        (Some(place), Some(district)) if !place.contains(&district) => format!("{place}, {district}"),
        (Some(place), _) => place,
        (None, Some(district)) => district,
        (None, None) => language.text("measure-everywhere"),
    }
}

/// The address of a new measure that comes from something.
#[must_use]
pub fn new_address(origin: Origin) -> String {
    match origin {
        Origin::ByHand => urls::MEASURE_NEW.to_owned(),
        Origin::Incident(id) => urls::measure_new_of_incident(id),
        Origin::WalkPoint(id) => urls::measure_new_of_point(id),
        Origin::Picture(monday) => urls::measure_new_of_week(crate::time::IsoWeek::of_day(monday.date())),
    }
}
