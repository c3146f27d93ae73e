//! All SQL of the statutory documents. What was approved is only ever added.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;

use super::freeze::Frozen;
use super::model::{Begun, Part, StoredFile, Version, Wording};
use crate::accounts::Actor;
use crate::db::schema::{
    commitment_measures, commitments, goals, measures, released_blocks, reported_crimes, statutory_documents,
    statutory_files, statutory_texts, statutory_versions, walk_points, walks,
};
use crate::db::{Day, DbConnection, Moment};
use crate::measures::model::Status;

/// The documents that were begun, the latest years first.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_begun(connection: &mut DbConnection) -> QueryResult<Vec<Begun>> {
    statutory_documents::table.order(statutory_documents::from_year.desc()).select(Begun::as_select()).load(connection)
}

/// The document whose first year this is.
pub fn find_begun(connection: &mut DbConnection, from_year: i16) -> QueryResult<Option<Begun>> {
    statutory_documents::table
        .filter(statutory_documents::from_year.eq(i64::from(from_year)))
        .select(Begun::as_select())
        .first(connection)
        .optional()
}

/// Begins a document; gives its key.
pub(super) fn insert_begun(
    connection: &mut DbConnection,
    (from_year, to_year): (i16, i16),
    now: Timestamp,
) -> QueryResult<i64> {
    diesel::insert_into(statutory_documents::table)
        .values((
            statutory_documents::from_year.eq(i64::from(from_year)),
            statutory_documents::to_year.eq(i64::from(to_year)),
            statutory_documents::begun_at.eq(Moment::from(now)),
        ))
        .returning(statutory_documents::id)
        .get_result(connection)
}

/// Every wording of a document, of each part the latest first.
pub fn list_wordings(connection: &mut DbConnection, document: i64) -> QueryResult<Vec<Wording>> {
    statutory_texts::table
        .filter(statutory_texts::document_id.eq(document))
        .order((statutory_texts::section, statutory_texts::version.desc()))
        .select(Wording::as_select())
        .load(connection)
}

