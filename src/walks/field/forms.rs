//! What is written on a walk: what was typed, and what it means. Little is refused: nobody stands in the dark with gloves on
//! to be told that a field is missing.

use jiff::Timestamp;
use uuid::Uuid;

use super::actions::Submission;
use super::model::{NewJudgement, NewObservation, Parameter, Ratings};
use crate::digest::content_hash;
use crate::geometry::{Point, read_position};
use crate::walks::model::{ObservationKind, Stop, Theme};
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// Characters of the longest observation (`domain.md` 2.3).
pub const LONGEST_DESCRIPTION: usize = 1_000;

/// The fields of an observation that make it what it is. Their names are a contract with whatever a phone keeps.
const OBSERVATION: [&str; 9] =
    ["stop", "kind", "theme", "description", "position", "latitude", "longitude", "accuracy_m", CONFIRM_PRIVACY];

/// What stands in the form of an observation, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObservationForm(Submitted);

impl ObservationForm {
    /// What was sent, or what an address asks for: `?kind=strength&stop=2`.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The stop it names, by its place on the way.
    #[must_use]
    pub fn stop<'a>(&self, stops: &'a [Stop]) -> Option<&'a Stop> {
        stop_of(&self.0, stops)
    }

    /// Coordinates that came in two fields stand in the form as one text.
    #[must_use]
    pub fn written_position(&self) -> String {
        let (north, east) = (self.text("latitude"), self.text("longitude"));
        if north.is_empty() && east.is_empty() { self.text("position") } else { format!("{north}, {east}") }
    }

    /// The submission's id and the hash of what was written.
    ///
    /// # Errors
    /// A message when the client gave no id, or none that is a UUID.
    pub fn submission(&self) -> Result<Submission, Message> {
        submission(&self.0, OBSERVATION.map(|field| (field, self.text(field))))
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, stops: &[Stop], has_photos: bool) -> Result<NewObservation, Faults> {
        let mut faults = Faults::default();
        let kind = ObservationKind::from_word(&self.text("kind")).ok_or(Message::new("phone-kind-missing"));
        let kind = faults.sift("kind", kind);
        // Without a theme it is about something else: the leader sees what.
        let theme = Theme::from_word(&self.text("theme")).unwrap_or(Theme::Other);
        let description = self.description(has_photos, &mut faults);
        let point = self.point(&mut faults);
        let stop_id = match (self.text("stop").as_str(), self.stop(stops)) {
            ("", _) => None,
            (_, Some(stop)) => Some(stop.id),
            (_, None) => {
                faults.add("stop", Message::new("phone-stop-unknown"));
                None
            }
        };
        match kind {
            Some(kind) if faults.is_empty() => Ok(NewObservation {
                stop_id,
                kind,
                theme,
                description,
                accuracy_m: point.and_then(|_| self.accuracy()),
                point,
                noted_at: noted_at(&self.0),
            }),
            _ => Err(faults),
        }
    }

    fn description(&self, has_photos: bool, faults: &mut Faults) -> String {
        let text = self.text("description");
        let length = text.chars().count();
        if text.is_empty() && !has_photos {
            faults.add("description", Message::new("phone-description-missing"));
        } else if length > LONGEST_DESCRIPTION {
            faults.add("description", too_long(LONGEST_DESCRIPTION, length));
        } else if text.contains(|letter: char| letter.is_control() && letter != '\n' && letter != '\t') {
            faults.add("description", Message::new("phone-description-control"));
        }
        faults.guard("description", &text, self.text(CONFIRM_PRIVACY) == "yes");
        text
    }

    fn point(&self, faults: &mut Faults) -> Option<Point> {
        let written = self.written_position();
        if written.is_empty() {
            return None;
        }
        let read = read_position(&written).map(|read| read.point);
        faults.sift("position", read.map_err(|_| Message::new("phone-position-unreadable")))
    }

    fn accuracy(&self) -> Option<f64> {
        let metres: f64 = self.text("accuracy_m").replace(',', ".").parse().ok()?;
        (metres.is_finite() && metres >= 0.0).then_some(metres)
    }
}

/// What stands in the form that judges a stop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgementForm(Submitted);

impl JudgementForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form as a stop was judged before.
    #[must_use]
    pub fn of(ratings: &Ratings) -> Self {
        let rated = Parameter::ALL.into_iter().filter_map(|each| Some((each.word(), ratings.of(each)?.to_string())));
        Self(Submitted::from_pairs(rated))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The stop it names, by its place on the way.
    #[must_use]
    pub fn stop<'a>(&self, stops: &'a [Stop]) -> Option<&'a Stop> {
        stop_of(&self.0, stops)
    }

    /// The submission's id and the hash of what was written.
    ///
    /// # Errors
    /// As [`ObservationForm::submission`].
    pub fn submission(&self) -> Result<Submission, Message> {
        let ratings = Parameter::ALL.map(|each| (each.word(), self.text(each.word())));
        submission(&self.0, ratings.into_iter().chain([("stop", self.text("stop"))]))
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, stops: &[Stop]) -> Result<NewJudgement, Faults> {
        let (mut faults, mut ratings) = (Faults::default(), Ratings::default());
        let stop = faults.sift("stop", self.stop(stops).ok_or(Message::new("phone-stop-unknown")));
        for parameter in Parameter::ALL {
            let rating = match self.text(parameter.word()).as_str() {
                "" => Ok(None),
                given => match given.parse() {
                    Ok(rating @ 0..=Parameter::HIGHEST) => Ok(Some(rating)),
                    _ => Err(Message::new("phone-rating-unknown")),
                },
            };
            ratings.set(parameter, faults.sift(parameter.word(), rating).flatten());
        }
        if faults.is_empty() && ratings.is_empty() {
            faults.add(Parameter::Lighting.word(), Message::new("phone-rating-missing"));
        }
        match stop {
            Some(stop) if faults.is_empty() => {
                Ok(NewJudgement { stop_id: stop.id, ratings, noted_at: noted_at(&self.0) })
            }
            _ => Err(faults),
        }
    }
}

fn stop_of<'a>(form: &Submitted, stops: &'a [Stop]) -> Option<&'a Stop> {
    let position: i64 = form.text("stop").parse().ok()?;
    stops.iter().find(|stop| stop.position == position)
}

/// A phone's own word for when something was written is no part of what was written: it may be set anew when the same is
/// sent again. What cannot be read is left out.
fn noted_at(form: &Submitted) -> Option<Timestamp> {
    form.text("noted_at").parse().ok()
}

fn too_long(most: usize, length: usize) -> Message {
    Message::new("phone-description-long").with("most", most.to_string()).with("length", length.to_string())
}

fn submission(
    form: &Submitted,
    written: impl IntoIterator<Item = (&'static str, String)>,
) -> Result<Submission, Message> {
    let id = Uuid::parse_str(&form.text("submission_id")).map_err(|_| Message::new("report-id-missing"))?;
    Ok(Submission { id, content_hash: content_hash(written) })
}

/// Characters of the longest reason.
const LONGEST_REASON: usize = 500;

/// Why a picture is hidden; `None` when something is wrong with it.
pub fn read_reason(form: &Submitted, faults: &mut Faults) -> Option<String> {
    let reason = form.text("reason");
    let length = reason.chars().count();
    if reason.is_empty() {
        faults.add("reason", Message::new("hide-photo-reason-missing"));
    } else if length > LONGEST_REASON {
        faults.add("reason", too_long(LONGEST_REASON, length));
    }
    faults.guard("reason", &reason, form.text(CONFIRM_PRIVACY) == "yes");
    faults.is_empty().then_some(reason)
}
