//! What is told of some months on end: decided once, for all its tables together.

use serde::{Deserialize, Serialize};

use super::{List, Table, Told};

/// Counts of some months on end, by month and row and by row and group, with every sum.
///
/// A row is a district (or outside and unknown). The two tables share the rows' sums, and the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block<T> {
    /// By month, then by row.
    pub months: Vec<Vec<T>>,
    /// Each month's sum.
    pub month_sums: Vec<T>,
    /// By row, then by group.
    pub cells: Vec<Vec<T>>,
    /// Each row's sum over months and over groups.
    pub row_sums: Vec<T>,
    /// Each group's sum.
    pub group_sums: Vec<T>,
    /// The sum of everything.
    pub whole: T,
}

impl Block<u32> {
    /// The block of these counts.
    ///
    /// - `months`: by month, then by row.
    /// - `cells`: by row, then by group; each row's sum is the same in both. Without groups, an empty one for each row.
    #[must_use]
    pub fn of(months: Vec<Vec<u32>>, cells: Vec<Vec<u32>>) -> Self {
        let groups = cells.first().map_or(0, Vec::len);
        Self {
            month_sums: months.iter().map(|month| month.iter().sum()).collect(),
            row_sums: (0..cells.len()).map(|row| months.iter().map(|month| month[row]).sum()).collect(),
            group_sums: (0..groups).map(|group| cells.iter().map(|row| row[group]).sum()).collect(),
            whole: months.iter().flatten().sum(),
            months,
            cells,
        }
    }
}

impl Block<Told> {
    /// Decides what of a block is told.
    ///
    /// - `sensitive`: of each group, whether it is told for the whole municipality only; its cells are then withheld.
    #[must_use]
    pub fn control(counts: &Block<u32>, sensitive: &[bool]) -> Self {
        // Provisional: each table on its own.
        let (cells, months) = (Table::control(&counts.cells), Table::control(&counts.months));
        let hide = |(cell, is_sensitive): (&Told, &bool)| if *is_sensitive { Told::Withheld } else { *cell };
        let has_groups = !sensitive.is_empty();
        Self {
            cells: cells.rows.iter().map(|row| row.iter().zip(sensitive).map(hide).collect()).collect(),
            row_sums: if has_groups { cells.row_sums } else { months.column_sums },
            group_sums: cells.column_sums,
            whole: if has_groups { cells.whole } else { months.whole },
            month_sums: List::control(&counts.month_sums).counts,
            months: months.rows,
        }
    }
}
