//! The agenda as a document to hand out: every item with what is read with it, and how the decisions of the meeting before
//! stand. It names no measure: everybody who reads the follow-up may have it.

use jiff::civil::Date;

use super::agenda::{Agenda, Point};
use crate::error::AppError;
use crate::situation::document::{self, model};
use crate::texts::Language;
use crate::urls;
use model::{Block, Document, Item, Said, Section};

/// The agenda of a meeting as a tagged PDF (PDF/UA-1). Slow: not on a thread that answers requests.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be set.
pub fn pdf(agenda: &Agenda, today: Date, language: Language) -> Result<Vec<u8>, AppError> {
    document::paper(told(agenda, today, language))
}

fn told(agenda: &Agenda, today: Date, language: Language) -> Document {
    let Agenda { meeting, points, before } = agenda;
    let t = |key: &str| language.text(key);
    let mut sections = Vec::new();
    if let Some((earlier, decided)) = before {
        let day = language.day(earlier.day());
        sections.push(Section {
            id: "before",
            heading: language.text_with("meetings-before", &[("day", day.into())]),
            blocks: if decided.is_empty() {
                vec![Block::soft(t("meetings-before-nothing"))]
            } else {
                vec![Block::Items { items: decided.iter().map(|point| decision(point, today, language)).collect() }]
            },
            ..Section::default()
        });
    }
    sections.extend(points.iter().zip(1_usize..).map(|(point, number)| section(point, number, today, language)));
    if points.is_empty() {
        let nothing = vec![Block::soft(t("meetings-agenda-empty"))];
        sections.push(Section { id: "agenda", heading: t("meetings-agenda"), blocks: nothing, ..Section::default() });
    }
    if !meeting.plan.note.is_empty() {
        let said = Said { paragraphs: paragraphs(&meeting.plan.note), ..Said::default() };
        let blocks = vec![Block::Said(said)];
        sections.push(Section { id: "note", heading: t("meetings-note"), blocks, ..Section::default() });
    }
    Document {
        lang: language.code(),
        title: meeting.plan.title.clone(),
        days: language.day(meeting.day()),
        status: t("meetings-agenda"),
        lead: meeting.plan.place.clone(),
        counted: String::new(),
        foot: language.text_with("meetings-pack-foot", &[("day", language.day(today).into())]),
        sections,
    }
}

fn section(point: &Point, number: usize, today: Date, language: Language) -> Section {
    let content = &point.item.content;
    let mut blocks = Vec::new();
    if !content.words.is_empty() {
        blocks.push(Block::Said(Said { paragraphs: paragraphs(&content.words), ..Said::default() }));
    }
    let mut read = Vec::new();
    if let Some(report) = &point.report {
        read.push(Item {
            name: point.report_in_words(language),
            aside: urls::report(report.number),
            words: fingerprint(&report.sha256, language),
            ..Item::default()
        });
    }
    if let Some((version, picture)) = &point.picture {
        let words = picture.words.clone().unwrap_or_else(|| picture.lead(language));
        let hash = picture.sha256.as_deref().map(|hash| fingerprint(hash, language)).unwrap_or_default();
        read.push(Item {
            name: point.picture_in_words(language),
            aside: urls::picture_version(version.week, version.version),
            words: format!("{words} {hash}").trim_end().to_owned(),
            ..Item::default()
        });
    }
    if !read.is_empty() {
        blocks.push(Block::heading(language.text("meetings-read-with")));
        blocks.push(Block::Items { items: read });
    }
    if !content.decision.is_empty() {
        blocks.push(Block::Said(Said {
            heading: language.text("meetings-decision"),
            paragraphs: paragraphs(&content.decision),
            by: point.standing(language, today),
            ..Said::default()
        }));
    }
    Section { id: "item", heading: format!("{number}. {}", content.title), blocks, ..Section::default() }
}

fn decision(point: &Point, today: Date, language: Language) -> Item {
    let standing = point.standing(language, today);
    let standing = if standing.is_empty() { language.text("meetings-no-measure") } else { standing };
    let content = &point.item.content;
    Item { name: content.title.clone(), words: format!("{} {standing}", content.decision), ..Item::default() }
}

fn fingerprint(sha256: &str, language: Language) -> String {
    language.text_with("meetings-fingerprint", &[("hash", sha256.into())])
}

/// A text's paragraphs.
fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}
