//! The six questions of the audit of 2018, answered from what is known today.

pub mod model;
mod pages;
mod store;

use actix_web::web;
use jiff::civil::Date;

use self::model::{Figures, Plans, Share, followed_up};
use super::goals::model::Progress;
use super::goals::{store as goals, thread};
use super::{costs, funds, indicators};
use crate::accounts::Viewer;
use crate::db::{Day, DbConnection};
use crate::error::AppError;
use crate::measures::kept::{self, Kept};
use crate::measures::model::was_kept;
use crate::urls;

/// Everything that the answers of today are made of.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn figures(connection: &mut DbConnection, viewer: &Viewer, today: Date) -> Result<Figures, AppError> {
    let year = i64::from(today.year());
    let threads = thread::of_year(connection, viewer, year, today)?;
    // An indicator may tell of women what it does not tell of all: any of its series will do.
    let judged = indicators::judged(connection)?;
    let series_of = |id: i64| judged.iter().filter(move |judged| judged.indicator.id == id);
    let shown: Vec<i64> =
        threads.iter().flat_map(|thread| &thread.indicators).map(|judged| judged.indicator.id).collect();
    let decided: Vec<Option<Date>> =
        threads.iter().map(|thread| thread.goal.aim.plan_decided_on.map(Day::date)).collect();
    let since = kept::since(today);
    let promised = store::list_promised(connection, since, today)?;
    let judged_promises =
        promised.iter().filter_map(|(promised_on, done_at)| was_kept(promised_on.date(), *done_at, today));
    let kept = judged_promises
        .fold(Kept::default(), |sum, kept| Kept { kept: sum.kept + usize::from(kept), promises: sum.promises + 1 });
    let costs_year = costs::list_years(connection)?.into_iter().find(|known| *known <= year);
    let fund_year = funds::list_years(connection)?.into_iter().find(|known| *known <= year);
    Ok(Figures {
        year,
        measurable: Share::of(&threads, |thread| {
            let mut indicators = thread.indicators.iter();
            indicators.any(|shown| series_of(shown.indicator.id).any(indicators::Judged::is_measurable))
        }),
        acted_on: Share::of(threads.iter().flat_map(|thread| &thread.commitments), |thread| {
            thread.progress != Progress::Nothing
        }),
        loose_measures: usize::try_from(goals::count_loose_measures(connection, year)?).unwrap_or_default(),
        plans: Plans::of(&decided, today),
        latest_reading: shown.iter().flat_map(|id| series_of(*id)).filter_map(|judged| Some(judged.latest?.year)).max(),
        open: store::count_open(connection)?,
        followed_up: followed_up(&store::list_evaluated(connection, since, today)?),
        kept,
        costs: costs_year.map(|year| costs::of_year(connection, year)).transpose()?,
        granted: fund_year.map(|year| funds::granted_in(connection, year)).transpose()?,
    })
}

/// The addresses of this part.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource(urls::AUDIT_QUESTIONS).route(web::get().to(pages::questions)));
}
