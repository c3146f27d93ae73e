//! Forms that a browser sends from its queue, long after they were written: the same forms at the same addresses, with the
//! header `X-Lykta-Queue: 1`. What was a page or a redirect is then JSON.
//!
//! | status | body | what the queue does |
//! | --- | --- | --- |
//! | 200 | `{"received": "<address>"}`, also when the same was received before | forgets it |
//! | 409 | `{"error": "…"}`: something else came under this id | shows it |
//! | 410 | `{"error": "…"}`: it is not taken any more, and never will be | shows it, lets it be saved |
//! | 422 | `{"errors": {"field": ["…"]}}` | shows it, lets it be mended |
//! | 401 and the rest | `{"error": "…"}` | keeps it and tries later |

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::json;

use super::forms::FieldMessages;
use super::layout::Visit;
use super::reply::{page_with_status, see_other_with_flash};
use crate::error::AppError;

const HEADER: &str = "x-lykta-queue";

/// Whether a queue sends this, and nobody sees the answer.
pub(super) fn is_queued(request: &HttpRequest) -> bool {
    request.headers().get(HEADER).is_some_and(|value| value == "1")
}

/// What a queue is told when something could not be done at all.
pub(super) fn refusal(status: StatusCode, message: &str) -> HttpResponse {
    HttpResponse::build(status).json(json!({ "error": message }))
}

impl Visit {
    /// What was sent is kept: 303 to where it stands, with a message; for a queue that address.
    #[must_use]
    pub fn received(&self, address: &str, flash: &'static str) -> HttpResponse {
        if self.is_queued {
            HttpResponse::Ok().json(json!({ "received": address }))
        } else {
            see_other_with_flash(address, flash)
        }
    }

    /// The form again, with messages beside its fields or, when its id was used for something else, with `error` above
    /// them; for a queue the messages alone.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the template cannot be rendered.
    pub fn form_again(
        &self,
        status: StatusCode,
        messages: &FieldMessages,
        error: &str,
        form: &impl Template,
    ) -> Result<HttpResponse, AppError> {
        if !self.is_queued {
            return page_with_status(status, form);
        }
        if messages.list.is_empty() {
            return Ok(refusal(status, error));
        }
        let mut errors: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for told in &messages.list {
            errors.entry(&told.field).or_default().push(&told.message);
        }
        Ok(HttpResponse::build(status).json(json!({ "errors": errors })))
    }
}
