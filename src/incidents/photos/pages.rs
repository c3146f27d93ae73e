//! A picture of a report: in full size, and hiding it.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::Attached;
use super::{actions, store};
use crate::accounts::Allowed;
use crate::accounts::session::{ReadingReports, Reviewing};
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::review::form::read_words;
use crate::photos::model::inline_address;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

/// A picture on its report's page.
pub struct PhotoView {
    /// What it is called.
    pub name: String,
    /// What is read where it cannot be seen.
    pub alt: String,
    /// The address of the full size; empty when it is hidden.
    pub href: String,
    /// The address that holds the small one; empty when it is hidden.
    pub small: String,
    /// The address where it can be hidden; empty for those who may not.
    pub hide: String,
    /// That it is hidden, by whom and why; empty when it is shown.
    pub hidden: String,
}

/// The pictures of a report on its page.
#[must_use]
pub fn views(visit: &Visit, may_hide: bool, incident_id: i64, photos: &[(Attached, Vec<u8>)]) -> Vec<PhotoView> {
    let view = |(photo, small): &(Attached, Vec<u8>)| {
        let number = photo.position.to_string();
        let name = visit.t_with("photo-number", &[("number", number.as_str().into())]);
        let hidden = photo.hidden_at.map(|at| {
            visit.t_with(
                "incident-photo-hidden",
                &[
                    ("number", number.as_str().into()),
                    ("who", photo.hidden_by.as_deref().unwrap_or_default().into()),
                    ("when", visit.language.moment(at.instant()).into()),
                    ("reason", photo.hidden_reason.as_deref().unwrap_or_default().into()),
                ],
            )
        });
        let shown = |address: String| if hidden.is_none() { address } else { String::new() };
        PhotoView {
            href: shown(urls::incident_photo(incident_id, photo.position)),
            small: shown(inline_address(small)),
            hide: shown(if may_hide { urls::incident_photo_hide(incident_id, photo.position) } else { String::new() }),
            hidden: hidden.unwrap_or_default(),
            name,
            alt: alt(visit, incident_id, photo.position),
        }
    };
    photos.iter().map(view).collect()
}

/// What a picture is, for those who cannot see it: no more than is known.
fn alt(visit: &Visit, incident_id: i64, position: i64) -> String {
    let (number, report) = (position.to_string(), incident_id.to_string());
    visit.t_with("incident-photo-alt", &[("number", number.into()), ("report", report.into())])
}

/// `GET /incidents/{id}/photos/{position}`: a picture in full size. For those who may see the report; each look is written
/// down.
///
/// # Errors
/// [`AppError::NotFound`] when there is none or the report may not be seen, [`AppError::Gone`] when it is hidden.
pub async fn photo(
    who: Allowed<ReadingReports>,
    path: web::Path<(i64, i64)>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let ((id, position), viewer, actor, now) = (path.into_inner(), who.viewer(), who.actor(), clock.now());
    let bytes = db.write(move |connection| actions::open(connection, &viewer, id, position, &actor, now)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/jpeg"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        // Hidden at once means: not kept by a browser either.
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

#[derive(Template)]
#[template(path = "incidents/hide_photo.html")]
struct HidePage {
    layout: Layout,
    back: String,
    heading: String,
    action: String,
    small: String,
    alt: String,
    reason: String,
    confirms_privacy: Option<bool>,
    messages: FieldMessages,
}

async fn hide_page(
    who: &Allowed<Reviewing>,
    visit: &Visit,
    db: &Db,
    (id, position): (i64, i64),
    form: &Submitted,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let viewer = who.viewer();
    let photos = db.read(move |connection| store::list(connection, &viewer, id)).await?;
    let photo = photos.into_iter().find(|(photo, _)| photo.position == position).or_not_found("photo")?;
    if photo.0.is_hidden() {
        return Err(AppError::Gone("photo-is-hidden"));
    }
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let hide_page = HidePage {
        layout: visit.layout_of("hide-photo-title", Section::Incidents),
        back: urls::incident(id),
        heading: visit.t("hide-photo-title"),
        action: urls::incident_photo_hide(id, position),
        small: inline_address(&photo.1),
        alt: alt(visit, id, position),
        reason: form.text("reason"),
        confirms_privacy,
        messages: faults.shown(visit.language),
    };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with_status(status, &hide_page)
}

/// `GET /incidents/{id}/photos/{position}/hide`. For coordinators.
///
/// # Errors
/// As [`photo`].
pub async fn hide(
    who: Allowed<Reviewing>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    hide_page(&who, &visit, &db, path.into_inner(), &Submitted::default(), &Faults::default()).await
}

/// `POST /incidents/{id}/photos/{position}/hide`: `reason`. For coordinators.
///
/// # Errors
/// As [`photo`].
pub async fn submit_hide(
    who: Allowed<Reviewing>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let ((id, position), mut faults) = (path.into_inner(), Faults::default());
    if !form.has("reason") {
        faults.add("reason", Message::new("hide-photo-reason-missing"));
    }
    let (Some(reason), true) = (read_words(&form, "reason", &mut faults), faults.is_empty()) else {
        return hide_page(&who, &visit, &db, (id, position), &form, &faults).await;
    };
    let (viewer, actor, now) = (who.viewer(), who.actor(), clock.now());
    db.write(move |connection| actions::hide(connection, &viewer, id, position, &reason, &actor, now)).await?;
    Ok(see_other_with_flash(&urls::incident(id), "flash-photo-hidden"))
}
