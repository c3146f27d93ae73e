//! The way back: from a measure, or from an indicator, to its goals; and the measures that hang loose.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{CommitmentView, GoalView, IndicatorView, Known, MeasureView, measure_view};
use crate::accounts::session::{FollowingUp, ReadingPictures, WorkingGroup};
use crate::accounts::{self, Allowed, Permission};
use crate::db::{Db, DbConnection};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::goals::model::{Commitment, YEARS};
use crate::followup::goals::thread::{self, GoalThread};
use crate::followup::goals::{actions, store};
use crate::measures::store as measures;
use crate::time::Clock;
use crate::urls;
use crate::web::{Choice, Layout, Section, Submitted, Visit, page, see_other_with_flash};

/// Rows on one page of the measures that hang loose.
const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "followup/of_measure.html")]
struct OfMeasurePage {
    layout: Layout,
    measure: MeasureView,
    /// The measure's own page.
    measure_href: String,
    ways: Vec<WayView>,
    /// The commitments it may be added to; empty for those who may not, and when there is none.
    offered: Vec<Choice>,
    action: String,
    may_keep: bool,
}

/// A commitment that the measure belongs to, and what that leads to.
struct WayView {
    id: i64,
    commitment: CommitmentView,
    goal_href: String,
    goal_name: String,
    indicators: Vec<IndicatorView>,
}

/// `GET /followup/measures/{id}`: the way from a measure by its commitments to its goals. For the working group.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such measure.
pub async fn of_measure(
    who: Allowed<WorkingGroup>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (viewer, id, today) = (who.viewer(), id.into_inner(), clock.today());
    let may_keep = viewer.role.may(Permission::FollowUp);
    let read = move |connection: &mut DbConnection| {
        let measure = measures::find(connection, &viewer, id)?.or_not_found("measure")?;
        let commitments = store::list_commitments_of_measure(connection, id)?;
        let mut goals = store::list_goals(connection)?;
        goals.retain(|goal| commitments.iter().any(|commitment| commitment.undertaking.goal_id == goal.id));
        let threads = thread::of_goals(connection, &viewer, goals, today)?;
        let mut offered = if may_keep {
            store::list_commitments_of_year(connection, i64::from(measure.promise.decided_on.date().year()))?
        } else {
            Vec::new()
        };
        offered.retain(|offer| !commitments.iter().any(|commitment| commitment.id == offer.id));
        let organisations = accounts::store::list_organisations(connection)?;
        Ok::<_, AppError>((measure, commitments, threads, offered, organisations))
    };
    let (measure, commitments, threads, offered, organisations) = db.read(read).await?;
    let known = Known { organisations: &organisations };
    let offer = |commitment: &Commitment| {
        let undertaking = &commitment.undertaking;
        Choice::new(commitment.id.to_string(), format!("{}: {}", undertaking.committee, undertaking.title), "")
    };
    page(&OfMeasurePage {
        layout: visit.layout(measure.promise.title.clone(), Section::FollowUp),
        measure: measure_view(&visit, &known, &measure, today),
        measure_href: urls::measure(id),
        ways: commitments.iter().filter_map(|commitment| WayView::new(&visit, &known, commitment, &threads)).collect(),
        offered: offered.iter().map(offer).collect(),
        action: urls::thread_of_measure(id),
        may_keep,
    })
}

impl WayView {
    fn new(visit: &Visit, known: &Known<'_>, commitment: &Commitment, threads: &[GoalThread]) -> Option<Self> {
        let GoalThread { goal, indicators, commitments } =
            threads.iter().find(|thread| thread.goal.id == commitment.undertaking.goal_id)?;
        let thread = commitments.iter().find(|thread| thread.commitment.id == commitment.id)?;
        Some(Self {
            id: commitment.id,
            commitment: CommitmentView::new(visit, known, thread),
            goal_href: urls::goal(goal.id),
            goal_name: format!("{} {}", goal.aim.code, goal.aim.name),
            indicators: indicators.iter().map(|judged| IndicatorView::new(visit, judged)).collect(),
        })
    }
}

