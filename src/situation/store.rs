//! All SQL of the situation picture.

use diesel::prelude::*;

use super::compute::Tally;
use crate::db::schema::incidents;
use crate::db::{Day, DbConnection};
use crate::incidents::audience::Audience;
use crate::incidents::model::Status;
use crate::time::IsoWeek;

/// How many reports count in each of these weeks, by district and category.
///
/// One statement, answered from the index `incidents_by_week` alone: the work grows with what was reported in these weeks,
/// never with the archive. Reports that were merged into another or set aside do not
/// count, nor those that nobody has reviewed and must, nor those that are for one organisation alone.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_tallies(connection: &mut DbConnection, weeks: &[IsoWeek]) -> QueryResult<Vec<Tally>> {
    let mondays: Vec<Day> = weeks.iter().map(|week| Day::from(week.monday())).collect();
    let counted: Vec<(Day, Option<i64>, String, i64)> = incidents::table
        .filter(incidents::week.eq_any(mondays))
        .filter(incidents::is_counted)
        .filter(incidents::audience.eq_any(Audience::OF_WORKING_GROUP))
        .group_by((incidents::week, incidents::district_id, incidents::category))
        .select((incidents::week, incidents::district_id, incidents::category, diesel::dsl::count_star()))
        .load(connection)?;
    let tally = |(week, district, category, count): (Day, Option<i64>, String, i64)| {
        Tally::new(IsoWeek::of_day(week.date()), district, &category, count)
    };
    Ok(counted.into_iter().map(tally).collect())
}

/// The week of the first report there is; the first entry of `incidents_by_week`.
pub fn find_first_week(connection: &mut DbConnection) -> QueryResult<Option<IsoWeek>> {
    let monday: Option<Day> = incidents::table.select(diesel::dsl::min(incidents::week)).first(connection)?;
    Ok(monday.map(|monday| IsoWeek::of_day(monday.date())))
}

/// How many reports of a week wait to be reviewed before they count.
///
/// # Errors
/// What the database says.
pub fn count_uncounted(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<i64> {
    incidents::table
        .filter(incidents::week.eq(Day::from(week.monday())))
        .filter(incidents::is_counted.eq(false))
        .filter(incidents::audience.eq_any(Audience::OF_WORKING_GROUP))
        .filter(incidents::status.eq_any([Status::New, Status::Question]))
        .count()
        .get_result(connection)
}
