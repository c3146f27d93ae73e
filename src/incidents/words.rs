//! Words of descriptions, and searching for them: by whole or begun words, folded for case, with å, ä and ö apart from a
//! and o.
//!
//! A word is a run of letters and digits. Both databases index the words as they are made here, so that they find the same
//! reports; [`Words::are_in`] says in plain Rust what they must find.

use std::collections::BTreeSet;

use icu_normalizer::ComposingNormalizerBorrowed;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// So many words are searched for; more do not make a search narrower than people need.
const MOST_WORDS: usize = 10;

/// A word's letters beyond these are not told apart.
const LONGEST_WORD: usize = 64;

/// Up to so many months are searched one by one.
const MOST_MONTHS: usize = 13;

/// The words of a text in their order, lower-case, accents and letters in one.
fn words_of(text: &str) -> Vec<String> {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(text);
    // Letter by letter: what a word's beginning becomes must not depend on how the word goes on.
    let lower = |word: &str| word.chars().take(LONGEST_WORD).flat_map(char::to_lowercase).collect();
    composed.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(lower).collect()
}

/// What the index holds of a report that happened on this day, Stockholm time: its words parted by spaces, each as it is
/// and with the month before it, so that a search within some months costs what those months hold and not the archive.
#[must_use]
pub fn tokens(description: &str, day: Date) -> String {
    let words: BTreeSet<String> = words_of(description).into_iter().collect();
    let by_month = words.iter().map(|word| in_month(day, word));
    words.iter().cloned().chain(by_month).collect::<Vec<_>>().join(" ")
}

/// It begins with what no word begins with: who looks for `2` is not given every month of the century.
fn in_month(day: Date, word: &str) -> String {
    format!(":{:04}-{:02}:{word}", day.year(), day.month())
}

/// The words that a search is for; each is a beginning, and all must be there. None is no search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads what was typed. Anything but letters and digits parts words.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let mut words = Vec::new();
        for word in words_of(typed) {
            if !words.contains(&word) && words.len() < MOST_WORDS {
                words.push(word);
            }
        }
        Self(words)
    }

    /// Whether there is nothing to search for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words as one may type them.
    #[must_use]
    pub fn typed(&self) -> String {
        self.0.join(" ")
    }

    /// Whether a report with this description is found.
    #[must_use]
    pub fn are_in(&self, description: &str) -> bool {
        let words = words_of(description);
        self.0.iter().all(|wanted| words.iter().any(|word| word.starts_with(wanted)))
    }

    /// What the index is asked for between two days: for each word the tokens of which one must begin so.
    #[must_use]
    pub fn beginnings(&self, from: Date, to: Date) -> Vec<Vec<String>> {
        let first = from.first_of_month();
        let months: Vec<Date> =
            first.series(1.month()).take_while(|month| *month <= to).take(MOST_MONTHS + 1).collect();
        let of = |word: &String| {
            if months.len() > MOST_MONTHS {
                vec![word.clone()]
            } else {
                months.iter().map(|month| in_month(*month, word)).collect()
            }
        };
        self.0.iter().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn words_are_runs_of_letters_and_digits_in_lower_case() {
        assert_eq!(words_of("Krossad RUTA, T-bana (kl. 21)!"), ["krossad", "ruta", "t", "bana", "kl", "21"]);
        assert_eq!(words_of(" …\u{0}\"*' "), Vec::<String>::new());
    }

    #[test]
    fn letters_with_their_marks_are_one_however_they_are_written() {
        assert_eq!(words_of("A\u{30a}ngest i Ha\u{308}lla"), ["ångest", "i", "hälla"]);
        assert!(Words::read("ÅNGEST").are_in("a\u{30a}ngest"));
        assert!(!Words::read("angest").are_in("Ångest") && !Words::read("ån").are_in("anka"));
    }

    #[test]
    fn each_word_is_a_beginning_and_all_must_be_there() {
        let text = "Krossade rutor i gångtunneln";
        for found in ["kross", "RUTOR gång", "i", "", "?!"] {
            assert!(Words::read(found).are_in(text), "{found}");
        }
        for lost in ["tunnel", "rutor klotter", "krossadee", "gang"] {
            assert!(!Words::read(lost).are_in(text), "{lost}");
        }
    }

    #[test]
    fn a_beginning_means_the_same_however_the_word_goes_on() {
        // Greek sigma has another shape at the end of a word.
        assert!(Words::read("ΣΑΣ").are_in("ΣΑΣΑ"));
        let long = "å".repeat(500);
        assert!(Words::read(&long).are_in(&long));
    }

    #[test]
    fn the_index_holds_each_word_alone_and_in_its_month() {
        assert_eq!(
            tokens("Ny ruta, ny lampa", date(2026, 1, 31)),
            "lampa ny ruta :2026-01:lampa :2026-01:ny :2026-01:ruta"
        );
        assert_eq!(tokens("", date(2026, 1, 31)), "");
    }

    #[test]
    fn a_search_within_a_year_asks_month_by_month_and_a_longer_one_asks_for_the_word() {
        let words = Words::read("ny");
        let months = words.beginnings(date(2026, 1, 31), date(2026, 3, 1));
        assert_eq!(months, [[":2026-01:ny", ":2026-02:ny", ":2026-03:ny"]]);
        assert_eq!(words.beginnings(date(2025, 1, 31), date(2026, 1, 1))[0].len(), 13);
        assert_eq!(words.beginnings(date(2025, 1, 31), date(2026, 2, 1)), [["ny"]]);
        assert_eq!(words.beginnings(Date::MIN, Date::MAX), [["ny"]]);
    }
}
