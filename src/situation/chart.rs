//! Twelve weeks in a line: the small drawing beside a number. Pure: counts in, SVG coordinates out.

use std::fmt::Write as _;

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

/// A line on a sheet of 136 × 32 units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spark {
    /// Path data of the line; begins with the first week that is known. Empty when only one is.
    pub path: String,
    /// The point of the last week, to the right.
    pub x: String,
    /// The same, downwards.
    pub y: String,
    /// Where zero stands, downwards.
    pub zero: String,
}

/// Draws counts of weeks in order of time. The scale begins at zero.
#[must_use]
pub fn spark(counts: &[Option<i64>]) -> Spark {
    let most = counts.iter().flatten().copied().max().unwrap_or(0).max(FULL_HEIGHT);
    let mut spark = Spark { zero: short(ZERO), ..Spark::default() };
    let mut x = LEFT;
    for count in counts {
        if let Some(count) = count {
            spark.x = short(x);
            spark.y = short(ZERO - RISE * ratio(*count, most));
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

fn short(number: f64) -> String {
    format!("{number:.1}").trim_end_matches(".0").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_ends_at_the_last_week_and_zero_lies_at_the_bottom() {
        let spark = spark(&[Some(12), Some(0), Some(6)]);
        assert_eq!(spark.path, "M4 4L15.6 28L27.2 16");
        assert_eq!((spark.x.as_str(), spark.y.as_str()), ("27.2", "16"));
    }

    #[test]
    fn a_few_reports_are_not_drawn_as_many() {
        assert_eq!(spark(&[Some(0), Some(3)]).path, "M4 28L15.6 16");
    }

    #[test]
    fn weeks_before_the_first_report_are_left_blank() {
        assert_eq!(spark(&[None, Some(6), Some(0)]).path, "M15.6 4L27.2 28");
        let one = spark(&[None, None, Some(6)]);
        assert_eq!((one.path.as_str(), one.x.as_str(), one.y.as_str()), ("", "27.2", "4"));
    }
}
