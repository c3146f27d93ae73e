//! A made-up situation for looking at Lykta: eighteen months of reports on real ground, from a seed and the day alone.
//!
//! Nothing here happened and nobody here exists. Each day of the calendar has a stream of chance of its own ([`dice`]), so
//! that the same day is the same on every machine, whichever day the demonstration is begun on. Only the stories move
//! with the present week, so that there is always something to find in it. What would be told after the present instant
//! is left out.
//!
//! | part | what it decides |
//! | --- | --- |
//! | [`people`] | organisations and accounts |
//! | [`rhythm`] | how many reports of which category, on which days and at which hours |
//! | [`spots`] | where |
//! | [`words`] | what is told |
//! | [`stories`] | what is out of the ordinary just now |
//! | [`reports`] | puts these together |
//! | [`replies`] | what the coordinator said of them |
//! | [`thread`] | goals, and what committees have undertaken for them |
//! | [`walks`] | safety walks, what was noted on them and promised after them |
//! | [`written`] | what the working group has written for its pictures |
//! | [`context`] | events as the police would publish them |
//! | [`hearing`] | who said that a week was calm and who was silent; what the police counted themselves |
//! | [`approvals`] | which weeks were approved, and who signed |
//! | [`meeting`] | who is placed where, and what is planned |
//! | [`measured`] | what others have measured: indicators, reported crime |
//! | [`releases`], [`figures`] | what was released to the council, and to everybody |
//! | [`money`] | what a fund granted, and what guard services cost |
//! | [`council`] | the council's meetings, and what the law asks for every second year |
//! | [`taken_out`] | rows that coordinators have taken out |

mod approvals;
mod context;
mod council;
mod dice;
mod figures;
mod hearing;
mod measured;
mod meeting;
mod money;
mod people;
mod promises;
mod releases;
mod replies;
mod reports;
mod rhythm;
mod spots;
mod stories;
mod thread;
mod taken_out;
mod walks;
mod words;
mod written;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

pub use people::{ACCOUNTS, DemoAccount};

use self::approvals::Approval;
use self::dice::{Dice, Purpose};
use self::people::People;
use self::reports::MadeUp;
use crate::accounts::{password, store as accounts};
use crate::config::Municipality;
use crate::db::{self, Db, DbConnection};
use crate::districts::{self, Ground, store as ground_store};
use crate::error::AppError;
use crate::incidents::actions::place;
use crate::incidents::model::{Origin, Standing, Status};
use crate::incidents::store as incidents;
use crate::police;
use crate::time::{IsoWeek, local_day, start_of_day};

/// The password of every account. Known to everybody, so fit for nothing else.
pub const PASSWORD: &str = "fyra-lampor-vid-tunneln";

/// What the installation remembers of being a demonstration.
pub const SETTING: &str = "demo";

/// How many weeks there are before the present one: a year and half a year to compare with.
const WEEKS: i32 = 78;

/// What was laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Laid {
    /// How many reports.
    pub reports: usize,
    /// The first day they are about.
    pub from: Date,
}

