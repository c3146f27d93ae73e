//! Tiles on disk: found again without asking anybody, the longest unused thrown away first. Blocking.

use std::fs::{self, File, FileTimes};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::model::{Picture, Tile};
use crate::digest::sha256;

/// After this a tile is asked for again, for streets change; it is shown until another one came.
const FRESH: Duration = Duration::from_hours(30 * 24);
/// A tile's last use is noted no more often than this.
const NOTED: Duration = Duration::from_hours(1);

/// A folder of tiles of one source.
///
/// A file's time of change is when it was fetched and its time of reading when it was last used. Both are set by us, so that
/// they hold on disks that note no reading.
pub(super) struct Shelf {
    folder: PathBuf,
    most: u64,
    /// What the files come to, in bytes; `None` before they were counted.
    total: Mutex<Option<u64>>,
}

/// A tile that was found.
pub(super) struct Kept {
    pub(super) picture: Picture,
    /// Whether it was fetched less than [`FRESH`] ago.
    pub(super) is_fresh: bool,
}

struct Piece {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
}

impl Shelf {
    /// The shelf of this source, of at most so many megabytes. Another source has another folder: two maps do not mix.
    pub(super) fn new(folder: &Path, source: &str, megabytes: u32) -> Self {
        let name: String = sha256(source).chars().take(12).collect();
        Self { folder: folder.join(name), most: u64::from(megabytes) * 1024 * 1024, total: Mutex::default() }
    }

    pub(super) fn find(&self, tile: Tile) -> Option<Kept> {
        let mut file = File::open(self.path(tile)).ok()?;
        let about = file.metadata().ok()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        let now = SystemTime::now();
        let age = |at: io::Result<SystemTime>| at.ok().and_then(|at| now.duration_since(at).ok()).unwrap_or_default();
        if age(about.accessed()) > NOTED
            && let Ok(changed) = about.modified()
        {
            // A disk that cannot be written to still shows what is on it.
            let _ = file.set_times(FileTimes::new().set_accessed(now).set_modified(changed));
        }
        Some(Kept { picture: Picture::read(bytes)?, is_fresh: age(about.modified()) < FRESH })
    }

    /// Keeps a tile: whole or not at all, also when the power fails.
    pub(super) fn keep(&self, tile: Tile, picture: &Picture) -> io::Result<()> {
        let path = self.path(tile);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&picture.bytes)?;
        file.persist(&path)?;
        let mut total = self.total.lock().unwrap_or_else(PoisonError::into_inner);
        let sum = match *total {
            Some(known) => known + picture.bytes.len() as u64,
            None => self.pieces()?.iter().map(|piece| piece.bytes).sum(),
        };
        *total = Some(if sum > self.most { self.clear_out()? } else { sum });
        Ok(())
    }

    /// Throws the longest unused away until a tenth is free; gives what is left, in bytes.
    fn clear_out(&self) -> io::Result<u64> {
        let mut pieces = self.pieces()?;
        pieces.sort_by_key(|piece| piece.used);
        let mut left: u64 = pieces.iter().map(|piece| piece.bytes).sum();
        for piece in pieces {
            if left <= self.most / 10 * 9 {
                break;
            }
            fs::remove_file(piece.path)?;
            left -= piece.bytes;
        }
        Ok(left)
    }

    fn pieces(&self) -> io::Result<Vec<Piece>> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                // Another server on the same folder may have thrown it away meanwhile.
                let Ok(about) = entry.metadata() else { continue };
                if about.is_dir() {
                    folders.push(entry.path());
                } else {
                    let used = about.accessed().or_else(|_| about.modified())?;
                    found.push(Piece { path: entry.path(), bytes: about.len(), used });
                }
            }
        }
        Ok(found)
    }

    fn path(&self, tile: Tile) -> PathBuf {
        self.folder.join(tile.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(length: usize) -> Picture {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        bytes.resize(length, 7);
        Picture::read(bytes).unwrap()
    }

    fn tile(x: u32) -> Tile {
        Tile::new(14, x, 5000).unwrap()
    }

    fn set_times(shelf: &Shelf, tile: Tile, fetched_days_ago: u64, used_days_ago: u64) {
        let ago = |days: u64| SystemTime::now() - Duration::from_hours(days * 24);
        let times = FileTimes::new().set_modified(ago(fetched_days_ago)).set_accessed(ago(used_days_ago));
        File::open(shelf.path(tile)).unwrap().set_times(times).unwrap();
    }

    #[test]
    fn the_longest_unused_go_when_the_folder_would_outgrow_its_size() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(folder.path(), "here", 1);
        let quarter = picture(256 * 1024);
        for x in 0..4 {
            shelf.keep(tile(x), &quarter).unwrap();
            set_times(&shelf, tile(x), 20, 10 - u64::from(x));
        }
        // The oldest is looked at, and no longer the one that goes.
        assert!(shelf.find(tile(0)).is_some());
        shelf.keep(tile(4), &quarter).unwrap();
        let there = |x| shelf.find(tile(x)).is_some();
        assert_eq!([0, 1, 2, 3, 4].map(there), [true, false, false, true, true]);
        // A shelf that is opened again counts what it finds.
        let again = Shelf::new(folder.path(), "here", 1);
        again.keep(tile(5), &quarter).unwrap();
        again.keep(tile(6), &quarter).unwrap();
        assert!(again.pieces().unwrap().iter().map(|piece| piece.bytes).sum::<u64>() <= 1024 * 1024);
    }

    #[test]
    fn an_old_tile_is_found_and_said_to_be_old_however_often_it_is_used() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(folder.path(), "here", 1);
        shelf.keep(tile(1), &picture(100)).unwrap();
        assert!(shelf.find(tile(1)).unwrap().is_fresh);
        set_times(&shelf, tile(1), 31, 31);
        assert!(!shelf.find(tile(1)).unwrap().is_fresh);
        assert!(!shelf.find(tile(1)).unwrap().is_fresh, "being used makes nothing fresh");
    }

    #[test]
    fn two_sources_do_not_mix_and_broken_files_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (Shelf::new(folder.path(), "one", 1), Shelf::new(folder.path(), "other", 1));
        one.keep(tile(1), &picture(100)).unwrap();
        assert!(other.find(tile(1)).is_none());
        fs::write(one.path(tile(1)), "<svg>").unwrap();
        assert!(one.find(tile(1)).is_none());
    }
}
