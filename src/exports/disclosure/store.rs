//! All SQL of the memory: what is counted, what was given away, and what the weekly pictures told.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;

use super::model::Subject;
use crate::db::schema::{
    areas, incident_counts, incidents, picture_files, picture_versions, released_blocks, walk_observations, walks,
};
use crate::db::{Day, DbConnection, Moment};
use crate::incidents::audience::Audience;
use crate::situation::versions::model::{Edition, FileFormat};
use crate::time::start_of_day;

/// How many reports of a category count in a district; `None` for outside the municipality or not known.
pub type Tally = (Option<i64>, String, i64);

/// How many reports count in each of some weeks, by Monday: from the counts that the database keeps, so that the work grows
/// with the weeks and not with what was reported in them.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_week_tallies(connection: &mut DbConnection, mondays: &[Date]) -> QueryResult<Vec<(Date, Tally)>> {
    let counted: Vec<(Day, i64, String, i64)> = incident_counts::table
        .filter(incident_counts::week.eq_any(mondays.iter().copied().map(Day::from).collect::<Vec<_>>()))
        .filter(incident_counts::reports.gt(0))
        .select((
            incident_counts::week,
            incident_counts::district_id,
            incident_counts::category,
            incident_counts::reports,
        ))
        .load(connection)?;
    let tally = |(week, district, category, count): (Day, i64, String, i64)| {
        (week.date(), ((district != 0).then_some(district), category, count))
    };
    Ok(counted.into_iter().map(tally).collect())
}

/// How many reports count that began from one day up to another, by Stockholm's calendar. Reads a stretch of
/// `incidents_by_time` and looks no report up.
pub fn list_day_tallies(connection: &mut DbConnection, (from, to): (Date, Date)) -> QueryResult<Vec<Tally>> {
    incidents::table
        .filter(incidents::occurred_from.ge(Moment::from(start_of_day(from))))
        .filter(incidents::occurred_from.lt(Moment::from(start_of_day(to))))
        .filter(incidents::is_counted.eq(true))
        .filter(incidents::audience.eq_any(Audience::OF_WORKING_GROUP))
        .group_by((incidents::district_id, incidents::category))
        .select((incidents::district_id, incidents::category, count_star()))
        .load(connection)
}

/// When walks observed something between two instants, and in which district: that of the place they tell of, and where that
/// is not known the walk's own. What was set aside is left out.
pub fn list_observations(
    connection: &mut DbConnection,
    (from, to): (Timestamp, Timestamp),
) -> QueryResult<Vec<(Timestamp, i64)>> {
    let noted: Vec<(Moment, Option<i64>, i64)> = walk_observations::table
        .filter(walk_observations::set_aside_reason.is_null())
        .filter(walk_observations::noted_at.ge(Moment::from(from)))
        .filter(walk_observations::noted_at.lt(Moment::from(to)))
        .inner_join(walks::table)
        .left_join(areas::table.on(walk_observations::area_id.eq(areas::id.nullable())))
        .select((walk_observations::noted_at, areas::district_id.nullable(), walks::district_id))
        .load(connection)?;
    Ok(noted.into_iter().map(|(at, place, walk)| (at.instant(), place.unwrap_or(walk))).collect())
}

/// The Monday of the week of the first report there is.
pub fn find_first_week(connection: &mut DbConnection) -> QueryResult<Option<Date>> {
    let monday: Option<Day> = incidents::table.select(diesel::dsl::min(incidents::week)).first(connection)?;
    Ok(monday.map(Day::date))
}

/// When the first report about a week happened that began from its Monday on.
pub fn find_first_time(connection: &mut DbConnection, monday: Date) -> QueryResult<Option<Timestamp>> {
    let first: Option<Moment> = incidents::table
        .filter(incidents::occurred_from.ge(Moment::from(start_of_day(monday))))
        .order(incidents::occurred_from)
        .select(incidents::occurred_from)
        .first(connection)
        .optional()?;
    Ok(first.map(Moment::instant))
}

/// When a walk first observed something.
pub fn find_first_observation(connection: &mut DbConnection) -> QueryResult<Option<Timestamp>> {
    let first: Option<Moment> =
        walk_observations::table.select(diesel::dsl::min(walk_observations::noted_at)).first(connection)?;
    Ok(first.map(Moment::instant))
}

/// The shared editions of weeks as they were first approved, by Monday, as JSON: the last for a week is its first version, and
/// where a sentence was taken out of that, what stands in its place. Its counts are the same.
pub fn list_shared_editions(connection: &mut DbConnection, mondays: &[Date]) -> QueryResult<Vec<(Date, Vec<u8>)>> {
    let files: Vec<(Day, Vec<u8>)> = picture_files::table
        .inner_join(picture_versions::table)
        .filter(picture_versions::week.eq_any(mondays.iter().copied().map(Day::from).collect::<Vec<_>>()))
        .filter(picture_files::edition.eq(Edition::Shared))
        .filter(picture_files::format.eq(FileFormat::Json))
        .filter(picture_files::bytes.is_not_null())
        .order((picture_versions::week, picture_versions::version.desc(), picture_versions::revision))
        .select((picture_versions::week, picture_files::bytes.assume_not_null()))
        .load(connection)?;
    Ok(files.into_iter().map(|(week, bytes)| (week.date(), bytes)).collect())
}

/// A block as it was frozen: its subject, and what is told as JSON.
pub fn list_blocks(connection: &mut DbConnection) -> QueryResult<Vec<(Subject, String)>> {
    released_blocks::table
        .order((released_blocks::subject, released_blocks::from_month))
        .select((released_blocks::subject, released_blocks::told))
        .load(connection)
}

/// Freezes a block.
pub fn insert_block(
    connection: &mut DbConnection,
    subject: Subject,
    (first, last): (Date, Date),
    told: &str,
    now: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(released_blocks::table)
        .values((
            released_blocks::subject.eq(subject),
            released_blocks::from_month.eq(Day::from(first)),
            released_blocks::to_month.eq(Day::from(last)),
            released_blocks::told.eq(told),
            released_blocks::released_at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}
