//! One goal with everything that hangs on it, and the forms that keep it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Fields, GoalView, Known};
use crate::accounts::session::{FollowingUp, ReadingPictures};
use crate::accounts::{self, Allowed, Permission};
use crate::db::{Db, DbConnection};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::goals::actions::{self, Changed, Kept};
use crate::followup::goals::forms::{GoalForm, LONGEST_TEXT};
use crate::followup::goals::model::Goal;
use crate::followup::goals::{store, thread};
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, Layout, Message, Section, Submitted, Visit, page, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "followup/goal.html")]
struct GoalPage {
    layout: Layout,
    goal: GoalView,
    /// Where it is changed; empty for those who may not.
    edit: String,
    /// The indicators that may be chosen; empty for those who may not choose.
    choices: Vec<Choice>,
    choose: String,
}

/// `GET /followup/goals/{id}`. For those who read pictures.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such goal.
pub async fn goal(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (viewer, id, today) = (who.viewer(), id.into_inner(), clock.today());
    let read = move |connection: &mut DbConnection| {
        let goal = store::find_goal(connection, id)?.or_not_found("goal")?;
        let thread = thread::of_goals(connection, &viewer, vec![goal], today)?.pop().or_not_found("goal")?;
        let organisations = accounts::store::list_organisations(connection)?;
        Ok::<_, AppError>((thread, organisations, thread::list_judged(connection)?))
    };
    let (thread, organisations, indicators) = db.read(read).await?;
    let may_keep = viewer.role.may(Permission::FollowUp);
    let is_chosen = |id: i64| thread.indicators.iter().any(|judged| judged.indicator.id == id);
    let choices = indicators.iter().filter(|_| may_keep).map(|judged| Choice {
        value: judged.indicator.id.to_string(),
        label: judged.indicator.title(),
        selected: is_chosen(judged.indicator.id),
    });
    let add = may_keep.then_some(i64::from(today.year()));
    page(&GoalPage {
        layout: visit.layout(thread.goal.aim.name.clone(), Section::FollowUp),
        goal: GoalView::new(&visit, &Known { organisations: &organisations }, &thread, add),
        edit: if may_keep { urls::goal_edit(id) } else { String::new() },
        choices: choices.collect(),
        choose: urls::goal_indicators(id),
    })
}

/// `POST /followup/goals/{id}/indicators`: the keys of those that show it, in `indicator`; these and no others. For those
/// who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such goal.
pub async fn choose_indicators(
    who: Allowed<FollowingUp>,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (actor, id, now) = (who.actor(), id.into_inner(), clock.now());
    let chosen: Vec<i64> = form.all("indicator").iter().filter_map(|key| key.parse().ok()).collect();
    db.write(move |connection| actions::choose_indicators(connection, &actor, id, &chosen, now)).await?;
    Ok(see_other_with_flash(&urls::goal(id), "flash-goal-changed"))
}

#[derive(Template)]
#[template(path = "followup/goal_form.html")]
struct GoalFormPage {
    layout: Layout,
    heading: String,
    back: String,
    back_label: String,
    action: String,
    fields: Fields<GoalForm>,
    longest_text: String,
    is_new: bool,
    /// Whether it may be taken away: nothing is undertaken for it.
    may_be_removed: bool,
}

impl GoalFormPage {
    /// The form of a goal that is kept, or of a new one.
    fn new(visit: &Visit, kept: Option<(&Goal, i64)>, form: GoalForm, faults: &Faults) -> Self {
        let heading = match kept {
            Some(_) => visit.t("goal-edit"),
            None => visit.t("goal-new"),
        };
        let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
        Self {
            layout: visit.layout(heading.clone(), Section::FollowUp),
            heading,
            back: kept.map_or_else(|| urls::FOLLOWUP.to_owned(), |(goal, _)| urls::goal(goal.id)),
            back_label: kept.map_or_else(|| visit.t("thread-title"), |(goal, _)| goal.aim.name.clone()),
            action: kept.map_or_else(|| urls::GOALS.to_owned(), |(goal, _)| urls::goal_edit(goal.id)),
            fields: Fields { form, messages: faults.shown(visit.language), confirms_privacy, meanwhile: Vec::new() },
            longest_text: LONGEST_TEXT.to_string(),
            is_new: kept.is_none(),
            may_be_removed: kept.is_some_and(|(_, commitments)| commitments == 0),
        }
    }

