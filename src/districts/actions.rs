//! Verbs: what an administrator changes about districts. One audit entry each, when anything changed.

use jiff::Timestamp;

use super::model::District;
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{self, Actor};
use crate::db::DbConnection;
use crate::error::AppError;

/// A district's residents in a year, as an administrator writes them down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The year they were counted in.
    pub year: i64,
    /// How many; `None` when it was looked for and not found.
    pub residents: Option<i64>,
    /// Who counted.
    pub source: String,
}

/// Keeps a figure, in place of the year's earlier one if there is one.
///
/// # Errors
/// What the database says; so for every function here.
pub fn keep_population(
    connection: &mut DbConnection,
    district: i64,
    figure: &Figure,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), AppError> {
    if !store::put_population(connection, district, figure.year, figure.residents, &figure.source)? {
        return Ok(());
    }
    let detail = figure.year.to_string();
    let entry = Audit { action: "changed", subject: "population", subject_id: Some(district), detail: &detail };
    accounts::actions::audit(connection, actor, &entry, now)
}

/// Makes a district a part of another one, or of none.
pub fn change_parent(
    connection: &mut DbConnection,
    district: &District,
    parent: Option<&District>,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), AppError> {
    let parent_id = parent.map(|parent| parent.id);
    if district.parent_id == parent_id {
        return Ok(());
    }
    store::update_parent(connection, district.id, parent_id)?;
    let detail = parent.map_or("part of none", |parent| parent.code.as_str());
    let entry = Audit { action: "changed", subject: "district", subject_id: Some(district.id), detail };
    accounts::actions::audit(connection, actor, &entry, now)
}
