//! What the shared editions of weekly pictures told. They are given away like everything else that leaves the house.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::model::Subject;
use super::store;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::statistics::{List, Told};
use crate::time::IsoWeek;

/// What was told of some weeks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldWeeks(BTreeMap<IsoWeek, Edition>);

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
    pub fn read(connection: &mut DbConnection, weeks: impl Iterator<Item = IsoWeek>) -> Result<Self, AppError> {
        let mondays: Vec<Date> = weeks.map(IsoWeek::monday).collect();
        let mut editions = BTreeMap::new();
        for (monday, bytes) in store::list_shared_editions(connection, &mondays)? {
            let edition: Edition = serde_json::from_slice(&bytes).map_err(AppError::internal)?;
            editions.insert(IsoWeek::of_day(monday), edition);
        }
        Ok(Self(editions))
    }

    /// What was told of a week; `None` for a week that nothing was told of. A week that is approved after its months were
    /// released tells nothing, so that no other can come later.
    ///
    /// - `rows`: the code and the count today of every row that weeks are told in. One that the edition did not have, because
    ///   the ground was divided otherwise, is taken to be known.
    #[must_use]
    pub fn told(&self, subject: Subject, week: IsoWeek, rows: &[(&str, u32)]) -> Option<List<Told>> {
        let edition = self.0.get(&week)?;
        let told = |(code, count): &(&str, u32)| {
            let district = edition.districts.iter().find(|district| district.code == *code);
            district
                .map_or(Told::Count(*count), |district| of_subject(subject, &district.totals, district.observations))
        };
        let whole = of_subject(subject, &edition.totals, edition.observations);
        let counts: Vec<Told> = rows.iter().map(told).collect();
        // Where nothing is told, not even what is none, "withheld" does not say that there was one.
        let is_silent = counts.iter().chain([&whole]).all(|told| *told == Told::Withheld);
        (!is_silent).then_some(List { counts, whole })
    }
}

fn of_subject(subject: Subject, totals: &Totals, observations: Told) -> Told {
    match subject {
        Subject::Events => totals.event.count,
        Subject::UnsafePlaces => totals.unsafe_place.count,
        Subject::Observations => observations,
    }
}
