//! What was given away, and what is given away next.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::count::{Counts, Piece, Slice, first_month};
use super::model::{Subject, ToldBlock, ToldPeriod};
use super::store;
use super::weeks::ToldWeeks;
use crate::db::{DbConnection, serialise_on};
use crate::districts::{District, Division, Ground};
use crate::error::AppError;
use crate::incidents::category::{Group, Kind};
use crate::situation::picture::UNKNOWN;
use crate::situation::versions::canonical::canonical_of;
use crate::statistics::{Block, BlockCounts, Told, WeekCounts};
use crate::time::{IsoWeek, Month, Months};

/// What writes to the memory waits for its turn here.
const MEMORY: &str = "released_blocks";

/// Everything that was told of months, and what is about to be.
///
/// What is told of a month is decided once, together with the months it is first told with, and then never again: longer
/// periods are added up from that. So no two tables that leave the house can be solved against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    now: Timestamp,
    /// The ground that is never divided further.
    rows: Vec<Row>,
    /// The rows that weeks are told in.
    week_rows: Vec<Row>,
    kept: Vec<(Subject, ToldBlock)>,
    pending: Vec<(Subject, ToldBlock)>,
}

/// A row of what is told.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    code: String,
    /// The districts counted in it; none for what is outside or unknown.
    members: Vec<i64>,
}

impl Memory {
    /// Reads what was given away.
    ///
    /// - `now`: only months that are over by then are told.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer, or holds what cannot be read.
    pub fn load(connection: &mut DbConnection, ground: &Ground, now: Timestamp) -> Result<Self, AppError> {
        let districts: Vec<District> = ground.districts().into_iter().cloned().collect();
        let rows = |division: Division| {
            let rows = division.rows(&districts, &[]).into_iter();
            let unknown = Row { code: UNKNOWN.to_owned(), members: Vec::new() };
            rows.map(|row| Row { code: row.code, members: row.members }).chain([unknown]).collect()
        };
        Ok(Self {
            now,
            rows: rows(Division::All),
            week_rows: rows(Division::Main),
            kept: list_kept(connection)?,
            pending: Vec::new(),
        })
    }

    /// What is told of a period. Months that no block holds are decided now, together, a block for each tertial they lie in:
    /// tell the period that matters most first, and those it is compared with afterwards.
    ///
    /// Nothing is told of a month that is not over, nor of one before the first there is anything of: there
    /// [`ToldPeriod::row`] and its like give `None`.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer.
    pub fn tell(
        &mut self,
        connection: &mut DbConnection,
        subject: Subject,
        months: Months,
    ) -> Result<ToldPeriod, AppError> {
        let first = first_month(connection, subject)?;
        let can_be_told = |month: &Month| first.is_some_and(|first| first <= *month) && month.bounds().1 <= self.now;
        let new: Vec<Month> =
            months.each().filter(can_be_told).filter(|month| self.block(subject, *month).is_none()).collect();
        for months in blocks_of(&new) {
            let block = self.decide(connection, subject, months)?;
            self.pending.push((subject, block));
        }
        let mut blocks: Vec<ToldBlock> = self
            .blocks(subject)
            .filter(|block| block.months.first <= months.last && months.first <= block.months.last)
            .cloned()
            .collect();
        blocks.sort_by_key(|block| block.months);
        Ok(ToldPeriod { months, blocks })
    }

    /// Freezes what was decided, in the caller's transaction.
    ///
    /// # Errors
    /// [`AppError::Conflict`] when other months were frozen meanwhile than those that were read; [`AppError::Internal`] when
    /// the database does not answer.
    pub fn keep(&self, connection: &mut DbConnection) -> Result<(), AppError> {
        serialise_on(connection, MEMORY)?;
        let kept = list_kept(connection)?;
        for (subject, block) in &self.pending {
            let overlaps = |other: &&(Subject, ToldBlock)| {
                let (own, others) = (block.months, other.1.months);
                other.0 == *subject && own.first <= others.last && others.first <= own.last
            };
            match kept.iter().find(overlaps) {
                Some((_, known)) if known == block => {}
                Some(_) => return Err(AppError::Conflict("error-conflict-text")),
                None => {
                    let days = (block.months.first.first_day(), block.months.last.first_day());
                    store::insert_block(connection, *subject, days, &canonical_of(block)?, self.now)?;
                }
            }
        }
        Ok(())
    }

    fn blocks(&self, subject: Subject) -> impl Iterator<Item = &ToldBlock> {
        let own = move |(about, _): &&(Subject, ToldBlock)| *about == subject;
        self.kept.iter().chain(&self.pending).filter(own).map(|(_, block)| block)
    }

    fn block(&self, subject: Subject, month: Month) -> Option<&ToldBlock> {
        self.blocks(subject).find(|block| block.months.contains(month))
    }