/// Keeps a wording.
pub(super) fn insert_wording(
    connection: &mut DbConnection,
    (document, part): (i64, Part),
    version: i64,
    words: &str,
    (actor, now): (&Actor, Timestamp),
) -> QueryResult<()> {
    diesel::insert_into(statutory_texts::table)
        .values((
            statutory_texts::document_id.eq(document),
            statutory_texts::section.eq(part),
            statutory_texts::version.eq(version),
            statutory_texts::words.eq(words),
            statutory_texts::account_id.eq(actor.account_id),
            statutory_texts::actor.eq(&actor.label),
            statutory_texts::written_at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}

/// Every approved version, along the chain.
pub fn list_versions(connection: &mut DbConnection) -> QueryResult<Vec<Version>> {
    statutory_versions::table.order(statutory_versions::id).select(Version::as_select()).load(connection)
}

/// The hash of the newest record, of any years.
pub(super) fn find_head(connection: &mut DbConnection) -> QueryResult<Option<String>> {
    statutory_versions::table
        .order(statutory_versions::id.desc())
        .select(statutory_versions::sha256)
        .first(connection)
        .optional()
}

/// The number of the latest version of these years.
pub(super) fn find_latest_number(connection: &mut DbConnection, from_year: i16) -> QueryResult<Option<i64>> {
    statutory_versions::table
        .filter(statutory_versions::from_year.eq(i64::from(from_year)))
        .select(diesel::dsl::max(statutory_versions::version))
        .first(connection)
}

/// The files of a version with their bytes.
pub fn list_files(connection: &mut DbConnection, version_id: i64) -> QueryResult<Vec<StoredFile>> {
    statutory_files::table
        .filter(statutory_files::version_id.eq(version_id))
        .order(statutory_files::id)
        .select(StoredFile::as_select())
        .load(connection)
}

/// A file of a version.
pub fn find_file(
    connection: &mut DbConnection,
    from_year: i16,
    version: i64,
    name: &str,
) -> QueryResult<Option<(Version, StoredFile)>> {
    statutory_files::table
        .inner_join(statutory_versions::table)
        .filter(statutory_versions::from_year.eq(i64::from(from_year)))
        .filter(statutory_versions::version.eq(version))
        .filter(statutory_files::name.eq(name))
        .select((Version::as_select(), StoredFile::as_select()))
        .first(connection)
        .optional()
}

/// Keeps a version with its files; gives its key.
pub(super) fn insert_version(
    connection: &mut DbConnection,
    frozen: &Frozen,
    account_id: Option<i64>,
) -> QueryResult<i64> {
    let manifest = &frozen.manifest;
    let id: i64 = diesel::insert_into(statutory_versions::table)
        .values((
            statutory_versions::from_year.eq(i64::from(manifest.from_year)),
            statutory_versions::version.eq(manifest.version),
            statutory_versions::reason.eq(&manifest.reason),
            statutory_versions::approved_at.eq(Moment::from(manifest.approved_at)),
            statutory_versions::account_id.eq(account_id),
            statutory_versions::actor.eq(&manifest.approved_by),
            statutory_versions::manifest.eq(&frozen.text),
            statutory_versions::previous_sha256.eq(manifest.previous_sha256.as_deref().unwrap_or_default()),
            statutory_versions::sha256.eq(&frozen.sha256),
        ))
        .returning(statutory_versions::id)
        .get_result(connection)?;
    for file in &frozen.files {
        diesel::insert_into(statutory_files::table)
            .values((
                statutory_files::version_id.eq(id),
                statutory_files::name.eq(&file.name),
                statutory_files::media_type.eq(&file.media_type),
                statutory_files::sha256.eq(&file.sha256),
                statutory_files::bytes.eq(&file.bytes),
            ))
            .execute(connection)?;
    }
    Ok(id)
}

/// What was released of events in blocks of months that lie between two days, as JSON, in order of time.
pub(super) fn list_released_events(connection: &mut DbConnection, from: Date, to: Date) -> QueryResult<Vec<String>> {
    released_blocks::table
        .filter(released_blocks::subject.eq("events"))
        .filter(released_blocks::from_month.ge(Day::from(from)))
        .filter(released_blocks::to_month.le(Day::from(to)))
        .order(released_blocks::from_month)
        .select(released_blocks::told)
        .load(connection)
}

/// Reported crimes: kind, area, year, how many, residents, source.
pub(super) type CrimeRow = (String, String, i64, i64, Option<i64>, String);

/// Reported crimes until a year: by kind and area, the latest year first.
pub(super) fn list_crimes(connection: &mut DbConnection, to_year: i64) -> QueryResult<Vec<CrimeRow>> {
    reported_crimes::table
        .filter(reported_crimes::year.le(to_year))
        .order((reported_crimes::kind, reported_crimes::area, reported_crimes::year.desc()))
        .select((
            reported_crimes::kind,
            reported_crimes::area,
            reported_crimes::year,
            reported_crimes::crimes,
            reported_crimes::population,
            reported_crimes::source,
        ))
        .load(connection)
}

/// The keys of the walks that began between two instants and whose protocol is published.
pub(super) fn list_published_walks(
    connection: &mut DbConnection,
    from: Timestamp,
    to: Timestamp,
) -> QueryResult<Vec<i64>> {
    walks::table
        .filter(walks::published_at.is_not_null())
        .filter(walks::starts_at.ge(Moment::from(from)))
        .filter(walks::starts_at.lt(Moment::from(to)))
        .order(walks::id)
        .select(walks::id)
        .load(connection)
}

/// How many points the protocols of these walks have.
pub(super) fn count_points(connection: &mut DbConnection, walks: &[i64]) -> QueryResult<i64> {
    walk_points::table.filter(walk_points::walk_id.eq_any(walks.to_vec())).select(count_star()).first(connection)
}

/// How the measures stand that come from points of these walks.
pub(super) fn list_statuses_of_walks(connection: &mut DbConnection, walks: &[i64]) -> QueryResult<Vec<Status>> {
    measures::table
        .inner_join(walk_points::table)
        .filter(walk_points::walk_id.eq_any(walks.to_vec()))
        .order(measures::id)
        .select(measures::status)
        .load(connection)
}

/// How the measures stand that were decided between two days, with the day they are to be done by.
pub(super) fn list_decided(
    connection: &mut DbConnection,
    from: Date,
    to: Date,
) -> QueryResult<Vec<(Status, Option<Day>)>> {
    measures::table
        .filter(measures::decided_on.between(Day::from(from), Day::from(to)))
        .order(measures::id)
        .select((measures::status, measures::due_on))
        .load(connection)
}

/// A commitment with its goal.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub(super) struct CommitmentRow {
    /// Its key.
    pub id: i64,
    /// The goal's code.
    pub goal_code: String,
    /// The goal's name.
    pub goal: String,
    /// Who has undertaken it.
    pub committee: String,
    /// For which year.
    pub year: i64,
    /// What it is.
    pub title: String,
}

/// What was undertaken from one year to another: by goal, year and committee.
pub(super) fn list_commitments(connection: &mut DbConnection, from: i64, to: i64) -> QueryResult<Vec<CommitmentRow>> {
    commitments::table
        .inner_join(goals::table)
        .filter(commitments::year.between(from, to))
        .order((goals::code, commitments::year, commitments::committee, commitments::id))
        .select((
            commitments::id,
            goals::code,
            goals::name,
            commitments::committee,
            commitments::year,
            commitments::title,
        ))
        .load(connection)
}

/// How the measures of these commitments stand, by the commitment's key, with the day they are to be done by.
pub(super) fn list_commitment_measures(
    connection: &mut DbConnection,
    commitments: &[i64],
) -> QueryResult<Vec<(i64, Status, Option<Day>)>> {
    commitment_measures::table
        .inner_join(measures::table)
        .filter(commitment_measures::commitment_id.eq_any(commitments.to_vec()))
        .order((commitment_measures::commitment_id, measures::id))
        .select((commitment_measures::commitment_id, measures::status, measures::due_on))
        .load(connection)
}
