//! From the memory of what was given away to a report. Counts come from [`Memory`] and from nowhere else, so that nothing
//! stands in a report that could not be told beside everything told before it.

use std::num::NonZeroU32;

use jiff::{Timestamp, ToSpan as _};

use super::model::{
    Assessment, DistrictLine, GroupLine, Heard, Line, Measures, MonthLine, Percent, Report, Span, Walks,
};
use super::store::{self, Deeds};
use super::telling;
use super::words::exactly;
use crate::db::{Day, DbConnection};
use crate::districts::{Division, DivisionRow, Ground, store as districts};
use crate::error::AppError;
use crate::exports::disclosure::Memory;
use crate::exports::disclosure::model::{Subject, ToldPeriod};
use crate::incidents::category::{Group, Kind};
use crate::measures::filter::Urgency;
use crate::measures::model::{Measure, Status};
use crate::measures::store as measures;
use crate::situation::SharedPicture;
use crate::situation::archive::{model as archive, store as archived};
use crate::situation::coverage;
use crate::situation::picture::UNKNOWN;
use crate::situation::sketch::{Sketch, SketchRow};
use crate::situation::store::find_first_week;
use crate::situation::versions::Edition;
use crate::statistics::{Bounds, FEWEST_TOLD, Figure, Told, percent_change, rate};
use crate::texts::{Language, swedish_order};
use crate::time::{IsoWeek, Month, Months, local_day};

/// The language of what is frozen.
pub const LANGUAGE: Language = Language::Swedish;

/// How many months the lines show.
const LINE_MONTHS: i32 = 24;

/// Rates are for so many residents.
const PER: u32 = 100_000;

/// A rate on fewer events than this says nothing: its interval is wider than itself (`domain.md` 4.3).
const FEWEST_FOR_RATE: u32 = 20;

/// What a report is asked to tell of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What it is called.
    pub title: String,
    /// Whole months that are over.
    pub months: Months,
}

impl Wanted {
    /// A report of these months, called after them.
    #[must_use]
    pub fn of(months: Months) -> Self {
        let period = telling::months_in_words(months, LANGUAGE);
        Self { title: LANGUAGE.text_with("reports-default-title", &[("period", period.into())]), months }
    }
}

/// The report that would be released now.
///
/// What it tells of months that were never told before is only pending in `memory`, until that is kept.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer or an approved picture cannot be read.
pub fn build(
    connection: &mut DbConnection,
    ground: &Ground,
    memory: &mut Memory,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<Report, AppError> {
    let months = wanted.months;
    let known_from = first_known_month(connection)?;
    let mut teller = Teller { memory, connection, known_from };
    let events = Spans::told(&mut teller, Subject::Events, months)?;
    let unsafe_places = Spans::told(&mut teller, Subject::UnsafePlaces, months)?;
    let observations = Spans::told(&mut teller, Subject::Observations, months)?;
    let line_months = line_months(months.last);
    let lines = teller.known(Subject::Events, line_months)?;

    let all: Vec<_> = ground.districts().into_iter().cloned().collect();
    let rows = Division::Main.rows(&all, &districts::list_populations(connection)?);
    let population = rows.iter().map(|row| row.residents.as_ref().map(|residents| residents.number)).sum();
    let places = Place::all(&rows, ground);
    let groups = Group::ALL.into_iter().filter(|group| group.kind() == Kind::Event);
    let district = |place: &Place| DistrictLine {
        code: place.code.clone(),
        name: place.name.clone(),
        population: place.residents,
        line: events.line(place.residents, |told| place.of(told)),
        groups: groups.clone().map(|group| place.of_group(events.period.own.as_ref()?, group)).collect(),
        unsafe_places: unsafe_places.period.own.as_ref().and_then(|told| place.of(told)),
        observations: observations.period.own.as_ref().and_then(|told| place.of(told)),
    };
    let weeks = weeks_of(months);
    let (approved_weeks, assessments) = assessments(connection, &weeks)?;
    let mut report = Report {
        number: 0,
        title: wanted.title.clone(),
        months,
        from: months.first.first_day(),
        to: months.last.last_day(),
        cut_off: now,
        fewest_told: FEWEST_TOLD,
        known_from,
        population,
        groups: groups
            .clone()
            .map(|group| GroupLine { group, line: events.line(population, |told| told.group(group)) })
            .collect(),
        events: events.line(population, ToldPeriod::whole),
        unsafe_places: unsafe_places.line(population, ToldPeriod::whole),
        observations: observations.line(None, ToldPeriod::whole),
        districts: places.iter().map(district).collect(),
        line_months: line_months.each().collect(),
        lines: month_lines(lines.as_ref(), &places, line_months),
        map: sketch(ground, &rows, months),
        approved_weeks,
        assessments,
        measures: deeds(connection, months, now)?,
        walks: walks(connection, months, now)?,
        coverage: heard(connection, &weeks, now)?,
        weeks,
        method: Vec::new(),
        previous_sha256: None,
        sha256: None,
    };
    report.method = telling::method(&report, LANGUAGE);
    Ok(report)
}

/// The first month that was reported in from its beginning to its end; `None` when nothing was reported yet.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub fn first_known_month(connection: &mut DbConnection) -> Result<Option<Month>, AppError> {
    Ok(find_first_week(connection)?.map(first_whole_month))
}

