//! The form of an area's class.

use jiff::civil::Date;

use super::model::{Class, Classed, Classification};
use crate::web::{Faults, Message, Submitted};

/// Characters of the longest line.
const LONGEST_LINE: usize = 200;

/// What stands in the form, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassedForm(pub Submitted);

impl ClassedForm {
    /// The form of one that is kept.
    #[must_use]
    pub fn of(kept: &Classification) -> Self {
        let Classed { area, class, from_on, to_on, source } = &kept.classed;
        Self(Submitted::from_pairs([
            ("version", kept.version.to_string()),
            ("area", area.clone()),
            ("class", class.word().to_owned()),
            ("from_on", from_on.date().to_string()),
            ("to_on", to_on.map_or_else(String::new, |last| last.date().to_string())),
            ("source", source.clone()),
        ]))
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self) -> Result<Classed, Faults> {
        let form = &self.0;
        let mut faults = Faults::default();
        let mut words = |field: &'static str, missing: &'static str| {
            if !form.has(field) {
                faults.add(field, Message::new(missing));
            }
            faults.sift_words(form, field, LONGEST_LINE)
        };
        let area = words("area", "indicator-area-missing");
        let source = words("source", "classed-source-missing");
        let class = Class::from_word(&form.text("class")).ok_or(Message::new("classed-class-missing"));
        let class = faults.sift("class", class);
        let mut day = |field: &'static str| {
            let day = form.text(field).parse::<Date>().map_err(|_| Message::new("planned-day-unreadable"));
            faults.sift(field, day)
        };
        let from_on = day("from_on");
        let to_on = if form.has("to_on") { day("to_on") } else { None };
        if from_on.zip(to_on).is_some_and(|(from, to)| to < from) {
            faults.add("to_on", Message::new("planned-days-order"));
        }
        let read = || {
            Some(Classed {
                area: area?,
                class: class?,
                from_on: from_on?.into(),
                to_on: to_on.map(Into::into),
                source: source?,
            })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }
}
