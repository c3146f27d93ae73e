//! What a text is about, and whether there is such a text.

use super::model::{Noteworthy, TextKind, Topic};
use super::store;
use crate::accounts::{Organisation, store as accounts};
use crate::db::DbConnection;
use crate::districts::{Division, DivisionRow, Ground};
use crate::error::AppError;
use crate::incidents::category::find_category;
use crate::texts::Language;
use crate::time::{IsoWeek, local_day};

/// What a text is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// The week as a whole.
    Week,
    /// An organisation.
    Organisation(Organisation),
    /// A district, with its parts: districts are judged as main districts, however figures are divided.
    District(DivisionRow),
    /// A report.
    Report(Noteworthy),
}

impl Subject {
    /// Its name; empty for the week.
    #[must_use]
    pub fn name(&self, ground: &Ground, language: Language) -> String {
        match self {
            Self::Week => String::new(),
            Self::Organisation(organisation) => organisation.name.clone(),
            Self::District(row) => row.shown(language),
            Self::Report(report) => label(report, ground, language),
        }
    }
}

/// The rows that are judged.
#[must_use]
pub fn judged(ground: &Ground) -> Vec<DivisionRow> {
    let all: Vec<_> = ground.districts().into_iter().cloned().collect();
    Division::Main.rows(&all, &[])
}

/// What a text of a week is about; `None` when there is no such text.
///
/// An organisation has a part while somebody may write it, a report is notable while it counts in the week; and both as long
/// as something stands there, so that it can be read and taken away.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn find(
    connection: &mut DbConnection,
    ground: &Ground,
    week: IsoWeek,
    topic: Topic,
) -> Result<Option<Subject>, AppError> {
    let id = topic.subject;
    Ok(match topic.kind {
        TextKind::Summary | TextKind::Shared | TextKind::Feedback => (id == 0).then_some(Subject::Week),
        TextKind::Assessment => {
            judged(ground).into_iter().find(|row| row.members.first() == Some(&id)).map(Subject::District)
        }
        TextKind::Part => {
            let party = store::list_parties(connection)?.into_iter().find(|known| known.id == id);
            let found = match party {
                None if store::find_latest(connection, week, topic)?.is_some() => {
                    accounts::find_organisation(connection, id)?
                }
                party => party,
            };
            found.map(Subject::Organisation)
        }
        TextKind::Notable => {
            let report = store::find_noteworthy(connection, id)?;
            let found = match report {
                Some(report) if !report.counts_in(week) => store::find_latest(connection, week, topic)?.map(|_| report),
                report => report,
            };
            found.map(Subject::Report)
        }
    })
}

/// A report in a few words: `Skadegörelse, Alby, 17 november 2026`.
#[must_use]
pub fn label(report: &Noteworthy, ground: &Ground, language: Language) -> String {
    let category = find_category(&report.category).map_or(report.category.as_str(), |known| known.name(language));
    let district = report.district_id.and_then(|id| ground.district(id)).map(|known| known.name.clone());
    let district = district.unwrap_or_else(|| language.text("words-nowhere"));
    format!("{category}, {district}, {}", language.day(local_day(report.occurred_from.instant())))
}
