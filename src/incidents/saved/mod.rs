//! Filters that an account has given a name, so that the same reports are one touch away next time.
//!
//! A filter is kept as its query. One with the usual period is kept without days: "graffiti in Alby" shows the last ninety
//! days whenever it is opened.

pub mod store;

use jiff::Timestamp;
use jiff::civil::Date;

use super::filter::Filter;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::web::{CONFIRM_PRIVACY, Faults, Message, Submitted};

/// So many filters an account keeps at most: more than anybody finds their way in.
pub const MOST: usize = 50;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// A filter with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its key.
    pub id: i64,
    /// What its owner calls it; no two of an account are called the same.
    pub name: String,
    /// The query of the list's address.
    pub query: String,
}

/// The filter as it is kept: without days when they are the usual ones.
#[must_use]
pub fn query_to_keep(filter: &Filter, ground: &Ground, today: Date) -> String {
    let query = filter.query(ground);
    let recent = Filter::recent(today);
    if (filter.from, filter.to) != (recent.from, recent.to) {
        return query;
    }
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "from" && name != "to");
    form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish()
}

/// Reads the name that a filter is saved under: `name`. The words it searches for are free text as well.
#[must_use]
pub fn read_name(form: &Submitted, filter: &Filter, faults: &mut Faults) -> Option<String> {
    let name = form.text("name").split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    if name.is_empty() {
        faults.add("name", Message::new("saved-name-missing"));
    } else if length > LONGEST_NAME || name.contains(char::is_control) {
        faults.add("name", Message::new("saved-name-long").with("most", LONGEST_NAME.to_string()));
    }
    let is_confirmed = form.text(CONFIRM_PRIVACY) == "yes";
    faults.guard("name", &name, is_confirmed);
    faults.guard("name", &filter.words.typed(), is_confirmed);
    faults.is_empty().then_some(name)
}

/// What became of a filter that was to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It is kept.
    Kept,
    /// The account has another one of that name.
    NameTaken,
    /// The account has [`MOST`] already.
    TooMany,
}

/// Keeps a filter under a name. Saving the same filter under the same name again changes nothing.
///
/// # Errors
/// What the database says.
pub fn save(
    connection: &mut DbConnection,
    account_id: i64,
    name: &str,
    query: &str,
    now: Timestamp,
) -> Result<Saving, AppError> {
    crate::db::serialise_on(connection, &format!("saved filters of {account_id}"))?;
    let known = store::list(connection, account_id)?;
    let folded = name.to_lowercase();
    if let Some(same) = known.iter().find(|saved| saved.name.to_lowercase() == folded) {
        return Ok(if same.query == query { Saving::Kept } else { Saving::NameTaken });
    }
    if known.len() >= MOST {
        return Ok(Saving::TooMany);
    }
    store::insert(connection, account_id, name, query, now)?;
    Ok(Saving::Kept)
}

/// Forgets one of an account's own filters; says whether there was one.
///
/// # Errors
/// What the database says.
pub fn forget(connection: &mut DbConnection, account_id: i64, id: i64) -> Result<bool, AppError> {
    Ok(store::delete(connection, account_id, id)? > 0)
}
