//! What an operator watches: how many requests, how they ended, how long they took.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, web};
use prometheus::{Encoder as _, HistogramOpts, HistogramVec, Registry, TextEncoder};

use super::Site;
use crate::digest::sha256;
use crate::error::AppError;

/// The numbers of one running server.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Registry,
    requests: HistogramVec,
}

impl Metrics {
    /// An empty set of numbers.
    ///
    /// # Errors
    /// [`AppError::Internal`] when two numbers have the same name.
    pub fn new() -> Result<Self, AppError> {
        let registry = Registry::new();
        let options =
            HistogramOpts::new("lykta_request_seconds", "Time to answer a request, by route, method and status")
                .buckets(vec![0.001, 0.005, 0.02, 0.05, 0.1, 0.5, 2.0, 10.0]);
        let requests = HistogramVec::new(options, &["route", "method", "status"]).map_err(AppError::internal)?;
        registry.register(Box::new(requests.clone())).map_err(AppError::internal)?;
        Ok(Self { registry, requests })
    }
}

/// Middleware: counts and times every request by its route, never by its address, which may hold ids.
///
/// # Errors
/// What the handler says.
pub async fn count_requests(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = Instant::now();
    let method = request.method().as_str().to_owned();
    let metrics = request.app_data::<web::Data<Metrics>>().cloned();
    let response = next.call(request).await?;
    if let Some(metrics) = metrics {
        let route = response.request().match_pattern().unwrap_or_else(|| "none".to_owned());
        let status = response.status();
        metrics
            .requests
            .with_label_values(&[route.as_str(), method.as_str(), status.as_str()])
            .observe(begun.elapsed().as_secs_f64());
    }
    Ok(response)
}

/// `GET /metrics`. For loopback, or with the token; a reverse proxy on the same machine must not pass it on.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else: that there are metrics is nobody's business.
pub async fn metrics_page(
    request: HttpRequest,
    site: web::Data<Site>,
    metrics: web::Data<Metrics>,
) -> Result<HttpResponse, AppError> {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let may_read = match (&site.metrics_token, given) {
        (Some(token), Some(given)) => is_same(given, &format!("Bearer {token}")),
        (Some(_), None) => false,
        (None, _) => {
            // A forwarded request is not a loopback visitor, though its last hop is.
            let is_direct = request.headers().get("x-forwarded-for").is_none();
            is_direct && request.peer_addr().is_some_and(|peer| peer.ip().is_loopback())
        }
    };
    if !may_read {
        return Err(AppError::NotFound("metrics"));
    }
    let mut text = Vec::new();
    TextEncoder::new().encode(&metrics.registry.gather(), &mut text).map_err(AppError::internal)?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "text/plain; version=0.0.4")).body(text))
}

/// Compares in a time that does not tell how much of it was right.
fn is_same(given: &str, wanted: &str) -> bool {
    sha256(given) == sha256(wanted)
}
