//! All SQL of incidents. Every read that a person sees takes a [`Viewer`] and limits itself here.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};

use super::audience::Audience;
use super::cluster::Spot;
use super::filter::{Filter, WantedDistricts};
use super::model::{Content, HistoryLine, Incident, Listed, Origin, Standing, Status, TakenOut};
use super::patterns::Occurrence;
use super::review::store::Window;
use super::words;
use crate::accounts::Viewer;
use crate::accounts::model::Reach;
use crate::db::schema::{incident_events, incident_words, incidents};
use crate::db::{Backend, DbConnection, HasWords, Moment};
use crate::geometry::Bounds;
use crate::time::local_day;

pub(in crate::incidents) type Query<'a> = incidents::BoxedQuery<'a, Backend>;

/// The reports this viewer may see; everything else starts here.
pub(in crate::incidents) fn visible_to<'a>(viewer: &Viewer) -> Query<'a> {
    let all = incidents::table.into_boxed();
    match viewer.reach() {
        Reach::WorkingGroup => all.filter(
            incidents::audience.ne(Audience::Organisation).or(incidents::organisation_id.eq(viewer.organisation_id)),
        ),
        Reach::Organisation(id) => all.filter(incidents::organisation_id.eq(id)),
        // Keys are positive: nothing is.
        Reach::Nothing => all.filter(incidents::id.lt(0)),
    }
}

/// The reports of the filter that this viewer may see.
fn filtered<'a>(viewer: &Viewer, filter: &Filter) -> Query<'a> {
    filtered_part(viewer, filter, Part::Newest)
}

/// [`filtered`], from a place in the list on.
///
/// A mark narrows the filter's own bounds and adds none beside them: of two upper bounds SQLite walks its index from the
/// one that is written first, and a page in the middle would cost everything before it.
fn filtered_part<'a>(viewer: &Viewer, filter: &Filter, part: Part) -> Query<'a> {
    let (mut from, mut to) = filter.bounds();
    match part {
        Part::Newest => {}
        Part::OlderThan(mark) => to = to.min(just_after(mark.occurred_from)),
        Part::NewerThan(mark) => from = from.max(mark.occurred_from),
    }
    let mut query = visible_to(viewer)
        .filter(incidents::occurred_from.ge(Moment::from(from)))
        .filter(incidents::occurred_from.lt(Moment::from(to)));
    if let Some(codes) = filter.categories() {
        query = query.filter(incidents::category.eq_any(codes));
    }
    query = match &filter.districts {
        None => query,
        Some(WantedDistricts::Unknown) => query.filter(incidents::district_id.is_null()),
        Some(WantedDistricts::These(ids)) => query.filter(incidents::district_id.eq_any(ids.clone())),
    };
    if let Some(status) = filter.status {
        query = query.filter(incidents::status.eq(status));
    }
    if let Some(severity) = filter.severity {
        query = query.filter(incidents::severity.eq(severity));
    }
    if filter.is_mine {
        query = query.filter(incidents::account_id.eq(viewer.account_id));
    }
    if !filter.words.is_empty() {
        query = query.filter(HasWords::new(&filter.words.beginnings(filter.from, filter.to)));
    }
    if let Some(within) = filter.within {
        let Bounds { longitude, latitude } = within.bounds();
        query = query
            .filter(incidents::longitude.ge(longitude.0).and(incidents::longitude.lt(longitude.1)))
            .filter(incidents::latitude.ge(latitude.0).and(incidents::latitude.lt(latitude.1)));
    }
    // Among equal times the key decides.
    match part {
        Part::Newest => query,
        Part::OlderThan(Mark { occurred_from, id }) => {
            query.filter(incidents::occurred_from.lt(Moment::from(occurred_from)).or(incidents::id.lt(id)))
        }
        Part::NewerThan(Mark { occurred_from, id }) => {
            query.filter(incidents::occurred_from.gt(Moment::from(occurred_from)).or(incidents::id.gt(id)))
        }
    }
}

/// The next instant that a database can tell from this one.
fn just_after(instant: Timestamp) -> Timestamp {
    instant.saturating_add(SignedDuration::from_micros(1)).unwrap_or(instant)
}

