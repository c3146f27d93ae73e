//! A position as a person types or pastes it, in any of the systems that a map, a phone or a case file may show.
//!
//! Reading goes in three steps: the text becomes numbers, units and axis letters ([`Token`]); these become two numbers
//! of one kind, degrees or metres; and their size tells which is north and in which system they are, because within
//! Sweden the ranges of the systems do not overlap.

use std::ops::RangeInclusive;

use super::{Plane, Point, Projection, System};

/// Bytes of the longest text that is looked at; a position with every label and unit has about a hundred.
const LONGEST_TEXT: usize = 200;

/// Sweden with a margin, in degrees: no number is both a Swedish latitude and a Swedish longitude.
const LATITUDES: RangeInclusive<f64> = 55.0..=69.5;
const LONGITUDES: RangeInclusive<f64> = 10.0..=24.5;
/// Sweden with a margin, in metres, in either plane system.
const NORTHINGS: RangeInclusive<f64> = 6_100_000.0..=7_700_000.0;
/// Sweden with a margin in SWEREF 99 TM.
const EASTINGS_TM: RangeInclusive<f64> = 250_000.0..=950_000.0;
/// SWEREF 99 18 00 in the zone it is made for and about a degree beyond; ends where SWEREF 99 TM begins.
const EASTINGS_1800: RangeInclusive<f64> = 50_000.0..=249_999.999;

/// A position read from a text, and how it was understood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadPosition {
    /// The point, in WGS84.
    pub point: Point,
    /// The system the text was in.
    pub system: System,
    /// True when the text had east before north without saying so: most likely what was meant, but ask.
    pub swapped: bool,
}

/// Why a text is not a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PositionError {
    /// Nothing but blanks.
    #[error("the text is empty")]
    Empty,
    /// Not two numbers, or not in a form we know.
    #[error("the text is not a position in a form we know")]
    Unreadable,
    /// It names a coordinate system that is not read here: RT 90, UTM or another SWEREF 99 zone.
    #[error("the text names another coordinate system than WGS84, SWEREF 99 TM or SWEREF 99 18 00")]
    OtherSystem,
    /// Two numbers, but no such place in Sweden in the system the text is in or names.
    #[error("the position is not in Sweden")]
    OutOfRange,
}

/// Reads a position typed by a person.
///
/// Understood are degrees (WGS84) as decimals, degrees and minutes, or degrees, minutes and seconds; and metres in
/// SWEREF 99 TM or 18 00, with or without spaces between thousands. Decimal point or comma; separated by blank, comma
/// or semicolon; with or without axis letters (N, E, Ö, lat, long, …) and the name of the system.
///
/// - **Shape:** only Sweden is read, because that is what tells the systems, and north from east, apart. A point in
///   Sweden but not in the municipality is read: whether it will do is for the caller.
/// # Errors
///
/// [`PositionError`]; it carries no texts for people.
///
/// ```
/// # use lykta::geometry::{read_position, System};
/// let read = read_position("59,2479; 17,8612")?;
/// assert_eq!((read.system, read.swapped), (System::Wgs84, false));
///
/// let read = read_position("663165 6571154")?;
/// assert_eq!((read.system, read.swapped), (System::Sweref99Tm, true));
/// # Ok::<(), lykta::geometry::PositionError>(())
/// ```
pub fn read_position(text: &str) -> Result<ReadPosition, PositionError> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(PositionError::Empty);
    }
    if text.len() > LONGEST_TEXT {
        return Err(PositionError::Unreadable);
    }
    let (named, rest) = take_system_name(&text)?;
    // "59,2479 17,8612" has decimal commas and "6571154,663165" a separating one, and spaces between thousands may
    // leave several ways to split. Only one of the readings is a place in Sweden.
    let readings: Vec<_> =
        [Comma::Decimal, Comma::Separator].into_iter().flat_map(|comma| list_readings(&rest, comma)).collect();
    let read = readings.iter().find(|reading| reading.is_ok()).or(readings.first()).ok_or(PositionError::Unreadable)?;
    match (named, *read) {
        (Some(systems), Ok(read)) if !systems.contains(&read.system) => Err(PositionError::OutOfRange),
        (_, read) => read,
    }
}

