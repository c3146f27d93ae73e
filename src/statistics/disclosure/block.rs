//! What is told of some months on end: decided once, for all its tables together and for the weeks that were told before.

use serde::{Deserialize, Serialize};

use super::network::{Network, SINK, SOURCE, WORLDS};
use super::{Bounds, List, Told};

/// Counts of some months on end, by month and row and by row and group, with every sum.
///
/// A row is a district (or outside and unknown). The two tables share the rows' sums, and the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block<T> {
    /// By month, then by row.
    pub months: Vec<Vec<T>>,
    /// Each month's sum.
    pub month_sums: Vec<T>,
    /// By row, then by group; without what is told for all rows together only.
    pub cells: Vec<Vec<T>>,
    /// Each row's sum over months; the sum over its groups and what is sensitive.
    pub row_sums: Vec<T>,
    /// Each group's sum, with what of it is sensitive.
    pub group_sums: Vec<T>,
    /// The sum of everything.
    pub whole: T,
}

/// What is counted in some months on end, and what is known of it already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockCounts {
    /// By row, then by group: what may be told of rows. Without groups, an empty one for each row.
    pub cells: Vec<Vec<u32>>,
    /// The same of what is told for all rows together only.
    pub sensitive: Vec<Vec<u32>>,
    /// The weeks that have days in the months, in order of time. Everything lies in one of them.
    pub weeks: Vec<WeekCounts>,
    /// For each row, the row that it is told in by the week.
    pub folded: Vec<usize>,
}

/// A week that has days in a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeekCounts {
    /// For each of the block's months it has days in: which one, from 0, and how much is counted on those days, by row. One,
    /// or two.
    pub parts: Vec<(usize, Vec<u32>)>,
    /// How much is counted on its days in no month of the block, by row.
    pub outside: Vec<u32>,
    /// What was told of the whole week, by the rows of weeks; `None` when nothing was.
    pub told: Option<List<Told>>,
}

impl BlockCounts {
    fn rows(&self) -> usize {
        self.folded.len()
    }

    fn groups(&self) -> usize {
        self.cells.first().map_or(0, Vec::len)
    }

    fn months(&self) -> usize {
        self.weeks.iter().flat_map(|week| &week.parts).map(|(month, _)| month + 1).max().unwrap_or(0)
    }

    fn row_in_month(&self, month: usize, row: usize) -> u32 {
        self.weeks.iter().flat_map(|week| &week.parts).filter(|part| part.0 == month).map(|part| part.1[row]).sum()
    }

    fn sensitive_in(&self, row: usize) -> u32 {
        self.sensitive[row].iter().sum()
    }

    /// Everything of the block as it is.
    #[must_use]
    pub fn block(&self) -> Block<u32> {
        let (rows, groups) = (self.rows(), self.groups());
        let months: Vec<Vec<u32>> =
            (0..self.months()).map(|month| (0..rows).map(|row| self.row_in_month(month, row)).collect()).collect();
        let of_group =
            |group: usize| (0..rows).map(|row| self.cells[row][group] + self.sensitive[row][group]).sum::<u32>();
        Block {
            month_sums: months.iter().map(|month| month.iter().sum()).collect(),
            row_sums: (0..rows).map(|row| months.iter().map(|month| month[row]).sum()).collect(),
            group_sums: (0..groups).map(of_group).collect(),
            whole: months.iter().flatten().sum(),
            cells: self.cells.clone(),
            months,
        }
    }

