//! One commitment with its measures, and the forms that keep it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use super::{CommitmentView, Fields, Known, measure_view};
use crate::accounts::session::{FollowingUp, ReadingPictures};
use crate::accounts::{self, Allowed, Permission, Viewer};
use crate::db::{Db, DbConnection};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::goals::forms::{CommitmentForm, LONGEST_TEXT};
use crate::followup::goals::model::{Commitment, Goal};
use crate::followup::goals::{actions, store, thread};
use crate::measures::filter::Filter;
use crate::measures::model::Measure;
use crate::measures::store as measures;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, Layout, Section, Submitted, Visit, page, page_with_status, see_other_with_flash,
};

/// So many measures are offered at most: who misses one searches for it.
const OFFERED: i64 = 20;

#[derive(Template)]
#[template(path = "followup/commitment.html")]
struct CommitmentPage {
    layout: Layout,
    commitment: CommitmentView,
    goal_href: String,
    goal_name: String,
    /// Where it is changed; empty for those who may not.
    edit: String,
    /// Where its measures are chosen.
    tie: String,
    /// The address of this page, for the search.
    here: String,
    /// What was searched for.
    words: String,
    /// The measures that may be added; empty for those who may not, and when there is none.
    offered: Vec<Choice>,
    sees_measures: bool,
}

/// The measures that may be added: those with these words, or without words the latest of the year that belong to none.
fn list_offered(
    connection: &mut DbConnection,
    viewer: &Viewer,
    (commitment, words): (&Commitment, &[String]),
    today: Date,
) -> Result<Vec<Measure>, AppError> {
    let mut offered = if words.is_empty() {
        store::list_loose_measures(connection, commitment.undertaking.year, 0, OFFERED)?
    } else {
        let filter = Filter { words: words.to_vec(), ..Filter::default() };
        measures::list(connection, viewer, &filter, today, 0, OFFERED)?
    };
    let linked = store::list_linked(connection, &[commitment.id])?;
    offered.retain(|measure| !linked.iter().any(|link| link.measure_id == measure.id));
    Ok(offered)
}

/// `GET /followup/commitments/{id}?q=`: its measures by title for the working group, by number for others. For those who
/// read pictures.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such commitment.
pub async fn commitment(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    id: web::Path<i64>,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (viewer, id, today) = (who.viewer(), id.into_inner(), clock.today());
    let words = Submitted::from_query(request.query_string()).text("q");
    let searched: Vec<String> = words.to_lowercase().split_whitespace().map(ToOwned::to_owned).collect();
    let may_keep = viewer.role.may(Permission::FollowUp);
    let read = move |connection: &mut DbConnection| {
        let commitment = store::find_commitment(connection, id)?.or_not_found("commitment")?;
        let goal = store::find_goal(connection, commitment.undertaking.goal_id)?.or_not_found("goal")?;
        let offered =
            if may_keep { list_offered(connection, &viewer, (&commitment, &searched), today)? } else { Vec::new() };
        let thread = thread::with_measures(connection, &viewer, vec![commitment], today)?;
        let thread = thread.into_iter().next().or_not_found("commitment")?;
        Ok::<_, AppError>((thread, goal, offered, accounts::store::list_organisations(connection)?))
    };
    let (thread, goal, offered, organisations) = db.read(read).await?;
    let known = Known { organisations: &organisations };
    let offer = |measure: &Measure| {
        let view = measure_view(&visit, &known, measure, today);
        Choice::new(view.id.to_string(), format!("{} – {}", view.title, view.owner), "")
    };
    page(&CommitmentPage {
        layout: visit.layout(thread.commitment.undertaking.title.clone(), Section::FollowUp),
        commitment: CommitmentView::new(&visit, &known, &thread),
        goal_href: urls::goal(goal.id),
        goal_name: format!("{} {}", goal.aim.code, goal.aim.name),
        edit: if may_keep { urls::commitment_edit(id) } else { String::new() },
        tie: urls::commitment_measures(id),
        here: urls::commitment(id),
        words,
        offered: offered.iter().map(offer).collect(),
        sees_measures: viewer.role.may(Permission::SeeWorkingGroup),
    })
}