/// Names as they are written once blanks, dashes and underscores are gone, and the systems that fit them: none when it
/// is not one of ours. Longer names stand before those they begin with.
const SYSTEM_NAMES: [(&str, &[System]); 20] = [
    ("sweref99tm", &[System::Sweref99Tm]),
    ("sweref991800", &[System::Sweref99At1800]),
    ("sweref991200", &[]),
    ("sweref991330", &[]),
    ("sweref991415", &[]),
    ("sweref991500", &[]),
    ("sweref991545", &[]),
    ("sweref991630", &[]),
    ("sweref991715", &[]),
    ("sweref991845", &[]),
    ("sweref992015", &[]),
    ("sweref992145", &[]),
    ("sweref992315", &[]),
    ("sweref99", &[System::Sweref99Tm, System::Sweref99At1800]),
    ("epsg:3006", &[System::Sweref99Tm]),
    ("epsg:3011", &[System::Sweref99At1800]),
    ("epsg:4326", &[System::Wgs84]),
    ("wgs84", &[System::Wgs84]),
    ("rt90", &[]),
    ("utm", &[]),
];

/// Takes the name of a coordinate system out of the text, so that its digits are not taken for coordinates.
fn take_system_name(text: &str) -> Result<(Option<&'static [System]>, String), PositionError> {
    for (name, systems) in SYSTEM_NAMES {
        if let Some((start, end)) = find_written_loosely(text, name) {
            let rest = format!("{} {}", &text[..start], &text[end..]);
            return if systems.is_empty() { Err(PositionError::OtherSystem) } else { Ok((Some(systems), rest)) };
        }
    }
    Ok((None, text.to_owned()))
}

/// Where in the text the name stands, if blanks, dashes and underscores within it do not count: bytes from and to.
fn find_written_loosely(text: &str, name: &str) -> Option<(usize, usize)> {
    text.char_indices().find_map(|(start, _)| {
        let mut wanted = name.chars().peekable();
        for (offset, character) in text[start..].char_indices() {
            if wanted.peek() == Some(&character) {
                wanted.next();
            } else if offset == 0 || !matches!(character, ' ' | '-' | '_' | '\u{a0}') {
                return None;
            }
            if wanted.peek().is_none() {
                return Some((start, start + offset + character.len_utf8()));
            }
        }
        None
    })
}

/// What a comma between two digits is taken for.
#[derive(Clone, Copy, PartialEq)]
enum Comma {
    Decimal,
    Separator,
}

/// A piece of the text that carries meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number(Number),
    /// What stands between the two halves: a separator, or an axis letter before or after a number.
    Break,
    Axis(Axis),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Axis {
    North,
    East,
}

/// A number with the unit written after it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Number {
    value: f64,
    /// Digits before the decimal sign, to tell thousands written in groups.
    whole_digits: usize,
    has_fraction: bool,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Unit {
    None,
    Degrees,
    Minutes,
    Seconds,
}

/// Two numbers of one kind, in the order of the text.
#[derive(Debug, Clone, Copy)]
struct Pair(f64, f64);

/// Every way to read the text with its commas taken this way; none when it has no two numbers of one kind.
fn list_readings(text: &str, comma: Comma) -> Vec<Result<ReadPosition, PositionError>> {
    let Some(tokens) = tokens(text, comma) else { return Vec::new() };
    let axes: Vec<Axis> =
        tokens.iter().filter_map(|token| if let Token::Axis(axis) = token { Some(*axis) } else { None }).collect();
    // One letter alone says no more than the size of the numbers does; two of a kind contradict each other.
    let said_first = match axes[..] {
        [] | [_] => None,
        [first, second] if first != second => Some(first),
        _ => return Vec::new(),
    };
    pairs(&tokens).into_iter().map(|pair| placed(pair, said_first)).collect()
}