fn first_whole_month(first: IsoWeek) -> Month {
    let month = Month::of_day(first.monday());
    if month.first_day() >= first.monday() { month } else { month.plus(1) }
}

/// The months of the lines, which are also all those that a report compares.
fn line_months(last: Month) -> Months {
    Months { first: last.plus(1 - LINE_MONTHS), last }
}

/// The weeks whose Thursday lies in these months: as each week belongs to one year (ISO 8601).
fn weeks_of(months: Months) -> Vec<IsoWeek> {
    let thursday = |week: &IsoWeek| Month::of_day(week.monday().saturating_add(3.days()));
    let weeks = (0..).map(|weeks| IsoWeek::of_day(months.first.first_day()).plus(weeks));
    weeks.skip_while(|week| thursday(week) < months.first).take_while(|week| thursday(week) <= months.last).collect()
}

/// Asks the memory, and only of months that something is known of: what lies before the first report is not nought.
struct Teller<'a> {
    memory: &'a mut Memory,
    connection: &'a mut DbConnection,
    known_from: Option<Month>,
}

impl Teller<'_> {
    /// What is told of a period; `None` when a part of it lies before the first report. Walks are counted since there were
    /// any, whatever was reported.
    fn whole(&mut self, subject: Subject, months: Months) -> Result<Option<ToldPeriod>, AppError> {
        let is_known = subject == Subject::Observations || self.known_from.is_some_and(|from| from <= months.first);
        is_known.then(|| self.memory.tell(self.connection, subject, months)).transpose()
    }

    /// What is told of those months of a period that something is known of.
    fn known(&mut self, subject: Subject, months: Months) -> Result<Option<ToldPeriod>, AppError> {
        let first = self.known_from.map(|from| from.max(months.first));
        let months = first.and_then(|first| Months::new(first, months.last));
        months.map(|months| self.memory.tell(self.connection, subject, months)).transpose()
    }
}

/// What is told of a period and of the same months a year earlier.
struct Pair {
    own: Option<ToldPeriod>,
    before: Option<ToldPeriod>,
}

/// What is told of a subject in the three periods of table P1.
struct Spans {
    period: Pair,
    year: Pair,
    twelve: Pair,
}

impl Spans {
    /// The report's own period is told first and as a whole, and then what it is compared with, so that their blocks suit it
    /// best. All other months are told one by one: a block of one month is cut by no period that is reported later.
    fn told(teller: &mut Teller<'_>, subject: Subject, months: Months) -> Result<Self, AppError> {
        let pair = |teller: &mut Teller<'_>, months: Months| {
            let own = teller.whole(subject, months)?;
            Ok::<_, AppError>(Pair { own, before: teller.whole(subject, months.years_before(1))? })
        };
        let last = months.last;
        let january = last.plus(1 - i32::from(last.number()));
        let period = pair(teller, months)?;
        for month in line_months(last).each() {
            teller.known(subject, Months { first: month, last: month })?;
        }
        Ok(Self {
            period,
            twelve: pair(teller, Months { first: last.plus(-11), last })?,
            year: pair(teller, Months { first: january, last })?,
        })
    }

    fn line(&self, residents: Option<i64>, count: impl Fn(&ToldPeriod) -> Option<Bounds>) -> Line {
        let span = |pair: &Pair| {
            let known = |told: &Option<ToldPeriod>| told.as_ref().and_then(&count);
            Span::of(known(&pair.own), known(&pair.before), residents)
        };
        Line { period: span(&self.period), year: span(&self.year), twelve: span(&self.twelve) }
    }
}

