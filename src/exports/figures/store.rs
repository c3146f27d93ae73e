//! All SQL of released quarters. None is ever changed or taken away.

use diesel::prelude::*;
use jiff::Timestamp;

use super::model::PublicQuarter;
use crate::accounts::Actor;
use crate::db::schema::public_quarters;
use crate::db::{Day, DbConnection, Moment};

/// A released quarter as it is kept.
#[derive(Clone, Debug, Queryable)]
pub struct Kept {
    /// What is told, as JSON.
    pub told: String,
    /// When it was released.
    pub released_at: Moment,
    /// By whom.
    pub actor: String,
}

/// Every released quarter, the newest first.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(connection: &mut DbConnection) -> QueryResult<Vec<Kept>> {
    public_quarters::table
        .order(public_quarters::quarter.desc())
        .select((public_quarters::told, public_quarters::released_at, public_quarters::actor))
        .load(connection)
}

/// Keeps a quarter.
pub fn insert(
    connection: &mut DbConnection,
    quarter: &PublicQuarter,
    told: &str,
    actor: &Actor,
    now: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(public_quarters::table)
        .values((
            public_quarters::quarter.eq(Day::from(quarter.quarter.first_day())),
            public_quarters::told.eq(told),
            public_quarters::released_at.eq(Moment::from(now)),
            public_quarters::account_id.eq(actor.account_id),
            public_quarters::actor.eq(&actor.label),
        ))
        .execute(connection)
        .map(drop)
}
