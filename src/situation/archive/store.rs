//! All SQL of the archive: it only reads what was approved.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::model::Approved;
use crate::db::schema::{picture_files, picture_versions};
use crate::db::{Day, DbConnection, Moment};
use crate::situation::versions::Edition;
use crate::time::IsoWeek;

/// Every version in its latest revision: the latest week first, and of a week the latest version.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_latest(connection: &mut DbConnection) -> QueryResult<Vec<Approved>> {
    let revisions: Vec<(i64, Day, i64, String, Moment)> = picture_versions::table
        .order((picture_versions::week.desc(), picture_versions::version.desc(), picture_versions::revision))
        .select((
            picture_versions::id,
            picture_versions::week,
            picture_versions::version,
            picture_versions::reason,
            picture_versions::approved_at,
        ))
        .load(connection)?;
    let mut versions: Vec<Approved> = Vec::new();
    for (id, week, version, reason, approved_at) in revisions {
        let week = IsoWeek::of_day(week.date());
        match versions.last_mut().filter(|last| (last.week, last.version) == (week, version)) {
            // A revision: it stands in the version's place, which was approved when and why it was.
            Some(last) => last.id = id,
            None => versions.push(Approved { id, week, version, reason, approved_at: approved_at.instant() }),
        }
    }
    Ok(versions)
}

/// The keys of the revisions in which all of these words stand, in the reader's own edition.
///
/// - `words`: in small letters.
pub fn list_holding(connection: &mut DbConnection, edition: Edition, words: &[String]) -> QueryResult<BTreeSet<i64>> {
    let mut query = picture_versions::table.select(picture_versions::id).into_boxed();
    for word in words {
        let pattern = containing(word);
        query = match edition {
            Edition::WorkingGroup => query.filter(picture_versions::searched.like(pattern).escape('\\')),
            Edition::Shared => query.filter(picture_versions::searched_shared.like(pattern).escape('\\')),
        };
    }
    Ok(query.load(connection)?.into_iter().collect())
}

/// The pattern of everything in which this stands.
fn containing(word: &str) -> String {
    let plain = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

/// The frozen JSON of a revision in an edition; `None` when there is none any more.
pub fn find_json(connection: &mut DbConnection, revision: i64, edition: Edition) -> QueryResult<Option<Vec<u8>>> {
    let bytes: Option<Option<Vec<u8>>> = picture_files::table
        .filter(picture_files::version_id.eq(revision))
        .filter(picture_files::edition.eq(edition))
        .filter(picture_files::format.eq("json"))
        .select(picture_files::bytes)
        .first(connection)
        .optional()?;
    Ok(bytes.flatten())
}
