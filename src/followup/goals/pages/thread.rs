//! The red thread of a year on one page, what hangs loose beside it, and the way to everything else of the follow-up.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{GoalView, Known};
use crate::accounts::session::ReadingPictures;
use crate::accounts::{self, Allowed, Permission};
use crate::db::Db;
use crate::error::AppError;
use crate::followup::classifications;
use crate::followup::goals::model::YEARS;
use crate::followup::goals::store;
use crate::followup::goals::thread::{self, GoalThread, Loose};
use crate::followup::indicators::Judged;
use crate::time::Clock;
use crate::urls;
use crate::web::{Layout, Section, Submitted, Visit, page};

/// The other parts of the follow-up: where they are, and the keys of what they are called and of what is there.
const PARTS: [(&str, &str, &str); 8] = [
    (urls::INDICATORS, "thread-part-indicators", "thread-part-indicators-about"),
    (urls::REPORTED_CRIME, "thread-part-crime", "thread-part-crime-about"),
    (urls::FUNDS, "thread-part-funds", "thread-part-funds-about"),
    (urls::COSTS, "thread-part-costs", "thread-part-costs-about"),
    ("/followup/meetings", "thread-part-meetings", "thread-part-meetings-about"),
    ("/followup/statutory", "thread-part-statutory", "thread-part-statutory-about"),
    (urls::CLASSIFICATIONS, "thread-part-classifications", "thread-part-classifications-about"),
    (urls::AUDIT_QUESTIONS, "thread-part-audit", "thread-part-audit-about"),
];

#[derive(Template)]
#[template(path = "followup/thread.html")]
struct ThreadPage {
    layout: Layout,
    heading: String,
    summary: String,
    earlier: String,
    now: String,
    later: String,
    plan: String,
    plan_label: String,
    goals: Vec<GoalView>,
    loose: Vec<LooseView>,
    nothing_loose: bool,
    others: Vec<PartView>,
    /// Where a goal is written down; empty for those who may not.
    add: &'static str,
}

/// Something that hangs loose: how much, and what it is.
struct LooseView {
    text: String,
    /// Where each of them is, and what it is called.
    links: Vec<(String, String)>,
}

struct PartView {
    href: &'static str,
    label: String,
    about: String,
}

/// `GET /followup?year=`: the thread of a year, this one when none is named. Titles of measures for the working group alone.
/// For those who read pictures.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn thread(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (viewer, today) = (who.viewer(), clock.today());
    let asked = Submitted::from_query(request.query_string()).text("year").parse().ok();
    let year = asked.filter(|year| YEARS.contains(year)).unwrap_or(i64::from(today.year()));
    let read = move |connection: &mut _| {
        let threads = thread::of_year(connection, &viewer, year, today)?;
        let loose = Loose::read(connection, &threads, year)?;
        let organisations = accounts::store::list_organisations(connection)?;
        let shows_classes = viewer.role.may(Permission::FollowUp) || classifications::are_shown(connection)?;
        Ok::<_, AppError>((threads, loose, organisations, store::list_years(connection)?, shows_classes))
    };
    let (threads, loose, organisations, years, shows_classes) = db.read(read).await?;
    let may_keep = viewer.role.may(Permission::FollowUp);
    let sees_measures = viewer.role.may(Permission::SeeWorkingGroup);
    let known = Known { organisations: &organisations };
    // As far as anything was undertaken, and always to the year that is planned next.
    let (first, last) = (years.first().copied().unwrap_or(year), years.last().copied().unwrap_or(year));
    let (first, last) = (first.min(i64::from(today.year())), last.max(i64::from(today.year()) + 1));
    let address = |year: i64| if (first..=last).contains(&year) { urls::thread_of_year(year) } else { String::new() };
    let named = year.to_string();
    page(&ThreadPage {
        layout: visit.layout_of("thread-title", Section::FollowUp),
        heading: visit.t_with("thread-heading", &[("year", named.clone().into())]),
        summary: summary(&visit, &threads),
        earlier: address(year - 1),
        now: named.clone(),
        later: address(year + 1),
        plan: urls::action_plan(year),
        plan_label: visit.t_with("plan-title", &[("year", named.into())]),
        goals: threads.iter().map(|thread| GoalView::new(&visit, &known, thread, may_keep.then_some(year))).collect(),
        nothing_loose: loose.is_nothing() && !threads.is_empty(),
        loose: loose_views(&visit, &loose, year, sees_measures),
        others: PARTS
            .iter()
            .filter(|(href, ..)| shows_classes || *href != urls::CLASSIFICATIONS)
            .map(|(href, label, about)| PartView { href, label: visit.t(label), about: visit.t(about) })
            .collect(),
        add: if may_keep { urls::GOAL_NEW } else { "" },
    })
}

/// How much hangs on the thread, in a sentence; empty when there is no goal.
fn summary(visit: &Visit, threads: &[GoalThread]) -> String {
    if threads.is_empty() {
        return String::new();
    }
    let commitments: Vec<_> = threads.iter().flat_map(|thread| &thread.commitments).collect();
    let mut indicators: Vec<i64> =
        threads.iter().flat_map(|thread| &thread.indicators).map(|judged| judged.indicator.id).collect();
    indicators.sort_unstable();
    indicators.dedup();
    let done = commitments.iter().filter(|thread| thread.progress.is_done()).count();
    let counts = [
        visit.t_with("thread-goals", &[("count", threads.len().into())]),
        visit.t_with("thread-indicators", &[("count", indicators.len().into())]),
        visit.t_with("thread-commitments", &[("count", commitments.len().into())]),
    ];
    let sum = visit.t_with("thread-summary", &[("things", visit.language.listed(&counts).into())]);
    if commitments.is_empty() {
        return sum;
    }
    let all = commitments.len();
    let said = visit.t_with("thread-summary-done", &[("done", done.into()), ("count", all.into())]);
    format!("{sum} {said}")
}

fn loose_views(visit: &Visit, loose: &Loose, year: i64, sees_measures: bool) -> Vec<LooseView> {
    let mut views = Vec::new();
    if !loose.goals.is_empty() {
        views.push(LooseView {
            text: visit.t_with("thread-loose-goals", &[("count", loose.goals.len().into())]),
            links: loose.goals.iter().map(|goal| (urls::goal(goal.id), goal.aim.name.clone())).collect(),
        });
    }
    if !loose.indicators.is_empty() {
        let link =
            |judged: &Judged| (urls::thread_of_indicator(judged.indicator.id), judged.indicator.about.name.clone());
        views.push(LooseView {
            text: visit.t_with("thread-loose-indicators", &[("count", loose.indicators.len().into())]),
            links: loose.indicators.iter().map(link).collect(),
        });
    }
    if !loose.commitments.is_empty() {
        views.push(LooseView {
            text: visit.t_with("thread-loose-commitments", &[("count", loose.commitments.len().into())]),
            links: loose
                .commitments
                .iter()
                .map(|commitment| (urls::commitment(commitment.id), commitment.undertaking.title.clone()))
                .collect(),
        });
    }
    if loose.measures > 0 {
        let all = (urls::thread_loose_measures(year), visit.t("thread-loose-measures-show"));
        views.push(LooseView {
            text: visit.t_with(
                "thread-loose-measures",
                &[("count", loose.measures.into()), ("year", year.to_string().into())],
            ),
            links: if sees_measures { vec![all] } else { Vec::new() },
        });
    }
    views
}
