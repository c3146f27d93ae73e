//! What the coordinator did with a report, and said of it: the lines of its history.

use jiff::Timestamp;

use super::dice::{Dice, Purpose};
use super::reports::MadeUp;
use crate::accounts::{Actor, Change};
use crate::db::DbConnection;
use crate::error::AppError;
use crate::incidents::model::{HistoryLine, Status};
use crate::incidents::review::{JOINED, Step};
use crate::incidents::store;
use crate::time::plus_hours;

/// For so many hours back every approval is told: the ninety days that lists begin with.
const HOURS_TOLD: i64 = 90 * 24;

const QUESTIONS: [&str; 4] = [
    "Vilken sida av huset gäller det?",
    "Var det i går kväll det hände, eller upptäcktes det då?",
    "Är det lagat nu, vad du vet?",
    "Hur långt från centrum var det?",
];

const THANKS: [&str; 4] = [
    "Tack. Förvaltaren är underrättad.",
    "Tack! Bra att du skrev när på kvällen det var.",
    "Tack, vi tar upp det på torsdagens möte.",
    "Tack för att du hör av dig. Fler har sett samma sak.",
];

const REASONS: [&str; 3] = [
    "Platsen ligger i grannkommunen. Vi har berättat för dem.",
    "Det var en övning, ingen händelse.",
    "Samma rapport har kommit två gånger i en fil.",
];

/// Writes what happened to a report after it was received; `told_before` is the one it tells the same event as.
pub(super) fn write(
    connection: &mut DbConnection,
    id: i64,
    made_up: &MadeUp,
    told_before: Option<i64>,
    coordinator: &Actor,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut dice = Dice::for_one(Purpose::Reply, made_up.number);
    let at = plus_hours(made_up.reported_at, dice.between(1, 40)).min(now);
    let mut write = |of: i64, kind: &str, changes: &[Change], words: &str| {
        let line = HistoryLine {
            at: at.into(),
            account_id: coordinator.account_id,
            actor: coordinator.label.clone(),
            kind: kind.to_owned(),
            changes: serde_json::to_string(changes).map_err(AppError::internal)?,
            words: words.to_owned(),
        };
        Ok::<_, AppError>(store::insert_history(connection, of, &line)?)
    };
    match made_up.status {
        Status::New => Ok(()),
        Status::Reviewed => {
            let words = if dice.falls(0.15) { dice.one_of(&THANKS) } else { "" };
            // Of the old ones nobody asks who nodded.
            if words.is_empty() && plus_hours(made_up.reported_at, HOURS_TOLD) < now {
                return Ok(());
            }
            write(id, Step::Approve.word(), &[], words)
        }
        Status::Question => write(id, Step::Ask.word(), &[], dice.one_of(&QUESTIONS)),
        Status::SetAside => write(id, Step::SetAside.word(), &[], dice.one_of(&REASONS)),
        Status::Merged => {
            let Some(other) = told_before else { return Ok(()) };
            let event = |id: i64| Change { field: "event".to_owned(), from: String::new(), to: id.to_string() };
            write(id, Step::Merge.word(), &[event(other)], "")?;
            write(other, JOINED[0], &[event(id)], "")
        }
    }
}
