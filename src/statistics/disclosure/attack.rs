//! The attack: somebody who has everything that was ever told, and solves it. With a linear program (microlp, nothing of
//! ours), and where there is little with every guess there is.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use proptest::prelude::*;

use super::*;

/// What happened on the days of a week that lie in a month: by row, then by group, and at last what is sensitive.
#[derive(Clone, Debug)]
struct Days {
    month: usize,
    week: usize,
    counts: Vec<Vec<u32>>,
}

/// What happened in some months, and which of it is told together.
#[derive(Clone, Debug)]
struct History {
    days: Vec<Days>,
    /// The months of each block, in order.
    blocks: Vec<Vec<usize>>,
    /// For each row, the row that weeks tell it in.
    folded: Vec<usize>,
    /// Whether each week's picture was approved.
    is_told: Vec<bool>,
    groups: usize,
}

/// Everything that was told of a history.
struct Released {
    weeks: BTreeMap<usize, List<Told>>,
    blocks: Vec<Block<Told>>,
}

/// The group that the sensitive category belongs to.
const OF_SENSITIVE: usize = 0;

/// A sum of counts: day, row, group.
type Sum = Vec<(usize, usize, usize)>;

impl History {
    fn kinds(&self) -> usize {
        self.days[0].counts[0].len()
    }

    fn rows(&self) -> usize {
        self.folded.len()
    }

    /// All counts for which something holds.
    fn sum(&self, is_meant: impl Fn(&Days, usize, usize) -> bool) -> Sum {
        let mut sum = Vec::new();
        for (at, days) in self.days.iter().enumerate() {
            for row in 0..self.rows() {
                sum.extend((0..self.kinds()).filter(|kind| is_meant(days, row, *kind)).map(|kind| (at, row, kind)));
            }
        }
        sum
    }

    fn true_sum(&self, sum: &Sum) -> u32 {
        sum.iter().map(|(day, row, kind)| self.days[*day].counts[*row][*kind]).sum()
    }

    fn in_week(&self, week: usize) -> Vec<Sum> {
        let folds = self.folded.iter().max().unwrap() + 1;
        let fold = |fold| self.sum(|days, row, _| days.week == week && self.folded[row] == fold);
        (0..folds).map(fold).chain([self.sum(|days, _, _| days.week == week)]).collect()
    }

    fn told_week(&self, week: usize) -> Option<List<Told>> {
        let mut counts: Vec<u32> = self.in_week(week).iter().map(|sum| self.true_sum(sum)).collect();
        counts.pop();
        self.is_told[week].then(|| List::control(&counts))
    }

    /// The sums of a block, in the shape of what is told of it.
    fn sums(&self, block: usize) -> Block<Sum> {
        let months = &self.blocks[block];
        let inside = |days: &Days| months.contains(&days.month);
        let group = |kind: usize| if kind < self.groups { kind } else { OF_SENSITIVE };
        let of_row = |own: usize| self.sum(|days, row, _| inside(days) && row == own);
        Block {
            months: months
                .iter()
                .map(|month| {
                    (0..self.rows()).map(|own| self.sum(|at, row, _| at.month == *month && row == own)).collect()
                })
                .collect(),
            month_sums: months.iter().map(|month| self.sum(|days, _, _| days.month == *month)).collect(),
            cells: (0..self.rows())
                .map(|own| {
                    let cell = |kind| self.sum(|days, row, at| inside(days) && (row, at) == (own, kind));
                    (0..self.groups).map(cell).collect()
                })
                .collect(),
            row_sums: (0..self.rows()).map(of_row).collect(),
            group_sums: (0..self.groups)
                .map(|own| self.sum(|days, _, kind| inside(days) && group(kind) == own))
                .collect(),
            whole: self.sum(|days, _, _| inside(days)),
        }
    }

