//! What a report draws: months in a line, a rate with its interval, the districts on the ground. The same figures stand
//! beside each drawing.

use std::fmt::Write as _;

use askama::Template;

use super::model::{Report, Span};
use super::words::{self, exactly};
use crate::error::AppError;
use crate::situation::chart::{Ground, Mark, Name, drawn};
use crate::situation::document::model::Drawing;
use crate::statistics::Bounds;
use crate::texts::Language;

/// Units between two months.
const STEP: f64 = 8.0;
/// Where the first month stands, to the right.
const LEFT: f64 = 6.0;
/// Where zero stands, downwards.
const ZERO: f64 = 36.0;
/// How high the highest count rises above zero.
const RISE: f64 = 32.0;
/// A line is never drawn as if fewer than this were many.
const FULL_HEIGHT: u32 = 6;

/// Months in a line: a line through what is told exactly, a bar from the least to the greatest where a range is, and an arrow
/// upwards where there is no end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "exports/months.svg")]
pub struct MonthChart {
    width: String,
    right: String,
    zero: String,
    path: String,
    /// To the right, the upper end, and how far down.
    ranges: Vec<(String, String, String)>,
    /// To the right, and the least.
    open: Vec<(String, String)>,
    /// The last month, when it is told exactly.
    last: Option<(String, String)>,
}

impl MonthChart {
    /// Draws counts of months in order of time. The scale begins at zero.
    ///
    /// - `most`: the count that reaches the top, so that lines can be laid beside each other.
    #[must_use]
    pub fn of(counts: &[Option<Bounds>], most: u32) -> Self {
        let most = f64::from(most.max(FULL_HEIGHT));
        let height = |count: u32| ZERO - RISE * (f64::from(count) / most).min(1.0);
        let mut chart = Self { zero: short(ZERO), ..Self::default() };
        let (mut x, mut is_joined) = (LEFT, false);
        for count in counts {
            chart.last = None;
            match count.map(|count| (count, exactly(count))) {
                Some((_, Some(count))) => {
                    let y = short(height(count));
                    let command = if is_joined { 'L' } else { 'M' };
                    // Writing to a String cannot fail. A month that stands alone is a point: a line to itself.
                    let _ = write!(chart.path, "{command}{} {y}", short(x));
                    if !is_joined {
                        chart.path.push_str("h0");
                    }
                    chart.last = Some((short(x), y));
                }
                Some((Bounds { low, high: Some(high) }, None)) => {
                    let (top, bottom) = (height(high), height(low));
                    chart.ranges.push((short(x - 1.5), short(top), short((bottom - top).max(1.0))));
                }
                Some((Bounds { low, high: None }, None)) => chart.open.push((short(x), short(height(low)))),
                None => {}
            }
            is_joined = chart.last.is_some();
            x += STEP;
        }
        chart.right = short(x - STEP + 2.0);
        chart.width = short(x - STEP + LEFT);
        chart
    }
}

/// The greatest count that a line of these reaches.
#[must_use]
pub fn highest<'a>(counts: impl Iterator<Item = &'a Option<Bounds>>) -> u32 {
    counts.flatten().map(|count| count.high.unwrap_or(count.low)).max().unwrap_or(0)
}

/// A rate with the interval it lies in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "exports/interval.svg")]
pub struct IntervalChart {
    low: String,
    high: String,
    value: String,
}

impl IntervalChart {
    /// Draws the rate of a span on a scale from zero to `most`; `None` when it has none.
    #[must_use]
    pub fn of(span: &Span, most: f64) -> Option<Self> {
        const WIDTH: f64 = 132.0;
        let (value, (low, high)) = span.per_100000.zip(span.interval)?;
        let across = |rate: f64| short(2.0 + WIDTH * if most > 0.0 { (rate / most).min(1.0) } else { 0.0 });
        Some(Self { low: across(low), high: across(high), value: across(value) })
    }
}

/// Units of the outlines for one unit of a drawing of the whole ground.
const OUTLINE_UNITS: f64 = 4.0;

