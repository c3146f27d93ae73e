//! Reads what guard services cost from a table (CSV, comma or semicolon, with or without a byte order mark) with these columns
//! in any order:
//!
//! | column | what stands in it |
//! | --- | --- |
//! | `department` | the department's name |
//! | `year` | the calendar year |
//! | `amount_sek` | whole kronor; empty when it is not told, which is not nothing |
//! | `through` | the last month in the amount, `2018-08`, or its last day, `2018-08-31`, of the same year; empty when nobody says |
//! | `note` | what else is to be said; may be empty |

use std::io::Read;

use jiff::civil::Date;

use super::model::Cost;
use crate::followup::kronor;
use crate::followup::lines::{self, BadLine, Sieve};
use crate::situation::context::table::read_words;
use crate::tables::csv::Record;
use crate::web::Message;

/// The columns.
pub const COLUMNS: [&str; 5] = ["department", "year", "amount_sek", "through", "note"];

/// Reads a table. `is_confirmed`: whether whoever brings it in says that what may point out a person does not.
///
/// # Errors
/// Every line that is wrong, and everything that is wrong with it.
pub fn read(input: impl Read, is_confirmed: bool) -> Result<Vec<Cost>, Vec<BadLine>> {
    let key = |cost: &Cost| (cost.department.clone(), cost.year);
    lines::read(input, &COLUMNS, |record| read_row(record, is_confirmed), key)
}

fn read_row(record: &Record, is_confirmed: bool) -> Result<Cost, Vec<Message>> {
    let mut sieve = Sieve::default();
    let cell = |column: &str| record.cell(column).trim().to_owned();
    let department = sieve.sift(read_words(cell("department"), "cost-department-missing", is_confirmed));
    let year = sieve.sift(kronor::read_year(&cell("year")));
    let amount_sek = sieve.sift(kronor::read(&cell("amount_sek")));
    let through_on = year.and_then(|year| sieve.sift(read_through(&cell("through"), year)));
    let note = match cell("note") {
        empty if empty.is_empty() => Some(empty),
        words => sieve.sift(read_words(words, "cost-department-missing", is_confirmed)),
    };
    let row = || {
        let (amount_sek, through_on) = (amount_sek?, through_on?);
        // Nothing that is told has a last day.
        let through_on = amount_sek.and(through_on).map(Into::into);
        Some(Cost { department: department?, year: year?, amount_sek, through_on, note: note? })
    };
    sieve.finish(row())
}

/// The last day of a month of that year, `2018-08`, or a day of it, `2018-08-31`; `None` when nothing stands there.
///
/// # Errors
/// A message when it is neither.
pub(super) fn read_through(text: &str, year: i64) -> Result<Option<Date>, Message> {
    if text.is_empty() {
        return Ok(None);
    }
    let month = || format!("{text}-01").parse::<Date>().map(Date::last_of_month);
    let day = text.parse::<Date>().or_else(|_| month()).map_err(|_| Message::new("cost-through-unreadable"))?;
    if i64::from(day.year()) == year { Ok(Some(day)) } else { Err(Message::new("cost-through-other-year")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_ends_on_its_last_day_and_belongs_to_the_year() {
        assert_eq!(read_through("2018-08", 2018).unwrap(), Some(date(2018, 8, 31)));
        assert_eq!(read_through("2020-02", 2020).unwrap(), Some(date(2020, 2, 29)));
        assert_eq!(read_through("2018-08-15", 2018).unwrap(), Some(date(2018, 8, 15)));
        assert_eq!(read_through("", 2018).unwrap(), None);
        assert_eq!(read_through("2018-08", 2017).unwrap_err().key(), "cost-through-other-year");
        assert_eq!(read_through("augusti", 2018).unwrap_err().key(), "cost-through-unreadable");
    }

    #[test]
    fn every_line_that_is_wrong_is_told_with_everything_that_is_wrong() {
        let text = "department,year,amount_sek,through,note\nA,2018,10,2018-08,\n,18,1.5,2017,\nA,2018,11,2018-08,\nB,2018,,,ingen uppgift\n";
        let bad = read(text.as_bytes(), false).unwrap_err();
        let told: Vec<(u64, Vec<&str>)> =
            bad.iter().map(|bad| (bad.line.unwrap(), bad.faults.iter().map(Message::key).collect())).collect();
        let third = vec!["cost-department-missing", "money-year-unreadable", "measure-cost-unreadable"];
        assert_eq!(told, [(3, third), (4, vec!["money-repeated"])]);
        let other = read(&b"department,year,amount_sek,through,note,cost\nA,2018,1,,,\n"[..], false).unwrap_err();
        assert_eq!((other[0].line, other[0].faults[0].key()), (None, "money-columns-unknown"));
    }
}
