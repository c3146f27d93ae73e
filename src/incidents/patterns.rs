//! When in the week and where reports happen: what the page of patterns shows. Only reports that count are counted.

use std::collections::BTreeMap;

use diesel::{Queryable, Selectable};

use super::filter::Filter;
use super::store::{self, Mark};
use crate::accounts::Viewer;
use crate::db::{DbConnection, Moment, schema};
use crate::error::AppError;
use crate::statistics::Spread;

/// Below so many reports their hours are chance and no pattern.
pub const TOO_FEW: u64 = 30;

/// Rows read at a time: bounded memory, however long the period.
const BATCH: i64 = 20_000;

/// What of a report makes a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::incidents)]
pub struct Occurrence {
    /// The report's key.
    pub id: i64,
    /// When it happened, or the earliest it may have.
    pub occurred_from: Moment,
    /// The latest it may have happened.
    pub occurred_to: Option<Moment>,
    /// The district it is counted in.
    pub district_id: Option<i64>,
    /// The named place it was given by.
    pub place_id: Option<i64>,
    /// Whether it counts.
    pub is_counted: bool,
}

/// When and where the reports of a filter happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patterns {
    /// Over the hours of the week.
    pub spread: Spread,
    /// How many in each district; `None` where it is not known. The sum is the number of reports.
    pub districts: BTreeMap<Option<i64>, u64>,
    /// How many at each named place; `None` where none was named. The sum is the number of reports.
    pub places: BTreeMap<Option<i64>, u64>,
    /// Reports of the filter that do not count: merged into another, set aside, or waiting for review.
    pub left_out: u64,
}

impl Patterns {
    /// Adds a report.
    pub fn add(&mut self, occurrence: &Occurrence) {
        if !occurrence.is_counted {
            self.left_out += 1;
            return;
        }
        self.spread.add(occurrence.occurred_from.instant(), occurrence.occurred_to.map(Moment::instant));
        *self.districts.entry(occurrence.district_id).or_default() += 1;
        *self.places.entry(occurrence.place_id).or_default() += 1;
    }

    /// How many reports count.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.spread.events()
    }

    /// Whether there are too few to see a pattern in.
    #[must_use]
    pub fn are_too_few(&self) -> bool {
        self.events() < TOO_FEW
    }
}

/// The patterns of the reports of a filter that this viewer may see.
///
/// # Errors
/// What the database says.
pub fn find_patterns(connection: &mut DbConnection, viewer: &Viewer, filter: &Filter) -> Result<Patterns, AppError> {
    let (mut patterns, mut mark) = (Patterns::default(), None);
    loop {
        let batch = store::list_occurrences(connection, viewer, filter, mark, BATCH)?;
        for occurrence in &batch {
            patterns.add(occurrence);
        }
        mark = batch.last().map(|last| Mark { occurred_from: last.occurred_from.instant(), id: last.id });
        if i64::try_from(batch.len()).unwrap_or_default() < BATCH {
            return Ok(patterns);
        }
    }
}
