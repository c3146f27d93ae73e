//! What the picture rests on: who was heard, what the police tell, and how it was counted.

use std::collections::BTreeSet;

use super::model::{Block, Cell, Head, Item, Link, Row, Section, Table, Width};
use super::telling::Telling;
use crate::situation::coverage::Heard;
use crate::urls;

impl Telling<'_> {
    /// Who reported, who had nothing to report, who was silent.
    pub fn coverage(self) -> Section {
        let coverage = &self.picture.coverage;
        let mut blocks = Vec::new();
        if !coverage.sentence.is_empty() {
            blocks.push(Block::line(coverage.sentence.clone()));
        }
        if coverage.organisations.is_empty() {
            blocks.push(Block::soft(self.t("situation-coverage-none")));
        } else {
            let heads = vec![
                Head::words(self.t("situation-column-organisation"), 3.0),
                Head::words(self.t("situation-column-heard"), 2.0),
                Head::figure(self.t("situation-column-reports")),
            ];
            let rows = coverage.organisations.iter().map(|own| {
                let (sign, key) = match own.state {
                    Heard::Reported => ("plain", "situation-state-reported"),
                    Heard::Zero => ("plain", "situation-state-zero"),
                    Heard::Silent => ("few", "situation-state-silent"),
                };
                let name = Cell::words(own.organisation.clone());
                let name = if own.is_expected { name } else { name.noted(self.t("situation-not-expected")) };
                let cells =
                    vec![name, Cell { sign, ..Cell::words(self.t(key)) }, Cell::figure(self.number(own.reports))];
                Row { class: "", cells }
            });
            let caption = self.t("situation-caption-coverage");
            blocks.push(Block::Table(Table { caption, class: "figures", heads, rows: rows.collect() }));
        }
        // The weeks in which somebody was silent; when all were heard, nothing is to be said of a week.
        let weeks = coverage.weeks.iter().filter(|own| own.heard < own.expected && own.week != self.picture.week);
        let weeks: Vec<String> = weeks
            .map(|own| {
                self.t_with(
                    "situation-coverage-week",
                    &[
                        ("week", own.week.number().into()),
                        ("heard", own.heard.into()),
                        ("expected", own.expected.into()),
                    ],
                )
            })
            .collect();
        if !weeks.is_empty() {
            let weeks = weeks.join(", ");
            let text = self.t_with("situation-coverage-weeks", &[("weeks", weeks.into())]);
            blocks.push(Block::Line { text, tone: "soft small" });
        }
        Section {
            id: "coverage",
            heading: self.t("situation-coverage"),
            width: Width::Half,
            blocks,
            ..Section::default()
        }
    }

    /// What the police tell, set apart from what was reported to us.
    pub fn police(self) -> Section {
        let police = &self.picture.police;
        let mut blocks = vec![Block::soft(self.t("situation-police-lead"))];
        if !police.counts.is_empty() {
            blocks.push(Block::heading(self.t("situation-police-counts")));
            let heads = vec![
                Head::words(self.t("situation-column-district"), 2.0),
                Head::words(self.t("situation-column-category"), 2.4),
                Head::figure(self.t("situation-column-count")),
                Head::words(self.t("situation-column-source"), 2.0),
            ];
            let rows = police.counts.iter().map(|own| Row {
                class: "",
                cells: vec![
                    Cell::words(own.district.name.clone()),
                    Cell::words(own.category.clone()),
                    Cell::main(self.number(own.count)),
                    Cell { class: "soft", ..Cell::words(own.source.clone()) },
                ],
            });
            let caption = self.t("situation-police-counts");
            blocks.push(Block::Table(Table { caption, class: "figures", heads, rows: rows.collect() }));
            blocks.push(Block::heading(self.t("situation-police-events")));
        }
        if police.events.is_empty() {
            blocks.push(Block::line(self.t("situation-police-none")));
        } else {
            let with_events = police.by_district.iter().filter(|own| own.events > 0);
            let by_district: Vec<String> =
                with_events.map(|own| format!("{} {}", own.district.name, self.number(own.events.into()))).collect();
            if !by_district.is_empty() {
                blocks.push(Block::line(format!("{}.", by_district.join(", "))));
            }
            let items = police.events.iter().map(|event| Item {
                name: event.kind.clone(),
                aside: format!("{}, {}", event.district.name, self.language.moment(event.at)),
                words: event.summary.clone(),
                // What is frozen has no address in it.
                href: String::new(),
                more: (self.tools.is_some() && !event.url.is_empty())
                    .then(|| Link { href: event.url.clone(), label: self.t("situation-police-read") }),
            });
            blocks.push(Block::Items { items: items.collect() });
            let is_made_up = self.tools.is_some_and(|tools| tools.is_made_up);
            let source = if is_made_up { "situation-police-made-up" } else { "situation-police-source" };
            blocks.push(Block::Line { text: self.t(source), tone: "soft small" });
        }
        let link = self.link_if(
            self.tools.is_some_and(|tools| tools.loads_police_counts),
            || urls::police_counts(self.picture.week),
            &self.t("situation-load-police-counts"),
        );
        Section {
            id: "police",
            heading: self.t("situation-police"),
            width: Width::Half,
            tone: "context",
            blocks,
            links: link.into_iter().collect(),
        }
    }

    /// How the figures were made, for whoever reads them.
    pub fn notes(self) -> Section {
        let picture = self.picture;
        let last_year = picture.week.same_week_last_year();
        let mut notes = vec![
            self.t("situation-note-reports"),
            self.t_with(
                "situation-note-usual",
                &[("week", last_year.number().into()), ("days", self.language.days_of(last_year).into())],
            ),
            self.t("situation-note-stands-out"),
        ];
        notes.push(match picture.first_week {
            Some(first) => {
                self.t_with("situation-note-unknown", &[("week", first.number().into()), ("year", first.year().into())])
            }
            None => self.t("situation-note-unknown-yet"),
        });
        let years: BTreeSet<i64> = picture.districts.iter().filter_map(|row| row.population_year).collect();
        if !years.is_empty() {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            notes.push(self.t_with("situation-note-rates", &[("years", self.language.listed(&years).into())]));
        }
        notes.push(self.t("situation-note-kinds"));
        notes.push(self.t("situation-note-hours"));
        let moment = self.language.moment(picture.cut_off);
        notes.push(self.t_with("situation-counted", &[("moment", moment.into())]));
        let items = notes.into_iter().map(|words| Item { words, ..Item::default() });
        Section {
            id: "notes",
            heading: self.t("situation-notes"),
            tone: "notes",
            blocks: vec![Block::Items { items: items.collect() }],
            ..Section::default()
        }
    }
}
