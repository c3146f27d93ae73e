//! What the shared editions of weekly pictures told. They are given away like everything else that leaves the house.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::model::Subject;
use super::store;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::statistics::{List, Told};
use crate::time::IsoWeek;

/// How long after a week its picture may still be approved, in weeks. Until then a block of months is made so that it will
/// have stayed safe when it is.
const MAY_COME: i32 = 8;

/// What was told of some weeks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldWeeks {
    editions: BTreeMap<IsoWeek, Edition>,
    /// The first week whose picture may still be approved; `None` where none ever was.
    may_come: Option<IsoWeek>,
}

/// The counts of an edition, and nothing else of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Edition {
    districts: Vec<District>,
    totals: Totals,
    observations: Told,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct District {
    code: String,
    totals: Totals,
    observations: Told,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Totals {
    event: Figure,
    unsafe_place: Figure,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Figure {
    count: Told,
}

impl ToldWeeks {
    /// Reads what was told of some weeks.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer, or an edition cannot be read.
    pub fn read(
        connection: &mut DbConnection,
        weeks: impl Iterator<Item = IsoWeek>,
        now: Timestamp,
    ) -> Result<Self, AppError> {
        let mondays: Vec<Date> = weeks.map(IsoWeek::monday).collect();
        let mut editions = BTreeMap::new();
        for (monday, bytes) in store::list_shared_editions(connection, &mondays)? {
            let edition: Edition = serde_json::from_slice(&bytes).map_err(AppError::internal)?;
            editions.insert(IsoWeek::of_day(monday), edition);
        }
        let may_come = store::has_approved(connection)?.then(|| IsoWeek::of(now).plus(-MAY_COME));
        Ok(Self { editions, may_come })
    }

    /// What is told of a week: as it was, or as it would be now if its picture may still come. `None` for a week that nothing
    /// is told of.
    ///
    /// - `rows`: the code and the count today of every row that weeks are told in. One that the edition did not have, because
    ///   the ground was divided otherwise, is taken to be known.
    #[must_use]
    pub fn told(&self, subject: Subject, week: IsoWeek, rows: &[(&str, u32)]) -> Option<List<Told>> {
        let Some(edition) = self.editions.get(&week) else {
            let may_come = self.may_come.is_some_and(|first| first <= week);
            return may_come.then(|| List::control(&rows.iter().map(|(_, count)| *count).collect::<Vec<_>>()));
        };
        let told = |(code, count): &(&str, u32)| {
            let district = edition.districts.iter().find(|district| district.code == *code);
            district.map_or(Told::Count(*count), |district| {
                of_subject(subject, &district.totals, district.observations)
            })
        };
        let whole = of_subject(subject, &edition.totals, edition.observations);
        Some(List { counts: rows.iter().map(told).collect(), whole })
    }
}

fn of_subject(subject: Subject, totals: &Totals, observations: Told) -> Told {
    match subject {
        Subject::Events => totals.event.count,
        Subject::UnsafePlaces => totals.unsafe_place.count,
        Subject::Observations => observations,
    }
}
