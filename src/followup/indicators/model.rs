//! Indicators, and what was measured or aimed at in a year.

use diesel::{Identifiable, Insertable, Queryable, Selectable};

use crate::db::{schema, word_column};
use crate::texts::Language;

word_column! {
    /// What an indicator is told in.
    Unit:
    /// 0 to 100, from answers on a scale (`domain.md` 0).
    Index = "index",
    /// Of a hundred.
    Percent = "percent",
    /// A number of things.
    Count = "count",
    /// For each 100 000 residents.
    Per100000 = "per_100000",
}

impl Unit {
    /// A figure as it is read: `42`, `42,5`, `61 %`, `1 240`. One decimal where there is one.
    #[must_use]
    pub fn in_words(self, language: Language, value: f64) -> String {
        let number = figure_in_words(language, value);
        match self {
            Self::Percent => format!("{number}\u{a0}%"),
            Self::Index | Self::Count | Self::Per100000 => number,
        }
    }

    /// Whether it is told by people who were asked, so that chance decided who they were.
    #[must_use]
    pub fn is_asked(self) -> bool {
        matches!(self, Self::Index | Self::Percent)
    }
}

/// A number with one decimal, or with none where that says the same or a decimal says nothing, from a thousand on.
#[must_use]
pub fn figure_in_words(language: Language, value: f64) -> String {
    let rounded = if value.abs() < 1000.0 { (value * 10.0).round() / 10.0 } else { value.round() };
    if rounded.fract() != 0.0 {
        return language.decimal(value, 1);
    }
    #[expect(clippy::cast_possible_truncation, reason = "figures are checked to be below 10^12 when they come in")]
    language.number(rounded as i64)
}

word_column! {
    /// Which way is better.
    Better:
    /// More is better.
    Higher = "higher",
    /// Less is better.
    Lower = "lower",
    /// Nobody has said.
    Unknown = "unknown",
}

word_column! {
    /// Which way a target points when it names no figure.
    Direction:
    /// It does not point.
    None = "",
    /// More than before.
    Increase = "increase",
    /// Less than before.
    Decrease = "decrease",
}

/// What an indicator is, apart from its figures.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::indicators)]
pub struct Description {
    /// Its code, no two have the same: `6:1`, `SCB-Trygghet`.
    pub code: String,
    /// What it is.
    pub name: String,
    /// What it is told in.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
}

/// Something that is measured again and again.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::indicators)]
pub struct Indicator {
    /// Its key.
    pub id: i64,
    /// Counts its changes, and those of its figures.
    pub version: i64,
    /// What it is.
    #[diesel(embed)]
    pub about: Description,
}

impl Indicator {
    /// Its code and its name: `6:1 Andel över 65 som …`.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} {}", self.about.code, self.about.name)
    }
}

/// Everybody, as [`Figures::people`] writes it.
pub const EVERYBODY: &str = "all";

/// What was measured, and aimed at, of some people of an area in a year.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::indicator_readings)]
pub struct Figures {
    /// The ground as its source names it: `Botkyrka`, `Samtliga kommuner`.
    pub area: String,
    /// `all`, `women`, `men`, or an age: `16-24`, `65-`.
    pub people: String,
    /// The year.
    pub year: i64,
    /// What was measured, in the indicator's unit.
    pub outcome: Option<f64>,
    /// Half the width of its 95 % interval, in the indicator's unit.
    pub margin_of_error: Option<f64>,
    /// The figure aimed at, in the indicator's unit; with it, no direction.
    pub target: Option<f64>,
    /// Or which way was aimed.
    pub direction: Direction,
    /// Who measured or decided; may be empty.
    pub source: String,
}

impl Figures {
    /// What was aimed at.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        match (self.target, self.direction) {
            (Some(value), _) => Some(Target::Value(value)),
            (None, Direction::Increase) => Some(Target::Increase),
            (None, Direction::Decrease) => Some(Target::Decrease),
            (None, Direction::None) => None,
        }
    }

    /// What was measured.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        let value = self.outcome?;
        Some(Outcome { year: self.year, value, margin: self.margin_of_error })
    }
}

/// Figures as they are kept.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::indicator_readings)]
pub struct Reading {
    /// Its key.
    pub id: i64,
    /// Its indicator, by key.
    pub indicator_id: i64,
    /// What it says.
    #[diesel(embed)]
    pub figures: Figures,
}

/// What somebody wants an indicator to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// This figure, or better.
    Value(f64),
    /// More than before.
    Increase,
    /// Less than before.
    Decrease,
}

/// What was measured in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The year.
    pub year: i64,
    /// The figure, in the indicator's unit.
    pub value: f64,
    /// Half the width of its 95 % interval, when it was told.
    pub margin: Option<f64>,
}

impl Outcome {
    /// `42 ± 2,8`, `61 %`.
    #[must_use]
    pub fn in_words(&self, unit: Unit, language: Language) -> String {
        match self.margin {
            Some(margin) => {
                let plain = figure_in_words(language, self.value);
                unit.in_words(language, self.value).replacen(
                    &plain,
                    &format!("{plain}\u{a0}±\u{a0}{}", figure_in_words(language, margin)),
                    1,
                )
            }
            None => unit.in_words(language, self.value),
        }
    }
}

word_column! {
    /// What can be said of an outcome beside its target.
    Verdict:
    /// The target is reached.
    Reached = "reached",
    /// It is not.
    NotReached = "not_reached",
    /// The difference lies within the margins of error, or the margins or what it is compared with are not known.
    CannotBeJudged = "cannot_be_judged",
    /// There is no target, or no outcome for its year yet.
    NothingToJudge = "nothing_to_judge",
}
