//! Raw input → what an indicator is and what was measured: of the forms and of a table's cells alike.

use super::model::{Better, Description, Direction, EVERYBODY, Figures, Indicator, Reading, Unit};
use crate::followup::table::{cut, read_year};
use crate::web::{Faults, Message, Submitted};

/// Characters of the longest code.
pub const LONGEST_CODE: usize = 40;
/// Characters of the longest line.
pub const LONGEST_LINE: usize = 200;
/// Nothing that is told in numbers here comes near it.
const LARGEST: f64 = 1e12;

/// A figure in a unit, with decimal comma or point; `None` when there is nothing.
///
/// # Errors
/// What to say of what is none, or none of the unit.
pub fn read_figure(text: &str, unit: Unit) -> Result<Option<f64>, Message> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let digits = digits.trim_end_matches('%').replace(',', ".");
    if digits.is_empty() {
        return Ok(None);
    }
    let number = digits.parse::<f64>().ok().filter(|number| (0.0..LARGEST).contains(number));
    let number = number.ok_or_else(|| Message::new("indicator-fault-figure").with("figure", cut(text)))?;
    if unit.is_asked() && number > 100.0 {
        return Err(Message::new("indicator-fault-hundred").with("figure", cut(text)));
    }
    Ok(Some(number))
}

/// What is aimed at: a figure, `increase`, `decrease`, or nothing.
///
/// # Errors
/// As [`read_figure`].
pub fn read_target(text: &str, unit: Unit) -> Result<(Option<f64>, Direction), Message> {
    match Direction::from_word(text) {
        Some(direction) => Ok((None, direction)),
        None => Ok((read_figure(text, unit)?, Direction::None)),
    }
}

/// Who was asked or counted: `all`, `women`, `men`, an age as `16-24` or `65-`; nothing is everybody.
///
/// # Errors
/// What to say of anything else.
pub fn read_people(text: &str) -> Result<String, Message> {
    let word = text.to_lowercase().replace('–', "-");
    let is_age = |(from, to): (&str, &str)| {
        let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 3);
        number(from).is_some_and(|from| to.is_empty() || number(to).is_some_and(|to| from <= to))
    };
    match word.as_str() {
        "" => Ok(EVERYBODY.to_owned()),
        EVERYBODY | "women" | "men" => Ok(word),
        age if age.split_once('-').is_some_and(is_age) => Ok(word),
        _ => Err(Message::new("indicator-fault-people").with("people", cut(text))),
    }
}

/// What is wrong with figures that were read one by one.
///
/// # Errors
/// The first thing that they cannot be together.
pub fn judge_figures(figures: &Figures) -> Result<(), Message> {
    if figures.outcome.is_none() && figures.target().is_none() {
        Err(Message::new("indicator-fault-nothing"))
    } else if figures.outcome.is_none() && figures.margin_of_error.is_some() {
        Err(Message::new("indicator-fault-margin"))
    } else {
        Ok(())
    }
}

/// What stands in the form of an indicator, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorForm(pub Submitted);

impl IndicatorForm {
    /// The form of an indicator that is kept.
    #[must_use]
    pub fn of(indicator: &Indicator) -> Self {
        let Description { code, name, unit, better } = &indicator.about;
        Self(Submitted::from_pairs([
            ("version", indicator.version.to_string()),
            ("code", code.clone()),
            ("name", name.clone()),
            ("unit", unit.word().to_owned()),
            ("better", better.word().to_owned()),
        ]))
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self) -> Result<Description, Faults> {
        let mut faults = Faults::default();
        let mut words = |field: &'static str, most: usize, missing: &'static str| {
            if !self.0.has(field) {
                faults.add(field, Message::new(missing));
            }
            faults.sift_words(&self.0, field, most)
        };
        let code = words("code", LONGEST_CODE, "indicator-code-missing");
        let name = words("name", LONGEST_LINE, "indicator-name-missing");
        let unit = Unit::from_word(&self.0.text("unit")).ok_or(Message::new("indicator-unit-missing"));
        let unit = faults.sift("unit", unit);
        let better = Better::from_word(&self.0.text("better")).ok_or(Message::new("indicator-better-missing"));
        let better = faults.sift("better", better);
        let read = || Some(Description { code: code?, name: name?, unit: unit?, better: better? });
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }
}

