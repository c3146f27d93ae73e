//! All SQL of the situation picture.

use diesel::prelude::*;

use super::compute::Tally;
use crate::db::schema::{areas, incident_counts, incidents, walk_observations};
use crate::db::{Day, DbConnection, Moment};
use crate::incidents::audience::Audience;
use crate::incidents::model::Status;
use crate::time::IsoWeek;

/// How many reports count in each of these weeks, by district and category.
///
/// Read from the counts that the database keeps (`incident_counts`): the work grows with the weeks, neither with the archive
/// nor with what was reported in them. Reports that were merged into another or set aside do not count, nor those that
/// nobody has reviewed and must, nor those that are for one organisation alone.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_tallies(connection: &mut DbConnection, weeks: &[IsoWeek]) -> QueryResult<Vec<Tally>> {
    let mondays: Vec<Day> = weeks.iter().map(|week| Day::from(week.monday())).collect();
    let counted: Vec<(Day, i64, String, i64)> = incident_counts::table
        .filter(incident_counts::week.eq_any(mondays))
        .filter(incident_counts::reports.gt(0))
        .select((
            incident_counts::week,
            incident_counts::district_id,
            incident_counts::category,
            incident_counts::reports,
        ))
        .load(connection)?;
    let tally = |(week, district, category, count): (Day, i64, String, i64)| {
        Tally::new(IsoWeek::of_day(week.date()), (district != 0).then_some(district), &category, count)
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

/// How many observations walks noted in a week, by district; `None` where that is not known. What was set aside is left
/// out.
pub fn list_observations(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<(Option<i64>, i64)>> {
    let (from, to) = week.bounds();
    let areas: Vec<Option<i64>> = walk_observations::table
        .filter(walk_observations::set_aside_reason.is_null())
        .filter(walk_observations::noted_at.ge(Moment::from(from)))
        .filter(walk_observations::noted_at.lt(Moment::from(to)))
        .left_join(areas::table.on(walk_observations::area_id.eq(areas::id.nullable())))
        .select(areas::district_id.nullable())
        .load(connection)?;
    let mut districts = std::collections::BTreeMap::<Option<i64>, i64>::new();
    for district in areas {
        *districts.entry(district).or_default() += 1;
    }
    Ok(districts.into_iter().collect())
}
