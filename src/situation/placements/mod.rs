//! Who is placed where: resources by district and day, in the week after the picture's.

pub mod actions;
pub mod forms;
pub mod model;
pub mod pages;
pub mod store;

use actix_web::web;

pub use model::{PlacedRow, Placements, Resource};

use self::model::{Placed, days_of};
use super::scope::Scope;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::texts::Language;
use crate::time::IsoWeek;

/// Who is placed where in the week after the picture's, beside the picture's own week.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn after_week(connection: &mut DbConnection, scope: &Scope) -> Result<Placements, AppError> {
    let week = scope.week.plus(1);
    let placed = store::list_of_week(connection, week)?;
    let before = store::list_of_week(connection, scope.week)?;
    Ok(Placements {
        week: (!placed.is_empty()).then_some(week),
        rows: rows(scope.ground, scope.language, week, &placed, &before),
    })
}

/// The rows that have somebody in a week or the one before: by district, and in a district by resource.
#[must_use]
pub fn rows(
    ground: &Ground,
    language: Language,
    week: IsoWeek,
    placed: &[Placed],
    before: &[Placed],
) -> Vec<PlacedRow> {
    let days = days_of(week);
    let mut rows = Vec::new();
    for district in ground.districts() {
        for resource in Resource::ALL.iter().copied() {
            let own = |placed: &&Placed| placed.district_id == district.id && placed.resource == resource;
            let on = |day| placed.iter().filter(own).find(|placed| placed.day.date() == day).map_or(0, |it| it.number);
            let row = PlacedRow {
                district: district.name.clone(),
                resource: resource_name(language, resource),
                days: days.map(on),
                sum: placed.iter().filter(own).map(|placed| placed.number).sum(),
                before: before.iter().filter(own).map(|placed| placed.number).sum(),
            };
            if row.sum > 0 || row.before > 0 {
                rows.push(row);
            }
        }
    }
    rows
}

/// What a resource is called.
#[must_use]
pub fn resource_name(language: Language, resource: Resource) -> String {
    language.text(&format!("resource-{}", resource.word()))
}

/// The addresses of this part.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/situation/{week}/placements")
            .route(web::get().to(pages::placements))
            .route(web::post().to(pages::change_placements)),
    );
}
