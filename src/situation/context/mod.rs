//! What the police tell: their public events as a context column, and counts of their own. Shown beside the reports, never added.
//!
//! | file | what it holds |
//! | --- | --- |
//! | [`model`] | what is told of it |
//! | [`table`] | reads the police's counts from a file, and tells everything that is wrong with it |
//! | [`actions`] | keeps them, once each |
//! | [`pages`] | loading them |

pub mod actions;
pub mod model;
pub mod pages;
pub mod store;
pub mod table;

use actix_web::web;

use model::KeptCount;
pub use model::{EventsOfRow, Police, PoliceCount, PublicEvent};

use super::picture::UNKNOWN;
use super::scope::{RowName, Scope};
use crate::db::DbConnection;
use crate::error::AppError;
use crate::police::store as police;

/// The addresses of this part.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/situation/{week}/police-counts")
            .route(web::get().to(pages::police_counts))
            .route(web::post().to(pages::load)),
    );
}

/// What the police tell of a week.
///
/// A public event lies in the row of the one district that its text names; nobody guesses. Counts of districts that are told
/// in one row are added up there, each category and source by itself.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(connection: &mut DbConnection, scope: &Scope) -> Result<Police, AppError> {
    let told = |event: crate::police::PoliceEvent| PublicEvent {
        at: event.occurred_at.instant(),
        kind: event.kind,
        district: scope.row_of(event.district_id),
        summary: event.summary,
        url: event.url.unwrap_or_default(),
    };
    let events: Vec<PublicEvent> = police::list_of_week(connection, scope.week)?.into_iter().map(told).collect();
    let by_district = rows(scope).into_iter().map(|district| {
        let events = events.iter().filter(|event| event.district.code == district.code).count();
        EventsOfRow { district, events: u32::try_from(events).unwrap_or(u32::MAX) }
    });
    Ok(Police { by_district: by_district.collect(), counts: counts(connection, scope)?, events })
}

/// The names of all rows, the unknown one last.
fn rows(scope: &Scope) -> Vec<RowName> {
    let named = scope.rows.iter().map(|row| RowName { code: row.code.clone(), name: row.shown(scope.language) });
    named.chain([scope.row_of(None)]).collect()
}

/// The police's own counts of a week, in the order of the rows, then by category and source.
fn counts(connection: &mut DbConnection, scope: &Scope) -> Result<Vec<PoliceCount>, AppError> {
    let mut counts: Vec<PoliceCount> = Vec::new();
    for kept in store::list_counts(connection, &[scope.week])? {
        let district = scope.row_of(kept.district());
        let same = |known: &&mut PoliceCount| {
            known.district.code == district.code && known.category == kept.category && known.source == kept.source
        };
        if let Some(known) = counts.iter_mut().find(same) {
            known.count += kept.reports;
        } else {
            let KeptCount { category, source, reports: count, .. } = kept;
            counts.push(PoliceCount { district, category, count, source });
        }
    }
    let place = |code: &str| match scope.rows.iter().position(|row| row.code == code) {
        _ if code == UNKNOWN => usize::MAX,
        found => found.unwrap_or(usize::MAX),
    };
    counts.sort_by(|one, other| {
        let key = |count: &PoliceCount| (place(&count.district.code), count.category.clone(), count.source.clone());
        key(one).cmp(&key(other))
    });
    Ok(counts)
}
