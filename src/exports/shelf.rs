//! Where files of rows lie until they are fetched: for an hour, in a folder of their own, for those who asked for them.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};
use tempfile::NamedTempFile;
use tokio::sync::Semaphore;

use super::rows::Progress;

/// A file is thrown away so long after it was made.
pub const KEPT: SignedDuration = SignedDuration::from_hours(1);
/// So many are written at a time; more wait for their turn. Each holds a connection of the few that pages read by.
const AT_ONCE: usize = 2;

/// A folder of files that wait to be fetched, and what is known of those being written. Cloned freely; all clones are one.
#[derive(Clone)]
pub struct Shelf(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    being_written: Mutex<HashMap<i64, Arc<Course>>>,
    turns: Arc<Semaphore>,
}

/// How far a file that is being written has come.
#[derive(Debug, Default)]
pub struct Course {
    /// The rows that are written.
    pub progress: Progress,
    /// How many there were when it was begun.
    pub expected: i64,
}

impl Shelf {
    /// A shelf in this folder, which is made when the first file is. What lies there from before is thrown away.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        let shelf = Self(Arc::new(Inner {
            folder: folder.to_owned(),
            being_written: Mutex::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }));
        shelf.clear();
        shelf
    }

    /// Whose turn it is to write.
    #[must_use]
    pub fn turns(&self) -> Arc<Semaphore> {
        Arc::clone(&self.0.turns)
    }

    /// Begins the file of this key, of about so many rows.
    #[must_use]
    pub fn begin(&self, id: i64, expected: i64) -> Arc<Course> {
        let course = Arc::new(Course { progress: Progress::default(), expected });
        self.0.being_written.lock().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&course));
        course
    }

    /// A file to write to: no one but us reads it, and it is gone when it is not kept.
    ///
    /// # Errors
    /// What the disk says; so for every function here.
    pub fn file(&self) -> io::Result<NamedTempFile> {
        fs::create_dir_all(&self.0.folder)?;
        self.clear();
        NamedTempFile::new_in(&self.0.folder)
    }

    /// Keeps a file that is whole.
    pub fn keep(&self, id: i64, file: NamedTempFile) -> io::Result<()> {
        file.persist(self.path(id))?;
        Ok(())
    }

    /// It is not being written any more, whatever became of it.
    pub fn end(&self, id: i64) {
        self.0.being_written.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    /// How far the file of this key has come; `None` when nobody here writes it.
    #[must_use]
    pub fn course(&self, id: i64) -> Option<Arc<Course>> {
        self.0.being_written.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// The file of this key, made at `made`, while it is kept.
    #[must_use]
    pub fn open(&self, id: i64, made: Timestamp, now: Timestamp) -> Option<File> {
        if now > kept_until(made) {
            self.throw_away(id);
            return None;
        }
        File::open(self.path(id)).ok()
    }

    /// Throws a file away.
    pub fn throw_away(&self, id: i64) {
        // It may be gone already.
        let _ = fs::remove_file(self.path(id));
    }

    /// Throws away what has lain longer than it is kept, also what another server's end left behind.
    pub fn clear(&self) {
        let Ok(entries) = fs::read_dir(&self.0.folder) else { return };
        for entry in entries.flatten() {
            let age =
                entry.metadata().and_then(|about| about.modified()).map(|made| SystemTime::now().duration_since(made));
            let kept = Duration::try_from(KEPT).unwrap_or_default();
            if age.is_ok_and(|age| age.is_ok_and(|age| age > kept)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn path(&self, id: i64) -> PathBuf {
        self.0.folder.join(id.to_string())
    }
}

/// Until when a file made then is kept.
#[must_use]
pub fn kept_until(made: Timestamp) -> Timestamp {
    made.saturating_add(KEPT).unwrap_or(made)
}
