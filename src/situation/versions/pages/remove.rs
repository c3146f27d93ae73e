//! Taking a sentence out of what was approved.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{TRIES, Tools};
use crate::accounts::Allowed;
use crate::accounts::session::WritingPicture;
use crate::error::{AppError, OrNotFound as _};
use crate::situation::versions::actions::{self, Removal};
use crate::situation::versions::forms::{LONGEST_REASON, read_removal};
use crate::situation::versions::removal::LONGEST_SENTENCE;
use crate::situation::versions::store;
use crate::time::IsoWeek;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "situation/remove.html")]
struct RemovePage {
    layout: Layout,
    back: String,
    back_label: String,
    heading: String,
    sentence: String,
    most_sentence: String,
    reason: String,
    most_reason: String,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    action: String,
}

/// `GET /situation/{week}/versions/{version}/remove`: which sentence, and why. For coordinators.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such version.
pub async fn remove(
    _who: Allowed<WritingPicture>,
    visit: Visit,
    path: web::Path<(IsoWeek, i64)>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (week, version) = to_version(&tools, path.into_inner()).await?;
    remove_page(&visit, (week, version), &Submitted::default(), &Faults::default())
}

/// `POST /situation/{week}/versions/{version}/remove`: puts a tombstone where the sentence stood, in every version of the
/// week. For coordinators.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such version; [`AppError::Conflict`] when others approve all the time.
pub async fn submit_removal(
    who: Allowed<WritingPicture>,
    visit: Visit,
    path: web::Path<(IsoWeek, i64)>,
    tools: Tools,
    form: Submitted,
) -> Result<HttpResponse, AppError> {
    let (week, version) = to_version(&tools, path.into_inner()).await?;
    let mut faults = Faults::default();
    let (sentence, reason) = read_removal(&form, &mut faults);
    for _ in 0..TRIES {
        if !faults.is_empty() {
            break;
        }
        let desk = tools.desk(&who);
        let (to_freeze, sentence, reason) = (desk.clone(), sentence.clone(), reason.clone());
        let read = move |connection: &mut _| Removal::read(connection, week, &sentence, &reason);
        let (removal, replacements) = tools.read_and_make(read, move |removal| removal.freeze(&to_freeze)).await?;
        if removal.is_empty() {
            faults.add("sentence", Message::new("versions-sentence-not-there"));
            break;
        }
        let keep = move |connection: &mut _| actions::remove_sentence(connection, &desk, &removal, &replacements);
        if tools.db.write(keep).await? {
            return Ok(see_other_with_flash(&urls::picture_version(week, version), "flash-version-redacted"));
        }
    }
    if faults.is_empty() {
        return Err(AppError::Conflict("versions-busy"));
    }
    remove_page(&visit, (week, version), &form, &faults)
}

async fn to_version(tools: &Tools, (week, version): (IsoWeek, i64)) -> Result<(IsoWeek, i64), AppError> {
    let found =
        tools.db.read(move |connection| store::find(connection, week, version)).await?.or_not_found("version")?;
    Ok((week, found.version))
}

fn remove_page(
    visit: &Visit,
    (week, version): (IsoWeek, i64),
    form: &Submitted,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let page = RemovePage {
        layout: visit.layout_of("versions-remove-title", Section::Situation),
        back: urls::picture_version(week, version),
        back_label: visit.t_with("versions-name", &[("week", week.number().into()), ("version", version.into())]),
        heading: visit.t("versions-remove-title"),
        sentence: form.text("sentence"),
        most_sentence: LONGEST_SENTENCE.to_string(),
        reason: form.text("reason"),
        most_reason: LONGEST_REASON.to_string(),
        messages: faults.shown(visit.language),
        confirms_privacy,
        action: urls::picture_remove(week, version),
    };
    page_with_status(status, &page)
}