/// `POST /followup/commitments/{id}/measures`: the keys of measures in `measure`; they belong to it from now on, or with
/// `step=remove` no longer. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such commitment or measure.
pub async fn tie_measures(
    who: Allowed<FollowingUp>,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (viewer, actor, id, now) = (who.viewer(), who.actor(), id.into_inner(), clock.now());
    let chosen: Vec<i64> = form.all("measure").iter().filter_map(|key| key.parse().ok()).collect();
    let belongs = form.text("step") != "remove";
    let tie = move |connection: &mut DbConnection| {
        actions::tie_measures(connection, (&viewer, &actor), id, (&chosen, belongs), now)
    };
    let flash = match (db.write(tie).await?, belongs) {
        (0, _) => "flash-commitment-unchanged",
        (_, true) => "flash-commitment-tied",
        (_, false) => "flash-commitment-untied",
    };
    Ok(see_other_with_flash(&urls::commitment(id), flash))
}

#[derive(Template)]
#[template(path = "followup/commitment_form.html")]
struct CommitmentFormPage {
    layout: Layout,
    heading: String,
    back: String,
    back_label: String,
    action: String,
    fields: Fields<CommitmentForm>,
    goals: Vec<Choice>,
    committees: Vec<String>,
    longest_text: String,
    is_new: bool,
}

/// What the form stands on.
struct Surroundings {
    goals: Vec<Goal>,
    committees: Vec<String>,
}

impl Surroundings {
    fn read(connection: &mut DbConnection) -> Result<Self, AppError> {
        Ok(Self { goals: store::list_goals(connection)?, committees: store::list_committees(connection)? })
    }
}

impl CommitmentFormPage {
    fn new(
        visit: &Visit,
        around: &Surroundings,
        kept: Option<&Commitment>,
        form: CommitmentForm,
        faults: &Faults,
    ) -> Self {
        let heading = if kept.is_some() { visit.t("commitment-edit") } else { visit.t("commitment-new") };
        let chosen = form.text("goal");
        let none = Choice::new("", visit.t("commitment-goal-choose"), &chosen);
        let goals = around
            .goals
            .iter()
            .map(|goal| Choice::new(goal.id.to_string(), format!("{} {}", goal.aim.code, goal.aim.name), &chosen));
        let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
        Self {
            layout: visit.layout(heading.clone(), Section::FollowUp),
            heading,
            back: kept.map_or_else(|| urls::FOLLOWUP.to_owned(), |commitment| urls::commitment(commitment.id)),
            back_label: kept.map_or_else(|| visit.t("thread-title"), |kept| kept.undertaking.title.clone()),
            action: kept.map_or_else(|| urls::COMMITMENTS.to_owned(), |kept| urls::commitment_edit(kept.id)),
            goals: std::iter::once(none).chain(goals).collect(),
            committees: around.committees.clone(),
            fields: Fields { messages: faults.shown(visit.language), confirms_privacy, meanwhile: Vec::new(), form },
            longest_text: LONGEST_TEXT.to_string(),
            is_new: kept.is_none(),
        }
    }

    /// The same, with what somebody else has made of the commitment.
    fn told_meanwhile(mut self, visit: &Visit, around: &Surroundings, kept: &Commitment) -> Self {
        let undertaking = &kept.undertaking;
        let goal = around.goals.iter().find(|goal| goal.id == undertaking.goal_id);
        let told = [
            ("commitment-goal", goal.map(|goal| goal.aim.name.clone()).unwrap_or_default()),
            ("commitment-committee", undertaking.committee.clone()),
            ("commitment-year", undertaking.year.to_string()),
            ("commitment-title", undertaking.title.clone()),
            ("commitment-description", undertaking.description.clone()),
        ];
        let told = told.into_iter().filter(|(_, value)| !value.is_empty());
        self.fields.meanwhile = told.map(|(key, value)| (visit.t(key), value)).collect();
        self
    }
}