impl Span {
    /// A count beside that of a year earlier.
    ///
    /// - `residents`: of the same ground; `None` when unknown.
    /// - **Units:** the rate is for 100 000 residents and the whole period, not for a year.
    /// - **Source:** what is printed when a base is none or small is Brå's (table P1) and `domain.md` 5.3; F. Garwood's
    ///   interval is [`rate`]'s.
    #[must_use]
    pub fn of(count: Option<Bounds>, before: Option<Bounds>, residents: Option<i64>) -> Self {
        let (now, base) = (count.and_then(exactly), before.and_then(exactly));
        let both = now.zip(base);
        let residents = residents.and_then(|residents| NonZeroU32::new(u32::try_from(residents).ok()?));
        let enough = now.filter(|now| *now >= FEWEST_FOR_RATE).zip(residents);
        let told = enough.map(|(now, residents)| rate(now, residents, PER));
        Self {
            count,
            before,
            change: both.map(|(now, base)| i64::from(now) - i64::from(base)),
            percent: match both {
                None => Percent::NotTold,
                Some((_, 0)) => Percent::NoBase,
                Some((now, base)) => match percent_change(now, base) {
                    Figure::Said(percent) => Percent::Told(percent),
                    Figure::TooFew => Percent::SmallBase,
                },
            },
            per_100000: told.as_ref().map(|rate| rate.value),
            interval: told.map(|rate| (rate.low, rate.high)),
        }
    }
}

/// A row of the report: a district with its parts, made of the finest rows that anything is told of.
struct Place {
    code: String,
    name: String,
    residents: Option<i64>,
    rows: Vec<String>,
}

impl Place {
    fn all(rows: &[DivisionRow], ground: &Ground) -> Vec<Self> {
        let code = |id: &i64| ground.district(*id).map(|district| district.code.clone());
        let places = rows.iter().map(|row| Self {
            code: row.code.clone(),
            name: row.shown(LANGUAGE),
            residents: row.residents.as_ref().map(|residents| residents.number),
            rows: row.members.iter().filter_map(code).collect(),
        });
        let unknown = Self {
            code: UNKNOWN.to_owned(),
            name: LANGUAGE.text("situation-unknown"),
            residents: None,
            rows: vec![UNKNOWN.to_owned()],
        };
        places.chain([unknown]).collect()
    }

    fn of(&self, told: &ToldPeriod) -> Option<Bounds> {
        added(self.rows.iter().map(|row| told.row(row)))
    }

    fn of_group(&self, told: &ToldPeriod, group: Group) -> Option<Bounds> {
        added(self.rows.iter().map(|row| told.cell(row, group)))
    }

    fn of_month(&self, told: &ToldPeriod, month: Month) -> Option<Bounds> {
        added(self.rows.iter().map(|row| told.month(month, row).map(Told::bounds)))
    }
}

/// What somebody knows who adds up what they are told.
fn added(all: impl Iterator<Item = Option<Bounds>>) -> Option<Bounds> {
    let none = Bounds { low: 0, high: Some(0) };
    all.into_iter().try_fold(none, |sum, one| {
        let one = one?;
        let high = sum.high.zip(one.high).map(|(sum, one)| sum.saturating_add(one));
        Some(Bounds { low: sum.low.saturating_add(one.low), high })
    })
}

/// Events by month: the whole municipality first, then each place.
fn month_lines(told: Option<&ToldPeriod>, places: &[Place], months: Months) -> Vec<MonthLine> {
    let whole = |month: Month| {
        let block = told?.blocks.iter().find(|block| block.months.contains(month))?;
        let at = usize::try_from(month.months_since(block.months.first)).ok()?;
        block.told.month_sums.get(at).copied().map(Told::bounds)
    };
    let municipality = MonthLine {
        code: String::new(),
        name: LANGUAGE.text("reports-whole"),
        counts: months.each().map(whole).collect(),
    };
    let line = |place: &Place| MonthLine {
        code: place.code.clone(),
        name: place.name.clone(),
        counts: months.each().map(|month| place.of_month(told?, month)).collect(),
    };
    [municipality].into_iter().chain(places.iter().map(line)).collect()
}

