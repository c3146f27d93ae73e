//! What is counted, and what is told of a period.

use serde::{Deserialize, Serialize};

use crate::db::word_column;
use crate::incidents::category::Group;
use crate::statistics::{Block, Bounds, Told};
use crate::time::{Month, Months};

word_column! {
    /// What is counted.
    Subject:
    /// Reported events, by group.
    Events = "events",
    /// Reported unsafe places.
    UnsafePlaces = "unsafe_places",
    /// What walks observed.
    Observations = "observations",
}

/// What is told of some months on end, decided once for all of them together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldBlock {
    /// The months.
    pub months: Months,
    /// The codes of the rows: the districts without their parts, each part by itself, and at last outside or unknown.
    pub rows: Vec<String>,
    /// The groups; empty for what has none.
    pub groups: Vec<Group>,
    /// What is told.
    pub told: Block<Told>,
}

/// What is told of a period: made of blocks, and of nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPeriod {
    /// The months asked for.
    pub months: Months,
    /// The blocks that hold any of them, in order of time.
    pub blocks: Vec<ToldBlock>,
}

impl ToldPeriod {
    /// The block that begins before the period or ends after it, if one does: what was decided for those months together
    /// cannot be told of some of them.
    #[must_use]
    pub fn cut(&self) -> Option<Months> {
        let held =
            |block: &&ToldBlock| self.months.contains(block.months.first) && self.months.contains(block.months.last);
        self.blocks.iter().find(|block| !held(block)).map(|block| block.months)
    }

    /// What is told of a row in a month; `None` when no block holds it.
    #[must_use]
    pub fn month(&self, month: Month, row: &str) -> Option<Told> {
        let block = self.blocks.iter().find(|block| block.months.contains(month))?;
        let at = usize::try_from(month.months_since(block.months.first)).ok()?;
        let row = block.rows.iter().position(|code| code == row)?;
        block.told.months.get(at)?.get(row).copied()
    }

    /// Whether a block holds each of the months: what was before anybody reported, or is not over, is not told.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.months.each().all(|month| self.blocks.iter().any(|block| block.months.contains(month)))
    }

    /// What is known of a row: every block's sum, or of a block that is cut its months added up. `None` when a month is not
    /// told.
    #[must_use]
    pub fn row(&self, row: &str) -> Option<Bounds> {
        self.added(
            |block| Some(block.told.row_sums.get(block.rows.iter().position(|code| code == row)?)?.to_owned()),
            |month| self.month(month, row),
        )
    }

    /// What is known of everything; `None` when a month is not told.
    #[must_use]
    pub fn whole(&self) -> Option<Bounds> {
        self.added(
            |block| Some(block.told.whole),
            |month| {
                let block = self.blocks.iter().find(|block| block.months.contains(month))?;
                let at = usize::try_from(month.months_since(block.months.first)).ok()?;
                block.told.month_sums.get(at).copied()
            },
        )
    }

    /// What is known of a group in the whole municipality; `None` when a block is cut or a month not told.
    #[must_use]
    pub fn group(&self, group: Group) -> Option<Bounds> {
        self.uncut(|block| block.told.group_sums.get(block.groups.iter().position(|own| *own == group)?).copied())
    }

    /// What is known of a group in a row; `None` when a block is cut or a month not told.
    #[must_use]
    pub fn cell(&self, row: &str, group: Group) -> Option<Bounds> {
        self.uncut(|block| {
            let row = block.rows.iter().position(|code| code == row)?;
            block.told.cells.get(row)?.get(block.groups.iter().position(|own| *own == group)?).copied()
        })
    }

    fn uncut(&self, told: impl Fn(&ToldBlock) -> Option<Told>) -> Option<Bounds> {
        if self.cut().is_some() || !self.is_complete() {
            return None;
        }
        self.blocks.iter().map(told).collect::<Option<Vec<Told>>>().map(|all| all.into_iter().sum())
    }

    fn added(
        &self,
        whole: impl Fn(&ToldBlock) -> Option<Told>,
        month: impl Fn(Month) -> Option<Told>,
    ) -> Option<Bounds> {
        if self.cut().is_none() && self.is_complete() {
            return self.blocks.iter().map(whole).collect::<Option<Vec<Told>>>().map(|all| all.into_iter().sum());
        }
        self.months.each().map(month).collect::<Option<Vec<Told>>>().map(|all| all.into_iter().sum())
    }
}
