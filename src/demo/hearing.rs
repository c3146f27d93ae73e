//! Who said that a week was calm and who was silent, and what the police counted themselves: made up like everything here.

use jiff::{Timestamp, ToSpan as _};

use super::dice::{Dice, Purpose};
use super::people::{ACCOUNTS, LANDLORDS, POLICE, People, TRANSPORT};
use crate::accounts::Actor;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::situation::context::store as counts;
use crate::situation::context::table::CountRow;
use crate::situation::coverage::{self, store};
use crate::time::{IsoWeek, start_of_day};

/// How many weeks back the police have loaded counts of their own.
const WEEKS_COUNTED: i32 = 16;
/// Where those are from, as far as that can be said.
const SOURCE: &str = "Påhittad statistik";
/// What the police count, and how often it is in a week and district on average.
const COUNTED: [(&str, f64); 4] = [("Misshandel", 1.4), ("Skadegörelse", 3.2), ("Stöld", 2.6), ("Rån", 0.3)];

/// Lays both for all weeks that are over, from the first one on.
pub(super) fn lay(
    connection: &mut DbConnection,
    people: &People,
    ground: &Ground,
    first: IsoWeek,
    now: Timestamp,
) -> Result<(), AppError> {
    let this_week = IsoWeek::of(now);
    let weeks: Vec<IsoWeek> = (0..this_week.weeks_since(first)).map(|weeks| first.plus(weeks)).collect();
    say_calm(connection, people, &weeks, now)?;
    count_by_police(connection, ground, this_week, now)
}

/// Of the organisations that nothing was heard of, most say around the Monday after that their week was calm. In the last
/// week the one does and the other does not, so that there is both to be seen.
fn say_calm(connection: &mut DbConnection, people: &People, weeks: &[IsoWeek], now: Timestamp) -> Result<(), AppError> {
    let ledger = coverage::read(connection, weeks)?;
    for week in weeks {
        let mut dice = Dice::for_day(Purpose::Hearing, week.monday());
        for member in ledger.silent(*week) {
            let (falls, minutes) = (dice.falls(diligence(&member.name)), dice.between(-16 * 60, 11 * 60));
            let says_it = if Some(week) == weeks.last() { member.name != TRANSPORT } else { falls };
            let said_at = start_of_day(week.plus(1).monday()).saturating_add(minutes.minutes());
            let said_at = said_at.map_err(AppError::internal)?;
            if says_it && said_at <= now {
                let account_id = people.first_of(&member.name);
                let actor = Actor { account_id, label: member.name.clone() };
                store::insert_zero_report(connection, member.id, *week, &actor, said_at)?;
            }
        }
    }
    Ok(())
}

/// How often an organisation gives its word when it has nothing to report.
fn diligence(organisation: &str) -> f64 {
    match organisation {
        LANDLORDS => 0.85,
        TRANSPORT => 0.6,
        _ => 0.92,
    }
}

fn count_by_police(
    connection: &mut DbConnection,
    ground: &Ground,
    this_week: IsoWeek,
    now: Timestamp,
) -> Result<(), AppError> {
    let officer = ACCOUNTS.iter().find(|account| account.organisation == POLICE);
    let actor =
        Actor { account_id: None, label: officer.map_or("", |account| account.name).to_owned() + ", " + POLICE };
    for week in (1..=WEEKS_COUNTED).rev().map(|back| this_week.plus(-back)) {
        let mut dice = Dice::for_day(Purpose::PoliceCounts, week.monday());
        // On the Monday after at nine, unless that has not come yet.
        let loaded_at = start_of_day(week.plus(1).monday()).saturating_add(9.hours()).map_err(AppError::internal)?;
        for district in ground.districts() {
            for (category, mean) in COUNTED {
                let count = i64::try_from(dice.count(mean)).unwrap_or(0);
                if count > 0 && loaded_at <= now {
                    let row = CountRow {
                        week,
                        district: Some(district.id),
                        category: category.to_owned(),
                        count,
                        source: SOURCE.to_owned(),
                    };
                    counts::insert_count(connection, &row, &actor, loaded_at)?;
                }
            }
        }
    }
    Ok(())
}
