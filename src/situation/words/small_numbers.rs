//! Small counts in words that everybody reads.
//!
//! Outside the working group nobody is told a count from 1 to 4: where few live, it can point somebody out (`domain.md` 4.3).
//! Tables are controlled by rule; a sentence is controlled by looking for such a number in it. This is a net and no proof: it
//! finds numbers that stand for themselves, `3` and `tre`, and `en` before what is counted, and lets through those that
//! count something else: a date, a week, a time, a length, districts and organisations.

/// The words of 2, 3 and 4, and the digits: whatever they count, unless it is something else than people and events.
const NUMBERS: &[&str] = &["1", "2", "3", "4", "två", "tre", "fyra", "two", "three", "four"];

/// The words of 1, which are articles too: only before what is counted, or after `only`.
const ONES: &[&str] = &["en", "ett", "one", "a"];
const ONLY: &[&str] = &["bara", "endast", "blott", "enstaka", "only", "just", "single"];

/// What is counted, as it stands after *one*.
const COUNTED: &[&str] = &[
    "bilbrand",
    "brand",
    "bråk",
    "explosion",
    "fall",
    "försök",
    "gripen",
    "hot",
    "händelse",
    "inbrott",
    "incident",
    "misshandel",
    "offer",
    "olycka",
    "person",
    "rån",
    "skadegörelse",
    "skottlossning",
    "slagsmål",
    "sprängning",
    "stöld",
    "tillfälle",
    "våldtäkt",
    "överfall",
    "enda",
    "accident",
    "arrest",
    "assault",
    "attempt",
    "burglary",
    "case",
    "event",
    "fight",
    "fire",
    "occasion",
    "rape",
    "robbery",
    "shooting",
    "single",
    "theft",
    "threat",
    "victim",
];

/// A number after one of these is a name or a time: `vecka 3`, `klockan 2`, `punkt 4`.
const BEFORE: &[&str] = &[
    "vecka", "veckan", "veckorna", "v", "kl", "klockan", "den", "nr", "nummer", "punkt", "sida", "kapitel", "del",
    "etapp", "fas", "steg", "tertial", "kvartal", "linje", "buss", "spår", "version", "bilaga", "week", "weeks", "no",
    "number", "item", "page", "chapter", "part", "stage", "phase", "step", "quarter", "line", "bus", "annex",
];

/// A number before one of these counts something else: days, money, lengths, districts, those who agree on the picture.
const AFTER: &[&str] = &[
    "vecka",
    "veckor",
    "veckorna",
    "veckors",
    "veckornas",
    "dag",
    "dagar",
    "dagarna",
    "dagars",
    "dygn",
    "dygnen",
    "nätter",
    "nätterna",
    "kvällar",
    "kvällarna",
    "helger",
    "helgerna",
    "morgnar",
    "morgnarna",
    "timme",
    "timmar",
    "timmarna",
    "timmars",
    "minut",
    "minuter",
    "minuters",
    "månad",
    "månader",
    "månaderna",
    "månaders",
    "år",
    "åren",
    "års",
    "procent",
    "meter",
    "km",
    "kilometer",
    "mil",
    "kr",
    "kronor",
    "mkr",
    "tusen",
    "miljoner",
    "kommundel",
    "kommundelar",
    "kommundelarna",
    "organisationer",
    "organisationerna",
    "parter",
    "parterna",
    "week",
    "weeks",
    "day",
    "days",
    "nights",
    "evenings",
    "weekends",
    "hour",
    "hours",
    "minute",
    "minutes",
    "month",
    "months",
    "year",
    "years",
    "percent",
    "metres",
    "thousand",
    "million",
    "districts",
    "organisations",
    "partners",
    "parties",
];

