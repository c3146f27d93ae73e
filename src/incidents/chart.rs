//! A week's hours drawn: seven days beside each other, twenty-four hours down, and in each hour a bar as long as its
//! weight. Pure: weights in, SVG coordinates out.
//!
//! Length says how much and the shade repeats it, so that nothing is told by colour alone; a day's bars stand in the
//! middle of its column, and together they are the outline of that day.

use crate::statistics::Spread;

/// Where the first day's column begins, to the right; the hours are written before it.
const LEFT: f64 = 46.0;
/// Where the first hour's row begins, downwards; the days are written above it.
const TOP: f64 = 26.0;
/// From one day to the next.
const COLUMN: f64 = 44.0;
/// From one hour to the next.
const ROW: f64 = 20.0;
/// The bar of the heaviest hour.
const LONGEST: f64 = 40.0;
/// The bar of an hour that has anything at all: it must be seen.
const SHORTEST: f64 = 1.5;
/// Shades there are.
const SHADES: u8 = 4;

/// The drawing, on a sheet of `width` × `height` units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HourChart {
    /// Units across.
    pub width: String,
    /// Units down.
    pub height: String,
    /// One for each hour that has any weight.
    pub bars: Vec<Bar>,
    /// Where each day is written, from Monday: the middle of its column.
    pub days: Vec<String>,
    /// Where each third hour is written, and its number; and the line above it.
    pub hours: Vec<HourMark>,
    /// Where the lines above the hours end, to the right.
    pub right: String,
}

/// One hour's bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its left end.
    pub x: String,
    /// Its upper side.
    pub y: String,
    /// Its length.
    pub length: String,
    /// From 1 for the lightest to 4 for the heaviest.
    pub shade: u8,
}

/// An hour that is written beside its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HourMark {
    /// Its number, `00` to `21`.
    pub hour: String,
    /// The upper side of its row.
    pub y: String,
    /// Where its number stands.
    pub text_y: String,
}

/// Draws the weights. The heaviest hour's bar fills its column; an empty week has no bars.
#[must_use]
pub fn hour_chart(spread: &Spread) -> HourChart {
    hour_chart_of(|day, hour| spread.weight(day, hour))
}

/// Draws weights that are asked for by day, from Monday, and hour.
#[must_use]
pub fn hour_chart_of(weight: impl Fn(usize, usize) -> f64) -> HourChart {
    let heaviest = cells().map(|(day, hour)| weight(day, hour)).fold(0.0, f64::max);
    let mut chart = HourChart {
        width: short(LEFT + 7.0 * COLUMN),
        height: short(TOP + 24.0 * ROW + 2.0),
        days: (0..7).map(|day| short(column(day) + COLUMN / 2.0)).collect(),
        hours: (0..24).step_by(3).map(hour_mark).collect(),
        right: short(LEFT + 7.0 * COLUMN),
        bars: Vec::new(),
    };
    for (day, hour) in cells() {
        let part = weight(day, hour) / heaviest;
        if part > 0.0 {
            let length = (LONGEST * part).max(SHORTEST);
            chart.bars.push(Bar {
                x: short(column(day) + (COLUMN - length) / 2.0),
                y: short(row(hour) + 1.0),
                length: short(length),
                shade: shade(part),
            });
        }
    }
    chart
}

/// Every hour of the week, as (day, hour), from Monday 00.
fn cells() -> impl Iterator<Item = (usize, usize)> {
    (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour)))
}

fn hour_mark(hour: usize) -> HourMark {
    HourMark { hour: format!("{hour:02}"), y: short(row(hour)), text_y: short(row(hour) + 14.0) }
}

fn shade(part: f64) -> u8 {
    (1..SHADES).find(|shade| part <= f64::from(*shade) / f64::from(SHADES)).unwrap_or(SHADES)
}

fn column(day: usize) -> f64 {
    LEFT + COLUMN * small(day)
}

fn row(hour: usize) -> f64 {
    TOP + ROW * small(hour)
}

fn small(number: usize) -> f64 {
    u8::try_from(number).map_or(0.0, f64::from)
}

fn short(number: f64) -> String {
    format!("{number:.1}").trim_end_matches(".0").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::read_local;

    fn spread(times: &[(&str, u64)]) -> Spread {
        let mut spread = Spread::default();
        for (time, events) in times {
            for _ in 0..*events {
                spread.add(read_local(time).unwrap(), None);
            }
        }
        spread
    }

    #[test]
    fn the_heaviest_hour_fills_its_column_and_half_of_it_is_half_as_long() {
        // Monday 00 and Sunday 23: the first cell and the last.
        let chart = hour_chart(&spread(&[("2026-11-16T00:10", 4), ("2026-11-22T23:50", 2)]));
        let bar = |x: &str, y: &str, length: &str, shade| Bar {
            x: x.to_owned(),
            y: y.to_owned(),
            length: length.to_owned(),
            shade,
        };
        assert_eq!(chart.bars, [bar("48", "27", "40", 4), bar("322", "487", "20", 2)]);
        assert_eq!((chart.width.as_str(), chart.height.as_str()), ("354", "508"));
    }

    #[test]
    fn what_is_little_is_seen_and_what_is_nothing_is_not() {
        let chart = hour_chart(&spread(&[("2026-11-16T00:10", 400), ("2026-11-17T12:00", 1)]));
        assert_eq!(chart.bars.iter().map(|bar| bar.length.as_str()).collect::<Vec<_>>(), ["40", "1.5"]);
        assert_eq!(hour_chart(&Spread::default()).bars, []);
    }

    #[test]
    fn shades_are_quarters_of_the_heaviest() {
        assert_eq!([0.01, 0.25, 0.26, 0.5, 0.75, 0.76, 1.0].map(shade), [1, 1, 2, 2, 3, 4, 4]);
    }
}
