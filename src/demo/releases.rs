//! A report that was released to the council in the demonstration: of the last tertial that is over.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan as _};

use super::people::People;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::exports::report::actions::{Draft, release};
use crate::exports::report::compute::{Wanted, first_known_month};
use crate::exports::report::period::{Offer, offers};
use crate::time::{local_day, plus_hours, start_of_day};

/// So many days after a tertial its report is released.
const DAYS_AFTER: i64 = 16;

/// Lays the report.
pub(super) fn lay(
    connection: &mut DbConnection,
    people: &People,
    ground: &Arc<Ground>,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(known_from) = first_known_month(connection)? else { return Ok(()) };
    let offered = offers(local_day(now), None, None, known_from);
    let Some((_, months)) = offered.into_iter().find(|(offer, _)| *offer == Offer::Tertial) else { return Ok(()) };
    let day = months.last.last_day().saturating_add(DAYS_AFTER.days());
    let at = plus_hours(start_of_day(day), 10).min(now);
    let coordinator = people.coordinator()?;
    let draft = Draft::read(connection, ground.clone(), Wanted::of(months), at)?;
    let frozen = draft.freeze(coordinator, at)?;
    release(connection, coordinator, &draft, &frozen)?;
    Ok(())
}