/// The ground of the rows as it is on the last day.
fn sketch(ground: &Ground, rows: &[DivisionRow], months: Months) -> Sketch {
    let day = months.last.last_day();
    let (Some(outlines), Some(sheet)) = (ground.outlines(day), ground.sheet(day)) else { return Sketch::default() };
    let row = |row: &DivisionRow| {
        let own = |id: &i64| outlines.districts.iter().find(|outline| outline.district == *id);
        let own: Vec<_> = row.members.iter().filter_map(own).collect();
        // The first member is the district that gives the row its name.
        let named = own.first()?;
        let paths = own.iter().map(|outline| outline.path.clone()).collect();
        Some(SketchRow { code: row.code.clone(), x: named.label_x.round(), y: named.label_y.round(), paths })
    };
    Sketch {
        width: outlines.width,
        height: outlines.height,
        units_per_metre: sheet.units_per_metre(),
        rows: rows.iter().filter_map(row).collect(),
        credit: ground.credit().to_owned(),
        ..Sketch::default()
    }
}

/// Which of the weeks have an approved picture, and how the shared edition of each told the districts to be.
fn assessments(connection: &mut DbConnection, weeks: &[IsoWeek]) -> Result<(Vec<IsoWeek>, Vec<Assessment>), AppError> {
    let versions = archived::list_latest(connection)?;
    let mut latest = archive::latest_of_weeks(&versions);
    latest.retain(|version| weeks.contains(&version.week));
    latest.sort_by_key(|version| version.week);
    let mut all = Vec::new();
    for version in &latest {
        let Some(json) = archived::find_json(connection, version.id, Edition::Shared)? else { continue };
        let picture: SharedPicture = archive::read(&json)?;
        let judged = picture.districts.into_iter().filter_map(|district| {
            Some(Assessment {
                week: version.week,
                version: picture.version,
                code: district.code,
                level: district.level?,
            })
        });
        all.extend(judged);
    }
    Ok((latest.iter().map(|version| version.week).collect(), all))
}

/// What became of measures. Each number stands alone: none is a part of another one's sum.
fn deeds(connection: &mut DbConnection, months: Months, now: Timestamp) -> Result<Measures, AppError> {
    let Deeds { decided, done, verified, declined } = store::count_deeds(connection, months)?;
    let open = measures::count_waiting(connection)?;
    let overdue = measures::count_urgent(connection, Urgency::Overdue, local_day(now))?;
    let told = |count: i64| Told::alone(u32::try_from(count).unwrap_or(u32::MAX));
    Ok(Measures {
        decided: told(decided),
        done: told(done),
        verified: told(verified),
        declined: told(declined),
        open: told(open),
        overdue: told(overdue),
    })
}

/// Walks that were held in the period, and what became of the points of those that have a published protocol.
fn walks(connection: &mut DbConnection, months: Months, now: Timestamp) -> Result<Walks, AppError> {
    let points = store::list_published_points(connection, months)?;
    let promises = measures::list_of_points(connection, &points)?;
    let today = local_day(now);
    let of = |point: &i64, is_so: &dyn Fn(&Measure) -> bool| {
        promises.iter().any(|own| own.source.walk_point_id == Some(*point) && is_so(own))
    };
    let count = |is_so: &dyn Fn(&Measure) -> bool| number(points.iter().filter(|point| of(point, is_so)).count());
    let status = |own: &Measure| own.standing.status;
    Ok(Walks {
        held: u32::try_from(store::count_held_walks(connection, months, now)?).map_err(AppError::internal)?,
        points: number(points.len()),
        promised: count(&|own| status(own) != Status::Declined),
        kept: count(&|own| matches!(status(own), Status::Done | Status::Verified)),
        overdue: count(&|own| {
            let due = own.standing.due_on.map(Day::date);
            Status::WAITING.contains(&status(own)) && due.is_some_and(|due| due < today)
        }),
    })
}

/// How often each organisation that is expected to report was heard in the weeks that are over.
fn heard(connection: &mut DbConnection, weeks: &[IsoWeek], now: Timestamp) -> Result<Vec<Heard>, AppError> {
    let weeks: Vec<IsoWeek> = weeks.iter().copied().filter(|week| week.bounds().1 <= now).collect();
    let ledger = coverage::read(connection, &weeks)?;
    let mut all: Vec<Heard> = Vec::new();
    for member in &ledger.members {
        let expected: Vec<IsoWeek> = weeks.iter().copied().filter(|week| member.is_expected_of(*week)).collect();
        let count = |state| number(expected.iter().filter(|week| ledger.heard(member.id, **week).0 == state).count());
        if !expected.is_empty() {
            all.push(Heard {
                organisation: member.name.clone(),
                expected: number(expected.len()),
                reported: count(coverage::Heard::Reported),
                zero: count(coverage::Heard::Zero),
                silent: count(coverage::Heard::Silent),
            });
        }
    }
    all.sort_by_key(|own| swedish_order(&own.organisation));
    Ok(all)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