    /// The block as a flow, and what is known of it already. From the groups' sums, through their cells to the rows, and from
    /// the rows by month and week to the months' sums:
    ///
    /// source → group → row → row's sum → row in month → row in week → week → month → sink → source
    ///
    /// Everything of the block comes first, in its order. A week's rows are told folded, as (row of week, month) here.
    fn network(&self) -> Network {
        let (rows, groups, months) = (self.rows(), self.groups(), self.months());
        let folds = self.folded.iter().map(|row| row + 1).max().unwrap_or(0);
        let group = |group| 2 + group;
        let sensitive = 2 + groups;
        let row = |row: usize| if groups == 0 { SOURCE } else { sensitive + 1 + row };
        let sum = |row| sensitive + 1 + rows + row;
        let of_month = |month: usize, fold: usize| sensitive + 1 + 2 * rows + month * folds + fold;
        let first_month = sensitive + 1 + 2 * rows + months * folds;
        let (month, untold) = (|month| first_month + month, |month| first_month + months + month);

        let exact = self.block();
        let mut network = Network::default();
        for (month, counts) in exact.months.iter().enumerate() {
            for (row, count) in counts.iter().enumerate() {
                network.add(sum(row), of_month(month, self.folded[row]), *count, 200);
            }
        }
        for (own, count) in exact.month_sums.iter().enumerate() {
            network.add(month(own), SINK, *count, 4_000);
        }
        for (own, cells) in exact.cells.iter().enumerate() {
            for (other, count) in cells.iter().enumerate() {
                network.add(group(other), row(own), *count, 100);
            }
        }
        for (own, count) in exact.row_sums.iter().enumerate() {
            network.add(row(own), sum(own), *count, 2_000);
        }
        for (own, count) in exact.group_sums.iter().enumerate() {
            network.add(SOURCE, group(own), *count, 2_000);
        }
        network.add(SINK, SOURCE, exact.whole, 40_000);

        self.add_sensitive(&mut network, group, sensitive, row);
        let mut next = first_month + 2 * months;
        for week in &self.weeks {
            match &week.told {
                Some(told) => self.add_told(&mut network, week, told, (&of_month, &month, next)),
                None => {
                    // Nothing is known of them, so that those of a month need not be told apart.
                    for (own, counts) in &week.parts {
                        for fold in 0..folds {
                            let count = self.folded_sum(counts, fold);
                            network.add_known(of_month(*own, fold), untold(*own), count, [ANYTHING; WORLDS]);
                        }
                        network.add_known(untold(*own), month(*own), counts.iter().sum(), [ANYTHING; WORLDS]);
                    }
                }
            }
            next += week.parts.len();
        }
        network
    }

    /// What is sensitive: from its groups to one node for all of it, and from there to the rows. Nobody is told any of these.
    fn add_sensitive(
        &self,
        network: &mut Network,
        group: impl Fn(usize) -> usize,
        node: usize,
        row: impl Fn(usize) -> usize,
    ) {
        let totals: Vec<u32> =
            (0..self.groups()).map(|group| self.sensitive.iter().map(|row| row[group]).sum()).collect();
        if totals.iter().all(|total| *total == 0) {
            // The whole municipality had none, and that may be known.
            return;
        }
        let mut hide = |from: usize, to: usize, count: u32| {
            let arc = network.add_known(from, to, count, [ANYTHING; WORLDS]);
            network.guard(vec![(0, arc), (1, arc)]);
        };
        for (own, total) in totals.iter().enumerate().filter(|(_, total)| **total > 0) {
            hide(group(own), node, *total);
        }
        for own in 0..self.rows() {
            hide(node, row(own), self.sensitive_in(own));
        }
    }

    /// A week that was told, as far as it lies in the block's months.
    fn add_told(
        &self,
        network: &mut Network,
        week: &WeekCounts,
        told: &List<Told>,
        (of_month, month, first): (&impl Fn(usize, usize) -> usize, &impl Fn(usize) -> usize, usize),
    ) {
        let everywhere = |counts: &[u32]| counts.iter().sum::<u32>();
        for (fold, told) in told.counts.iter().enumerate() {
            let of = |counts: &[u32]| self.folded_sum(counts, fold);
            let ends = |part: usize, own: usize| (of_month(own, fold), first + part);
            add_parts(network, week, *told, of, ends);
        }
        add_parts(network, week, told.whole, everywhere, |part, own| (first + part, month(own)));
    }

    /// What is counted in the rows that a week tells together.
    fn folded_sum(&self, counts: &[u32], fold: usize) -> u32 {
        counts.iter().zip(&self.folded).filter(|(_, own)| **own == fold).map(|(count, _)| count).sum()
    }
}

/// Nothing is known.
const ANYTHING: Bounds = Bounds { low: 0, high: None };

