//! What a browser sees of goals and commitments, and the views that several pages share.

mod commitment;
mod goal;
mod measure;
mod plan;
mod thread;

use jiff::civil::Date;

use super::model::{Goal, Progress};
use super::thread::{CommitmentThread, GoalThread, Tied};
use crate::accounts::Organisation;
use crate::followup::indicators::Judged;
use crate::followup::indicators::model::Verdict;
use crate::measures::model::{Measure, Status};
use crate::urls;
use crate::web::{FieldMessages, Visit};

pub use commitment::{add_commitment, change_commitment, commitment, edit_commitment, new_commitment, tie_measures};
pub use goal::{add_goal, change_goal, choose_indicators, edit_goal, goal, new_goal};
pub use measure::{loose_measures, of_indicator, of_measure, tie_measure};
pub use plan::plan;
pub use thread::thread;

/// What somebody else wrote while a form was filled in, and what a form says of itself.
struct Fields<F> {
    form: F,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    /// Names and values of what somebody else wrote meanwhile; empty when nobody did.
    meanwhile: Vec<(String, String)>,
}

/// A goal with what hangs on it, as pages show it.
struct GoalView {
    /// Where it stands in the page.
    anchor: String,
    href: String,
    code: String,
    name: String,
    description: String,
    /// The plan it stands in, and the years it is meant for.
    plan: String,
    indicators: Vec<IndicatorView>,
    commitments: Vec<CommitmentView>,
    /// Where something is undertaken for it; empty for those who may not write that down.
    add: String,
}

impl GoalView {
    /// A goal as this visitor may see it. `add`: the year that a new commitment would be for, for those who keep them.
    fn new(visit: &Visit, known: &Known<'_>, thread: &GoalThread, add: Option<i64>) -> Self {
        let GoalThread { goal, indicators, commitments } = thread;
        Self {
            anchor: format!("goal-{}", goal.id),
            href: urls::goal(goal.id),
            code: goal.aim.code.clone(),
            name: goal.aim.name.clone(),
            description: goal.aim.description.clone(),
            plan: plan_in_words(visit, goal),
            indicators: indicators.iter().map(|judged| IndicatorView::new(visit, judged)).collect(),
            commitments: commitments.iter().map(|thread| CommitmentView::new(visit, known, thread)).collect(),
            add: add.map(|year| urls::commitment_new(goal.id, year)).unwrap_or_default(),
        }
    }
}

/// What the words of measures need to know.
struct Known<'a> {
    /// Who may own a measure.
    organisations: &'a [Organisation],
}

/// The plan a goal stands in, when it was decided, and the years it is meant for.
fn plan_in_words(visit: &Visit, goal: &Goal) -> String {
    let aim = &goal.aim;
    let years = match aim.to_year {
        Some(last) if last == aim.from_year => last.to_string(),
        Some(last) => format!("{}–{last}", aim.from_year),
        None => visit.t_with("goal-from-year-on", &[("year", aim.from_year.to_string().into())]),
    };
    let decided = aim
        .plan_decided_on
        .map(|day| visit.t_with("goal-decided-on", &[("day", visit.language.day(day.date()).into())]));
    let told = [Some(aim.plan.clone()), decided, Some(years)].into_iter().flatten();
    told.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// An indicator with its verdict.
struct IndicatorView {
    href: String,
    code: String,
    name: String,
    sign: String,
    sign_kind: &'static str,
    /// What was measured last; empty when nothing was.
    outcome: String,
    /// What is wanted; empty without a target.
    target: String,
}

impl IndicatorView {
    fn new(visit: &Visit, judged: &Judged) -> Self {
        let about = &judged.indicator.about;
        Self {
            href: urls::thread_of_indicator(judged.indicator.id),
            code: about.code.clone(),
            name: about.name.clone(),
            sign: judged.verdict_in_words(visit.language),
            sign_kind: match judged.verdict {
                Verdict::Reached => "less",
                Verdict::NotReached => "more",
                Verdict::CannotBeJudged => "few",
                Verdict::NothingToJudge => "quiet",
            },
            outcome: judged.outcome_in_words(visit.language),
            target: judged.aim_in_words(visit.language),
        }
    }
}

/// A commitment with its measures, as pages show it.
struct CommitmentView {
    href: String,
    title: String,
    /// Who has undertaken it, and for which year.
    who: String,
    committee: String,
    description: String,
    sign: String,
    sign_kind: &'static str,
    /// How many measures it has, and how they stand.
    tally: String,
    /// Those that this visitor may read.
    measures: Vec<MeasureView>,
}

impl CommitmentView {
    fn new(visit: &Visit, known: &Known<'_>, thread: &CommitmentThread) -> Self {
        let CommitmentThread { commitment, progress, measures } = thread;
        let undertaking = &commitment.undertaking;
        Self {
            href: urls::commitment(commitment.id),
            title: undertaking.title.clone(),
            who: format!("{} · {}", undertaking.committee, undertaking.year),
            committee: undertaking.committee.clone(),
            description: undertaking.description.clone(),
            sign: progress_in_words(visit, *progress),
            sign_kind: progress_kind(*progress),
            tally: tally(visit, measures),
            measures: measures
                .iter()
                .filter_map(|tied| Some(MeasureView::new(visit, known, tied.measure.as_ref()?, tied.progress)))
                .collect(),
        }
    }
}

/// How far a commitment has come, in words.
fn progress_in_words(visit: &Visit, progress: Progress) -> String {
    visit.t(&format!("thread-progress-{}", progress.word()))
}

/// The kind of sign for that.
fn progress_kind(progress: Progress) -> &'static str {
    match progress {
        Progress::Nothing | Progress::NotBegun => "quiet",
        Progress::Late => "more",
        Progress::UnderWay => "",
        Progress::Done | Progress::Verified => "less",
    }
}

