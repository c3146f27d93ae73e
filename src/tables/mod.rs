//! Tables that leave and enter the house: what a cell may be, and the formats that write and read them.
//!
//! A table is written row by row to any [`std::io::Write`] and never held whole, so that its size costs no memory. What
//! a cell *is* stands in [`Cell`], once for every format; how it is put down stands with the format ([`csv`]).

pub mod csv;

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};

/// What stands in one cell of a table that is written.
///
/// The kind matters to the program that opens the file: a number cell is a number there and can be summed, a text cell
/// is made [`harmless`], because it may hold what a stranger typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing: not known, or does not apply.
    Empty,
    /// Text from anybody.
    Text(&'a str),
    /// A whole number, such as a count or an id.
    Integer(i64),
    /// A number and how many decimals of it are written. One that is not finite is written as an empty cell.
    Decimal(f64, usize),
    /// A calendar day.
    Date(Date),
    /// A day and time in Stockholm, written to the minute.
    Time(DateTime),
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl From<Option<i64>> for Cell<'_> {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Integer)
    }
}

/// The text in a form that no spreadsheet takes for a formula.
///
/// A text that begins with `=`, `+`, `-` or `@` (also after white space, also in their full-width forms), or with a tab
/// or a line break, gets a leading apostrophe; every other text comes back as it was. Free text from the public that a
/// spreadsheet calculates can fetch addresses and run commands on the reader's machine (OWASP, *CSV Injection*).
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['\t', '\r', '\n']) || could_be_a_formula(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn could_be_a_formula(text: &str) -> bool {
    let unseen = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
    text.trim_start_matches(unseen).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_gets_an_apostrophe() {
        for risky in
            ["=1+1", "+46 70", "-bråk-", "@SUM(A1)", "  =1", "\u{a0}=1", "\u{feff}=1", "\tx", "\rx", "\nx", "＝1"]
        {
            assert_eq!(harmless(risky), format!("'{risky}"), "{risky:?}");
        }
    }

    #[test]
    fn ordinary_text_is_left_as_it_was() {
        for plain in ["", " ", "Fittja", "1-2 personer", "a=b", "'=1", "klotter @ torget", " och = så"] {
            assert_eq!(harmless(plain), plain);
        }
    }
}
