//! The released reports, building the next one, one report, and its files.

mod files;
mod list;
mod new;
mod report;

use actix_web::web;

use crate::accounts::{Permission, Role};
use crate::db::{Db, DbConnection};
use crate::districts;
use crate::error::AppError;
use crate::time::Clock;
use crate::urls;
use crate::web::{NavItem, Visit, shared, tools};

pub use files::file;
pub use list::reports;
pub use new::{new, release};
pub use report::report;

/// How often what was read is frozen anew when it was changed while its files were made.
const TRIES: usize = 5;

tools! {
    /// What the handlers work with, beside who asks and what was sent. An extractor.
    Tools {
        db: Db = shared,
        map: districts::Map = shared,
        clock: Clock = shared,
    }
}

impl Tools {
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

/// What leaves the house, as the tabs have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Released reports.
    Reports,
    /// Rows for coordinators.
    Rows,
    /// What everybody may see.
    Figures,
    /// The log of all of it.
    Log,
}

/// The ways to let something leave the house, for those who may; nothing for those who only read reports.
#[must_use]
pub fn views(visit: &Visit, role: Role, current: View) -> Vec<NavItem> {
    if !role.may(Permission::Release) {
        return Vec::new();
    }
    let item = |view: View, address: &str, label: &str| NavItem {
        href: address.to_owned(),
        label: visit.t(label),
        current: view == current,
    };
    vec![
        item(View::Reports, urls::EXPORTS, "reports-view-reports"),
        item(View::Rows, urls::EXPORT_ROWS, "reports-view-rows"),
        item(View::Figures, urls::RELEASE_FIGURES, "reports-view-figures"),
        item(View::Log, urls::EXPORTS_LOG, "reports-view-log"),
    ]
}
