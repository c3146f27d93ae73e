//! What a mail says.

use std::time::SystemTime;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::{Queryable, Selectable};
use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};

use crate::accounts::Account;
use crate::db::{Moment, schema, text_column};
use crate::error::AppError;

/// Why somebody gets a mail: as much as a mail says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Kind {
    /// There is something new to read about a report of one's own.
    News,
    /// Somebody waits for an answer.
    Question,
    /// A measure was handed out to one's organisation.
    Measure,
    /// A measure of one's organisation waits for an answer or for being done.
    Reminder,
    /// One's organisation has not said how its week was.
    Coverage,
    /// The picture of a week one has reported of is approved.
    Picture,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::News, Self::Question, Self::Measure, Self::Reminder, Self::Coverage, Self::Picture];

    /// The word that the database uses.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Question => "question",
            Self::Measure => "measure",
            Self::Reminder => "reminder",
            Self::Coverage => "coverage",
            Self::Picture => "picture",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

text_column!(Kind);

/// A mail that waits.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::outbox)]
pub struct Letter {
    /// Its key.
    pub id: i64,
    /// Why.
    pub kind: Kind,
    /// Where to look: the path of a page.
    pub path: String,
    /// When it was written down.
    pub created_at: Moment,
    /// How often it was tried.
    pub attempts: i64,
}

impl Letter {
    /// The mail, in the language the account has chosen.
    ///
    /// A mail that is sent twice has the same `Message-ID` (RFC 5322, 3.6.4), so that it can be shown once; and it says
    /// that nobody wrote it (RFC 3834), so that no machine answers.
    pub(super) fn to(&self, account: &Account, from: &Mailbox, public_address: &str) -> Result<Message, AppError> {
        let language = account.chosen_language().unwrap_or_default();
        let (subject, text, footer) = match self.kind {
            Kind::News => ("mail-news-subject", "mail-news-text", "mail-footer"),
            Kind::Question => ("mail-question-subject", "mail-question-text", "mail-footer"),
            Kind::Measure => ("mail-measure-subject", "mail-measure-text", "mail-measure-footer"),
            Kind::Reminder => ("mail-reminder-subject", "mail-reminder-text", "mail-measure-footer"),
            Kind::Coverage => ("mail-coverage-subject", "mail-coverage-text", "mail-measure-footer"),
            Kind::Picture => ("mail-picture-subject", "mail-picture-text", "mail-measure-footer"),
        };
        let created_at = self.created_at.instant();
        let told = [&language.text(text), &format!("{public_address}{}", self.path), &language.text(footer)];
        Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, account.email.parse().map_err(AppError::internal)?))
            .subject(language.text(subject))
            .date(SystemTime::from(created_at))
            .message_id(Some(format!("<{}.{}@{}>", self.id, created_at.as_microsecond(), from.email.domain())))
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(told.map(|part| format!("{part}\r\n")).join("\r\n"))
            .map_err(AppError::internal)
    }
}
