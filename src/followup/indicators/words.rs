//! Indicators in words: who was asked, what an outcome is beside another one, and in which of the municipality's classes.

use super::judging::{Compared, compare, margin_between};
use super::model::{EVERYBODY, Outcome, Unit};
use crate::statistics::IndexClass;
use crate::texts::Language;

/// Who was asked or counted: `alla`, `kvinnor`, `16–24 år`.
#[must_use]
pub fn people_in_words(language: Language, people: &str) -> String {
    match people.split_once('-') {
        None => language.text(&format!("indicator-people-{people}")),
        Some((from, "")) => language.text_with("indicator-age-from", &[("from", from.into())]),
        Some((from, to)) => language.text_with("indicator-age", &[("from", from.into()), ("to", to.into())]),
    }
}

/// The area, and who in it when that is not everybody: `Botkyrka, kvinnor`.
#[must_use]
pub fn series_in_words(language: Language, area: &str, people: &str) -> String {
    if people == EVERYBODY { area.to_owned() } else { format!("{area}, {}", people_in_words(language, people)) }
}

/// The class of an index, in the municipality's own words; empty for other units.
#[must_use]
pub fn class_in_words(language: Language, unit: Unit, value: f64) -> String {
    if unit != Unit::Index {
        return String::new();
    }
    let class = match IndexClass::of(value) {
        IndexClass::VeryLow => "very_low",
        IndexClass::Low => "low",
        IndexClass::Acceptable => "acceptable",
        IndexClass::High => "high",
        IndexClass::VeryHigh => "very_high",
    };
    language.text(&format!("indicator-class-{class}"))
}

/// An outcome with its name, to be compared with another one.
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// What it is called: an area, or `2016`.
    pub name: &'a str,
    /// The outcome.
    pub outcome: &'a Outcome,
}

/// One outcome beside another, in a sentence that says how far apart they are and what that is worth.
#[must_use]
pub fn beside_in_words(language: Language, unit: Unit, one: &Named<'_>, other: &Named<'_>) -> String {
    let word = match compare(unit, one.outcome, other.outcome) {
        Compared::Higher => "higher",
        Compared::Lower => "lower",
        Compared::Within => "within",
        Compared::Unknown => "unknown",
    };
    let margin = margin_between(unit, one.outcome, other.outcome).unwrap_or_default();
    let figure = |value: f64| super::model::figure_in_words(language, value);
    let values = [
        ("one", one.name.into()),
        ("figure", one.outcome.in_words(unit, language).into()),
        ("other", other.name.into()),
        ("otherfigure", other.outcome.in_words(unit, language).into()),
        ("difference", figure((one.outcome.value - other.outcome.value).abs()).into()),
        ("margin", figure(margin).into()),
    ];
    language.text_with(&format!("indicator-beside-{word}"), &values)
}
