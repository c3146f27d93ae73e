//! The readings of one indicator for the same people of the same area, year after year, and what can be said of them.

use std::collections::BTreeMap;

use super::judging::{self, Why};
use super::model::{Indicator, Outcome, Reading, Target, Verdict};
use super::store;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::texts::Language;

/// A target and its year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aim {
    /// The year it is for.
    pub year: i64,
    /// What is wanted.
    pub target: Target,
}

/// What can be said of an indicator for some people of an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The indicator.
    pub indicator: Indicator,
    /// The ground as its source names it: `Botkyrka`.
    pub area: String,
    /// `all`, `women`, `men`, or an age: `16-24`.
    pub people: String,
    /// Of the newest target whose year has an outcome.
    pub verdict: Verdict,
    /// Why it is what it is.
    pub why: Why,
    /// The target that is judged; without one, the next after the newest outcome, or the newest there is.
    pub aim: Option<Aim>,
    /// What was measured last.
    pub latest: Option<Outcome>,
    /// The newest outcome before `latest`.
    pub before: Option<Outcome>,
}

impl Judged {
    /// Judges the readings of one series, which are in order of time.
    #[must_use]
    pub fn of(indicator: &Indicator, readings: &[&Reading]) -> Self {
        let outcomes: Vec<Outcome> = readings.iter().filter_map(|reading| reading.figures.outcome()).collect();
        let aims: Vec<Aim> = readings
            .iter()
            .filter_map(|reading| Some(Aim { year: reading.figures.year, target: reading.figures.target()? }))
            .collect();
        let in_year = |year: i64| outcomes.iter().find(|outcome| outcome.year == year);
        let latest = outcomes.last().copied();
        let tried = aims.iter().rev().find(|aim| in_year(aim.year).is_some());
        let to_come = || aims.iter().find(|aim| latest.is_some_and(|latest| aim.year > latest.year));
        let aim = tried.or_else(to_come).or(aims.last()).copied();
        let (verdict, why) = verdict_of(indicator, aim, &outcomes);
        Self {
            indicator: indicator.clone(),
            area: readings.first().map(|reading| reading.figures.area.clone()).unwrap_or_default(),
            people: readings.first().map(|reading| reading.figures.people.clone()).unwrap_or_default(),
            verdict,
            why,
            aim,
            latest,
            before: outcomes.iter().rev().nth(1).copied(),
        }
    }

    /// Whether it can tell if a goal is reached: it has been measured, and there is something to measure it against.
    #[must_use]
    pub fn is_measurable(&self) -> bool {
        self.latest.is_some() && self.aim.is_some()
    }

    /// `42 ± 2,8 (2017)`; empty when nothing was measured.
    #[must_use]
    pub fn outcome_in_words(&self, language: Language) -> String {
        let told =
            |latest: Outcome| format!("{} ({})", latest.in_words(self.indicator.about.unit, language), latest.year);
        self.latest.map(told).unwrap_or_default()
    }

    /// `65 % (2021)`, `ska öka (2018)`; empty without a target.
    #[must_use]
    pub fn aim_in_words(&self, language: Language) -> String {
        let told = |aim: Aim| format!("{} ({})", self.target_in_words(language, aim.target), aim.year);
        self.aim.map(told).unwrap_or_default()
    }

    /// The verdict as a word: `nått`, `inte nått`.
    #[must_use]
    pub fn verdict_in_words(&self, language: Language) -> String {
        language.text(&format!("indicator-verdict-{}", self.verdict.word()))
    }

    /// A target in words.
    #[must_use]
    pub fn target_in_words(&self, language: Language, target: Target) -> String {
        match target {
            Target::Value(value) => self.indicator.about.unit.in_words(language, value),
            Target::Increase => language.text("indicator-target-increase"),
            Target::Decrease => language.text("indicator-target-decrease"),
        }
    }
}

/// What is said of an aim beside these outcomes, which are in order of time.
pub(super) fn verdict_of(indicator: &Indicator, aim: Option<Aim>, outcomes: &[Outcome]) -> (Verdict, Why) {
    let year = aim.map_or(i64::MIN, |aim| aim.year);
    let now = outcomes.iter().find(|outcome| outcome.year == year);
    let before = outcomes.iter().rev().find(|outcome| outcome.year < year);
    judging::judge(&indicator.about, aim.map(|aim| aim.target), now, before)
}

/// What can be said of every indicator, for each area and people it was measured or aimed at for. By code; of one indicator,
/// what has a target first and what was measured most often before the rest. An indicator without readings is there once,
/// with nothing to judge.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn judged(connection: &mut DbConnection) -> Result<Vec<Judged>, AppError> {
    let mut indicators = store::list(connection)?;
    indicators.sort_by_cached_key(|indicator| code_order(&indicator.about.code));
    let readings = store::list_readings(connection)?;
    let judged = indicators.iter().flat_map(|indicator| {
        let own: Vec<&Reading> = readings.iter().filter(|reading| reading.indicator_id == indicator.id).collect();
        let series = by_series(&own);
        let mut judged: Vec<Judged> = series.iter().map(|readings| Judged::of(indicator, readings)).collect();
        if judged.is_empty() {
            judged.push(Judged::of(indicator, &[]));
        }
        judged
    });
    Ok(judged.collect())
}

/// Whether an area is the municipality itself, which some sources call by its first word and some by all of them.
#[must_use]
pub fn is_own(area: &str, municipality: &str) -> bool {
    let (area, municipality) = (area.to_lowercase(), municipality.to_lowercase());
    let begins = |longer: &str, shorter: &str| longer.strip_prefix(shorter).is_some_and(|rest| rest.starts_with(' '));
    area == municipality || begins(&area, &municipality) || begins(&municipality, &area)
}

/// Readings of one indicator parted by area and people: what has a target first, then what was measured most often.
pub(super) fn by_series<'a>(readings: &[&'a Reading]) -> Vec<Vec<&'a Reading>> {
    let mut series: BTreeMap<(&str, &str), Vec<&Reading>> = BTreeMap::new();
    for reading in readings.iter().copied() {
        series.entry((&reading.figures.area, &reading.figures.people)).or_default().push(reading);
    }
    let mut series: Vec<Vec<&Reading>> = series.into_values().collect();
    series.sort_by_key(|readings| {
        let has_target = readings.iter().any(|reading| reading.figures.target().is_some());
        let has_margin = readings.iter().any(|reading| reading.figures.margin_of_error.is_some());
        (!has_target, !has_margin, std::cmp::Reverse(readings.len()))
    });
    series
}

/// Codes as people order them: `6:1` before `11:3`, letters after figures.
pub(super) fn code_order(code: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(u64, String)> = Vec::new();
    for letter in code.to_lowercase().chars() {
        let is_new = parts
            .last()
            .is_none_or(|(_, part)| part.ends_with(|last: char| last.is_ascii_digit()) != letter.is_ascii_digit());
        if is_new {
            parts.push((0, String::new()));
        }
        if let Some((_, part)) = parts.last_mut() {
            part.push(letter);
        }
    }
    parts.into_iter().map(|(_, part)| (part.parse().unwrap_or(u64::MAX), part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_the_order_of_their_numbers() {
        let mut codes = ["SCB-NRI", "11:3", "B6:1b", "6:1", "B6:1a"];
        codes.sort_by_cached_key(|code| code_order(code));
        assert_eq!(codes, ["6:1", "11:3", "B6:1a", "B6:1b", "SCB-NRI"]);
    }
}
