//! All SQL of council reports: what was released, and what a report counts that no other store counts for it.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;

use super::model::{Record, Released, StoredFile};
use super::package::ReportFile;
use crate::db::schema::{
    council_meetings, council_report_files, council_reports, measures, released_blocks, walk_points, walks,
};
use crate::db::{Day, DbConnection, Moment};
use crate::exports::disclosure::Subject;
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
pub fn find_file(connection: &mut DbConnection, report: i64, name: &str) -> QueryResult<Option<StoredFile>> {
    council_report_files::table
        .filter(council_report_files::report_id.eq(report))
        .filter(council_report_files::name.eq(name))
        .select(StoredFile::as_select())
        .first(connection)
        .optional()
}

/// The months that were given away together, by the first of each.
pub fn list_blocks(connection: &mut DbConnection) -> QueryResult<Vec<Months>> {
    let blocks: Vec<(Day, Day)> = released_blocks::table
        .filter(released_blocks::subject.eq(Subject::Events))
        .order(released_blocks::from_month)
        .select((released_blocks::from_month, released_blocks::to_month))
        .load(connection)?;
    let months = |(first, last): (Day, Day)| Months::new(Month::of_day(first.date()), Month::of_day(last.date()));
    Ok(blocks.into_iter().filter_map(months).collect())
}

/// The day of the council's last meeting up to a day.
pub fn find_last_meeting(connection: &mut DbConnection, today: Date) -> QueryResult<Option<Date>> {
    let held: Option<Day> = council_meetings::table
        .filter(council_meetings::held_on.le(Day::from(today)))
        .select(diesel::dsl::max(council_meetings::held_on))
        .first(connection)?;
    Ok(held.map(Day::date))
}

/// Keeps a report; gives its key.
pub(super) fn insert(connection: &mut DbConnection, report: &NewReport<'_>) -> QueryResult<i64> {
    let record = report.record;
    let id = diesel::insert_into(council_reports::table)
        .values((
            council_reports::number.eq(i64::from(record.number)),
            council_reports::title.eq(&record.title),
            council_reports::from_month.eq(Day::from(record.months.first.first_day())),
            council_reports::to_month.eq(Day::from(record.months.last.first_day())),
            council_reports::cut_off.eq(Moment::from(record.cut_off)),
            council_reports::released_at.eq(Moment::from(record.released_at)),
            council_reports::account_id.eq(report.account_id),
            council_reports::actor.eq(&record.released_by),
            council_reports::manifest.eq(report.text),
            council_reports::previous_sha256.eq(record.previous_sha256.as_deref().unwrap_or_default()),
            council_reports::sha256.eq(report.sha256),
        ))
        .returning(council_reports::id)
        .get_result(connection)?;
    for file in report.files {
        diesel::insert_into(council_report_files::table)
            .values((
                council_report_files::report_id.eq(id),
                council_report_files::name.eq(&file.name),
                council_report_files::media_type.eq(file.media_type),
                council_report_files::sha256.eq(&file.sha256),
                council_report_files::bytes.eq(&file.bytes),
            ))
            .execute(connection)?;
    }
    Ok(id)
}

/// What a report is kept as.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewReport<'a> {
    /// Its record.
    pub record: &'a Record,
    /// The record as canonical JSON.
    pub text: &'a str,
    /// The hash of that.
    pub sha256: &'a str,
    /// Its files.
    pub files: &'a [ReportFile],
    /// Who released it.
    pub account_id: Option<i64>,
}

/// What became of measures in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Deeds {
    /// Decided in it.
    pub decided: i64,
    /// Done in it, and not undone since.
    pub done: i64,
    /// Verified in it, and not undone since.
    pub verified: i64,
    /// Declined in it, and not asked for again since.
    pub declined: i64,
}

/// Counts what became of measures in a period.
pub(super) fn count_deeds(connection: &mut DbConnection, months: Months) -> QueryResult<Deeds> {
    let (from, until) = months.bounds();
    let (from, until) = (Moment::from(from), Moment::from(until));
    let days = (Day::from(months.first.first_day()), Day::from(months.last.last_day()));
    let decided = measures::table.filter(measures::decided_on.between(days.0, days.1));
    let done = measures::table.filter(measures::done_at.ge(from)).filter(measures::done_at.lt(until));
    let verified = measures::table.filter(measures::verified_at.ge(from)).filter(measures::verified_at.lt(until));
    let declined = measures::table
        .filter(measures::status.eq(Status::Declined))
        .filter(measures::answered_at.ge(from))
        .filter(measures::answered_at.lt(until));
    Ok(Deeds {
        decided: decided.select(count_star()).first(connection)?,
        done: done.select(count_star()).first(connection)?,
        verified: verified.select(count_star()).first(connection)?,
        declined: declined.select(count_star()).first(connection)?,
    })
}

/// How many walks of a period had ended by then.
pub(super) fn count_held_walks(connection: &mut DbConnection, months: Months, now: Timestamp) -> QueryResult<i64> {
    let (from, until) = months.bounds();
    walks::table
        .filter(walks::starts_at.ge(Moment::from(from)))
        .filter(walks::starts_at.lt(Moment::from(until)))
        .filter(walks::ends_at.le(Moment::from(now)))
        .select(count_star())
        .first(connection)
}

/// The keys of the points in the published protocols of walks of a period; not of what was good.
pub(super) fn list_published_points(connection: &mut DbConnection, months: Months) -> QueryResult<Vec<i64>> {
    let (from, until) = months.bounds();
    walk_points::table
        .inner_join(walks::table)
        .filter(walks::published_at.is_not_null())
        .filter(walks::starts_at.ge(Moment::from(from)))
        .filter(walks::starts_at.lt(Moment::from(until)))
        .filter(walk_points::kind.ne(ObservationKind::Strength))
        .order(walk_points::id)
        .select(walk_points::id)
        .load(connection)
}
