//! What is kept on phones: the page that is shown where there is no network, and whose it is what they send later.

use std::fmt;

use actix_web::HttpResponse;
use actix_web::http::header::HeaderMap;
use askama::Template;

use super::forms::{Faults, Message};
use super::layout::{Layout, Section, Visit};
use super::reply::page;
use crate::error::AppError;

#[derive(Template)]
#[template(path = "offline/away.html")]
struct AwayPage {
    layout: Layout,
}

/// `GET /offline`: what stands where there is no network, and what a form that was kept on the phone leads to. For everybody,
/// and the same for everybody: a phone keeps it whoever is signed in.
///
/// # Errors
/// None of its own.
pub async fn away(visit: Visit) -> Result<HttpResponse, AppError> {
    page(&AwayPage { layout: visit.of_nobody().layout_of("away-title", Section::Elsewhere) })
}

/// Whose it is what a browser keeps: what is written with it by others is kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The account of this key.
    Account(i64),
    /// The phone of this key, which joined a safety walk.
    Phone(i64),
}

impl Owner {
    /// Whose a text such as `account:12` or `phone:7` says something is.
    ///
    /// ```
    /// # use lykta::web::Owner;
    /// assert_eq!(Owner::read("phone:7"), Some(Owner::Phone(7)));
    /// assert_eq!(Owner::read(&Owner::Account(12).to_string()), Some(Owner::Account(12)));
    /// assert_eq!(Owner::read("nobody:1"), None);
    /// ```
    #[must_use]
    pub fn read(said: &str) -> Option<Self> {
        let (kind, id) = said.split_once(':')?;
        let id = id.parse().ok()?;
        match kind {
            "account" => Some(Self::Account(id)),
            "phone" => Some(Self::Phone(id)),
            _ => None,
        }
    }
}

/// `account:12`, `phone:7`: as pages and queues say it.
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Phone(id) => write!(f, "phone:{id}"),
        }
    }
}

/// By this header a queue says whose what it sends is: `account:12`.
const OWNER: &str = "x-lykta-owner";

/// Whether a request may be this one's. A queue sends what was written long ago, on a phone that somebody else may have
/// signed in on since: what says whose it is goes in that name or not at all. What a visitor sends says nothing.
#[must_use]
pub fn may_come_from(headers: &HeaderMap, owner: Owner) -> bool {
    headers.get(OWNER).is_none_or(|said| *said == *owner.to_string())
}

/// What became of a form that came by another way than its page: out of a file that a phone saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// It is kept.
    Received,
    /// It had been received before.
    AlreadyReceived,
    /// Nothing is kept; why, by field.
    Refused(Faults),
}

impl Delivered {
    /// Refused for one reason.
    #[must_use]
    pub fn because(field: &'static str, message: Message) -> Self {
        let mut faults = Faults::default();
        faults.add(field, message);
        Self::Refused(faults)
    }
}