/// The districts on the ground, each with what is told of its events in the period; `None` when no boundaries are known.
///
/// # Errors
/// [`AppError::Internal`] when the template fails.
pub fn map(report: &Report, language: Language) -> Result<Option<Drawing>, AppError> {
    let map = &report.map;
    if map.width <= 0.0 || map.height <= 0.0 {
        return Ok(None);
    }
    let (mut marks, mut names, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for own in &map.rows {
        let Some(district) = report.districts.iter().find(|district| district.code == own.code) else { continue };
        let count = district.line.period.count;
        let value = count.map_or_else(|| words::NOT_TOLD.to_owned(), |count| words::bounds(count, language));
        let (x, y) = ((own.x / OUTLINE_UNITS).round(), (own.y / OUTLINE_UNITS).round());
        let spoken = format!("{}: {value}", district.name);
        told.push(spoken.clone());
        marks.push(Mark {
            x,
            y,
            spoken,
            // A mark is a circle: a range does not fit into it, and stands in the table.
            value: if value.chars().count() > LONGEST_IN_MARK { words::NOT_TOLD.to_owned() } else { value },
            is_nothing: count.and_then(exactly).is_none_or(|count| count == 0),
            ..Mark::default()
        });
        names.push(Name { x, y, text: district.name.as_str() });
    }
    let names = beside(names);
    let told = told.join("; ");
    let alt = language.text_with("reports-map-alt", &[("districts", told.into())]);
    let svg = drawn(&Ground {
        id: "report-map",
        alt: alt.clone(),
        size: ((map.width / OUTLINE_UNITS).ceil(), (map.height / OUTLINE_UNITS).ceil()),
        scale: OUTLINE_UNITS.recip(),
        grounds: map.rows.iter().flat_map(|row| &row.paths).map(String::as_str).collect(),
        names,
        marks,
        ..Ground::default()
    })?;
    let legend = format!("{} {}", language.text("reports-map-legend"), map.credit);
    Ok(Some(Drawing { svg, alt, legend: legend.trim().to_owned(), millimetres: 78 }))
}

/// The names below their marks, or above where another mark or name stands below; left out where neither has room, for they
/// stand in the table as well. Each comes with the middle of its mark.
fn beside(marks: Vec<Name<'_>>) -> Vec<Name<'_>> {
    /// Half of what a mark takes, and of a name's height.
    const MARK: f64 = 19.0;
    const LETTER: f64 = 7.2;
    const BELOW: f64 = 28.0;
    const HALF_LINE: f64 = 9.0;
    #[expect(clippy::cast_precision_loss, reason = "a name has few letters")]
    let half = |name: &str| name.chars().count() as f64 * LETTER / 2.0;
    let spots: Vec<(f64, f64)> = marks.iter().map(|mark| (mark.x, mark.y)).collect();
    let mut placed: Vec<Name<'_>> = Vec::new();
    for mark in marks {
        let has_room = |y: f64| {
            let width = half(mark.text);
            let hits_mark = spots
                .iter()
                .filter(|spot| **spot != (mark.x, mark.y))
                .any(|(x, other)| (x - mark.x).abs() < width + MARK && (other - y).abs() < HALF_LINE + MARK);
            let hits_name = placed
                .iter()
                .any(|name| (name.x - mark.x).abs() < width + half(name.text) && (name.y - y).abs() < 2.0 * HALF_LINE);
            !hits_mark && !hits_name
        };
        if let Some(y) = [mark.y + BELOW, mark.y - BELOW].into_iter().find(|y| has_room(*y)) {
            placed.push(Name { y, ..mark });
        }
    }
    placed
}

/// How many letters a mark on the map has room for.
const LONGEST_IN_MARK: usize = 4;

/// A number with one decimal at most.
fn short(number: f64) -> String {
    format!("{number:.1}").trim_end_matches(".0").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(count: u32) -> Bounds {
        Bounds { low: count, high: Some(count) }
    }

    #[test]
    fn the_line_breaks_where_a_month_is_not_told_exactly() {
        let counts = [Some(exact(0)), Some(exact(6)), Some(Bounds { low: 1, high: Some(4) }), Some(exact(3))];
        let chart = MonthChart::of(&counts, 6);
        assert_eq!(chart.path, "M6 36h0L14 4M30 20h0");
        assert_eq!(chart.ranges, [("20.5".to_owned(), "14.7".to_owned(), "16".to_owned())]);
        assert_eq!(chart.last, Some(("30".to_owned(), "20".to_owned())));
    }

    #[test]
    fn a_count_without_an_end_is_an_arrow_and_one_that_is_not_known_is_nothing() {
        let chart = MonthChart::of(&[None, Some(Bounds { low: 3, high: None })], 6);
        assert_eq!((chart.path.as_str(), chart.last), ("", None));
        assert_eq!(chart.open, [("14".to_owned(), "20".to_owned())]);
    }
}
