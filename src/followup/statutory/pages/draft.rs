//! The draft of a document, as it would be approved now.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::Tools;
use crate::accounts::session::WorkingGroup;
use crate::accounts::{Allowed, Permission};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::statutory::{actions, telling};
use crate::situation::document;
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

#[derive(Template)]
#[template(path = "followup/statutory_draft.html")]
struct DraftPage {
    layout: Layout,
    days: String,
    status: String,
    lead: String,
    counted: String,
    /// Where it is approved; empty for those who may not.
    approve: String,
    body: String,
}

/// `GET /followup/statutory/{year}`: the document as it is now, `year` the first of its years; with the way to each part for
/// those who write it. For the working group.
///
/// # Errors
/// [`AppError::NotFound`] when it was not begun.
pub async fn draft(
    who: Allowed<WorkingGroup>,
    visit: Visit,
    year: web::Path<i16>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (year, now, language) = (year.into_inner(), tools.clock.now(), visit.language);
    let read = move |connection: &mut _| actions::draft(connection, year, now, language);
    let pack = tools.db.read(read).await?.or_not_found("document")?;
    let may_write = who.account.role.may(Permission::FollowUp);
    let told = telling::document(&pack, language, may_write);
    page(&DraftPage {
        layout: visit.layout(told.title.clone(), Section::FollowUp),
        body: document::set(&told.sections)?,
        days: told.days,
        status: told.status,
        lead: told.lead,
        counted: told.counted,
        approve: if may_write { urls::statutory_approve(year) } else { String::new() },
    })
}
