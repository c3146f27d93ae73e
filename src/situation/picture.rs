//! The situation picture of a week: one value that the page, the command, the files and the approved versions are all made of.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::coming::{self, Coming};
use super::compute::{ByKind, Counts, Figures, Row, WEEKS_BEFORE, Weeks};
use super::context::{self, Police};
use super::coverage::{self, Coverage};
use super::decisions::{self, Decisions};
use super::findings::{self, Finding};
use super::patterns::{self, Patterns};
use super::placements::{self, Placements};
use super::scope::Scope;
use super::sketch::Sketch;
use super::store;
use super::words::{self, Words};
use crate::db::DbConnection;
use crate::districts::{Division, DivisionRow, Ground, Residents, store as districts};
use crate::error::AppError;
use crate::incidents::category::{Group, Kind};
use crate::texts::Language;
use crate::time::IsoWeek;

/// The code of the row for what lies outside the municipality or at a place that is not known.
pub const UNKNOWN: &str = "unknown";

/// How far a picture has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Counted when it was asked for; the next one may differ.
    Draft,
    /// Frozen for good.
    Approved,
}

/// The picture of a week.
///
/// As JSON it has the shape that other programs rely on: weeks as `2026-W47`, days as `2026-11-16`, instants in UTC, and
/// `null` for what is not known, which is never the same as 0. What was frozen is read back into the same value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The week.
    pub week: IsoWeek,
    /// Its Monday.
    pub from: Date,
    /// Its Sunday.
    pub to: Date,
    /// How far it has come.
    pub status: Status,
    /// 0 for a draft.
    pub version: u32,
    /// Reports received until then are in it.
    pub cut_off: Timestamp,
    /// Which rows it is told in.
    pub division: Division,
    /// The week of the first report there is; before it nothing is known. `None` when there is no report at all.
    pub first_week: Option<IsoWeek>,
    /// What people have written.
    pub words: Words,
    /// What stands out, at most seven.
    pub findings: Vec<Finding>,
    /// Who was heard.
    pub coverage: Coverage,
    /// A row for each district of the division, and at last [`UNKNOWN`]. Together they are the whole.
    pub districts: Vec<DistrictRow>,
    /// The whole municipality, by group.
    pub groups: Vec<GroupRow>,
    /// The whole municipality, by kind.
    pub totals: ByKind<Total>,
    /// What walks observed in the week, in the whole municipality; never summed with reports.
    pub observations: i64,
    /// When and where.
    #[serde(flatten)]
    pub patterns: Patterns,
    /// The ground it is drawn on.
    #[serde(default)]
    pub map: Sketch,
    /// What is known to come, in order of time.
    pub coming: Vec<Coming>,
    /// Who is placed where in the week after.
    pub placements: Placements,
    /// What the police tell.
    pub police: Police,
    /// What has been promised, as it stood at the cut-off.
    pub measures: Decisions,
    /// The hash of the version approved before this one, of any week; `None` for a draft and for the very first.
    pub previous_sha256: Option<String>,
    /// The hash of everything else here, as canonical JSON; `None` for a draft.
    pub sha256: Option<String>,
}

/// What a picture tells of a district.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistrictRow {
    /// The district's word: `hallunda-norsborg`; or [`UNKNOWN`].
    pub code: String,
    /// Its name with what the row covers: `Tumba med Storvreten`.
    pub name: String,
    /// The code of the row it is a part of.
    pub part_of: Option<String>,
    /// Residents of exactly this ground; `None` when unknown.
    pub population: Option<i64>,
    /// The year they were counted in.
    pub population_year: Option<i64>,
    /// What walks observed there in the week; never summed with reports.
    pub observations: i64,
    /// Every group, also those with nothing in them.
    pub groups: Vec<GroupRow>,
    /// The same added up, by kind.
    pub totals: ByKind<Total>,
}

/// What a picture tells of a group in a district.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupRow {
    /// The group.
    pub group: Group,
    /// Its kind.
    pub kind: Kind,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// Everything of one kind, with its line of twelve weeks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// The figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// The last twelve weeks, the picture's own being the last; `None` before the first report.
    pub weeks: [Option<i64>; WEEKS_BEFORE],
}

