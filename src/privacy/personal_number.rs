//! Personal identity numbers, coordination numbers and interim numbers: a day, a serial number, a check digit.

use super::FindingKind;
use super::reading::{Match, Reading, Sort};

/// The letters that stand for the first digit of an interim number's serial; each counts as 1 in its check digit.
const INTERIM: &str = "PTRSUWXJKLMN";

/// A number with the right check digit that begins at the token.
pub(super) fn valid(reading: &Reading, at: usize) -> Option<Match> {
    find(reading, at, |written| {
        // "2026-08-22 1951" is a day and a time of day, whatever its check digit would be.
        let is_day_with_time = written.is_dashed_day && written.is_apart && is_time_of_day(&written.digits);
        has_right_check_digit(&written.digits) && !is_day_with_time
    })
    .map(|last| Match { kind: FindingKind::PersonalNumber, first: at, last })
}

/// A number with a wrong check digit that begins at the token.
pub(super) fn doubtful(reading: &Reading, at: usize) -> Option<Match> {
    find(reading, at, |written| {
        // Days and times of day, house numbers after days: what stands apart is a doubt only when nothing else fits.
        let is_day =
            written.is_dashed_day || written.is_apart && (written.is_interim || is_time_of_day(&written.digits));
        !has_right_check_digit(&written.digits) && !is_day
    })
    .map(|last| Match { kind: FindingKind::DoubtfulPersonalNumber, first: at, last })
}

/// Something written as a personal number may be.
struct Written {
    /// The ten digits without the century.
    digits: [u8; 10],
    /// Whether a space parts the day from the rest.
    is_apart: bool,
    /// Whether the day has dashes of its own: 1982-11-05-9954.
    is_dashed_day: bool,
    /// Whether a letter stands for a digit.
    is_interim: bool,
    /// The last token.
    last: usize,
}

/// The last token of the number that begins here and that is as wanted.
fn find(reading: &Reading, at: usize, is_wanted: impl Fn(&Written) -> bool) -> Option<usize> {
    reading.digits(at)?;
    if is_case_number(reading, at) {
        return None;
    }
    let shapes = [in_one_piece, in_two_pieces, with_dashed_day];
    let mut written = shapes.into_iter().filter_map(|shape| shape(reading, at));
    written.find(|written| has_day(&written.digits) && is_wanted(written)).map(|written| written.last)
}

/// 8211059954, 198211059954.
fn in_one_piece(reading: &Reading, at: usize) -> Option<Written> {
    if !matches!(reading.digits(at), Some(10 | 12)) || is_fraction_of_coordinate(reading, at) {
        return None;
    }
    written(reading, &[at], at)
}

/// 821105-9954, 19821105 9954, 000101-P220, 000101P220.
fn in_two_pieces(reading: &Reading, at: usize) -> Option<Written> {
    if !matches!(reading.digits(at), Some(6 | 8)) {
        return None;
    }
    let (rest, is_apart) = past_separator(reading, at + 1);
    let found = if reading.digits(rest) == Some(4) && rest > at + 1 {
        written(reading, &[at, rest], rest)?
    } else if is_interim_letter(reading, rest) && reading.digits(rest + 1) == Some(3) {
        Written { is_interim: true, ..written(reading, &[at, rest, rest + 1], rest + 1)? }
    } else {
        return None;
    };
    Some(Written { is_apart, ..found })
}

/// 1982-11-05-9954, 1982-11-05 9954.
fn with_dashed_day(reading: &Reading, at: usize) -> Option<Written> {
    let (month, day) = (at + 2, at + 4);
    let is_day = matches!(reading.digits(at), Some(2 | 4))
        && reading.mark(at + 1) == Some('-')
        && reading.digits(month) == Some(2)
        && reading.mark(at + 3) == Some('-')
        && reading.digits(day) == Some(2);
    let (rest, is_apart) = past_separator(reading, day + 1);
    // From one day to another: 2026-08-22–2026-08-25.
    let is_next_day = reading.mark(rest + 1) == Some('-') && reading.digits(rest + 2) == Some(2);
    if !is_day || rest == day + 1 || reading.digits(rest) != Some(4) || is_next_day {
        return None;
    }
    let found = written(reading, &[at, month, day, rest], rest)?;
    Some(Written { is_apart, is_dashed_day: true, ..found })
}

/// The digits of these tokens together, without a century in front.
fn written(reading: &Reading, tokens: &[usize], last: usize) -> Option<Written> {
    let mut read: Vec<u8> = Vec::with_capacity(12);
    for shape in tokens.iter().flat_map(|token| reading.shapes(*token)) {
        // A letter counts as 1.
        read.push(shape.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(1));
    }
    let without_century = match read.as_slice() {
        [1, 8 | 9, rest @ ..] | [2, 0, rest @ ..] if rest.len() == 10 => rest,
        all => all,
    };
    let digits = without_century.try_into().ok()?;
    Some(Written { digits, is_apart: false, is_dashed_day: false, is_interim: false, last })
}

/// What stands after the separator from here on, and whether that parts with a space. A separator is a dash, a plus (for
/// those past a hundred) or a space, or a dash with spaces around it.
fn past_separator(reading: &Reading, at: usize) -> (usize, bool) {
    let after_space = reading.past(at, &[' '], 1);
    let after_dash = reading.past(after_space, &['-', '+'], 1);
    let end = if after_dash > after_space { reading.past(after_dash, &[' '], 1) } else { after_dash };
    (end, after_space > at || end > after_dash)
}

fn is_interim_letter(reading: &Reading, at: usize) -> bool {
    reading.sort(at) == Some(Sort::Word)
        && reading.length(at) == 1
        && reading.shapes(at).all(|letter| INTERIM.contains(letter.to_ascii_uppercase()))
}

/// The police's case numbers: 5000-K123456-24.
fn is_case_number(reading: &Reading, at: usize) -> bool {
    at >= 3 && reading.is_word(at - 1, &["k"]) && reading.mark(at - 2) == Some('-') && reading.digits(at - 3) == Some(4)
}

/// What follows the point of degrees in Sweden, or of metres in SWEREF 99.
fn is_fraction_of_coordinate(reading: &Reading, at: usize) -> bool {
    at >= 2
        && matches!(reading.mark(at - 1), Some('.' | ','))
        && (matches!(reading.digits(at - 2), Some(6 | 7))
            || reading.digits(at - 2) == Some(2) && matches!(reading.value(at - 2), Some(10..=24 | 55..=69)))
}

/// The day is one of a month, or of a coordination number, to which sixty is added.
fn has_day(digits: &[u8; 10]) -> bool {
    let [_, _, m, month, d, day, ..] = *digits;
    matches!(m * 10 + month, 1..=12) && matches!(d * 10 + day, 1..=31 | 61..=91)
}

fn is_time_of_day(digits: &[u8; 10]) -> bool {
    let [.., h, hour, m, _] = *digits;
    h * 10 + hour < 24 && m < 6
}

/// Luhn's sum over all ten digits: every other one doubled, digits of products added.
fn has_right_check_digit(digits: &[u8; 10]) -> bool {
    let weighted = digits.iter().zip([2, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight);
    weighted.map(|product| product / 10 + product % 10).sum::<u8>().is_multiple_of(10)
}
