//! All SQL of measures. Every read that a person sees takes a [`Viewer`] and limits itself here, or begins with something
//! that the caller has found for that person: a report, a point of a walk, a published protocol.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::filter::{Filter, Urgency};
use super::kept::Judged;
use super::model::{DAYS_AHEAD, HistoryLine, Measure, Origin, Promise, Source, Spot, Standing, Status};
use super::reminders::ReminderKind;
use crate::accounts::model::Reach;
use crate::accounts::{Permission, Viewer};
use crate::db::schema::{incidents, measure_events, measure_reminders, measures, walk_points, walks};
use crate::db::{Backend, Day, DbConnection, Moment};
use crate::geometry::{Bounds, Point};
use crate::time::IsoWeek;

type Query<'a> = measures::BoxedQuery<'a, Backend>;

/// The measures this viewer may see; everything else starts here. The working group sees all, who tells of progress one's
/// own organisation's, others none.
#[must_use]
pub fn visible_to<'a>(viewer: &Viewer) -> Query<'a> {
    let all = measures::table.into_boxed();
    let may = |permission| viewer.role.may(permission);
    if may(Permission::SeeWorkingGroup) {
        all
    } else if may(Permission::ReportProgress) {
        all.filter(measures::organisation_id.eq(viewer.organisation_id))
    } else {
        // Keys are positive: nothing is.
        all.filter(measures::id.lt(0))
    }
}

