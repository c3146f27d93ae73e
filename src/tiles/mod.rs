//! The background of maps, through our own server: a visitor's browser talks to nobody but us, and the source learns
//! neither who looks nor at what page.
//!
//! Off unless `LYKTA_TILES_URL` names a source. What was fetched once stays on disk, in a folder that does not outgrow
//! `LYKTA_TILES_CACHE_MB`. Everybody may fetch: a protocol that the public reads has a map, a phone that joined a walk has no
//! account, and a background holds nothing of ours; what keeps this from being a proxy for all is that only tiles around the
//! municipality are answered, to pages of our own (`Cross-Origin-Resource-Policy`), and a few are fetched at a time.

pub mod model;
pub mod pages;
mod shelf;
mod source;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use actix_web::web;
use tokio::sync::{Mutex as Turn, Semaphore};
use tokio::time::timeout;

use self::shelf::{Kept, Shelf};
use self::source::{Failure, Source};
use crate::config::Config;
use crate::error::AppError;
use crate::geometry::CellBox;
use crate::urls;

pub use model::{Picture, Tile, list_along};

/// So many tiles are fetched at a time: what a browser of old asked of one host.
const AT_A_TIME: usize = 6;
/// How long a visitor's request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a tile that the source does not have, or gave as no picture, is not asked for again.
const PAUSE: Duration = Duration::from_mins(1);
/// How long a source that does not answer is left alone.
const REST: Duration = Duration::from_secs(15);
/// Failures remembered at most; they are forgotten all at once.
const MOST_REMEMBERED: usize = 10_000;

/// The box around the municipality as it is now; `None` before any areas were imported.
type Ground = dyn Fn() -> Result<Option<CellBox>, AppError> + Send + Sync;

/// Where the server gets tiles from, and what it remembers of them. Shared by everybody.
#[derive(Clone)]
pub struct Tiles(Option<Arc<Stock>>);

struct Stock {
    source: Source,
    shelf: Shelf,
    ground: Box<Ground>,
    places: Arc<Semaphore>,
    /// Tiles that are being fetched: whoever else wants one waits for the first.
    turns: Mutex<HashMap<Tile, Weak<Turn<()>>>>,
    failures: Mutex<Failures>,
}

#[derive(Default)]
struct Failures {
    by_tile: HashMap<Tile, (Instant, Failure)>,
    rests_until: Option<Instant>,
}

/// What there is for whoever asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The tile.
    Picture(Picture),
    /// There is none: no source, too far out, or the source has none.
    Nothing,
    /// The source did not answer, or not with a picture.
    Unreachable,
}

impl Tiles {
    /// Tiles as the settings have them; `ground` tells which part of the world is asked for.
    #[must_use]
    pub fn of(config: &Config, ground: impl Fn() -> Result<Option<CellBox>, AppError> + Send + Sync + 'static) -> Self {
        let remote = config.tiles_url.as_ref().filter(|url| url.origin().is_some());
        Self(remote.map(|url| {
            Arc::new(Stock {
                source: Source::new(url.clone(), &config.public_address()),
                shelf: Shelf::new(&config.data.join("tiles"), url.template(), config.tiles_cache_mb),
                ground: Box::new(ground),
                places: Arc::new(Semaphore::new(AT_A_TIME)),
                turns: Mutex::default(),
                failures: Mutex::default(),
            })
        }))
    }

    /// The tile, from disk or from the source.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not say where the municipality lies, or the disk cannot be read.
    pub async fn find(&self, tile: Tile) -> Result<Answer, AppError> {
        let Some(stock) = self.0.clone() else { return Ok(Answer::Nothing) };
        let kept = stock.clone().on_thread(move |stock| Ok(stock.shelf.find(tile))).await?;
        if let Some(Kept { picture, is_fresh: true }) = kept {
            return Ok(Answer::Picture(picture));
        }
        let fetched = stock.fetch(tile).await?;
        // Better an old street than none.
        Ok(match (fetched, kept) {
            (Answer::Unreachable, Some(old)) => Answer::Picture(old.picture),
            (fetched, _) => fetched,
        })
    }
}

impl Stock {
    /// Asks the source once for all who wait for this tile.
    async fn fetch(self: Arc<Self>, tile: Tile) -> Result<Answer, AppError> {
        if let Some(failure) = self.failure(tile) {
            return Ok(failure.into());
        }
        let turn = self.turn(tile);
        let Ok(turn) = timeout(PATIENCE, turn.lock_owned()).await else { return Ok(Answer::Unreachable) };
        let Ok(place) = timeout(PATIENCE, self.places.clone().acquire_owned()).await else {
            return Ok(Answer::Unreachable);
        };
        self.on_thread(move |stock| {
            // Held by the thread: a visitor who goes away ends neither what was begun nor the order of those who wait.
            let _held = (turn, place);
            if let Some(Kept { picture, is_fresh: true }) = stock.shelf.find(tile) {
                return Ok(Answer::Picture(picture));
            }
            if let Some(failure) = stock.failure(tile) {
                return Ok(failure.into());
            }
            if !(stock.ground)()?.is_some_and(|ground| tile.is_near(&ground)) {
                return Ok(Answer::Nothing);
            }
            match stock.source.fetch(tile) {
                Ok(picture) => {
                    if let Err(fault) = stock.shelf.keep(tile, &picture) {
                        tracing::warn!(%fault, "a map tile could not be kept on disk");
                    }
                    Ok(Answer::Picture(picture))
                }
                Err(failure) => {
                    tracing::warn!(%failure, %tile, "the source of map tiles failed");
                    stock.remember(tile, failure);
                    Ok(failure.into())
                }
            }
        })
        .await
    }

    async fn on_thread<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        tokio::task::spawn_blocking(move || work(&self)).await.map_err(AppError::internal)?
    }

    fn turn(&self, tile: Tile) -> Arc<Turn<()>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = turns.get(&tile).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::new(Turn::new(()));
        turns.insert(tile, Arc::downgrade(&turn));
        turn
    }

    /// Why this tile is not asked for just now.
    fn failure(&self, tile: Tile) -> Option<Failure> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let of_tile = failures.by_tile.get(&tile).filter(|(until, _)| *until > now).map(|(_, failure)| *failure);
        of_tile.or_else(|| failures.rests_until.filter(|until| *until > now).map(|_| Failure::Unreachable))
    }

    fn remember(&self, tile: Tile, failure: Failure) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if failure == Failure::Unreachable {
            failures.rests_until = Some(now + REST);
        } else {
            if failures.by_tile.len() >= MOST_REMEMBERED {
                failures.by_tile.clear();
            }
            failures.by_tile.insert(tile, (now + PAUSE, failure));
        }
    }
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotThere => Self::Nothing,
            Failure::NoPicture | Failure::Unreachable => Self::Unreachable,
        }
    }
}

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource(urls::TILE).route(web::get().to(pages::tile)));
}
