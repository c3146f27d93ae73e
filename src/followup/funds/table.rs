//! Reads what a call has granted from a table (CSV, comma or semicolon, with or without a byte order mark) with these columns in
//! any order:
//!
//! | column | what stands in it |
//! | --- | --- |
//! | `district` | the district by its name, also one that we keep none of |
//! | `title` | what is done with the money, in a line |
//! | `amount_sek` | what was granted, in whole kronor |

use std::io::Read;

use super::model::Proposal;
use crate::districts::Ground;
use crate::followup::kronor;
use crate::followup::lines::{self, BadLine, Sieve};
use crate::situation::context::table::read_words;
use crate::tables::csv::Record;
use crate::web::Message;

/// The columns.
pub const COLUMNS: [&str; 3] = ["district", "title", "amount_sek"];

/// A proposal that was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantRow {
    /// What is proposed.
    pub proposal: Proposal,
    /// What it was granted, in kronor.
    pub granted_sek: i64,
}

/// Reads a table. `is_confirmed`: whether whoever brings it in says that what may point out a person does not.
///
/// # Errors
/// Every line that is wrong, and everything that is wrong with it.
pub fn read(input: impl Read, ground: &Ground, is_confirmed: bool) -> Result<Vec<GrantRow>, Vec<BadLine>> {
    let key = |row: &GrantRow| (row.proposal.district.clone(), row.proposal.title.clone());
    lines::read(input, &COLUMNS, |record| read_row(record, ground, is_confirmed), key)
}

fn read_row(record: &Record, ground: &Ground, is_confirmed: bool) -> Result<GrantRow, Vec<Message>> {
    let mut sieve = Sieve::default();
    let cell = |column: &str| record.cell(column).trim().to_owned();
    let district = sieve.sift(read_words(cell("district"), "fund-district-missing", is_confirmed));
    let title = sieve.sift(read_words(cell("title"), "fund-title-missing", is_confirmed));
    let amount = kronor::read(&cell("amount_sek")).and_then(|sek| sek.ok_or(Message::new("fund-granted-missing")));
    let granted_sek = sieve.sift(amount);
    let row = || {
        let (district, district_id) = named(district?, ground);
        let proposal = Proposal { title: title?, district, district_id, asked_sek: None };
        Some(GrantRow { proposal, granted_sek: granted_sek? })
    };
    sieve.finish(row())
}

/// A district by what it is called: in our own spelling and with its key where we keep one of that name.
#[must_use]
pub(super) fn named(name: String, ground: &Ground) -> (String, Option<i64>) {
    let wanted = name.to_lowercase();
    let known = ground.districts().into_iter().find(|known| known.name.to_lowercase() == wanted);
    match known {
        Some(known) => (known.name.clone(), Some(known.id)),
        None => (name, None),
    }
}