/// Lays the demonstration into a new database, and marks it as made up: every page of a server that is prepared after
/// this says so.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer, or already holds accounts of these names.
pub fn lay(db: &Db, now: Timestamp) -> Result<Laid, AppError> {
    db::run_migrations(db)?;
    districts::lay_foundation(db, Municipality::Botkyrka, now)?;
    let password_hash = password::hash_now(PASSWORD)?;
    let (laid, coordinator) = db.write_here(|connection| {
        let today = local_day(now);
        let from = IsoWeek::of_day(today).plus(-WEEKS).monday();
        accounts::put_setting(connection, SETTING, &today.to_string())?;
        let people = People::lay(connection, &password_hash, start_of_day(from))?;
        let ground = Arc::new(Ground::load(connection)?);
        let places = ground_store::list_places(connection)?;
        let made_up = reports::draw(&ground, &places, from, now)?;
        let approvals = approvals::plan(now);
        let (early, mut late) = parted(&made_up, &approvals);
        let mut kept = HashMap::new();
        let mut keep_all = |connection: &mut DbConnection, all: &[(usize, &MadeUp)]| -> Result<(), AppError> {
            for (place_in_line, one) in all {
                let told_before = if one.is_twin { kept.get(&one.number.wrapping_sub(1)).copied() } else { None };
                let id = keep(connection, one, *place_in_line, told_before, &people, &ground)?;
                replies::write(connection, id, one, told_before, people.coordinator()?, now)?;
                kept.insert(one.number, id);
            }
            Ok(())
        };
        keep_all(connection, &early)?;
        promises::lay(connection, &people, &ground, now)?;
        walks::lay(connection, &people, &ground, now)?;
        hearing::lay(connection, &people, &ground, IsoWeek::of_day(from), now)?;
        written::lay(connection, &people, &ground, now)?;
        meeting::lay(connection, &people, &ground, now)?;
        measured::lay(connection, now)?;
        thread::lay(connection, &people, now)?;
        money::lay(connection, &people, &ground, now)?;
        for event in context::draw(&ground, from, now) {
            police::store::insert(connection, &event)?;
        }
        for approval in &approvals {
            let (before, after): (Vec<_>, Vec<_>) =
                late.into_iter().partition(|(_, one)| week_of(one) == approval.week && one.reported_at <= approval.at);
            keep_all(connection, &before)?;
            late = after;
            approval.lay(connection, &people, &ground)?;
        }
        keep_all(connection, &late)?;
        releases::lay(connection, &people, &ground, now)?;
        figures::lay(connection, &people, &ground, now)?;
        council::lay(connection, &people, &ground, now)?;
        Ok((Laid { reports: made_up.len(), from }, people.coordinator_desk()?))
    })?;
    taken_out::lay(db, coordinator, now)?;
    Ok(laid)
}

/// A report with its place in line.
type InLine<'a> = (usize, &'a MadeUp);

/// The reports, and apart from them those about an approved week that were received after it was approved for the first
/// time: it was approved without them.
fn parted<'a>(made_up: &'a [MadeUp], approvals: &[Approval]) -> (Vec<InLine<'a>>, Vec<InLine<'a>>) {
    let mut late_numbers = HashSet::new();
    made_up.iter().enumerate().partition(|(_, one)| {
        let first = approvals.iter().find(|approval| approval.week == week_of(one));
        // Whatever tells the same event as a late one comes after it.
        let is_late = first.is_some_and(|first| one.reported_at > first.at)
            || (one.is_twin && late_numbers.contains(&one.number.wrapping_sub(1)));
        if is_late {
            late_numbers.insert(one.number);
        }
        !is_late
    })
}

fn week_of(made_up: &MadeUp) -> IsoWeek {
    IsoWeek::of(made_up.report.occurred_from)
}

/// Whether the database is a demonstration: `false` also when it is none of Lykta's.
#[must_use]
pub fn is_laid(db: &Db) -> bool {
    let mark = db.read_here(|connection| accounts::find_setting(connection, SETTING));
    matches!(mark, Ok(Some(_)))
}

fn keep(
    connection: &mut DbConnection,
    made_up: &MadeUp,
    number: usize,
    told_before: Option<i64>,
    people: &People,
    ground: &Ground,
) -> Result<i64, AppError> {
    let mut dice = Dice::for_one(Purpose::Identity, number);
    let (organisation_id, kind) = people.organisation(made_up.organisation)?;
    let reference = made_up.is_imported.then(|| format!("{}-{:05}", people::short(made_up.organisation), number + 1));
    let account_id = if reference.is_some() { None } else { people.sender(made_up.organisation, &mut dice) };
    let origin = Origin {
        submission_id: uuid::Builder::from_random_bytes(dice.bits().to_be_bytes()).into_uuid().to_string(),
        // Nothing was ever sent.
        content_hash: String::new(),
        organisation_id,
        account_id,
        reference,
        reported_at: made_up.reported_at.into(),
        needs_review: !kind.is_authority(),
        shift_id: None,
        walk_id: None,
    };
    let content = place(&made_up.report, ground)
        .map_err(|out| AppError::internal(format!("a made-up report lies {} m outside", out.metres)))?;
    let is_merged = made_up.status == Status::Merged;
    let is_reviewed = matches!(made_up.status, Status::Reviewed | Status::Merged);
    let standing = Standing {
        status: made_up.status,
        reviewed_at: is_reviewed.then_some(made_up.reported_at.into()),
        merged_into: told_before.filter(|_| is_merged),
        again_of: None,
    };
    Ok(incidents::insert(connection, &origin, &content, &standing)?)
}
