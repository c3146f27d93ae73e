//! One way to write a JSON value, so that its hash can be made again by anybody: the JSON Canonicalization Scheme (RFC 8785).

use serde::Serialize;
use serde_json::{Number, Value};

use crate::digest;
use crate::error::AppError;

/// The canonical text of a value: no white space, the members of every object sorted by name (as UTF-16), numbers as
/// ECMAScript writes them.
///
/// - **Errors:** none. JSON has no number that is infinite or none.
/// - **Source:** RFC 8785, 3.2.
///
/// ```
/// # use lykta::situation::versions::canonical::canonical;
/// assert_eq!(canonical(&serde_json::json!({ "b": 1.0, "a": [0.25, "å\n"] })), r#"{"a":[0.25,"å\n"],"b":1}"#);
/// ```
#[must_use]
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// The canonical text of anything that is written as JSON.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be.
pub fn canonical_of(value: &impl Serialize) -> Result<String, AppError> {
    Ok(canonical(&serde_json::to_value(value).map_err(AppError::internal)?))
}

/// The hash of an object's canonical text without its member `sha256`.
#[must_use]
pub fn seal(value: &Value) -> String {
    let mut rest = value.clone();
    if let Some(members) = rest.as_object_mut() {
        members.remove("sha256");
    }
    digest::sha256(canonical(&rest))
}

fn write(value: &Value, text: &mut String) {
    match value {
        // serde_json escapes what RFC 8785 (3.2.2.2) says, and nothing else.
        Value::Null | Value::Bool(_) | Value::String(_) => text.push_str(&value.to_string()),
        Value::Number(number) => text.push_str(&shortest(number)),
        Value::Array(list) => {
            text.push('[');
            for (at, item) in list.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            text.push('{');
            for (at, (name, item)) in sorted.into_iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                text.push_str(&Value::String(name.clone()).to_string());
                text.push(':');
                write(item, text);
            }
            text.push('}');
        }
    }
}

/// A number as ECMAScript's `Number::toString` writes it: `serde_json` finds the same shortest digits, of two equally near the
/// even ones; only where the point stands and where an exponent begins is different.
fn shortest(number: &Number) -> String {
    let written = number.to_string();
    let Some(float) = number.as_f64().filter(|_| number.is_f64()) else { return written };
    if float == 0.0 {
        // Minus nothing is nothing.
        return "0".to_owned();
    }
    let (sign, size) = written.strip_prefix('-').map_or(("", written.as_str()), |size| ("-", size));
    let (mantissa, power) = size.split_once('e').unwrap_or((size, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let digits = all.trim_start_matches('0');
    let leading = all.len() - digits.len();
    // Where the point stands, counted from the first digit that is not nothing.
    let point = i64::try_from(whole.len()).unwrap_or(0) - i64::try_from(leading).unwrap_or(0)
        + power.parse::<i64>().unwrap_or(0);
    let digits = digits.trim_end_matches('0');
    let many = i64::try_from(digits.len()).unwrap_or(i64::MAX);
    let zeros = |number: i64| "0".repeat(usize::try_from(number).unwrap_or(0));
    let text = if (many..=21).contains(&point) {
        format!("{digits}{}", zeros(point - many))
    } else if (1..=21).contains(&point) {
        let (before, after) = digits.split_at(usize::try_from(point).unwrap_or(0));
        format!("{before}.{after}")
    } else if (-5..=0).contains(&point) {
        format!("0.{}{digits}", zeros(-point))
    } else {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        format!("{first}{dot}{rest}e{:+}", point - 1)
    };
    format!("{sign}{text}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// RFC 8785, appendix B: the bits of a number, and how it is written.
    const NUMBERS: [(u64, &str); 19] = [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ];

    #[test]
    fn numbers_are_written_as_the_standard_says() {
        for (bits, written) in &NUMBERS {
            assert_eq!(canonical(&json!(f64::from_bits(*bits))), *written);
        }
        assert_eq!(canonical(&json!([1_u64 << 53, -7, 4.5, 2e-3])), "[9007199254740992,-7,4.5,0.002]");
    }

    #[test]
    fn members_are_sorted_as_utf_16_and_letters_are_left_as_they_are() {
        // RFC 8785, 3.2.3: the order of its example, which differs from that of UTF-8.
        let value = json!({
            "\u{20ac}": "Euro Sign",
            "\r": "Carriage Return",
            "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One",
            "\u{1f600}": "Emoji: Grinning Face",
            "\u{80}": "Control",
            "\u{f6}": "Latin Small Letter O With Diaeresis",
        });
        let text = canonical(&value);
        let order = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"];
        let places: Vec<_> = order.iter().map(|word| text.find(word).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
        // 3.2.2.2
        assert_eq!(canonical(&json!("\u{20ac}$\u{f}\nA'B\"\\\\\"/")), "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    #[test]
    fn the_seal_covers_everything_but_itself() {
        let value = json!({ "b": 1, "a": "x" });
        let sealed = json!({ "a": "x", "b": 1.0, "sha256": seal(&value) });
        assert_eq!(seal(&sealed), digest::sha256(r#"{"a":"x","b":1}"#));
        assert_ne!(seal(&json!({ "a": "y", "b": 1 })), seal(&value));
    }
}
