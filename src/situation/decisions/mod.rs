//! What was decided, and what became of last week's decisions.

pub mod model;

pub use model::{Decision, Decisions, Promises};

use super::scope::Scope;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::measures::filter::Urgency;
use crate::measures::store as measures;
use crate::time::local_day;

/// What was decided in a week, and what became of the decisions of the one before.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(connection: &mut DbConnection, scope: &Scope) -> Result<Decisions, AppError> {
    let today = local_day(scope.now);
    let promises = Promises {
        open: measures::count_waiting(connection)?,
        overdue: measures::count_urgent(connection, Urgency::Overdue, today)?,
        due_soon: measures::count_urgent(connection, Urgency::Soon, today)?,
        decided: measures::list_decided_in(connection, scope.week)?.len(),
    };
    Ok(Decisions { promises, ..Decisions::default() })
}
