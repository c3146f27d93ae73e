//! Who a report is for.

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use serde::Deserialize;

use crate::db::text_column;

/// Whom a report reaches, from the narrowest to the widest; each one includes those before it.
///
/// Its own organisation and the working group see the report itself; the council and the public are given counts
/// through disclosure control, never a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Only the organisation that reported; nobody else is even told a count.
    Organisation,
    /// The municipality, the police and the housing company that make the week's picture; it counts there.
    WorkingGroup,
    /// It is counted in what the local crime-prevention council is shown.
    Council,
    /// It is counted in public figures.
    Public,
}

impl Audience {
    /// All, from the narrowest to the widest.
    pub const ALL: [Self; 4] = [Self::Organisation, Self::WorkingGroup, Self::Council, Self::Public];
    /// Those that reach the working group, and so count in the week's picture.
    pub const OF_WORKING_GROUP: [Self; 3] = [Self::WorkingGroup, Self::Council, Self::Public];

    /// The word that forms, files and the database use.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::WorkingGroup => "working_group",
            Self::Council => "council",
            Self::Public => "public",
        }
    }

    /// The audience of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.word() == word)
    }
}

text_column!(Audience);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_are_written_and_the_order_is_from_narrow_to_wide() {
        for audience in Audience::ALL {
            assert_eq!(Audience::from_word(audience.word()), Some(audience));
        }
        assert_eq!(Audience::from_word("everybody"), None);
        assert!(Audience::ALL.is_sorted());
        assert!(Audience::OF_WORKING_GROUP.iter().all(|audience| *audience >= Audience::WorkingGroup));
    }
}
