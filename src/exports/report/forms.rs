//! What the form of a report sends.

use jiff::civil::Date;

use super::period::{is_short_enough, last_whole_month};
use crate::time::{Month, Months};
use crate::web::{Faults, Message, Submitted};

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 120;

/// The period that was asked for: whole months that are over, a year at most, from the first that anything is known of.
///
/// `None` when none was asked for, or when something is wrong with it, which is then noted.
pub fn read_months(form: &Submitted, known_from: Month, today: Date, faults: &mut Faults) -> Option<Months> {
    if !form.has("from") && !form.has("to") {
        return None;
    }
    let mut month = |field: &'static str| {
        faults.sift(field, form.text(field).parse::<Month>().map_err(|_| Message::new("reports-month-missing")))
    };
    let (first, last) = (month("from")?, month("to")?);
    let told = if first < known_from {
        Err(("from", "reports-month-unknown"))
    } else if last > last_whole_month(today) {
        Err(("to", "reports-month-not-over"))
    } else {
        match Months::new(first, last) {
            None => Err(("to", "reports-months-backwards")),
            Some(months) if !is_short_enough(months) => Err(("to", "reports-months-too-many")),
            Some(months) => Ok(months),
        }
    };
    told.map_err(|(field, key)| faults.add(field, Message::new(key))).ok()
}

/// The title: one line, guarded.
pub fn read_title(form: &Submitted, faults: &mut Faults) -> Option<String> {
    let title = faults.sift_words(form, "title", LONGEST_TITLE)?;
    if title.is_empty() || title.contains('\n') {
        faults.add("title", Message::new("reports-title-missing"));
        return None;
    }
    Some(title)
}
