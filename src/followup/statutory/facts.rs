//! What is known of two years: everything here has been released, approved, published or is the follow-up's own, so that
//! telling it once more tells nobody anything new about a single event.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::store;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::followup::meetings::Standing;
use crate::followup::{costs, funds, indicators, meetings};
use crate::incidents::category::Group;
use crate::measures::model::Status;
use crate::situation::archive;
use crate::situation::archive::model::latest_of_weeks;
use crate::situation::versions::Edition;
use crate::situation::words::Level;
use crate::statistics::{Block, Bounds, Told, rate};
use crate::texts::Language;
use crate::time::{Month, Months, local_day};

/// What is known of two years.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Reported events of the whole municipality in the months that were released, in order of time.
    pub months: Vec<(Month, Told)>,
    /// The same by group, added up from what was released of the months that lie in the years.
    pub groups: Vec<(Group, Bounds)>,
    /// How many weeks have an approved picture.
    pub pictures: u32,
    /// How those pictures judged the districts.
    pub levels: Vec<DistrictLevels>,
    /// Crimes reported to the police, as published; never added to reports.
    pub crimes: Vec<Crime>,
    /// Indicators with their latest outcome in the municipality.
    pub indicators: Vec<IndicatorLine>,
    /// Safety walks with a published protocol, by year.
    pub walks: Vec<WalkYear>,
    /// How the measures stand that were decided in the years.
    pub measures: Standing,
    /// What was undertaken for the years.
    pub commitments: Vec<Undertaken>,
    /// What the council decided.
    pub decisions: Vec<Decided>,
    /// What was granted and what guards cost, by year.
    pub money: Vec<MoneyYear>,
}

/// In how many weeks a district was judged so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistrictLevels {
    /// The district's word.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many weeks, for each level that any had, from calm to serious.
    pub weeks: Vec<(Level, u32)>,
}

/// Reported crimes of a kind in an area in the latest year that is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crime {
    /// The kind, as its source names it.
    pub kind: String,
    /// The area, as its source names it.
    pub area: String,
    /// The year.
    pub year: i64,
    /// How many.
    pub crimes: i64,
    /// For each 100 000 residents; `None` when they are not told.
    pub per_100000: Option<f64>,
    /// Who published it.
    pub source: String,
}

/// An indicator in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorLine {
    /// Code and name.
    pub title: String,
    /// The ground and people it is about: `Botkyrka`, `Botkyrka, women`.
    pub area: String,
    /// What was measured last: `42 ± 2,8 (2017)`.
    pub outcome: String,
    /// What is aimed at; empty for nothing.
    pub aim: String,
    /// What can be said of it.
    pub verdict: String,
}

/// Safety walks of a year whose protocols are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkYear {
    /// The year.
    pub year: i16,
    /// How many walks.
    pub walks: u32,
    /// How many points their protocols have.
    pub points: u32,
    /// Of the points' measures: how many there are.
    pub promised: u32,
    /// Of those, done or verified.
    pub kept: u32,
}

/// What a committee or department has undertaken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undertaken {
    /// The goal: code and name.
    pub goal: String,
    /// Who has undertaken it.
    pub committee: String,
    /// For which year.
    pub year: i64,
    /// What it is.
    pub title: String,
    /// How its measures stand.
    pub standing: Standing,
}

/// What the council decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The day of the meeting.
    pub day: Date,
    /// What it was about.
    pub title: String,
    /// The decision.
    pub words: String,
    /// How its measures stand.
    pub standing: Standing,
}

/// Money of a year, in kronor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyYear {
    /// The year.
    pub year: i64,
    /// What funds granted; `None` when there was no call.
    pub granted_sek: Option<i64>,
    /// What guard services cost as far as is told; `None` when nothing is.
    pub guards_sek: Option<i64>,
    /// Whether that is every department and the whole year.
    pub guards_are_whole: bool,
}

/// A frozen block of what was released, as far as it is needed here.
#[derive(Deserialize)]
struct Released {
    months: Months,
    groups: Vec<Group>,
    told: Block<Told>,
}

/// A picture, as far as it is needed here.
#[derive(Deserialize)]
struct Judged {
    districts: Vec<JudgedDistrict>,
}

