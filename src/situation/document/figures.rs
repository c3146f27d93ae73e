//! The figures: each district beside what is usual there, what it was about, and where on the map.

use super::model::{Block, Cell, Drawing, Head, Row, Section, Table, Width};
use super::telling::{NOT_KNOWN, Telling};
use crate::error::AppError;
use crate::incidents::category::{Group, Kind};
use crate::situation::chart::{self, Mark, Name, drawn};
use crate::situation::compute::{Figures, Signal};
use crate::situation::picture::{DistrictRow, Total, UNKNOWN};
use crate::urls;

/// Units of the outlines for one unit of a drawing of the whole ground, which is then about 500 high: text on it is set in
/// pixels.
const OUTLINE_UNITS: f64 = 4.0;

impl Telling<'_> {
    /// Events by district.
    pub fn districts(self) -> Result<Section, AppError> {
        let mut blocks: Vec<Block> = self.differing_coverage().into_iter().collect();
        let total = &self.picture.totals.event;
        if total.figures.count == 0 {
            blocks.push(Block::line(self.t("situation-no-events")));
        }
        blocks.push(Block::Table(self.of_kind(Kind::Event)?));
        blocks.push(Block::Line { text: self.t("situation-band"), tone: "soft small" });
        Ok(Section { id: "districts", heading: self.t("situation-districts"), blocks, ..Section::default() })
    }

    /// Unsafe places, and reports of what is planned: each a table of the districts that have any, or nothing at all.
    pub fn lesser_kinds(self) -> Result<Vec<Section>, AppError> {
        let kinds = [
            (Kind::UnsafePlace, "unsafe-places", "situation-unsafe-places", "situation-no-unsafe-places"),
            (Kind::PlannedEvent, "planned-events", "situation-planned-events", "situation-no-planned-events"),
        ];
        let mut sections = Vec::new();
        for (kind, id, heading, nothing) in kinds {
            let figures = &self.picture.totals.of(kind).figures;
            let blocks = if figures.count > 0 {
                vec![Block::Table(self.of_kind(kind)?)]
            } else {
                let before = figures.mean_12.map(|mean| {
                    self.t_with("situation-mean-before", &[("mean", self.language.decimal(mean, 1).into())])
                });
                vec![Block::soft([Some(self.t(nothing)), before].into_iter().flatten().collect::<Vec<_>>().join(" "))]
            };
            sections.push(Section { id, heading: self.t(heading), width: Width::Half, blocks, ..Section::default() });
        }
        Ok(sections)
    }

    /// One kind by district. Events tell all there is; of the lesser kinds only the districts that have any, and less.
    fn of_kind(self, kind: Kind) -> Result<Table, AppError> {
        let picture = self.picture;
        let is_event = kind == Kind::Event;
        let caption = match kind {
            Kind::Event => "situation-caption-events",
            Kind::UnsafePlace => "situation-caption-unsafe-places",
            Kind::PlannedEvent => "situation-caption-planned-events",
        };
        let mut heads = vec![
            Head::words(self.t("situation-column-district"), 2.4),
            Head::figure(self.t("situation-column-count")),
            Head { share: 1.3, ..Head::figure(self.t("situation-column-usual")) },
            Head::words(self.t("situation-column-line"), 2.1),
        ];
        if is_event {
            heads.push(Head::words(self.t("situation-column-signal"), 2.2));
        }
        heads.push(Head::figure(self.t("situation-column-last-year")));
        if is_event {
            heads.push(Head::figure(self.t("situation-column-per-1000")));
            heads.push(Head::words(self.t("situation-column-level"), 2.4));
            heads.push(Head { share: 1.9, ..Head::figure(self.t("situation-column-observations")) });
        }
        let told = picture.districts.iter().filter(|row| is_event || row.totals.of(kind).figures.count > 0);
        let mut rows = Vec::new();
        for row in told {
            rows.push(Row { class: class_of(row), cells: self.line(self.named(row), kind, row)? });
        }
        let whole = Cell::words(self.t("situation-whole"));
        let mut cells = self.figures(whole, kind, picture.totals.of(kind), true)?;
        if is_event {
            cells.push(Cell::default());
            cells.push(Cell::figure(self.number(picture.observations)));
        }
        rows.push(Row { class: "total", cells });
        let caption = self.t_with(caption, &[("week", picture.week.number().into())]);
        Ok(Table { caption, class: if is_event { "figures picture-districts" } else { "figures" }, heads, rows })
    }

    fn line(self, name: Cell, kind: Kind, row: &DistrictRow) -> Result<Vec<Cell>, AppError> {
        let mut cells = self.figures(name, kind, row.totals.of(kind), row.code != UNKNOWN)?;
        if kind == Kind::Event {
            let judged = self.picture.words.assessments.iter().find(|own| own.district.code == row.code);
            let gauge = judged.map(|own| self.gauge(own.level, &own.level_name)).transpose()?.flatten();
            cells.push(gauge.map_or_else(Cell::default, |gauge| Cell {
                text: gauge.word,
                svg: gauge.svg,
                class: "level double",
                ..Cell::default()
            }));
            cells.push(Cell::figure(self.number(row.observations)));
        }
        Ok(cells)
    }

    fn figures(self, name: Cell, kind: Kind, total: &Total, has_residents: bool) -> Result<Vec<Cell>, AppError> {
        let figures = &total.figures;
        let counts: Vec<String> = total.weeks.iter().map(|count| self.known(*count)).collect();
        let counts = counts.join(", ");
        let line = Cell {
            svg: drawn(&chart::spark(&total.weeks, figures.expected_low.zip(figures.expected_high)))?,
            spoken: self.t_with("situation-spark", &[("counts", counts.into())]),
            class: "double",
            ..Cell::default()
        };
        let mut cells = vec![name, Cell::main(self.number(figures.count)), Cell::figure(self.usual(figures)), line];
        if kind == Kind::Event {
            cells.push(self.signal(figures));
        }
        cells.push(Cell::figure(self.known(figures.same_week_last_year)));
        if kind == Kind::Event {
            // The unknown has no residents: there is nothing to be told, not even that it is not known.
            cells.push(Cell::figure(match figures.per_1000 {
                Some(rate) => self.language.decimal(rate, 2),
                None if has_residents => NOT_KNOWN.to_owned(),
                None => String::new(),
            }));
        }
        Ok(cells)
    }

    /// A district's name, leading to its page for a reader who may go there.
    fn named(self, row: &DistrictRow) -> Cell {
        let name = Cell::words(row.name.clone());
        if self.tools.is_none() || row.code == UNKNOWN { name } else { name.leading_to(urls::district(&row.code)) }
    }

    /// The districts on the map, with an arrow where there were more or fewer than usual. Nothing where no boundaries are
    /// known.
    pub fn ground(self) -> Result<Option<Section>, AppError> {
        let map = &self.picture.map;
        if map.width <= 0.0 || map.height <= 0.0 {
            return Ok(None);
        }
        let rows = || map.rows.iter().filter_map(|own| Some((own, self.row(&own.code)?)));
        let marks = rows().map(|(own, row)| {
            let figures = row.totals.event.figures;
            let value = self.number(figures.count);
            Mark {
                x: (own.x / OUTLINE_UNITS).round(),
                y: (own.y / OUTLINE_UNITS).round(),
                spoken: format!("{}: {value}, {}", row.name, self.signal(&figures).text),
                href: if self.tools.is_some() { urls::district(&row.code) } else { String::new() },
                is_nothing: figures.count == 0,
                change: match figures.signal {
                    Signal::Rising => "rise",
                    Signal::Falling => "fall",
                    Signal::None | Signal::TooFew => "",
                },
                value,
            }
        });
        let marks: Vec<Mark> = marks.collect();
        let told: Vec<String> = marks.iter().map(|mark| mark.spoken.clone()).collect();
        let told = told.join("; ");
        let alt = self.t_with("situation-map", &[("districts", told.into())]);
        let (width, height) = ((map.width / OUTLINE_UNITS).ceil(), (map.height / OUTLINE_UNITS).ceil());
        let svg = drawn(&chart::Ground {
            id: "map",
            alt: alt.clone(),
            size: (width, height),
            scale: OUTLINE_UNITS.recip(),
            grounds: map.rows.iter().flat_map(|row| &row.paths).map(String::as_str).collect(),
            lines: map.areas.iter().map(String::as_str).collect(),
            marks,
            touch: (width / 23.0).ceil(),
            ..chart::Ground::default()
        })?;
        let legend = format!("{} {}", self.t("situation-map-legend"), map.credit);
        let drawing = Drawing { svg, alt, legend: legend.trim().to_owned(), millimetres: 66 };
        Ok(Some(Section {
            id: "ground",
            heading: self.t("situation-ground"),
            width: Width::Aside,
            blocks: vec![Block::Drawing(drawing)],
            ..Section::default()
        }))
    }

    /// A row of the picture by its code.
    pub fn row(&self, code: &str) -> Option<&DistrictRow> {
        self.picture.districts.iter().find(|row| row.code == code)
    }

    /// What it was about: groups down, districts across.
    pub fn groups(self) -> Section {
        let picture = self.picture;
        let of_whole = |group: Group| picture.groups.iter().find(|row| row.group == group).map(|row| row.figures);
        let groups = Group::ALL.into_iter().filter(|group| group.kind() == Kind::Event);
        let (told, quiet): (Vec<Group>, Vec<Group>) = groups.partition(|group| {
            of_whole(*group).is_some_and(|own| own.count > 0 || own.mean_12.or(own.mean_4).unwrap_or(0.0) > 0.0)
        });
        let mut blocks = Vec::new();
        if told.is_empty() {
            blocks.push(Block::line(self.t("situation-no-events")));
        } else {
            let mut heads = vec![Head::words(self.t("situation-column-group"), 3.2)];
            heads.extend(picture.districts.iter().map(|row| Head { share: 1.2, ..Head::figure(row.name.clone()) }));
            heads.push(Head::figure(self.t("situation-whole-short")));
            heads.push(Head::figure(self.t("situation-column-usual")));
            heads.push(Head::figure(self.t("situation-column-last-year")));
            let cell = |count: i64| Cell {
                class: if count == 0 { "n nothing" } else { "n" },
                ..Cell::words(self.number(count))
            };
            let whole = |figures: &Figures| {
                [
                    Cell { class: "n main early", ..Cell::words(self.number(figures.count)) },
                    Cell { class: "n soft early", ..Cell::words(self.usual(figures)) },
                    Cell { class: "n soft early", ..Cell::words(self.known(figures.same_week_last_year)) },
                ]
            };
            let rows = told.iter().filter_map(|group| {
                let figures = of_whole(*group)?;
                let name = Cell { icon: group.code(), ..Cell::words(self.group_name(*group)) };
                let counts = picture.districts.iter().map(|row| cell(row.group(*group).map_or(0, |own| own.count)));
                Some(Row { class: "", cells: std::iter::once(name).chain(counts).chain(whole(&figures)).collect() })
            });
            let mut rows: Vec<Row> = rows.collect();
            let counts = picture.districts.iter().map(|row| cell(row.totals.event.figures.count));
            let all = Cell::words(self.t("situation-all-events"));
            let cells = std::iter::once(all).chain(counts).chain(whole(&picture.totals.event.figures)).collect();
            rows.push(Row { class: "total", cells });
            let caption = self.t("situation-caption-groups");
            blocks.push(Block::Table(Table { caption, class: "figures by-group", heads, rows }));
        }
        let quiet: Vec<String> = quiet.into_iter().map(|group| self.group_name(group).to_lowercase()).collect();
        if !told.is_empty() && !quiet.is_empty() {
            let listed = self.language.listed(&quiet);
            blocks.push(Block::soft(self.t_with("situation-quiet-groups", &[("groups", listed.into())])));
        }
        Section { id: "groups", heading: self.t("situation-groups"), blocks, ..Section::default() }
    }

    /// The names of the districts that lie in a drawing of a part of the ground.
    pub fn names_within(&self, within: impl Fn(f64, f64) -> Option<(f64, f64)>) -> Vec<Name<'_>> {
        let named = self.picture.map.rows.iter().filter_map(|own| {
            let (x, y) = within(own.x, own.y)?;
            Some(Name { x, y, text: self.row(&own.code)?.name.as_str() })
        });
        named.collect()
    }
}

fn class_of(row: &DistrictRow) -> &'static str {
    if row.code == UNKNOWN {
        "outside"
    } else if row.part_of.is_some() {
        "sub"
    } else {
        ""
    }
}
