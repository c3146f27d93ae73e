//! Costs in words: what a sum is of, what it lacks, and why two years are not compared.

use jiff::civil::Date;

use super::model::{Comparison, Extent, Obstacle, PartOfYear, YearCosts};
use crate::followup::kronor;
use crate::texts::Language;

/// What is to be said beside a year's sum: how many departments it is of, which are missing, and of which only a part of the
/// year is in it. Never empty.
#[must_use]
pub fn year(language: Language, costs: &YearCosts) -> Vec<String> {
    if costs.total_sek.is_none() {
        return vec![language.text("cost-nothing-told")];
    }
    let mut told = vec![language.text_with("cost-sum-of", &[("count", costs.departments.into())])];
    if !costs.missing.is_empty() {
        let departments = language.listed(&costs.missing);
        told.push(language.text_with("cost-missing", &[("departments", departments.into())]));
    }
    if !costs.partial.is_empty() {
        let parts: Vec<String> = costs.partial.iter().map(|part| part_of_year(language, part)).collect();
        told.push(language.text_with("cost-partial", &[("departments", language.listed(&parts).into())]));
    }
    if costs.is_whole() {
        told.push(language.text("cost-whole"));
    }
    told
}

fn part_of_year(language: Language, part: &PartOfYear) -> String {
    let department = part.department.as_str();
    match part.through {
        Some(last) => language.text_with(
            "cost-part-through",
            &[("department", department.into()), ("last", through(language, last).into())],
        ),
        None => language.text_with("cost-part-unclear", &[("department", department.into())]),
    }
}

/// A month by its name when the day is its last, else the day: `augusti`, `15 augusti 2018`.
fn through(language: Language, last: Date) -> String {
    if last == last.last_of_month() {
        language.text(&format!("date-month-{}", last.month()))
    } else {
        language.day(last)
    }
}

/// How much of its year an amount is of; empty for a whole year, and where nothing is told.
#[must_use]
pub fn extent(language: Language, extent: Extent) -> String {
    match extent {
        Extent::Missing | Extent::Whole => String::new(),
        Extent::Through(last) => {
            language.text_with("cost-through-in-words", &[("last", through(language, last).into())])
        }
        Extent::Unclear => language.text("cost-unclear"),
    }
}

/// Of which months of both years a difference is; empty for whole years.
#[must_use]
pub fn stretch(language: Language, last: Date) -> String {
    if (last.month(), last.day()) == (12, 31) {
        return String::new();
    }
    language.text_with("cost-stretch", &[("last", through(language, last).into())])
}

/// Why two amounts are not compared, in words.
#[must_use]
pub fn obstacles(language: Language, obstacles: &[Obstacle]) -> String {
    let told = |obstacle: &Obstacle| match obstacle {
        Obstacle::Missing(year) => language.text_with("cost-obstacle-missing", &[("year", year.to_string().into())]),
        Obstacle::Unclear(year) => language.text_with("cost-obstacle-unclear", &[("year", year.to_string().into())]),
        Obstacle::Part(last) => language.text_with(
            "cost-obstacle-part",
            &[("year", last.year().to_string().into()), ("last", through(language, *last).into())],
        ),
    };
    language.listed(&obstacles.iter().map(told).collect::<Vec<_>>())
}

/// What can be said of two years' sums: the difference, or why there is none, and what the departments that can be compared
/// cost in both.
#[must_use]
pub fn comparison(language: Language, compared: &Comparison) -> Vec<String> {
    let years = || [("before", compared.before.to_string().into()), ("after", compared.after.to_string().into())];
    let with = |key: &str, more: Vec<(&'static str, fluent_templates::fluent_bundle::FluentValue<'_>)>| {
        language.text_with(key, &years().into_iter().chain(more).collect::<Vec<_>>())
    };
    let (count, before, after) = compared.comparable();
    if let Some(change) = compared.change() {
        return vec![with("cost-sums-compared", vec![("difference", kronor::difference(language, change).into())])];
    }
    let refused = compared.departments.len() - count;
    let refusal = with("cost-sums-not-compared", vec![("count", refused.into())]);
    if count == 0 {
        return vec![refusal];
    }
    let like = vec![
        ("count", count.into()),
        ("sum_before", kronor::shown(language, before).into()),
        ("sum_after", kronor::shown(language, after).into()),
    ];
    vec![refusal, with("cost-like-for-like", like)]
}
