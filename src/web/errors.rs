//! Failures as pages: what happened, in the visitor's language, and a way forward. The cause goes to the log.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use tracing_actix_web::RequestId;

use super::layout::{Layout, Section, Visit};
use super::queue;
use super::reply::{page_with_status, see_other};
use crate::error::AppError;
use crate::urls;

/// What the page about a failure says; put on the bare response, and taken from it by [`show_errors`].
#[derive(Clone, Copy, Debug)]
struct Problem {
    heading: &'static str,
    message: &'static str,
}

impl Problem {
    fn of(status: StatusCode) -> Self {
        let (heading, message) = match status {
            StatusCode::BAD_REQUEST => ("error-bad-request", "error-broken-form"),
            StatusCode::UNAUTHORIZED => ("error-signed-out", "error-signed-out-text"),
            StatusCode::FORBIDDEN => ("error-forbidden", "error-forbidden-text"),
            StatusCode::NOT_FOUND => ("error-not-found", "error-not-found-text"),
            StatusCode::METHOD_NOT_ALLOWED => ("error-method", "error-method-text"),
            StatusCode::CONFLICT => ("error-conflict", "error-conflict-text"),
            StatusCode::GONE => ("error-gone", "error-gone-text"),
            StatusCode::PAYLOAD_TOO_LARGE => ("error-too-large", "error-too-large-text"),
            StatusCode::TOO_MANY_REQUESTS => ("error-too-many", "error-too-many-text"),
            status if status.is_client_error() => ("error-bad-request", "error-broken-form"),
            _ => ("error-internal", "error-internal-text"),
        };
        Self { heading, message }
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Gone(_) => StatusCode::GONE,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        let mut problem = Problem::of(status);
        if let Self::Conflict(message) | Self::Gone(message) | Self::BadRequest(message) = self {
            problem.message = message;
        }
        let mut response = HttpResponse::new(status);
        if let Self::TooMany(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(*seconds));
        }
        response.extensions_mut().insert(problem);
        response
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    layout: Layout,
    status: u16,
    heading: String,
    message: String,
    reference: Option<String>,
    way_forward: Vec<(String, String)>,
}

/// Middleware: turns bare failures into pages, and logs the causes of those that are our fault.
///
/// # Errors
/// None of its own.
pub async fn show_errors(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let method = request.method().clone();
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    let is_bare = response.headers().get(header::CONTENT_TYPE).is_none();
    let told = response.response().extensions().get::<Problem>().copied();
    if !(status.is_client_error() || status.is_server_error()) || !(told.is_some() || is_bare) {
        return Ok(response);
    }
    if let Some(cause) = response.response().error().filter(|_| status.is_server_error()) {
        tracing::error!(%cause, "a request failed");
    }
    let Some(visit) = Visit::of(response.request()) else { return Ok(response) };
    let walk = urls::walk_of_phone(&visit.path).filter(|_| status == StatusCode::UNAUTHORIZED);
    if status == StatusCode::UNAUTHORIZED && matches!(method, Method::GET | Method::HEAD) {
        let way_in = walk.unwrap_or_else(|| sign_in_and_return(&visit.path));
        return Ok(response.into_response(see_other(&way_in)));
    }
    let problem = match walk {
        Some(_) => Problem { heading: "error-not-joined", message: "error-not-joined-text" },
        None => told.unwrap_or_else(|| Problem::of(status)),
    };
    let reference = status
        .is_server_error()
        .then(|| response.request().extensions().get::<RequestId>().map(ToString::to_string))
        .flatten();
    let back = page_sent_from(response.request(), &visit);
    let retry_after = response.headers().get(header::RETRY_AFTER).cloned();
    if visit.is_queued {
        return Ok(response.into_response(queue::refusal(status, &visit.t(problem.message))));
    }
    let body = ErrorPage {
        layout: visit.layout_of(problem.heading, Section::Elsewhere),
        status: status.as_u16(),
        heading: visit.t(problem.heading),
        message: visit.t(problem.message),
        reference,
        way_forward: way_forward(&visit, status, &back),
    };
    let mut page = page_with_status(status, &body).unwrap_or_else(|_| HttpResponse::new(status));
    if let Some(seconds) = retry_after {
        page.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    Ok(response.into_response(page))
}

fn way_forward(visit: &Visit, status: StatusCode, back: &str) -> Vec<(String, String)> {
    let mut ways = Vec::new();
    if let Some(walk) = urls::walk_of_phone(&visit.path) {
        return vec![(walk, visit.t("error-to-walk"))];
    }
    if visit.visitor.is_none() || status == StatusCode::UNAUTHORIZED {
        ways.push((sign_in_and_return(back), visit.t("error-to-sign-in")));
    }
    ways.push((urls::HOME.to_owned(), visit.t("error-to-home")));
    ways
}

/// The page whose form was sent, for whoever must sign in first; the first page when it is not known.
fn page_sent_from(request: &HttpRequest, visit: &Visit) -> String {
    // A report that came back with faults stands at the address it was sent to, where others find the list.
    if request.method() == Method::POST && visit.path == urls::INCIDENTS {
        return urls::INCIDENT_NEW.to_owned();
    }
    let referrer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    let address =
        referrer.and_then(|whole| whole.split_once("://")).and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    address.unwrap_or(urls::HOME).to_owned()
}

fn sign_in_and_return(path: &str) -> String {
    if path == urls::HOME {
        return urls::SIGN_IN.to_owned();
    }
    let next: String = form_urlencoded::Serializer::new(String::new()).append_pair("next", path).finish();
    format!("{}?{next}", urls::SIGN_IN)
}
