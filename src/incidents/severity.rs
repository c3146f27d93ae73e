//! How disturbing it was, in the reporter's own judgement.

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;

use crate::db::text_column;

/// How disturbing something was, in the reporter's own judgement; ordered from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Severity {
    /// Hardly disturbing.
    Low,
    /// Disturbing.
    Medium,
    /// Very disturbing.
    High,
}

impl Severity {
    /// Every severity, from low to high.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The word it has in forms, files and the database.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// Its number, 1 to 3.
    #[must_use]
    pub fn number(self) -> i16 {
        match self {
            Self::Low => 1,
            Self::Medium => 2,
            Self::High => 3,
        }
    }

    /// The severity of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.word() == word)
    }

    /// The severity meant by whoever made a table: our code, a number or the Swedish word, in any case.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "low" | "1" | "låg" => Some(Self::Low),
            "medium" | "2" | "medel" => Some(Self::Medium),
            "high" | "3" | "hög" => Some(Self::High),
            _ => None,
        }
    }
}

text_column!(Severity);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_numbers_and_swedish_words_mean_the_same() {
        for (severity, word) in Severity::ALL.into_iter().zip(["Låg", "MEDEL", " hög "]) {
            assert_eq!(Severity::read(severity.word()), Some(severity));
            assert_eq!(Severity::read(&severity.number().to_string()), Some(severity));
            assert_eq!(Severity::read(word), Some(severity));
            assert_eq!(Severity::from_word(severity.word()), Some(severity));
        }
        for unknown in ["", "0", "4", "2,0", "mellan"] {
            assert_eq!(Severity::read(unknown), None, "{unknown}");
        }
        assert_eq!(Severity::from_word("hög"), None);
        assert!(Severity::ALL.is_sorted());
    }
}
