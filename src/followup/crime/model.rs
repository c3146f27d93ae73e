//! Reported crimes of a kind in an area and a year.

use std::num::NonZeroU32;

use diesel::{Identifiable, Insertable, Queryable, Selectable};

use crate::db::schema;
use crate::followup::indicators::model::Outcome;
use crate::statistics::{Rate, rate};

/// What rates are told for: so many residents.
pub const PER: u32 = 100_000;

/// So many crimes were reported.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::reported_crimes)]
pub struct Reported {
    /// The ground as its source names it: `Riket`, `Stockholms län`, `Botkyrka`.
    pub area: String,
    /// The kind of crime in the source's words.
    pub kind: String,
    /// The year.
    pub year: i64,
    /// How many; never negative.
    pub crimes: i64,
    /// How many lived in the area, when it was told.
    pub population: Option<i64>,
    /// Where the figure is from; may be empty.
    pub source: String,
}

impl Reported {
    /// Crimes for each 100 000 residents with the exact 95 % interval; `None` when the residents are not known.
    #[must_use]
    pub fn rate(&self) -> Option<Rate> {
        let residents = NonZeroU32::new(u32::try_from(self.population?).ok()?)?;
        Some(rate(u32::try_from(self.crimes).ok()?, residents, PER))
    }

    /// The rate with half its interval as its margin, to be compared with another one's.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        let rate = self.rate()?;
        Some(Outcome { year: self.year, value: rate.value, margin: Some((rate.high - rate.low) / 2.0) })
    }
}

/// Reported crimes as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::reported_crimes)]
pub struct KeptReported {
    /// Its key.
    pub id: i64,
    /// What it says.
    #[diesel(embed)]
    pub reported: Reported,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_known_where_the_residents_are() {
        let reported = |crimes, population| Reported {
            area: "Fittja".to_owned(),
            kind: "Rån".to_owned(),
            year: 2021,
            crimes,
            population,
            source: String::new(),
        };
        let rate = reported(7, Some(7_514)).rate().unwrap();
        assert_eq!(format!("{:.2} ({:.2}–{:.2})", rate.value, rate.low, rate.high), "93.16 (37.45–191.94)");
        assert_eq!((reported(7, None).rate(), reported(7, Some(0)).rate()), (None, None));
        // A country's figures are large: the interval is still one.
        let country = reported(1_514_902, Some(10_120_242)).rate().unwrap();
        assert!(country.low < country.value && country.value < country.high, "{country:?}");
        assert!(
            (country.high - country.low - 2.0 * 1.96 * 1_514_902_f64.sqrt() / 101.202_42).abs() < 0.1,
            "{country:?}"
        );
    }
}
