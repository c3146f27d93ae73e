//! All SQL of what people write for a picture.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use jiff::Timestamp;

use super::model::{Draft, Noteworthy, ProblemDraft, TextKind, Topic, Weighed, Wording};
use crate::accounts::{Actor, Organisation, Permission, Role};
use crate::db::schema::{accounts, incidents, organisations, picture_problems, picture_texts, picture_versions};
use crate::db::{Backend, Day, DbConnection, Moment};
use crate::incidents::audience::Audience;
use crate::time::IsoWeek;

/// The wordings of a text, the latest first.
///
/// # Errors
/// What the database says; so for every function here.
pub fn list_wordings(connection: &mut DbConnection, week: IsoWeek, topic: Topic) -> QueryResult<Vec<Wording>> {
    wordings(week, topic).select(Wording::as_select()).load(connection)
}

fn wordings(week: IsoWeek, topic: Topic) -> picture_texts::BoxedQuery<'static, Backend> {
    picture_texts::table
        .filter(picture_texts::week.eq(Day::from(week.monday())))
        .filter(picture_texts::kind.eq(topic.kind))
        .filter(picture_texts::subject_id.eq(topic.subject))
        .order(picture_texts::version.desc())
        .into_boxed()
}

/// The wording of a text that counts.
pub fn find_latest(connection: &mut DbConnection, week: IsoWeek, topic: Topic) -> QueryResult<Option<Wording>> {
    wordings(week, topic).select(Wording::as_select()).first(connection).optional()
}