#[derive(Deserialize)]
struct JudgedDistrict {
    code: String,
    name: String,
    level: Option<Level>,
}

impl Facts {
    /// Reads what is known of the years from `from_year` to `to_year`.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer, or what it keeps cannot be read.
    pub fn read(
        connection: &mut DbConnection,
        (from_year, to_year): (i16, i16),
        now: Timestamp,
        language: Language,
    ) -> Result<Self, AppError> {
        let (from, to) = (date(from_year, 1, 1), date(to_year, 12, 31));
        let today = local_day(now);
        let (months, groups) = released(connection, from, to)?;
        let (pictures, levels) = levels(connection, from, to)?;
        Ok(Self {
            months,
            groups,
            pictures,
            levels,
            crimes: crimes(connection, to_year)?,
            indicators: indicators(connection, language)?,
            walks: (from_year..=to_year).map(|year| walks(connection, year)).collect::<Result<_, _>>()?,
            measures: Standing::of(store::list_decided(connection, from, to)?, today),
            commitments: commitments(connection, (from_year, to_year), today)?,
            decisions: decisions(connection, from, to, today)?,
            money: money(connection, from_year, to_year)?,
        })
    }
}

/// What was told of events, by month and by group.
type ByMonthAndGroup = (Vec<(Month, Told)>, Vec<(Group, Bounds)>);

/// Released months of whole blocks, and their groups where no block is cut by the years: blocks end with a tertial, and so
/// with a year.
fn released(connection: &mut DbConnection, from: Date, to: Date) -> Result<ByMonthAndGroup, AppError> {
    let mut months = Vec::new();
    let mut groups: BTreeMap<Group, Vec<Told>> = BTreeMap::new();
    for told in store::list_released_events(connection, from, to)? {
        let block: Released = serde_json::from_str(&told).map_err(AppError::internal)?;
        months.extend(block.months.each().zip(block.told.month_sums));
        for (group, told) in block.groups.into_iter().zip(block.told.group_sums) {
            groups.entry(group).or_default().push(told);
        }
    }
    months.sort_by_key(|(month, _)| *month);
    Ok((months, groups.into_iter().map(|(group, told)| (group, told.into_iter().sum())).collect()))
}

fn levels(connection: &mut DbConnection, from: Date, to: Date) -> Result<(u32, Vec<DistrictLevels>), AppError> {
    let versions = archive::store::list_latest(connection)?;
    let (mut pictures, mut districts) = (0, Vec::<DistrictLevels>::new());
    for version in latest_of_weeks(&versions) {
        if !(from..=to).contains(&version.week.monday()) {
            continue;
        }
        let Some(json) = archive::store::find_json(connection, version.id, Edition::Shared)? else { continue };
        let picture: Judged = archive::model::read(&json)?;
        pictures += 1;
        for JudgedDistrict { code, name, level } in picture.districts {
            let Some(level) = level else { continue };
            let at = districts.iter().position(|known| known.code == code).unwrap_or_else(|| {
                districts.push(DistrictLevels { code, name, weeks: Vec::new() });
                districts.len() - 1
            });
            let weeks = &mut districts[at].weeks;
            match weeks.iter_mut().find(|(known, _)| *known == level) {
                Some((_, count)) => *count += 1,
                None => weeks.push((level, 1)),
            }
        }
    }
    for district in &mut districts {
        district.weeks.sort_by_key(|(level, _)| *level);
    }
    Ok((pictures, districts))
}

/// Of each kind and area the latest year that is not after the years.
fn crimes(connection: &mut DbConnection, to_year: i16) -> Result<Vec<Crime>, AppError> {
    let mut latest: Vec<Crime> = Vec::new();
    for (kind, area, year, crimes, population, source) in store::list_crimes(connection, i64::from(to_year))? {
        // By kind and area, the latest year first: the others of the same follow.
        if latest.last().is_some_and(|known| (&known.kind, &known.area) == (&kind, &area)) {
            continue;
        }
        let residents = population.and_then(|residents| u32::try_from(residents).ok()).and_then(NonZeroU32::new);
        let counted = u32::try_from(crimes).ok();
        let per_100000 = counted.zip(residents).map(|(count, residents)| rate(count, residents, 100_000).value);
        latest.push(Crime { kind, area, year, crimes, per_100000, source });
    }
    Ok(latest)
}

