//! When jobs ran last, for administrators.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::LastRun;
use super::store;
use crate::accounts::Allowed;
use crate::accounts::admin::tabs;
use crate::accounts::session::Administering;
use crate::db::Db;
use crate::error::AppError;
use crate::time::Clock;
use crate::urls;
use crate::web::{Layout, NavItem, Section, Visit, page};

#[derive(Template)]
#[template(path = "jobs/jobs.html")]
struct JobsPage {
    layout: Layout,
    tabs: Vec<NavItem>,
    /// Whether what jobs would send has no way out.
    has_no_mail: bool,
    rows: Vec<JobRow>,
}

struct JobRow {
    name: String,
    last: String,
    done: String,
    failure: String,
    is_worrying: bool,
}

/// `GET /admin/jobs`. For administrators.
///
/// # Errors
/// None of its own.
pub async fn jobs(
    _who: Allowed<Administering>,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (runs, now) = (db.read(store::list).await?, clock.now());
    let row = |run: &LastRun| JobRow {
        name: visit.t(&format!("job-{}", run.name)),
        last: run.succeeded_at.map_or_else(|| visit.t("jobs-never"), |at| visit.language.moment(at.instant())),
        done: if run.succeeded_at.is_some() { visit.language.number(run.done) } else { String::new() },
        failure: run.failure.clone(),
        is_worrying: run.is_worrying(now),
    };
    page(&JobsPage {
        layout: visit.layout_of("admin-jobs", Section::Admin),
        tabs: tabs(&visit, urls::ADMIN_JOBS),
        has_no_mail: !visit.offers_mail(),
        rows: runs.iter().map(row).collect(),
    })
}
