//! Rows that coordinators have taken out of the demonstration: written, counted and thrown away.

use std::io;

use jiff::{Timestamp, ToSpan as _};

use crate::accounts::store::find_organisation;
use crate::accounts::{Actor, Viewer};
use crate::db::Db;
use crate::districts::Ground;
use crate::error::{AppError, OrNotFound as _};
use crate::exports::actions::{self, TakeOut};
use crate::exports::log::model::Subject;
use crate::exports::manifest::Taker;
use crate::exports::rows::{Progress, Selection};
use crate::tables::Format;
use crate::texts::Language;
use crate::time::{Clock, local_day, plus_hours};
use crate::web::Submitted;

/// Days ago, what, as what, and which of it, beside the thirty days before.
const ALL: [(i64, Subject, Format, &str); 4] = [
    (41, Subject::Incidents, Format::Xlsx, ""),
    (23, Subject::Observations, Format::GeoJson, "kind=deficiency"),
    (9, Subject::Measures, Format::Csv, "urgency=overdue"),
    (6, Subject::Incidents, Format::GeoJson, "group=skadegorelse&district=alby"),
];

/// Takes them out, the earliest first.
pub(super) fn lay(db: &Db, (viewer, actor): (Viewer, Actor), now: Timestamp) -> Result<(), AppError> {
    let ground = db.read_here(Ground::load)?;
    for (days, subject, format, more) in ALL {
        let at = plus_hours(now, -24 * days);
        let today = local_day(at);
        let query = format!("from={}&to={today}&{more}", today.saturating_sub(30.days()));
        let selection =
            Selection::read(subject, &Submitted::from_query(&query), &ground, today).or_not_found("rows")?;
        let filter = selection.query(&ground);
        let id = db.write_here(|connection| actions::begin(connection, (subject, &filter), format, &actor, at))?;
        let organisation = db.read_here(|connection| find_organisation(connection, viewer.organisation_id))?;
        let taker = Taker::of(Language::Swedish, viewer.role, &organisation.or_not_found("organisation")?);
        let take_out = TakeOut { id, selection, filter, format, language: Language::Swedish, viewer, taker, at };
        let clock = Clock::standing_at(at);
        actions::carry_out(db, &clock, &take_out, io::sink(), &Progress::default())?;
    }
    Ok(())
}
