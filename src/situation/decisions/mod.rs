//! What was decided, and what became of last week's decisions; decisions typed at the meeting become measures.

pub mod model;
pub mod pages;

use actix_web::web;

use jiff::civil::Date;

pub use model::{Decision, Decisions, Promises};

use super::scope::Scope;
use crate::accounts::{self, Organisation};
use crate::db::DbConnection;
use crate::error::AppError;
use crate::measures::filter::Urgency;
use crate::measures::model::Measure;
use crate::measures::pages::status_word;
use crate::measures::store as measures;
use crate::time::{IsoWeek, local_day};

/// So many overdue measures are told one by one.
const MOST_OVERDUE: i64 = 20;

/// What was decided in a week, and what became of the decisions of the one before.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(connection: &mut DbConnection, scope: &Scope) -> Result<Decisions, AppError> {
    let today = local_day(scope.now);
    let organisations = accounts::store::list_organisations(connection)?;
    let told = |measures: Vec<Measure>| -> Vec<Decision> {
        measures.into_iter().map(|measure| Decision::of(scope, &organisations, measure, today)).collect()
    };
    let decisions = told(list_of_picture(connection, scope.week)?);
    let promises = Promises {
        open: measures::count_waiting(connection)?,
        overdue: measures::count_urgent(connection, Urgency::Overdue, today)?,
        due_soon: measures::count_urgent(connection, Urgency::Soon, today)?,
        decided: decisions.len(),
    };
    Ok(Decisions {
        promises,
        decisions,
        earlier: told(list_of_picture(connection, scope.week.plus(-1))?),
        overdue_list: told(measures::list_overdue(connection, today, MOST_OVERDUE)?),
    })
}

/// The measures that belong to a week's picture: those that come from it, and those that come from no picture and were
/// decided in the week. A picture is often spoken of in the week after its own, and a decision is told once.
fn list_of_picture(connection: &mut DbConnection, week: IsoWeek) -> Result<Vec<Measure>, AppError> {
    let mut decided = measures::list_decided_in(connection, week)?;
    decided.retain(|measure| measure.week().is_none_or(|own| own == week));
    Ok(decided)
}

impl Decision {
    fn of(scope: &Scope, organisations: &[Organisation], measure: Measure, today: Date) -> Self {
        let Measure { id, promise, spot, standing, .. } = measure;
        let owner = organisations.iter().find(|known| known.id == promise.organisation_id);
        Self {
            id,
            owner: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
            district: scope.district_name(spot.district_id),
            due_on: standing.due_on.map(Date::from),
            is_overdue: standing.is_overdue(today),
            status: standing.status.word().to_owned(),
            status_name: status_word(scope.language, standing.status),
            // A measure has at most one of them: what was done, or why it will not be.
            outcome: if standing.outcome.is_empty() { standing.reason } else { standing.outcome },
            title: promise.title,
        }
    }
}

/// The addresses of this part.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/situation/{week}/decide")
            .route(web::get().to(pages::decide))
            .route(web::post().to(pages::hand_out)),
    );
}
