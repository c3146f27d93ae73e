//! All SQL of safety walks. Every read that a person sees takes a [`Viewer`] and limits itself here; what a phone may read
//! begins with the walk it joined, and what everybody may read with a walk whose protocol is published.

use diesel::prelude::*;

use super::model::{Stop, Walk, WalkPoint};
use crate::accounts::{Permission, Viewer};
use crate::db::schema::{walk_points, walk_stops, walks};
use crate::db::{Backend, DbConnection};

/// The walks this viewer may see: one's own organisation's, and for the working group all; for those who lead none, none.
#[must_use]
pub fn visible_to<'a>(viewer: &Viewer) -> walks::BoxedQuery<'a, Backend> {
    let all = walks::table.into_boxed();
    let role = viewer.role;
    if !role.may(Permission::LeadWalks) {
        // Keys are positive: nothing is.
        all.filter(walks::id.lt(0))
    } else if role.may(Permission::SeeWorkingGroup) {
        all
    } else {
        all.filter(walks::organisation_id.eq(viewer.organisation_id))
    }
}

/// The walk of this key, if this viewer may see it.
///
/// # Errors
/// What the database says; so for every function here.
pub fn find(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> QueryResult<Option<Walk>> {
    visible_to(viewer).filter(walks::id.eq(id)).select(Walk::as_select()).first(connection).optional()
}

/// The stops of a walk, in the order of the way.
pub fn list_stops(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<Stop>> {
    walk_stops::table
        .filter(walk_stops::walk_id.eq(walk_id))
        .order((walk_stops::position, walk_stops::id))
        .select(Stop::as_select())
        .load(connection)
}

/// The points of a walk's protocol, by number.
pub fn list_points(connection: &mut DbConnection, walk_id: i64) -> QueryResult<Vec<WalkPoint>> {
    walk_points::table
        .filter(walk_points::walk_id.eq(walk_id))
        .order(walk_points::number)
        .select(WalkPoint::as_select())
        .load(connection)
}