/// Tells system and order by the size of the numbers.
fn placed(Pair(first, second): Pair, said_first: Option<Axis>) -> Result<ReadPosition, PositionError> {
    let placed_as = |north: f64, east: f64| {
        if LATITUDES.contains(&north) && LONGITUDES.contains(&east) {
            Some((System::Wgs84, Point::new(north, east).ok()?))
        } else if NORTHINGS.contains(&north) && EASTINGS_TM.contains(&east) {
            Some((System::Sweref99Tm, Projection::sweref99_tm().to_point(Plane { north, east })?))
        } else if NORTHINGS.contains(&north) && EASTINGS_1800.contains(&east) {
            Some((System::Sweref99At1800, Projection::sweref99_1800().to_point(Plane { north, east })?))
        } else {
            None
        }
    };
    if let Some((system, point)) = placed_as(first, second) {
        Ok(ReadPosition { point, system, swapped: said_first == Some(Axis::East) })
    } else if let Some((system, point)) = placed_as(second, first) {
        Ok(ReadPosition { point, system, swapped: said_first != Some(Axis::East) })
    } else {
        Err(PositionError::OutOfRange)
    }
}

/// Every way to read the tokens as two numbers of one kind.
fn pairs(tokens: &[Token]) -> Vec<Pair> {
    let parts: Vec<Vec<Number>> = tokens
        .split(|token| !matches!(token, Token::Number(_)))
        .map(|part| {
            part.iter().filter_map(|token| if let Token::Number(n) = token { Some(*n) } else { None }).collect()
        })
        .filter(|part: &Vec<Number>| !part.is_empty())
        .collect();
    match &parts[..] {
        [all] => (1..all.len()).filter_map(|middle| pair(&all[..middle], &all[middle..])).collect(),
        [first, second] => pair(first, second).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn pair(first: &[Number], second: &[Number]) -> Option<Pair> {
    let has_units = first.iter().chain(second).any(|number| number.unit != Unit::None);
    if !has_units && let (Some(first), Some(second)) = (grouped(first), grouped(second)) {
        return Some(Pair(first, second));
    }
    if first.len() == second.len() { Some(Pair(angle(first)?, angle(second)?)) } else { None }
}

/// One number, or one written with blanks between the thousands: `6 571 154.012`.
fn grouped(numbers: &[Number]) -> Option<f64> {
    let (last, before) = numbers.split_last()?;
    let (first, rest) = numbers.split_first()?;
    let is_grouped = before.iter().all(|number| !number.has_fraction)
        && (rest.is_empty() || first.whole_digits <= 3 && first.value >= 1.0)
        && rest.iter().all(|number| number.whole_digits == 3 && number.value >= 0.0);
    is_grouped.then(|| before.iter().fold(0.0, |sum, number| (sum + number.value) * 1000.0) + last.value)
}

/// Degrees, or degrees with minutes, or with minutes and seconds, as decimal degrees.
fn angle(numbers: &[Number]) -> Option<f64> {
    const UNITS: [Unit; 3] = [Unit::Degrees, Unit::Minutes, Unit::Seconds];
    if numbers.len() > UNITS.len() {
        return None;
    }
    let (_, before) = numbers.split_last()?;
    let is_angle = numbers.iter().zip(UNITS).all(|(number, unit)| number.unit == Unit::None || number.unit == unit)
        && numbers.iter().skip(1).all(|number| (0.0..60.0).contains(&number.value))
        // Only the last part may be broken: 59.5° 14' is no angle.
        && before.iter().all(|number| !number.has_fraction && number.value >= 0.0);
    is_angle.then(|| numbers.iter().rev().fold(0.0, |smaller, number| number.value + smaller / 60.0))
}

/// The text in tokens; `None` at anything unknown.
fn tokens(text: &str, comma: Comma) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let negative = character == '-' || character == '−';
        let after = &rest[character.len_utf8()..];
        if character.is_ascii_digit() || negative && after.starts_with(|next: char| next.is_ascii_digit()) {
            let (number, length) = number(if negative { after } else { rest }, comma)?;
            let value = if negative { -number.value } else { number.value };
            tokens.push(Token::Number(Number { value, ..number }));
            rest = if negative { &after[length..] } else { &rest[length..] };
        } else if character.is_alphabetic() {
            let word = rest.split(|next: char| !next.is_alphabetic()).next()?;
            match word {
                "grader" | "grad" | "deg" | "d" => set_unit(&mut tokens, Unit::Degrees)?,
                "min" | "minuter" => set_unit(&mut tokens, Unit::Minutes)?,
                "sek" | "sec" | "sekunder" => set_unit(&mut tokens, Unit::Seconds)?,
                _ => tokens.push(word_token(word)?),
            }
            rest = &rest[word.len()..];
        } else {
            match character {
                '°' | 'º' | '˚' => set_unit(&mut tokens, Unit::Degrees)?,
                '\'' | '′' | '’' | '‘' | '´' | '`' => set_minutes_or_seconds(&mut tokens)?,
                '"' | '″' | '”' | '“' => set_unit(&mut tokens, Unit::Seconds)?,
                ',' | ';' | '/' | '|' | '\n' | '\t' | '-' | '–' => tokens.push(Token::Break),
                ':' | '=' | '(' | ')' | '[' | ']' => {}
                blank if blank.is_whitespace() => {}
                _ => return None,
            }
            rest = after;
        }
    }
    Some(begin_with_degrees(tokens))
}

