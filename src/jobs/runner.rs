//! The clock that runs jobs.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::model::LastRun;
use super::store;
use crate::db::{Db, DbConnection};
use crate::error::AppError;
use crate::time::Clock;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(30);

/// What a job does, in one transaction; gives how many things that were.
type Work = dyn Fn(&mut DbConnection, Timestamp) -> Result<i64, AppError> + Send + Sync;

/// Something that is to be done once a day.
#[derive(Clone)]
pub struct Job {
    name: &'static str,
    work: Arc<Work>,
}

impl Job {
    /// A job of this name.
    pub fn new(
        name: &'static str,
        work: impl Fn(&mut DbConnection, Timestamp) -> Result<i64, AppError> + Send + Sync + 'static,
    ) -> Self {
        Self { name, work: Arc::new(work) }
    }
}

/// Runs jobs when they are due. Several may stand beside one database: each run is one's.
#[derive(Clone)]
pub struct Runner {
    db: Db,
    clock: Clock,
    jobs: Vec<Job>,
}

impl Runner {
    /// One for these jobs.
    #[must_use]
    pub fn new(db: Db, clock: Clock, jobs: Vec<Job>) -> Self {
        Self { db, clock, jobs }
    }

    /// Runs what is due until it is dropped.
    pub async fn run(self) -> Infallible {
        loop {
            if let Err(fault) = self.look().await {
                tracing::error!(cause = %fault, "jobs could not be looked after");
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Runs each job that is due and that nobody else runs; gives how many runs went well. A run that fails is noted and
    /// logged, and is no error here.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer.
    pub async fn look(&self) -> Result<usize, AppError> {
        let mut went_well = 0;
        for job in &self.jobs {
            went_well += usize::from(self.run_if_due(job).await?);
        }
        Ok(went_well)
    }

    async fn run_if_due(&self, job: &Job) -> Result<bool, AppError> {
        let (now, name) = (self.clock.now(), job.name);
        // Looked for first and claimed in a transaction then: a look each half minute should not keep writers waiting.
        let last: Option<LastRun> = self.db.read(move |connection| store::find(connection, name)).await?;
        if last.is_some_and(|last| !last.is_due(now)) {
            return Ok(false);
        }
        if !self.db.write(move |connection| store::claim(connection, name, now)).await? {
            return Ok(false);
        }
        let work = Arc::clone(&job.work);
        let outcome = self
            .db
            .write(move |connection| {
                let done = work(connection, now)?;
                store::mark_done(connection, name, now, done)?;
                Ok(done)
            })
            .await;
        match outcome {
            Ok(done) => {
                tracing::info!(job = name, done, "a job ran");
                Ok(true)
            }
            Err(fault) => {
                tracing::error!(job = name, cause = %fault, "a job failed");
                let (failure, now) = (fault.to_string(), self.clock.now());
                self.db.write(move |connection| Ok(store::mark_failed(connection, name, now, &failure)?)).await?;
                Ok(false)
            }
        }
    }
}
