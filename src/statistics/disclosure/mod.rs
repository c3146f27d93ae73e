//! Counts for readers who must not learn of single events: small ones are not told, nor what they could be solved from.
//!
//! A count of 1 to 4 is told as "<5" ([`Told::Few`]). Where sums are told too, that is not enough: 3 of 10 with the other 7
//! told is a subtraction. So more is withheld ([`Told::Withheld`]) until nothing can be solved. It is what statistical
//! offices call primary and complementary cell suppression (A. Hundepool et al., "Statistical Disclosure Control", 2012,
//! chapter 4). Nothing is a fact that is told: 0 stays 0.
//!
//! **What the reader is taken to know:** every number told; that "<5" is 1 to 4; that what is withheld is at least 1; and
//! how everything adds up. **What is promised:** of each count that is not told, at least as many values remain possible as
//! "<5" has itself, four; of one told as "<5" all four do. Not promised: what somebody learns who knows one of the
//! events, or who lays two versions of one table beside each other and knows what was corrected between them.
//!
//! **How it is shown:** a table with sums at its edges is a flow through a network (each row's sum flows in, through the cells,
//! out by the columns' sums and back as the whole; L. Cox, "Network models for complementary cell suppression", 1995). The
//! bounds of a cell are then maximum flows, exact and whole numbers; [`bounds`](Table::bounds) is that attack, and every
//! answer here has withstood it. What is withheld beside a small count is found by cheapest ways round, after M. Fischetti
//! and J.-J. Salazar, "Models and algorithms for optimizing cell suppression in tabular data with linear constraints" (2000).
//! It is not the least that could be withheld, but each count of it is needed.
//!
//! **Months and weeks** ([`Block`]). Months are told in blocks, all tables of a block together, and the weeks that were told
//! before are arcs of the same network: rows by month and rows by group share the rows' sums, and a month's row flows on
//! through its weeks. Weeks tell some rows folded into one; that is a node where they meet. A week that lies in two months
//! fits no network, so the attacker is given more than anybody has: of a week that goes on outside the block, what lies
//! outside; of one in two of the block's months, once the part in the earlier and once the part in the later. Whatever is
//! possible for such an attacker is possible for a real one, whatever is told of other blocks. So blocks need not know each
//! other, and periods that are added up from them tell nothing new.
//!
//! Not promised, therefore: a count that already those weeks and parts give away, however much of the block is withheld, is
//! only kept from an attacker who does not have the parts. That is a small row nearly all of whose month lies in weeks that
//! told it; `attack` tells such counts apart by a program of its own. Of counts not told in random histories whose months
//! have three or four whole weeks, one in 5 500 was narrowed so; in ones of one or two whole weeks, one in eight. Neither are the days between a month's edge and its
//! first whole week a count that anybody tells or guards: where the month, its weeks and the weeks at its edges are all told,
//! they follow.
//!
//! **What is sensitive** is told for the whole only: it is in its group's sum and in the rows' and months' sums, and in no
//! cell. It is a column of the network that nobody is told, with 0 as its low end; where the whole had none that may be known.
//!
//! **Who attacks:** `attack` has a mixed-integer solver that is not ours solve everything that was told of random histories:
//! several blocks, periods added up from them, approved weeks. The tests here try every table there could be, where there are
//! few.

#[cfg(test)]
mod attack;
mod block;
mod network;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use block::{Block, BlockCounts, WeekCounts};
use network::Network;

/// The least count, other than none, that is told as it is.
pub const FEWEST_TOLD: u32 = 5;

/// How far apart the least and the greatest possible value of a count that is not told must lie: as far as 1 and 4.
const SPREAD: u32 = FEWEST_TOLD - 2;

/// A count as it is told. In JSON the number, `"<5"` or `".."`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Told {
    /// The count: none, or at least [`FEWEST_TOLD`].
    Count(u32),
    /// From 1 to 4.
    Few,
    /// At least 1, and no more is said, so that others cannot be solved from it.
    Withheld,
}

/// The least and the greatest value that a count can have, as far as a reader can know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bounds {
    /// The least.
    pub low: u32,
    /// The greatest; `None` when there is no end.
    pub high: Option<u32>,
}

impl Told {
    /// A count that stands alone and in no sum.
    ///
    /// ```
    /// # use lykta::statistics::Told;
    /// assert_eq!([0, 1, 4, 5].map(Told::alone), [Told::Count(0), Told::Few, Told::Few, Told::Count(5)]);
    /// ```
    #[must_use]
    pub fn alone(count: u32) -> Self {
        if (1..FEWEST_TOLD).contains(&count) { Self::Few } else { Self::Count(count) }
    }

    /// The number, when it is told.
    #[must_use]
    pub fn count(self) -> Option<u32> {
        match self {
            Self::Count(count) => Some(count),
            Self::Few | Self::Withheld => None,
        }
    }