/// The field in which an age is written.
const AGE: &str = "age";

/// What stands in the form of a year's figures, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingForm(pub Submitted);

impl ReadingForm {
    /// The form of figures that are kept, upon the version of their indicator.
    #[must_use]
    pub fn of(reading: &Reading, version: i64) -> Self {
        let Figures { area, people, year, outcome, margin_of_error, target, direction, source } = &reading.figures;
        let number =
            |figure: Option<f64>| figure.map_or_else(String::new, |figure| figure.to_string().replace('.', ","));
        let is_age = people.contains('-');
        Self(Submitted::from_pairs([
            ("version", version.to_string()),
            ("area", area.clone()),
            ("people", if is_age { AGE.to_owned() } else { people.clone() }),
            (AGE, if is_age { people.clone() } else { String::new() }),
            ("year", year.to_string()),
            ("outcome", number(*outcome)),
            ("margin_of_error", number(*margin_of_error)),
            ("target", number(*target)),
            ("direction", direction.word().to_owned()),
            ("source", source.clone()),
        ]))
    }

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, unit: Unit) -> Result<Figures, Faults> {
        let form = &self.0;
        let mut faults = Faults::default();
        if !form.has("area") {
            faults.add("area", Message::new("indicator-area-missing"));
        }
        let area = faults.sift_words(form, "area", LONGEST_LINE);
        let people = match form.text("people") {
            age if age == AGE && !form.has(AGE) => {
                faults.add(AGE, Message::new("indicator-age-missing"));
                None
            }
            age if age == AGE => faults.sift(AGE, read_people(&form.text(AGE))),
            word => faults.sift("people", read_people(&word)),
        };
        let year = faults.sift("year", read_year(&form.text("year")));
        let mut figure = |field: &'static str| faults.sift(field, read_figure(&form.text(field), unit));
        let (outcome, margin_of_error, target) = (figure("outcome"), figure("margin_of_error"), figure("target"));
        let direction = Direction::from_word(&form.text("direction")).unwrap_or(Direction::None);
        if target.flatten().is_some() && direction != Direction::None {
            faults.add("direction", Message::new("indicator-fault-two-targets"));
        }
        let source = faults.sift_words(form, "source", LONGEST_LINE);
        let read = || {
            Some(Figures {
                area: area?,
                people: people?,
                year: year?,
                outcome: outcome?,
                margin_of_error: margin_of_error?,
                target: target?,
                direction,
                source: source?,
            })
        };
        let figures = read();
        if let Some(figures) = &figures
            && let Err(fault) = judge_figures(figures)
        {
            faults.add("outcome", fault);
        }
        figures.filter(|_| faults.is_empty()).ok_or(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_swedes_and_programs_write_them() {
        assert_eq!(read_figure("42,5", Unit::Index), Ok(Some(42.5)));
        assert_eq!(read_figure(" 61 % ", Unit::Percent), Ok(Some(61.0)));
        assert_eq!(read_figure("1 240", Unit::Count), Ok(Some(1240.0)));
        assert_eq!(read_figure("", Unit::Count), Ok(None));
        for wrong in ["101", "-1", "många", "NaN", "inf"] {
            assert!(read_figure(wrong, Unit::Percent).is_err(), "{wrong}");
        }
        assert_eq!(read_target("increase", Unit::Index), Ok((None, Direction::Increase)));
        assert_eq!(read_target("65", Unit::Index), Ok((Some(65.0), Direction::None)));
    }

    #[test]
    fn people_are_everybody_women_men_or_an_age() {
        let read = |text: &str| read_people(text).ok();
        assert_eq!(read(""), Some("all".to_owned()));
        assert_eq!(
            (read("Women"), read("16–24"), read("65-")),
            (Some("women".to_owned()), Some("16-24".to_owned()), Some("65-".to_owned()))
        );
        for wrong in ["ungdomar", "24-16", "-", "16-x", "1000-"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
