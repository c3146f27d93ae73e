//! The picture as a document: the working group's edition as a part of a page, as a page that stands alone, as a PDF and as a
//! table, all from a [`Picture`] and nothing else.
//!
//! A picture is told once, as sections of blocks in words ([`model`]); the page and the PDF only set what was told.

mod brief;
mod deeds;
mod figures;
mod look;
pub mod model;
mod patterns;
mod people;
mod sources;
mod table;
mod telling;

use askama::Template;
use serde_json::Value;

use super::Picture;
use super::chart::on_its_own;
use crate::error::AppError;
use crate::texts::Language;
use crate::typeset;

use model::{Block, Document, Section};

pub use table::csv;

/// What the reader of a draft may do about it, so that it is offered where it is done. What is frozen offers nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a permission of its own")]
pub struct Tools {
    /// Whether they write the brief, judge districts, weigh problems, place resources and choose notable reports.
    pub writes_picture: bool,
    /// The organisation whose own part they write.
    pub writes_part_of: Option<i64>,
    /// Whether they hand out measures.
    pub hands_out: bool,
    /// Whether they load the police's own counts.
    pub loads_police_counts: bool,
    /// Whether what others have published is made up too.
    pub is_made_up: bool,
}

/// The week in a sentence: how many events, and how many there usually are.
#[must_use]
pub fn lead(picture: &Picture, language: Language) -> String {
    telling::Telling { picture, language, tools: None }.lead()
}

/// The picture as the inner part of a page, below its heading.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn body(picture: &Picture, language: Language, tools: Option<&Tools>) -> Result<String, AppError> {
    set(&Document::of(picture, language, tools)?.sections)
}

/// The working group's edition as a page that stands alone: no address in it, its look inside it, in Swedish. Drafts and
/// approved versions alike. The same picture gives the same text.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn page(picture: &Picture) -> Result<String, AppError> {
    alone(&Document::of(picture, Language::Swedish, None)?)
}

/// Sections as the inner part of a page.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn set(sections: &[Section]) -> Result<String, AppError> {
    Body { sections }.render().map_err(AppError::internal)
}

/// A document as a page that stands alone.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn alone(document: &Document) -> Result<String, AppError> {
    let body = set(&document.sections)?;
    Alone { document, body, look: look::inside() }.render().map_err(AppError::internal)
}

/// The working group's edition as a tagged PDF (PDF/UA-1) in Swedish. Takes tens of milliseconds of one core: never on a
/// thread that answers requests.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn pdf(picture: &Picture) -> Result<Vec<u8>, AppError> {
    paper(Document::of(picture, Language::Swedish, None)?)
}

const PAPER: typeset::Template = typeset::Template {
    name: "situation/picture.typ",
    source: include_str!("../../../templates/situation/picture.typ"),
};

/// A document as a tagged PDF.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn paper(document: Document) -> Result<Vec<u8>, AppError> {
    let data: Value = serde_json::to_value(drawn_alone(document)).map_err(AppError::internal)?;
    typeset::pdf(&PAPER, &data).map_err(AppError::internal)
}

/// The document with drawings that stand outside a page, as paper has them.
#[must_use]
pub fn drawn_alone(mut document: Document) -> Document {
    for block in document.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        for svg in block.drawings() {
            *svg = on_its_own(svg);
        }
    }
    document
}

impl Block {
    /// The drawings in it.
    fn drawings(&mut self) -> Vec<&mut String> {
        match self {
            Self::Drawing(drawing) => vec![&mut drawing.svg],
            Self::Said(said) => said.level.iter_mut().map(|gauge| &mut gauge.svg).collect(),
            Self::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.map(|cell| &mut cell.svg).filter(|svg| !svg.is_empty()).collect()
            }
            _ => Vec::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "situation/body.html")]
struct Body<'a> {
    sections: &'a [Section],
}

#[derive(Template)]
#[template(path = "situation/alone.html")]
struct Alone<'a> {
    document: &'a Document,
    body: String,
    look: String,
}
