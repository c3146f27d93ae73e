//! The guard of personal data: what in a free text may point out a person.
//!
//! A report tells what happened, not who. The guard reads every free text on every way in; it knows the shapes that
//! personal data is written in and nothing about meaning. [`judge`] gives its answer:
//!
//! | found | answer |
//! | --- | --- |
//! | a personal identity number, coordination number or interim number with the right check digit | stop |
//! | the same with a wrong check digit, for a slip of the pen is still somebody's number | warn |
//! | an e-mail address, a telephone number, a registration plate, a flat's number, "heter Anna" | warn |
//!
//! Coordinates, days with times of day and the police's case numbers are none of these. Digits, spaces and dashes count
//! as what they look like, in whatever script they were typed. Time and memory grow with the length of the text alone.
//!
//! Sources: Skatteverket, SKV 704 (personal identity numbers) and SKV 707 (coordination numbers); Transportstyrelsen
//! (letters of registration plates).

mod personal_number;
mod pointers;
mod reading;

use std::ops::Range;

use reading::{Match, Reading};

/// What was found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// A personal identity number, coordination number or interim number with the right check digit.
    PersonalNumber,
    /// The same with a wrong check digit.
    DoubtfulPersonalNumber,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// The registration plate of a vehicle.
    RegistrationPlate,
    /// The number of a flat.
    FlatNumber,
    /// A name, told as one: "heter Anna", "namn: Anna".
    Named,
}

impl FindingKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::PersonalNumber,
        Self::DoubtfulPersonalNumber,
        Self::Email,
        Self::Phone,
        Self::RegistrationPlate,
        Self::FlatNumber,
        Self::Named,
    ];

    /// The word that texts and the browser's script know it by.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::PersonalNumber => "personal-number",
            Self::DoubtfulPersonalNumber => "doubtful-number",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::RegistrationPlate => "plate",
            Self::FlatNumber => "flat",
            Self::Named => "name",
        }
    }

    /// Whether no text with this in it is kept, whatever its writer says.
    #[must_use]
    pub fn stops(self) -> bool {
        self == Self::PersonalNumber
    }
}

/// What was found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The bytes of the text it takes up.
    pub range: Range<usize>,
    /// Which character of the text it begins with, from 1: a place that can be told without repeating what stands there.
    pub character: usize,
}

/// What is done with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing in it points out a person, as far as the guard can see.
    Pass,
    /// It is kept once its writer has looked at these and says that they point out nobody.
    Warn(Vec<Finding>),
    /// It is not kept with these in it.
    Stop(Vec<Finding>),
}

/// Judges a text.
///
/// ```
/// use lykta::privacy::{Verdict, judge};
/// assert_eq!(judge("Krossad ruta vid 6570104, 662274"), Verdict::Pass);
/// assert!(matches!(judge("Det var 19821105-9954"), Verdict::Stop(_)));
/// assert!(matches!(judge("Ring 08-530 610 00"), Verdict::Warn(_)));
/// ```
#[must_use]
pub fn judge(text: &str) -> Verdict {
    let findings = examine(text);
    if findings.is_empty() {
        return Verdict::Pass;
    }
    let (stops, warns): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.kind.stops());
    if stops.is_empty() { Verdict::Warn(warns) } else { Verdict::Stop(stops) }
}

/// Everything in a text that may point out a person, in the order of the text.
#[must_use]
pub fn examine(text: &str) -> Vec<Finding> {
    /// What is tried at each place, in this order. A number that may be somebody's telephone is taken for that before it
    /// is taken for a personal number with a slip in it.
    const POINTERS: [Rule; 6] = [
        pointers::phone,
        personal_number::doubtful,
        pointers::email,
        pointers::registration_plate,
        pointers::flat_number,
        pointers::name,
    ];
    let mut reading = Reading::of(text);
    // Personal numbers by themselves first: nothing that begins before one may swallow it.
    let mut matches = list_matches(&reading, &[personal_number::valid]);
    for found in &matches {
        reading.take(found);
    }
    matches.extend(list_matches(&reading, &POINTERS));
    let mut findings: Vec<Finding> = matches.iter().map(|found| reading.finding(found)).collect();
    findings.sort_by_key(|finding| finding.range.start);
    findings
}

/// Says what begins at a token, if anything. Looks at a bounded number of tokens, or at none twice.
type Rule = fn(&Reading, usize) -> Option<Match>;