fn indicators(connection: &mut DbConnection, language: Language) -> Result<Vec<IndicatorLine>, AppError> {
    let judged = indicators::judged(connection)?;
    let of_everybody = judged.into_iter().filter(|judged| {
        judged.people == indicators::model::EVERYBODY && (judged.latest.is_some() && judged.aim.is_some())
    });
    let line = |judged: indicators::Judged| IndicatorLine {
        title: judged.indicator.title(),
        outcome: judged.outcome_in_words(language),
        aim: judged.aim_in_words(language),
        verdict: judged.verdict_in_words(language),
        area: judged.area,
    };
    Ok(of_everybody.map(line).collect())
}

fn walks(connection: &mut DbConnection, year: i16) -> Result<WalkYear, AppError> {
    let months = |month: i8| Month::new(year, month).ok_or_else(|| AppError::internal("a year without months"));
    let (begins, ends) = (months(1)?.bounds().0, months(12)?.bounds().1);
    let published = store::list_published_walks(connection, begins, ends)?;
    let points = store::count_points(connection, &published)?;
    let measures = store::list_statuses_of_walks(connection, &published)?;
    let kept = measures.iter().filter(|status| matches!(status, Status::Done | Status::Verified)).count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(WalkYear {
        year,
        walks: number(published.len()),
        points: u32::try_from(points).unwrap_or(u32::MAX),
        promised: number(measures.len()),
        kept: number(kept),
    })
}

fn commitments(
    connection: &mut DbConnection,
    (from_year, to_year): (i16, i16),
    today: Date,
) -> Result<Vec<Undertaken>, AppError> {
    let kept = store::list_commitments(connection, i64::from(from_year), i64::from(to_year))?;
    let ids: Vec<i64> = kept.iter().map(|commitment| commitment.id).collect();
    let measures = store::list_commitment_measures(connection, &ids)?;
    let undertaken = |commitment: store::CommitmentRow| {
        let own = measures.iter().filter(|(of, ..)| *of == commitment.id);
        Undertaken {
            goal: format!("{} {}", commitment.goal_code, commitment.goal),
            committee: commitment.committee,
            year: commitment.year,
            title: commitment.title,
            standing: Standing::of(own.map(|(_, status, due_on)| (*status, *due_on)), today),
        }
    };
    Ok(kept.into_iter().map(undertaken).collect())
}

fn decisions(connection: &mut DbConnection, from: Date, to: Date, today: Date) -> Result<Vec<Decided>, AppError> {
    let mut decisions = Vec::new();
    for meeting in meetings::store::list_between(connection, from, to)? {
        let measures = meetings::store::list_measures(connection, meeting.id)?;
        let items = meetings::store::list_items(connection, meeting.id)?;
        for item in items.into_iter().filter(|item| !item.content.decision.is_empty()) {
            let own = measures.iter().filter(|(of, _)| *of == item.id).map(|(_, measure)| &measure.standing);
            decisions.push(Decided {
                day: meeting.day(),
                title: item.content.title,
                words: item.content.decision,
                standing: Standing::of(own.map(|standing| (standing.status, standing.due_on)), today),
            });
        }
    }
    Ok(decisions)
}

fn money(connection: &mut DbConnection, from_year: i16, to_year: i16) -> Result<Vec<MoneyYear>, AppError> {
    let mut years = Vec::new();
    for year in i64::from(from_year)..=i64::from(to_year) {
        let granted = funds::granted_in(connection, year)?;
        let guards = costs::of_year(connection, year)?;
        let granted_sek = (granted.calls > 0).then_some(granted.granted_sek);
        if granted_sek.is_some() || guards.total_sek.is_some() {
            let (guards_sek, guards_are_whole) = (guards.total_sek, guards.is_whole());
            years.push(MoneyYear { year, granted_sek, guards_sek, guards_are_whole });
        }
    }
    Ok(years)
}