/// A word or letter that is no unit. South and west do not occur in Sweden and are unreadable on purpose.
fn word_token(word: &str) -> Option<Token> {
    match word {
        "n" | "nord" | "norr" | "north" | "northing" | "lat" | "latitud" | "latitude" => Some(Token::Axis(Axis::North)),
        "e" | "ö" | "o" | "öst" | "ost" | "öster" | "east" | "easting" | "lon" | "long" | "lng" | "longitud"
        | "longitude" => Some(Token::Axis(Axis::East)),
        // x is north to a surveyor and east to a programmer: it says nothing. So does the m of metres.
        "x" | "y" | "m" | "geo" | "och" | "and" => Some(Token::Break),
        _ => None,
    }
}

/// The number at the beginning of the text and its length in bytes.
fn number(text: &str, comma: Comma) -> Option<(Number, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole_digits = digits(text);
    let is_decimal = match text[whole_digits..].chars().next() {
        Some('.') => true,
        Some(',') => comma == Comma::Decimal,
        _ => false,
    };
    let fraction_digits = if is_decimal { digits(&text[whole_digits + 1..]) } else { 0 };
    let has_fraction = fraction_digits > 0;
    let length = if has_fraction { whole_digits + 1 + fraction_digits } else { whole_digits };
    let value = text[..length].replace(',', ".").parse().ok()?;
    Some((Number { value, whole_digits, has_fraction, unit: Unit::None }, length))
}

/// Gives the number just read its unit; a unit without a number makes the text unreadable.
fn set_unit(tokens: &mut [Token], unit: Unit) -> Option<()> {
    match tokens.last_mut() {
        Some(Token::Number(number)) if number.unit == Unit::None => {
            number.unit = unit;
            Some(())
        }
        _ => None,
    }
}

/// A prime is minutes; a second one right after it makes them seconds, as typed without a double prime.
fn set_minutes_or_seconds(tokens: &mut [Token]) -> Option<()> {
    match tokens.last_mut() {
        Some(Token::Number(number)) if number.unit == Unit::Minutes => {
            number.unit = Unit::Seconds;
            Some(())
        }
        _ => set_unit(tokens, Unit::Minutes),
    }
}

