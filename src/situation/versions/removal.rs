//! A sentence that must go, and what stands in its place. Pure: text in, text out.

use serde_json::Value;

/// The longest sentence that is removed at a time, in characters.
pub const LONGEST_SENTENCE: usize = 1_000;

/// Puts `tombstone` wherever `sentence` stands in a text of the value, whatever white space stands between its words; gives
/// how many times.
///
/// Names of members are left alone. Figures, days and words of the program hold no space, and a sentence does
/// ([`is_sentence`]): so nothing but what people wrote or read is changed.
pub fn remove(value: &mut Value, sentence: &str, tombstone: &str) -> usize {
    match value {
        Value::String(text) => {
            let (without, times) = replaced(text, sentence, tombstone);
            *text = without;
            times
        }
        Value::Array(list) => list.iter_mut().map(|item| remove(item, sentence, tombstone)).sum(),
        Value::Object(members) => members.values_mut().map(|item| remove(item, sentence, tombstone)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// The text with `tombstone` wherever `sentence` stood, and how many times that was.
#[must_use]
pub fn replaced(text: &str, sentence: &str, tombstone: &str) -> (String, usize) {
    let wanted: Vec<char> = folded(sentence).chars().collect();
    let (letters, mut rest, mut without, mut times) = (letters(text), 0, String::new(), 0);
    let mut at = 0;
    while !wanted.is_empty() && at + wanted.len() <= letters.len() {
        let here = &letters[at..at + wanted.len()];
        if here.iter().map(|(letter, ..)| letter).eq(&wanted) {
            without.push_str(&text[rest..here[0].1]);
            without.push_str(tombstone);
            rest = here[wanted.len() - 1].2;
            at += wanted.len();
            times += 1;
        } else {
            at += 1;
        }
    }
    without.push_str(&text[rest..]);
    (without, times)
}

/// The sentence with single spaces between its words: what its hash is made of.
#[must_use]
pub fn folded(sentence: &str) -> String {
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether it is at least two words.
#[must_use]
pub fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > 1
}

/// The letters of a text with where each begins and ends, every run of white space being one space.
fn letters(text: &str) -> Vec<(char, usize, usize)> {
    let mut letters: Vec<(char, usize, usize)> = Vec::new();
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if !letter.is_whitespace() {
            letters.push((letter, at, end));
        } else if let Some(last) = letters.last_mut().filter(|(before, ..)| *before == ' ') {
            last.2 = end;
        } else {
            letters.push((' ', at, end));
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_sentence_goes_wherever_it_stands_and_the_rest_stays() {
        let mut value = json!({
            "words": "Det var lugnt. Kalle Ek syntes\nvid torget. Åter lugnt.",
            "list": ["Kalle  Ek syntes vid torget.", 3, null],
            "Kalle Ek syntes vid torget.": "annat",
        });
        assert_eq!(remove(&mut value, "Kalle Ek syntes vid torget.", "[borta]"), 2);
        assert_eq!(
            value,
            json!({
                "words": "Det var lugnt. [borta] Åter lugnt.",
                "list": ["[borta]", 3, null],
                "Kalle Ek syntes vid torget.": "annat",
            })
        );
    }

    #[test]
    fn what_is_not_there_changes_nothing() {
        assert_eq!(replaced("Åsa bor här", "Åsa bodde", "x"), ("Åsa bor här".to_owned(), 0));
        assert_eq!(replaced("a a a", "", "x"), ("a a a".to_owned(), 0));
        assert!(!is_sentence("ord") && is_sentence("två ord"));
    }

    proptest! {
        #[test]
        fn wherever_it_stood_it_is_gone_and_nothing_else_is(before in "[a-zå \n]{0,20}", after in "[a-zå \n]{0,20}") {
            let text = format!("{before}Hemligt  OM\nnågon{after}");
            let (without, times) = replaced(&text, "Hemligt OM någon", "†");
            prop_assert_eq!(times, 1);
            prop_assert_eq!(without, format!("{before}†{after}"));
        }
    }
}
