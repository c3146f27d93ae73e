//! Verbs: joining a walk and leaving it. One function, one transaction of the caller's. Neither leaves a line anywhere: who
//! was there is nobody's business.

use jiff::Timestamp;

use super::store;
use crate::accounts::token;
use crate::db::DbConnection;
use crate::error::AppError;

/// Lets a phone in; gives its token, which is kept as a hash alone. `participants` is the group its holder wants to be
/// counted in. The caller has seen that the walk is open.
///
/// # Errors
/// What the database says.
pub fn join(
    connection: &mut DbConnection,
    walk_id: i64,
    participants: Option<&str>,
    now: Timestamp,
) -> Result<String, AppError> {
    let token = token::fresh()?;
    store::insert(connection, walk_id, &token::hash(&token), participants, now)?;
    Ok(token)
}

/// Ends a phone: whoever joins with it next is somebody else.
///
/// # Errors
/// What the database says.
pub fn leave(connection: &mut DbConnection, phone_id: i64, now: Timestamp) -> Result<(), AppError> {
    Ok(store::update_ended(connection, phone_id, now)?)
}