impl Picture {
    /// Counts the picture of a week as the database has it now.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer.
    pub fn draft(
        connection: &mut DbConnection,
        ground: &Ground,
        week: IsoWeek,
        division: Division,
        now: Timestamp,
        language: Language,
    ) -> Result<Self, AppError> {
        let weeks = Weeks::new(week, store::find_first_week(connection)?).seen_at(now);
        let tallies = store::list_tallies(connection, &weeks.needed())?;
        let populations = districts::list_populations(connection)?;
        let all: Vec<_> = ground.districts().into_iter().cloned().collect();
        let rows = division.rows(&all, &populations);
        let members: Vec<&[i64]> = rows.iter().map(|row| row.members.as_slice()).collect();
        let counts = Counts::sort(weeks, &members, &tallies);

        let scope = Scope { ground, week, division, rows: &rows, now, language };
        let patterns = patterns::of_week(connection, &scope, weeks)?;
        let observations = store::list_observations(connection, week)?;
        let observed = |members: &[i64]| {
            let own = observations.iter().filter(|(district, _)| members.contains(district));
            own.map(|(_, count)| count).sum::<i64>()
        };

        let mut told: Vec<DistrictRow> = rows
            .iter()
            .zip(&counts.rows)
            .map(|(row, counts)| DistrictRow::of(row, counts, weeks, language, observed(&row.members)))
            .collect();
        let everywhere: i64 = observations.iter().map(|(_, count)| count).sum();
        let placed: i64 = told.iter().map(|row| row.observations).sum();
        told.push(DistrictRow::unknown(&counts.unknown, weeks, language, everywhere - placed));
        // The whole municipality's residents are the main districts', however it is divided here.
        let main = Division::Main.rows(&all, &populations);
        let residents = main.into_iter().map(|row| row.residents.map(|residents| residents.number)).sum();
        Ok(Self {
            week,
            from: week.monday(),
            to: week.sunday(),
            status: Status::Draft,
            version: 0,
            cut_off: now,
            division,
            first_week: weeks.first(),
            words: words::of_week(connection, &scope)?,
            findings: findings::of_week(&scope, weeks, &counts, &patterns),
            coverage: coverage::of_week(connection, &scope, weeks)?,
            districts: told,
            groups: groups(&counts.whole, weeks, residents),
            totals: totals(&counts.whole, weeks, residents),
            observations: everywhere,
            map: Sketch::of(&scope, &patterns),
            patterns,
            coming: coming::after_week(connection, &scope)?,
            placements: placements::after_week(connection, &scope)?,
            police: context::of_week(connection, &scope)?,
            measures: decisions::of_week(connection, &scope)?,
            previous_sha256: None,
            sha256: None,
        })
    }
}

impl DistrictRow {
    fn of(row: &DivisionRow, counts: &Row, weeks: Weeks, language: Language, observations: i64) -> Self {
        let residents = row.residents.as_ref();
        Self {
            code: row.code.clone(),
            name: row.shown(language),
            part_of: row.part_of.clone(),
            ..Self::with(residents, counts, weeks, observations)
        }
    }

    fn unknown(counts: &Row, weeks: Weeks, language: Language, observations: i64) -> Self {
        let name = language.text("situation-unknown");
        Self { code: UNKNOWN.to_owned(), name, ..Self::with(None, counts, weeks, observations) }
    }

    /// A row that has no name yet.
    fn with(residents: Option<&Residents>, counts: &Row, weeks: Weeks, observations: i64) -> Self {
        let population = residents.map(|residents| residents.number);
        Self {
            code: String::new(),
            name: String::new(),
            part_of: None,
            population,
            population_year: residents.map(|residents| residents.year),
            observations,
            groups: groups(counts, weeks, population),
            totals: totals(counts, weeks, population),
        }
    }

    /// The figures of a group.
    #[must_use]
    pub fn group(&self, group: Group) -> Option<&Figures> {
        self.groups.iter().find(|row| row.group == group).map(|row| &row.figures)
    }
}

fn groups(counts: &Row, weeks: Weeks, residents: Option<i64>) -> Vec<GroupRow> {
    let row =
        |group: Group| GroupRow { group, kind: group.kind(), figures: counts.group(group).figures(weeks, residents) };
    Group::ALL.into_iter().map(row).collect()
}

fn totals(counts: &Row, weeks: Weeks, residents: Option<i64>) -> ByKind<Total> {
    ByKind::each(|kind| {
        let series = counts.kind(kind);
        Total { figures: series.figures(weeks, residents), weeks: series.twelve_weeks(weeks) }
    })
}
