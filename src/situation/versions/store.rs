//! All SQL of approved versions. What was approved is only ever added; the bytes of what a sentence had to go from are taken
//! out when a revision stands in their place.

use diesel::prelude::*;
use jiff::Timestamp;

use super::freeze::{Frozen, FrozenFile};
use super::model::{Edition, FileFormat, Signature, StoredFile, Version};
use crate::accounts::{Actor, Organisation};
use crate::db::schema::{
    incidents, picture_files, picture_problems, picture_signatures, picture_texts, picture_versions, released_blocks,
};
use crate::db::{Day, DbConnection, Moment};
use crate::incidents::audience::Audience;
use crate::time::{IsoWeek, Month};

/// Every version and revision, along the chain.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(connection: &mut DbConnection) -> QueryResult<Vec<Version>> {
    picture_versions::table.order(picture_versions::id).select(Version::as_select()).load(connection)
}

/// The versions of a week with all their revisions, the oldest first.
pub fn list_of_week(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<Version>> {
    picture_versions::table
        .filter(picture_versions::week.eq(Day::from(week.monday())))
        .order((picture_versions::version, picture_versions::revision))
        .select(Version::as_select())
        .load(connection)
}

/// The latest version of a week's picture in its latest revision, if one was approved.
pub fn find_latest(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Option<Version>> {
    picture_versions::table
        .filter(picture_versions::week.eq(Day::from(week.monday())))
        .order((picture_versions::version.desc(), picture_versions::revision.desc()))
        .select(Version::as_select())
        .first(connection)
        .optional()
}

/// The latest revision of a version.
pub fn find(connection: &mut DbConnection, week: IsoWeek, version: i64) -> QueryResult<Option<Version>> {
    picture_versions::table
        .filter(picture_versions::week.eq(Day::from(week.monday())))
        .filter(picture_versions::version.eq(version))
        .order(picture_versions::revision.desc())
        .select(Version::as_select())
        .first(connection)
        .optional()
}

/// The shared edition's JSON as a week's first version holds it now.
pub fn find_first_shared(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Option<Vec<u8>>> {
    let found: Option<Option<Vec<u8>>> = picture_files::table
        .inner_join(picture_versions::table)
        .filter(picture_versions::week.eq(Day::from(week.monday())))
        .filter(picture_files::edition.eq(Edition::Shared))
        .filter(picture_files::format.eq(FileFormat::Json))
        .filter(picture_files::bytes.is_not_null())
        .order((picture_versions::version, picture_versions::revision.desc()))
        .select(picture_files::bytes)
        .first(connection)
        .optional()?;
    Ok(found.flatten())
}

/// Whether a report was released that tells of a month in which any day of a week lies.
pub fn is_in_a_report(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<bool> {
    let [first, last] = [week.monday(), week.sunday()].map(|day| Day::from(Month::of_day(day).first_day()));
    let blocks =
        released_blocks::table.filter(released_blocks::from_month.le(last)).filter(released_blocks::to_month.ge(first));
    diesel::select(diesel::dsl::exists(blocks)).get_result(connection)
}

/// The hash of the newest record, of any week.
pub fn find_head(connection: &mut DbConnection) -> QueryResult<Option<String>> {
    picture_versions::table
        .order(picture_versions::id.desc())
        .select(picture_versions::sha256)
        .first(connection)
        .optional()
}

/// The files of a version with their bytes.
pub fn list_files(connection: &mut DbConnection, version_id: i64) -> QueryResult<Vec<StoredFile>> {
    picture_files::table
        .filter(picture_files::version_id.eq(version_id))
        .order(picture_files::id)
        .select(StoredFile::as_select())
        .load(connection)
}

/// One file of a version.
pub fn find_file(
    connection: &mut DbConnection,
    version_id: i64,
    edition: Edition,
    format: FileFormat,
) -> QueryResult<Option<StoredFile>> {
    picture_files::table
        .filter(picture_files::version_id.eq(version_id))
        .filter(picture_files::edition.eq(edition))
        .filter(picture_files::format.eq(format))
        .select(StoredFile::as_select())
        .first(connection)
        .optional()
}

/// Every signature, in the order in which they were given.
pub fn list_signatures(connection: &mut DbConnection) -> QueryResult<Vec<Signature>> {
    picture_signatures::table.order(picture_signatures::id).select(Signature::as_select()).load(connection)
}

/// The signatures under these versions, in the order in which they were given.
pub fn list_signatures_of(connection: &mut DbConnection, version_ids: Vec<i64>) -> QueryResult<Vec<Signature>> {
    picture_signatures::table
        .filter(picture_signatures::version_id.eq_any(version_ids))
        .order(picture_signatures::id)
        .select(Signature::as_select())
        .load(connection)
}

/// Keeps a version; gives its key.
pub(super) fn insert(connection: &mut DbConnection, frozen: &Frozen, account_id: Option<i64>) -> QueryResult<i64> {
    let manifest = &frozen.manifest;
    let id = diesel::insert_into(picture_versions::table)
        .values((
            picture_versions::week.eq(Day::from(manifest.week.monday())),
            picture_versions::version.eq(manifest.version),
            picture_versions::revision.eq(manifest.revision),
            picture_versions::reason.eq(&manifest.reason),
            picture_versions::cut_off.eq(Moment::from(manifest.cut_off)),
            picture_versions::approved_at.eq(Moment::from(manifest.approved_at)),
            picture_versions::account_id.eq(account_id),
            picture_versions::actor.eq(&manifest.approved_by),
            picture_versions::manifest.eq(&frozen.text),
            picture_versions::previous_sha256.eq(manifest.previous_sha256.as_deref().unwrap_or_default()),
            picture_versions::sha256.eq(&frozen.sha256),
            picture_versions::searched.eq(&frozen.searched),
            picture_versions::searched_shared.eq(&frozen.searched_shared),
        ))
        .returning(picture_versions::id)
        .get_result(connection)?;
    for file in &frozen.files {
        insert_file(connection, id, file)?;
    }
    Ok(id)
}

fn insert_file(connection: &mut DbConnection, version_id: i64, file: &FrozenFile) -> QueryResult<()> {
    diesel::insert_into(picture_files::table)
        .values((
            picture_files::version_id.eq(version_id),
            picture_files::edition.eq(file.edition),
            picture_files::format.eq(file.format),
            picture_files::sha256.eq(&file.sha256),
            picture_files::bytes.eq(Some(&file.bytes)),
        ))
        .execute(connection)
        .map(drop)
}

/// Takes the bytes of a version's files out, and what a search finds in them. Their hashes stay.
pub(super) fn update_emptied(connection: &mut DbConnection, version_id: i64) -> QueryResult<()> {
    diesel::update(picture_files::table.filter(picture_files::version_id.eq(version_id)))
        .set(picture_files::bytes.eq(None::<Vec<u8>>))
        .execute(connection)?;
    diesel::update(picture_versions::table.find(version_id))
        .set((picture_versions::searched.eq(""), picture_versions::searched_shared.eq("")))
        .execute(connection)
        .map(drop)
}

/// Keeps a signature under a version.
pub(super) fn insert_signature(
    connection: &mut DbConnection,
    version: &Version,
    organisation: &Organisation,
    (account_id, actor): (i64, &Actor),
    now: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(picture_signatures::table)
        .values((
            picture_signatures::version_id.eq(version.id),
            picture_signatures::organisation_id.eq(organisation.id),
            picture_signatures::organisation.eq(&organisation.name),
            picture_signatures::account_id.eq(account_id),
            picture_signatures::actor.eq(&actor.label),
            picture_signatures::signed_at.eq(Moment::from(now)),
            picture_signatures::sha256.eq(&version.sha256),
        ))
        .execute(connection)
        .map(drop)
}

/// How many reports about a week that count were received after this moment.
pub fn count_late(connection: &mut DbConnection, week: IsoWeek, after: Moment) -> QueryResult<i64> {
    incidents::table
        .filter(incidents::week.eq(Day::from(week.monday())))
        .filter(incidents::is_counted.eq(true))
        .filter(incidents::audience.eq_any(Audience::OF_WORKING_GROUP))
        .filter(incidents::reported_at.gt(after))
        .count()
        .get_result(connection)
}

/// The accounts that reported about a week.
pub(super) fn list_reporters(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<i64>> {
    incidents::table
        .filter(incidents::week.eq(Day::from(week.monday())))
        .filter(incidents::account_id.is_not_null())
        .select(incidents::account_id.assume_not_null())
        .distinct()
        .order(incidents::account_id.assume_not_null())
        .load(connection)
}

/// Every wording of every text of a week, by key.
pub(super) fn list_wordings(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<(i64, String)>> {
    picture_texts::table
        .filter(picture_texts::week.eq(Day::from(week.monday())))
        .order(picture_texts::id)
        .select((picture_texts::id, picture_texts::words))
        .load(connection)
}

/// Puts other words in the place of a wording's.
pub(super) fn update_wording(connection: &mut DbConnection, id: i64, words: &str) -> QueryResult<()> {
    diesel::update(picture_texts::table.find(id)).set(picture_texts::words.eq(words)).execute(connection).map(drop)
}

/// The problems of a week: key, title, words.
pub(super) fn list_problems(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<(i64, String, String)>> {
    picture_problems::table
        .filter(picture_problems::week.eq(Day::from(week.monday())))
        .order(picture_problems::id)
        .select((picture_problems::id, picture_problems::title, picture_problems::words))
        .load(connection)
}

/// Puts other words in the place of a problem's.
pub(super) fn update_problem(connection: &mut DbConnection, id: i64, title: &str, words: &str) -> QueryResult<()> {
    diesel::update(picture_problems::table.find(id))
        .set((picture_problems::title.eq(title), picture_problems::words.eq(words)))
        .execute(connection)
        .map(drop)
}
