//! A part of a document: what stands there, how it came to stand there, and the form of those who write it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::Tools;
use crate::accounts::Allowed;
use crate::accounts::session::FollowingUp;
use crate::db::DbConnection;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::statutory::forms::{LONGEST_PART, PartForm};
use crate::followup::statutory::model::{Pack, Part, Wording};
use crate::followup::statutory::{actions, store, telling};
use crate::situation::document;
use crate::situation::words::actions::Saved;
use crate::texts::Language;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Section, Submitted, Visit, page_with_status, see_other_with_flash,
};

#[derive(Template)]
#[template(path = "followup/statutory_part.html")]
struct PartPage {
    layout: Layout,
    eyebrow: String,
    lead: String,
    back: String,
    back_label: String,
    action: String,
    version: i64,
    /// Whether what stands in the form was begun by figures and written by nobody.
    is_begun: bool,
    words: String,
    /// What somebody else wrote meanwhile.
    overtaken: Option<WordingView>,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    most: String,
    history: Vec<WordingView>,
    /// What is known that belongs to the part.
    known: String,
}

struct WordingView {
    at: String,
    who: String,
    /// Empty when the words were taken away.
    words: String,
}

impl WordingView {
    fn of(wording: &Wording, language: Language) -> Self {
        let Wording { words, actor, written_at, .. } = wording;
        Self { at: language.moment(written_at.instant()), who: actor.clone(), words: words.clone() }
    }
}

/// Everything the page is made of.
struct Opened {
    pack: Pack,
    part: Part,
    /// The wordings of the part, the latest first.
    history: Vec<Wording>,
}

impl Opened {
    fn read(
        connection: &mut DbConnection,
        (year, part): (i16, Part),
        now: Timestamp,
        language: Language,
    ) -> Result<Self, AppError> {
        let begun = store::find_begun(connection, year)?.or_not_found("document")?;
        let mut history = store::list_wordings(connection, begun.id)?;
        history.retain(|wording| wording.section == part);
        let pack = actions::draft(connection, year, now, language)?.or_not_found("document")?;
        Ok(Self { pack, part, history })
    }

    fn page(
        &self,
        visit: &Visit,
        form: Option<&PartForm>,
        faults: &Faults,
        overtaken: Option<&Wording>,
    ) -> Result<PartPage, AppError> {
        let (language, part) = (visit.language, self.part);
        let latest = self.history.first();
        let begun = telling::begun(part, &self.pack, language);
        let is_begun = form.is_none() && latest.is_none() && !begun.is_empty();
        let shown = PartForm::showing(latest.map_or(&begun, |latest| &latest.words));
        let heading = telling::heading(part, language);
        let told = telling::document(&self.pack, language, false);
        // What people wrote stands in the form; what is known stands below it.
        let mut own: Vec<_> = told.sections.into_iter().filter(|section| section.id == part.word()).collect();
        for section in &mut own {
            section.blocks.remove(0);
            section.heading = visit.t("statutory-known");
        }
        own.retain(|section| !section.blocks.is_empty());
        let words = form.unwrap_or(&shown);
        Ok(PartPage {
            layout: visit.layout(heading, Section::FollowUp),
            eyebrow: told.title.clone(),
            lead: visit.t(&format!("statutory-about-{}", part.word())),
            back: urls::statutory_document(self.pack.from_year),
            back_label: told.title,
            action: urls::statutory_section(self.pack.from_year, part.word()),
            version: match overtaken {
                Some(newer) => newer.version,
                None => form.and_then(PartForm::seen).unwrap_or_else(|| latest.map_or(0, |latest| latest.version)),
            },
            is_begun,
            words: words.text("words"),
            overtaken: overtaken.map(|other| WordingView::of(other, language)),
            messages: faults.shown(language),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &words.text(CONFIRM_PRIVACY)),
            most: LONGEST_PART.to_string(),
            history: self.history.iter().map(|wording| WordingView::of(wording, language)).collect(),
            known: if own.is_empty() { String::new() } else { document::set(&own)? },
        })
    }
}

/// The part that an address names.
fn read_address((year, part): (i16, String)) -> Result<(i16, Part), AppError> {
    Ok((year, Part::from_word(&part).or_not_found("part")?))
}

/// `GET /followup/statutory/{year}/sections/{section}`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when the document was not begun, or has no such part.
pub async fn part(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    path: web::Path<(i16, String)>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (address, now, language) = (read_address(path.into_inner())?, tools.clock.now(), visit.language);
    let opened = tools.db.read(move |connection| Opened::read(connection, address, now, language)).await?;
    page_with_status(StatusCode::OK, &opened.page(&visit, None, &Faults::default(), None)?)
}

/// `POST /followup/statutory/{year}/sections/{section}`: the `words`, written upon the `version` that was shown. 303 to the
/// document; 422 with the form; 409 with the form and what somebody else wrote meanwhile beside it, to be written upon in turn.
/// For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when the document was not begun, or has no such part; [`AppError::BadRequest`] without a version.
pub async fn write(
    who: Allowed<FollowingUp>,
    visit: Visit,
    path: web::Path<(i16, String)>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (year, part) = read_address(path.into_inner())?;
    let (form, now, language) = (PartForm::sent(form), tools.clock.now(), visit.language);
    let open = move |connection: &mut _| Opened::read(connection, (year, part), now, language);
    let seen = form.seen().ok_or(AppError::BadRequest("error-broken-form"))?;
    let words = match form.parse(part) {
        Ok(words) => words,
        Err(faults) => {
            let opened = tools.db.read(open).await?;
            let again = opened.page(&visit, Some(&form), &faults, None)?;
            return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
    };
    let actor = who.actor();
    let write = move |connection: &mut _| actions::write(connection, &actor, (year, part), (&words, seen), now);
    match tools.db.write(write).await? {
        Saved::Kept | Saved::StoodThere => {
            Ok(see_other_with_flash(&urls::statutory_document(year), "flash-statutory-saved"))
        }
        Saved::Overtaken(latest) => {
            let opened = tools.db.read(open).await?;
            let again = opened.page(&visit, Some(&form), &Faults::default(), Some(&latest))?;
            page_with_status(StatusCode::CONFLICT, &again)
        }
    }
}
