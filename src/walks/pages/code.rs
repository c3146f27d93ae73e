//! The code of a walk: made anew, or taken away.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Tools, version_of};
use crate::accounts::Allowed;
use crate::accounts::session::LeadingWalks;
use crate::error::AppError;
use crate::urls;
use crate::walks::code::spaced;
use crate::walks::{actions, store};
use crate::web::{Layout, Section, Submitted, Visit, page, see_other_with_flash};

#[derive(Template)]
#[template(path = "walks/code.html")]
struct CodePage {
    layout: Layout,
    back: String,
    title: String,
    action: String,
    version: String,
    /// The code as it is read; empty when there is none.
    code: String,
    /// Where it leads, as it is typed.
    address: String,
    /// How many phones are in, in words.
    phones: String,
}

/// `GET /walks/{id}/code`. For those who may change the walk.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Forbidden`] when it is another organisation's.
pub async fn code(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let walk = tools.find_to_change(who.viewer(), id.into_inner()).await?;
    let phones = tools.db.read(move |connection| store::count_phones(connection, walk.id)).await?;
    page(&CodePage {
        layout: visit.layout_of("walk-code-title", Section::Walks),
        back: urls::walk(walk.id),
        title: walk.plan.title.clone(),
        action: urls::walk_code(walk.id),
        version: walk.version.to_string(),
        code: walk.code.as_deref().map(spaced).unwrap_or_default(),
        address: walk.code.as_deref().map(|code| tools.public_address(&urls::join(code))).unwrap_or_default(),
        phones: visit.t_with("walk-phones", &[("count", phones.into())]),
    })
}

/// `POST /walks/{id}/code`: `step` is `make` or `shut`; `shut_out` is `yes` when the phones that have joined are shut out as
/// well; `version`. For those who may change the walk.
///
/// # Errors
/// As [`actions::change_code`].
pub async fn change_code(
    who: Allowed<LeadingWalks>,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, leader, version) = (id.into_inner(), tools.leader(&who), version_of(&form));
    let shuts_out = form.text("shut_out") == "yes";
    let (is_open, flash) = match form.text("step").as_str() {
        "make" => (true, "flash-walk-code-made"),
        "shut" => (false, "flash-walk-code-shut"),
        _ => return Err(AppError::BadRequest("error-broken-form")),
    };
    let held = (id, version);
    tools.db.write(move |connection| actions::change_code(connection, held, is_open, shuts_out, &leader)).await?;
    Ok(see_other_with_flash(&urls::walk(id), flash))
}
