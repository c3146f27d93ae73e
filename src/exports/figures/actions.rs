//! Releasing a quarter.

use jiff::Timestamp;

use super::model::{PublicCounts, PublicQuarter, PublicRow, Quarter, told};
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions as accounts};
use crate::db::{DbConnection, serialise_on};
use crate::digest;
use crate::districts::store::list_populations;
use crate::districts::{District, Division, Ground};
use crate::error::AppError;
use crate::exports::disclosure::count::first_month;
use crate::exports::disclosure::{Memory, Subject, ToldPeriod};
use crate::exports::log::actions as leave;
use crate::exports::log::model::{self as log, Audience, Leaving, Left};
use crate::situation::picture::UNKNOWN;
use crate::situation::versions::canonical::canonical_of;
use crate::statistics::Bounds;
use crate::texts::Language;
use crate::time::local_day;

/// The language of what is frozen.
const LANGUAGE: Language = Language::Swedish;

/// Releases wait for each other.
const RELEASES: &str = "public_quarters";

/// A quarter that was released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// What is told.
    pub told: PublicQuarter,
    /// When it was released.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// Every released quarter, the newest first.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer or holds what cannot be read.
pub fn list_released(connection: &mut DbConnection) -> Result<Vec<Released>, AppError> {
    let read = |kept: store::Kept| {
        let told = serde_json::from_str(&kept.told).map_err(AppError::internal)?;
        Ok(Released { told, at: kept.released_at.instant(), by: kept.actor })
    };
    store::list(connection)?.into_iter().map(read).collect()
}

/// The quarters that can be released, the newest first: over, not released, and reported in from their first day.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn list_releasable(connection: &mut DbConnection, now: Timestamp) -> Result<Vec<Quarter>, AppError> {
    let Some(first) = first_month(connection, Subject::Events)? else { return Ok(Vec::new()) };
    let released = list_released(connection)?;
    let is_released = |quarter: &Quarter| released.iter().any(|known| known.told.quarter == *quarter);
    let latest = Quarter::of_day(local_day(now));
    let all = std::iter::successors(Some(latest), |quarter| Some(quarter.before()));
    let known = all.take_while(|quarter| first < quarter.months().first);
    Ok(known.filter(|quarter| quarter.is_over(now) && !is_released(quarter)).collect())
}

/// What would be told of a quarter now, and the memory that must be kept with it.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn tell(
    connection: &mut DbConnection,
    ground: &Ground,
    quarter: Quarter,
    now: Timestamp,
) -> Result<(PublicQuarter, Memory), AppError> {
    let mut memory = Memory::load(connection, ground, now)?;
    let events = memory.tell(connection, Subject::Events, quarter.months())?;
    let unsafe_places = memory.tell(connection, Subject::UnsafePlaces, quarter.months())?;
    let districts: Vec<District> = ground.districts().into_iter().cloned().collect();
    let rows = Division::All.rows(&districts, &list_populations(connection)?);
    let mut rows: Vec<PublicRow> = rows
        .iter()
        .map(|row| (row.code.as_str(), row.shown(LANGUAGE)))
        .chain([(UNKNOWN, LANGUAGE.text("situation-unknown"))])
        .map(|(code, name)| PublicRow {
            code: code.to_owned(),
            name,
            counts: PublicCounts {
                events: events.row(code).and_then(told),
                unsafe_places: unsafe_places.row(code).and_then(told),
            },
        })
        .collect();
    // Nothing was ever reported of a kind: that is none, and not unknown.
    let is_unheard_of = first_month(connection, Subject::UnsafePlaces)?.is_none();
    if is_unheard_of {
        for row in &mut rows {
            row.counts.unsafe_places = Some(0);
        }
    }
    let whole = PublicCounts {
        events: sum(&rows, |counts| counts.events, &events),
        unsafe_places: if is_unheard_of { Some(0) } else { sum(&rows, |counts| counts.unsafe_places, &unsafe_places) },
    };
    Ok((PublicQuarter { quarter, cut_off: now, rows, whole }, memory))
}

/// The sum of what is told of the rows, so that everybody who adds them up gets the same; where one of them is not told, what
/// is told of the whole by itself.
fn sum(rows: &[PublicRow], of: impl Fn(&PublicCounts) -> Option<u32>, period: &ToldPeriod) -> Option<u32> {
    let all: Option<u32> = rows.iter().map(|row| of(&row.counts)).sum();
    all.or_else(|| period.whole().and_then(|whole: Bounds| told(whole)))
}

/// Releases a quarter: what is told of it never changes again.
///
/// # Errors
/// [`AppError::Conflict`] when it is not to be released, or not any more, or what was seen is not what would be told now.
pub fn release(
    connection: &mut DbConnection,
    actor: &Actor,
    ground: &Ground,
    (quarter, seen_sha256): (Quarter, &str),
    now: Timestamp,
) -> Result<(), AppError> {
    serialise_on(connection, RELEASES)?;
    if !list_releasable(connection, now)?.contains(&quarter) {
        return Err(AppError::Conflict("figures-not-releasable"));
    }
    let (told, memory) = tell(connection, ground, quarter, now)?;
    if fingerprint(&told)? != seen_sha256 {
        return Err(AppError::Conflict("figures-changed-meanwhile"));
    }
    memory.keep(connection)?;
    let text = canonical_of(&told)?;
    store::insert(connection, &told, &text, actor, now)?;
    let detail = quarter.to_string();
    let leaving = Leaving {
        audience: Audience::Public,
        subject: log::Subject::PublicQuarter,
        format: "json".to_owned(),
        filter: format!("quarter={quarter}"),
    };
    let left = Left {
        rows: i64::try_from(told.rows.len() + 1).map_err(AppError::internal)?,
        bytes: i64::try_from(text.len()).map_err(AppError::internal)?,
        sha256: digest::sha256(&text),
        manifest: String::new(),
    };
    leave::record(connection, actor, &leaving, &left, now)?;
    let entry = Audit { action: "exported", subject: "public_quarter", subject_id: None, detail: &detail };
    accounts::audit(connection, actor, &entry, now)
}

/// The hash of what is told, whenever it was counted.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be written.
pub fn fingerprint(told: &PublicQuarter) -> Result<String, AppError> {
    Ok(digest::sha256(canonical_of(&(&told.rows, &told.whole))?))
}