/// Of every text of a week the wording that counts.
pub fn list_latest(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<Wording>> {
    let newer = diesel::alias!(picture_texts as newer);
    let overtaken = newer
        .filter(newer.field(picture_texts::week).eq(picture_texts::week))
        .filter(newer.field(picture_texts::kind).eq(picture_texts::kind))
        .filter(newer.field(picture_texts::subject_id).eq(picture_texts::subject_id))
        .filter(newer.field(picture_texts::version).gt(picture_texts::version));
    picture_texts::table
        .filter(picture_texts::week.eq(Day::from(week.monday())))
        .filter(not(exists(overtaken)))
        .order((picture_texts::kind, picture_texts::subject_id))
        .select(Wording::as_select())
        .load(connection)
}

/// Keeps a wording.
pub fn insert_wording(
    connection: &mut DbConnection,
    week: IsoWeek,
    topic: Topic,
    version: i64,
    draft: &Draft,
    (actor, now): (&Actor, Timestamp),
) -> QueryResult<()> {
    diesel::insert_into(picture_texts::table)
        .values((
            picture_texts::week.eq(Day::from(week.monday())),
            picture_texts::kind.eq(topic.kind),
            picture_texts::subject_id.eq(topic.subject),
            picture_texts::version.eq(version),
            picture_texts::level.eq(draft.level),
            picture_texts::words.eq(&draft.words),
            picture_texts::account_id.eq(actor.account_id),
            picture_texts::actor.eq(&actor.label),
            picture_texts::written_at.eq(Moment::from(now)),
        ))
        .execute(connection)
        .map(drop)
}

/// The organisations with somebody who may write a part for them, by key.
pub fn list_parties(connection: &mut DbConnection) -> QueryResult<Vec<Organisation>> {
    let writers: Vec<Role> = Role::ALL.into_iter().filter(|role| role.may(Permission::WritePart)).collect();
    organisations::table
        .filter(
            organisations::id.eq_any(
                accounts::table
                    .filter(accounts::role.eq_any(writers))
                    .filter(accounts::disabled_at.is_null())
                    .select(accounts::organisation_id),
            ),
        )
        .order(organisations::id)
        .select(Organisation::as_select())
        .load(connection)
}

/// A report, as far as a picture tells of it.
pub fn find_noteworthy(connection: &mut DbConnection, id: i64) -> QueryResult<Option<Noteworthy>> {
    incidents::table.find(id).select(Noteworthy::as_select()).first(connection).optional()
}

/// These reports, in order of time.
pub fn list_noteworthy(connection: &mut DbConnection, ids: &[i64]) -> QueryResult<Vec<Noteworthy>> {
    incidents::table
        .filter(incidents::id.eq_any(ids.to_vec()))
        .order((incidents::occurred_from, incidents::id))
        .select(Noteworthy::as_select())
        .load(connection)
}

/// The reports that a week's picture counts, in order of time.
pub fn list_counted(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<Noteworthy>> {
    incidents::table
        .filter(incidents::week.eq(Day::from(week.monday())))
        .filter(incidents::is_counted.eq(true))
        .filter(incidents::audience.ne(Audience::Organisation))
        .order((incidents::occurred_from, incidents::id))
        .select(Noteworthy::as_select())
        .load(connection)
}

/// The reports that a week's picture tells of in a sentence, with what stands there; also those that count no longer.
pub fn list_notable_texts(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<Wording>> {
    let mut latest = list_latest(connection, week)?;
    latest.retain(|wording| wording.kind == TextKind::Notable && !wording.words.is_empty());
    Ok(latest)
}

/// The problems of a week, by key.
pub fn list_problems(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Vec<Weighed>> {
    picture_problems::table
        .filter(picture_problems::week.eq(Day::from(week.monday())))
        .order(picture_problems::id)
        .select(Weighed::as_select())
        .load(connection)
}

/// A problem of a week.
pub fn find_problem(connection: &mut DbConnection, week: IsoWeek, id: i64) -> QueryResult<Option<Weighed>> {
    picture_problems::table
        .find(id)
        .filter(picture_problems::week.eq(Day::from(week.monday())))
        .select(Weighed::as_select())
        .first(connection)
        .optional()
}

/// Keeps a problem; gives its key.
pub fn insert_problem(
    connection: &mut DbConnection,
    week: IsoWeek,
    draft: &ProblemDraft,
    (actor, now): (&Actor, Timestamp),
) -> QueryResult<i64> {
    diesel::insert_into(picture_problems::table)
        .values((
            picture_problems::week.eq(Day::from(week.monday())),
            picture_problems::title.eq(&draft.title),
            picture_problems::district_id.eq(draft.district_id),
            picture_problems::answers.eq(draft.answers.letters()),
            picture_problems::words.eq(&draft.words),
            picture_problems::account_id.eq(actor.account_id),
            picture_problems::actor.eq(&actor.label),
            picture_problems::written_at.eq(Moment::from(now)),
            picture_problems::version.eq(1),
        ))
        .returning(picture_problems::id)
        .get_result(connection)
}

/// Changes a problem that still has this version; gives how many that were.
pub fn update_problem(
    connection: &mut DbConnection,
    (id, version): (i64, i64),
    draft: &ProblemDraft,
    (actor, now): (&Actor, Timestamp),
) -> QueryResult<usize> {
    diesel::update(picture_problems::table.find(id).filter(picture_problems::version.eq(version)))
        .set((
            picture_problems::title.eq(&draft.title),
            picture_problems::district_id.eq(draft.district_id),
            picture_problems::answers.eq(draft.answers.letters()),
            picture_problems::words.eq(&draft.words),
            picture_problems::account_id.eq(actor.account_id),
            picture_problems::actor.eq(&actor.label),
            picture_problems::written_at.eq(Moment::from(now)),
            picture_problems::version.eq(version + 1),
        ))
        .execute(connection)
}

/// Takes away a problem that still has this version; gives how many that were.
pub fn delete_problem(connection: &mut DbConnection, (id, version): (i64, i64)) -> QueryResult<usize> {
    diesel::delete(picture_problems::table.find(id).filter(picture_problems::version.eq(version))).execute(connection)
}

/// The latest approved version of a week's picture.
pub fn find_approved(connection: &mut DbConnection, week: IsoWeek) -> QueryResult<Option<i64>> {
    picture_versions::table
        .filter(picture_versions::week.eq(Day::from(week.monday())))
        .select(diesel::dsl::max(picture_versions::version))
        .first(connection)
}
