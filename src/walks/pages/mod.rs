//! What those who lead walks see of them, and what everybody sees of a published protocol.

mod code;
mod groups;
mod invite;
mod list;
mod map;
mod plan;
mod point;
mod protocol;
mod public;
mod response;
mod rewalk;
mod stops;
mod walk;

use std::sync::Arc;

use jiff::Timestamp;

use super::actions::Leader;
use super::model::Walk;
use super::store;
use crate::accounts::{SignedIn, Viewer};
use crate::db::{Db, DbConnection};
use crate::districts::map::swedish_order;
use crate::districts::{self, Ground, Place};
use crate::error::{AppError, OrNotFound as _};
use crate::texts::Language;
use crate::time::local_day;
use crate::web::{Site, now, shared, tools};

pub use code::{change_code, code};
pub use groups::{count_groups, groups};
pub use invite::{calendar, poster};
pub use list::list;
pub use plan::{change, edit, new, plan};
pub use point::{change_point, point};
pub use protocol::{change_protocol, protocol, protocol_file};
pub use public::{public, public_file, published};
pub use response::{answer, response};
pub use rewalk::{compare, plan_rewalk, rewalk, submit_comparison};
pub use stops::{change_stop, change_stops, draw_route, route, stop, stops};
pub use walk::walk;

tools! {
    /// What the handlers work with, beside who asks and what was sent. An extractor.
    Tools {
        db: Db = shared,
        map: districts::Map = shared,
        site: Site = shared,
        now: Timestamp = now,
    }
}

impl Tools {
    fn leader(&self, who: &SignedIn) -> Leader {
        Leader { viewer: who.viewer(), actor: who.actor(), now: self.now }
    }

    async fn surroundings(&self) -> Result<Surroundings, AppError> {
        let tools = self.clone();
        self.db.read(move |connection| Surroundings::read(connection, &tools)).await
    }

    /// An address as people outside type it.
    fn public_address(&self, path: &str) -> String {
        format!("{}{path}", self.site.public_address)
    }

    /// The walk of this key as this viewer may see it.
    async fn find(&self, viewer: Viewer, id: i64) -> Result<Walk, AppError> {
        self.db.read(move |connection| store::find(connection, &viewer, id)).await?.or_not_found("walk")
    }

    /// The same, to be changed.
    async fn find_to_change(&self, viewer: Viewer, id: i64) -> Result<Walk, AppError> {
        let walk = self.find(viewer, id).await?;
        if walk.may_be_changed_by(&viewer) { Ok(walk) } else { Err(AppError::Forbidden) }
    }
}

/// What forms about places need to know: the ground, and the places by name.
struct Surroundings {
    ground: Arc<Ground>,
    places: Vec<Place>,
}

impl Surroundings {
    fn read(connection: &mut DbConnection, tools: &Tools) -> Result<Self, AppError> {
        let mut places = districts::store::list_places(connection)?;
        places.sort_by_key(|place| swedish_order(&place.name));
        Ok(Self { ground: tools.map.current(connection)?, places })
    }
}

/// When a walk is, in words: `24 november 2026 18.00–19.30`.
fn when(language: Language, walk: &Walk) -> String {
    language.from_to(walk.plan.starts_at.instant(), Some(walk.plan.ends_at.instant()))
}

/// The name of a walk's district; empty when it is gone.
fn district_name(ground: &Ground, walk: &Walk) -> String {
    ground.district(walk.plan.district_id).map(|district| district.name.clone()).unwrap_or_default()
}

/// The day that decides which boundaries a walk lies in.
fn day_of(walk: &Walk) -> jiff::civil::Date {
    local_day(walk.plan.starts_at.instant())
}

/// The version that a form was opened at; none that is there when it is missing.
fn version_of(form: &crate::web::Submitted) -> i64 {
    form.text("version").parse().unwrap_or(-1)
}