/// A place in a list that is sorted by time and key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The time of the report beside it.
    pub occurred_from: Timestamp,
    /// Its key.
    pub id: i64,
}

/// Which part of a list is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The newest reports.
    Newest,
    /// Those just before the mark in time.
    OlderThan(Mark),
    /// Those just after it.
    NewerThan(Mark),
}

/// A part of the filtered list, the newest first, at most `limit` rows. Costs the same wherever in the list it lies.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list(
    connection: &mut DbConnection,
    viewer: &Viewer,
    filter: &Filter,
    part: Part,
    limit: i64,
) -> QueryResult<Vec<Listed>> {
    let query = filtered_part(viewer, filter, part).select(Listed::as_select()).limit(limit);
    match part {
        Part::NewerThan(_) => {
            let mut rows: Vec<Listed> =
                query.order((incidents::occurred_from.asc(), incidents::id.asc())).load(connection)?;
            rows.reverse();
            Ok(rows)
        }
        Part::OlderThan(_) | Part::Newest => {
            query.order((incidents::occurred_from.desc(), incidents::id.desc())).load(connection)
        }
    }
}

/// The filtered list as it is taken out, in the order of the list, after `mark`, at most `limit`: the batches of an export.
pub fn list_taken_out(
    connection: &mut DbConnection,
    viewer: &Viewer,
    filter: &Filter,
    mark: Option<Mark>,
    limit: i64,
) -> QueryResult<Vec<TakenOut>> {
    filtered_part(viewer, filter, mark.map_or(Part::Newest, Part::OlderThan))
        .order((incidents::occurred_from.desc(), incidents::id.desc()))
        .limit(limit)
        .select(TakenOut::as_select())
        .load(connection)
}

/// Whole rows of the filtered list in the order of the list, after `mark`, at most `limit`.
pub fn list_rows(
    connection: &mut DbConnection,
    viewer: &Viewer,
    filter: &Filter,
    mark: Option<Mark>,
    limit: i64,
) -> QueryResult<Vec<Incident>> {
    filtered_part(viewer, filter, mark.map_or(Part::Newest, Part::OlderThan))
        .order((incidents::occurred_from.desc(), incidents::id.desc()))
        .limit(limit)
        .select(Incident::as_select())
        .load(connection)
}

/// What makes patterns of the filtered reports, in the order of the list, after `mark`, at most `limit`.
pub fn list_occurrences(
    connection: &mut DbConnection,
    viewer: &Viewer,
    filter: &Filter,
    mark: Option<Mark>,
    limit: i64,
) -> QueryResult<Vec<Occurrence>> {
    filtered_part(viewer, filter, mark.map_or(Part::Newest, Part::OlderThan))
        .order((incidents::occurred_from.desc(), incidents::id.desc()))
        .limit(limit)
        .select(Occurrence::as_select())
        .load(connection)
}

/// Where the filtered reports were, in the order of the list, after `mark`, at most `limit`. No time is among it: reading
/// one costs as much as the rest of the row.
pub fn list_spots(
    connection: &mut DbConnection,
    viewer: &Viewer,
    filter: &Filter,
    mark: Option<Mark>,
    limit: i64,
) -> QueryResult<Vec<Spot>> {
    filtered_part(viewer, filter, mark.map_or(Part::Newest, Part::OlderThan))
        .order((incidents::occurred_from.desc(), incidents::id.desc()))
        .limit(limit)
        .select(Spot::as_select())
        .load(connection)
}

