//! Walking a walk again.

use actix_web::{HttpResponse, web};

use super::Tools;
use super::plan::{Purpose, plan_page, planned};
use crate::accounts::Allowed;
use crate::accounts::session::LeadingWalks;
use crate::error::AppError;
use crate::walks::forms::PlanForm;
use crate::walks::model::Plan;
use crate::walks::{actions, store};
use crate::web::{Faults, Submitted, Visit};

/// `GET /walks/{id}/rewalk`: the plan of a walk that walks this one again. For those who may change the walk.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Forbidden`] when it is another organisation's.
pub async fn rewalk(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let walk = tools.find_to_change(who.viewer(), id.into_inner()).await?;
    let around = tools.surroundings().await?;
    let title = visit.t_with("walk-rewalk-of", &[("title", (&*walk.plan.title).into())]);
    let form = PlanForm::of_rewalk(&walk, title, &around.ground);
    plan_page(&visit, &around, &form, &Purpose::Rewalk(walk.id), &Faults::default())
}

/// `POST /walks/{id}/rewalk`: the fields of a plan. The new walk has the stops and the way of this one. For those who may
/// change the walk.
///
/// # Errors
/// As [`actions::plan`].
pub async fn plan_rewalk(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let earlier = tools.find_to_change(who.viewer(), id.into_inner()).await?;
    let (around, form) = (tools.surroundings().await?, PlanForm::sent(form));
    let (mut faults, leader) = (Faults::default(), tools.leader(&who));
    let submission_id = faults.sift("submission_id", form.submission_id());
    let plan = form.parse(&around.ground).map_err(|found| {
        found.iter().for_each(|(field, message)| faults.add(field, message.clone()));
    });
    let (Some(submission_id), Ok(plan)) = (submission_id, plan) else {
        return plan_page(&visit, &around, &form, &Purpose::Rewalk(earlier.id), &faults);
    };
    let plan = Plan { earlier_walk_id: Some(earlier.id), route: earlier.plan.route.clone(), ..plan };
    let keep = move |connection: &mut _| {
        let stops = store::list_stops(connection, earlier.id)?;
        actions::plan(connection, &submission_id, &plan, &stops, &leader)
    };
    Ok(planned(tools.db.write(keep).await?))
}
