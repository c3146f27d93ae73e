//! Public figures in the demonstration: the latest quarter that is over.

use jiff::Timestamp;

use super::people::People;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::exports::figures::actions::{fingerprint, list_releasable, release, tell};

/// Lays the quarter.
pub(super) fn lay(
    connection: &mut DbConnection,
    people: &People,
    ground: &Ground,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(quarter) = list_releasable(connection, now)?.first().copied() else { return Ok(()) };
    let (told, _) = tell(connection, ground, quarter, now)?;
    release(connection, people.coordinator()?, ground, (quarter, &fingerprint(&told)?), now)
}
