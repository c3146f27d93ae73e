//! A drawing of some series, year by year, with what is uncertain about each figure. A table with the same figures always
//! stands beside it; series are told apart by the shape of their marks and by their lines, never by colour alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use askama::Template;

use crate::error::AppError;
use crate::texts::Language;

/// More series than there are shapes are not drawn; the table has them all.
pub(super) const MOST_LINES: usize = 5;
/// Units across and down.
const SIZE: (f64, f64) = (360.0, 230.0);
/// The drawing's own ground: left, right, top, bottom.
const GROUND: (f64, f64, f64, f64) = (42.0, 348.0, 12.0, 200.0);
/// Figures of several series in one year stand so far apart, that each one's interval can be seen.
const BESIDE: f64 = 7.0;
/// So many years are written out at most.
const YEARS_WRITTEN: i64 = 7;

/// A figure of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// The year.
    pub year: i64,
    /// The figure.
    pub value: f64,
    /// The ends of its interval, when it is known.
    pub interval: Option<(f64, f64)>,
}

/// The figures of one series, in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// What it is called.
    pub name: String,
    /// What was measured.
    pub points: Vec<Point>,
    /// What was aimed at: years and figures.
    pub aims: Vec<(i64, f64)>,
}

/// A drawing, in units of its sheet.
#[derive(Debug, Template)]
#[template(path = "followup/chart.svg")]
pub(super) struct Chart {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    bottom: f64,
    alt: String,
    levels: Vec<Level>,
    years: Vec<(String, i64)>,
    lines: Vec<Drawn>,
}

/// A line across the ground with its figure.
#[derive(Debug)]
struct Level {
    y: String,
    text_y: String,
    label: String,
}

#[derive(Debug)]
struct Drawn {
    shape: usize,
    path: String,
    /// The intervals as path data: a line between two short ones.
    whiskers: String,
    marks: Vec<String>,
    aims: Vec<String>,
}

/// A series' name and the mark it is drawn with, for the list below the drawing.
#[derive(Debug)]
pub(super) struct Key {
    /// Which of the shapes, from 0.
    pub shape: usize,
    /// Path data of the mark, around 8, 8.
    pub mark: String,
    /// What it is called.
    pub name: String,
}

/// The names of what is drawn.
pub(super) fn keys(lines: &[Line]) -> Vec<Key> {
    let key = |(shape, line): (usize, &Line)| Key { shape, mark: mark(shape, (8.0, 8.0)), name: line.name.clone() };
    lines.iter().take(MOST_LINES).enumerate().map(key).collect()
}

/// Draws series upon a scale from zero to `most`, or as high as they reach. `alt`: what it shows, for those who do not see
/// it. Empty when there is nothing to draw.
///
/// # Errors
/// [`AppError::Internal`] when its template fails.
pub(super) fn draw(lines: &[Line], most: Option<f64>, alt: String, language: Language) -> Result<String, AppError> {
    let lines: Vec<&Line> = lines.iter().take(MOST_LINES).collect();
    let years: BTreeSet<i64> = lines
        .iter()
        .flat_map(|line| line.points.iter().map(|point| point.year).chain(line.aims.iter().map(|aim| aim.0)))
        .collect();
    let (Some(first), Some(last)) = (years.first().copied(), years.last().copied()) else {
        return Ok(String::new());
    };
    let highest = lines
        .iter()
        .flat_map(|line| {
            let of_points = line.points.iter().map(|point| point.interval.map_or(point.value, |(_, high)| high));
            of_points.chain(line.aims.iter().map(|aim| aim.1))
        })
        .fold(0.0_f64, f64::max);
    let step = most.map_or_else(|| round_step(highest), |most| most / 5.0);
    let top = most.unwrap_or_else(|| step * (highest / step).ceil().max(1.0));
    let (left, right, up, down) = GROUND;
    let y = |value: f64| down - (down - up) * (value / top).clamp(0.0, 1.0);
    let margin = 16.0;
    let x = |year: i64| {
        if first == last {
            f64::midpoint(left, right)
        } else {
            left + margin + (right - left - 2.0 * margin) * span(first, year) / span(first, last)
        }
    };
    let levels = (0_u8..=40)
        .map(|level| f64::from(level) * step)
        .take_while(|level| *level <= top + step / 1000.0)
        .map(|level| Level {
            y: short(y(level)),
            text_y: short(y(level) + 4.0),
            label: super::indicators::model::figure_in_words(language, level),
        });
    let spacing = (last - first) / YEARS_WRITTEN + 1;
    let written = (first..=last).filter(|year| (last - year) % spacing == 0);
    let middle = f64::midpoint(0.0, span(1, i64::try_from(lines.len()).unwrap_or(1)));
    let drawn = lines.iter().enumerate().map(|(shape, line)| {
        let beside = (f64::from(u32::try_from(shape).unwrap_or(0)) - middle) * BESIDE;
        Drawn::of(shape, line, |year| x(year) + beside, y)
    });
    let chart = Chart {
        width: SIZE.0,
        height: SIZE.1,
        left,
        right,
        bottom: down,
        alt,
        levels: levels.collect(),
        years: written.map(|year| (short(x(year)), year)).collect(),
        lines: drawn.collect(),
    };
    chart.render().map_err(AppError::internal)
}

