//! The short code that opens a walk to phones.

use crate::error::AppError;

/// Letters that are not taken for each other or for digits when read aloud or off a poster: no vowels, so that no words come
/// about, and neither Q, V with W, nor B with its 8.
const LETTERS: &[u8; 16] = b"CDFGHJKLMNPRSTXZ";
/// How many letters a code has: 16^8, more than four thousand million codes, of which a handful are open at a time. The
/// right one is let in at once, also where wrong ones wait, so that guessing it must be hopeless by itself.
pub const LENGTH: usize = 8;

/// A code out of the operating system's chance.
///
/// # Errors
/// [`AppError::Internal`] when the system gives none.
pub fn fresh() -> Result<String, AppError> {
    let mut bytes = [0_u8; LENGTH];
    getrandom::fill(&mut bytes).map_err(|fault| AppError::internal(fault.to_string()))?;
    // Sixteen divides 256: every letter is as likely.
    Ok(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 16)])).collect())
}

/// A code for reading: `CDFG HJKL`.
#[must_use]
pub fn spaced(code: &str) -> String {
    code.split_at_checked(LENGTH / 2).map_or_else(|| code.to_owned(), |(first, last)| format!("{first} {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::phones::read_code;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        assert_eq!(read_code(" cdfg-hjkl "), "CDFGHJKL");
        assert_eq!(read_code(&spaced("CDFGHJKL")), "CDFGHJKL");
    }

    #[test]
    fn codes_are_eight_of_the_letters_and_differ() {
        let codes: Vec<String> = (0..100).map(|_| fresh().unwrap()).collect();
        let is_code = |code: &str| code.len() == LENGTH && code.bytes().all(|letter| LETTERS.contains(&letter));
        assert!(codes.iter().all(|code| is_code(code) && read_code(code) == *code));
        let mut different = codes.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), codes.len());
    }
}
