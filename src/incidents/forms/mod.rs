//! The report form: what was typed, and what it means.

mod place;
mod when;

pub use when::{WHENS, times_of_today};

use jiff::Timestamp;
use uuid::Uuid;

use super::actions::Submission;
use super::audience::Audience;
use super::category::{self, Kind};
use super::import::LONGEST_DESCRIPTION;
use super::model::{Incident, Observed, PoliceReported, Report, Whereabouts};
use super::nearby::Relation;
use super::severity::Severity;
use crate::digest::content_hash;
use crate::districts::{Ground, Place};
use crate::time;
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// The fields of a report, in the order of the form. Their names are a contract (`design.md` 6).
const FIELDS: [&str; 25] = [
    "category",
    "when",
    "opened_at",
    "today_at",
    "occurred_from",
    "occurred_to",
    "place",
    "place_pick",
    "position",
    "position_swap",
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
    "nearby",
    "shift",
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
            ("when", "now".to_owned()),
            ("opened_at", time::form_value(now)),
            ("observed", Observed::Myself.word().to_owned()),
            ("police_reported", PoliceReported::Unknown.word().to_owned()),
        ]))
    }

    /// The form for another report from where that one was, begun now, of the same shift if there was one.
    #[must_use]
    pub fn from_here(now: Timestamp, there: &Incident, ground: &Ground, places: &[Place]) -> Self {
        let lies = Where::of(there, ground, places);
        Self(Submitted::from_pairs([
            ("when", "now".to_owned()),
            ("opened_at", time::form_value(now)),
            ("place", lies.place),
            ("position", lies.position),
            ("accuracy_m", lies.accuracy),
            ("district", lies.district),
            ("observed", there.content.observed.word().to_owned()),
            ("police_reported", PoliceReported::Unknown.word().to_owned()),
            ("on_behalf", yes_if(there.content.is_on_behalf)),
            ("wants_mail", yes_if(there.content.wants_mail)),
        ]))
    }

    /// The form as a report stands, for correcting it.
    #[must_use]
    pub fn of(incident: &Incident, ground: &Ground, places: &[Place]) -> Self {
        let lies = Where::of(incident, ground, places);
        let end = incident.content.occurred_to.map(|end| time::form_value(end.instant()));
        Self(Submitted::from_pairs([
            ("category", incident.content.category.clone()),
            ("when", "between".to_owned()),
            ("occurred_from", time::form_value(incident.content.occurred_from.instant())),
            ("occurred_to", end.unwrap_or_default()),
            ("place", lies.place),
            ("position", lies.position),
            ("accuracy_m", lies.accuracy),
            ("district", lies.district),
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

    /// The key of the shift it was seen on.
    #[must_use]
    pub fn shift(&self) -> Option<i64> {
        self.text("shift").parse().ok()
    }

    /// Whether the visitor is still to be asked how it belongs to what was reported nearby. Only our own form can ask.
    #[must_use]
    pub fn asks_nearby(&self) -> bool {
        self.text("asks_nearby") == "yes" && !self.0.has("nearby")
    }

    /// Where it is, for looking it up before anything else is filled in.
    #[must_use]
    pub fn locate(&self, ground: &Ground, places: &[Place]) -> (Option<Whereabouts>, Faults) {
        let mut faults = Faults::default();
        let whereabouts = self.whereabouts(ground, places, &mut faults);
        (whereabouts, faults)
    }

    /// Enough of a report to look around it: its category, time and place. `None` while one of them is missing; the rest
    /// is as good as empty.
    #[must_use]
    pub fn sketch(&self, ground: &Ground, places: &[Place], now: Timestamp) -> Option<Report> {
        let (category, mut faults) = (self.category().ok()?, Faults::default());
        let (occurred_from, occurred_to) = self.times(category.kind, now, &mut faults)?;
        let whereabouts = self.whereabouts(ground, places, &mut faults)?;
        Some(Report {
            category: &category.code,
            occurred_from,
            occurred_to,
            whereabouts,
            severity: Severity::Low,
            observed: Observed::Myself,
            police_reported: PoliceReported::Unknown,
            description: String::new(),
            audience: category.audience,
            is_on_behalf: false,
            wants_mail: false,
        })
    }

    /// The same form with an answer taken back.
    #[must_use]
    pub fn without(mut self, field: &str) -> Self {
        self.0.set(field, String::new());
        self
    }

    /// The same form, for something seen on this shift.
    #[must_use]
    pub fn of_shift(mut self, id: i64) -> Self {
        self.0.set("shift", id.to_string());
        self
    }

    /// The submission's id and the hash of its fields.
    ///
    /// # Errors
    /// A message when the client gave no id, or none that is a UUID.
    pub fn submission(&self) -> Result<Submission, Message> {
        let id = Uuid::parse_str(&self.text("submission_id")).map_err(|_| Message::new("report-id-missing"))?;
        let content_hash = content_hash(FIELDS.map(|field| (field, self.text(field))));
        let relation = Relation::from_word(&self.text("nearby")).unwrap_or(Relation::Unasked);
        Ok(Submission { id, content_hash, relation, shift_id: self.shift() })
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
}

fn yes_if(is_so: bool) -> String {
    if is_so { "yes" } else { "" }.to_owned()
}

/// What stands in the fields that say where.
struct Where {
    place: String,
    position: String,
    accuracy: String,
    district: String,
}

impl Where {
    fn of(incident: &Incident, ground: &Ground, places: &[Place]) -> Self {
        let named = incident.content.place_id.and_then(|id| places.iter().find(|place| place.id == id));
        let point = incident.point().map(|point| format!("{}, {}", point.latitude(), point.longitude()));
        let district = incident.content.district_id.and_then(|id| ground.district(id));
        let (place, position, district) = match (named, point) {
            (Some(place), _) => (place.name.clone(), String::new(), ""),
            (None, Some(point)) => (String::new(), point, ""),
            (None, None) => (String::new(), String::new(), district.map_or("unknown", |known| known.code.as_str())),
        };
        let accuracy = incident.content.accuracy_m.map(|metres| metres.to_string()).unwrap_or_default();
        Where { place, position, accuracy, district: district.to_owned() }
    }
}
