//! The shared edition on a page and on paper, from nothing but the edition itself.

use askama::Template;
use serde_json::{Value, json};

use super::model::SharedPicture;
use super::sheet::{Cell, Sheet};
use crate::error::AppError;
use crate::texts::Language;
use crate::typeset::{self, Template as Typed};

const PAPER: Typed =
    Typed { name: "situation/shared.typ", source: include_str!("../../../templates/situation/shared.typ") };

#[derive(Template)]
#[template(path = "situation/shared_body.html")]
struct Body<'a> {
    sheet: &'a Sheet,
    language: Language,
}

#[derive(Template)]
#[template(path = "situation/shared_page.html")]
struct Alone<'a> {
    sheet: &'a Sheet,
    language: Language,
    body: String,
}

/// The shared edition as the part of a page that tells the week: sections from heading level 2, and no address.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn body(picture: &SharedPicture, language: Language) -> Result<String, AppError> {
    let sheet = Sheet::of(picture, language);
    Body { sheet: &sheet, language }.render().map_err(AppError::internal)
}

/// The shared edition as a page that stands alone, in Swedish: its look inside it, no address in it. The same edition gives
/// the same text.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn page(picture: &SharedPicture) -> Result<String, AppError> {
    let language = Language::Swedish;
    let sheet = Sheet::of(picture, language);
    Alone { sheet: &sheet, language, body: body(picture, language)? }.render().map_err(AppError::internal)
}

/// The same as a tagged PDF (PDF/UA-1). Takes tens of milliseconds of one core: never on a thread that answers requests.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn pdf(picture: &SharedPicture) -> Result<Vec<u8>, AppError> {
    let language = Language::Swedish;
    typeset::pdf(&PAPER, &data(&Sheet::of(picture, language), language)).map_err(AppError::internal)
}

fn data(sheet: &Sheet, language: Language) -> Value {
    let t = |key: &str| language.text(key);
    let row = |name: &str, cells: &[Cell]| -> Vec<String> {
        [name.to_owned()].into_iter().chain(cells.iter().map(|cell| cell.shown.clone())).collect()
    };
    json!({
        "lang": language.code(),
        "title": sheet.title,
        "days": sheet.days,
        "foot": sheet.foot,
        "lead": sheet.lead,
        "words": sheet.words,
        "stands-out-title": t("shared-stands-out"),
        "stands-out-none": t("shared-stands-out-none"),
        "stands-out": sheet.stands_out,
        "coverage-title": t("shared-coverage"),
        "coverage": sheet.coverage,
        "districts-title": t("shared-districts"),
        "district-heads": sheet.district_heads,
        "districts": sheet.districts.iter().map(|line| row(&line.name, &line.cells)).collect::<Vec<_>>(),
        "groups-title": t("shared-groups"),
        "group-heads": sheet.group_heads,
        "groups": sheet.groups.iter().map(|line| row(&line.name, &line.cells)).collect::<Vec<_>>(),
        "quiet": sheet.quiet,
        "measures-title": t("shared-measures"),
        "measures": sheet.measures.iter().map(|(name, cell)| [name.as_str(), cell.said()]).collect::<Vec<_>>(),
        "feedback-title": t("shared-feedback"),
        "feedback": sheet.feedback,
        "notes-title": t("shared-notes"),
        "notes": sheet.notes,
    })
}