/// What may stand between a number and what it counts: `de fyra senaste veckorna`.
const BETWEEN: &[&str] = &[
    "senaste",
    "sista",
    "första",
    "föregående",
    "kommande",
    "närmaste",
    "nästa",
    "förra",
    "hela",
    "last",
    "past",
    "previous",
    "coming",
    "next",
    "first",
    "full",
];

const MONTHS: &[&str] = &[
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "jan",
    "nov",
    "dec",
];

/// The small counts in a text, as they stand there, each once.
///
/// ```
/// # use lykta::situation::words::small_numbers::find_small_counts;
/// assert_eq!(find_small_counts("Tre bränder i Alby, och 2–3 i Fittja."), ["Tre", "2–3"]);
/// assert_eq!(find_small_counts("En viss oro de senaste fyra veckorna, mest den 3 november."), Vec::<String>::new());
/// ```
#[must_use]
pub fn find_small_counts(text: &str) -> Vec<String> {
    let tokens: Vec<&str> = text.split_whitespace().map(bare).filter(|token| !token.is_empty()).collect();
    let small: Vec<String> = tokens.iter().map(|token| token.to_lowercase()).collect();
    let mut found: Vec<String> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_seen = found.iter().any(|known| known == token);
        if !is_seen && is_small_count(&small, at) {
            found.push((*token).to_owned());
        }
    }
    found
}

/// A word without what stands around it: quotes, commas, full stops.
fn bare(token: &str) -> &str {
    token.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn is_small_count(words: &[String], at: usize) -> bool {
    let word = |index: Option<usize>| index.and_then(|index| words.get(index)).map_or("", String::as_str);
    let (this, before) = (word(Some(at)), word(at.checked_sub(1)));
    let (next, then) = (word(at.checked_add(1)), word(at.checked_add(2)));
    if ONES.contains(&this) {
        return ONLY.contains(&before) || COUNTED.contains(&next) || (this != "a" && COUNTED.contains(&then));
    }
    if !is_number(this) || BEFORE.contains(&before) || MONTHS.contains(&before) {
        return false;
    }
    let counts_else = |word: &str| MONTHS.contains(&word) || AFTER.contains(&word);
    !(counts_else(next) || (BETWEEN.contains(&next) && counts_else(then)))
}

/// A small number, or a range of them: `2–3` is as good as told.
fn is_number(word: &str) -> bool {
    let ends: Vec<&str> = word.split(['–', '-']).collect();
    ends.len() <= 2 && ends.iter().all(|end| NUMBERS.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_count_is_found_in_digits_and_in_words_of_either_language() {
        for (text, found) in [
            ("Det blev 3 inbrott.", "3"),
            ("(4) anmälningar", "4"),
            ("Fyra bränder", "Fyra"),
            ("Det var två, inte fler", "två"),
            ("en brand i Fittja", "en"),
            ("ett grovt rån", "ett"),
            ("bara en i Alby", "en"),
            ("a robbery in Alby", "a"),
            ("three fires", "three"),
            ("1–4 händelser", "1–4"),
            ("tre krossade rutor", "tre"),
        ] {
            assert_eq!(find_small_counts(text), [found], "{text}");
        }
    }

    #[test]
    fn what_counts_something_else_passes() {
        for text in [
            "Under vecka 3 och den 4 mars, kl. 2 på natten.",
            "De fyra senaste veckorna och tre dagar till.",
            "The last three weeks; on 3 November; November 3.",
            "Tre kommundelar och två organisationer.",
            "12 händelser, normalt 3–8.",
            "Ring 112, eller 114 14. Kl. 3.30. Punkt 2. 2,5 gånger fler. 2026-11-03.",
            "En viss oro, ett lugnt läge, a calm week.",
            "Färre än fem, några få, 0 och 5.",
            "Skriv en rapport eller gör en anmälan. Call, or file a report.",
        ] {
            assert_eq!(find_small_counts(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_stands_twice_is_told_once() {
        assert_eq!(find_small_counts("3 här, 3 där och 4 där"), ["3", "4"]);
    }
}