/// Those about which this is to be done now.
fn urgent(query: Query<'_>, urgency: Urgency, today: Date) -> Query<'_> {
    let is_waiting = measures::status.eq_any(Status::WAITING);
    let today_or_later = Day::from(today);
    match urgency {
        Urgency::Overdue => query.filter(is_waiting).filter(measures::due_on.lt(today_or_later)),
        Urgency::Unanswered => query.filter(measures::status.eq(Status::Proposed)),
        Urgency::Soon => {
            let last = Day::from(today.saturating_add(DAYS_AHEAD.days()));
            query.filter(is_waiting).filter(measures::due_on.between(today_or_later, last))
        }
        Urgency::Unverified => query.filter(measures::status.eq(Status::Done)),
    }
}

/// The measures of the filter that this viewer may see.
fn filtered<'a>(viewer: &Viewer, filter: &Filter, today: Date) -> Query<'a> {
    let mut query = visible_to(viewer);
    if let Some(urgency) = filter.urgency {
        query = urgent(query, urgency, today);
    }
    if let Some(status) = filter.status {
        query = query.filter(measures::status.eq(status));
    }
    if let Some(organisation) = filter.organisation {
        query = query.filter(measures::organisation_id.eq(organisation));
    }
    if let Some(districts) = &filter.districts {
        query = query.filter(measures::district_id.eq_any(districts.clone()));
    }
    if let Some(within) = filter.within {
        let Bounds { longitude, latitude } = within.bounds();
        query = query
            .filter(measures::longitude.ge(longitude.0).and(measures::longitude.lt(longitude.1)))
            .filter(measures::latitude.ge(latitude.0).and(measures::latitude.lt(latitude.1)));
    }
    for word in &filter.words {
        query = query.filter(measures::searched.like(containing(word)).escape('\\'));
    }
    query
}

/// The pattern of everything in which this stands.
fn containing(word: &str) -> String {
    let plain = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

/// What a search looks through.
fn searched(promise: &Promise) -> String {
    let Promise { title, description, place, line_function, .. } = promise;
    format!("{title}\n{description}\n{place}\n{line_function}").to_lowercase()
}

/// A part of the filtered list: what is open before what is settled, what is due first, what has no date last; `limit` rows
/// after the first `skip`.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(
    connection: &mut DbConnection,
    viewer: &Viewer,
    filter: &Filter,
    today: Date,
    skip: i64,
    limit: i64,
) -> QueryResult<Vec<Measure>> {
    filtered(viewer, filter, today)
        .order((
            measures::status.eq_any([Status::Declined, Status::Verified]).asc(),
            measures::due_on.is_null().asc(),
            measures::due_on.asc(),
            measures::id.asc(),
        ))
        .offset(skip)
        .limit(limit)
        .select(Measure::as_select())
        .load(connection)
}

/// How many measures of the filter this viewer may see.
pub fn count(connection: &mut DbConnection, viewer: &Viewer, filter: &Filter, today: Date) -> QueryResult<i64> {
    filtered(viewer, filter, today).select(count_star()).first(connection)
}

/// What of a measure a map needs to know.
#[derive(Clone, Debug, PartialEq, Queryable)]
pub struct OnMap {
    /// Its key.
    pub id: i64,
    /// What it is.
    pub title: String,
    /// Degrees north, WGS84, when the place is known.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
}

impl OnMap {
    /// Its point, when it has one.
    #[must_use]
    pub fn point(&self) -> Option<Point> {
        Point::new(self.latitude?, self.longitude?).ok()
    }
}

/// The filtered measures as a map needs them.
pub fn list_spots(
    connection: &mut DbConnection,
    viewer: &Viewer,
    filter: &Filter,
    today: Date,
) -> QueryResult<Vec<OnMap>> {
    filtered(viewer, filter, today)
        .order(measures::id)
        .select((measures::id, measures::title, measures::latitude, measures::longitude))
        .load(connection)
}

/// What was promised for a day from `since` on and can be judged: the day has passed, or it was done. For counting how many
/// promises were kept, by organisation and by district from the same rows.
pub fn list_judged(
    connection: &mut DbConnection,
    viewer: &Viewer,
    since: Date,
    today: Date,
) -> QueryResult<Vec<Judged>> {
    visible_to(viewer)
        .filter(measures::promised_on.ge(Day::from(since)))
        .filter(measures::promised_on.lt(Day::from(today)).or(measures::done_at.is_not_null()))
        .select((
            measures::organisation_id,
            measures::district_id,
            measures::promised_on.assume_not_null(),
            measures::done_at,
        ))
        .load(connection)
}

/// The measure of this key, if this viewer may see it.
pub fn find(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> QueryResult<Option<Measure>> {
    visible_to(viewer).filter(measures::id.eq(id)).select(Measure::as_select()).first(connection).optional()
}

/// The measure of this key that belongs to a point of a walk, for those who walk it again: they may lead the walk and yet
/// not belong to the measure's owner.
pub(super) fn find_of_walk(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Measure>> {
    measures::table
        .filter(measures::id.eq(id))
        .filter(measures::walk_point_id.is_not_null())
        .select(Measure::as_select())
        .first(connection)
        .optional()
}

/// The measures that come from something, the oldest first. The caller has found that for whoever looks.
pub fn list_of(connection: &mut DbConnection, origin: Origin) -> QueryResult<Vec<Measure>> {
    let all = measures::table.into_boxed();
    let those: Query<'_> = match origin {
        Origin::ByHand => all.filter(
            measures::incident_id
                .is_null()
                .and(measures::walk_point_id.is_null())
                .and(measures::picture_week.is_null()),
        ),
        Origin::Incident(id) => all.filter(measures::incident_id.eq(id)),
        Origin::WalkPoint(id) => all.filter(measures::walk_point_id.eq(id)),
        Origin::Picture(week) => all.filter(measures::picture_week.eq(week)),
    };
    those.order(measures::id).select(Measure::as_select()).load(connection)
}

/// The measures that come from points of walks, by key of the point, the oldest first. The caller has found the points
/// for whoever looks.
pub fn list_of_points(connection: &mut DbConnection, points: &[i64]) -> QueryResult<Vec<Measure>> {
    measures::table
        .filter(measures::walk_point_id.eq_any(points.to_vec()))
        .order((measures::walk_point_id, measures::id))
        .select(Measure::as_select())
        .load(connection)
}

/// The open measures within so many metres of a point that this viewer may see, the nearest first.
pub fn list_open_near(
    connection: &mut DbConnection,
    viewer: &Viewer,
    point: Point,
    metres: f64,
) -> QueryResult<Vec<Measure>> {
    let Bounds { latitude, longitude } = Bounds::around(point, metres);
    let found: Vec<Measure> = visible_to(viewer)
        .filter(measures::status.eq_any(Status::OPEN))
        .filter(measures::latitude.between(latitude.0, latitude.1))
        .filter(measures::longitude.between(longitude.0, longitude.1))
        .select(Measure::as_select())
        .load(connection)?;
    let away = |measure: &Measure| measure.point().map(|other| point.metres_to(other));
    let mut near: Vec<(f64, Measure)> = found.into_iter().filter_map(|found| Some((away(&found)?, found))).collect();
    near.retain(|(away, _)| *away <= metres);
    near.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    Ok(near.into_iter().map(|(_, measure)| measure).collect())
}

/// The measures that were decided in a week or come from its picture, the oldest first: for the working group, which sees all.
pub fn list_decided_in(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<Measure>> {
    let (monday, sunday) = (Day::from(week.monday()), Day::from(week.sunday()));
    measures::table
        .filter(measures::decided_on.between(monday, sunday).or(measures::picture_week.eq(monday)))
        .order(measures::id)
        .select(Measure::as_select())
        .load(connection)
}

/// How many of an organisation's measures this viewer may see wait for their owner.
pub fn count_open_of(connection: &mut DbConnection, viewer: &Viewer, organisation_id: i64) -> QueryResult<i64> {
    visible_to(viewer)
        .filter(measures::organisation_id.eq(organisation_id))
        .filter(measures::status.eq_any(Status::WAITING))
        .select(count_star())
        .first(connection)
}

/// How many measures there are about which something is to be done: for the working group, which sees all.
pub fn count_urgent(connection: &mut DbConnection, urgency: Urgency, today: Date) -> QueryResult<i64> {
    urgent(measures::table.into_boxed(), urgency, today).select(count_star()).first(connection)
}

/// The measures whose day has passed, the longest overdue first, at most `limit`: for the working group, which sees all.
pub fn list_overdue(connection: &mut DbConnection, today: Date, limit: i64) -> QueryResult<Vec<Measure>> {
    urgent(measures::table.into_boxed(), Urgency::Overdue, today)
        .order((measures::due_on.asc(), measures::id.asc()))
        .limit(limit)
        .select(Measure::as_select())
        .load(connection)
}

/// How many measures their owners still have something to do about: for the working group, which sees all.
pub fn count_waiting(connection: &mut DbConnection) -> QueryResult<i64> {
    measures::table.filter(measures::status.eq_any(Status::WAITING)).select(count_star()).first(connection)
}

/// A measure's history, the oldest line first. The caller has found the measure for whoever looks.
pub fn list_history(connection: &mut DbConnection, measure_id: i64) -> QueryResult<Vec<HistoryLine>> {
    measure_events::table
        .filter(measure_events::measure_id.eq(measure_id))
        .order(measure_events::id)
        .select(HistoryLine::as_select())
        .load(connection)
}

/// The histories of some measures as pairs of measure and line, the oldest line first. The caller has found the measures
/// for whoever looks.
pub fn list_histories(connection: &mut DbConnection, ids: &[i64]) -> QueryResult<Vec<(i64, HistoryLine)>> {
    measure_events::table
        .filter(measure_events::measure_id.eq_any(ids.to_vec()))
        .order(measure_events::id)
        .select((measure_events::measure_id, HistoryLine::as_select()))
        .load(connection)
}

/// Where the report of this key lies, if this viewer may see it: a report for its own organisation alone is nobody else's
/// business (`incidents::store::visible_to`, which stands above this).
pub(super) fn find_incident_spot(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> QueryResult<Option<Spot>> {
    let is_own = incidents::organisation_id.eq(viewer.organisation_id);
    let report = incidents::table.filter(incidents::id.eq(id)).into_boxed();
    let report: incidents::BoxedQuery<'_, Backend> = match viewer.reach() {
        Reach::WorkingGroup => report.filter(incidents::audience.ne("organisation").or(is_own)),
        Reach::Organisation(_) => report.filter(is_own),
        Reach::Nothing => return Ok(None),
    };
    report
        .select((incidents::latitude, incidents::longitude, incidents::area_id, incidents::district_id))
        .first(connection)
        .optional()
        .map(|found| {
            found.map(|(latitude, longitude, area_id, district_id)| Spot { latitude, longitude, area_id, district_id })
        })
}

/// A point of a walk's protocol: what a measure that comes from it begins with.
#[derive(Clone, Debug, PartialEq, Queryable)]
pub(super) struct PointOfWalk {
    /// The walk's key.
    pub walk_id: i64,
    /// What the walk is called.
    pub walk: String,
    /// Where, in words.
    pub place: String,
    /// What was seen.
    pub words: String,
    /// Degrees north, WGS84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
}

/// The point of a walk of this key, if this viewer may see the walk.
pub(super) fn find_point_of_walk(
    connection: &mut DbConnection,
    viewer: &Viewer,
    id: i64,
) -> QueryResult<Option<PointOfWalk>> {
    if !viewer.role.may(Permission::LeadWalks) {
        return Ok(None);
    }
    let point = walk_points::table.inner_join(walks::table).filter(walk_points::id.eq(id)).select((
        walks::id,
        walks::title,
        walk_points::place,
        walk_points::words,
        walk_points::latitude,
        walk_points::longitude,
    ));
    let found = if viewer.role.may(Permission::SeeWorkingGroup) {
        point.first(connection)
    } else {
        point.filter(walks::organisation_id.eq(viewer.organisation_id)).first(connection)
    };
    found.optional()
}

/// What is known of a submission that has been received: the measure's key, who sent it, and the hash of what was sent.
pub(super) fn find_submission(
    connection: &mut DbConnection,
    submission_id: &str,
) -> QueryResult<Option<(i64, Option<i64>, String)>> {
    measures::table
        .filter(measures::submission_id.eq(submission_id))
        .select((measures::id, measures::account_id, measures::content_hash))
        .first(connection)
        .optional()
}

/// What a new measure is kept with beside what it says.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// The id the client gave it.
    pub submission_id: &'a str,
    /// The hash of what was sent.
    pub content_hash: &'a str,
    /// Who handed it out.
    pub account_id: Option<i64>,
    /// When.
    pub created_at: Timestamp,
}

/// Keeps a new measure; gives its key.
pub(super) fn insert(
    connection: &mut DbConnection,
    entry: &Entry<'_>,
    (promise, spot, source, standing): (&Promise, &Spot, &Source, &Standing),
) -> QueryResult<i64> {
    diesel::insert_into(measures::table)
        .values((
            (
                measures::submission_id.eq(entry.submission_id),
                measures::content_hash.eq(entry.content_hash),
                measures::account_id.eq(entry.account_id),
                measures::created_at.eq(Moment::from(entry.created_at)),
                measures::version.eq(1_i64),
                measures::searched.eq(searched(promise)),
            ),
            promise,
            spot,
            source,
            standing,
        ))
        .returning(measures::id)
        .get_result(connection)
}

/// Changes where a measure stands, if it still has this version; gives how many that were: none when somebody else was
/// first.
pub(super) fn update_standing(
    connection: &mut DbConnection,
    measure: &Measure,
    standing: &Standing,
) -> QueryResult<usize> {
    let unchanged = measures::table.filter(measures::id.eq(measure.id)).filter(measures::version.eq(measure.version));
    diesel::update(unchanged).set((standing, measures::version.eq(measure.version + 1))).execute(connection)
}

/// Writes a line into a measure's history.
pub(super) fn insert_history(connection: &mut DbConnection, measure_id: i64, line: &HistoryLine) -> QueryResult<()> {
    diesel::insert_into(measure_events::table)
        .values((
            measure_events::measure_id.eq(measure_id),
            measure_events::at.eq(line.at),
            measure_events::account_id.eq(line.account_id),
            measure_events::actor.eq(&line.actor),
            measure_events::kind.eq(line.kind),
            measure_events::changes.eq(&line.changes),
            measure_events::words.eq(&line.words),
        ))
        .execute(connection)
        .map(drop)
}

/// The measures about which this is to be done and that have waited for their owner since before an instant, with their
/// owners: for reminding, whoever looks.
pub(super) fn list_waiting(
    connection: &mut DbConnection,
    urgency: Urgency,
    asked_before: Timestamp,
    today: Date,
) -> QueryResult<Vec<(i64, i64)>> {
    urgent(measures::table.into_boxed(), urgency, today)
        .filter(measures::asked_at.le(Moment::from(asked_before)))
        .order(measures::id)
        .select((measures::id, measures::organisation_id))
        .load(connection)
}

/// The measures whose owners were reminded of this from that day on.
pub(super) fn list_reminded(connection: &mut DbConnection, kind: ReminderKind, from: Date) -> QueryResult<Vec<i64>> {
    measure_reminders::table
        .filter(measure_reminders::kind.eq(kind))
        .filter(measure_reminders::of_day.ge(Day::from(from)))
        .select(measure_reminders::measure_id)
        .load(connection)
}

/// Notes that the owner of a measure is reminded.
pub(super) fn insert_reminder(
    connection: &mut DbConnection,
    measure_id: i64,
    kind: ReminderKind,
    today: Date,
    now: Timestamp,
) -> QueryResult<()> {
    diesel::insert_into(measure_reminders::table)
        .values((
            measure_reminders::measure_id.eq(measure_id),
            measure_reminders::kind.eq(kind),
            measure_reminders::of_day.eq(Day::from(today)),
            measure_reminders::at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}
