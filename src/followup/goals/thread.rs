//! The red thread, read at once: goals with the indicators that show them, what is undertaken for them, and how far the
//! measures of that have come. Work grows with what is shown: five questions to the database, whatever hangs on the thread.

use std::collections::HashMap;

use jiff::civil::Date;

use super::model::{Commitment, Goal, Progress};
use super::store;
use crate::accounts::Viewer;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::followup::indicators::{self, Judged};
use crate::measures::model::Measure;

/// A goal with everything that hangs on it.
#[derive(Clone, Debug)]
pub struct GoalThread {
    /// The goal.
    pub goal: Goal,
    /// What shows whether it is reached, by code.
    pub indicators: Vec<Judged>,
    /// What is undertaken for it: the latest year first, then by committee.
    pub commitments: Vec<CommitmentThread>,
}

/// A commitment with its measures.
#[derive(Clone, Debug)]
pub struct CommitmentThread {
    /// The commitment.
    pub commitment: Commitment,
    /// How far it has come.
    pub progress: Progress,
    /// Its measures, by key.
    pub measures: Vec<Tied>,
}

/// A measure of a commitment.
#[derive(Clone, Debug)]
pub struct Tied {
    /// How far it has come.
    pub progress: Progress,
    /// The measure itself; `None` for whoever may not read it.
    pub measure: Option<Measure>,
}

/// The goals that are meant for a year, or that something was undertaken for in it, with what was undertaken in that year.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn of_year(
    connection: &mut DbConnection,
    viewer: &Viewer,
    year: i64,
    today: Date,
) -> Result<Vec<GoalThread>, AppError> {
    let commitments = store::list_commitments_of_year(connection, year)?;
    let mut goals = store::list_goals(connection)?;
    goals.retain(|goal| {
        goal.aim.is_of(year) || commitments.iter().any(|commitment| commitment.undertaking.goal_id == goal.id)
    });
    let commitments = with_measures(connection, viewer, commitments, today)?;
    assembled(connection, goals, commitments)
}

/// Some goals with everything that was ever undertaken for them.
pub fn of_goals(
    connection: &mut DbConnection,
    viewer: &Viewer,
    goals: Vec<Goal>,
    today: Date,
) -> Result<Vec<GoalThread>, AppError> {
    let ids: Vec<i64> = goals.iter().map(|goal| goal.id).collect();
    let commitments = store::list_commitments(connection, &ids)?;
    let commitments = with_measures(connection, viewer, commitments, today)?;
    assembled(connection, goals, commitments)
}

/// Commitments with their measures, in the order given.
pub fn with_measures(
    connection: &mut DbConnection,
    viewer: &Viewer,
    commitments: Vec<Commitment>,
    today: Date,
) -> Result<Vec<CommitmentThread>, AppError> {
    let ids: Vec<i64> = commitments.iter().map(|commitment| commitment.id).collect();
    let linked = store::list_linked(connection, &ids)?;
    let mut keys: Vec<i64> = linked.iter().map(|link| link.measure_id).collect();
    keys.sort_unstable();
    keys.dedup();
    let readable: HashMap<i64, Measure> =
        store::list_measures(connection, viewer, &keys)?.into_iter().map(|measure| (measure.id, measure)).collect();
    let thread = |commitment: Commitment| {
        let tied = linked.iter().filter(|link| link.commitment_id == commitment.id).map(|link| Tied {
            progress: Progress::of_measure(link.status, link.due_on, today),
            measure: readable.get(&link.measure_id).cloned(),
        });
        let measures: Vec<Tied> = tied.collect();
        let told: Vec<Progress> = measures.iter().map(|tied| tied.progress).collect();
        let progress = Progress::of_commitment(&told, commitment.undertaking.year, today);
        CommitmentThread { commitment, progress, measures }
    };
    Ok(commitments.into_iter().map(thread).collect())
}

fn assembled(
    connection: &mut DbConnection,
    goals: Vec<Goal>,
    commitments: Vec<CommitmentThread>,
) -> Result<Vec<GoalThread>, AppError> {
    let links = store::list_goal_indicators(connection)?;
    let judged = list_judged(connection)?;
    let mut threads: Vec<GoalThread> = goals
        .into_iter()
        .map(|goal| {
            let shows = |judged: &&Judged| links.contains(&(goal.id, judged.indicator.id));
            let indicators = judged.iter().filter(shows).cloned().collect();
            GoalThread { goal, indicators, commitments: Vec::new() }
        })
        .collect();
    for commitment in commitments {
        let goal_id = commitment.commitment.undertaking.goal_id;
        if let Some(thread) = threads.iter_mut().find(|thread| thread.goal.id == goal_id) {
            thread.commitments.push(commitment);
        }
    }
    Ok(threads)
}

/// Every indicator once, with what can be said of it for the people and the area that its targets are about, by code.
pub fn list_judged(connection: &mut DbConnection) -> Result<Vec<Judged>, AppError> {
    let mut judged = indicators::judged(connection)?;
    judged.dedup_by_key(|judged| judged.indicator.id);
    Ok(judged)
}

/// What hangs on no thread in a year.
#[derive(Clone, Debug, Default)]
pub struct Loose {
    /// Goals that no indicator shows.
    pub goals: Vec<Goal>,
    /// Indicators that show no goal.
    pub indicators: Vec<Judged>,
    /// Commitments that nothing is done about: without measures, or with declined ones alone.
    pub commitments: Vec<Commitment>,
    /// How many measures decided in the year belong to no commitment.
    pub measures: i64,
}

impl Loose {
    /// What hangs loose beside the threads of a year.
    pub fn read(connection: &mut DbConnection, threads: &[GoalThread], year: i64) -> Result<Self, AppError> {
        let links = store::list_goal_indicators(connection)?;
        let mut indicators = list_judged(connection)?;
        indicators.retain(|judged| !links.iter().any(|(_, linked)| *linked == judged.indicator.id));
        let goals = threads.iter().filter(|thread| thread.indicators.is_empty());
        let commitments = threads.iter().flat_map(|thread| &thread.commitments);
        let idle = commitments.filter(|thread| thread.progress == Progress::Nothing);
        Ok(Self {
            goals: goals.map(|thread| thread.goal.clone()).collect(),
            indicators,
            commitments: idle.map(|thread| thread.commitment.clone()).collect(),
            measures: store::count_loose_measures(connection, year)?,
        })
    }

    /// Whether nothing does.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.goals.is_empty() && self.indicators.is_empty() && self.commitments.is_empty() && self.measures == 0
    }
}
