//! Which weeks were approved in the demonstration, and who signed: the last two that are over, one of them corrected.

use jiff::Timestamp;

use super::people::{HOUSING, POLICE, People};
use crate::accounts::store::find_organisation;
use crate::config::Config;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::{AppError, OrNotFound as _};
use crate::mail::Outbox;
use crate::situation::coverage::CutOff;
use crate::situation::versions::actions::{self, Desk, Draft};
use crate::situation::versions::store;
use crate::time::{IsoWeek, plus_hours};

/// Hours after the cut-off at which a picture is approved, and corrected.
const HOURS: (i64, i64) = (2, 50);

const REASON: &str = "Några rapporter om helgen kom in först på måndagskvällen.";

/// An approval.
#[derive(Clone, Copy, Debug)]
pub(super) struct Approval {
    /// The week.
    pub(super) week: IsoWeek,
    /// When.
    pub(super) at: Timestamp,
    reason: &'static str,
    signed_by: &'static [&'static str],
}

/// What was approved by now, in order of time.
pub(super) fn plan(now: Timestamp) -> Vec<Approval> {
    let cut_off = CutOff::of(&Config::default());
    let approval = |weeks: i32, hours: i64, reason, signed_by| {
        let week = IsoWeek::of(now).plus(weeks);
        Approval { week, at: plus_hours(cut_off.after(week), hours), reason, signed_by }
    };
    let all = [
        approval(-2, HOURS.0, "", &[][..]),
        approval(-2, HOURS.1, REASON, &[POLICE, HOUSING]),
        approval(-1, HOURS.0, "", &[POLICE]),
    ];
    all.into_iter().filter(|approval| approval.at <= now).collect()
}

impl Approval {
    /// Approves the week as the database has it, and has it signed.
    pub(super) fn lay(&self, connection: &mut DbConnection, people: &People, ground: &Ground) -> Result<(), AppError> {
        let desk_of = |(viewer, actor), hours| Desk {
            viewer,
            actor,
            outbox: Outbox::closed(),
            cut_off: CutOff::of(&Config::default()),
            now: plus_hours(self.at, hours),
        };
        let desk = desk_of(people.coordinator_desk()?, 0);
        let draft = Draft::read(connection, ground, self.week, self.at)?;
        let frozen = draft.freeze(&desk, self.reason)?;
        let version = actions::approve(connection, &desk, ground, &draft, &frozen)?
            .ok_or_else(|| AppError::internal("a week changed while nobody touched it"))?;
        let seen = store::find_head(connection)?.unwrap_or_default();
        for name in self.signed_by {
            let Some(partner) = people.answers_for(name) else { continue };
            let organisation =
                find_organisation(connection, partner.0.organisation_id)?.or_not_found("organisation")?;
            actions::sign(connection, &desk_of(partner, 1), &organisation, (self.week, version), &seen)?;
        }
        Ok(())
    }
}
