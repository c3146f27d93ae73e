//! Verbs: keeping indicators and their figures. One function, one transaction of the caller's, an entry in the audit log.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::import::IndicatorRow;
use super::model::{Better, Description, Figures, Indicator};
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{self, DbConnection};
use crate::error::AppError;
use crate::followup::table::{BadLine, Loaded};
use crate::web::Message;

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Done,
    /// Somebody else was first: it is no longer the version that was looked at.
    Stale,
    /// There is one of this code, or figures of these people in this year, already.
    Taken,
}

fn note(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, is_new): (i64, bool),
    now: Timestamp,
) -> Result<(), AppError> {
    let entry = Audit {
        action: if is_new { "added" } else { "changed" },
        subject: "indicator",
        subject_id: Some(id),
        detail: "",
    };
    accounts::audit(connection, actor, &entry, now)
}

/// Adds an indicator; gives its key, `None` when there is one of its code.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer; so for every function here.
pub fn add(
    connection: &mut DbConnection,
    actor: &Actor,
    about: &Description,
    now: Timestamp,
) -> Result<Option<i64>, AppError> {
    db::serialise_on(connection, "indicators")?;
    if store::find_of_code(connection, &about.code)?.is_some() {
        return Ok(None);
    }
    let id = store::insert(connection, about)?;
    note(connection, actor, (id, true), now)?;
    Ok(Some(id))
}

/// Describes an indicator anew.
pub fn describe(
    connection: &mut DbConnection,
    actor: &Actor,
    (id, seen): (i64, i64),
    about: &Description,
    now: Timestamp,
) -> Result<Kept, AppError> {
    db::serialise_on(connection, "indicators")?;
    if store::find_of_code(connection, &about.code)?.is_some_and(|other| other.id != id) {
        return Ok(Kept::Taken);
    }
    if store::update(connection, (id, seen), about)? == 0 {
        return Ok(Kept::Stale);
    }
    note(connection, actor, (id, false), now)?;
    Ok(Kept::Done)
}

/// Keeps the figures of one more year. The same again is kept already; other figures of the same people and year are not
/// overwritten in passing.
pub fn add_reading(
    connection: &mut DbConnection,
    actor: &Actor,
    indicator: &Indicator,
    figures: &Figures,
    now: Timestamp,
) -> Result<Kept, AppError> {
    db::serialise_on(connection, "indicators")?;
    if let Some(known) = store::find_reading_of(connection, indicator.id, figures)? {
        return Ok(if known.figures == *figures { Kept::Done } else { Kept::Taken });
    }
    store::insert_reading(connection, indicator.id, figures)?;
    count_change(connection, indicator.id)?;
    note(connection, actor, (indicator.id, false), now)?;
    Ok(Kept::Done)
}

/// Puts the figures of a year right.
pub fn change_reading(
    connection: &mut DbConnection,
    actor: &Actor,
    (indicator, seen): (i64, i64),
    id: i64,
    figures: &Figures,
    now: Timestamp,
) -> Result<Kept, AppError> {
    db::serialise_on(connection, "indicators")?;
    if store::find_reading_of(connection, indicator, figures)?.is_some_and(|other| other.id != id) {
        return Ok(Kept::Taken);
    }
    if store::touch(connection, (indicator, seen))? == 0 {
        return Ok(Kept::Stale);
    }
    store::update_reading(connection, id, figures)?;
    note(connection, actor, (indicator, false), now)?;
    Ok(Kept::Done)
}

/// Takes the figures of a year away.
pub fn remove_reading(
    connection: &mut DbConnection,
    actor: &Actor,
    (indicator, seen): (i64, i64),
    id: i64,
    now: Timestamp,
) -> Result<Kept, AppError> {
    if store::touch(connection, (indicator, seen))? == 0 {
        return Ok(Kept::Stale);
    }
    store::delete_reading(connection, id)?;
    note(connection, actor, (indicator, false), now)?;
    Ok(Kept::Done)
}

/// Figures came in: whoever looks at the indicator looks at something older now.
fn count_change(connection: &mut DbConnection, id: i64) -> Result<(), AppError> {
    if let Some(indicator) = store::find(connection, id)? {
        store::touch(connection, (id, indicator.version))?;
    }
    Ok(())
}

/// Keeps the rows of a table. Code, area, people and year tell figures from others, so that the same table again adds
/// nothing, and a figure that was put right takes the place of the earlier one; an empty cell leaves what is kept.
///
/// # Errors
/// Outside, [`AppError::Internal`]; inside, the rows that say another unit than the indicator has: nothing is then kept.
pub fn load(
    connection: &mut DbConnection,
    rows: &[IndicatorRow],
    actor: &Actor,
    now: Timestamp,
) -> Result<Result<Loaded, Vec<BadLine>>, AppError> {
    db::serialise_on(connection, "indicators")?;
    let kept: BTreeMap<String, Indicator> =
        store::list(connection)?.into_iter().map(|indicator| (indicator.about.code.clone(), indicator)).collect();
    let other_unit = |row: &&IndicatorRow| kept.get(&row.about.code).is_some_and(|it| it.about.unit != row.about.unit);
    let bad: Vec<BadLine> = rows
        .iter()
        .filter(other_unit)
        .map(|row| BadLine::one(row.line, Message::new("indicator-fault-kept-unit")))
        .collect();
    if !bad.is_empty() {
        return Ok(Err(bad));
    }
    let mut loaded = Loaded::default();
    let mut ids: BTreeMap<&str, i64> = BTreeMap::new();
    for row in rows {
        let id = match ids.get(row.about.code.as_str()) {
            Some(id) => *id,
            None => *ids.entry(&row.about.code).or_insert(keep(connection, kept.get(&row.about.code), &row.about)?),
        };
        load_row(connection, id, &row.figures, &mut loaded)?;
    }
    if loaded.new + loaded.changed > 0 {
        for id in ids.into_values() {
            count_change(connection, id)?;
        }
        let detail = format!("{} new, {} changed", loaded.new, loaded.changed);
        let entry = Audit { action: "imported", subject: "indicators", subject_id: None, detail: &detail };
        accounts::audit(connection, actor, &entry, now)?;
    }
    Ok(Ok(loaded))
}

/// The key of an indicator that a table tells of. One that is there keeps its name; it only learns which way is better.
fn keep(connection: &mut DbConnection, kept: Option<&Indicator>, about: &Description) -> Result<i64, AppError> {
    let Some(kept) = kept else { return Ok(store::insert(connection, about)?) };
    if kept.about.better == Better::Unknown && about.better != Better::Unknown {
        let learnt = Description { better: about.better, ..kept.about.clone() };
        store::update(connection, (kept.id, kept.version), &learnt)?;
    }
    Ok(kept.id)
}

fn load_row(
    connection: &mut DbConnection,
    indicator: i64,
    figures: &Figures,
    loaded: &mut Loaded,
) -> Result<(), AppError> {
    let Some(known) = store::find_reading_of(connection, indicator, figures)? else {
        store::insert_reading(connection, indicator, figures)?;
        loaded.new += 1;
        return Ok(());
    };
    let together = known.figures.clone().with(figures);
    if together == known.figures {
        loaded.known += 1;
    } else {
        store::update_reading(connection, known.id, &together)?;
        loaded.changed += 1;
    }
    Ok(())
}