    /// The same, with what somebody else has made of the goal.
    fn told_meanwhile(mut self, visit: &Visit, goal: &Goal) -> Self {
        let kept = GoalForm::of(goal);
        let names = [
            ("code", "goal-code"),
            ("name", "goal-name"),
            ("description", "goal-description"),
            ("plan", "goal-plan"),
            ("plan_decided_on", "goal-plan-decided"),
            ("from_year", "goal-from-year"),
            ("to_year", "goal-to-year"),
        ];
        let told = names.into_iter().map(|(field, key)| (visit.t(key), kept.text(field)));
        self.fields.meanwhile = told.filter(|(_, value)| !value.is_empty()).collect();
        self
    }
}

/// `GET /followup/goals/new`. For those who keep the follow-up.
///
/// # Errors
/// None of its own.
pub async fn new_goal(_who: Allowed<FollowingUp>, visit: Visit) -> Result<HttpResponse, AppError> {
    page(&GoalFormPage::new(&visit, None, GoalForm::default(), &Faults::default()))
}

/// What is said of a code that another goal has.
fn taken() -> Faults {
    let mut faults = Faults::default();
    faults.add("code", Message::new("goal-code-taken"));
    faults
}

/// `POST /followup/goals`: `code`, `name`, `description`, `plan`, `plan_decided_on`, `from_year`, `to_year`. 303 to the goal,
/// also when it is there already; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn add_goal(
    who: Allowed<FollowingUp>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let form = GoalForm::sent(form);
    let again = |form, faults: &Faults| {
        page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &GoalFormPage::new(&visit, None, form, faults))
    };
    let aim = match form.parse() {
        Ok(aim) => aim,
        Err(faults) => return again(form, &faults),
    };
    let (actor, now) = (who.actor(), clock.now());
    match db.write(move |connection| actions::add_goal(connection, &actor, &aim, now)).await? {
        Kept::Added(id) => Ok(see_other_with_flash(&urls::goal(id), "flash-goal-added")),
        Kept::Already(id) => Ok(see_other_with_flash(&urls::goal(id), "flash-goal-already")),
        Kept::CodeTaken => again(form, &taken()),
    }
}

async fn to_change(db: &Db, id: i64) -> Result<(Goal, i64), AppError> {
    db.read(move |connection| {
        let goal = store::find_goal(connection, id)?.or_not_found("goal")?;
        Ok::<_, AppError>((goal, store::count_commitments(connection, id)?))
    })
    .await
}

/// `GET /followup/goals/{id}/edit`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such goal.
pub async fn edit_goal(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let (goal, commitments) = to_change(&db, id.into_inner()).await?;
    page(&GoalFormPage::new(&visit, Some((&goal, commitments)), GoalForm::of(&goal), &Faults::default()))
}

/// `POST /followup/goals/{id}/edit`: as a new one, with `version`; `step=remove` takes it away. 303 to the goal, or to the
/// thread; 409 with both wordings when somebody else was first, saving again then counts; 422 with the form. For those who
/// keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such goal; [`AppError::BadRequest`] without a version; [`AppError::Conflict`] when
/// it is to be taken away and something is undertaken for it.
pub async fn change_goal(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (id, is_removal) = (id.into_inner(), form.text("step") == "remove");
    let form = GoalForm::sent(form);
    let (goal, commitments) = to_change(&db, id).await?;
    let seen = form.version().ok_or(AppError::BadRequest("error-broken-form"))?;
    let (actor, now) = (who.actor(), clock.now());
    if is_removal {
        let is_gone = db.write(move |connection| actions::remove_goal(connection, &actor, (id, seen), now)).await?;
        if is_gone {
            return Ok(see_other_with_flash(urls::FOLLOWUP, "flash-goal-removed"));
        }
    } else {
        let again = |form, faults: &Faults| {
            let told = GoalFormPage::new(&visit, Some((&goal, commitments)), form, faults);
            page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &told)
        };
        let aim = match form.parse() {
            Ok(aim) => aim,
            Err(faults) => return again(form, &faults),
        };
        let change =
            move |connection: &mut DbConnection| actions::change_goal(connection, &actor, (id, seen), &aim, now);
        match db.write(change).await? {
            Changed::Done => return Ok(see_other_with_flash(&urls::goal(id), "flash-goal-changed")),
            Changed::CodeTaken => return again(form, &taken()),
            Changed::Overtaken => {}
        }
    }
    let (goal, commitments) = to_change(&db, id).await?;
    // Who wanted to take it away sees what it has become; who wrote keeps the own words.
    let form = if is_removal { GoalForm::of(&goal) } else { form.upon(goal.version) };
    let told = GoalFormPage::new(&visit, Some((&goal, commitments)), form, &Faults::default());
    page_with_status(StatusCode::CONFLICT, &told.told_meanwhile(&visit, &goal))
}
