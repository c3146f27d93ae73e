//! Requests that another site made the visitor's browser send.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError as _};

use crate::error::AppError;

/// Middleware: refuses every request with an unsafe method that a browser sent on behalf of another site.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; they let no page change either. A
/// request with neither comes from no browser and passes: it carries no visitor's cookie that it did not have itself.
///
/// # Errors
/// What the handler says.
pub async fn refuse_cross_site(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.method().is_safe() || comes_from_here(&request) {
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    }
    let refusal = AppError::BadRequest("error-cross-site").error_response();
    Ok(request.into_response(refusal))
}

fn comes_from_here(request: &ServiceRequest) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        // "none": the visitor's own doing, such as a reload of a posted page.
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = header("origin") else { return true };
    let host = header(header::HOST.as_str()).unwrap_or_default();
    origin.split_once("://").is_some_and(|(_, origin_host)| origin_host.eq_ignore_ascii_case(host))
}
