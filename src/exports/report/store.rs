//! All SQL of council reports: what was released, and what a report counts that no other store counts for it.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;

use super::model::{Frozen, ReportFile, Released};
use crate::db::schema::{
    council_meetings, council_report_files, council_reports, disclosures, measures, released_blocks, walk_points, walks,
};
use crate::db::{Day, DbConnection, Moment};
use crate::accounts::Actor;
use crate::measures::model::Status;
use crate::time::{Month, Months};
use crate::walks::model::ObservationKind;

/// The released reports, the latest first.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(connection: &mut DbConnection) -> QueryResult<Vec<Released>> {
    council_reports::table.order(council_reports::number.desc()).select(Released::as_select()).load(connection)
}

/// The released report of this number.
pub fn find(connection: &mut DbConnection, number: u32) -> QueryResult<Option<Released>> {
    council_reports::table
        .filter(council_reports::number.eq(i64::from(number)))
        .select(Released::as_select())
        .first(connection)
        .optional()
}

/// The newest report's number and the hash of its record.
pub fn find_head(connection: &mut DbConnection) -> QueryResult<Option<(i64, String)>> {
    council_reports::table
        .order(council_reports::number.desc())
        .select((council_reports::number, council_reports::sha256))
        .first(connection)
        .optional()
}

/// The names, media types, hashes and sizes of a report's files, in the order in which they were made.
pub fn list_files(connection: &mut DbConnection, report: i64) -> QueryResult<Vec<(String, String, String)>> {
    council_report_files::table
        .filter(council_report_files::report_id.eq(report))
        .order(council_report_files::id)
        .select((council_report_files::name, council_report_files::media_type, council_report_files::sha256))
        .load(connection)
}

/// A file of a report.
pub fn find_file(connection: &mut DbConnection, report: i64, name: &str) -> QueryResult<Option<ReportFile>> {
    council_report_files::table
        .filter(council_report_files::report_id.eq(report))
        .filter(council_report_files::name.eq(name))
        .select((
            council_report_files::name,
            council_report_files::media_type,
            council_report_files::sha256,
            council_report_files::bytes,
        ))
        .first(connection)
        .optional()
}
