//! Where files become pictures: one a core at a time, and no more than memory allows, however many wait.

use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit as Place, Semaphore, oneshot};

use super::intake::{self, MOST_MEMORY, Picture, Refusal};
use super::model::Sender;
use super::{actions, store};
use crate::db::{Db, DbConnection};
use crate::error::AppError;

/// What memory is counted in, in bytes: a semaphore counts in small numbers.
const UNIT: u64 = 64 * 1024;

/// Threads that make pictures, if there are as many cores. Memory has room for no more than two ordinary photographs at once;
/// and threads of their own, because what a thread gives back stays its own for a while: on any thread there is, that would
/// soon be many times as much.
const MOST_WORKERS: usize = 2;

/// Takes pictures in, one after the other. Cloned freely; all clones share their places.
#[derive(Clone)]
pub struct Darkroom {
    is_open: bool,
    memory: Arc<Semaphore>,
    jobs: Arc<OnceLock<mpsc::Sender<Job>>>,
}

type Job = Box<dyn FnOnce() + Send>;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is kept as the picture of this key.
    Kept(i64),
    /// It is not a picture we take.
    Refused(Refusal),
    /// Its sender has sent too many in a day.
    TooManyToday,
}

impl Darkroom {
    /// One for this process. When it is not open, the installation takes no pictures.
    #[must_use]
    pub fn new(is_open: bool) -> Self {
        let memory = Arc::new(Semaphore::new(units(MOST_MEMORY) as usize));
        Self { is_open, memory, jobs: Arc::default() }
    }

    /// Whether pictures are taken at all.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Makes a picture of a file of `length` bytes and keeps it for whoever sent it. A file that sender has sent
    /// within a day is known by its hash and not looked at again.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the file cannot be read or the database fails.
    pub async fn take_in(
        &self,
        db: &Db,
        sender: Sender,
        sent_sha256: &str,
        file: File,
        length: u64,
        now: Timestamp,
    ) -> Result<Taken, AppError> {
        let sent = sent_sha256.to_owned();
        if let Some(known) = db.read(move |connection| store::find_sent(connection, sender, &sent)).await? {
            return Ok(Taken::Kept(known));
        }
        let (picture, held) = match self.develop(file, length).await? {
            Ok(developed) => developed,
            Err(refusal) => return Ok(Taken::Refused(refusal)),
        };
        let sent = sent_sha256.to_owned();
        let keep = move |connection: &mut DbConnection| {
            let _held = held;
            actions::keep(connection, sender, &sent, &picture, now)
        };
        Ok(db.write(keep).await?.map_or(Taken::TooManyToday, Taken::Kept))
    }

    /// The picture, and its place in memory.
    ///
    /// A place goes along into the thread that fills it: a visitor who leaves ends the waiting, not the work.
    async fn develop(&self, file: File, length: u64) -> Result<Result<(Picture, Place), Refusal>, AppError> {
        // Examined first and read again afterwards: whoever waited for more with memory in hand could wait for himself.
        let held = self.place(length).await?;
        let examined = self.on_worker(move || {
            let _held = held;
            let (file, bytes) = read(file, length)?;
            Ok(intake::examine(&bytes).map(|examined| (file, examined)))
        });
        let (file, examined) = match examined.await? {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let held = self.place(examined.memory).await?;
        self.on_worker(move || {
            let (_, bytes) = read(file, length)?;
            Ok(intake::develop(bytes, &examined).map(|picture| {
                let held = shrunk_to(held, (picture.bytes.len() + picture.small.len()) as u64);
                (picture, held)
            }))
        })
        .await
    }

    async fn place(&self, bytes: u64) -> Result<Place, AppError> {
        Arc::clone(&self.memory).acquire_many_owned(units(bytes)).await.map_err(AppError::internal)
    }

    /// Runs work on a file on one of the threads that are there for it. A decoder that loses its way ends this file alone.
    async fn on_worker<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<Result<T, Refusal>, AppError> + Send + 'static,
    ) -> Result<Result<T, Refusal>, AppError> {
        let (reply, outcome) = oneshot::channel();
        let job: Job = Box::new(move || {
            // Whoever asked may have gone away.
            let _ = reply.send(work());
        });
        self.jobs.get_or_init(start_workers).send(job).map_err(|_| AppError::internal("no thread makes pictures"))?;
        outcome.await.unwrap_or(Ok(Err(Refusal::Broken)))
    }
}

/// Starts the threads that make pictures; they end when nobody can send them anything any more.
fn start_workers() -> mpsc::Sender<Job> {
    let (jobs, waiting) = mpsc::channel::<Job>();
    let waiting = Arc::new(Mutex::new(waiting));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    for _ in 0..cores.min(MOST_WORKERS) {
        let waiting = Arc::clone(&waiting);
        std::thread::spawn(move || {
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(job) = next else { return };
                if catch_unwind(AssertUnwindSafe(job)).is_err() {
                    tracing::warn!("a decoder lost its way in a file that was sent");
                }
            }
        });
    }
    jobs
}

/// So much of a place; the rest is free for others.
fn shrunk_to(mut place: Place, bytes: u64) -> Place {
    place.split(units(bytes) as usize).unwrap_or(place)
}

fn read(mut file: File, length: u64) -> Result<(File, Vec<u8>), AppError> {
    // All of it at once: a vector that grows by and by takes twice as much.
    let mut bytes = Vec::with_capacity(usize::try_from(length).map_err(AppError::internal)? + 1);
    file.rewind().and_then(|()| file.read_to_end(&mut bytes)).map_err(AppError::internal)?;
    Ok((file, bytes))
}

fn units(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX)
}
