//! What points out a person without being a number of theirs: addresses, telephones, plates, flats, names.

use super::FindingKind;
use super::reading::{Match, Reading, Sort};

/// An address around the `@` at the token.
pub(super) fn email(reading: &Reading, at: usize) -> Option<Match> {
    if reading.mark(at) != Some('@') {
        return None;
    }
    let is_part = |token: usize, marks: &str| match reading.sort(token) {
        Some(Sort::Mark) => reading.mark(token).is_some_and(|mark| marks.contains(mark)),
        sort => sort.is_some(),
    };
    let first = (0..at).rev().take_while(|token| is_part(*token, "._%+-")).last()?;
    let host = (at + 1..reading.len()).take_while(|token| is_part(*token, ".-"));
    // The name at the top ends it: a word after a point.
    let is_top = |token: &usize| {
        *token > at + 2
            && reading.mark(token - 1) == Some('.')
            && reading.sort(*token) == Some(Sort::Word)
            && reading.length(*token) >= 2
    };
    let last = host.filter(is_top).last()?;
    Some(Match { kind: FindingKind::Email, first, last })
}

/// A telephone number: +46 70 123 45 67, 0046 …, or from an area code on, 08-530 610 00.
pub(super) fn phone(reading: &Reading, at: usize) -> Option<Match> {
    let (first_number, most) = match reading.mark(at) {
        Some('+') if !matches!(reading.sort_before(at), Some(Sort::Number | Sort::Word)) => (at + 1, 15),
        None if begins_number(reading, at) => (at, if begins_with(reading, at, "0046") { 14 } else { 10 }),
        _ => return None,
    };
    let head = reading.digits(first_number).filter(|digits| *digits <= most)?;
    let (last, total) = groups(reading, first_number, most);
    let is_phone = match most {
        15 => !begins_with(reading, first_number, "0"),
        14 => true,
        // Area codes have three or four digits; Stockholm's is the one with two.
        _ => {
            !begins_with(reading, at, "00")
                && (head >= 8 || head == 3 || head == 4 || begins_with(reading, at, "08") && head == 2)
                && !are_times_of_day(reading, at, last)
        }
    };
    (is_phone && total >= 8).then_some(Match { kind: FindingKind::Phone, first: at, last })
}

/// Whether a number begins at the token, rather than going on after a point or dash: 17.0123456.
fn begins_number(reading: &Reading, at: usize) -> bool {
    let goes_on = at >= 2
        && reading.mark(at - 1).is_some_and(|mark| ".,-+/:".contains(mark))
        && reading.sort(at - 2) == Some(Sort::Number);
    begins_with(reading, at, "0") && reading.sort_before(at) != Some(Sort::Word) && !goes_on
}

fn begins_with(reading: &Reading, at: usize, digits: &str) -> bool {
    reading.sort(at) == Some(Sort::Number)
        && reading.length(at) >= digits.len()
        && reading.shapes(at).zip(digits.chars()).all(|(shape, digit)| shape == digit)
}

/// The last token of the groups of digits that belong to the number beginning here, and how many digits they are.
fn groups(reading: &Reading, at: usize, most: usize) -> (usize, usize) {
    let (mut last, mut total) = (at, reading.length(at));
    loop {
        let next = reading.past(last + 1, &[' ', '-', '/', '(', ')'], 3);
        match reading.digits(next) {
            // One digit is no group, but for the one in +46 (0)70.
            Some(digits) if total + digits <= most && (digits > 1 || begins_with(reading, next, "0")) => {
                (last, total) = (next, total + digits);
            }
            _ => return (last, total),
        }
    }
}

/// 0730-0815: from one time of day to another.
fn are_times_of_day(reading: &Reading, first: usize, last: usize) -> bool {
    let is_time = |at: usize| reading.length(at) == 4 && reading.value(at).is_some_and(|it| it < 2400 && it % 100 < 60);
    let numbers = (first..=last).filter(|token| reading.digits(*token).is_some()).count();
    numbers == 2 && is_time(first) && is_time(last)
}

/// A registration plate: ABC 123, ABC12D; abc123 when it is in one piece.
pub(super) fn registration_plate(reading: &Reading, at: usize) -> Option<Match> {
    let is_free_before = !matches!(reading.sort_before(at), Some(Sort::Number));
    if !is_free_before || !has_plate_letters(reading, at, 3) {
        return None;
    }
    let number = reading.past(at + 1, &[' '], 1);
    // Three small letters and a number apart are a word and a number: "hus 118". And SOS is no vehicle.
    if number > at + 1 && (!reading.shapes(at).all(char::is_uppercase) || reading.is_word(at, &["sos"])) {
        return None;
    }
    let last = match reading.digits(number)? {
        3 => number,
        2 if has_plate_letters(reading, number + 1, 1) && !reading.is_word(number + 1, &["o"]) => number + 1,
        _ => return None,
    };
    let goes_on = matches!(reading.sort(last + 1), Some(Sort::Word | Sort::Number));
    (!goes_on).then_some(Match { kind: FindingKind::RegistrationPlate, first: at, last })
}

fn has_plate_letters(reading: &Reading, at: usize, count: usize) -> bool {
    let is_used =
        |letter: char| letter.is_ascii_alphabetic() && !matches!(letter.to_ascii_uppercase(), 'I' | 'Q' | 'V');
    reading.sort(at) == Some(Sort::Word) && reading.length(at) == count && reading.shapes(at).all(is_used)
}

/// The number of a flat: lgh 1203, lägenhet nr 12.
pub(super) fn flat_number(reading: &Reading, at: usize) -> Option<Match> {
    const FLATS: &[&str] =
        &["lgh", "lghnr", "lägenhet", "lägenheten", "lägenhetsnr", "lägenhetsnummer", "apartment", "flat"];
    if !reading.is_word(at, FLATS) {
        return None;
    }
    let between = |from| reading.past(from, &[' ', '.', ':', '#'], 3);
    let next = between(at + 1);
    let last = if reading.is_word(next, &["nr", "nummer", "no", "number"]) { between(next + 1) } else { next };
    let is_number = reading.digits(last).is_some_and(|digits| digits <= 4);
    is_number.then_some(Match { kind: FindingKind::FlatNumber, first: at, last })
}

/// A name, told as one: heter Anna, vid namn Anna, namn: anna.
pub(super) fn name(reading: &Reading, at: usize) -> Option<Match> {
    const CALLED: &[&str] = &["heter", "hette", "named"];
    const NAME: &[&str] = &["namn", "namnet", "förnamn", "efternamn", "name"];
    let is_name = reading.is_word(at, NAME);
    if !is_name && !reading.is_word(at, CALLED) {
        return None;
    }
    let next = reading.past(at + 1, &[' ', ':', '"', '”', '“', '\''], 4);
    let has_colon = (at + 1..next).any(|token| reading.mark(token) == Some(':'));
    let last = if is_name && reading.is_word(next, &["är", "is", "var", "was"]) {
        reading.past(next + 1, &[' ', '"', '”', '“', '\''], 3)
    } else {
        next
    };
    let is_capital = reading.shapes(last).next().is_some_and(char::is_uppercase);
    let names = reading.sort(last) == Some(Sort::Word) && reading.length(last) >= 2 && (is_capital || has_colon);
    names.then_some(Match { kind: FindingKind::Named, first: at, last })
}
