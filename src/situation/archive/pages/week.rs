//! A week for those who read no drafts.

use actix_web::HttpResponse;
use askama::Template;

use crate::db::Db;
use crate::error::AppError;
use crate::situation::archive::store;
use crate::time::IsoWeek;
use crate::urls;
use crate::web::{Layout, Section, Visit, page, see_other};

#[derive(Template)]
#[template(path = "situation/not_approved.html")]
struct NotApprovedPage {
    layout: Layout,
    days: String,
    text: String,
    archive: &'static str,
}

/// The latest version of a week, or a page that says that it has not been approved yet.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn approved_or_not_yet(visit: &Visit, db: &Db, week: IsoWeek) -> Result<HttpResponse, AppError> {
    let versions = db.read(move |connection| Ok::<_, AppError>(store::list_latest(connection)?)).await?;
    match versions.iter().find(|version| version.week == week) {
        Some(latest) => Ok(see_other(&urls::picture_version(week, latest.version))),
        None => page(&NotApprovedPage {
            layout: visit.layout(visit.t_with("shared-title", &[("week", week.number().into())]), Section::Situation),
            days: visit.language.days_of(week),
            text: visit.t("shared-not-approved-text"),
            archive: urls::SITUATION_ARCHIVE,
        }),
    }
}
