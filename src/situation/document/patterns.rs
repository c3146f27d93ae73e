//! When and where: the hours of the week, and the places where it happens again and again.

use super::model::{Block, Cell, Drawing, Head, Row, Section, Table, Width};
use super::telling::{NOT_KNOWN, Telling};
use crate::error::AppError;
use crate::situation::chart::{self, Mark, drawn};

/// Hours that are told together in the table.
const HOURS_TOGETHER: usize = 3;
/// How far around the places their drawing reaches; metres.
const AROUND_METRES: f64 = 500.0;
/// A drawing of places never shows less than this across; metres.
const LEAST_METRES: f64 = 3_000.0;
/// The width of a drawing of a part, in its own units, which are about pixels; and how high it is beside that.
const PART_WIDTH: f64 = 400.0;
const PART_PROPORTION: f64 = 0.8;

impl Telling<'_> {
    /// The events over the hours of the week. Nothing when there are none.
    pub fn hours(self) -> Result<Option<Section>, AppError> {
        let hours = &self.picture.patterns.hours;
        if hours.events == 0 {
            return Ok(None);
        }
        let mut blocks = Vec::new();
        if hours.is_too_few {
            blocks.push(Block::line(self.t_with("situation-hours-too-few", &[("events", hours.events.into())])));
        } else {
            let days = self.week_days();
            let heaviest = self.heaviest(&hours.weights, &days);
            let alt = self.t_with("situation-hours-alt", &[("heaviest", heaviest.into())]);
            let svg = drawn(&chart::Hours::of(&hours.weights, &days, &alt))?;
            let legend = self.t("situation-hours-legend");
            blocks.push(Block::Drawing(Drawing { svg, alt, legend, millimetres: 44 }));
            blocks.push(Block::Table(self.hour_table(&hours.weights, &days)));
        }
        if hours.uncertain > 0 {
            let text = self.t_with("situation-hours-uncertain", &[("uncertain", hours.uncertain.into())]);
            blocks.push(Block::Line { text, tone: "soft small" });
        }
        Ok(Some(Section {
            id: "hours",
            heading: self.t("situation-hours"),
            width: Width::Half,
            blocks,
            ..Section::default()
        }))
    }

    fn week_days(self) -> [String; 7] {
        [1, 2, 3, 4, 5, 6, 7].map(|day: u8| self.t(&format!("weekday-{day}-short")))
    }

    /// The three hours with most in them: `fre 21–22`.
    fn heaviest(self, weights: &[Vec<f64>], days: &[String; 7]) -> String {
        let mut hours: Vec<(f64, usize, usize)> = Vec::new();
        for (day, own) in weights.iter().enumerate() {
            hours.extend(own.iter().enumerate().map(|(hour, weight)| (*weight, day, hour)));
        }
        // Stable: equal ones in order of time.
        hours.sort_by(|one, other| other.0.total_cmp(&one.0));
        let named = hours.iter().take(3).filter(|(weight, ..)| *weight > 0.0);
        let named: Vec<String> =
            named.filter_map(|(_, day, hour)| Some(format!("{} {hour:02}–{:02}", days.get(*day)?, hour + 1))).collect();
        self.language.listed(&named)
    }

    /// The same in figures, three hours together.
    fn hour_table(self, weights: &[Vec<f64>], days: &[String; 7]) -> Table {
        let mut heads = vec![Head::words(self.t("situation-column-hours"), 1.4)];
        heads.extend(days.iter().map(|day| Head::figure(day.clone())));
        heads.push(Head::figure(self.t("situation-column-all-days")));
        let sum =
            |day: &Vec<f64>, from: usize, to: usize| day.get(from..to).map_or(0.0, |hours| hours.iter().sum::<f64>());
        let shown = |weight: f64, class: &'static str| {
            let is_nothing = weight < 0.05;
            let text = if is_nothing { "0".to_owned() } else { self.language.decimal(weight, 1) };
            Cell { class: if is_nothing { "n nothing" } else { class }, ..Cell::words(text) }
        };
        let line = |name: String, from: usize, to: usize, class: &'static str| {
            let each: Vec<f64> = weights.iter().map(|day| sum(day, from, to)).collect();
            let mut cells = vec![Cell::words(name)];
            cells.extend(each.iter().map(|weight| shown(*weight, "n")));
            cells.push(shown(each.iter().sum(), "n main"));
            Row { class, cells }
        };
        let rows = (0..24).step_by(HOURS_TOGETHER).map(|from| {
            let to = from + HOURS_TOGETHER;
            line(format!("{from:02}–{to:02}"), from, to, "")
        });
        let rows = rows.chain([line(self.t("situation-all-hours"), 0, 24, "total")]);
        Table { caption: self.t("situation-caption-hours"), class: "grid", heads, rows: rows.collect() }
    }

    /// Recurring places, and squares that are busier than their surroundings. Nothing when there are neither.
    pub fn places(self) -> Result<Option<Section>, AppError> {
        let patterns = &self.picture.patterns;
        let (places, squares) = (&patterns.recurring_places, &patterns.heat.squares);
        let mut blocks = Vec::new();
        if places.is_empty() {
            blocks.push(Block::soft(self.t("situation-places-none")));
        }
        if let Some(drawing) = self.places_drawn()? {
            blocks.push(Block::Drawing(drawing));
        }
        if !places.is_empty() {
            let heads = vec![
                Head::words(self.t("situation-column-place"), 2.6),
                Head::figure(self.t("situation-column-this-week")),
                Head::figure(self.t("situation-column-28-days")),
                Head::figure(self.t("situation-column-before")),
                Head::words(self.t("situation-column-mostly"), 2.2),
            ];
            let rows = places.iter().enumerate().map(|(place, own)| {
                let before = match (own.is_new, own.before) {
                    (Some(true), _) => self.t("situation-place-new"),
                    (_, Some(before)) => self.number(before.into()),
                    (_, None) => NOT_KNOWN.to_owned(),
                };
                let name = Cell::words(format!("{}. {}", letter(place), own.name)).noted(self.t_with(
                    "situation-place-about",
                    &[("district", own.district.name.clone().into()), ("reach", own.reach_m.into())],
                ));
                let cells = vec![
                    name,
                    Cell::main(self.number(own.this_week.into())),
                    Cell::figure(self.number(own.reports.into())),
                    Cell::figure(before),
                    Cell { class: "whole", ..Cell::words(own.mostly.clone()) },
                ];
                Row { class: "", cells }
            });
            let caption = self.t("situation-caption-places");
            blocks.push(Block::Table(Table { caption, class: "figures", heads, rows: rows.collect() }));
        }
        blocks.push(Block::Line {
            text: if patterns.heat.is_too_few {
                self.t("situation-heat-too-few")
            } else {
                self.t_with("situation-heat", &[("squares", squares.len().into())])
            },
            tone: "soft small",
        });
        Ok(Some(Section {
            id: "places",
            heading: self.t("situation-places"),
            width: Width::Half,
            blocks,
            ..Section::default()
        }))
    }

    /// The part of the ground where they are.
    fn places_drawn(self) -> Result<Option<Drawing>, AppError> {
        let map = &self.picture.map;
        let corners = || map.places.iter().flatten().chain(map.squares.iter().flatten());
        if map.units_per_metre <= 0.0 || corners().next().is_none() {
            return Ok(None);
        }
        let bounds = |side: usize| {
            let along = || corners().map(|corner| corner[side]);
            (along().fold(f64::INFINITY, f64::min), along().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (north, south)) = (bounds(0), bounds(1));
        let around = 2.0 * AROUND_METRES * map.units_per_metre;
        let least = LEAST_METRES * map.units_per_metre;
        let width = (east - west + around).max((south - north + around) / PART_PROPORTION).max(least);
        let height = width * PART_PROPORTION;
        let (left, top) = (f64::midpoint(west, east) - width / 2.0, f64::midpoint(north, south) - height / 2.0);
        let scale = PART_WIDTH / width;
        let tenth = |units: f64| (units * 10.0).round() / 10.0;
        let spot = |x: f64, y: f64| (tenth((x - left) * scale), tenth((y - top) * scale));
        let size = (PART_WIDTH, (PART_WIDTH * PART_PROPORTION).ceil());
        let within = |x: f64, y: f64| {
            let (x, y) = spot(x, y);
            ((75.0..=size.0 - 75.0).contains(&x) && (12.0..=size.1 - 12.0).contains(&y)).then_some((x, y))
        };
        let marks = map.places.iter().zip(&self.picture.patterns.recurring_places).enumerate();
        let marks = marks.filter_map(|(place, (at, own))| {
            let (x, y) = at.map(|[x, y]| spot(x, y))?;
            let value = letter(place);
            Some(Mark { x, y, spoken: format!("{value}: {}", own.name), value, ..Mark::default() })
        });
        let marks: Vec<Mark> = marks.collect();
        let told: Vec<String> = marks.iter().map(|mark| mark.spoken.clone()).collect();
        let told = told.join("; ");
        let alt = self.t_with("situation-places-alt", &[("places", told.into())]);
        let points = |square: &[[f64; 2]; 4]| {
            let corner = square.map(|[x, y]| spot(x, y));
            corner.map(|(x, y)| format!("{x},{y}")).join(" ")
        };
        let svg = drawn(&chart::Ground {
            id: "places-map",
            alt: alt.clone(),
            size,
            scale: (scale * 10_000.0).round() / 10_000.0,
            shift: (tenth(-left), tenth(-top)),
            grounds: map.rows.iter().flat_map(|row| &row.paths).map(String::as_str).collect(),
            lines: map.areas.iter().map(String::as_str).collect(),
            squares: map.squares.iter().map(points).collect(),
            names: self.names_within(within),
            marks,
            touch: (PART_WIDTH / 23.0).ceil(),
        })?;
        Ok(Some(Drawing { svg, alt, legend: self.t("situation-places-legend"), millimetres: 84 }))
    }
}

/// A place's letter: A to Z, then 27 and on.
fn letter(place: usize) -> String {
    match u8::try_from(place) {
        Ok(place @ 0..26) => char::from(b'A' + place).to_string(),
        _ => (place + 1).to_string(),
    }
}