/// Adds a count of a week, a part for each month it lies in. What lies outside the block is known to the attacker, and of
/// two parts inside it once the earlier and once the later.
fn add_parts(
    network: &mut Network,
    week: &WeekCounts,
    told: Told,
    of: impl Fn(&[u32]) -> u32,
    ends: impl Fn(usize, usize) -> (usize, usize),
) {
    let counts: Vec<u32> = week.parts.iter().map(|(_, counts)| of(counts)).collect();
    let now = counts.iter().sum::<u32>() + of(&week.outside);
    let Bounds { low, high } = told.bounds();
    // What is no longer as it was told cannot be added up with what is told today: that it can be known is assumed.
    let holds = low <= now && high.is_none_or(|high| now <= high);
    let mut varies = Vec::new();
    for (part, ((own, _), count)) in week.parts.iter().zip(&counts).enumerate() {
        let rest = now - count;
        let exactly = Bounds { low: *count, high: Some(*count) };
        let left = Bounds { low: low.saturating_sub(rest), high: high.map(|high| high.saturating_sub(rest)) };
        // In the first world the earlier of two parts is known, in the second one the later; in the third one neither.
        let known = std::array::from_fn(|world| match counts.len() {
            _ if !holds => exactly,
            2 if world == part => exactly,
            2 if world == 2 => Bounds { low: 0, high },
            _ => left,
        });
        let (from, to) = ends(part, *own);
        let arc = network.add_known(from, to, *count, known);
        varies.extend((0..2).filter(|world| known[*world] != exactly).map(|world| (world, arc)));
    }
    if holds && told.count().is_none() {
        network.guard(varies);
    }
}

impl<T> Block<T> {
    /// Months, their sums, cells, rows' sums, groups' sums and the whole, in that order, in the shape of another block.
    pub(super) fn laid_out<S>(shape: &Block<S>, told: Vec<T>) -> Self {
        let mut told = told.into_iter();
        let mut next = |many: usize| told.by_ref().take(many).collect::<Vec<_>>();
        let months = shape.months.iter().map(|rows| next(rows.len())).collect();
        let month_sums = next(shape.month_sums.len());
        let cells = shape.cells.iter().map(|groups| next(groups.len())).collect();
        let row_sums = next(shape.row_sums.len());
        let group_sums = next(shape.group_sums.len());
        #[expect(clippy::expect_used, reason = "every network of a block has an arc for the whole")]
        let whole = told.next().expect("the whole");
        Self { months, month_sums, cells, row_sums, group_sums, whole }
    }

    /// The same in a row, in that order.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        let tables = self.months.iter().flatten().chain(&self.month_sums).chain(self.cells.iter().flatten());
        tables.chain(&self.row_sums).chain(&self.group_sums).chain([&self.whole])
    }
}

impl Block<Told> {
    /// Decides what of a block is told.
    ///
    /// - **Shape:** the same counts give the same answer. Cells are withheld rather than months, and months rather than sums.
    /// - **Source:** the module's.
    #[must_use]
    pub fn control(counts: &BlockCounts) -> Self {
        Self::laid_out(&counts.block(), counts.network().control())
    }

