//! Approving a document: what is missing, and the button.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::Tools;
use crate::accounts::session::FollowingUp;
use crate::accounts::{Actor, Allowed};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::statutory::forms::{LONGEST_REASON, read_reason};
use crate::followup::statutory::freeze::{LANGUAGE, freeze};
use crate::followup::statutory::model::{Pack, Part};
use crate::followup::statutory::{actions, telling};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status, see_other,
    see_other_with_flash,
};

/// How often what was read is frozen anew when it was changed while it was set.
const TRIES: usize = 5;

#[derive(Template)]
#[template(path = "followup/statutory_approve.html")]
struct ApprovePage {
    layout: Layout,
    eyebrow: String,
    back: String,
    back_label: String,
    action: String,
    version: String,
    /// Whether it corrects an earlier version, which needs a reason.
    is_correction: bool,
    /// What people must write first; empty when they have.
    needed: String,
    /// What nobody has written, and need not.
    unwritten: String,
    reason: String,
    most: String,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
}

async fn read(tools: &Tools, year: i16, visit: &Visit) -> Result<Pack, AppError> {
    let (now, language) = (tools.clock.now(), visit.language);
    tools.db.read(move |connection| actions::draft(connection, year, now, language)).await?.or_not_found("document")
}

/// `GET /followup/statutory/{year}/approve`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when the document was not begun.
pub async fn approve(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    year: web::Path<i16>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let pack = read(&tools, year.into_inner(), &visit).await?;
    approve_page(&visit, &pack, &Submitted::default(), &Faults::default())
}

/// `POST /followup/statutory/{year}/approve`: freezes the document as it is now; the `version` that was shown, and a `reason` when
/// it corrects an earlier one. 303 to the version, also when the button was pressed twice; 422 with the form. For those who
/// keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when the document was not begun; [`AppError::Conflict`] when it changes faster than it is set.
pub async fn submit_approval(
    who: Allowed<FollowingUp>,
    visit: Visit,
    year: web::Path<i16>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let year = year.into_inner();
    let pack = read(&tools, year, &visit).await?;
    let next = pack.version;
    let mut faults = Faults::default();
    if pack.unwritten().any(Part::must_be_written) {
        faults.add("approve", Message::new("statutory-needs-words"));
    }
    let reason = read_reason(&form, next > 1, &mut faults);
    if form.text("version") != next.to_string() {
        // The same button pressed twice, or a colleague was first: either way it stands there now.
        return if next > 1 {
            Ok(see_other(&urls::statutory_version(year, next - 1)))
        } else {
            Err(AppError::BadRequest("error-broken-form"))
        };
    }
    if !faults.is_empty() {
        return approve_page(&visit, &pack, &form, &faults);
    }
    for _ in 0..TRIES {
        if let Some(version) = try_to_approve(&tools, year, &who.actor(), &reason).await? {
            return Ok(see_other_with_flash(&urls::statutory_version(year, version), "flash-statutory-approved"));
        }
        if read(&tools, year, &visit).await?.version != next {
            return Ok(see_other(&urls::statutory_approve(year)));
        }
    }
    Err(AppError::Conflict("versions-busy"))
}

/// Freezes and keeps what the database holds at this instant, read in one snapshot and set with no transaction open; `None`
/// when that was changed before it could be kept.
async fn try_to_approve(tools: &Tools, year: i16, actor: &Actor, reason: &str) -> Result<Option<i64>, AppError> {
    let (db, now, by, reason) = (tools.db.clone(), tools.clock.now(), actor.label.clone(), reason.to_owned());
    let work = web::block(move || {
        let read = |connection: &mut _| actions::draft(connection, year, now, LANGUAGE);
        let pack = db.read_snapshot_here(read)?.or_not_found("document")?;
        let frozen = freeze(Pack { reason, ..pack.clone() }, (now, &by))?;
        Ok::<_, AppError>((pack, frozen))
    });
    let (pack, frozen) = work.await.map_err(AppError::internal)??;
    let actor = actor.clone();
    tools.db.write(move |connection| actions::approve(connection, &actor, &pack, &frozen)).await
}

fn approve_page(visit: &Visit, pack: &Pack, form: &Submitted, faults: &Faults) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let about = |key: &str, parts: Vec<Part>| {
        let names: Vec<String> = parts.into_iter().map(|part| telling::heading(part, visit.language)).collect();
        if names.is_empty() {
            String::new()
        } else {
            visit.t_with(key, &[("names", visit.language.listed(&names).into())])
        }
    };
    let (needed, unwritten) = pack.unwritten().partition(|part| part.must_be_written());
    let title = visit.t_with("statutory-document", &[("years", telling::years(pack).into())]);
    let approve_page = ApprovePage {
        layout: visit.layout_of("statutory-approve", Section::FollowUp),
        eyebrow: title.clone(),
        back: urls::statutory_document(pack.from_year),
        back_label: title,
        action: urls::statutory_approve(pack.from_year),
        version: pack.version.to_string(),
        is_correction: pack.version > 1,
        needed: about("statutory-needs", needed),
        unwritten: about("statutory-begun-parts", unwritten),
        reason: form.text("reason"),
        most: LONGEST_REASON.to_string(),
        messages: faults.shown(visit.language),
        confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY)),
    };
    page_with_status(status, &approve_page)
}
