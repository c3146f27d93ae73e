//! Passwords: Argon2id, and the same time for every answer.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::error::AppError;

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Shorter than twelve characters.
    TooShort,
    /// Longer than 200 characters.
    TooLong,
    /// Guessed too easily: `zxcvbn` gives it less than 3 of 4.
    TooWeak,
}

/// Hashes and checks passwords, few at a time: each takes 19 MiB and a core.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    /// Checked against when there is no account, so that the answer takes as long.
    nobodys: Arc<str>,
}

impl Passwords {
    /// Ready to hash.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the machine gives no random bits.
    pub fn new() -> Result<Self, AppError> {
        let turns = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Ok(Self { turns: Arc::new(Semaphore::new(turns)), nobodys: hash_now("nobody has this password")?.into() })
    }

    /// Hashes a password on a worker thread; gives a PHC string.
    ///
    /// # Errors
    /// [`AppError::Internal`] when hashing fails.
    pub async fn hash(&self, password: String) -> Result<String, AppError> {
        let _turn = self.turns.acquire().await.map_err(AppError::internal)?;
        tokio::task::spawn_blocking(move || hash_now(&password)).await.map_err(AppError::internal)?
    }

    /// Whether the password is the one of this hash. Without a hash it takes the same time and is never right.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the kept hash cannot be read.
    pub async fn is_right(&self, password: String, hash: Option<String>) -> Result<bool, AppError> {
        let _turn = self.turns.acquire().await.map_err(AppError::internal)?;
        let nobodys = self.nobodys.clone();
        let check = move || {
            let kept = PasswordHash::new(hash.as_deref().unwrap_or(&nobodys))
                .map_err(|fault| AppError::internal(fault.to_string()))?;
            let matches = argon2()?.verify_password(password.as_bytes(), &kept).is_ok();
            Ok(matches && hash.is_some())
        };
        tokio::task::spawn_blocking(check).await.map_err(AppError::internal)?
    }
}

/// Hashes a password on the calling thread, for the command line.
///
/// # Errors
/// [`AppError::Internal`] when hashing fails.
pub fn hash_now(password: &str) -> Result<String, AppError> {
    let hash = argon2()?.hash_password(password.as_bytes()).map_err(|fault| AppError::internal(fault.to_string()))?;
    Ok(hash.to_string())
}

/// Argon2id with 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet.
fn argon2() -> Result<Argon2<'static>, AppError> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|fault| AppError::internal(fault.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Words that zxcvbn's English lists lack and that everybody guessing in Sweden tries first.
const FIRST_GUESSES: [&str; 12] = [
    "lösenord",
    "losenord",
    "hemligt",
    "sommar",
    "vinter",
    "hösten",
    "sverige",
    "stockholm",
    "botkyrka",
    "kommun",
    "trygghet",
    "lykta",
];

/// Whether a new password is good enough for an account whose e-mail address and name are `own_words`.
///
/// # Errors
/// [`PasswordFault`] says what is wrong with it.
pub fn judge(password: &str, own_words: &[&str]) -> Result<(), PasswordFault> {
    let length = password.chars().count();
    if length < 12 {
        return Err(PasswordFault::TooShort);
    }
    if length > 200 {
        return Err(PasswordFault::TooLong);
    }
    let expected: Vec<&str> = own_words.iter().copied().chain(FIRST_GUESSES).collect();
    let score = zxcvbn::zxcvbn(password, &expected).score();
    if score < zxcvbn::Score::Three { Err(PasswordFault::TooWeak) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_password_must_be_long_and_hard_to_guess() {
        assert_eq!(judge("kort", &[]), Err(PasswordFault::TooShort));
        assert_eq!(judge("lösenord1234", &[]), Err(PasswordFault::TooWeak));
        assert_eq!(judge("passwordpassword", &[]), Err(PasswordFault::TooWeak));
        assert_eq!(judge("asa.berg@botkyrka.se", &["asa.berg@botkyrka.se"]), Err(PasswordFault::TooWeak));
        assert_eq!(judge(&"a".repeat(201), &[]), Err(PasswordFault::TooLong));
        assert_eq!(judge("lykta i mörk gångtunnel", &[]), Ok(()));
    }

    #[test]
    fn the_kept_hash_is_argon2id_with_the_recommended_cost() {
        assert!(hash_now("lykta i mörk gångtunnel").unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }
}
