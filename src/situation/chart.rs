//! What the picture draws: twelve weeks in a line, a level of four, the ground with its figures, the hours of a week. Values
//! in, SVG out; each says in attributes how it looks on paper, and a page's style sheet says it anew for a screen.
//!
//! The drawings carry no namespace: a page needs none, and [`on_its_own`] adds it where a drawing stands outside a page.

use std::fmt::Write as _;

use askama::Template;

use crate::error::AppError;
use crate::incidents::chart::{HourChart, hour_chart_of};

/// Units between two weeks.
const STEP: f64 = 11.6;
/// Where the first week stands, to the right.
const LEFT: f64 = 4.0;
/// Where zero stands, downwards.
const ZERO: f64 = 28.0;
/// How high the highest count rises above zero.
const RISE: f64 = 24.0;
/// A line is never drawn as if fewer than this were many: one report more must not look like a mountain.
const FULL_HEIGHT: i64 = 6;

/// A line on a sheet of 136 × 32 units, with the band of what is usual behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "situation/spark.svg")]
pub struct Spark {
    /// Path data of the line; begins with the first week that is known. Empty when only one is.
    pub path: String,
    /// The point of the last week, to the right.
    pub x: String,
    /// The same, downwards.
    pub y: String,
    /// Where zero stands, downwards.
    pub zero: String,
    /// The band: its upper side and its height. `None` when nothing is known to be usual.
    pub usual: Option<(String, String)>,
}

/// Draws counts of weeks in order of time, and what is usual of the last one. The scale begins at zero.
#[must_use]
pub fn spark(counts: &[Option<i64>], usual: Option<(u32, u32)>) -> Spark {
    let highest = counts.iter().flatten().copied().max().unwrap_or(0);
    let most = highest.max(FULL_HEIGHT).max(usual.map_or(0, |(_, high)| i64::from(high)));
    let height = |count: i64| ZERO - RISE * ratio(count, most);
    let mut spark = Spark { zero: short(ZERO), ..Spark::default() };
    spark.usual = usual.map(|(low, high)| {
        let (top, bottom) = (height(high.into()), height(low.into()));
        (short(top), short(bottom - top))
    });
    let mut x = LEFT;
    for count in counts {
        if let Some(count) = count {
            spark.x = short(x);
            spark.y = short(height(*count));
            let command = if spark.path.is_empty() { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            let _ = write!(spark.path, "{command}{} {}", spark.x, spark.y);
        }
        x += STEP;
    }
    if !spark.path.contains('L') {
        spark.path.clear();
    }
    spark
}

#[expect(clippy::cast_precision_loss, reason = "counts of a week are far below 2^52")]
fn ratio(count: i64, most: i64) -> f64 {
    count as f64 / most as f64
}

/// A number with one decimal at most.
fn short(number: f64) -> String {
    format!("{number:.1}").trim_end_matches(".0").to_owned()
}

/// A level of four: so many of four marks are filled.
#[derive(Clone, Copy, Debug, Template)]
#[template(path = "situation/gauge.svg")]
pub struct Gauge {
    /// From 1 to 4.
    pub filled: usize,
}

/// The hours of a week as a drawing of its own.
#[derive(Debug, Template)]
#[template(path = "situation/hours.svg")]
pub struct Hours<'a> {
    chart: HourChart,
    days: &'a [String; 7],
    alt: &'a str,
}

impl<'a> Hours<'a> {
    /// Seven days of twenty-four hours, from Monday; `days` are their short names.
    #[must_use]
    pub fn of(weights: &[Vec<f64>], days: &'a [String; 7], alt: &'a str) -> Self {
        let weight = |day: usize, hour: usize| weights.get(day).and_then(|day| day.get(hour)).copied().unwrap_or(0.0);
        Self { chart: hour_chart_of(weight), days, alt }
    }
}

/// The ground with what stands on it.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "situation/ground.svg")]
pub struct Ground<'a> {
    /// What it is called among the drawings of a page.
    pub id: &'static str,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Units across and down.
    pub size: (f64, f64),
    /// What outlines are scaled by, and what they are moved by before that.
    pub scale: f64,
    /// See `scale`.
    pub shift: (f64, f64),
    /// Path data of each row's ground.
    pub grounds: Vec<&'a str>,
    /// Path data of thin lines.
    pub lines: Vec<&'a str>,
    /// Squares that are busier than their surroundings, as points of polygons.
    pub squares: Vec<String>,
    /// Words without a mark.
    pub names: Vec<Name<'a>>,
    /// Marks with a figure or a letter.
    pub marks: Vec<Mark>,
    /// The radius of a touch target that is 24 pixels wide on a phone.
    pub touch: f64,
}

/// A word on the ground.
#[derive(Clone, Debug)]
pub struct Name<'a> {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
    /// The word.
    pub text: &'a str,
}

/// A mark on the ground.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
    /// What is written in it.
    pub value: String,
    /// What is read aloud.
    pub spoken: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// Whether it is nothing, which is drawn more quietly.
    pub is_nothing: bool,
    /// `rise`, `fall` or empty: an arrow beside it.
    pub change: &'static str,
}

impl Mark {
    /// Wide enough for what is written in it.
    fn radius(&self) -> u32 {
        if self.value.chars().count() > 2 { 18 } else { 14 }
    }
}

/// The drawing as text.
///
/// # Errors
/// [`AppError::Internal`] when its template fails.
pub fn drawn(drawing: &impl Template) -> Result<String, AppError> {
    drawing.render().map_err(AppError::internal)
}

/// The drawing as a picture outside a page.
#[must_use]
pub fn on_its_own(svg: &str) -> String {
    svg.replacen("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_ends_at_the_last_week_and_zero_lies_at_the_bottom() {
        let spark = spark(&[Some(12), Some(0), Some(6)], None);
        assert_eq!(spark.path, "M4 4L15.6 28L27.2 16");
        assert_eq!((spark.x.as_str(), spark.y.as_str()), ("27.2", "16"));
    }

    #[test]
    fn a_few_reports_are_not_drawn_as_many() {
        assert_eq!(spark(&[Some(0), Some(3)], None).path, "M4 28L15.6 16");
    }

    #[test]
    fn the_band_reaches_from_the_fewest_to_the_most_that_is_usual() {
        let drawn = spark(&[Some(3), Some(12)], Some((3, 9)));
        assert_eq!(drawn.usual, Some(("10".to_owned(), "12".to_owned())));
        // A band above every count sets the scale.
        assert_eq!(spark(&[Some(0), Some(6)], Some((0, 12))).y, "16");
    }

    #[test]
    fn weeks_before_the_first_report_are_left_blank() {
        assert_eq!(spark(&[None, Some(6), Some(0)], None).path, "M15.6 4L27.2 28");
        let one = spark(&[None, None, Some(6)], None);
        assert_eq!((one.path.as_str(), one.x.as_str(), one.y.as_str()), ("", "27.2", "4"));
    }
}
