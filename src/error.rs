//! What can go wrong, in the few ways a visitor can do something about.
//!
//! Which to use: the thing is not there, or may not be seen → [`AppError::NotFound`]; it may be seen by others, but not by
//! this role → [`AppError::Forbidden`]; someone else changed it first → [`AppError::Conflict`]; the request makes no sense
//! and no form could have sent it → [`AppError::BadRequest`]; anything that is our fault → [`AppError::Internal`].
//! Invalid input in a form is no error but an answer: the form again, with a message beside each field. A redirect is no
//! error either.

/// A failure, as the visitor is told of it. Turned into a page by [`crate::web`].
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The thing asked for is not there, or may not be seen. Shown as 404. Holds the name of the thing, for the log.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// Nobody is signed in. A visitor who looked is sent to sign in and comes back; one who sent something gets 401.
    #[error("nobody is signed in")]
    SignedOut,
    /// Signed in, but not allowed. Shown as 403 with whom to ask.
    #[error("not allowed")]
    Forbidden,
    /// Someone else changed it first, or the same submission id came with other content. Shown as 409. Holds a text key.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// It was there once. Shown as 410.
    #[error("gone: {0}")]
    Gone(&'static str),
    /// The request could not have come from one of our forms. Shown as 400. Holds a text key.
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// The request is larger than we take in. Shown as 413.
    #[error("too large")]
    TooLarge,
    /// Too many tries. Shown as 429 with how many seconds to wait.
    #[error("too many tries, wait {0} s")]
    TooMany(u64),
    /// Our fault. The visitor gets a reference number, the log gets the cause.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// Wraps a cause that is our fault.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

/// Decides that a missing thing is the visitor's 404. Called where the absence is known to mean that.
pub trait OrNotFound<T> {
    /// The value, or [`AppError::NotFound`] with the name of the thing.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no value.
    fn or_not_found(self, thing: &'static str) -> Result<T, AppError>;
}

impl<T> OrNotFound<T> for Option<T> {
    fn or_not_found(self, thing: &'static str) -> Result<T, AppError> {
        self.ok_or(AppError::NotFound(thing))
    }
}