/// `3 åtgärder: 2 pågår, 1 verifierad`; empty for none.
fn tally(visit: &Visit, measures: &[Tied]) -> String {
    if measures.is_empty() {
        return String::new();
    }
    let parts: Vec<String> = Progress::ALL
        .iter()
        .filter_map(|progress| {
            let count = measures.iter().filter(|tied| tied.progress == *progress).count();
            let key = format!("thread-tally-{}", progress.word());
            (count > 0).then(|| visit.t_with(&key, &[("count", count.into())]))
        })
        .collect();
    let all = visit.t_with("thread-measures", &[("count", measures.len().into())]);
    format!("{all}: {}", parts.join(", "))
}

/// A measure, for whoever may read it.
struct MeasureView {
    /// The way back from it.
    href: String,
    title: String,
    /// Whose it is, and the function that answers for it.
    owner: String,
    /// By when, in words.
    due: String,
    sign: String,
    sign_kind: &'static str,
    /// What was done, or why nothing was; empty while it is not.
    result: String,
    /// Its key, for forms.
    id: i64,
}

impl MeasureView {
    fn new(visit: &Visit, known: &Known<'_>, measure: &Measure, progress: Progress) -> Self {
        let (promise, standing) = (&measure.promise, &measure.standing);
        let owner = known.organisations.iter().find(|organisation| organisation.id == promise.organisation_id);
        let owner = owner.map(|owner| owner.name.as_str()).unwrap_or_default();
        Self {
            href: urls::thread_of_measure(measure.id),
            title: promise.title.clone(),
            owner: format!("{owner}, {}", promise.line_function),
            due: standing.due_on.map_or_else(|| visit.t("measure-no-date"), |day| visit.language.day(day.date())),
            sign: measure_in_words(visit, measure, progress),
            sign_kind: progress_kind(progress),
            result: match standing.status {
                Status::Declined => standing.reason.clone(),
                Status::Done | Status::Verified => standing.outcome.clone(),
                _ => String::new(),
            },
            id: measure.id,
        }
    }
}

/// Where a measure stands: its own word, unless it is late.
fn measure_in_words(visit: &Visit, measure: &Measure, progress: Progress) -> String {
    match progress {
        Progress::Late => progress_in_words(visit, progress),
        _ => crate::measures::pages::status_word(visit.language, measure.standing.status),
    }
}

/// A measure that is looked at alone, or in a list of those that hang loose.
fn measure_view(visit: &Visit, known: &Known<'_>, measure: &Measure, today: Date) -> MeasureView {
    let standing = &measure.standing;
    MeasureView::new(visit, known, measure, Progress::of_measure(standing.status, standing.due_on, today))
}
