//! Everything people read, by language: Swedish first, English complete.
//!
//! The texts are Fluent files in `templates/texts/{sv,en}`; a key is looked up in the visitor's language, then in Swedish.
//! A test proves that every key used exists in every language.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::time::{self, IsoWeek};

fluent_templates::static_loader! {
    static LOADER = {
        locales: "./templates/texts",
        fallback_language: "sv",
        // The marks that isolate each value would show up in CSV files and titles; our values run left to right.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static SWEDISH: LanguageIdentifier = langid!("sv");
static ENGLISH: LanguageIdentifier = langid!("en");

/// A language that pages are complete in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Svenska, the default.
    #[default]
    Swedish,
    /// English.
    English,
}

impl Language {
    /// All of them, the default first.
    pub const ALL: [Self; 2] = [Self::Swedish, Self::English];

    /// The code that HTML, HTTP and the database use: `sv` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// The language of this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Its own name for itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Swedish => "Svenska",
            Self::English => "English",
        }
    }

    /// Which way it is written, as HTML says it: `ltr`, or `rtl` for a language that runs from right to left.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match self {
            Self::Swedish | Self::English => "ltr",
        }
    }

    /// The first language of an `Accept-Language` header that we have, by its order of preference (RFC 9110, 12.5.4).
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let mut wanted: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|part| {
                let (range, quality) = part.split_once(";q=").unwrap_or((part, "1"));
                let primary = range.trim().split('-').next()?.to_ascii_lowercase();
                let quality: f32 = quality.trim().parse().ok()?;
                Some((quality, Self::from_code(&primary)?)).filter(|(quality, _)| *quality > 0.0)
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0)); // stable: equal preference keeps the header's order
        wanted.first().map(|(_, language)| *language)
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::Swedish => &SWEDISH,
            Self::English => &ENGLISH,
        }
    }

    /// The text of this key; the key itself, in brackets, when there is none.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        self.find(key).unwrap_or_else(|| format!("[{key}]"))
    }

    /// The text of this key with its values filled in: `language.text_with("week-title", &[("week", 47.into())])`.
    #[must_use]
    pub fn text_with(self, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
            values.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        LOADER.try_lookup_with_args(self.id(), key, &values).unwrap_or_else(|| format!("[{key}]"))
    }

    /// The text of this key, if there is one in this language or in Swedish.
    #[must_use]
    pub fn find(self, key: &str) -> Option<String> {
        LOADER.try_lookup(self.id(), key)
    }

    /// A whole number with its thousands apart: `26 852`, `26,852`.
    #[must_use]
    pub fn number(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let apart = match self {
            Self::Swedish => "\u{a0}",
            Self::English => ",",
        };
        let mut shown = String::from(if number < 0 { "−" } else { "" });
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                shown.push_str(apart);
            }
            shown.push(digit);
        }
        shown
    }

    /// A number with that many decimals: `0,8`, `0.8`.
    #[must_use]
    pub fn decimal(self, number: f64, places: usize) -> String {
        let shown = format!("{number:.places$}").replace('-', "−");
        match self {
            Self::Swedish => shown.replace('.', ","),
            Self::English => shown,
        }
    }

    /// Words in a row: `Alby, Fittja och Tumba`.
    #[must_use]
    pub fn listed(self, words: &[String]) -> String {
        let and = match self {
            Self::Swedish => "och",
            Self::English => "and",
        };
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
        }
    }

    /// A day in words: `16 november 2026`.
    #[must_use]
    pub fn day(self, day: Date) -> String {
        format!("{} {} {}", day.day(), self.month(day), day.year())
    }

    /// The days of a week in words, with nothing said twice: `16–22 november 2026`, `28 december 2026–3 januari 2027`.
    #[must_use]
    pub fn days_of(self, week: IsoWeek) -> String {
        let (from, to) = (week.monday(), week.sunday());
        if from.year() != to.year() {
            format!("{}–{}", self.day(from), self.day(to))
        } else if from.month() != to.month() {
            format!("{} {}–{}", from.day(), self.month(from), self.day(to))
        } else {
            format!("{}–{}", from.day(), self.day(to))
        }
    }

    /// An instant in words, Stockholm time: `16 november 2026 21.30`; with a colon in English.
    #[must_use]
    pub fn moment(self, instant: Timestamp) -> String {
        format!("{} {}", self.day(time::local_day(instant)), self.time_of_day(instant))
    }

    /// From one instant to another in words, with nothing said twice: `16 november 2026 21.30–22.15`. The first alone when
    /// there is no second.
    #[must_use]
    pub fn from_to(self, from: Timestamp, to: Option<Timestamp>) -> String {
        let Some(to) = to else { return self.moment(from) };
        if time::local_day(from) == time::local_day(to) {
            format!("{}–{}", self.moment(from), self.time_of_day(to))
        } else {
            format!("{} – {}", self.moment(from), self.moment(to))
        }
    }

    fn time_of_day(self, instant: Timestamp) -> String {
        let local = time::local(instant);
        let clock = match self {
            Self::Swedish => local.strftime("%H.%M"),
            Self::English => local.strftime("%H:%M"),
        };
        clock.to_string()
    }

    fn month(self, day: Date) -> String {
        self.text(&format!("date-month-{}", day.month()))
    }
}

/// Sorts å, ä and ö last, as Swedish does; small and capital letters alike.
#[must_use]
pub fn swedish_order(text: &str) -> String {
    let letters = text.to_lowercase();
    letters
        .chars()
        .map(|letter| match letter {
            'å' => '\u{f0001}',
            'ä' => '\u{f0002}',
            'ö' => '\u{f0003}',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_its_language_and_a_missing_one_is_named() {
        assert_eq!(Language::Swedish.text("date-month-11"), "november");
        assert_eq!(Language::English.text("date-month-5"), "May");
        assert_eq!(Language::English.text("no-such-text"), "[no-such-text]");
    }

    #[test]
    fn the_browsers_preferred_language_wins() {
        assert_eq!(Language::accepted("en-GB,en;q=0.9,sv;q=0.8"), Some(Language::English));
        assert_eq!(Language::accepted("de, en;q=0.3, sv-SE;q=0.7"), Some(Language::Swedish));
        assert_eq!(Language::accepted("sv;q=0, de"), None);
        assert_eq!(Language::accepted(""), None);
    }

    #[test]
    fn numbers_and_days_are_written_as_the_language_does() {
        assert_eq!(Language::Swedish.number(-26_852), "−26\u{a0}852");
        assert_eq!(Language::English.number(1_234_567), "1,234,567");
        assert_eq!(Language::Swedish.number(7), "7");
        assert_eq!(Language::Swedish.decimal(0.75, 1), "0,8");
        let words = ["Alby", "Fittja", "Tumba"].map(str::to_owned);
        assert_eq!(Language::Swedish.listed(&words), "Alby, Fittja och Tumba");
        assert_eq!(Language::English.listed(&words[1..]), "Fittja and Tumba");
        let days = |week: &str| Language::Swedish.days_of(week.parse().unwrap());
        assert_eq!(days("2026-W47"), "16–22 november 2026");
        assert_eq!(days("2026-W40"), "28 september–4 oktober 2026");
        assert_eq!(days("2026-W53"), "28 december 2026–3 januari 2027");
    }
}
