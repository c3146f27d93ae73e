//! Planning a walk, and changing its plan.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use uuid::Uuid;

use super::{Surroundings, Tools, version_of};
use crate::accounts::Allowed;
use crate::accounts::session::LeadingWalks;
use crate::error::AppError;
use crate::urls;
use crate::walks::actions::{self, Receipt};
use crate::walks::forms::PlanForm;
use crate::walks::model::{Light, WalkKind};
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Section, Submitted, Tile, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "walks/plan.html")]
pub(super) struct PlanPage {
    layout: Layout,
    heading: String,
    lead: String,
    action: String,
    /// Where one comes back to without saving.
    cancel: String,
    submit: String,
    submission_id: String,
    version: String,
    messages: FieldMessages,
    title: String,
    kinds: Vec<Tile>,
    lights: Vec<Tile>,
    theme: String,
    weather: String,
    districts: Vec<Choice>,
    organisers: String,
    meeting_place: String,
    pre_meeting_at: String,
    pre_meeting_place: String,
    starts_at: String,
    ends_at: String,
    response_at: String,
    response_place: String,
    rewalk_at: String,
    confirms_privacy: Option<bool>,
}

/// What a plan's form is for.
pub(super) enum Purpose {
    /// A new walk.
    New,
    /// Changing the plan of the walk of this key, as it stood at this version.
    Change(i64, i64),
    /// Walking the walk of this key again.
    Rewalk(i64),
}

pub(super) fn plan_page(
    visit: &Visit,
    around: &Surroundings,
    form: &PlanForm,
    purpose: &Purpose,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let kind = |kind: &WalkKind| {
        let about = visit.t(&format!("walk-kind-{}-about", kind.word()));
        let name = visit.t(&format!("walk-kind-{}", kind.word()));
        Tile { about, ..Tile::new(kind.word(), name, &form.text("kind")) }
    };
    let light =
        |light: &Light| Tile::new(light.word(), visit.t(&format!("walk-light-{}", light.word())), &form.text("light"));
    let chosen = form.text("district");
    let none = Choice::new("", visit.t("walk-district-choose"), &chosen);
    let known = around.ground.districts();
    let known = known.into_iter().map(|district| Choice::new(&district.code, &district.name, &chosen));
    let (title, lead, action, cancel, submit, version) = match purpose {
        Purpose::New => {
            ("walk-new-title", "walk-new-lead", urls::WALKS.to_owned(), urls::WALKS.to_owned(), "walk-new-submit", None)
        }
        Purpose::Change(id, version) => (
            "walk-edit-title",
            "walk-edit-lead",
            urls::walk_edit(*id),
            urls::walk(*id),
            "walk-edit-submit",
            Some(*version),
        ),
        Purpose::Rewalk(id) => {
            ("walk-rewalk-title", "walk-rewalk-lead", urls::walk_rewalk(*id), urls::walk(*id), "walk-new-submit", None)
        }
    };
    let sent = form.submission_id().ok();
    let plan_page = PlanPage {
        layout: visit.layout_of(title, Section::Walks),
        heading: visit.t(title),
        lead: visit.t(lead),
        action,
        cancel,
        submit: visit.t(submit),
        submission_id: sent.unwrap_or_else(|| Uuid::new_v4().to_string()),
        version: version.map(|version| version.to_string()).unwrap_or_default(),
        messages: faults.shown(visit.language),
        title: form.text("title"),
        kinds: WalkKind::ALL.iter().map(kind).collect(),
        lights: Light::ALL.iter().map(light).collect(),
        theme: form.text("theme"),
        weather: form.text("weather"),
        districts: std::iter::once(none).chain(known).collect(),
        organisers: form.text("organisers"),
        meeting_place: form.text("meeting_place"),
        pre_meeting_at: form.text("pre_meeting_at"),
        pre_meeting_place: form.text("pre_meeting_place"),
        starts_at: form.text("starts_at"),
        ends_at: form.text("ends_at"),
        response_at: form.text("response_at"),
        response_place: form.text("response_place"),
        rewalk_at: form.text("rewalk_at"),
        confirms_privacy,
    };
    page_with_status(status, &plan_page)
}

/// `GET /walks/new`. For those who lead walks.
///
/// # Errors
/// None of its own.
pub async fn new(_who: Allowed<LeadingWalks>, visit: Visit, tools: Tools) -> Result<HttpResponse, AppError> {
    let around = tools.surroundings().await?;
    plan_page(&visit, &around, &PlanForm::blank(tools.now), &Purpose::New, &Faults::default())
}

/// `POST /walks`: `submission_id`, `title`, `kind`, `theme`, `light`, `weather`, `district` (code), `organisers`,
/// `pre_meeting_at` and `pre_meeting_place`, `starts_at`, `ends_at` and `meeting_place`, `response_at` and `response_place`,
/// `rewalk_at` (local times). 303 to its stops; 422 with the form. For those who lead walks.
///
/// # Errors
/// As [`actions::plan`].
pub async fn plan(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (around, form) = (tools.surroundings().await?, PlanForm::sent(form));
    let (mut faults, leader) = (Faults::default(), tools.leader(&who));
    let submission_id = faults.sift("submission_id", form.submission_id());
    let plan = form.parse(&around.ground).map_err(|found| {
        found.iter().for_each(|(field, message)| faults.add(field, message.clone()));
    });
    let (Some(submission_id), Ok(plan)) = (submission_id, plan) else {
        return plan_page(&visit, &around, &form, &Purpose::New, &faults);
    };
    let receipt =
        tools.db.write(move |connection| actions::plan(connection, &submission_id, &plan, &[], &leader)).await?;
    Ok(planned(receipt))
}

/// The answer to a plan that is kept.
pub(super) fn planned(receipt: Receipt) -> HttpResponse {
    match receipt {
        Receipt::Planned(id) => see_other_with_flash(&urls::walk_stops(id), "flash-walk-planned"),
        Receipt::AlreadyPlanned(id) => see_other_with_flash(&urls::walk(id), "flash-walk-already-planned"),
    }
}

/// `GET /walks/{id}/edit`. For those who may change the walk.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Forbidden`] when it is another organisation's.
pub async fn edit(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let walk = tools.find_to_change(who.viewer(), id.into_inner()).await?;
    let around = tools.surroundings().await?;
    let form = PlanForm::of(&walk.plan, &around.ground);
    plan_page(&visit, &around, &form, &Purpose::Change(walk.id, walk.version), &Faults::default())
}

/// `POST /walks/{id}/edit`: the fields of [`plan`], and `version`. For those who may change the walk.
///
/// # Errors
/// As [`actions::change_plan`].
pub async fn change(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let walk = tools.find_to_change(who.viewer(), id.into_inner()).await?;
    let (around, version) = (tools.surroundings().await?, version_of(&form));
    let (form, leader) = (PlanForm::sent(form), tools.leader(&who));
    let plan = match form.parse(&around.ground) {
        Ok(plan) => plan,
        Err(faults) => return plan_page(&visit, &around, &form, &Purpose::Change(walk.id, version), &faults),
    };
    let is_changed =
        tools.db.write(move |connection| actions::change_plan(connection, walk.id, version, &plan, &leader)).await?;
    let flash = if is_changed { "flash-walk-changed" } else { "flash-walk-unchanged" };
    Ok(see_other_with_flash(&urls::walk(walk.id), flash))
}