    fn counts(&self, block: usize) -> BlockCounts {
        let months = &self.blocks[block];
        let sums = self.sums(block);
        let sensitive =
            |own: usize| self.sum(|days, row, kind| months.contains(&days.month) && row == own && kind == self.groups);
        let by_row = |week: usize, is_meant: &dyn Fn(usize) -> bool| -> Vec<u32> {
            let of = |own| self.sum(|days, row, _| days.week == week && is_meant(days.month) && row == own);
            (0..self.rows()).map(|own| self.true_sum(&of(own))).collect()
        };
        let mut weeks: Vec<usize> =
            self.days.iter().filter(|days| months.contains(&days.month)).map(|days| days.week).collect();
        weeks.dedup();
        let week = |week: usize| WeekCounts {
            parts: months
                .iter()
                .enumerate()
                .filter(|(_, month)| self.days.iter().any(|days| (days.week, days.month) == (week, **month)))
                .map(|(place, month)| (place, by_row(week, &|own| own == *month)))
                .collect(),
            outside: by_row(week, &|own| !months.contains(&own)),
            told: self.told_week(week),
        };
        BlockCounts {
            cells: sums.cells.iter().map(|row| row.iter().map(|sum| self.true_sum(sum)).collect()).collect(),
            sensitive: (0..self.rows())
                .map(|row| {
                    let own = self.true_sum(&sensitive(row));
                    (0..self.groups).map(|group| if group == OF_SENSITIVE { own } else { 0 }).collect()
                })
                .collect(),
            weeks: weeks.into_iter().map(week).collect(),
            folded: self.folded.clone(),
        }
    }

    fn release(&self) -> Released {
        Released {
            weeks: (0..self.is_told.len()).filter_map(|week| Some((week, self.told_week(week)?))).collect(),
            blocks: (0..self.blocks.len()).map(|block| Block::control(&self.counts(block))).collect(),
        }
    }

    /// Everything that was told, as sums.
    fn known(&self, released: &Released) -> Vec<(Sum, Bounds)> {
        let mut known = Vec::new();
        for (week, told) in &released.weeks {
            let told = told.counts.iter().chain([&told.whole]).map(|told| told.bounds());
            known.extend(self.in_week(*week).into_iter().zip(told));
        }
        for (block, told) in released.blocks.iter().enumerate() {
            let sums = self.sums(block);
            let own: Vec<(Sum, Bounds)> = sums.all().cloned().zip(told.all().map(|told| told.bounds())).collect();
            known.extend(own);
        }
        // And longer periods are told, added up.
        for row in 0..self.rows() {
            let all = released.blocks.iter().map(|block| block.row_sums[row]).sum::<Bounds>();
            known.push((self.sum(|_, own, _| own == row), all));
        }
        known.extend((0..self.blocks.len()).filter_map(|block| self.known_of_sensitive(block)));
        known
    }

    /// Where the whole municipality had none of what is sensitive, that may be known.
    fn known_of_sensitive(&self, block: usize) -> Option<(Sum, Bounds)> {
        let inside = |days: &Days| self.blocks[block].contains(&days.month);
        let sensitive = self.sum(|days, _, kind| self.groups > 0 && inside(days) && kind == self.groups);
        (self.true_sum(&sensitive) == 0).then_some((sensitive, Bounds { low: 0, high: Some(0) }))
    }

    /// Everything that is not told and must not be solved: what it is called, the sum, whether it must be 1 to 4.
    fn hidden(&self, released: &Released) -> Vec<(String, Sum, Told)> {
        let mut hidden = Vec::new();
        for (block, told) in released.blocks.iter().enumerate() {
            let sums = self.sums(block);
            let places = sums.all().cloned().zip(told.all().copied()).enumerate();
            hidden.extend(places.map(|(at, (sum, told))| (format!("block {block} at {at}"), sum, told)));
            let inside = |days: &Days| self.blocks[block].contains(&days.month);
            let all = self.sum(|days, _, kind| inside(days) && kind == self.groups);
            for own in (0..self.rows()).filter(|_| self.groups > 0 && self.true_sum(&all) > 0) {
                let sum = self.sum(|days, row, kind| inside(days) && (row, kind) == (own, self.groups));
                hidden.push((format!("block {block} sensitive in {own}"), sum, Told::Withheld));
            }
        }
        hidden.retain(|(_, _, told)| told.count().is_none());
        hidden
    }