/// Puts a break before the second number in degrees, so that each half begins with its degrees.
fn begin_with_degrees(mut tokens: Vec<Token>) -> Vec<Token> {
    let in_degrees = |token: &Token| matches!(token, Token::Number(number) if number.unit == Unit::Degrees);
    if let Some(second) = tokens.iter().enumerate().filter(|(_, token)| in_degrees(token)).map(|(at, _)| at).nth(1) {
        tokens.insert(second, Token::Break);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Asserts that the text is read as Fittja's underground station, within the metres that its digits allow.
    #[track_caller]
    fn assert_fittja(text: &str, system: System, swapped: bool, within_metres: f64) {
        let read = read_position(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let fittja = Point::new(59.247_859, 17.861_162).unwrap();
        assert!(read.point.metres_to(fittja) < within_metres, "{text} is read as {}", read.point);
        assert_eq!((read.system, read.swapped), (system, swapped), "{text}");
    }

    #[test]
    fn decimal_degrees_are_read_with_point_or_comma_and_any_separator() {
        for text in [
            "59.2479, 17.8612",
            "59.2479,17.8612",
            "59.2479 17.8612",
            "  59.2479\t17.8612 ",
            "59,2479 17,8612",
            "59,2479; 17,8612",
            "59,2479, 17,8612",
            "59,2479,17,8612",
            "59,2479/17,8612",
            "59.2479 - 17.8612",
            "59.2479°, 17.8612°",
            "59.2479° N, 17.8612° E",
            "59.2479°N 17.8612°E",
            "N 59.2479 E 17.8612",
            "N59.2479 Ö17.8612",
            "59.2479 N, 17.8612 Ö",
            "lat: 59.2479, long: 17.8612",
            "lat=59.2479 lon=17.8612",
            "Latitud 59,2479 Longitud 17,8612",
            "17.8612 E, 59.2479 N",
            "lon 17.8612 lat 59.2479",
            "geo:59.2479,17.8612",
            "(59.2479, 17.8612)",
            "WGS 84: 59.2479, 17.8612",
            "WGS84 59,2479 17,8612",
            "59.2479\u{a0}N 17.8612\u{a0}E",
        ] {
            assert_fittja(text, System::Wgs84, false, 6.0);
        }
    }

    #[test]
    fn degrees_with_minutes_and_seconds_are_read() {
        for text in [
            "59° 14.872' N 17° 51.67' E",
            "59°14.872'N, 17°51.67'E",
            "59° 14,872′ 17° 51,67′",
            "N 59° 14.872' E 17° 51.67'",
            "N59 14.872 E17 51.67",
            "59 14.872, 17 51.67",
            "59 14,872 17 51,67",
            "59 grader 14.872 min N, 17 grader 51.67 min Ö",
            "59° 14' 52.3\" N 17° 51' 40.2\" E",
            "59°14′52.3″N 17°51′40.2″E",
            "59° 14' 52,3'' N, 17° 51' 40,2'' Ö",
            "59 14 52.3 17 51 40.2",
            "17° 51' 40.2\" E 59° 14' 52.3\" N",
        ] {
            assert_fittja(text, System::Wgs84, false, 6.0);
        }
    }

    #[test]
    fn metres_are_read_in_both_sweref_systems_with_and_without_spaces_and_labels() {
        for text in [
            "6571154 663165",
            "6571154, 663165",
            "6571154,663165",
            "6571154;663165",
            "6571154.012 663165.099",
            "6571154,012 663165,099",
            "6 571 154 663 165",
            "6 571 154, 663 165",
            "6 571 154,663 165",
            "6 571 154,012 663 165,099",
            "N 6571154 E 663165",
            "N: 6 571 154 m, E: 663 165 m",
            "6571154 N 663165 E",
            "E 663165 N 6571154",
            "X=6571154 Y=663165",
            "SWEREF 99 TM 6571154 663165",
            "SWEREF99TM: N 6571154 E 663165",
            "EPSG:3006 6571154 663165",
            "SWEREF 99: 6571154 663165",
        ] {
            assert_fittja(text, System::Sweref99Tm, false, 1.0);
        }
        for text in [
            "6570288 142077.7",
            "6570288,142078",
            "6 570 288 142 078",
            "N 6570288 E 142078",
            "SWEREF 99 18 00: 6570288 142078",
            "SWEREF99 1800 N 6570288 E 142078",
            "6570288 142078 (sweref-99-18-00)",
        ] {
            assert_fittja(text, System::Sweref99At1800, false, 1.0);
        }
    }

    #[test]
    fn east_before_north_is_read_but_said_to_be_swapped() {
        assert_fittja("17.8612, 59.2479", System::Wgs84, true, 6.0);
        assert_fittja("17,8612 59,2479", System::Wgs84, true, 6.0);
        assert_fittja("17° 51.67' 59° 14.872'", System::Wgs84, true, 6.0);
        assert_fittja("663165 6571154", System::Sweref99Tm, true, 1.0);
        assert_fittja("663 165 6 571 154", System::Sweref99Tm, true, 1.0);
        assert_fittja("142078 6570288", System::Sweref99At1800, true, 1.0);
    }

    #[test]
    fn letters_that_contradict_the_numbers_count_as_swapped() {
        assert_fittja("N 17.8612 E 59.2479", System::Wgs84, true, 6.0);
        assert_fittja("E 59.2479 N 17.8612", System::Wgs84, true, 6.0);
    }

    #[test]
    fn places_outside_sweden_are_out_of_range() {
        for text in ["48.8566, 2.3522", "0 0", "59.2479, -17.8612", "6571154 1663165", "91, 181"] {
            assert_eq!(read_position(text), Err(PositionError::OutOfRange), "{text}");
        }
    }

    #[test]
    fn a_system_that_is_named_must_fit_the_numbers() {
        assert_eq!(read_position("SWEREF 99 TM 6570288 142078"), Err(PositionError::OutOfRange));
        assert_eq!(read_position("WGS84 6571154 663165"), Err(PositionError::OutOfRange));
    }

    #[test]
    fn systems_that_are_not_read_here_are_refused_by_name() {
        for text in ["RT90 6570000 1620000", "SWEREF 99 16 30 6570288 142078", "UTM 33V 663165 6571154"] {
            assert_eq!(read_position(text), Err(PositionError::OtherSystem), "{text}");
        }
    }

    #[test]
    fn what_is_no_position_is_unreadable() {
        for text in [
            "Fittja centrum",
            "59.2479",
            "59.2479, 17.8612, 12",
            "59° 75' 17° 51'",
            "59.5° 14' 17.5° 51'",
            "° ' \"",
            "N N",
            "N 59.2479 N 17.8612",
            "59.2479 S 17.8612 W",
            "59.2479 17.8612 Munkhättevägen",
            "1e9 5",
            "- -",
            ",",
        ] {
            assert_eq!(read_position(text), Err(PositionError::Unreadable), "{text}");
        }
        assert_eq!(read_position(&"59.2479 17.8612 ".repeat(10_000)), Err(PositionError::Unreadable));
        assert_eq!(read_position(" \u{a0}\n"), Err(PositionError::Empty));
    }

    proptest! {
        #[test]
        fn any_text_is_a_place_in_sweden_or_refused_without_panic(text in "[0-9nNeEöÖ°'\"′″., ;:−-]{0,40}|\\PC{0,40}") {
            if let Ok(read) = read_position(&text) {
                prop_assert!((54.0..=70.0).contains(&read.point.latitude()), "{text} is read as {}", read.point);
                prop_assert!((9.0..=28.0).contains(&read.point.longitude()), "{text} is read as {}", read.point);
            }
        }

        #[test]
        fn what_we_write_we_read(latitude in 55.0..69.5, longitude in 10.0..24.5) {
            let point = Point::new(latitude, longitude).unwrap();
            let read = read_position(&point.to_string()).unwrap();
            prop_assert!(read.point.metres_to(point) < 0.1 && !read.swapped && read.system == System::Wgs84);
        }
    }
}
