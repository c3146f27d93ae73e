//! Column types of our own, each written once for both databases: Rust types over SQL types that diesel's
//! `MultiConnection` covers, never SQL types of our own.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types;

/// An instant as both databases keep it: UTC, whole microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Timestamp)]
pub struct Moment(chrono::NaiveDateTime);

impl From<jiff::Timestamp> for Moment {
    fn from(instant: jiff::Timestamp) -> Self {
        let utc = chrono::DateTime::from_timestamp_micros(instant.as_microsecond());
        Self(utc.unwrap_or_default().naive_utc())
    }
}

impl From<Moment> for jiff::Timestamp {
    fn from(moment: Moment) -> Self {
        Self::from_microsecond(moment.0.and_utc().timestamp_micros()).unwrap_or_default()
    }
}

impl Moment {
    /// The instant.
    #[must_use]
    pub fn instant(self) -> jiff::Timestamp {
        self.into()
    }
}

impl<DB: Backend> ToSql<sql_types::Timestamp, DB> for Moment
where
    chrono::NaiveDateTime: ToSql<sql_types::Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<sql_types::Timestamp, DB> for Moment
where
    chrono::NaiveDateTime: FromSql<sql_types::Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        chrono::NaiveDateTime::from_sql(bytes).map(Self)
    }
}

/// A day of the calendar as both databases keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Date)]
pub struct Day(chrono::NaiveDate);

impl From<jiff::civil::Date> for Day {
    fn from(date: jiff::civil::Date) -> Self {
        let day = chrono::NaiveDate::from_ymd_opt(
            i32::from(date.year()),
            date.month().unsigned_abs().into(),
            date.day().unsigned_abs().into(),
        );
        Self(day.unwrap_or_default())
    }
}

impl From<Day> for jiff::civil::Date {
    fn from(day: Day) -> Self {
        use chrono::Datelike as _;
        let part = |number: u32| i8::try_from(number).unwrap_or(1);
        let year = i16::try_from(day.0.year()).unwrap_or(Self::MAX.year());
        Self::new(year, part(day.0.month()), part(day.0.day())).unwrap_or_default()
    }
}

impl Day {
    /// The day.
    #[must_use]
    pub fn date(self) -> jiff::civil::Date {
        self.into()
    }
}

impl<DB: Backend> ToSql<sql_types::Date, DB> for Day
where
    chrono::NaiveDate: ToSql<sql_types::Date, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<sql_types::Date, DB> for Day
where
    chrono::NaiveDate: FromSql<sql_types::Date, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        chrono::NaiveDate::from_sql(bytes).map(Self)
    }
}

/// Keeps an enum of the domain in a `TEXT` column by its word. The type needs `word(&self) -> &'static str` and
/// `from_word(&str) -> Option<Self>`, and derives `AsExpression` and `FromSqlRow` with `sql_type = diesel::sql_types::Text`.
///
/// A word the database holds and the program does not know is an error of the read: the database's `CHECK` has the same
/// list.
#[macro_export]
macro_rules! text_column {
    ($type:ty) => {
        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $type
        where
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, DB>>::to_sql(self.word(), out)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $type
        where
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let word = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(bytes)?;
                <$type>::from_word(&word).ok_or_else(|| format!("unknown {}: {word:?}", stringify!($type)).into())
            }
        }
    };
}
pub use text_column;

/// A closed list of words that forms, addresses and the database use, as an enum with `ALL`, `word`, `from_word` and a
/// column type ([`text_column!`]).
#[macro_export]
macro_rules! word_column {
    ($(#[$doc:meta])* $name:ident: $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)*) => {
        $(#[$doc])*
        #[derive(
            Clone,
            Copy,
            Debug,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            diesel::expression::AsExpression,
            diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All, in the order forms show them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word that forms and the database use.
            #[must_use]
            pub fn word(&self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The meaning of this word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(from)?;
                Self::from_word(&word).ok_or_else(|| serde::de::Error::custom(format!("no such word: {word}")))
            }
        }

        $crate::db::text_column!($name);
    };
}
pub use word_column;
