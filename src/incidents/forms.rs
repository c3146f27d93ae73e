//! The report form: what was typed, and what it means.

use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

use super::actions::Submission;
use super::audience::Audience;
use super::category::{self, Kind};
use super::import::LONGEST_DESCRIPTION;
use super::model::{Incident, Observed, PoliceReported, Report, Whereabouts};
use super::severity::Severity;
use crate::digest::sha256;
use crate::districts::{Ground, Place};
use crate::geometry::{Point, PositionError, Projection, System, read_position};
use crate::time::{self, LocalTimeFault, local, read_local};
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// Clocks of phones run ahead a little; a report from five minutes hence is from now.
const CLOCKS_DIFFER_MINUTES: i64 = 5;
/// An event may lie this many years back without being asked about.
const YEARS_UNASKED: i64 = 2;
/// No planned event is further ahead than this.
const YEARS_AHEAD: i64 = 2;

/// The fields of a report, in the order of the form. Their names are a contract (`design.md` 6).
const FIELDS: [&str; 18] = [
    "category",
    "occurred_from",
    "occurred_to",
    "place",
    "position",
    "latitude",
    "longitude",
    "accuracy_m",
    "district",
    "severity",
    "observed",
    "police_reported",
    "description",
    "audience",
    "on_behalf",
    "wants_mail",
    "confirm_old",
    CONFIRM_PRIVACY,
];

/// What stands in the form: the visitor's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportForm(Submitted);