impl Drawn {
    fn of(shape: usize, line: &Line, x: impl Fn(i64) -> f64, y: impl Fn(f64) -> f64) -> Self {
        let mut drawn =
            Self { shape, path: String::new(), whiskers: String::new(), marks: Vec::new(), aims: Vec::new() };
        for point in &line.points {
            let (across, down) = (x(point.year), y(point.value));
            let command = if drawn.path.is_empty() { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            let _ = write!(drawn.path, "{command}{} {}", short(across), short(down));
            if let Some((low, high)) = point.interval {
                let (low, high) = (short(y(low)), short(y(high)));
                let (from, to, across) = (short(across - 3.0), short(across + 3.0), short(across));
                let _ = write!(drawn.whiskers, "M{across} {low}V{high}M{from} {low}H{to}M{from} {high}H{to}");
            }
            drawn.marks.push(mark(shape, (across, down)));
        }
        if line.points.len() < 2 {
            drawn.path.clear();
        }
        let aim = |(year, value): &(i64, f64)| {
            let (across, down) = (x(*year), y(*value));
            format!("M{} {}H{}", short(across - 9.0), short(down), short(across + 9.0))
        };
        drawn.aims = line.aims.iter().map(aim).collect();
        drawn
    }
}

/// Path data of a mark: a disc, a square, a triangle, a diamond, a cross.
fn mark(shape: usize, (x, y): (f64, f64)) -> String {
    let at = |dx: f64, dy: f64| format!("{} {}", short(x + dx), short(y + dy));
    match shape {
        0 => format!("M{}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z", at(-3.5, 0.0)),
        1 => format!("M{}h6v6h-6z", at(-3.0, -3.0)),
        2 => format!("M{}L{}L{}z", at(0.0, -5.0), at(5.0, 4.0), at(-5.0, 4.0)),
        3 => format!("M{}L{}L{}L{}z", at(0.0, -5.5), at(5.5, 0.0), at(0.0, 5.5), at(-5.5, 0.0)),
        _ => format!("M{}L{}M{}L{}", at(-4.0, -4.0), at(4.0, 4.0), at(-4.0, 4.0), at(4.0, -4.0)),
    }
}

/// A step of 1, 2 or 5 tens that divides so much into at most six.
fn round_step(most: f64) -> f64 {
    let rough = (most / 5.0).max(1e-9);
    let tens = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * tens).find(|step| *step >= rough).unwrap_or(tens)
}

#[expect(clippy::cast_precision_loss, reason = "years are four digits")]
fn span(from: i64, to: i64) -> f64 {
    (to - from) as f64
}

/// A number with one decimal at most.
fn short(number: f64) -> String {
    format!("{number:.1}").trim_end_matches(".0").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(lines: &[Line], most: Option<f64>) -> String {
        draw(lines, most, "Trygghet".to_owned(), Language::Swedish).unwrap()
    }

    fn line(points: &[(i64, f64)]) -> Line {
        let point = |(year, value): &(i64, f64)| Point { year: *year, value: *value, interval: None };
        Line { name: "Botkyrka".to_owned(), points: points.iter().map(point).collect(), aims: Vec::new() }
    }

    #[test]
    fn the_scale_begins_at_zero_and_ends_at_a_round_figure() {
        let steps = [239.0, 42.0, 7.0, 1.0, 152_340.0].map(round_step).map(short);
        assert_eq!(steps, ["50", "10", "2", "0.2", "50000"]);
        let svg = drawn(&[line(&[(2013, 135.0), (2017, 239.0)])], None);
        assert!(svg.contains(">0</text>") && svg.contains(">250</text>"), "{svg}");
    }

    #[test]
    fn a_percentage_is_drawn_on_all_of_its_scale() {
        let svg = drawn(&[line(&[(2014, 44.0), (2017, 34.0)])], Some(100.0));
        assert!(svg.contains(">100</text>") && svg.contains("M58 "), "{svg}");
    }

    #[test]
    fn nothing_is_drawn_of_nothing_and_no_line_through_one_point() {
        assert_eq!(drawn(&[], None), "");
        let one = drawn(&[line(&[(2017, 42.0)])], Some(100.0));
        assert!(!one.contains("class=\"path\""), "{one}");
    }
}