    /// What a reader can solve of what is told, who knows besides the true counts of days outside the block: the attack.
    #[must_use]
    pub fn bounds(&self, counts: &BlockCounts) -> Block<Bounds> {
        Block::laid_out(&counts.block(), counts.network().told(self.all().copied()).all_bounds())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A tertial of a municipality: seven districts, of which one is a part of another for weeks, and the unknown; eleven
    /// groups; eighteen weeks, three of them in two months and one at each end in part.
    fn tertials() -> impl Strategy<Value = BlockCounts> {
        const ROWS: usize = 8;
        const GROUPS: usize = 11;
        let count = prop_oneof![6 => Just(0_u32), 3 => Just(1_u32), 1 => 2_u32..5];
        let day = proptest::collection::vec(count, ROWS * (GROUPS + 1));
        (proptest::collection::vec(day, 22), proptest::collection::vec(any::<bool>(), 18)).prop_map(
            |(parts, is_told)| {
                let folded: Vec<usize> = (0..ROWS).map(|row| row - usize::from(row > 3)).collect();
                let mut counts = BlockCounts {
                    cells: vec![vec![0; GROUPS]; ROWS],
                    sensitive: vec![vec![0; GROUPS]; ROWS],
                    weeks: Vec::new(),
                    folded: folded.clone(),
                };
                let mut parts = parts.into_iter();
                for (week, is_told) in is_told.into_iter().enumerate() {
                    // Of every fourth week a part lies in the next month.
                    let (month, goes_on) = ((week / 4).min(3), week % 4 == 3 && week < 15);
                    let mut own = Vec::new();
                    for month in month..=month + usize::from(goes_on) {
                        let days = parts.next().unwrap_or_default();
                        let row = |row: usize| days.iter().skip(row * (GROUPS + 1)).take(GROUPS + 1);
                        for at in 0..ROWS {
                            for (group, count) in row(at).take(GROUPS).enumerate() {
                                counts.cells[at][group] += count;
                            }
                            counts.sensitive[at][5] += days.get(at * (GROUPS + 1) + GROUPS).unwrap_or(&0);
                        }
                        own.push((month, (0..ROWS).map(|at| row(at).sum()).collect::<Vec<u32>>()));
                    }
                    let outside = if week == 0 || week == 17 { vec![1; ROWS] } else { vec![0; ROWS] };
                    let all = own.iter().map(|(_, counts)| counts).chain([&outside]);
                    let mut folds = vec![0; ROWS - 1];
                    all.for_each(|counts| counts.iter().zip(&folded).for_each(|(count, fold)| folds[*fold] += count));
                    counts.weeks.push(WeekCounts { parts: own, outside, told: is_told.then(|| List::control(&folds)) });
                }
                counts
            },
        )
    }

    #[test]
    fn a_block_of_one_quiet_month_tells_few_and_none() {
        let counts = BlockCounts {
            cells: vec![vec![0, 2], vec![0, 0]],
            sensitive: vec![vec![0, 0], vec![0, 0]],
            weeks: vec![WeekCounts { parts: vec![(0, vec![2, 0])], outside: vec![0, 0], told: None }],
            folded: vec![0, 1],
        };
        let told = Block::control(&counts);
        assert_eq!(told.cells, [[Told::Count(0), Told::Few], [Told::Count(0); 2]]);
        assert_eq!((told.months, told.whole), (vec![vec![Told::Few, Told::Count(0)]], Told::Few));
    }

    #[test]
    fn what_is_sensitive_is_in_its_groups_sum_and_in_no_cell() {
        let counts = BlockCounts {
            cells: vec![vec![20, 30], vec![25, 35]],
            sensitive: vec![vec![0, 9], vec![0, 7]],
            weeks: vec![WeekCounts { parts: vec![(0, vec![59, 67])], outside: vec![0, 0], told: None }],
            folded: vec![0, 1],
        };
        let told = Block::control(&counts);
        assert_eq!(
            (told.group_sums, told.row_sums),
            ([45, 81].map(Told::Count).into(), [59, 67].map(Told::Count).into())
        );
        // With both rows' cells told, what is left of the rows' sums would be what is sensitive.
        assert!(told.cells.iter().all(|row| row.iter().any(|cell| cell.count().is_none())), "{:?}", told.cells);
    }

    #[test]
    fn a_week_that_is_no_longer_as_it_was_told_is_taken_to_be_known() {
        let week = |told: Told| WeekCounts {
            parts: vec![(0, vec![9, 8])],
            outside: vec![0, 0],
            told: Some(List { counts: vec![told, Told::Withheld], whole: Told::Count(17) }),
        };
        let counts = |told: Told| BlockCounts {
            cells: vec![vec![], vec![]],
            sensitive: vec![vec![], vec![]],
            weeks: vec![week(told)],
            folded: vec![0, 1],
        };
        // Told as 12 when it was 12; now it is 9, and the other 8 follow.
        assert_eq!(Block::control(&counts(Told::Count(12))).months, [[9, 8].map(Told::Count)]);
        assert_eq!(Block::control(&counts(Told::Withheld)).months, [[Told::Withheld; 2]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3))]

        #[test]
        fn a_tertial_tells_its_sums_and_nothing_of_it_can_be_solved(counts in tertials()) {
            let told = Block::control(&counts);
            let exact = counts.block();
            prop_assert_eq!(told.whole, Told::Count(exact.whole));
            for (told, count) in told.all().zip(exact.all()) {
                prop_assert_eq!(*told == Told::Count(0), *count == 0);
                prop_assert!(told.count().is_none_or(|told| told == *count && (told == 0 || told >= 5)));
                prop_assert!(*told != Told::Few || (1..5).contains(count));
            }
            for (told, bounds) in told.all().zip(told.bounds(&counts).all()) {
                let width = bounds.high.map(|high| high - bounds.low);
                prop_assert!(told.count().is_some() || width.is_none_or(|width| width >= 3), "{} {:?}", told, bounds);
            }
        }
    }
}