    fn decide(&self, connection: &mut DbConnection, subject: Subject, months: Months) -> Result<ToldBlock, AppError> {
        let weeks: BTreeSet<IsoWeek> = months.each().flat_map(Slice::each_of).map(|slice| slice.week).collect();
        let counts = Counts::read(connection, subject, months)?;
        let groups: Vec<Group> = match subject {
            Subject::Events => Group::ALL.into_iter().filter(|group| group.kind() == Kind::Event).collect(),
            Subject::UnsafePlaces | Subject::Observations => Vec::new(),
        };
        let row_of = |piece: &Piece| self.rows.iter().position(|row| is_in(row, &self.rows, piece.district));
        let placed: Vec<(usize, &Piece, u32)> =
            counts.pieces().filter_map(|(piece, count)| Some((row_of(piece)?, piece, count))).collect();
        let by_row = |is_meant: &dyn Fn(&Piece) -> bool| {
            let mut sums = vec![0; self.rows.len()];
            for (row, _, count) in placed.iter().filter(|(_, piece, _)| is_meant(piece)) {
                sums[*row] += count;
            }
            sums
        };
        let by_group = |is_sensitive: bool| {
            let sums = groups.iter().map(|group| {
                by_row(&|piece: &Piece| {
                    (piece.group, piece.is_sensitive) == (*group, is_sensitive) && months.contains(piece.slice.month)
                })
            });
            let sums: Vec<Vec<u32>> = sums.collect();
            (0..self.rows.len()).map(|row| sums.iter().map(|group| group[row]).collect()).collect()
        };
        let told = ToldWeeks::read(connection, weeks.iter().copied())?;
        let folded = self.folded();
        let week = |week: &IsoWeek| {
            let slices = Slice::each_of_week(*week);
            let (inside, outside): (Vec<Slice>, Vec<Slice>) = slices.partition(|slice| months.contains(slice.month));
            let of = |slice: Slice| by_row(&|piece: &Piece| piece.slice == slice);
            let whole = by_row(&|piece: &Piece| piece.slice.week == *week);
            let of_week = self.week_rows.iter().enumerate().map(|(fold, row)| {
                let own = whole.iter().zip(&folded).filter(|(_, own)| **own == fold);
                (row.code.as_str(), own.map(|(count, _)| count).sum())
            });
            WeekCounts {
                told: told.told(subject, *week, &of_week.collect::<Vec<_>>()),
                parts: inside
                    .into_iter()
                    .map(|slice| (place(slice.month.months_since(months.first)), of(slice)))
                    .collect(),
                outside: outside.into_iter().map(of).next().unwrap_or_else(|| vec![0; self.rows.len()]),
            }
        };
        let exact = BlockCounts {
            cells: by_group(false),
            sensitive: by_group(true),
            weeks: weeks.iter().map(week).collect(),
            folded: folded.clone(),
        };
        let told = Block::<Told>::control(&exact);
        Ok(ToldBlock { months, rows: self.rows.iter().map(|row| row.code.clone()).collect(), groups, told })
    }

    /// For each row, the row that it is told in by the week.
    fn folded(&self) -> Vec<usize> {
        let fold = |row: &Row| {
            let district = row.members.first().copied();
            self.week_rows.iter().position(|week_row| is_in(week_row, &self.week_rows, district))
        };
        self.rows.iter().map(|row| fold(row).unwrap_or(0)).collect()
    }
}

/// Whether what happened in a district is counted in this one of some rows; what none of them has is unknown.
fn is_in(row: &Row, rows: &[Row], district: Option<i64>) -> bool {
    match district {
        Some(district) if rows.iter().any(|row| row.members.contains(&district)) => row.members.contains(&district),
        _ => row.members.is_empty(),
    }
}

fn place(months: i32) -> usize {
    usize::try_from(months).unwrap_or(0)
}

fn list_kept(connection: &mut DbConnection) -> Result<Vec<(Subject, ToldBlock)>, AppError> {
    let read = |(subject, told): (Subject, String)| {
        Ok((subject, serde_json::from_str::<ToldBlock>(&told).map_err(AppError::internal)?))
    };
    store::list_blocks(connection)?.into_iter().map(read).collect()
}

/// Months as blocks: those on end in one tertial together.
fn blocks_of(months: &[Month]) -> Vec<Months> {
    let tertial = |month: Month| (month.year(), (month.number() - 1) / 4);
    let mut blocks: Vec<Months> = Vec::new();
    for month in months {
        match blocks.last_mut() {
            Some(block) if block.last.plus(1) == *month && tertial(block.last) == tertial(*month) => {
                block.last = *month;
            }
            _ => blocks.push(Months { first: *month, last: *month }),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_months_on_end_and_never_longer_than_a_tertial() {
        let month = |text: &str| text.parse::<Month>().unwrap();
        let months = ["2025-11", "2025-12", "2026-01", "2026-03", "2026-04", "2026-05"].map(month);
        let blocks: Vec<String> = blocks_of(&months).iter().map(ToString::to_string).collect();
        assert_eq!(blocks, ["2025-11--2025-12", "2026-01--2026-01", "2026-03--2026-04", "2026-05--2026-05"]);
    }
}