    fn hidden_of_weeks(&self, released: &Released) -> Vec<(String, Sum, Told)> {
        let mut hidden = Vec::new();
        for (week, told) in &released.weeks {
            let places = self.in_week(*week).into_iter().zip(told.counts.iter().chain([&told.whole])).enumerate();
            hidden.extend(places.map(|(at, (sum, told))| (format!("week {week} at {at}"), sum, *told)));
        }
        hidden.retain(|(_, _, told)| told.count().is_none());
        hidden
    }

    /// The least and the greatest value of a sum, to somebody who knows these.
    fn solve(&self, known: &[(Sum, Bounds)], sum: &Sum) -> (u32, u32) {
        let end = |direction| {
            let mut problem = Problem::new(direction);
            let mut variables = BTreeMap::new();
            for at in self.sum(|_, _, _| true) {
                let worth = if sum.contains(&at) { 1.0 } else { 0.0 };
                variables.insert(at, problem.add_integer_var(worth, (0, 400)));
            }
            for (sum, Bounds { low, high }) in known {
                let row: Vec<_> = sum.iter().map(|at| (variables[at], 1.0)).collect();
                if *high == Some(*low) {
                    problem.add_constraint(&row, ComparisonOp::Eq, f64::from(*low));
                } else {
                    problem.add_constraint(&row, ComparisonOp::Ge, f64::from(*low));
                    if let Some(high) = high {
                        problem.add_constraint(&row, ComparisonOp::Le, f64::from(*high));
                    }
                }
            }
            problem.solve().unwrap().into_solution().unwrap().objective().round()
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole numbers from 0 to some thousands"
        )]
        let (low, high) = (end(OptimizationDirection::Minimize) as u32, end(OptimizationDirection::Maximize) as u32);
        (low, high)
    }

    /// What somebody knows of a block to whom nothing of it was told but what is none, and all of the weeks; and besides of the
    /// weeks that go on into another block what lies there, and of those in two of its months the earlier part, or the later.
    fn solved_already(&self, released: &Released, block: usize, world: usize) -> Vec<(Sum, Bounds)> {
        let months = &self.blocks[block];
        let told = &released.blocks[block];
        let silent = told.all().map(|told| if *told == Told::Count(0) { *told } else { Told::Withheld });
        let mut known: Vec<(Sum, Bounds)> = self.sums(block).all().cloned().zip(silent.map(Told::bounds)).collect();
        known.extend(self.known_of_sensitive(block));
        for (week, told) in &released.weeks {
            known.extend(
                self.in_week(*week).into_iter().zip(told.counts.iter().chain([&told.whole]).map(|told| told.bounds())),
            );
            let inside: Vec<usize> = months
                .iter()
                .copied()
                .filter(|month| self.days.iter().any(|days| (days.week, days.month) == (*week, *month)))
                .collect();
            let is_known = |month: usize| !months.contains(&month) || (inside.len() == 2 && inside[world] == month);
            let folds = self.folded.iter().max().unwrap() + 1;
            for fold in 0..folds {
                let part =
                    self.sum(|days, row, _| days.week == *week && is_known(days.month) && self.folded[row] == fold);
                let count = self.true_sum(&part);
                known.push((part, Bounds { low: count, high: Some(count) }));
            }
        }
        known
    }

    /// Whether weeks alone give a sum away to somebody who knows as much of a block besides, whatever is told of it.
    fn is_solved_already(&self, released: &Released, block: usize, sum: &Sum) -> bool {
        let ends = [0, 1].map(|world| self.solve(&self.solved_already(released, block, world), sum));
        ends[0].1.max(ends[1].1) - ends[0].0.min(ends[1].0) < SPREAD
    }
}

