//! The action plan of a year, to be printed: what is to be reached, what shows it, and who does what for it by when.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{GoalView, Known};
use crate::accounts::session::ReadingPictures;
use crate::accounts::{self, Allowed, Permission};
use crate::db::{Db, DbConnection};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::goals::model::YEARS;
use crate::followup::goals::thread;
use crate::time::Clock;
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

#[derive(Template)]
#[template(path = "followup/plan.html")]
struct PlanPage {
    layout: Layout,
    heading: String,
    /// As of which day, and for whom.
    lead: String,
    back: String,
    goals: Vec<GoalView>,
    sees_measures: bool,
}

/// `GET /followup/plan/{year}`: titles of measures for the working group alone. For those who read pictures.
///
/// # Errors
/// [`AppError::NotFound`] for what is no year from 2000 to 2100.
pub async fn plan(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    year: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (viewer, today) = (who.viewer(), clock.today());
    let year: i64 = year.parse().ok().filter(|year| YEARS.contains(year)).or_not_found("year")?;
    let read = move |connection: &mut DbConnection| {
        let threads = thread::of_year(connection, &viewer, year, today)?;
        Ok::<_, AppError>((threads, accounts::store::list_organisations(connection)?))
    };
    let (threads, organisations) = db.read(read).await?;
    let known = Known { organisations: &organisations };
    let heading = visit.t_with("plan-title", &[("year", year.to_string().into())]);
    page(&PlanPage {
        layout: visit.layout(heading.clone(), Section::FollowUp),
        heading,
        lead: visit.t_with("plan-lead", &[("day", visit.language.day(today).into())]),
        back: urls::thread_of_year(year),
        goals: threads.iter().map(|thread| GoalView::new(&visit, &known, thread, None)).collect(),
        sees_measures: viewer.role.may(Permission::SeeWorkingGroup),
    })
}