impl ReportForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form as a new report begins: now, seen by oneself, not known whether the police were told.
    #[must_use]
    pub fn blank(now: Timestamp) -> Self {
        Self(Submitted::from_pairs([
            ("occurred_from", time::form_value(now)),
            ("observed", Observed::Myself.word().to_owned()),
            ("police_reported", PoliceReported::Unknown.word().to_owned()),
        ]))
    }

    /// The form as a report stands, for correcting it.
    #[must_use]
    pub fn of(incident: &Incident, ground: &Ground, places: &[Place]) -> Self {
        let named = incident.content.place_id.and_then(|id| places.iter().find(|place| place.id == id));
        let point = incident.point().map(|point| format!("{}, {}", point.latitude(), point.longitude()));
        let district = incident.content.district_id.and_then(|id| ground.district(id));
        let (place, position, district) = match (named, point) {
            (Some(place), _) => (place.name.clone(), String::new(), ""),
            (None, Some(point)) => (String::new(), point, ""),
            (None, None) => (String::new(), String::new(), district.map_or("unknown", |known| known.code.as_str())),
        };
        let end = incident.content.occurred_to.map(|end| time::form_value(end.instant()));
        Self(Submitted::from_pairs([
            ("category", incident.content.category.clone()),
            ("occurred_from", time::form_value(incident.content.occurred_from.instant())),
            ("occurred_to", end.unwrap_or_default()),
            ("place", place),
            ("position", position),
            ("accuracy_m", incident.content.accuracy_m.map(|metres| metres.to_string()).unwrap_or_default()),
            ("district", district.to_owned()),
            ("severity", incident.content.severity.word().to_owned()),
            ("observed", incident.content.observed.word().to_owned()),
            ("police_reported", incident.content.police_reported.word().to_owned()),
            ("description", incident.content.description.clone()),
            ("audience", incident.content.audience.word().to_owned()),
            ("on_behalf", yes_if(incident.content.is_on_behalf)),
            ("wants_mail", yes_if(incident.content.wants_mail)),
        ]))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The submission's id and the hash of its fields.
    ///
    /// # Errors
    /// A message when the client gave no id, or none that is a UUID.
    pub fn submission(&self) -> Result<Submission, Message> {
        let id = Uuid::parse_str(&self.text("submission_id")).map_err(|_| Message::new("report-id-missing"))?;
        // Length first, so that no two forms run together to the same bytes.
        let sent = FIELDS.map(|field| (field, self.text(field)));
        let told = sent.map(|(field, text)| format!("{field} {} {text}\n", text.len())).concat();
        let content_hash = sha256(told);
        Ok(Submission { id, content_hash })
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, ground: &Ground, places: &[Place], now: Timestamp) -> Result<Report, Faults> {
        let mut faults = Faults::default();
        let category = faults.sift("category", self.category());
        let kind = category.map_or(Kind::Event, |found| found.kind);
        let times = self.times(kind, now, &mut faults);
        let whereabouts = self.whereabouts(ground, places, &mut faults);
        let severity = Severity::from_word(&self.text("severity")).ok_or(Message::new("report-severity-missing"));
        let severity = faults.sift("severity", severity);
        let observed = self.word("observed", Observed::Myself, Observed::from_word);
        let observed = faults.sift("observed", observed);
        let police = self.word("police_reported", PoliceReported::Unknown, PoliceReported::from_word);
        let police_reported = faults.sift("police_reported", police);
        let description = faults.sift("description", self.description());
        if let Some(text) = &description {
            faults.guard("description", text, self.text(CONFIRM_PRIVACY) == "yes");
        }
        let audience = category.and_then(|found| faults.sift("audience", self.audience(found)));
        match (category, times, whereabouts, severity, observed, police_reported, description, audience) {
            (
                Some(category),
                Some((occurred_from, occurred_to)),
                Some(whereabouts),
                Some(severity),
                Some(observed),
                Some(police_reported),
                Some(description),
                Some(audience),
            ) if faults.is_empty() => Ok(Report {
                category: &category.code,
                occurred_from,
                occurred_to,
                whereabouts,
                severity,
                observed,
                police_reported,
                description,
                audience,
                is_on_behalf: self.text("on_behalf") == "yes",
                wants_mail: self.text("wants_mail") == "yes",
            }),
            _ => Err(faults),
        }
    }

    fn category(&self) -> Result<&'static category::Category, Message> {
        category::find_category(&self.text("category")).ok_or(Message::new("report-category-missing"))
    }

    /// A word of a field that has a usual answer: an old client may leave it out, but not say something else.
    fn word<T>(&self, field: &str, usual: T, read: impl Fn(&str) -> Option<T>) -> Result<T, Message> {
        let text = self.text(field);
        if text.is_empty() { Ok(usual) } else { read(&text).ok_or(Message::new("report-choice-unknown")) }
    }

    /// Whom it shall reach: as far as its category goes unless somebody says less; never further.
    fn audience(&self, category: &category::Category) -> Result<Audience, Message> {
        let asked = self.word("audience", category.audience, Audience::from_word)?;
        if asked > category.audience {
            return Err(Message::new("report-audience-wide"));
        }
        Ok(asked)
    }

    fn description(&self) -> Result<String, Message> {
        let text = self.text("description");
        let length = text.chars().count();
        if length > LONGEST_DESCRIPTION {
            return Err(Message::new("report-description-long")
                .with("most", LONGEST_DESCRIPTION.to_string())
                .with("length", length.to_string()));
        }
        if text.contains(|letter: char| letter.is_control() && letter != '\n' && letter != '\t') {
            return Err(Message::new("report-description-control"));
        }
        Ok(text)
    }

    fn times(&self, kind: Kind, now: Timestamp, faults: &mut Faults) -> Option<(Timestamp, Option<Timestamp>)> {
        let from = faults.sift("occurred_from", self.time("occurred_from"));
        let to = faults.sift("occurred_to", self.time("occurred_to"));
        let (from, to) = (from?, to?);
        let Some(from) = from else {
            faults.add("occurred_from", Message::new("report-time-missing"));
            return None;
        };
        let here = local(now);
        // An event that is planned lies ahead; nothing else does.
        let latest = if kind == Kind::PlannedEvent {
            here.saturating_add(YEARS_AHEAD.years())
        } else {
            here.saturating_add(CLOCKS_DIFFER_MINUTES.minutes())
        };
        for (field, time) in [("occurred_from", Some(from)), ("occurred_to", to)] {
            if time.is_some_and(|time| time > latest.timestamp()) {
                faults.add(field, Message::new("report-time-future"));
            }
        }
        if to.is_some_and(|to| to < from) {
            faults.add("occurred_to", Message::new("report-time-order"));
        }
        let long_ago = here.saturating_sub(YEARS_UNASKED.years()).timestamp();
        if from < long_ago && self.text("confirm_old") != "yes" {
            faults.add("confirm_old", Message::new("report-time-old").with("day", local(from).date().to_string()));
        }
        Some((from, to))
    }

    fn time(&self, field: &str) -> Result<Option<Timestamp>, Message> {
        let text = self.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        read_local(&text).map(Some).map_err(|fault| {
            Message::new(match fault {
                LocalTimeFault::Unreadable => "report-time-unreadable",
                LocalTimeFault::Skipped => "report-time-skipped",
            })
        })
    }

    /// Coordinates go before a place's name, a name before a district alone.
    pub(super) fn whereabouts(&self, ground: &Ground, places: &[Place], faults: &mut Faults) -> Option<Whereabouts> {
        if self.0.has("latitude") || self.0.has("longitude") {
            let point = faults.sift("position", self.degrees())?;
            return Some(Whereabouts::Point { point, accuracy_m: self.accuracy(), place_id: None });
        }
        if self.0.has("position") {
            let point = faults.sift("position", read_point(&self.text("position")))?;
            return Some(Whereabouts::Point { point, accuracy_m: self.accuracy(), place_id: None });
        }
        if self.0.has("place") {
            let place = faults.sift("place", find_place(&self.text("place"), places))?;
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
}

fn read_point(text: &str) -> Result<Point, Message> {
    let read = read_position(text).map_err(|fault| {
        Message::new(match fault {
            PositionError::Empty | PositionError::Unreadable => "report-position-unreadable",
            PositionError::OtherSystem => "report-position-system",
            PositionError::OutOfRange => "report-position-abroad",
        })
    })?;
    if read.swapped {
        return Err(Message::new("report-position-swapped").with("position", in_system(read.point, read.system)));
    }
    Ok(read.point)
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

fn yes_if(is_so: bool) -> String {
    if is_so { "yes" } else { "" }.to_owned()
}

fn point_of(place: &Place) -> Result<Point, Message> {
    Point::new(place.latitude, place.longitude).map_err(|_| Message::new("report-place-unknown"))
}

/// The place of this name; or the only one whose name begins with it or has a word that does, small and capital letters
/// alike.
fn find_place<'a>(text: &str, places: &'a [Place]) -> Result<&'a Place, Message> {
    let wanted = text.to_lowercase();
    if let Some(exact) = places.iter().find(|place| place.name.to_lowercase() == wanted) {
        return Ok(exact);
    }
    let begins = |name: &str| {
        let name = name.to_lowercase();
        name.starts_with(&wanted)
            || name.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.starts_with(&wanted))
    };
    let likely: Vec<&Place> = places.iter().filter(|place| begins(&place.name)).collect();
    match likely.as_slice() {
        [one] => Ok(one),
        [] => Err(Message::new("report-place-unknown")),
        several => {
            let names: Vec<&str> = several.iter().take(5).map(|place| place.name.as_str()).collect();
            Err(Message::new("report-place-several").with("names", names.join(", ")))
        }
    }
}