/// How a year is cut: for each month the whole weeks in it, and whether its last week goes on in the next one.
fn histories(months: std::ops::Range<usize>, rows: usize, groups: usize) -> impl Strategy<Value = History> {
    let cut = proptest::collection::vec((1..3_usize, any::<bool>(), any::<bool>()), months);
    let count = prop_oneof![5 => Just(0_u32), 4 => 1_u32..4, 2 => 4_u32..12];
    let folded =
        prop_oneof![Just((0..rows).collect::<Vec<_>>()), Just((0..rows).map(|row| row.saturating_sub(1)).collect())];
    (cut, folded, proptest::collection::vec(any::<bool>(), 16)).prop_flat_map(move |(cut, folded, is_told)| {
        let mut places = Vec::new();
        let (mut week, mut blocks) = (0, Vec::<Vec<usize>>::new());
        for (month, (whole, goes_on, begins)) in cut.iter().enumerate() {
            if month == 0 || *begins {
                blocks.push(Vec::new());
            }
            blocks.last_mut().unwrap().push(month);
            for _ in 0..*whole {
                places.push((month, week));
                week += 1;
            }
            if *goes_on && month + 1 < cut.len() {
                places.extend([(month, week), (month + 1, week)]);
                week += 1;
            }
        }
        let is_told = is_told[..week].to_vec();
        let kinds = if groups == 0 { 1 } else { groups + 1 };
        let cells = proptest::collection::vec(proptest::collection::vec(count.clone(), kinds), rows);
        proptest::collection::vec(cells, places.len()).prop_map(move |counts| History {
            days: places
                .iter()
                .zip(counts)
                .map(|((month, week), counts)| Days { month: *month, week: *week, counts })
                .collect(),
            blocks: blocks.clone(),
            folded: folded.clone(),
            is_told: is_told.clone(),
            groups,
        })
    })
}

fn withstands(history: &History) -> Result<(), TestCaseError> {
    let released = history.release();
    let known = history.known(&released);
    for (name, sum, told) in history.hidden(&released).into_iter().chain(history.hidden_of_weeks(&released)) {
        let (low, high) = history.solve(&known, &sum);
        let is_safe = if told == Told::Few { (low, high) == (1, 4) } else { high - low >= SPREAD };
        // What weeks give away already nobody can take back.
        let months: Vec<usize> = sum.iter().map(|at| history.days[at.0].month).collect();
        let mut touched =
            (0..history.blocks.len()).filter(|block| history.blocks[*block].iter().any(|month| months.contains(month)));
        prop_assert!(
            is_safe || touched.any(|block| history.is_solved_already(&released, block, &sum)),
            "{name}: {told} is {low} to {high}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn whoever_has_every_block_and_every_week_cannot_solve_what_is_not_told(history in histories(2..4, 3, 2)) {
        withstands(&history)?;
    }

    #[test]
    fn nor_of_what_has_no_groups(history in histories(2..5, 3, 0)) {
        withstands(&history)?;
    }

    #[test]
    fn the_attack_that_is_built_in_solves_what_the_linear_program_solves(history in histories(1..3, 3, 2)) {
        // One block, and no week in two months: there is nothing then that the attack is told besides.
        let mut history = history;
        history.blocks = vec![history.blocks.concat()];
        for at in 1..history.days.len() {
            if history.days[at].week == history.days[at - 1].week {
                history.days[at].week = history.is_told.len();
                history.is_told.push(true);
            }
        }
        let released = history.release();
        let known = history.known(&released);
        let solved = released.blocks[0].bounds(&history.counts(0));
        for (sum, bounds) in history.sums(0).all().zip(solved.all()) {
            let (low, high) = history.solve(&known, sum);
            prop_assert_eq!(low, bounds.low);
            prop_assert!(bounds.high.map_or(high >= 400, |end| end == high), "{:?} {}", bounds, high);
        }
    }
}