/// The place of this report in a list sorted by time.
pub fn find_mark(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> QueryResult<Option<Mark>> {
    let time = visible_to(viewer).filter(incidents::id.eq(id)).select(incidents::occurred_from);
    let time: Option<Moment> = time.first(connection).optional()?;
    Ok(time.map(|time| Mark { occurred_from: time.instant(), id }))
}

/// The reports of these keys that this viewer may see, in no order.
pub fn list_these(connection: &mut DbConnection, viewer: &Viewer, ids: &[i64]) -> QueryResult<Vec<Listed>> {
    visible_to(viewer).filter(incidents::id.eq_any(ids.to_vec())).select(Listed::as_select()).load(connection)
}

/// How many reports of the filter this viewer may see.
pub fn count(connection: &mut DbConnection, viewer: &Viewer, filter: &Filter) -> QueryResult<i64> {
    filtered(viewer, filter).select(count_star()).first(connection)
}

/// The report of this key, if this viewer may see it.
pub fn find(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> QueryResult<Option<Incident>> {
    visible_to(viewer).filter(incidents::id.eq(id)).select(Incident::as_select()).first(connection).optional()
}

/// The keys of the reports that are the same thing again as this one and that this viewer may see, the oldest first.
pub fn list_again(connection: &mut DbConnection, viewer: &Viewer, id: i64) -> QueryResult<Vec<i64>> {
    visible_to(viewer).filter(incidents::again_of.eq(id)).order(incidents::id).select(incidents::id).load(connection)
}

/// The points of reports of these categories in a window that this viewer may not see, although they reach the working
/// group: only that there are any is ever told.
pub fn list_points_beyond(
    connection: &mut DbConnection,
    viewer: &Viewer,
    window: &Window,
    codes: &[&'static str],
    limit: i64,
) -> QueryResult<Vec<(f64, f64)>> {
    let Reach::Organisation(own) = viewer.reach() else { return Ok(Vec::new()) };
    incidents::table
        .filter(incidents::organisation_id.ne(own))
        .filter(incidents::audience.eq_any(Audience::OF_WORKING_GROUP))
        .filter(incidents::status.ne_all([Status::Merged, Status::SetAside]))
        .filter(incidents::category.eq_any(codes.to_vec()))
        .filter(incidents::occurred_from.between(Moment::from(window.from), Moment::from(window.to)))
        .filter(incidents::latitude.between(window.latitudes.0, window.latitudes.1))
        .filter(incidents::longitude.between(window.longitudes.0, window.longitudes.1))
        .select((incidents::latitude.assume_not_null(), incidents::longitude.assume_not_null()))
        .limit(limit)
        .load(connection)
}

/// A viewer's own latest reports, the newest first.
pub fn list_own_latest(connection: &mut DbConnection, viewer: &Viewer, limit: i64) -> QueryResult<Vec<Listed>> {
    visible_to(viewer)
        .filter(incidents::account_id.eq(viewer.account_id))
        .order(incidents::id.desc())
        .limit(limit)
        .select(Listed::as_select())
        .load(connection)
}

/// How many reports this viewer may see that stand at this status.
pub fn count_at(connection: &mut DbConnection, viewer: &Viewer, status: Status) -> QueryResult<i64> {
    visible_to(viewer).filter(incidents::status.eq(status)).select(count_star()).first(connection)
}

/// A report's history, the oldest line first. The caller has found the report with [`find`].
pub fn list_history(connection: &mut DbConnection, incident_id: i64) -> QueryResult<Vec<HistoryLine>> {
    incident_events::table
        .filter(incident_events::incident_id.eq(incident_id))
        .order(incident_events::id)
        .select(HistoryLine::as_select())
        .load(connection)
}

/// What is known of a submission that has been received: the report's key, whose it is, and the hash of what was sent.
pub fn find_submission(
    connection: &mut DbConnection,
    submission_id: &str,
) -> QueryResult<Option<(i64, Option<i64>, String)>> {
    incidents::table
        .filter(incidents::submission_id.eq(submission_id))
        .select((incidents::id, incidents::account_id, incidents::content_hash))
        .first(connection)
        .optional()
}

/// Keeps a new report; gives its key.
pub fn insert(
    connection: &mut DbConnection,
    origin: &Origin,
    content: &Content,
    standing: &Standing,
) -> QueryResult<i64> {
    let is_counted = standing.counts(origin.needs_review);
    let id = diesel::insert_into(incidents::table)
        .values((origin, content, standing, incidents::is_counted.eq(is_counted), incidents::version.eq(1_i64)))
        .returning(incidents::id)
        .get_result(connection)?;
    insert_words(connection, id, &content.description, content.occurred_from)?;
    Ok(id)
}

/// Changes a report that still has this version; gives how many that were: none when somebody else was first.
pub fn update(connection: &mut DbConnection, id: i64, version: i64, content: &Content) -> QueryResult<usize> {
    let unchanged = incidents::table.filter(incidents::id.eq(id)).filter(incidents::version.eq(version));
    let changed = diesel::update(unchanged).set((content, incidents::version.eq(version + 1))).execute(connection)?;
    if changed > 0 {
        replace_words(connection, id, &content.description, content.occurred_from)?;
    }
    Ok(changed)
}

/// Notes the words of a report that has none noted yet, so that it is found.
fn insert_words(connection: &mut DbConnection, id: i64, description: &str, occurred_from: Moment) -> QueryResult<()> {
    let tokens = words::tokens(description, local_day(occurred_from.instant()));
    if tokens.is_empty() {
        return Ok(());
    }
    diesel::insert_into(incident_words::table)
        .values((incident_words::rowid.eq(id), incident_words::tokens.eq(tokens)))
        .execute(connection)
        .map(drop)
}

/// Notes the words of a report instead of those that were noted. Whatever changes a description or a time calls this in
/// the same transaction.
fn replace_words(connection: &mut DbConnection, id: i64, description: &str, occurred_from: Moment) -> QueryResult<()> {
    diesel::delete(incident_words::table.filter(incident_words::rowid.eq(id))).execute(connection)?;
    insert_words(connection, id, description, occurred_from)
}

/// Notes the words of up to `limit` reports after the key `after`, in the order of keys; gives the last one's key, `None`
/// when there was none left.
pub fn replace_words_after(connection: &mut DbConnection, after: i64, limit: i64) -> QueryResult<Option<i64>> {
    let rows: Vec<(i64, String, Moment)> = incidents::table
        .filter(incidents::id.gt(after))
        .order(incidents::id)
        .limit(limit)
        .select((incidents::id, incidents::description, incidents::occurred_from))
        .load(connection)?;
    for (id, description, occurred_from) in &rows {
        replace_words(connection, *id, description, *occurred_from)?;
    }
    Ok(rows.last().map(|(id, ..)| *id))
}

/// Changes where a report stands, with whether it counts, if it still has this version; gives how many that were: none
/// when somebody else was first.
pub fn update_standing(connection: &mut DbConnection, incident: &Incident, standing: &Standing) -> QueryResult<usize> {
    let unchanged =
        incidents::table.filter(incidents::id.eq(incident.id)).filter(incidents::version.eq(incident.version));
    let is_counted = standing.counts(incident.needs_review);
    diesel::update(unchanged)
        .set((standing, incidents::is_counted.eq(is_counted), incidents::version.eq(incident.version + 1)))
        .execute(connection)
}

/// Writes a line into a report's history.
pub fn insert_history(connection: &mut DbConnection, incident_id: i64, line: &HistoryLine) -> QueryResult<()> {
    diesel::insert_into(incident_events::table)
        .values((
            incident_events::incident_id.eq(incident_id),
            incident_events::at.eq(line.at),
            incident_events::account_id.eq(line.account_id),
            incident_events::actor.eq(&line.actor),
            incident_events::kind.eq(&line.kind),
            incident_events::changes.eq(&line.changes),
            incident_events::words.eq(&line.words),
        ))
        .execute(connection)
        .map(drop)
}

/// Of these references of an organisation's own those that it has sent something under, with the hash of what it was.
pub fn list_references(
    connection: &mut DbConnection,
    organisation_id: i64,
    references: &[&str],
) -> QueryResult<Vec<(String, String)>> {
    // SQLite takes 32 766 values in a statement (<https://www.sqlite.org/limits.html>); so many at a time that the
    // statement is the same nearly always.
    const AT_ONCE: usize = 1_000;
    let mut found = Vec::new();
    for some in references.chunks(AT_ONCE) {
        let rows: Vec<(Option<String>, String)> = incidents::table
            .filter(incidents::organisation_id.eq(organisation_id))
            .filter(incidents::reference.eq_any(some))
            .select((incidents::reference, incidents::content_hash))
            .load(connection)?;
        found.extend(rows.into_iter().filter_map(|(reference, hash)| Some((reference?, hash))));
    }
    Ok(found)
}
