//! What people write: the judgement of each district, each organisation's own part, problems weighed, notable reports.

use super::model::{Block, Cell, Head, Item, Row, Said, Section, Table, Width};
use super::telling::{NOT_KNOWN, Telling};
use crate::error::AppError;
use crate::situation::words::{Problem, TextKind};
use crate::urls;

/// Brå's eight questions, as the heads of columns.
const QUESTIONS: [&str; 8] = [
    "situation-question-common",
    "situation-question-rising",
    "situation-question-deviates",
    "situation-question-local",
    "situation-question-influence",
    "situation-question-costly",
    "situation-question-many",
    "situation-question-signal",
];

impl Telling<'_> {
    /// How each district is judged, in words.
    pub fn assessments(self) -> Result<Section, AppError> {
        let picture = self.picture;
        let mut blocks = Vec::new();
        for judged in &picture.words.assessments {
            let is_said = judged.level.is_some() || judged.text.is_some();
            if !is_said && self.tools.is_none() {
                continue;
            }
            let href = || urls::picture_text(picture.week, TextKind::Assessment.word(), judged.district_id);
            let label = self.t(if is_said { "situation-write-on" } else { "situation-judge" });
            blocks.push(Block::Said(Said {
                heading: judged.district.name.clone(),
                level: self.gauge(judged.level, &judged.level_name)?,
                nothing: if is_said { String::new() } else { self.t("situation-not-judged") },
                link: self.link_if(self.writes_picture(), href, &label),
                ..self.said(judged.text.as_ref())
            }));
        }
        if blocks.is_empty() {
            blocks.push(Block::soft(self.t("situation-assessments-none")));
        }
        let has_map = self.has_reports() && picture.map.width > 0.0;
        Ok(Section {
            id: "assessments",
            heading: self.t("situation-assessments"),
            width: if has_map { Width::Main } else { Width::Full },
            tone: "columns",
            blocks,
            ..Section::default()
        })
    }

    /// Each organisation's own part. Nothing when what is frozen has none.
    pub fn parts(self) -> Option<Section> {
        let picture = self.picture;
        let told = picture.words.parts.iter().filter(|part| self.tools.is_some() || part.text.is_some());
        let blocks = told.map(|part| {
            let may = self.tools.is_some_and(|own| own.writes_part_of == Some(part.organisation_id));
            let label = self.t(if part.text.is_some() { "situation-write-on" } else { "situation-write-part" });
            let href = || urls::picture_text(picture.week, TextKind::Part.word(), part.organisation_id);
            Block::Said(Said {
                heading: part.organisation.clone(),
                nothing: if part.text.is_some() { String::new() } else { self.t("situation-part-none") },
                link: self.link_if(may, href, &label),
                ..self.said(part.text.as_ref())
            })
        });
        let blocks: Vec<Block> = blocks.collect();
        (!blocks.is_empty()).then(|| Section {
            id: "parts",
            heading: self.t("situation-parts"),
            tone: "columns",
            blocks,
            ..Section::default()
        })
    }

    /// Reports worth telling of: linked in the draft, told in the coordinator's own sentence in what is frozen.
    pub fn notable(self) -> Option<Section> {
        let picture = self.picture;
        let told = picture.words.notable.iter().filter(|own| self.tools.is_some() || own.text.is_some());
        let items = told.map(|own| {
            let words = own.text.as_ref().map(|text| text.words.clone());
            match self.tools {
                None => Item { words: words.unwrap_or_default(), ..Item::default() },
                Some(_) => Item {
                    name: own.label.clone(),
                    aside: String::new(),
                    words: words.unwrap_or_else(|| self.t("situation-notable-untold")),
                    href: urls::incident(own.incident_id),
                    more: None,
                },
            }
        });
        let items: Vec<Item> = items.collect();
        (!items.is_empty()).then(|| Section {
            id: "notable",
            heading: self.t("situation-notable"),
            blocks: vec![Block::Items { items }],
            ..Section::default()
        })
    }

    /// The problems, weighed by eight questions. Nothing when what is frozen has none.
    pub fn problems(self) -> Option<Section> {
        let picture = self.picture;
        let problems = &picture.words.problems;
        let link = self.link_if(
            self.writes_picture(),
            || urls::picture_problems(picture.week),
            &self.t("situation-weigh-problems"),
        );
        if problems.is_empty() && link.is_none() {
            return None;
        }
        let block = if problems.is_empty() {
            Block::soft(self.t("situation-problems-none"))
        } else {
            let mut heads = vec![Head::words(self.t("situation-column-problem"), 3.4)];
            heads.extend(QUESTIONS.iter().map(|key| Head { share: 1.15, ..Head::words(self.t(key), 1.0) }));
            heads.push(Head::figure(self.t("situation-column-points")));
            let rows = problems.iter().map(|problem| Row { class: "", cells: self.weighed(problem) });
            let caption = self.t("situation-caption-problems");
            Block::Table(Table { caption, class: "figures problems", heads, rows: rows.collect() })
        };
        Some(Section {
            id: "problems",
            heading: self.t("situation-problems"),
            blocks: vec![block],
            links: link.into_iter().collect(),
            ..Section::default()
        })
    }

    fn weighed(self, problem: &Problem) -> Vec<Cell> {
        let place = problem.district.clone().unwrap_or_else(|| self.t("situation-whole"));
        let note = [place, problem.words.clone()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        let mut cells = vec![Cell::words(problem.title.clone()).noted(note.join(". "))];
        cells.extend((0..QUESTIONS.len()).map(|question| match problem.answers.get(question).map(String::as_str) {
            Some("yes") => Cell { class: "main", ..Cell::words(self.t("situation-answer-yes")) },
            Some("no") => Cell { class: "soft", ..Cell::words(self.t("situation-answer-no")) },
            _ => Cell { class: "soft", ..Cell::words(NOT_KNOWN) },
        }));
        cells.push(Cell::main(self.number(problem.points.into())));
        cells
    }
}