/// `POST /followup/measures/{id}`: the key of a `commitment` that it belongs to from now on, or with `step=remove` no longer.
/// For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such measure or commitment.
pub async fn tie_measure(
    who: Allowed<FollowingUp>,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (viewer, actor, id, now) = (who.viewer(), who.actor(), id.into_inner(), clock.now());
    let belongs = form.text("step") != "remove";
    let commitment: i64 = form.text("commitment").parse().ok().or_not_found("commitment")?;
    let tie = move |connection: &mut DbConnection| {
        actions::tie_measures(connection, (&viewer, &actor), commitment, (&[id], belongs), now)
    };
    let flash = match (db.write(tie).await?, belongs) {
        (0, _) => "flash-commitment-unchanged",
        (_, true) => "flash-commitment-tied",
        (_, false) => "flash-commitment-untied",
    };
    Ok(see_other_with_flash(&urls::thread_of_measure(id), flash))
}

#[derive(Template)]
#[template(path = "followup/loose_measures.html")]
struct LoosePage {
    layout: Layout,
    lead: String,
    back: String,
    measures: Vec<MeasureView>,
    newer: String,
    older: String,
}

/// `GET /followup/measures?year=`: the measures decided in a year that belong to no commitment, the latest first, a page at a
/// time. For the working group.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn loose_measures(
    _who: Allowed<WorkingGroup>,
    visit: Visit,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (query, today) = (Submitted::from_query(request.query_string()), clock.today());
    let asked = query.text("year").parse().ok().filter(|year| YEARS.contains(year));
    let year = asked.unwrap_or(i64::from(today.year()));
    let number: i64 = query.text("page").parse().ok().filter(|number| (1..=1_000_000).contains(number)).unwrap_or(1);
    let read = move |connection: &mut DbConnection| {
        // One more than is shown tells whether there is another page.
        let listed = store::list_loose_measures(connection, year, (number - 1) * ROWS, ROWS + 1)?;
        let count = store::count_loose_measures(connection, year)?;
        Ok::<_, AppError>((listed, count, accounts::store::list_organisations(connection)?))
    };
    let (listed, count, organisations) = db.read(read).await?;
    let known = Known { organisations: &organisations };
    let at = |number: i64| format!("{}&page={number}", urls::thread_loose_measures(year));
    let values = [("count", count.into()), ("year", year.to_string().into())];
    page(&LoosePage {
        layout: visit.layout_of("thread-loose-title", Section::FollowUp),
        lead: visit.t_with("thread-loose-measures", &values),
        back: urls::thread_of_year(year),
        newer: if number > 1 { at(number - 1) } else { String::new() },
        older: if listed.iter().nth(usize::try_from(ROWS).unwrap_or(usize::MAX)).is_some() {
            at(number + 1)
        } else {
            String::new()
        },
        measures: listed
            .iter()
            .take(usize::try_from(ROWS).unwrap_or(usize::MAX))
            .map(|measure| measure_view(&visit, &known, measure, today))
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "followup/of_indicator.html")]
struct OfIndicatorPage {
    layout: Layout,
    indicator: IndicatorView,
    /// The indicator's own page.
    indicator_href: String,
    goals: Vec<GoalView>,
}

/// `GET /followup/thread/indicators/{id}`: the way from an indicator to the goals that it shows, and on to what is undertaken
/// for them. For those who read pictures.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such indicator.
pub async fn of_indicator(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (viewer, id, today) = (who.viewer(), id.into_inner(), clock.today());
    let read = move |connection: &mut DbConnection| {
        let judged = thread::list_judged(connection)?.into_iter().find(|judged| judged.indicator.id == id);
        let judged = judged.or_not_found("indicator")?;
        let goals = store::list_goals_of_indicator(connection, id)?;
        let threads = thread::of_goals(connection, &viewer, goals, today)?;
        Ok::<_, AppError>((judged, threads, accounts::store::list_organisations(connection)?))
    };
    let (judged, threads, organisations) = db.read(read).await?;
    let known = Known { organisations: &organisations };
    page(&OfIndicatorPage {
        layout: visit.layout(judged.indicator.about.name.clone(), Section::FollowUp),
        indicator: IndicatorView::new(&visit, &judged),
        indicator_href: format!("/followup/indicators/{id}"),
        goals: threads.iter().map(|thread| GoalView::new(&visit, &known, thread, None)).collect(),
    })
}
