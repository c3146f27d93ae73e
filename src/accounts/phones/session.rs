//! The cookie that carries a phone's token, and whom it lets in.

use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::Cookie;
use actix_web::cookie::time::Duration;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use jiff::Timestamp;

use super::store::Phone;
use super::{HOURS_TO_DELIVER, read_code, store};
use crate::accounts::token;
use crate::db::{Db, DbConnection};
use crate::error::AppError;
use crate::time::{Clock, plus_hours};
use crate::urls;
use crate::web as pages;

const COOKIE: &str = "lykta_walk";

/// A phone that joined the walk whose code stands in the address. An extractor: without one [`AppError::SignedOut`], when
/// it was shut out or the time to deliver is over [`AppError::Gone`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The phone's key.
    pub phone_id: i64,
    /// The walk's.
    pub walk_id: i64,
    /// Whose walk it is.
    pub organisation_id: i64,
    /// The code as its addresses write it.
    pub code: String,
    /// What the walk is called.
    pub title: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Whether its screens are dark, whatever the phone says.
    pub is_dark: bool,
}

impl FromRequest for Joined {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { find_joined(&request).await?.ok_or(AppError::SignedOut) })
    }
}

/// The phone that sent this request, if it joined the walk whose code stands in the address.
///
/// # Errors
/// [`AppError::Gone`] when it was shut out; or when something is sent to a walk that ended longer ago than things are taken.
pub async fn find_joined(request: &HttpRequest) -> Result<Option<Joined>, AppError> {
    let (db, now) = (&pages::shared::<Db>(request)?, pages::shared::<Clock>(request)?.now());
    let code = read_code(request.match_info().query("code"));
    let Some(hash) = request.cookie(COOKIE).map(|cookie| token::hash(cookie.value())) else {
        return without_phone(request, db, code, now).await;
    };
    let wanted = code.clone();
    let find = move |connection: &mut DbConnection| {
        let found = store::find(connection, &hash)?;
        // The walk may have another code by now, or none: whoever is in stays in. No walk is entered by another one's.
        let opened = store::find_walk(connection, &wanted)?;
        Ok::<_, AppError>(found.filter(|phone| opened.is_none_or(|walk_id| walk_id == phone.walk_id)))
    };
    let found = db.read(find).await?;
    let phone = found.filter(|phone| pages::may_come_from(request.headers(), pages::Owner::Phone(phone.id)));
    let Some(phone) = phone else { return without_phone(request, db, code, now).await };
    if phone.is_ended {
        return Err(AppError::Gone("phone-shut-out"));
    }
    let Phone { id: phone_id, walk_id, organisation_id, title, starts_at, ends_at, is_by_day, .. } = phone;
    let is_dark = is_dark(request, is_by_day);
    Ok(Some(Joined { phone_id, walk_id, organisation_id, code, title, starts_at, ends_at, is_dark }))
}

/// The cookie that keeps which screen was chosen: `dark` or `phone`. Scripts may read it: without network they set it
/// themselves.
pub const SCREEN_COOKIE: &str = "lykta_screen";

/// Whether a walk's pages are dark, whatever the phone says: after dark a bright screen blinds, unless somebody chose
/// otherwise.
#[must_use]
pub fn is_dark(request: &HttpRequest, is_by_day: bool) -> bool {
    match request.cookie(SCREEN_COOKIE).as_ref().map(Cookie::value) {
        Some("dark") => true,
        Some("phone") => false,
        _ => !is_by_day,
    }
}

/// The cookie goes when the time to deliver is over, and then what waits in a phone shall not wait for ever.
async fn without_phone(
    request: &HttpRequest,
    db: &Db,
    code: String,
    now: Timestamp,
) -> Result<Option<Joined>, AppError> {
    if request.method().is_safe() {
        return Ok(None);
    }
    let end = db.read(move |connection: &mut DbConnection| store::find_end(connection, &code)).await?;
    match end {
        Some(end) if now >= plus_hours(end.instant(), HOURS_TO_DELIVER) => Err(AppError::Gone("phone-too-late")),
        _ => Ok(None),
    }
}

/// The cookie of a phone that joins the walk of this code, for as long as it may deliver.
#[must_use]
pub fn cookie(token: String, code: &str, ends_at: Timestamp, now: Timestamp, over_tls: bool) -> Cookie<'static> {
    let seconds = plus_hours(ends_at, HOURS_TO_DELIVER).as_second() - now.as_second();
    let mut cookie = pages::cookie(COOKIE, token, over_tls);
    cookie.set_path(urls::join(code));
    cookie.set_max_age(Duration::seconds(seconds));
    cookie
}

/// The cookie that takes a phone's cookie away.
#[must_use]
pub fn removal_cookie(code: &str, over_tls: bool) -> Cookie<'static> {
    let mut cookie = pages::cookie(COOKIE, String::new(), over_tls);
    cookie.set_path(urls::join(code));
    cookie.make_removal();
    cookie
}
