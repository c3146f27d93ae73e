//! The released reports.

use actix_web::HttpResponse;
use askama::Template;

use super::{Tools, View, views};
use crate::accounts::session::ReadingPictures;
use crate::accounts::{Allowed, Permission};
use crate::error::AppError;
use crate::exports::report::model::Released;
use crate::exports::report::store;
use crate::exports::report::telling::months_in_words;
use crate::time::local_day;
use crate::urls;
use crate::web::{Layout, NavItem, Section, Visit, page};

#[derive(Template)]
#[template(path = "exports/reports.html")]
struct ReportsPage {
    layout: Layout,
    lead: String,
    views: Vec<NavItem>,
    /// Where the next one is built; empty for those who may not.
    new: String,
    rows: Vec<Row>,
}

/// A released report in the list.
struct Row {
    href: String,
    title: String,
    number: String,
    period: String,
    released: String,
}

/// `GET /exports`: the released reports, the latest first. For everybody who reads pictures.
///
/// # Errors
/// None of its own.
pub async fn reports(who: Allowed<ReadingPictures>, visit: Visit, tools: Tools) -> Result<HttpResponse, AppError> {
    let released = tools.db.read(store::list).await?;
    let role = who.account.role;
    let may_release = role.may(Permission::Release);
    page(&ReportsPage {
        layout: visit.layout_of("reports-title", Section::Exports),
        lead: visit.t(if may_release { "reports-list-lead-release" } else { "reports-list-lead" }),
        views: views(&visit, role, View::Reports),
        new: if may_release { urls::REPORT_NEW.to_owned() } else { String::new() },
        rows: released.iter().map(|report| row(&visit, report)).collect(),
    })
}

fn row(visit: &Visit, report: &Released) -> Row {
    Row {
        href: urls::report(report.number()),
        title: report.title.clone(),
        number: visit.t_with("reports-number", &[("number", report.number.into())]),
        period: months_in_words(report.months(), visit.language),
        released: released(visit, report),
    }
}

/// When a report was released, and by whom.
pub(super) fn released(visit: &Visit, report: &Released) -> String {
    let day = visit.language.day(local_day(report.released_at.instant()));
    visit.t_with("reports-released", &[("day", day.into()), ("actor", report.actor.as_str().into())])
}
