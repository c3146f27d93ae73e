//! What is done: measures that were decided, and who is placed where.

use super::model::{Block, Cell, Head, Row, Section, Table};
use super::telling::{NOT_KNOWN, Telling};
use crate::situation::decisions::{Decision, Promises};
use crate::time::IsoWeek;
use crate::urls;

impl Telling<'_> {
    /// How measures stand, in a sentence. They are told as they stood when the picture was counted; of a week that had long
    /// passed by then that says nothing.
    pub fn promises(self) -> Option<String> {
        let Promises { open, overdue, due_soon, decided: _ } = self.picture.measures.promises;
        let counted = IsoWeek::of(self.picture.cut_off);
        (counted.weeks_since(self.picture.week) <= 1).then(|| {
            self.t_with(
                "measures-of-week-stand",
                &[("open", open.into()), ("overdue", overdue.into()), ("soon", due_soon.into())],
            )
        })
    }

    /// What was decided, and what is overdue.
    pub fn measures(self) -> Section {
        let measures = &self.picture.measures;
        let mut blocks: Vec<Block> = self.promises().map(Block::line).into_iter().collect();
        if measures.decisions.is_empty() {
            blocks.push(Block::soft(self.t("measures-of-week-none")));
        } else {
            blocks.push(Block::heading(self.t("measures-of-week-decided")));
            blocks.push(Block::Table(self.decided(&measures.decisions, self.t("measures-of-week-decided"))));
        }
        if !measures.overdue_list.is_empty() {
            blocks.push(Block::heading(self.t("situation-overdue-measures")));
            blocks.push(Block::Table(self.decided(&measures.overdue_list, self.t("situation-overdue-measures"))));
        }
        let week = self.picture.week;
        let hands_out = self.tools.is_some_and(|tools| tools.hands_out);
        let links = [
            self.link_if(hands_out, || urls::measure_new_of_week(week), &self.t("measures-of-week-new")),
            self.link_if(self.tools.is_some(), || urls::MEASURES.to_owned(), &self.t("measures-all")),
        ];
        Section {
            id: "measures",
            heading: self.t("measures-of-week"),
            blocks,
            links: links.into_iter().flatten().collect(),
            ..Section::default()
        }
    }

    fn decided(self, decisions: &[Decision], caption: String) -> Table {
        let heads = vec![
            Head::words(self.t("situation-column-measure"), 3.6),
            Head::words(self.t("situation-column-owner"), 2.0),
            Head::words(self.t("situation-column-district"), 1.8),
            Head::words(self.t("situation-column-due"), 1.8),
            Head::words(self.t("situation-column-status"), 1.6),
        ];
        let rows = decisions.iter().map(|decision| {
            let title = Cell::words(decision.title.clone()).noted(decision.outcome.clone());
            let title = if self.tools.is_some() { title.leading_to(urls::measure(decision.id)) } else { title };
            let status = if decision.is_overdue {
                Cell { sign: "more", ..Cell::words(self.t("situation-overdue")) }.noted(decision.status_name.clone())
            } else {
                Cell::words(decision.status_name.clone())
            };
            let cells = vec![
                title,
                Cell::words(decision.owner.clone()),
                Cell::words(decision.district.clone().unwrap_or_else(|| NOT_KNOWN.to_owned())),
                Cell::words(decision.due_on.map_or_else(|| NOT_KNOWN.to_owned(), |day| self.day(day))),
                status,
            ];
            Row { class: "", cells }
        });
        Table { caption, class: "", heads, rows: rows.collect() }
    }

    /// Who is placed where in the week after. Nothing when what is frozen has nobody.
    pub fn placements(self) -> Option<Section> {
        let picture = self.picture;
        let placements = &picture.placements;
        let link = self.link_if(
            self.writes_picture(),
            || urls::placements(picture.week.plus(1)),
            &self.t("situation-place-resources"),
        );
        if placements.rows.is_empty() && link.is_none() {
            return None;
        }
        let week = placements.week.unwrap_or_else(|| picture.week.plus(1));
        let block = if placements.rows.is_empty() {
            Block::soft(self.t("situation-placements-none"))
        } else {
            let mut heads = vec![Head::words(self.t("situation-column-resource"), 3.6)];
            heads.extend([1, 2, 3, 4, 5, 6, 7].map(|day: u8| Head::figure(self.t(&format!("weekday-{day}-short")))));
            heads.push(Head { share: 1.3, ..Head::figure(self.t("situation-column-week")) });
            heads.push(Head { share: 1.6, ..Head::figure(self.t("situation-column-week-before")) });
            let rows = placements.rows.iter().map(|row| {
                let mut cells = vec![Cell::words(row.district.clone()).noted(row.resource.clone())];
                cells.extend(row.days.iter().map(|count| Cell {
                    class: if *count == 0 { "n nothing" } else { "n" },
                    ..Cell::words(self.number(*count))
                }));
                cells.push(Cell::main(self.number(row.sum)));
                cells.push(Cell { class: "n soft", ..Cell::words(self.number(row.before)) });
                Row { class: "", cells }
            });
            let caption = self.t_with("situation-caption-placements", &[("week", week.number().into())]);
            Block::Table(Table { caption, class: "grid", heads, rows: rows.collect() })
        };
        Some(Section {
            id: "placements",
            heading: self.t_with("situation-placements", &[("week", week.number().into())]),
            blocks: vec![block],
            links: link.into_iter().collect(),
            ..Section::default()
        })
    }
}
