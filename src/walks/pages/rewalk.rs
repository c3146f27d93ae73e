//! Walking a walk again.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::Tools;
use super::plan::{Purpose, plan_page, planned};
use crate::accounts::Allowed;
use crate::accounts::session::LeadingWalks;
use crate::error::{AppError, OrNotFound as _};
use crate::mail::Outbox;
use crate::urls;
use crate::walks::forms::PlanForm;
use crate::walks::model::{Plan, PointChange, WalkPoint};
use crate::walks::protocol::actions as points;
use crate::walks::protocol::forms::read_changes;
use crate::walks::protocol::lines::{Edition, MeasureLine, Written};
use crate::walks::protocol::model::Protocol;
use crate::walks::{actions, store};
use crate::web::{Faults, Layout, Section, Submitted, Tile, Visit, page, see_other_with_flash};

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

#[derive(Template)]
#[template(path = "walks/compare.html")]
struct ComparePage {
    layout: Layout,
    back: String,
    walk: String,
    earlier: String,
    action: String,
    may_change: bool,
    points: Vec<ComparedView>,
}

/// A point of the earlier walk, and how it is now.
struct ComparedView {
    field: String,
    legend: String,
    words: String,
    measures: Vec<MeasureLine>,
    changes: Vec<Tile>,
}

/// `GET /walks/{id}/compare`: the earlier walk's points, each to be said of how it is now. For those who lead walks and may
/// see it.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen, or walks no other walk again.
pub async fn compare(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, viewer) = (id.into_inner(), who.viewer());
    let (own, before) = tools
        .db
        .read(move |connection| {
            let walk = store::find(connection, &viewer, id)?.or_not_found("walk")?;
            let own = Protocol::read(connection, walk)?;
            let earlier = own.earlier.as_ref().or_not_found("earlier walk")?.walk.clone();
            let before = Protocol::read(connection, earlier)?;
            Ok::<_, AppError>((own, before))
        })
        .await?;
    let written = Written::of(&before, "", visit.language, Edition::Working);
    let view = |point: &WalkPoint| {
        let now = own.entries.iter().find(|entry| entry.point.earlier_point_id == Some(point.id));
        let said = now.and_then(|entry| entry.point.change).map(|change| change.word()).unwrap_or_default();
        let line = written.lines().find(|line| line.number == point.number);
        let tile =
            |change: &PointChange| Tile::new(change.word(), visit.t(&format!("point-change-{}", change.word())), said);
        ComparedView {
            field: format!("change-{}", point.id),
            legend: format!("{}. {}", point.number, point.place),
            words: point.words.clone(),
            measures: line.map(|line| line.measures.clone()).unwrap_or_default(),
            changes: PointChange::ALL.iter().map(tile).collect(),
        }
    };
    page(&ComparePage {
        layout: visit.layout_of("compare-title", Section::Walks),
        back: urls::walk(id),
        walk: own.walk.plan.title.clone(),
        earlier: before.walk.plan.title.clone(),
        action: urls::walk_compare(id),
        may_change: own.walk.may_be_changed_by(&viewer),
        points: before.entries.iter().map(|entry| view(&entry.point)).collect(),
    })
}

/// `POST /walks/{id}/compare`: `change-POINT` (`better`, `same`, `worse`, `gone`) for each point of the earlier walk that was
/// looked at. What is done, and whose point is better or gone, is verified. For those who may change the walk.
///
/// # Errors
/// As [`points::compare`].
pub async fn submit_comparison(
    who: Allowed<LeadingWalks>,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
    outbox: web::Data<Outbox>,
) -> Result<HttpResponse, AppError> {
    let (id, leader, outbox) = (id.into_inner(), tools.leader(&who), *outbox.get_ref());
    let verified = tools
        .db
        .write(move |connection| {
            let walk = leader.find(connection, id)?;
            let earlier = walk.plan.earlier_walk_id.or_not_found("earlier walk")?;
            let changes = read_changes(&form, &store::list_points(connection, earlier)?);
            points::compare(connection, id, &changes, outbox, &leader)
        })
        .await?;
    let flash = if verified > 0 { "flash-walk-compared-verified" } else { "flash-walk-compared" };
    Ok(see_other_with_flash(&urls::walk_protocol(id), flash))
}
