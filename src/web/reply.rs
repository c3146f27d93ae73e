//! Answers: a page, or "see the other address".

use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};
use askama::Template;

use super::layout::FLASH_COOKIE;
use crate::error::AppError;

/// The page, as 200.
///
/// # Errors
/// [`AppError::Internal`] when the template cannot be rendered.
pub fn page(template: &impl Template) -> Result<HttpResponse, AppError> {
    page_with_status(StatusCode::OK, template)
}

/// The page with another status: 422 for a form that comes back with messages.
///
/// # Errors
/// As [`page`].
pub fn page_with_status(status: StatusCode, template: &impl Template) -> Result<HttpResponse, AppError> {
    let html = template.render().map_err(AppError::internal)?;
    Ok(HttpResponse::build(status).insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8")).body(html))
}

/// 303: what was sent is done, look there.
#[must_use]
pub fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).finish()
}

/// 303 with a message that the next page shows once. `flash` is one of the keys that [`super::Visit`] knows.
#[must_use]
pub fn see_other_with_flash(address: &str, flash: &'static str) -> HttpResponse {
    let mut response = see_other(address);
    let mut carried = cookie(FLASH_COOKIE, flash.to_owned(), false);
    carried.set_max_age(Duration::minutes(1));
    // Cookie values of ours are plain words; a header that cannot be made only costs the message.
    let _ = response.add_cookie(&carried);
    response
}

/// A cookie as all of ours are: for the whole site, not readable by scripts, not sent along from other sites' forms.
#[must_use]
pub fn cookie(name: &'static str, value: String, over_tls: bool) -> Cookie<'static> {
    Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax).secure(over_tls).finish()
}

/// Middleware: takes a flash message away once a page has shown it.
///
/// # Errors
/// What the handler says.
pub async fn clear_flash(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let had_flash = request.cookie(FLASH_COOKIE).is_some();
    let mut response = next.call(request).await?;
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html"));
    if had_flash && is_page {
        let mut gone = cookie(FLASH_COOKIE, String::new(), false);
        gone.make_removal();
        response.response_mut().add_cookie(&gone)?;
    }
    Ok(response)
}