/// `GET /followup/commitments/new?goal=&year=`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn new_commitment(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let form = CommitmentForm::sent(Submitted::from_query(request.query_string()));
    let form = form.begun_with("year", clock.today().year().to_string());
    let around = db.read(Surroundings::read).await?;
    page(&CommitmentFormPage::new(&visit, &around, None, form, &Faults::default()))
}

/// `POST /followup/commitments`: `goal` (key), `committee`, `year`, `title`, `description`. 303 to the commitment, also when it
/// is there already; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn add_commitment(
    who: Allowed<FollowingUp>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let form = CommitmentForm::sent(form);
    let around = db.read(Surroundings::read).await?;
    let undertaking = match form.parse(&around.goals) {
        Ok(undertaking) => undertaking,
        Err(faults) => {
            let again = CommitmentFormPage::new(&visit, &around, None, form, &faults);
            return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
    };
    let (actor, now) = (who.actor(), clock.now());
    let (id, is_new) = db.write(move |connection| actions::commit(connection, &actor, &undertaking, now)).await?;
    let flash = if is_new { "flash-commitment-added" } else { "flash-commitment-already" };
    Ok(see_other_with_flash(&urls::commitment(id), flash))
}

async fn to_change(db: &Db, id: i64) -> Result<(Commitment, Surroundings), AppError> {
    db.read(move |connection| {
        let commitment = store::find_commitment(connection, id)?.or_not_found("commitment")?;
        Ok::<_, AppError>((commitment, Surroundings::read(connection)?))
    })
    .await
}

/// `GET /followup/commitments/{id}/edit`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such commitment.
pub async fn edit_commitment(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let (kept, around) = to_change(&db, id.into_inner()).await?;
    page(&CommitmentFormPage::new(&visit, &around, Some(&kept), CommitmentForm::of(&kept), &Faults::default()))
}

/// `POST /followup/commitments/{id}/edit`: as a new one, with `version`; `step=remove` takes it away, and its measures stay.
/// 303 to the commitment, or to the thread; 409 with both wordings when somebody else was first, saving again then counts;
/// 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such commitment; [`AppError::BadRequest`] without a version.
pub async fn change_commitment(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (id, is_removal) = (id.into_inner(), form.text("step") == "remove");
    let form = CommitmentForm::sent(form);
    let (kept, around) = to_change(&db, id).await?;
    let seen = form.version().ok_or(AppError::BadRequest("error-broken-form"))?;
    let (actor, now) = (who.actor(), clock.now());
    if is_removal {
        let remove =
            move |connection: &mut DbConnection| actions::remove_commitment(connection, &actor, (id, seen), now);
        if db.write(remove).await? {
            return Ok(see_other_with_flash(urls::FOLLOWUP, "flash-commitment-removed"));
        }
    } else {
        let undertaking = match form.parse(&around.goals) {
            Ok(undertaking) => undertaking,
            Err(faults) => {
                let again = CommitmentFormPage::new(&visit, &around, Some(&kept), form, &faults);
                return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
            }
        };
        let change = move |connection: &mut DbConnection| {
            actions::change_commitment(connection, &actor, (id, seen), &undertaking, now)
        };
        if db.write(change).await? {
            return Ok(see_other_with_flash(&urls::commitment(id), "flash-commitment-changed"));
        }
    }
    let (kept, around) = to_change(&db, id).await?;
    // Who wanted to take it away sees what it has become; who wrote keeps the own words.
    let form = if is_removal { CommitmentForm::of(&kept) } else { form.upon(kept.version) };
    let told = CommitmentFormPage::new(&visit, &around, Some(&kept), form, &Faults::default());
    page_with_status(StatusCode::CONFLICT, &told.told_meanwhile(&visit, &around, &kept))
}
