//! Whole kronor, as people write and read them.

use crate::texts::Language;
use crate::web::Message;

/// No amount of a municipality's safety work is larger, in kronor.
const LARGEST: i64 = 10_000_000_000;

/// Whole kronor, with or without spaces between the thousands; `None` when nothing stands there.
///
/// # Errors
/// A message when it is no such amount.
pub fn read(text: &str) -> Result<Option<i64>, Message> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let amount = digits.parse::<i64>().ok().filter(|amount| (0..=LARGEST).contains(amount));
    amount.map(Some).ok_or(Message::new("measure-cost-unreadable"))
}

/// An amount in words: `70 000 kr`.
#[must_use]
pub fn shown(language: Language, sek: i64) -> String {
    language.text_with("money-sek", &[("amount", language.number(sek).into())])
}

/// A difference in words: `12 000 kr mer`, `10 kr mindre`, `lika mycket`.
#[must_use]
pub fn difference(language: Language, sek: i64) -> String {
    let amount = shown(language, sek.saturating_abs());
    match sek {
        0 => language.text("money-same"),
        1.. => language.text_with("money-more", &[("amount", amount.into())]),
        _ => language.text_with("money-less", &[("amount", amount.into())]),
    }
}

/// A calendar year that money is told of.
///
/// # Errors
/// A message when it is none from 1990 to 2100.
pub fn read_year(text: &str) -> Result<i64, Message> {
    text.trim().parse().ok().filter(|year| (1990..=2100).contains(year)).ok_or(Message::new("money-year-unreadable"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_and_without_spaces_and_nothing_is_not_zero() {
        let read = |text: &str| read(text).ok();
        assert_eq!(
            (read("70 000"), read("70\u{a0}000"), read("0"), read("  ")),
            (Some(Some(70_000)), Some(Some(70_000)), Some(Some(0)), Some(None))
        );
        assert_eq!((read("-1"), read("1,5"), read("tio"), read("10000000001")), (None, None, None, None));
    }

    #[test]
    fn a_difference_says_which_way() {
        let told = |sek| difference(Language::Swedish, sek);
        assert_eq!((&*told(12_000), &*told(-10), &*told(0)), ("12\u{a0}000 kr mer", "10 kr mindre", "lika mycket"));
    }
}
