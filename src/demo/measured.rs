//! What others have measured: the municipality's indicators as its auditors printed them in 2018, and made-up figures of
//! reported crime.

use jiff::Timestamp;

use crate::accounts::Actor;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::followup::classifications::actions as classifications;
use crate::followup::classifications::model::{Class, Classed};
use crate::followup::table::BadLine;
use crate::followup::{crime, indicators};
use crate::time::local_day;

const INDICATORS: &str = include_str!("../../static/municipality/botkyrka/indicators.csv");
/// Where the made-up figures say they are from.
const MADE_UP: &str = "Påhittat för demonstrationen";
/// How many years of reported crime there are.
const YEARS: i64 = 6;
/// Kinds of crime, with how many there are for each 100 000 residents of country, county and municipality.
const CRIMES: [(&str, [i64; 3]); 3] =
    [("Skadegörelsebrott", [1_650, 2_310, 1_980]), ("Rån", [58, 104, 121]), ("Stöld ur bil", [410, 620, 540])];
/// Areas with their residents.
const AREAS: [(&str, i64); 3] = [("Riket", 10_540_000), ("Stockholms län", 2_450_000), ("Botkyrka", 95_500)];

/// Lays them.
pub(super) fn lay(connection: &mut DbConnection, now: Timestamp) -> Result<(), AppError> {
    let actor = Actor::command_line();
    let faulty = |bad: Vec<BadLine>| AppError::internal(format!("a table of the demonstration has faults: {bad:?}"));
    let rows = indicators::import::read(INDICATORS.as_bytes(), true).map_err(faulty)?;
    indicators::actions::load(connection, &rows, &actor, now)?.map_err(faulty)?;
    let this_year = i64::from(local_day(now).year());
    crime::actions::load(connection, &reported(this_year), &actor, now)?;
    let classed = Classed {
        area: "Lyktbacken (påhittat område)".to_owned(),
        class: Class::Risk,
        from_on: local_day(now).first_of_year().into(),
        to_on: None,
        source: MADE_UP.to_owned(),
    };
    classifications::add(connection, &actor, &classed, now).map(drop)
}

/// The last whole years of every kind and area; they sway a little from year to year.
fn reported(this_year: i64) -> Vec<crime::model::Reported> {
    let years = this_year - YEARS..this_year;
    let of_year = |year: i64| {
        CRIMES.iter().zip(0_i64..).flat_map(move |((kind, rates), number)| {
            AREAS.iter().zip(rates).map(move |((area, residents), rate)| {
                let sway = 100 + (year * 7 + number * 5) % 11 - 5;
                crime::model::Reported {
                    area: (*area).to_owned(),
                    kind: (*kind).to_owned(),
                    year,
                    crimes: rate * residents / 100_000 * sway / 100,
                    population: Some(*residents),
                    source: MADE_UP.to_owned(),
                }
            })
        })
    };
    years.flat_map(of_year).collect()
}
