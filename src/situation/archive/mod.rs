//! What was approved, found again: the archive with its search, two weeks beside each other, months and tertials made of
//! weeks. Everybody reads their own edition: the working group exact counts, everybody else what disclosure control told.

pub mod compare;
pub mod model;
pub mod pages;
pub mod period;
pub mod store;

use crate::db::DbConnection;
use crate::error::AppError;
use crate::situation::SharedPicture;
use crate::situation::versions::Edition;

pub use model::Approved;
pub use period::Period;

/// The shared edition of the latest week that was approved.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer, or what it keeps cannot be read.
pub fn find_newest(connection: &mut DbConnection) -> Result<Option<(Approved, SharedPicture)>, AppError> {
    let Some(newest) = store::list_latest(connection)?.into_iter().next() else { return Ok(None) };
    let picture = store::find_json(connection, newest.id, Edition::Shared)?;
    Ok(picture.map(|json| model::read(&json)).transpose()?.map(|picture| (newest, picture)))
}
