//! All SQL of funds.

use diesel::prelude::*;

use super::model::{Became, Call, Decided, KeptCall, KeptProposal, Proposal};
use crate::db::DbConnection;
use crate::db::schema::{fund_calls, fund_proposals};

/// All calls, the newest year first.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_calls(connection: &mut DbConnection) -> QueryResult<Vec<KeptCall>> {
    fund_calls::table
        .order((fund_calls::year.desc(), fund_calls::id.desc()))
        .select(KeptCall::as_select())
        .load(connection)
}

/// The calls of a year.
pub(super) fn list_calls_of(connection: &mut DbConnection, year: i64) -> QueryResult<Vec<KeptCall>> {
    fund_calls::table
        .filter(fund_calls::year.eq(year))
        .order(fund_calls::id)
        .select(KeptCall::as_select())
        .load(connection)
}

/// The call of this key.
pub fn find_call(connection: &mut DbConnection, id: i64) -> QueryResult<Option<KeptCall>> {
    fund_calls::table.filter(fund_calls::id.eq(id)).select(KeptCall::as_select()).first(connection).optional()
}

/// The call of this name and year.
pub(super) fn find_call_named(connection: &mut DbConnection, name: &str, year: i64) -> QueryResult<Option<KeptCall>> {
    fund_calls::table
        .filter(fund_calls::name.eq(name))
        .filter(fund_calls::year.eq(year))
        .select(KeptCall::as_select())
        .first(connection)
        .optional()
}

/// Keeps a call; gives its key.
pub(super) fn insert_call(connection: &mut DbConnection, call: &Call) -> QueryResult<i64> {
    diesel::insert_into(fund_calls::table)
        .values((call, fund_calls::version.eq(1_i64)))
        .returning(fund_calls::id)
        .get_result(connection)
}

/// Writes a call anew, if it still has this version; gives how many that were: none when somebody else was first.
pub(super) fn update_call(connection: &mut DbConnection, (id, seen): (i64, i64), call: &Call) -> QueryResult<usize> {
    let unchanged = fund_calls::table.filter(fund_calls::id.eq(id)).filter(fund_calls::version.eq(seen));
    diesel::update(unchanged).set((call, fund_calls::version.eq(seen + 1))).execute(connection)
}

/// The proposals of these calls, in the order they came.
pub fn list_proposals(connection: &mut DbConnection, calls: &[i64]) -> QueryResult<Vec<KeptProposal>> {
    fund_proposals::table
        .filter(fund_proposals::call_id.eq_any(calls.to_vec()))
        .order(fund_proposals::id)
        .select(KeptProposal::as_select())
        .load(connection)
}

/// The proposal of this key.
pub fn find_proposal(connection: &mut DbConnection, id: i64) -> QueryResult<Option<KeptProposal>> {
    fund_proposals::table
        .filter(fund_proposals::id.eq(id))
        .select(KeptProposal::as_select())
        .first(connection)
        .optional()
}

/// The key of the proposal that came with this id, if one did.
pub(super) fn find_submission(connection: &mut DbConnection, submission_id: &str) -> QueryResult<Option<i64>> {
    fund_proposals::table
        .filter(fund_proposals::submission_id.eq(submission_id))
        .select(fund_proposals::id)
        .first(connection)
        .optional()
}

/// Keeps a proposal of a call; gives its key.
pub(super) fn insert_proposal(
    connection: &mut DbConnection,
    (call_id, submission_id): (i64, &str),
    proposal: &Proposal,
    decided: &Decided,
) -> QueryResult<i64> {
    diesel::insert_into(fund_proposals::table)
        .values((
            fund_proposals::call_id.eq(call_id),
            fund_proposals::submission_id.eq(submission_id),
            proposal,
            decided,
            &Became::default(),
            fund_proposals::version.eq(1_i64),
        ))
        .returning(fund_proposals::id)
        .get_result(connection)
}

/// Writes what is proposed anew, if it still has this version; gives how many that were. So for the next two.
pub(super) fn update_proposal(
    connection: &mut DbConnection,
    (id, seen): (i64, i64),
    proposal: &Proposal,
) -> QueryResult<usize> {
    let unchanged = fund_proposals::table.filter(fund_proposals::id.eq(id)).filter(fund_proposals::version.eq(seen));
    diesel::update(unchanged).set((proposal, fund_proposals::version.eq(seen + 1))).execute(connection)
}

/// Writes what was decided.
pub(super) fn update_decided(
    connection: &mut DbConnection,
    (id, seen): (i64, i64),
    decided: &Decided,
) -> QueryResult<usize> {
    let unchanged = fund_proposals::table.filter(fund_proposals::id.eq(id)).filter(fund_proposals::version.eq(seen));
    diesel::update(unchanged).set((decided, fund_proposals::version.eq(seen + 1))).execute(connection)
}

/// Writes what became of it.
pub(super) fn update_became(
    connection: &mut DbConnection,
    (id, seen): (i64, i64),
    became: &Became,
) -> QueryResult<usize> {
    let unchanged = fund_proposals::table.filter(fund_proposals::id.eq(id)).filter(fund_proposals::version.eq(seen));
    diesel::update(unchanged).set((became, fund_proposals::version.eq(seen + 1))).execute(connection)
}

/// Takes a proposal away, if it still has this version; gives how many that were.
pub(super) fn delete_proposal(connection: &mut DbConnection, (id, seen): (i64, i64)) -> QueryResult<usize> {
    let unchanged = fund_proposals::table.filter(fund_proposals::id.eq(id)).filter(fund_proposals::version.eq(seen));
    diesel::delete(unchanged).execute(connection)
}
