//! What the forms of a protocol send, judged. Every sentence goes through the guard: what stands here is published.

use super::store::PointContent;
use crate::walks::forms::{LONGEST_LINE, LONGEST_TEXT};
use crate::walks::model::{Observation, ObservationKind, PointChange, Stop, Theme, WalkPoint};
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// What stands in the fields of a point: `kind`, `theme`, `words`, `stop` (key; empty for none), `place`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointForm(Submitted);

impl PointForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form of a point as it stands.
    #[must_use]
    pub fn of(point: &WalkPoint) -> Self {
        Self(Submitted::from_pairs([
            ("kind", point.kind.word().to_owned()),
            ("theme", point.theme.word().to_owned()),
            ("words", point.words.clone()),
            ("stop", point.stop_id.map(|id| id.to_string()).unwrap_or_default()),
            ("place", point.place.clone()),
        ]))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// Judges the form. `gathered` are the observations it is made of: kind, theme, stop and position come from them where
    /// the form says nothing, never a word.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, stops: &[Stop], gathered: &[&Observation]) -> Result<PointContent, Faults> {
        let mut faults = Faults::default();
        let first = gathered.first();
        let kind = match self.text("kind").as_str() {
            "" => first.map(|observation| observation.kind),
            word => ObservationKind::from_word(word),
        };
        let kind = faults.sift("kind", kind.ok_or(Message::new("report-choice-unknown")));
        let theme = match self.text("theme").as_str() {
            "" => first.map(|observation| observation.theme),
            word => Theme::from_word(word),
        };
        let theme = faults.sift("theme", theme.ok_or(Message::new("report-choice-unknown")));
        let words = needed_text(&self.0, "words", LONGEST_TEXT, &mut faults);
        let stop = match self.text("stop").as_str() {
            "" => first.and_then(|observation| stops.iter().find(|stop| Some(stop.id) == observation.stop_id)),
            key => {
                let found = stops.iter().find(|stop| stop.id.to_string() == key);
                faults.sift("stop", found.ok_or(Message::new("report-choice-unknown")))
            }
        };
        let mut place = self.text("place");
        if place.chars().count() > LONGEST_LINE {
            faults.add("place", Message::new("walk-text-long").with("most", LONGEST_LINE.to_string()));
        }
        faults.guard("place", &place, self.text(CONFIRM_PRIVACY) == "yes");
        if place.is_empty() {
            match stop {
                Some(stop) => place.clone_from(&stop.name),
                None => faults.add("place", Message::new("protocol-place-missing")),
            }
        }
        // An observation's own position is the point's, when it has one.
        let exact = gathered.iter().find(|observation| observation.latitude.is_some());
        match (kind, theme) {
            (Some(kind), Some(theme)) if faults.is_empty() => Ok(PointContent {
                kind,
                theme,
                place,
                words,
                stop_id: stop.map(|stop| stop.id),
                latitude: exact.and_then(|noted| noted.latitude).or(stop.map(|stop| stop.latitude)),
                longitude: exact.and_then(|noted| noted.longitude).or(stop.map(|stop| stop.longitude)),
                area_id: exact.and_then(|noted| noted.area_id).or(stop.and_then(|stop| stop.area_id)),
            }),
            _ => Err(faults),
        }
    }
}

/// The observations a form ticks.
#[must_use]
pub fn ticked(form: &Submitted) -> Vec<i64> {
    form.all("observation").into_iter().filter_map(|key| key.parse().ok()).collect()
}

/// A text of a form that must be there, through the guard.
pub fn needed_text(form: &Submitted, field: &'static str, most: usize, faults: &mut Faults) -> String {
    let text = form.text(field);
    if text.is_empty() {
        faults.add(field, Message::new("walk-text-missing"));
    }
    optional_text(form, field, most, faults)
}

/// A text of a form that may be empty, through the guard.
pub fn optional_text(form: &Submitted, field: &'static str, most: usize, faults: &mut Faults) -> String {
    let text = form.text(field);
    if text.chars().count() > most {
        faults.add(field, Message::new("walk-text-long").with("most", most.to_string()));
    }
    faults.guard(field, &text, form.text(CONFIRM_PRIVACY) == "yes");
    text
}

/// How points of an earlier walk are now: `change-POINT` for each that was looked at.
#[must_use]
pub fn read_changes(form: &Submitted, points: &[WalkPoint]) -> Vec<(i64, PointChange)> {
    let said = |point: &WalkPoint| {
        let word = form.text(&format!("change-{}", point.id));
        PointChange::from_word(&word).map(|change| (point.id, change))
    };
    points.iter().filter_map(said).collect()
}

impl PointForm {
    /// Takes over the reason, and whether the guard was answered, from what was sent.
    pub fn set_reason(&mut self, sent: &Submitted) {
        for field in ["reason", CONFIRM_PRIVACY] {
            self.0.set(field, sent.text(field));
        }
    }
}
