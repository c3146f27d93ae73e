//! Where a week is approved, what an approved version looks like, its files, its signatures, and where a sentence is taken
//! out of it.

mod approve;
mod files;
mod remove;
mod version;

use actix_web::web;

use super::actions::Desk;
use crate::accounts::SignedIn;
use crate::db::{Db, DbConnection};
use crate::districts;
use crate::error::AppError;
use crate::mail::Outbox;
use crate::situation::coverage::CutOff;
use crate::time::Clock;
use crate::web::{shared, tools};

pub use approve::{approve, submit_approval};
pub use files::{ALONE, file, has_it};
pub use remove::{remove, submit_removal};
pub use version::{sign, version};

/// How often what was read is frozen anew when it was changed while its documents were set.
const TRIES: usize = 5;

tools! {
    /// What the handlers work with, beside who asks and what was sent. An extractor.
    Tools {
        db: Db = shared,
        map: districts::Map = shared,
        outbox: Outbox = shared,
        cut_off: CutOff = shared,
        clock: Clock = shared,
    }
}

impl Tools {
    fn desk(&self, who: &SignedIn) -> Desk {
        Desk {
            viewer: who.viewer(),
            actor: who.actor(),
            outbox: self.outbox,
            cut_off: self.cut_off,
            now: self.clock.now(),
        }
    }

    /// Reads the database as it is at one instant and makes something of it that takes its time, on a worker thread and
    /// with no transaction open while it does.
    async fn read_and_make<R, T>(
        &self,
        read: impl FnOnce(&mut DbConnection) -> Result<R, AppError> + Send + 'static,
        make: impl FnOnce(&R) -> Result<T, AppError> + Send + 'static,
    ) -> Result<(R, T), AppError>
    where
        R: Send + 'static,
        T: Send + 'static,
    {
        let db = self.db.clone();
        let work = web::block(move || {
            let material = db.read_snapshot_here(read)?;
            let product = make(&material)?;
            Ok((material, product))
        });
        work.await.map_err(AppError::internal)?
    }
}
