//! The statutory documents: what is approved, what is being written, and where one is begun.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use jiff::civil::Date;

use super::Tools;
use crate::accounts::session::{FollowingUp, ReadingPictures};
use crate::accounts::{Allowed, Permission, SignedIn};
use crate::error::AppError;
use crate::followup::statutory::model::{Begun, Version, YEARS};
use crate::followup::statutory::{actions, store};
use crate::time::local_day;
use crate::urls;
use crate::web::{
    Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status, see_other_with_flash,
};

/// Documents can be begun for years from so long ago to so far ahead.
const REACH: i16 = 3;

#[derive(Template)]
#[template(path = "followup/statutory.html")]
struct StatutoryPage {
    layout: Layout,
    /// When the latest is to be made anew; empty when none is approved.
    due: String,
    approved: Vec<ApprovedLine>,
    /// Those that are written, for the working group.
    drafts: Vec<(String, String)>,
    /// The years one can be begun for; empty for those who may not.
    years: Vec<Choice>,
    messages: FieldMessages,
}

struct ApprovedLine {
    href: String,
    label: String,
    approved: String,
    reason: String,
}

/// `GET /followup/statutory`: what is approved; drafts for the working group. For those who read the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn list(who: Allowed<ReadingPictures>, visit: Visit, tools: Tools) -> Result<HttpResponse, AppError> {
    list_page(&visit, &who, &tools, &Faults::default()).await
}

/// `POST /followup/statutory`: begins the document of two years, `from_year` the first of them. 303 to its draft, also when it
/// was begun before; 422 with the list. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn begin(
    who: Allowed<FollowingUp>,
    visit: Visit,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let this_year = tools.clock.today().year();
    let from_year = form.text("from_year").parse::<i16>().ok();
    let Some(from_year) = from_year.filter(|year| (this_year - REACH..=this_year + REACH).contains(year)) else {
        let mut faults = Faults::default();
        faults.add("from_year", Message::new("statutory-year-unknown"));
        return list_page(&visit, &who, &tools, &faults).await;
    };
    let (actor, now) = (who.actor(), tools.clock.now());
    let begin = move |connection: &mut _| actions::begin(connection, &actor, from_year, now);
    let flash = if tools.db.write(begin).await? { "flash-statutory-begun" } else { "flash-statutory-already" };
    Ok(see_other_with_flash(&urls::statutory_document(from_year), flash))
}

async fn list_page(visit: &Visit, who: &SignedIn, tools: &Tools, faults: &Faults) -> Result<HttpResponse, AppError> {
    let read =
        |connection: &mut _| Ok::<_, AppError>((store::list_begun(connection)?, store::list_versions(connection)?));
    let (begun, mut versions) = tools.db.read(read).await?;
    versions.reverse();
    versions.sort_by_key(|version| std::cmp::Reverse((version.from_year, version.version)));
    let this_year = tools.clock.today().year();
    let may = |permission| who.account.role.may(permission);
    let drafts = if may(Permission::SeeWorkingGroup) {
        begun.iter().map(|begun| draft(visit, begun)).collect()
    } else {
        Vec::new()
    };
    let offered = (this_year - REACH..=this_year + REACH).map(|year| {
        let years = format!("{year}–{}", year + YEARS - 1);
        Choice::new(year.to_string(), years, &(this_year - 1).to_string())
    });
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let list_page = StatutoryPage {
        layout: visit.layout_of("statutory-title", Section::FollowUp),
        due: versions
            .iter()
            .map(|version| i64::from(version_day(version).year()) + i64::from(YEARS))
            .max()
            .map_or_else(
                || visit.t("statutory-none-approved"),
                |year| visit.t_with("statutory-due", &[("year", year.to_string().into())]),
            ),
        approved: versions.iter().map(|version| approved(visit, version)).collect(),
        drafts,
        years: if may(Permission::FollowUp) { offered.collect() } else { Vec::new() },
        messages: faults.shown(visit.language),
    };
    page_with_status(status, &list_page)
}

fn version_day(version: &Version) -> Date {
    local_day(version.approved_at.instant())
}

fn draft(visit: &Visit, begun: &Begun) -> (String, String) {
    let from_year = i16::try_from(begun.from_year).unwrap_or_default();
    let years = format!("{}–{}", begun.from_year, begun.to_year);
    (urls::statutory_document(from_year), visit.t_with("statutory-document", &[("years", years.into())]))
}

fn approved(visit: &Visit, version: &Version) -> ApprovedLine {
    let from_year = i16::try_from(version.from_year).unwrap_or_default();
    let years = format!("{from_year}–{}", from_year + YEARS - 1);
    let day = visit.language.day(version_day(version));
    ApprovedLine {
        href: urls::statutory_version(from_year, version.version),
        label: visit
            .t_with("statutory-name", &[("years", years.into()), ("version", version.version.to_string().into())]),
        approved: visit.t_with("statutory-approved-on", &[("day", day.into())]),
        reason: version.reason.clone(),
    }
}
