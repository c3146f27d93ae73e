//! All SQL of the situation picture.

use diesel::prelude::*;
use jiff::Timestamp;

use super::compute::Tally;
use crate::db::schema::{areas, incident_counts, incidents, walk_observations, walks};
use crate::db::{Backend, Day, DbConnection, Moment};
use crate::incidents::audience::Audience;
use crate::incidents::category::{Kind, categories};
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

/// An event as patterns are made of it.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = incidents)]
pub struct Event {
    /// When it happened, or the earliest it may have.
    pub occurred_from: Moment,
    /// The latest it may have happened.
    pub occurred_to: Option<Moment>,
    /// The district it is counted in.
    pub district_id: Option<i64>,
    /// Its category's code.
    pub category: String,
    /// Degrees north, WGS84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
    /// Metres that its position may be wrong by, when the device that took it said so.
    pub accuracy_m: Option<f64>,
}

impl Event {
    /// Its latitude and longitude, when they are known at least so well; a position that a person gave is.
    ///
    /// - **Units:** metres; degrees.
    #[must_use]
    pub fn position(&self, metres: f64) -> Option<(f64, f64)> {
        let is_known = self.accuracy_m.is_none_or(|accuracy| accuracy <= metres);
        self.latitude.zip(self.longitude).filter(|_| is_known)
    }
}

/// The categories that make no event. One that the program does not know is counted as an event: nothing is lost.
fn no_events() -> impl Iterator<Item = &'static str> {
    categories().iter().filter(|category| category.kind != Kind::Event).map(|category| category.code.as_str())
}

/// The events that count and began from one instant up to another. Reading them takes a stretch of `incidents_by_time` and
/// looks no report up.
fn counted_events((from, to): (Timestamp, Timestamp)) -> incidents::BoxedQuery<'static, Backend> {
    incidents::table
        .filter(incidents::occurred_from.ge(Moment::from(from)))
        .filter(incidents::occurred_from.lt(Moment::from(to)))
        .filter(incidents::is_counted.eq(true))
        .filter(incidents::audience.eq_any(Audience::OF_WORKING_GROUP))
        .filter(incidents::category.ne_all(no_events()))
        .into_boxed()
}

/// The events that count and began from one instant up to another, in order of time.
pub fn list_events(connection: &mut DbConnection, span: (Timestamp, Timestamp)) -> QueryResult<Vec<Event>> {
    counted_events(span).order((incidents::occurred_from, incidents::id)).select(Event::as_select()).load(connection)
}

/// Where the events that count and began from one instant up to another happened, latitude and longitude; those whose
/// position is not known at least so well are left out.
///
/// - **Units:** metres; degrees.
pub fn list_positions(
    connection: &mut DbConnection,
    span: (Timestamp, Timestamp),
    metres: f64,
) -> QueryResult<Vec<(f64, f64)>> {
    counted_events(span)
        .filter(incidents::accuracy_m.is_null().or(incidents::accuracy_m.le(metres)))
        .filter(incidents::latitude.is_not_null())
        .filter(incidents::longitude.is_not_null())
        .select((incidents::latitude.assume_not_null(), incidents::longitude.assume_not_null()))
        .load(connection)
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

/// How many observations walks noted in a week, by district: that of the place they tell of, and where that is not known
/// the walk's own. What was set aside is left out.
pub fn list_observations(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<(i64, i64)>> {
    let (from, to) = week.bounds();
    let noted: Vec<(Option<i64>, i64)> = walk_observations::table
        .filter(walk_observations::set_aside_reason.is_null())
        .filter(walk_observations::noted_at.ge(Moment::from(from)))
        .filter(walk_observations::noted_at.lt(Moment::from(to)))
        .inner_join(walks::table)
        .left_join(areas::table.on(walk_observations::area_id.eq(areas::id.nullable())))
        .select((areas::district_id.nullable(), walks::district_id))
        .load(connection)?;
    let mut districts = std::collections::BTreeMap::<i64, i64>::new();
    for (place, walk) in noted {
        *districts.entry(place.unwrap_or(walk)).or_default() += 1;
    }
    Ok(districts.into_iter().collect())
}
