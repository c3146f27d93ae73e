//! Where a week is approved, what an approved version looks like, its files, its signatures, and where a sentence is taken
//! out of it.

mod approve;
mod files;
mod remove;
mod version;

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::actions::Desk;
use crate::accounts::SignedIn;
use crate::db::{Db, DbConnection};
use crate::districts;
use crate::error::AppError;
use crate::mail::Outbox;
use crate::situation::coverage::CutOff;
use crate::time::Clock;
use crate::web::shared;

pub use approve::{approve, submit_approval};
pub use files::file;
pub use remove::{remove, submit_removal};
pub use version::{sign, version};

/// How often what was read is frozen anew when it was changed while its documents were set.
const TRIES: usize = 5;

/// What the handlers work with, beside who asks and what was sent. An extractor.
#[derive(Clone)]
pub struct Tools {
    db: Db,
    map: districts::Map,
    outbox: Outbox,
    cut_off: CutOff,
    clock: Clock,
}

impl FromRequest for Tools {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let tools = || {
            Ok(Self {
                db: shared(request)?,
                map: shared(request)?,
                outbox: shared(request)?,
                cut_off: shared(request)?,
                clock: shared(request)?,
            })
        };
        ready(tools())
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