    /// What it says of the count.
    #[must_use]
    pub fn bounds(self) -> Bounds {
        match self {
            Self::Count(count) => Bounds { low: count, high: Some(count) },
            Self::Few => Bounds { low: 1, high: Some(FEWEST_TOLD - 1) },
            Self::Withheld => Bounds { low: 1, high: None },
        }
    }
}

impl std::fmt::Display for Told {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Count(count) => write!(out, "{count}"),
            Self::Few => write!(out, "<{FEWEST_TOLD}"),
            Self::Withheld => out.write_str(".."),
        }
    }
}

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(count) => serializer.serialize_u32(*count),
            mark => serializer.collect_str(mark),
        }
    }
}

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Count(u32),
            Mark(String),
        }
        match Either::deserialize(deserializer)? {
            Either::Count(count) => Ok(Self::Count(count)),
            Either::Mark(mark) => {
                let known = [Self::Few, Self::Withheld].into_iter().find(|told| told.to_string() == mark);
                known.ok_or_else(|| D::Error::custom("neither a count nor a mark for one that is not told"))
            }
        }
    }
}

/// What somebody knows who adds up what they are told: sums of counts that are told in part.
///
/// Made of nothing but what was told already, so that adding up tells nobody anything new. It is how a month is told from
/// weeks, each of which was controlled on its own.
impl std::iter::Sum<Told> for Bounds {
    fn sum<I: Iterator<Item = Told>>(all: I) -> Self {
        all.map(Told::bounds).fold(Self { low: 0, high: Some(0) }, |sum, one| Self {
            low: sum.low.saturating_add(one.low),
            high: sum.high.zip(one.high).map(|(sum, one)| sum.saturating_add(one)),
        })
    }
}

/// Counts in rows and columns with the sums of both, and the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T> {
    /// The cells, row by row.
    pub rows: Vec<Vec<T>>,
    /// The sum of each row.
    pub row_sums: Vec<T>,
    /// The sum of each column.
    pub column_sums: Vec<T>,
    /// The sum of everything.
    pub whole: T,
}

/// Counts in a row with their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// The counts.
    pub counts: Vec<T>,
    /// Their sum.
    pub whole: T,
}

impl Table<Told> {
    /// Decides what of a table with all its sums is told.
    ///
    /// - `counts`: rows of equal length.
    /// - **Shape:** the same counts give the same answer. Cells are withheld rather than sums, small ones rather than large.
    /// - **Source:** the module's.
    ///
    /// ```
    /// # use lykta::statistics::{Table, Told::{Count, Few, Withheld}};
    /// let told = Table::control(&[vec![3, 7, 0], vec![9, 12, 20]]);
    /// assert_eq!(told.rows, [[Few, Withheld, Count(0)], [Withheld, Withheld, Count(20)]]);
    /// assert_eq!((told.row_sums, told.whole), (vec![Count(10), Count(41)], Count(51)));
    /// ```
    #[must_use]
    pub fn control(counts: &[Vec<u32>]) -> Self {
        let told = Network::of_table(counts).control();
        Self::laid_out(counts, told)
    }

    /// What a reader can solve of what is told of these counts: the exact bounds of everything in the table. The attack.
    ///
    /// - **Source:** the module's; whole numbers, because the matrix of a network is totally unimodular.
    #[must_use]
    pub fn bounds(&self, counts: &[Vec<u32>]) -> Table<Bounds> {
        let told = self.rows.iter().flatten().chain(&self.row_sums).chain(&self.column_sums).chain([&self.whole]);
        Table::laid_out(counts, Network::of_table(counts).told(told.copied()).all_bounds())
    }
}

impl<T> Table<T> {
    /// Cells, sums of rows, sums of columns and the whole, in that order, as a table of the shape of these counts.
    fn laid_out(counts: &[Vec<u32>], told: Vec<T>) -> Self {
        let mut told = told.into_iter();
        let mut next = |many: usize| told.by_ref().take(many).collect::<Vec<_>>();
        let rows = counts.iter().map(|row| next(row.len())).collect();
        let row_sums = next(counts.len());
        let mut column_sums = told.collect::<Vec<_>>();
        let whole = column_sums.pop();
        #[expect(clippy::expect_used, reason = "every network has an arc for the whole, and it is the last")]
        Self { rows, row_sums, column_sums, whole: whole.expect("the whole") }
    }
}