fn list_matches(reading: &Reading, rules: &[Rule]) -> Vec<Match> {
    let mut matches = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        let found = rules.iter().find_map(|rule| rule(reading, at));
        at = found.as_ref().map_or(at, |found| found.last) + 1;
        matches.extend(found);
    }
    matches
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    fn kinds(text: &str) -> Vec<FindingKind> {
        examine(text).into_iter().map(|finding| finding.kind).collect()
    }

    #[track_caller]
    fn assert_found(text: &str, kind: FindingKind, words: &str) {
        let found: Vec<_> = examine(text).into_iter().map(|finding| (finding.kind, &text[finding.range])).collect();
        assert_eq!(found, [(kind, words)], "in {text:?}");
    }

    #[test]
    fn a_personal_number_stops_whatever_its_digits_spaces_and_dashes_are_made_of() {
        for number in [
            "821105-9954",
            "821105–9954",
            "821105\u{2011}9954",
            "821105−9954",
            "821105 9954",
            "821105\u{a0}9954",
            "821105\u{202f}9954",
            "821105 - 9954",
            "８２１１０５－９９５４",
            "٨٢١١٠٥-٩٩٥٤",
            "۸۲۱۱۰۵۹۹۵۴",
            "8211\u{200b}05\u{ad}9954",
            "1982-11-05-9954",
            "1982-11-05 9954",
            "82-11-05-9954",
            "000101p220",
        ] {
            assert_found(&format!("Han är {number}."), FindingKind::PersonalNumber, number);
        }
    }

    #[test]
    fn a_personal_number_is_found_beside_other_digits() {
        for before in ["klockan 21 ", "pnr", "den 3.", "kl 0130 ", "08-12 34 ", "(", "nr:", "112/", "6570104 "] {
            assert_found(&format!("{before}821105-9954"), FindingKind::PersonalNumber, "821105-9954");
        }
        let text = "8211059954 och 901211-9948, tel 070-123 45 67";
        assert_eq!(kinds(text), [FindingKind::PersonalNumber, FindingKind::PersonalNumber, FindingKind::Phone]);
    }

    #[test]
    fn a_finding_tells_its_place_in_bytes_and_in_characters() {
        let text = "Åsa: 821105-9954";
        let expected = Finding { kind: FindingKind::PersonalNumber, range: 6..17, character: 6 };
        assert_eq!(examine(text), [expected]);
    }

    #[test]
    fn what_only_looks_like_a_personal_number_passes() {
        for text in [
            "2026-08-22 1951",
            "2026-08-22 19.51",
            "2026-08-22T19:51:00+02:00",
            "20260822 1951",
            "260822 - 1951",
            "2026-08-22–2026-08-25",
            "1982-11-05 - 2026-01-02",
            "kl 0730-0815",
            "kl 22.30-01.30",
            "5000-K123456-24",
            "5000-K821105-9954",
            "5000-K012345-24",
            "556036-0793",
            "6570104.647, 662274.914",
            "N6570104 E662274",
            "59.8211059954, 17.8211059954",
            "59.0123456, 17.0123456",
            "821105995412",
            "82110599541",
            "Linje 172 klockan 08.15 den 3/11 2026",
            "Cirka 20 000 kr i skada på 3 av 12 bilar",
            "Ringde 112, sedan 114 14. SOS 112 svarade.",
        ] {
            assert_eq!(judge(text), Verdict::Pass, "{text:?}: {:?}", examine(text));
        }
    }

    #[test]
    fn a_check_digit_that_is_wrong_is_a_doubt() {
        for number in ["8211059953", "821105-9953", "19821105 9953", "000101-P221"] {
            assert_found(&format!("Det var {number}!"), FindingKind::DoubtfulPersonalNumber, number);
        }
    }

    #[test]
    fn telephone_numbers_are_found_as_people_write_them() {
        for number in [
            "08-530 610 00",
            "08 530 610 00",
            "(08) 530 610 00",
            "0853061000",
            "070-123 45 67",
            "070-1234567",
            "0708-12 34 56",
            "0701234568",
            "+46 70 123 45 67",
            "+46 (0)70-123 45 67",
            "+46701234567",
            "0046 70 123 45 67",
            "+358 40 123 4567",
        ] {
            let number = number.trim_start_matches('(');
            assert_found(&format!("Ring {number}, tack"), FindingKind::Phone, number);
        }
        assert_found("0701234568 och hej", FindingKind::Phone, "0701234568");
    }

    #[test]
    fn addresses_plates_flats_and_names_are_found() {
        use FindingKind::{Email, FlatNumber, Named, RegistrationPlate};
        for (text, kind, words) in [
            ("Skriv till anna.berg+x@post.example.se.", Email, "anna.berg+x@post.example.se"),
            ("åsa@exempel.se", Email, "åsa@exempel.se"),
            ("En röd Volvo ABC 123 stod där", RegistrationPlate, "ABC 123"),
            ("En röd Volvo (ABC12D)", RegistrationPlate, "ABC12D"),
            ("bil abc123", RegistrationPlate, "abc123"),
            ("Bråk i lgh 1203 igen", FlatNumber, "lgh 1203"),
            ("Bråk i Lgh. nr 12", FlatNumber, "Lgh. nr 12"),
            ("lägenhet 1203", FlatNumber, "lägenhet 1203"),
            ("lgh1203", FlatNumber, "lgh1203"),
            ("Han heter Anna Berg", Named, "heter Anna"),
            ("hon hette ”Åsa”", Named, "hette ”Åsa"),
            ("Namn: anna", Named, "Namn: anna"),
            ("En man vid namn Ali", Named, "namn Ali"),
            ("Hans namn är Ali", Named, "namn är Ali"),
            ("His name is Ali", Named, "name is Ali"),
        ] {
            assert_found(text, kind, words);
        }
    }

    #[test]
    fn everyday_words_are_no_pointers() {
        for text in [
            "Vad gatan heter vet jag inte",
            "Jag vet inte vad han heter.",
            "namn",
            "namn:",
            "lgh",
            "Lägenheten på andra våningen",
            "möt mig @ torget",
            "a@b",
            "@@@.@",
            "buss 123",
            "Hus 12",
            "ABO 12O",
            "ABI 123",
            "XABC123",
            "ABC1234",
            "R001",
            "Botkyrkabyggen AB",
        ] {
            assert_eq!(judge(text), Verdict::Pass, "{text:?}: {:?}", examine(text));
        }
    }

    #[test]
    fn a_long_text_takes_time_in_proportion_to_its_length() {
        // Each of these would take an hour if a rule looked at the rest of the text from each place in it.
        for piece in ["a.", "@a.", "0", "08 ", "8211059954 ", "1-", "namn: ", "lgh ", "+46 ", "a@b.se"] {
            let begun = Instant::now();
            let findings = examine(&piece.repeat(50_000));
            assert!(findings.len() <= 50_000);
            assert!(begun.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", begun.elapsed());
        }
    }

    /// A personal number as the tax agency makes them: its day, coordination or not, and serial, with its check digit.
    fn personal_number() -> impl Strategy<Value = String> {
        let separators = prop::sample::select(vec!["", "-", "+", " ", "–", "\u{a0}"]);
        let century = prop::sample::select(vec!["", "18", "19", "20"]);
        (0..100_u32, 1..=12_u32, 1..=31_u32, any::<bool>(), 0..1000_u32, separators, century).prop_map(
            |(year, month, day, coordination, serial, separator, century)| {
                let day = if coordination { day + 60 } else { day };
                let nine = format!("{year:02}{month:02}{day:02}{serial:03}");
                let sum: u32 = nine
                    .chars()
                    .zip([2, 1].into_iter().cycle())
                    .map(|(digit, weight)| {
                        let product = digit.to_digit(10).unwrap() * weight;
                        product / 10 + product % 10
                    })
                    .sum();
                format!("{century}{}{separator}{}{}", &nine[..6], &nine[6..], (10 - sum % 10) % 10)
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        #[test]
        fn no_sentence_hides_a_personal_number(
            before in "([a-zåäöA-ZÅÄÖ]{1,9}[ ,.:;!?(]{1,2}|[0-9]{1,4}[ :(]){0,8}",
            number in personal_number(),
            after in "([ ,.;:!?)][a-zåäö0-9 ,.!?]{0,40})?",
        ) {
            let text = format!("{before}{number}{after}");
            let Verdict::Stop(found) = judge(&text) else { panic!("{text:?} passed") };
            prop_assert!(found.iter().any(|finding| finding.range.end > before.len()), "{text:?}: {found:?}");
        }

        #[test]
        fn coordinates_in_metres_pass(
            north in 6_100_000.0..7_700_000.0_f64,
            east in 100_000.0..920_000.0_f64,
            decimals in 0..4_usize,
            shape in 0..4_usize,
        ) {
            let (north, east) = (format!("{north:.decimals$}"), format!("{east:.decimals$}"));
            let text = match shape {
                0 => format!("{north}, {east}"),
                1 => format!("{north} {east}"),
                2 => format!("N {north} E {east}"),
                _ => format!("Vid {} {}.", north.replace('.', ","), east.replace('.', ",")),
            };
            prop_assert_eq!(judge(&text), Verdict::Pass, "{}", text);
        }

        #[test]
        fn days_with_times_of_day_pass(
            (year, month, day) in (1990..2040_u32, 1..=12_u32, 1..=31_u32),
            (hour, minute) in (0..24_u32, 0..60_u32),
            between in prop::sample::select(vec![" ", "T", " kl ", " klockan "]),
            inside in prop::sample::select(vec!["", ".", ":"]),
        ) {
            let text = format!("{year}-{month:02}-{day:02}{between}{hour:02}{inside}{minute:02}");
            prop_assert_eq!(judge(&text), Verdict::Pass, "{}", text);
        }

        #[test]
        fn any_text_can_be_read_and_what_is_found_stands_in_it(text in "\\PC{0,80}|[0-9+\\-@. (akK\u{ad}８）å:]{0,80}") {
            let findings = examine(&text);
            for finding in &findings {
                prop_assert!(!text[finding.range.clone()].is_empty());
                prop_assert_eq!(text[..finding.range.start].chars().count() + 1, finding.character);
            }
            prop_assert!(findings.is_sorted_by_key(|finding| finding.range.start));
        }
    }
}
