//! Who reported, who said that there was nothing, and who was silent. Silence is not calm.
//!
//! | file | what it holds |
//! | --- | --- |
//! | [`model`] | who is expected, what was heard, the cut-off |
//! | [`actions`] | an organisation's word that its week was calm, and taking it back |
//! | [`reminders`] | mail to those that nothing was heard of, with a link that needs no sign-in |
//! | [`pages`] | the one click, by either way, and what home says |

pub mod actions;
pub mod model;
pub mod pages;
pub mod reminders;
pub mod store;

use actix_web::web;

use model::Changes;
pub use model::{Coverage, CutOff, Heard, Ledger, OrganisationCoverage, WeekCoverage};

use super::compute::Weeks;
use super::scope::Scope;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::texts::{Language, swedish_order};
use crate::time::IsoWeek;
use crate::urls;

/// The addresses of this part.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource(urls::ZERO_REPORT_LINK)
                .route(web::get().to(pages::linked))
                .route(web::post().to(pages::send_linked)),
        )
        .service(
            web::resource("/situation/{week}/zero-report")
                .route(web::get().to(pages::zero_report))
                .route(web::post().to(pages::send_zero_report)),
        );
}

/// Who was heard of a week, and of the weeks beside it.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn of_week(connection: &mut DbConnection, scope: &Scope, weeks: Weeks) -> Result<Coverage, AppError> {
    let (week, needed) = (scope.week, weeks.needed());
    let ledger = read(connection, &needed)?;
    // Before anybody was there, nobody was expected: such weeks say nothing of what is usual.
    let before: Vec<IsoWeek> =
        needed.iter().copied().filter(|earlier| (1..=12).contains(&week.weeks_since(*earlier))).collect();
    let before: Vec<IsoWeek> = before.into_iter().filter(|earlier| ledger.week(*earlier).expected > 0).collect();
    let is_over = week.bounds().1 <= scope.now;
    let changes = if is_over { ledger.changes(week, &before) } else { Changes::default() };
    let mut organisations = ledger.organisations(week);
    organisations.sort_by_key(|known| (!known.is_expected, swedish_order(&known.organisation)));
    Ok(Coverage {
        organisations,
        weeks: needed.iter().map(|week| ledger.week(*week)).collect(),
        sentence: sentence(&ledger, week, &before, &changes, is_over, scope.language),
        differs: changes != Changes::default(),
    })
}

/// What was heard of these weeks, which are in order of time.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn read(connection: &mut DbConnection, weeks: &[IsoWeek]) -> Result<Ledger, AppError> {
    let mut ledger = Ledger { members: store::list_members(connection)?, ..Ledger::default() };
    ledger.reports = store::list_report_counts(connection, weeks)?.into_iter().collect();
    ledger.calm = store::list_zero_reports(connection, weeks)?.into_iter().collect();
    for run in weeks.chunk_by(|week, next| week.plus(1) == *next) {
        if let [from, .., to] | [from @ to] = run {
            let calm = store::list_calm_shifts(connection, from.bounds().0, to.bounds().1)?;
            ledger
                .calm
                .extend(calm.into_iter().map(|(started_at, organisation)| (IsoWeek::of(started_at), organisation)));
        }
    }
    Ok(ledger)
}

/// How a week compares with those before it, and why that comparison limps when it does.
fn sentence(
    ledger: &Ledger,
    week: IsoWeek,
    before: &[IsoWeek],
    changes: &Changes,
    is_over: bool,
    language: Language,
) -> String {
    let WeekCoverage { expected, heard, .. } = ledger.week(week);
    if expected == 0 {
        return String::new();
    }
    let mut usual: Vec<u32> = before.iter().map(|earlier| ledger.week(*earlier).heard).collect();
    usual.sort_unstable();
    let usual = usual.get(usual.len() / 2).filter(|_| before.len() >= model::FEWEST_WEEKS);
    let (heard, expected, silent) = (heard.into(), expected.into(), (expected - heard).into());
    let mut sentences = vec![match usual {
        _ if !is_over => language.text_with("coverage-so-far", &[("heard", heard), ("expected", expected)]),
        None => language.text_with("coverage-heard", &[("heard", heard), ("expected", expected), ("silent", silent)]),
        Some(usual) => language.text_with(
            "coverage-heard-usual",
            &[
                ("heard", heard),
                ("expected", expected),
                ("silent", silent),
                ("usual", (*usual).into()),
                ("weeks", before.len().into()),
            ],
        ),
    }];
    let fell_silent = &changes.fell_silent;
    if !fell_silent.is_empty() {
        let (names, count) = (listed(fell_silent, language), fell_silent.len());
        sentences.push(language.text_with("coverage-fell-silent", &[("names", names.into()), ("count", count.into())]));
    }
    if !changes.is_new.is_empty() {
        let names = listed(&changes.is_new, language);
        sentences.push(language.text_with("coverage-newly-heard", &[("names", names.into())]));
    }
    sentences.join(" ")
}

/// Names in a row, as Swedish sorts them.
fn listed(names: &[String], language: Language) -> String {
    let mut names = names.to_vec();
    names.sort_by_key(|name| swedish_order(name));
    language.listed(&names)
}
