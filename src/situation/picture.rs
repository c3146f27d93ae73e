//! The situation picture of a week: one value that the page, the command and the file are all made of.

use std::fmt::Display;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::compute::{ByKind, Counts, Figures, Row, WEEKS_BEFORE, Weeks};
use super::store;
use crate::db::DbConnection;
use crate::districts::{Division, DivisionRow, Ground, Residents, store as districts};
use crate::error::AppError;
use crate::incidents::category::{Group, Kind};
use crate::measures::filter::Urgency;
use crate::measures::store as measures;
use crate::texts::Language;
use crate::time::{IsoWeek, local_day};

/// The code of the row for what lies outside the municipality or at a place that is not known.
pub const UNKNOWN: &str = "unknown";

/// How far a picture has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Counted when it was asked for; the next one may differ.
    Draft,
}

/// The picture of a week.
///
/// As JSON it has the shape that other programs rely on: weeks as `2026-W47`, days as `2026-11-16`, instants in UTC, and
/// `null` for what is not known, which is never the same as 0.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// The week.
    #[serde(serialize_with = "in_words")]
    pub week: IsoWeek,
    /// Its Monday.
    #[serde(serialize_with = "in_words")]
    pub from: Date,
    /// Its Sunday.
    #[serde(serialize_with = "in_words")]
    pub to: Date,
    /// How far it has come.
    pub status: Status,
    /// 0 for a draft.
    pub version: u32,
    /// Reports received until then are in it.
    #[serde(serialize_with = "in_words")]
    pub cut_off: Timestamp,
    /// Which rows it is told in.
    #[serde(serialize_with = "word")]
    pub division: Division,
    /// The week of the first report there is; before it nothing is known. `None` when there is no report at all.
    #[serde(serialize_with = "in_words_if_known")]
    pub first_week: Option<IsoWeek>,
    /// A row for each district of the division, and at last [`UNKNOWN`]. Together they are the whole.
    pub districts: Vec<DistrictRow>,
    /// The whole municipality, by group.
    pub groups: Vec<GroupRow>,
    /// The whole municipality, by kind.
    pub totals: ByKind<Total>,
    /// What has been promised, as it stood at the cut-off.
    pub measures: Promises,
}

/// How many measures there are, by what is to be done about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Promises {
    /// Not done, and not declined.
    pub open: i64,
    /// Of those, with a day that has passed.
    pub overdue: i64,
    /// Of those, with a day within a week.
    pub due_soon: i64,
    /// Decided in the picture's week, or from this picture.
    pub decided: usize,
}

impl Promises {
    fn count(connection: &mut DbConnection, week: IsoWeek, now: Timestamp) -> Result<Self, AppError> {
        let today = local_day(now);
        Ok(Self {
            open: measures::count_waiting(connection)?,
            overdue: measures::count_urgent(connection, Urgency::Overdue, today)?,
            due_soon: measures::count_urgent(connection, Urgency::Soon, today)?,
            decided: measures::list_decided_in(connection, week)?.len(),
        })
    }
}

/// What a picture tells of a district.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    /// Every group, also those with nothing in them.
    pub groups: Vec<GroupRow>,
    /// The same added up, by kind.
    pub totals: ByKind<Total>,
}

/// What a picture tells of a group in a district.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct GroupRow {
    /// The group.
    #[serde(serialize_with = "in_words")]
    pub group: Group,
    /// Its kind.
    #[serde(serialize_with = "in_words")]
    pub kind: Kind,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// Everything of one kind, with its line of twelve weeks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
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
        let weeks = Weeks::new(week, store::find_first_week(connection)?);
        let tallies = store::list_tallies(connection, &weeks.needed())?;
        let populations = districts::list_populations(connection)?;
        let all: Vec<_> = ground.districts().into_iter().cloned().collect();
        let rows = division.rows(&all, &populations);
        let members: Vec<&[i64]> = rows.iter().map(|row| row.members.as_slice()).collect();
        let counts = Counts::sort(weeks, &members, &tallies);

        let mut told: Vec<DistrictRow> =
            rows.iter().zip(&counts.rows).map(|(row, counts)| DistrictRow::of(row, counts, weeks, language)).collect();
        told.push(DistrictRow::unknown(&counts.unknown, weeks, language));
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
            districts: told,
            groups: groups(&counts.whole, weeks, residents),
            totals: totals(&counts.whole, weeks, residents),
            measures: Promises::count(connection, week, now)?,
        })
    }
}

impl DistrictRow {
    fn of(row: &DivisionRow, counts: &Row, weeks: Weeks, language: Language) -> Self {
        let residents = row.residents.as_ref();
        let name = row.shown(language);
        Self::with(row.code.clone(), name, row.part_of.clone(), residents, counts, weeks)
    }

    fn unknown(counts: &Row, weeks: Weeks, language: Language) -> Self {
        Self::with(UNKNOWN.to_owned(), language.text("situation-unknown"), None, None, counts, weeks)
    }

    fn with(
        code: String,
        name: String,
        part_of: Option<String>,
        residents: Option<&Residents>,
        counts: &Row,
        weeks: Weeks,
    ) -> Self {
        let population = residents.map(|residents| residents.number);
        Self {
            code,
            name,
            part_of,
            population,
            population_year: residents.map(|residents| residents.year),
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

fn in_words<S: Serializer>(value: &impl Display, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}

#[expect(clippy::ref_option, reason = "serde hands fields over by reference")]
fn in_words_if_known<S: Serializer>(value: &Option<impl Display>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => to.collect_str(value),
        None => to.serialize_none(),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
fn word<S: Serializer>(division: &Division, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(division.word())
}
