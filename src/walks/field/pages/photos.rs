//! A participant's picture: small, in full size, and hiding it.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::Tools;
use crate::accounts::session::LeadingWalks;
use crate::accounts::{Allowed, SignedIn};
use crate::error::{AppError, OrNotFound as _};
use crate::urls;
use crate::walks::actions::Leader;
use crate::walks::field::forms::read_reason;
use crate::walks::field::{actions, store};
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Section, Submitted, Visit, page_with_status, see_other_with_flash,
};

/// A walk, an observation and which of its pictures.
type Which = web::Path<(i64, i64, i64)>;

impl Tools {
    fn leader(&self, who: &SignedIn) -> Leader {
        Leader { viewer: who.viewer(), actor: who.actor(), now: self.now }
    }

    /// The small picture, unless it is hidden.
    async fn small(&self, who: &SignedIn, (id, observation, position): (i64, i64, i64)) -> Result<Vec<u8>, AppError> {
        let viewer = who.viewer();
        let find = move |connection: &mut _| store::find_picture(connection, &viewer, id, (observation, position));
        let (picture, small, _) = self.db.read(find).await?.or_not_found("photo")?;
        if picture.is_hidden() { Err(AppError::Gone("phone-picture-is-hidden")) } else { Ok(small) }
    }
}

fn jpeg(bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/jpeg"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        // Hidden at once means: not kept by a browser either.
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes)
}

/// `GET /walks/{id}/observations/{observation}/photos/{position}`: a picture in full size. For those who lead walks and may
/// see this one; each look is written down.
///
/// # Errors
/// [`AppError::NotFound`] when there is none or the walk may not be seen, [`AppError::Gone`] when it is hidden.
pub async fn photo(who: Allowed<LeadingWalks>, which: Which, tools: Tools) -> Result<HttpResponse, AppError> {
    let ((id, observation, position), leader) = (which.into_inner(), tools.leader(&who));
    let open = move |connection: &mut _| actions::open_picture(connection, &leader, id, (observation, position));
    Ok(jpeg(tools.db.write(open).await?))
}

/// `GET /walks/{id}/observations/{observation}/photos/{position}/small`: the same as lists show it. For the same.
///
/// # Errors
/// As [`photo`].
pub async fn small(who: Allowed<LeadingWalks>, which: Which, tools: Tools) -> Result<HttpResponse, AppError> {
    Ok(jpeg(tools.small(&who, which.into_inner()).await?))
}

#[derive(Template)]
#[template(path = "walks/field/hide_photo.html")]
struct HidePage {
    layout: Layout,
    back: String,
    action: String,
    small: String,
    alt: String,
    reason: String,
    confirms_privacy: Option<bool>,
    messages: FieldMessages,
}

async fn hide_page(
    who: &SignedIn,
    visit: &Visit,
    tools: &Tools,
    (id, observation, position): (i64, i64, i64),
    form: &Submitted,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    tools.small(who, (id, observation, position)).await?;
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let hide_page = HidePage {
        layout: visit.layout_of("hide-photo-title", Section::Walks),
        back: urls::walk_live(id),
        action: urls::walk_photo_hide(id, observation, position),
        small: urls::walk_photo_small(id, observation, position),
        alt: visit.t_with("live-photo-alt", &[("number", position.to_string().into())]),
        reason: form.text("reason"),
        confirms_privacy,
        messages: faults.shown(visit.language),
    };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with_status(status, &hide_page)
}

/// `GET /walks/{id}/observations/{observation}/photos/{position}/hide`. For those who lead walks of the organisation whose
/// walk it is.
///
/// # Errors
/// As [`photo`].
pub async fn hide(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    which: Which,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    hide_page(&who, &visit, &tools, which.into_inner(), &Submitted::default(), &Faults::default()).await
}

/// `POST /walks/{id}/observations/{observation}/photos/{position}/hide`: `reason`. For the same.
///
/// # Errors
/// As [`photo`]; [`AppError::Forbidden`] when the walk is another organisation's.
pub async fn submit_hide(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    which: Which,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let ((id, observation, position), leader) = (which.into_inner(), tools.leader(&who));
    let mut faults = Faults::default();
    let Some(reason) = read_reason(&form, &mut faults) else {
        return hide_page(&who, &visit, &tools, (id, observation, position), &form, &faults).await;
    };
    let hide =
        move |connection: &mut _| actions::hide_picture(connection, &leader, id, (observation, position), &reason);
    tools.db.write(hide).await?;
    tools.changes.tell_of_walk(id);
    Ok(see_other_with_flash(&urls::walk_live(id), "flash-photo-hidden"))
}