impl List<Told> {
    /// Decides what of counts and their sum is told.
    ///
    /// ```
    /// # use lykta::statistics::{List, Told::{Count, Few, Withheld}};
    /// let told = List::control(&[2, 0, 8, 30]);
    /// assert_eq!(told.counts, [Few, Count(0), Withheld, Count(30)]);
    /// assert_eq!(told.whole, Count(40));
    /// ```
    #[must_use]
    pub fn control(counts: &[u32]) -> Self {
        let mut told = Network::of_list(counts).control();
        // Every network has an arc for the whole, and it is the last.
        let whole = told.pop().unwrap_or(Told::Withheld);
        Self { counts: told, whole }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::network::ENDLESS;
    use super::*;

    /// Every table of the same shape that could have been told like this, with each cell at most [`SPREAD`] from the true one:
    /// the least and the greatest value of each count. By trying them all, without anything of what is tested.
    fn tried(counts: &[Vec<u32>], told: &Table<Told>) -> Table<(u32, u32)> {
        let could_be = |count: u32, told: Told| match told {
            Told::Count(known) => count == known,
            Told::Few => (1..=4).contains(&count),
            Told::Withheld => count >= 1,
        };
        let sums = |counts: &[Vec<u32>]| Table {
            rows: counts.to_vec(),
            row_sums: counts.iter().map(|row| row.iter().sum::<u32>()).collect(),
            column_sums: (0..counts[0].len()).map(|column| counts.iter().map(|row| row[column]).sum()).collect(),
            whole: counts.iter().flatten().sum(),
        };
        let flat = |table: &Table<u32>| -> Vec<u32> {
            let sums = table.row_sums.iter().chain(&table.column_sums).chain([&table.whole]);
            table.rows.iter().flatten().chain(sums).copied().collect()
        };
        let marks: Vec<Told> = told
            .rows
            .iter()
            .flatten()
            .chain(&told.row_sums)
            .chain(&told.column_sums)
            .chain([&told.whole])
            .copied()
            .collect();
        let cells: Vec<(u32, Told)> = counts.iter().flatten().copied().zip(marks.iter().copied()).collect();
        let mut found: Vec<(u32, u32)> = flat(&sums(counts)).into_iter().map(|count| (count, count)).collect();
        let mut open = vec![Vec::new()];
        // Depth first, the values of one cell after the other.
        while let Some(begun) = open.pop() {
            if begun.len() < cells.len() {
                let (count, told) = cells[begun.len()];
                for value in count.saturating_sub(SPREAD)..=count + SPREAD {
                    if could_be(value, told) {
                        let mut next: Vec<u32> = begun.clone();
                        next.push(value);
                        open.push(next);
                    }
                }
                continue;
            }
            let guess: Vec<Vec<u32>> = begun.chunks(counts[0].len()).map(<[u32]>::to_vec).collect();
            let all = flat(&sums(&guess));
            if all.iter().zip(&marks).all(|(count, told)| could_be(*count, *told)) {
                for (bounds, count) in found.iter_mut().zip(all) {
                    *bounds = (bounds.0.min(count), bounds.1.max(count));
                }
            }
        }
        Table::laid_out(counts, found)
    }

    fn tables(rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<u32>>> {
        let count = prop_oneof![3 => Just(0_u32), 5 => 1_u32..5, 3 => 5_u32..12, 1 => 12_u32..60];
        (rows, columns).prop_flat_map(move |(rows, columns)| {
            proptest::collection::vec(proptest::collection::vec(count.clone(), columns), rows)
        })
    }

    /// Everything of a table in a row.
    fn all<T: Copy>(table: &Table<T>) -> Vec<T> {
        let sums = table.row_sums.iter().chain(&table.column_sums).chain([&table.whole]);
        table.rows.iter().flatten().chain(sums).copied().collect()
    }

    #[test]
    fn a_small_count_that_could_be_subtracted_takes_another_with_it() {
        let told = List::control(&[3, 7]);
        assert_eq!((told.counts, told.whole), (vec![Told::Few, Told::Withheld], Told::Count(10)));
        let told = List::control(&[1, 2, 40]);
        assert_eq!(told.counts, [Told::Few, Told::Few, Told::Withheld], "1 and 2 of 3 could only be 1 and 2");
    }

    #[test]
    fn four_single_events_are_not_told_as_at_most_four_in_all() {
        // "<5" of four counts of "<5" could only be four times 1.
        let told = List::control(&[1, 1, 1, 1]);
        assert_eq!(told.whole, Told::Withheld);
        assert_eq!(told.counts, [Told::Few; 4]);
    }

    #[test]
    fn one_event_in_a_quiet_week_is_told_as_few_everywhere() {
        let told = Table::control(&[vec![0, 0], vec![0, 1]]);
        assert_eq!(told.rows[1], [Told::Count(0), Told::Few]);
        assert_eq!((told.row_sums, told.whole), (vec![Told::Count(0), Told::Few], Told::Few));
    }

    #[test]
    fn what_is_large_enough_everywhere_is_told_as_it_is() {
        let counts = vec![vec![5, 0, 9], vec![12, 6, 0]];
        let told = Table::control(&counts);
        assert_eq!(all(&told), [5, 0, 9, 12, 6, 0, 14, 18, 17, 6, 9, 32].map(Told::Count));
    }

    #[test]
    fn adding_up_what_is_told_gives_bounds_and_never_more() {
        let told = [Told::Count(7), Told::Few, Told::Count(0)];
        assert_eq!(told.into_iter().sum::<Bounds>(), Bounds { low: 8, high: Some(11) });
        assert_eq!([Told::Count(7), Told::Withheld].into_iter().sum::<Bounds>(), Bounds { low: 8, high: None });
    }

    #[test]
    fn what_is_told_is_written_and_read_back() {
        let told = [Told::Count(12), Told::Few, Told::Withheld];
        let written = serde_json::to_string(&told).unwrap();
        assert_eq!(written, r#"[12,"<5",".."]"#);
        assert_eq!(serde_json::from_str::<[Told; 3]>(&written).unwrap(), told);
        assert!(serde_json::from_str::<Told>(r#""3""#).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn whoever_tries_every_table_there_could_be_cannot_narrow_down_what_is_not_told(counts in tables(1..3, 1..4)) {
            let told = Table::control(&counts);
            let solved = told.bounds(&counts);
            for ((told, (low, high)), bounds) in all(&told).into_iter().zip(all(&tried(&counts, &told))).zip(all(&solved)) {
                match told {
                    Told::Count(count) => prop_assert_eq!((low, high), (count, count)),
                    Told::Few => prop_assert_eq!((low, high), (1, 4)),
                    Told::Withheld => prop_assert!(high - low >= SPREAD, "{:?}", (low, high)),
                }
                // And the attack that is built in finds no less than that one.
                prop_assert!(bounds.low <= low && bounds.high.is_none_or(|end| end >= high));
            }
        }

        #[test]
        fn the_attack_that_is_built_in_solves_what_trying_everything_solves(
            counts in tables(2..3, 2..4), hidden in proptest::collection::vec(any::<bool>(), 12)
        ) {
            // Told at random, and so badly: what the attack must see.
            let mut hidden = hidden.into_iter();
            let tell = |count: u32, is_hidden: bool| match count {
                1.. if is_hidden => Told::Withheld,
                count => Told::alone(count),
            };
            let plain: Vec<u32> = all(&Table {
                rows: counts.clone(),
                row_sums: counts.iter().map(|row| row.iter().sum::<u32>()).collect(),
                column_sums: (0..counts[0].len()).map(|column| counts.iter().map(|row| row[column]).sum()).collect(),
                whole: counts.iter().flatten().sum(),
            });
            let marks = plain.iter().map(|count| tell(*count, hidden.next().unwrap_or(false))).collect();
            let told = Table::laid_out(&counts, marks);
            for (((low, high), bounds), count) in
                all(&tried(&counts, &told)).into_iter().zip(all(&told.bounds(&counts))).zip(plain)
            {
                // As far as was tried: a step of one count needs no longer steps of the others.
                prop_assert_eq!(low.max(count.saturating_sub(SPREAD)), bounds.low.max(count.saturating_sub(SPREAD)));
                let end = bounds.high.unwrap_or(ENDLESS).min(count + SPREAD);
                prop_assert_eq!(high.min(count + SPREAD), end);
            }
        }

        #[test]
        fn a_weeks_table_withstands_the_attack_and_tells_what_is_none_or_large(counts in tables(5..9, 8..12)) {
            let told = Table::control(&counts);
            let plain = counts.iter().flatten();
            for (count, told) in plain.zip(told.rows.iter().flatten()) {
                prop_assert_eq!(*count == 0, *told == Told::Count(0));
                prop_assert!(told.count().is_none_or(|told| told == *count && (told == 0 || told >= FEWEST_TOLD)));
                prop_assert!(*told != Told::Few || (1..FEWEST_TOLD).contains(count));
            }
            for (told, bounds) in all(&told).into_iter().zip(all(&told.bounds(&counts))) {
                match told {
                    Told::Count(count) => prop_assert_eq!(bounds, Bounds { low: count, high: Some(count) }),
                    Told::Few => prop_assert_eq!(bounds, Bounds { low: 1, high: Some(4) }),
                    Told::Withheld => prop_assert!(bounds.high.is_none_or(|high| high - bounds.low >= SPREAD)),
                }
            }
        }

        #[test]
        fn a_list_withstands_the_attack(counts in proptest::collection::vec(0_u32..12, 1..9)) {
            let told = List::control(&counts);
            let network = Network::of_list(&counts).told(told.counts.iter().chain([&told.whole]).copied());
            for (bounds, told) in network.all_bounds().into_iter().zip(told.counts.iter().chain([&told.whole])) {
                prop_assert!(told.count().is_some() || bounds.high.is_none_or(|high| high - bounds.low >= SPREAD));
            }
        }
    }
}
